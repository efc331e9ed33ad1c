"""Working days and hours of both sides (rules R8, R12).

Public holidays come from the ``holidays`` library, which knows China's make-up workdays for the years already decreed. A country that
the library does not know has no holidays: only the weekend is free, and ``knows_country`` says so. The user's own days (off, away,
worked all the same) come before the calendar of their country.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from holidays import country_holidays
from holidays.holiday_base import HolidayBase

DAY = dt.timedelta(days=1)
SEARCH_DAYS = 366
Hours = tuple[dt.time, dt.time]
CALLING_HOURS: Hours = (dt.time(8, 30), dt.time(17, 30))
"""When a business number is likely to be picked up, in the person's own time."""

WEEKEND = frozenset({5, 6})


class DayOff(NamedTuple):
    """Days of the user's own, both ends included. ``kind``: ``off``, ``away`` (all is paused, rule R12) or ``work``."""

    first: dt.date
    last: dt.date
    kind: str
    note: str = ""
    id: int = 0

    def covers(self, day: dt.date) -> bool:
        """Does the day fall into it?"""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The user's days and hours.

    Attributes:
        country: ISO code, or empty when not known.
        workdays: weekdays worked, Monday 0.
        days: days off, away, or worked all the same.
    """

    country: str = ""
    workdays: frozenset[int] = frozenset({0, 1, 2, 3, 4})
    start: dt.time = dt.time(9, 0)
    end: dt.time = dt.time(18, 0)
    days: tuple[DayOff, ...] = ()

    def own_word(self, day: dt.date) -> str:
        """What the user has said about the day: off, away, work, or empty. Away wins, then off."""
        kinds = {d.kind for d in self.days if d.covers(day)}
        return next((k for k in ("away", "off", "work") if k in kinds), "")

    def works(self, day: dt.date) -> bool:
        """Does the user work on this day?"""
        word = self.own_word(day)
        if word:
            return word == "work"
        if day.weekday() in self.workdays:
            return not (self.country and free_day_name(day, self.country) and not is_working_day(day, self.country))
        return self.country == "CN" and day.weekday() in WEEKEND and is_working_day(day, "CN")


@lru_cache(maxsize=64)
def _holidays(country: str) -> HolidayBase | None:
    try:
        return country_holidays(country) if country else None
    except (NotImplementedError, KeyError):
        return None


@lru_cache(maxsize=8192)
def is_working_day(day: dt.date, country: str) -> bool:
    """Is this a day of work in that country?"""
    book = _holidays(country)
    if book is None:
        return day.weekday() not in WEEKEND
    return bool(book.is_working_day(day))


@lru_cache(maxsize=4096)
def free_day_name(day: dt.date, country: str) -> str:
    """The holiday's name, or empty (weekends have none)."""
    book = _holidays(country)
    return str(book.get(day) or "") if book is not None else ""


class Holiday(NamedTuple):
    """A day that differs from its weekday: free with its name, or a weekend day that is worked (China's make-up days)."""

    day: dt.date
    name: str
    works: bool = False


def holidays_of(country: str, year: int, language: str = "en") -> list[Holiday]:
    """The public holidays of a year, and the weekend days that are worked in it; empty for a country that is not known.

    Args:
        country: ISO code.
        year: of the days.
        language: of the names, where the library has it; else English.
    """
    if _holidays(country) is None:
        return []
    names = country_holidays(country, years=year, language="en_US" if language == "en" else language)
    found: list[Holiday] = []
    day = dt.date(year, 1, 1)
    while day.year == year:
        works = day.weekday() in WEEKEND and is_working_day(day, country)
        name = str(names.get(day) or "")
        if name or works:
            found.append(Holiday(day, name, works))
        day += DAY
    return found


def knows_country(country: str) -> bool:
    """Are the country's holidays known? Else only weekends are free, which the window says."""
    return _holidays(country) is not None


def holiday_begins(day: dt.date, country: str) -> bool:
    """Is this the first day of a public holiday? A week of free days with a weekend inside is one holiday."""
    if not free_day_name(day, country):
        return False
    before = day - DAY
    while not is_working_day(before, country):
        if free_day_name(before, country):
            return False
        before -= DAY
    return True


def works_for_both(day: dt.date, mine: WorkCalendar, their_country: str) -> bool:
    """May a touch fall on this day? It must be a day of work for the user and for the prospect (rule R8)."""
    return mine.works(day) and is_working_day(day, their_country or mine.country)


def next_working_day(day: dt.date, mine: WorkCalendar, their_country: str) -> dt.date:
    """``day``, or the first day after it that works for both; after a year without one the day itself (a calendar that never works)."""
    for offset in range(SEARCH_DAYS):
        candidate = day + offset * DAY
        if works_for_both(candidate, mine, their_country):
            return candidate
    return day


def working_days_after(day: dt.date, n: int, mine: WorkCalendar, their_country: str) -> dt.date:
    """The n-th day after ``day`` that works for both."""
    for _ in range(n):
        day = next_working_day(day + DAY, mine, their_country)
    return day


def due_after(last: dt.date, gap_days: int, mine: WorkCalendar, their_country: str) -> dt.date:
    """The day of the next step: the gap after the last touch, moved to a working day (rules R7, R8)."""
    return next_working_day(last + gap_days * DAY, mine, their_country)


def calling_hours(call_from: str | None, call_to: str | None) -> Hours:
    """A person's own calling hours (``HH:MM``), else the usual ones; hours that cannot be read or are upside down are the usual ones."""
    if not call_from and not call_to:
        return CALLING_HOURS
    try:
        hours = (
            dt.time.fromisoformat(call_from) if call_from else CALLING_HOURS[0],
            dt.time.fromisoformat(call_to) if call_to else CALLING_HOURS[1],
        )
    except ValueError:
        return CALLING_HOURS
    return hours if hours[0] < hours[1] else CALLING_HOURS


def in_calling_hours(local: dt.datetime, country: str = "", hours: Hours = CALLING_HOURS) -> bool:
    """Can a person be expected at this local moment?"""
    return hours[0] <= local.time() < hours[1] and is_working_day(local.date(), country)


def minutes_until_open(local: dt.datetime, hours: Hours = CALLING_HOURS) -> int | None:
    """Minutes until their calling hours begin today; None when they are over for today."""
    if local.time() >= hours[1]:
        return None
    opens = local.replace(hour=hours[0].hour, minute=hours[0].minute, second=0, microsecond=0)
    return max(0, int((opens - local).total_seconds() // 60))
