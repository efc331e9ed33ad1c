"""The list of the day: facts by narrow queries, order by domain/ranking.py, then whole rows for what is shown (rules R1-R6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, select, text
from sqlalchemy.sql.elements import TextClause

from sdrdesk.core.clock import from_ms, to_ms, zone
from sdrdesk.core.domain.cadence import Cadence
from sdrdesk.core.domain.counting import BOOKED, CONNECT, CONVERSATION, REACH
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.domain.ranking import Candidate, OwnResults, Ranked, Ranker
from sdrdesk.core.domain.words import Band
from sdrdesk.core.store.tables import company, prospect

NO_STEP_SHOWN = 500
"""Rows of band 5 that are ranked and shown; all are counted."""

_PERSON = (
    "p.id AS pid, p.zone, coalesce(p.country, c.country, '') AS country, p.lead_type, p.grade, p.tier, p.switchboard, p.pinned, "
    "p.phone IS NOT NULL AS has_phone, p.email IS NOT NULL AS has_email"
)
_STEPS = (
    f"SELECT 'step' AS kind, e.id AS item_id, e.cadence, e.step_no, e.state, e.wait_reason, NULL AS channel, e.due_on, NULL AS due_at, e.not_before_at, {_PERSON} "
    "FROM enrolment e JOIN prospect p ON p.id = e.prospect_id LEFT JOIN company c ON c.id = p.company_id "
    "WHERE e.state IN ('active', 'waiting', 'held') AND e.due_on <= :today AND p.status = 'open'"
)
_TASKS = (
    f"SELECT t.kind, t.id AS item_id, NULL AS cadence, NULL AS step_no, t.state, NULL AS wait_reason, t.channel, t.due_on, t.due_at, t.not_before_at, {_PERSON} "
    "FROM task t JOIN prospect p ON p.id = t.prospect_id LEFT JOIN company c ON c.id = p.company_id "
    "WHERE t.state = 'open' AND t.due_on <= :today AND p.status = 'open'"
)
_ONE = " AND p.id = :pid"
_NOBODY_FROM = (
    "FROM prospect p LEFT JOIN company c ON c.id = p.company_id WHERE p.status = 'open' AND p.stage <> 'handed_off' "
    "AND NOT EXISTS (SELECT 1 FROM enrolment e WHERE e.prospect_id = p.id AND e.state IN ('active', 'waiting', 'queued', 'held')) "
    "AND NOT EXISTS (SELECT 1 FROM task t WHERE t.prospect_id = p.id AND t.state = 'open') "
    "AND (p.resume_on IS NULL OR p.resume_on <= :today)"
)
_NOBODY = (
    f"SELECT 'none' AS kind, 0 AS item_id, NULL AS cadence, NULL AS step_no, 'open' AS state, NULL AS wait_reason, NULL AS channel, NULL AS due_on, "
    f"NULL AS due_at, NULL AS not_before_at, {_PERSON} {_NOBODY_FROM}"
)


def _pairs(pairs: Iterable[tuple[str, str]]) -> str:
    return " OR ".join(f"(channel = '{c}' AND outcome = '{o}')" for c, o in sorted(pairs))


_HISTORY = (
    f"SELECT prospect_id, sum({_pairs(REACH)}) AS attempts, sum({_pairs(CONVERSATION)}) AS talks, "
    "max(CASE WHEN channel = 'call' THEN at END) AS last_dial FROM touch WHERE prospect_id IN {who} GROUP BY prospect_id"
)
_DUE_PEOPLE = (
    "(SELECT prospect_id FROM enrolment WHERE state IN ('active', 'waiting', 'held') AND due_on <= :today "
    "UNION SELECT prospect_id FROM task WHERE state = 'open' AND due_on <= :today)"
)
_LETTERS = (
    "SELECT prospect_id, sum(signal = 'strong') AS strong FROM evidence WHERE id IN "
    "(SELECT max(id) FROM evidence WHERE prospect_id IN {who} GROUP BY prospect_id, letter) GROUP BY prospect_id"
)
_OWN = "SELECT channel, outcome, count(*) AS n FROM touch WHERE at >= :since GROUP BY channel, outcome"
OWN_RESULTS_DAYS = 90


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


@dataclass(frozen=True, slots=True)
class TodayList:
    """The ranked day: every item in order with its narrow facts, and how many there are in each band."""

    ranked: tuple[Ranked, ...]
    counts: dict[Band, int]
    minutes: float


def own_results(s: Connection, profile: Profile, now: dt.datetime) -> OwnResults:
    """The user's own rates by channel over the last 90 days; empty when learning is switched off (rule R3)."""
    if not profile.truth("rank.learning"):
        return OwnResults()
    since = to_ms(now - dt.timedelta(days=OWN_RESULTS_DAYS))
    tallies: dict[str, list[int]] = {}
    for r in s.execute(text(_OWN), {"since": since}):
        row = tallies.setdefault(r.channel, [0, 0, 0, 0])
        for column, pairs in enumerate((REACH, CONNECT, CONVERSATION, BOOKED)):
            row[column] += r.n if (r.channel, r.outcome) in pairs else 0
    return OwnResults({channel: (row[0], row[1], row[2], row[3]) for channel, row in tallies.items()})


