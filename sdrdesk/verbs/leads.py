"""Leads: their score, their tags, service levels and triggers; and the rules of all of them as data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typer

from sdrdesk.app import Application
from sdrdesk.core.clock import iso
from sdrdesk.core.errors import FileUnreadable, ValidationError
from sdrdesk.core.services.rules import KINDS
from sdrdesk.verbs.base import app, session, table
from sdrdesk.verbs.people import find, person_shape


@app.command()
def score(prospect: str = typer.Argument(None), renew: bool = typer.Option(False, "--all", help="Score everybody anew.")) -> None:
    """The lead score of a person with every line that gave points."""
    desk = session.desk
    if renew:
        done = desk.scores.renew()
        session.emit({"changed": done.value}, str(done.value))
        return
    if prospect is None:
        raise ValidationError("log_incomplete", field="prospect")
    prospect_id = find(prospect)
    found = desk.scores.show(prospect_id)
    assignable = found.total >= desk.settings.profile().number("score.assignable")
    lines = [{"name": x.rule.name, "part": x.rule.part, "points": x.points, "known": x.known} for x in found.lines]
    document = {
        "prospect": person_shape(prospect_id),
        "score": found.total,
        "grade": found.grade,
        "assignable": assignable,
        "parts": found.parts,
        "learned": found.learned,
        "held_low": found.held_low,
        "lines": lines,
    }
    session.emit(document, lambda c: table(c, ["", "", str(found.total)], [(x["name"], x["part"], x["points"]) for x in lines]))


@app.command()
def tag(
    prospects: list[str] = typer.Argument(None),
    put: str = typer.Option(None, help="group/name to put on."),
    off: str = typer.Option(None, help="group/name to take off."),
) -> None:
    """Put a tag on people or take it off; without people, all tags in use."""
    desk = session.desk
    if not prospects:
        session.emit({"tags": desk.scores.tags()}, lambda c: table(c, ["", ""], list(desk.scores.tags().items())))
        return
    ids = [find(p) for p in prospects]
    changed, step = 0, None
    for value, on in ((put, True), (off, False)):
        if value:
            done = desk.scores.tag(ids, value, on)
            changed, step = changed + done.value, done.changes.step_id
    document = {"changed": changed, "tags": {str(i): desk.scores.tags_of(i) for i in ids}, "change": step}
    session.emit(document, str(changed))


@app.command()
def sla(
    action: str = typer.Argument(None, help="release FILE: give back the leads that have escalated."), file: Path = typer.Argument(None)
) -> None:
    """Inbound leads whose clock runs, the most urgent first (rule R21)."""
    desk = session.desk
    zone = desk.settings.profile().zone
    if action == "release" and file is not None:
        done = desk.slas.release(file)
        session.emit({"file": str(file), "released": done.value, "change": done.changes.step_id}, f"{file}: {done.value}")
        return
    if action is not None:
        raise ValidationError("value_unknown", field="action", value=action)
    rows: list[dict[str, Any]] = [
        {
            "prospect": {"id": r.prospect_id, "name": r.name, "company": r.company},
            "started": iso(r.started, zone),
            "warn": iso(r.warn_at, zone),
            "due": iso(r.due_at, zone),
            "escalate": iso(r.escalate_at, zone),
            "stage": r.stage,
        }
        for r in desk.slas.rows()
    ]
    session.emit({"leads": rows}, lambda c: table(c, ["", "", ""], [(r["prospect"]["name"], r["due"], r["stage"]) for r in rows]))


@app.command()
def triggers(action: str = typer.Argument(None, help="preview, run, on or off."), name: str = typer.Argument(None)) -> None:
    """Triggers with whom each would take today; run them, or switch one on or off. None of them sends anything."""
    desk = session.desk
    if action is None:
        shown = [
            {
                "name": r.name,
                "enabled": r.enabled,
                "event": r.body.get("event"),
                "action": r.body.get("action"),
                "takes": _takes(desk, r.name),
            }
            for r in desk.triggers.rows()
        ]
        session.emit({"triggers": shown}, lambda c: table(c, ["", "", ""], [(t["name"], t["enabled"], t["takes"]) for t in shown]))
        return
    if action == "run":
        done = desk.triggers.run(name)
        session.emit({"taken": done.value, "change": done.changes.step_id}, str(done.value))
        return
    if name is None or action not in ("preview", "on", "off"):
        raise ValidationError("value_unknown", field="action", value=action)
    if action == "preview":
        found: list[dict[str, Any]] = [
            {"prospect": {"id": t.prospect_id, "name": t.name, "company": t.company}, "occasion": t.occasion, "refused": t.refused or None}
            for t in desk.triggers.preview(name)
        ]
        session.emit(
            {"name": name, "takes": found}, lambda c: table(c, ["", ""], [(f["prospect"]["name"], f["refused"] or "") for f in found])
        )
        return
    changed = desk.rules.enable("trigger", name, action == "on")
    session.emit({"name": name, "enabled": action == "on", "change": changed.changes.step_id}, name)


@app.command()
def rules(
    kind: str = typer.Argument(..., help="score, sla or trigger."),
    save: Path = typer.Option(None, help="A JSON file with name and the rule's fields; keeps it."),
    remove: str = typer.Option(None, help="Name of a rule to take away."),
    restore: bool = typer.Option(False, help="Back to the shipped rules."),
) -> None:
    """The rules of a kind as data; keep one from a file, take one away, or go back to the shipped ones."""
    service = session.desk.rules
    if kind not in KINDS:
        raise ValidationError("value_unknown", field="kind", value=kind)
    step = None
    if save is not None:
        body = _body(save)
        name = str(body.pop("name", ""))
        known = {r.name: r.id for r in service.rows(kind)}
        step = service.save(kind, name, body, rule_id=known.get(name) or None, enabled=bool(body.pop("enabled", True))).changes.step_id
    if remove is not None:
        step = service.remove(kind, remove).changes.step_id
    if restore:
        step = service.restore(kind).changes.step_id
    if step is not None and kind == "score":
        session.desk.scores.renew()
    rows = [{"name": r.name, "enabled": r.enabled, **r.body} for r in service.rows(kind)]
    session.emit({"kind": kind, "rules": rows, "change": step}, lambda c: table(c, ["", ""], [(r["name"], r["enabled"]) for r in rows]))


def _takes(desk: Application, name: str) -> int | None:
    """How many a trigger would take; None for one whose cadence has been retired, which must not hide the others."""
    try:
        return len(desk.triggers.preview(name))
    except ValidationError:
        return None


def _body(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise FileUnreadable("file_missing", file=str(path)) from error
    if not isinstance(found, dict):
        raise ValidationError("value_unknown", field="file", value=path.name)
    return found
