"""The stops of an expanded snippet in a text: Tab and Shift+Tab go from one to the next while the cursor is among them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

_KEEP = QTextCursor.MoveMode.KeepAnchor


class SnippetStops:
    """Follows the stops through the edits around them; over when the last one is reached or the cursor is elsewhere."""

    def __init__(self, editor: QTextEdit) -> None:
        self._editor = editor
        self._spans: list[tuple[QTextCursor, QTextCursor]] = []
        self._whole: tuple[QTextCursor, QTextCursor] | None = None
        self._at = -1

    def begin(self, start: int, length: int, stops: Sequence[tuple[int, int]]) -> None:
        """A text was put in at ``start``; ``stops`` are (start, length) in UTF-16 units of it."""
        self._whole = self._span(start, start + length)
        self._spans = [self._span(start + at, start + at + wide) for at, wide in stops]
        self._at = -1
        self.step(1)

    def end(self) -> None:
        """Forget them."""
        self._spans, self._whole, self._at = [], None, -1

    @property
    def active(self) -> bool:
        """Are there stops to go to?"""
        if self._whole is None:
            return False
        at = self._editor.textCursor().position()
        if not self._whole[0].position() <= at <= self._whole[1].position():
            self.end()
        return bool(self._spans)

    def step(self, by: int) -> bool:
        """Select the next or the previous stop; False when there is none in that way, which ends it."""
        to = self._at + by
        if not 0 <= to < len(self._spans):
            if by > 0:
                self.end()
            return False
        self._at = to
        first, last = self._spans[to]
        cursor = self._editor.textCursor()
        cursor.setPosition(first.position())
        cursor.setPosition(last.position(), _KEEP)
        self._editor.setTextCursor(cursor)
        self._editor.ensureCursorVisible()
        if to == len(self._spans) - 1:
            self.end()
        return True

    def _span(self, start: int, end: int) -> tuple[QTextCursor, QTextCursor]:
        first, last = QTextCursor(self._editor.document()), QTextCursor(self._editor.document())
        first.setPosition(start)
        last.setPosition(end)
        first.setKeepPositionOnInsert(True)
        return first, last
