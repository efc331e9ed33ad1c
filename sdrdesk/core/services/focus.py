"""The power hour: where it stands, kept so that it survives a restart (focus mode)."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlalchemy import delete, insert, select

from sdrdesk.core.changes import OpKind
from sdrdesk.core.clock import Clock, to_ms
from sdrdesk.core.queries.focus import hour_touches
from sdrdesk.core.store.jsons import dumps
from sdrdesk.core.store.store import Store
from sdrdesk.core.store.tables import focus

LOST_AFTER_MS = 12 * 3_600_000
"""An hour that was left open yesterday is over."""


@dataclass(frozen=True, slots=True)
class FocusState:
    """A power hour. What it has brought is not kept here but counted from its touches, so that an undo lowers it.

    Attributes:
        minutes: how long it was set for.
        spent_s: seconds of it that have run; a pause and a closed window do not count.
        planned: calls that fitted into it when it began.
        person: who is on the screen; 0 for whoever comes next.
        touches: ids of the dials that were logged in it.
        skipped: people passed over in this hour, who are not offered again in it.
        held: outcome of a talk with ``person`` whose notes are still being written.
        paused: the clock stands.
    """

    minutes: int = 60
    spent_s: int = 0
    planned: int = 0
    person: int = 0
    touches: tuple[int, ...] = ()
    skipped: tuple[int, ...] = ()
    held: str = ""
    paused: bool = False

    @property
    def left_s(self) -> int:
        """Seconds to go; not below zero."""
        return max(0, self.minutes * 60 - self.spent_s)


@dataclass(frozen=True, slots=True)
class Standing:
    """An hour that can be gone on with: minutes left, begun ones too, and how many of how many calls are made."""

    minutes_left: int
    done: int
    planned: int


class FocusService:
    """Keeps one power hour. It is no step of the journal: undo takes back touches, not the clock."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def current(self) -> FocusState | None:
        """The hour that is under way, or None."""
        with self._store.read() as s:
            row = s.execute(select(focus).order_by(focus.c.id.desc()).limit(1)).first()
        if row is None or to_ms(self._clock.now()) - row.at > LOST_AFTER_MS:
            return None
        known = {f.name for f in fields(FocusState)}
        values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in json.loads(row.state_json).items() if k in known}
        state = FocusState(**values)
        return state if state.left_s else None

    def standing(self) -> Standing | None:
        """Where the hour that is under way stands, in a few figures; None when there is none."""
        state = self.current()
        if state is None:
            return None
        with self._store.read() as s:
            done = len(hour_touches(s, state.touches))
        return Standing(-(-state.left_s // 60), done, max(state.planned, done))

    def keep(self, state: FocusState) -> None:
        """Remember where it stands."""
        with self._store.write(OpKind.SETTINGS, actor="job", undoable=False) as uow:
            uow.s.execute(delete(focus))
            uow.s.execute(insert(focus).values(state_json=dumps(asdict(state)), at=uow.now_ms))

    def end(self) -> None:
        """It is over."""
        with self._store.write(OpKind.SETTINGS, actor="job", undoable=False) as uow:
            uow.s.execute(delete(focus))
