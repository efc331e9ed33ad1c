"""The calls of a power hour as squares: made, made and answered, the one under way, still to come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets import painting

_SIDE, _GAP, _TALL = 11, 3, 14


class HourBar(QWidget):
    """A row of squares, as many as calls are planned; narrower ones when they would not fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hour_bar")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._made: tuple[bool, ...] = ()
        self._planned = 0

    def set_calls(self, made: Sequence[bool], planned: int, words: str) -> None:
        """The calls that are made, each with whether somebody answered; and how many are planned. ``words`` says the same."""
        self._made, self._planned = tuple(made), max(planned, len(made))
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = current()
        return QSize(self._planned * theme.px(_SIDE + _GAP), theme.px(_TALL))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._planned:
            return
        theme = current()
        painter = QPainter(self)
        step = min(theme.px(_SIDE + _GAP), self.width() / self._planned)
        side = max(step - min(_GAP, step / 3), 1.0)
        for number in range(self._planned):
            rect = QRectF(number * step, 0, side, self.height())
            if number < len(self._made):
                painting.box(painter, rect, 2, theme.color("green" if self._made[number] else "p3"))
            elif number == len(self._made):
                painting.box(painter, rect, 2, None, theme.color("accent"), 1.5)
            else:
                painting.box(painter, rect, 2, theme.color("track"))
