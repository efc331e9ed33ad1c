"""The Numbers page: am I on pace, where do I leak, how many emails a day."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sdrdesk.core.queries.tallies import GROUPINGS
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.day_words import DayWords
from sdrdesk.ui.dialogs.report import ReportDialog
from sdrdesk.ui.page import Page
from sdrdesk.ui.pages.numbers.activity import ActivityCard, load_charts
from sdrdesk.ui.pages.numbers.benchmarks import BenchmarkCard
from sdrdesk.ui.pages.numbers.breakdown import BreakdownCard
from sdrdesk.ui.pages.numbers.diagnostic import DiagnosticCard
from sdrdesk.ui.pages.numbers.figures import Figures
from sdrdesk.ui.pages.numbers.funnel import FunnelCard
from sdrdesk.ui.pages.numbers.goals_row import GoalsRow
from sdrdesk.ui.pages.numbers.hours import HoursCard
from sdrdesk.ui.pages.numbers.looking import Looking
from sdrdesk.ui.pages.numbers.pipeline import PipelineCard
from sdrdesk.ui.pages.numbers.ramp import RampCard
from sdrdesk.ui.pages.numbers.reading import LAST_20, QUARTER, TODAY, WEEK, Reading, read
from sdrdesk.ui.pages.numbers.targets import MixCard, TargetCard
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.segmented import SegmentedControl, SegmentSpec
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel

_MINUTE_MS = 60_000
_GAP = 12


class NumbersPage(Page):
    """Every figure is derived from the log when the page is shown, when the log changes, and each minute for the pace."""

    TABLES = ("touch", "handoff", "prospect", "setting")

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(ctx, parent)
        self.setObjectName("numbers_page")
        self._figures = Figures(ctx.profile.language)
        self._counting = self._again = False
        self._periods = {
            TODAY: self.tr("Today"),
            WEEK: self.tr("This week"),
            LAST_20: self.tr("Last 20 working days"),
            QUARTER: self.tr("Quarter"),
        }
        self.period = SegmentedControl([SegmentSpec(key, words) for key, words in self._periods.items()])
        self.period.setObjectName("numbers_period")
        self.period.setAccessibleName(self.tr("Period"))
        self.period.set_value(LAST_20)
        self.period.changed.connect(self._choose)
        self.days = ElidedLabel(self.tr("Counting…"), "t2", 12)
        self.days.setObjectName("numbers_days")
        self.funnel, self.activity = FunnelCard(), ActivityCard()
        self.pipeline = PipelineCard(self._figures, ctx.profile.language)
        self.goals = GoalsRow(ctx, self.pipeline.values)
        self.goals.chosen.connect(self.pipeline.show_values)
        self.pipeline.add_row(self.goals)
        self.benchmarks, self.targets, self.mix = BenchmarkCard(), TargetCard(), MixCard()
        self.hours, self.diagnostic = HoursCard(), DiagnosticCard()
        self.ramp = RampCard()
        self.breakdown = BreakdownCard(GROUPINGS, ctx.texts)
        self.breakdown.chosen.connect(self._choose)
        self.looking = Looking(ctx, self._figures, self)
        self.diagnostic.answered.connect(self._separated)
        self.activity.charts_wanted.connect(lambda: ctx.runner.query(self, load_charts, lambda _: self.activity.draw()))
        self._connect_looking()
        self.report_button = KeyButton(self.tr("Report"), icon="file-text", small=True)
        self.report_button.setObjectName("numbers_report")
        self.report_button.set_keys("X")
        self.report_button.clicked.connect(self.open_report)
        QShortcut(QKeySequence("X"), self, self.open_report, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._minute.timeout.connect(self.refresh)
        self._turns = QTimer(self)
        self._turns.setInterval(0)
        self._lay_out()

    @Slot()
    def _add_next(self) -> None:
        """Put the next card into the page."""
        card, place = self._to_add.pop(0)
        self._grid.addWidget(card, *place)
        if not self._to_add:
            self._turns.stop()

    def complete(self) -> bool:
        """Whether all cards are in the page."""
        return not self._to_add

    def _connect_looking(self) -> None:
        """Every figure can be looked behind, every chart has its table."""
        look = self.looking
        self.funnel.chosen.connect(look.measure)
        self.targets.chosen.connect(look.target)
        self.benchmarks.asked.connect(look.benchmark)
        self.breakdown.asked.connect(look.group)
        self.hours.asked.connect(look.slot)
        self.funnel.head.table_wanted.connect(look.funnel_table)
        self.activity.head.table_wanted.connect(look.weeks_table)
        self.hours.head.table_wanted.connect(look.hours_table)
        self.ramp.head.table_wanted.connect(look.months_table)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(24, 12, 24, 12)
        head.setSpacing(12)
        head.addWidget(PlainLabel(self.tr("Numbers"), "t1", 18, 600))
        head.addWidget(self.period)
        head.addStretch(1)
        head.addWidget(self.days)
        head.addWidget(self.report_button)
        body = QWidget()
        body.setProperty("role", "content")
        grid = QGridLayout(body)
        grid.setContentsMargins(24, 0, 24, 12)
        grid.setSpacing(_GAP)
        # The style of some hundred widgets takes longer than a frame: whatever is below the edge comes in turns of its own.
        self._to_add = [
            (self.funnel, (0, 0, 1, 6)),
            (self.activity, (0, 6, 1, 6)),
            (self.pipeline, (1, 0, 1, 12)),
            (self.benchmarks, (2, 0, 2, 7)),
            (self.targets, (2, 7, 1, 5)),
            (self.mix, (3, 7, 1, 5)),
            (self.breakdown, (4, 0, 1, 12)),
            (self.hours, (5, 0, 1, 6)),
            (self.ramp, (5, 6, 1, 6)),
            (self.diagnostic, (6, 0, 1, 12)),
        ]
        self._grid = grid
        self._add_next()
        self._turns.timeout.connect(self._add_next)
        for column in range(12):
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(0, 3)
        grid.setRowStretch(2, 1)
        scroll = QScrollArea()
        scroll.setObjectName("numbers_scroll")
        scroll.setAccessibleName(self.tr("Numbers"))
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(scroll, 1)

    @Slot()
    def refresh(self) -> None:
        """Count anew. While a count is under way, one more is enough, however often it is asked for: a hundred touches logged at once are no
        hundred counts."""
        if self._counting:
            self._again = True
            return
        self._counting, self._again = True, False
        asked = (self.period.value() or LAST_20, self.breakdown.value())
        self.ctx.runner.query(self, partial(read, self.ctx.desk, *asked), lambda found: self._counted(asked, found), self._failed)

    @Slot(str)
    def _choose(self, key: str) -> None:
        self.refresh()

    def _failed(self, error: Exception) -> None:
        self._counting = False
        self.days.setText(self.tr("The numbers could not be read; what is shown may be old."))
        self.ctx.runner.failed.emit(error)
        if self._again:
            self.refresh()

    def _counted(self, asked: tuple[str, str], reading: Reading) -> None:
        """An answer to what is no longer asked is dropped."""
        self._counting = False
        if asked == (self.period.value() or LAST_20, self.breakdown.value()):
            self._show(reading)
        if self._again:
            self.refresh()

    def _show(self, reading: Reading) -> None:
        figures, texts = self._figures, self.ctx.texts
        when = self._days(reading)
        self.days.setText(when)
        self.looking.show_reading(reading, when)
        self.funnel.show_reading(reading, figures, texts)
        self.activity.show_reading(reading, figures)
        self.benchmarks.show_benchmarks(reading.figures.benchmarks, any(reading.figures.totals.values()), figures, texts)
        self.targets.show_reading(reading, self._periods[reading.period], figures, texts)
        self.mix.show_mix(reading.figures.mix, figures, texts)
        self.ramp.show_ramp(reading.months, reading.stage, reading.in_role, figures, texts)
        self.breakdown.show_groups(reading.by, list(reading.groups), figures, texts, self.ctx.desk.cadences)
        self.hours.show_hours(reading.hours, figures, texts.language)
        self.diagnostic.show_findings(reading.findings, figures, texts)
        mine = next((one.mine for one in reading.figures.benchmarks if one.name == "emails_per_day"), None)
        until = DayWords(self.ctx.profile, self.ctx.now()).day(reading.ahead.until) if reading.ahead else ""
        self.pipeline.show_own(reading.own)
        self.pipeline.show_activity(mine, reading.emails_today, reading.ahead, until)

    @Slot()
    def open_report(self) -> None:
        """What was done today or this week."""
        ReportDialog(self.ctx, self).open()

    def _separated(self, value: str) -> None:
        settings = self.ctx.desk.settings
        self.ctx.runner.op(self, lambda: settings.change({"diagnostic.separated": value}))

    def _days(self, reading: Reading) -> str:
        """The days of the period in words."""
        pattern = self.tr("d MMM", "pattern of a day without its year")
        first, last = (self._figures.day(day, pattern) for day in (reading.span.first, reading.span.last))
        if reading.span.first == reading.span.last:
            return first
        words = self.tr("%1 to %2") if reading.span.last >= reading.today else self.tr("%1 to %2; today not counted")
        return words.replace("%1", first).replace("%2", last)

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._minute.start()
        if self._to_add:
            self._turns.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._minute.stop()
        self._stale = True  # the pace moves on while nobody looks
