"""People as the window shows them: the Prospects table, one person's card, their history, and search."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select, text

from sdrdesk.core.clock import from_ms
from sdrdesk.core.domain.zones import zone_and_source
from sdrdesk.core.store.engine import spaced
from sdrdesk.core.store.people import Person, person, suppressed
from sdrdesk.core.store.tables import company, prospect, touch

SEARCH_LIMIT = 50
SORTS = {
    "name": "p.full_name",
    "title": "p.title",
    "company": "c.name",
    "grade": "p.grade",
    "tier": "p.tier",
    "lead_type": "p.lead_type",
    "stage": "p.stage",
    "score": "p.score",
    "id": "p.id",
}
_STANDS = "(SELECT e.cadence || ':' || e.step_no || ':' || e.state FROM enrolment e WHERE e.prospect_id = p.id AND e.state IN ('active','waiting','queued','held') LIMIT 1)"
_LAST = (
    "(SELECT t.at || ':' || t.channel || ':' || t.outcome FROM touch t WHERE t.prospect_id = p.id ORDER BY t.at DESC, t.id DESC LIMIT 1)"
)


@dataclass(frozen=True, slots=True)
class ProspectRow:
    """A line of the Prospects table. ``stands`` is ``cadence:step:state`` or empty, ``last`` is ``ms:channel:outcome`` or empty."""

    id: int
    name: str
    title: str
    company: str
    grade: str
    tier: str
    lead_type: str
    stage: str
    status: str
    stands: str
    last: str
    zone: str
    has_phone: bool
    has_email: bool
    score: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """One person, whole, for the work panel.

    Attributes:
        zone_from: the fact that a guessed zone comes from (``zones.zone_and_source``), or empty.
        no_calls: the kind of do-not-contact that forbids calling them, or empty (rule R17).
    """

    person: Person
    buyer_role: str
    source: str
    notes: str
    size: int | None
    website: str
    zone_guessed: bool
    zone_from: str
    stage: str
    referred_by: str
    touches: int
    customer: bool = False
    call_from: str = ""
    call_to: str = ""
    score: int = 0
    tags: tuple[str, ...] = ()
    no_calls: str = ""


@dataclass(frozen=True, slots=True)
class TouchRow:
    """A line of a person's history."""

    id: int
    at: dt.datetime
    channel: str
    outcome: str
    note: str
    minutes: int | None
    step_no: int | None
    template: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A search result: ``kind`` is prospect or note."""

    kind: str
    id: int
    name: str
    company: str
    email: str
    text: str


SEGMENTS = {
    "all": "1",
    "open": "p.status = 'open'",
    "closed": "p.status = 'closed'",
    "in_cadence": "p.id IN (SELECT prospect_id FROM enrolment WHERE state IN ('active','waiting','queued','held'))",
    "no_next_step": "p.status = 'open' AND p.id NOT IN (SELECT prospect_id FROM enrolment WHERE state IN ('active','waiting','queued','held')) "
    "AND p.id NOT IN (SELECT prospect_id FROM task WHERE state = 'open')",
    "no_phone": "p.phone IS NULL",
    "no_email": "p.email IS NULL",
}
"""Selections of the Prospects table and of ``export``, as SQL."""


def prospect_ids(s: Connection, *, sort: str = "id", descending: bool = False, find: str = "", segment: str = "all") -> list[int]:
    """Ids of the Prospects table, sorted and filtered in SQL."""
    order = f"{SORTS[sort]} {'DESC' if descending else 'ASC'}, p.id"
    where = SEGMENTS[segment]
    join = "LEFT JOIN company c ON c.id = p.company_id" if sort == "company" else ""
    query = match_query(find)
    if query:
        where += " AND p.id IN (SELECT rowid FROM prospect_fts WHERE prospect_fts MATCH :find)"
    return list(
        s.execute(text(f"SELECT p.id FROM prospect p {join} WHERE {where} ORDER BY {order}"), {"find": query} if query else {}).scalars()
    )


def prospect_rows(s: Connection, ids: Sequence[int]) -> dict[int, ProspectRow]:
    """Rows for some ids (a page of the table)."""
    statement = text(
        f"SELECT p.id, p.full_name, p.email, p.title, c.name AS company, p.grade, p.tier, p.lead_type, p.stage, p.status, p.zone, p.score, "
        f"p.phone IS NOT NULL AS has_phone, p.email IS NOT NULL AS has_email, {_STANDS} AS stands, {_LAST} AS last "
        "FROM prospect p LEFT JOIN company c ON c.id = p.company_id WHERE p.id IN :ids"
    ).bindparams(bindparam("ids", expanding=True))
    return {
        r.id: ProspectRow(
            r.id,
            r.full_name or r.email or "",
            r.title or "",
            r.company or "",
            r.grade,
            r.tier,
            r.lead_type,
            r.stage,
            r.status,
            r.stands or "",
            r.last or "",
            r.zone or "",
            bool(r.has_phone),
            bool(r.has_email),
            r.score,
        )
        for r in s.execute(statement, {"ids": list(ids)})
    }


def card(s: Connection, prospect_id: int) -> Card:
    """Everything about one person that the work panel shows at once."""
    who = person(s, prospect_id)
    p, c = prospect.c, company.c
    r = s.execute(
        select(
            p.buyer_role,
            p.source,
            p.notes,
            c.size,
            c.website,
            p.zone_guessed,
            p.stage,
            p.customer,
            p.call_from,
            p.call_to,
            p.score,
            p.region,
            p.phone_key,
        )
        .select_from(prospect.outerjoin(company, c.id == p.company_id))
        .where(p.id == who.id)
    ).one()
    n = s.execute(text("SELECT count(*) FROM touch WHERE prospect_id = :id"), {"id": who.id}).scalar_one()
    referred = person(s, who.referred_by_id).full_name if who.referred_by_id else ""
    tags = s.execute(
        text("SELECT grp || '/' || name FROM prospect_tag WHERE prospect_id = :id ORDER BY grp, name"), {"id": who.id}
    ).scalars()
    return Card(
        person=who,
        buyer_role=r.buyer_role or "",
        source=r.source or "",
        notes=r.notes or "",
        size=r.size,
        website=r.website or "",
        zone_guessed=bool(r.zone_guessed),
        zone_from=_zone_from(who, r.region or "", r.phone_key or "") if r.zone_guessed else "",
        stage=r.stage,
        referred_by=referred,
        touches=n,
        customer=bool(r.customer),
        call_from=r.call_from or "",
        call_to=r.call_to or "",
        score=r.score,
        tags=tuple(tags),
        no_calls=suppressed(s, who, "call"),
    )


def _zone_from(who: Person, region: str, phone_key: str) -> str:
    """What tells the zone that is kept; empty when today's facts tell another one."""
    found, source = zone_and_source(who.country, region, who.city, phone_key)
    return source if found == who.zone else ""


