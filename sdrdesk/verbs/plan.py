"""Plans and days: enrol, stop, snooze, skip, release, cadences, away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer
from rich.console import Console

from sdrdesk.core.domain.cadence import Cadence
from sdrdesk.core.errors import ValidationError
from sdrdesk.core.queries.load import DayLoad
from sdrdesk.verbs.base import app, error_sentence, session, table
from sdrdesk.verbs.people import find, parse_day, person_shape


@app.command()
def enrol(
    prospects: list[str],
    cadence: str = typer.Option(..., help="Key of the plan; see cadences."),
    start: str = typer.Option(None, help="First day (ISO)."),
    forecast: bool = typer.Option(False, help="Show the coming days' load and enrol nobody (rule R11)."),
    anyway: bool = typer.Option(False, help="A second plan, against the cadence's conditions, without the guard of R13."),
) -> None:
    """Put people on a plan."""
    desk = session.desk
    first = session.when(start).day if start else None
    ids = [find(p) for p in prospects]
    if forecast:
        load = desk.enrolments.forecast(ids, cadence, start=first)
        said = over_cap_sentences(load)

        def human(console: Console) -> None:
            table(console, ["", "due", "calls", "emails", "others"], [(d, v.due, v.calls, v.emails, v.others) for d, v in load.items()])
            for line in said:
                console.print(line, markup=False, highlight=False)

        session.emit(
            {"forecast": {day: day_shape(v) for day, v in load.items()}, "over": said},
            human,
        )
        return
    done = desk.enrolments.enrol(ids, cadence, start=first, anyway=anyway)
    refused = [
        {"prospect": i, "code": e.code, "rule": e.params.get("rule"), "problem": error_sentence(e, session.texts)}
        for i, e in done.value.refused
    ]
    session.status = (3 if not done.value.done else 1) if refused else 0
    document = {
        "enrolled": [{"prospect": i, "due": d} for i, d in done.value.done],
        "refused": refused,
        "moved": list(done.value.moved),
        "cadence": cadence,
        "change": done.changes.step_id,
    }

    def human_done(console: Console) -> None:
        for i, due in done.value.done:
            console.print(f"{person_shape(i)['name']}: {due}", markup=False, highlight=False)
        for r in refused:
            console.print(str(r["problem"]), markup=False, highlight=False)

    session.emit(document, human_done)


@app.command()
def stop(prospect: str, reason: str = typer.Option(..., help="Why.")) -> None:
    """Stop a person's plans and cancel their waiting email."""
    prospect_id = find(prospect)
    done = session.desk.enrolments.stop(prospect_id, reason)
    session.emit(
        {"prospect": person_shape(prospect_id), "stopped": done.value, "change": done.changes.step_id},
        session.texts("op.stop", name=person_shape(prospect_id)["name"]),
    )


@app.command()
def snooze(prospect: str, when: str) -> None:
    """Move what is due of a person: 2h, 3d, tomorrow 9:00, 'next tue 3pm', '1 dec', '周二 14:00' (rule R5)."""
    desk = session.desk
    prospect_id = find(prospect)
    done = desk.tasks.snooze(prospect_id, session.when(when))
    until = done.value.at or done.value.day
    session.emit(
        {"prospect": person_shape(prospect_id), "until": until, "change": done.changes.step_id},
        f"{session.texts('op.snooze', name=person_shape(prospect_id)['name'])}: {until}",
    )


@app.command()
def skip(prospect: str, reason: str = typer.Option(..., help="Why.")) -> None:
    """Leave out the current step of a person (rule R10)."""
    prospect_id = find(prospect)
    done = session.desk.enrolments.skip_step(prospect_id, reason)
    following = {"channel": done.value.channel, "due": done.value.due} if done.value else None
    session.emit(
        {"prospect": person_shape(prospect_id), "next": following, "change": done.changes.step_id},
        session.texts("op.skip", name=person_shape(prospect_id)["name"]),
    )


@app.command()
def release(prospect: str) -> None:
    """Let a plan go on that was held because a colleague answered (rule R9)."""
    prospect_id = find(prospect)
    done = session.desk.enrolments.release(prospect_id)
    session.emit({"prospect": person_shape(prospect_id), "change": done.changes.step_id}, person_shape(prospect_id)["name"])


def day_shape(day: DayLoad) -> dict[str, Any]:
    """One day of a forecast."""
    return {
        "due": day.due,
        "due_calls": day.due_calls,
        "due_emails": day.due_emails,
        "due_others": day.due_others,
        "calls": day.calls,
        "emails": day.emails,
        "others": day.others,
        "cap_calls": day.cap_calls,
        "cap_emails": day.cap_emails,
        "over": list(day.over),
    }


