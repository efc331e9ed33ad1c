"""What to say, line by line; the line to say now is strong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sdrdesk.ui import theme
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.keycap import Keycap
from sdrdesk.ui.widgets.spaced_text import SpacedText
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel

_INDENT = 20


class ScriptCard(Card):
    """A part of the script.

    Args:
        large: the look of the focus mode: no box, big lines, a bar beside the one to say now.
    """

    def __init__(self, large: bool = False, parent: QWidget | None = None) -> None:
        super().__init__("surface", (_INDENT, 4, 0, 8) if large else (14, 9, 14, 11), 20 if large else 6, parent=parent)
        self.setObjectName("script_card")
        self._large = large
        self._current = -1
        self._lines: list[SpacedText] = []
        self._title = PlainLabel("", "t2", 12, 600)
        self._note = ElidedLabel("", "t3", 12)
        self._hint = PlainLabel("", "t3", 12)
        self._cap = Keycap()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._note, 1)
        head.addStretch(0)
        tail = QHBoxLayout()
        tail.setSpacing(4)
        tail.addWidget(self._hint)
        tail.addWidget(self._cap)
        head.addLayout(tail)
        head.setAlignment(tail, Qt.AlignmentFlag.AlignRight)
        self.column.addLayout(head)

    def set_head(self, title: str, note: str = "", hint: str = "", keys: str = "") -> None:
        """Name of the part, a remark, and what the key at the right does."""
        self._title.setText(title)
        self._note.setText(note)
        self._hint.setText(hint)
        self._cap.set_keys(keys)
        self._cap.setHidden(not keys)
        self.setAccessibleName(title)

    def set_lines(self, lines: Sequence[str], current: int = -1) -> None:
        """The lines to say; ``current`` is the number of the strong one, -1 for none."""
        for line in self._lines[len(lines) :]:
            self.column.removeWidget(line)
            line.deleteLater()
        del self._lines[len(lines) :]
        while len(self._lines) < len(lines):
            self._lines.append(self._line())
        self._current = current
        for number, words in enumerate(lines):
            role = "t1" if not self._large or number == current else "t2" if number < current else "t3"
            self._lines[number].set_words(words, 600 if number == current else 400, role)
        self.update()

    def _line(self) -> SpacedText:
        line = SpacedText("", "t1", 29 if self._large else 15)
        self.column.addWidget(line)
        return line

    def current(self) -> int:
        """Number of the strong line, -1 for none."""
        return self._current

    def set_current(self, number: int) -> None:
        """Make another line the strong one."""
        self.set_lines([line.words() for line in self._lines], number)

    def current_line(self) -> QWidget | None:
        """The strong line, to scroll to; None when there is none."""
        return self._lines[self._current] if 0 <= self._current < len(self._lines) else None

    def count(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._large:
            super().paintEvent(event)
            return
        line = self.current_line()
        if line is not None:
            QPainter(self).fillRect(0, line.y(), 3, line.height(), theme.current().color("accent"))
