"""Mail accounts: mailbox add, list, test, password, servers, remove. A secret comes from the prompt or standard input, never as an argument."""

from __future__ import annotations

import dataclasses
import datetime as dt
import getpass
import sys
import threading
import webbrowser
from typing import Any

import typer

from sdrdesk.core.clock import to_ms
from sdrdesk.core.errors import ValidationError
from sdrdesk.core.ports import AccountPreset, ImapServer, OAuthApp, SmtpServer
from sdrdesk.core.services.mailboxes import AccountOptions, MailboxRow
from sdrdesk.verbs.base import app, session, table

mailbox_app = typer.Typer(
    no_args_is_help=True,
    help="Mail accounts; passwords come from a prompt or standard input and live in the keyring.",
    rich_markup_mode=None,
)
app.add_typer(mailbox_app, name="mailbox")


def mailbox_shape(box: MailboxRow) -> dict[str, Any]:
    """An account without any secret."""
    imap = box.options.imap
    return {
        "id": box.id,
        "address": box.address,
        "name": box.from_name,
        "host": box.server.host,
        "port": box.server.port,
        "security": box.server.security,
        "daily_cap": box.daily_cap,
        "paused": box.paused,
        "pause_reason": box.pause_reason,
        "hourly_cap": box.options.hourly_cap,
        "auth": "oauth" if box.options.app else "password",
        "imap_host": imap.host if imap else None,
        "imap_port": imap.port if imap else None,
        "imap_security": imap.security if imap else None,
        "default": box.default,
    }


def typed_secret(question: str) -> str:
    """One line of the prompt, unseen, or of standard input."""
    return (getpass.getpass(question) if sys.stdin.isatty() else sys.stdin.readline()).rstrip("\r\n")


@mailbox_app.command("add")
def mailbox_add(
    address: str,
    name: str = typer.Option("", help="The name in From."),
    host: str = typer.Option(None),
    port: int = typer.Option(None),
    security: str = typer.Option(None, help="tls or starttls."),
    username: str = typer.Option(None),
    cap: int = typer.Option(150, help="Emails a day at the most."),
    preset: str = typer.Option("", help="Provider: gmail, outlook, microsoft365, exmail, qq, 163, 126, qiye163, fastmail, generic."),
    imap_host: str = typer.Option(None, help="Where its mail is read; known providers bring their own."),
    imap_port: int = typer.Option(None),
    imap_security: str = typer.Option(None, help="tls or starttls."),
    imap_username: str = typer.Option(None),
    no_imap: bool = typer.Option(False, "--no-imap", help="Only send."),
    hourly_cap: int = typer.Option(40, help="Emails an hour at the most."),
    signature: str = typer.Option("", help="Plain text that ends its emails."),
    read_since: str = typer.Option(None, help="Do not read mail before this day (2026-11-26)."),
    auth: str = typer.Option("password", help="password, or oauth to sign in with the browser."),
    client_id: str = typer.Option("", help="For oauth: of your own registration with the provider."),
) -> None:
    """Keep an account; the password (for oauth the client secret, if there is one) is read from the prompt or from standard input."""
    if auth not in ("password", "oauth"):
        raise ValidationError("provider_unknown", field="auth", value=auth)
    boxes = session.desk.mailboxes
    known = boxes.preset(address, preset)
    server = SmtpServer(host or known.smtp.host, port or known.smtp.port, security or known.smtp.security, username or known.smtp.username)
    imap = None
    if not no_imap and (imap_host or (host is None and known.key != "generic")):
        there = known.imap
        imap = ImapServer(
            imap_host or there.host, imap_port or there.port, imap_security or there.security, imap_username or username or there.username
        )
    oauth = _oauth(known, client_id, address) if auth == "oauth" else None
    secret = _sign_in(oauth, address) if oauth else typed_secret("Password: ")
    if not secret:
        raise ValidationError("password_empty", field="password")
    options = AccountOptions(imap, hourly_cap, signature, _day(read_since), oauth)
    done = boxes.add(address=address, from_name=name, server=server, password=secret, daily_cap=cap, options=options)
    document = {
        "id": done.value,
        "address": address,
        "host": server.host,
        "port": server.port,
        "security": server.security,
        "imap_host": imap.host if imap else None,
        "auth": auth,
    }
    session.emit(document, f"{done.value} {address} {server.host}:{server.port}")


