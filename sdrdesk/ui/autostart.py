"""Starting with the desktop session: one file in the user's autostart folder, written and taken away as the setting says (XDG autostart)."""

from __future__ import annotations

import hashlib
import logging
import os
import shlex
import sys
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from sdrdesk.core.changes import ChangeSet
from sdrdesk.core.paths import ProfilePaths
from sdrdesk.ui.context import UiContext

log = logging.getLogger(__name__)
HIDDEN = "--in-background"
"""The option with which the session starts the program: it waits in the tray, or minimised where there is none."""


def entry_path(paths: ProfilePaths) -> Path:
    """The file of a profile; each profile has its own, so that two can start."""
    config = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    mark = hashlib.blake2b(str(paths.root.resolve()).encode(), digest_size=4).hexdigest()
    return config / "autostart" / f"sdrdesk-{mark}.desktop"


def entry_text(paths: ProfilePaths) -> str:
    """What stands in it: the interpreter and the folder that run now."""
    command = [sys.executable, "-m", "sdrdesk", HIDDEN, "--profile", str(paths.root.resolve())]
    # A percent sign begins a field code there, and is doubled.
    line = " ".join(_quoted(word) for word in command).replace("%", "%%")
    return (
        "[Desktop Entry]\nType=Application\nName=SDR Desk\nComment=The day of a sales development representative\n"
        f"Exec={line}\nPath={Path(__file__).resolve().parents[2]}\nIcon=sdrdesk\nTerminal=false\nX-GNOME-Autostart-enabled=true\n"
    )


def follow(wanted: bool, paths: ProfilePaths) -> str:
    """Make the file or take it away; gives why it could not be done, or empty."""
    path = entry_path(paths)
    try:
        if wanted:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(entry_text(paths), "utf-8")
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        log.info("autostart.failed kind=%s", type(error).__name__)
        return error.strerror or str(error)
    return ""


class AutostartFollow(QObject):
    """Keeps the file in step with the setting: when it is answered, undone, or was changed on the command line meanwhile."""

    def __init__(self, ctx: UiContext, paths: ProfilePaths, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx, self._paths = ctx, paths
        ctx.bridge.changed.connect(self._on_changed)
        self._follow()

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.concerns("setting"):
            self._follow()

    def _follow(self) -> None:
        wanted = self._ctx.desk.settings.profile().truth("app.autostart")
        if wanted == entry_path(self._paths).exists():
            return
        why = follow(wanted, self._paths)
        if why:
            path = entry_path(self._paths)
            words = self.tr("The start with the session could not be set: %1 (%2).").replace("%1", str(path), 1).replace("%2", why, 1)
            self._ctx.nav.toast.emit(words, False)


def _quoted(word: str) -> str:
    """A word of an Exec line: quoted in double quotes where it holds more than plain letters."""
    if shlex.quote(word) == word:
        return word
    escaped = word.replace("\\", "\\\\\\\\").replace('"', '\\\\"').replace("`", "\\\\`").replace("$", "\\\\$")
    return f'"{escaped}"'
