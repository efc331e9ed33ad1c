"""Sending safely: dnc (the do-not-contact list), batch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from sdrdesk.core.services.batches import Finding, Ready
from sdrdesk.verbs.base import app, session, table

dnc_app = typer.Typer(invoke_without_command=True, help="The do-not-contact list (rule R17).", rich_markup_mode=None)
app.add_typer(dnc_app, name="dnc")


@dnc_app.callback()
def dnc(context: typer.Context, search: str = typer.Option("", help="A part of a value, a name or a reason.")) -> None:
    """The lines of the list, newest first."""
    if context.invoked_subcommand is not None:
        return
    service, texts = session.desk.do_not_contact, session.texts
    lines = service.lines(search)
    document = {
        "count": service.count(),
        "items": [
            {"id": n.id, "kind": n.kind, "value": n.value, "channel": n.channel, "reason": n.reason, "source": n.source, "since": n.since}
            for n in lines
        ],
    }
    cells = [(n.id, n.value, texts(f"dnc_kind.{n.kind}"), texts(f"dnc_channel.{n.channel}"), n.reason) for n in lines]
    session.emit(document, lambda console: table(console, ["id", "", "", "", ""], cells))


@dnc_app.command("add")
def dnc_add(
    values: list[str] = typer.Argument(..., metavar="VALUE...", help="Addresses, domains, numbers or people."),
    channel: str = typer.Option("any", help="any, email, call or message."),
    reason: str = typer.Option(""),
) -> None:
    """Put on the list; whatever is under way to them stops."""
    service = session.desk.do_not_contact
    _added(service.add([service.entry(value, channel, reason) for value in values]).value)


@dnc_app.command("import")
def dnc_import(file: Path) -> None:
    """Bring in a list of addresses, domains or numbers."""
    service = session.desk.do_not_contact
    entries, wrong = service.read_file(file)
    _added(service.add(entries, file=file.name).value, wrong)


def _added(added: Any, wrong: list[tuple[int, str]] | None = None) -> None:
    lines = [{"line": number, "text": text} for number, text in wrong or ()]
    session.status = 1 if lines else 0
    document = {"new": added.new, "known": added.known, "people": added.people, "not_understood": lines}
    session.emit(document, session.texts("cli.dnc_added", n=added.new, known=added.known, people=added.people))


@dnc_app.command("remove")
def dnc_remove(line: int, reason: str = typer.Option(..., help="Why; the history keeps it.")) -> None:
    """Take a line off the list."""
    session.desk.do_not_contact.remove([line], reason)
    session.emit({"id": line, "reason": reason}, session.texts("op.contact_again", name=line, why=reason))


@app.command()
def batch(send: bool = typer.Option(False, "--send", help="Put those that passed in the outbox.")) -> None:
    """Look at every email of tier T3 that is due and may go in a batch (rule R14); with --send, queue those that passed."""
    desk = session.desk
    seen = desk.batches.preflight(desk.batches.due()) or []
    passed = [one for one in seen if one.passed]
    done = desk.batches.queue(passed).value if send and passed else None
    session.status = 1 if len(passed) < len(seen) else 0
    document = {"emails": [_email(one) for one in seen], "batch": done.batch if done else None, "queued": list(done.ids) if done else []}
    session.emit(document, lambda console: table(console, ["", "", ""], [(one.name, one.subject, _words(one.findings)) for one in seen]))


def _email(one: Ready) -> dict[str, Any]:
    """One email of the pre-flight."""
    findings = [{"code": f.code, "stops": f.stops, **dict(f.params)} for f in one.findings]
    return {"prospect": one.prospect_id, "to": one.to, "subject": one.subject, "passed": one.passed, "findings": findings}


def _words(findings: tuple[Finding, ...]) -> str:
    said = []
    for one in findings:
        params = dict(one.params)
        code = f"lint.{params.pop('rule')}.{params.pop('severity')}" if one.code == "lint" else f"batch.{one.code}"
        said.append(session.texts(code, **params))
    return "; ".join(said)
