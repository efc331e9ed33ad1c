"""What crosses the wire: a recording relay, and servers that misbehave below SMTP."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable
from types import TracebackType

Talk = Callable[["Line"], None]


class Line:
    """One accepted connection; what the client sends is recorded before anything else happens to it."""

    def __init__(self, sock: socket.socket, recorder: RawServer) -> None:
        self._sock = sock
        self._recorder = recorder

    def say(self, data: bytes) -> None:
        """Send bytes to the client."""
        self._sock.sendall(data)

    def hear(self) -> bytes:
        """The client's next bytes; empty when it has gone."""
        try:
            data = self._sock.recv(65536)
        except OSError:
            return b""
        self._recorder.heard += data
        return data

    def encrypt(self, context: ssl.SSLContext) -> bool:
        """Do a TLS handshake; False when the client refuses it."""
        try:
            self._sock = context.wrap_socket(self._sock, server_side=True)
        except OSError:
            return False
        return True

    def close(self) -> None:
        """End the connection."""
        with contextlib.suppress(OSError):
            self._sock.shutdown(socket.SHUT_RDWR)
        self._sock.close()


class RawServer:
    """A server on loopback that runs ``talk`` for each connection and records the bytes it hears.

    ``heard`` are the bytes as the server reads them: decrypted once it has encrypted the line. ``finished`` is set after each talk.
    """

    def __init__(self, talk: Talk) -> None:
        self.heard = b""
        self.finished = threading.Event()
        self._talk = talk
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._lines: list[Line] = []
        self._thread = threading.Thread(target=self._serve, name="raw-server", daemon=True)

    def _serve(self) -> None:
        while True:
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            line = Line(sock, self)
            self._lines.append(line)
            with contextlib.suppress(OSError):
                self._talk(line)
            line.close()
            self.finished.set()

    def __enter__(self) -> RawServer:
        self._thread.start()
        return self

    def __exit__(self, _kind: type[BaseException] | None, _value: BaseException | None, _trace: TracebackType | None) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for line in self._lines:
            line.close()
        self._thread.join(10)


class Relay(RawServer):
    """A relay in front of a server that records what the client sends as it is on the wire."""

    def __init__(self, port: int) -> None:
        super().__init__(self._pass_on)
        self._target = port

    def _pass_on(self, line: Line) -> None:
        with socket.create_connection(("127.0.0.1", self._target)) as onward:

            def back() -> None:
                with contextlib.suppress(OSError):
                    while data := onward.recv(65536):
                        line.say(data)
                line.close()

            returning = threading.Thread(target=back, daemon=True)
            returning.start()
            with contextlib.suppress(OSError):
                while data := line.hear():
                    onward.sendall(data)
                onward.shutdown(socket.SHUT_WR)
            returning.join(10)
