"""Touches counted by what they are (rules.md "Counting"; seeds W5, W22), in one pass of the log for each question.

SQL groups the touches by channel and outcome, ``domain/counting.py`` says what each pair counts as: over 300,000 touches that takes a
quarter of the time of asking SQL for every measure of every row.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from sdrdesk.core.clock import to_ms
from sdrdesk.core.domain.counting import MEASURES, REACH
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.domain.wall_time import change_between

Pairs = Counter[tuple[str, str]]
"""Touches by channel and outcome."""

LONG_DAYS = 45
"""Days from which the whole log is walked in the order that suits the question: for fewer, the index of the moments is quicker."""

_DAY_MS = 86_400_000
_EPOCH = dt.date(1970, 1, 1)


def _is(pairs: Iterable[tuple[str, str]], touch: str = "t") -> str:
    """1 for a touch that is one of the pairs, else 0."""
    outcomes: dict[str, list[str]] = {}
    for channel, outcome in sorted(pairs):
        outcomes.setdefault(channel, []).append(f"'{outcome}'")
    whens = " ".join(f"WHEN '{channel}' THEN {touch}.outcome IN ({', '.join(found)})" for channel, found in outcomes.items())
    return f"(CASE {touch}.channel {whens} ELSE 0 END)"


@dataclass(frozen=True, slots=True)
class Week:
    """One week of the user's, Monday to Sunday; ``calls`` is the part of ``reach`` that was dialled."""

    monday: dt.date
    reach: int
    calls: int
    meetings: int


@dataclass(frozen=True, slots=True)
class Days:
    """The touches from ``first`` to ``last`` by day, for whoever asks for several spans of them."""

    first: dt.date
    last: dt.date
    pairs: dict[dt.date, Pairs]

    def over(self, first: dt.date, last: dt.date) -> Pairs:
        """Those of some days, both included. Raises ValueError for days that were not read."""
        if first < self.first or last > self.last:
            raise ValueError(f"{first} to {last} is not within {self.first} to {self.last}")
        found: Pairs = Counter()
        for day, pairs in self.pairs.items():
            if first <= day <= last:
                found.update(pairs)
        return found


def days_of(s: Connection, profile: Profile, first: dt.date, last: dt.date) -> Days:
    """Read the days ``first`` to ``last``, both included, each from the user's midnight to the next."""
    pairs: dict[dt.date, Pairs] = {}
    for day, channel, outcome, n in s.execute(text(_statement(profile, first, last, "day")), bounds(profile, first, last)):
        pairs.setdefault(_EPOCH + dt.timedelta(days=day), Counter())[channel, outcome] += int(n)
    return Days(first, last, pairs)


def tally(s: Connection, profile: Profile, first: dt.date, last: dt.date, days: Days | None = None) -> dict[str, int]:
    """The counts of some days, both included: the measures; ``calls`` and of them ``call_connects`` and ``call_talks``; ``emails`` sent and
    their ``replies``. ``days`` are taken when they have been read already."""
    pairs = (days or days_of(s, profile, first, last)).over(first, last)
    calls: Pairs = Counter({pair: n for pair, n in pairs.items() if pair[0] == "call"})
    return measured(pairs) | {
        "calls": calls.total(),
        "call_connects": _sum(calls, "connect"),
        "call_talks": _sum(calls, "conversation"),
        "emails": pairs["email", "sent"],
        "replies": pairs["email", "replied"],
    }


def people_of(s: Connection, profile: Profile, first: dt.date, last: dt.date) -> dict[str, int]:
    """How many people stand behind each measure."""
    marked = ", ".join(f"max({_is(pairs)}) AS {name}" for name, pairs in MEASURES.items())
    sums = ", ".join(f"coalesce(sum({name}), 0) AS {name}" for name in MEASURES)
    inner = f"SELECT {marked} FROM touch t WHERE {_within(first, last)} GROUP BY t.prospect_id"
    row = s.execute(text(f"SELECT {sums} FROM ({inner})"), bounds(profile, first, last)).one()
    return {name: int(getattr(row, name)) for name in MEASURES}