def over_cap_sentences(load: dict[str, DayLoad]) -> list[str]:
    """The days that would exceed a cap, in words (rule R11)."""
    said = []
    for day, v in load.items():
        for channel in v.over:
            n, cap = (v.due_calls + v.calls, v.cap_calls) if channel == "call" else (v.due_emails + v.emails, v.cap_emails)
            said.append(session.texts("list.over_cap", day=day, channel=channel, n=n, cap=cap))
    return said


def cadence_shape(c: Cadence) -> dict[str, Any]:
    """A cadence with its steps."""
    return {
        "key": c.key,
        "name": c.name(session.texts.language),
        "version": c.version,
        "limit_days": c.limit_days,
        "then": c.then or None,
        "enter": {k: list(v) for k, v in c.enter.items()},
        "steps": [
            {
                "no": s.no,
                "day": s.day,
                "gap_days": s.gap_days,
                "channel": s.channel.value,
                "template": s.template,
                "purpose": s.purpose,
                "variants": list(s.variants),
                "mode": s.mode,
            }
            for s in c.steps
        ],
    }


@app.command()
def cadences(
    action: str = typer.Argument(None, help="validate FILE, add FILE, export KEY FILE, retire KEY; nothing lists them."),
    name: str = typer.Argument(None, help="A file, or the key of a cadence."),
    target: Path = typer.Argument(None, help="Where to export to."),
) -> None:
    """The plans with their steps; check a file, take one in as the next version, write one out, or offer one no more."""
    plans = session.desk.plans
    if action is None:
        document: list[dict[str, Any]] = [cadence_shape(c) for c in session.desk.cadences.values()]
        session.emit(document, lambda console: table(console, ["", "", ""], [(c["key"], c["name"], _days(c)) for c in document]))
        return
    if name is None or action not in ("validate", "add", "export", "retire") or (action == "export" and target is None):
        raise ValidationError("cadence_action", field="action", value=action)
    if action == "validate":
        made = plans.validate(Path(name))
        session.emit({"ok": True, "cadence": cadence_shape(made)}, f"{made.key}: {_days(cadence_shape(made))}")
    elif action == "add":
        done = plans.add_file(Path(name))
        session.emit({"cadence": cadence_shape(done.value), "change": done.changes.step_id}, f"{done.value.key} {done.value.version}")
    elif action == "export":
        written = plans.export(name, target)
        session.emit({"file": str(written)}, str(written))
    else:
        gone = plans.retire(name)
        session.emit({"cadence": name, "change": gone.changes.step_id}, name)


def _days(c: dict[str, Any]) -> str:
    return " · ".join(f"{s['day']} {session.texts('channel.' + str(s['channel']))}" for s in c["steps"])


@app.command()
def away(
    first: str = typer.Argument(None, help="First day (ISO)."),
    last: str = typer.Argument(None, help="Last day (ISO)."),
    kind: str = typer.Option("away", help="away, off (a day off of your own), or work (worked all the same)."),
    note: str = typer.Option(""),
    remove: int = typer.Option(None, help="Take back the entry of this number."),
    catch_up: bool = typer.Option(False, "--catch-up", help="Spread what is overdue over the coming days under the caps."),
    drop_older_than: int = typer.Option(None, min=0, help="With --catch-up: leave out steps overdue by more days than this."),
    reason: str = typer.Option("", help="Why they are left out."),
) -> None:
    """Say when you are away: all is paused, and what falls due meanwhile moves behind it (rule R12). Without days: what was said."""
    service = session.desk.away
    if remove is not None:
        gone = service.remove(remove)
        session.emit({"removed": remove, "change": gone.changes.step_id}, str(remove))
        return
    if first is None and not catch_up:
        days = [{"id": d.id, "from": d.first, "to": d.last, "kind": d.kind, "note": d.note} for d in service.rows()]
        session.emit({"days": days}, lambda c: table(c, ["", "", "", "", ""], [tuple(d.values()) for d in days]))
        return
    if catch_up:
        done = service.catch_up(drop_older_than=drop_older_than, reason=reason)
    elif first is None or last is None:
        raise ValidationError("away_days", field="to")
    else:
        done = service.say(parse_day(first, "from"), parse_day(last, "to"), kind, note)
    found = done.value
    session.emit(
        {
            "id": found.id or None,
            "moved": found.moved,
            "dropped": found.dropped,
            "promised": found.promised,
            "days": dict(found.days),
            "change": done.changes.step_id,
        },
        session.texts("list.moved", n=found.moved, dropped=found.dropped, promised=found.promised),
    )


@app.command()
def move(prospect: str) -> None:
    """Move a person from the version of the plan they started to the current one."""
    prospect_id = find(prospect)
    done = session.desk.enrolments.move(prospect_id)
    session.emit({"prospect": person_shape(prospect_id), "version": done.value, "change": done.changes.step_id}, str(done.value))
