"""The months since somebody began, each with its quota and what was booked (seed P10)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection

from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.domain.ramp import Stage, months_after
from sdrdesk.core.queries.numbers import numbers

MONTHS = 6


@dataclass(frozen=True, slots=True)
class RampMonth:
    """A calendar month: meetings booked, the quota of its worked days, and how much of it was asked at its end."""

    first: dt.date
    booked: int
    quota: float
    stage: Stage
    running: bool


def ramp_months(s: Connection, profile: Profile, now: dt.datetime, count: int = MONTHS) -> tuple[RampMonth, ...]:
    """The last months, oldest first, the present one included; those before somebody began are left out."""
    today, ramp = profile.today(now), profile.ramp
    this = today.replace(day=1)
    found = []
    for back in range(count - 1, -1, -1):
        first = months_after(this, -back)
        last = months_after(first, 1) - dt.timedelta(days=1)
        if ramp.began is not None and last < ramp.began:
            continue
        month = numbers(s, profile, now, first, last)
        quota = next(t.target for t in month.targets if t.name == "meeting_booked")
        found.append(RampMonth(first, month.totals["meeting_booked"], quota, ramp.stage(min(last, today)), first == this))
    return tuple(found)
