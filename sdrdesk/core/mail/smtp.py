"""One email to one recipient over SMTP, so that the outcome is always known or honestly unknown (promises B1, B3, B8).

The phase of DATA is ours: after the server's 354 the caller commits its marker, then the body goes out, then the dot. A connection lost
before the dot means that nothing was delivered; lost after it, nobody can know, and the result is ``in_doubt``. A message that is stopped
after 354 is taken back by closing the connection: in that state the server would read RSET as text of the message.
"""

from __future__ import annotations

import base64
import re
import smtplib
import threading
from collections.abc import Callable

from sdrdesk.core.mail.smtp_wire import Limits, Lost, NoTls, StopAsked, Wire
from sdrdesk.core.ports import Delivery, DeliveryKind, Secret, SmtpServer

MAX_TEXT = 300
NO_METHOD = "no method that we know is offered"
_ENVELOPE_ADDRESS = re.compile(r"[!-;=?-~]{1,64}@[!-;=?-~]{1,255}", re.ASCII)


class _Ended(Exception):
    """This attempt has its result."""

    def __init__(self, kind: DeliveryKind, phase: str, code: int = 0, text: bytes | str = "") -> None:
        super().__init__(kind.value)
        words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
        shown = " ".join("".join(c if c.isprintable() else " " for c in words).split())
        self.delivery = Delivery(kind, phase, code, shown[:MAX_TEXT])


