"""Days and moments in words."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QLocale

from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.domain.when import When


class DayWords:
    """Days in the user's language; the year only where it is another one."""

    def __init__(self, profile: Profile, now: dt.datetime) -> None:
        self._locale = QLocale(profile.language)
        self._chinese = profile.language.startswith("zh")
        self._zone = profile.zone
        self.today = profile.today(now)

    def day(self, day: dt.date, *, weekday: bool = False) -> str:
        """Such as ``19 Nov`` or ``Thu 19 Nov 2025``."""
        year = day.year != self.today.year
        date, before, after = ("M月d日", "", " ddd") if self._chinese else ("d MMM", "ddd ", "")
        if year:
            date = f"yyyy年{date}" if self._chinese else f"{date} yyyy"
        form = before + date + after if weekday else date
        return self._locale.toString(QDate(day.year, day.month, day.day), form)

    def date_of(self, at: dt.datetime) -> dt.date:
        """The user's day of a moment."""
        return at.astimezone(self._zone).date()

    def clock(self, at: dt.datetime) -> str:
        """Such as ``9:05``."""
        local = at.astimezone(self._zone)
        return f"{local.hour}:{local.minute:02d}"

    def when(self, when: When) -> str:
        """Such as ``Tue 1 Dec`` or ``Tue 1 Dec 15:00``."""
        day = self.day(when.day, weekday=True)
        return day if when.at is None else f"{day} {self.clock(when.at)}"

    def days_since(self, at: dt.datetime) -> int:
        """Whole days from a moment's day to today."""
        return (self.today - self.date_of(at)).days
