"""Putting people on a cadence and taking them off (rules R7, R8, R9, R11 forecast, R13, R17)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, insert, select, update

from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.clock import Clock
from sdrdesk.core.domain.cadence import Cadence
from sdrdesk.core.domain.calendar import due_after, next_working_day
from sdrdesk.core.errors import NotFound, RuleRefusal, SdrDeskError
from sdrdesk.core.services import plans
from sdrdesk.core.services.settings import SettingsService
from sdrdesk.core.store.people import person, suppressed
from sdrdesk.core.store.store import Store
from sdrdesk.core.store.tables import enrolment, prospect, task


@dataclass(frozen=True, slots=True)
class Enrolled:
    """Who went on the plan, with the first day of each; and who did not, with the refusal."""

    done: tuple[tuple[int, str], ...]
    refused: tuple[tuple[int, SdrDeskError], ...]


class EnrolmentService:
    """Plans of people."""

    def __init__(self, store: Store, clock: Clock, settings: SettingsService, cadences: dict[str, Cadence]) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self.cadences = cadences

    def cadence(self, key: str) -> Cadence:
        """A cadence by key.

        Raises:
            NotFound: ``cadence_not_found`` with the known ones.
        """
        if key not in self.cadences:
            raise NotFound("cadence_not_found", cadence=key, known=", ".join(sorted(self.cadences)))
        return self.cadences[key]

    def enrol(self, prospect_ids: list[int], cadence_key: str, *, start: dt.date | None = None) -> Outcome[Enrolled]:
        """Put people on a cadence; those whom a rule refuses stay as they are and are named."""
        cadence = self.cadence(cadence_key)
        done: list[tuple[int, str]] = []
        refused: list[tuple[int, SdrDeskError]] = []
        with self._store.write(OpKind.ENROL) as uow:
            profile = self._settings.profile(uow.s)
            first = max(start or profile.today(self._clock.now()), profile.today(self._clock.now()))
            for prospect_id in dict.fromkeys(prospect_ids):
                try:
                    who = person(uow.s, prospect_id)
                    self._admit(uow.s, who)
                    due = next_working_day(first, profile.calendar, who.country)
                    uow.s.execute(
                        insert(enrolment).values(
                            prospect_id=who.id,
                            cadence=cadence.key,
                            cadence_version=cadence.version,
                            step_no=1,
                            due_on=due.isoformat(),
                            started_on=due.isoformat(),
                            created_at=uow.now_ms,
                        )
                    )
                    # A follow-up that only filled the gap of "no next step" gives way to the plan.
                    uow.s.execute(
                        update(task)
                        .where(
                            task.c.prospect_id == who.id, task.c.state == "open", task.c.kind == "follow_up", task.c.note.like("after:%")
                        )
                        .values(state="dropped", done_at=uow.now_ms)
                    )
                    done.append((who.id, due.isoformat()))
                except SdrDeskError as error:
                    refused.append((prospect_id, error))
            uow.args = {"n": len(done), "cadence": cadence.key}
        return Outcome(Enrolled(tuple(done), tuple(refused)), uow.changes)

    @staticmethod
    def _admit(s, who) -> None:  # type: ignore[no-untyped-def]
        if plans.open_enrolment(s, who.id) is not None:
            raise RuleRefusal("already_enrolled", rule="R13", name=who.full_name)
        kinds = {"email": suppressed(s, who, "email"), "call": suppressed(s, who, "call")}
        open_ways = [c for c, way in (("email", who.email), ("call", who.phone)) if way and not kinds[c]]
        kind = next((k for k in kinds.values() if k == "person"), "") or (next(filter(None, kinds.values()), "") if not open_ways else "")
        if kind:
            raise RuleRefusal("do_not_contact", rule="R17", kind=kind)
        if who.status == "closed":
            raise RuleRefusal("person_closed", rule="R4", name=who.full_name)

    def forecast(
        self, prospect_ids: list[int], cadence_key: str, *, start: dt.date | None = None, days: int = 30
    ) -> dict[str, dict[str, int]]:
        """The load of the coming days if these people were enrolled, beside what is due already (rule R11); enrols nobody.

        Returns:
            By ISO day: ``due`` (today's plans), ``calls`` and ``emails`` added.
        """
        cadence = self.cadence(cadence_key)
        with self._store.read() as s:
            profile = self._settings.profile(s)
            today = profile.today(self._clock.now())
            load: dict[str, Counter[str]] = {}
            for day, n in s.execute(
                select(enrolment.c.due_on, func.count())
                .where(enrolment.c.state == "active", enrolment.c.due_on.is_not(None))
                .group_by(enrolment.c.due_on)
            ):
                load.setdefault(max(day, today.isoformat()), Counter())["due"] += n
            for prospect_id in prospect_ids:
                who = person(s, prospect_id)
                due = next_working_day(max(start or today, today), profile.calendar, who.country)
                for step in cadence.steps:
                    due = due if step.no == 1 else due_after(due, step.gap_days, profile.calendar, who.country)
                    load.setdefault(due.isoformat(), Counter())["calls" if step.channel == "call" else "emails"] += 1
        last = (today + dt.timedelta(days=days)).isoformat()
        return {day: dict(load[day]) for day in sorted(load) if day <= last}

    def stop(self, prospect_id: int, reason: str) -> Outcome[int]:
        """Stop a person's plans with a stated reason; their queued mail is cancelled. Gives the number of plans stopped."""
        with self._store.write(OpKind.STOP) as uow:
            who = person(uow.s, prospect_id)
            stopped = plans.stop_all(uow.s, who.id, reason)
            if not stopped:
                raise NotFound("not_enrolled", name=who.full_name)
            uow.args = {"prospect": who.id, "name": who.full_name, "reason": reason}
        return Outcome(stopped, uow.changes)

    def release(self, prospect_id: int) -> Outcome[None]:
        """Let a held plan go on (rule R9: the user decides about colleagues)."""
        with self._store.write(OpKind.ENROL) as uow:
            who = person(uow.s, prospect_id)
            changed = plans.release_held(uow.s, who.id, uow.now_ms)
            if not changed:
                raise NotFound("nothing_held", name=who.full_name)
            uow.args = {"n": 1, "cadence": "held", "name": who.full_name}
        return Outcome(None, uow.changes)

    def skip_step(self, prospect_id: int, reason: str) -> Outcome[plans.NextStep | None]:
        """Leave out the current step (rule R10) or drop the due task; the next one is dated from today."""
        with self._store.write(OpKind.SKIP) as uow:
            who = person(uow.s, prospect_id)
            profile = self._settings.profile(uow.s)
            row = plans.open_enrolment(uow.s, who.id)
            uow.args = {"prospect": who.id, "name": who.full_name, "reason": reason}
            today = profile.today(self._clock.now()).isoformat()
            t = task.c
            dropped = uow.s.execute(
                update(task)
                .where(t.prospect_id == who.id, t.state == "open", t.due_on <= today, t.kind != "meeting")
                .values(state="dropped", done_at=uow.now_ms)
            ).rowcount
            step_due = row is not None and (row.due_on or today) <= today
            if not step_due and not dropped:
                raise NotFound("nothing_to_skip", name=who.full_name)
            following = None
            if step_due:
                plans.cancel_mail(uow.s, who.id, "skipped")
                following = plans.advance(uow.s, row, self.cadence(row.cadence), who, profile, self._clock.now(), row.last_touch_at or 0)
        return Outcome(following, uow.changes)

    def pin(self, prospect_id: int, pinned: bool) -> Outcome[None]:
        """Put a person at the head of their band, or take them off (rule R3)."""
        with self._store.write(OpKind.PIN) as uow:
            who = person(uow.s, prospect_id)
            uow.s.execute(update(prospect).where(prospect.c.id == who.id).values(pinned=int(pinned)))
            uow.args = {"prospect": who.id, "name": who.full_name}
        return Outcome(None, uow.changes)
