"""Where one stands against the target, and where one should be by now (seed P10); and what the open prospects are made of (P12)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from sdrdesk.core.queries.numbers import Target
from sdrdesk.core.texts import Texts
from sdrdesk.ui.pages.numbers.figures import Figures
from sdrdesk.ui.pages.numbers.head import CardHead
from sdrdesk.ui.pages.numbers.reading import TODAY, Reading
from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets import painting
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.charts import PaceBar, PartsBar, Swatch
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel

_TOKENS = ("p1", "p3", "p4", "ev")


class TargetRow(QWidget):
    """One target: how many of how many, the bar with the stroke of the pace, and what that means in words.

    Signals:
        chosen: it was clicked, or Enter was pressed on it.
    """

    chosen = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._label = ElidedLabel("", "t1", 13)
        self.count = PlainLabel("", "t1", 13, 600)
        self.count.setObjectName(f"{name}_count")
        self.bar = PaceBar()
        self.words = ElidedLabel("", "t2", 12)
        self.words.setObjectName(f"{name}_pace")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        grid.addWidget(self._label, 0, 0)
        grid.addWidget(self.count, 0, 1)
        grid.addWidget(self.bar, 1, 0, 1, 2)
        grid.addWidget(self.words, 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)

    def show_target(self, label: str, target: Target, running: bool, figures: Figures, why_none: str) -> None:
        """Show it; ``running``: the period is not over, so that a pace makes sense; ``why_none`` says why nothing is asked, where it is not."""
        self._label.setText(label)
        goal = round(target.target)
        self.bar.setVisible(goal > 0)
        words, role = self._verdict(target, goal, running, figures) if goal else (why_none, "t3")
        done = figures.count(target.value)
        self.count.setText(self.tr("%1 of %2").replace("%1", done, 1).replace("%2", figures.count(goal)) if goal else done)
        self.bar.set_shares(target.value / goal if goal else 0.0, target.pace / goal if goal else 0.0)
        self.words.setText(words)
        self.words.set_role(role)
        self.setAccessibleName(f"{label}: {self.count.text()}. {words}")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            painting.focus_ring(QPainter(self), painting.as_float(self.rect()), 4, current())

    def _verdict(self, target: Target, goal: int, running: bool, figures: Figures) -> tuple[str, str]:
        if target.value >= goal:
            return self.tr("target reached"), "green"
        if not running:
            return self.tr("%1 short of the target").replace("%1", figures.count(goal - target.value)), "amber"
        pace = round(target.pace)
        gap = target.value - pace
        if gap < 0:
            words, role = self.tr("should be at %1 by now: %2 behind"), "amber"
        elif gap > 0:
            words, role = self.tr("should be at %1 by now: %2 ahead"), "green"
        else:
            words, role = self.tr("should be at %1 by now: on pace"), "green"
        return words.replace("%1", figures.count(pace), 1).replace("%2", figures.count(abs(gap))), role


class TargetCard(Card):
    """Today, and the chosen period beside it.

    Signals:
        chosen: ``today`` or ``period``, and the measure: what it counts is wanted.
    """

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(spacing=6, parent=parent)
        self.setObjectName("target_card")
        self.add_row(CardHead(self.tr("Against the target"), self.tr("the stroke is where you should be by now")))
        self._rows = {
            (when, name): TargetRow(f"target_{when}_{name}")
            for when in ("today", "period")
            for name in ("reach", "meeting_booked", "qualified")
        }
        for (when, name), row in self._rows.items():
            row.chosen.connect(partial(self.chosen.emit, when, name))
            self.add_row(row)
        self.column.addStretch(1)

    def show_reading(self, reading: Reading, period_words: str, figures: Figures, texts: Texts) -> None:
        """Show these targets."""
        today, why_none = self.tr("Today"), self.tr("no target for this time")
        if reading.stage in ("training", "shadowing"):
            why_none = texts(f"ramp.{reading.stage}")
        asked = {target.name for target in reading.targets}
        for (when, name), row in self._rows.items():
            row.setHidden(name not in asked or (when == "period" and reading.period == TODAY))
        for target in reading.targets_today:
            label = f"{today} · {texts(f'measure.{target.name}')}"
            self._rows["today", target.name].show_target(label, target, True, figures, why_none)
        running = reading.span.first <= reading.today <= reading.span.goal_last
        for target in reading.targets:
            row = self._rows["period", target.name]
            row.show_target(f"{period_words} · {texts(f'measure.{target.name}')}", target, running, figures, why_none)


class MixCard(Card):
    """How many open prospects come from where: seed, net, spear."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(spacing=8, parent=parent)
        self.setObjectName("mix_card")
        self.add_row(CardHead(self.tr("Lead-type mix"), self.tr("open prospects")))
        self.bar = PartsBar()
        self.bar.setObjectName("mix_bar")
        self.bar.setAccessibleName(self.tr("Lead-type mix"))
        self.add_row(self.bar)
        self.legend = QWidget()
        self._line = QHBoxLayout(self.legend)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(6)
        self.add_row(self.legend)
        self.empty = PlainLabel(self.tr("There are no open prospects yet."), "t2", 12, wrap=True)
        self.empty.setObjectName("mix_empty")
        self.add_row(self.empty)

    def show_mix(self, mix: dict[str, int], figures: Figures, texts: Texts) -> None:
        """Show these counts by lead type; an empty type is one that nobody set."""
        whole = sum(mix.values())
        for widget in (self.bar, self.legend):
            widget.setHidden(not whole)
        self.empty.setHidden(bool(whole))
        shown = [(texts(f"lead_type.{kind}") if kind else self.tr("not set"), n) for kind, n in mix.items()]
        tokens = [_TOKENS[min(i, len(_TOKENS) - 1)] for i in range(len(shown))]
        self.bar.set_parts([(token, n) for token, (_, n) in zip(tokens, shown, strict=True)])
        self._clear()
        phrases = []
        for token, (words, n) in zip(tokens, shown, strict=True):
            self._line.addWidget(Swatch(token))
            phrase = f"{words} {figures.count(n)} · {figures.share(n / whole, 0)}" if whole else words
            self._line.addWidget(ElidedLabel(phrase, "t2", 12))
            self._line.addSpacing(6)
            phrases.append(phrase)
        self._line.addStretch(1)
        self.bar.setAccessibleDescription("\n".join(phrases) if whole else self.empty.text())

    def _clear(self) -> None:
        while (item := self._line.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
