"""What the use cases need from the outside, as protocols; mail/ and secrets/ implement them, services/ and jobs/ only know these."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, Protocol

from sdrdesk.core.changes import Outcome
from sdrdesk.core.domain.received import Arrived, Glimpse, Taken
from sdrdesk.core.errors import AuthRefused, EnvironmentProblem, NetworkDown, ServerRefused


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """A submission server. ``security`` is ``tls`` (from the first byte, port 465) or ``starttls``; there is no third way."""

    host: str
    port: int
    security: str
    username: str


@dataclass(frozen=True, slots=True)
class ImapServer:
    """A server that mail is read from. ``security`` is ``tls`` (port 993) or ``starttls``; there is no third way."""

    host: str
    port: int
    security: str
    username: str


@dataclass(frozen=True, slots=True)
class Secret:
    """What signs an account in: its ``password``, or the ``bearer`` token of an hour. It lives in memory only."""

    kind: Literal["password", "bearer"]
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class OAuthApp:
    """How an account signs in over OAuth2 (RFC 6749, 7636, 8252); everything but the client id comes from the preset. No secret in it.

    Attributes:
        provider: google or microsoft; whatever is asked in its words.
        redirect: the name by which the browser finds this machine, 127.0.0.1 or localhost.
        extra: further parameters of the authorization request.
        wants_secret: the provider hands out a client secret beside the client id and asks for it.
    """

    provider: str
    client_id: str
    authorize_url: str
    token_url: str
    scopes: tuple[str, ...]
    redirect: str = "127.0.0.1"
    extra: tuple[tuple[str, str], ...] = ()
    wants_secret: bool = False


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a provider hands out: a token to sign in with for a while, and perhaps a new one to ask with."""

    access: str = field(repr=False)
    refresh: str = field(repr=False, default="")
    seconds: int = 3600


@dataclass(frozen=True, slots=True)
class AccountPreset:
    """What is known of an address's provider.

    Attributes:
        key: its name; ``generic`` when only the domain was gone by.
        password: what it takes: mailbox, app_password, authorization_code, or oauth where a password is refused.
        app: how people sign in there over OAuth2, without a client id; None when they cannot.
    """

    key: str
    smtp: SmtpServer
    imap: ImapServer
    password: str
    app: OAuthApp | None = None


@dataclass(frozen=True, slots=True)
class FoundServers:
    """What the name service said about a domain.

    Attributes:
        preset: key of the provider whose servers take the domain's mail; empty for none that we know.
        outside: servers that are not of the address's own domain: only the user can say whether they are meant (RFC 6186, section 6).
    """

    smtp: SmtpServer | None = None
    imap: ImapServer | None = None
    preset: str = ""
    outside: tuple[str, ...] = ()


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
        password: str | Secret,
        envelope_from: str,
        envelope_to: str,
        mime: bytes,
        *,
        before_body: Callable[[], bool],
        stop: threading.Event | None = None,
    ) -> Delivery:
        """One attempt; ``before_body`` is called at the last moment at which the message can still be kept back."""

    def check(self, server: SmtpServer, password: str | Secret, stop: threading.Event | None = None) -> Delivery:
        """Connect, secure, log in, leave; a plain text is a password."""


class ImapCheck(Protocol):
    """Tries to sign in where mail is read (``mail.imap.ImapReader``)."""

    def __call__(self, server: ImapServer, secret: Secret) -> None:
        """Connect, secure, log in, leave; raises NetworkDown, ServerRefused or AuthRefused."""


class ServerBook(Protocol):
    """Knows the servers of an address (``mail.presets.Servers``)."""

    def preset(self, address: str) -> AccountPreset:
        """By the table that ships, without any network."""

    def named(self, key: str, address: str) -> AccountPreset | None:
        """The preset of a name, for an address."""

    def questions(self, address: str) -> tuple[str, ...]:
        """The names that :meth:`find` would ask the network's name server for."""

    def find(self, address: str) -> FoundServers:
        """Ask the name service; finding nothing, in time or at all, is no error."""


