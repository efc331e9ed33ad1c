"""The load of the coming days: what is planned, by day and channel, beside the caps (rule R11)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from sdrdesk.core.domain.cadence import Cadence, CadenceBook
from sdrdesk.core.domain.calendar import due_after
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.domain.timetable import timetable

_PLANS = (
    "SELECT e.cadence, e.cadence_version AS version, e.step_no, e.due_on, coalesce(p.country, c.country, '') AS country, count(*) AS n "
    "FROM enrolment e JOIN prospect p ON p.id = e.prospect_id LEFT JOIN company c ON c.id = p.company_id "
    "WHERE e.state IN ('active', 'waiting') AND e.due_on IS NOT NULL GROUP BY 1, 2, 3, 4, 5"
)
_ITEMS = "SELECT channel, due_on, count(*) AS n FROM task WHERE state = 'open' AND due_on IS NOT NULL GROUP BY channel, due_on"


@dataclass(frozen=True, slots=True)
class DayLoad:
    """One day: what is planned already and what would be added, by channel, and the caps (0: none)."""

    due_calls: int
    due_emails: int
    calls: int
    emails: int
    cap_calls: int
    cap_emails: int

    @property
    def due(self) -> int:
        """All that is planned already."""
        return self.due_calls + self.due_emails

    @property
    def over(self) -> tuple[str, ...]:
        """Channels whose cap the day would exceed."""
        found = []
        if self.cap_calls and self.due_calls + self.calls > self.cap_calls:
            found.append("call")
        if self.cap_emails and self.due_emails + self.emails > self.cap_emails:
            found.append("email")
        return tuple(found)


Load = dict[str, Counter[str]]


def load_ahead(s: Connection, profile: Profile, cadences: CadenceBook, today: dt.date, days: int) -> Load:
    """What is planned by day: every open plan with all its steps to come, and the open items. What is overdue counts today."""
    last = today + dt.timedelta(days=days)
    load: Load = {}
    for r in s.execute(text(_PLANS)):
        cadence = cadences.at(r.cadence, r.version)
        due = max(dt.date.fromisoformat(r.due_on), today)
        for step in cadence.steps[r.step_no - 1 :] if cadence else ():
            due = due if step.no == r.step_no else due_after(due, step.gap_days, profile.calendar, r.country)
            if due > last:
                break
            _add(load, due, step.channel.value, r.n)
    for r in s.execute(text(_ITEMS)):
        day = max(dt.date.fromisoformat(r.due_on), today)
        if day <= last:
            _add(load, day, r.channel, r.n)
    return load


def with_added(
    planned: Load, cadence: Cadence, countries: Sequence[str], profile: Profile, first: dt.date, last: dt.date
) -> dict[str, DayLoad]:
    """The load with these people on the cadence from ``first`` on; ``countries`` has one entry for each person."""
    added: Load = {}
    for country, n in Counter(countries).items():
        for step, due in timetable(cadence, first, profile.calendar, country):
            if due is None or due > last:
                break
            _add(added, due, step.channel.value, n)
    caps = profile.number("cap.calls"), profile.number("cap.emails")
    none: Counter[str] = Counter()
    return {
        day: DayLoad(
            *_pair(planned.get(day, none)),
            *_pair(added.get(day, none)),
            *caps,
        )
        for day in sorted({*planned, *added})
    }


def _pair(counts: Counter[str]) -> tuple[int, int]:
    """Calls, and everything that is written."""
    return counts["call"], sum(counts.values()) - counts["call"]


def _add(load: Load, day: dt.date, channel: str, n: int) -> None:
    load.setdefault(day.isoformat(), Counter())[channel] += n


def first_free_day(load: Load, channel: str, first: dt.date, caps: dict[str, int], works: Iterable[dt.date]) -> dt.date:
    """The first of the days (from ``first``) on which the channel's cap leaves room; the last of them when none does."""
    cap = caps.get(channel, 0)
    day = first
    for day in works:
        if not cap or load.get(day.isoformat(), Counter())[channel] < cap:
            break
    return day
