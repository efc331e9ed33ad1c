"""Reports in prose: what qmail, Exim, Gmail, Yahoo, Exchange 2003, QQ and many others write instead of fields.

They have no common form, but a common shape: the address stands at the beginning of a line, what the server said follows, and the
original mail comes after a line that introduces it.
"""

from __future__ import annotations

import re

from sdrdesk.core.domain.received import MailKind, Reported, Verdict
from sdrdesk.core.mail.classify.addresses import ADDRESS, clean_address
from sdrdesk.core.mail.classify.original import original_id, original_recipients, readable
from sdrdesk.core.mail.classify.reason import reason_for
from sdrdesk.core.mail.classify.sender import answers_by_subject, is_mail_system, is_robot, null_return_path
from sdrdesk.core.mail.classify.wordlists import words
from sdrdesk.core.mail.reading import Message

MAX_PEOPLE = 100
_LEADING = re.compile(
    r"^[\s>*•·\-:'\"(\[]{0,12}(?:[45]\d\d[ -]{1,2}(?:[45]\.\d{1,3}\.\d{1,3} )?)?"
    r"(?:to|recipient|recipients?|address|user|收件人|收信人|宛先|an|à|para|at|empfänger|destinataire)?\s{0,3}[:：]?\s{0,8}[<'\"\[(]?(?=[\w!#$%&'*+/=?^`{|}~.\"-]{1,64}@)",
    re.IGNORECASE,
)
_NOT_A_PERSON = re.compile(r"^(mailer-daemon|postmaster|mailerdaemon|abuse|support|helpdesk|no-?reply)@", re.IGNORECASE)
_NOT_FAILED = re.compile(
    r"(mail from|from|sender|return-path|reply-to|message-id|envelope-from|contact|e-?mail us|by)\s*[:=]?\s*<?$", re.IGNORECASE
)
_DSN_FIELD = re.compile(r"^\s{0,3}(?:[\w-]*recipient|remote-mta|reporting-mta|diagnostic-code)\s*:", re.IGNORECASE)


def diagnoses(message: Message) -> dict[str, str]:
    """What is said of each address (lower case) in the prose of a notice; under the empty key what is said of all."""
    text = readable(message)
    ours = {a.lower() for name in ("from", "to", "reply-to") for a in [clean_address(message.headers.get(name))] if a}
    said: dict[str, list[str]] = {}
    common: list[str] = []
    current = common
    for line in text.split("\n"):
        if _DSN_FIELD.match(line):
            continue
        lead = _LEADING.match(line)
        address = clean_address(line[lead.end() :]) if lead else ""
        if (
            address
            and not _NOT_A_PERSON.match(address)
            and len(said) < MAX_PEOPLE
            and (address.lower() not in ours or address.lower() in _named_failed(message))
        ):
            current = said.setdefault(address.lower(), [])
        current.append(line)
    if not said:
        return {"": "\n".join(common)}
    texts = {a: "\n".join(lines) for a, lines in said.items()}
    return {**texts, "": "\n".join(common)}


def told_of(told: dict[str, str], *addresses: str) -> str:
    """What is said of one of these addresses; where little is, what is said of all."""
    return next((told[a.lower()] for a in addresses if told.get(a.lower())), "")


def read_notice(message: Message) -> Verdict | None:
    """The verdict of a notice in prose; None when this is none."""
    text = readable(message)
    if not _is_notice(message, text):
        return None
    kind = _kind(message, text)
    people = _people(message, text)
    told = diagnoses(message)
    action = {MailKind.BOUNCE: "failed", MailKind.DELAY: "delayed"}.get(kind, "delivered")
    reported = []
    for address in people:
        said = told_of(told, address) or told.get("") or text
        if kind == MailKind.DELIVERED:
            reported.append(Reported(address, action, "2.0.0", False))
            continue
        reason = reason_for(said, context=text)
        if not reason.name:
            reason = reason_for(f"{said}\n{told.get('', '')}", context=text)
        reported.append(
            Reported(
                address, action, reason.status, reason.permanent and kind == MailKind.BOUNCE, reason.name, " ".join(said.split())[:500]
            )
        )
    return Verdict(kind, 0.95 if people else 0.85, tuple(reported), original_message_id=original_id(message))


def _is_notice(message: Message, text: str) -> bool:
    """Structure first: a person who hands a notice on, or complains about one, sends from an own address with Re: or Fwd:."""
    if "x-failed-recipients" in message.headers:
        return True
    daemon, null = is_mail_system(message), null_return_path(message)
    if not (daemon or null or is_robot(message)) or (answers_by_subject(message) and not (daemon and null)):
        return False
    lists = words("notices")
    subject = bool(lists["subject"].search(message.subject))
    failed = bool(lists["failed"].search(text[:4000])) or (daemon and bool(lists["delayed"].search(text[:4000])))
    returned = message.first("message/rfc822", "text/rfc822-headers") is not None or len(text) + 40 < len(message.body)
    points = 2 * daemon + null + subject + 2 * failed + returned
    if not (subject or null or returned) and words("automatic")["talk"].search(text[:2000]):
        return False  # whoever runs the mail server writes mails as well
    return points >= 4 and (failed or (daemon and subject))


def _kind(message: Message, text: str) -> MailKind:
    lists = words("notices")
    waiting = lists["delayed"].search(text[:4000])
    if waiting and (lists["delayed_subject"].search(message.subject) or not lists["failed"].search(text[:4000])):
        return MailKind.DELAY
    if (
        lists["delivered"].search(f"{message.subject}\n{text[:2000]}")
        and not lists["failed"].search(text[:4000])
        and not lists["subject"].search(message.subject)
    ):
        return MailKind.DELIVERED
    return MailKind.BOUNCE


def _named_failed(message: Message) -> list[str]:
    value = ",".join(message.headers.all("x-failed-recipients"))
    return [a.lower() for piece in value.split(",") if (a := clean_address(piece))]


def _people(message: Message, text: str) -> list[str]:
    """Whom the notice is about."""
    found = _named_failed(message) or [a for a in diagnoses(message) if a]
    if not found:
        ours = {a.lower() for name in ("from", "to") for a in [clean_address(message.headers.get(name))] if a}
        for match in ADDRESS.finditer(text):
            address = clean_address(match[0]).lower()
            if (
                address
                and address not in ours
                and not _NOT_A_PERSON.match(address)
                and not _NOT_FAILED.search(text[max(0, match.start() - 20) : match.start()])
            ):
                found.append(address)
    if not found:
        found = [a.lower() for a in original_recipients(message)]
    return list(dict.fromkeys(found))[:MAX_PEOPLE]
