"""Not ready is not lost (rule R25, seed W17): the reason, its counter-move, a date to come back and a programme until then."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Connection, func, insert, select, update

from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.clock import Clock
from sdrdesk.core.domain.cadence import CadenceBook
from sdrdesk.core.domain.calendar import next_working_day
from sdrdesk.core.domain.not_ready import SAID_MOST, Reason, reason_of, reasons_from
from sdrdesk.core.errors import NotFound, RuleRefusal, SdrDeskError, ValidationError
from sdrdesk.core.paths import shipped
from sdrdesk.core.services import inbox_answers, plans, standards
from sdrdesk.core.services.bulk import Done
from sdrdesk.core.services.enrolments import admit
from sdrdesk.core.services.settings import SettingsService
from sdrdesk.core.store.people import Person, person
from sdrdesk.core.store.ready_tables import handoff, not_ready
from sdrdesk.core.store.store import Store, UnitOfWork
from sdrdesk.core.store.tables import prospect, task

KIND = "not_ready"


@dataclass(frozen=True, slots=True)
class SetBack:
    """What was stored: until when (None: closed), on which programme (empty: none, with the refusal when a rule said no)."""

    reason: Reason
    until: dt.date | None
    cadence: str
    refused: SdrDeskError | None = None


@dataclass(frozen=True, slots=True)
class Last:
    """What was said the last time that this person was not ready."""

    reason: Reason
    said: str
    at_ms: int


@lru_cache(maxsize=1)
def shipped_reasons() -> tuple[Reason, ...]:
    """The five of the white paper."""
    return reasons_from(tomllib.loads(shipped("standards", "not_ready.toml").read_text("utf-8")))


def reasons_within(s: Connection) -> tuple[Reason, ...]:
    """The reasons that hold: the profile's, else those that ship."""
    held = standards.current(s, KIND)
    return shipped_reasons() if held is None else reasons_from(held.body)


def last_within(s: Connection, prospect_id: int) -> Last | None:
    """The newest "not ready" of a person; a reason that is gone keeps its key as name."""
    n = not_ready.c
    row = s.execute(select(not_ready).where(n.prospect_id == prospect_id).order_by(n.id.desc()).limit(1)).first()
    if row is None:
        return None
    known = {r.key: r for r in (*shipped_reasons(), *reasons_within(s))}
    return Last(known.get(row.reason) or Reason(row.reason, {"en": row.reason}, {}, 1), row.said, row.at)


