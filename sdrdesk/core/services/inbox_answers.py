"""What the user does with a received message: done, not now, do not contact, refer (rules R4, R17, R18, R25; seed P3). Within a transaction."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import insert, select, update

from sdrdesk.core.clock import to_ms
from sdrdesk.core.domain.cleaning import email_key
from sdrdesk.core.domain.free_mail import is_free_mail
from sdrdesk.core.domain.received import ReferredDraft
from sdrdesk.core.domain.when import When
from sdrdesk.core.errors import ValidationError
from sdrdesk.core.services import plans
from sdrdesk.core.services.inbox_effects import NEEDS_ANSWER, add_answer_task, close_answers
from sdrdesk.core.services.prospects import ProspectService
from sdrdesk.core.store.mail_tables import message
from sdrdesk.core.store.people import person
from sdrdesk.core.store.store import UnitOfWork
from sdrdesk.core.store.suppressions import digits
from sdrdesk.core.store.tables import prospect, suppression, task

SCOPES = ("person", "address", "domain")


def close(uow: UnitOfWork, row: Any) -> None:
    """A message is dealt with; with the last one of a person nobody waits for an answer."""
    m = message.c
    uow.s.execute(update(message).where(m.id == row.id).values(state="done", done_at=uow.now_ms))
    waits = (
        select(m.id).where(m.prospect_id == row.prospect_id, m.state == "new", m.handoff_id.is_(None), m.kind.in_(NEEDS_ANSWER)).limit(1)
    )
    if row.kind in NEEDS_ANSWER and uow.s.execute(waits).first() is None:
        close_answers(uow, row.prospect_id)


def close_all(uow: UnitOfWork, prospect_id: int) -> None:
    """Every message of a person is dealt with."""
    m = message.c
    uow.s.execute(
        update(message)
        .where(m.prospect_id == prospect_id, m.state == "new", m.handoff_id.is_(None))
        .values(state="done", done_at=uow.now_ms)
    )
    close_answers(uow, prospect_id)


def reopen(uow: UnitOfWork, row: Any, today: dt.date) -> None:
    """It waits again, and so does the person if it needs an answer."""
    uow.s.execute(update(message).where(message.c.id == row.id).values(state="new", done_at=None))
    if row.kind in NEEDS_ANSWER:
        add_answer_task(uow, row.prospect_id, today)


def not_now(uow: UnitOfWork, row: Any, when: When) -> None:
    """A date in place of the plans; the person is nurtured until then."""
    s, who = uow.s, person(uow.s, row.prospect_id)
    plans.stop_all(s, who.id, "not_now")
    close_all(uow, who.id)
    s.execute(
        insert(task).values(
            prospect_id=who.id,
            kind="callback" if when.at is not None else "follow_up",
            channel="call" if who.phone else "email",
            due_on=when.day.isoformat(),
            due_at=to_ms(when.at) if when.at else None,
            note="not_now",
            created_at=uow.now_ms,
        )
    )
    if who.stage in ("target", "contact", "qualify"):
        s.execute(update(prospect).where(prospect.c.id == who.id).values(stage="nurture"))


def do_not_contact(uow: UnitOfWork, row: Any, scope: str) -> int:
    """Suppress, stop and close; gives how many people it concerns. A stranger at the company has their own address closed
    off, not that of the person to whom their message was put."""
    s, who = uow.s, person(uow.s, row.prospect_id)
    if scope not in SCOPES:
        raise ValidationError("scope_unknown", field="scope", value=scope)
    sender = email_key(row.from_address)
    stranger = row.matched_by == "domain" and sender != email_key(who.email)
    theirs = email_key(who.email) or ("" if stranger else sender)
    address = sender if stranger else theirs
    domain = address.rpartition("@")[2]
    entries = {
        "person": [
            ("person", str(who.id)),
            *([("address", theirs)] if theirs else []),
            *([("number", digits(who.phone))] if who.phone else []),
        ],
        "address": [("address", address)],
        "domain": [("domain", domain)],
    }[scope]
    if not all(value for _, value in entries):
        raise ValidationError("scope_without_value", field="scope", value=scope)
    if scope == "domain" and is_free_mail(domain):
        raise ValidationError("scope_free_mail", field="scope", value=domain)
    for kind, value in entries:
        s.execute(insert(suppression).values(kind=kind, value=value, channel="any", reason="do_not_contact", at=uow.now_ms))
    people = [who.id]
    if scope == "domain":
        ends = prospect.c.email_key.endswith(f"@{domain}", autoescape=True)
        people = list(dict.fromkeys([who.id, *s.execute(select(prospect.c.id).where(ends)).scalars()]))
    elif scope == "address" and stranger:
        people = list(s.execute(select(prospect.c.id).where(prospect.c.email_key == sender)).scalars())
        close(uow, row)
    for each in people:
        end(uow, each, "do_not_contact")
    return len(people)


def end(uow: UnitOfWork, prospect_id: int, reason: str) -> None:
    """Nothing is planned for this person any more, and the reason is stated (R4)."""
    s = uow.s
    plans.stop_all(s, prospect_id, reason)
    close_all(uow, prospect_id)
    s.execute(update(task).where(task.c.prospect_id == prospect_id, task.c.state == "open").values(state="dropped", done_at=uow.now_ms))
    s.execute(update(prospect).where(prospect.c.id == prospect_id).values(status="closed", end_reason=reason))


def refer(uow: UnitOfWork, row: Any, draft: ReferredDraft, prospects: ProspectService, today: dt.date) -> int:
    """Link or make the new person, put them on the list of today, and close the old one as referred."""
    s, old = uow.s, person(uow.s, row.prospect_id)
    known = None
    if draft.address.strip():
        known = s.execute(select(prospect.c.id).where(prospect.c.email_key == email_key(draft.address.strip()))).scalar()
    if known == old.id:
        raise ValidationError("referred_to_self", field="address", value=draft.address)
    if known is not None:
        named = int(known)
        s.execute(update(prospect).where(prospect.c.id == named, prospect.c.referred_by_id.is_(None)).values(referred_by_id=old.id))
    else:
        values = {"full_name": draft.name, "email": draft.address, "phone": draft.phone, "title": draft.title, "company": old.company}
        values |= {"country": old.country, "city": old.city, "language": old.language, "source": "referral"}
        named = prospects.add_within(uow, {k: v for k, v in values.items() if v}, referred_by=old.id)
        if old.company_id is not None:  # the same company, not another one of its name
            s.execute(update(prospect).where(prospect.c.id == named).values(company_id=old.company_id))
    who = person(s, named)
    if plans.open_enrolment(s, named) is None and not _has_task(uow, named):
        s.execute(
            insert(task).values(
                prospect_id=named,
                kind="follow_up",
                channel="call" if who.phone else "email",  # the person referred is called (P3)
                due_on=today.isoformat(),
                note="referral",
                created_at=uow.now_ms,
            )
        )
    end(uow, old.id, "referred")
    return named


def _has_task(uow: UnitOfWork, prospect_id: int) -> bool:
    t = task.c
    return uow.s.execute(select(t.id).where(t.prospect_id == prospect_id, t.state == "open").limit(1)).first() is not None
