"""Numbers, shares and days as the user's language writes them."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QLocale

NONE = "\N{EN DASH}"
"""Stands for a figure that cannot be given."""

_HUGE = 1e9


class Figures:
    """Formats of one language.

    Args:
        language: of the profile, for example ``zh_CN``.
    """

    def __init__(self, language: str) -> None:
        self._locale = QLocale(language)

    def count(self, value: float) -> str:
        """A whole number with its groups; one that no screen has room for, as a power of ten."""
        if value >= _HUGE:
            return self._locale.toString(float(value), "e", 1)
        return self._locale.toString(round(value))

    def decimal(self, value: float, places: int = 1) -> str:
        """A number with so many decimals, none when they are zero."""
        words = self._locale.toString(float(value), "f", places)
        point = self._locale.decimalPoint()
        return words.rstrip("0").removesuffix(point) if point in words else words

    def share(self, value: float, places: int = 1) -> str:
        """0.125 as 12.5%."""
        return self._locale.toString(value * 100, "f", places) + self._locale.percent()

    def day(self, day: dt.date, pattern: str) -> str:
        """A day by a pattern of Qt, for example ``d MMM``."""
        return self._locale.toString(QDate(day.year, day.month, day.day), pattern)