class NotReadyService:
    """Sets people back with a date instead of losing them."""

    def __init__(self, store: Store, clock: Clock, settings: SettingsService, cadences: CadenceBook) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._cadences = cadences

    def reasons(self) -> tuple[Reason, ...]:
        """The reasons that hold."""
        with self._store.read() as s:
            return reasons_within(s)

    def last(self, prospect_id: int) -> Last | None:
        """The newest "not ready" of a person."""
        with self._store.read() as s:
            return last_within(s, prospect_id)

    def disqualify(
        self,
        prospect_id: int,
        reason: str,
        *,
        said: str = "",
        until: dt.date | None = None,
        cadence: str | None = None,
        close: bool = False,
    ) -> Outcome[SetBack]:
        """Stop the plans, keep the reason and what was said, and let the person come back on a day, on a programme until then.

        Args:
            prospect_id: who.
            reason: key or name of one of ``reasons``.
            said: in their words.
            until: the day to come back; the reason's days when None. A day off moves to the next that works for both (rule R8).
            cadence: the programme; the reason's own when None, none when empty. One that a rule refuses is left out and named.
            close: nobody comes back: closed with this reason (rule R4).

        Raises:
            ValidationError: an unknown reason, a day that has gone by, too many words.
            NotFound: no such person or cadence.
            RuleRefusal: R24: the person is with an account executive; R4: already closed.
        """
        self._check(said, cadence)
        with self._store.write(OpKind.NOT_READY) as uow:
            who = person(uow.s, prospect_id)
            found = self._found(uow.s, reason, until)
            done = self._set_back(uow, who, found, said.strip(), until, cadence, close)
            uow.args = {"prospect": who.id, "name": who.full_name, "not_ready": found.key}
        return Outcome(done, uow.changes)

    def disqualify_many(
        self,
        prospect_ids: Sequence[int],
        reason: str,
        *,
        said: str = "",
        until: dt.date | None = None,
        cadence: str | None = None,
        close: bool = False,
    ) -> Outcome[Done]:
        """The same for several people, as one step that one undo takes back; whom a rule keeps is left as they were, and named.

        Raises:
            ValidationError, NotFound: as in ``disqualify``, for what holds for all of them.
        """
        self._check(said, cadence)
        done: list[int] = []
        refused: list[tuple[int, SdrDeskError]] = []
        with self._store.write(OpKind.BULK) as uow:
            found = self._found(uow.s, reason, until)
            for prospect_id in dict.fromkeys(prospect_ids):
                try:
                    self._set_back(uow, person(uow.s, prospect_id), found, said.strip(), until, cadence, close)
                    done.append(prospect_id)
                except SdrDeskError as error:
                    refused.append((prospect_id, error))
            uow.args = {"what": KIND, "n": len(done)}
        return Outcome(Done(tuple(done), tuple(refused)), uow.changes)

    def counts(self) -> dict[str, int]:
        """How many people have been set back for each reason, by its key."""
        n = not_ready.c
        with self._store.read() as s:
            rows = s.execute(select(n.reason, func.count(func.distinct(n.prospect_id))).group_by(n.reason))
            return {str(reason): int(count) for reason, count in rows}

    def _check(self, said: str, cadence: str | None) -> None:
        if len(said) > SAID_MOST:
            raise ValidationError("standard_text", field="said", n=SAID_MOST)
        if cadence and cadence not in self._cadences:
            raise NotFound("cadence_not_found", cadence=cadence, known=", ".join(sorted(self._cadences)))

    def _found(self, s: Connection, reason: str, until: dt.date | None) -> Reason:
        found = reason_of(reasons_within(s), reason)
        if until is not None and until < self._settings.profile(s).today(self._clock.now()):
            raise ValidationError("until_past", field="until", value=until.isoformat())
        return found

    def _set_back(
        self, uow: UnitOfWork, who: Person, found: Reason, said: str, until: dt.date | None, cadence: str | None, close: bool
    ) -> SetBack:
        self._refuse(uow.s, who)
        plans.stop_all(uow.s, who.id, KIND)
        inbox_answers.close_all(uow, who.id)  # what they wrote is answered by this
        t = task.c
        uow.s.execute(update(task).where(t.prospect_id == who.id, t.state == "open").values(state="dropped", done_at=uow.now_ms))
        done = self._closed(uow, who, found) if close else self._back(uow, who, found, said, until, cadence)
        uow.s.execute(
            insert(not_ready).values(
                prospect_id=who.id,
                reason=found.key,
                said=said,
                at=uow.now_ms,
                back_on=done.until.isoformat() if done.until else None,
                cadence=done.cadence,
            )
        )
        return done

    @staticmethod
    def _refuse(s: Connection, who: Person) -> None:
        if who.status == "closed":
            raise RuleRefusal("person_closed", rule="R4", name=who.full_name)
        if s.execute(select(handoff.c.id).where(handoff.c.prospect_id == who.id, handoff.c.state.in_(("sent", "accepted")))).first():
            raise RuleRefusal("not_ready_with_ae", rule="R24", name=who.full_name)

    @staticmethod
    def _closed(uow: UnitOfWork, who: Person, reason: Reason) -> SetBack:
        uow.s.execute(update(prospect).where(prospect.c.id == who.id).values(status="closed", end_reason=reason.key))
        return SetBack(reason, None, "")

    def _back(self, uow: UnitOfWork, who: Person, reason: Reason, said: str, until: dt.date | None, cadence: str | None) -> SetBack:
        profile = self._settings.profile(uow.s)
        today = profile.today(self._clock.now())
        day = next_working_day(until or today + dt.timedelta(days=reason.days), profile.calendar, who.country)
        uow.s.execute(update(prospect).where(prospect.c.id == who.id).values(stage="nurture"))
        uow.s.execute(
            insert(task).values(
                prospect_id=who.id,
                kind="come_back",
                channel="call" if who.phone else "email",
                due_on=day.isoformat(),
                note=said or reason.name(profile.language),
                source=KIND,
                created_at=uow.now_ms,
            )
        )
        key = reason.cadence if cadence is None else cadence
        programme = self._cadences.get(key) if key else None
        if programme is None:
            return SetBack(reason, day, "")
        try:
            them = person(uow.s, who.id)
            admit(uow.s, them, programme, anyway=False)
            # The programme begins after they have said no: not on the same day.
            plans.start(uow.s, programme, them, profile, today + dt.timedelta(days=7), uow.now_ms)
        except SdrDeskError as refused:
            return SetBack(reason, day, "", refused)
        return SetBack(reason, day, programme.key)
