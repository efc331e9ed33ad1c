"""Reminders on the command line: one's own in a line, all that there are, and what becomes of them."""

from __future__ import annotations

import datetime as dt

import typer

from sdrdesk.core.clock import iso
from sdrdesk.core.domain.remind_line import read_line
from sdrdesk.core.queries.reminders import Due
from sdrdesk.verbs.base import app, session, table
from sdrdesk.verbs.people import find, person_shape


@app.command()
def remind(
    line: str = typer.Argument(..., help="Time and words: 'tue 14:00 call Ann', 'in 2h send the quote', '周二14:00 回电话'."),
    about: str = typer.Option(None, help="A person it is about."),
) -> None:
    """Keep a reminder of your own; it fires while the window runs, once (rule R5)."""
    desk = session.desk
    profile = desk.settings.profile()
    meant = read_line(line, desk.clock.now().astimezone(profile.zone), month_first=profile.month_first)
    done = desk.own_reminders.add(meant, find(about) if about else None)
    (kept,) = [due for due in _all() if due.own_id == done.value]
    session.emit(_shape(kept) | {"change": done.changes.step_id}, f"{session.texts('reminder_step.add')}: {_at(kept.due_at)} {meant.text}")


@app.command()
def reminders(
    done: int = typer.Option(None, help="Number of an own one that is done."),
    remove: int = typer.Option(None, help="Number of an own one to take away."),
    snooze: tuple[int, str] = typer.Option((0, ""), help="Number of an own one, and until when."),
) -> None:
    """Promises with a time, own reminders and people who were put off; the next first."""
    own = session.desk.own_reminders
    if done is not None:
        own.finish(done)
    if remove is not None:
        own.remove(remove)
    if snooze[0]:
        own.snooze(snooze[0], session.when(snooze[1]))
    found = _all()
    session.emit(
        {"reminders": [_shape(due) for due in found]},
        lambda console: table(
            console,
            ("id", "at", "kind", "about"),
            [(due.own_id or "", _at(due.due_at), session.texts(f"kind.{due.kind}"), due.name) for due in found],
        ),
    )


def _at(at: dt.datetime) -> str:
    return iso(at, session.desk.settings.profile().zone)


def _all() -> list[Due]:
    found = session.desk.reminders.overview()
    return [*found.due, *found.coming, *found.snoozed]


def _shape(due: Due) -> dict[str, object]:
    return {
        "id": due.own_id or None,
        "kind": due.kind,
        "at": _at(due.due_at),
        "about": due.name,
        "note": due.note,
        "prospect": person_shape(due.prospect_id) if due.prospect_id else None,
    }
