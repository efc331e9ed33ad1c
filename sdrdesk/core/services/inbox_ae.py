"""Mail of an account executive about a handoff: no word of the person, and perhaps an answer (rule R24). Within the caller's transaction."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from sdrdesk.core.changes import OpKind
from sdrdesk.core.domain.handoff_answer import answer_of_text
from sdrdesk.core.domain.received import MailKind, ReadMail
from sdrdesk.core.errors import RuleRefusal, SdrDeskError
from sdrdesk.core.files.answer_file import NAME, AnswerFile, read_answer_bytes
from sdrdesk.core.services.handoff_answers import HandoffAnswerService, answer_in, find_handoff, keep_waiting
from sdrdesk.core.services.inbox_match import Lookups, Match
from sdrdesk.core.store.mail_tables import message
from sdrdesk.core.store.people import person
from sdrdesk.core.store.ready_tables import account_executive, handoff
from sdrdesk.core.store.store import UnitOfWork

MACHINES = frozenset({MailKind.OUT_OF_OFFICE, MailKind.AUTO_REPLY, MailKind.DELIVERED, MailKind.DELAY})
"""What a machine says of the email to the account executive; nobody has to look."""

_UID = re.compile(r"\[\s*SDR[\s>]+Desk[\s>]*<?(handoff-[\w-]{1,80}@sdrdesk\.invalid)>?[\s>]*\]", re.IGNORECASE)
"""The line in the email that carried the packet. A mail program may have broken it, or put it behind ``>``."""


@dataclass(frozen=True, slots=True)
class AeMail:
    """The handoff that a message is about, its person, and the email of ours that it answers, if it does."""

    handoff_id: int
    match: Match
    ae: str


def about_handoff(s: Connection, mail: ReadMail, known: Lookups) -> AeMail | None:
    """Is this from an account executive about a handoff? It answers the email that carried the packet (or a nudge), or comes from an address in
    the AE book and names the packet in its text, its quotation or an attached answer. What the person themselves write never is."""
    is_ae = known.is_executive(mail.from_address)
    if known.person_of(mail.from_address) and not is_ae:
        return None
    email = next((known.threads[i] for i in mail.threads if i in known.threads and known.threads[i].handoff_id is not None), None)
    h = handoff.c
    wanted = select(handoff, account_executive.c.name.label("ae")).join(account_executive, account_executive.c.id == h.ae_id)
    row = s.execute(wanted.where(h.id == email.handoff_id)).first() if email is not None else None
    if row is None and is_ae:
        uids = [*_UID.findall(f"{mail.text}\n{mail.quoted}"), *(file.uid for file in _attached(mail, dt.UTC) if file.uid)]
        row = s.execute(wanted.where(h.uid.in_(uids)).order_by(h.id.desc()).limit(1)).first() if uids else None
    return AeMail(row.id, Match(row.prospect_id, email, "handoff"), row.ae) if row is not None else None


def _attached(mail: ReadMail, zone: dt.tzinfo) -> list[AnswerFile]:
    found = []
    for data in mail.answers:
        try:
            found.append(read_answer_bytes(data, NAME, zone))
        except SdrDeskError:
            continue  # no answer of ours; the user sees the email
    return found


def take_answer(
    uow: UnitOfWork, answers: HandoffAnswerService, mail: ReadMail, found: AeMail, at: dt.datetime, message_id: int, zone: dt.tzinfo
) -> bool:
    """Read the answer out of the first line or the attached form. True when nothing is left to look at: what was read neither contradicts
    nor needs words that are no answer."""
    if mail.verdict.kind in MACHINES:
        return True
    said = answer_of_text(mail.text)
    by = mail.from_name or found.ae
    if said is not None:
        try:
            with uow.step(OpKind.HANDOFF_ANSWER, actor="job", args=_args(found, uow, said.answer)):
                answers.answer_within(uow, found.handoff_id, said, by=by, at=at, source="email", message_id=message_id)
            return _is_short(mail.text)
        except RuleRefusal:
            keep_waiting(uow, found.handoff_id, said, by, at, message_id)
            return False
    filled = [file for file in _attached(mail, zone) if file.answer]
    taken = [_take_file(uow, answers, file, found, by, at, message_id) for file in filled]  # each of them, also after one that cannot be
    return bool(filled) and all(taken)


def _take_file(
    uow: UnitOfWork, answers: HandoffAnswerService, file: AnswerFile, found: AeMail, by: str, at: dt.datetime, message_id: int
) -> bool:
    try:
        said = answer_in(file)
        row = find_handoff(uow.s, file)
        try:
            with uow.step(OpKind.HANDOFF_ANSWER, actor="job", args=_args(found, uow, said.answer)):
                when = file.answered_at or at
                answers.answer_within(
                    uow, row.id, said, by=file.answered_by or by, at=when, source="email", until=file.until, message_id=message_id
                )
        except RuleRefusal:
            keep_waiting(uow, row.id, said, file.answered_by or by, at, message_id)
            return False
    except SdrDeskError:
        return False
    return True


def _is_short(text: str) -> bool:
    """Is the answer all that was written, beside a greeting? Anything else is shown to the user."""
    return len([line for line in text.splitlines() if line.strip()]) <= 4 and "?" not in text and "？" not in text


def _args(found: AeMail, uow: UnitOfWork, answer: str) -> dict[str, object]:
    who = person(uow.s, found.match.prospect_id)
    return {"prospect": who.id, "name": who.full_name, "ae": found.ae, "handoff_state": answer, "handoff": found.handoff_id}


def mark(uow: UnitOfWork, message_id: int, done: bool) -> None:
    """It waits for the user, or it does not."""
    state = {"state": "done", "done_at": uow.now_ms} if done else {"state": "new"}
    uow.s.execute(update(message).where(message.c.id == message_id).values(**state))
