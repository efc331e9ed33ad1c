"""A keycap by itself, beside a hint."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets import painting
from sdrdesk.ui.widgets.keys import keycap_text


class Keycap(QWidget):
    """Shows a shortcut; it does nothing itself."""

    def __init__(self, keys: QKeySequence | str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._words = ""
        self.set_keys(keys)

    def set_keys(self, keys: QKeySequence | str) -> None:
        """Show another shortcut."""
        self.set_words(keycap_text(keys))

    def set_words(self, words: str) -> None:
        """Show this text as it is, for example a modifier alone."""
        self._words = words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """What the cap says."""
        return self._words

    def sizeHint(self) -> QSize:
        theme = current()
        return QSize(painting.keycap_width(theme, self._words), theme.px(painting.KEYCAP_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._words:
            painting.keycap(painter, current(), 0, self.height() / 2, self._words)
