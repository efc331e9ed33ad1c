"""A field for a time as people type it: beside it stands what was understood, or why it cannot be taken (rule R5)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from sdrdesk.core.domain.when import When
from sdrdesk.core.errors import ValidationError
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.day_words import DayWords
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.widgets.text import PlainLabel, set_tooltip


class WhenEdit(QLineEdit):
    """Reads with each key.

    Args:
        ctx: for the moment, the zone and the words.
        said: the label for what was understood; a new one, for its owner to place, when none is given.
        empty: what that label says as long as nothing is typed.
        needs_time: a day alone is refused.

    Signals:
        changed: the time that was understood, or None.
        entered: Enter was pressed on a time that was understood.
    """

    changed = Signal(object)
    entered = Signal(object)

    def __init__(
        self, ctx: UiContext, said: PlainLabel | None = None, *, empty: str = "", needs_time: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._empty = empty
        self._needs_time = needs_time
        self._when: When | None = None
        self.said = said if said is not None else PlainLabel("", "t3", 12, wrap=True)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.textChanged.connect(self._read)
        self.returnPressed.connect(self._enter)
        self._say(empty, "t3")

    def when(self) -> When | None:
        """What was understood."""
        return self._when

    def insist(self) -> When | None:
        """What is understood now; else the reason turns red and the field takes the keys."""
        self._read()
        if self._when is None and self.text().strip():
            self.said.set_role("red")
            self.setFocus()
        return self._when

    @Slot()
    def _enter(self) -> None:
        when = self.insist()
        if when is not None:
            self.entered.emit(when)

    @Slot()
    def _read(self) -> None:
        typed, self._when = self.text().strip(), None
        if not typed:
            self._say(self._empty, "t3")
        else:
            self._understand(typed)
        self.changed.emit(self._when)

    def _understand(self, typed: str) -> None:
        try:
            when = self._ctx.when(typed)
            if self._needs_time and when.at is None:
                raise ValidationError("meeting_needs_time", field="when", value=typed)
        except ValidationError as error:
            # Half a word is not wrong yet.
            self._say(sentence(error, self._ctx.texts), "t3" if error.code == "when_not_understood" else "red")
            return
        self._when = when
        words = DayWords(self._ctx.profile, self._ctx.now()).when(when)
        if self._ctx.profile.calendar.works(when.day):
            self._say(words, "green")
        else:
            self._say(self.tr("%1, not a working day of yours").replace("%1", words), "amber")

    def _say(self, words: str, role: str) -> None:
        self.said.setText(words)
        self.said.set_role(role)
        set_tooltip(self.said, words)
        self.setAccessibleDescription(words)
