"""The list of the day: facts by narrow queries, order by domain/ranking.py, then whole rows for what is shown (rules R1-R6, R11, R12)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, select, text
from sqlalchemy.sql.elements import TextClause

from sdrdesk.core.clock import from_ms, to_ms
from sdrdesk.core.domain.cadence import CadenceBook
from sdrdesk.core.domain.odds import Odds
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.domain.ranking import Candidate, Ranked, Ranker, Room
from sdrdesk.core.domain.why import Factor, factors, reasons
from sdrdesk.core.domain.words import Band
from sdrdesk.core.queries.candidates import NO_STEP_SHOWN, NOBODY_FROM, Reader
from sdrdesk.core.queries.learning import own_odds
from sdrdesk.core.store.tables import company, prospect

_DONE = (
    "SELECT channel, count(*) AS n FROM touch WHERE at >= :start AND at < :end AND ((channel = 'call') OR (channel = 'email' AND outcome = 'sent')) "
    "GROUP BY channel"
)


@dataclass(frozen=True, slots=True)
class TodayItem:
    """A row of the list, ready to be worded and shown."""

    rank: int
    band: Band
    kind: str
    item_id: int
    prospect_id: int
    name: str
    title: str
    company: str
    email: str
    phone: str
    channel: str
    step_no: int | None
    step_day: int | None
    purpose: str
    cadence: str
    due: str
    local_time: str
    score: float
    minutes: float
    reasons: tuple[tuple[str, dict[str, object]], ...]
    pinned: bool
    grade: str
    tier: str
    lead_type: str
    overdue: int
    note: str
    started: dt.datetime | None = None
    due_at: dt.datetime | None = None
    escalate_at: dt.datetime | None = None
    warn_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class TodayList:
    """The ranked day: every item in order with its narrow facts, and how many there are in each band and under each filter.

    ``minutes`` are those of the whole list, ``best`` is the highest value in it; both without band 5. ``partial``: only the head of the
    list, at a start, while the whole is being ranked.
    """

    ranked: tuple[Ranked, ...]
    counts: dict[Band, int]
    filters: dict[str, int]
    minutes: float
    best: float
    ranker: Ranker
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """One person's place: where they stand and every factor of it (rule R3)."""

    ranked: Ranked
    reasons: tuple[tuple[str, dict[str, object]], ...]
    factors: list[Factor]


def ranker_for(s: Connection, profile: Profile, now: dt.datetime, *, own: Odds | None = None) -> Ranker:
    """The ranker of this moment: the user's odds, what is left of the day's caps, and whether they are away."""
    today = profile.today(now)
    away = profile.calendar.own_word(today) == "away"
    return Ranker(now, today, own if own is not None else own_odds(s, profile, now), room_left(s, profile, now), away=away)


def room_left(s: Connection, profile: Profile, now: dt.datetime) -> Room:
    """What is left of today's caps after the touches that are logged (rule R11)."""
    start, end = profile.day_bounds(profile.today(now))
    done = {r.channel: r.n for r in s.execute(text(_DONE), {"start": to_ms(start), "end": to_ms(end)})}
    calls, emails = profile.number("cap.calls"), profile.number("cap.emails")
    return Room(
        max(0, calls - done.get("call", 0)) if calls else None,
        max(0, emails - done.get("email", 0)) if emails else None,
    )


def rank_today(s: Connection, profile: Profile, now: dt.datetime, cadences: CadenceBook, *, own: Odds | None = None) -> TodayList:
    """Everybody who is due today or earlier, in order."""
    today = profile.today(now)
    candidates = Reader(profile, cadences).everybody(s, today)
    return order_list(s, profile, candidates, ranker_for(s, profile, now, own=own))


def order_list(s: Connection, profile: Profile, candidates: Sequence[Candidate], ranker: Ranker) -> TodayList:
    """The candidates in order, and how many there are in each band."""
    end_of_day = profile.day_bounds(ranker.today)[1]
    ranked = ranker.rank(c for c in candidates if c.not_before is None or c.not_before < end_of_day)
    return list_of(ranked, nobody_count(s, ranker.today, sum(r.band is Band.NO_NEXT_STEP for r in ranked)), ranker)


def nobody_count(s: Connection, today: dt.date, seen: int) -> int:
    """How many have no next step, when ``seen`` of them were read for the list."""
    if seen < NO_STEP_SHOWN:
        return seen
    return int(s.execute(text(f"SELECT count(*) {NOBODY_FROM}"), {"today": today.isoformat()}).scalar_one())


