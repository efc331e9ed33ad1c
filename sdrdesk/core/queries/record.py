"""The record of one person (seed W7): first touch, every touch and its result, new or existing customer, how far a plan has come, what is next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, text

from sdrdesk.core.clock import from_ms
from sdrdesk.core.domain.cadence import Cadence, CadenceBook
from sdrdesk.core.domain.calendar import due_after
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.queries.candidates import Reader
from sdrdesk.core.store.mail_tables import message, outbox
from sdrdesk.core.store.people import person

TOUCHES_SHOWN = 1000
"""Touches that are read at once; all are counted."""

OPEN_STATES = ("active", "waiting", "queued", "held")
TALKED = frozenset({"conversation", "connected_not_now", "meeting_booked", "wrong_person", "gatekeeper", "held"})
"""Outcomes in which somebody was spoken to."""

KINDS = ("all", "talks", "emails", "notes")

_TOUCHES = (
    "SELECT t.id, t.at, t.channel, t.outcome, t.note, t.minutes, t.step_no, t.template, t.outbox_id, e.cadence, e.cadence_version "
    "FROM touch t LEFT JOIN enrolment e ON e.id = t.enrolment_id WHERE t.prospect_id = :p ORDER BY t.at DESC, t.id DESC LIMIT :n"
)
_CAME = "SELECT touch_id, id FROM message WHERE prospect_id = :p AND touch_id IS NOT NULL"
_COUNTED = "SELECT count(*) AS n, max(at) AS last_at FROM touch WHERE prospect_id = :p"
_FIRST = "SELECT at, channel FROM touch WHERE prospect_id = :p ORDER BY at, id LIMIT 1"
_FACTS = "SELECT p.customer, p.source, p.stage, p.status, p.end_reason, c.industry FROM prospect p LEFT JOIN company c ON c.id = p.company_id WHERE p.id = :p"
_SET_BACK = "SELECT at, reason, said FROM not_ready WHERE prospect_id = :p ORDER BY id DESC LIMIT 20"
_PLANS = (
    "SELECT id, cadence, cadence_version, state, step_no, due_on, started_on, stop_reason, last_touch_at "
    "FROM enrolment WHERE prospect_id = :p ORDER BY id DESC"
)


@dataclass(frozen=True, slots=True)
class PastTouch:
    """One touch with everything that was kept of it. ``purpose`` is the step's name as a code, empty outside a plan; ``message_id`` is that
    of the received message that was this touch."""

    id: int
    at: dt.datetime
    channel: str
    outcome: str
    note: str
    minutes: int | None
    step_no: int | None
    purpose: str
    template: str
    outbox_id: int | None
    message_id: int | None = None

    @property
    def kinds(self) -> frozenset[str]:
        """Which of KINDS it belongs to."""
        found = {"all"}
        if self.channel in ("call", "meeting") and self.outcome in TALKED:
            found.add("talks")
        if self.channel == "email":
            found.add("emails")
        if self.note:
            found.add("notes")
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan, running or over. ``ends_on`` is when it ends by itself if nothing is late; None for a plan that is over."""

    cadence: str
    names: dict[str, str]
    version: int
    state: str
    step_no: int
    steps: int
    started_on: dt.date
    ends_on: dt.date | None
    ended_at: dt.datetime | None
    reason: str

    def name(self, language: str) -> str:
        """The plan's name in a language, else its key."""
        return self.names.get(language) or self.names.get("en") or self.cadence


@dataclass(frozen=True, slots=True)
class Next:
    """The next step: its kind, channel and time."""

    kind: str
    channel: str
    day: dt.date | None
    at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class SetBack:
    """Once that somebody was not ready (seed W17): the reason's key, and what they said."""

    at: dt.datetime
    reason: str
    said: str


@dataclass(frozen=True, slots=True)
class Record:
    """Everything about the dealings with one person."""

    prospect_id: int
    first: tuple[dt.datetime, str] | None
    touches: int
    last_at: dt.datetime | None
    customer: bool
    source: str
    industry: str
    stage: str
    status: str
    end_reason: str
    running: tuple[PlanRow, ...]
    past: tuple[PlanRow, ...]
    next: Next | None
    rows: tuple[PastTouch, ...]
    set_back: tuple[SetBack, ...] = ()


@dataclass(frozen=True, slots=True)
class SentEmail:
    """An email as it lies in the outbox; or (``state`` ``received``) a message that came, and then ``to`` is who wrote it."""

    to: str
    subject: str
    body: str
    state: str
    at: dt.datetime


