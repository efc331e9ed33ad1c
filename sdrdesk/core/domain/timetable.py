"""The dates of a cadence for somebody who starts on a day (rules R7, R8; seed W19): what a preview shows and a forecast counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from sdrdesk.core.domain.cadence import Cadence, Step
from sdrdesk.core.domain.calendar import WorkCalendar, due_after, next_working_day


class Dated(NamedTuple):
    """A step with its day; ``day`` is None for a step that the time limit cuts off."""

    step: Step
    day: dt.date | None


def timetable(cadence: Cadence, first: dt.date, mine: WorkCalendar, their_country: str) -> Iterator[Dated]:
    """Each step with the day on which it falls when every touch is made on its day; the same functions date a real plan."""
    due = start = next_working_day(first, mine, their_country)
    limit = cadence.ends_on(start)
    over = False
    for step in cadence.steps:
        if step.no > 1 and not over:
            due = due_after(due, step.gap_days, mine, their_country)
            over = limit is not None and due > limit
        yield Dated(step, None if over else due)
