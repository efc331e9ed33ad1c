"""A field for a reminder as one types it: below it stands what was understood, or what is missing."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from sdrdesk.core.domain.remind_line import LONGEST_TEXT, RemindLine, read_line
from sdrdesk.core.errors import ValidationError
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.day_words import DayWords
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.widgets.text import PlainLabel, set_tooltip

UNFINISHED = ("remind_no_text", "remind_no_time")


class RemindEdit(QLineEdit):
    """Reads with each key.

    Signals:
        changed: the RemindLine that was understood, or None.
        entered: Enter was pressed on one that was understood.
    """

    changed = Signal(object)
    entered = Signal(object)

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._line: RemindLine | None = None
        self.setObjectName("remind_line")
        self.setAccessibleName(self.tr("Time and what to be reminded of"))
        self.setPlaceholderText(self.tr("tue 14:00 call Ann · in 2h send the quote · tomorrow: numbers for the team"))
        self.setMaxLength(LONGEST_TEXT + 80)
        self.said = PlainLabel("", "t3", 12, wrap=True)
        self.said.setObjectName("remind_said")
        self.textChanged.connect(self._read)
        self.returnPressed.connect(self.enter)
        self._read()

    def line(self) -> RemindLine | None:
        """What was understood."""
        return self._line

    @Slot()
    def enter(self) -> None:
        """Take it, or say in red what is missing."""
        self._read()
        if self._line is not None:
            self.entered.emit(self._line)
        elif self.text().strip():
            self.said.set_role("red")

    @Slot()
    def _read(self) -> None:
        typed, self._line = self.text().strip(), None
        try:
            self._line = read_line(typed, self._ctx.now(), month_first=self._ctx.profile.month_first)
        except ValidationError as error:
            # Half a line is not wrong yet.
            self._say(sentence(error, self._ctx.texts) if typed else "", "t3" if error.code in UNFINISHED else "red")
        else:
            self._say(self._words(self._line), "green")
        self.changed.emit(self._line)

    def _words(self, line: RemindLine) -> str:
        profile = self._ctx.profile
        when = DayWords(profile, self._ctx.now()).when(line.when)
        if line.when.at is None:
            when = f"{when} {profile.calendar.start.strftime('%H:%M').lstrip('0')}"
        words = self.tr("Reminds you on %1: %2").replace("%1", when, 1).replace("%2", line.text, 1)
        return words if profile.calendar.works(line.when.day) else words + self.tr(" (not a working day of yours)")

    def _say(self, words: str, role: str) -> None:
        self.said.setText(words)
        self.said.set_role(role)
        set_tooltip(self.said, words)
        self.setAccessibleDescription(words)
