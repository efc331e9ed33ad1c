"""What was agreed with others, as data in versions: standard (rules R23-R25)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typer

from sdrdesk.core.clock import iso
from sdrdesk.core.domain.mql_rule import MqlRule, body_of, rule_from
from sdrdesk.core.domain.standard_kinds import CHECKS
from sdrdesk.core.errors import NotFound, ValidationError
from sdrdesk.core.render.mql_words import mql_sentence
from sdrdesk.verbs.base import app, session


def _body(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise ValidationError("standard_file", field="set", file=path.name, why=str(error)) from error
    if not isinstance(found, dict):
        raise ValidationError("standard_file", field="set", file=path.name, why=type(found).__name__)
    return found


@app.command()
def standard(
    kind: str = typer.Argument("mql", help="mql, not_ready and the other agreements."),
    set_to: Path = typer.Option(None, "--set", help="A JSON file that holds from now on, as the next version."),
    back: int = typer.Option(None, help="The version that holds again."),
    preview: Path = typer.Option(None, help="For mql: how many would be ready by this JSON file; nothing is kept."),
) -> None:
    """Show an agreement and its versions, or keep another one (rules R23-R25)."""
    desk, texts = session.desk, session.texts
    change = None
    if kind not in CHECKS:
        raise NotFound("standard_unknown", name=kind)
    if set_to is not None:
        change = desk.standards.save(kind, _body(set_to)).changes.step_id
    elif back is not None:
        change = desk.standards.bring_back(kind, back).changes.step_id
    versions, zone = desk.standards.versions(kind), desk.settings.profile().zone
    held = versions[0] if versions else None
    body = held.body if held else body_of(MqlRule()) if kind == "mql" else None
    document: dict[str, Any] = {
        "kind": kind,
        "version": held.version if held else 0,
        "body": body,
        "versions": [{"version": v.version, "at": iso(v.at, zone) if v.at else None, "body": v.body} for v in versions],
        "change": change,
    }
    lines = [texts("cli.standard_version", n=held.version) if held else texts("cli.standard_shipped")]
    if kind == "mql":
        document["sentence"] = mql_sentence(rule_from(body or {}), texts)
        wanted = rule_from(_body(preview)) if preview is not None else rule_from(body or {})
        seen = desk.qualification.preview(wanted)
        document["preview"] = {"ready": seen.ready, "of": seen.of, "more": seen.more, "fewer": seen.fewer}
        lines += [document["sentence"], texts("mql.preview", ready=seen.ready, of=seen.of)]
    elif body is not None:
        lines.append(json.dumps(body, ensure_ascii=False, indent=1))
    session.emit(document, "\n".join(lines))
