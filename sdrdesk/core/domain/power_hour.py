"""The power hour: whom to call one after the other, and when a promise breaks in (focus mode; rules R1, R6, R10)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sdrdesk.core.domain.counting import counts
from sdrdesk.core.domain.ranking import Ranked
from sdrdesk.core.domain.words import Band

NOW_BANDS = frozenset({Band.PROMISED_NOW, Band.ANSWER_NOW, Band.WORTH_MOST_NOW})
BENCHMARK = 12.7
"""Dials for each person reached (seed W12), as people read it."""

WAITS_FOR_NOTES = frozenset({"conversation", "meeting_booked"})
"""After a real conversation the next person waits until the notes are left."""


@dataclass(frozen=True, slots=True)
class HourQueue:
    """Calls of the hour: ``now`` in the order to dial, one for each person; ``breaks`` are call-backs promised for later in the hour."""

    now: tuple[Ranked, ...] = ()
    breaks: tuple[Ranked, ...] = ()


@dataclass(frozen=True, slots=True)
class HourTally:
    """What the hour has brought so far, derived from its touches."""

    dials: int = 0
    connects: int = 0
    talks: int = 0
    meetings: int = 0


def queue(ranked: Iterable[Ranked], now: dt.datetime, left_s: int, passed: Collection[int]) -> HourQueue:
    """Who can be called in what is left of the hour.

    A call-back is dialled at its promised time, not minutes before; until then its person is not offered for anything else. ``passed`` are
    people who were skipped.
    """
    calls = [r for r in ranked if r.candidate.channel == "call" and not r.candidate.blocked and r.candidate.kind not in ("none", "meeting")]
    promised = {r.candidate.prospect_id: r for r in reversed(calls) if _promised_later(r, now)}
    end = now + dt.timedelta(seconds=left_s)
    ready: dict[int, Ranked] = {}
    for r in calls:
        who = r.candidate.prospect_id
        if r.band in NOW_BANDS and who not in promised and who not in passed:
            ready.setdefault(who, r)
    breaks = [r for r in promised.values() if r.candidate.due_at is not None and r.candidate.due_at <= end]
    breaks.sort(key=lambda r: (r.candidate.due_at, r.candidate.item_id))
    return HourQueue(tuple(ready.values()), tuple(breaks))


def _promised_later(r: Ranked, now: dt.datetime) -> bool:
    return r.candidate.kind == "callback" and r.candidate.due_at is not None and r.candidate.due_at > now


def plan_size(calls: HourQueue, left_s: int) -> int:
    """How many of the calls fit into the time at the minutes that such calls take; all when they take less."""
    left, size = left_s / 60, 0
    for r in (*calls.breaks, *calls.now):
        left -= r.minutes
        if left < 0:
            break
        size += 1
    return size


def tally(outcomes: Sequence[str]) -> HourTally:
    """Count the outcomes of the hour's dials (rules.md, "Counting")."""
    columns = [counts("call", outcome) for outcome in outcomes]
    return HourTally(
        *(sum(1 for c in columns if name in c) for name in ("reach", "connect", "conversation", "meeting_booked")),
    )


def pace(dials: int, spent_s: int, minutes: int) -> int | None:
    """Dials at the end of the hour if it goes on like this; None in its first minute, which says nothing yet."""
    return round(dials * minutes * 60 / spent_s) if spent_s >= 60 and dials else None
