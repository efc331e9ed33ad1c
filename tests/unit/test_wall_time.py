"""Times on the wall in every zone, also in the nights in which the clocks change (promise D2)."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo, available_timezones

import pytest

from sdrdesk.core.domain.wall_time import instant_of, wall_of

MINUTE = dt.timedelta(minutes=1)
ZONES = sorted(z for z in available_timezones() if z != "localtime")
SLOT = dt.timedelta(minutes=15)
YEARS = (2026, 2027)


def shown(at: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """What the clock shows."""
    return at.astimezone(zone).replace(tzinfo=None, fold=0)


def check_zone(name: str) -> int:
    """Compare two years of one zone; gives how many days had a change."""
    zone, changes = ZoneInfo(name), 0
    day = dt.datetime(YEARS[0], 1, 1)
    while day.year <= YEARS[-1]:
        if len({zone.utcoffset(day + dt.timedelta(hours=h)) for h in (-2, 12, 26)}) == 1:
            assert shown(instant_of(day, zone), zone) == day, (name, day)
            assert instant_of(day + dt.timedelta(hours=14), zone) - instant_of(day, zone) == dt.timedelta(hours=14), (name, day)
        else:
            changes += 1
            for n in range(96):
                local = day + n * SLOT
                assert instant_of(local, zone) == first_by_walking(local, zone), (name, local)
        day += dt.timedelta(days=1)
    return changes


@pytest.mark.parametrize("part", range(8))
def test_every_slot_of_two_years_is_the_first_minute_that_shows_it(part: int) -> None:
    """A gap gives the first valid minute after it, a time that comes twice the first pass. The slots of a day with a change are compared with
    a walk from minute to minute; those of all others must read back as themselves."""
    assert len(ZONES) > 590
    assert sum(check_zone(name) for name in ZONES[part::8]) > 50


def first_by_walking(local: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """The slow answer, begun an hour before the earlier of the two readings: the first minute at which the clock shows the time, or a later one."""
    readings = [local.replace(tzinfo=zone, fold=fold).astimezone(dt.UTC) for fold in (0, 1)]
    at = min(readings) - dt.timedelta(hours=2)
    at = at.replace(second=0, microsecond=0)
    while shown(at, zone) < local:
        at += MINUTE
    return at


def test_examples() -> None:
    """New York leaps on 14 March 2027 at two and goes back on 1 November 2026 at two."""
    new_york = ZoneInfo("America/New_York")
    assert instant_of(dt.datetime(2027, 3, 14, 2, 30), new_york).astimezone(new_york).isoformat() == "2027-03-14T03:00:00-04:00"
    assert instant_of(dt.datetime(2026, 11, 1, 1, 30), new_york).astimezone(new_york).isoformat() == "2026-11-01T01:30:00-04:00"
    assert wall_of(dt.datetime(2026, 11, 1, 5, 30, tzinfo=dt.UTC), new_york) == "2026-11-01T01:30"
    assert instant_of(dt.datetime(2026, 7, 1, 9, 0), dt.UTC) == dt.datetime(2026, 7, 1, 9, 0, tzinfo=dt.UTC)
