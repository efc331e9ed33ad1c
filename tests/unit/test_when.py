"""Rule R5: times as people type them. Now is Thursday 2026-11-19, 10:00 in New York."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.domain.when import When, parse_when
from sdrdesk.core.errors import ValidationError
from sdrdesk.core.texts import LANGUAGES, Texts

NEW_YORK = ZoneInfo("America/New_York")
NOW = dt.datetime(2026, 11, 19, 10, 0, tzinfo=NEW_YORK)


PEOPLE_TYPE = """
2h                  2026-11-19T12:00
+90 min             2026-11-19T11:30
30m                 2026-11-19T10:30
in 2 hours          2026-11-19T12:00
1h30                2026-11-19T11:30
1h 30m              2026-11-19T11:30
1.5h                2026-11-19T11:30
an hour             2026-11-19T11:00
half an hour        2026-11-19T10:30
an hour and a half  2026-11-19T11:30
two hours later     2026-11-19T12:00
2小时                2026-11-19T12:00
两个小时后            2026-11-19T12:00
半小时后              2026-11-19T10:30
半个小时              2026-11-19T10:30
一个半小时后          2026-11-19T11:30
1小时30分钟后         2026-11-19T11:30
十五分钟              2026-11-19T10:15
15分钟               2026-11-19T10:15
一刻钟后              2026-11-19T10:15
２ｈ                 2026-11-19T12:00

3d                  2026-11-22
+7 d                2026-11-26
2w                  2026-12-03
in 2 weeks          2026-12-03
in a week           2026-11-26
a week from now     2026-11-26
in a fortnight      2026-12-03
in three days       2026-11-22
3 mo                2027-02-19
in 2 months         2027-01-19
in a year           2027-11-19
3天                  2026-11-22
三天后                2026-11-22
过两天                2026-11-21
3日后                2026-11-22
2周                  2026-12-03
两周后                2026-12-03
一个星期后            2026-11-26
三个月后              2027-02-19
半个月后              2026-12-04
半年后                2027-05-19
in 2 weeks 3pm      2026-12-03T15:00
三天后下午3点         2026-11-22T15:00

today               2026-11-19
tomorrow            2026-11-20
tmrw                2026-11-20
day after tomorrow  2026-11-21
明天                 2026-11-20
后天                 2026-11-21
大后天                2026-11-22
tomorrow 9:00       2026-11-20T09:00
Tomorrow at 9:30    2026-11-20T09:30
3pm tomorrow        2026-11-20T15:00
tomorrow, 3 in the afternoon  2026-11-20T15:00
tomorrow 12pm       2026-11-20T12:00
tomorrow 12am       2026-11-20T00:00
today 16:00         2026-11-19T16:00
明天 9:00            2026-11-20T09:00
明天　９：００        2026-11-20T09:00
明天下午              2026-11-20T14:00
明早                 2026-11-20T09:00
明晚8点              2026-11-20T20:00
今晚                 2026-11-19T19:00
后天上午10点          2026-11-21T10:00

mon                 2026-11-23
Monday              2026-11-23
thu                 2026-11-26
tue                 2026-11-24
tues.               2026-11-24
tue 14:00           2026-11-24T14:00
tuesday 2pm         2026-11-24T14:00
next tue 3pm        2026-11-24T15:00
next mon            2026-11-23
next fri 9:00       2026-11-27T09:00
this fri            2026-11-20
tue next week       2026-11-24
next week, tue      2026-11-24
monday morning      2026-11-23T09:00
monday morning 10   2026-11-23T10:00
friday eod          2026-11-20T17:00
on tue at 9         2026-11-24T09:00
tue 3               2026-11-24T15:00
mon 12:30 am        2026-11-23T00:30
weekend             2026-11-21
周二 14:00           2026-11-24T14:00
周二 下午2点          2026-11-24T14:00
周五 15:00           2026-11-20T15:00
周三十点              2026-11-25T10:00
下周三                2026-11-25
下周二                2026-11-24
下个星期二            2026-11-24
下礼拜三下午三点半     2026-11-25T15:30
下下周一              2026-11-30
这周五                2026-11-20
星期天                2026-11-22
周末                 2026-11-21
等到下周一再说         2026-11-23

