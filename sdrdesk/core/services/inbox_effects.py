"""What a received message does to plans, tallies and the list: decided by its kind (rules R9, R17, R18; W5). Within the caller's transaction.

A human reply, and a referral, is a connect: it stops every plan, holds colleagues, and asks for an answer now. An absence pauses; any other
automatic reply does nothing, since a receipt of a help desk says nothing of the person. Only a permanent failure of this person's address
stops and suppresses it: after a soft one, a delay or a refusal by policy the plan goes on, and its next email is the retry; the same one is
never sent a second time (R16). Mail from before the plan is history, but a wish to be left alone holds however old it is.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import insert, select, update

from sdrdesk.core.clock import from_ms
from sdrdesk.core.domain.cleaning import email_key, email_keys
from sdrdesk.core.domain.received import MailKind, ReadMail, Reported
from sdrdesk.core.services import plans
from sdrdesk.core.services.inbox_match import Match
from sdrdesk.core.services.touches import TouchDraft, TouchService
from sdrdesk.core.store.people import Person, person
from sdrdesk.core.store.store import UnitOfWork
from sdrdesk.core.store.tables import suppression, task

CLOCK_SLACK = dt.timedelta(days=1)
"""A sender's clock may be wrong by so much before an answer looks as if it had come before the question."""

RECENT = dt.timedelta(days=14)
"""Without a plan and without a thread, an older message is one that the user has long dealt with."""

NOTE = 300
NEEDS_ANSWER = (MailKind.HUMAN_REPLY, MailKind.REFERRAL)
OPT_OUTS = (MailKind.UNSUBSCRIBE, MailKind.COMPLAINT)


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of it: the touch that was logged, if one was, and whether the user has to look."""

    touch_id: int | None
    open: bool


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message as its effects need it; made from a new one, or from one that is stored when it is judged anew."""

    kind: MailKind
    at: dt.datetime
    text: str
    from_address: str
    returns_on: dt.date | None
    reported: tuple[Reported, ...]

    @classmethod
    def of(cls, mail: ReadMail, at: dt.datetime) -> Incoming:
        """Of a message that has just been read."""
        v = mail.verdict
        return cls(v.kind, at, mail.text, mail.from_address, v.returns_on, v.recipients)


def apply(uow: UnitOfWork, touches: TouchService, incoming: Incoming, found: Match, today: dt.date, *, judged: bool = False) -> Applied:
    """Do what the message's kind asks for; ``today`` is the user's day. What the user has ``judged`` is never mere history."""
    s = uow.s
    who = person(s, found.prospect_id)
    kind = incoming.kind
    if not judged and kind not in OPT_OUTS and is_history(uow, incoming, found):
        return Applied(None, False)
    if kind in NEEDS_ANSWER:
        if found.by == "domain":
            return _somebody_else(uow, who, today)
        return Applied(_log(uow, touches, who, "replied", incoming), True)
    if kind is MailKind.OUT_OF_OFFICE:
        return Applied(_log(uow, touches, who, "auto_replied", incoming), False)
    if kind in OPT_OUTS:
        return _opt_out(uow, touches, who, incoming, found)
    if kind is MailKind.BOUNCE and any(r.permanent for r in _of_person(incoming, who)):
        return Applied(_log(uow, touches, who, "bounced", incoming), True)
    return Applied(None, kind is MailKind.BOUNCE)


def is_history(uow: UnitOfWork, incoming: Incoming, found: Match) -> bool:
    """Was it written before what it would act upon? An answer in a thread of ours is never older than the email, whatever its clock says:
    it is history only beside a plan that began well after both."""
    plan = plans.open_enrolment(uow.s, found.prospect_id)
    if found.by == "thread":
        email = found.outbox
        if plan is None or email.enrolment_id == plan.id or (email.sent_at or email.created_at) >= plan.created_at:
            return False
        return incoming.at < from_ms(plan.created_at) - CLOCK_SLACK
    if plan is not None:
        return incoming.at < from_ms(plan.created_at)
    sent = found.outbox.sent_at if found.outbox is not None else None
    if sent is not None and incoming.at >= from_ms(sent) - CLOCK_SLACK:
        return False
    return incoming.at < from_ms(uow.now_ms) - RECENT


def _log(uow: UnitOfWork, touches: TouchService, who: Person, outcome: str, incoming: Incoming) -> int:
    note = " ".join(incoming.text.split())[:NOTE]
    draft = TouchDraft(
        who.id,
        "email",
        outcome,
        at=incoming.at,
        note=note,
        source="inbox",
        returns=incoming.returns_on if outcome == "auto_replied" else None,
    )
    return touches.log_within(uow, draft).touch_id


def _somebody_else(uow: UnitOfWork, who: Person, today: dt.date) -> Applied:
    """A colleague whom nobody knows has answered: the plans there are held, and the user is asked. It is no connect of this person."""
    _hold_company(uow, who)
    add_answer_task(uow, who.id, today)
    return Applied(None, True)


def _hold_company(uow: UnitOfWork, who: Person) -> None:
    plans.hold_colleagues(uow.s, who, "colleague_replied")
    plans.hold(uow.s, who.id, "colleague_replied")


def add_answer_task(uow: UnitOfWork, prospect_id: int, today: dt.date) -> None:
    """Put somebody among those who wait for an answer, unless they are there."""
    t = task.c
    waits = select(t.id).where(t.prospect_id == prospect_id, t.kind == "answer", t.state == "open")
    if uow.s.execute(waits).first() is None:
        uow.s.execute(
            insert(task).values(prospect_id=prospect_id, kind="answer", channel="email", due_on=today.isoformat(), created_at=uow.now_ms)
        )


def _opt_out(uow: UnitOfWork, touches: TouchService, who: Person, incoming: Incoming, found: Match) -> Applied:
    """The person goes on the list of R17; so does the address that the wish came from, when it is another one. When a stranger at the
    company asks it is for their own address, and for the user to decide how far it goes: the plans there are held."""
    touch_id = None
    if found.by == "domain":
        _hold_company(uow, who)
    else:
        touch_id = _log(uow, touches, who, "unsubscribed", incoming)
    theirs = set(email_keys(who.email)) if who.email else set()
    asked = email_key(incoming.from_address)
    if incoming.kind is MailKind.UNSUBSCRIBE and asked and asked not in theirs:
        uow.s.execute(insert(suppression).values(kind="address", value=asked, channel="email", reason="unsubscribed", at=uow.now_ms))
    return Applied(touch_id, True)


def _of_person(incoming: Incoming, who: Person) -> tuple[Reported, ...]:
    """What a report says of this person: the entries with their address, or those that name nobody."""
    theirs = set(email_keys(who.email)) if who.email else set()
    return tuple(r for r in incoming.reported if not r.address or theirs & set(email_keys(r.address)))


def settle_time(written: dt.datetime | None, now: dt.datetime) -> dt.datetime:
    """When a message counts: its own date, unless that lies in the future or is none."""
    return now if written is None or written > now else written


def close_answers(uow: UnitOfWork, prospect_id: int) -> None:
    """Nobody waits for an answer to this person any more."""
    t = task.c
    uow.s.execute(
        update(task).where(t.prospect_id == prospect_id, t.kind == "answer", t.state == "open").values(state="done", done_at=uow.now_ms)
    )
