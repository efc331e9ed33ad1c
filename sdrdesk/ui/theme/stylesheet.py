"""Setting a theme: style, palette, style sheet, fonts; in that order, once for each change."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path
from string import Template

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from sdrdesk.ui.bundled_fonts import load_fonts
from sdrdesk.ui.theme import state
from sdrdesk.ui.theme.icons import svg
from sdrdesk.ui.theme.qss import SHEET
from sdrdesk.ui.theme.state import Theme
from sdrdesk.ui.theme.tokens import THEMES, Tokens, higher_contrast

log = logging.getLogger(__name__)

TEXT_SIZES = (12, 13, 15)

# Pictures that a style sheet can only take from files: name in the sheet, icon, colour.
_PICTURES = (
    ("arrow", "chevron-down", "t1"),
    ("arrow-off", "chevron-down", "dis"),
    ("up", "chevron-down", "t1"),
    ("tick", "check", "on"),
    ("dash", "minus", "on"),
    ("branch-open", "chevron-down", "t3"),
    ("branch-shut", "chevron-right", "t3"),
)
_UPSIDE_DOWN = b'<path transform="rotate(180 12 12)"'
_written: dict[tuple[str, ...], tempfile.TemporaryDirectory[str]] = {}

_ROLES = QPalette.ColorRole
_PALETTE = {
    _ROLES.Window: "window",
    _ROLES.WindowText: "t1",
    _ROLES.Base: "surface",
    _ROLES.AlternateBase: "subtle",
    _ROLES.Text: "t1",
    _ROLES.Button: "surface",
    _ROLES.ButtonText: "t1",
    _ROLES.BrightText: "on",
    _ROLES.Highlight: "accent",
    _ROLES.HighlightedText: "on",
    _ROLES.ToolTipBase: "surface",
    _ROLES.ToolTipText: "t1",
    _ROLES.PlaceholderText: "t3",
    _ROLES.Link: "accent",
    _ROLES.LinkVisited: "accent",
    _ROLES.Light: "surface",
    _ROLES.Midlight: "hover",
    _ROLES.Mid: "line-2",
    _ROLES.Dark: "t3",
    _ROLES.Shadow: "line-2",
    _ROLES.Accent: "accent",
}
_DISABLED = {_ROLES.WindowText: "dis", _ROLES.Text: "dis", _ROLES.ButtonText: "dis", _ROLES.Base: "subtle", _ROLES.Button: "subtle"}


def apply_theme(app: QApplication, name: str, text_size: int = 13, *, contrast: bool = False) -> Theme:
    """Give the whole application a look and announce it.

    Args:
        app: the application.
        name: ``light`` or ``dark``.
        text_size: 12, 13 or 15 pixels for ordinary text; all measures follow.
        contrast: the setting "Higher contrast".

    Returns:
        The theme that is on now.

    Raises:
        KeyError: for an unknown name.
        ValueError: for another text size.
    """
    if text_size not in TEXT_SIZES:
        raise ValueError(text_size)
    tokens = higher_contrast(THEMES[name]) if contrast else THEMES[name]
    theme = Theme(name, tokens, text_size)
    load_fonts()
    state.switch_to(theme)
    if app.style().name().lower() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(palette(theme))
    app.setFont(theme.font())
    app.setStyleSheet(sheet(theme))
    for widget in app.allWidgets():
        state.refresh_font(widget)
        widget.updateGeometry()
        widget.update()
    state.changed.emit()
    return theme


def palette(theme: Theme) -> QPalette:
    """The colours for what Fusion paints itself."""
    made = QPalette()
    for role, token in _PALETTE.items():
        made.setColor(role, theme.color(token))
    for role, token in _DISABLED.items():
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.color(token))
    return made


def sheet(theme: Theme) -> str:
    """The style sheet: colours by token, measures at the text size."""
    values = {token.replace("-", "_"): colour for token, colour in theme.tokens.items()}
    values |= {f"px{n}": f"{theme.px(n)}px" for n in (7, 8, 9, 10, 14, 16, 18, 20, 26, 30, 32, 34)}
    values |= _pictures(theme.tokens)
    return Template(SHEET).substitute(values)


def _pictures(tokens: Tokens) -> dict[str, str]:
    """The few pictures of the sheet, written once for each set of colours to a folder that lives as long as the process."""
    colours = tuple(tokens[token] for _, _, token in _PICTURES)
    names = {f"img_{key.replace('-', '_')}": "none" for key, _, _ in _PICTURES}
    try:
        folder = _written.get(colours) or tempfile.TemporaryDirectory(prefix="sdrdesk-look-", ignore_cleanup_errors=True)
        for key, icon, token in _PICTURES:
            path = Path(folder.name, f"{key}.svg")
            drawing = svg(icon, tokens[token])
            path.write_bytes(drawing.replace(b"<path", _UPSIDE_DOWN) if key == "up" else drawing)
            names[f"img_{key.replace('-', '_')}"] = f'url("{path.as_posix()}")'
    except OSError:  # nowhere to write: combo boxes have no arrow, all else works
        log.warning("theme.pictures_not_written", exc_info=True)
        return names
    _written[colours] = folder
    return names
