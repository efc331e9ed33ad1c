"""A profile for a test: a copy of an empty, migrated database (alembic costs 0.7 s, a copy nothing), with secrets in memory."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import text

from sdrdesk.app import Application
from sdrdesk.core.clock import FixedClock
from sdrdesk.core.paths import ProfilePaths
from sdrdesk.core.secrets.memory_store import MemorySecrets
from sdrdesk.core.store.opening import open_store
from sdrdesk.core.store.tables import JOURNALLED

NEW_YORK = ZoneInfo("America/New_York")
NOW = dt.datetime(2026, 11, 19, 10, 0, tzinfo=NEW_YORK)
"""A Thursday, one week before Thanksgiving; the first hour in which New York, where most test people sit, is at work."""

DATABASE = "sdrdesk.db"


def make_template(folder: Path) -> Path:
    """A migrated database without rows."""
    open_store(ProfilePaths(folder), FixedClock(NOW)).close()
    return folder / DATABASE


def open_copy(template: Path, folder: Path, now: dt.datetime = NOW) -> Application:
    """An application on a copy of the template, at a fixed moment in New York."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / DATABASE).exists():
        shutil.copyfile(template, folder / DATABASE)
    return reopen(folder, now)


def reopen(folder: Path, now: dt.datetime = NOW) -> Application:
    """An application on a folder that is there already."""
    return Application(ProfilePaths(folder), FixedClock(now), fixed_zone=NEW_YORK, secrets=MemorySecrets())


def set_now(desk: Application, text_or_moment: str | dt.datetime) -> None:
    """Move the desk's clock: an aware moment, or ``2026-11-23`` / ``2026-11-23T09:30`` in New York."""
    moment = dt.datetime.fromisoformat(text_or_moment) if isinstance(text_or_moment, str) else text_or_moment
    if isinstance(text_or_moment, str) and len(text_or_moment) == 10:
        moment = moment.replace(hour=10)
    clock = desk.clock
    assert isinstance(clock, FixedClock)
    clock.set(moment if moment.tzinfo else moment.replace(tzinfo=NEW_YORK))


def rows(desk: Application, sql: str, **values: Any) -> list[Any]:
    """The rows of a query."""
    with desk.store.read() as s:
        return [tuple(r) for r in s.execute(text(sql), values)]


def one(desk: Application, sql: str, **values: Any) -> Any:
    """The first value of the first row, or None."""
    found = rows(desk, sql, **values)
    return found[0][0] if found else None


def dump(desk: Application) -> dict[str, Any]:
    """Everything that undo answers for: each journalled table by id, and the words of the full-text indexes."""
    found: dict[str, Any] = {}
    with desk.store.read() as s:
        for table in JOURNALLED:
            names = [c.name for c in table.columns]
            found[table.name] = [tuple(r) for r in s.execute(text(f"SELECT {', '.join(names)} FROM {table.name} ORDER BY id"))]
        for fts, columns in (("prospect_fts", "name, company, email, title, phone, city, notes"), ("touch_fts", "note")):
            found[fts] = [tuple(r) for r in s.execute(text(f"SELECT rowid, {columns} FROM {fts} ORDER BY rowid"))]
    return found


def digest(path: Path) -> str:
    """The bytes of a file as one word."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
