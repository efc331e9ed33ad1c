"""Colours, fonts and icons of the look: readable in both themes, and complete."""

from __future__ import annotations

import os
import re

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from sdrdesk.core.paths import resource
from sdrdesk.ui import theme
from sdrdesk.ui.theme.qss import SHEET
from sdrdesk.ui.theme.stylesheet import sheet
from sdrdesk.ui.theme.tokens import DARK, LIGHT, Tokens, contrast, higher_contrast

THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
PAGE = ("window", "surface", "rail", "subtle", "hover", "accent-bg")
TINTS = ("accent-bg", "green-bg", "amber-bg", "red-bg", "violet-bg")

# Lowest ratio that the design states for each text colour over the grounds it is used on, rounded to one digit there.
PROMISED = {
    "light": {"t1": 14.6, "t2": 7.1, "t3": 4.8, "accent": 5.9, "green": 6.0, "amber": 5.9, "red": 5.7, "violet": 6.5},
    "dark": {"t1": 10.9, "t2": 6.8, "t3": 4.8, "accent": 5.9, "green": 6.7, "amber": 7.2, "red": 5.9, "violet": 6.2},
}
ROUNDING = 0.05


def named(tokens: Tokens) -> str:
    """light or dark."""
    return "light" if tokens is LIGHT else "dark"


@THEMES
@pytest.mark.parametrize("text", ["t1", "t2", "t3", "accent"])
def test_contrast_page_text_keeps_stated_ratio(tokens: Tokens, text: str) -> None:
    """Text must be readable on every ground it stands on, also in a selected row."""
    lowest = min(contrast(tokens[text], tokens[ground]) for ground in PAGE)
    assert lowest >= PROMISED[named(tokens)][text] - ROUNDING


@THEMES
@pytest.mark.parametrize("text", ["green", "amber", "red", "violet"])
def test_contrast_meaning_colour_on_its_tint_keeps_stated_ratio(tokens: Tokens, text: str) -> None:
    """A chip says the most urgent things; its word must be readable on its tint and on the page."""
    lowest = min(contrast(tokens[text], tokens[ground]) for ground in (*PAGE, f"{text}-bg"))
    assert lowest >= PROMISED[named(tokens)][text] - ROUNDING


@THEMES
def test_contrast_disabled_text_is_still_readable(tokens: Tokens) -> None:
    """Disabled things state their reason; grey that cannot be read would hide it."""
    assert contrast(tokens["dis"], tokens["subtle"]) >= 4.5


@THEMES
def test_contrast_text_on_accent_is_readable(tokens: Tokens) -> None:
    """The primary button and its state under the pointer."""
    assert contrast(tokens["on"], tokens["accent"]) >= 6.8
    assert contrast(tokens["on"], tokens["accent-h"]) >= 6.8


@THEMES
def test_contrast_secondary_text_on_tints_is_readable(tokens: Tokens) -> None:
    """The verdict strip puts second lines on green and amber."""
    assert min(contrast(tokens["t2"], tokens[ground]) for ground in TINTS) >= 6.75


@THEMES
def test_higher_contrast_borders_reach_three_to_one(tokens: Tokens) -> None:
    """The setting exists because the ordinary border of a control is too faint for some people."""
    assert contrast(tokens["line-2"], tokens["surface"]) < 3
    assert min(contrast(higher_contrast(tokens)["line-2"], tokens[ground]) for ground in PAGE) >= 3


def test_contrast_of_black_and_white_is_twenty_one() -> None:
    """The measure itself must be the one of WCAG 2."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_tokens_both_themes_have_the_same_names() -> None:
    """A name that one theme lacks would fail only after a switch."""
    assert set(LIGHT) == set(DARK)
    assert all(re.fullmatch(r"#[0-9A-F]{6}", colour) for tokens in (LIGHT, DARK) for colour in tokens.values())


@THEMES
def test_sheet_has_every_value_filled(tokens: Tokens) -> None:
    """A placeholder left open makes Qt drop the rule in silence."""
    assert "$" in SHEET
    assert "$" not in sheet(theme.Theme(named(tokens), tokens))


def test_apply_theme_changes_palette_and_announces_it(qapp: QApplication, qtbot: QtBot) -> None:
    """Painters redraw on the signal and read the current theme; both must be new by then."""
    theme.apply_theme(qapp, "light")
    with qtbot.waitSignal(theme.changed):
        theme.apply_theme(qapp, "dark")
    assert theme.current().name == "dark"
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK["window"]
    theme.apply_theme(qapp, "light")


def test_apply_theme_text_size_follows_to_widgets(qapp: QApplication, qtbot: QtBot) -> None:
    """The setting scales what is open already, not only what opens later."""
    label = QLabel("x")
    qtbot.addWidget(label)
    theme.set_font(label, 20, 600)
    theme.apply_theme(qapp, "light", 15)
    assert label.font().pixelSize() == round(20 * 15 / 13)
    assert theme.current().px(49) == 57
    theme.apply_theme(qapp, "light")
    assert label.font().pixelSize() == 20


def test_apply_theme_unknown_size_is_refused(qapp: QApplication) -> None:
    """Settings are read from a file that a person can edit."""
    with pytest.raises(ValueError, match="14"):
        theme.apply_theme(qapp, "light", 14)


def test_font_digits_have_equal_width(qapp: QApplication) -> None:
    """A running clock must not jitter."""
    theme.apply_theme(qapp, "light")
    for weight in (400, 600):
        metrics = QFontMetricsF(theme.current().font(20, weight))
        assert metrics.horizontalAdvance("111") == pytest.approx(metrics.horizontalAdvance("888"))


def test_font_is_the_bundled_one_and_cached(qapp: QApplication) -> None:
    """Delegates ask for a font in each paint."""
    theme.apply_theme(qapp, "light")
    font = theme.current().font(13, 600)
    assert QFontInfo(font).family() == "Inter"
    assert font is theme.current().font(13, 600)
    assert font.weight() == QFont.Weight.DemiBold


def test_pixmap_every_icon_takes_the_colour_of_the_token(qapp: QApplication) -> None:
    """An icon file with a colour of its own would vanish in the dark theme."""
    theme.apply_theme(qapp, "dark")
    names = sorted(path.stem for path in resource("icons").glob("*.svg"))
    assert len(names) > 40
    for name in names:
        image = theme.pixmap(name, "accent", 32, 1.0).toImage()
        strongest = max((image.pixelColor(x, y) for x in range(32) for y in range(32)), key=lambda c: c.alpha())
        assert strongest.alpha() > 200, name
        wanted = theme.current().color("accent")
        off = (strongest.red() - wanted.red(), strongest.green() - wanted.green(), strongest.blue() - wanted.blue())
        assert max(map(abs, off)) < 12, name
    theme.apply_theme(qapp, "light")


def test_pixmap_has_the_device_pixels_of_the_screen(qapp: QApplication) -> None:
    """On a dense screen an icon must be drawn at its pixels and not be stretched."""
    drawn = theme.pixmap("phone", "t2", 16, 2.0)
    assert (drawn.width(), drawn.devicePixelRatio()) == (32, 2.0)
    assert drawn is not theme.pixmap("phone", "t2", 16, 1.0)
    with pytest.raises(FileNotFoundError):
        theme.pixmap("no-such-icon")