15:30               2026-11-19T15:30
14:30               2026-11-19T14:30
2:30                2026-11-19T14:30
3pm                 2026-11-19T15:00
3 o'clock           2026-11-19T15:00
half past three     2026-11-19T15:30
quarter to 4        2026-11-19T15:45
noon                2026-11-19T12:00
after lunch         2026-11-19T13:30
this afternoon      2026-11-19T14:00
下午3点              2026-11-19T15:00
下午3点半            2026-11-19T15:30
三点一刻              2026-11-19T15:15
下午2点45            2026-11-19T14:45
中午12点             2026-11-19T12:00
15时30分             2026-11-19T15:30
下班前               2026-11-19T17:00
午饭后               2026-11-19T13:30

next week           2026-11-23
next month          2026-12-01
next quarter        2027-01-01
next year           2027-01-01
end of week         2026-11-20
eow                 2026-11-20
end of month        2026-11-30
end of the month    2026-11-30
eom                 2026-11-30
end of next month   2026-12-31
mid next month      2026-12-15
early next week     2026-11-23
late next week      2026-11-27
end of quarter      2026-12-31
q2 2027             2027-04-01
Q1                  2027-01-01
下周                 2026-11-23
下个月               2026-12-01
月底                 2026-11-30
下月底               2026-12-31
下个月初              2026-12-01
月中                 2026-12-15
季度末               2026-12-31
年底                 2026-12-31
明年                 2027-01-01
明年初               2027-01-01
明年一季度            2027-01-01

1 dec               2026-12-01
dec 1               2026-12-01
Dec 1st, 9am        2026-12-01T09:00
1st of december     2026-12-01
december            2026-12-01
dec 1 2027          2027-12-01
1 mar               2027-03-01
the 15th            2026-12-15
31st                2026-12-31
1/12                2026-12-01
1/12 9:00           2026-12-01T09:00
1/12/26             2026-12-01
1/13                2027-01-13
1.12.               2026-12-01
Tue 1 Dec 15:00     2026-12-01T15:00
12月3日上午10点       2026-12-03T10:00
十二月三号            2026-12-03
12月3号10点半         2026-12-03T10:30
12月1日 周二          2026-12-01
3号                  2026-12-03
下个月3号             2026-12-03
明年1月5日            2027-01-05
2026年12月1日         2026-12-01
2026-12-01          2026-12-01
2026/12/1           2026-12-01
2026-12-01 09:30    2026-12-01T09:30
2026-12-01T09:30    2026-12-01T09:30
2026-12-01T15:30:00+01:00     2026-12-01T09:30
"""


def examples(table: str) -> list[tuple[str, str]]:
    """What is typed, and what comes of it, of each line."""
    return [(typed.strip(), expected) for typed, _, expected in (line.rpartition(" ") for line in table.splitlines() if line)]


@pytest.mark.parametrize(("typed", "expected"), examples(PEOPLE_TYPE))
def test_parse_when_of_what_people_type_is_the_moment_they_mean(typed: str, expected: str) -> None:
    """A call-back an hour off is a broken promise."""
    found = parse_when(typed, NOW)
    if len(expected) == 10:
        assert found == When(dt.date.fromisoformat(expected))
    else:
        moment = dt.datetime.fromisoformat(expected).replace(tzinfo=NEW_YORK)
        assert found.at == moment
        assert found.day == moment.date()


REFUSED = """
soon                when_not_understood
asap                when_not_understood
3                   when_not_understood
d                   when_not_understood
-3d                 when_not_understood
25:00               when_not_understood
tue 25:00           when_not_understood
tue 9:75            when_not_understood
tue 9.30            when_not_understood
monkey              when_not_understood
mar 3 pm            when_not_understood
tomorrow maybe      when_not_understood
tue or wed          when_not_understood
2026-13-01          when_not_understood
midnight            when_not_understood
5 working days      when_not_understood
周八                 when_not_understood
晚上12点             when_not_understood
周二或周三            when_not_understood

31 apr              when_no_such_day
feb 29              when_no_such_day
2027-02-29          when_no_such_day
2月30日              when_no_such_day
下个月32号           when_no_such_day
tue 2 dec           when_no_such_day
12月2日 周二          when_no_such_day

9:00                when_past
today 9:59          when_past
yesterday           when_past
昨天                 when_past
2026-11-18          when_past
2026-11-19T09:00    when_past
nov 10              when_past
11月1日              when_past
1/12/25             when_past
上午9点              when_past
03:00               when_past
this mon            when_past