def list_of(ranked: Sequence[Ranked], nobody: int, ranker: Ranker) -> TodayList:
    """The ordered day with its counts; ``nobody`` is how many have no next step, shown or not."""
    counts = dict.fromkeys(Band, 0)
    filters = {"all": 0, "calls": 0, "emails": 0, "replies": 0, "sla": 0}
    minutes = best = 0.0
    for r in ranked:
        counts[r.band] += 1
        if r.band is Band.NO_NEXT_STEP:
            continue
        minutes += r.minutes
        best = max(best, r.score)
        channel, kind = r.candidate.channel, r.candidate.kind
        filters["all"] += 1
        if channel == "call":
            filters["calls"] += 1
        elif channel == "email":
            filters["emails"] += 1
        if kind == "answer":
            filters["replies"] += 1
        elif kind == "sla":
            filters["sla"] += 1
    return TodayList(tuple(ranked), counts | {Band.NO_NEXT_STEP: nobody}, filters, minutes, best, ranker)


def place_of(
    s: Connection, prospect_id: int, profile: Profile, now: dt.datetime, cadences: CadenceBook, *, own: Odds | None = None
) -> Place | None:
    """The due (or next) item of one person as the list would rank it, with every factor; None when they have no place in the list."""
    candidate = Reader(profile, cadences).next_of(s, prospect_id)
    if candidate is None:
        return None
    ranker = ranker_for(s, profile, now, own=own)
    ranked = ranker.place(candidate)
    return Place(ranked, reasons(ranker, ranked), factors(ranker, candidate))


def today_items(
    s: Connection, ranked: Sequence[Ranked], first_rank: int, profile: Profile, cadences: CadenceBook, ranker: Ranker
) -> list[TodayItem]:
    """Whole rows for a slice of the ranked list; ``first_rank`` is the rank of its first (1 for the top)."""
    ids = [r.candidate.prospect_id for r in ranked]
    p, c = prospect.c, company.c
    people = {
        row.id: row
        for row in s.execute(
            select(p.id, p.full_name, p.title, p.email, p.phone, c.name.label("company"))
            .select_from(prospect.outerjoin(company, c.id == p.company_id))
            .where(p.id.in_(bindparam("ids", expanding=True))),
            {"ids": list(set(ids))},
        )
    }
    steps = _details(
        s,
        "SELECT id, cadence, cadence_version, step_no, NULL AS note, NULL AS warn_at FROM enrolment WHERE id IN :ids",
        [r.candidate.item_id for r in ranked if r.candidate.kind == "step"],
    )
    tasks = _details(
        s,
        "SELECT id, NULL AS cadence, NULL AS cadence_version, NULL AS step_no, note, warn_at FROM task WHERE id IN :ids",
        [r.candidate.item_id for r in ranked if r.candidate.kind not in ("step", "none")],
    )
    out = []
    for offset, r in enumerate(ranked):
        detail = (steps if r.candidate.kind == "step" else tasks).get(r.candidate.item_id)
        out.append(_item(first_rank + offset, r, people[r.candidate.prospect_id], detail, profile, cadences, ranker))
    return out


def _details(s: Connection, statement: str, ids: list[int]) -> dict[int, Any]:
    bound: TextClause = text(statement).bindparams(bindparam("ids", expanding=True))
    return {r.id: r for r in s.execute(bound, {"ids": ids})} if ids else {}


def _item(rank: int, r: Ranked, who: Any, detail: Any, profile: Profile, cadences: CadenceBook, ranker: Ranker) -> TodayItem:
    c = r.candidate
    cadence = cadences.at(detail.cadence, detail.cadence_version) if detail is not None else None
    step = cadence.step(detail.step_no) if cadence else None
    due = c.due_at.astimezone(profile.zone).isoformat(timespec="seconds") if c.due_at else c.due_on.isoformat() if c.due_on else ""
    return TodayItem(
        rank=rank,
        band=r.band,
        kind=c.kind,
        item_id=c.item_id,
        prospect_id=c.prospect_id,
        name=who.full_name or who.email or "",
        title=who.title or "",
        company=who.company or "",
        email=who.email or "",
        phone=who.phone or "",
        channel=c.channel,
        step_no=detail.step_no if step else None,
        step_day=step.day if step else None,
        purpose=step.purpose if step else "",
        cadence=cadence.key if cadence else "",
        due=due,
        local_time=r.local.strftime("%H:%M"),
        score=r.score,
        minutes=r.minutes,
        reasons=reasons(ranker, r),
        pinned=c.pinned,
        grade=c.who.grade,
        tier=c.who.tier,
        lead_type=c.who.lead_type,
        overdue=r.overdue,
        note=(detail.note or "") if detail is not None else "",
        started=c.started,
        due_at=c.due_at,
        escalate_at=c.escalate_at,
        warn_at=from_ms(detail.warn_at) if detail is not None and detail.warn_at is not None else None,
    )
