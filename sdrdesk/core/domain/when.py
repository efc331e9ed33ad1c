"""Times as people type them: ``2h``, ``in 2 weeks``, ``next tue 3pm``, ``1 dec``, ``周二 14:00``, ``月底``, ISO days and moments (rule R5)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from sdrdesk.core.domain.wall_time import instant_of
from sdrdesk.core.domain.when_clock import time_of
from sdrdesk.core.domain.when_day import NoSuchDay, day_of
from sdrdesk.core.domain.when_words import bare, cuts, normal
from sdrdesk.core.errors import ValidationError

LONGEST = 60
"""Letters; what is longer is a sentence, not a time."""
FARTHEST = dt.timedelta(days=5 * 366)
"""A year that was mistyped must not hide a person for ever."""
_HALVES = (
    (re.compile(r"an hour and a half"), "1.5h"),
    (re.compile(r"(\d{1,3})(?:个半(?:小时|钟头)| and a half hours?)"), r"\1.5h"),
    (re.compile(r"half an? hour|half hour|半个?(?:小时|钟头)"), "30min"),
    (re.compile(r"a quarter of an hour|quarter of an hour|1刻钟"), "15min"),
    (re.compile(r"3刻钟"), "45min"),
    (re.compile(r"\ban hour"), "1h"),
)
_SPAN = re.compile(
    r"(?:in |\+ ?|再?过)?(?:(?P<h>\d{1,3}(?:\.\d{1,2})?) ?(?:h|hrs?|hours?|个?小时|个?钟头))?(?: and | )?"
    r"(?:(?P<m>\d{1,3}) ?(?:m|mins?|minutes?|分钟?)|(?P<mm>(?<=h)\d{2}))?(?: later| from now|之后|以后|过后|后)?"
)


@dataclass(frozen=True, slots=True)
class When:
    """A day, and the moment of the day if one was given."""

    day: dt.date
    at: dt.datetime | None = None


def parse_when(text: str, now: dt.datetime, *, month_first: bool = False) -> When:
    """Read a typed time.

    Args:
        text: see the examples of this module and of ``when_day`` and ``when_clock``.
        now: this moment in the user's zone; results lie in the same zone.
        month_first: is ``1/12`` the 12th of January (see ``Profile.month_first``)?

    Raises:
        ValidationError: ``when_not_understood``, ``when_no_such_day``, ``when_past`` for a moment gone by, ``when_too_far``.
    """
    try:
        found = _read(text, now, month_first)
    except NoSuchDay as error:
        raise ValidationError("when_no_such_day", field="when", value=text.strip()) from error
    except (OverflowError, ValueError) as error:  # beyond the years that a calendar has
        raise ValidationError("when_not_understood", field="when", value=text.strip()) from error
    if found is None:
        raise ValidationError("when_not_understood", field="when", value=text.strip())
    # In UTC: in the night in which the clock goes back, local times alone do not tell which of two comes first.
    if found.day < now.date() or (found.at is not None and found.at.astimezone(dt.UTC) < now.astimezone(dt.UTC)):
        raise ValidationError("when_past", field="when", value=text.strip())
    if found.day - now.date() > FARTHEST:
        raise ValidationError("when_too_far", field="when", value=text.strip())
    return found


def _read(text: str, now: dt.datetime, month_first: bool) -> When | None:
    moment = _iso(text.strip(), now)
    typed = normal(text)
    if moment is not None or not typed or len(typed) > LONGEST:
        return moment
    whole, today = bare(typed), now.date()
    if (span := _span(whole)) is not None:
        at = _later(now, span)
        return When(at.date(), at)
    day = day_of(whole, today, month_first=month_first)
    if day is not None:
        return When(day)
    time = time_of(whole)
    if time is not None:
        return When(today, _moment(today, time, now))
    for left, right in cuts(typed):
        for phrase, clock, beside in ((left, right, True), (right, left, False)):
            time = time_of(clock, beside_day=beside)
            day = day_of(phrase, today, month_first=month_first, beside_time=True) if time is not None else None
            if time is not None and day is not None:
                return When(day, _moment(day, time, now))
    return None


def _span(typed: str) -> dt.timedelta | None:
    for pattern, plain in _HALVES:
        typed = pattern.sub(plain, typed)
    match = _SPAN.fullmatch(typed)
    if match is None or not any(match.group("h", "m", "mm")):
        return None
    return dt.timedelta(hours=float(match["h"] or 0), minutes=int(match["m"] or match["mm"] or 0))


def _later(now: dt.datetime, by: dt.timedelta) -> dt.datetime:
    """Real time later; adding to a local time would be an hour off in the night in which the clock changes."""
    return (now.astimezone(dt.UTC) + by).astimezone(now.tzinfo)


def is_span(text: str) -> bool:
    """Is it so long from now (``2h``, ``半小时``) and not a time on the clock?"""
    return _span(bare(normal(text))) is not None


def _moment(day: dt.date, time: dt.time, now: dt.datetime) -> dt.datetime:
    """The time on the day; one that the clock leaps over when summer time begins is the first after the leap."""
    return instant_of(dt.datetime.combine(day, time), now.tzinfo or dt.UTC).astimezone(now.tzinfo)


def _iso(text: str, now: dt.datetime) -> When | None:
    """A moment as programs write it; days alone are read as people write them."""
    if len(text) <= 10:
        return None
    try:
        at = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    at = (at if at.tzinfo else instant_of(at, now.tzinfo or dt.UTC)).astimezone(now.tzinfo)
    return When(at.date(), at)
