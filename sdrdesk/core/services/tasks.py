"""Promises and dates outside a plan: call-backs, follow-up days, meetings; and snoozing (rules R4, R5)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, insert, select, update

from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.clock import Clock, to_ms
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.domain.when import When
from sdrdesk.core.domain.words import AE_TASKS, BACK_TASKS
from sdrdesk.core.errors import NotFound, ValidationError
from sdrdesk.core.services import plans
from sdrdesk.core.services.settings import SettingsService
from sdrdesk.core.store.people import Person, person
from sdrdesk.core.store.store import Store, UnitOfWork
from sdrdesk.core.store.tables import enrolment, task

KINDS = ("callback", "follow_up", "meeting", "answer", *sorted(AE_TASKS | BACK_TASKS))


class TaskService:
    """Open items of people."""

    def __init__(self, store: Store, clock: Clock, settings: SettingsService) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings

    def plan(self, prospect_id: int, kind: str, channel: str, when: When, note: str = "") -> Outcome[int]:
        """Add a call-back, follow-up or meeting; a meeting needs a time of day."""
        if kind not in KINDS or (kind == "meeting" and when.at is None):
            raise ValidationError("meeting_needs_time" if kind == "meeting" else "task_kind_unknown", field="when", value=kind)
        with self._store.write(OpKind.PLAN_TASK) as uow:
            who = person(uow.s, prospect_id)
            made = uow.s.execute(
                insert(task)
                .values(
                    prospect_id=who.id,
                    kind=kind,
                    channel=channel,
                    due_on=when.day.isoformat(),
                    due_at=to_ms(when.at) if when.at else None,
                    note=note or None,
                    created_at=uow.now_ms,
                )
                .returning(task.c.id)
            ).scalar_one()
            if kind == "meeting":
                plans.stop_all(uow.s, who.id, "meeting_booked")
            uow.args = {"prospect": who.id, "name": who.full_name, "kind": kind, "when": (when.at or when.day).isoformat()}
        return Outcome(int(made), uow.changes)

    def finish(self, task_id: int) -> Outcome[None]:
        """Mark an item as done."""
        with self._store.write(OpKind.FINISH_TASK) as uow:
            row = uow.s.execute(select(task.c.prospect_id).where(task.c.id == task_id, task.c.state == "open")).first()
            if row is None:
                raise NotFound("task_not_found", id=task_id)
            uow.s.execute(update(task).where(task.c.id == task_id).values(state="done", done_at=uow.now_ms))
            uow.args = {"prospect": row.prospect_id, "name": person(uow.s, row.prospect_id).full_name}
        return Outcome(None, uow.changes)

    def snooze(self, prospect_id: int, when: When) -> Outcome[When]:
        """Move the item itself: every due step and task of the person (rule R5). A snoozed item is not overdue."""
        with self._store.write(OpKind.SNOOZE) as uow:
            who = person(uow.s, prospect_id)
            snooze_within(uow, who, when, self._settings.profile(uow.s), self._clock.now())
            uow.args = {"prospect": who.id, "name": who.full_name, "when": (when.at or when.day).isoformat()}
        return Outcome(when, uow.changes)


def snooze_within(uow: UnitOfWork, who: Person, when: When, profile: Profile, now: dt.datetime) -> None:
    """The same inside a transaction that is open already (many people at once)."""
    today = profile.today(now).isoformat()
    moment = to_ms(when.at) if when.at else None
    e, t = enrolment.c, task.c
    moved = uow.s.execute(
        update(enrolment)
        .where(e.prospect_id == who.id, e.state.in_(("active", "waiting", "held")), e.due_on <= max(today, when.day.isoformat()))
        .values(due_on=when.day.isoformat(), not_before_at=moment)
    ).rowcount
    due = (t.prospect_id == who.id) & (t.state == "open") & (t.due_on <= today)
    # A lead under a service level leaves the list for a while; its clock goes on from when it came in (rule R21).
    untimed = t.due_at.is_(None) | (t.kind == "sla")
    moved += uow.s.execute(update(task).where(due, untimed).values(due_on=when.day.isoformat(), not_before_at=moment)).rowcount
    # A timed promise moved to a day keeps nine in the morning of it, in the user's zone.
    morning = to_ms(dt.datetime.combine(when.day, dt.time(9), profile.zone))
    moved += uow.s.execute(update(task).where(due, ~untimed).values(due_on=when.day.isoformat(), due_at=moment or morning)).rowcount
    if not moved:
        _come_back(uow.s, who, when, uow.now_ms)


def _come_back(s: Connection, who: Person, when: When, now_ms: int) -> None:
    """Somebody without a next step gets one by being snoozed (rule R4)."""
    s.execute(
        insert(task).values(
            prospect_id=who.id,
            kind="follow_up",
            channel="call" if who.phone else "email",
            due_on=when.day.isoformat(),
            not_before_at=to_ms(when.at) if when.at else None,
            created_at=now_ms,
        )
    )
