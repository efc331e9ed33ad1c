"""Days off and away, and catching up afterwards (rules R8, R12)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, delete, insert, select, text, update

from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.clock import Clock
from sdrdesk.core.domain.cadence import Cadence, CadenceBook
from sdrdesk.core.domain.calendar import DayOff, next_working_day
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.errors import NotFound, ValidationError
from sdrdesk.core.queries.load import add_plan, first_free_day, load_ahead
from sdrdesk.core.services import plans
from sdrdesk.core.services.settings import SettingsService
from sdrdesk.core.store.people import person
from sdrdesk.core.store.store import Store, UnitOfWork
from sdrdesk.core.store.tables import day_off, enrolment, task

KINDS = ("off", "away", "work")
LONGEST_DAYS = 366
SPREAD_DAYS = 60
"""How far a backlog is spread at the most; what does not fit then stands on the last day."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What came of it: items moved to other days, first steps or items dropped, and promises with a time that stay where they are."""

    id: int = 0
    moved: int = 0
    dropped: int = 0
    promised: int = 0
    days: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Item:
    table: str
    id: int
    prospect_id: int
    channel: str
    due_on: str
    follow_up: bool
    country: str
    cadence: Cadence | None = None
    step_no: int = 0


class AwayService:
    """The user's own days."""

    def __init__(self, store: Store, clock: Clock, settings: SettingsService, cadences: CadenceBook) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._cadences = cadences

    def rows(self) -> tuple[DayOff, ...]:
        """All days that were said, oldest first."""
        return self._settings.profile().days

    def say(self, first: dt.date, last: dt.date, kind: str = "away", note: str = "") -> Outcome[Moved]:
        """Days off, away, or worked all the same. What falls due on days off or away moves to the days after them, under the caps.

        Raises:
            ValidationError: the days are upside down, or too many.
        """
        self._check(first, last, kind)
        with self._store.write(OpKind.AWAY) as uow:
            result = self._put(uow, first, last, kind, note)
        return Outcome(result, uow.changes)

    def change(self, day_off_id: int, first: dt.date, last: dt.date, kind: str, note: str = "") -> Outcome[Moved]:
        """Other days, another kind or note of an entry; what falls due on the new days moves, what was moved before stays.

        Raises:
            ValidationError: as ``say``.
            NotFound: ``day_off_not_found``.
        """
        self._check(first, last, kind)
        with self._store.write(OpKind.AWAY) as uow:
            if not uow.s.execute(delete(day_off).where(day_off.c.id == day_off_id)).rowcount:
                raise NotFound("day_off_not_found", id=day_off_id)
            result = self._put(uow, first, last, kind, note)
        return Outcome(result, uow.changes)

    def effect(self, first: dt.date, last: dt.date) -> Moved:
        """How many items would move if these days were off, and how many promises with a time would stay; changes nothing."""
        with self._store.read() as s:
            today = self._settings.profile(s).today(self._clock.now())
            return Moved(moved=len(self._items(s, max(first, today), last)), promised=_promised(s, first, last))

    @staticmethod
    def _check(first: dt.date, last: dt.date, kind: str) -> None:
        if kind not in KINDS:
            raise ValidationError("value_unknown", field="kind", value=kind)
        if last < first:
            raise ValidationError("period_order")
        if (last - first).days >= LONGEST_DAYS:
            raise ValidationError("away_too_long", limit=LONGEST_DAYS)

    def _put(self, uow: UnitOfWork, first: dt.date, last: dt.date, kind: str, note: str) -> Moved:
        made = uow.s.execute(
            insert(day_off).values(first_on=first.isoformat(), last_on=last.isoformat(), kind=kind, note=note).returning(day_off.c.id)
        ).scalar_one()
        result = Moved(int(made))
        if kind != "work":
            result = replace(self._clear(uow, first, last), id=int(made))
        uow.args = {"kind": kind, "first": first.isoformat(), "last": last.isoformat(), "n": result.moved}
        return result

    def remove(self, day_off_id: int) -> Outcome[None]:
        """Take days back; what was moved because of them stays where it is (undo puts it back)."""
        with self._store.write(OpKind.AWAY) as uow:
            row = uow.s.execute(select(day_off).where(day_off.c.id == day_off_id)).first()
            if row is None:
                raise NotFound("day_off_not_found", id=day_off_id)
            uow.s.execute(delete(day_off).where(day_off.c.id == day_off_id))
            uow.args = {"kind": "removed", "first": row.first_on, "last": row.last_on, "n": 0}
        return Outcome(None, uow.changes)

    def catch_up(self, *, drop_older_than: int | None = None, reason: str = "") -> Outcome[Moved]:
        """Spread what is overdue over the coming days under the caps; steps that are staler than so many days are dropped, with a reason.

        Raises:
            ValidationError: steps are to be dropped without a reason.
        """
        if drop_older_than is not None and not reason.strip():
            raise ValidationError("reason_missing", field="reason")
        with self._store.write(OpKind.CATCH_UP) as uow:
            profile = self._settings.profile(uow.s)
            today = profile.today(self._clock.now())
            items = self._items(uow.s, dt.date.min, today - dt.timedelta(days=1))
            edge = (today - dt.timedelta(days=drop_older_than)).isoformat() if drop_older_than is not None else ""
            stale = [i for i in items if i.due_on < edge]
            for item in stale:
                self._drop(uow, item, profile, reason)
            moved = self._spread(uow.s, [i for i in items if i.due_on >= edge], profile, today)
            result = replace(moved, dropped=len(stale))
            uow.args = {"n": result.moved, "dropped": result.dropped, "reason": reason}
        return Outcome(result, uow.changes)

    def backlog(self) -> tuple[int, str]:
        """How many items are overdue although they could have been done, and the last day away before today (empty for none)."""
        with self._store.read() as s:
            profile = self._settings.profile(s)
            today = profile.today(self._clock.now())
            overdue = len(self._items(s, dt.date.min, today - dt.timedelta(days=1)))
            ended = [d.last for d in profile.days if d.kind == "away" and d.last < today]
        return overdue, max(ended).isoformat() if ended else ""

    def _clear(self, uow: UnitOfWork, first: dt.date, last: dt.date) -> Moved:
        profile = self._settings.profile(uow.s)
        today = profile.today(self._clock.now())
        items = self._items(uow.s, max(first, today), last)
        moved = self._spread(uow.s, items, profile, max(last + dt.timedelta(days=1), today))
        return replace(moved, promised=_promised(uow.s, first, last))

    def _items(self, s: Connection, first: dt.date, last: dt.date) -> list[_Item]:
        """Open steps and items without a time of day that are due in the period; follow-ups first, then the oldest."""
        values = {"first": first.isoformat(), "last": last.isoformat()}
        found = []
        for r in s.execute(text(_DUE_STEPS), values):
            cadence = self._cadences.at(r.cadence, r.cadence_version)
            step = cadence.step(r.step_no) if cadence else None
            channel = step.channel.value if step else "email"
            found.append(_Item("enrolment", r.id, r.prospect_id, channel, r.due_on, r.step_no > 1, r.country, cadence, r.step_no))
        found += [_Item("task", r.id, r.prospect_id, r.channel, r.due_on, True, r.country) for r in s.execute(text(_DUE_TASKS), values)]
        return sorted(found, key=lambda i: (not i.follow_up, i.due_on, i.table, i.id))

    def _spread(self, s: Connection, items: list[_Item], profile: Profile, first: dt.date) -> Moved:
        """Each item to the first day, from ``first`` on, that works for both and has room under the cap of its channel.

        A plan takes its later steps along: they are counted from its new day, not from the old one.
        """
        today = profile.today(self._clock.now())
        ahead = (first - today).days + SPREAD_DAYS
        plans_moved = [i.id for i in items if i.table == "enrolment"]
        load = load_ahead(s, profile, self._cadences, today, ahead, without=plans_moved)
        for item in items:
            if item.table == "task":
                load.setdefault(max(item.due_on, today.isoformat()), Counter())[item.channel] -= 1
        caps = {"call": profile.number("cap.calls"), "email": profile.number("cap.emails")}
        days: Counter[str] = Counter()
        for item in items:
            day = first_free_day(load, item.channel, first, caps, _working_days(first, profile, item.country))
            if item.cadence is not None:
                add_plan(load, item.cadence, item.step_no, day, profile, item.country, today + dt.timedelta(days=ahead))
            else:
                load.setdefault(day.isoformat(), Counter())[item.channel] += 1
            days[day.isoformat()] += 1
            table: Any = enrolment if item.table == "enrolment" else task
            s.execute(update(table).where(table.c.id == item.id).values(due_on=day.isoformat(), not_before_at=None))
        return Moved(moved=len(items), days=tuple(sorted(days.items())))

    def _drop(self, uow: UnitOfWork, item: _Item, profile: Profile, reason: str) -> None:
        """A stale step is left out, as ``skip`` does; a stale item is closed. Nobody is left without a next step (rule R4)."""
        who = person(uow.s, item.prospect_id)
        if item.table == "task":
            uow.s.execute(update(task).where(task.c.id == item.id).values(state="dropped", done_at=uow.now_ms))
            return
        row = uow.s.execute(select(enrolment).where(enrolment.c.id == item.id)).one()
        plans.cancel_mail(uow.s, who.id, "skipped")
        plans.advance(uow.s, row, self._cadences, who, profile, self._clock.now(), uow.now_ms)