class Authority(Protocol):
    """Gets tokens from a provider (``mail.oauth.Browser``)."""

    def sign_in(
        self, app: OAuthApp, client_secret: str, address: str, open_browser: Callable[[str], bool], stop: threading.Event
    ) -> Tokens:
        """Let the user sign in with the browser; raises AuthRefused, NetworkDown, ServerRefused, Cancelled, ValidationError."""

    def refresh(self, app: OAuthApp, client_secret: str, refresh_token: str) -> Tokens:
        """A new token for signing in; AuthRefused means that the user has to sign in again."""


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


MessageReader = Callable[[bytes], Glimpse]
"""Looks at one message (``mail.taking.glimpse``); takes whatever came and never raises."""


class SecretStore(Protocol):
    """Keeps the password of each mailbox; calls may take seconds (never from the window's thread)."""

    def get(self, account_id: int) -> str | None:
        """The password, or None when there is none; raises KeyringProblem."""

    def set(self, account_id: int, secret: str) -> None:
        """Keep it; raises KeyringProblem, or ValidationError when it is too long."""

    def delete(self, account_id: int) -> None:
        """Forget it; no error when there is none."""

    def ask_again(self) -> None:
        """The user wants a new try himself: a prompt that was refused may come again."""


class SendLedger(Protocol):
    """Remembers outside the database what has left (``mail.ledger.Ledger``)."""

    def note(self, mark: Literal["D", "S", "U"], message_id: str, at: dt.datetime) -> None:
        """Write a mark durably: D about to give the dot, S accepted, U found to be unsent by the user."""

    def known(self) -> dict[str, str]:
        """Keyed hashes of messages that left (S) or may have left (D)."""

    def digest(self, message_id: str) -> str:
        """The keyed hash of a Message-ID."""


@dataclass(frozen=True, slots=True)
class FoundFolder:
    """A folder of an account. ``role``: inbox, junk, sent, drafts, trash, archive, all (Gmail's All Mail) or other."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Place:
    """How far a folder is read: every message up to ``last_uid`` has been taken, as long as the folder has this ``uidvalidity``."""

    uidvalidity: int | None
    last_uid: int


@dataclass(frozen=True, slots=True)
class MailBatch:
    """Some messages of a folder, oldest first, and the place that is reached once they are taken.

    Attributes:
        messages: number in the folder, and the bytes (cut where they are too many).
        place: where to go on after them.
        total: how many messages are to come in all, these included, as far as is known.
        unreadable: numbers that the server will not give; the others are not held up by them.
    """

    messages: tuple[tuple[int, bytes], ...]
    place: Place
    total: int = 0
    unreadable: tuple[int, ...] = ()


class ReadingStopped(Exception):
    """The user quit or cancelled while mail was read; what was taken is taken."""


class MailConnection(Protocol):
    """One connection to one account, for reading only. Every call raises NetworkDown, ServerRefused or ReadingStopped."""

    def folders(self) -> list[FoundFolder]:
        """The folders that can be read."""

    def is_read(self, name: str, place: Place) -> bool:
        """Is there nothing beyond this place? One round trip."""

    def batches(self, name: str, place: Place, since: dt.date) -> Iterator[MailBatch]:
        """What came after a place, and not before a day; from the start when the folder has been made anew. The last batch is empty."""

    def has(self, name: str, message_id: str) -> bool:
        """Does a folder hold a message with exactly this Message-ID? What could be more than an id is never asked for."""

    def wait(self, seconds: float, over: Callable[[], bool]) -> bool:
        """Wait until the server says something of the inbox (True), the time is up or ``over``."""

    def close(self) -> None:
        """Leave; never fails."""


class MailReader(Protocol):
    """Opens accounts for reading (``mail.imap.ImapReader``)."""

    def connect(self, server: ImapServer, secret: Secret, stop: threading.Event | None = None) -> MailConnection:
        """Connect, secure, sign in once; raises NetworkDown, ServerRefused, AuthRefused or ReadingStopped."""


MailTaker = Callable[[Sequence[Arrived]], Outcome[Taken]]
"""Takes messages that have arrived, at most a hundred at once, oldest first; those that it has already, whichever way they came, change nothing."""
