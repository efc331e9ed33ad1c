"""Rule R5: times as people type them. Now is Thursday 2026-11-19, 10:00 in New York."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdrdesk.core.domain.when import When, parse_when
from sdrdesk.core.errors import ValidationError

NEW_YORK = ZoneInfo("America/New_York")
NOW = dt.datetime(2026, 11, 19, 10, 0, tzinfo=NEW_YORK)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2h", "2026-11-19T12:00"), ("+90 min", "2026-11-19T11:30"), ("30m", "2026-11-19T10:30"), ("2小时", "2026-11-19T12:00"), ("15分钟", "2026-11-19T10:15"),
        ("3d", "2026-11-22"), ("+7 d", "2026-11-26"), ("2w", "2026-12-03"), ("3天", "2026-11-22"), ("2周", "2026-12-03"),
        ("tomorrow", "2026-11-20"), ("tomorrow 9:00", "2026-11-20T09:00"), ("Tomorrow at 9:30", "2026-11-20T09:30"), ("明天 9:00", "2026-11-20T09:00"), ("后天", "2026-11-21"),
        ("mon", "2026-11-23"), ("Monday", "2026-11-23"), ("tue 14:00", "2026-11-24T14:00"), ("tuesday 2pm", "2026-11-24T14:00"), ("周二 14:00", "2026-11-24T14:00"),
        ("周二 下午2点", "2026-11-24T14:00"), ("thu", "2026-11-26"), ("next mon", "2026-11-23"), ("next fri 9:00", "2026-11-27T09:00"), ("下周三", "2026-11-25"),
        ("15:30", "2026-11-19T15:30"), ("下午3点", "2026-11-19T15:00"), ("today 16:00", "2026-11-19T16:00"), ("today", "2026-11-19"),
        ("2026-12-01", "2026-12-01"), ("2026-12-01T09:30", "2026-12-01T09:30"), ("2026-12-01T15:30:00+01:00", "2026-12-01T09:30"),
        ("tomorrow 12pm", "2026-11-20T12:00"), ("tomorrow 12am", "2026-11-20T00:00"), ("mon 12:30 am", "2026-11-23T00:30"),
    ],
)  # fmt: skip
def test_parse_when_of_what_people_type_is_the_moment_they_mean(typed: str, expected: str) -> None:
    """A call-back an hour off is a broken promise."""
    found = parse_when(typed, NOW)
    if len(expected) == 10:
        assert found == When(dt.date.fromisoformat(expected))
    else:
        moment = dt.datetime.fromisoformat(expected).replace(tzinfo=NEW_YORK)
        assert found.at == moment
        assert found.day == moment.date()


@pytest.mark.parametrize(
    "typed", ["", "soon", "25:00", "tue 25:00", "tue 9:75", "monkey", "2026-13-01", "3", "d", "周八", "tomorrow maybe", "-3d"]
)
def test_parse_when_of_nonsense_says_so(typed: str) -> None:
    """A guess would put the call on a wrong day."""
    with pytest.raises(ValidationError) as caught:
        parse_when(typed, NOW)
    assert caught.value.code == "when_not_understood"


@pytest.mark.parametrize("typed", ["9:00", "today 9:59", "2026-11-18", "2026-11-19T09:00", "上午9点"])
def test_parse_when_of_a_moment_gone_by_says_so(typed: str) -> None:
    """A reminder in the past would never come."""
    with pytest.raises(ValidationError) as caught:
        parse_when(typed, NOW)
    assert caught.value.code == "when_past"


def test_parse_when_of_hours_across_the_end_of_summer_time_counts_real_hours() -> None:
    """Two hours are two hours in the night in which the clock goes back too."""
    before = dt.datetime(2026, 11, 1, 0, 30, tzinfo=NEW_YORK)
    found = parse_when("2h", before)
    assert found.at is not None
    assert found.at.astimezone(dt.UTC) - before.astimezone(dt.UTC) == dt.timedelta(hours=2)


@given(st.text(max_size=24))
def test_parse_when_of_any_text_answers_or_refuses_in_words(typed: str) -> None:
    """What is typed into a field must never be a crash."""
    try:
        found = parse_when(typed, NOW)
    except ValidationError as error:
        assert error.code in ("when_not_understood", "when_past")
    else:
        assert found.day >= NOW.date()
