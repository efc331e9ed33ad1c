"""The touches and handoffs behind a figure (rules.md "Counting"): whoever does not believe a number can look at what it counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from sdrdesk.core.clock import from_ms
from sdrdesk.core.domain.counting import MEASURES
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.domain.ramp import months_after
from sdrdesk.core.errors import ValidationError
from sdrdesk.core.queries.tallies import GROUPINGS, bounds, group_condition

SHOWN = 500
HANDOFF_COLUMNS = {"qualified": "at", "accepted": "accepted_at", "won": "closed_at"}
"""When each of the handoff's figures counts."""

COUNTED = (*MEASURES, *HANDOFF_COLUMNS, "emails", "calls", "replies")
"""Figures that can be looked behind."""

SPANS = ("day", "week", "month")

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


@dataclass(frozen=True, slots=True)
class Group:
    """One group of the figures: a grouping of ``tallies.GROUPINGS`` or ``slot``, and its key as ``grouped`` gives it."""

    by: str
    key: str | int | None


def behind(
    s: Connection,
    profile: Profile,
    measure: str,
    first: dt.date,
    last: dt.date,
    *,
    channels: Sequence[str] = (),
    group: Group | None = None,
    limit: int = SHOWN,
) -> tuple[int, tuple[Counted, ...]]:
    """What a figure counts in the days ``first`` to ``last``, both included: how many, and the newest of them.

    Args:
        s: a connection inside a transaction.
        profile: whose days they are.
        measure: one of COUNTED.
        first: the first day.
        last: the last day.
        channels: only these; all when empty.
        group: only its touches; a handoff belongs to no group.
        limit: most rows.

    Raises:
        ValidationError: ``measure_unknown``; ``group_unknown`` for a grouping that there is not; ``group_of_handoff`` for a handoff's
            figure in a group; ``group_key`` for a day that is none.
    """
    if measure not in COUNTED:
        raise ValidationError("measure_unknown", field="behind", value=measure, known=", ".join(COUNTED))
    column = HANDOFF_COLUMNS.get(measure)
    which = "h.state = 'won'" if measure == "won" else "1" if column else _which(measure, channels)
    if group is not None:
        if column and group.by not in SPANS:
            raise ValidationError("group_of_handoff", field="by", value=group.by)
        if group.by not in (*GROUPINGS, "slot"):
            raise ValidationError("group_unknown", field="by", value=group.by, known=", ".join(GROUPINGS))
        if group.by in SPANS:
            start, end = _span(group)
            first, last = max(first, start), min(last, end)
        else:
            which += f" AND {group_condition(group.by)}"
    values = bounds(profile, first, last) | {"key": group.key if group else None}
    statement = _HANDOFFS.format(at=column, which=which) if column else _TOUCHES.format(which=which)
    count = s.execute(text(f"SELECT count(*) FROM ({statement})"), values).scalar_one()
    rows = s.execute(text(f"{statement} LIMIT {int(limit)}"), values)
    return int(count), tuple(Counted(r.prospect_id, r.full_name, r.company, from_ms(r.at), r.channel, r.outcome, r.note) for r in rows)


def _span(group: Group) -> tuple[dt.date, dt.date]:
    """The days of a day, a week by its Monday, or a month."""
    key = str(group.key)
    try:
        first = dt.date.fromisoformat(f"{key}-01" if group.by == "month" else key)
    except ValueError as error:
        raise ValidationError("group_key", field="group", value=key) from error
    following = {"day": first + dt.timedelta(days=1), "week": first + dt.timedelta(days=7)}.get(group.by) or months_after(first, 1)
    return first, following - dt.timedelta(days=1)


def _which(measure: str, channels: Sequence[str]) -> str:
    if measure == "calls":
        return "t.channel = 'call'"
    pairs = sorted(pair for pair in _PAIRS[measure] if not channels or pair[0] in channels)
    return "(" + " OR ".join(f"(t.channel = '{c}' AND t.outcome = '{o}')" for c, o in pairs) + ")" if pairs else "0"
