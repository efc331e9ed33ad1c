"""What stands behind the figures of the page: the touches of one, and the table of a chart (rules.md "Counting")."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from sdrdesk.core.queries.behind import Group
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.dialogs.behind import BehindDialog, Question
from sdrdesk.ui.dialogs.chart_table import ChartData, ChartTable
from sdrdesk.ui.pages.numbers.figures import NONE, Figures
from sdrdesk.ui.pages.numbers.funnel import STEPS
from sdrdesk.ui.pages.numbers.hours import slot_name
from sdrdesk.ui.pages.numbers.reading import Reading
from sdrdesk.ui.widgets.small_table import Heading

_WEEK_MEASURES = (("", ()), ("reach", ()), ("reach", ("call",)), ("meeting_booked", ()))
_SLOT_MEASURES = ("", "", "calls", "connect")
_CHARACTER = 8
"""Pixels of the design that a character of a figure takes at most."""

_OF_BENCHMARK = {
    "dials_per_connect": "calls",
    "dials_per_conversation": "calls",
    "conversations_per_meeting": "conversation",
    "reply_rate": "replies",
    "emails_per_day": "emails",
    "qualified_per_month": "qualified",
}
"""What is counted for the user's own number."""


class Looking(QObject):
    """Answers the clicks on the figures. ``page`` is the parent of the windows."""

    def __init__(self, ctx: UiContext, figures: Figures, page: QWidget) -> None:
        super().__init__(page)
        self._ctx, self._figures, self._page = ctx, figures, page
        self._reading: Reading | None = None
        self._when = ""

    def show_reading(self, reading: Reading, when: str) -> None:
        """What the page shows from now on; ``when`` are its days in words."""
        self._reading, self._when = reading, when

    @Slot(str)
    def measure(self, name: str) -> None:
        """A figure of the period."""
        self._in_period(name, "", None, ())

    @Slot(str, str)
    def target(self, when: str, name: str) -> None:
        """A figure beside its target: of today, or of the period."""
        if when == "today" and self._reading is not None:
            self._open(name, self.tr("Today"), (self._reading.today, self._reading.today))
        else:
            self.measure(name)

    @Slot(str)
    def benchmark(self, name: str) -> None:
        """The user's own number beside a published one."""
        self.measure(_OF_BENCHMARK[name])

    @Slot(str, object, str)
    def group(self, name: str, key: str | int | None, words: str) -> None:
        """A figure of one group; ``words`` are the group's name."""
        if self._reading is not None:
            self._in_period(name, words, Group(self._reading.by, key), ())

    @Slot(int, int)
    def slot(self, weekday: int, hour: int) -> None:
        """The calls of an hour of a weekday."""
        self._in_slot("calls", weekday, hour)

    @Slot()
    def funnel_table(self) -> None:
        """The funnel's figures, the ranges of its shares among them."""
        if (reading := self._reading) is None:
            return
        shown, texts, figures = reading.figures, self._ctx.texts, self._figures
        rows = []
        for name, rate_name in STEPS:
            rate = shown.rates.get(rate_name)
            cells = [texts(f"measure.{name}"), figures.count(shown.totals[name]), figures.count(shown.people[name]), NONE, NONE]
            if (
                rate is not None
                and rate.value is not None
                and rate.low is not None
                and rate.high is not None
                and shown.totals[name] <= rate.n
            ):
                cells[3:] = [figures.share(rate.value), f"{figures.share(rate.low)} {NONE} {figures.share(rate.high)}"]
            rows.append(cells)
        titles = (self.tr("Attempts"), self.tr("People"), self.tr("Of the step before"), self.tr("Range, 95%"))
        self._table(self.tr("Funnel"), self.tr("Step"), titles, rows, lambda row, column: self.measure(STEPS[row][0]) if column else None)

    @Slot()
    def weeks_table(self) -> None:
        """Activity and results by week."""
        if (reading := self._reading) is None:
            return
        weeks, count = reading.weeks, self._figures.count
        rows = [[self._day(w.monday), count(w.reach), count(w.calls), count(w.meetings)] for w in weeks]

        def asked(row: int, column: int) -> None:
            name, channels = _WEEK_MEASURES[column]
            if name:
                days = (weeks[row].monday, weeks[row].monday + dt.timedelta(days=6))
                self._open(name, self.tr("week from %1").replace("%1", rows[row][0]), days, None, channels)

        texts = self._ctx.texts
        titles = (texts("measure.reach"), self.tr("of it calls"), texts("measure.meeting_booked"))
        self._table(self.tr("Activity and results by week"), self.tr("Week from"), titles, rows, asked)

    @Slot()
    def hours_table(self) -> None:
        """Calls and answers by weekday and hour."""
        if (reading := self._reading) is None:
            return
        slots, figures, language = reading.hours, self._figures, self._ctx.texts.language
        rows = [
            [
                *slot_name(h.weekday, h.hour, language),
                figures.count(h.calls),
                figures.count(h.answered),
                figures.share(h.answered / h.calls),
            ]
            for h in slots
        ]

        def asked(row: int, column: int) -> None:
            if 1 < column < len(_SLOT_MEASURES):
                self._in_slot(_SLOT_MEASURES[column], slots[row].weekday, slots[row].hour)

        titles = (self.tr("Hour, their time"), self.tr("Calls"), self.tr("Answered"), self.tr("Share"))
        self._table(self.tr("Best hours to call"), self.tr("Weekday"), titles, rows, asked)

    @Slot()
    def months_table(self) -> None:
        """The result that is asked for against its quota, by month."""
        if (reading := self._reading) is None:
            return
        months, figures, pattern = reading.months, self._figures, self.tr("MMMM yyyy", "pattern of a month")
        rows = [
            [figures.day(m.first, pattern), figures.count(m.booked), figures.count(m.quota), self._ctx.texts(f"ramp.{m.stage}")]
            for m in months
        ]

        def asked(row: int, column: int) -> None:
            if column == 1:
                following = (months[row].first + dt.timedelta(days=31)).replace(day=1)
                self._open(months[row].measure, rows[row][0], (months[row].first, following - dt.timedelta(days=1)))

        measure = months[-1].measure if months else "meeting_booked"
        titles = (self._ctx.texts(f"measure.{measure}"), self.tr("Quota"), self.tr("Stage"))
        self._table(self.tr("Ramp"), self.tr("Month"), titles, rows, asked)

    def _table(self, title: str, first: str, titles: tuple[str, ...], rows: list[list[str]], asked: Callable[[int, int], None]) -> None:
        longest = [max(len(words), *(len(row[at]) for row in rows), 0) for at, words in enumerate(titles, start=1)]
        # Room for the longest figure of each column: a range that is cut says nothing.
        wide = [max(80, _CHARACTER * n + 20) for n in longest]
        headings = [Heading(first, 130, 2, "t1"), *(Heading(words, w, 1, "t1", right=True) for words, w in zip(titles, wide, strict=True))]
        ChartTable(ChartData(title, headings, rows, asked), self._page).open()

    def _in_slot(self, name: str, weekday: int, hour: int) -> None:
        words = " ".join(slot_name(weekday, hour, self._ctx.texts.language))
        self._in_period(name, words, Group("slot", f"{weekday}:{hour}"), ("call",))

    def _in_period(self, name: str, words: str, group: Group | None, channels: tuple[str, ...]) -> None:
        if self._reading is not None:
            span = self._reading.span
            self._open(name, ", ".join(filter(None, (words, self._when))), (span.first, span.last), group, channels)

    def _open(
        self, name: str, when: str, days: tuple[dt.date, dt.date], group: Group | None = None, channels: tuple[str, ...] = ()
    ) -> None:
        question = Question(name, f"{self._ctx.texts(f'measure.{name}')}, {when}", days, group, channels)
        BehindDialog(self._ctx, question, self._page).open()

    def _day(self, day: dt.date) -> str:
        return self._figures.day(day, self.tr("d MMM", "pattern of a day without its year"))
