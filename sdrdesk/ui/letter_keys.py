"""A sentence is selected, and the letter of MANTCP is pressed that it speaks for (rule R22)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from sdrdesk.core.domain.words import LETTERS

_KEYS = {Qt.Key(ord(name[0].upper())): name for name in LETTERS}
MOST = 500
"""Characters that are taken of a selection: evidence is a sentence, not a letter."""


class LetterKeys(QObject):
    """Watches texts; while nothing is selected in one, its keys keep their other meaning.

    Args:
        alt: the letter needs Alt, for a text that is typed into.

    Signals:
        captured: letter of MANTCP, and the words.
    """

    captured = Signal(str, str)

    def __init__(self, parent: QObject, *, alt: bool = False) -> None:
        super().__init__(parent)
        self._modifier = Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier

    def watch(self, widget: QWidget) -> None:
        """Also this text."""
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The letters, in time before a shortcut takes them."""
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) or not isinstance(event, QKeyEvent):
            return False
        letter = _KEYS.get(Qt.Key(event.key())) if event.modifiers() == self._modifier else None
        if letter is None or not isinstance(watched, QPlainTextEdit | QTextEdit):
            return False
        words = " ".join(watched.textCursor().selectedText().split())
        if not words:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self.captured.emit(letter, words[:MOST])
        return True
