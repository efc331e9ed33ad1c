"""Reminders in the user's own words: added, done, put off and taken away; each step can be undone.

A time on the clock (``tue 14:00``) belongs to the user's wall, wherever they are by then; a span (``in 2h``) and a snooze are moments. Each time that
is chosen fires once, whatever the clock does afterwards: ``set_at`` tells the choices apart.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import delete, insert, select, update

from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.clock import Clock, to_ms
from sdrdesk.core.domain.remind_line import LONGEST_TEXT, RemindLine
from sdrdesk.core.domain.wall_time import instant_of, wall_of
from sdrdesk.core.domain.when import When
from sdrdesk.core.errors import NotFound, ValidationError
from sdrdesk.core.services.settings import SettingsService
from sdrdesk.core.store.people import person
from sdrdesk.core.store.store import Store, UnitOfWork
from sdrdesk.core.store.tables import own_reminder


class OwnReminderService:
    """The user's own reminders."""

    def __init__(self, store: Store, clock: Clock, settings: SettingsService) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings

    def add(self, line: RemindLine, prospect_id: int | None = None) -> Outcome[int]:
        """Keep one; a day without a time means the start of the user's work.

        Raises:
            ValidationError: no words, or too many.
            NotFound: the person is not there.
        """
        words = " ".join(line.text.split())
        if not words:
            raise ValidationError("remind_no_text", field="line", value=line.text)
        if len(words) > LONGEST_TEXT:
            raise ValidationError("remind_too_long", field="line", value=f"{words[:40]}…", most=LONGEST_TEXT)
        with self._store.write(OpKind.OWN_REMINDER) as uow:
            if prospect_id is not None:
                person(uow.s, prospect_id)
            values = self._time(uow, line.when, line.span)
            made = uow.s.execute(
                insert(own_reminder)
                .values(text=words, prospect_id=prospect_id, created_at=uow.now_ms, **values)
                .returning(own_reminder.c.id)
            ).scalar_one()
            uow.args = {"name": words[:60], "reminder_step": "add"}
        return Outcome(int(made), uow.changes)

    def finish(self, reminder_id: int) -> Outcome[None]:
        """It is done."""
        with self._store.write(OpKind.OWN_REMINDER) as uow:
            self._note(uow, reminder_id, "done")
            uow.s.execute(update(own_reminder).where(own_reminder.c.id == reminder_id).values(state="done", done_at=uow.now_ms))
        return Outcome(None, uow.changes)

    def remove(self, reminder_id: int) -> Outcome[None]:
        """Take it away."""
        with self._store.write(OpKind.OWN_REMINDER) as uow:
            self._note(uow, reminder_id, "remove")
            uow.s.execute(delete(own_reminder).where(own_reminder.c.id == reminder_id))
        return Outcome(None, uow.changes)

    def snooze(self, reminder_id: int, when: When) -> Outcome[None]:
        """Put it off to a moment, or to the start of work on a day (rule R5: the item itself moves)."""
        with self._store.write(OpKind.OWN_REMINDER) as uow:
            self._note(uow, reminder_id, "snooze")
            uow.s.execute(update(own_reminder).where(own_reminder.c.id == reminder_id).values(**self._time(uow, when, when.at is not None)))
        return Outcome(None, uow.changes)

    def _time(self, uow: UnitOfWork, when: When, moment: bool) -> dict[str, Any]:
        profile = self._settings.profile(uow.s)
        local = dt.datetime.combine(when.day, profile.calendar.start)
        at = when.at or instant_of(local, profile.zone)
        wall = None if moment else wall_of(when.at, profile.zone) if when.at else local.isoformat(timespec="minutes")
        return {"local_at": wall, "due_at": to_ms(at), "set_at": to_ms(self._clock.now())}

    @staticmethod
    def _note(uow: UnitOfWork, reminder_id: int, step: str) -> None:
        o = own_reminder.c
        found = uow.s.execute(select(o.text, o.prospect_id).where(o.id == reminder_id, o.state == "open")).first()
        if found is None:
            raise NotFound("reminder_not_found", id=reminder_id)
        uow.args = {"name": found.text[:60], "reminder_step": step}
