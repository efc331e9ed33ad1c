"""The file and its safety: import, export, demo, undo, redo, changes, backup, restore, check, settings, self-test."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import typer
from rich.progress import Progress

from sdrdesk.core.clock import from_ms, iso
from sdrdesk.core.domain.profile import SETTINGS
from sdrdesk.core.errors import ValidationError
from sdrdesk.core.files.mapping import parse_map_option
from sdrdesk.core.paths import ProfilePaths, default_profile, demo_profile
from sdrdesk.core.services.undo import StepRow
from sdrdesk.verbs.base import app, errors_out, session, table


@app.command("import")
def import_file(
    file: Path,
    maps: list[str] = typer.Option([], "--map", help="field=column"),
    dry_run: bool = typer.Option(False, "--dry-run"),
    lead_type: str = typer.Option(None, help="seed, net or spear for all of them."),
    cadence: str = typer.Option(None, help="Put the new people on this plan."),
    on_duplicate: str = typer.Option("merge", help="merge, skip or update."),
    encoding: str = typer.Option(None),
) -> None:
    """Bring a list in: says encoding, mapping and problems by row; one undo takes it back."""
    desk = session.desk
    if cadence is not None:
        desk.enrolments.cadence(cadence)
    plan = desk.imports.look(file, mapping=dict(parse_map_option(m) for m in maps), encoding=encoding)
    with Progress(console=errors_out, transient=True, disable=not sys.stderr.isatty() or session.quiet or session.json) as bar:
        job = bar.add_task("", total=len(plan.rows))
        done = desk.imports.run(
            plan, lead_type=lead_type, on_duplicate=on_duplicate, dry_run=dry_run, progress=lambda n, _: bar.update(job, completed=n)
        )
    found = done.value
    problems = [
        {
            "row": p.row,
            "column": p.column,
            "problem": session.texts(f"problem.{p.code}", value=p.value, column=p.column),
            "code": p.code,
            "value": p.value,
        }
        for p in found.problems
    ]
    document: dict[str, Any] = {
        "file": found.file,
        "encoding": found.encoding,
        "delimiter": plan.table.delimiter,
        "mapping": found.mapping,
        "rows": found.rows,
        "created": found.created,
        "updated": found.updated,
        "merged": found.merged,
        "skipped": found.skipped,
        "problems": problems,
        "change": None if dry_run else done.changes.step_id,
        "dry_run": dry_run,
    }
    if cadence is not None and not dry_run and found.ids:
        enrolled = desk.enrolments.enrol(list(found.ids), cadence)
        document["enrolled"] = len(enrolled.value.done)
    session.status = 1 if problems else 0

    def human(console: Any) -> None:
        console.print(f"{found.file}: {found.encoding}", markup=False, highlight=False)
        table(console, ["", ""], [(k, document[k]) for k in ("rows", "created", "updated", "merged", "skipped")])
        table(console, ["", "", ""], [(p["row"], p["column"], p["problem"]) for p in problems])

    session.emit(document, human)


@app.command()
def export(
    file: Path, segment: str = typer.Option("all"), what: str = typer.Option("prospects", help="prospects, touches or all (jsonl).")
) -> None:
    """Write people or touches to a file that import reads back."""
    rows = session.desk.exports.run(file, what=what, segment=segment)
    session.emit({"file": str(file), "rows": rows, "what": what}, f"{file}: {rows}")


@app.command()
def demo(
    reset: bool = typer.Option(False, help="Begin anew."),
    populate: int = typer.Option(None, help="Fill a profile with this many invented people, without a window."),
    seed: int = typer.Option(1),
) -> None:
    """The window on a sample profile of its own; --populate fills a profile instead."""
    from sdrdesk.sample import ensure_sample, reset_sample

    if populate is not None:
        if reset:
            reset_sample(session.profile or demo_profile())
        from sdrdesk.core.services.demo import populate as fill

        desk = session.desk
        now = desk.clock.now().astimezone(desk.settings.profile().zone)
        done = fill(desk.store, count=populate, seed=seed, now=now, language=session.lang or "en")
        if not desk.settings.profile().truth("app.set_up"):
            # A profile filled on purpose needs no first-run questions.
            desk.settings.change({"app.set_up": True, "user.language": session.lang or "en"})
        session.emit({"seed": seed, **{name: getattr(done.value, name) for name in done.value.__dataclass_fields__}}, f"{done.value}")
        return
    from sdrdesk.app import open_application
    from sdrdesk.window import run_window

    root = session.profile or demo_profile()
    if reset:
        reset_sample(root)
    ensure_sample(
        root, language=session.lang or "en", open_desk=lambda folder: open_application(folder, now=session.now, language=session.lang)
    )
    session.status = run_window(root, now=session.now, language=session.lang)


def _step_shape(step: StepRow) -> dict[str, Any]:
    zone = session.desk.settings.profile().zone
    return {
        "id": step.id,
        "op": step.op,
        "at": iso(from_ms(step.at_ms), zone),
        "actor": step.actor,
        "text": session.texts(f"op.{step.op}", **step.args),
        "state": step.state,
        "undoable": step.undoable,
        "rows": step.rows,
    }


def _several(n: int, one: Any) -> None:
    done: list[dict[str, Any]] = []
    for i in range(n):
        try:
            result = one().value
        except Exception:
            if i == 0:
                raise
            session.status = 1
            break
        done.append({"op": result.op, "text": session.texts(f"op.{result.op}", **result.args)})
    session.emit({"steps": done}, "\n".join(d["text"] for d in done))


@app.command()
def undo(n: int = typer.Argument(1, min=1)) -> None:
    """Take the last steps back, also after a restart (rule R26)."""
    _several(n, session.desk.undo.undo)


@app.command()
def redo(n: int = typer.Argument(1, min=1)) -> None:
    """Do the undone steps again."""
    _several(n, session.desk.undo.redo)


@app.command()
def changes(limit: int = typer.Option(50, min=1)) -> None:
    """The latest steps, newest first."""
    document = [_step_shape(s) for s in session.desk.undo.history(limit)]
    session.emit(document, lambda console: table(console, ["", "", ""], [(s["at"], s["text"], s["state"]) for s in document]))


@app.command()
def backup(file: Path = typer.Argument(None, help="Default: the profile's backups folder.")) -> None:
    """Write a verified copy of the data."""
    written = session.desk.safety.backup(file.resolve() if file else None)
    session.emit({"file": str(written)}, str(written))


@app.command()
def restore(file: Path) -> None:
    """Put a backup in the place of the data; what was there is kept. Nothing that was sent since is sent again."""
    from filelock import FileLock, Timeout

    from sdrdesk.app import parse_now
    from sdrdesk.core.errors import StoreBusy
    from sdrdesk.core.services.safety import restore as put_back

    clock, _ = parse_now(session.now)
    paths = ProfilePaths(session.profile or default_profile())
    paths.root.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(paths.window_lock, timeout=0), FileLock(paths.sender_lock, timeout=0):
            kept = put_back(file.resolve(), paths, clock.now())
            # Opens the profile, so that an older backup is migrated now; and asks the ledger before any sender can.
            session.desk.outbox.recover("restore", alone=True)
    except Timeout as error:
        raise StoreBusy("store_busy") from error
    session.emit({"restored": str(file), "kept": str(kept), "counts": session.desk.outbox.counts()}, str(kept))


@app.command()
def check(repair: bool = typer.Option(False, help="Write the search index anew.")) -> None:
    """Check the data file and everything that must always hold."""
    report = session.desk.safety.check(repair=repair)
    session.status = 0 if report.sound else 1
    session.emit(
        {
            "sound": report.sound,
            "integrity": list(report.integrity),
            "foreign_keys": report.foreign_keys,
            "invariants": report.invariants,
            "repaired": report.repaired,
        },
        "✓" if report.sound else str(report),
    )


@app.command("settings")
def settings_verb(sets: list[str] = typer.Option([], "--set", help="key=value")) -> None:
    """Show the settings, or change some."""
    from sdrdesk.verbs.mail import set_values

    values: dict[str, object] = {}
    for key, value in set_values(sets).items():
        declared = SETTINGS.get(key)
        if declared is None:
            raise ValidationError("setting_unknown", field=key)
        try:
            values[key] = {
                bool: lambda v: v.lower() in ("1", "true", "yes", "on"),
                int: int,
                list: lambda v: [int(x) for x in v.split(",")],
            }.get(declared.kind, str)(value)  # type: ignore[operator]
        except ValueError as error:
            raise ValidationError("setting_value", field=key, value=value) from error
    if values:
        session.desk.settings.change(values)
    profile = session.desk.settings.profile()
    document = {key: profile.values.get(key, s.default) for key, s in SETTINGS.items()}
    session.emit(document, lambda console: table(console, ["", ""], list(document.items())))


@app.command("self-test")
def self_test() -> None:
    """Open everything once and say what is wrong."""
    from sdrdesk.selftest import run_checks

    results = run_checks(session.profile)
    failed = [r for r in results if r["problem"]]
    session.status = 4 if failed else 0
    session.emit(
        {"ok": not failed, "checks": results}, lambda console: table(console, ["", ""], [(r["name"], r["problem"] or "✓") for r in results])
    )