class _Attempt:
    """The course of one connection; each step ends it by raising _Ended or lets it go on."""

    def __init__(self, wire: Wire, server: SmtpServer, limits: Limits, stop: threading.Event | None) -> None:
        self.wire = wire
        self.server = server
        self.limits = limits
        self.stop = stop
        self.phase = "connect"
        self.dot_given = False

    def enter(self, phase: str) -> None:
        """Begin a phase, unless a stop was asked for."""
        self.phase = phase
        if self.stop is not None and self.stop.is_set():
            raise StopAsked

    def log_in(self, secret: Secret) -> None:
        """Connect, secure, authenticate."""
        self.enter("connect")
        self.wire.open()
        if self.server.security == "tls":
            self.enter("tls")
            self.wire.wrap()
        self._greet()
        if self.server.security == "starttls":
            self.enter("starttls")
            if not self.wire.has_extn("starttls"):
                raise _Ended(DeliveryKind.TLS_FAILED, "starttls", 0, "STARTTLS not offered")
            self.phase = "tls"
            self.wire.upgrade()
            self._hello()
        if not self.wire.encrypted:
            raise _Ended(DeliveryKind.TLS_FAILED, "tls", 0, "not encrypted")
        self._authenticate(secret)

    def _greet(self) -> None:
        self.enter("greeting")
        code, text = self.wire.reply_within(self.limits.connect)
        if code != 220:
            raise _Ended(DeliveryKind.UNREACHABLE, "greeting", code, text)
        self._hello()

    def _hello(self) -> None:
        self.enter("ehlo")
        code, text = self.wire.ehlo()
        if code != 250:
            raise _Ended(DeliveryKind.UNREACHABLE, "ehlo", code, text)

    def _authenticate(self, secret: Secret) -> None:
        """One method, one try: trying several would count as several wrong passwords."""
        self.enter("auth")
        offered = self.wire.esmtp_features.get("auth", "").upper().split()
        code, text = self._bearer(secret.value, offered) if secret.kind == "bearer" else self._password(secret.value, offered)
        if 400 <= code < 500:
            raise _Ended(DeliveryKind.TEMPORARY, "auth", code, text)
        if code != 235:
            raise _Ended(DeliveryKind.AUTH_REFUSED, "auth", code, text)

    def _password(self, password: str, offered: list[str]) -> tuple[int, bytes]:
        user, secret = self.server.username.encode(), password.encode()
        if "PLAIN" in offered:
            return self.wire.docmd("AUTH", "PLAIN " + _b64(b"\0" + user + b"\0" + secret))
        if "LOGIN" not in offered:
            raise _Ended(DeliveryKind.AUTH_REFUSED, "auth", 0, NO_METHOD)
        code, text = self.wire.docmd("AUTH", "LOGIN")
        for answer in (user, secret):
            if code == 334:
                code, text = self.wire.docmd(_b64(answer))
        return code, text

    def _bearer(self, token: str, offered: list[str]) -> tuple[int, bytes]:
        """XOAUTH2: a refusal comes as a challenge with an error in JSON, and only an empty answer brings the code that ends it."""
        if "XOAUTH2" not in offered:
            raise _Ended(DeliveryKind.AUTH_REFUSED, "auth", 0, NO_METHOD)
        code, text = self.wire.docmd("AUTH", "XOAUTH2 " + _b64(bearer_words(self.server.username, token)))
        return self.wire.docmd("") if code == 334 else (code, text)

    def hand_over(self, envelope_from: str, envelope_to: str, mime: bytes, before_body: Callable[[], bool]) -> None:
        """The transaction; always ends by raising _Ended, or Lost."""
        self._ask("mail", "MAIL", f"FROM:<{envelope_from}>", 250)
        self._ask("rcpt", "RCPT", f"TO:<{envelope_to}>", 250)
        self._ask("data", "DATA", "", 354)
        body = _dotted(mime)
        self.enter("data")
        if not before_body():
            raise StopAsked
        self.wire.past_marker()
        self.phase = "body"
        self.wire.send(body)
        if not self.wire.still_quiet():
            raise Lost("lost before the dot")
        self.phase = "dot"
        self.dot_given = True
        self.wire.send(b".\r\n")
        code, text = self.wire.reply_within(self.limits.after_dot)
        raise _Ended(_verdict(code, DeliveryKind.IN_DOUBT) if code // 100 != 2 else DeliveryKind.ACCEPTED, "dot", code, text)

    def _ask(self, phase: str, command: str, args: str, wanted: int) -> None:
        self.enter(phase)
        code, text = self.wire.docmd(command, args)
        if phase == "mail" and code in (530, 534, 535):
            raise _Ended(DeliveryKind.AUTH_REFUSED, phase, code, text)
        if code != wanted and not (wanted == 250 and code == 251):
            raise _Ended(_verdict(code, DeliveryKind.TEMPORARY), phase, code, text)


class SmtpSender:
    """Implements ``ports.MailSender``. Safe to use from several threads; each call has its own connection."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()

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
        """Try once to deliver a finished message.

        Args:
            server: where; TLS is always used and checked.
            password: sent once, under TLS only; a plain text is a password.
            envelope_from: the mailbox.
            envelope_to: the one recipient.
            mime: final bytes; they go out as they are, apart from SMTP's dots.
            before_body: called once after the server's 354, before any byte of the body; commits the caller's marker and returns True,
                or returns False when a stop came first. What it raises is passed on, and nothing has been delivered then.
            stop: set when the application wants to end; before the marker this ends the attempt, afterwards it shortens the wait.

        Returns:
            The result; only ``in_doubt`` means that the message may or may not have arrived. Network trouble never raises.
        """
        for phase, address in (("mail", envelope_from), ("rcpt", envelope_to)):
            if not _ENVELOPE_ADDRESS.fullmatch(address):
                return Delivery(DeliveryKind.PERMANENT, phase, 0, "not an address")

        secret = _secret(password)

        def work(attempt: _Attempt) -> None:
            attempt.log_in(secret)
            attempt.hand_over(envelope_from, envelope_to, mime, before_body)

        return self._run(server, secret, stop, work)

    def check(self, server: SmtpServer, password: str | Secret, stop: threading.Event | None = None) -> Delivery:
        """Connect, secure, log in and leave, without a message; ``accepted`` in phase ``auth`` means that all is well."""
        secret = _secret(password)

        def work(attempt: _Attempt) -> None:
            attempt.log_in(secret)
            raise _Ended(DeliveryKind.ACCEPTED, "auth")

        return self._run(server, secret, stop, work)

    def _run(self, server: SmtpServer, secret: Secret, stop: threading.Event | None, work: Callable[[_Attempt], None]) -> Delivery:
        wire = Wire(server, self._limits, stop)
        attempt = _Attempt(wire, server, self._limits, stop)
        polite = False
        try:
            delivery = _result(attempt, work)
            # QUIT in the middle of DATA would be text of the message, so only a clean end is polite.
            polite = delivery.code > 0 or delivery.kind is DeliveryKind.ACCEPTED
        finally:
            if polite:
                wire.leave()
            else:
                wire.cut()
        return _without(delivery, server, secret)


def _result(attempt: _Attempt, work: Callable[[_Attempt], None]) -> Delivery:
    """Run the steps and read each way of ending as a result."""
    try:
        work(attempt)
    except _Ended as end:
        return end.delivery
    except StopAsked:
        return Delivery(DeliveryKind.STOPPED, attempt.phase)
    except NoTls as error:
        return _Ended(DeliveryKind.TLS_FAILED, attempt.phase, 0, str(error)).delivery
    except smtplib.SMTPException as error:
        kind = DeliveryKind.TEMPORARY
        if attempt.dot_given:
            kind = DeliveryKind.IN_DOUBT
        elif attempt.phase == "connect":
            kind = DeliveryKind.UNREACHABLE
        return _Ended(kind, attempt.phase, 0, str(error)).delivery
    raise AssertionError("an attempt ends with a result")


def _verdict(code: int, otherwise: DeliveryKind) -> DeliveryKind:
    if 400 <= code < 500:
        return DeliveryKind.TEMPORARY
    return DeliveryKind.PERMANENT if 500 <= code < 600 else otherwise


def _b64(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def _dotted(mime: bytes) -> bytes:
    """The body on the wire: CRLF line ends, dots doubled at line starts, without the closing dot."""
    lines = re.sub(rb"\r\n|\r|\n", b"\r\n", mime)
    lines = lines if lines.endswith(b"\r\n") else lines + b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", lines)


def bearer_words(username: str, token: str) -> bytes:
    """What XOAUTH2 sends, before base64."""
    return f"user={username}\x01auth=Bearer {token}\x01\x01".encode()


def _secret(password: str | Secret) -> Secret:
    return password if isinstance(password, Secret) else Secret("password", password)


def _without(delivery: Delivery, server: SmtpServer, secret: Secret) -> Delivery:
    """A server may repeat what it was told; a password or a token must not get into the store by that way."""
    value = secret.value
    if not value or not any(s in delivery.text for s in (value, _b64(value.encode()), _b64(bearer_words(server.username, value))[:40])):
        return delivery
    return Delivery(delivery.kind, delivery.phase, delivery.code, "")