def _oauth(known: AccountPreset, client_id: str, address: str) -> OAuthApp:
    if known.app is None:
        raise ValidationError("no_oauth_here", field="auth", value=address.rpartition("@")[2])
    return dataclasses.replace(known.app, client_id=client_id.strip())


def _sign_in(oauth: OAuthApp, address: str) -> str:
    """Show the provider's page in the browser and wait for its answer; Ctrl+C gives up."""
    client_secret = typed_secret("Client secret: ") if oauth.wants_secret else ""

    def open_browser(url: str) -> bool:
        # On a machine without a browser the page may be opened elsewhere, through a tunnel to the port that it names.
        print(url, file=sys.stderr, flush=True)
        webbrowser.open(url)
        return True

    done = session.desk.credentials.sign_in(
        oauth, client_secret=client_secret, address=address, open_browser=open_browser, stop=threading.Event()
    )
    return done.kept


def _day(typed: str | None) -> int | None:
    if not typed:
        return None
    try:
        day = dt.date.fromisoformat(typed)
    except ValueError as error:
        raise ValidationError("date_not_understood", field="read_since", value=typed) from error
    return to_ms(session.desk.settings.profile().day_bounds(day)[0])


@mailbox_app.command("list")
def mailbox_list() -> None:
    """The accounts; no password is ever shown."""
    document = [mailbox_shape(b) for b in session.desk.mailboxes.rows()]
    session.emit(
        document,
        lambda console: table(
            console, ["id", "", "", ""], [(b["id"], b["address"], f"{b['host']}:{b['port']}", b["pause_reason"]) for b in document]
        ),
    )


@mailbox_app.command("servers")
def mailbox_servers(address: str) -> None:
    """The servers of an address by the table and by the name service, which is asked for the names shown."""
    boxes = session.desk.mailboxes
    known, found = boxes.preset(address), boxes.find_servers(address)
    document = {
        "preset": known.key,
        "asked": list(boxes.questions(address)),
        "found": found.preset,
        "smtp": dataclasses.asdict(found.smtp or known.smtp),
        "imap": dataclasses.asdict(found.imap or known.imap),
        "outside": list(found.outside),
    }
    lines = [f"{kind} {place['host']}:{place['port']} {place['security']}" for kind in ("smtp", "imap") for place in (document[kind],)]  # type: ignore[index]
    session.emit(document, "\n".join(lines))


@mailbox_app.command("test")
def mailbox_test(name: str = typer.Argument(..., help="Id or address.")) -> None:
    """Connect, check the certificate, sign in: where it sends and where it reads."""
    box = session.desk.mailboxes.find(name)
    tried = session.desk.mailboxes.test(box.id)
    session.emit(
        {"id": box.id, "address": box.address, "works": True, **{one.part: True for one in tried}},
        "\n".join(f"{box.address} {one.part} ✓" for one in tried),
    )


@mailbox_app.command("password")
def mailbox_password(name: str = typer.Argument(..., help="Id or address.")) -> None:
    """Replace the password, from the prompt or from standard input, or sign in again; email that waited for it goes on."""
    box = session.desk.mailboxes.find(name)
    secret = _sign_in(box.options.app, box.address) if box.options.app else typed_secret("Password: ")
    if not secret:
        raise ValidationError("password_empty", field="password")
    session.desk.mailboxes.set_password(box.id, secret)
    session.emit({"id": box.id, "address": box.address, "paused": session.desk.mailboxes.get(box.id).paused}, box.address)


@mailbox_app.command("remove")
def mailbox_remove(name: str = typer.Argument(..., help="Id or address.")) -> None:
    """Forget an account and its password."""
    box = session.desk.mailboxes.find(name)
    done = session.desk.mailboxes.remove(box.id)
    session.emit({"id": box.id, "address": box.address, "cancelled": done.value}, box.address)
