"""When an email of a plan may leave: in their working hours, on a day that works for both (rule R8); and how far apart emails leave (promise B6)."""

from __future__ import annotations

import datetime as dt
import zlib
from dataclasses import dataclass

from sdrdesk.core.domain.calendar import Hours, WorkCalendar, next_working_day, works_for_both


@dataclass(frozen=True, slots=True)
class Pace:
    """How emails of one account follow one another.

    Attributes:
        spacing_s: seconds between two emails, at the least.
        jitter_s: up to so many seconds more, another number for each email and the same at each start.
        hours: emails of plans keep to their readers' working hours.
    """

    spacing_s: int = 30
    jitter_s: int = 30
    hours: bool = True

    def gap(self, outbox_id: int) -> dt.timedelta:
        """How long after the email before it this one may leave; of its number, so that a restart rolls no new dice."""
        return dt.timedelta(seconds=self.spacing_s + zlib.crc32(str(outbox_id).encode()) % (self.jitter_s + 1))


def next_open_moment(at: dt.datetime, zone: dt.tzinfo, hours: Hours, mine: WorkCalendar, their_country: str) -> dt.datetime:
    """``at``, or the first moment after it at which they are at work on a day that works for both.

    Args:
        at: an instant.
        zone: where they are.
        hours: when they work, in their own time.
        mine: the user's calendar.
        their_country: ISO code, or empty when not known.
    """
    local = at.astimezone(zone)
    day = local.date()
    if works_for_both(day, mine, their_country):
        if hours[0] <= local.time() < hours[1]:
            return at
        if local.time() < hours[0]:
            return dt.datetime.combine(day, hours[0], zone)
    return dt.datetime.combine(next_working_day(day + dt.timedelta(days=1), mine, their_country), hours[0], zone)