2036-11-19          when_too_far
999w                when_too_far
"""


@pytest.mark.parametrize(("typed", "code"), [("", "when_not_understood"), ("x" * 200, "when_not_understood"), *examples(REFUSED)])
def test_parse_when_refuses_in_a_sentence_what_has_no_one_meaning(typed: str, code: str) -> None:
    """A guess would put the call on a wrong day, and a day gone by would never come."""
    with pytest.raises(ValidationError) as caught:
        parse_when(typed, NOW)
    assert caught.value.code == code
    for language in LANGUAGES:
        words = Texts(language)(f"error.{code}", **caught.value.params)
        assert typed in words and not words.startswith("error.")


def test_order_of_day_and_month_is_the_users_own() -> None:
    """1/12 is December in London and January in New York; 13/1 is the same everywhere."""
    assert parse_when("1/12", NOW, month_first=False).day == dt.date(2026, 12, 1)
    assert parse_when("1/12", NOW, month_first=True).day == dt.date(2027, 1, 12)
    assert {parse_when("13/1", NOW, month_first=first).day for first in (True, False)} == {dt.date(2027, 1, 13)}


@pytest.mark.parametrize(
    ("country", "language", "zone", "expected"),
    [("US", "en", "America/New_York", True), ("GB", "en", "Europe/London", False), ("CN", "zh_CN", "Asia/Shanghai", True), ("", "zh_CN", "", True), ("", "en", "Europe/Paris", False)],
)  # fmt: skip
def test_profile_knows_its_order_of_day_and_month(country: str, language: str, zone: str, expected: bool) -> None:
    """By the country; without one, by the language."""
    profile = Profile({"user.country": country, "user.language": language, "user.zone": zone})
    assert profile.month_first is expected


def at(day: str, zone: str = "America/New_York") -> dt.datetime:
    return dt.datetime.fromisoformat(day).replace(tzinfo=ZoneInfo(zone))


def test_days_at_the_edges_of_months_and_years() -> None:
    """A month after 31 January is the last of February; the week after New Year is in the next year."""
    assert parse_when("in 1 month", at("2027-01-31T10:00")).day == dt.date(2027, 2, 28)
    assert parse_when("in a year", at("2028-02-29T10:00")).day == dt.date(2029, 2, 28)
    assert parse_when("feb 29", at("2027-11-19T10:00")).day == dt.date(2028, 2, 29)
    assert parse_when("2月29日", at("2028-02-29T08:00")).day == dt.date(2028, 2, 29)
    assert parse_when("mon", at("2026-12-31T10:00")).day == dt.date(2027, 1, 4)
    assert parse_when("下个月31号", at("2026-12-31T10:00")).day == dt.date(2027, 1, 31)
    assert parse_when("月底", at("2026-11-30T10:00")).day == dt.date(2026, 11, 30)
    assert parse_when("end of week", at("2026-11-21T10:00")).day == dt.date(2026, 11, 27)
    assert parse_when("tomorrow", at("2028-02-28T10:00")).day == dt.date(2028, 2, 29)


def test_time_that_the_clock_leaps_over_is_the_first_after_the_leap() -> None:
    """On 14 March 2027 there is no half past two in the night in New York (promise D2)."""
    found = parse_when("2027-03-14 02:30", at("2027-03-01T10:00"))
    assert found.at is not None and found.at.isoformat() == "2027-03-14T03:00:00-04:00"
    assert parse_when("sun 9:00", at("2027-03-13T10:00")).at == dt.datetime(2027, 3, 14, 13, 0, tzinfo=dt.UTC)


def test_minutes_in_the_hour_that_comes_twice_are_not_past() -> None:
    """Twenty minutes after 1:50 the clock shows 1:10 again."""
    found = parse_when("20 min", at("2026-11-01T01:50"))
    assert found.at is not None and found.at.isoformat() == "2026-11-01T01:10:00-05:00"


def test_parse_when_of_hours_across_the_end_of_summer_time_counts_real_hours() -> None:
    """Two hours are two hours in the night in which the clock goes back too."""
    before = dt.datetime(2026, 11, 1, 0, 30, tzinfo=NEW_YORK)
    found = parse_when("2h", before)
    assert found.at is not None
    assert found.at.astimezone(dt.UTC) - before.astimezone(dt.UTC) == dt.timedelta(hours=2)


WORDS = [*"1/:-hq周下月日号点半个后年底天十二", " ", "tue", "next ", "12", "31", "pm", "in ", "end of ", "feb ", "2027"]


@given(st.text(max_size=24) | st.lists(st.sampled_from(WORDS), max_size=8).map("".join))
def test_parse_when_of_any_text_answers_or_refuses_in_words(typed: str) -> None:
    """What is typed into a field must never be a crash."""
    try:
        found = parse_when(typed, NOW)
    except ValidationError as error:
        assert error.code in ("when_not_understood", "when_no_such_day", "when_past", "when_too_far")
    else:
        assert found.day >= NOW.date()
