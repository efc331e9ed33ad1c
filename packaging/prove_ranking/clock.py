"""Time as minutes since the first midnight (UTC), and as local hours of anybody: adding an offset is faster than datetimes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

HOME = ZoneInfo("Europe/London")  # from here China's late afternoon and California's morning are both within a long day
FIRST_DAY = date(2026, 9, 7)  # a Monday; the clocks change within the quarter, in Europe and America on different days
EPOCH = datetime(2026, 9, 7, tzinfo=UTC)
DAY = 1440
# The day has three blocks of work, so that every zone has a block in which it can be reached.
BLOCKS = (8 * 60 + 30, 12 * 60, 15 * 60 + 30)


@cache
def _offset(zone: str, day: int) -> int:
    """Minutes ahead of UTC at noon of that day; nobody works at the hour at which the clocks change."""
    found = (EPOCH + timedelta(days=day, hours=12)).astimezone(ZoneInfo(zone)).utcoffset()
    assert found is not None
    return int(found.total_seconds() // 60)


def local(zone: str, t: float) -> tuple[int, float]:
    """(weekday, hour as a decimal number) of a person in that zone."""
    minutes = t + _offset(zone, int(t // DAY))
    day = int(minutes // DAY)
    return day % 7, (minutes - day * DAY) / 60.0


def at_local(zone: str, day: int, hour: float) -> float:
    """The moment at which it is that hour of that day (counted from the first) in that zone."""
    return day * DAY + hour * 60.0 - _offset(zone, day)


def moment(t: float) -> datetime:
    """The same as an aware datetime of the SDR's zone."""
    return (EPOCH + timedelta(minutes=t)).astimezone(HOME)


def day_of(t: float) -> int:
    """The SDR's calendar day, counted from the first."""
    return int((t + _offset(HOME.key, int(t // DAY))) // DAY)


def as_date(day: int) -> date:
    """That day of the calendar."""
    return FIRST_DAY + timedelta(days=day)


def working(day: int) -> int:
    """That day, or the Monday after it."""
    return day if day % 7 < 5 else day + 7 - day % 7


def nth_working_day(n: int) -> int:
    """The n-th working day of the quarter (from 0) as a calendar day."""
    return n // 5 * 7 + n % 5


def morning(day: int) -> float:
    """When the SDR's first block of that day begins."""
    return at_local(HOME.key, day, BLOCKS[0] / 60.0)


def add_working(day: int, n: int) -> int:
    """``n`` working days later."""
    for _ in range(n):
        day = working(day + 1)
    return day
