"""Time: instants are aware UTC datetimes; the store keeps them as whole milliseconds since 1970."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

UTC = dt.UTC


class Clock:
    """The machine's clock."""

    def now(self) -> dt.datetime:
        """This instant, aware, in UTC."""
        return dt.datetime.now(UTC)


class FixedClock(Clock):
    """A clock that stands where it is put: ``--now`` and tests."""

    def __init__(self, at: dt.datetime) -> None:
        if at.tzinfo is None:
            raise ValueError("a clock needs an aware datetime")
        self._at = at.astimezone(UTC)

    def now(self) -> dt.datetime:
        return self._at

    def set(self, at: dt.datetime) -> None:
        """Move the clock."""
        self._at = at.astimezone(UTC)

    def advance(self, **delta: float) -> None:
        """Move the clock on by ``datetime.timedelta(**delta)``."""
        self._at += dt.timedelta(**delta)


def to_ms(at: dt.datetime) -> int:
    """Aware datetime to milliseconds since 1970 UTC."""
    return round(at.timestamp() * 1000)


def from_ms(ms: int) -> dt.datetime:
    """Milliseconds since 1970 to an aware UTC datetime."""
    return dt.datetime.fromtimestamp(ms / 1000, UTC)


def zone(name: str | None, default: dt.tzinfo = UTC) -> dt.tzinfo:
    """The zone of an IANA name; ``default`` when it is empty or no longer exists."""
    return known_zone(name, default)[0]


def known_zone(name: str | None, default: dt.tzinfo = UTC) -> tuple[dt.tzinfo, bool]:
    """The zone of an IANA name, and whether it is one; else ``default``, which whoever shows it must call assumed."""
    if not name:
        return default, False
    found = _zone(name)
    return (found, True) if found is not None else (default, False)


@lru_cache(maxsize=512)
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def iso(at: dt.datetime, tz: dt.tzinfo = UTC) -> str:
    """ISO 8601 with offset, whole seconds, in ``tz``."""
    return at.astimezone(tz).isoformat(timespec="seconds")
