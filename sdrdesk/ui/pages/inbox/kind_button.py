"""The class of a message as a chip that opens the menu "it is something else"."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from sdrdesk.ui.theme import current, pixmap, set_font
from sdrdesk.ui.widgets import painting
from sdrdesk.ui.widgets.chip import CHIP_WEIGHTS

_COLOURS = {
    "plain": ("subtle", "t2"),
    "ac": ("accent-bg", "accent"),
    "am": ("amber-bg", "amber"),
    "rd": ("red-bg", "red"),
    "vi": ("violet-bg", "violet"),
    "gr": ("green-bg", "green"),
}
_PAD, _ARROW = 6, 12


class KindButton(QPushButton):
    """A chip with a small arrow."""

    def __init__(self, words: str, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        self._words, self._kind = words, kind
        self.setObjectName("message_kind")
        self.setAccessibleName(self.tr("%1: say that it is something else").replace("%1", words))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        set_font(self, 12, CHIP_WEIGHTS[kind])

    def sizeHint(self) -> QSize:
        theme = current()
        wide = theme.metrics(12, CHIP_WEIGHTS[self._kind]).horizontalAdvance(self._words)
        return QSize(round(wide + 0.5) + 2 * _PAD + 2 + _ARROW, theme.px(20))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = current(), QPainter(self)
        fill, token = _COLOURS[self._kind]
        rect = painting.as_float(self.rect())
        painting.box(painter, rect, 4, theme.color(fill), theme.color("line-2") if self.underMouse() else None)
        painting.text(painter, theme, _PAD, 0, self.height(), self._words, token, 12, CHIP_WEIGHTS[self._kind])
        painter.drawPixmap(self.width() - _PAD - _ARROW + 2, (self.height() - _ARROW) // 2, pixmap("chevron-down", token, _ARROW))
        if self.hasFocus():
            painting.focus_ring(painter, rect, 4, theme)
