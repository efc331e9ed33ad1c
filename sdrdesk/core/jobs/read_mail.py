"""One pass over everything that mail is read from: accounts over IMAP, and directories of files (promises B2, C1, C2).

Order is what keeps a crash from losing mail: a batch is taken (one transaction of the inbox), and only then is it noted how far the folder is
read. A crash between the two reads the batch again, and what the inbox knows already changes nothing.
"""

from __future__ import annotations

import logging
import threading
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sdrdesk.core.bus import Bus, Notice
from sdrdesk.core.domain.received import Arrived, MailKind
from sdrdesk.core.errors import AuthRefused, FileUnreadable, KeyringProblem, NetworkDown, SdrDeskError, ServerRefused
from sdrdesk.core.mail.eml_folder import EmlFolder
from sdrdesk.core.ports import MailConnection, MailReader, MailTaker, Place, ReadingStopped, Secret
from sdrdesk.core.services.mail_folders import FolderRow, MailFolderService, Problem, ReadingAccount
from sdrdesk.core.services.outbox import OutboxService

log = logging.getLogger(__name__)
Told = Callable[[str, str, int, int], None]
"""Progress: address, folder, messages read so far in this pass, messages to read."""

GONE = "folder_gone"
"""Of a watched folder that the server no longer names. See :class:`AccountReading` for what it holds up."""

OUT_OF_REACH = (NetworkDown, ServerRefused, AuthRefused, KeyringProblem)


@dataclass(slots=True)
class FolderReport:
    """What one pass did with a folder; with an empty ``folder``, why nothing of the account could be read."""

    mailbox: str
    folder: str
    read: int = 0
    kept: int = 0
    problem: Problem | None = None


@dataclass(slots=True)
class ReadReport:
    """What one pass did; ``stopped`` when it was ended before it was through."""

    folders: list[FolderReport] = field(default_factory=list)
    kinds: Counter[MailKind] = field(default_factory=Counter)
    settled: int = 0
    stopped: bool = False

    @property
    def read(self) -> int:
        """Messages that were looked at."""
        return sum(f.read for f in self.folders)

    @property
    def kept(self) -> int:
        """Messages of somebody on the list."""
        return sum(f.kept for f in self.folders)

    def add(self, other: ReadReport) -> None:
        """Another part of the same pass."""
        self.folders += other.folders
        self.kinds += other.kinds
        self.settled += other.settled
        self.stopped = self.stopped or other.stopped


class MailReading:
    """Reads what has come, one pass at a time."""

    def __init__(
        self,
        folders: MailFolderService,
        reader: MailReader,
        secret_for: Callable[[int], Secret],
        refused: Callable[[int, Secret], str],
        take: MailTaker,
        outbox: OutboxService,
        bus: Bus,
        files_read: Path,
    ) -> None:
        self.folders = folders
        self.reader = reader
        self.secret_for = secret_for
        self.refused = refused
        self.outbox = outbox
        self.bus = bus
        self._take = take
        self._files_read = files_read

    def read_all(self, stop: threading.Event | None = None, told: Told | None = None) -> ReadReport:
        """One pass over every account and directory; a stop leaves what was taken as it is."""
        report = ReadReport()
        for account in self.folders.accounts():
            if not report.stopped:
                report.add(AccountReading(self, account, stop, told).once())
        if not report.stopped:
            report.add(self.read_directories(stop))
        return report

    def take(self, report: ReadReport, folder: FolderReport, batch: Sequence[Arrived]) -> None:
        """Hand a batch to the inbox. One message over which the program stumbles must not keep all later ones from being read."""
        try:
            done = self._take(batch).value
        except SdrDeskError:
            raise
        except Exception as error:
            if len(batch) == 1:
                # The place alone: what the error says may be what the message says, and that is nothing for a log (promise F5).
                log.error("mail.not_taken folder=%s uid=%s at=%s", batch[0].folder_id, batch[0].uid, place_of(error))
                self.bus.publish(Notice("mail_not_taken", {"folder": folder.folder}, severity="warning"))
                return
            for one in batch:
                self.take(report, folder, [one])
            return
        folder.read += done.read
        folder.kept += done.kept
        report.kinds += Counter(done.kinds)

    def read_directories(self, stop: threading.Event | None = None) -> ReadReport:
        """One pass over the watched directories of files."""
        report = ReadReport()
        for row in self.folders.directories():
            done = FolderReport("", row.name)
            report.folders.append(done)
            folder = EmlFolder(Path(row.name), self._files_read / f"{row.id}.json", row.place.last_uid)
            try:
                for batch in folder.batches():
                    self.take(report, done, [Arrived(None, row.id, None, None, raw) for raw in batch.messages])
                    folder.taken(batch)
                    self.folders.progress(row.id, Place(None, folder.turn))
                    halt(stop)
                problem = folder.problem()
            except FileUnreadable as error:
                problem = error
            except ReadingStopped:
                report.stopped = True
                return report
            done.problem = Problem.of(problem) if problem else None
            if done.read or done.problem != row.problem or row.read_at is None:
                self.folders.folder_read(row.id, done.problem)
        return report


