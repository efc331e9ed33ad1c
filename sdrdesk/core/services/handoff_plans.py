"""Handoffs in the making, kept until they are handed over (rule R24)."""

from __future__ import annotations

import json

from sqlalchemy import Connection, delete, insert, select, update

from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.domain.checklist import ChecklistRule, checklist_from
from sdrdesk.core.domain.handoff_plan import MEETING_MINUTES, HandoffPlan, checked
from sdrdesk.core.services import standards
from sdrdesk.core.store.jsons import dumps
from sdrdesk.core.store.people import person
from sdrdesk.core.store.ready_tables import handoff_plan
from sdrdesk.core.store.store import Store, UnitOfWork


def read_plan(s: Connection, prospect_id: int) -> HandoffPlan:
    """What is prepared for somebody; an empty plan when nothing is."""
    row = s.execute(select(handoff_plan).where(handoff_plan.c.prospect_id == prospect_id)).first()
    if row is None:
        return HandoffPlan()
    minutes, ticks = row.minutes or MEETING_MINUTES, tuple(json.loads(row.ticks_json))
    return HandoffPlan(row.ae_id, row.note, row.promised, row.risks, row.place, minutes, ticks)


def drop_plan(uow: UnitOfWork, prospect_id: int) -> None:
    """It is handed over; undo brings the plan back with the handoff."""
    uow.s.execute(delete(handoff_plan).where(handoff_plan.c.prospect_id == prospect_id))


def held_checklist(s: Connection) -> ChecklistRule:
    """The checklist that holds (rule R24)."""
    held = standards.current(s, "checklist")
    return ChecklistRule() if held is None else checklist_from(held.body)


class HandoffPlanService:
    """Keeps what is prepared."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def plan(self, prospect_id: int) -> HandoffPlan:
        """What is prepared for somebody; an empty plan when nothing is."""
        with self._store.read() as s:
            return read_plan(s, prospect_id)

    def checklist(self) -> ChecklistRule:
        """The checklist that holds."""
        with self._store.read() as s:
            return held_checklist(s)

    def keep(self, prospect_id: int, plan: HandoffPlan) -> Outcome[HandoffPlan]:
        """Keep it whole, one step; the one that is kept already changes nothing.

        Raises:
            ValidationError: a text or a number of minutes that cannot be kept.
        """
        kept = checked(plan)
        with self._store.write(OpKind.HANDOFF_PLAN) as uow:
            who = person(uow.s, prospect_id)
            if read_plan(uow.s, who.id) != kept:
                values = {
                    "ae_id": kept.ae_id, "note": kept.note, "promised": kept.promised, "risks": kept.risks, "place": kept.place,
                    "minutes": kept.minutes, "ticks_json": dumps(list(kept.ticks)), "at": uow.now_ms,
                }  # fmt: skip
                found = uow.s.execute(select(handoff_plan.c.id).where(handoff_plan.c.prospect_id == who.id)).scalar()
                if found is None:
                    uow.s.execute(insert(handoff_plan).values(prospect_id=who.id, **values))
                else:
                    uow.s.execute(update(handoff_plan).where(handoff_plan.c.id == found).values(**values))
            uow.args = {"prospect": who.id, "name": who.full_name}
        return Outcome(kept, uow.changes)
