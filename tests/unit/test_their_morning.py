"""Sending later: their next morning at work (rule R8)."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from sdrdesk.core.domain.calendar import DayOff, WorkCalendar
from sdrdesk.core.domain.their_morning import moment_of, their_morning
from sdrdesk.core.domain.when import When
from sdrdesk.core.errors import ValidationError

BERLIN, NEW_YORK, SHANGHAI = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York"), ZoneInfo("Asia/Shanghai")
MINE = WorkCalendar()


@pytest.mark.parametrize(
    ("now", "zone", "country", "morning"),
    [
        (dt.datetime(2026, 11, 19, 10, 0, tzinfo=NEW_YORK), BERLIN, "DE", dt.datetime(2026, 11, 20, 9, 0, tzinfo=BERLIN)),
        (dt.datetime(2026, 11, 19, 10, 0, tzinfo=NEW_YORK), SHANGHAI, "CN", dt.datetime(2026, 11, 20, 9, 0, tzinfo=SHANGHAI)),
        (dt.datetime(2026, 11, 19, 8, 0, tzinfo=NEW_YORK), NEW_YORK, "US", dt.datetime(2026, 11, 19, 9, 0, tzinfo=NEW_YORK)),
        (dt.datetime(2026, 11, 19, 9, 0, tzinfo=NEW_YORK), NEW_YORK, "US", dt.datetime(2026, 11, 20, 9, 0, tzinfo=NEW_YORK)),
        (dt.datetime(2026, 11, 20, 12, 0, tzinfo=NEW_YORK), NEW_YORK, "US", dt.datetime(2026, 11, 23, 9, 0, tzinfo=NEW_YORK)),
        (
            dt.datetime(2026, 11, 25, 12, 0, tzinfo=NEW_YORK),
            NEW_YORK,
            "US",
            dt.datetime(2026, 11, 27, 9, 0, tzinfo=NEW_YORK),
        ),  # Thanksgiving
        (
            dt.datetime(2026, 3, 27, 18, 0, tzinfo=BERLIN),
            BERLIN,
            "DE",
            dt.datetime(2026, 3, 30, 9, 0, tzinfo=BERLIN),
        ),  # over the change of clocks
    ],
)
def test_their_morning_is_nine_of_their_next_working_day(now: dt.datetime, zone: dt.tzinfo, country: str, morning: dt.datetime) -> None:
    assert their_morning(now, zone, country, MINE) == morning


def test_their_morning_passes_over_the_users_days_off() -> None:
    away = WorkCalendar(days=(DayOff(dt.date(2026, 11, 20), dt.date(2026, 11, 24), "off"),))
    found = their_morning(dt.datetime(2026, 11, 19, 10, 0, tzinfo=NEW_YORK), NEW_YORK, "US", away)
    assert found == dt.datetime(2026, 11, 25, 9, 0, tzinfo=NEW_YORK)


def test_a_typed_day_alone_is_its_morning_at_their_place() -> None:
    now = dt.datetime(2026, 11, 19, 10, 0, tzinfo=NEW_YORK)
    assert moment_of(When(dt.date(2026, 11, 24)), now, BERLIN) == dt.datetime(2026, 11, 24, 9, 0, tzinfo=BERLIN)
    at = dt.datetime(2026, 11, 19, 15, 0, tzinfo=NEW_YORK)
    assert moment_of(When(at.date(), at), now, BERLIN) == at
    with pytest.raises(ValidationError):
        moment_of(When(dt.date(2026, 11, 19)), now, BERLIN)
