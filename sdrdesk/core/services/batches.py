"""Many emails at once, for people of tier T3 only, and only after every rendered one has been looked at (rules R11, R14, R17; promises B5, B9).

A batch is made in two steps: the pre-flight renders each email and says what speaks against it; only those that passed can be queued, as
one step that one undo takes back as long as nothing of it has left. An email that fails keeps nobody else waiting.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.clock import Clock, from_ms, to_ms
from sdrdesk.core.domain.cadence import CadenceBook, Step
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.domain.words import Channel
from sdrdesk.core.errors import RuleRefusal, SdrDeskError
from sdrdesk.core.services.compose import Composed, ComposeService
from sdrdesk.core.services.drafting import draft_of
from sdrdesk.core.services.email_draft import EmailDraft
from sdrdesk.core.services.outbox import OutboxService
from sdrdesk.core.services.plans import OPEN
from sdrdesk.core.services.settings import SettingsService
from sdrdesk.core.store.mail_tables import outbox
from sdrdesk.core.store.people import Person, person
from sdrdesk.core.store.store import Store
from sdrdesk.core.store.tables import enrolment, prospect, touch

TIER = "T3"
PER_COMPANY = 3
"""So many people of one company in a day; more of them compare notes."""

Progress = Callable[[int, int], bool]
"""(done, of all); False ends it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about an email of a batch; ``stops`` keeps it out. ``params`` are for the words of ``batch.<code>``."""

    code: str
    stops: bool = True
    params: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Ready:
    """One email of a pre-flight, as it would leave; ``draft`` is what would go into the outbox, None where nothing could be written."""

    prospect_id: int
    name: str
    company: str
    to: str
    subject: str
    body: str
    template: str
    step: tuple[int, int] | None
    findings: tuple[Finding, ...]
    draft: EmailDraft | None = None

    @property
    def passed(self) -> bool:
        """May it be queued with the others?"""
        return not any(f.stops for f in self.findings)


@dataclass(frozen=True, slots=True)
class Queued:
    """What became of a batch: its name, the emails in it, and whom a rule refused in the last moment."""

    batch: str
    ids: tuple[int, ...]
    refused: tuple[tuple[int, SdrDeskError], ...] = ()


class BatchService:
    """Pre-flight and queue."""

    def __init__(
        self, store: Store, clock: Clock, settings: SettingsService, cadences: CadenceBook, compose: ComposeService, outbox: OutboxService
    ) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._cadences = cadences
        self._compose = compose
        self._outbox = outbox

    def due(self) -> list[int]:
        """People of T3 with an email due today that their cadence lets go in a batch; those who wait longest first."""
        e, p = enrolment.c, prospect.c
        with self._store.read() as s:
            today = self._settings.profile(s).today(self._clock.now()).isoformat()
            rows = s.execute(
                select(enrolment)
                .select_from(enrolment.join(prospect, p.id == e.prospect_id))
                .where(e.state.in_(("active", "waiting")), e.due_on <= today, p.tier == TIER, p.status == "open")
                .order_by(e.due_on, e.id)
            )
            return [r.prospect_id for r in rows if (step := self._step(r)) is not None and step.mode == "batch"]

    def _step(self, row: Any) -> Step | None:
        cadence = self._cadences.at(row.cadence, row.cadence_version)
        step = cadence.step(row.step_no) if cadence is not None else None
        return step if step is not None and step.channel is Channel.EMAIL else None

    # --- the pre-flight ------------------------------------------------------------------------------------------------------

    def preflight(self, prospect_ids: Sequence[int], progress: Progress = lambda done, of: True) -> list[Ready] | None:
        """Render each email and look at it; None when ``progress`` ended it. Changes nothing."""
        seen: set[str] = set()
        companies: Counter[int | None] = Counter()
        found: list[Ready] = []
        ids = list(dict.fromkeys(prospect_ids))
        for number, prospect_id in enumerate(ids):
            if not progress(number, len(ids)):
                return None
            one = self._look(prospect_id, seen, companies)
            if one.passed:
                seen.add(one.to.lower())
                companies[self._company(one.prospect_id)] += 1
            found.append(one)
        return found if progress(len(ids), len(ids)) else None

    def _look(self, prospect_id: int, seen: set[str], companies: Counter[int | None]) -> Ready:
        with self._store.read() as s:
            who = person(s, prospect_id)
            against = self._against(s, who, self._settings.profile(s))
            at_company = companies[who.company_id] + self._today_at(s, who)
        if who.company_id is not None and at_company >= PER_COMPANY:
            against.append(_finding("same_company", company=who.company, n=PER_COMPANY))
        if who.email.lower() in seen:
            against.append(_finding("same_address", address=who.email))
        try:
            email = self._compose.compose(prospect_id)
        except (SdrDeskError, KeyError, ValueError) as error:
            # One template that cannot be rendered for one person: that one waits, the rest go.
            code = error.code if isinstance(error, SdrDeskError) else type(error).__name__
            return _ready(who, None, [*against, _finding("template_failed", error=code)])
        return _ready(who, email, against + _of_text(email))

    def _company(self, prospect_id: int) -> int | None:
        with self._store.read() as s:
            return person(s, prospect_id).company_id

    def _against(self, s: Connection, who: Person, profile: Profile) -> list[Finding]:
        """What speaks against writing to this person in a batch now, whatever the text."""
        now = self._clock.now()
        today = profile.today(now)
        e = enrolment.c
        row = s.execute(select(enrolment).where(e.prospect_id == who.id, e.state.in_(OPEN)).order_by(e.id).limit(1)).first()
        step = self._step(row) if row is not None else None
        found = []
        if who.tier != TIER:
            found.append(_finding("needs_a_look", tier=who.tier))
        if row is None or step is None:
            found.append(_finding("no_email_step"))
            return found
        if row.state == "queued":
            found.append(_finding("already_queued"))
        if row.state == "held":
            found.append(_finding("held"))
        if step.mode != "batch":
            found.append(_finding("one_by_one"))
        if row.due_on and row.due_on > today.isoformat():
            found.append(_finding("not_due", day=row.due_on))
        last = s.execute(select(func.max(touch.c.at)).where(touch.c.prospect_id == who.id)).scalar()
        days = profile.number("plan.guard_days") if step.no == 1 else 1
        if last and days and profile.today(from_ms(last)) + dt.timedelta(days=days) > today:
            found.append(_finding("touched_lately", days=days))
        return found

    def _today_at(self, s: Connection, who: Person) -> int:
        """How many people of their company are written to today already."""
        if who.company_id is None:
            return 0
        o, p = outbox.c, prospect.c
        since = self._clock.now() - dt.timedelta(hours=24)
        states = ("queued", "deferred", "claimed", "dotting", "sent", "in_doubt")
        wanted = select(func.count(func.distinct(o.prospect_id))).select_from(outbox.join(prospect, p.id == o.prospect_id))
        return int(
            s.execute(
                wanted.where(p.company_id == who.company_id, p.id != who.id, o.state.in_(states), o.created_at >= to_ms(since))
            ).scalar_one()
        )

    # --- the queue -----------------------------------------------------------------------------------------------------------

    def queue(self, emails: Sequence[Ready]) -> Outcome[Queued]:
        """Put those that passed in the outbox, as one step; each is checked once more, and one that a rule refuses now is left out.

        Raises:
            RuleRefusal: one of them has not passed (R14), or none is left.
        """
        if any(not one.passed for one in emails):
            raise RuleRefusal("batch_not_passed", rule="R14")
        made: list[int] = []
        refused: list[tuple[int, SdrDeskError]] = []
        with self._store.write(OpKind.SEND_BATCH) as uow:
            name = f"b{uow.step_id}"
            for one in emails:
                try:
                    # What has changed since the pre-flight counts: a reply, a call, a new tier.
                    against = self._against(uow.s, person(uow.s, one.prospect_id), self._settings.profile(uow.s))
                    if against:
                        raise RuleRefusal("batch_changed", rule="R14", name=one.name)
                    if one.draft is not None:
                        made.append(self._outbox.queue(one.draft, within=uow, batch=name).value)
                except SdrDeskError as error:
                    refused.append((one.prospect_id, error))
            if not made:
                raise refused[0][1] if refused else RuleRefusal("batch_empty", rule="R14")
            uow.args = {"n": len(made), "batch": name}
        return Outcome(Queued(name, tuple(made), tuple(refused)), uow.changes)


def _finding(code: str, *, stops: bool = True, **params: object) -> Finding:
    return Finding(code, stops, tuple(params.items()))


def _of_text(email: Composed) -> list[Finding]:
    found = []
    if email.blocked_by in ("do_not_contact", "no_email"):
        found.append(_finding(email.blocked_by))
    if email.step is None:
        found.append(_finding("no_email_step"))
    if email.missing:
        found.append(_finding("missing", names=", ".join(email.missing)))
    for one in email.lint:
        if one.severity in ("error", "warn"):
            found.append(_finding("lint", stops=one.severity == "error", rule=one.rule, severity=one.severity, **one.params))
    return found


def _ready(who: Person, email: Composed | None, findings: list[Finding]) -> Ready:
    words = (email.subject, email.body, email.template, email.step) if email is not None else ("", "", "", None)
    each = tuple({repr(f): f for f in findings}.values())
    return Ready(who.id, who.full_name, who.company, who.email, *words, each, draft_of(email) if email is not None else None)
