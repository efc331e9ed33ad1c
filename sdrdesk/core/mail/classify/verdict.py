"""The order of the questions. Whatever no question answers for sure counts as a human reply: that pauses a plan and hides nothing."""

from __future__ import annotations

from dataclasses import replace

from sdrdesk.core.domain.received import MailKind, Verdict
from sdrdesk.core.mail.classify.machine import read_machine
from sdrdesk.core.mail.classify.many import is_for_many
from sdrdesk.core.mail.classify.notice import read_notice
from sdrdesk.core.mail.classify.original import answered_id
from sdrdesk.core.mail.classify.report import STATUS_PARTS, read_report
from sdrdesk.core.mail.classify.sender import is_mail_system
from sdrdesk.core.mail.classify.webhook import read_notification
from sdrdesk.core.mail.classify.wishes import referrals, wants_removal
from sdrdesk.core.mail.quoted import new_text
from sdrdesk.core.mail.reading import Message, read_message

SURE, LIKELY, UNSURE = 0.9, 0.8, 0.6


def classify(raw: bytes) -> Verdict:
    """What a message is. Never raises, whatever the bytes are.

    Args:
        raw: the message as it came.
    """
    return classify_message(read_message(raw))


def classify_message(message: Message) -> Verdict:
    """What a message that was read is."""
    reported = read_report(message) or _reported_within(message) or read_notification(message) or read_notice(message)
    text = new_text(message.body)
    if reported is not None:
        return replace(reported, text=reported.text or text[:4000])
    return read_machine(message, text) or _from_a_person(message, text)


def _reported_within(message: Message) -> Verdict | None:
    """A gateway that hands on a report of somebody else: the report is the message inside. A person who does so is no gateway."""
    part = message.first("message/rfc822")
    if part is None or not is_mail_system(message):
        return None
    inner = read_message(part.data)
    return read_report(inner) if is_mail_system(inner) and inner.first(*STATUS_PARTS) else None


def _from_a_person(message: Message, text: str) -> Verdict:
    answered = answered_id(message)
    if is_for_many(message, text):
        return Verdict(MailKind.OTHER, LIKELY, original_message_id=answered, text=text)
    if sure := wants_removal(message, text):
        return Verdict(MailKind.UNSUBSCRIBE, sure, original_message_id=answered, text=text)
    named = referrals(message, text)
    if named is not None:
        return Verdict(MailKind.REFERRAL, SURE if named else 0.7, original_message_id=answered, text=text, referred=named)
    return Verdict(MailKind.HUMAN_REPLY, (SURE if answered else LIKELY) if text else UNSURE, original_message_id=answered, text=text)
