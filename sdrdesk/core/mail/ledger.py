"""What has left the machine, kept outside the database (promise 3.2): a restored backup must not send yesterday's mail again.

One text file for each month, only ever appended to, each line on the disk before the caller goes on. A line is
``D <milliseconds> <keyed hash of the Message-ID>``; the hash comes last, so a line that a crash has torn cannot be taken for a whole one.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import hashlib
import os
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from sdrdesk.core.clock import UTC, to_ms
from sdrdesk.core.errors import DiskFull, EnvironmentProblem, StoreReadOnly

Mark = Literal["D", "S", "U"]
"""``D``: about to give the dot, so it may have arrived. ``S``: the server has taken it, for good. ``U``: known not to have arrived (the
server said no, or the user found that out), which takes a ``D`` back."""

_LINE = re.compile(rb"([DSU]) \d{1,16} ([0-9a-f]{64})")
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class Ledger:
    """The ledger of one profile; every method may be called from any thread.

    Args:
        folder: made when it is missing.
        key: secret of the profile (16 to 64 bytes), so that the file tells nobody whom the user writes to.
    """

    def __init__(self, folder: Path, key: bytes) -> None:
        if not 16 <= len(key) <= 64:
            raise ValueError("a ledger key has 16 to 64 bytes")
        self._folder = folder
        self._key = key
        self._lock = threading.Lock()

    def digest(self, message_id: str) -> str:
        """The keyed hash under which a Message-ID stands in :meth:`known`."""
        return hashlib.blake2b(message_id.strip().encode("utf-8", "surrogatepass"), key=self._key, digest_size=32).hexdigest()

    def note(self, mark: Mark, message_id: str, at: dt.datetime) -> None:
        """Append one line and wait until the disk has it.

        Raises:
            EnvironmentProblem: it could not be written; the caller must not go on to send.
        """
        path = self._folder / f"{at.astimezone(UTC):%Y-%m}.log"
        line = f"{mark} {to_ms(at)} {self.digest(message_id)}\n".encode("ascii")
        with self._lock, _translated():
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            is_new = not path.exists()
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600)
            try:
                _write(handle, line if _ends_whole(handle) else b"\n" + line)
                os.fsync(handle)
            finally:
                os.close(handle)
            if is_new:
                _sync_folder(self._folder)

    def known(self) -> dict[str, str]:
        """Every message that left or may have left: its keyed hash with ``S``, or ``D`` when its end was never noted."""
        marks: dict[str, str] = {}
        with _translated():
            for mark, digest in self._lines():
                if marks.get(digest) == "S":
                    continue
                if mark == "U":
                    marks.pop(digest, None)
                else:
                    marks[digest] = mark
        return marks

    def state_of(self, message_id: str) -> str | None:
        """``S``, ``D``, or None when it never left. For many messages ask :meth:`known` once."""
        return self.known().get(self.digest(message_id))

    def _lines(self) -> Iterator[tuple[str, str]]:
        for path in sorted(self._folder.glob("*.log")):
            for line in path.read_bytes().split(b"\n"):
                whole = _LINE.fullmatch(line.rstrip(b"\r"))
                if whole:
                    yield whole.group(1).decode(), whole.group(2).decode()


def _ends_whole(handle: int) -> bool:
    size = os.fstat(handle).st_size
    if size == 0:
        return True
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1) == b"\n"


def _write(handle: int, data: bytes) -> None:
    while data:
        data = data[os.write(handle, data) :]


def _sync_folder(folder: Path) -> None:
    # A new name is only safe once its folder is; Windows cannot open folders and does not need to.
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        problem: EnvironmentProblem = StoreReadOnly("ledger_unwritable", reason=error.strerror or "")
        if error.errno in _NO_ROOM:
            problem = DiskFull("disk_full")
        elif error.errno == errno.EIO:
            problem = DiskFull("disk_io")
        raise problem from error
