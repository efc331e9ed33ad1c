"""All reminders: what is due and not done, what comes, who was put off; and a line for a new one (Ctrl R)."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from sdrdesk.core.changes import ChangeSet
from sdrdesk.core.domain.quiet_hours import is_quiet, paused_until
from sdrdesk.core.domain.remind_line import RemindLine
from sdrdesk.core.domain.when import When
from sdrdesk.core.queries.reminders import OWN, Due, Overview
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.day_words import DayWords
from sdrdesk.ui.remind_edit import RemindEdit
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.small_table import Heading, SmallTable
from sdrdesk.ui.widgets.text import PlainLabel

TABLES = ("own_reminder", "task", "enrolment", "prospect", "setting")
SOON_MS, EACH_MS = 50, 30_000
COLONS = ":\uff1a"


class RemindersDialog(QDialog):
    """The list with its keys: Enter opens the person, D is done, Z puts off, Delete takes an own one away; each can be undone.

    Signals:
        person_chosen: show this person.
        shown: the list was read.
    """

    person_chosen = Signal(int)
    shown = Signal()

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reminders_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Reminders"))
        self.setMinimumSize(820, 500)
        self._ctx = ctx
        self._rows: list[Due] = []
        self.line = RemindEdit(ctx)
        self.line.entered.connect(self._add)
        self.state = PlainLabel("", "amber", 12, wrap=True)
        self.state.setObjectName("reminders_state")
        self.empty = PlainLabel(self.tr("Nothing to be reminded of. Type a time and what it is about above."), "t3", 13, wrap=True)
        self.empty.setObjectName("reminders_empty")
        self.table = SmallTable(
            [
                Heading(self.tr("When"), 156, token="t1", weight=600),
                Heading(self.tr("What"), 130),
                Heading(self.tr("About"), 180, 1, token="t1"),
                Heading(self.tr("State"), 120, right=True),
            ],
            "reminders_list",
            self.tr("Reminders"),
            choose="one",
        )
        self.table.chosen_changed.connect(self._on_chosen)
        self.table.doubleClicked.connect(lambda _: self.open_person())
        self._make_buttons()
        self._lay_out()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.refresh)
        self._each = QTimer(self)
        self._each.setInterval(EACH_MS)
        self._each.timeout.connect(self.refresh)
        self._each.start()
        ctx.bridge.changed.connect(self._on_changed)
        # A letter in the line is a letter; in the list it is a key.
        for keys, slot in (
            ("D", self.finish),
            ("Z", self.snooze),
            ("Del", self.remove),
            ("Return", self.open_person),
            ("Enter", self.open_person),
        ):
            QShortcut(QKeySequence(keys), self.table, slot, context=Qt.ShortcutContext.WidgetShortcut)
        self.line.setFocus()
        self.refresh()

    def _make_buttons(self) -> None:
        minutes = self._ctx.profile.number("remind.snooze_minutes")
        self.done_button = KeyButton(self.tr("Done"), icon="check", small=True)
        self.snooze_button = KeyButton(self.tr("Snooze %n min", "", minutes), icon="clock", small=True)
        self.open_button = KeyButton(self.tr("Open"), icon="arrow-right", small=True)
        self.remove_button = KeyButton(self.tr("Remove"), icon="trash-2", small=True)
        self.pause_button = KeyButton(self.tr("Pause for an hour"), "ghost", "pause", small=True)
        self.close_button = KeyButton(self.tr("Close"), "ghost", small=True)
        for button, name, keys, slot in (
            (self.done_button, "reminder_done", "D", self.finish),
            (self.snooze_button, "reminder_snooze", "Z", self.snooze),
            (self.open_button, "reminder_open", "Return", self.open_person),
            (self.remove_button, "reminder_remove", "Del", self.remove),
            (self.pause_button, "reminders_pause", "", self.pause),
            (self.close_button, "reminders_close", "Esc", self.reject),
        ):
            button.setObjectName(name)
            button.setAutoDefault(False)
            if keys:
                button.set_keys(keys)
            button.clicked.connect(slot)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.done_button, self.snooze_button, self.open_button, self.remove_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.pause_button)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(8)
        column.addWidget(self.line)
        column.addWidget(self.line.said)
        column.addWidget(self.state)
        column.addWidget(self.empty)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)

    # --- reading -----------------------------------------------------------------------------------------------------------

    @Slot()
    def refresh(self) -> None:
        """Read what there is."""
        reminders = self._ctx.desk.reminders
        self._ctx.runner.query(self, reminders.overview, self._show)

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.concerns(*TABLES):
            self._soon.start()

    def _show(self, found: Overview) -> None:
        chosen = self.current()
        now = self._ctx.now()
        self._rows = [*found.due, *found.coming, *found.snoozed]
        self.table.set_rows([self._texts(due, now) for due in self._rows])
        self.empty.setVisible(not self._rows)
        self.table.setVisible(bool(self._rows))
        self._select(chosen)
        self._show_state(now)
        self.shown.emit()

    def _select(self, before: Due | None) -> None:
        """The same one as before, else the one that came into its place."""
        if not self._rows:
            return
        same = [i for i, due in enumerate(self._rows) if before is not None and _identity(due) == _identity(before)]
        self.table.selectRow(same[0] if same else min(self._last_row, len(self._rows) - 1))

    _last_row = 0

    def _texts(self, due: Due, now: dt.datetime) -> list[str]:
        words = DayWords(self._ctx.profile, now)
        at = due.due_at.astimezone(self._ctx.profile.zone)
        day = "" if at.date() == now.date() else words.day(at.date(), weekday=True) + " "
        kind = self._ctx.texts(f"kind.{due.kind}").rstrip(COLONS)
        about = due.name if not due.note else f"{due.name}: {due.note}"
        return [f"{day}{words.clock(due.due_at)}", kind, about, self._state(due, now)]

    def _state(self, due: Due, now: dt.datetime) -> str:
        minutes = round((due.due_at - now).total_seconds() / 60)
        if minutes <= 0:
            return self.tr("due") if minutes > -1 else self.tr("due for %1").replace("%1", self._span(-minutes))
        return self.tr("in %1").replace("%1", self._span(minutes))

    def _span(self, minutes: int) -> str:
        if minutes < 60:
            return self.tr("%n min", "", minutes)
        return self.tr("%n h", "", round(minutes / 60)) if minutes < 48 * 60 else self.tr("%n d", "", round(minutes / 1440))

    def _show_state(self, now: dt.datetime) -> None:
        profile = self._ctx.profile
        until = paused_until(profile, now)
        words = ""
        if until is not None:
            clock = DayWords(profile, now)
            at = clock.when(When(clock.date_of(until), until.astimezone(profile.zone)))
            words = self.tr("Reminders keep still until %1; what comes due is said then.").replace("%1", at)
        elif is_quiet(profile, now):
            words = self.tr("Do not disturb: reminders keep still until %1.").replace("%1", profile.text("remind.quiet_to"))
        self.state.setText(words)
        self.state.setVisible(bool(words))
        self.pause_button.set_words(self.tr("Go on reminding") if until is not None else self.tr("Pause for an hour"))

    # --- doing -------------------------------------------------------------------------------------------------------------

    def current(self) -> Due | None:
        """The one that is chosen."""
        chosen = self.table.chosen()
        return self._rows[chosen[0]] if chosen and chosen[0] < len(self._rows) else None

    @Slot()
    def _on_chosen(self) -> None:
        due = self.current()
        if due is not None:
            self._last_row = self.table.chosen()[0]
        self.done_button.setEnabled(due is not None and bool(due.own_id or due.task_id))
        # A meeting was agreed with somebody: it is not put off by us alone.
        self.snooze_button.setEnabled(due is not None and due.kind != "meeting")
        self.open_button.setEnabled(due is not None and due.prospect_id is not None)
        self.remove_button.setEnabled(due is not None and due.kind == OWN)

    @Slot(object)
    def _add(self, line: RemindLine) -> None:
        own = self._ctx.desk.own_reminders
        self._ctx.runner.op(self, lambda: own.add(line), lambda _: self._added(line))

    def _added(self, line: RemindLine) -> None:
        self.line.clear()
        self._toast(self._ctx.texts("op.own_reminder", reminder_step="add", name=line.text))

    @Slot()
    def finish(self) -> None:
        """The chosen one is done."""
        due, desk = self.current(), self._ctx.desk
        if due is None or not (due.own_id or due.task_id):
            return
        if due.own_id:
            self._do(lambda: desk.own_reminders.finish(due.own_id), self.tr("Reminder done"))
        else:
            self._do(lambda: desk.tasks.finish(due.task_id), self.tr("Done: %1").replace("%1", due.name))

    @Slot()
    def snooze(self) -> None:
        """Put the chosen one off by the minutes of the settings (rule R5)."""
        due, desk, profile = self.current(), self._ctx.desk, self._ctx.profile
        if due is None or not self.snooze_button.isEnabled():
            return
        at = self._ctx.now() + dt.timedelta(minutes=profile.number("remind.snooze_minutes"))
        at = at.astimezone(dt.UTC).astimezone(profile.zone)
        words = self.tr("Until %1: %2").replace("%1", at.strftime("%H:%M"), 1).replace("%2", due.name, 1)
        if due.own_id:
            self._do(lambda: desk.own_reminders.snooze(due.own_id, When(at.date(), at)), words)
        elif due.prospect_id is not None:
            who = due.prospect_id
            self._do(lambda: desk.tasks.snooze(who, When(at.date(), at)), words)

    @Slot()
    def remove(self) -> None:
        """Take the chosen one away; only one's own can be."""
        due, own = self.current(), self._ctx.desk.own_reminders
        if due is not None and due.kind == OWN:
            self._do(lambda: own.remove(due.own_id), self.tr("Reminder removed"))

    @Slot()
    def open_person(self) -> None:
        """Show the person of the chosen one."""
        due = self.current()
        if due is not None and due.prospect_id is not None:
            self.person_chosen.emit(due.prospect_id)
            self.accept()

    @Slot()
    def pause(self) -> None:
        """Keep still for an hour, or go on."""
        now = self._ctx.now()
        paused = paused_until(self._ctx.profile, now) is not None
        until = "" if paused else (now.astimezone(dt.UTC) + dt.timedelta(hours=1)).isoformat(timespec="seconds")
        settings = self._ctx.desk.settings
        words = self.tr("Reminders go on") if paused else self.tr("Reminders keep still for an hour")
        self._do(lambda: settings.change({"remind.paused_until": until}), words)

    def _do(self, work: object, words: str) -> None:
        self._ctx.runner.op(self, work, lambda _: self._toast(words))  # type: ignore[arg-type]

    def _toast(self, words: str) -> None:
        self._ctx.nav.toast.emit(words, True)
        self._ctx.reload_profile()
        self.refresh()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return  # Enter in the line adds; it closes nothing
        if event.key() == Qt.Key.Key_Down and self.line.hasFocus():
            self.table.setFocus()
            return
        super().keyPressEvent(event)


def _identity(due: Due) -> tuple[int, int, int | None, str]:
    return due.own_id, due.task_id, due.prospect_id, due.kind
