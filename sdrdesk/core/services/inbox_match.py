"""Whose a received message is: by thread, by address, by what a report names, at last by the company's domain (rule R18)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from sdrdesk.core.domain.cleaning import email_key, email_keys
from sdrdesk.core.domain.free_mail import company_domains
from sdrdesk.core.domain.received import Glimpse, MailKind, ReadMail
from sdrdesk.core.store.mail_tables import mailbox, message, outbox
from sdrdesk.core.store.ready_tables import account_executive
from sdrdesk.core.store.tables import company, prospect

BY_DOMAIN = frozenset({MailKind.HUMAN_REPLY, MailKind.REFERRAL, MailKind.UNSUBSCRIBE})
"""What counts from somebody unknown at a company that we wrote to: words of a person. A colleague's absence is not that of the one we wrote to."""

PIECE = 500
REPORTS = frozenset({MailKind.BOUNCE, MailKind.DELAY, MailKind.DELIVERED, MailKind.COMPLAINT})


@dataclass(frozen=True, slots=True)
class Match:
    """The person, the email of ours that is answered if it is known, and how they were found: thread, address, recipient or domain."""

    prospect_id: int
    outbox: Any
    by: str


def concerned(s: Connection, looks: Sequence[Glimpse]) -> list[bool]:
    """Which of these messages may concern somebody on the list, by their headers: an answer to an email of ours, somebody's or an account
    executive's address, a company's domain, or a mail system that may report on somebody. All other mail is of strangers and is not read any further."""
    ids = {one for look in looks for one in look.threads}
    ours = {r.message_id for r in _in_pieces(s, select(outbox.c.message_id), outbox.c.message_id, ids)}
    keys = {key for look in looks for key in email_keys(look.from_address)}
    people = {r.email_key for r in _in_pieces(s, select(prospect.c.email_key), prospect.c.email_key, keys)}
    hosts = {host for look in looks for host in _hosts(look.from_address)}
    firms = {r.domain for r in _in_pieces(s, select(company.c.domain), company.c.domain, hosts)}
    executives = executive_keys(s)
    return [
        look.machine
        or not executives.isdisjoint(email_keys(look.from_address))
        or not ours.isdisjoint(look.threads)
        or not people.isdisjoint(email_keys(look.from_address))
        or not firms.isdisjoint(_hosts(look.from_address))
        for look in looks
    ]


def _hosts(address: str) -> tuple[str, ...]:
    return company_domains(email_key(address).rpartition("@")[2])


def executive_keys(s: Connection) -> frozenset[str]:
    """The addresses of the AE book, a handful."""
    return frozenset(email_key(a) for a in s.execute(select(account_executive.c.email)).scalars() if a)


class Lookups:
    """What a batch of messages asks the store for, asked together: most mail is of strangers, and costs no query of its own then."""

    def __init__(self, s: Connection, mails: Sequence[ReadMail], own: str = "") -> None:
        self._ours = {email_key(a) for a in (*s.execute(select(mailbox.c.address)).scalars(), own) if a}
        ids = {one for mail in mails for one in (*mail.threads, mail.message_id)}
        self.threads: dict[str, Any] = {r.message_id: r for r in _in_pieces(s, select(outbox), outbox.c.message_id, ids)}
        keys = {key for mail in mails for key in self._keys(mail)}
        wanted = select(prospect.c.id, prospect.c.email_key).order_by(prospect.c.id.desc())
        self._people: dict[str, int] = {r.email_key: r.id for r in _in_pieces(s, wanted, prospect.c.email_key, keys)}  # the oldest wins
        self._executives = executive_keys(s)
        contents = {mail.content_key for mail in mails}
        self._known = {r.content_key for r in _in_pieces(s, select(message.c.content_key), message.c.content_key, contents)}

    @staticmethod
    def _keys(mail: ReadMail) -> Iterator[str]:
        yield from email_keys(mail.from_address)
        for reported in mail.verdict.recipients:
            yield from email_keys(reported.address)

    def is_new(self, mail: ReadMail) -> bool:
        """Is this a message that is not there yet (promise C1), and no copy of what we sent? That has the id of an email of ours, or comes
        from an account's address or the user's own. Says yes once for each content."""
        copy = mail.message_id in self.threads or (bool(mail.from_address) and not self._ours.isdisjoint(email_keys(mail.from_address)))
        if copy or mail.content_key in self._known:
            return False
        self._known.add(mail.content_key)
        return True

    def is_executive(self, address: str) -> bool:
        """Is this an address of the AE book?"""
        return bool(address) and not self._executives.isdisjoint(email_keys(address))

    def person_of(self, address: str) -> int:
        """Who has this address, whatever follows a plus sign; 0 for nobody."""
        return next((self._people[key] for key in email_keys(address) if key in self._people), 0) if address else 0


def _in_pieces(s: Connection, wanted: Select[Any], column: ColumnElement[str], values: Iterable[str]) -> Iterator[Any]:
    """Rows whose column has one of the values; SQLite takes only so many in one question."""
    each = sorted(v for v in values if v)
    for start in range(0, len(each), PIECE):
        yield from s.execute(wanted.where(column.in_(each[start : start + PIECE])))


def match(s: Connection, mail: ReadMail, known: Lookups) -> Match | None:
    """Find whose a message is; None for mail that concerns nobody on the list."""
    return _by_thread(mail, known) or _by_address(s, mail, known) or _by_recipient(s, mail, known) or _by_domain(s, mail)


def _by_thread(mail: ReadMail, known: Lookups) -> Match | None:
    row = next((known.threads[i] for i in mail.threads if i in known.threads), None)
    return Match(row.prospect_id, row, "thread") if row is not None else None


def _by_address(s: Connection, mail: ReadMail, known: Lookups) -> Match | None:
    found = known.person_of(mail.from_address) if mail.verdict.kind not in REPORTS else 0
    return Match(found, last_sent(s, found), "address") if found else None


def _by_recipient(s: Connection, mail: ReadMail, known: Lookups) -> Match | None:
    """A report names whom it is about."""
    found = next((one for r in mail.verdict.recipients if (one := known.person_of(r.address))), 0)
    return Match(found, last_sent(s, found), "recipient") if found else None


def _by_domain(s: Connection, mail: ReadMail) -> Match | None:
    """Somebody else at a company answers: it belongs to whom we wrote there last."""
    domains = _hosts(mail.from_address)
    if not domains or mail.verdict.kind not in BY_DOMAIN:
        return None
    row = s.execute(
        select(outbox)
        .join(prospect, prospect.c.id == outbox.c.prospect_id)
        .join(company, company.c.id == prospect.c.company_id)
        .where(company.c.domain.in_(domains), outbox.c.handoff_id.is_(None), outbox.c.state.in_(("sent", "in_doubt")))
        .order_by(outbox.c.sent_at.desc(), outbox.c.id.desc())
        .limit(1)
    ).first()
    return Match(row.prospect_id, row, "domain") if row is not None else None


def last_sent(s: Connection, prospect_id: int) -> Any:
    """The newest email that has left for a person, or None."""
    o = outbox.c
    return s.execute(
        select(outbox)
        .where(o.prospect_id == prospect_id, o.handoff_id.is_(None), o.state.in_(("sent", "in_doubt")))
        .order_by(o.sent_at.desc(), o.id.desc())
        .limit(1)
    ).first()
