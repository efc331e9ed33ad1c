"""The store: opens the file safely, and hands out read and write blocks.

A write block is one IMMEDIATE transaction with one journal step; it commits on a normal end, rolls back on an exception, and
publishes its ChangeSet after the commit. A connection never leaves its ``with`` block.
"""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event, text
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from sdrdesk.core.bus import Bus
from sdrdesk.core.changes import ChangeSet, OpKind
from sdrdesk.core.clock import Clock, to_ms
from sdrdesk.core.store import journal
from sdrdesk.core.store.engine import open_engine, require_sound_sqlite
from sdrdesk.core.store.sqlite_errors import environment_problem

BULK_ROWS = 2000
"""Above this many changed rows a view re-reads instead of following ids."""


class UnitOfWork:
    """One open write: ``s`` is the connection; ``args`` are what the history page shows of the step."""

    def __init__(self, s: Connection, step_id: int, now_ms: int) -> None:
        self.s = s
        self.step_id = step_id
        self.now_ms = now_ms
        self.args: dict[str, object] = {}
        self.changes = ChangeSet(step_id=step_id)
        self.steps = [step_id]

    @contextlib.contextmanager
    def step(self, op: OpKind, *, actor: str, args: dict[str, object]) -> Iterator[int]:
        """A journal step of its own within this transaction, never on the user's stack: what a job did with one of many things can then be
        taken back without the others. All or nothing: an exception leaves nothing of it. Gives its id."""
        now = self.s.execute(text("SELECT step FROM temp.journal_now")).scalar_one()
        with self.s.begin_nested():
            made = self.s.execute(
                text("INSERT INTO journal_step (op, at, actor, undoable, args_json) VALUES (:op, :at, :actor, 0, :args) RETURNING id"),
                {"op": op.value, "at": self.now_ms, "actor": actor, "args": json.dumps(args, ensure_ascii=False)},
            ).scalar_one()
            self.s.execute(text("UPDATE temp.journal_now SET step = :step"), {"step": made})
            yield int(made)
            self.s.execute(text("UPDATE temp.journal_now SET step = :step"), {"step": now})
        self.steps.append(int(made))

    def keep_no_image(self) -> None:
        """For facts of the machine, such as when mail was last read: undo has no business with them, and every few minutes would be a step."""
        self.s.exec_driver_sql("UPDATE temp.journal_now SET step = NULL")

    def pause_index(self) -> None:
        """For a bulk write: keep no full-text index until ``resume_index``."""
        self.s.exec_driver_sql("UPDATE temp.journal_now SET fts = 0")

    def resume_index(self) -> None:
        """Write the full-text index anew and keep it again."""
        journal.rebuild_index(self.s)
        self.s.exec_driver_sql("UPDATE temp.journal_now SET fts = 1")


class Store:
    """The database of one profile."""

    def __init__(self, path: Path, clock: Clock, bus: Bus | None = None) -> None:
        require_sound_sqlite()
        self.path = path
        self.clock = clock
        self.bus = bus or Bus()
        self._lane = threading.RLock()
        self._writing: int | None = None
        self._writer = open_engine(path, read_only=False)
        self._reader = open_engine(path, read_only=True)
        event.listen(self._writer, "connect", self._install)

    @staticmethod
    def _install(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        journal.install(cursor)
        cursor.close()

    def close(self) -> None:
        """Fold the write-ahead log into the file and let go of it."""
        self._reader.dispose()
        # The driver's own error too: somebody else may be reading, and then the log is folded in at another time.
        with contextlib.suppress(DBAPIError, dbapi2.Error), self._writer.connect() as c:
            c.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]
        self._writer.dispose()

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """A read-only block with one consistent view."""
        with _translated(), self._reader.begin() as s:
            yield s

    @contextlib.contextmanager
    def write(self, op: OpKind, *, actor: str = "user", undoable: bool = True, undoes: int | None = None) -> Iterator[UnitOfWork]:
        """One transaction, one journal step.

        Args:
            op: names the step in the history.
            actor: ``user`` steps are on the undo stack, ``job`` steps are not.
            undoable: False for what cannot be taken back (accounts, what has left the machine).
            undoes: the step that this one reverts.

        Raises:
            EnvironmentProblem: disk, lock or file trouble; nothing of the block is stored.
            RuntimeError: when a write is opened inside another.
        """
        with self._lane:
            if self._writing == threading.get_ident():
                raise RuntimeError("a write inside a write")
            self._writing = threading.get_ident()
            try:
                with _translated(), self._writer.begin() as s:
                    uow = self._begin(s, op, actor=actor, undoable=undoable, undoes=undoes)
                    yield uow
                    self._finish(uow, op)
            finally:
                self._writing = None
        self.bus.publish(uow.changes)

    def _begin(self, s: Connection, op: OpKind, *, actor: str, undoable: bool, undoes: int | None) -> UnitOfWork:
        now = to_ms(self.clock.now())
        step_id = s.execute(
            text(
                "INSERT INTO journal_step (op, at, actor, undoable, undoes_id) VALUES (:op, :at, :actor, :undoable, :undoes) RETURNING id"
            ),
            {"op": op.value, "at": now, "actor": actor, "undoable": int(undoable), "undoes": undoes},
        ).scalar_one()
        s.execute(text("UPDATE temp.journal_now SET step = :step"), {"step": step_id})
        return UnitOfWork(s, step_id, now)

    def _finish(self, uow: UnitOfWork, op: OpKind) -> None:
        s = uow.s
        s.exec_driver_sql("UPDATE temp.journal_now SET step = NULL, fts = 1")
        s.execute(
            text(
                "DELETE FROM journal_step WHERE id IN (SELECT value FROM json_each(:steps)) "
                "AND NOT EXISTS (SELECT 1 FROM journal_change c WHERE c.step_id = journal_step.id)"
            ),
            {"steps": json.dumps(uow.steps)},
        )
        rows = s.execute(
            text("SELECT DISTINCT tbl, pk FROM journal_change WHERE step_id IN (SELECT value FROM json_each(:steps)) LIMIT :most"),
            {"steps": json.dumps(uow.steps), "most": BULK_ROWS + 1},
        ).all()
        if uow.args:
            s.execute(
                text("UPDATE journal_step SET args_json = :args WHERE id = :step"),
                {"args": json.dumps(uow.args, ensure_ascii=False), "step": uow.step_id},
            )
        ids: dict[str, set[int]] = {}
        for table, pk in rows[:BULK_ROWS]:
            ids.setdefault(table, set()).add(pk)
        uow.changes = ChangeSet(uow.step_id, op.value, {t: frozenset(v) for t, v in ids.items()}, bulk=len(rows) > BULK_ROWS)

    def data_version(self) -> int:
        """A number that moves when another process has written (for a window that watches the file)."""
        with self._reader.begin() as s:
            return int(s.exec_driver_sql("SELECT coalesce(max(id), 0) FROM journal_step").scalar_one())

    def run_raw(self, work: Callable[[Any], Any]) -> Any:
        """Give ``work`` the writer's DB-API connection outside a transaction (backup, checks, checkpoint)."""
        with self._lane, _translated():
            raw = self._writer.raw_connection()
            try:
                return work(raw.driver_connection)
            finally:
                raw.close()


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        problem = environment_problem(error)
        if problem is None:
            raise
        raise problem from error
