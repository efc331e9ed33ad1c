"""Backups: a copy made by SQLite, checked, then put under its final name (promise A7 in its first form).

A backup is the database file alone. What was sent since is known to the ledger beside it (core/mail/ledger.py), which a restore
never rewinds.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from pathlib import Path

from sqlcipher3 import dbapi2

from sdrdesk.core.errors import DiskFull, FileUnreadable, StoreCorrupt, StoreReadOnly
from sdrdesk.core.store.sqlite_errors import environment_problem

KEEP = 30
"""Backups kept in the profile's folder; the oldest go first."""


def write_backup(database: Path, folder: Path, now: dt.datetime, *, label: str = "backup", target: Path | None = None) -> Path:
    """Copy the database consistently to ``target`` (default: a dated name in ``folder``) and verify the copy.

    Raises:
        DiskFull, StoreReadOnly: nothing is left under the final name.
    """
    final = target or folder / f"{now.strftime('%Y%m%d-%H%M%S-%f')}-{label}.db"
    part = final.with_name(final.name + ".part")
    try:
        final.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        source = dbapi2.connect(str(database), timeout=30)
        try:
            copy = dbapi2.connect(str(part))
            try:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")
            finally:
                copy.close()
        finally:
            source.close()
        verify(part)
        descriptor = os.open(part, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)
        os.replace(part, final)
    except dbapi2.Error as error:
        raise environment_problem(error) or StoreCorrupt("store_corrupt") from error
    except OSError as error:
        raise (
            DiskFull("disk_full") if error.errno == 28 else StoreReadOnly("file_write_failed", path=str(final), why=error.strerror or "")
        ) from error
    finally:
        # Gone already when all went well.
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    if target is None:
        _forget_old(folder)
    return final


def verify(path: Path) -> dict[str, int]:
    """Open a database file on its own, check it, and count its people and touches.

    Raises:
        FileUnreadable: it is not a sound database of ours.
    """
    try:
        connection = dbapi2.connect(str(path))
        try:
            if connection.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                raise FileUnreadable("backup_unsound", path=str(path))
            return {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("prospect", "touch", "outbox")}
        finally:
            connection.close()
    except dbapi2.Error as error:
        raise FileUnreadable("backup_unsound", path=str(path)) from error


def integrity_of(path: Path) -> tuple[str, ...]:
    """What SQLite's own check finds, on a connection of its own: a pooled reader may judge the search index by an older picture of it."""
    connection = dbapi2.connect(str(path), timeout=5)
    try:
        return tuple(str(r[0]) for r in connection.execute("PRAGMA integrity_check") if r[0] != "ok")
    except dbapi2.Error as error:
        raise environment_problem(error) or StoreCorrupt("store_corrupt") from error
    finally:
        connection.close()


def _forget_old(folder: Path) -> None:
    for old in sorted(folder.glob("*.db"))[:-KEEP]:
        old.unlink(missing_ok=True)
