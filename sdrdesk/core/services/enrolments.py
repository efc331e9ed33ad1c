"""Putting people on a cadence and taking them off (rules R7, R8, R9, R11 forecast, R13, R17)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select, update

from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.clock import Clock, from_ms
from sdrdesk.core.domain.cadence import Cadence, CadenceBook
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.errors import NotFound, RuleRefusal, SdrDeskError
from sdrdesk.core.queries.load import DayLoad, load_ahead, with_added
from sdrdesk.core.services import plans
from sdrdesk.core.services.settings import SettingsService
from sdrdesk.core.store.people import Person, person, suppressed
from sdrdesk.core.store.store import Store, UnitOfWork
from sdrdesk.core.store.tables import prospect, prospect_tag, task, touch

REFUSALS_ASKED = 2000
"""For more people than this the answer before enrolling would take too long; the answer after it names all."""


@dataclass(frozen=True, slots=True)
class Enrolled:
    """Who went on the plan, with the first day of each; who did not, with the refusal; and whose start the guard of R13 moved."""

    done: tuple[tuple[int, str], ...]
    refused: tuple[tuple[int, SdrDeskError], ...]
    moved: tuple[int, ...] = ()


class EnrolmentService:
    """Plans of people."""

    def __init__(self, store: Store, clock: Clock, settings: SettingsService, cadences: CadenceBook) -> None:
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

    def enrol(self, prospect_ids: list[int], cadence_key: str, *, start: dt.date | None = None, anyway: bool = False) -> Outcome[Enrolled]:
        """Put people on a cadence; those whom a rule refuses stay as they are and are named.

        Args:
            prospect_ids: whom.
            cadence_key: on which one.
            start: first day; today when None or past. Somebody touched within the days of the guard (setting ``plan.guard_days``) starts
                that many days after the touch.
            anyway: the user asks for it: a second plan beside one that runs, against the cadence's own conditions and without the guard.
        """
        cadence = self.cadence(cadence_key)
        done: list[tuple[int, str]] = []
        refused: list[tuple[int, SdrDeskError]] = []
        moved: list[int] = []
        with self._store.write(OpKind.ENROL) as uow:
            profile = self._settings.profile(uow.s)
            today = profile.today(self._clock.now())
            first = max(start or today, today)
            for prospect_id in dict.fromkeys(prospect_ids):
                try:
                    who = person(uow.s, prospect_id)
                    admit(uow.s, who, cadence, anyway=anyway)
                    begins = first if anyway else max(first, self._guarded(uow.s, who, profile))
                    due = plans.start(uow.s, cadence, who, profile, begins, uow.now_ms)
                    done.append((who.id, due.isoformat()))
                    if begins > first:
                        moved.append(who.id)
                except SdrDeskError as error:
                    refused.append((prospect_id, error))
            uow.args = {"n": len(done), "cadence": cadence.key}
        return Outcome(Enrolled(tuple(done), tuple(refused), tuple(moved)), uow.changes)

    @staticmethod
    def _guarded(s: Connection, who: Person, profile: Profile) -> dt.date:
        """The first day on which a plan may begin after the last touch of this person (rule R13's guard)."""
        last = s.execute(select(func.max(touch.c.at)).where(touch.c.prospect_id == who.id)).scalar()
        days = profile.number("plan.guard_days")
        return profile.today(from_ms(last)) + dt.timedelta(days=days) if last and days else dt.date.min

    def forecast(self, prospect_ids: list[int], cadence_key: str, *, start: dt.date | None = None, days: int = 30) -> dict[str, DayLoad]:
        """The load of the coming days if these people were enrolled, beside what is planned already (rule R11); enrols nobody.

        Returns:
            By ISO day, only days with anything on them.
        """
        cadence = self.cadence(cadence_key)
        with self._store.read() as s:
            profile = self._settings.profile(s)
            today = profile.today(self._clock.now())
            countries = [person(s, i).country for i in prospect_ids]
            planned = load_ahead(s, profile, self.cadences, today, days)
            return with_added(planned, cadence, countries, profile, max(start or today, today), today + dt.timedelta(days=days))

    def refusals(self, prospect_ids: list[int], cadence_key: str, *, most: int = REFUSALS_ASKED) -> tuple[tuple[int, SdrDeskError], ...]:
        """Whom a rule would refuse, with the refusal, of the first ``most`` people; enrols nobody."""
        cadence = self.cadence(cadence_key)
        found: list[tuple[int, SdrDeskError]] = []
        with self._store.read() as s:
            for prospect_id in prospect_ids[:most]:
                try:
                    admit(s, person(s, prospect_id), cadence, anyway=False)
                except SdrDeskError as error:
                    found.append((prospect_id, error))
        return tuple(found)

    def stop(self, prospect_id: int, reason: str) -> Outcome[int]:
        """Stop a person's plans with a stated reason; their queued mail is cancelled. Gives the number of plans stopped."""
        with self._store.write(OpKind.STOP) as uow:
            who = person(uow.s, prospect_id)
            stopped = plans.stop_all(uow.s, who.id, reason)
            if not stopped:
                raise NotFound("not_enrolled", name=who.full_name)
            uow.args = {"prospect": who.id, "name": who.full_name, "reason": reason}
        return Outcome(stopped, uow.changes)

    def move(self, prospect_id: int) -> Outcome[int]:
        """Move a person from the version of the plan they started to the current one, on purpose; the step number stays.

        Raises:
            NotFound: no plan runs, or it is on the current version already.
        """
        with self._store.write(OpKind.ENROL) as uow:
            who = person(uow.s, prospect_id)
            row = plans.open_enrolment(uow.s, who.id)
            if row is None:
                raise NotFound("not_enrolled", name=who.full_name)
            current = self.cadence(row.cadence)
            if current.version == row.cadence_version:
                raise NotFound("on_current_version", name=who.full_name)
            plans.move_version(uow.s, row, current, uow.now_ms)
            uow.args = {"n": 1, "cadence": current.key}
        return Outcome(current.version, uow.changes)

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
        """Leave out the current step (rule R10) or drop the due task, with a reason; the next one is dated from today."""
        with self._store.write(OpKind.SKIP) as uow:
            who = person(uow.s, prospect_id)
            uow.args = {"prospect": who.id, "name": who.full_name, "reason": reason}
            following = self.skip_within(uow, who, reason)
        return Outcome(following, uow.changes)

    def skip_within(self, uow: UnitOfWork, who: Person, reason: str) -> plans.NextStep | None:
        """The same inside a transaction that is open already (many people at once).

        Raises:
            NotFound: ``nothing_to_skip``.
        """
        profile = self._settings.profile(uow.s)
        row = plans.open_enrolment(uow.s, who.id)
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
        if not step_due:
            return None
        plans.cancel_mail(uow.s, who.id, "skipped")
        following = plans.advance(uow.s, row, self.cadences, who, profile, self._clock.now(), uow.now_ms)
        if row.state == "held":
            plans.keep_held(uow.s, row)
        return following

    def pin(self, prospect_id: int, pinned: bool) -> Outcome[None]:
        """Put a person at the head of their band, or take them off (rule R3)."""
        with self._store.write(OpKind.PIN) as uow:
            who = person(uow.s, prospect_id)
            uow.s.execute(update(prospect).where(prospect.c.id == who.id).values(pinned=int(pinned)))
            uow.args = {"prospect": who.id, "name": who.full_name}
        return Outcome(None, uow.changes)


def admit(s: Connection, who: Person, cadence: Cadence, *, anyway: bool) -> None:
    """May this person go on this plan?

    Raises:
        RuleRefusal: R13 (a plan runs, or the cadence's conditions say no), R17 (do not contact), R4 (the person is closed).
    """
    if not anyway and plans.open_enrolment(s, who.id) is not None:
        raise RuleRefusal("already_enrolled", rule="R13", name=who.full_name)
    refuse_barred(s, who)
    if who.status == "closed":
        raise RuleRefusal("person_closed", rule="R4", name=who.full_name)
    unmet = "" if anyway or not cadence.enter else cadence.turned_away_by(facts_of(s, who))
    if unmet:
        allowed = ", ".join(cadence.enter[unmet])
        raise RuleRefusal("cadence_not_for", rule="R13", name=who.full_name, cadence=cadence.key, field=unmet, allowed=allowed)


def refuse_barred(s: Connection, who: Person) -> None:
    """Refuse a person to whom no way is open.

    Raises:
        RuleRefusal: R17 (do not contact).
    """
    kinds = {"email": suppressed(s, who, "email"), "call": suppressed(s, who, "call")}
    open_ways = [c for c, way in (("email", who.email), ("call", who.phone)) if way and not kinds[c]]
    kind = next((k for k in kinds.values() if k == "person"), "") or (next(filter(None, kinds.values()), "") if not open_ways else "")
    if kind:
        raise RuleRefusal("do_not_contact", rule="R17", kind=kind)


def facts_of(s: Connection, who: Person) -> dict[str, Any]:
    """What a cadence's conditions can ask about a person."""
    t = prospect_tag.c
    tags = [f"{r.grp}/{r.name}" for r in s.execute(select(t.grp, t.name).where(t.prospect_id == who.id))]
    role = s.execute(select(prospect.c.buyer_role).where(prospect.c.id == who.id)).scalar() or ""
    return {
        "lead_type": who.lead_type,
        "stage": who.stage,
        "tier": who.tier,
        "grade": who.grade,
        "language": who.language,
        "country": who.country,
        "buyer_role": role,
        "tag": tags,
    }
