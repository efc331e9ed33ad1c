"""Opening a profile's database: look before touching it, back up before migrating it (decision 11, promise A9).

Order: header and size, the revision inside (refuse a newer one), backup and migrate when one is pending, then open for use. A
migration runs with foreign keys off, in one IMMEDIATE transaction that ends with the integrity checks; a failure leaves the file as
it was.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import NullPool
from sqlcipher3 import dbapi2

from sdrdesk.core.bus import Bus
from sdrdesk.core.clock import Clock
from sdrdesk.core.errors import EnvironmentProblem, StoreCorrupt, StoreReadOnly, StoreTooNew
from sdrdesk.core.paths import ProfilePaths
from sdrdesk.core.store.backup import write_backup
from sdrdesk.core.store.sqlite_errors import environment_problem
from sdrdesk.core.store.store import Store

HEAD = "0005"
"""The revision this version of the program works with."""

KNOWN = ("0001", "0002", "0003", "0004", "0005")
_HEADER = b"SQLite format 3\x00"


def open_store(paths: ProfilePaths, clock: Clock, bus: Bus | None = None) -> Store:
    """The store of a profile, made or migrated when needed.

    Raises:
        StoreCorrupt: the file is not a database of ours; it is left alone.
        StoreTooNew: a newer version wrote it.
        StoreReadOnly: the folder cannot be written.
    """
    _make_folder(paths.root)
    path = paths.database
    revision = known_revision(path)
    if revision != HEAD:
        if revision is not None:
            write_backup(path, paths.backups, clock.now(), label=f"before-{HEAD}")
        migrate(path)
    return Store(path, clock, bus)


def known_revision(path: Path) -> str | None:
    """The revision inside a database file, or None for a file that is to be made.

    Raises:
        StoreCorrupt: the file is not a database of ours.
        StoreTooNew: a newer version wrote it.
    """
    _check_header(path)
    revision = _revision(path)
    if revision is not None and revision not in KNOWN:
        raise StoreTooNew("store_too_new", revision=revision)
    return revision


def _make_folder(root: Path) -> None:
    try:
        root.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StoreReadOnly("folder_not_made", path=str(root), why=error.strerror or str(error)) from error


def _check_header(path: Path) -> None:
    if not path.exists() or path.stat().st_size == 0:
        return
    with _peek(path) as head:
        if head[: len(_HEADER)] != _HEADER:
            raise StoreCorrupt("store_corrupt")


@contextlib.contextmanager
def _peek(path: Path) -> Any:
    """The first bytes; before any SQLite of ours has the file open, so no lock can be lost by closing it."""
    try:
        with path.open("rb") as file:
            yield file.read(len(_HEADER))
    except PermissionError as error:
        raise StoreReadOnly("store_read_only") from error


def _revision(path: Path) -> str | None:
    """The revision inside, or None for a new file."""
    if not path.exists() or path.stat().st_size == 0:
        return None
    try:
        connection = dbapi2.connect(str(path), timeout=5)
        try:
            found = connection.execute("SELECT name FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
            if not found:
                raise StoreCorrupt("store_foreign")
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            return str(row[0]) if row else None
        finally:
            connection.close()
    except dbapi2.Error as error:
        raise environment_problem(error) or StoreCorrupt("store_corrupt") from error


def migrate(path: Path, target: str = "head") -> None:
    """Bring the file to ``target`` in one transaction; on any failure it stays as it was."""
    # Imported here: 0.7 s that only a first start or an upgrade has to pay.
    from alembic import command
    from alembic.config import Config

    engine = create_engine(f"sqlite:///{path}", module=dbapi2, poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, target)
            _require_sound(connection)
    except EnvironmentProblem:
        raise
    except Exception as error:
        problem = environment_problem(error)
        if problem is not None:
            raise problem from error
        raise
    finally:
        engine.dispose()


def _require_sound(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    sound = connection.exec_driver_sql("PRAGMA integrity_check").scalar_one()
    if broken or sound != "ok":
        raise StoreCorrupt("migration_unsound", what=str(broken[:1] or sound))


def stamp(at: dt.datetime) -> str:
    """A time for a file name, in UTC."""
    return at.strftime("%Y%m%d-%H%M%S")
