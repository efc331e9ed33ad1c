"""One company and everybody known there: committee, referrals, plan of the account, all touches on one line (seeds W11, W13; rule R9)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, func, select, text

from sdrdesk.core.clock import from_ms
from sdrdesk.core.domain.committee import Usual, missing, usual
from sdrdesk.core.domain.ideal_profile import Fit
from sdrdesk.core.domain.research import FIELDS, OF_THE_PERSON, Found
from sdrdesk.core.domain.words import BuyerRole
from sdrdesk.core.errors import NotFound
from sdrdesk.core.queries.fit import company_fit
from sdrdesk.core.store.tables import company, prospect, research

MEMBERS_SHOWN = 300
"""People of one company that are shown; more are counted."""

TOUCHES_SHOWN = 200

# A bare column beside max() is the one of that very row in SQLite: the newest evidence of each letter.
_MEMBERS = (
    "SELECT p.id, p.full_name, p.title, p.email, p.phone, p.buyer_role, p.stage, p.status, p.tier, p.referred_by_id, "
    "(SELECT count(*) FROM touch t WHERE t.prospect_id = p.id) AS touches, "
    "(SELECT max(t.at) FROM touch t WHERE t.prospect_id = p.id) AS last_at, "
    "(SELECT count(*) FROM (SELECT e.signal, max(e.id) FROM evidence e WHERE e.prospect_id = p.id GROUP BY e.letter) n WHERE n.signal = 'strong') AS strong, "
    "(SELECT min(e.due_on) FROM enrolment e WHERE e.prospect_id = p.id AND e.state IN ('active', 'waiting', 'queued')) AS next_on, "
    "(SELECT e.wait_reason FROM enrolment e WHERE e.prospect_id = p.id AND e.state = 'held' LIMIT 1) AS held, "
    "r.full_name AS referrer, rc.id AS referrer_company, rc.name AS referrer_company_name "
    "FROM prospect p LEFT JOIN prospect r ON r.id = p.referred_by_id LEFT JOIN company rc ON rc.id = r.company_id "
    "WHERE p.company_id = :c ORDER BY p.buyer_role IS NULL OR p.buyer_role = '', last_at IS NULL, last_at DESC, p.id LIMIT :n"
)
_TOUCHES = (
    "SELECT t.id, t.prospect_id, p.full_name, t.at, t.channel, t.outcome, coalesce(t.note, '') AS note FROM touch t "
    "JOIN prospect p ON p.id = t.prospect_id WHERE p.company_id = :c AND (:p = 0 OR p.id = :p) ORDER BY t.at DESC, t.id DESC LIMIT :n"
)
_LIKE = "SELECT id, name FROM company WHERE name LIKE :like ESCAPE '\\' ORDER BY length(name), name LIMIT :n"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who works there. ``held`` is why their plan is held (rule R9), empty when it is not; ``referrer`` names whoever named them."""

    id: int
    name: str
    title: str
    email: str
    phone: str
    role: str
    stage: str
    status: str
    tier: str
    touches: int
    last_at: dt.datetime | None
    strong: int
    next_on: dt.date | None
    held: str
    referred_by: int | None
    referrer: str
    referrer_company: str


@dataclass(frozen=True, slots=True)
class CompanyTouch:
    """One touch of one of them."""

    id: int
    prospect_id: int
    name: str
    at: dt.datetime
    channel: str
    outcome: str
    note: str


@dataclass(frozen=True, slots=True)
class CompanyView:
    """What the page shows.

    Attributes:
        people: at most MEMBERS_SHOWN of ``known``; those with a role first.
        missing: buyer roles in which nobody is known.
        usual: how many usually decide at this size; None where the paper gives no figure.
        tier: the deepest research tier of its people; decides which fields the plan has.
        fields: of the account's plan.
        found: what is known of them.
        fit: how the company fits the ideal buyer profile; None while that asks nothing of companies.
        touches: at most TOUCHES_SHOWN of ``touched``, newest first.
    """

    id: int
    name: str
    industry: str
    size: int | None
    place: str
    website: str
    domain: str
    known: int
    people: tuple[Member, ...]
    missing: tuple[BuyerRole, ...]
    usual: Usual | None
    tier: str
    fields: tuple[str, ...]
    found: dict[str, Found]
    touches: tuple[CompanyTouch, ...]
    touched: int
    fit: Fit | None = None

    @property
    def held(self) -> tuple[Member, ...]:
        """Colleagues whose plans wait for the user's decision."""
        return tuple(m for m in self.people if m.held)


