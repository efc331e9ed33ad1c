"""Over the list: that everything is paused while the user is away, and the way back into the work on the first day after (rule R12)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from sdrdesk.core.domain.profile import Profile
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.day_words import DayWords
from sdrdesk.ui.dialogs.ask import DROP_REASONS, AskReason
from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.form import CalmSpin
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import PlainLabel

STALE_DAYS = 14
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AwayState:
    """``until``: the last day of an absence that is on. ``back``: this is the first working day after one. ``overdue``: what piled up."""

    until: dt.date | None = None
    back: bool = False
    overdue: int = 0


def away_state(profile: Profile, today: dt.date, backlog: Callable[[], tuple[int, str]]) -> AwayState:
    """Where the user stands; the backlog is counted on the first day back only."""
    until = max((d.last for d in profile.days if d.kind == "away" and d.covers(today)), default=None)
    if until is not None:
        while profile.calendar.own_word(until + DAY) == "away":
            until += DAY
        return AwayState(until=until)
    ended = max((d.last for d in profile.days if d.kind == "away" and d.last < today), default=None)
    if ended is None or any(profile.calendar.works(ended + DAY * n) for n in range(1, (today - ended).days)):
        return AwayState()
    return AwayState(back=True, overdue=backlog()[0])


class AskDrop(AskReason):
    """How stale is too stale, and why it is dropped."""

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(ctx, "", "", DROP_REASONS, parent, danger=True)
        self.setObjectName("ask_drop")
        self.setWindowTitle(self.tr("Drop what is stale, spread the rest"))
        self.title.setText(self.tr("Drop what was due more than so many days ago, because"))
        self.yes.set_words(self.tr("Drop and spread"))
        self.days = CalmSpin(1, 365)
        self.days.setObjectName("drop_days")
        self.days.setAccessibleName(self.tr("Days"))
        self.days.setFixedWidth(96)
        self.days.setValue(STALE_DAYS)
        row = QHBoxLayout()
        row.addWidget(PlainLabel(self.tr("Older than"), "t2"))
        row.addWidget(self.days)
        row.addWidget(PlainLabel(self.tr("days"), "t2"))
        row.addStretch(1)
        self.body.insertLayout(0, row)


class AwayBar(QFrame):
    """A notice; hidden on ordinary days."""

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("away_bar")
        self._ctx = ctx
        self._put_off: dt.date | None = None
        self.words = PlainLabel("", "amber", 12, 600, wrap=True)
        self.words.setObjectName("away_words")
        self.spread = KeyButton("", small=True)
        self.spread.setObjectName("away_spread")
        self.drop = KeyButton(self.tr("Drop what is older than…"), small=True)
        self.drop.setObjectName("away_drop")
        self.later = KeyButton(self.tr("Not now"), "ghost", small=True)
        self.later.setObjectName("away_later")
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in (self.spread, self.drop, self.later):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(6)
        column.addWidget(self.words)
        column.addWidget(self._buttons)
        self.spread.clicked.connect(lambda: self._catch_up(None, ""))
        self.drop.clicked.connect(self._ask_drop)
        self.later.clicked.connect(self._not_now)
        self.hide()

    def refresh(self) -> None:
        """Look again where the user stands."""
        desk = self._ctx.desk

        def work() -> AwayState:
            with desk.read() as (_, profile):
                today = profile.today(desk.clock.now())
            return away_state(profile, today, desk.away.backlog)

        self._ctx.runner.query(self, work, self.show_state)

    def show_state(self, state: AwayState) -> None:
        """Show it, or hide."""
        days = DayWords(self._ctx.profile, self._ctx.now())
        back = state.back and state.overdue > 0 and self._put_off != days.today
        self.setVisible(state.until is not None or back)
        self._buttons.setVisible(back)
        if state.until is not None:
            self.words.setText(self.tr("Away until %1: everything is paused.").replace("%1", days.day(state.until, weekday=True)))
        elif back:
            self.words.setText(self.tr("Welcome back. %n items became overdue while you were away.", "", state.overdue))
            self.spread.set_words(self.tr("Spread %n overdue items", "", state.overdue))

    @Slot()
    def _not_now(self) -> None:
        self._put_off = self._ctx.profile.today(self._ctx.now())
        self.hide()

    @Slot()
    def _ask_drop(self) -> None:
        ask = AskDrop(self._ctx, self)
        ask.chosen.connect(lambda why: self._catch_up(ask.days.value(), why))
        ask.open()

    def _catch_up(self, older: int | None, reason: str) -> None:
        ctx = self._ctx

        def done(outcome: Any) -> None:
            moved = outcome.value
            ctx.nav.toast.emit(ctx.texts("list.caught_up", n=moved.moved, dropped=moved.dropped), True)

        ctx.runner.op(self, lambda: ctx.desk.away.catch_up(drop_older_than=older, reason=reason), done)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), current().color("amber-bg"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, current().color("amber-line"))
