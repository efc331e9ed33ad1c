"""The right of the focus mode: who is next, who breaks in, and how the hour goes."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from sdrdesk.core.domain.power_hour import BENCHMARK, HourTally, pace
from sdrdesk.core.queries.today import TodayItem
from sdrdesk.core.services.focus import FocusState
from sdrdesk.core.texts import Texts
from sdrdesk.ui.pages.today.focus.reading import UP_NEXT, Turn
from sdrdesk.ui.widgets.keycap import Keycap
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel

WIDTH = 280


class _Coming(QWidget):
    """One person to come: name and their time, what they are, why; amber words when they break in."""

    def __init__(self) -> None:
        super().__init__()
        self.name = ElidedLabel("", "t1", 13, 600)
        self._time = PlainLabel("", "t2", 12)
        self._detail = ElidedLabel("", "t2", 12)
        self.why = ElidedLabel("", "t3", 12)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.name, 1)
        top.addWidget(self._time)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 6)
        column.setSpacing(1)
        column.addLayout(top)
        column.addWidget(self._detail)
        column.addWidget(self.why)

    def show_item(self, item: TodayItem, why: str, breaks_in: bool) -> None:
        """Show somebody."""
        self.name.setText(item.name)
        self._time.setText(item.local_time)
        self._detail.setText(" · ".join(p for p in (item.title, item.company) if p))
        self.why.setText(why)
        self.why.set_role("amber" if breaks_in else "t3")


class NextSide(QFrame):
    """People to come, and the figures of the hour."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self.setFixedWidth(WIDTH)
        self.rows = [_Coming() for _ in range(UP_NEXT)]
        self._more = PlainLabel("", "t3", 12)
        self._figures: dict[str, tuple[PlainLabel, ElidedLabel]] = {}
        self.done = PlainLabel("", "t2", 12, wrap=True)
        self.done.setObjectName("focus_done")
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(PlainLabel(self.tr("Up next"), "t2", 12, 600))
        head.addStretch(1)
        head.addWidget(Keycap("J"))
        head.addWidget(PlainLabel(self.tr("skip"), "t3", 12))
        column = QVBoxLayout(self)
        column.setContentsMargins(25, 20, 24, 16)
        column.setSpacing(4)
        column.addLayout(head)
        for row in self.rows:
            column.addWidget(row)
        column.addWidget(self._more)
        column.addSpacing(14)
        column.addWidget(PlainLabel(self.tr("This hour so far"), "t2", 12, 600))
        column.addLayout(self._table())
        column.addSpacing(10)
        column.addWidget(self.done)
        column.addStretch(1)

    def _table(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(7)
        grid.setVerticalSpacing(6)
        words = {
            "dials": self.tr("Dials"),
            "per_connect": self.tr("Dials per connect"),
            "minutes": self.tr("Minutes per dial"),
            "pace": self.tr("At this pace"),
        }
        for row, (key, label) in enumerate(words.items()):
            figure, note = PlainLabel("", "t1", 12, 600), ElidedLabel("", "t3", 12)
            figure.setObjectName(f"hour_{key}")
            grid.addWidget(PlainLabel(label, "t1", 12), row, 0)
            grid.addWidget(figure, row, 1)
            grid.addWidget(note, row, 2)
            self._figures[key] = (figure, note)
        grid.setColumnStretch(2, 1)
        return grid

    def show_turn(self, turn: Turn, zone: dt.tzinfo) -> None:
        """The people to come; those who break in stand first with their time."""
        texts, breaking = self._texts, len(turn.breaks)
        items = [*turn.breaks, *turn.coming]
        for number, row in enumerate(self.rows):
            row.setVisible(number < len(items))
            if number < len(items):
                item, breaks_in = items[number], number < breaking
                due = item.due_at.astimezone(zone).strftime("%H:%M") if item.due_at is not None else ""
                why = " · ".join(texts(code, **params) for code, params in item.reasons) or item.note
                row.show_item(item, texts("focus.breaks_in", time=due) if breaks_in else why, breaks_in)
        self._more.setText(texts("focus.more", n=turn.more) if turn.more else "" if items else self.tr("Nobody else can be called now."))
        self._more.setVisible(bool(self._more.text()))

    def show_figures(self, state: FocusState, tally: HourTally, ends: str) -> None:
        """How the hour goes; ``ends`` is the time of day at which it ends if it runs on."""
        texts, spent = self._texts, state.spent_s
        later = pace(tally.dials, spent, state.minutes)
        shown = {
            "dials": (str(tally.dials), texts("focus.in_minutes", n=spent // 60)),
            "per_connect": (
                f"{tally.dials / tally.connects:.1f}" if tally.connects else "–",
                texts("focus.benchmark", value=f"{BENCHMARK:.1f}"),
            ),
            "minutes": (f"{spent / 60 / tally.dials:.1f}" if tally.dials and spent >= 60 else "–", ""),
            "pace": (str(later) if later is not None else "–", texts("focus.by", time=ends) if later is not None else ""),
        }
        for key, (figure, note) in shown.items():
            self._figures[key][0].setText(figure)
            self._figures[key][1].setText(note)
