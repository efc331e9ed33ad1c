"""Where mail is read from, how far it is read, and what stands in the way. Facts of the machine: undo leaves them alone."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Row, delete, insert, select, update

from sdrdesk.core.changes import ChangeSet, OpKind, Outcome
from sdrdesk.core.clock import from_ms
from sdrdesk.core.errors import Duplicate, NotFound, RuleRefusal, SdrDeskError, ValidationError
from sdrdesk.core.ports import FoundFolder, ImapServer, Place
from sdrdesk.core.store.jsons import dumps
from sdrdesk.core.store.mail_tables import mail_folder, mailbox
from sdrdesk.core.store.store import Store

WATCHED_FROM_THE_START = ("inbox", "junk")
"""Replies land in the inbox, and sometimes among the junk; what else is read, the user picks."""

NEVER_WATCHED = ("sent", "drafts", "trash")
READ_BACK = dt.timedelta(days=30)
"""Mail that is older than this when an account is added is not read."""

AUTH_CODES = ("imap_auth_refused", "sign_in_again")
"""Problems after which an account is not tried again by itself: a second wrong password may lock it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something could not be read: a code of ``error.`` in the text catalogue, and its values."""

    code: str
    params: dict[str, object] = field(default_factory=dict)

    @classmethod
    def of(cls, error: SdrDeskError) -> Problem:
        """What an error says."""
        return cls(error.code, dict(error.params))

    @classmethod
    def stored(cls, value: str) -> Problem | None:
        """What was kept; None for no problem."""
        if not value:
            return None
        try:
            found = json.loads(value)
            return cls(str(found.pop("code")), found)
        except (ValueError, KeyError, AttributeError):
            return cls(value)

    def kept(self) -> str:
        """As it is stored."""
        return dumps({"code": self.code, **{k: v for k, v in self.params.items() if isinstance(v, str | int)}})


@dataclass(frozen=True, slots=True)
class FolderRow:
    """A folder of an account, or (``kind`` ``files``) a directory of .eml files."""

    id: int
    mailbox_id: int | None
    kind: str
    name: str
    role: str
    watched: bool
    place: Place
    read_at: dt.datetime | None
    problem: Problem | None


@dataclass(frozen=True, slots=True)
class ReadingAccount:
    """An account that mail is read from.

    Attributes:
        since: mail from before this day is not read.
        read_at: when all its watched folders that are still on the server were last read without a problem (rule B4 of sending depends on
            it).
    """

    id: int
    address: str
    server: ImapServer
    since: dt.date
    read_at: dt.datetime | None
    problem: Problem | None

    @property
    def waits(self) -> bool:
        """Does it wait for the user, because the server refused its password?"""
        return self.problem is not None and self.problem.code in AUTH_CODES


class MailFolderService:
    """The folders and directories that mail is read from."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # --- accounts ----------------------------------------------------------------------------------------------------------

    def accounts(self) -> list[ReadingAccount]:
        """The accounts with a server to read from."""
        with self._store.read() as s:
            return [
                _account(r)
                for r in s.execute(select(mailbox).where(mailbox.c.imap_host.is_not(None)).order_by(mailbox.c.id))
                if r.imap_host
            ]

    def account_read(self, mailbox_id: int, problem: Problem | None) -> None:
        """A pass over an account has ended: everything watched was read, or something was in the way."""
        kept = problem.kept() if problem else ""
        with self._store.write(OpKind.MAILBOX, actor="job", undoable=False) as uow:
            uow.keep_no_image()
            values = {"read_problem": kept} if problem else {"read_problem": "", "read_at": uow.now_ms}
            uow.s.execute(update(mailbox).where(mailbox.c.id == mailbox_id).values(**values))
        self._store.bus.publish(ChangeSet(ids={"mailbox": frozenset({mailbox_id})}))

    def retry(self, mailbox_id: int) -> None:
        """The user wants an account tried again whose password was refused."""
        with self._store.write(OpKind.MAILBOX, undoable=False) as uow:
            uow.s.execute(update(mailbox).where(mailbox.c.id == mailbox_id).values(read_problem=""))

    # --- folders of an account ---------------------------------------------------------------------------------------------

    def rows(self, mailbox_id: int | None) -> list[FolderRow]:
        """The folders of an account; for None the directories of files."""
        with self._store.read() as s:
            return [
                _row(r) for r in s.execute(select(mail_folder).where(mail_folder.c.mailbox_id.is_(mailbox_id)).order_by(mail_folder.c.id))
            ]

    def found(self, mailbox_id: int, folders: Sequence[FoundFolder]) -> list[FolderRow]:
        """Take over what a server says of its folders; gives the watched ones. One that is watched and gone stays, so that it is missed aloud."""
        here = {r.name: r for r in self.rows(mailbox_id)}
        there = {f.name: f for f in folders}
        new = [f for f in there.values() if f.name not in here]
        changed = [f for f in there.values() if f.name in here and here[f.name].role != f.role]
        gone = [r.id for r in here.values() if r.name not in there and not r.watched]
        if new or changed or gone:
            with self._store.write(OpKind.MAILBOX, actor="job", undoable=False) as uow:
                for folder in new:
                    watched = int(folder.role in WATCHED_FROM_THE_START)
                    uow.s.execute(insert(mail_folder).values(mailbox_id=mailbox_id, name=folder.name, role=folder.role, watched=watched))
                for folder in changed:
                    values = {"role": folder.role} | ({"watched": 0} if folder.role in NEVER_WATCHED else {})
                    uow.s.execute(update(mail_folder).where(mail_folder.c.id == here[folder.name].id).values(**values))
                uow.s.execute(delete(mail_folder).where(mail_folder.c.id.in_(gone)))
            self._told()
        return [r for r in self.rows(mailbox_id) if r.watched]

    def watch(self, folder_id: int, on: bool) -> Outcome[FolderRow]:
        """Read a folder from now on, or no more.

        Raises:
            RuleRefusal: ``folder_never_read``: what we sent, wrote or threw away is no answer of somebody else.
        """
        row = self._get(folder_id)
        if on and row.role in NEVER_WATCHED:
            raise RuleRefusal("folder_never_read", rule="R18", folder=row.name)
        with self._store.write(OpKind.MAILBOX, undoable=False) as uow:
            uow.s.execute(update(mail_folder).where(mail_folder.c.id == folder_id).values(watched=int(on), problem=""))
        self._told()
        return Outcome(self._get(folder_id), uow.changes)

    def progress(self, folder_id: int, place: Place) -> None:
        """Everything up to a place has been taken. Two readers of one profile cannot throw each other back."""
        with self._store.write(OpKind.MAILBOX, actor="job", undoable=False) as uow:
            of = mail_folder.c
            uow.s.execute(
                update(mail_folder)
                .where(of.id == folder_id, (of.uidvalidity.is_not(place.uidvalidity)) | (of.last_uid < place.last_uid))
                .values(uidvalidity=place.uidvalidity, last_uid=place.last_uid)
            )

    def folder_read(self, folder_id: int, problem: Problem | None = None) -> None:
        """A pass over a folder has ended."""
        with self._store.write(OpKind.MAILBOX, actor="job", undoable=False) as uow:
            values = {"problem": problem.kept()} if problem else {"problem": "", "read_at": uow.now_ms}
            uow.s.execute(update(mail_folder).where(mail_folder.c.id == folder_id).values(**values))

    # --- directories of files ----------------------------------------------------------------------------------------------

    def directories(self) -> list[FolderRow]:
        """The watched directories of .eml files."""
        return self.rows(None)

    def add_directory(self, path: Path) -> Outcome[FolderRow]:
        """Watch a directory of .eml files, or a Maildir.

        Raises:
            ValidationError: ``directory_missing``.
            Duplicate: ``directory_watched``.
        """
        where = path.expanduser().absolute()
        if not where.is_dir():
            raise ValidationError("directory_missing", field="path", path=str(where))
        if any(Path(r.name) == where for r in self.directories()):
            raise Duplicate("directory_watched", path=str(where))
        with self._store.write(OpKind.MAILBOX, undoable=False) as uow:
            made = uow.s.execute(
                insert(mail_folder).values(mailbox_id=None, kind="files", name=str(where), role="other").returning(mail_folder.c.id)
            ).scalar_one()
        self._told()
        return Outcome(self._get(int(made)), uow.changes)

    def remove_directory(self, folder_id: int) -> Outcome[None]:
        """Watch a directory no more; its files stay where they are, and so does what was read from them."""
        if self._get(folder_id).kind != "files":
            raise NotFound("mail_folder_not_found", id=folder_id)
        with self._store.write(OpKind.MAILBOX, undoable=False) as uow:
            uow.s.execute(delete(mail_folder).where(mail_folder.c.id == folder_id))
        self._told()
        return Outcome(None, uow.changes)

    def _get(self, folder_id: int) -> FolderRow:
        with self._store.read() as s:
            row = s.execute(select(mail_folder).where(mail_folder.c.id == folder_id)).first()
        if row is None:
            raise NotFound("mail_folder_not_found", id=folder_id)
        return _row(row)

    def _told(self) -> None:
        """The table is not journalled, so a change of it has to be told by hand."""
        self._store.bus.publish(ChangeSet(ids={"mail_folder": frozenset()}))


def _row(r: Row) -> FolderRow:
    return FolderRow(
        r.id,
        r.mailbox_id,
        r.kind,
        r.name,
        r.role,
        bool(r.watched),
        Place(r.uidvalidity, r.last_uid),
        from_ms(r.read_at) if r.read_at else None,
        Problem.stored(r.problem),
    )


def _account(r: Row) -> ReadingAccount:
    since = from_ms(r.read_since) if r.read_since else from_ms(r.created_at) - READ_BACK
    return ReadingAccount(
        r.id,
        r.address,
        ImapServer(r.imap_host, r.imap_port, r.imap_security, r.imap_username or r.username),
        since.date(),
        from_ms(r.read_at) if r.read_at else None,
        Problem.stored(r.read_problem),
    )
