"""Forwards through the pipeline: so many emails a working day, and what they bring beside what the goal asks (seed P8)."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from sdrdesk.core.domain.pipeline_math import EMAILS_A_DAY, PipelinePlan
from sdrdesk.ui.pages.numbers.figures import Figures
from sdrdesk.ui.pages.numbers.number_box import BoxSpec, NumberBox
from sdrdesk.ui.pages.numbers.rate_tuner import CalmSlider
from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.charts import FunnelChart, FunnelStep
from sdrdesk.ui.widgets.text import PlainLabel

STAGES = ("emails", "prospects", "opportunities", "deals")
MOST_A_DAY = 1000.0
_SLIDER_MOST = 200


class WhatIf(QWidget):
    """The row to try another number of emails in.

    Signals:
        changed: another number stands in the box.
    """

    changed = Signal()

    def __init__(self, figures: Figures, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures = figures
        self._typed = self._own = False
        self.box = NumberBox(BoxSpec("emails_a_day", EMAILS_A_DAY, most=MOST_A_DAY), self.tr("emails a working day"), figures, language)
        self.slider = CalmSlider("plan_emails_a_day_slider", self.tr("emails a working day"), 1, _SLIDER_MOST)
        self.slider.setMinimumWidth(80)
        self.origin = PlainLabel("", "t3", 12)
        self.origin.setObjectName("plan_emails_a_day_origin")
        self.result = PlainLabel("", "t2", 12, wrap=True)
        self.result.setObjectName("plan_what_if")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(PlainLabel(self.tr("What if"), "t2", 12))
        row.addWidget(self.box)
        row.addWidget(PlainLabel(self.tr("emails a working day"), "t2", 12))
        row.addWidget(self.slider, 1)
        row.addWidget(self.origin)
        row.addWidget(self.box.error, 1)
        self.slider.valueChanged.connect(lambda value: self.box.setText(self.box.written(value)))
        self.box.edited.connect(self._edited)
        self._say_origin()

    def show_own(self, mine: float | None) -> None:
        """Begin with the user's own emails a working day, until somebody tries another number."""
        if self._typed:
            return
        self._own = bool(mine)
        self.box.setText(self.box.written(round(mine, 2) if mine else EMAILS_A_DAY))
        self._typed = False
        self._say_origin()
        self.changed.emit()

    def number(self) -> float | None:
        """Emails a working day, or None while the box is wrong."""
        return self.box.number()

    @Slot()
    def _edited(self) -> None:
        self._typed = True
        value = self.number()
        if value is not None:
            self.slider.show_value(value)
        self._say_origin()
        self.changed.emit()

    def _say_origin(self) -> None:
        words = self.tr("tried") if self._typed else self.tr("yours in this period") if self._own else self.tr("middle of the benchmark")
        self.origin.setText("" if self.number() is None else words)


class PlanPicture(FunnelChart):
    """The goal from its emails to its deals, and how much of it the emails tried in ``WhatIf`` bring."""

    def __init__(self, figures: Figures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures = figures
        self.setObjectName("plan_picture")
        self.setAccessibleName(self.tr("The pipeline of a year"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.unsetCursor()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(280), super().minimumSizeHint().height())

    def show_plan(self, goal: PipelinePlan, tried: PipelinePlan) -> None:
        """``goal`` backwards, ``tried`` for its way forwards."""
        names = {
            "emails": self.tr("Emails"),
            "prospects": self.tr("Prospects"),
            "opportunities": self.tr("Opportunities"),
            "deals": self.tr("Deals"),
        }
        steps = []
        for name in STAGES:
            asked, brings = int(getattr(goal, name)), tried.forward[name]
            share = min(1.0, brings / asked)
            parts = (("p1", round(asked * share)), ("p4", asked - round(asked * share)))
            shown = self._figures.count(brings) if brings >= 10 else self._figures.decimal(brings)
            says = self.tr("%1: the goal asks for %2, these emails bring %3.")
            words = says.replace("%1", names[name]).replace("%2", self._figures.count(asked)).replace("%3", shown)
            steps.append(
                FunnelStep(
                    names[name],
                    asked,
                    self._figures.count(asked),
                    parts,
                    share_note=self.tr("brings %1").replace("%1", shown),
                    tooltip=words,
                )
            )
        self.set_steps(steps)
