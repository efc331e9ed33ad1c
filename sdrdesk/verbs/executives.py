"""The book of account executives: executives (rule R24)."""

from __future__ import annotations

from typing import Any

import typer
from rich.console import Console

from sdrdesk.core.services.executives import AccountExecutive
from sdrdesk.verbs.base import app, session, table


@app.command()
def executives(
    name: str = typer.Argument(None, help="Whom to add or change, by name, address or number; without it the book is shown."),
    new_name: str = typer.Option(None, "--name", help="Another name."),
    email: str = typer.Option(None),
    language: str = typer.Option(None, help="Of the packets they get: en or zh_CN."),
    calendar: str = typer.Option(None, help="When meetings with them can be, or a link."),
    retire: bool = typer.Option(None, "--retire/--back", help="Offer them no more, or again."),
    add: bool = typer.Option(False, "--add", help="Add somebody of that name."),
) -> None:
    """Show the book of account executives, add one, or change one."""
    book, step = session.desk.executives, None
    if name is not None and add:
        done = book.add(name, email or "", language or "en", calendar or "")
        step = done.changes.step_id
    elif name is not None:
        who = book.find(name)
        step = book.edit(
            who.id,
            who.name if new_name is None else new_name,
            who.email if email is None else email,
            language or who.language,
            who.calendar if calendar is None else calendar,
            retired=who.retired if retire is None else retire,
        ).changes.step_id
    people = book.book(retired=True)

    def human(console: Console) -> None:
        table(console, ["id", "", "", "", ""], [(e.id, e.name, e.email, e.language, e.calendar) for e in people])

    session.emit({"executives": [_shape(e) for e in people], "change": step}, human)


def _shape(e: AccountExecutive) -> dict[str, Any]:
    return {"id": e.id, "name": e.name, "email": e.email, "language": e.language, "calendar": e.calendar, "retired": e.retired}
