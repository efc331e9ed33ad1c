"""One connection to a submission server: sockets, TLS and replies, with a limit on every wait.

``smtplib`` does the words of the protocol. Replies are read here instead, for three reasons: a waiting reply can be given up when the
user quits, a server that drips bytes cannot hold us longer than the limit, and bytes that came before we asked for them are seen.
"""

from __future__ import annotations

import contextlib
import smtplib
import socket
import ssl
import threading
import time
from dataclasses import dataclass

from sdrdesk.core.ports import SmtpServer

GREETING_NAME = "[127.0.0.1]"
"""What we call ourselves to the server; the machine's own name is nobody's business."""

SLICE_S = 0.2
MAX_REPLY = 65_536


@dataclass(frozen=True, slots=True)
class Limits:
    """Longest waits, in seconds."""

    connect: float = 20.0
    command: float = 60.0
    after_dot: float = 600.0
    after_dot_when_stopping: float = 15.0
    goodbye: float = 3.0


class Lost(smtplib.SMTPServerDisconnected):
    """The connection is gone, silent, or out of step."""


class NoTls(smtplib.SMTPException):
    """No safe connection; the text says why."""


class StopAsked(Exception):
    """The user quit or paused while it was still possible."""


def tls_context() -> ssl.SSLContext:
    """Certificates of the system, host name checked, TLS 1.2 or newer. There is no other context in the application."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


class Wire(smtplib.SMTP):
    """A connection that speaks SMTP; only encrypted ones get past :meth:`secure`."""

    def __init__(self, server: SmtpServer, limits: Limits, stop: threading.Event | None) -> None:
        super().__init__(local_hostname=GREETING_NAME, timeout=limits.command)
        self.sock: socket.socket | None = None
        self._server = server
        self._limits = limits
        self._stop = stop
        self._waiting = b""
        self._past_marker = False

    def open(self) -> None:
        """Connect; Lost when there is no way to the server."""
        try:
            self.sock = socket.create_connection((self._server.host, self._server.port), timeout=self._limits.connect)
        except (OSError, UnicodeError, OverflowError) as error:
            raise Lost(str(error)) from error

    def wrap(self) -> None:
        """Speak TLS from here on; NoTls, or Lost when the line broke during the handshake."""
        if self.sock is None:
            raise Lost("not connected")
        if self._waiting:
            raise NoTls("bytes before the handshake")
        self.sock.settimeout(self._limits.connect)
        try:
            self.sock = tls_context().wrap_socket(self.sock, server_hostname=self._server.host)
        except (ssl.SSLEOFError, ssl.SSLZeroReturnError) as error:
            raise Lost("closed during the handshake") from error
        except (ssl.SSLError, ssl.CertificateError, ValueError) as error:
            raise NoTls(getattr(error, "verify_message", "") or getattr(error, "reason", "") or str(error)) from error
        except OSError as error:
            raise Lost(str(error)) from error

    def upgrade(self) -> None:
        """STARTTLS: the server must say nothing more between its 220 and the handshake (promise 3.9)."""
        code, text = self.docmd("STARTTLS")
        if code != 220:
            raise NoTls(f"{code} {text.decode('utf-8', 'replace')}")
        self.wrap()
        # RFC 3207: what was learnt before the handshake does not count.
        self.esmtp_features = {}
        self.ehlo_resp = None
        self.does_esmtp = False

    @property
    def encrypted(self) -> bool:
        """May a password pass here?"""
        return isinstance(self.sock, ssl.SSLSocket)

    def putcmd(self, cmd: str, args: str = "") -> None:
        """Send one command; a reply that nobody asked for means that we are out of step."""
        if self._waiting:
            raise Lost("unasked reply")
        super().putcmd(cmd, args)

    def send(self, s: bytes | str) -> None:  # type: ignore[override]
        """Send all of it within the limit of a command."""
        if self.sock is None:
            raise Lost("not connected")
        self.sock.settimeout(self._limits.command)
        try:
            self.sock.sendall(s.encode("ascii") if isinstance(s, str) else s)
        except OSError as error:
            raise Lost(str(error)) from error

    def getreply(self) -> tuple[int, bytes]:
        """The next reply, within the limit of a command."""
        return self.reply_within(self._limits.command)

    def reply_within(self, seconds: float) -> tuple[int, bytes]:
        """Code and text of the next whole reply; Lost when it does not come in time."""
        until = time.monotonic() + seconds
        lines: list[bytes] = []
        while True:
            line = self._line(until)
            if not line[:3].isdigit() or line[3:4] not in (b" ", b"-", b""):
                raise Lost("not a reply")
            lines.append(line[4:].strip())
            if line[3:4] != b"-":
                return int(line[:3]), b"\n".join(lines)
            if len(lines) > 200:
                raise Lost("endless reply")

    def _line(self, until: float) -> bytes:
        while b"\n" not in self._waiting:
            if len(self._waiting) > MAX_REPLY:
                raise Lost("endless reply")
            self._fill(until)
        line, _, self._waiting = self._waiting.partition(b"\n")
        return line.rstrip(b"\r")

    def _fill(self, until: float) -> None:
        while True:
            until = self._checked(until)
            if self.sock is None:
                raise Lost("not connected")
            self.sock.settimeout(SLICE_S)
            try:
                got = self.sock.recv(8192)
            except TimeoutError:
                continue
            except OSError as error:
                raise Lost(str(error)) from error
            if not got:
                raise Lost("closed by the server")
            self._waiting += got
            return

    def _checked(self, until: float) -> float:
        """The moment until which to wait; shorter when the user wants to leave after the dot."""
        now = time.monotonic()
        if self._stop is not None and self._stop.is_set():
            if not self._past_marker:
                raise StopAsked
            until = min(until, now + self._limits.after_dot_when_stopping)
            self._stop = None
        if now >= until:
            raise Lost("no reply in time")
        return until

    def past_marker(self) -> None:
        """From now on a stop cannot keep the message back; it only shortens the wait."""
        self._past_marker = True

    def still_quiet(self) -> bool:
        """Is the line open with nothing said since the last reply? Asked just before the dot."""
        if self.sock is None or self._waiting:
            return False
        self.sock.settimeout(0)
        try:
            self._waiting += self.sock.recv(8192)
        except (BlockingIOError, ssl.SSLWantReadError):
            return True
        except OSError:
            return False
        # Either the end of the stream or words out of turn.
        return False

    def leave(self) -> None:
        """Say goodbye for a moment, then close; never fails."""
        self._stop = None
        with contextlib.suppress(smtplib.SMTPException, OSError):
            if not self._waiting:
                self.putcmd("quit")
                self.reply_within(self._limits.goodbye)
        self.close()

    def cut(self) -> None:
        """Close without a word: inside DATA this is the only way to take a message back (RFC 5321 4.1.1.4)."""
        self.close()
