"""The window on top of the composition root; imports inside functions are meant here too (see app.py)."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from sdrdesk.app import Application, open_application
from sdrdesk.core.errors import NoDisplay
from sdrdesk.core.paths import ProfilePaths, default_profile


def run_window(
    profile: Path | None = None,
    *,
    now: str | None = None,
    language: str | None = None,
    quick_add: str | None = None,
    in_background: bool = False,
) -> int:
    """Open the window on a profile and run until it is closed; gives the exit status. Where one is open, that one is asked instead.

    Raises:
        NoDisplay: there is no screen. Qt itself would abort the process, so it is asked about before Qt is loaded.
    """
    if not has_display():
        raise NoDisplay("no_display")
    from sdrdesk.core.logs import start_log
    from sdrdesk.ui.application import run
    from sdrdesk.ui.one_instance import Wanted

    paths = ProfilePaths(profile or default_profile())
    start_log(paths)

    def opened(root: Path) -> Application:
        return open_application(root, now=now, language=language)

    def make_sample(root: Path, wanted: str) -> None:
        from sdrdesk.sample import ensure_sample

        ensure_sample(root, language=wanted, open_desk=opened)

    return run(opened, make_sample, paths, language=language, wanted=Wanted(quick_add, in_background))


def has_display() -> bool:
    """Is there something to draw on?"""
    if sys.platform != "linux" or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    display = os.environ.get("DISPLAY", "")
    local = re.fullmatch(r":(\d+)(?:\.\d+)?", display)
    # A local display has a socket; one that is set but gone would make Qt abort instead of telling us.
    return Path(f"/tmp/.X11-unix/X{local[1]}").exists() if local else bool(display)
