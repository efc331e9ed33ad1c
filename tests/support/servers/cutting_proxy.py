"""A line between the sender and the sink that breaks at a phase of our choosing, as networks do (promise B1).

It ends the TLS, so that it sees the phases, and speaks plain SMTP to a sink behind it; the password ends here too. ``cut_at`` names the phase at
which the next connection breaks; those after it pass.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import threading
from types import TracebackType

from tests.support.servers.certificates import HOST, Certificates

BEFORE_THE_DOT = ("connect", "tls", "greeting", "ehlo", "auth", "mail", "rcpt", "data", "body")
AFTER_THE_DOT = ("dot",)
AFTER_THE_ANSWER = ("answer",)
PHASES = (*BEFORE_THE_DOT, *AFTER_THE_DOT, *AFTER_THE_ANSWER)
"""Eleven; ``dot``: the server has all of it and its answer is lost; ``answer``: the 250 came, the goodbye did not."""

END = b"\r\n.\r\n"
PATIENCE_S = 20


class Cut(Exception):
    """The line is broken here."""


class CuttingProxy:
    """Listens on a free port; one connection at a time."""

    def __init__(self, certificates: Certificates, behind: int) -> None:
        self.host = HOST
        self.cut_at = ""
        self.cuts = 0
        self._behind = behind
        self._context = certificates.context()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, name="cutting-proxy", daemon=True)

    def __enter__(self) -> CuttingProxy:
        self._thread.start()
        return self

    def __exit__(self, _kind: type[BaseException] | None, _value: BaseException | None, _trace: TracebackType | None) -> None:
        # A listener that is only closed would leave the thread in accept().
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(PATIENCE_S)

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            line.settimeout(PATIENCE_S)
            phase, self.cut_at = self.cut_at, ""
            try:
                self._pass(line, phase)
            except Cut:
                self.cuts += 1
            except (OSError, ssl.SSLError):
                pass
            finally:
                line.close()

    def _pass(self, line: socket.socket, phase: str) -> None:
        # A reset, not a polite end: what is under way is lost.
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        if phase == "connect":
            raise Cut
        if phase == "tls":
            line.recv(64)
            raise Cut
        client = self._context.wrap_socket(line, server_side=True)
        with contextlib.closing(client), socket.create_connection(("127.0.0.1", self._behind), PATIENCE_S) as server:
            _Talk(client, server, phase).run()


class _Talk:
    """One conversation."""

    def __init__(self, client: ssl.SSLSocket, server: socket.socket, phase: str) -> None:
        self._client, self._server, self._phase = client, server, phase
        self._said = client.makefile("rb")
        self._answers = server.makefile("rb")

    def _reply(self) -> bytes:
        lines = b""
        while True:
            one = self._answers.readline()
            lines += one
            if not one or one[3:4] != b"-":
                return lines

    def run(self) -> None:
        """Command by command, until the line breaks or the client goes."""
        greeting = self._reply()
        if self._phase == "greeting":
            raise Cut
        self._client.sendall(greeting)
        while command := self._said.readline():
            verb = command.split()[0].decode().lower() if command.split() else ""
            if verb == self._phase:
                raise Cut
            if verb == "auth":
                self._client.sendall(b"235 2.7.0 welcome\r\n")
                continue
            self._server.sendall(command)
            answer = self._reply()
            if verb == "ehlo":
                name, _, offers = answer.partition(b"\r\n")
                answer = name + b"\r\n250-AUTH PLAIN\r\n" + offers
            self._client.sendall(answer)
            if verb == "data" and answer.startswith(b"354"):
                self._body()
            if verb == "quit":
                return

    def _body(self) -> None:
        if self._phase == "body":
            self._server.sendall(self._said.read(16))
            raise Cut
        content = b""
        while not content.endswith(END):
            more = self._said.readline()
            if not more:
                raise Cut
            content += more
        self._server.sendall(content)
        answer = self._reply()
        if self._phase == "dot":
            raise Cut
        self._client.sendall(answer)
        if self._phase == "answer":
            raise Cut
