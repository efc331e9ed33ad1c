"""On which days the touches would fall, by the code that dates real plans (rules R7, R8)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sdrdesk.core.domain.cadence import Cadence
from sdrdesk.core.domain.calendar import DAY, free_day_name, knows_country, works_for_both
from sdrdesk.core.domain.timetable import Dated, timetable
from sdrdesk.ui.cadence_words import purpose_name
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.widgets.form import CalmDate, FormField
from sdrdesk.ui.widgets.places import CountryCombo
from sdrdesk.ui.widgets.text import PlainLabel
from sdrdesk.ui.widgets.week_grid import DayMark, WeekGrid

_TOKENS = {"call": "p1", "email": "p3", "im": "violet-bg", "social": "green-bg"}
_SPARE = dt.timedelta(days=7)


class Preview(QWidget):
    """A calendar from the day on which somebody in a country would start.

    Signals:
        changed: another start or country: the dates are other ones.
    """

    changed = Signal()

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preview")
        self._ctx = ctx
        self.start = CalmDate()
        self.start.setObjectName("preview_start")
        self.start.setLocale(QLocale(ctx.texts.language))
        self.start.setDisplayFormat(self.tr("d MMM yyyy"))
        today = ctx.now().date()
        self.start.setDate(QDate(today.year, today.month, today.day))
        self.country = CountryCombo()
        self.country.setObjectName("preview_country")
        self.country.set_code(ctx.profile.text("user.country"))
        self.grid = WeekGrid(ctx.texts.language)
        self.note = PlainLabel("", "t2", 12, wrap=True)
        self.note.setObjectName("preview_note")
        key = PlainLabel(
            self.tr("Dark are calls, light are emails, tinted are messages; the number is the step. Grey days do not work."),
            "t3",
            12,
            wrap=True,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(PlainLabel(self.tr("When the touches fall"), "t1", 13, 600))
        for editor, name, words in (
            (self.start, "preview_start", self.tr("If it starts on")),
            (self.country, "preview_country", self.tr("For somebody in")),
        ):
            field = FormField(editor, name)
            field.set_words(words)
            column.addWidget(field)
        column.addWidget(self.grid)
        column.addWidget(self.note)
        column.addWidget(key)
        column.addStretch(1)
        self.start.dateChanged.connect(lambda _: self.changed.emit())
        self.country.currentIndexChanged.connect(lambda _: self.changed.emit())

    def first_day(self) -> dt.date:
        """The chosen start."""
        day = self.start.date()
        return dt.date(day.year(), day.month(), day.day())

    def show_cadence(self, cadence: Cadence | None) -> Sequence[Dated]:
        """Show its dates and give them; None while it cannot be dated."""
        self.grid.setVisible(cadence is not None)
        if cadence is None:
            self.note.setText(self.tr("The days are shown when what is named above is mended."))
            return ()
        country, mine = self.country.code() or "", self._ctx.profile.calendar
        dated = list(timetable(cadence, self.first_day(), mine, country))
        days = [d.day for d in dated if d.day is not None]
        marks: dict[dt.date, DayMark] = {}
        day, last = self.first_day() - _SPARE, days[-1] + _SPARE
        while day <= last:
            if not works_for_both(day, mine, country):
                named = free_day_name(day, country) or (free_day_name(day, mine.country) if mine.country else "")
                marks[day] = DayMark(free=True, words=named or self.tr("no working day"))
            day += DAY
        for step, at in dated:
            if at is not None:
                words = f"{step.no} {self._ctx.texts('channel.' + step.channel.value)}, {purpose_name(step.purpose, self._ctx.texts)}"
                marks[at] = DayMark(str(step.no), _TOKENS.get(step.channel.value, "track"), words=words)
        self.grid.set_days(self.first_day(), days[-1], marks)
        self.note.setText(self._said(days, country))
        return dated

    def _said(self, days: Sequence[dt.date], country: str) -> str:
        words = self.tr("From %1 to %2.").replace("%1", self.grid.day_words(days[0])).replace("%2", self.grid.day_words(days[-1]))
        if country and not knows_country(country):
            words += " " + self.tr("The holidays of that country are not known; only weekends are free.")
        return words

    def day_words(self, day: dt.date) -> str:
        """A day as people read it."""
        return self.grid.day_words(day)
