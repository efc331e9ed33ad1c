"""One connection to an IMAP server: sockets, TLS and bytes, with a limit on every wait and on every answer (promises B8, C5).

IMAPClient and ``imaplib`` do the words of the protocol. Bytes are read here instead: what an answer may hold is known before it is asked
for, so a server that announces three gigabytes is left before any of them is read; a server that drips bytes cannot hold us; a waiting
answer can be given up when the user quits; and bytes that came before TLS are seen.
"""

from __future__ import annotations

import contextlib
import imaplib
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from imapclient import IMAPClient  # type: ignore[import-untyped]

from sdrdesk.core.mail.smtp_wire import NoTls, StopAsked, tls_context
from sdrdesk.core.ports import ImapServer

SLICE_S = 0.2
PIECE = 65_536
REPLY_MOST = 4 * 1024 * 1024
"""Bytes of an answer for which nothing else was agreed: the numbers of 200,000 messages take half of it."""


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """Longest waits in seconds; ``least_rate``: each of so many bytes that come buys the rest of an answer another second."""

    connect: float = 20.0
    command: float = 60.0
    goodbye: float = 2.0
    least_rate: float = 4096.0


class Lost(imaplib.IMAP4.abort):
    """The connection is gone, silent, or says more than it was asked."""


class Preauth(Exception):
    """The server says that we are signed in although we are not: whoever removes TLS from a line does so by this (promise B8)."""


class Wire(imaplib.IMAP4):
    """A connection that speaks IMAP; encrypted before it says who we are."""

    def __init__(self, server: ImapServer, limits: ReadLimits, stop: threading.Event | None) -> None:
        self._server = server
        self._limits = limits
        self._stop = stop
        self._waiting = bytearray()
        self._left = 0
        self._until = 0.0
        super().__init__(server.host, server.port)
        if self.state != "NONAUTH":
            self.shutdown()
            raise Preauth

    def open(self, host: str = "", port: int = 0, timeout: float | None = None) -> None:
        """Connect, and speak TLS from the first byte unless STARTTLS was typed."""
        self.host, self.port = host, port
        try:
            self.sock = socket.create_connection((host, port), timeout=self._limits.connect)
        except (OSError, UnicodeError, OverflowError) as error:
            raise Lost(str(error)) from error
        # Commands go out in pieces; waiting for an acknowledgement between them would cost 40 ms each.
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self._server.security == "tls":
            self._wrap()
        elif self._server.security != "starttls":
            self.shutdown()
            raise NoTls("no way to secure the connection")
        self.allow(PIECE)

    def _wrap(self) -> None:
        self.sock.settimeout(self._limits.connect)
        try:
            self.sock = tls_context().wrap_socket(self.sock, server_hostname=self._server.host)
        except (ssl.SSLEOFError, ssl.SSLZeroReturnError) as error:
            self.shutdown()
            raise Lost("closed during the handshake") from error
        except (ssl.SSLError, ssl.CertificateError, ValueError) as error:
            self.shutdown()
            raise NoTls(getattr(error, "verify_message", "") or getattr(error, "reason", "") or str(error)) from error
        except OSError as error:
            self.shutdown()
            raise Lost(str(error)) from error

    def upgrade(self) -> None:
        """STARTTLS: offered, agreed to, and not a byte more before the handshake; what was learnt until then is forgotten (promise 3.9)."""
        if "STARTTLS" not in self.capabilities:
            raise NoTls("STARTTLS not offered")
        kind, said = self._simple_command("STARTTLS")
        if kind != "OK":
            raise NoTls(f"{kind} {said}")
        if self._waiting:
            raise NoTls("bytes before the handshake")
        self._wrap()
        self.untagged_responses.clear()
        self._get_capabilities()

    @property
    def encrypted(self) -> bool:
        """May a password pass here?"""
        return isinstance(self.sock, ssl.SSLSocket)

    def allow(self, most: int = REPLY_MOST) -> None:
        """A command begins, unless the user wants to end: so many bytes may come back, and its time starts now."""
        if self._stop is not None and self._stop.is_set():
            raise StopAsked
        self._left = most
        self._until = time.monotonic() + self._limits.command

    def read(self, size: int) -> bytes:
        """A literal; none is begun that is longer than what was allowed."""
        if size > self._left + len(self._waiting):
            raise Lost(f"a literal of {size} bytes was not asked for")
        while len(self._waiting) < size:
            self._fill()
        return self._take(size)

    def readline(self) -> bytes:
        """A line with its end."""
        searched = 0
        while (end := self._waiting.find(b"\n", searched)) < 0:
            searched = len(self._waiting)
            self._fill()
        return self._take(end + 1)

    def _take(self, size: int) -> bytes:
        piece = bytes(memoryview(self._waiting)[:size])
        del self._waiting[:size]
        return piece

    def _fill(self) -> None:
        while True:
            # Looked at before each piece, not only in silence: bytes that drip are no answer either.
            if self._stop is not None and self._stop.is_set():
                raise StopAsked
            if time.monotonic() >= self._until:
                raise Lost("no answer in time")
            if self._received():
                return

    def _received(self) -> bool:
        """Read what is there, waiting a moment for it."""
        self.sock.settimeout(SLICE_S)
        try:
            got = self.sock.recv(PIECE)
        except TimeoutError:
            return False
        except OSError as error:
            raise Lost(str(error)) from error
        if not got:
            raise Lost("closed by the server")
        self._left -= len(got)
        if self._left < 0:
            raise Lost("more than was asked for")
        self._until += len(got) / self._limits.least_rate
        self._waiting += got
        return True

    def send(self, data: bytes) -> None:  # type: ignore[override]
        """Send all of it within the limit of a command."""
        self.sock.settimeout(self._limits.command)
        try:
            self.sock.sendall(data)
        except OSError as error:
            raise Lost(str(error)) from error

    def heard(self, seconds: float, over: Callable[[], bool]) -> bool:
        """Wait until the server says something, the time is up, or it is ``over``."""
        until = time.monotonic() + seconds
        while not self._waiting:
            if over() or time.monotonic() >= until:
                return False
            self._received()
        return True

    def shutdown(self) -> None:
        """Close without a word."""
        with contextlib.suppress(OSError, AttributeError):
            self.sock.close()

    def leave(self) -> None:
        """Say goodbye for a moment, then close; never fails."""
        with contextlib.suppress(StopAsked, imaplib.IMAP4.error, OSError):
            self.allow()
            self._until = time.monotonic() + self._limits.goodbye
            self._simple_command("LOGOUT")
        self.shutdown()


class Client(IMAPClient):  # type: ignore[misc]
    """IMAPClient over our own wire; what it would log of a conversation stays unsaid."""

    def __init__(self, server: ImapServer, limits: ReadLimits, stop: threading.Event | None) -> None:
        self._make: Callable[[], Wire] = partial(Wire, server, limits, stop)
        super().__init__(server.host, port=server.port, ssl=server.security == "tls", ssl_context=tls_context())
        self._imap.debug = 0

    def _create_IMAP4(self) -> Wire:
        return self._make()

    def _set_read_timeout(self) -> None:
        """The wire sets its own."""

    @property
    def wire(self) -> Wire:
        """The connection below."""
        found: Wire = self._imap
        return found

    def secure(self) -> None:
        """Encrypted from here on, or NoTls."""
        if not self.wire.encrypted:
            self.wire.upgrade()
            self._starttls_done = True
        if not self.wire.encrypted:
            raise NoTls("not encrypted")
