"""Everybody's next item as the facts that the list is ranked by: narrow queries, each along an index, and no query a row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from sqlalchemy import Connection, text

from sdrdesk.core.clock import from_ms, known_zone
from sdrdesk.core.domain.cadence import CadenceBook
from sdrdesk.core.domain.calendar import calling_hours
from sdrdesk.core.domain.counting import CONNECT, CONVERSATION, REACH
from sdrdesk.core.domain.odds import role_group, score_group, size_group
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.domain.ranking import NO_PAST, SCORE_NEUTRAL, Candidate, Past, Who
from sdrdesk.core.domain.words import AE_TASKS

NO_STEP_SHOWN = 500
"""Rows of band 5 that are ranked and shown; all are counted."""

_PERSON = (
    "p.id AS pid, p.zone, coalesce(p.country, c.country, '') AS country, p.lead_type, p.grade, p.tier, p.switchboard, p.pinned, p.score, "
    "p.buyer_role, p.title, p.source, p.call_from, p.call_to, c.size, c.industry, "
    "p.phone IS NOT NULL AS has_phone, p.email IS NOT NULL AS has_email"
)
_STEPS = (
    f"SELECT 'step' AS kind, e.id AS item_id, e.cadence, e.cadence_version, e.step_no, e.state, e.wait_reason, NULL AS channel, e.due_on, NULL AS due_at, "
    f"e.not_before_at, NULL AS started_at, NULL AS escalate_at, {_PERSON} "
    "FROM enrolment e {by_person} JOIN prospect p ON p.id = e.prospect_id LEFT JOIN company c ON c.id = p.company_id "
    "WHERE e.state IN ('active', 'waiting', 'held') AND e.due_on <= :today AND p.status = 'open'"
)
_TASKS = (
    f"SELECT t.kind, t.id AS item_id, NULL AS cadence, NULL AS cadence_version, NULL AS step_no, t.state, NULL AS wait_reason, t.channel, t.due_on, t.due_at, "
    f"t.not_before_at, t.started_at, t.escalate_at, {_PERSON} "
    "FROM task t {by_person} JOIN prospect p ON p.id = t.prospect_id LEFT JOIN company c ON c.id = p.company_id "
    "WHERE t.state = 'open' AND t.due_on <= :today AND p.status = 'open'"
)
_EVERYBODY = {"by_person": ""}
_SOME = ({"by_person": "INDEXED BY ix_enrolment_prospect_id"}, {"by_person": "INDEXED BY ix_task_prospect_id"})
"""Of some people: along the person, never along the day, whatever the planner thinks of a database without statistics."""

_LISTED = "(SELECT value FROM json_each(:who))"
"""Ids as one value: the statement stays the same text however many there are, and is compiled once."""

_ONE = " AND p.id = :pid"
NOBODY_FROM = (
    "FROM prospect p LEFT JOIN company c ON c.id = p.company_id WHERE p.status = 'open' AND p.stage <> 'handed_off' "
    "AND NOT EXISTS (SELECT 1 FROM enrolment e WHERE e.prospect_id = p.id AND e.state IN ('active', 'waiting', 'queued', 'held')) "
    "AND NOT EXISTS (SELECT 1 FROM task t WHERE t.prospect_id = p.id AND t.state = 'open') "
    "AND (p.resume_on IS NULL OR p.resume_on <= :today)"
)
_NOBODY = (
    f"SELECT 'none' AS kind, 0 AS item_id, NULL AS cadence, NULL AS cadence_version, NULL AS step_no, 'open' AS state, NULL AS wait_reason, NULL AS channel, "
    f"NULL AS due_on, NULL AS due_at, NULL AS not_before_at, NULL AS started_at, NULL AS escalate_at, {_PERSON} {NOBODY_FROM}"
)
_DUE_PEOPLE = (
    "(SELECT prospect_id FROM enrolment WHERE state IN ('active', 'waiting', 'held') AND due_on <= :today "
    "UNION SELECT prospect_id FROM task WHERE state = 'open' AND due_on <= :today)"
)


def _json(ids: Collection[int]) -> str:
    return f"[{','.join(str(int(i)) for i in ids)}]"


def _pairs(pairs: Iterable[tuple[str, str]]) -> str:
    return " OR ".join(f"(channel = '{c}' AND outcome = '{o}')" for c, o in sorted(pairs))


_HISTORY = (
    f"SELECT prospect_id, channel, CASE WHEN channel = 'call' THEN local_hour END AS hour, sum({_pairs(REACH)}) AS tries, sum({_pairs(CONNECT)}) AS hits, "
    f"sum({_pairs(CONVERSATION)}) AS talks, max(at) AS last_at "
    "FROM touch WHERE prospect_id IN {who} GROUP BY prospect_id, channel, hour"
)
_LETTERS = (
    "SELECT prospect_id, sum(signal = 'strong') AS strong FROM evidence WHERE id IN "
    "(SELECT max(id) FROM evidence WHERE prospect_id IN {who} GROUP BY prospect_id, letter) GROUP BY prospect_id"
)


class _Counts:
    """A history while it is counted."""

    __slots__ = ("hits", "hours", "last", "talks", "tries")

    def __init__(self) -> None:
        self.tries: dict[str, int] = {}
        self.hits: dict[str, int] = {}
        self.hours: dict[int, tuple[int, int]] = {}
        self.talks = 0
        self.last = 0


class Facts(NamedTuple):
    """What has happened with people, by id."""

    pasts: dict[int, Past]
    letters: dict[int, int]


class Reader:
    """Makes candidates of rows; groups of people, zones and days are made once each."""

    def __init__(self, profile: Profile, cadences: CadenceBook) -> None:
        self._profile = profile
        self._cadences = cadences
        self._who: dict[tuple[Any, ...], Who] = {}
        self._days: dict[str, dt.date] = {}

    def everybody(self, s: Connection, today: dt.date) -> list[Candidate]:
        """All that is due by today, and the first of those who have no next step."""
        day = {"today": today.isoformat()}
        due = [*s.execute(text(_STEPS.format(**_EVERYBODY)), day), *s.execute(text(_TASKS.format(**_EVERYBODY)), day)]
        facts = read_facts(s, _DUE_PEOPLE, day)
        nobody = s.execute(text(f"{_NOBODY} ORDER BY p.pinned DESC, p.id LIMIT {NO_STEP_SHOWN}"), day).all()
        theirs = read_facts(s, _LISTED, {"who": _json([r.pid for r in nobody])})
        return [self.candidate(r, facts) for r in due] + [self.candidate(r, theirs) for r in nobody]

    def of_people(self, s: Connection, prospect_ids: Collection[int], today: dt.date) -> list[Candidate]:
        """What of some people is due by today, or that they have no next step."""
        values = {"today": today.isoformat(), "who": _json(prospect_ids)}
        steps, tasks = _SOME
        rows = [
            *s.execute(text(f"{_STEPS.format(**steps)} AND e.prospect_id IN {_LISTED}"), values),
            *s.execute(text(f"{_TASKS.format(**tasks)} AND t.prospect_id IN {_LISTED}"), values),
            *s.execute(text(f"{_NOBODY} AND p.id IN {_LISTED}"), values),
        ]
        facts = read_facts(s, _LISTED, values)
        return [self.candidate(r, facts) for r in rows]

    def next_of(self, s: Connection, prospect_id: int) -> Candidate | None:
        """The due (or else the next) item of one person, for ``why`` and the work panel."""
        at = {"today": "9999-12-31", "pid": prospect_id}
        steps, tasks = (statement.format(**how) + _ONE for statement, how in zip((_STEPS, _TASKS), _SOME, strict=True))
        for statement in (f"{tasks} ORDER BY t.due_on, t.id LIMIT 1", f"{steps} LIMIT 1", f"{_NOBODY}{_ONE} LIMIT 1"):
            row = s.execute(text(statement), at).first()
            if row is not None:
                return self.candidate(row, read_facts(s, "(:pid)", at))
        return None

    def candidate(self, r: Any, facts: Facts) -> Candidate:
        """One row as facts."""
        past = facts.pasts.get(r.pid, NO_PAST)
        cadence = self._cadences.at(r.cadence, r.cadence_version) if r.cadence else None
        step = cadence.step(r.step_no) if cadence else None
        channel = r.channel or (step.channel.value if step else ("call" if r.has_phone else "email"))
        first = step is not None and step.no == 1
        zone, known = known_zone(r.zone, self._profile.zone)
        return Candidate(
            r.kind,
            r.item_id,
            r.pid,
            channel,
            self._day(r.due_on),
            from_ms(r.due_at) if r.due_at is not None else None,
            from_ms(r.not_before_at) if r.not_before_at is not None else None,
            zone,
            r.country,
            self._whom(r, past.talks > 0),
            bool(r.pinned),
            past.tries.get(channel, 0),
            past,
            facts.letters.get(r.pid, 0),
            r.score or SCORE_NEUTRAL,
            _blocked(r, channel),
            first,
            first and channel == "email" and r.tier in ("T1", "T2"),
            from_ms(r.started_at) if r.started_at is not None else None,
            from_ms(r.escalate_at) if r.escalate_at is not None else None,
            calling_hours(r.call_from, r.call_to),
            known,
        )

    def _whom(self, r: Any, known: bool) -> Who:
        scored = score_group(r.score or 0)
        key = (r.lead_type, r.grade, r.tier, r.buyer_role, r.title, r.size, r.industry, r.source, r.switchboard, known, scored)
        found = self._who.get(key)
        if found is None:
            found = self._who[key] = Who(
                r.lead_type,
                r.grade,
                r.tier,
                role_group(r.buyer_role or "", r.title or ""),
                size_group(r.size),
                r.industry or "",
                r.source or "",
                "switchboard" if r.switchboard else "mobile",
                "yes" if known else "no",
                scored,
            )
        return found

    def _day(self, text_day: str | None) -> dt.date | None:
        if text_day is None:
            return None
        found = self._days.get(text_day)
        if found is None:
            found = self._days[text_day] = dt.date.fromisoformat(text_day)
        return found


def _blocked(r: Any, channel: str) -> str:
    """Why it cannot be done now (rule R10) or must wait for a decision (rule R9)."""
    if r.state == "held":
        return r.wait_reason or "colleague_replied"
    if r.kind in ("none", "meeting") or r.kind in AE_TASKS:
        return ""
    if channel == "call" and not r.has_phone:
        return "no_phone"
    if channel == "email" and not r.has_email:
        return "no_email"
    return (r.wait_reason or "") if r.state == "waiting" else ""


def read_facts(s: Connection, who: str, values: dict[str, Any]) -> Facts:
    """Histories and strong letters of people; ``who`` is a list or a subselect of ids."""
    pasts: dict[int, _Counts] = {}
    for pid, channel, hour, tries, hits, talks, last_at in s.execute(text(_HISTORY.format(who=who)), values):
        past = pasts.get(pid)
        if past is None:
            past = pasts[pid] = _Counts()
        past.tries[channel] = past.tries.get(channel, 0) + tries
        past.hits[channel] = past.hits.get(channel, 0) + hits
        past.talks += talks
        if channel == "call":
            if hour is not None:
                past.hours[hour] = (tries, hits)
            past.last = max(past.last, last_at)
    made = {pid: Past(p.tries, p.hits, p.hours, p.talks, from_ms(p.last) if p.last else None) for pid, p in pasts.items()}
    letters = {r.prospect_id: r.strong or 0 for r in s.execute(text(_LETTERS.format(who=who)), values)}
    return Facts(made, letters)
