"""What to say, line by line; the line to say now is strong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.keycap import Keycap
from sdrdesk.ui.widgets.spaced_text import SpacedText
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel


class ScriptCard(Card):
    """A part of the script.

    Args:
        size: 15 in the panel, 29 in the focus mode.
    """

    def __init__(self, size: int = 15, parent: QWidget | None = None) -> None:
        super().__init__("surface", (14, 9, 14, 11), 6, parent=parent)
        self.setObjectName("script_card")
        self._size = size
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
            self._lines.append(SpacedText("", "t1", self._size))
            self.column.addWidget(self._lines[-1])
        self._current = current
        for number, words in enumerate(lines):
            self._lines[number].set_words(words, 600 if number == current else 400)

    def current(self) -> int:
        """Number of the strong line, -1 for none."""
        return self._current

    def set_current(self, number: int) -> None:
        """Make another line the strong one."""
        self.set_lines([line.words() for line in self._lines], number)
