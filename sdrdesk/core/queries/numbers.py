"""How am I doing: every figure derived from the log of touches (rules.md "Counting"; seeds W5, P9, W12); none is stored."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass

from sqlalchemy import Connection, text

from sdrdesk.core.domain.counting import MEASURES
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.queries.tallies import Days, bounds, people_of, tally

Z_95 = 1.959964


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with its 95 % range (Wilson); None for value, low and high when nothing stands behind it."""

    value: float | None
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A published figure beside the user's own.

    Attributes:
        name: of the figure.
        low, high: the published range.
        unit: what it is counted in; ``share`` is 0 to 1.
        mine: the user's own; None when nothing stands behind it.
        n: how many stand behind the user's own.
        source: the seed's id.
        mine_low, mine_high: the range of the user's own with 95 % certainty (Wilson); None where it is a plain count.
    """

    name: str
    low: float
    high: float
    unit: str
    mine: float | None
    n: int
    source: str
    mine_low: float | None = None
    mine_high: float | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A target for the period and where it stands."""

    name: str
    target: float
    value: int
    pace: float


@dataclass(frozen=True, slots=True)
class Numbers:
    """The tallies of a period: touches, and people beside them."""

    first: dt.date
    last: dt.date
    totals: dict[str, int]
    people: dict[str, int]
    rates: dict[str, Rate]
    benchmarks: tuple[Benchmark, ...]
    targets: tuple[Target, ...]
    mix: dict[str, int]


def wilson(hits: int, n: int) -> Rate:
    """The share of hits with its 95 % Wilson range."""
    if n <= 0:
        return Rate(None, None, None, 0)
    p = min(1.0, hits / n)
    centre = (p + Z_95**2 / (2 * n)) / (1 + Z_95**2 / n)
    half = Z_95 * math.sqrt(p * (1 - p) / n + Z_95**2 / (4 * n * n)) / (1 + Z_95**2 / n)
    return Rate(p, max(0.0, centre - half), min(1.0, centre + half), n)


_IN = "({column} >= :first AND {column} < :last)"
_QUALIFIED, _ACCEPTED, _WON = (_IN.format(column=c) for c in ("at", "accepted_at", "closed_at"))
_WON = f"({_WON} AND state = 'won')"
_HANDOFFS = (
    "SELECT "
    + ", ".join(
        f"coalesce(sum({when}), 0) AS {name}, count(DISTINCT CASE WHEN {when} THEN prospect_id END) AS people_{name}"
        for name, when in (("qualified", _QUALIFIED), ("accepted", _ACCEPTED), ("won", _WON))
    )
    + f", coalesce(sum({_QUALIFIED} AND accepted_at IS NOT NULL), 0) AS qualified_accepted, "
    f"coalesce(sum({_ACCEPTED} AND state = 'won'), 0) AS accepted_won FROM handoff WHERE state <> 'cancelled'"
)
"""Each is counted on the day it happened; the two rates are those of the handoffs of the period, whenever they were answered."""


def numbers(s: Connection, profile: Profile, now: dt.datetime, first: dt.date, last: dt.date, days: Days | None = None) -> Numbers:
    """Tallies, rates with ranges, benchmarks and targets of the days ``first`` to ``last``, both included; ``days`` as for ``tally``."""
    handed = s.execute(text(_HANDOFFS), bounds(profile, first, last)).one()
    counts = tally(s, profile, first, last, days)
    totals = {n: counts[n] for n in (*MEASURES, "emails", "calls", "replies")}
    totals |= {"qualified": handed.qualified, "accepted": handed.accepted, "won": handed.won}
    people = people_of(s, profile, first, last) | {
        "qualified": handed.people_qualified,
        "accepted": handed.people_accepted,
        "won": handed.people_won,
    }
    rates = {
        "connect_of_reach": wilson(totals["connect"], totals["reach"]),
        "conversation_of_connect": wilson(totals["conversation"], totals["connect"]),
        "meeting_of_conversation": wilson(totals["meeting_booked"], totals["conversation"]),
        "held_of_booked": wilson(totals["meeting_held"], totals["meeting_booked"]),
        "qualified_of_held": wilson(totals["qualified"], totals["meeting_held"]),
        "accepted_of_qualified": wilson(handed.qualified_accepted, totals["qualified"]),
        "won_of_accepted": wilson(handed.accepted_won, totals["accepted"]),
        "reply_of_email": wilson(totals["replies"], totals["emails"]),
    }
    mix = dict.fromkeys(("seed", "net", "spear"), 0) | {
        r[0]: r[1] for r in s.execute(text("SELECT lead_type, count(*) FROM prospect WHERE status = 'open' GROUP BY 1"))
    }
    return Numbers(
        first,
        last,
        totals,
        people,
        rates,
        _benchmarks(totals, counts, first, last, profile),
        targets_of(totals, profile, now, first, last),
        mix,
    )


