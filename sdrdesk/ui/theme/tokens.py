"""The colours by name, light and dark.

A colour has a meaning: red is a broken promise, amber is time running out, violet is a person waiting for an answer, green is good or
live; all else is grey or the accent.
"""

from __future__ import annotations

from collections.abc import Mapping

Tokens = Mapping[str, str]

LIGHT: Tokens = {
    "window": "#FAFAF8",
    "surface": "#FFFFFF",
    "rail": "#F3F3EF",
    "subtle": "#F6F6F3",
    "hover": "#F2F2EE",
    "track": "#E4E4DE",
    "line": "#E5E5E0",
    "line-2": "#CBCBC4",
    "t1": "#1B1D21",
    "t2": "#4A4F57",
    "t3": "#646973",
    "dis": "#6B707A",
    "accent": "#2353C2",
    "accent-h": "#1B459F",
    "accent-bg": "#E8EFFD",
    "accent-line": "#B7CAF5",
    "on": "#FFFFFF",
    "green": "#17663F",
    "green-bg": "#E2F2E8",
    "green-line": "#A9D6BC",
    "amber": "#7F5200",
    "amber-bg": "#FCF1D8",
    "amber-line": "#E6C984",
    "red": "#B0251C",
    "red-bg": "#FCE9E6",
    "red-line": "#EDB4AE",
    "violet": "#6A3BA3",
    "violet-bg": "#F1EAFA",
    "violet-line": "#D3BEEB",
    "p1": "#2353C2",
    "p2": "#5B83DA",
    "p3": "#94B0EA",
    "p4": "#C6D5F5",
    "ev": "#6C8FDD",
    "paper": "#FFFFFF",
    "desk": "#E9E9E4",
}

DARK: Tokens = {
    "window": "#17181B",
    "surface": "#1C1D21",
    "rail": "#141518",
    "subtle": "#232429",
    "hover": "#25272C",
    "track": "#33353C",
    "line": "#2D2F35",
    "line-2": "#44474F",
    "t1": "#E9EAEC",
    "t2": "#B6BAC2",
    "t3": "#989DA7",
    "dis": "#8E939D",
    "accent": "#8AADFA",
    "accent-h": "#A6C1FC",
    "accent-bg": "#23304B",
    "accent-line": "#3C5688",
    "on": "#10182A",
    "green": "#6FCB98",
    "green-bg": "#1B3226",
    "green-line": "#2F5A43",
    "amber": "#E9B95C",
    "amber-bg": "#382D17",
    "amber-line": "#6A5426",
    "red": "#F6938A",
    "red-bg": "#3F2220",
    "red-line": "#74403B",
    "violet": "#C4A3F2",
    "violet-bg": "#30263F",
    "violet-line": "#57456F",
    "p1": "#8AADFA",
    "p2": "#6287D3",
    "p3": "#4765A6",
    "p4": "#354A77",
    "ev": "#6287D3",
    "paper": "#FFFFFF",
    "desk": "#101114",
}

THEMES: Mapping[str, Tokens] = {"light": LIGHT, "dark": DARK}


def higher_contrast(tokens: Tokens) -> Tokens:
    """The same theme with control borders as strong as hint text (setting "Higher contrast")."""
    return {**tokens, "line-2": tokens["t3"]}


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two ``#RRGGBB`` colours as WCAG 2 defines it, 1 to 21."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
