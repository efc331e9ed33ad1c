"""Month by month against the quota that the ramp asks for (seed P10)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sdrdesk.core.domain.ramp import SENIOR_AFTER, SHARES, Stage
from sdrdesk.core.queries.ramp import RampMonth
from sdrdesk.core.texts import Texts
from sdrdesk.ui.pages.numbers.figures import Figures
from sdrdesk.ui.pages.numbers.head import CardHead
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.month_bars import MonthBar, MonthBars
from sdrdesk.ui.widgets.text import PlainLabel


class RampCard(Card):
    """What is asked for (seed P2), the stroke is the month's quota; below, where one stands in the role."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(spacing=8, parent=parent)
        self.setObjectName("ramp_card")
        self.head = CardHead(self.tr("Ramp"), self.tr("the stroke is the month's quota"), table="ramp_table")
        self.add_row(self.head)
        self.bars = MonthBars()
        self.bars.setObjectName("ramp_bars")
        self.bars.setAccessibleName(self.tr("Ramp"))
        self.words = PlainLabel("", "t2", 12, wrap=True)
        self.words.setObjectName("ramp_words")
        self.add_row(self.bars)
        self.add_row(self.words)
        self.column.addStretch(1)

    def show_ramp(self, months: tuple[RampMonth, ...], stage: Stage, in_role: int | None, figures: Figures, texts: Texts) -> None:
        """Show these months."""
        if months:
            self.head.set_note(texts(f"measure.{months[-1].measure}"))
        self.bars.set_bars([self._bar(m, figures, texts) for m in months])
        if in_role is None:
            self.words.setText(self.tr("Say in Settings when you began: targets follow that day."))
            return
        said = self.tr("%1 months in the role: %2.").replace("%1", figures.count(in_role)).replace("%2", texts(f"ramp.{stage}"))
        if stage == "full":
            low, high = SENIOR_AFTER
            more = self.tr("The next step usually comes after %1 to %2 months.")
            said += " " + more.replace("%1", figures.count(low)).replace("%2", figures.count(high))
        self.words.setText(said)

    def _bar(self, m: RampMonth, figures: Figures, texts: Texts) -> MonthBar:
        name = figures.day(m.first, "MMM")
        goal, booked = figures.count(m.quota), figures.count(m.booked)
        above = self.tr("%1 of %2").replace("%1", booked, 1).replace("%2", goal) if m.quota else booked
        below = f"{name} · {figures.share(SHARES[m.stage], 0)}"
        words = self.tr("%1: %4 %2, quota %3").replace("%3", goal).replace("%2", booked).replace("%1", name)
        words = words.replace("%4", texts(f"measure.{m.measure}"))
        return MonthBar(m.booked, m.quota, above, below, words, m.running)
