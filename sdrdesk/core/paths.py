"""Where things lie: the profile folder of the user, and the files that ship with the application."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

PACKAGE = Path(__file__).resolve().parents[1]


def resource(*parts: str) -> Path:
    """A file below resources/: inside the installed package, or beside it in a checkout."""
    inside = PACKAGE / "resources"
    base = inside if inside.is_dir() else PACKAGE.parent / "resources"
    return base.joinpath(*parts)


def shipped(*parts: str) -> Path:
    """A file below sdrdesk/templates/."""
    return (PACKAGE / "templates").joinpath(*parts)


def default_profile() -> Path:
    """The platform's data folder, or SDRDESK_PROFILE."""
    named = os.environ.get("SDRDESK_PROFILE")
    return Path(named).expanduser() if named else Path(platformdirs.user_data_dir("sdrdesk", appauthor=False))


def demo_profile() -> Path:
    """A folder of its own, never mixed with real data."""
    return Path(platformdirs.user_data_dir("sdrdesk-demo", appauthor=False))


@dataclass(frozen=True, slots=True)
class ProfilePaths:
    """The files of one profile."""

    root: Path

    @property
    def database(self) -> Path:
        return self.root / "sdrdesk.db"

    @property
    def backups(self) -> Path:
        return self.root / "backups"

    @property
    def frozen(self) -> Path:
        """There while nothing is sent, because a backup was put back and the user has not looked yet (promise A8)."""
        return self.root / "sending.frozen"

    @property
    def ledger(self) -> Path:
        return self.root / "ledger"

    @property
    def log(self) -> Path:
        return self.root / "sdrdesk.log"

    @property
    def last_list(self) -> Path:
        return self.root / "last-list.json"

    @property
    def files_read(self) -> Path:
        return self.root / "files-read"

    @property
    def window_lock(self) -> Path:
        return self.root / "window.lock"

    @property
    def sender_lock(self) -> Path:
        return self.root / "sender.lock"
