"""A reminder in one line, the time before or after the words, in both languages (rule R5)."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdrdesk.core.domain.remind_line import read_line
from sdrdesk.core.errors import ValidationError

NOW = dt.datetime(2026, 11, 19, 10, 0, tzinfo=ZoneInfo("America/New_York"))


@pytest.mark.parametrize(
    ("typed", "when", "text"),
    [
        ("remind me tue 14:00 to call Ann", "2026-11-24 14:00", "call Ann"),
        ("tue 14:00 call Ann", "2026-11-24 14:00", "call Ann"),
        ("remind me to send the quote tomorrow at 9", "2026-11-20 09:00", "send the quote"),
        ("Remind me: tomorrow 8:30 - stand-up", "2026-11-20 08:30", "stand-up"),
        ("call 3 people monday 9am", "2026-11-23 09:00", "call 3 people"),
        ("in 20 min: ring back Kim", "2026-11-19 10:20", "ring back Kim"),
        ("remind me at 3 to ring back", "2026-11-19 15:00", "ring back"),
        ("remind me next week to check in", "2026-11-23", "check in"),
        ("1 dec renew contract", "2026-12-01", "renew contract"),
        ("提醒我周二14:00给王总回电话", "2026-11-24 14:00", "给王总回电话"),
        ("提醒我周二下午3点 报价", "2026-11-24 15:00", "报价"),
        ("半小时后喝水", "2026-11-19 10:30", "喝水"),
        ("给张总打电话 明天", "2026-11-20", "给张总打电话"),
    ],
)
def test_line_is_read(typed: str, when: str, text: str) -> None:
    """The longest time that is understood; the rest are the words."""
    found = read_line(typed, NOW)
    assert (found.when.at.strftime("%Y-%m-%d %H:%M") if found.when.at else found.when.day.isoformat()) == when
    assert found.text == text


def test_span_is_told_from_a_time_on_the_clock() -> None:
    """Two hours from now do not move with the traveller; two o'clock does."""
    assert read_line("in 2h stretch", NOW).span and read_line("send it in 2h", NOW).span and read_line("半小时后喝水", NOW).span
    assert not read_line("tue 14:00 call", NOW).span and not read_line("tomorrow call", NOW).span


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "remind_no_text"), ("remind me", "remind_no_text"), ("2h", "remind_no_text"), ("monday", "remind_no_text"), ("stretch", "remind_no_time"),
        ("yesterday call", "when_past"), ("call Ann 9:00", "when_past"), ("30 feb call", "when_no_such_day"), ("in 40 years call", "when_too_far"),
        ("tomorrow " + "x" * 600, "remind_too_long"),
    ],
)  # fmt: skip
def test_line_that_cannot_be_meant_says_why(typed: str, code: str) -> None:
    """And what is missing: the words, the time, or a time to come."""
    with pytest.raises(ValidationError) as caught:
        read_line(typed, NOW)
    assert caught.value.code == code


@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from(["tue", "14:00", "明天", "in", "2h", "call", " ", "提醒我", "to", ":", "周二"]), max_size=8).map(" ".join)
)
def test_any_line_is_read_or_refused_in_words(typed: str) -> None:
    """No other error ever."""
    try:
        found = read_line(typed, NOW)
    except ValidationError:
        return
    assert found.text.strip() and found.when.day >= NOW.date()
