"""The font files that come with the program, made known to Qt once."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase

from sdrdesk.core.paths import resource

FAMILIES = ("Inter", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC")
"""Ours first, then the Chinese font of each platform."""


def load_fonts() -> None:
    """Make the bundled files known to Qt; a missing file leaves the platform's font.

    Adding a font empties Qt's database and fills it again, in whatever thread this is: a window that draws meanwhile finds no Inter, keeps
    what it found instead, and may crash. So the window calls this before it draws anything, and whoever comes later finds the work done.
    """
    if FAMILIES[0] in QFontDatabase.families():
        return
    for path in sorted(resource("fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(path))
