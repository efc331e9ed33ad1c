"""What was done in some days, as it is reported (seed W1): figures beside results, people by name, what comes next. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure: attempts, people, the target of the days (0 for none), and its share of the step before with its range, if there is one."""

    name: str
    count: int
    people: int
    target: float = 0.0
    share: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something worth naming: a meeting that was booked or held, a handoff, its answer. ``what`` is the measure, ``detail`` a state or a note."""

    at: dt.datetime
    what: str
    name: str
    company: str
    detail: str


@dataclass(frozen=True, slots=True)
class Report:
    """The report of the days ``first`` to ``last``, both included; instants in the user's zone."""

    first: dt.date
    last: dt.date
    made_at: dt.datetime
    who: str
    figures: tuple[Figure, ...]
    calls: int
    emails: int
    replies: int
    minutes: int
    days: tuple[tuple[dt.date, int, int], ...]
    events: tuple[Event, ...]
    coming: tuple[Event, ...]

    @property
    def empty(self) -> bool:
        """Was nothing done?"""
        return not any(f.count for f in self.figures) and not self.replies
