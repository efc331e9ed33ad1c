"""Templates: which there are, whether everybody's values are there, and files in and out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer
from rich.console import Console

from sdrdesk.core.clock import iso
from sdrdesk.core.errors import ValidationError
from sdrdesk.core.queries.variants import variant_results
from sdrdesk.core.render.book import LANGUAGES, as_kind
from sdrdesk.core.services.template_files import Candidate
from sdrdesk.verbs.base import app, error_sentence, session, table

templates_app = typer.Typer(invoke_without_command=True, help="Templates: emails, call scripts and messages.", rich_markup_mode=None)
app.add_typer(templates_app, name="templates")


@templates_app.callback()
def templates(context: typer.Context) -> None:
    """The templates that there are."""
    if context.invoked_subcommand is not None:
        return
    found = session.desk.compose.templates(session.texts.language)
    own = {key for kind, key, language in session.desk.templates.book.own() if kind == "email" and language == session.texts.language}
    document: list[dict[str, Any]] = [
        {"key": t.key, "language": t.language, "subject": t.subject, "variables": list(t.variables), "own": t.key in own}
        for t in found.values()
    ]
    session.emit(
        document, lambda console: table(console, ["", "", ""], [(t["key"], t["subject"], ", ".join(t["variables"])) for t in document])
    )


@templates_app.command("check")
def templates_check(cadence: str = typer.Option(None)) -> None:
    """Render every email for everybody on a plan and say where a value is missing (rule R15)."""
    problems = session.desk.compose.check_all(cadence)
    session.status = 1 if problems else 0
    document = {"problems": [{"prospect": i, "name": n, "template": t, "missing": list(m)} for i, n, t, m in problems]}
    session.emit(document, lambda console: table(console, ["id", "", "", ""], [(i, n, t, ", ".join(m)) for i, n, t, m in problems]))


@templates_app.command("export")
def templates_export(
    target: Path = typer.Argument(..., help="A folder for .j2 files (KIND/LANGUAGE/KEY.j2), or a file that ends in .json."),
    kind: str = typer.Option(None, help="email, call, talk (voicemail and objections) or message; all without it."),
    key: str = typer.Option(None, help="One template; all without it."),
) -> None:
    """Write the templates as they are now, so that ``templates import`` reads back the same."""
    files, wanted = session.desk.template_files, as_kind(kind) if kind else None
    whole = target.suffix.lower() == ".json"
    written = [files.export_json(target.resolve(), wanted, key)] if whole else files.export_folder(target.resolve(), wanted, key)
    session.emit({"files": [str(p) for p in written]}, "\n".join(map(str, written)))


@templates_app.command("import")
def templates_import(
    files: list[Path] = typer.Argument(..., help="Folders, or files: .j2, .txt, .md, .html, .json, .csv; one file may hold several."),
    language: str = typer.Option("en", help="Of texts that do not say it: en or zh_CN."),
    maps: list[str] = typer.Option([], "--map", help='What an unknown tag stands for: "[Pain]=topic"; "[Pain]==" keeps it as words.'),
    dry_run: bool = typer.Option(False, "--dry-run", help="Say what would be taken, and keep nothing."),
) -> None:
    """Take templates in; merge tags of other tools ({{first_name}}, [Name], %FIRST%, *|FNAME|*, …) become ours. Unknown tags are refused by
    name until --map says what they stand for; a template with another problem waits, and the rest are taken."""
    if language not in LANGUAGES:
        raise ValidationError("template_language_unknown", field="language", value=language)
    service = session.desk.template_files
    found = service.candidates(service.read([p.resolve() for p in files], language), _mapping(maps))
    ready, waiting = [c for c in found if c.ready], [c for c in found if not c.ready and not c.there]
    change = None
    if ready and not dry_run:
        change = service.take(ready).changes.step_id
    session.status = 1 if waiting else 0
    document = {
        "taken": [_shape(c) for c in ready],
        "waiting": [{**_shape(c), "unknown": list(c.unknown), "problems": _problems(c)} for c in waiting],
        "unchanged": [_shape(c) for c in found if c.there],
        "change": change,
    }

    def human(console: Console) -> None:
        table(console, ["", "", ""], [(c.text.key, c.text.language, c.text.subject) for c in ready])
        for c in waiting:
            console.print(f"{c.found.file} · {c.found.name}: {'; '.join(_problems(c))}", markup=False, highlight=False)

    session.emit(document, human)


@templates_app.command("variants")
def templates_variants(cadence: str = typer.Option(None, help="One cadence; all without it.")) -> None:
    """The variants of each email step, judged by human replies only: people written to, replies, and the range of the true rate."""
    desk = session.desk
    with desk.read() as (s, profile):
        found = variant_results(s, desk.cadences, cadence)
    document: list[dict[str, Any]] = [
        {
            "cadence": r.cadence,
            "step": r.step,
            "verdict": r.verdict,
            "best": r.best or None,
            "variants": [
                {
                    "template": v.template, "sent": v.sent, "replies": v.replies, "rate": v.rate.value, "low": v.rate.low, "high": v.rate.high,
                    "first": iso(v.first, profile.zone) if v.first else None,
                }
                for v in r.variants
            ],
        }
        for r in found
    ]  # fmt: skip

    def human(console: Console) -> None:
        for r in document:
            console.print(f"{r['cadence']} {r['step']}: {session.texts('variant.' + str(r['verdict']))}", markup=False, highlight=False)
            rows = [(v["template"], v["sent"], v["replies"], _percent(v)) for v in r["variants"]]
            table(console, ["", "", "", ""], rows)

    session.emit(document, human)


def _percent(v: dict[str, Any]) -> str:
    return "" if v["rate"] is None else f"{v['rate']:.0%} ({v['low']:.0%} – {v['high']:.0%})"


def _shape(c: Candidate) -> dict[str, Any]:
    return {"kind": c.text.kind, "key": c.text.key, "language": c.text.language, "subject": c.text.subject, "file": c.found.file}


def _problems(c: Candidate) -> list[str]:
    errors = [error for _, error in c.problems]
    if c.unknown:
        errors.append(ValidationError("template_tags_open", file=c.found.file, tags=", ".join(c.unknown), first=c.unknown[0]))
    return [error_sentence(e, session.texts) for e in errors]


def _mapping(options: list[str]) -> dict[str, str]:
    """``[Tag]=variable`` options; the variable's name has no sign of its own, so the last one parts them."""
    from sdrdesk.core.render.merge_tags import LITERAL
    from sdrdesk.core.render.variables import VARIABLES

    found = {}
    for option in options:
        if option.endswith("=" + LITERAL):
            tag, meaning = option.removesuffix("=" + LITERAL), LITERAL
        else:
            tag, _, meaning = option.rpartition("=")
        if not tag or (meaning != LITERAL and meaning not in VARIABLES):
            raise ValidationError("set_option", field="map", value=option)
        found[tag] = meaning
    return found
