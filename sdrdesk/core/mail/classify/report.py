"""Reports that say in fields what they are: delivery status (RFC 3464), feedback (ARF, RFC 5965), receipts (RFC 8098)."""

from __future__ import annotations

import re

from sdrdesk.core.domain.received import MailKind, Reported, Verdict
from sdrdesk.core.mail.classify.addresses import clean_address
from sdrdesk.core.mail.classify.fields import Block, blocks
from sdrdesk.core.mail.classify.notice import diagnoses, told_of
from sdrdesk.core.mail.classify.original import original_id, readable
from sdrdesk.core.mail.classify.reason import reason_for
from sdrdesk.core.mail.classify.sender import answers_by_subject, is_mail_system, is_robot, null_return_path
from sdrdesk.core.mail.classify.wordlists import words
from sdrdesk.core.mail.reading import Message

STATUS_PARTS = ("message/delivery-status", "message/global-delivery-status")
POWERMTA = {
    "bad-mailbox": ("user_unknown", True),
    "bad-domain": ("host_unknown", True),
    "inactive-mailbox": ("suspended", False),
    "quota-issues": ("mailbox_full", False),
    "spam-related": ("spam", False),
    "spam-block": ("blocked", False),
    "policy-related": ("policy", False),
    "content-related": ("spam", False),
    "virus-related": ("spam", False),
    "message-expired": ("expired", False),
    "no-answer-from-host": ("network", False),
    "routing-errors": ("network", False),
    "bad-connection": ("network", False),
    "relaying-issues": ("relaying_denied", False),
}
"""PowerMTA sorts bounces itself."""
_IN_TEXT = re.compile(
    r"^\s{0,3}(?:final-recipient|original-recipient)\s*:.*\n(?:.*\n){0,12}?\s{0,3}(?:action|status)\s*:|^\s{0,3}action\s*:.*\n(?:.*\n){0,12}?\s{0,3}final-recipient\s*:",
    re.IGNORECASE | re.MULTILINE,
)
_FEEDBACK_SUBJECT = re.compile(r"complaint about message from|email feedback report|\babuse report\b|spam complaint", re.IGNORECASE)
_ACTIONS = {
    "failed": "failed",
    "failure": "failed",
    "delayed": "delayed",
    "delivered": "delivered",
    "deliverable": "delivered",
    "relayed": "relayed",
    "expanded": "expanded",
}


def read_report(message: Message) -> Verdict | None:
    """The verdict of a message that carries a report of its own; None for every other."""
    report_type = message.params.get("report-type", "").lower() if message.kind == "multipart/report" else ""
    if "disposition" in report_type or (
        not report_type and message.first("message/disposition-notification", "message/global-disposition-notification")
    ):
        return _receipt(message)
    if _is_complaint(message, report_type):
        return _complaint(message)
    fields = _status_text(message)
    return _delivery_status(message, fields) if fields else None


def _status_text(message: Message) -> str:
    """The fields of a delivery report that is about this message: not one that a person hands on."""
    part = message.first(*STATUS_PARTS)
    machine = is_mail_system(message) or is_robot(message) or null_return_path(message)
    if part is not None:
        return part.text if message.kind == "multipart/report" or machine or not answers_by_subject(message) else ""
    if machine and not answers_by_subject(message):
        found = _IN_TEXT.search(message.body)
        return message.body[found.start() :] if found else ""
    return ""


def _delivery_status(message: Message, text: str) -> Verdict | None:
    seen = blocks(text)
    people = [b for b in seen if "final-recipient" in b or "original-recipient" in b or "x-actual-recipient" in b or "action" in b]
    if not people:
        return None
    context = readable(message)
    told = diagnoses(message)
    recipients = list({(r.address, r.action): r for b in people if (r := _reported(b, context, told)) is not None}.values())
    if not recipients:
        return None
    actions = {r.action for r in recipients}
    kind = MailKind.BOUNCE if "failed" in actions else MailKind.DELAY if "delayed" in actions else MailKind.DELIVERED
    return Verdict(kind, 0.99, tuple(recipients), original_message_id=original_id(message))


