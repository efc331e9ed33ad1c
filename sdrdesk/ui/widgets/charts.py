"""Small charts that are painted: the steps of a funnel, a target with its pace, a bar of parts. Each says its data in words too."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from sdrdesk.ui.theme import Theme, current
from sdrdesk.ui.widgets import painting
from sdrdesk.ui.widgets.text import plain_tooltip

_ROW = 34
_BAR = 17
_BAR_MOST = 172
_BAR_LEAST = 40
_GAP = 12


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """One row of the funnel. All texts are whole phrases from the caller.

    Attributes:
        label: what the step is called.
        count: how often it happened; the bar's length is its square root.
        count_words: the same, written.
        parts: token and size of each part of the bar, in order; together at most ``count``.
        share: of the step before, or empty.
        share_note: what the share is of.
        people: how many people stand behind the count.
        tooltip: all of it in words, the range of the share included.
    """

    label: str
    count: int
    count_words: str
    parts: tuple[tuple[str, int], ...] = ()
    share: str = ""
    share_note: str = ""
    people: str = ""
    tooltip: str = ""


class FunnelChart(QWidget):
    """Steps below each other, each with its number, its bar, its share of the step before and its people.

    Signals:
        chosen: the step that was clicked, or that Enter was pressed on, by its place.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[FunnelStep, ...] = ()
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_steps(self, steps: Sequence[FunnelStep]) -> None:
        """Show these."""
        self._steps = tuple(steps)
        self.setAccessibleDescription("\n".join(step.tooltip for step in self._steps))
        self.updateGeometry()
        self.update()

    def steps(self) -> tuple[FunnelStep, ...]:
        """What is shown."""
        return self._steps

    def row_rect(self, index: int) -> QRectF:
        """Where a step is painted."""
        height = self.height() / max(len(self._steps), 1)
        return QRectF(0, index * height, self.width(), height)

    def sizeHint(self) -> QSize:
        return QSize(current().px(500), current().px(_ROW) * len(self._steps))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(430), current().px(_ROW - 4) * len(self._steps))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = [step for i, step in enumerate(self._steps) if self.row_rect(i).contains(event.pos().toPointF())]
            if found:
                QToolTip.showText(event.globalPos(), plain_tooltip(found[0].tooltip), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = current(), QPainter(self)
        columns = self._columns(theme)
        for index, step in enumerate(self._steps):
            rect = self.row_rect(index)
            self._paint_step(painter, theme, step, rect, columns)
            if index:
                painter.fillRect(QRectF(0, round(rect.y()), rect.width(), 1), theme.color("line"))
            if self.hasFocus() and index == self._at:
                painting.focus_ring(painter, rect.adjusted(0, 1, 0, -1), 4, theme)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        for index in range(len(self._steps)):
            if self.row_rect(index).contains(event.position()):
                self._at = index
                self.update()
                self.chosen.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and self._steps:
            self._at = max(0, min(len(self._steps) - 1, self._at + step))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._steps:
            self.chosen.emit(self._at)
        else:
            super().keyPressEvent(event)

    def _columns(self, theme: Theme) -> tuple[float, float, float, float]:
        """Right edge of the numbers, length of the longest bar, right edge of the shares, right edge of the people."""
        label = max((theme.metrics(13).horizontalAdvance(step.label) for step in self._steps), default=0.0)
        people = max((theme.metrics(12).horizontalAdvance(step.people) for step in self._steps), default=0.0)
        note = max((theme.metrics(12).horizontalAdvance(step.share_note) for step in self._steps if step.share), default=0.0)
        count = max((theme.metrics(15, 600).horizontalAdvance(step.count_words) for step in self._steps), default=0.0)
        share = max((theme.metrics(13, 600).horizontalAdvance(step.share) for step in self._steps), default=0.0)
        numbers = label + _GAP + count
        bars = numbers + _GAP
        # The bars take what the words leave; a step without a share has its words right behind the bar.
        behind = max((theme.metrics(12).horizontalAdvance(step.share_note) for step in self._steps if not step.share), default=0.0)
        words = max(share + note + 8, behind)
        most = min(max(self.width() - bars - words - people - 3 * _GAP, theme.px(_BAR_LEAST)), theme.px(_BAR_MOST))
        return numbers, most, bars + most + _GAP + share, float(self.width())

    def _paint_step(
        self, painter: QPainter, theme: Theme, step: FunnelStep, rect: QRectF, columns: tuple[float, float, float, float]
    ) -> None:
        numbers, most, shares, end = columns
        top, height = rect.y(), rect.height()
        painting.text(painter, theme, 0, top, height, step.label, "t1", 13)
        wide = theme.metrics(15, 600).horizontalAdvance(step.count_words)
        painting.text(painter, theme, numbers - wide, top, height, step.count_words, "t1", 15, 600)
        bar_end = self._paint_bar(painter, theme, step, QRectF(numbers + _GAP, top, most, height))
        wide = theme.metrics(13, 600).horizontalAdvance(step.share)
        painting.text(painter, theme, shares - wide, top, height, step.share, "t1", 13, 600)
        people = theme.metrics(12).horizontalAdvance(step.people)
        painting.text(painter, theme, end - people, top, height, step.people, "t2", 12)
        # Without a share there is room from the end of the bar on.
        left = shares + 8 if step.share else bar_end + _GAP
        note = painting.elided(theme, step.share_note, end - people - _GAP - left, 12)
        painting.text(painter, theme, left, top, height, note, "t3", 12)

    def _paint_bar(self, painter: QPainter, theme: Theme, step: FunnelStep, room: QRectF) -> float:
        """Paint it and return its right end; the longest bar fills the room."""
        most = max((one.count for one in self._steps), default=0)
        if not most or not step.count:
            return room.x()
        whole = max(room.width() * math.sqrt(step.count / most), 2.0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        high, x = theme.px(_BAR), room.x()
        for token, size in step.parts:
            wide = whole * size / step.count
            shown = max(round(wide) - (1 if wide > 3 else 0), 1 if size else 0)  # a gap between parts; a part is never invisible
            painter.fillRect(QRectF(round(x), round(room.center().y() - high / 2), shown, high), theme.color(token))
            x += wide
        return room.x() + whole


class PaceBar(QWidget):
    """A bar filled to where one stands, with a stroke where one should be by now; the words beside it say both."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = self._pace = 0.0
        self.setFixedHeight(12)

    def set_shares(self, value: float, pace: float) -> None:
        """Both as a share of the target, 0 to 1."""
        self._value, self._pace = value, min(max(pace, 0.0), 1.0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = current(), QPainter(self)
        painting.bar(painter, theme, QRectF(0, 4, self.width(), 4), self._value, "accent")
        painter.fillRect(QRectF(round(self._pace * (self.width() - 2)), 0, 2, 12), theme.color("t1"))


class PartsBar(QWidget):
    """One bar of coloured parts; the legend beside it has their words and numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[tuple[str, int], ...] = ()
        self.setFixedHeight(12)

    def set_parts(self, parts: Sequence[tuple[str, int]]) -> None:
        """Token and size of each part."""
        self._parts = tuple(parts)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = current(), QPainter(self)
        whole = sum(size for _, size in self._parts)
        x = 0.0
        for token, size in self._parts:
            wide = self.width() * size / whole if whole else 0.0
            painter.fillRect(QRectF(round(x), 0, max(round(wide) - 1, 0), self.height()), theme.color(token))
            x += wide


class Swatch(QWidget):
    """The small square of a legend."""

    def __init__(self, token: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._token = token
        self.setFixedSize(10, 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        painting.box(QPainter(self), QRectF(1, 1, 8, 8), 2, current().color(self._token))