def rank_today(
    s: Connection, profile: Profile, now: dt.datetime, cadences: dict[str, Cadence], *, own: OwnResults | None = None
) -> TodayList:
    """Everybody who is due today or earlier, in order. Around 50 ms for 5,000 due of 100,000."""
    today = profile.today(now)
    ranker = Ranker(now, today, own if own is not None else own_results(s, profile, now))
    day = {"today": today.isoformat()}
    due = [*s.execute(text(_STEPS), day), *s.execute(text(_TASKS), day)]
    nobody = s.execute(text(f"{_NOBODY} ORDER BY p.pinned DESC, p.id LIMIT {NO_STEP_SHOWN}"), day).all()
    facts = _facts(s, _DUE_PEOPLE, day)
    candidates = [_candidate(r, cadences, profile, facts) for r in due]
    candidates += [_candidate(r, cadences, profile, ({}, {})) for r in nobody]
    end_of_day = profile.day_bounds(today)[1]
    ranked = ranker.rank(c for c in candidates if c.not_before is None or c.not_before < end_of_day)
    counts = dict.fromkeys(Band, 0)
    for r in ranked:
        counts[r.band] += 1
    if len(nobody) == NO_STEP_SHOWN:
        counts[Band.NO_NEXT_STEP] = s.execute(text(f"SELECT count(*) {_NOBODY_FROM}"), day).scalar_one()
    return TodayList(tuple(ranked), counts, sum(r.minutes for r in ranked if r.band is not Band.NO_NEXT_STEP))


def candidate_of(s: Connection, prospect_id: int, profile: Profile, now: dt.datetime, cadences: dict[str, Cadence]) -> Candidate | None:
    """The due (or next) item of one person as the list would rank it, for ``why``."""
    at = {"today": "9999-12-31", "pid": prospect_id}
    for statement in (_TASKS + _ONE + " ORDER BY t.due_on LIMIT 1", _STEPS + _ONE + " LIMIT 1", _NOBODY + _ONE + " LIMIT 1"):
        row = s.execute(text(statement), at).first()
        if row is not None:
            return _candidate(row, cadences, profile, _facts(s, "(:pid)", at))
    return None


def _facts(s: Connection, who: str, values: dict[str, Any]) -> tuple[dict[int, Any], dict[int, int]]:
    history = {r.prospect_id: r for r in s.execute(text(_HISTORY.format(who=who)), values)}
    letters = {r.prospect_id: r.strong or 0 for r in s.execute(text(_LETTERS.format(who=who)), values)}
    return history, letters


def _candidate(r: Any, cadences: dict[str, Cadence], profile: Profile, facts: tuple[dict[int, Any], dict[int, int]]) -> Candidate:
    history, letters = facts
    past = history.get(r.pid)
    channel = r.channel
    if channel is None:
        cadence = cadences.get(r.cadence) if r.cadence else None
        step = cadence.step(r.step_no) if cadence else None
        channel = step.channel.value if step else ("call" if r.has_phone else "email")
    blocked = ""
    if r.state == "held":
        blocked = r.wait_reason or "colleague_replied"
    elif r.kind not in ("none", "meeting") and ((channel == "call" and not r.has_phone) or (channel == "email" and not r.has_email)):
        blocked = "no_phone" if channel == "call" else "no_email"
    return Candidate(
        r.kind,
        r.item_id,
        r.pid,
        channel,
        _day(r.due_on),
        from_ms(r.due_at) if r.due_at is not None else None,
        from_ms(r.not_before_at) if r.not_before_at is not None else None,
        zone(r.zone, profile.zone),
        r.country,
        r.lead_type,
        r.grade,
        r.tier,
        bool(r.switchboard),
        bool(r.pinned),
        (past.attempts or 0) if past else 0,
        (past.talks or 0) if past else 0,
        from_ms(past.last_dial) if past and past.last_dial else None,
        letters.get(r.pid, 0),
        blocked,
    )


_DAYS: dict[str, dt.date] = {}


def _day(text_day: str | None) -> dt.date | None:
    if text_day is None:
        return None
    found = _DAYS.get(text_day)
    if found is None:
        found = _DAYS.setdefault(text_day, dt.date.fromisoformat(text_day))
    return found


def today_items(
    s: Connection, ranked: Sequence[Ranked], first_rank: int, profile: Profile, cadences: dict[str, Cadence]
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
        "SELECT id, cadence, step_no, NULL AS note FROM enrolment WHERE id IN :ids",
        [r.candidate.item_id for r in ranked if r.candidate.kind == "step"],
    )
    tasks = _details(
        s,
        "SELECT id, NULL AS cadence, NULL AS step_no, note FROM task WHERE id IN :ids",
        [r.candidate.item_id for r in ranked if r.candidate.kind not in ("step", "none")],
    )
    out = []
    for offset, r in enumerate(ranked):
        detail = (steps if r.candidate.kind == "step" else tasks).get(r.candidate.item_id)
        out.append(_item(first_rank + offset, r, people[r.candidate.prospect_id], detail, profile, cadences))
    return out


def _details(s: Connection, statement: str, ids: list[int]) -> dict[int, Any]:
    bound: TextClause = text(statement).bindparams(bindparam("ids", expanding=True))
    return {r.id: r for r in s.execute(bound, {"ids": ids})} if ids else {}


def _item(rank: int, r: Ranked, who: Any, detail: Any, profile: Profile, cadences: dict[str, Cadence]) -> TodayItem:
    c = r.candidate
    cadence = cadences.get(detail.cadence) if detail is not None and detail.cadence else None
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
        reasons=r.reasons,
        pinned=c.pinned,
        grade=c.grade,
        tier=c.tier,
        lead_type=c.lead_type,
        overdue=r.overdue,
        note=(detail.note or "") if detail is not None else "",
    )
