"""Not ready is not lost: disqualify (rule R25)."""

from __future__ import annotations

from typing import Any

import typer
from rich.console import Console

from sdrdesk.core.errors import ValidationError
from sdrdesk.verbs.base import app, error_sentence, session, table
from sdrdesk.verbs.people import find, parse_day, person_shape


@app.command()
def disqualify(
    prospect: str = typer.Argument(None),
    reason: str = typer.Option(None, help="Key or name of a reason; --reasons lists them."),
    until: str = typer.Option(None, help="The day to come back (ISO); the reason's own days without it."),
    said: str = typer.Option("", help="What they said."),
    cadence: str = typer.Option(None, help='The programme until then; the reason\'s own without it, "" for none.'),
    close: bool = typer.Option(False, "--close", help="Nobody comes back: close the person with this reason."),
    reasons: bool = typer.Option(False, "--reasons", help="List the reasons."),
) -> None:
    """Set a person back with a reason, its counter-move, a date and a programme."""
    desk, texts = session.desk, session.texts
    language = texts.language
    if reasons:
        listed: list[dict[str, Any]] = [
            {
                "key": r.key,
                "name": r.name(language),
                "counter_move": r.counter_move(language),
                "days": r.days,
                "cadence": r.cadence or None,
                "template": r.template or None,
            }
            for r in desk.not_ready.reasons()
        ]
        session.emit(listed, lambda c: table(c, ["", "", ""], [(r["key"], r["name"], r["counter_move"]) for r in listed]))
        return
    if prospect is None or reason is None:
        raise ValidationError("not_ready_unknown", field="reason", value="", known=", ".join(r.key for r in desk.not_ready.reasons()))
    prospect_id = find(prospect)
    day = parse_day(until, "until") if until else None
    done = desk.not_ready.disqualify(prospect_id, reason, said=said, until=day, cadence=cadence, close=close)
    back = done.value
    document = {
        "prospect": person_shape(prospect_id),
        "reason": back.reason.key,
        "until": back.until,
        "cadence": back.cadence or None,
        "refused": error_sentence(back.refused, texts) if back.refused else None,
        "counter_move": back.reason.counter_move(language),
        "template": back.reason.template or None,
        "change": done.changes.step_id,
    }

    def human(console: Console) -> None:
        name = str(person_shape(prospect_id)["name"])
        first = texts("set_back.until", name=name, day=back.until) if back.until else texts("set_back.closed", name=name)
        for line in (first, document["refused"], document["counter_move"]):
            if line:
                console.print(str(line), markup=False, highlight=False)

    session.emit(document, human)
