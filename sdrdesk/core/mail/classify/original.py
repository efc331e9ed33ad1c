"""The mail that a report or an answer is about."""

from __future__ import annotations

import re

from sdrdesk.core.mail.classify.addresses import clean_address, message_id
from sdrdesk.core.mail.classify.fields import blocks
from sdrdesk.core.mail.classify.wordlists import words
from sdrdesk.core.mail.html_text import html_to_text
from sdrdesk.core.mail.reading import Headers, Message, split_headers

MAX_NOTICE = 12_000

_RETURNED = ("message/rfc822", "text/rfc822-headers", "message/rfc822-headers", "message/global", "message/global-headers")
_ID_LINE = re.compile(
    r"^[ \t>]{0,6}(?:original-|x-original-)?message-id\s{0,2}:\s{0,4}\n?[ \t]{0,8}(<[^<>\s]{3,300}>)", re.IGNORECASE | re.MULTILINE
)
_REPORTS = ("message/disposition-notification", "message/feedback-report", "message/delivery-status", "message/global-delivery-status")


def readable(message: Message) -> str:
    """What the notice itself says, up to where the original mail begins."""
    body = message.body
    if not body.strip():
        html = message.first("text/html")
        body = html_to_text(html.text) if html else ""
    original = words("notices")["original"]
    kept: list[str] = []
    size = 0
    for line in body.split("\n"):
        if kept and original.match(line.lstrip()):
            break
        kept.append(line)
        size += len(line)
        if size > MAX_NOTICE:
            break
    return "\n".join(kept)


def returned_headers(message: Message) -> Headers:
    """The header of the mail that came back; empty when none did."""
    part = message.first(*_RETURNED)
    if part is None:
        rest = message.body[len(readable(message)) :].lstrip("\n").partition("\n")[2]
        return split_headers(rest[:20_000].lstrip("\n").encode("utf-8", "replace"))[0] if rest else Headers()
    return split_headers(part.data.replace(b"\r\n", b"\n").lstrip(b"\n"))[0]


def original_id(message: Message) -> str:
    """The Message-ID of the mail that this one is about: as it came back, as the report names it, as it is answered."""
    found = message_id(returned_headers(message).get("message-id"))
    if found:
        return found
    for part in message.parts:
        if part.kind in _REPORTS:
            named = next(
                (i for b in blocks(part.text) for n in ("original-message-id", "x-original-message-id") if (i := message_id(b.get(n, "")))),
                "",
            )
            if named:
                return named
    for part in message.parts:
        if part.kind.startswith("text/") and (line := _ID_LINE.search(part.text)):
            return line[1]
    return answered_id(message)


def answered_id(message: Message) -> str:
    """The Message-ID that this one says it answers."""
    for name in ("in-reply-to", "x-original-message-id", "x-ms-exchange-parent-message-id"):
        if found := message_id(message.headers.get(name)):
            return found
    references = re.findall(r"<[^<>\s]{3,300}>", message.headers.get("references"))
    return references[-1] if references else ""


def original_recipients(message: Message) -> list[str]:
    """To whom the mail that came back had gone."""
    to = returned_headers(message).get("to")
    return [a for piece in to.split(",") if (a := clean_address(piece))]
