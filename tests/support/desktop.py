"""A desktop for the whole program: a screen (Xvfb), a session bus with a keyring and notifications, a person's hands, and the process.

The program under test is always ``python -m sdrdesk`` in a process of its own; it is driven by keys and mouse clicks only, and what came of
them is read through its own command line. A picture of the screen is kept when a test fails.
"""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from jeepney import HeaderFields, MessageType, new_error, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from PySide6.QtGui import QImage
from sqlcipher3 import dbapi2

from tests.support.servers import need_program

ROOT = Path(__file__).resolve().parents[2]
SIZE = (1600, 1200)
WINDOW = (1440, 1100)
"""High enough that nothing has to be scrolled before it can be clicked."""

MAIN = r"^(\([0-9]+\) )?SDR Desk$"
PATIENCE_S = 20.0
LOOK_S = 0.03


def wait_until(found: Callable[[], Any], what: str, patience_s: float = PATIENCE_S) -> Any:
    """Look again and again until ``found`` gives something true, and give that; AssertionError with ``what`` when it never does."""
    until = time.monotonic() + patience_s
    while True:
        value = found()
        if value:
            return value
        assert time.monotonic() < until, f"never happened: {what}"
        # A pause between two looks at another process, not a wait for a result.
        time.sleep(LOOK_S)


class Screen:
    """A screen of its own, and hands: what is typed and clicked goes through the X server as from a keyboard and a mouse."""

    def __init__(self) -> None:
        self._server, self._xdotool = need_program("Xvfb"), need_program("xdotool")
        self._folder = Path(tempfile.mkdtemp(prefix="screen-"))
        self._process: subprocess.Popen[bytes] | None = None
        self.display = ""

    def __enter__(self) -> Screen:
        reading, writing = os.pipe()
        size = f"{SIZE[0]}x{SIZE[1]}x24"
        # Without -noreset the server begins anew when its last client goes, as xdotool does, and refuses whoever comes meanwhile.
        arguments = ["-displayfd", str(writing), "-noreset", "-screen", "0", size, "-dpi", "96", "-nolisten", "tcp"]
        arguments += ["-fbdir", str(self._folder)]
        self._process = subprocess.Popen([self._server, *arguments], pass_fds=(writing,), stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading, encoding="ascii") as answer:
            self.display = f":{answer.readline().strip()}"
        assert self.display != ":", "Xvfb did not start"
        return self

    def __exit__(self, _kind: type[BaseException] | None, _value: BaseException | None, _trace: TracebackType | None) -> None:
        if self._process is not None:
            end(self._process)
        shutil.rmtree(self._folder, ignore_errors=True)

    def do(self, *words: object) -> str:
        """Run xdotool; gives what it says, empty when it finds nothing."""
        environment = {"DISPLAY": self.display, "PATH": os.environ.get("PATH", "")}
        done = subprocess.run([self._xdotool, *map(str, words)], env=environment, capture_output=True, text=True, timeout=60, check=False)
        return done.stdout.strip()

    def windows(self, title: str) -> list[str]:
        """Windows on the screen with a title (a regular expression), the lowest first."""
        return self.do("search", "--onlyvisible", "--maxdepth", "1", "--name", title).split()

    def focus(self, title: str) -> str:
        """Wait for a window and give it the keys; there is no window manager that would."""
        window = str(wait_until(lambda: self.windows(title), f"a window {title!r} on the screen")[-1])
        self.do("windowfocus", "--sync", window)
        self.settle()
        return window

    def key(self, *keys: str) -> None:
        """Press keys one after the other; the screen is at rest after each."""
        for one in keys:
            self.do("key", "--clearmodifiers", one)
            self.settle()

    def type(self, text: str) -> None:
        """Type a text where the cursor is."""
        self.do("type", "--delay", "4", "--", text)
        self.settle()

    def click(self, x: int, y: int) -> None:
        """Click with the left button."""
        self.do("mousemove", x, y, "click", 1)
        self.settle()

    def settle(self, quiet_s: float = 0.15, patience_s: float = 10.0) -> None:
        """Wait until nothing on the screen has changed for a while, which is shorter than half a second: a cursor blinks."""
        until = time.monotonic() + patience_s
        last, since = self._sum(), time.monotonic()
        while time.monotonic() < until and time.monotonic() - since < quiet_s:
            time.sleep(LOOK_S)
            now = self._sum()
            if now != last:
                last, since = now, time.monotonic()

    def _frame(self) -> mmap.mmap:
        with (self._folder / "Xvfb_screen0").open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def _sum(self) -> int:
        with self._frame() as frame:
            return zlib.adler32(frame)

    def picture(self, target: Path) -> None:
        """Keep what is on the screen as a picture."""
        with self._frame() as frame:
            head = struct.unpack(">25I", frame[:100])
            start = head[0] + head[19] * 12
            image = QImage(frame[start:], head[4], head[5], head[12], QImage.Format.Format_RGB32)
            image.save(str(target))


