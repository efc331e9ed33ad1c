"""What the use cases need from the outside, as protocols; mail/ and secrets/ implement them, services/ and jobs/ only know these."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, Protocol

from sdrdesk.core.domain.received import ReadMail
from sdrdesk.core.errors import AuthRefused, EnvironmentProblem, NetworkDown, ServerRefused


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """A submission server. ``security`` is ``tls`` (from the first byte, port 465) or ``starttls``; there is no third way."""

    host: str
    port: int
    security: str
    username: str


class DeliveryKind(StrEnum):
    """How one attempt ended. Only ``in_doubt`` may never be tried again by itself."""

    ACCEPTED = "accepted"
    TEMPORARY = "temporary"
    PERMANENT = "permanent"
    IN_DOUBT = "in_doubt"
    STOPPED = "stopped"
    AUTH_REFUSED = "auth_refused"
    TLS_FAILED = "tls_failed"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class Delivery:
    """Result of one attempt.

    Attributes:
        kind: what it means for the message.
        phase: where it ended: connect, greeting, ehlo, starttls, tls, auth, mail, rcpt, data, body, dot.
        code: the server's three digits; 0 when it said nothing.
        text: the server's words, on one line and shortened; never holds the password.
    """

    kind: DeliveryKind
    phase: str
    code: int = 0
    text: str = ""

    def problem(self, server: SmtpServer) -> EnvironmentProblem | None:
        """The error for a person who is waiting for the answer (``mailbox test``); None when it went well."""
        if self.kind in (DeliveryKind.ACCEPTED, DeliveryKind.STOPPED):
            return None
        params: dict[str, object] = {"host": server.host, "port": server.port, "reply": f"{self.code or ''} {self.text}".strip()}
        if self.kind is DeliveryKind.AUTH_REFUSED:
            return AuthRefused("smtp_auth_refused", username=server.username, **params)
        if self.kind is DeliveryKind.TLS_FAILED:
            return ServerRefused("smtp_no_starttls" if self.phase == "starttls" else "smtp_tls_failed", **params)
        if self.kind is DeliveryKind.UNREACHABLE and not self.code:
            return NetworkDown("smtp_unreachable", **params)
        return ServerRefused("smtp_refused", **params)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with an email: its name as the recipient sees it, its type, its bytes."""

    name: str
    kind: str
    content: bytes = field(repr=False)


class MailSender(Protocol):
    """Hands one finished message to a server."""

    def deliver(
        self,
        server: SmtpServer,
        password: str,
        envelope_from: str,
        envelope_to: str,
        mime: bytes,
        *,
        before_body: Callable[[], bool],
        stop: threading.Event | None = None,
    ) -> Delivery:
        """One attempt; ``before_body`` is called at the last moment at which the message can still be kept back."""

    def check(self, server: SmtpServer, password: str) -> Delivery:
        """Connect, secure, log in, leave."""


class MessageBuilder(Protocol):
    """Makes the final bytes of one email (``mail.mime.build_message``)."""

    def __call__(
        self,
        *,
        from_name: str,
        from_address: str,
        to_name: str,
        to_address: str,
        subject: str,
        body: str,
        message_id: str,
        date: dt.datetime,
        in_reply_to: str = "",
        references: Sequence[str] = (),
        list_unsubscribe_mailto: str = "",
        html: bool = False,
        attachments: Sequence[Attachment] = (),
    ) -> bytes:
        """Bytes of the message; raises ValidationError rather than making a doubtful one."""


MailReading = Callable[[bytes], ReadMail]
"""Reads one message (``mail.taking.read_mail``); takes whatever came and never raises."""


class SecretStore(Protocol):
    """Keeps the password of each mailbox; calls may take seconds (never from the window's thread)."""

    def get(self, account_id: int) -> str | None:
        """The password, or None when there is none; raises KeyringProblem."""

    def set(self, account_id: int, secret: str) -> None:
        """Keep it; raises KeyringProblem, or ValidationError when it is too long."""

    def delete(self, account_id: int) -> None:
        """Forget it; no error when there is none."""


class SendLedger(Protocol):
    """Remembers outside the database what has left (``mail.ledger.Ledger``)."""

    def note(self, mark: Literal["D", "S", "U"], message_id: str, at: dt.datetime) -> None:
        """Write a mark durably: D about to give the dot, S accepted, U found to be unsent by the user."""

    def known(self) -> dict[str, str]:
        """Keyed hashes of messages that left (S) or may have left (D)."""

    def digest(self, message_id: str) -> str:
        """The keyed hash of a Message-ID."""
