"""What comes in: sync."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import typer
from rich.console import Console

from sdrdesk.core.errors import EnvironmentProblem
from sdrdesk.core.jobs.read_mail import FolderReport, ReadReport
from sdrdesk.core.services.mail_folders import FolderRow, Problem
from sdrdesk.verbs.base import app, session, table

folders_app = typer.Typer(
    invoke_without_command=True,
    help="Where mail is read from: folders of accounts, and watched folders of .eml files.",
    rich_markup_mode=None,
)
app.add_typer(folders_app, name="folders")


def sync_shape(report: ReadReport) -> dict[str, Any]:
    """The shape of ``sync``."""
    return {
        "accounts": [_folder_shape(f) for f in report.folders],
        "read": report.read,
        "kept": report.kept,
        "kinds": {kind.value: n for kind, n in sorted(report.kinds.items())},
        "settled": report.settled,
    }


def _folder_shape(folder: FolderReport) -> dict[str, Any]:
    return {
        "mailbox": folder.mailbox or None,
        "folder": folder.folder or None,
        "read": folder.read,
        "kept": folder.kept,
        "problem": sentence(folder.problem) if folder.problem else None,
        "code": folder.problem.code if folder.problem else None,
    }


def sentence(problem: Problem) -> str:
    """A problem in words."""
    return session.texts(f"error.{problem.code}", **problem.params).strip()


@app.command()
def sync(
    retry: bool = typer.Option(False, "--retry", help="Also try accounts again whose password was refused."),
) -> None:
    """Read what has come: every account with an IMAP server, and every watched folder of .eml files. Nothing on a server is changed."""
    desk = session.desk
    accounts = desk.mail_folders.accounts()
    for account in accounts:
        if retry and account.waits:
            desk.mail_folders.retry(account.id)
    report = desk.mail_reading.read_all(told=None if session.json or session.quiet or not sys.stderr.isatty() else _told)
    problems = [f for f in report.folders if f.problem]
    if problems:
        # Nothing at all could be reached: the environment failed; something was read: done in part.
        session.status = EnvironmentProblem.exit_status if len(problems) == len(report.folders) else 1
    session.emit(sync_shape(report), lambda console: _shown(console, report))


def _told(address: str, folder: str, done: int, total: int) -> None:
    print(f"\r{address} {folder} {done}/{total}", end="" if done < total else "\n", file=sys.stderr, flush=True)


def _shown(console: Console, report: ReadReport) -> None:
    lines = [
        (f.mailbox, f.folder, sentence(f.problem) if f.problem else session.texts("sync.line", read=f.read, kept=f.kept))
        for f in report.folders
    ]
    if not lines:
        console.print(session.texts("sync.nothing"), markup=False, highlight=False)
        return
    table(console, ["", "", ""], lines)
    for kind, n in sorted(report.kinds.items()):
        console.print(f"{session.texts(f'mail_kind.{kind.value}')}: {n}", markup=False, highlight=False)
    if report.settled:
        console.print(session.texts("sync.settled", n=report.settled), markup=False, highlight=False)


@folders_app.callback()
def folders(context: typer.Context) -> None:
    """Every folder, whether it is read, and how far."""
    if context.invoked_subcommand is not None:
        return
    desk = session.desk
    addresses = {a.id: a.address for a in desk.mail_folders.accounts()}
    rows = [r for i in addresses for r in desk.mail_folders.rows(i)] + desk.mail_folders.directories()
    document = [
        {
            "id": r.id,
            "mailbox": addresses.get(r.mailbox_id or 0),
            "folder": r.name,
            "role": r.role,
            "watched": r.watched,
            "read_at": r.read_at,
            "problem": sentence(r.problem) if r.problem else None,
        }
        for r in rows
    ]
    session.emit(
        document,
        lambda console: table(
            console,
            ["id", "", "", "", ""],
            [(d["id"], d["mailbox"] or "", "✓" if d["watched"] else "", d["folder"], d["problem"] or "") for d in document],
        ),
    )


@folders_app.command("watch")
def folders_watch(folder_id: int) -> None:
    """Read a folder of an account from now on."""
    _folder(session.desk.mail_folders.watch(folder_id, True).value)


@folders_app.command("unwatch")
def folders_unwatch(folder_id: int) -> None:
    """Read a folder of an account no more."""
    _folder(session.desk.mail_folders.watch(folder_id, False).value)


@folders_app.command("add")
def folders_add(directory: Path) -> None:
    """Watch a directory of .eml files, or a Maildir; its files are never changed."""
    _folder(session.desk.mail_folders.add_directory(directory).value)


@folders_app.command("remove")
def folders_remove(folder_id: int) -> None:
    """Watch a directory of files no more."""
    session.desk.mail_folders.remove_directory(folder_id)
    session.emit({"id": folder_id, "removed": True}, str(folder_id))


def _folder(row: FolderRow) -> None:
    session.emit({"id": row.id, "folder": row.name, "watched": row.watched}, f"{row.id} {row.name} {'✓' if row.watched else ''}".strip())