def record(s: Connection, prospect_id: int, profile: Profile, cadences: CadenceBook) -> Record:
    """The record of one person, in eight reads whatever their number of touches.

    Raises:
        NotFound: nobody has this id.
    """
    who = person(s, prospect_id)
    one = {"p": who.id}
    facts = s.execute(text(_FACTS), one).one()
    counted = s.execute(text(_COUNTED), one).one()
    first = s.execute(text(_FIRST), one).first()
    plans = [_plan(r, profile, cadences, who.country) for r in s.execute(text(_PLANS), one)]
    candidate = Reader(profile, cadences).next_of(s, who.id)
    coming = None
    if candidate is not None and candidate.kind != "none":
        coming = Next(candidate.kind, candidate.channel, candidate.due_on, candidate.due_at or candidate.not_before)
    came = {r.touch_id: r.id for r in s.execute(text(_CAME), one)}
    return Record(
        prospect_id=who.id,
        first=(from_ms(first.at), first.channel) if first is not None else None,
        touches=counted.n,
        last_at=from_ms(counted.last_at) if counted.last_at is not None else None,
        customer=bool(facts.customer),
        source=facts.source or "",
        industry=facts.industry or "",
        stage=facts.stage,
        status=facts.status,
        end_reason=facts.end_reason or "",
        running=tuple(p for p in plans if p.state in OPEN_STATES),
        past=tuple(p for p in plans if p.state not in OPEN_STATES),
        next=coming,
        set_back=tuple(SetBack(from_ms(r.at), r.reason, r.said) for r in s.execute(text(_SET_BACK), one)),
        rows=tuple(_touch(r, cadences, came.get(r.id)) for r in s.execute(text(_TOUCHES), one | {"n": TOUCHES_SHOWN})),
    )


def sent_email(s: Connection, outbox_id: int) -> SentEmail | None:
    """The email of a touch; None when the outbox does not have it."""
    o = outbox.c
    r = s.execute(select(o.to_address, o.subject, o.body, o.state, o.sent_at, o.created_at).where(o.id == outbox_id)).first()
    return SentEmail(r.to_address, r.subject, r.body, r.state, from_ms(r.sent_at or r.created_at)) if r is not None else None


def received_email(s: Connection, message_id: int) -> SentEmail | None:
    """The message that was a touch, with what it quotes; None when it is gone."""
    m = message.c
    r = s.execute(select(m.from_name, m.from_address, m.subject, m.text, m.quoted, m.at).where(m.id == message_id)).first()
    if r is None:
        return None
    return SentEmail(r.from_name or r.from_address, r.subject, "\n\n".join(p for p in (r.text, r.quoted) if p), "received", from_ms(r.at))


def filtered(touches: Iterable[PastTouch], *, kind: str = "all", channel: str = "", find: str = "") -> list[PastTouch]:
    """The touches of a kind (KINDS), on a channel, whose note contains every word that is typed."""
    words = find.casefold().split()
    return [t for t in touches if kind in t.kinds and (not channel or t.channel == channel) and all(w in t.note.casefold() for w in words)]


def _touch(r: Any, cadences: CadenceBook, message_id: int | None) -> PastTouch:
    cadence = cadences.at(r.cadence, r.cadence_version) if r.cadence else None
    step = cadence.step(r.step_no) if cadence is not None and r.step_no else None
    return PastTouch(
        r.id,
        from_ms(r.at),
        r.channel,
        r.outcome,
        r.note or "",
        r.minutes,
        r.step_no,
        step.purpose if step is not None else "",
        r.template or "",
        r.outbox_id,
        message_id,
    )


def _plan(r: Any, profile: Profile, cadences: CadenceBook, country: str) -> PlanRow:
    cadence = cadences.at(r.cadence, r.cadence_version)
    running = r.state in OPEN_STATES
    return PlanRow(
        cadence=r.cadence,
        names=cadence.names if cadence is not None else {},
        version=r.cadence_version,
        state=r.state,
        step_no=r.step_no,
        steps=len(cadence.steps) if cadence is not None else r.step_no,
        started_on=dt.date.fromisoformat(r.started_on),
        ends_on=_ends(r, cadence, profile, country) if running and cadence is not None else None,
        ended_at=from_ms(r.last_touch_at) if not running and r.last_touch_at else None,
        reason=r.stop_reason or "",
    )


def _ends(r: Any, cadence: Cadence, profile: Profile, country: str) -> dt.date | None:
    """The day of the last step when each is done on its day, or the time limit when that comes first."""
    limit = cadence.ends_on(dt.date.fromisoformat(r.started_on))
    if not r.due_on:
        return limit
    day = dt.date.fromisoformat(r.due_on)
    for step in cadence.steps[r.step_no :]:
        day = due_after(day, step.gap_days, profile.calendar, country)
    return min(day, limit) if limit is not None else day
