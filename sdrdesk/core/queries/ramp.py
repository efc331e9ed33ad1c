"""The months since somebody began, each with its quota and what was booked (seed P10)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection

from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.domain.ramp import Stage, months_after
from sdrdesk.core.queries.numbers import headline, result_of, targets_of
from sdrdesk.core.queries.tallies import Days, tally

MONTHS = 6


@dataclass(frozen=True, slots=True)
class RampMonth:
    """A calendar month: what was reached of the measure that is asked for, the quota of its worked days, and how much of it was asked at its end."""

    first: dt.date
    booked: int
    quota: float
    stage: Stage
    running: bool
    measure: str = "meeting_booked"


def ramp_months(s: Connection, profile: Profile, now: dt.datetime, count: int = MONTHS, days: Days | None = None) -> tuple[RampMonth, ...]:
    """The last months, oldest first, the present one included; those before somebody began are left out.
    ``days`` as for ``tally``."""
    today, ramp = profile.today(now), profile.ramp
    this = today.replace(day=1)
    found = []
    for back in range(count - 1, -1, -1):
        first = months_after(this, -back)
        last = months_after(first, 1) - dt.timedelta(days=1)
        if ramp.began is not None and last < ramp.began:
            continue
        totals, measure = result_of(s, profile, tally(s, profile, first, last, days), first, last), headline(profile)
        quota = next(t.target for t in targets_of(totals, profile, now, first, last) if t.name == measure)
        found.append(RampMonth(first, totals[measure], quota, ramp.stage(min(last, today)), first == this, measure))
    return tuple(found)
