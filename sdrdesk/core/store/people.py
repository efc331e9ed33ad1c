"""Reading one person for a rule: a narrow frozen row, and finding people by what a user types."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Connection, func, or_, select

from sdrdesk.core.errors import NotFound
from sdrdesk.core.store import suppressions
from sdrdesk.core.store.tables import company, prospect


@dataclass(frozen=True, slots=True)
class Person:
    """What rules need to know of a prospect."""

    id: int
    full_name: str
    first_name: str
    last_name: str
    title: str
    email: str
    phone: str
    switchboard: bool
    company_id: int | None
    company: str
    domain: str
    city: str
    country: str
    industry: str
    zone: str
    language: str
    lead_type: str
    grade: str
    tier: str
    stage: str
    status: str
    referred_by_id: int | None
    values_json: str


def person(s: Connection, prospect_id: int) -> Person:
    """One person by id.

    Raises:
        NotFound: ``prospect_not_found``.
    """
    p, c = prospect.c, company.c
    row = s.execute(
        select(
            p.id,
            p.full_name,
            p.first_name,
            p.last_name,
            p.title,
            p.email,
            p.phone,
            p.switchboard,
            p.company_id,
            c.name.label("company"),
            c.domain,
            p.city,
            p.country,
            c.industry,
            p.zone,
            p.language,
            p.lead_type,
            p.grade,
            p.tier,
            p.stage,
            p.status,
            p.referred_by_id,
            p.values_json,
            c.city.label("company_city"),
            c.country.label("company_country"),
        )
        .select_from(prospect.outerjoin(company, company.c.id == prospect.c.company_id))
        .where(p.id == prospect_id)
    ).first()
    if row is None:
        raise NotFound("prospect_not_found", name=str(prospect_id))
    return Person(
        id=row.id,
        full_name=row.full_name or row.email or "",
        first_name=row.first_name or "",
        last_name=row.last_name or "",
        title=row.title or "",
        email=row.email or "",
        phone=row.phone or "",
        switchboard=bool(row.switchboard),
        company_id=row.company_id,
        company=row.company or "",
        domain=row.domain or "",
        city=row.city or row.company_city or "",
        country=row.country or row.company_country or "",
        industry=row.industry or "",
        zone=row.zone or "",
        language=row.language,
        lead_type=row.lead_type,
        grade=row.grade,
        tier=row.tier,
        stage=row.stage,
        status=row.status,
        referred_by_id=row.referred_by_id,
        values_json=row.values_json,
    )


def find_person(s: Connection, name: str) -> int:
    """The id of a person given as id, email address or ``name@company`` (the command line's ways).

    Raises:
        NotFound: nobody, or several; the sentence says which.
    """
    typed = name.strip()
    if typed.isdecimal() and len(typed) <= 18:
        return person(s, int(typed)).id
    by_email = list(s.execute(select(prospect.c.id).where(prospect.c.email_key == typed.lower()).limit(2)).scalars())
    if len(by_email) == 1:
        return int(by_email[0])
    who, _, where = typed.rpartition("@")
    ids: list[int] = []
    if who:
        ids = list(
            s.execute(
                select(prospect.c.id)
                .select_from(prospect.join(company, company.c.id == prospect.c.company_id))
                .where(
                    func.lower(prospect.c.full_name) == who.lower(),
                    or_(func.lower(company.c.name) == where.lower(), company.c.name_key == where.lower()),
                )
                .limit(2)
            ).scalars()
        )
    ids = ids or list(s.execute(select(prospect.c.id).where(func.lower(prospect.c.full_name) == typed.lower()).limit(2)).scalars())
    if len(ids) == 1:
        return int(ids[0])
    raise NotFound("prospect_ambiguous" if ids or by_email else "prospect_not_found", name=name)


def suppressed(s: Connection, who: Person, channel: str) -> str:
    """The kind of do-not-contact that covers this person on this channel, or empty (rule R17)."""
    wanted = suppressions.facts(person_id=who.id, address=who.email, phone=who.phone, host=who.domain)
    return suppressions.listed(s, wanted, ("any", channel))


def values_of(who: Person) -> dict[str, str]:
    """The template values typed in for a person (rule R15)."""
    loaded = json.loads(who.values_json or "{}")
    return {str(k): str(v) for k, v in loaded.items()}
