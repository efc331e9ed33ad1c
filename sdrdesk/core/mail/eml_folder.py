"""A watched directory of .eml files, or a Maildir, for people without IMAP. Files are read and never changed, moved or deleted.

What has been read is remembered by a short hash of each file's name with its size and time, in a file of the profile: names of messages can
be names of people, so none is kept in the clear. If that file is lost, or the database is an older one than it (a backup came back), all are
read again, and what is known already changes nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sdrdesk.core.errors import FileUnreadable, SdrDeskError
from sdrdesk.core.files.names import write_new
from sdrdesk.core.mail.imap import BATCH_BYTES, BATCH_MESSAGES, MESSAGE_MOST

STILL_S = 3.0
"""A file that was written to less than this long ago may still be half written: it is read at a later pass."""

NAMED = 3


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    mark: str
    size: int
    changed: float


@dataclass(frozen=True, slots=True)
class FileBatch:
    """Some messages, and how they are marked as read once they are taken."""

    messages: tuple[bytes, ...]
    marks: tuple[str, ...]


class EmlFolder:
    """One directory, looked at once.

    Args:
        directory: where to look.
        memory: the file in which it is remembered what has been read.
        turn: how many batches the database knows to be taken; it belongs to the memory, or the memory does not count.

    Attributes:
        unreadable: names of files that could not be read; they are tried again at the next pass.
        waiting: how many files were too young to be read.
    """

    def __init__(self, directory: Path, memory: Path, turn: int) -> None:
        self._directory = directory
        self._memory = memory
        self.turn = turn
        self.unreadable: list[str] = []
        self.waiting = 0

    def batches(self) -> Iterator[FileBatch]:
        """What is new, oldest first, at most a hundred at once. Say :meth:`taken` after each.

        Raises:
            FileUnreadable: ``directory_gone``.
        """
        done = self._known()
        files = sorted(self._files(), key=lambda f: (f.changed, f.path.name))
        here = {f.mark for f in files}
        if done - here:
            self._remember(done & here)
        bodies: list[bytes] = []
        marks: list[str] = []
        now = time.time()
        for file in files:
            if file.mark in done:
                continue
            if not file.size or abs(now - file.changed) < STILL_S:
                self.waiting += 1
                continue
            body = self._body(file)
            if body is None:
                continue
            bodies.append(body)
            marks.append(file.mark)
            if len(bodies) >= BATCH_MESSAGES or sum(map(len, bodies)) >= BATCH_BYTES:
                yield FileBatch(tuple(bodies), tuple(marks))
                bodies, marks = [], []
        if bodies:
            yield FileBatch(tuple(bodies), tuple(marks))

    def taken(self, batch: FileBatch) -> None:
        """These are read; said after they have been taken, so that a crash reads them again rather than never."""
        known = self._known()
        self.turn += 1
        self._remember(known | set(batch.marks))

    def problem(self) -> SdrDeskError | None:
        """Files that could not be read, by name; None when all went well."""
        if not self.unreadable:
            return None
        more = f" +{len(self.unreadable) - NAMED}" if len(self.unreadable) > NAMED else ""
        return FileUnreadable("mail_files_unreadable", n=len(self.unreadable), files=", ".join(self.unreadable[:NAMED]) + more)

    def _files(self) -> Iterator[_File]:
        maildir = [self._directory / part for part in ("new", "cur")]
        inner = [d for d in maildir if d.is_dir()]
        try:
            for directory in inner if len(inner) == len(maildir) else [self._directory]:
                with os.scandir(directory) as entries:
                    for entry in entries:
                        if entry.name.startswith(".") or (not inner and not entry.name.lower().endswith(".eml")):
                            continue
                        with contextlib.suppress(FileNotFoundError):
                            found = entry.stat(follow_symlinks=False)
                            # Neither a link, which may lead anywhere, nor a pipe, which would never end.
                            if stat.S_ISREG(found.st_mode):
                                yield _File(Path(entry.path), _mark(entry.name, found), found.st_size, found.st_mtime)
        except OSError as error:
            raise FileUnreadable("directory_gone", path=str(self._directory), why=error.strerror or "") from error

    def _body(self, file: _File) -> bytes | None:
        try:
            with file.path.open("rb") as stream:
                return stream.read(MESSAGE_MOST)
        except OSError:
            self.unreadable.append(file.path.name)
            return None

    def _known(self) -> set[str]:
        try:
            found = json.loads(self._memory.read_text("utf-8"))
            return set(found["marks"]) if found["turn"] == self.turn else set()
        except (OSError, ValueError, LookupError, TypeError):
            return set()

    def _remember(self, marks: set[str]) -> None:
        self._memory.parent.mkdir(exist_ok=True)
        write_new(self._memory.parent, self._memory.name, json.dumps({"turn": self.turn, "marks": sorted(marks)}).encode(), overwrite=True)


def _mark(name: str, found: os.stat_result) -> str:
    """A file's mark. A Maildir's name changes after the colon when a mail program reads the message; the message does not."""
    return hashlib.blake2b(
        f"{name.partition(':2,')[0]}/{found.st_size}/{found.st_mtime_ns}".encode(errors="surrogateescape"), digest_size=9
    ).hexdigest()
