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
    return change_between(before.astimezone(zone), after.astimezone(zone)).astimezone(dt.UTC)


def change_between(before: dt.datetime, after: dt.datetime) -> dt.datetime:
    """The first whole second after a change of the clock, between two moments in one zone with one change between them."""
    zone, offset = before.tzinfo, before.utcoffset()
    early, late = before.astimezone(dt.UTC), after.astimezone(dt.UTC)
    while late - early > SECOND:
        middle = early + (late - early) / 2
        early, late = (middle, late) if middle.astimezone(zone).utcoffset() == offset else (early, middle)
    return late.replace(microsecond=0).astimezone(zone)


def wall_of(at: dt.datetime, zone: dt.tzinfo) -> str:
    """What the clocks of the zone show at a moment, to the minute, as it is stored: ``2026-12-01T14:00``."""
    return at.astimezone(zone).strftime("%Y-%m-%dT%H:%M")
