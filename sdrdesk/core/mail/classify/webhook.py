"""Notifications that Amazon's SNS mails to a subscriber: a report as JSON in the text, perhaps with lines broken inside."""

from __future__ import annotations

import re

from sdrdesk.core.domain.received import MailKind, Reported, Verdict
from sdrdesk.core.mail.classify.addresses import message_id
from sdrdesk.core.mail.classify.reason import reason_for
from sdrdesk.core.mail.reading import Message

_BEGINS = re.compile(r'^\s*\{\s*"(?:notificationType|eventType)"\s*:\s*"(Bounce|Complaint|Delivery)"')
_PERSON = re.compile(r'"emailAddress"\s*:\s*"([^"]{3,254})"([^{}]{0,2000})')
_VALUE = re.compile(r'"(action|status|diagnosticCode)"\s*:\s*"((?:[^"\\]|\\.){0,1500})"')
_ID = re.compile(r'"name"\s*:\s*"Message-ID"\s*,\s*"value"\s*:\s*"([^"]{3,400})"', re.IGNORECASE)


def read_notification(message: Message) -> Verdict | None:
    """The verdict of such a notification; None when this is none."""
    text = message.body.replace("\n", "")[:60_000] if message.body.lstrip().startswith("{") else ""
    begins = _BEGINS.match(text)
    if not begins:
        return None
    found = _ID.search(text)
    original = message_id(found[1]) if found else ""
    people = tuple(_reported(m[1], dict(_VALUE.findall(m[2]))) for m in _PERSON.finditer(text))
    kind = {"Bounce": MailKind.BOUNCE, "Complaint": MailKind.COMPLAINT, "Delivery": MailKind.DELIVERED}[begins[1]]
    return Verdict(kind, 0.97, people if kind == MailKind.BOUNCE else (), original_message_id=original)


def _reported(address: str, values: dict[str, str]) -> Reported:
    reason = reason_for(values.get("diagnosticCode", ""), values.get("status", ""))
    return Reported(
        address, values.get("action", "failed"), reason.status, reason.permanent, reason.name, values.get("diagnosticCode", "")[:500]
    )
