"""From attempt to won deal: each step with its people and with its share of the step before (seed W5, rule "Counting")."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from sdrdesk.core.queries.numbers import Rate
from sdrdesk.core.texts import Texts
from sdrdesk.ui.pages.numbers.figures import NONE, Figures
from sdrdesk.ui.pages.numbers.head import CardHead
from sdrdesk.ui.pages.numbers.reading import Reading
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.charts import FunnelChart, FunnelStep
from sdrdesk.ui.widgets.text import PlainLabel

STEPS = (
    ("reach", ""),
    ("connect", "connect_of_reach"),
    ("conversation", "conversation_of_connect"),
    ("meeting_booked", "meeting_of_conversation"),
    ("meeting_held", "held_of_booked"),
    ("qualified", "qualified_of_held"),
    ("accepted", "accepted_of_qualified"),
    ("won", "won_of_accepted"),
)
"""Measure, and its rate over the step before."""

_CALLS, _WRITTEN, _BOTH = "p1", "p3", "p2"


class FunnelCard(Card):
    """The funnel of a period, or in words that nothing happened in it.

    Signals:
        chosen: the measure of a step: what it counts is wanted.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(spacing=8, parent=parent)
        self.setObjectName("funnel_card")
        legend = ((_CALLS, self.tr("calls")), (_WRITTEN, self.tr("written")), (_BOTH, self.tr("both")))
        self.head = CardHead(self.tr("Funnel"), self.tr("share of the step before; bars are square roots"), legend, table="funnel_table")
        self.add_row(self.head)
        self.chart = FunnelChart()
        self.chart.setObjectName("funnel_chart")
        self.chart.setAccessibleName(self.tr("Funnel"))
        self.chart.chosen.connect(lambda at: self.chosen.emit(STEPS[at][0]))
        self.empty = PlainLabel("", "t2", 13, wrap=True)
        self.empty.setObjectName("funnel_empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.hide()
        self.add_row(self.chart, 1)
        self.add_row(self.empty, 1)

    def show_reading(self, reading: Reading, figures: Figures, texts: Texts) -> None:
        """Show these figures."""
        totals = reading.figures.totals
        nothing = not any(totals[name] for name, _ in STEPS)
        self.chart.setHidden(nothing)
        self.empty.setVisible(nothing)
        self.empty.setText(self.tr("Nothing was logged in this period. Log a touch on Today, or choose a longer period."))
        self.chart.set_steps([] if nothing else [self._step(name, rate, reading, figures, texts) for name, rate in STEPS])

    def _step(self, name: str, rate_name: str, reading: Reading, figures: Figures, texts: Texts) -> FunnelStep:
        found = reading.figures
        count, people = found.totals[name], found.people[name]
        label = texts(f"measure.{name}")
        crowd = self.tr("%Ln people", "", people)
        says = self.tr("%1: %2, from %3.").replace("%1", label).replace("%2", figures.count(count)).replace("%3", crowd)
        share, note, more = self._share(count, found.rates.get(rate_name), figures)
        if not rate_name:
            note = self.tr("%1 calls, %2 written").replace("%1", figures.count(reading.dialled.get(name, 0)))
            more = note = note.replace("%2", figures.count(reading.written.get(name, 0)))
        tooltip = f"{says}\n{more}".strip()
        return FunnelStep(label, count, figures.count(count), self._parts(name, count, reading), share, note, crowd, tooltip)

    def _share(self, count: int, rate: Rate | None, figures: Figures) -> tuple[str, str, str]:
        """The share of the step before, what it is of, and both in a sentence with the range."""
        if rate is None or (not rate.n and not count):
            return "", "", ""
        if count > rate.n or rate.value is None or rate.low is None or rate.high is None:
            # Answers and results of earlier work: a share above 100 % would be nonsense.
            words = self.tr("no share")
            return NONE, words, self.tr("More than the step before, because some belong to work of an earlier time; so there is no share.")
        share, of = figures.share(rate.value), figures.count(rate.n)
        sentence = self.tr("%1 of the step before (%2 of %3). The true share lies between %4 and %5 with 95% certainty (Wilson).")
        values = (share, figures.count(count), of, figures.share(rate.low), figures.share(rate.high))
        for number, words in enumerate(values, start=1):
            sentence = sentence.replace(f"%{number}", words, 1)
        return share, self.tr("of %1").replace("%1", of), sentence

    @staticmethod
    def _parts(name: str, count: int, reading: Reading) -> tuple[tuple[str, int], ...]:
        dialled, written = reading.dialled.get(name, 0), reading.written.get(name, 0)
        return ((_CALLS, dialled), (_WRITTEN, written), (_BOTH, max(count - dialled - written, 0)))
