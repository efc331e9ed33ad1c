"""How people and companies fit the ideal buyer profile, and what answered handoffs teach (seed W9)."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, text

from sdrdesk.core.domain.ideal_profile import Facts, Fit, IdealProfile, Suggestion, judge, profile_from, suggestions

KIND, ASIDE = "ideal_profile", "ideal_aside"
_HELD = "SELECT body FROM standard WHERE kind = :kind ORDER BY version DESC LIMIT 1"
_PERSON = "SELECT c.industry, c.size, coalesce(p.country, c.country) AS country, p.title, p.buyer_role FROM prospect p LEFT JOIN company c ON c.id = p.company_id"
_ANSWERED = f"{_PERSON} JOIN handoff h ON h.prospect_id = p.id WHERE h.state = :state"


def held_profile(s: Connection) -> IdealProfile:
    """The profile that holds; an empty one until the user has made it."""
    body = _body(s, KIND)
    return IdealProfile() if body is None else profile_from(body)


def aside_of(s: Connection) -> tuple[str, ...]:
    """Keys of the suggestions that the user has left aside."""
    body = _body(s, ASIDE)
    return () if body is None else tuple(body["keys"])


def _body(s: Connection, kind: str) -> dict[str, Any] | None:
    found = s.execute(text(_HELD), {"kind": kind}).scalar()
    return None if found is None else dict(json.loads(found))


def _facts(r: Any) -> Facts:
    return Facts(r.industry or "", r.size, r.country or "", r.title or "", r.buyer_role or "")


def person_fit(s: Connection, prospect_id: int) -> Fit | None:
    """How a person fits; None while there is no profile."""
    profile = held_profile(s)
    row = s.execute(text(f"{_PERSON} WHERE p.id = :id"), {"id": prospect_id}).first()
    return None if profile.empty or row is None else judge(profile, _facts(row))


def company_fit(s: Connection, company_id: int) -> Fit | None:
    """How a company fits, by what a company has; None while the profile asks nothing of companies."""
    row = s.execute(text("SELECT industry, size, country FROM company WHERE id = :id"), {"id": company_id}).first()
    if row is None:
        return None
    fit = judge(held_profile(s), Facts(row.industry or "", row.size, row.country or ""), company_only=True)
    return fit if fit.lines else None


def fit_counts(s: Connection, profile: IdealProfile) -> tuple[int, int, int]:
    """Of everybody whose stage is open: how many fit fully, how many are ruled out, and how many there are."""
    full = out = everybody = 0
    for row in s.execute(text(f"{_PERSON} WHERE p.status = 'open'")):
        fit = judge(profile, _facts(row))
        everybody += 1
        full += fit.full
        out += fit.ruled_out
    return full, out, everybody


def taught(s: Connection, profile: IdealProfile) -> tuple[Suggestion, ...]:
    """What the answered handoffs suggest against a profile."""
    answered = [
        (_facts(row), state in ("accepted", "won"))
        for state in ("accepted", "won", "returned", "lost")
        for row in s.execute(text(_ANSWERED), {"state": state})
    ]
    return suggestions(answered, profile, aside_of(s))
