"""Bars of a few months, each with the stroke of its goal and both numbers above it; the last one is paler while it runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets import painting

_HIGH, _TOP, _BELOW = 150, 22, 22


@dataclass(frozen=True, slots=True)
class MonthBar:
    """A month: value and goal, what stands above and below the bar, and the same in a sentence."""

    value: float
    goal: float
    above: str
    below: str
    words: str
    running: bool = False


class MonthBars(QWidget):
    """The bars, side by side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars: tuple[MonthBar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_bars(self, bars: Sequence[MonthBar]) -> None:
        """Show these."""
        self.bars = tuple(bars)
        self.setAccessibleDescription("\n".join(bar.words for bar in self.bars))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(current().px(320), current().px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(200), current().px(_HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = current(), QPainter(self)
        most = max((max(bar.value, bar.goal) for bar in self.bars), default=0.0) or 1.0
        wide = self.width() / max(len(self.bars), 1)
        bottom = self.height() - theme.px(_BELOW)
        room = bottom - 2 * theme.px(_TOP)
        painter.fillRect(QRectF(0, bottom, self.width(), 1), theme.color("line-2"))
        for number, bar in enumerate(self.bars):
            left, inner = number * wide + wide * 0.22, wide * 0.56
            high = room * bar.value / most
            painter.fillRect(QRectF(left, bottom - high, inner, high), theme.color("p3" if bar.running else "p1"))
            goal = bottom - room * bar.goal / most
            if bar.goal:
                painter.fillRect(QRectF(left - 6, goal - 1, inner + 12, 2), theme.color("t1"))
            top = min(bottom - high, goal) - theme.px(_TOP)
            self._middle(painter, QRectF(number * wide, top, wide, theme.px(_TOP)), bar.above, "t1", 600)
            self._middle(painter, QRectF(number * wide, bottom + 2, wide, theme.px(_BELOW) - 2), bar.below, "t3", 400)

    @staticmethod
    def _middle(painter: QPainter, rect: QRectF, words: str, token: str, weight: int) -> None:
        theme = current()
        shown = painting.elided(theme, words, rect.width() - 4, 12, weight)
        wide = theme.metrics(12, weight).horizontalAdvance(shown)
        painting.text(painter, theme, rect.x() + (rect.width() - wide) / 2, rect.y(), rect.height(), shown, token, 12, weight)
