"""What a received message is, and what it says about others: the vocabulary of classification (rules R9, R18)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum


class MailKind(StrEnum):
    """What a message is. Whatever is not surely a machine's counts as a human reply."""

    HUMAN_REPLY = "human_reply"
    REFERRAL = "referral"
    OUT_OF_OFFICE = "out_of_office"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    DELAY = "delay"
    DELIVERED = "delivered"
    COMPLAINT = "complaint"
    UNSUBSCRIBE = "unsubscribe"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Reported:
    """What a mail system reports of one recipient.

    Attributes:
        address: may be empty where the report does not name it.
        action: ``failed``, ``delayed``, ``delivered``, ``relayed`` or ``expanded`` (RFC 3464).
        status: like ``5.1.1``; made from the reason where the report has none.
        permanent: the address will never work; a soft bounce is False (rule R9: it retries).
        reason: why in one word (``user_unknown``, ``mailbox_full`` …); empty when nobody can tell.
        said: the words of the remote server.
    """

    address: str
    action: str
    status: str
    permanent: bool
    reason: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Referred:
    """Somebody whom a message names as the one to talk to; what it does not say is empty."""

    name: str
    address: str
    phone: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a message is.

    Attributes:
        kind: see MailKind.
        confidence: 0 to 1; below 0.7 a person should look.
        recipients: of a report, each once.
        returns_on: of an absence, the day that it names: the last day away, or the first day back (R9 goes on after it).
        original_message_id: of the message that this one answers or reports.
        text: what a person wrote now, without quotation and signature.
        referred: of a referral.
    """

    kind: MailKind
    confidence: float
    recipients: tuple[Reported, ...] = ()
    returns_on: dt.date | None = None
    original_message_id: str = ""
    text: str = ""
    referred: tuple[Referred, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Arrived:
    """A message as a folder gave it, before anybody has read it.

    Attributes:
        mailbox_id: the account; None for a directory of files.
        folder_id: the row of ``mail_folder``.
        uidvalidity: with ``uid`` what IMAP calls the message by; None for files.
        raw: its bytes, cut where a message is too long to be kept.
    """

    mailbox_id: int | None
    folder_id: int
    uidvalidity: int | None
    uid: int | None
    raw: bytes


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of messages that arrived: how many were read, how many concern somebody on the list and were kept, and as what."""

    read: int = 0
    kept: int = 0
    kinds: dict[MailKind, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What the headers of a message say, which is enough to see that most mail concerns nobody on the list.

    Attributes:
        threads: ids that its headers say it answers.
        machine: a mail system may speak, and names in its text whom it is about: only the whole message tells.
        whole: takes the message apart; what it is costs a hundred times the headers.
    """

    from_address: str
    threads: tuple[str, ...]
    machine: bool
    whole: Callable[[], ReadMail]


@dataclass(frozen=True, slots=True)
class ReadMail:
    """A message that was read: what the rules need of it.

    Attributes:
        content_key: the same for the same message, whichever folder or way it came by; another for another one with the same Message-ID (promise C1).
        threads: ids that it answers or reports, the most telling one first, in angle brackets.
        at: when it was written, by its own words; None when it does not say, or nothing believable.
        text, quoted: what was written now, and what was quoted.
        answers: attached files that may answer a handoff.
    """

    verdict: Verdict
    content_key: str
    message_id: str
    threads: tuple[str, ...]
    at: dt.datetime | None
    from_name: str
    from_address: str
    subject: str
    text: str
    quoted: str
    has_html: bool
    in_reply_to: str = ""
    references: str = ""
    answers: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class ReferredDraft:
    """The new person that a referral names, as the user has it (seed P3)."""

    name: str
    address: str = ""
    phone: str = ""
    title: str = ""
