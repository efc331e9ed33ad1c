"""Who sends: a person, a robot, or the mail system itself."""

from __future__ import annotations

import re

from sdrdesk.core.mail.classify.wordlists import words
from sdrdesk.core.mail.reading import Message

ANSWERS = re.compile(
    r"\s*(re|aw|antw|sv|vs|ref|odp|rif|res|回复|回覆|答复|答覆|返信|fwd?|wg|tr|rv|enc|vb|i|doorst|转发|轉寄|轉發|転送)\s*(\[\d+\])?\s*[:：]",
    re.IGNORECASE,
)

_LIST_MANAGER = re.compile(r"(-admin|-request|-owner|-help|-bounces|owner-[\w-]+|majordomo|listserv|mailman|ezmlm|fml)@", re.IGNORECASE)


def null_return_path(message: Message) -> bool:
    """Nobody wants an answer to this (RFC 3834, RFC 5321)."""
    return any(value.strip() in ("<>", "< >", "<MAILER-DAEMON>") for value in message.headers.all("return-path"))


def is_mail_system(message: Message) -> bool:
    """From is a daemon, a postmaster or the like."""
    sender = message.headers.get("from") or message.headers.get("sender") or message.headers.get("reply-to")
    if (sender.strip() in ("", "<>") and null_return_path(message)) or words("notices")["daemon"].search(sender):
        return True
    return bool(_LIST_MANAGER.search(sender)) and any(n.startswith(("list-", "mailing-list", "x-ml-")) for n in message.headers.names())


def is_robot(message: Message) -> bool:
    """From is an address at which nobody reads."""
    return bool(words("notices")["robot"].search(message.headers.get("from")))


def answers_by_subject(message: Message) -> bool:
    """Re:, Fwd: and what stands for them elsewhere: what a person's program writes."""
    return bool(ANSWERS.match(message.subject))
