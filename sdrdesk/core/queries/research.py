"""What the Research tab shows of one person: the fields of their tier, the company's among them, and the insight (seed W13)."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import Connection, or_, select

from sdrdesk.core.clock import from_ms
from sdrdesk.core.domain.ideal_profile import Fit
from sdrdesk.core.domain.research import FIELDS, PROFILE_FIELDS, Found, Insight, SizeClass, size_class
from sdrdesk.core.queries.fit import person_fit
from sdrdesk.core.store.people import person, values_of
from sdrdesk.core.store.tables import company, research


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is known.

    Attributes:
        prospect_id: of whom.
        tier: T1, T2 or T3; decides which fields are asked.
        fields: those of the tier in order, and behind them any other that has a text.
        found: by field; a field that nobody filled is not in it.
        has_company: the company's fields are shared with colleagues.
        size: which kind of message fits.
        profile: what is known of the buyer's profile (seed W9), by field.
        fit: how they fit the ideal buyer profile; None while there is none.
    """

    prospect_id: int
    tier: str
    fields: tuple[str, ...]
    found: dict[str, Found]
    insight: Insight
    has_company: bool
    size: SizeClass
    profile: dict[str, Found] = field(default_factory=dict)
    fit: Fit | None = None


def dossier(s: Connection, prospect_id: int) -> Dossier:
    """Everything that was found out about a person and their company."""
    who = person(s, prospect_id)
    owner = research.c.prospect_id == who.id
    if who.company_id is not None:
        owner = or_(owner, research.c.company_id == who.company_id)
    found = {r.field: Found(r.field, r.text, r.source, from_ms(r.at)) for r in s.execute(select(research).where(owner))}
    fact, need = found.pop("insight_fact", None), found.pop("insight_need", None)
    insight = Insight(fact.text if fact else "", need.text if need else "", values_of(who).get("insight", ""))
    profile = {name: found.pop(name) for name in PROFILE_FIELDS if name in found}
    asked = FIELDS.get(who.tier, FIELDS["T3"])
    size = s.execute(select(company.c.size).where(company.c.id == who.company_id)).scalar() if who.company_id is not None else None
    return Dossier(
        who.id, who.tier or "T3", (*asked, *(f for f in FIELDS["T1"] if f in found and f not in asked)), found, insight,
        who.company_id is not None, size_class(size), profile, person_fit(s, who.id),
    )  # fmt: skip
