"""Colours of the mail body: empty slots in red, values that were put in on the accent's tint.

A highlighter and not formats in the text: it follows every edit, undo and paste by itself, and leaves the text and its undo steps alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from sdrdesk.ui.theme import current

SLOT = re.compile(r"⟦([^⟦⟧\n]*)⟧")


def units(text: str) -> int:
    """Length in UTF-16 units, which is how Qt counts; it differs from Python's count after an emoji."""
    return len(text) + sum(1 for c in text if ord(c) > 0xFFFF)


def slot_spans(text: str, name: str = "") -> list[tuple[int, int]]:
    """Where the slots stand (of one name, or all), start and end in UTF-16 units."""
    return [(units(text[: m.start()]), units(text[: m.end()])) for m in SLOT.finditer(text) if not name or m.group(1) == name]


class SlotHighlighter(QSyntaxHighlighter):
    """Paints slots and values as chips.

    Args:
        document: the text.
        values: gives start and end of the values in the text, in UTF-16 units.
    """

    def __init__(self, document: QTextDocument, values: Callable[[], Iterable[tuple[int, int]]]) -> None:
        super().__init__(document)
        self._values = values
        self._empty = QTextCharFormat()
        self._bracket = QTextCharFormat()
        self._filled = QTextCharFormat()
        self.take_theme()

    def take_theme(self) -> None:
        """Use the colours of the present theme."""
        theme = current()
        self._empty.setBackground(theme.color("red-bg"))
        self._empty.setForeground(theme.color("red"))
        self._empty.setFontWeight(QFont.Weight.DemiBold)
        self._bracket.setBackground(theme.color("red-bg"))
        self._bracket.setForeground(theme.color("red-line"))
        self._filled.setBackground(theme.color("accent-bg"))
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        begin = self.currentBlock().position()
        whole = units(text)
        for start, end in self._values():
            start, end = max(start - begin, 0), min(end - begin, whole)
            if start < end:
                self.setFormat(start, end - start, self._filled)
        for start, end in slot_spans(text):
            self.setFormat(start, end - start, self._empty)
            self.setFormat(start, 1, self._bracket)
            self.setFormat(end - 1, 1, self._bracket)
