"""A share with its range, painted: the dot is what was counted, the bar is where the true one lies."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets import painting

_HIGH, _DOT = 14, 8


class RangeBar(QWidget):
    """One line of a comparison.

    Args:
        value, low, high: shares from 0 to 1; None when nothing is known.
        most: the share at the right end, the same for all lines of a comparison.
        token: colour of the dot.
    """

    def __init__(
        self,
        value: float | None,
        low: float | None,
        high: float | None,
        most: float,
        token: str = "accent",
        words: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._value, self._low, self._high = value, low, high
        self._most, self._token = max(most, 0.01), token
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(current().px(120), current().px(_HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        painting.box(painter, QRectF(0, middle - 2, self.width(), 4), 2, theme.color("subtle"))
        if self._value is None or self._low is None or self._high is None:
            return
        room = self.width() - _DOT
        left, right = (min(share / self._most, 1.0) * room + _DOT / 2 for share in (self._low, self._high))
        painting.box(painter, QRectF(left, middle - 2, max(right - left, 2), 4), 2, theme.color("ev"))
        at = min(self._value / self._most, 1.0) * room
        painting.box(painter, QRectF(at, middle - _DOT / 2, _DOT, _DOT), _DOT / 2, theme.color(self._token))
