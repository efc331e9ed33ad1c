"""A calendar of weeks below each other, with marks on some days: when the touches of a plan fall."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QDate, QEvent, QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from sdrdesk.ui.theme import Theme, current
from sdrdesk.ui.widgets import painting
from sdrdesk.ui.widgets.text import plain_tooltip

_ROW, _HEAD, _LEFT = 26, 22, 44
_MOST_WEEKS = 30
_WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DayMark:
    """What stands on a day.

    Attributes:
        label: in the filled tile, such as the number of a step; empty for none.
        token: colour of the tile.
        free: nobody works on it: painted grey.
        words: for the tooltip and for screen readers.
    """

    label: str = ""
    token: str = "p1"
    free: bool = False
    words: str = ""


class WeekGrid(QWidget):
    """Weeks from Monday to Sunday, month names at the left."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("week_grid")
        self._locale = QLocale(language)
        self._marks: Mapping[dt.date, DayMark] = {}
        self._monday = dt.date(2024, 1, 1)
        self._weeks = 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_days(self, first: dt.date, last: dt.date, marks: Mapping[dt.date, DayMark]) -> None:
        """Show the weeks of these days with their marks; of very long stretches, the beginning."""
        self._monday = first - dt.timedelta(days=first.weekday())
        self._weeks = min((last - self._monday).days // 7 + 1, _MOST_WEEKS)
        self._marks = marks
        self.setAccessibleDescription("\n".join(f"{self.day_words(d)}: {m.words}" for d, m in sorted(marks.items()) if m.label))
        self.updateGeometry()
        self.update()

    def marked(self) -> Sequence[tuple[dt.date, str]]:
        """The days with a tile, and what stands in it."""
        return [(day, mark.label) for day, mark in sorted(self._marks.items()) if mark.label]

    def day_words(self, day: dt.date) -> str:
        """A day as people read it."""
        form = "M月d日 ddd" if self._locale.language() == QLocale.Language.Chinese else "ddd d MMM"
        return self._locale.toString(QDate(day.year, day.month, day.day), form)

    def sizeHint(self) -> QSize:
        return QSize(current().px(_LEFT + 7 * 32), current().px(_HEAD + _ROW * self._weeks))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(_LEFT + 7 * 26), self.sizeHint().height())

    def _cell(self, theme: Theme, day: dt.date) -> QRectF:
        wide = (self.width() - theme.px(_LEFT)) / 7
        row = (day - self._monday).days // 7
        return QRectF(theme.px(_LEFT) + day.weekday() * wide, theme.px(_HEAD) + row * theme.px(_ROW), wide, theme.px(_ROW))

    def day_at(self, x: float, y: float) -> dt.date | None:
        """The day under a point."""
        theme = current()
        wide = (self.width() - theme.px(_LEFT)) / 7
        column, row = int((x - theme.px(_LEFT)) // wide), int((y - theme.px(_HEAD)) // theme.px(_ROW))
        return self._monday + row * _WEEK + dt.timedelta(days=column) if 0 <= column < 7 and 0 <= row < self._weeks else None

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            day = self.day_at(event.pos().x(), event.pos().y())
            words = self._marks.get(day, DayMark()).words if day is not None else ""
            QToolTip.showText(event.globalPos(), plain_tooltip(f"{self.day_words(day)}: {words}") if day and words else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        for at in range(7):
            cell = self._cell(theme, self._monday + dt.timedelta(days=at))
            words = self._locale.standaloneDayName(at + 1, QLocale.FormatType.ShortFormat)
            _centred(painter, theme, QRectF(cell.x(), 0, cell.width(), theme.px(_HEAD)), words, "t3")
        for week in range(self._weeks):
            days = [self._monday + week * _WEEK + dt.timedelta(days=at) for at in range(7)]
            begins = next((day for day in days if day.day == 1), days[0] if week == 0 else None)
            if begins is not None:
                name = self._locale.standaloneMonthName(begins.month, QLocale.FormatType.ShortFormat)
                painting.text(painter, theme, 0, self._cell(theme, days[0]).y(), theme.px(_ROW), name, "t2", 12, 600)
            for day in days:
                self._paint_day(painter, theme, day)

    def _paint_day(self, painter: QPainter, theme: Theme, day: dt.date) -> None:
        mark = self._marks.get(day, DayMark())
        cell = self._cell(theme, day).adjusted(1.5, 1.5, -1.5, -1.5)
        if mark.label:
            painting.box(painter, cell, 4, theme.color(mark.token))
            # The pale tiles of the palette carry dark letters, the strong ones light letters, in both themes.
            _centred(painter, theme, cell, mark.label, "on" if mark.token in ("p1", "accent") else "t1", 600)
            return
        painting.box(painter, cell, 4, theme.color("subtle" if mark.free else "surface"))
        _centred(painter, theme, cell, str(day.day), "dis" if mark.free else "t2")


def _centred(painter: QPainter, theme: Theme, rect: QRectF, words: str, token: str, weight: int = 400) -> None:
    painter.setFont(theme.font(12, weight))
    painter.setPen(theme.color(token))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
