"""Reminders: what is due comes from the tables; each occurrence fires once (promises 3.10; rule R5).

A promise with a time (call-back, meeting) reminds five minutes before it; a follow-up day reminds at the start of the user's work, all of
a day's together. What was missed while the program was off comes as one digest at the start.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, text, update

from sdrdesk.core.changes import ChangeSet, OpKind, Outcome
from sdrdesk.core.clock import Clock, from_ms, to_ms
from sdrdesk.core.services.settings import SettingsService
from sdrdesk.core.store.people import person
from sdrdesk.core.store.store import Store
from sdrdesk.core.store.tables import reminder

AHEAD = dt.timedelta(minutes=5)
MISSED_AFTER = dt.timedelta(minutes=10)
"""A reminder this late was missed: it goes into the digest instead of popping up alone."""


@dataclass(frozen=True, slots=True)
class Due:
    """One occurrence to show: ``kind`` is callback, meeting, or follow_ups (``n`` people on a day)."""

    kind: str
    due_at: dt.datetime
    prospect_id: int | None
    name: str
    note: str
    n: int = 1


@dataclass(frozen=True, slots=True)
class Fired:
    """What fires now: single reminders, and the missed ones for one digest."""

    now: tuple[Due, ...]
    missed: tuple[Due, ...]


_TIMED = (
    "SELECT t.id, t.kind, t.due_at, t.prospect_id, t.note FROM task t WHERE t.state = 'open' AND t.kind <> 'sla' AND t.due_at IS NOT NULL AND t.due_at <= :until "
    "AND NOT EXISTS (SELECT 1 FROM reminder r WHERE r.rule = 'task:' || t.id AND r.due_at = t.due_at) ORDER BY t.due_at, t.id LIMIT 200"
)
_SLA = (
    "SELECT id, prospect_id, note, warn_at, due_at, escalate_at FROM task WHERE state = 'open' AND kind = 'sla' AND due_on IS NOT NULL AND warn_at <= :now "
    "ORDER BY due_at, id LIMIT 200"
)
_SLA_STAGES = (("sla_warn", "warn_at"), ("sla_alert", "due_at"), ("sla_escalate", "escalate_at"))
"""A service level speaks three times: at half, at the end, and when it escalates (rule R21)."""

_COMING = "SELECT kind, due_at, prospect_id, note FROM task WHERE state = 'open' AND kind <> 'sla' AND due_at >= :since ORDER BY due_at, id LIMIT :n"
_SNOOZED = (
    "SELECT s.prospect_id, min(s.at) AS at FROM ("
    "SELECT prospect_id, not_before_at AS at FROM task WHERE state = 'open' AND due_on >= :today AND not_before_at > :now "
    "UNION ALL SELECT prospect_id, not_before_at FROM enrolment WHERE state IN ('active', 'waiting', 'held') AND due_on >= :today "
    "AND not_before_at > :now) s GROUP BY s.prospect_id ORDER BY 2, 1 LIMIT :n"
)
_FOLLOW_UPS = (
    "SELECT count(*) FROM (SELECT prospect_id FROM task WHERE state = 'open' AND due_at IS NULL AND due_on <= :today AND kind <> 'answer' "
    "UNION SELECT prospect_id FROM enrolment WHERE state = 'active' AND due_on <= :today)"
)


class ReminderService:
    """Finds what must fire, and notes that it did."""

    def __init__(self, store: Store, clock: Clock, settings: SettingsService) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings

    def fire(self) -> Outcome[Fired]:
        """Occurrences that are due and have not fired; noted in the same transaction, so none fires twice, also when the clock is set back."""
        now = self._clock.now()
        found = self._find(now)
        if not found:
            return Outcome(Fired((), ()), ChangeSet())
        with self._store.write(OpKind.REMIND, actor="job", undoable=False) as uow:
            fresh = [
                due
                for rule, due in found
                if uow.s.execute(
                    insert(reminder)
                    .prefix_with("OR IGNORE")
                    .values(rule=rule, due_at=to_ms(due.due_at), prospect_id=due.prospect_id, fired_at=uow.now_ms)
                ).rowcount
            ]
        late = tuple(d for d in fresh if now - d.due_at > MISSED_AFTER)
        return Outcome(Fired(tuple(d for d in fresh if d not in late), late), uow.changes)

    def _find(self, now: dt.datetime) -> list[tuple[str, Due]]:
        with self._store.read() as s:
            profile = self._settings.profile(s)
            found = [
                (f"task:{r.id}", Due(r.kind, from_ms(r.due_at), r.prospect_id, person(s, r.prospect_id).full_name, r.note or ""))
                for r in s.execute(text(_TIMED), {"until": to_ms(now + AHEAD)})
            ]
            found += self._levels(s, to_ms(now))
            today = profile.today(now)
            start = dt.datetime.combine(today, profile.calendar.start, profile.zone)
            rule = f"day:{today.isoformat()}"
            fired = s.execute(select(reminder.c.id).where(reminder.c.rule == rule)).first()
            n = 0 if fired or now < start else s.execute(text(_FOLLOW_UPS), {"today": today.isoformat()}).scalar_one()
            if n:
                found.append((rule, Due("follow_ups", start, None, "", "", n)))
        return found

    @staticmethod
    def _levels(s: Connection, now_ms: int) -> list[tuple[str, Due]]:
        """Inbound leads whose clock has passed a mark; of several passed at once only the last speaks."""
        found = []
        for r in s.execute(text(_SLA), {"now": now_ms}):
            passed = [(kind, getattr(r, column)) for kind, column in _SLA_STAGES if getattr(r, column) <= now_ms]
            kind, at = passed[-1]
            if s.execute(select(reminder.c.id).where(reminder.c.rule == f"{kind}:{r.id}")).first() is None:
                found.append((f"{kind}:{r.id}", Due(kind, from_ms(at), r.prospect_id, person(s, r.prospect_id).full_name, r.note or "")))
        return found

    def unseen(self) -> int:
        """Reminders that fired and were not acknowledged, for the mark in the window."""
        with self._store.read() as s:
            return int(s.execute(text("SELECT count(*) FROM reminder WHERE state = 'fired'")).scalar_one())

    def acknowledge(self) -> None:
        """The user has seen them."""
        with self._store.write(OpKind.REMIND, actor="job", undoable=False) as uow:
            uow.s.execute(update(reminder).where(reminder.c.state == "fired").values(state="seen"))

    def coming(self, n: int) -> list[Due]:
        """Promises with a time from today's first on, the earliest first: one whose minute has passed is still owed until it is logged."""
        with self._store.read() as s:
            profile = self._settings.profile(s)
            since = profile.day_bounds(profile.today(self._clock.now()))[0]
            return [
                Due(r.kind, from_ms(r.due_at), r.prospect_id, person(s, r.prospect_id).full_name, r.note or "")
                for r in s.execute(text(_COMING), {"since": to_ms(since), "n": n})
            ]

    def snoozed(self, n: int) -> list[Due]:
        """People who were snoozed to a time that is still to come, the next first (rule R5)."""
        now = self._clock.now()
        with self._store.read() as s:
            today = self._settings.profile(s).today(now).isoformat()
            return [
                Due("snoozed", from_ms(r.at), r.prospect_id, person(s, r.prospect_id).full_name, "")
                for r in s.execute(text(_SNOOZED), {"today": today, "now": to_ms(now), "n": n})
            ]

    def next_timed(self) -> Due | None:
        """The next promise with a time, for the tally bar."""
        with self._store.read() as s:
            row = s.execute(
                text("SELECT kind, due_at, prospect_id, note FROM task WHERE state = 'open' AND due_at >= :now ORDER BY due_at LIMIT 1"),
                {"now": to_ms(self._clock.now())},
            ).first()
            return (
                Due(row.kind, from_ms(row.due_at), row.prospect_id, person(s, row.prospect_id).full_name, row.note or "") if row else None
            )
