"""Goals of the pipeline math that are kept under a name (seed P8): the six numbers, nothing that follows from them."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.clock import Clock, to_ms
from sdrdesk.core.domain.pipeline_math import plan
from sdrdesk.core.errors import NotFound, ValidationError
from sdrdesk.core.store.store import Store
from sdrdesk.core.store.tables import goal

LONGEST_NAME = 60
NUMBERS = ("revenue", "deal_size", "win_rate", "sdr_conversion", "response_rate", "working_days")


@dataclass(frozen=True, slots=True)
class Goal:
    """One that is kept. Rates are 0 to 1; revenue and deal size are in the user's currency, a year."""

    id: int
    name: str
    values: dict[str, float]


class GoalService:
    """Keeps, gives back and removes goals; each step can be undone."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def all(self) -> list[Goal]:
        """All of them, the latest kept first."""
        with self._store.read() as s:
            rows = s.execute(select(goal).order_by(goal.c.created_at.desc(), goal.c.id.desc())).all()
        return [Goal(r.id, r.name, {key: float(value) for key, value in json.loads(r.body).items()}) for r in rows]

    def save(self, name: str, values: dict[str, float]) -> Outcome[int]:
        """Keep the numbers; one that has the name already is replaced.

        Raises:
            ValidationError: ``goal_name``; a number that pipeline math does not take (``plan_not_positive``, ``plan_rate``).
        """
        words = " ".join(name.split())
        if not words or len(words) > LONGEST_NAME:
            raise ValidationError("goal_name", field="name", value=words[:LONGEST_NAME], most=LONGEST_NAME)
        kept = {key: float(values[key]) for key in NUMBERS}
        rates = {key: kept[key] for key in ("win_rate", "sdr_conversion", "response_rate")}
        plan(kept["revenue"], kept["deal_size"], working_days=round(kept["working_days"]), **rates)
        with self._store.write(OpKind.GOAL) as uow:
            uow.s.execute(delete(goal).where(goal.c.name == words))
            made = uow.s.execute(
                insert(goal).values(name=words, body=json.dumps(kept), created_at=to_ms(self._clock.now())).returning(goal.c.id)
            ).scalar_one()
            uow.args = {"name": words}
        return Outcome(int(made), uow.changes)

    def remove(self, goal_id: int) -> Outcome[None]:
        """Take one away."""
        with self._store.write(OpKind.GOAL) as uow:
            name = uow.s.execute(select(goal.c.name).where(goal.c.id == goal_id)).scalar()
            if name is None:
                raise NotFound("goal_not_found", id=goal_id)
            uow.s.execute(delete(goal).where(goal.c.id == goal_id))
            uow.args = {"name": name}
        return Outcome(None, uow.changes)
