"""The best hours to call, as a heat map (seeds W5, W12)."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QWidget

from sdrdesk.core.queries.hours import Hour
from sdrdesk.ui.pages.numbers.figures import Figures
from sdrdesk.ui.pages.numbers.head import CardHead
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.heat_map import HeatCell, HeatMap
from sdrdesk.ui.widgets.text import PlainLabel

CALLS_LEAST = 5
"""Calls in an hour from which its share is said; below, only their number."""


def slot_name(weekday: int, hour: int, language: str) -> tuple[str, str]:
    """The weekday and the hour in the user's language."""
    return QLocale(language).dayName(weekday + 1, QLocale.FormatType.ShortFormat), f"{dt.time(hour):%H:%M}"


class HoursCard(Card):
    """Share of answered calls by weekday and hour of those who were called.

    Signals:
        asked: weekday and hour of a cell: its calls are wanted.
    """

    asked = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(spacing=8, parent=parent)
        self.setObjectName("hours_card")
        self.head = CardHead(
            self.tr("Best hours to call"), self.tr("answered of called, in their own time; grey: fewer than 5 calls"), table="hours_table"
        )
        self.add_row(self.head)
        self.map = HeatMap()
        self.map.setObjectName("hours_map")
        self.map.setAccessibleName(self.tr("Best hours to call"))
        self._slots: tuple[list[int], list[int]] = ([], [])
        self.map.chosen.connect(lambda column, row: self.asked.emit(self._slots[0][column], self._slots[1][row]))
        self.empty = PlainLabel(self.tr("No call in this time."), "t2", 12, wrap=True)
        self.empty.setObjectName("hours_empty")
        self.add_row(self.map)
        self.add_row(self.empty)
        self.column.addStretch(1)

    def show_hours(self, found: tuple[Hour, ...], figures: Figures, language: str) -> None:
        """Show these; only weekdays and hours in which there were calls have their place."""
        self.map.setHidden(not found)
        self.empty.setHidden(bool(found))
        weekdays, hours = sorted({h.weekday for h in found}), sorted({h.hour for h in found})
        self._slots = (weekdays, hours)
        names = [slot_name(day, 0, language)[0] for day in weekdays]
        said = [h for h in found if h.calls >= CALLS_LEAST]
        best = max((h.answered / h.calls for h in said), default=0.0)
        cells = {}
        for h in found:
            share = h.answered / h.calls
            words = self.tr("%1 %2: %3 of %4 calls answered")
            clock = f"{dt.time(h.hour):%H:%M}"
            for mark, value in (
                ("%4", figures.count(h.calls)),
                ("%3", figures.count(h.answered)),
                ("%2", clock),
                ("%1", names[weekdays.index(h.weekday)]),
            ):
                words = words.replace(mark, value)
            level = min(3, int(4 * share / best)) if h.calls >= CALLS_LEAST and best else 0 if h.calls >= CALLS_LEAST else None
            label = figures.share(share, 0) if level is not None else figures.count(h.calls)
            cells[weekdays.index(h.weekday), hours.index(h.hour)] = HeatCell(label, level, words)
        self.map.set_cells(names, [f"{hour:02d}:00" for hour in hours], cells)
