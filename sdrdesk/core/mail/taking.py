"""From the bytes of a received message to what the rules need of it. Never raises, whatever the bytes are."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from email.utils import parseaddr
from functools import partial

from sdrdesk.core.clock import UTC
from sdrdesk.core.domain.received import Glimpse, ReadMail
from sdrdesk.core.mail.classify import classify_message
from sdrdesk.core.mail.classify.original import answered_id
from sdrdesk.core.mail.classify.report import STATUS_PARTS
from sdrdesk.core.mail.classify.sender import is_mail_system, is_robot, null_return_path
from sdrdesk.core.mail.quoted import split
from sdrdesk.core.mail.reading import Message, read_message

MAX_THREADS = 60
"""Ids of a long thread; the newest ones stand last in References and are the telling ones."""
MAX_ID = 400
MAX_ANSWERS = 5
MAX_ANSWER_BYTES = 64 * 1024
_ID = re.compile(rf"<[^<>\s]{{1,{MAX_ID}}}>")
_EARLIEST = dt.datetime(2000, 1, 1, tzinfo=UTC)


def glimpse(raw: bytes) -> Glimpse:
    """Look at the headers of one message."""
    message = read_message(raw)
    _, address = _sender(message)
    return Glimpse(address, _answered(message), _may_report(message), partial(read_whole, message))


def read_mail(raw: bytes) -> ReadMail:
    """Read one message: what it is, who wrote it, what it answers, its words."""
    return read_whole(read_message(raw))


def _answered(message: Message) -> tuple[str, ...]:
    ids = (*_ids(answered_id(message)), *_ids(message.headers.get("in-reply-to")), *reversed(_ids(message.headers.get("references"))))
    return tuple(dict.fromkeys(ids))[:MAX_THREADS]


def _may_report(message: Message) -> bool:
    """Could this be a report of a mail system, however it is written? In doubt it is read whole."""
    headers = message.headers
    return (
        message.kind.startswith(("multipart/report", "message/"))
        or message.first(*STATUS_PARTS) is not None
        or any(name in headers for name in ("x-failed-recipients", "auto-submitted", "original-recipient"))
        or is_mail_system(message)
        or is_robot(message)
        or null_return_path(message)
        or message.body.lstrip().startswith("{")
    )


def read_whole(message: Message) -> ReadMail:
    """The same of a message that was taken apart."""
    verdict = classify_message(message)
    name, address = _sender(message)
    body = message.body
    new, quoted = split(body)
    replied = message.headers.get("in-reply-to")
    references = message.headers.get("references")
    threads = (*_ids(verdict.original_message_id), *_answered(message))
    return ReadMail(
        verdict=verdict,
        content_key=content_key(message),
        message_id=next(iter(_ids(message.headers.get("message-id"))), ""),
        threads=tuple(dict.fromkeys(threads))[:MAX_THREADS],
        at=_written(message),
        from_name=name,
        from_address=address,
        subject=message.subject[:500],
        text=new or verdict.text,
        quoted=quoted,
        has_html=message.first("text/html") is not None,
        in_reply_to=next(iter(_ids(replied)), ""),
        references=" ".join(_ids(references)[-MAX_THREADS:]),
        answers=_answers(message),
    )


def _answers(message: Message) -> tuple[bytes, ...]:
    """Attached forms of a handoff packet, whatever type and name the mail programs gave them: known by what is in them."""
    attached = [part.data for part in message.parts if part.kind.endswith("/json") or part.attached]
    return tuple(data for data in attached if len(data) <= MAX_ANSWER_BYTES and b"handoff" in data and b"answer" in data)[:MAX_ANSWERS]


def content_key(message: Message) -> str:
    """A hash of what makes a message itself: who, when, id, subject and content, but not the way it took or the folder it lies in."""
    parts = [message.headers.get(name) for name in ("from", "date", "message-id", "subject")]
    digest = hashlib.blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=20)
    for part in message.parts:
        digest.update(b"\0" + part.raw.strip())
    return digest.hexdigest()


def _ids(text: str) -> tuple[str, ...]:
    return tuple(_ID.findall(text)) or ((f"<{text.strip()}>",) if "@" in text and re.fullmatch(r"[^<>\s]{3,400}", text.strip()) else ())


def _sender(message: Message) -> tuple[str, str]:
    name, address = parseaddr(message.headers.get("from"))
    return name[:200], address[:320] if "@" in address else ""


def _written(message: Message) -> dt.datetime | None:
    date = message.date
    if date is None:
        return None
    try:
        at = (date if date.tzinfo else date.replace(tzinfo=UTC)).astimezone(UTC)
    except (OverflowError, ValueError):
        return None
    return at if at > _EARLIEST else None
