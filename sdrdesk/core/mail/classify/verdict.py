"""The order of the questions. Whatever no question answers for sure counts as a human reply: that pauses a plan and hides nothing."""

from __future__ import annotations

from sdrdesk.core.domain.received import MailKind, Verdict
from sdrdesk.core.mail.classify.notice import read_notice
from sdrdesk.core.mail.classify.report import read_report
from sdrdesk.core.mail.reading import Message, read_message


def classify(raw: bytes) -> Verdict:
    """What a message is. Never raises, whatever the bytes are.

    Args:
        raw: the message as it came.
    """
    return classify_message(read_message(raw))


def classify_message(message: Message) -> Verdict:
    """What a message that was read is."""
    return read_report(message) or read_notice(message) or Verdict(MailKind.HUMAN_REPLY, 0.6)
