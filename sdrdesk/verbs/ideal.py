"""Whom we sell to best: ideal (seed W9)."""

from __future__ import annotations

from typing import Any

import typer
from rich.console import Console

from sdrdesk.core.domain.ideal_profile import Fit, body_of
from sdrdesk.core.queries.company import find_company
from sdrdesk.core.render.fit_words import fit_lines, fit_words, suggestion_words
from sdrdesk.verbs.base import app, session
from sdrdesk.verbs.people import find


@app.command()
def ideal(
    fit: str = typer.Option(None, "--fit", help="How this person fits."),
    company: str = typer.Option(None, "--company", help="How this company fits."),
    aside: str = typer.Option(None, "--aside", help="Key of a suggestion that should not come again."),
) -> None:
    """The ideal buyer profile, whom it fits, what the answers of account executives suggest; `standard ideal_profile --set FILE` changes it."""
    desk, texts = session.desk, session.texts
    if fit is not None or company is not None:
        if company is not None:
            with desk.read() as (s, _):
                found = desk.ideal.company(find_company(s, company))
        else:
            found = desk.ideal.person(find(fit or ""))
        return session.emit(
            _fit(found), lambda console: _say(console, [fit_words(found, texts), *(fit_lines(found, texts) if found else [])])
        )
    change = desk.ideal.leave_aside(aside).changes.step_id if aside is not None else None
    profile = desk.ideal.profile()
    counted, taught = desk.ideal.count(profile), desk.ideal.suggestions()
    document = {
        "profile": body_of(profile),
        "count": {"full": counted.full, "ruled_out": counted.out, "of": counted.of},
        "suggestions": [
            {
                "key": one.key,
                "what": one.what,
                "value": one.value,
                "weight": one.weight,
                "accepted": one.accepted,
                "answered": one.answered,
                "text": suggestion_words(one, texts),
            }
            for one in taught
        ],
        "change": change,
    }
    lines = [texts("ideal.none")] if profile.empty else [f"{counted.full} / {counted.of}"]
    return session.emit(document, lambda console: _say(console, [*lines, *(suggestion_words(one, texts) for one in taught)]))


def _fit(found: Fit | None) -> dict[str, Any]:
    if found is None:
        return {"fit": None, "lines": []}
    return {
        "fit": {"fits": found.fits, "known": found.known, "of": len(found.lines), "full": found.full, "ruled_out": found.ruled_out},
        "lines": [{"what": c.what, "weight": c.weight, "verdict": verdict} for c, verdict in found.lines],
    }


def _say(console: Console, lines: list[str]) -> None:
    for line in lines:
        console.print(line, markup=False, highlight=False)