def people_with(s: Connection, profile: Profile, first: dt.date, last: dt.date, measure: str) -> int:
    """How many people stand behind one measure."""
    statement = f"SELECT count(DISTINCT t.prospect_id) FROM touch t WHERE t.at >= :first AND t.at < :last AND {_is(MEASURES[measure])}"
    return int(s.execute(text(statement), bounds(profile, first, last)).scalar_one())


def weeks(s: Connection, profile: Profile, today: dt.date, count: int = 8, days: Days | None = None) -> tuple[Week, ...]:
    """The last ``count`` weeks, oldest first, the present one included; a week without a touch is there with zeros."""
    sunday = today + dt.timedelta(days=6 - today.weekday())
    mondays = [sunday - dt.timedelta(days=6 + 7 * back) for back in range(count - 1, -1, -1)]
    read = days or days_of(s, profile, mondays[0], sunday)
    found = []
    for monday in mondays:
        pairs = read.over(monday, monday + dt.timedelta(days=6))
        calls = sum(n for pair, n in pairs.items() if pair[0] == "call" and pair in REACH)
        found.append(Week(monday, _sum(pairs, "reach"), calls, _sum(pairs, "meeting_booked")))
    return tuple(found)


GROUPINGS = ("day", "week", "month", "template", "variant", "cadence", "source", "channel", "industry", "origin", "hour")
"""A week by its Monday; ``source`` is the lead type, ``origin`` where the lead came from, ``hour`` theirs; a variant is one text of a step."""

_PERSON = {
    "source": "p.lead_type",
    "origin": "coalesce(p.source, '')",
    "industry": "coalesce((SELECT c.industry FROM company c WHERE c.id = p.company_id), '')",
}
_CADENCE = "coalesce((SELECT e.cadence FROM enrolment e WHERE e.id = {touch}.enrolment_id), '')"
_PLAN = {
    "template": "coalesce({touch}.template, '')",
    "cadence": _CADENCE,
    "variant": f"CASE WHEN {{touch}}.template IS NULL OR {{touch}}.enrolment_id IS NULL THEN '' ELSE {_CADENCE} || ':' || coalesce({{touch}}.step_no, 0) "
    "|| ':' || {touch}.template END",
}
"""What an attempt knows of the plan it is a step of."""

_ATTEMPT = (
    f"(SELECT a.id FROM touch a WHERE a.prospect_id = t.prospect_id AND a.at <= t.at AND {_is(REACH, 'a')} "
    "AND (a.channel = t.channel OR t.channel IN ('meeting', 'event')) ORDER BY a.at DESC, a.id DESC LIMIT 1)"
)
_SIMPLE = {"channel": "t.channel", "hour": "t.local_hour", "slot": "t.local_weekday || ':' || t.local_hour"}
_OWN = {"template": "t.template", "cadence": "t.enrolment_id", "variant": "t.template"}


def grouped(s: Connection, profile: Profile, first: dt.date, last: dt.date, by: str) -> list[dict[str, object]]:
    """The measures by one of GROUPINGS; empty groups are left out.

    An answer carries no plan of its own: by template, variant and cadence it counts for the attempt that it answers, the last one before it
    on its channel; a meeting for the last attempt on any.
    """
    groups: dict[Any, Pairs] = {}
    for key, channel, outcome, n in s.execute(text(_statement(profile, first, last, by)), bounds(profile, first, last)):
        groups.setdefault(_named(by, key), Counter())[channel, outcome] += int(n)
    return [{"key": key, **measured(groups[key])} for key in sorted(groups, key=lambda key: (key is not None, key))]


