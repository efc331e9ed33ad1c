"""The load of the coming days: what is planned, by day and channel, beside the caps (rule R11)."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from sdrdesk.core.domain.cadence import Cadence, CadenceBook
from sdrdesk.core.domain.calendar import due_after, next_working_day
from sdrdesk.core.domain.profile import Profile

_PLANS = (
    "SELECT e.cadence, e.cadence_version AS version, e.step_no, e.due_on, coalesce(p.country, c.country, '') AS country, count(*) AS n "
    "FROM enrolment e JOIN prospect p ON p.id = e.prospect_id LEFT JOIN company c ON c.id = p.company_id "
    "WHERE e.state IN ('active', 'waiting', 'queued') AND e.due_on IS NOT NULL AND e.id NOT IN (SELECT value FROM json_each(:without)) GROUP BY 1, 2, 3, 4, 5"
)
_ITEMS = "SELECT channel, due_on, count(*) AS n FROM task WHERE state = 'open' AND due_on IS NOT NULL GROUP BY channel, due_on"


@dataclass(frozen=True, slots=True)
class DayLoad:
    """One day: what is planned already and what would be added, by channel, and the caps (0: none).

    Messages, social touches and meetings are others: no cap is meant for them.
    """

    due_calls: int
    due_emails: int
    calls: int
    emails: int
    cap_calls: int
    cap_emails: int
    due_others: int = 0
    others: int = 0

    @property
    def due(self) -> int:
        """All that is planned already."""
        return self.due_calls + self.due_emails + self.due_others

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


def load_ahead(s: Connection, profile: Profile, cadences: CadenceBook, today: dt.date, days: int, *, without: Sequence[int] = ()) -> Load:
    """What is planned by day: every open plan with all its steps to come, and the open items. What is overdue counts today.

    ``without`` are ids of plans that are left out, because they are about to be moved.
    """
    last = today + dt.timedelta(days=days)
    load: Load = {}
    for r in s.execute(text(_PLANS), {"without": json.dumps(list(without))}):
        cadence = cadences.at(r.cadence, r.version)
        if cadence is not None:
            add_plan(load, cadence, r.step_no, max(dt.date.fromisoformat(r.due_on), today), profile, r.country, last, r.n)
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
        add_plan(added, cadence, 1, next_working_day(first, profile.calendar, country), profile, country, last, n)
    caps = profile.number("cap.calls"), profile.number("cap.emails")
    none: Counter[str] = Counter()
    return {day: _day(planned.get(day, none), added.get(day, none), *caps) for day in sorted({*planned, *added})}


def add_plan(load: Load, cadence: Cadence, step_no: int, due: dt.date, profile: Profile, country: str, last: dt.date, n: int = 1) -> None:
    """Add the steps of ``n`` plans whose step of that number stands on ``due``, and those after it by their gaps, up to ``last``."""
    for step in cadence.steps[step_no - 1 :]:
        due = due if step.no == step_no else due_after(due, step.gap_days, profile.calendar, country)
        if due > last:
            break
        _add(load, due, step.channel.value, n)


def _day(due: Counter[str], added: Counter[str], cap_calls: int, cap_emails: int) -> DayLoad:
    others = [counts.total() - counts["call"] - counts["email"] for counts in (due, added)]
    return DayLoad(due["call"], due["email"], added["call"], added["email"], cap_calls, cap_emails, *others)


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