def company_view(s: Connection, company_id: int, *, of_person: int = 0) -> CompanyView:
    """One company, in nine statements whatever the number of its people.

    Args:
        s: a connection inside a transaction.
        company_id: which.
        of_person: touches of this person only; 0 for everybody's.

    Raises:
        NotFound: ``company_not_found``.
    """
    c = company.c
    row = s.execute(select(company).where(c.id == company_id)).first()
    if row is None:
        raise NotFound("company_not_found", name=str(company_id))
    known = s.execute(select(func.count()).select_from(prospect).where(prospect.c.company_id == company_id)).scalar_one()
    roles = s.execute(select(prospect.c.buyer_role).where(prospect.c.company_id == company_id).distinct()).scalars().all()
    people = tuple(_member(r, company_id) for r in s.execute(text(_MEMBERS), {"c": company_id, "n": MEMBERS_SHOWN}))
    tier = min((m.tier for m in people if m.tier in FIELDS), default="T3")
    fields = tuple(f for f in FIELDS[tier] if f not in OF_THE_PERSON)
    found = {
        r.field: Found(r.field, r.text, r.source, from_ms(r.at))
        for r in s.execute(select(research).where(research.c.company_id == company_id))
    }
    touches = s.execute(text(_TOUCHES), {"c": company_id, "p": of_person, "n": TOUCHES_SHOWN}).all()
    touched = s.execute(
        text("SELECT count(*) FROM touch t JOIN prospect p ON p.id = t.prospect_id WHERE p.company_id = :c AND (:p = 0 OR p.id = :p)"),
        {"c": company_id, "p": of_person},
    ).scalar_one()
    return CompanyView(
        row.id,
        row.name,
        row.industry or "",
        row.size,
        ", ".join(part for part in (row.city, row.region, row.country) if part),
        row.website or "",
        row.domain or "",
        known,
        people,
        missing(roles),
        usual(row.size),
        tier,
        (*fields, *(f for f in FIELDS["T1"] if f in found and f not in fields and f not in OF_THE_PERSON)),
        found,
        tuple(CompanyTouch(r.id, r.prospect_id, r.full_name, from_ms(r.at), r.channel, r.outcome, r.note) for r in touches),
        touched,
        company_fit(s, company_id),
    )


def _member(r, company_id: int) -> Member:  # type: ignore[no-untyped-def]
    elsewhere = r.referrer_company_name if r.referrer_company not in (None, company_id) else ""
    return Member(
        r.id,
        r.full_name or r.email or "",
        r.title or "",
        r.email or "",
        r.phone or "",
        r.buyer_role or "",
        r.stage,
        r.status,
        r.tier or "T3",
        r.touches,
        from_ms(r.last_at) if r.last_at else None,
        r.strong,
        dt.date.fromisoformat(r.next_on) if r.next_on else None,
        r.held or "",
        r.referred_by_id,
        r.referrer or "",
        elsewhere or "",
    )


def company_of(s: Connection, prospect_id: int) -> int | None:
    """The company that a person belongs to."""
    found: int | None = s.execute(select(prospect.c.company_id).where(prospect.c.id == prospect_id)).scalar()
    return found


def companies_like(s: Connection, typed: str, limit: int = 5) -> list[tuple[int, str]]:
    """Companies whose name holds what is typed, the shortest name first, as (id, name)."""
    wanted = typed.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    if not wanted:
        return []
    return [(r.id, r.name) for r in s.execute(text(_LIKE), {"like": f"%{wanted}%", "n": limit})]


def find_company(s: Connection, typed: str) -> int:
    """A company by id or by name; a part of the name is enough where only one has it.

    Raises:
        NotFound: ``company_not_found``, or ``company_ambiguous`` with those that it fits.
    """
    c = company.c
    name = typed.strip()
    exact = s.execute(
        select(c.id).where(c.id == int(name) if name.isdecimal() and len(name) < 10 else func.lower(c.name) == name.lower())
    ).all()
    if len(exact) == 1:
        return int(exact[0].id)
    found = companies_like(s, name)
    if len(found) == 1:
        return found[0][0]
    if found:
        raise NotFound("company_ambiguous", name=name, known=", ".join(f"{n} ({i})" for i, n in found))
    raise NotFound("company_not_found", name=name)
