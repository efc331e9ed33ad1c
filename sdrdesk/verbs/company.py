"""One company and everybody known there: company (seeds W11, W13; rule R9)."""

from __future__ import annotations

from typing import Any

import typer
from rich.console import Console

from sdrdesk.core.clock import iso
from sdrdesk.core.queries.company import CompanyView, company_view, find_company
from sdrdesk.core.render.committee_words import usual_words
from sdrdesk.verbs.base import app, session, table


@app.command()
def company(
    name: str = typer.Argument(help="By number, name, or a part of the name."),
    industry: str = typer.Option(None, help="Note the industry; empty forgets it."),
    size: str = typer.Option(None, help="Note the number of people."),
    website: str = typer.Option(None),
) -> None:
    """The committee with who is missing, referrals, the account's plan, held colleagues and all touches; or note a fact of the company."""
    desk, step = session.desk, None
    with desk.read() as (s, _):
        company_id = find_company(s, name)
    given = {k: v for k, v in (("industry", industry), ("size", size), ("website", website)) if v is not None}
    if given:
        step = desk.companies.edit(company_id, given).changes.step_id
    with desk.read() as (s, profile):
        found = company_view(s, company_id)
    session.emit(_shape(found, profile.zone) | {"change": step}, lambda console: _say(console, found))


def _shape(v: CompanyView, zone: Any) -> dict[str, Any]:
    roles: dict[str, list[int]] = {}
    for m in v.people:
        roles.setdefault(m.role or "unknown", []).append(m.id)
    return {
        "company": {
            "id": v.id,
            "name": v.name,
            "industry": v.industry,
            "size": v.size,
            "place": v.place,
            "website": v.website,
            "domain": v.domain,
        },
        "known": v.known,
        "people": [
            {
                "id": m.id,
                "name": m.name,
                "title": m.title,
                "email": m.email,
                "role": m.role or None,
                "stage": m.stage,
                "status": m.status,
                "tier": m.tier,
                "strong": m.strong,
                "touches": m.touches,
                "last_at": iso(m.last_at, zone) if m.last_at else None,
                "next_on": m.next_on.isoformat() if m.next_on else None,
            }
            for m in v.people
        ],
        "roles": roles,
        "missing": list(v.missing),
        "usual": {"low": v.usual.low, "high": v.usual.high, "source": "W11"} if v.usual else None,
        "referrals": [{"from": m.referred_by, "from_name": m.referrer, "to": m.id} for m in v.people if m.referred_by is not None],
        "plan": {
            "tier": v.tier,
            "fields": {f: {"text": v.found[f].text, "source": v.found[f].source} if f in v.found else None for f in v.fields},
        },
        "fit": {"fits": v.fit.fits, "known": v.fit.known, "of": len(v.fit.lines), "ruled_out": v.fit.ruled_out} if v.fit else None,
        "held": [{"id": m.id, "name": m.name, "reason": m.held} for m in v.held],
        "touches": [
            {"at": iso(t.at, zone), "prospect": t.prospect_id, "name": t.name, "channel": t.channel, "outcome": t.outcome, "note": t.note}
            for t in v.touches
        ],
        "touched": v.touched,
    }


def _say(console: Console, v: CompanyView) -> None:
    texts = session.texts
    console.print(f"{v.name}: {usual_words(v.usual, v.known, v.size, texts)}", markup=False, highlight=False)
    rows = [(m.id, m.name, m.title, texts(f"buyer_role.{m.role}") if m.role else "", f"{m.strong}/6") for m in v.people]
    table(console, ["id", "", "", "", ""], rows)
    for role in v.missing:
        console.print(f"{texts(f'buyer_role.{role}')}: {texts(f'company.ask_{role}')}", markup=False, highlight=False)
