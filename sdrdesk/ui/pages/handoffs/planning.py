"""What is prepared for a handoff: read when a person is shown, kept when a field is left, put back after an undo (rule R24)."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from sdrdesk.core.domain.handoff_plan import HandoffPlan
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.pages.handoffs.form import HandoffForm


class Planning(QObject):
    """The plan of the person that is shown.

    Signals:
        ticked: a line was ticked and is kept; the checklist has to be read again.
    """

    ticked = Signal()

    def __init__(self, ctx: UiContext, form: HandoffForm) -> None:
        super().__init__(form)
        self._ctx, self._form = ctx, form
        self._person = 0
        self._kept: HandoffPlan | None = None
        self._ae_id: int | None = None
        self._ticks: tuple[str, ...] = ()
        self._writing = 0
        form.plan_done.connect(self.keep)
        form.ae.picked.connect(self.picked)
        form.checklist.ticked.connect(self._tick)

    def begin(self, person: int) -> None:
        """Another person is shown: what was typed about the one before is kept."""
        if person != self._person:
            self.keep()
            self._person, self._kept = person, None
            self._form.set_plan(HandoffPlan())

    def loaded(self, person: int, plan: HandoffPlan) -> None:
        """What is stored; it goes into the fields when it is not what was kept last, as after an undo, and not while a newer one is on its way."""
        if person != self._person or self._writing or plan == self._kept:
            return
        self._kept, self._ae_id, self._ticks = plan, plan.ae_id, plan.ticks
        self._form.set_plan(plan)
        if plan.ae_id is not None:
            self._form.ae.choose(plan.ae_id)

    def plan(self) -> HandoffPlan:
        """What is typed and chosen at this moment."""
        return replace(self._form.plan(), ae_id=self._ae_id, ticks=self._ticks)

    @Slot()
    def keep(self) -> None:
        """Keep it, if it is another one."""
        self._keep()

    def _keep(self, *, tick: bool = False) -> None:
        person, plan = self._person, self.plan()
        if not person or self._kept is None or plan == self._kept:
            return
        self._kept = plan
        self._writing += 1

        def over(_result: object) -> None:
            self._writing -= 1
            if tick:
                self.ticked.emit()

        def failed(error: Exception) -> None:
            over(None)
            self._kept = None  # what is stored is another one
            self._ctx.runner.failed.emit(error)

        self._ctx.runner.op(self, lambda: self._ctx.desk.handoff_plans.keep(person, plan), over, failed)

    @Slot()
    def picked(self) -> None:
        """The user has chosen another account executive."""
        chosen = self._form.ae.value()
        self._ae_id = chosen.id if chosen else None
        self._keep()

    @Slot(str, bool)
    def _tick(self, line: str, on: bool) -> None:
        self._ticks = tuple(dict.fromkeys((*self._ticks, line))) if on else tuple(t for t in self._ticks if t != line)
        self._keep(tick=True)
