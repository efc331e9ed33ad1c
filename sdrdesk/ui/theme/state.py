"""Which theme is on: one value for the whole application, and a signal when it changes."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF
from PySide6.QtWidgets import QWidget

from sdrdesk.ui.theme.fonts import make_font
from sdrdesk.ui.theme.tokens import LIGHT, Tokens

BASE_SIZE = 13
"""Text size that all measures of the design are given in."""

_SIZE = "textPixels"
_WEIGHT = "textWeight"


@dataclass(frozen=True, slots=True)
class Theme:
    """The look at one time; colours and fonts are made once and kept.

    Attributes:
        name: ``light`` or ``dark``.
        tokens: colours by name.
        text_size: 12, 13 or 15; scales every measure.
    """

    name: str
    tokens: Tokens
    text_size: int = BASE_SIZE
    _colors: dict[str, QColor] = field(default_factory=dict, repr=False, compare=False)
    _metrics: dict[tuple[int, int], QFontMetricsF] = field(default_factory=dict, repr=False, compare=False)
    _fonts: dict[tuple[int, int, bool], QFont] = field(default_factory=dict, repr=False, compare=False)

    def color(self, token: str) -> QColor:
        """The colour of a token. Raises KeyError for an unknown name. Do not change it: it is shared."""
        found = self._colors.get(token)
        if found is None:
            found = self._colors[token] = QColor(self.tokens[token])
        return found

    def font(self, size: int = BASE_SIZE, weight: int = 400, italic: bool = False) -> QFont:
        """The font of a design size (11, 12, 13, 15, 18, 20, 28, 29, 40) and weight (400, 500, 600). Do not change it: it is shared."""
        key = (size, weight, italic)
        found = self._fonts.get(key)
        if found is None:
            found = self._fonts[key] = make_font(self.px(size), weight, italic)
        return found

    def metrics(self, size: int = BASE_SIZE, weight: int = 400) -> QFontMetricsF:
        """Measures of that font."""
        found = self._metrics.get((size, weight))
        if found is None:
            found = self._metrics[(size, weight)] = QFontMetricsF(self.font(size, weight))
        return found

    def px(self, measure: float) -> int:
        """A measure of the design in pixels at the chosen text size."""
        return round(measure * self.text_size / BASE_SIZE)


class _State(QObject):
    """Holds the theme, because only a QObject can have a signal."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.theme = Theme("light", LIGHT)


_state = _State()
changed = _state.changed
"""Emitted after fonts, palette and style sheet of a new theme are set."""


def current() -> Theme:
    """The theme that is on; light until one is applied."""
    return _state.theme


def switch_to(theme: Theme) -> None:
    """Remember a theme. Only ``apply_theme`` calls this; it announces the change when everything is set."""
    _state.theme = theme


def set_font(widget: QWidget, size: int = BASE_SIZE, weight: int = 400) -> None:
    """Give a widget a font of the design; it follows later changes of the text size."""
    widget.setProperty(_SIZE, size)
    widget.setProperty(_WEIGHT, weight)
    widget.setFont(current().font(size, weight))


def refresh_font(widget: QWidget) -> None:
    """Set the font again that ``set_font`` gave, in the present theme; others are left alone."""
    size = widget.property(_SIZE)
    if size is not None:
        widget.setFont(current().font(size, widget.property(_WEIGHT)))