def history(s: Connection, prospect_id: int, limit: int = 500) -> list[TouchRow]:
    """Touches of a person, newest first."""
    t = touch.c
    return [
        TouchRow(r.id, from_ms(r.at), r.channel, r.outcome, r.note or "", r.minutes, r.step_no, r.template or "")
        for r in s.execute(select(touch).where(t.prospect_id == prospect_id).order_by(t.at.desc(), t.id.desc()).limit(limit))
    ]


def match_query(find: str) -> str:
    """What a user typed as a full-text query: every word must be there, the last one may be a beginning; Chinese as a phrase."""
    words = [w for w in re.split(r"[^\w@.+-]+", find.strip()) if w.strip("@.+-")]
    parts = []
    for i, word in enumerate(words):
        split = " ".join(spaced(word).split())
        quoted = split.replace('"', "")
        parts.append(f'"{quoted}"' + ("*" if i == len(words) - 1 else ""))
    return " ".join(parts)


def search(s: Connection, find: str, limit: int = SEARCH_LIMIT) -> list[Hit]:
    """People and companies first, then notes. Candidates are capped before they are ordered, so that a common word stays fast."""
    query = match_query(find)
    if not query:
        return []
    ids = list(s.execute(text("SELECT rowid FROM prospect_fts WHERE prospect_fts MATCH :q LIMIT :n"), {"q": query, "n": limit}).scalars())
    people = s.execute(
        text(
            "SELECT p.id, p.full_name, p.email, p.title, c.name AS company FROM prospect p LEFT JOIN company c ON c.id = p.company_id WHERE p.id IN :ids"
        ).bindparams(bindparam("ids", expanding=True)),
        {"ids": ids},
    ).all()
    hits = [
        Hit("prospect", r.id, r.full_name or r.email or "", r.company or "", r.email or "", r.title or "")
        for r in sorted(people, key=lambda r: ids.index(r.id))
    ]
    if len(hits) < limit:
        notes = s.execute(
            text(
                "SELECT t.prospect_id, t.note, p.full_name, p.email, c.name AS company FROM touch_fts f JOIN touch t ON t.id = f.rowid "
                "JOIN prospect p ON p.id = t.prospect_id LEFT JOIN company c ON c.id = p.company_id WHERE touch_fts MATCH :q LIMIT :n"
            ),
            {"q": query, "n": limit - len(hits)},
        ).all()
        hits += [Hit("note", r.prospect_id, r.full_name or "", r.company or "", r.email or "", r.note) for r in notes]
    return hits
