"""What one sends to many: newsletters, notifications, calls to a list. A reply within a list is a person's."""

from __future__ import annotations

import re

from sdrdesk.core.mail.classify.sender import answers_by_subject, is_mail_system, is_robot
from sdrdesk.core.mail.classify.wordlists import words
from sdrdesk.core.mail.reading import Message

_BULK = re.compile(
    r"list-unsubscribe|list-id|list-post|feedback-id|x-feedback-id|x-campaign\w*|x-mc-user|x-mailchimp-\w+|x-csa-complaints|x-sg-eid|x-mailgun-sid|x-mailing-list|x-listname|mailing-list|x-report-abuse|x-job"
)

_NO_REPLY = re.compile(r"no[-_.]?t?[-_.]?reply|nicht|ne[-_]?pas|no[-_]?responder", re.IGNORECASE)


def is_for_many(message: Message, text: str) -> bool:
    """Is this no answer, and sent to many or by a robot? Somebody who talks to a group, or from an address like ``news@``, is a person.

    Args:
        message: what was received.
        text: its new words.
    """
    headers = message.headers
    answers = answers_by_subject(message) or "in-reply-to" in headers or "references" in headers
    if answers:
        return False
    talks = bool(words("automatic")["talk"].search(text[:3000]))
    if talks and "list-post" in headers and "feedback-id" not in headers:
        return False
    bulk = sum(bool(_BULK.fullmatch(name)) for name in headers.names())
    precedence = headers.get("precedence").lower().startswith(("bulk", "list", "junk"))
    submitted = headers.get("auto-submitted").lower().startswith("auto")
    robot = is_robot(message) and (not talks or bool(_NO_REPLY.search(headers.get("from"))) or bulk > 0)
    return (
        bulk >= 2
        or (bulk >= 1 and (precedence or robot or "list-id" in headers))
        or robot
        or (submitted and bulk >= 1)
        or (is_mail_system(message) and precedence)
    )
