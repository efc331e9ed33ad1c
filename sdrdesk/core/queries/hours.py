"""When people pick up: calls and answered calls by their own weekday and hour (seeds W5, W12)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, text

from sdrdesk.core.clock import to_ms
from sdrdesk.core.domain.counting import CONNECT
from sdrdesk.core.domain.profile import Profile

_ANSWERED = ", ".join(f"'{outcome}'" for channel, outcome in sorted(CONNECT) if channel == "call")
_HOURS = (
    f"SELECT local_weekday AS weekday, local_hour AS hour, count(*) AS calls, sum(outcome IN ({_ANSWERED})) AS answered FROM touch "
    "WHERE channel = 'call' AND at >= :first AND at < :last AND local_hour IS NOT NULL AND local_weekday IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2"
)


@dataclass(frozen=True, slots=True)
class Hour:
    """Calls in one hour of one weekday (Monday 0), in the time of those who were called."""

    weekday: int
    hour: int
    calls: int
    answered: int


def hours(s: Connection, profile: Profile, first: dt.date, last: dt.date) -> tuple[Hour, ...]:
    """The calls of the days ``first`` to ``last``, both included; hours without a call are left out."""
    start, end = profile.day_bounds(first, last)
    rows = s.execute(text(_HOURS), {"first": to_ms(start), "last": to_ms(end)})
    return tuple(Hour(r.weekday, r.hour, r.calls, r.answered) for r in rows)
