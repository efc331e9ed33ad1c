"""A small tinted word: the state of one thing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from sdrdesk.ui.theme import set_font
from sdrdesk.ui.widgets.text import repolish

CHIP_WEIGHTS = {"plain": 400, "ac": 500, "am": 600, "rd": 600, "vi": 500, "gr": 500}
"""Kinds, each with the weight of its text: plain, accent, amber, red, violet, green."""


class Chip(QLabel):
    """A chip. Its meaning is in the word; the colour only repeats it."""

    def __init__(self, words: str = "", kind: str = "plain", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setIndent(0)  # else half an "x" more beside the padding
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_chip(words, kind)

    def set_chip(self, words: str, kind: str = "plain") -> None:
        """Show another word. Raises KeyError for an unknown kind."""
        set_font(self, 12, CHIP_WEIGHTS[kind])
        self.setProperty("kind", kind)
        self.setText(words)
        if self.parent() is not None:  # without a parent it would open a window
            self.setHidden(not words)
        repolish(self)
