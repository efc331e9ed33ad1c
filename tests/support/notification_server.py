"""A real server of desktop notifications (dunst) on a screen and a session bus of its own, and a hand that presses their buttons."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.support.desktop import Screen, end, wait_until
from tests.support.servers import need_program

SETTINGS = """
[global]
    monitor = 0
    dmenu = {folder}/choose
    browser = /bin/true
    always_run_script = true
    history_length = 50
[urgency_low]
    timeout = 0
[urgency_normal]
    timeout = 0
[urgency_critical]
    timeout = 0
"""
CHOOSE = '#!/bin/sh\ncat > {folder}/offered\ngrep -F -- "$(cat {folder}/choice)" {folder}/offered | head -n 1\n'


class NotificationServer:
    """``address`` is the session bus on which it serves."""

    def __init__(self) -> None:
        self._bus_program, self._dunst, self._ctl = need_program("dbus-daemon"), need_program("dunst"), need_program("dunstctl")
        self.folder = Path(tempfile.mkdtemp(prefix="dunst-"))
        self._screen = Screen()
        self._processes: list[subprocess.Popen[Any]] = []
        self.address = ""
        self._environment: dict[str, str] = {}

    def __enter__(self) -> NotificationServer:
        self._screen.__enter__()
        keep = {k: v for k, v in os.environ.items() if k in ("PATH", "LANG", "LC_ALL")}
        self._environment = {**keep, "HOME": str(self.folder), "XDG_RUNTIME_DIR": str(self.folder), "DISPLAY": self._screen.display}
        bus = subprocess.Popen(
            [self._bus_program, "--session", "--nofork", "--print-address=1"],
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._processes.append(bus)
        assert bus.stdout is not None
        self.address = self._environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        (self.folder / "dunstrc").write_text(SETTINGS.format(folder=self.folder))
        chooser = self.folder / "choose"
        chooser.write_text(CHOOSE.format(folder=self.folder))
        chooser.chmod(0o755)
        self._processes.append(
            subprocess.Popen(
                [self._dunst, "-conf", str(self.folder / "dunstrc")],
                env=self._environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
        wait_until(lambda: self._run("count", check=False).returncode == 0, "dunst answers")
        return self

    def __exit__(self, _kind: type[BaseException] | None, _value: BaseException | None, _trace: TracebackType | None) -> None:
        for process in reversed(self._processes):
            end(process)
        for process in self._processes:
            if process.stdout is not None:
                process.stdout.close()
        self._screen.__exit__(None, None, None)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return subprocess.run([self._ctl, *words], env=self._environment, check=check, capture_output=True, text=True, timeout=20)

    def shown(self) -> int:
        """How many are on the screen."""
        return int(self._run("count", "displayed").stdout)

    def press(self, words: str) -> None:
        """Choose the button with these words of the newest one, as from the server's menu."""
        (self.folder / "choice").write_text(words)
        self._run("context")

    def click(self) -> None:
        """Click on the newest one itself."""
        self._run("action", "0")

    def offered(self) -> list[str]:
        """The buttons of which the last one was chosen."""
        path = self.folder / "offered"
        wait_until(path.exists, "the menu of the server opened")
        return path.read_text().splitlines()

    def kept(self) -> list[dict[str, Any]]:
        """What the server has closed and remembers: summary and body as it understood them."""
        self._run("close-all")
        found = json.loads(self._run("history").stdout)["data"][0]
        return [{key: entry[key]["data"] for key in ("summary", "body", "appname")} for entry in found]