def _reported(block: Block, context: str, told: dict[str, str]) -> Reported | None:
    address = next(
        (a for name in ("original-recipient", "final-recipient", "x-actual-recipient") if (a := clean_address(block.get(name, "")))), ""
    )
    final = clean_address(block.get("final-recipient", "")) or address
    said = block.get("diagnostic-code", "") or block.get("x-supplementary-info", "") or block.get("smtp-remote-recipient", "")
    status = block.get("status", "")
    action = _ACTIONS.get(block.get("action", "").split("(")[0].strip().lower(), "")
    if not action:
        action = "delayed" if status.startswith("4") and not said else "delivered" if status.startswith("2") else "failed"
    if action in ("delivered", "relayed", "expanded"):
        return Reported(address or final, action, status.split(" ")[0] or "2.0.0", False)
    own = re.sub(r"^\s*[\w-]+\s*;\s*", "", said)
    elsewhere = told_of(told, final, address)
    elsewhere = elsewhere if _tells(elsewhere) else told.get("", "")
    words_said = own if _tells(own) else f"{own} {status} {elsewhere}"
    reason = reason_for(words_said, status, context=context)
    if not reason.name and elsewhere and words_said == own:
        reason = reason_for(f"{own} {elsewhere}", status, context=context)
    sorted_as = POWERMTA.get(block.get("x-powermta-bouncecategory", "").strip().lower())
    if sorted_as and reason.name != "suspended":
        reason = reason._replace(name=sorted_as[0], permanent=sorted_as[1] and not reason.status.startswith("4"))
    permanent = reason.permanent and action == "failed"
    return Reported(address or final, action, reason.status, permanent, reason.name, " ".join(own.split())[:500])


def _tells(said: str) -> bool:
    """More than a number?"""
    return len(re.sub(r"[\d\W_]+", "", said)) > 4


def _is_complaint(message: Message, report_type: str) -> bool:
    if "feedback-report" in report_type or message.first("message/feedback-report"):
        return True
    machine = (
        is_robot(message)
        or is_mail_system(message)
        or "x-hmxmroriginalrecipient" in message.headers
        or message.headers.get("from").lower().strip("<> ").startswith("staff@")
    )
    return bool(machine and _FEEDBACK_SUBJECT.search(message.subject)) and message.first("message/rfc822") is not None


def _complaint(message: Message) -> Verdict:
    part = message.first("message/feedback-report")
    fields = blocks(part.text) if part else []
    named = [clean_address(b[n]) for b in fields for n in ("original-rcpt-to", "removal-recipient") if n in b]
    named += [clean_address(message.headers.get("x-hmxmroriginalrecipient"))]
    told = tuple(Reported(a, "failed", "", False, "complaint") for a in dict.fromkeys(named) if a)
    opted_out = any(b.get("feedback-type", "").lower().startswith("opt-out") for b in fields)
    return Verdict(MailKind.UNSUBSCRIBE if opted_out else MailKind.COMPLAINT, 0.98, told, original_message_id=original_id(message))


def _receipt(message: Message) -> Verdict:
    """A read receipt says that the mail arrived; one that reports a failure says so in its disposition."""
    part = message.first("message/disposition-notification", "message/global-disposition-notification")
    fields = blocks(part.text) if part else []
    address = next((a for b in fields for n in ("original-recipient", "final-recipient") if n in b and (a := clean_address(b[n]))), "")
    failed = any(re.search(r";\s*(failed|denied)", b.get("disposition", "").lower()) for b in fields)
    reported = (Reported(address, "failed" if failed else "delivered", "", False, "receipt"),) if address else ()
    return Verdict(MailKind.OTHER if failed else MailKind.DELIVERED, 0.95, reported, original_message_id=original_id(message))


def says_delayed(message: Message, text: str) -> bool:
    """Is this a warning that the mail is still waiting?"""
    lists = words("notices")
    return bool(lists["delayed_subject"].search(message.subject) and lists["delayed"].search(text))
