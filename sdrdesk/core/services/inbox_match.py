"""Whose a received message is: by thread, by address, by what a report names, at last by the company's domain (rule R18)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from sdrdesk.core.domain.cleaning import email_key, email_keys
from sdrdesk.core.domain.free_mail import company_domains
from sdrdesk.core.domain.received import MailKind, ReadMail
from sdrdesk.core.store.mail_tables import mailbox, outbox
from sdrdesk.core.store.tables import company, prospect

BY_DOMAIN = frozenset({MailKind.HUMAN_REPLY, MailKind.REFERRAL, MailKind.UNSUBSCRIBE})
"""What counts from somebody unknown at a company that we wrote to: words of a person. A colleague's absence is not that of the one we wrote to."""

REPORTS = frozenset({MailKind.BOUNCE, MailKind.DELAY, MailKind.DELIVERED, MailKind.COMPLAINT})


@dataclass(frozen=True, slots=True)
class Match:
    """The person, the email of ours that is answered if it is known, and how they were found: thread, address, recipient or domain."""

    prospect_id: int
    outbox: Any
    by: str


def is_ours(s: Connection, mail: ReadMail, own: str = "") -> bool:
    """A copy of what we sent ourselves is no answer: it has the id of an email of ours, or comes from an account's address or the user's ``own``."""
    if mail.message_id and s.execute(select(outbox.c.id).where(outbox.c.message_id == mail.message_id)).first() is not None:
        return True
    ours = {email_key(a) for a in (*s.execute(select(mailbox.c.address)).scalars(), own) if a}
    return bool(mail.from_address) and not ours.isdisjoint(email_keys(mail.from_address))


def match(s: Connection, mail: ReadMail) -> Match | None:
    """Find whose a message is; None for mail that concerns nobody on the list."""
    return _by_thread(s, mail) or _by_address(s, mail) or _by_recipient(s, mail) or _by_domain(s, mail)


def _by_thread(s: Connection, mail: ReadMail) -> Match | None:
    if not mail.threads:
        return None
    rows = {r.message_id: r for r in s.execute(select(outbox).where(outbox.c.message_id.in_(mail.threads)))}
    row = next((rows[i] for i in mail.threads if i in rows), None)
    return Match(row.prospect_id, row, "thread") if row is not None else None


def _by_address(s: Connection, mail: ReadMail) -> Match | None:
    if not mail.from_address or mail.verdict.kind in REPORTS:
        return None
    found = _person_of(s, email_keys(mail.from_address))
    return Match(found, last_sent(s, found), "address") if found else None


def _by_recipient(s: Connection, mail: ReadMail) -> Match | None:
    """A report names whom it is about."""
    for reported in mail.verdict.recipients:
        found = _person_of(s, email_keys(reported.address)) if reported.address else 0
        if found:
            return Match(found, last_sent(s, found), "recipient")
    return None


def _by_domain(s: Connection, mail: ReadMail) -> Match | None:
    """Somebody else at a company answers: it belongs to whom we wrote there last."""
    domains = company_domains(email_key(mail.from_address).rpartition("@")[2])
    if not domains or mail.verdict.kind not in BY_DOMAIN:
        return None
    row = s.execute(
        select(outbox)
        .join(prospect, prospect.c.id == outbox.c.prospect_id)
        .join(company, company.c.id == prospect.c.company_id)
        .where(company.c.domain.in_(domains), outbox.c.state.in_(("sent", "in_doubt")))
        .order_by(outbox.c.sent_at.desc(), outbox.c.id.desc())
        .limit(1)
    ).first()
    return Match(row.prospect_id, row, "domain") if row is not None else None


def _person_of(s: Connection, keys: Iterable[str]) -> int:
    for key in keys:
        found = s.execute(select(prospect.c.id).where(prospect.c.email_key == key).order_by(prospect.c.id).limit(1)).scalar()
        if found is not None:
            return int(found)
    return 0


def last_sent(s: Connection, prospect_id: int) -> Any:
    """The newest email that has left for a person, or None."""
    o = outbox.c
    return s.execute(
        select(outbox)
        .where(o.prospect_id == prospect_id, o.state.in_(("sent", "in_doubt")))
        .order_by(o.sent_at.desc(), o.id.desc())
        .limit(1)
    ).first()
