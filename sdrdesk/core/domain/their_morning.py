"""Sending later: the next morning of the person, in their own zone, on a day of work (rules R8, R11, R20)."""

from __future__ import annotations

import datetime as dt

from sdrdesk.core.domain.calendar import DAY, WorkCalendar, is_working_day, next_working_day
from sdrdesk.core.domain.when import When
from sdrdesk.core.errors import ValidationError

MORNING = dt.time(9, 0)
"""When an email should be at the head of their inbox."""


def their_morning(now: dt.datetime, zone: dt.tzinfo, country: str, mine: WorkCalendar) -> dt.datetime:
    """The next nine o'clock of theirs on a day that works for both; for whoever is never at work with the user, on a day of theirs.

    Args:
        now: this moment.
        zone: theirs.
        country: theirs; empty for the user's own.
        mine: the user's days.
    """
    local = now.astimezone(zone)
    first = local.date() if local < dt.datetime.combine(local.date(), MORNING, zone) else local.date() + DAY
    day = next_working_day(first, mine, country)
    while not is_working_day(day, country or mine.country):
        day += DAY
    return dt.datetime.combine(day, MORNING, zone).astimezone(dt.UTC)


def moment_of(when: When, now: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """A typed time as a moment: a day alone means its morning at their place.

    Raises:
        ValidationError: ``when_past`` for a morning that is over there.
    """
    at = when.at if when.at is not None else dt.datetime.combine(when.day, MORNING, zone)
    if at.astimezone(dt.UTC) <= now.astimezone(dt.UTC):
        raise ValidationError("when_past", field="when", value=f"{at:%H:%M}")
    return at.astimezone(dt.UTC)
