"""What was done: report (seed W1)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from sdrdesk.core.clock import iso
from sdrdesk.core.domain.report import Event
from sdrdesk.verbs.base import app, session
from sdrdesk.verbs.people import parse_day


@app.command()
def report(
    day: str = typer.Option(None, "--day", help="The day (ISO); today without it."),
    week: bool = typer.Option(False, "--week", help="The week of that day, Monday to Sunday."),
    first: str = typer.Option(None, "--from", help="First day, with --to."),
    last: str = typer.Option(None, "--to", help="Last day."),
    out: Path = typer.Option(None, help="A folder: save it there too."),
    formats: list[str] = typer.Option([], "--format", help="pdf, md or xlsx; all without it."),
) -> None:
    """What was done on a day or in a week, from the log; to read, to paste, or saved as PDF, Markdown and spreadsheet."""
    desk = session.desk
    today = desk.settings.profile().today(desk.clock.now())
    wanted = parse_day(day, "day") if day else today
    days = desk.reports.week_of(wanted) if week else (wanted, wanted)
    if first or last:
        days = (parse_day(first, "from") if first else today, parse_day(last, "to") if last else today)
    found = desk.reports.report(*days)
    language = session.texts.language
    saved = desk.reports.save(found, language, out, formats or ("pdf", "md", "xlsx")) if out is not None else []
    document = {
        "from": found.first,
        "to": found.last,
        "figures": [
            {"name": f.name, "count": f.count, "people": f.people, "target": f.target, "share": f.share, "low": f.low, "high": f.high}
            for f in found.figures
        ],
        "calls": found.calls,
        "emails": found.emails,
        "replies": found.replies,
        "minutes": found.minutes,
        "events": [_event(e) for e in found.events],
        "coming": [_event(e) for e in found.coming],
        "files": [str(path) for path in saved],
        "text": desk.reports.text(found, language),
    }
    session.emit(document, str(document["text"]))


def _event(e: Event) -> dict[str, Any]:
    return {
        "at": iso(e.at, e.at.tzinfo or session.desk.settings.profile().zone),
        "what": e.what,
        "name": e.name,
        "company": e.company,
        "detail": e.detail,
    }
