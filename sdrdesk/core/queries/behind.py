"""The touches and handoffs behind a figure (rules.md "Counting"): whoever does not believe a number can look at what it counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from sdrdesk.core.clock import from_ms, to_ms
from sdrdesk.core.domain.counting import MEASURES
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.errors import ValidationError

SHOWN = 500
HANDOFF_COLUMNS = {"qualified": "at", "accepted": "accepted_at", "won": "closed_at"}
"""When each of the handoff's figures counts."""

COUNTED = (*MEASURES, *HANDOFF_COLUMNS, "emails", "calls", "replies")
"""Figures that can be looked behind."""

_PAIRS = {
    "emails": frozenset({("email", "sent")}),
    "replies": frozenset({("email", "replied")}),
    **MEASURES,
}
_TOUCHES = (
    "SELECT t.prospect_id, p.full_name, coalesce(c.name, '') AS company, t.at, t.channel, t.outcome, coalesce(t.note, '') AS note "
    "FROM touch t JOIN prospect p ON p.id = t.prospect_id LEFT JOIN company c ON c.id = p.company_id "
    "WHERE t.at >= :first AND t.at < :last AND {which} ORDER BY t.at DESC, t.id DESC"
)
_HANDOFFS = (
    "SELECT h.prospect_id, p.full_name, coalesce(c.name, '') AS company, h.{at} AS at, '' AS channel, h.state AS outcome, h.note "
    "FROM handoff h JOIN prospect p ON p.id = h.prospect_id LEFT JOIN company c ON c.id = p.company_id "
    "WHERE h.{at} >= :first AND h.{at} < :last AND h.state <> 'cancelled' AND {which} ORDER BY h.{at} DESC, h.id DESC"
)


@dataclass(frozen=True, slots=True)
class Counted:
    """One thing that a figure counts; ``channel`` is empty for a handoff, whose ``outcome`` is its state now."""

    prospect_id: int
    name: str
    company: str
    at: dt.datetime
    channel: str
    outcome: str
    note: str


def behind(
    s: Connection, profile: Profile, measure: str, first: dt.date, last: dt.date, *, channels: Sequence[str] = (), limit: int = SHOWN
) -> tuple[int, tuple[Counted, ...]]:
    """What a figure counts in the days ``first`` to ``last``, both included: how many, and the newest of them.

    Args:
        s: a connection inside a transaction.
        profile: whose days they are.
        measure: one of COUNTED.
        first: the first day.
        last: the last day.
        channels: only these; all when empty.
        limit: most rows.

    Raises:
        ValidationError: ``measure_unknown``.
    """
    if measure not in COUNTED:
        raise ValidationError("measure_unknown", field="behind", value=measure, known=", ".join(COUNTED))
    start, end = profile.day_bounds(first, last)
    bounds = {"first": to_ms(start), "last": to_ms(end)}
    column = HANDOFF_COLUMNS.get(measure)
    won = "h.state = 'won'" if measure == "won" else "1"
    statement = _HANDOFFS.format(at=column, which=won) if column else _TOUCHES.format(which=_which(measure, channels))
    count = s.execute(text(f"SELECT count(*) FROM ({statement})"), bounds).scalar_one()
    rows = s.execute(text(f"{statement} LIMIT {int(limit)}"), bounds)
    return int(count), tuple(Counted(r.prospect_id, r.full_name, r.company, from_ms(r.at), r.channel, r.outcome, r.note) for r in rows)


def _which(measure: str, channels: Sequence[str]) -> str:
    if measure == "calls":
        return "t.channel = 'call'"
    pairs = sorted(pair for pair in _PAIRS[measure] if not channels or pair[0] in channels)
    return "(" + " OR ".join(f"(t.channel = '{c}' AND t.outcome = '{o}')" for c, o in pairs) + ")" if pairs else "0"
