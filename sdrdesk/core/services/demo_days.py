"""Days of an invented history, counted from today: which are worked in a country, and the instant of a time of day in a zone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sdrdesk.core.clock import to_ms, zone
from sdrdesk.core.domain.calendar import WEEKEND, is_working_day

REACH = 170
"""Days that are known on each side of today: the history, its start, and dates to come back."""

OPENS, CLOSES = 9 * 60, 17 * 60 + 30
"""Minutes of the local day between which touches happen."""

_DAY_MS = 86_400_000
_MINUTE_MS = 60_000


_EDGE = REACH - 15


def _within(day: int) -> int:
    """A plan of somebody's own may be longer than the span that is known; its far ends fall on the edge."""
    return max(-_EDGE, min(_EDGE, day))


@dataclass(frozen=True, slots=True)
class Work:
    """For each day of the span the nearest day of work, at or after it and at or before it. Days are offsets from today."""

    after: tuple[int, ...]
    before: tuple[int, ...]

    def next(self, day: int) -> int:
        """``day`` or the first day of work after it."""
        return self.after[_within(day) + REACH]

    def prev(self, day: int) -> int:
        """``day`` or the last day of work before it."""
        return self.before[_within(day) + REACH]

    def plus(self, day: int, days: int) -> int:
        """The day that lies ``days`` days of work after ``day``."""
        for _ in range(days):
            day = self.next(day + 1)
        return day


class Days:
    """The calendar of one run. ``now`` is aware; its day in its own zone is today, and its time of day has no influence."""

    def __init__(self, now: dt.datetime) -> None:
        self.today = now.date()
        self._zone = now.tzinfo
        self.start_ms = self.user_ms(0, 0)
        self._iso = tuple((self.today + dt.timedelta(days=d)).isoformat() for d in range(-REACH, REACH + 1))
        self._work: dict[str, Work] = {}
        self._midnights: dict[str, tuple[int, ...]] = {}
        self._last: dict[str, int] = {}

    def iso(self, day: int) -> str:
        """ISO text of a day."""
        return self._iso[day + REACH]

    def user_ms(self, day: int, minute: int) -> int:
        """The instant of a minute of the user's day."""
        at = dt.datetime.combine(self.today + dt.timedelta(days=day), dt.time(minute // 60, minute % 60), self._zone)
        return to_ms(at)

    def user_day(self, at_ms: int) -> str:
        """The user's day, ISO, of an instant."""
        return dt.datetime.fromtimestamp(at_ms / 1000, self._zone).date().isoformat()

    def ms(self, zone_name: str, day: int, minute: int) -> int:
        """The instant of a minute of a day in a zone; clocks change at weekends, so a working day has its hours where they belong."""
        return self._midnights_of(zone_name)[day + REACH] + minute * _MINUTE_MS

    def last(self, zone_name: str) -> int:
        """The last day whose working hours in that zone were over before the user's day began: where the history ends."""
        if zone_name not in self._last:
            midnights = self._midnights_of(zone_name)
            self._last[zone_name] = next(d for d in range(0, -4, -1) if midnights[d + REACH] + CLOSES * _MINUTE_MS <= self.start_ms)
        return self._last[zone_name]

    def work(self, country: str) -> Work:
        """Days of work in a country: no weekend, no public holiday."""
        if country not in self._work:
            self._work[country] = self._work_of(country)
        return self._work[country]

    def _midnights_of(self, zone_name: str) -> tuple[int, ...]:
        if zone_name not in self._midnights:
            tz = zone(zone_name)
            days = (self.today + dt.timedelta(days=d) for d in range(-REACH, REACH + 1))
            self._midnights[zone_name] = tuple(to_ms(dt.datetime.combine(day, dt.time(), tz)) for day in days)
        return self._midnights[zone_name]

    def _work_of(self, country: str) -> Work:
        dates = [self.today + dt.timedelta(days=d) for d in range(-REACH, REACH + 1)]
        # Make-up workdays on a weekend are left out: the user does not work then.
        free = [d.weekday() in WEEKEND or not is_working_day(d, country) for d in dates]
        after, before = [REACH] * len(dates), [-REACH] * len(dates)
        for i in range(len(dates) - 1, -1, -1):
            after[i] = i - REACH if not free[i] else (after[i + 1] if i + 1 < len(dates) else REACH)
        for i in range(len(dates)):
            before[i] = i - REACH if not free[i] else (before[i - 1] if i else -REACH)
        return Work(tuple(after), tuple(before))