def group_condition(by: str) -> str:
    """SQL for the touches ``t`` of the people ``p`` that ``grouped`` counts under ``:key``; by ``slot`` those of a weekday and an hour of theirs
    (``0:14`` is Monday at two). Days, weeks and months are spans of days, and no condition."""
    if by in _PLAN:
        answered = f"coalesce((SELECT {_PLAN[by].format(touch='o')} FROM touch o WHERE o.id = {_ATTEMPT}), '')"
        return f"CASE WHEN {_own(by)} THEN {_PLAN[by].format(touch='t')} ELSE {answered} END IS :key"
    return f"{(_PERSON | _SIMPLE)[by]} IS :key"


def bounds(profile: Profile, first: dt.date, last: dt.date) -> dict[str, int]:
    """The days as ``first`` and ``last`` of a statement, in milliseconds; the last is not included."""
    start, end = profile.day_bounds(first, last)
    return {"first": to_ms(start), "last": to_ms(end)}


def _sum(pairs: Pairs, measure: str) -> int:
    return sum(pairs[pair] for pair in MEASURES[measure])


def measured(pairs: Pairs) -> dict[str, int]:
    """What the touches count as."""
    return {measure: _sum(pairs, measure) for measure in MEASURES}


def _statement(profile: Profile, first: dt.date, last: dt.date, by: str) -> str:
    within = _within(first, last)
    if by in _PERSON:
        inner = f"SELECT t.prospect_id, t.channel, t.outcome, count(*) AS n FROM touch t WHERE {within} GROUP BY 1, 2, 3"
        return f"SELECT {_PERSON[by]}, g.channel, g.outcome, sum(g.n) FROM ({inner}) g JOIN prospect p ON p.id = g.prospect_id GROUP BY 1, 2, 3"
    if by in _PLAN:
        own, key = _own(by), _PLAN[by]
        return (
            f"SELECT {key.format(touch='t')}, t.channel, t.outcome, count(*) FROM touch t WHERE {within} AND {own} GROUP BY 1, 2, 3 UNION ALL "
            f"SELECT {key.format(touch='o')}, t.channel, t.outcome, count(*) FROM touch t LEFT JOIN touch o ON o.id = {_ATTEMPT} "
            f"WHERE {within} AND NOT {own} GROUP BY 1, 2, 3"
        )
    key = _SIMPLE.get(by, f"(t.at + {_offset(profile, first, last)}) / {_DAY_MS}")
    return f"SELECT {key}, t.channel, t.outcome, count(*) FROM touch t WHERE {within} GROUP BY 1, 2, 3"


def _own(by: str) -> str:
    """True for a touch that says itself which plan it belongs to, if any."""
    return f"({_is(REACH)} OR {_OWN[by]} IS NOT NULL)"


def _named(by: str, key: Any) -> Any:
    """A key as it is given out; a day comes from the store as the days since 1970."""
    if by not in ("day", "week", "month"):
        return key
    day = _EPOCH + dt.timedelta(days=key)
    if by == "week":
        day -= dt.timedelta(days=day.weekday())
    return f"{day:%Y-%m}" if by == "month" else day.isoformat()


def _within(first: dt.date, last: dt.date) -> str:
    """The condition of a period. The sign takes the column out of the choice of an index."""
    sign = "+" if (last - first).days > LONG_DAYS else ""
    return f"{sign}t.at >= :first AND {sign}t.at < :last"


def _offset(profile: Profile, first: dt.date, last: dt.date) -> str:
    """The user's distance from UTC in milliseconds as SQL over ``t.at``: another one from each moment on at which their clock changes."""
    expression = ""
    start, end = profile.day_bounds(first, last)
    before = start
    while before < end:
        after = min(end, before + dt.timedelta(days=1))
        if before.utcoffset() != after.utcoffset():
            expression += f"WHEN t.at < {to_ms(change_between(before, after))} THEN {_ms(before)} "
        before = after
    return f"CASE {expression}ELSE {_ms(end)} END" if expression else str(_ms(end))


def _ms(at: dt.datetime) -> int:
    return int((at.utcoffset() or dt.timedelta()).total_seconds() * 1000)
