"""Pipeline math (seed P8): from the revenue that is owed back to emails a working day, and forwards from the present activity."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from sdrdesk.core.domain.pipeline_math import (
    EMAILS_A_DAY,
    RANGES,
    RESPONSE_RATE,
    SDR_CONVERSION,
    WIN_RATE,
    WORKING_DAYS_A_YEAR,
    PipelinePlan,
    emails_between,
    plan,
)
from sdrdesk.core.queries.own_rates import LEAST, OwnRates
from sdrdesk.ui.pages.numbers.figures import NONE, Figures
from sdrdesk.ui.pages.numbers.head import CardHead
from sdrdesk.ui.pages.numbers.number_box import BoxSpec, NumberBox
from sdrdesk.ui.pages.numbers.rate_tuner import RateTuner
from sdrdesk.ui.pages.numbers.reading import Ahead
from sdrdesk.ui.pages.numbers.what_if import PlanPicture, WhatIf
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.segmented import SegmentedControl, SegmentSpec
from sdrdesk.ui.widgets.text import PlainLabel

SPECS = (
    BoxSpec("revenue", 720_000),
    BoxSpec("deal_size", 24_000),
    BoxSpec("win_rate", WIN_RATE, rate=True),
    BoxSpec("sdr_conversion", SDR_CONVERSION, rate=True),
    BoxSpec("response_rate", RESPONSE_RATE, rate=True),
    BoxSpec("working_days", WORKING_DAYS_A_YEAR, whole=True, most=366),
)
"""The boxes in order. Goal and deal size are only a beginning; the rest are the defaults of the domain."""

RESULTS = ("", "deals", "opportunities", "prospects", "emails", "per_day")
"""What stands behind each box: nothing behind the first, emails a working day behind the last."""

RATES = ("win_rate", "sdr_conversion", "response_rate")
BENCHMARK, OWN, CHANGED = "benchmark", "own", "changed"
"""Where a rate comes from."""

_LEAST_RATE = 0.001
"""The low end of a range that reaches down to nothing: a pipeline cannot be divided by it."""

_CENTRE = Qt.AlignmentFlag.AlignHCenter


class PipelineCard(Card):
    """Boxed numbers to change, and the results between them, calculated while one types."""

    def __init__(self, figures: Figures, language: str, parent: QWidget | None = None) -> None:
        super().__init__(spacing=6, parent=parent)
        self.setObjectName("pipeline_card")
        self._figures = figures
        self._mine: float | None = None
        self._ahead: Ahead | None = None
        self._until = ""
        self._own = OwnRates({})
        self._origins = dict.fromkeys(RATES, BENCHMARK)
        self._placing = False
        hint = self.tr("from the revenue you owe back to the emails you send; boxed numbers are yours to change")
        self.head = CardHead(self.tr("Pipeline math"), hint)
        self.add_row(self.head)
        self.rates = SegmentedControl([SegmentSpec(BENCHMARK, self.tr("Benchmark rates")), SegmentSpec(OWN, self.tr("My own rates"))])
        self.rates.setObjectName("plan_rates")
        self.rates.setAccessibleName(self.tr("Whose rates"))
        self.rates.set_value(BENCHMARK)
        self.rates.changed.connect(self._take_rates)
        self.head.add_widget(self.rates)
        captions = {
            "revenue": self.tr("revenue a year"),
            "deal_size": self.tr("deal size"),
            "win_rate": self.tr("win rate"),
            "sdr_conversion": self.tr("SDR conversion"),
            "response_rate": self.tr("response rate"),
            "working_days": self.tr("working days"),
        }
        self._captions = {
            "deals": self.tr("deals"),
            "opportunities": self.tr("opportunities"),
            "prospects": self.tr("prospects"),
            "emails": self.tr("emails"),
            "per_day": self.tr("emails a day"),
        }
        self.boxes = {spec.key: NumberBox(spec, captions[spec.key], figures, language) for spec in SPECS}
        self.tuners = {key: RateTuner(key, captions[key]) for key in RATES}
        self.results: dict[str, PlainLabel] = {}
        self.add_row(self._strip(captions))
        self.forward, self.between, self.outlook = (PlainLabel("", "t2", 12, wrap=True) for _ in range(3))
        self.forward.setObjectName("plan_forward")
        self.between.setObjectName("plan_between")
        self.outlook.setObjectName("plan_outlook")
        self.what_if = WhatIf(figures, language)
        self.picture = PlanPicture(figures)
        self.add_row(self._below())
        for key, box in self.boxes.items():
            box.edited.connect(partial(self._edited, key))
        for key, tuner in self.tuners.items():
            tuner.moved.connect(partial(self._tune, key))
        self.what_if.changed.connect(self.calculate)
        self._say_origins()
        self.calculate()

    def _below(self) -> QWidget:
        """Words at the left, the picture at the right."""
        below = QWidget()
        row = QHBoxLayout(below)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(24)
        words = QVBoxLayout()
        words.setSpacing(6)
        for label in (self.forward, self.between, self.outlook):
            words.addWidget(label)
        words.addWidget(self.what_if)
        words.addWidget(self.what_if.result)
        words.addStretch(1)
        row.addLayout(words, 1)
        row.addWidget(self.picture, 1)
        return below

    def _strip(self, captions: dict[str, str]) -> QWidget:
        strip = QWidget()
        grid = QGridLayout(strip)
        grid.setContentsMargins(0, 2, 0, 0)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(2)
        column = 0
        for spec, result in zip(SPECS, RESULTS, strict=True):
            if column:
                column = self._sign(grid, column, "÷")
            box = self.boxes[spec.key]
            grid.addWidget(box, 0, column, _CENTRE)
            grid.addWidget(PlainLabel(captions[spec.key], "t2", 12), 1, column, _CENTRE)
            if spec.key in self.tuners:
                grid.addWidget(self.tuners[spec.key], 2, column - 1, 1, 3)
            # Over the columns beside it, so that no number moves when it comes.
            grid.addWidget(box.error, 3, column, 1, 3)
            column += 1
            if result:
                column = self._sign(grid, column, "=")
                grid.addWidget(self._result(result), 0, column, _CENTRE)
                grid.addWidget(PlainLabel(self._captions[result], "t2", 12), 1, column, _CENTRE)
                column += 1
        return strip

    @staticmethod
    def _sign(grid: QGridLayout, column: int, sign: str) -> int:
        grid.addWidget(PlainLabel(sign, "t3", 13), 0, column, _CENTRE)
        grid.setColumnStretch(column, 1)
        return column + 1

    def _result(self, name: str) -> PlainLabel:
        label = PlainLabel(NONE, "accent" if name == "per_day" else "t1", 15, 600)
        label.setObjectName(f"plan_result_{name}")
        label.setAccessibleDescription(self._captions[name])
        self.results[name] = label
        return label

    def show_activity(self, emails_a_day: float | None, sent_today: int, ahead: Ahead | None = None, until: str = "") -> None:
        """The user's own emails a working day, for the way forwards (None or 0 when there are none), those of today so far, and the working days
        to come; ``until`` is the day three months out in words."""
        self._ahead, self._until = ahead, until
        self.head.set_note(self.tr("%Ln emails sent today", "", sent_today))
        self._mine = emails_a_day
        self.what_if.show_own(emails_a_day)
        self.calculate()

    def show_own(self, own: OwnRates) -> None:
        """The user's own rates; where they are wanted they are taken at once, but not over a rate or a deal size that is being tried."""
        if own != self._own:
            self._own = own
            if self.rates.value() == OWN:
                self._place_rates(OWN, [key for key in RATES if self._origins[key] != CHANGED])
        self._say_origins()

    @Slot(str)
    def _take_rates(self, whose: str) -> None:
        """Somebody chose whose rates and, with their own, whose deal size."""
        self._place_rates(whose, RATES)
        if whose == OWN and self._own.deal_size:
            self.boxes["deal_size"].setText(self.boxes["deal_size"].written(round(self._own.deal_size)))

    def _place_rates(self, whose: str, keys: Sequence[str]) -> None:
        """Put the published rates into these boxes, or the user's own as far as enough stands behind them."""
        defaults = {spec.key: spec.value for spec in SPECS if spec.rate}
        self._placing = True
        for key in keys:
            own = self._own.rates.get(key)
            mine = whose == OWN and self._own.enough(key)
            rate = own.value if mine and own is not None and own.value is not None else defaults[key]
            self.boxes[key].setText(self.boxes[key].written(rate))
            self._origins[key] = OWN if mine else BENCHMARK
        self._placing = False
        self._say_origins()
        self.calculate()

    def _tune(self, key: str, rate: float) -> None:
        self.boxes[key].setText(self.boxes[key].written(rate))

    def _edited(self, key: str) -> None:
        if self._placing:
            return
        if key in self._origins:
            self._origins[key] = CHANGED
            self._say_origins()
        self.calculate()

    def _say_origins(self) -> None:
        for key, tuner in self.tuners.items():
            tuner.show_rate(self.boxes[key].number(), self._origin(key))

    def _origin(self, key: str) -> str:
        """Where the rate in a box comes from, in a few words; whose own data says too little is told how little."""
        origin, own = self._origins[key], self._own.rates.get(key)
        if origin == CHANGED:
            return self.tr("tried")
        if origin == OWN and own is not None:
            return self.tr("yours, of %1").replace("%1", self._figures.count(own.n))
        if self.rates.value() == OWN:
            n = self._figures.count(own.n if own is not None else 0)
            return self.tr("too few: %1 of %2").replace("%1", n).replace("%2", self._figures.count(LEAST[key]))
        if key in RANGES:
            low, high = RANGES[key]
            words = self.tr("benchmark %1–%2")
            return words.replace("%1", self._figures.decimal(low * 100), 1).replace("%2", self._figures.share(high, 0))
        return self.tr("our assumption")

    def _ranges(self) -> dict[str, tuple[float, float]]:
        """The published range of a published rate, the 95 % range of an own one, none of one that was tried."""
        found = {}
        for key, origin in self._origins.items():
            own = self._own.rates.get(key)
            if origin == OWN and own is not None and own.low is not None and own.high is not None:
                found[key] = (max(own.low, _LEAST_RATE), own.high)
            elif origin == BENCHMARK and key in RANGES:
                found[key] = RANGES[key]
        return found

    @Slot()
    def calculate(self) -> None:
        """Take the boxes as they stand; while one is wrong, no result is shown."""
        good = self.values()
        if good is None:
            for label in self.results.values():
                label.setText(NONE)
            self.forward.setText(self.tr("Mend the number marked red to see the result."))
            for label in (self.outlook, self.between, self.what_if.result):
                label.setText("")
            self.picture.hide()
            return
        found = self._plan(good, EMAILS_A_DAY)
        for name in RESULTS[1:-1]:
            self.results[name].setText(self._figures.count(getattr(found, name)))
        self.results["per_day"].setText(_a_day(found.per_working_day["emails"], self._figures))
        self.forward.setText(f"{self._sdrs(found)} {self._forwards(good)}".strip())
        self.outlook.setText(self._outlook(good, found))
        self.between.setText(self._between(good))
        self._show_tried(good, found)

    def values(self) -> dict[str, float] | None:
        """The numbers in the boxes, or None while one is wrong."""
        found = {key: box.number() for key, box in self.boxes.items()}
        good = {key: value for key, value in found.items() if value is not None}
        return good if len(good) == len(found) else None

    @Slot(object)
    def show_values(self, values: dict[str, float]) -> None:
        """Put the numbers of a goal into the boxes."""
        for key, value in values.items():
            self.boxes[key].setText(self.boxes[key].written(value))
        self.calculate()

    def _between(self, values: dict[str, float]) -> str:
        ranges = self._ranges()
        if not ranges:
            return ""
        rates = {key: values[key] for key in RATES}
        few, many = emails_between(values["revenue"], values["deal_size"], rates, ranges, round(values["working_days"]))
        words = self.tr("With these rates at the good and at the bad end of their ranges: %1 to %2 emails a day.")
        return words.replace("%1", _a_day(few, self._figures), 1).replace("%2", _a_day(many, self._figures))

    def _show_tried(self, values: dict[str, float], goal: PipelinePlan) -> None:
        """What the emails that are tried bring, in words and in the picture."""
        emails = self.what_if.number()
        self.picture.setVisible(emails is not None)
        if emails is None:
            self.what_if.result.setText("")
            return
        tried = self._plan(values, emails)
        self.picture.show_plan(goal, tried)
        words = self.tr("brings %1 opportunities and %2 deals a year: %3 in revenue, %4 of the goal.")
        brings = tried.forward
        for mark, said in (
            ("%1", self._figures.decimal(brings["opportunities"])),
            ("%2", self._figures.decimal(brings["deals"])),
            ("%3", self._figures.count(brings["revenue"])),
            ("%4", self._figures.share(brings["revenue"] / values["revenue"], 0)),
        ):
            words = words.replace(mark, said, 1)
        self.what_if.result.setText(words)

    @staticmethod
    def _plan(values: dict[str, float], emails_a_day: float) -> PipelinePlan:
        return plan(
            values["revenue"],
            values["deal_size"],
            win_rate=values["win_rate"],
            sdr_conversion=values["sdr_conversion"],
            response_rate=values["response_rate"],
            working_days=round(values["working_days"]),
            emails_a_day=emails_a_day,
        )

    def _sdrs(self, found: PipelinePlan) -> str:
        words = self.tr("The goal is work for %1 SDRs at %2 emails a day each.")
        return words.replace("%1", self._figures.decimal(found.sdrs_needed), 1).replace("%2", self._figures.count(EMAILS_A_DAY))

    def _outlook(self, values: dict[str, float], found: PipelinePlan) -> str:
        """What the next three months bring at the present activity, and what is left of the year."""
        ahead = self._ahead
        if ahead is None:
            return ""
        left = self.tr("%Ln working days are left this year.", "", ahead.left_this_year)
        share = ahead.days / values["working_days"]
        goal = self.tr("Until %1 (%n working days) the goal asks for %2 opportunities", "", ahead.days)
        words = goal.replace("%1", self._until, 1).replace("%2", self._figures.decimal(found.opportunities * share), 1)
        if self._mine:
            brings = self._plan(values, self._mine).forward
            mine = self.tr("; your activity brings %1, and a pipeline of %2.")
            words += mine.replace("%1", self._figures.decimal(brings["opportunities"] * share), 1).replace(
                "%2", self._figures.count(brings["opportunities"] * share * values["deal_size"]), 1
            )
        else:
            words += self.tr(".")
        return f"{words} {left}"

    def _forwards(self, values: dict[str, float]) -> str:
        if not self._mine:
            return self.tr("No email was sent in this period, so nothing can be said of what your activity brings.")
        brings = self._plan(values, self._mine).forward
        words = self.tr("Your %1 emails a working day bring %2 opportunities and %3 deals a year: %4 in revenue.")
        for mark, said in (
            ("%1", self._figures.decimal(self._mine)),
            ("%2", self._figures.decimal(brings["opportunities"])),
            ("%3", self._figures.decimal(brings["deals"])),
            ("%4", self._figures.count(brings["revenue"])),
        ):
            words = words.replace(mark, said, 1)
        return words


def _a_day(value: float, figures: Figures) -> str:
    """Rounded up, to whole emails from ten on and to tenths below: what is rounded down misses the goal."""
    return figures.count(math.ceil(value)) if value >= 10 else figures.decimal(math.ceil(value * 10) / 10)
