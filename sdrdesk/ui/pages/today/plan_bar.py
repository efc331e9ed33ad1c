"""Below the work on a person: their plan, and what can be done with it besides a touch (rules R3, R5, R9, R10, R13)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QMenu, QWidget

from sdrdesk.core.domain.when import When
from sdrdesk.core.services.touches import TouchDraft
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.day_words import DayWords
from sdrdesk.ui.dialogs.ask import SKIP_REASONS, STOP_REASONS, AskReason, AskTag
from sdrdesk.ui.dialogs.cadence_picker import CadencePicker
from sdrdesk.ui.dialogs.edit_prospect import EditProspectDialog
from sdrdesk.ui.pages.today.work_panel import Work
from sdrdesk.ui.refusal_words import refusal_words
from sdrdesk.ui.setting_back import SettingBack
from sdrdesk.ui.when_edit import WhenEdit
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import ElidedLabel


class PlanBar(QFrame):
    """Put on a plan, snooze, and the menu of everything else: replies and meetings seen elsewhere, skip, stop, pin.

    Signals:
        moved_on: the person was put off; the next one may come.
        left: the keys go back to the list.
    """

    moved_on = Signal()
    left = Signal()

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("plan_bar")
        self._ctx = ctx
        self._work: Work | None = None
        self.label = ElidedLabel("", "t2", 12)
        self.enrol_button = KeyButton(self.tr("Put on a plan"), icon="list-checks", small=True)
        self.enrol_button.setObjectName("enrol")
        self.enrol_button.set_keys("A")
        self.enrol_button.clicked.connect(self.choose_cadence)
        self.snooze_edit = WhenEdit(ctx)
        self.snooze_edit.setObjectName("snooze_when")
        self.snooze_edit.setAccessibleName(self.tr("Snooze until"))
        self.snooze_edit.setPlaceholderText(self.tr("Snooze: tue 14:00"))
        self.snooze_edit.setMinimumWidth(140)
        self.snooze_edit.setMaximumWidth(210)
        self.snooze_edit.entered.connect(self.snooze)
        self.snooze_edit.textChanged.connect(self._make_room)
        self.snooze_edit.said.setObjectName("snooze_said")
        self.snooze_edit.said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.more_button = KeyButton(self.tr("More"), icon="ellipsis", small=True)
        self.more_button.setObjectName("more")
        self.more_button.set_keys("M")
        self.more_button.clicked.connect(self.open_more)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 20, 6)
        row.setSpacing(8)
        row.addWidget(self.label, 1)
        row.addWidget(self.snooze_edit.said, 1)
        for widget in (self.enrol_button, self.snooze_edit, self.more_button):
            row.addWidget(widget)
        self.back = SettingBack(ctx, self)
        self.back.done.connect(self.moved_on)
        self._make_room()

    @Slot()
    def _make_room(self) -> None:
        """What is understood of a typed time stands where the plan stood; the field itself does not move."""
        typing = bool(self.snooze_edit.text())
        self.snooze_edit.said.setVisible(typing)
        self.label.setHidden(typing)
        self.enrol_button.setHidden(typing)

    def show_work(self, work: Work) -> None:
        """Show somebody's plan."""
        if self._id != work.card.person.id:
            self.snooze_edit.clear()  # it was typed for the one before
        self._work = work
        texts, ranked = self._ctx.texts, work.ranked
        kind = ranked.candidate.kind if ranked is not None else "none"
        on = ranked.candidate.due_on if ranked is not None else None
        due = DayWords(self._ctx.profile, self._ctx.now()).day(on) if on else ""
        self.label.setText(" · ".join(p for p in (texts("wait.colleague_replied") if self._held else texts(f"kind.{kind}"), due) if p))
        self.enrol_button.set_words(self.tr("Let it go on") if self._held else self.tr("Put on a plan"))
        self.enrol_button.setEnabled(kind != "step" or self._held)

    @property
    def _held(self) -> bool:
        return bool(self._work and self._work.ranked and self._work.ranked.candidate.blocked == "colleague_replied")

    @property
    def _id(self) -> int:
        return self._work.card.person.id if self._work else 0

    @property
    def _name(self) -> str:
        return self._work.card.person.full_name if self._work else ""

    @Slot()
    def choose_cadence(self) -> None:
        """Pick a plan; a held one goes on instead."""
        if self._work is None or not self.enrol_button.isEnabled():
            return
        if self._held:
            prospect_id, service = self._id, self._ctx.desk.enrolments
            self._ctx.runner.op(self, lambda: service.release(prospect_id))
            return
        who = self._id  # another person may come to the front meanwhile
        dialog = CadencePicker(self._ctx, [who], self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(lambda key, anyway: self.enrol(key, anyway, who))
        dialog.open()

    def enrol(self, cadence: str, anyway: bool = False, who: int = 0) -> None:
        """Put the person on a plan."""
        prospect_id, service, ctx = who or self._id, self._ctx.desk.enrolments, self._ctx

        def done(outcome: Any) -> None:
            if outcome.value.refused:
                ctx.nav.toast.emit(refusal_words(outcome.value.refused[0][1], ctx.texts, ctx.desk.cadences), False)
            else:
                ctx.nav.toast.emit(ctx.texts("op.enrol", n=1), True)

        if prospect_id:
            ctx.runner.op(self, lambda: service.enrol([prospect_id], cadence, anyway=anyway), done)

    @Slot(object)
    def snooze(self, when: When) -> None:
        """Move what is due of the person to the typed time."""
        tasks, prospect_id, name = self._ctx.desk.tasks, self._id, self._name
        if not prospect_id:
            return
        self.snooze_edit.clear()
        self.left.emit()

        def done(_outcome: Any) -> None:
            self._ctx.nav.toast.emit(self._ctx.texts("op.snooze", name=name), True)
            self.moved_on.emit()

        self._ctx.runner.op(self, lambda: tasks.snooze(prospect_id, when), done)

    def choices(self) -> list[tuple[str, str, Callable[[], None]]]:
        """What else can be said of this person now: (key, words, what it does). Replies and meetings seen elsewhere are marked here (rule R18)."""
        kind = self._work.ranked.candidate.kind if self._work and self._work.ranked else "none"
        found: list[tuple[str, str, Callable[[], None]]] = []
        if kind == "meeting":
            found += [
                ("held", self.tr("The meeting was held"), lambda: self._log("meeting", "held")),
                ("no_show", self.tr("They did not come"), lambda: self._log("meeting", "no_show")),
                ("cancelled", self.tr("The meeting was cancelled"), lambda: self._log("meeting", "cancelled")),
            ]
        found += [
            ("replied", self.tr("They replied by email"), lambda: self._log("email", "replied")),
            ("auto_replied", self.tr("An automatic reply came"), lambda: self._log("email", "auto_replied")),
            ("bounced", self.tr("The email bounced"), lambda: self._log("email", "bounced")),
            ("sent", self.tr("I sent an email elsewhere"), lambda: self._log("email", "sent")),
        ]
        if kind == "sla":
            found.append(("release", self.tr("Release to another…"), self.release))
            if self._escalated:
                found.append(("release_all", self.tr("Release all that have escalated…"), self.release_escalated))
        if kind not in ("none", "meeting", "sla"):
            found.append(("skip", self.tr("Skip this step"), self.skip))
        if kind == "step":
            found.append(("stop", self.tr("Stop the plan"), self.stop))
        found.append(("not_ready", self.tr("Not ready…"), self.set_back))
        found.append(("company", self.tr("Their company"), self.show_company))
        pinned = bool(self._work and self._work.ranked and self._work.ranked.candidate.pinned)
        found.append(("pin", self.tr("Unpin") if pinned else self.tr("Pin to the top"), self.toggle_pin))
        found.append(("tag", self.tr("Tag…"), self.tag))
        found.append(("edit", self.tr("Edit the person…"), self.edit))
        return found

    @property
    def _escalated(self) -> bool:
        ranked = self._work.ranked if self._work is not None else None
        at = ranked.candidate.escalate_at if ranked is not None else None
        return at is not None and at <= self._ctx.now()

    @Slot()
    def release(self) -> None:
        """Give this inbound lead back to the pool: into a file for somebody else (rule R21, seed W6)."""
        if self._id:
            self._release([self._id])

    @Slot()
    def release_escalated(self) -> None:
        """Give back every lead that nobody answered in time."""
        self._release(None)

    def _release(self, people: list[int] | None) -> None:
        ctx, slas = self._ctx, self._ctx.desk.slas
        chosen = self.pick_file(f"{self.tr('released')}-{ctx.now():%Y-%m-%d-%H%M}.csv")
        if not chosen:
            return
        path = Path(chosen)

        def done(outcome: Any) -> None:
            ctx.nav.toast.emit(ctx.texts("op.release", n=outcome.value, file=path.name), True)
            self.moved_on.emit()

        ctx.runner.op(self, lambda: slas.release(path, people), done)

    def pick_file(self, suggestion: str) -> str:
        """Ask where the released leads are to be written; empty when the user thought better of it."""
        return QFileDialog.getSaveFileName(self, self.tr("Release to another"), suggestion, self.tr("Table (*.csv)"))[0]

    @Slot()
    def open_more(self) -> None:
        """Show the choices as a menu."""
        if self._work is None:
            return
        menu = QMenu(self)
        menu.setObjectName("more_menu")
        for key, words, slot in self.choices():
            action = menu.addAction(words)
            action.setObjectName(f"more_{key}")
            action.triggered.connect(lambda _=False, run=slot: run())
        menu.popup(self.more_button.mapToGlobal(self.more_button.rect().topLeft()))

    def _log(self, channel: str, outcome: str) -> None:
        """Log what happened elsewhere, with all that follows from it."""
        ctx, prospect_id, name = self._ctx, self._id, self._name
        draft = TouchDraft(prospect_id, channel, outcome)

        def done(_outcome: Any) -> None:
            ctx.nav.toast.emit(ctx.texts("op.log_touch", outcome=outcome, name=name), True)

        if prospect_id:
            ctx.runner.op(self, lambda: ctx.desk.touches.log(draft), done)

    @Slot()
    def skip(self) -> None:
        """Leave out the current step, with a reason (rule R10)."""
        title = self.tr("Leave out this step of %1, because").replace("%1", self._name)
        self._because("skip", title, self.tr("Skip the step"), SKIP_REASONS)

    @Slot()
    def stop(self) -> None:
        """Stop the plan, with a reason."""
        title = self.tr("Stop the plan of %1, because").replace("%1", self._name)
        self._because("stop", title, self.tr("Stop the plan"), STOP_REASONS)

    @Slot()
    def show_company(self) -> None:
        """Who else decides there (seed W11)."""
        if self._id:
            self._ctx.nav.open_company.emit(self._id)

    @Slot()
    def set_back(self) -> None:
        """Not ready: a reason, a date, a programme (rule R25)."""
        if self._id:
            self.back.ask(self._id, self._name)

    def _because(self, op: str, title: str, does: str, codes: Sequence[str]) -> None:
        """Ask why, then do it; the person is the one who was shown when the question was asked."""
        prospect_id, name, service = self._id, self._name, self._ctx.desk.enrolments
        if not prospect_id:
            return
        work = service.skip_step if op == "skip" else service.stop
        ask = AskReason(self._ctx, title, does, codes, self, danger=op == "stop")
        ask.chosen.connect(lambda why: self._write(op, name, lambda: work(prospect_id, why)))
        ask.open()

    @Slot()
    def toggle_pin(self) -> None:
        """Pin the person to the head of their band, or unpin (rule R3)."""
        pinned = bool(self._work and self._work.ranked and self._work.ranked.candidate.pinned)
        self._change("pin", lambda pid: self._ctx.desk.enrolments.pin(pid, not pinned))

    @Slot()
    def tag(self) -> None:
        """Put a tag on the person, or take one off (seed W23)."""
        ctx, prospect_id, name = self._ctx, self._id, self._name
        if not prospect_id:
            return

        def ask_which(known: dict[str, int]) -> None:
            ask = AskTag(ctx, self.tr("Tag of %1").replace("%1", name), list(known), self)
            ask.chosen.connect(put)
            ask.open()

        def put(tag: str, on: bool) -> None:
            ctx.runner.op(self, lambda: ctx.desk.scores.tag([prospect_id], tag, on).value, lambda n: self._tagged(name, tag, on, n))

        ctx.runner.query(self, ctx.desk.scores.tags, ask_which)

    def _tagged(self, name: str, tag: str, on: bool, changed: int) -> None:
        code = "list.tag_put" if on else "list.tag_off"
        self._ctx.nav.toast.emit(self._ctx.texts(code if changed else f"{code}_already", name=name, tag=tag), bool(changed))

    @Slot()
    def edit(self) -> None:
        """Change the fields of the person."""
        if self._id:
            dialog = EditProspectDialog(self._ctx, self._id, parent=self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def _change(self, op: str, work: Callable[[int], Any]) -> None:
        prospect_id, name = self._id, self._name
        if prospect_id:
            self._write(op, name, lambda: work(prospect_id))

    def _write(self, op: str, name: str, work: Callable[[], Any]) -> None:
        self._ctx.runner.op(self, work, lambda _: self._ctx.nav.toast.emit(self._ctx.texts(f"op.{op}", name=name), True))
