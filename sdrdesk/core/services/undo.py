"""Undo and redo, days back and across restarts (rule R26)."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select, text, update
from sqlalchemy.exc import IntegrityError

from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.clock import Clock, to_ms
from sdrdesk.core.errors import NotFound, UndoConflict
from sdrdesk.core.store import journal
from sdrdesk.core.store.store import Store
from sdrdesk.core.store.tables import journal_change, journal_step

KEEP_DAYS = 30
KEEP_STEPS = 100
"""The last 100 steps of the user can be undone, and whatever is younger than 30 days."""


@dataclass(frozen=True, slots=True)
class StepRow:
    """One line of the history page."""

    id: int
    op: str
    at_ms: int
    actor: str
    args: dict[str, object]
    state: str
    undoable: bool
    rows: int


@dataclass(frozen=True, slots=True)
class Reverted:
    """What was undone or redone."""

    op: str
    args: dict[str, object]


class UndoService:
    """The stack of the user's steps. A step of a job is never on it, but can stand in the way."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def undo(self) -> Outcome[Reverted]:
        """Take the user's last step back.

        Raises:
            NotFound: there is nothing to undo.
            UndoConflict: something later stands on it, or it has left the machine.
        """
        return self._revert(OpKind.UNDO)

    def redo(self) -> Outcome[Reverted]:
        """Do the last undone step again; a new step in between ends that."""
        return self._revert(OpKind.REDO)

    def _revert(self, op: OpKind) -> Outcome[Reverted]:
        with self._store.read() as s:
            target = self._top(s) if op is OpKind.UNDO else self._undone(s)
        if target is None:
            raise NotFound("nothing_to_undo" if op is OpKind.UNDO else "nothing_to_redo")
        args = json.loads(target.args_json)
        try:
            with self._store.write(op, undoable=False, undoes=target.id) as uow:
                # Redo reverts the undo step: the step that is judged for conflicts is the one whose rows are put back. Judged inside
                # the write, so that no sender can claim an email in between.
                source = target.id if op is OpKind.UNDO else self._undo_step_of(uow.s, target.id)
                blockers = journal.conflicts(uow.s, source)
                if blockers:
                    raise UndoConflict("undo_conflict", op=target.op, later=", ".join(blockers))
                journal.revert(uow.s, source)
                uow.s.execute(
                    update(journal_step).where(journal_step.c.id == target.id).values(state="undone" if op is OpKind.UNDO else "done")
                )
                uow.args = {"op": target.op, **args}
        except IntegrityError as error:
            raise UndoConflict("undo_conflict", op=target.op, later="") from error
        return Outcome(Reverted(target.op, args), uow.changes)

    @staticmethod
    def _top(s: Connection):  # type: ignore[no-untyped-def]
        j = journal_step.c
        return s.execute(
            select(j.id, j.op, j.args_json).where(j.undoable == 1, j.actor == "user", j.state == "done").order_by(j.id.desc()).limit(1)
        ).first()

    @staticmethod
    def _undone(s: Connection):  # type: ignore[no-untyped-def]
        """The last undone step, unless the user has done something new since (also when that has been undone again: its branch is left)."""
        j = journal_step.c
        return (
            s.execute(
                text(
                    "SELECT id, op, args_json FROM journal_step WHERE actor = 'user' AND undoable = 1 AND state = 'undone' AND NOT EXISTS ("
                    "SELECT 1 FROM journal_step d WHERE d.actor = 'user' AND d.undoable = 1 AND d.id > "
                    "(SELECT max(u.id) FROM journal_step u WHERE u.op = 'undo' AND u.undoes_id = journal_step.id)) ORDER BY id LIMIT 1"
                )
            ).first()
            if j is not None
            else None
        )

    @staticmethod
    def _undo_step_of(s: Connection, step_id: int) -> int:
        j = journal_step.c
        return int(s.execute(select(func.max(j.id)).where(j.op == "undo", j.undoes_id == step_id)).scalar_one())

    def status(self) -> tuple[StepRow | None, StepRow | None]:
        """What undo and redo would do now."""
        with self._store.read() as s:
            top, undone = self._top(s), self._undone(s)
            return self._row(s, top.id) if top else None, self._row(s, undone.id) if undone else None

    def history(self, limit: int = 200) -> list[StepRow]:
        """The latest steps, newest first."""
        with self._store.read() as s:
            ids = s.execute(select(journal_step.c.id).order_by(journal_step.c.id.desc()).limit(limit)).scalars().all()
            return [self._row(s, i) for i in ids]

    @staticmethod
    def _row(s: Connection, step_id: int) -> StepRow:
        j = s.execute(select(journal_step).where(journal_step.c.id == step_id)).one()
        rows = s.execute(select(func.count()).select_from(journal_change).where(journal_change.c.step_id == step_id)).scalar_one()
        return StepRow(j.id, j.op, j.at, j.actor, json.loads(j.args_json), j.state, bool(j.undoable), rows)

    def forget_old(self) -> int:
        """Drop images that are older than 30 days and beyond the last 100 steps of the user; run by maintenance."""
        limit = to_ms(self._clock.now()) - KEEP_DAYS * 86_400_000
        with self._store.write(OpKind.SETTINGS, actor="job", undoable=False) as uow:
            keep_from = uow.s.execute(
                select(journal_step.c.id)
                .where(journal_step.c.actor == "user", journal_step.c.undoable == 1)
                .order_by(journal_step.c.id.desc())
                .offset(KEEP_STEPS - 1)
                .limit(1)
            ).scalar()
            old = select(journal_step.c.id).where(journal_step.c.at < limit, journal_step.c.id < (keep_from or 0))
            dropped = uow.s.execute(delete(journal_change).where(journal_change.c.step_id.in_(old))).rowcount
            uow.s.execute(update(journal_step).where(journal_step.c.id.in_(old)).values(undoable=0))
        return int(dropped)
