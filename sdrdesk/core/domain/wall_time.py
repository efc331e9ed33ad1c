"""A time on the wall and the moment it stands for, also in the two nights of the year in which the clock changes (promise D2)."""

from __future__ import annotations

import datetime as dt

SECOND = dt.timedelta(seconds=1)


def instant_of(local: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """The moment (in UTC) at which the clocks of a zone show ``local`` (without a zone).

    A time that the clock leaps over is the first moment after the leap; one that comes twice is meant the first time.
    """
    early = local.replace(tzinfo=zone, fold=0).astimezone(dt.UTC)
    if early.astimezone(zone).replace(tzinfo=None) == local.replace(fold=0):
        return early
    # In the leap. With fold 0 the time is read by the clock before it, which comes out after it; with fold 1 the other way round.
    before, after = local.replace(tzinfo=zone, fold=1).astimezone(dt.UTC), early
    offset = before.astimezone(zone).utcoffset()
    while after - before > SECOND:
        middle = before + (after - before) / 2
        before, after = (middle, after) if middle.astimezone(zone).utcoffset() == offset else (before, middle)
    return after.replace(microsecond=0)


def wall_of(at: dt.datetime, zone: dt.tzinfo) -> str:
    """What the clocks of the zone show at a moment, to the minute, as it is stored: ``2026-12-01T14:00``."""
    return at.astimezone(zone).strftime("%Y-%m-%dT%H:%M")
