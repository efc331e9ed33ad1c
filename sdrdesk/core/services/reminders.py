"""Reminders: what is due comes from the tables; each occurrence fires once (promise D1; rule R5).

A promise with a time (call-back, meeting) reminds five minutes before it; a day's follow-ups remind at the start of the user's work, together.
What was missed, while the program was off or was asked to keep still, comes as one digest.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import insert, text, true, update

from sdrdesk.core.changes import ChangeSet, OpKind, Outcome
from sdrdesk.core.clock import Clock, to_ms
from sdrdesk.core.domain.quiet_hours import is_quiet
from sdrdesk.core.queries.reminders import OF_A_DAY, Due, Overview, found_due, overview, put_off, timed
from sdrdesk.core.services.settings import SettingsService
from sdrdesk.core.store.store import Store
from sdrdesk.core.store.tables import reminder

MISSED_AFTER = dt.timedelta(minutes=10)
"""A reminder this late was missed: it goes into the digest instead of popping up alone."""


@dataclass(frozen=True, slots=True)
class Fired:
    """What fires now: single reminders, and the missed ones for one digest."""

    now: tuple[Due, ...]
    missed: tuple[Due, ...]


class ReminderService:
    """Finds what must fire, and notes that it did."""

    def __init__(self, store: Store, clock: Clock, settings: SettingsService) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings

    def fire(self) -> Outcome[Fired]:
        """Occurrences that are due and have not fired; noted in the same transaction, so none fires twice, also when the clock is set back.
        In quiet hours and in a pause nothing fires and nothing is noted: it comes afterwards."""
        now = self._clock.now()
        with self._store.read() as s:
            profile = self._settings.profile(s)
            found = [] if is_quiet(profile, now) else found_due(s, profile, now)
        if not found:
            return Outcome(Fired((), ()), ChangeSet())
        with self._store.write(OpKind.REMIND, actor="job", undoable=False) as uow:
            fresh = [
                due
                for due in found
                if uow.s.execute(
                    insert(reminder)
                    .prefix_with("OR IGNORE")
                    .values(
                        rule=due.rule,
                        due_at=to_ms(due.due_at),
                        prospect_id=due.prospect_id,
                        fired_at=uow.now_ms,
                        state="fired" if due.n else "seen",
                    )
                ).rowcount
                and due.n
            ]
        late = tuple(d for d in fresh if now - d.due_at > MISSED_AFTER and d.kind not in OF_A_DAY)
        return Outcome(Fired(tuple(d for d in fresh if d not in late), late), uow.changes)

    def unseen(self) -> int:
        """Reminders that fired and were not acknowledged, for the mark in the window."""
        with self._store.read() as s:
            return int(s.execute(text("SELECT count(*) FROM reminder WHERE state = 'fired'")).scalar_one())

    def acknowledge(self, rule: str = "") -> None:
        """The user has seen them: the one of a rule, or all."""
        which = (reminder.c.state == "fired") & (reminder.c.rule == rule if rule else true())
        with self._store.write(OpKind.REMIND, actor="job", undoable=False) as uow:
            uow.s.execute(update(reminder).where(which).values(state="seen"))

    def coming(self, n: int) -> list[Due]:
        """Promises with a time from today's first on, the earliest first: one whose minute has passed is still owed until it is logged."""
        with self._store.read() as s:
            profile = self._settings.profile(s)
            since = profile.day_bounds(profile.today(self._clock.now()))[0]
            return timed(s, profile, since, None, n)

    def snoozed(self, n: int) -> list[Due]:
        """People who were snoozed to a time that is still to come, the next first (rule R5)."""
        with self._store.read() as s:
            return put_off(s, self._settings.profile(s), self._clock.now(), n)

    def next_timed(self) -> Due | None:
        """The next promise with a time, for the tally bar."""
        with self._store.read() as s:
            return next(iter(timed(s, self._settings.profile(s), self._clock.now(), None, 1)), None)

    def overview(self) -> Overview:
        """All that reminds of something: due and not done, coming, and put off."""
        with self._store.read() as s:
            return overview(s, self._settings.profile(s), self._clock.now())
