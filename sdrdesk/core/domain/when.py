"""Times as people type them: ``2h``, ``3d``, ``tomorrow 9:00``, ``tue 14:00``, ``周二 14:00``, ISO days and moments (rule R5)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from sdrdesk.core.errors import ValidationError

_WEEKDAYS = {
    "mon": 0,
    "monday": 0,
    "tue": 1,
    "tuesday": 1,
    "wed": 2,
    "wednesday": 2,
    "thu": 3,
    "thursday": 3,
    "fri": 4,
    "friday": 4,
    "sat": 5,
    "saturday": 5,
    "sun": 6,
    "sunday": 6,
    "周一": 0,
    "周二": 1,
    "周三": 2,
    "周四": 3,
    "周五": 4,
    "周六": 5,
    "周日": 6,
    "周天": 6,
    "星期一": 0,
    "星期二": 1,
    "星期三": 2,
    "星期四": 3,
    "星期五": 4,
    "星期六": 5,
    "星期日": 6,
    "星期天": 6,
}
_DAYS = {"today": 0, "tomorrow": 1, "今天": 0, "明天": 1, "后天": 2}
_HOURS = re.compile(r"\+?(\d{1,3})\s*(?:h|hours?|小时)")
_MINUTES = re.compile(r"\+?(\d{1,3})\s*(?:m|min|minutes?|分钟)")
_AHEAD = re.compile(r"\+?(\d{1,3})\s*(d|days?|天|w|weeks?|周)")
_CLOCK = re.compile(r"(上午|下午|晚上)?\s*(\d{1,2})(?:[:：点时](\d{2})?分?)?\s*(am|pm)?", re.IGNORECASE)
MORNING = dt.time(9, 0)


@dataclass(frozen=True, slots=True)
class When:
    """A day, and the moment of the day if one was given."""

    day: dt.date
    at: dt.datetime | None = None


def parse_when(text: str, now: dt.datetime) -> When:
    """Read a typed time.

    Args:
        text: see the module's examples.
        now: this moment in the user's zone; results lie in the same zone.

    Raises:
        ValidationError: ``when_not_understood``, or ``when_past`` for a moment gone by.
    """
    typed = " ".join(text.strip().lower().split())
    found = _relative(typed, now) or _named_day(typed, now) or _iso(text.strip(), now) or _clock_only(typed, now)
    if found is None:
        raise ValidationError("when_not_understood", field="when", value=text)
    if (found.at is not None and found.at < now) or found.day < now.date():
        raise ValidationError("when_past", field="when", value=text)
    return found


def _relative(typed: str, now: dt.datetime) -> When | None:
    if match := _HOURS.fullmatch(typed):
        at = _later(now, dt.timedelta(hours=int(match[1])))
        return When(at.date(), at)
    if match := _MINUTES.fullmatch(typed):
        at = _later(now, dt.timedelta(minutes=int(match[1])))
        return When(at.date(), at)
    if match := _AHEAD.fullmatch(typed):
        days = int(match[1]) * (7 if match[2].startswith(("w", "周")) else 1)
        return When(now.date() + dt.timedelta(days=days))
    return None


def _later(now: dt.datetime, by: dt.timedelta) -> dt.datetime:
    """Real time later; adding to a local time would be an hour off in the night in which the clock changes."""
    return (now.astimezone(dt.UTC) + by).astimezone(now.tzinfo)


def _named_day(typed: str, now: dt.datetime) -> When | None:
    next_week = typed.startswith(("next ", "下"))
    rest = typed.removeprefix("next ").removeprefix("下")
    for name in sorted((*_DAYS, *_WEEKDAYS), key=len, reverse=True):
        if not rest.startswith(name) or (name[-1].isascii() and rest[len(name) :][:1].isalpha()):
            continue
        if name in _DAYS:
            day = now.date() + dt.timedelta(days=_DAYS[name])
        elif next_week:
            day = now.date() + dt.timedelta(days=7 - now.weekday() + _WEEKDAYS[name])
        else:
            day = now.date() + dt.timedelta(days=(_WEEKDAYS[name] - now.weekday() - 1) % 7 + 1)
        return _with_clock(day, rest[len(name) :].strip(), now)
    return None


def _with_clock(day: dt.date, clock: str, now: dt.datetime) -> When | None:
    if not clock:
        return When(day)
    time = _time(clock)
    return None if time is None else When(day, dt.datetime.combine(day, time, now.tzinfo))


def _clock_only(typed: str, now: dt.datetime) -> When | None:
    time = _time(typed) if ":" in typed or "：" in typed or "点" in typed else None
    return None if time is None else When(now.date(), dt.datetime.combine(now.date(), time, now.tzinfo))


def _time(clock: str) -> dt.time | None:
    match = _CLOCK.fullmatch(clock.removeprefix("at ").strip())
    if not match:
        return None
    hour, minute = int(match[2]), int(match[3] or 0)
    if (match[1] in ("下午", "晚上") or (match[4] or "").lower() == "pm") and hour < 12:
        hour += 12
    if (match[4] or "").lower() == "am" and hour == 12:
        hour = 0
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


def _iso(text: str, now: dt.datetime) -> When | None:
    try:
        if len(text) == 10:
            return When(dt.date.fromisoformat(text))
        at = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=now.tzinfo)
    return When(at.astimezone(now.tzinfo).date(), at)
