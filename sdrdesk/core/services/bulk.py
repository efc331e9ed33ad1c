"""One thing done with many people, as one step that one undo takes back (rule R26)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import update

from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.clock import Clock
from sdrdesk.core.domain.when import When
from sdrdesk.core.domain.words import BuyerRole
from sdrdesk.core.errors import NotFound, SdrDeskError, ValidationError
from sdrdesk.core.services import plans
from sdrdesk.core.services.enrolments import EnrolmentService
from sdrdesk.core.services.scores import rescore
from sdrdesk.core.services.settings import SettingsService
from sdrdesk.core.services.tasks import snooze_within
from sdrdesk.core.store.people import Person, person
from sdrdesk.core.store.store import Store, UnitOfWork
from sdrdesk.core.store.tables import prospect

CHANGEABLE: dict[str, tuple[str, ...]] = {"tier": ("T1", "T2", "T3"), "buyer_role": ("", *BuyerRole)}
"""Fields that many people can be given at once, with their values."""


@dataclass(frozen=True, slots=True)
class Done:
    """With whom it was done, and whom a rule kept as they were, with the reason."""

    done: tuple[int, ...]
    refused: tuple[tuple[int, SdrDeskError], ...]


class BulkService:
    """Stop, snooze, skip, pin, tier and role for many people."""

    def __init__(self, store: Store, clock: Clock, settings: SettingsService, enrolments: EnrolmentService) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._enrolments = enrolments

    def stop(self, prospect_ids: Sequence[int], reason: str) -> Outcome[Done]:
        """Stop the plans of these people, with a stated reason; their queued mail is cancelled."""
        _need(reason)

        def work(uow: UnitOfWork, who: Person) -> bool:
            if not plans.stop_all(uow.s, who.id, reason):
                raise NotFound("not_enrolled", name=who.full_name)
            return True

        return self._each("stop", prospect_ids, work)

    def snooze(self, prospect_ids: Sequence[int], when: When) -> Outcome[Done]:
        """Move what is due of these people to another time (rule R5)."""

        def work(uow: UnitOfWork, who: Person) -> bool:
            snooze_within(uow, who, when, self._settings.profile(uow.s), self._clock.now())
            return True

        return self._each("snooze", prospect_ids, work)

    def skip(self, prospect_ids: Sequence[int], reason: str) -> Outcome[Done]:
        """Leave out the due steps of these people, with a reason (rule R10)."""
        _need(reason)

        def work(uow: UnitOfWork, who: Person) -> bool:
            self._enrolments.skip_within(uow, who, reason)
            return True

        return self._each("skip", prospect_ids, work)

    def pin(self, prospect_ids: Sequence[int], pinned: bool) -> Outcome[Done]:
        """Put these people at the head of their bands, or take them off (rule R3)."""

        def work(uow: UnitOfWork, who: Person) -> bool:
            uow.s.execute(update(prospect).where(prospect.c.id == who.id).values(pinned=int(pinned)))
            return True

        return self._each("pin", prospect_ids, work)

    def change(self, prospect_ids: Sequence[int], field: str, value: str) -> Outcome[Done]:
        """Give these people one research tier or buyer role; their scores follow.

        Raises:
            ValidationError: another field, or a value that it cannot have.
        """
        if field not in CHANGEABLE or value not in CHANGEABLE[field]:
            raise ValidationError("value_unknown", field=field, value=value)

        def work(uow: UnitOfWork, who: Person) -> bool:
            column = prospect.c[field]
            return (
                uow.s.execute(
                    update(prospect).where(prospect.c.id == who.id, column.is_distinct_from(value or None)).values({column: value or None})
                ).rowcount
                > 0
            )

        def after(uow: UnitOfWork, done: list[int]) -> None:
            rescore(uow.s, done, self._settings.profile(uow.s))

        return self._each(field, prospect_ids, work, after)

    def _each(
        self,
        what: str,
        prospect_ids: Sequence[int],
        work: Callable[[UnitOfWork, Person], bool],
        after: Callable[[UnitOfWork, list[int]], None] | None = None,
    ) -> Outcome[Done]:
        done: list[int] = []
        refused: list[tuple[int, SdrDeskError]] = []
        with self._store.write(OpKind.BULK) as uow:
            for prospect_id in dict.fromkeys(prospect_ids):
                try:
                    if work(uow, person(uow.s, prospect_id)):
                        done.append(prospect_id)
                except SdrDeskError as error:
                    refused.append((prospect_id, error))
            if after is not None:
                after(uow, done)
            uow.args = {"what": what, "n": len(done)}
        return Outcome(Done(tuple(done), tuple(refused)), uow.changes)


def _need(reason: str) -> None:
    if not reason.strip():
        raise ValidationError("reason_missing", field="reason")
