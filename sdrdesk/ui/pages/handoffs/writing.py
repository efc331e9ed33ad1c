"""What this page writes: a packet, its PDF alone, a new account executive. One at a time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from sdrdesk.core.changes import Outcome
from sdrdesk.core.domain.handoff_plan import HandoffPlan
from sdrdesk.core.errors import EnvironmentProblem, ValidationError
from sdrdesk.core.queries.handoffs import Candidate
from sdrdesk.core.services.executives import AccountExecutive
from sdrdesk.core.services.handoffs import HandedOff
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.error_surfaces import sentence

_FOLDER_CODES = ("folder_", "file_")


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be written, for whom, and where."""

    person: Candidate
    ae: AccountExecutive
    folder: str
    plan: HandoffPlan


class Writing(QObject):
    """Runs the page's writes and says how they went.

    Signals:
        busy_changed: a write begins or is over.
        handed_off: (Candidate, id of the handoff).
        folder_problem: why the folder did not take the file.
        ae_added: id of one that was added or changed.
        ae_problem: why they were not.
    """

    busy_changed = Signal()
    handed_off = Signal(object, int)
    folder_problem = Signal(str)
    ae_added = Signal(int)
    ae_problem = Signal(str)

    def __init__(self, ctx: UiContext, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self.busy = False

    def hand_off(self, order: Order) -> None:
        """Write the packet and record the handoff."""
        if not self.busy:
            self._set_busy(True)
            create = partial(self._ctx.desk.handoffs.create, order.person.prospect_id, order.ae, Path(order.folder), plan=order.plan)
            self._ctx.runner.op(self, create, partial(self._created, order.person), self._failed)

    def save_pdf(self, order: Order) -> None:
        """Write the PDF alone."""
        if not self.busy:
            self._set_busy(True)
            save = partial(self._ctx.desk.handoffs.save_pdf, order.person.prospect_id, order.ae, Path(order.folder), plan=order.plan)
            self._ctx.runner.op(self, save, self._saved, self._failed)

    def keep_ae(self, wanted: AccountExecutive) -> None:
        """Add an account executive (whose id is 0), or change one."""
        book, w = self._ctx.desk.executives, wanted
        if not w.id:
            self._ctx.runner.op(self, lambda: book.add(w.name, w.email, w.language, w.calendar), self._ae_added, self._ae_failed)
            return
        edit = partial(book.edit, w.id, w.name, w.email, w.language, w.calendar, retired=w.retired)
        self._ctx.runner.op(self, edit, lambda _: self.ae_added.emit(w.id), self._ae_failed)

    def _created(self, person: Candidate, outcome: Outcome[HandedOff]) -> None:
        self._set_busy(False)
        self.handed_off.emit(person, outcome.value.handoff_id)
        words = self.tr("%1 handed off. Undo takes back the record; the file stays in its folder.")
        self._ctx.nav.toast.emit(words.replace("%1", person.name), True)

    def _saved(self, path: Path) -> None:
        self._set_busy(False)
        self._ctx.nav.toast.emit(self.tr("Saved: %1").replace("%1", str(path)), False)

    def _failed(self, error: Exception) -> None:
        self._set_busy(False)
        if isinstance(error, EnvironmentProblem) and error.code.startswith(_FOLDER_CODES):
            self.folder_problem.emit(sentence(error, self._ctx.texts))
        else:
            self._ctx.runner.failed.emit(error)

    def _ae_added(self, outcome: Outcome[int]) -> None:
        self.ae_added.emit(outcome.value)

    def _ae_failed(self, error: Exception) -> None:
        if isinstance(error, ValidationError):
            self.ae_problem.emit(sentence(error, self._ctx.texts))
        else:
            self._ctx.runner.failed.emit(error)

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.busy_changed.emit()
