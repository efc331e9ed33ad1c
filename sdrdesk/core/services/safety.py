"""Backup, restore, and the check of everything that must always hold (promises A7, A8 in first form; 3.3 invariants)."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from sdrdesk.core.changes import OpKind
from sdrdesk.core.clock import Clock
from sdrdesk.core.errors import FileUnreadable, StoreBusy, StoreCorrupt, StoreReadOnly
from sdrdesk.core.paths import ProfilePaths
from sdrdesk.core.store import journal
from sdrdesk.core.store.backup import integrity_of, verify, write_backup
from sdrdesk.core.store.opening import known_revision
from sdrdesk.core.store.store import Store

INVARIANTS = {
    "two_open_plans": "SELECT count(*) FROM (SELECT prospect_id FROM enrolment WHERE state IN ('active','waiting','queued','held') GROUP BY 1 HAVING count(*) > 1)",
    "open_step_without_date": "SELECT count(*) FROM enrolment WHERE state = 'active' AND due_on IS NULL",
    "closed_with_plan": "SELECT count(*) FROM enrolment e JOIN prospect p ON p.id = e.prospect_id WHERE p.status = 'closed' AND e.state IN ('active','waiting','queued','held')",
    "closed_without_reason": "SELECT count(*) FROM prospect WHERE status = 'closed' AND end_reason IS NULL",
    "email_without_bytes": "SELECT count(*) FROM outbox o WHERE NOT EXISTS (SELECT 1 FROM outbox_body b WHERE b.id = o.id)",
    "sent_without_touch": "SELECT count(*) FROM outbox o WHERE o.state = 'sent' AND o.handoff_id IS NULL AND NOT EXISTS (SELECT 1 FROM touch t WHERE t.outbox_id = o.id)",
    "touch_without_email": "SELECT count(*) FROM touch t WHERE t.outbox_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.id = t.outbox_id AND o.state = 'sent')",
    "outbox_state_unknown": "SELECT count(*) FROM outbox WHERE state NOT IN ('queued','claimed','dotting','sent','in_doubt','deferred','failed','held','cancelled')",
    "queued_step_without_email": "SELECT count(*) FROM enrolment e WHERE e.state = 'queued' AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.enrolment_id = e.id "
    "AND o.step_no = e.step_no AND o.state IN ('queued','claimed','dotting','in_doubt','deferred','held'))",
    "not_in_search": "SELECT count(*) FROM prospect WHERE id NOT IN (SELECT rowid FROM prospect_fts)",
    "search_without_person": "SELECT count(*) FROM prospect_fts WHERE rowid NOT IN (SELECT id FROM prospect)",
}


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What the check found; sound when everything is empty."""

    integrity: tuple[str, ...]
    foreign_keys: int
    invariants: dict[str, int]
    repaired: bool = False

    @property
    def sound(self) -> bool:
        return not self.integrity and not self.foreign_keys and not self.invariants


class SafetyService:
    """Keeps the file safe."""

    def __init__(self, store: Store, clock: Clock, paths: ProfilePaths) -> None:
        self._store = store
        self._clock = clock
        self._paths = paths

    def backup(self, target: Path | None = None) -> Path:
        """A verified copy, in the profile's backups or at ``target``."""
        return write_backup(self._store.path, self._paths.backups, self._clock.now(), target=target)

    def backup_daily(self) -> Path | None:
        """A copy if there is none of the last 24 hours."""
        limit = self._clock.now() - dt.timedelta(hours=24)
        newest = max((p.stat().st_mtime for p in self._paths.backups.glob("*.db")), default=0)
        return self.backup() if dt.datetime.fromtimestamp(newest, dt.UTC) < limit else None

    def last_backup(self) -> dt.datetime | None:
        """When the newest backup was written."""
        newest = max((p.stat().st_mtime for p in self._paths.backups.glob("*.db")), default=None)
        return dt.datetime.fromtimestamp(newest, dt.UTC) if newest else None

    def check(self, *, repair: bool = False) -> CheckReport:
        """SQLite's own checks and our invariants; ``repair`` writes the search index anew, nothing else."""
        if repair:
            with self._store.write(OpKind.SETTINGS, actor="job", undoable=False) as uow:
                journal.rebuild_index(uow.s)
        integrity = integrity_of(self._store.path)
        with self._store.read() as s:
            keys = len(s.exec_driver_sql("PRAGMA foreign_key_check").fetchall())
            broken = {name: n for name, sql in INVARIANTS.items() if (n := s.execute(text(sql)).scalar_one())}
        return CheckReport(integrity, keys, broken, repair)


def _keep(database: Path, paths: ProfilePaths, now: dt.datetime) -> Path:
    """A copy of what a restore replaces; a damaged file, the best reason to restore, is put aside byte by byte."""
    try:
        return write_backup(database, paths.backups, now, label="before-restore")
    except (StoreCorrupt, FileUnreadable):
        aside = paths.backups / f"{now.strftime('%Y%m%d-%H%M%S-%f')}-damaged.db.kept"
        os.replace(database, aside)
        return aside


def restore(backup: Path, paths: ProfilePaths, now: dt.datetime) -> Path:
    """Put a backup in the place of the profile's database; no store of it may be open.

    The file that was there is kept as ``before-restore``. The ledger is not rewound: what was sent since the backup is known at the next
    pass of the sender, which then asks instead of sending again; and until the user has looked and says so, nothing is sent at all.

    Raises:
        FileUnreadable, StoreTooNew: the backup is not sound, or of a newer version; nothing is touched.
        StoreReadOnly: the folder cannot be written.
    """
    if not backup.is_file():
        raise FileUnreadable("file_missing", file=str(backup))
    verify(backup)
    known_revision(backup)
    database = paths.database
    kept = database
    try:
        if database.exists():
            kept = _keep(database, paths, now)
        part = write_backup(backup, paths.backups, now, target=paths.root / "restoring.db")
        for tail in ("-wal", "-shm"):
            database.with_name(database.name + tail).unlink(missing_ok=True)
        paths.frozen.touch()
        os.replace(part, database)
    except PermissionError as error:
        raise StoreReadOnly("store_read_only") from error
    except OSError as error:
        raise StoreBusy("store_busy") from error
    return kept
