"""Working days and hours (rule R8 without make-up workdays of the two sides' own making).

Public holidays come from the ``holidays`` library, which knows China's make-up workdays for the years already decreed. A country that
the library does not know has no holidays: only the weekend is free.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from holidays import country_holidays
from holidays.holiday_base import HolidayBase

DAY = dt.timedelta(days=1)
CALLING_HOURS = (dt.time(8, 30), dt.time(17, 30))
"""When a business number is likely to be picked up, in the person's own time."""

WEEKEND = frozenset({5, 6})


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The user's days and hours.

    Attributes:
        country: ISO code, or empty when not known.
        workdays: weekdays worked, Monday 0.
    """

    country: str = ""
    workdays: frozenset[int] = frozenset({0, 1, 2, 3, 4})
    start: dt.time = dt.time(9, 0)
    end: dt.time = dt.time(18, 0)


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


def works_for_both(day: dt.date, mine: WorkCalendar, their_country: str) -> bool:
    """May a touch fall on this day? It must be a day of work for the user and for the prospect (rule R8)."""
    made_up = mine.country == "CN" and day.weekday() in WEEKEND and is_working_day(day, "CN")
    own = day.weekday() in mine.workdays or made_up
    if not own or (mine.country and free_day_name(day, mine.country) and not is_working_day(day, mine.country)):
        return False
    return is_working_day(day, their_country or mine.country)


def next_working_day(day: dt.date, mine: WorkCalendar, their_country: str) -> dt.date:
    """``day``, or the first day after it that works for both; after 60 free days the day itself."""
    for offset in range(60):
        candidate = day + offset * DAY
        if works_for_both(candidate, mine, their_country):
            return candidate
    return day


def due_after(last: dt.date, gap_days: int, mine: WorkCalendar, their_country: str) -> dt.date:
    """The day of the next step: the gap after the last touch, moved to a working day (rules R7, R8)."""
    return next_working_day(last + gap_days * DAY, mine, their_country)


def in_calling_hours(local: dt.datetime, country: str = "") -> bool:
    """Can a person be expected at this local moment?"""
    start, end = CALLING_HOURS
    return start <= local.time() < end and is_working_day(local.date(), country)


def minutes_until_open(local: dt.datetime) -> int | None:
    """Minutes until their calling hours begin today; None when they are over for today."""
    start, end = CALLING_HOURS
    if local.time() >= end:
        return None
    opens = local.replace(hour=start.hour, minute=start.minute, second=0, microsecond=0)
    return max(0, int((opens - local).total_seconds() // 60))