class AccountReading:
    """One account and the connection to it, for one pass or many.

    A watched folder that was renamed or deleted does not hold up follow-ups (promise B4): nothing new can come into a folder that is not
    there, and the user, told once by a notice, may not look for days. So the account counts as read when every other watched folder, the
    inbox among them, was read. The problem stays with the folder until the user stops reading it or it is back. A folder that is there and
    cannot be opened does hold them up, and so does a missing inbox: answers may lie in it.
    """

    def __init__(
        self, reading: MailReading, account: ReadingAccount, stop: threading.Event | None = None, told: Told | None = None
    ) -> None:
        self.account = account
        self._reading = reading
        self._stop = stop
        self._told = told or (lambda *_: None)
        self.connection: MailConnection | None = None

    def once(self) -> ReadReport:
        """One pass, and the connection closed."""
        try:
            return self.run()
        finally:
            self.close()

    def run(self) -> ReadReport:
        """One pass over the watched folders. Whatever is in the way is in the report, and kept beside the account."""
        account, report = self.account, ReadReport()
        if account.waits:
            report.folders.append(FolderReport(account.address, "", problem=account.problem))
            return report
        try:
            if self.connection is None:
                self.connection = self._connect()
                self._reading.folders.found(account.id, self.connection.folders())
            self._folders(self.connection, report)
            report.settled = self._settle(self.connection)
            problem = next((f.problem for f in report.folders if f.problem and f.problem.code != GONE), None)
        except ReadingStopped:
            self.close()
            report.stopped = True
            return report
        except OUT_OF_REACH as error:
            self.close()
            problem = Problem.of(error)
            report.folders.append(FolderReport(account.address, "", problem=problem))
            log.info("mail.out_of_reach account=%s code=%s", account.id, error.code)
            if isinstance(error, AuthRefused):
                said: dict[str, object] = {"address": account.address}
                self._reading.bus.publish(Notice("mail_auth_refused", said, severity="error", action="open_mailbox"))
        if problem is None or problem != account.problem:
            self._reading.folders.account_read(account.id, problem)
        if problem is None:
            self._reading.outbox.mailbox_was_read(account.id)
        return report

    def _connect(self) -> MailConnection:
        """Sign in. A token may be taken back before it runs out, so a refused one is renewed once; a password is never tried twice."""
        reading, account = self._reading, self.account
        secret = reading.secret_for(account.id)
        try:
            return reading.reader.connect(account.server, secret, self._stop)
        except AuthRefused:
            reading.refused(account.id, secret)
            if secret.kind == "password":
                raise
        renewed = reading.secret_for(account.id)
        try:
            return reading.reader.connect(account.server, renewed, self._stop)
        except AuthRefused:
            reading.refused(account.id, renewed)
            raise

    def _folders(self, connection: MailConnection, report: ReadReport) -> None:
        watched = [r for r in self._reading.folders.rows(self.account.id) if r.watched]
        for row in sorted(watched, key=lambda r: r.role != "inbox"):
            done = FolderReport(self.account.address, row.name)
            report.folders.append(done)
            try:
                if connection.is_read(row.name, row.place):
                    if row.problem is not None:
                        self._reading.folders.folder_read(row.id)
                    continue
                self._read(connection, row, report, done)
                self._reading.folders.folder_read(row.id)
            except ServerRefused as error:
                # A refusal to open one folder says nothing of the others; anything else has spoilt the connection.
                if error.code != "imap_refused":
                    raise
                done.problem = self._missed(connection, row, str(error.params.get("reply", "")))
                self._reading.folders.folder_read(row.id, done.problem)

    def _missed(self, connection: MailConnection, row: FolderRow, reply: str) -> Problem:
        """Why a folder cannot be opened: the server names it no more, or it is there and closed to us."""
        if row.role == "inbox" or any(f.name == row.name for f in connection.folders()):
            return Problem("folder_refused", {"folder": row.name, "reply": reply})
        gone = Problem(GONE, {"folder": row.name})
        if gone != row.problem:
            said: dict[str, object] = {"address": self.account.address, "folder": row.name}
            self._reading.bus.publish(Notice("mail_folder_gone", said, severity="warning"))
        return gone

    def _read(self, connection: MailConnection, row: FolderRow, report: ReadReport, done: FolderReport) -> None:
        seen = 0
        for batch in connection.batches(row.name, row.place, self.account.since):
            if batch.messages:
                validity = batch.place.uidvalidity
                self._reading.take(report, done, [Arrived(self.account.id, row.id, validity, uid, raw) for uid, raw in batch.messages])
                seen += len(batch.messages)
                self._told(self.account.address, row.name, seen, seen - len(batch.messages) + batch.total)
            self._reading.folders.progress(row.id, batch.place)
            halt(self._stop)

    def _settle(self, connection: MailConnection) -> int:
        """Emails in doubt whose copy lies among the sent ones have left (promise B2). Not finding one says nothing."""
        settled = 0
        doubts = [i for i, mailbox_id in self._reading.outbox.in_doubt().items() if mailbox_id == self.account.id]
        names = list(self._sent_folders()) if doubts else []
        for message_id in doubts:
            try:
                if any(connection.has(name, message_id) for name in names):
                    settled += len(self._reading.outbox.found_in_sent([message_id]).value)
            except ServerRefused as error:
                if error.code != "imap_refused":
                    raise
        return settled

    def _sent_folders(self) -> Iterator[str]:
        rows = self._reading.folders.rows(self.account.id)
        for role in ("sent", "all"):
            yield from (r.name for r in rows if r.role == role)

    def close(self) -> None:
        """Leave the server."""
        if self.connection is not None:
            self.connection.close()
            self.connection = None


def halt(stop: threading.Event | None) -> None:
    """Between two batches: go on, unless the user wants to end."""
    if stop is not None and stop.is_set():
        raise ReadingStopped


def place_of(error: BaseException) -> str:
    """Where in the program something went wrong, without what was being worked on."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{type(error).__name__} {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else type(error).__name__