def dials_per_connect(counts: dict[str, int]) -> Benchmark:
    """The user's dials for one answered call beside the seed's figure (W12)."""
    calls = counts["calls"]
    return Benchmark("dials_per_connect", 12.73, 18.83, "dials", *_each(counts["call_connects"], calls))


def _each(hits: int, n: int) -> tuple[float | None, int, str, float | None, float | None]:
    """How many it takes for one hit, with its range: the turned-over share (W12)."""
    rate = wilson(hits, n)
    if not hits or hits > n or not rate.low or not rate.high:
        return (n / hits if hits else None), n, "W12", None, None
    return n / hits, n, "W12", 1 / rate.high, 1 / rate.low


def _benchmarks(totals: dict[str, int], counts: dict[str, int], first: dt.date, last: dt.date, profile: Profile) -> tuple[Benchmark, ...]:
    """The seeds' figures beside the user's own (P9, W12)."""

    def per(a: int, b: int) -> float | None:
        return a / b if b else None

    workdays = max(1, len(_worked(first, last, profile)))
    # More replies than emails belong to emails of an earlier time: they are no share of these.
    mine = per(totals["replies"], totals["emails"]) if totals["replies"] <= totals["emails"] else None
    calls, reply = totals["calls"], wilson(totals["replies"], totals["emails"])
    return (
        dials_per_connect(counts),
        Benchmark("dials_per_conversation", 20, 22.5, "dials", *_each(counts["call_talks"], calls)),
        Benchmark("conversations_per_meeting", 3, 3, "conversations", *_each(totals["meeting_booked"], totals["conversation"])),
        Benchmark("reply_rate", 0.09, 0.15, "share", mine, totals["emails"], "P9", reply.low, reply.high),
        Benchmark("emails_per_day", 50, 100, "emails", totals["emails"] / workdays, workdays, "P9"),
        Benchmark("qualified_per_month", 10, 20, "leads", totals["qualified"] * WORKDAYS_A_MONTH / workdays, workdays, "P9"),
    )


WORKDAYS_A_MONTH = 21
"""Working days of a month, for figures that are published by the month (P9)."""


def headline(profile: Profile) -> str:
    """The result that somebody is measured in: an SDR in meetings, an MDR in qualified leads (P2)."""
    return "qualified" if profile.text("user.role") == "MDR" else "meeting_booked"


def result_of(s: Connection, profile: Profile, totals: dict[str, int], first: dt.date, last: dt.date) -> dict[str, int]:
    """The totals of a span with the headline's count among them, wherever it is counted."""
    if headline(profile) in totals:
        return totals
    return totals | {"qualified": int(s.execute(text(_HANDOFFS), bounds(profile, first, last)).one().qualified)}


def targets_of(totals: dict[str, int], profile: Profile, now: dt.datetime, first: dt.date, last: dt.date) -> tuple[Target, ...]:
    """Where ``reach`` and the headline (P2) of the totals stand: the targets over the days that are worked: holidays and days away lower
    them. Of the headline only the part is asked that the ramp asks for on each day (P10). ``pace`` is where one should be by now."""
    worked, ramp, result = _worked(first, last, profile), profile.ramp, headline(profile)
    of_result = profile.number("target.leads") / WORKDAYS_A_MONTH if result == "qualified" else profile.number("target.meetings")
    asked = {
        "reach": [(day, float(profile.number("target.reach"))) for day in worked],
        result: [(day, of_result * ramp.share(day)) for day in worked],
    }
    local = now.astimezone(profile.zone)
    start, end = (dt.datetime.combine(local.date(), t, profile.zone) for t in (profile.calendar.start, profile.calendar.end))
    today_share = min(1.0, max(0.0, (local - start) / (end - start))) if end > start else 1.0

    def by_now(days: list[tuple[dt.date, float]]) -> float:
        if not first <= local.date() <= last:
            return sum(n for _, n in days)
        return sum(n * (today_share if day == local.date() else day < local.date()) for day, n in days)

    return tuple(Target(name, sum(n for _, n in days), totals[name], by_now(days)) for name, days in asked.items())


def _worked(first: dt.date, last: dt.date, profile: Profile) -> list[dt.date]:
    """The days that the user works: weekdays of theirs that are no holiday and no day off or away."""
    calendar = profile.calendar
    return [day for i in range((last - first).days + 1) if calendar.works(day := first + dt.timedelta(days=i))]
