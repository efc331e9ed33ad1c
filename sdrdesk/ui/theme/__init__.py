"""The look: tokens, fonts, icons and the style sheet.

``apply_theme`` sets it for the whole application; painters ask ``current()`` and redraw on ``changed``. No widget belongs here.
"""

from __future__ import annotations

from sdrdesk.ui.theme.icons import icon, pixmap
from sdrdesk.ui.theme.state import Theme, changed, current, set_font
from sdrdesk.ui.theme.stylesheet import apply_theme

__all__ = ["Theme", "apply_theme", "changed", "current", "icon", "pixmap", "set_font"]
