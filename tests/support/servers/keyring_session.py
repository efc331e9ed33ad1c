"""A desktop session with its own D-Bus and a real gnome-keyring, and a Python script inside it; the user's own keyring is never touched."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.servers import need_program

ROOT = Path(__file__).resolve().parents[3]
UNLOCKED = 'printf password | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$0" -c "$1"'
LOCKED = 'gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1; exec "$0" -c "$1"'
NO_KEYRING = 'exec "$0" -c "$1"'


class KeyringSession:
    """One home folder; each :meth:`run` is a new log-in to it."""

    def __init__(self, home: Path) -> None:
        need_program("dbus-run-session")
        need_program("gnome-keyring-daemon")
        self.home = home

    def run(self, script: str, *, unlocked: bool = True, bus: bool = True, **environment: str) -> str:
        """Run a script and give what it printed; AssertionError with its errors when it fails.

        Args:
            script: Python source; the working folder's packages can be imported.
            unlocked: log in with the keyring's password; otherwise it stays locked, and there is no screen for a prompt.
            bus: False runs it without D-Bus, as on a machine without a desktop.
            environment: further variables.
        """
        keep = {k: v for k, v in os.environ.items() if k in ("PATH", "LANG", "LC_ALL", "COVERAGE_PROCESS_START")}
        env = {**keep, "HOME": str(self.home), "XDG_RUNTIME_DIR": str(self.home), "PYTHONPATH": str(ROOT), **environment}
        start = UNLOCKED if unlocked else LOCKED
        shell = ["dbus-run-session", "--", "sh", "-c", start] if bus else ["sh", "-c", NO_KEYRING]
        done = subprocess.run([*shell, sys.executable, script], env=env, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


@contextmanager
def keyring_session() -> Iterator[KeyringSession]:
    """A session with an empty home folder, which is removed afterwards (its path is short: sockets lie in it)."""
    home = Path(tempfile.mkdtemp(prefix="keyring-"))
    try:
        yield KeyringSession(home)
    finally:
        shutil.rmtree(home, ignore_errors=True)
