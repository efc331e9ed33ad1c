"""A figure in a table of labels that can be clicked, or chosen with Enter, to see what it counts."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets import painting
from sdrdesk.ui.widgets.text import PlainLabel


class FigureLink(PlainLabel):
    """The figure; it looks as any other until the pointer or the keyboard is on it.

    Signals:
        chosen: what it counts is wanted.
    """

    chosen = Signal()

    def __init__(self, words: str = "", role: str = "t1", size: int = 13, weight: int = 600, parent: QWidget | None = None) -> None:
        super().__init__(words, role, size, weight, parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painting.focus_ring(QPainter(self), painting.as_float(self.rect()), 4, current())
