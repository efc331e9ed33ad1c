"""Rule R8: a touch falls on a day of work of both sides. Every expected day below was taken from a paper calendar, not from the code."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdrdesk.core.domain.calendar import (
    WorkCalendar,
    due_after,
    free_day_name,
    in_calling_hours,
    is_working_day,
    minutes_until_open,
    next_working_day,
    works_for_both,
)

US = WorkCalendar("US")
CN = WorkCalendar("CN")
NOBODY = WorkCalendar()


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("last", "gap", "mine", "theirs", "expected"),
    [
        ("2026-11-19", 2, US, "US", "2026-11-23"),  # Thursday + 2 is a Saturday
        ("2026-11-20", 2, US, "US", "2026-11-23"),  # Friday + 2 is a Sunday
        ("2026-11-23", 4, US, "US", "2026-11-27"),
        ("2026-11-24", 2, US, "US", "2026-11-27"),  # Thanksgiving, 26 November
        ("2026-11-19", 7, US, "US", "2026-11-27"),  # Thanksgiving again, by the gap of seven
        ("2026-12-09", 16, US, "US", "2026-12-28"),  # Christmas on a Friday, then the weekend
        ("2026-11-24", 2, NOBODY, "DE", "2026-11-26"),  # nobody in Germany keeps Thanksgiving
        ("2026-11-24", 2, US, "DE", "2026-11-27"),  # but the user is away
        ("2026-11-24", 2, NOBODY, "US", "2026-11-27"),  # or the prospect is
        ("2026-09-29", 2, NOBODY, "CN", "2026-10-08"),  # China's National Day, 1 to 7 October
        ("2026-09-24", 7, NOBODY, "CN", "2026-10-08"),
        ("2026-10-08", 2, CN, "CN", "2026-10-10"),  # a Saturday worked to make up for it
        ("2026-10-08", 2, US, "CN", "2026-10-13"),  # the user's Saturday is free, and Monday the 12th is Columbus Day
        ("2026-11-19", 16, NOBODY, "", "2026-12-07"),  # Saturday 5 December
    ],
)  # fmt: skip
def test_due_after_with_weekends_and_holidays_is_the_next_day_of_both(
    last: str, gap: int, mine: WorkCalendar, theirs: str, expected: str
) -> None:
    """A follow-up on a free day is worse than none."""
    assert due_after(day(last), gap, mine, theirs) == day(expected)


def test_works_for_both_with_own_weekdays_in_china_keeps_the_users_free_friday() -> None:
    """Make-up Saturdays must not give a user of a four-day week the Friday back."""
    four_days = WorkCalendar("CN", frozenset({0, 1, 2, 3}))
    assert not works_for_both(day("2026-11-20"), four_days, "CN")
    assert next_working_day(day("2026-11-20"), four_days, "CN") == day("2026-11-23")


def test_next_working_day_for_a_user_who_never_works_gives_the_day_itself() -> None:
    """A setting made by mistake must not hang the program."""
    assert next_working_day(day("2026-11-20"), WorkCalendar("", frozenset()), "US") == day("2026-11-20")


def test_is_working_day_in_an_unknown_country_only_weekends_are_free() -> None:
    """A country that the library does not know must not stop anything."""
    assert is_working_day(day("2026-11-26"), "ZZ")
    assert not is_working_day(day("2026-11-28"), "ZZ")


def test_free_day_name_of_thanksgiving_is_its_name_and_of_a_weekend_empty() -> None:
    """The window says why a day was passed over."""
    assert free_day_name(day("2026-11-26"), "US") == "Thanksgiving Day"
    assert free_day_name(day("2026-11-28"), "US") == ""


@pytest.mark.parametrize(
    ("moment", "country", "open_"),
    [
        ("2026-11-19T08:29", "US", False), ("2026-11-19T08:30", "US", True), ("2026-11-19T17:29", "US", True), ("2026-11-19T17:30", "US", False),
        ("2026-11-21T10:00", "US", False), ("2026-11-26T10:00", "US", False), ("2026-11-26T10:00", "DE", True),
    ],
)  # fmt: skip
def test_in_calling_hours_at_the_edges_of_the_day(moment: str, country: str, open_: bool) -> None:
    """A call at seven in the morning costs the lead."""
    assert in_calling_hours(dt.datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("America/New_York")), country) is open_


def test_minutes_until_open_before_during_and_after_the_day() -> None:
    """ "Their day begins in 90 min" is a promise on the card."""
    zone = ZoneInfo("America/Denver")
    assert minutes_until_open(dt.datetime(2026, 11, 19, 7, 0, tzinfo=zone)) == 90
    assert minutes_until_open(dt.datetime(2026, 11, 19, 9, 0, tzinfo=zone)) == 0
    assert minutes_until_open(dt.datetime(2026, 11, 19, 18, 0, tzinfo=zone)) is None


@given(
    st.dates(dt.date(2025, 1, 1), dt.date(2028, 12, 31)), st.sampled_from(["", "US", "CN", "DE", "AE", "JP", "ZZ"]),
    st.sampled_from(["", "US", "CN", "GB", "SA"]), st.integers(0, 40),
)  # fmt: skip
def test_due_after_is_never_before_the_gap_and_works_for_both(last: dt.date, theirs: str, mine: str, gap: int) -> None:
    """Whatever the calendars, a date moves forward only, and to the first day that fits."""
    calendar = WorkCalendar(mine)
    due = due_after(last, gap, calendar, theirs)
    begin = last + dt.timedelta(days=gap)
    assert due >= begin
    assert works_for_both(due, calendar, theirs)
    assert not any(works_for_both(begin + dt.timedelta(days=i), calendar, theirs) for i in range((due - begin).days))
