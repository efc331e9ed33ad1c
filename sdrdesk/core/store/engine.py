"""Connections to the one database file: one that writes, a few that only read (decision 4, promise A11).

The only SQLite in the process is the one inside sqlcipher3, used without a key; the standard library's is never opened on our
files, because two copies of SQLite in one process do not see each other's locks.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from sdrdesk.core.errors import StoreCorrupt

MIN_SQLITE = (3, 51, 3)
"""Older ones can lose committed transactions (the WAL-reset bug)."""

BUSY_TIMEOUT_MS = 5000
READERS = 4
_CJK = re.compile(r"([\u2e80-\u9fff\uf900-\ufaff\uac00-\ud7af\u3040-\u30ff])")


def spaced(value: str | None) -> str:
    """Text for the full-text index: each CJK character a word of its own, so that any two of them can be found."""
    return _CJK.sub(r" \1 ", value) if value else ""


def require_sound_sqlite() -> None:
    """Raise StoreCorrupt when the SQLite in the process is one that loses data (promise A11)."""
    if dbapi2.sqlite_version_info < MIN_SQLITE:
        raise StoreCorrupt("sqlite_too_old", version=dbapi2.sqlite_version, needed=".".join(map(str, MIN_SQLITE)))


def _prepare(connection: Any, *, read_only: bool) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves; the driver's implicit transactions lose updates
    connection.create_function("spaced", 1, spaced, deterministic=True)
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    if not read_only:
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA secure_delete=ON")
        cursor.execute("PRAGMA journal_size_limit=67108864")
    for pragma in (
        "synchronous=FULL",
        "foreign_keys=ON",
        "trusted_schema=OFF",
        "cell_size_check=ON",
        "mmap_size=0",
        "temp_store=MEMORY",
        "cache_size=-32000",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    if read_only:
        cursor.execute("PRAGMA query_only=ON")
        cursor.execute("PRAGMA wal_autocheckpoint=0")
    cursor.close()


def open_engine(path: Path, *, read_only: bool) -> Engine:
    """An engine on ``path``: the writer has one connection and begins IMMEDIATE, a reader cannot write."""
    engine = create_engine(
        f"sqlite:///{path}",
        module=dbapi2,
        poolclass=QueuePool,
        pool_size=READERS if read_only else 1,
        max_overflow=0,
        connect_args={"check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        _prepare(connection, read_only=read_only)

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine
