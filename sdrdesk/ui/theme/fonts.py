"""Inter, with digits of equal width, and the Chinese font of each platform behind it."""

from __future__ import annotations

from PySide6.QtGui import QFont

from sdrdesk.ui.bundled_fonts import FAMILIES

SIZES = (11, 12, 13, 15, 18, 20, 28, 29, 40)
"""Pixel sizes of the design at text size 13: keycap, secondary, base, script, page title, person, and three of the focus mode."""

# Tabular digits keep clocks still; cv05 (l with a tail) and ss03 (round quotes) keep names and quotations readable.
_FEATURES = ("tnum", "cv05", "ss03")


def make_font(pixels: int, weight: int, italic: bool = False) -> QFont:
    """A font of the design.

    Args:
        pixels: height in device-independent pixels.
        weight: 400, 500 or 600.
        italic: for quotations.
    """
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(weight))
    font.setItalic(italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    for feature in _FEATURES:
        font.setFeature(QFont.Tag(feature), 1)
    return font
