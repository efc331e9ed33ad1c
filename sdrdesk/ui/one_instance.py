"""One window for each profile: a second start finds the first by a local socket and hands over what it was asked for."""

from __future__ import annotations

import contextlib
import hashlib
import json
from dataclasses import asdict, dataclass

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from sdrdesk.core.paths import ProfilePaths

WAIT_MS = 1000
MOST_BYTES = 8192
"""A line of a person; whatever is longer was not sent by us."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a start is asked for.

    Attributes:
        quick_add: open the line for what comes to mind, with these words; None for not.
        in_background: the desktop session starts it: no window comes to the front.
    """

    quick_add: str | None = None
    in_background: bool = False


def server_name(paths: ProfilePaths) -> str:
    """The local socket of a profile."""
    return "sdrdesk-" + hashlib.blake2b(str(paths.root.resolve()).encode(), digest_size=8).hexdigest()


def ask_first(paths: ProfilePaths, wanted: Wanted) -> bool:
    """Hand it to the window that is open already; False when none answers."""
    socket = QLocalSocket()
    socket.connectToServer(server_name(paths))
    found = socket.waitForConnected(WAIT_MS)
    if found:
        socket.write(json.dumps(asdict(wanted)).encode() + b"\n")
        socket.waitForBytesWritten(WAIT_MS)
        socket.disconnectFromServer()
        if socket.state() is not QLocalSocket.LocalSocketState.UnconnectedState:
            socket.waitForDisconnected(WAIT_MS)
    return found


class FirstInstance(QObject):
    """Listens for later starts.

    Signals:
        asked: a Wanted.
    """

    asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        # Nobody but the user may put words into their window.
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_second)

    def listen(self, paths: ProfilePaths) -> bool:
        """Begin; whoever left a socket behind is gone, for the lock of the profile is ours."""
        QLocalServer.removeServer(server_name(paths))
        return self._server.listen(server_name(paths))

    def close(self) -> None:
        """Hear no more."""
        self._server.close()

    @Slot()
    def _on_second(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            self._take(socket)

    def _take(self, socket: QLocalSocket) -> None:
        heard = bytearray()

        def read() -> None:
            heard.extend(socket.readAll().data())
            if len(heard) > MOST_BYTES:
                socket.abort()
            elif b"\n" in heard:
                socket.readyRead.disconnect(read)
                self.asked.emit(_parsed(bytes(heard).split(b"\n")[0]))

        socket.disconnected.connect(socket.deleteLater)
        socket.readyRead.connect(read)
        if socket.bytesAvailable():
            read()


def _parsed(line: bytes) -> Wanted:
    """What a later start has sent; anything else only brings the window to the front."""
    with contextlib.suppress(ValueError, AttributeError):
        sent = json.loads(line)
        words = sent.get("quick_add")
        return Wanted(words if isinstance(words, str) else None, sent.get("in_background") is True)
    return Wanted()