_COUNTRY = "coalesce(p.country, c.country, '') AS country"
_DUE_STEPS = (
    f"SELECT e.id, e.prospect_id, e.cadence, e.cadence_version, e.step_no, e.due_on, {_COUNTRY} "
    "FROM enrolment e JOIN prospect p ON p.id = e.prospect_id LEFT JOIN company c ON c.id = p.company_id "
    "WHERE e.state IN ('active', 'waiting') AND e.due_on BETWEEN :first AND :last AND p.status = 'open'"
)
_DUE_TASKS = (
    f"SELECT t.id, t.prospect_id, t.channel, t.due_on, {_COUNTRY} "
    "FROM task t JOIN prospect p ON p.id = t.prospect_id LEFT JOIN company c ON c.id = p.company_id "
    "WHERE t.state = 'open' AND t.due_at IS NULL AND t.kind <> 'answer' AND t.due_on BETWEEN :first AND :last AND p.status = 'open'"
)


def _promised(s: Connection, first: dt.date, last: dt.date) -> int:
    """Promises with a time of day that lie in the period."""
    found = s.execute(
        text("SELECT count(*) FROM task WHERE state = 'open' AND due_at IS NOT NULL AND due_on BETWEEN :first AND :last"),
        {"first": first.isoformat(), "last": last.isoformat()},
    )
    return int(found.scalar_one())


def _working_days(first: dt.date, profile: Profile, country: str) -> Iterator[dt.date]:
    day = first - dt.timedelta(days=1)
    for _ in range(SPREAD_DAYS):
        day = next_working_day(day + dt.timedelta(days=1), profile.calendar, country)
        yield day
