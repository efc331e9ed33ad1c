"""A desk that reads mail: an account on a test server, messages to lay there, and an inbox that only counts what it is given."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Sequence

from imapclient import IMAPClient  # type: ignore[import-untyped]
from sqlalchemy import update

from sdrdesk.app import Application
from sdrdesk.core.changes import ChangeSet, OpKind, Outcome
from sdrdesk.core.domain.received import Arrived, MailKind, Taken
from sdrdesk.core.jobs.read_mail import MailReading
from sdrdesk.core.mail.imap import ImapReader
from sdrdesk.core.mail.imap_wire import ReadLimits
from sdrdesk.core.ports import ImapServer, SmtpServer
from sdrdesk.core.store.mail_tables import mailbox


class Collector:
    """An inbox that keeps each content once, as the real one does, and remembers what it was shown."""

    def __init__(self) -> None:
        self.shown: list[Arrived] = []
        self.kept: Counter[str] = Counter()
        self.calls = 0

    def __call__(self, batch: Sequence[Arrived]) -> Outcome[Taken]:
        """Take a batch."""
        assert 0 < len(batch) <= 100
        self.calls += 1
        self.shown += batch
        new = [key for m in batch if (key := content(m.raw)) not in self.kept]
        self.kept.update(set(new))
        kinds = {MailKind.HUMAN_REPLY: len(set(new))} if new else {}
        return Outcome(Taken(len(batch), len(set(new)), kinds), ChangeSet())


def content(raw: bytes) -> str:
    """What a message is known by."""
    return hashlib.sha256(raw).hexdigest()


def letter(n: int, *, message_id: str | None = "", body: str = "", date: dt.datetime | None = None) -> bytes:
    """A message as a stranger might write it; ``message_id`` None for none."""
    lines = [f"From: Ann <ann{n}@example.com>", "To: li.na@acme.example", f"Subject: Re: number {n}"]
    if message_id is not None:
        lines.append(f"Message-ID: {message_id or f'<letter-{n}@example.com>'}")
    if date is not None:
        lines.append(f"Date: {date:%a, %d %b %Y %H:%M:%S +0000}")
    return "\r\n".join([*lines, "", body or f"Letter {n}", ""]).encode()


def lay(client: IMAPClient, folder: str, *messages: bytes, at: dt.datetime | None = None) -> None:
    """Put messages into a folder of a server."""
    if not client.folder_exists(folder):
        client.create_folder(folder)
    for raw in messages:
        client.append(folder, raw, msg_time=at or dt.datetime.now(dt.UTC))


def add_account(
    desk: Application, host: str, port: int, user: str, password: str, *, security: str = "tls", since: dt.datetime | None = None
) -> int:
    """An account with a server to read from; mail of the last 30 days of the real clock is read."""
    made = desk.mailboxes.add(address=user, from_name="Li Na", server=SmtpServer(host, 465, "tls", user), password=password).value
    give_imap(desk, made, ImapServer(host, port, security, user), since)
    return made


def give_imap(desk: Application, mailbox_id: int, server: ImapServer, since: dt.datetime | None = None) -> None:
    """Write the server to read from beside an account."""
    back = since or dt.datetime.now(dt.UTC) - dt.timedelta(days=30)
    with desk.store.write(OpKind.MAILBOX, undoable=False) as uow:
        uow.s.execute(
            update(mailbox)
            .where(mailbox.c.id == mailbox_id)
            .values(
                imap_host=server.host, imap_port=server.port, imap_security=server.security, imap_username=server.username,
                read_since=round(back.timestamp() * 1000),
            )
        )  # fmt: skip


def snapshot(client: IMAPClient) -> dict[str, object]:
    """Everything that can be seen of an account: folders, numbers, flags, dates."""
    found: dict[str, object] = {}
    for _, _, name in client.list_folders():
        state = client.select_folder(name, readonly=True)
        rows = client.fetch(client.search("ALL"), ["FLAGS", "INTERNALDATE", "RFC822.SIZE"])
        seen = {
            uid: (tuple(f for f in data[b"FLAGS"] if f != b"\\Recent"), data[b"INTERNALDATE"], data[b"RFC822.SIZE"])
            for uid, data in rows.items()
        }
        found[name] = (state[b"UIDVALIDITY"], state[b"UIDNEXT"], state[b"EXISTS"], seen)
    return found


def reading(desk: Application, take: Collector, reader: ImapReader | None = None) -> MailReading:
    """A reader of the desk's mail that gives it to ``take``."""

    short = reader or ImapReader(ReadLimits(connect=5, command=5, goodbye=1))
    return MailReading(
        desk.mail_folders, short, desk.credentials.for_account, desk.credentials.refused, take, desk.outbox, desk.bus, desk.paths.files_read
    )