def end(process: subprocess.Popen[Any], patience_s: float = 15) -> int:
    """Ask a process to end, and make it."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(patience_s)
        except subprocess.TimeoutExpired:
            process.kill()
    return process.wait(patience_s)


@dataclass(frozen=True, slots=True)
class Shown:
    """A notification that the desktop was asked to show."""

    title: str
    body: str


class Notifications:
    """A server of org.freedesktop.Notifications that shows nothing and remembers everything."""

    def __init__(self, bus: str) -> None:
        self.shown: list[Shown] = []
        self._connection: DBusConnection = open_dbus_connection(bus)
        reply = self._connection.send_and_get_reply(message_bus.RequestName("org.freedesktop.Notifications"), timeout=10)
        assert reply.body == (1,), "the name was taken"
        self._thread = threading.Thread(target=self._serve, name="notifications", daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        with contextlib.suppress(OSError, EOFError, ConnectionError):
            while True:
                message = self._connection.receive()
                if message.header.message_type is not MessageType.method_call:
                    continue
                if message.header.fields.get(HeaderFields.member) == "Notify":
                    self.shown.append(Shown(message.body[3], message.body[4]))
                    self._connection.send(new_method_return(message, "u", (len(self.shown),)))
                else:
                    self._connection.send(new_error(message, "org.freedesktop.DBus.Error.UnknownMethod"))


class Session:
    """A session bus with an unlocked gnome-keyring and a server of notifications, in a home folder of its own."""

    def __init__(self) -> None:
        self._bus_program, self._keyring = need_program("dbus-daemon"), need_program("gnome-keyring-daemon")
        self.home = Path(tempfile.mkdtemp(prefix="session-"))  # a short path: sockets lie in it
        self.address = ""
        self.environment: dict[str, str] = {}
        self._processes: list[subprocess.Popen[Any]] = []

    def __enter__(self) -> Session:
        keep = {k: v for k, v in os.environ.items() if k in ("PATH", "LANG", "LC_ALL", "COVERAGE_PROCESS_START")}
        self.environment = {**keep, "HOME": str(self.home), "XDG_RUNTIME_DIR": str(self.home), "PYTHONPATH": str(ROOT)}
        bus = subprocess.Popen(
            [self._bus_program, "--session", "--nofork", "--print-address=1"],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._processes.append(bus)
        assert bus.stdout is not None
        self.address = bus.stdout.readline().strip()
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self.address
        keyring = subprocess.Popen(
            [self._keyring, "--foreground", "--unlock", "--components=secrets"],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._processes.append(keyring)
        assert keyring.stdin is not None
        keyring.stdin.write(b"password")
        keyring.stdin.close()
        self.notifications = Notifications(self.address)
        return self

    def __exit__(self, _kind: type[BaseException] | None, _value: BaseException | None, _trace: TracebackType | None) -> None:
        for process in reversed(self._processes):
            end(process)
        for process in self._processes:
            if process.stdout is not None:
                process.stdout.close()
        shutil.rmtree(self.home, ignore_errors=True)


class Program:
    """The program on one profile: its window and its command line, each a process.

    Args:
        profile: the profile's folder.
        environment: of every process.
        screen: None runs without a display.
    """

    def __init__(self, profile: Path, environment: dict[str, str], screen: Screen | None = None) -> None:
        self.profile = profile
        self.screen = screen
        self.environment = {**environment, **({"DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb"} if screen else {})}
        self.window: subprocess.Popen[str] | None = None
        self.complaints = ""

    def __enter__(self) -> Program:
        return self

    def __exit__(self, _kind: type[BaseException] | None, _value: BaseException | None, _trace: TracebackType | None) -> None:
        if self.window is not None:
            self.kill()

    def run(self, *words: object, typed: str = "") -> subprocess.CompletedProcess[str]:
        """Run the program to its end."""
        arguments = [sys.executable, "-m", "sdrdesk", "--profile", str(self.profile), *map(str, words)]
        options: dict[str, Any] = {"capture_output": True, "text": True, "timeout": 60, "check": False}
        return subprocess.run(arguments, env=self.environment, cwd=ROOT, input=typed, **options)

    def ask(self, *words: object, typed: str = "", status: int = 0) -> Any:
        """Run a verb with --json and give its document; AssertionError when it ends in another way than expected."""
        done = self.run(*words, "--json", typed=typed)
        assert done.returncode == status, f"{words} ended with {done.returncode}: {done.stdout}{done.stderr}"
        return json.loads(done.stdout)

    def open(self, title: str = MAIN) -> str:
        """Start the window (or the questions before it) and wait until it stands there; gives its id."""
        assert self.screen is not None and self.window is None
        arguments = [sys.executable, "-m", "sdrdesk", "--profile", str(self.profile)]
        before = set(self.screen.windows(title))
        self.window = subprocess.Popen(
            arguments,
            env=self.environment,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        screen, process = self.screen, self.window

        def there() -> set[str]:
            assert process.poll() is None, f"the program ended with {process.returncode}: {process.stderr.read() if process.stderr else ''}"
            return set(screen.windows(title)) - before

        wait_until(there, f"a window {title!r}", 40)
        window = screen.focus(title)
        if title == MAIN:
            screen.do("windowmove", window, 0, 0, "windowsize", window, *WINDOW)
            screen.settle()
        return window

    def close(self) -> int:
        """Leave by Ctrl+Q; gives the exit status."""
        assert self.screen is not None and self.window is not None
        self.screen.key("ctrl+q")
        return self._over()

    def kill(self) -> int:
        """kill -9; gives the exit status."""
        assert self.window is not None
        self.window.send_signal(signal.SIGKILL)
        return self._over()

    def _over(self) -> int:
        assert self.window is not None
        status = self.window.wait(PATIENCE_S)
        assert self.window.stderr is not None
        self.complaints = self.window.stderr.read()
        self.window.stderr.close()
        self.window = None
        return status

    def peek(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Rows of the profile's database as another process sees them, to wait for; what is to be proved is asked of the command line."""
        connection = dbapi2.connect(f"file:{self.profile / 'sdrdesk.db'}?mode=ro", uri=True)
        try:
            return [tuple(row) for row in connection.execute(sql, values)]
        finally:
            connection.close()

    def wait_for(self, count: int, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Wait until a query gives at least so many rows."""

        def enough() -> list[tuple[Any, ...]] | None:
            found = self.peek(sql, *values)
            return found if len(found) >= count else None

        rows: list[tuple[Any, ...]] = wait_until(enough, f"{count} rows of {sql} {values}")
        return rows


@contextlib.contextmanager
def program(profile: Path, pictures: Path) -> Iterator[tuple[Program, Session]]:
    """The program on a screen and in a session of its own; ``screen.png`` in ``pictures`` shows what was on the screen at the end."""
    with Screen() as screen, Session() as session, Program(profile, session.environment, screen) as made:
        try:
            yield made, session
        finally:
            screen.picture(pictures / "screen.png")
