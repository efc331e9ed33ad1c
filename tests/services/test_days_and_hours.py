"""Days and hours of both sides through the services (rule R8): clocks that change, make-up workdays, own calling hours, 29 February.

Every date was taken from a paper calendar. America put its clocks back on Sunday 1 November 2026, Germany on Sunday 25 October; China has
no such days. America put them forward on Sunday 14 March 2027.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sdrdesk.app import Application
from sdrdesk.core.changes import OpKind
from sdrdesk.core.clock import FixedClock, from_ms, to_ms
from sdrdesk.core.domain.when import parse_when
from sdrdesk.core.errors import ValidationError
from sdrdesk.core.paths import ProfilePaths
from sdrdesk.core.queries.tallies import grouped, weeks
from sdrdesk.core.queries.today import place_of, rank_today
from sdrdesk.core.secrets.memory_store import MemorySecrets
from sdrdesk.core.store.tables import touch
from sdrdesk.core.texts import Texts
from tests.support.factories import add_person, enrol, log, plan_of
from tests.support.profile import NEW_YORK, one, rows, set_now

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at_home(desk: Application) -> None:
    """The user's zone is New York's, by name: its summer time counts."""
    desk.settings.change({"user.zone": "America/New_York"})


def listed(desk: Application) -> dict[int, str]:
    with desk.read() as (s, profile):
        return {r.candidate.prospect_id: r.band.key for r in rank_today(s, profile, desk.clock.now(), desk.cadences).ranked}


def local(desk: Application, who: int) -> tuple[str, str]:
    """The person's own time as the list knows it, and the band."""
    with desk.read() as (s, profile):
        found = place_of(s, who, profile, desk.clock.now(), desk.cadences)
    assert found is not None
    return found.ranked.local.strftime("%H:%M"), found.ranked.band.key


def in_shanghai(folder: Path, moment: str) -> Application:
    """The profile opened by a user who sits in Shanghai."""
    at = dt.datetime.fromisoformat(moment).replace(tzinfo=SHANGHAI)
    desk = Application(ProfilePaths(folder), FixedClock(at), fixed_zone=SHANGHAI, secrets=MemorySecrets())
    if desk.settings.profile().text("user.country") != "CN":
        desk.settings.change({"user.country": "CN", "user.zone": "Asia/Shanghai"})
    return desk


def when(desk: Application, typed: str):  # type: ignore[no-untyped-def]
    return parse_when(typed, desk.clock.now().astimezone(desk.settings.profile().zone))


# --- clocks that change ---------------------------------------------------------------------------------------------------------------


def test_plan_that_crosses_the_end_of_summer_time_keeps_its_days(desk: Application) -> None:
    """p5 from Tuesday 27 October: 29 October, then Monday 2 November (four days after the 29th), then Monday the 9th, at ten each time."""
    at_home(desk)
    set_now(desk, "2026-10-27")
    american, chinese = add_person(desk), add_person(desk, "王伟", country="CN", city="Shanghai", phone="")
    enrol(desk, american, chinese)
    for today, following in (("2026-10-27", "2026-10-29"), ("2026-10-29", "2026-11-02"), ("2026-11-02", "2026-11-09")):
        set_now(desk, today)
        for who in (american, chinese):
            log(desk, who, "sent", "email")
            assert plan_of(desk, who)[2] == following
    assert rows(desk, "SELECT DISTINCT local_hour FROM touch WHERE prospect_id = :p", p=american) == [(10,)]
    # Ten in New York is 22:00 in Shanghai in summer and 23:00 in winter.
    assert [h for (h,) in rows(desk, "SELECT local_hour FROM touch WHERE prospect_id = :p ORDER BY id", p=chinese)] == [22, 22, 23]


@pytest.mark.parametrize(
    ("moment", "new_york", "berlin", "shanghai"),
    [
        ("2026-10-23T10:00", "10:00", "16:00", "22:00"),  # all on summer time
        ("2026-10-26T10:00", "10:00", "15:00", "22:00"),  # Germany has put its clocks back
        ("2026-11-02T10:00", "10:00", "16:00", "23:00"),  # America too
        ("2027-03-15T10:00", "10:00", "15:00", "22:00"),  # America is ahead again
    ],
)
def test_local_time_of_each_person_follows_their_own_clock(
    desk: Application, moment: str, new_york: str, berlin: str, shanghai: str
) -> None:
    """Nobody is called at seven because somebody else's clocks changed."""
    at_home(desk)
    set_now(desk, moment)
    people = [add_person(desk), add_person(desk, country="DE", city="Berlin", phone="+49 30 1234567"), add_person(desk, country="CN", city="Shanghai", phone="+86 21 6288 8888")]  # fmt: skip
    enrol(desk, *people, cadence="inbound")
    assert [local(desk, p)[0] for p in people] == [new_york, berlin, shanghai]


def test_promise_over_the_end_of_summer_time_rings_at_the_hour_that_was_said(desk: Application) -> None:
    """Said on Friday 30 October for Monday 14:00: 19:00 UTC, not 18:00; and the reminder comes five minutes before."""
    at_home(desk)
    set_now(desk, "2026-10-30")
    who = add_person(desk)
    log(desk, who, "gatekeeper", next="mon 14:00")
    assert from_ms(one(desk, "SELECT due_at FROM task")) == dt.datetime(2026, 11, 2, 19, tzinfo=dt.UTC)
    set_now(desk, "2026-11-02T13:54")
    assert "callback" not in [d.kind for d in desk.reminders.fire().value.now]
    set_now(desk, "2026-11-02T13:55")
    assert [d.kind for d in desk.reminders.fire().value.now] == ["callback"]


def test_snooze_over_the_beginning_of_summer_time_keeps_nine_in_the_morning(desk: Application) -> None:
    """A call-back of Friday 12 March 2027 put off to Monday: nine o'clock, which is 13:00 UTC now and was 14:00."""
    at_home(desk)
    set_now(desk, "2027-03-12")
    who = add_person(desk)
    log(desk, who, "gatekeeper", next="11:00")
    desk.tasks.snooze(who, when(desk, "mon"))
    assert from_ms(one(desk, "SELECT due_at FROM task")) == dt.datetime(2027, 3, 15, 13, tzinfo=dt.UTC)


def test_day_of_twenty_five_hours_is_one_day_and_one_week(desk: Application) -> None:
    """Sunday 1 November has 25 hours: a call at half past midnight and one at 23:30 are both its own, and none is Monday's."""
    at_home(desk)
    who = add_person(desk)
    for moment in ("2026-10-31T23:59", "2026-11-01T00:30", "2026-11-01T23:30", "2026-11-02T00:00"):
        set_now(desk, moment)
        log(desk, who, "no_answer")
    with desk.read() as (s, profile):
        by_day = {r["key"]: r["reach"] for r in grouped(s, profile, dt.date(2026, 10, 31), dt.date(2026, 11, 2), "day")}
        by_week = {w.monday.isoformat(): w.reach for w in weeks(s, profile, dt.date(2026, 11, 2), 2)}
    assert by_day == {"2026-10-31": 1, "2026-11-01": 2, "2026-11-02": 1}
    assert by_week == {"2026-10-26": 3, "2026-11-02": 1}


@pytest.mark.parametrize(
    ("zone", "night"),
    [
        ("Asia/Beirut", "2026-10-24"),  # goes back at midnight
        ("Asia/Beirut", "2026-03-28"),  # leaps over midnight
        ("America/Havana", "2026-10-31"),
        ("Australia/Lord_Howe", "2026-10-03"),  # by half an hour
        ("America/New_York", "2026-03-07"),
    ],
)
def test_days_are_the_users_own_where_the_clock_changes_at_midnight(desk: Application, folder: Path, zone: str, night: str) -> None:
    """Each quarter of an hour of three days counts for the day that the wall shows, by day and by week."""
    own = ZoneInfo(zone)
    desk.close()
    desk = Application(ProfilePaths(folder), FixedClock(dt.datetime(2026, 11, 19, tzinfo=own)), fixed_zone=own, secrets=MemorySecrets())
    desk.settings.change({"user.zone": zone})
    first = dt.date.fromisoformat(night)
    who, expected = add_person(desk), Counter[str]()
    at = dt.datetime.combine(first, dt.time(), own).astimezone(dt.UTC)
    with desk.store.write(OpKind.LOG_MANY) as uow:
        for n in range(288):
            moment = at + n * dt.timedelta(minutes=15)
            expected[moment.astimezone(own).date().isoformat()] += 1
            uow.s.execute(touch.insert().values(prospect_id=who, at=to_ms(moment), channel="call", outcome="busy"))
    last = first + dt.timedelta(days=4)
    with desk.read() as (s, profile):
        by_day = {r["key"]: r["reach"] for r in grouped(s, profile, first, last, "day")}
        total = sum(w.reach for w in weeks(s, profile, last, 3))
    assert by_day == dict(expected) and total == 288
    assert set(expected.values()) & {92, 94, 98, 100}  # the control: a day of another length is among them
    desk.close()


# --- China's make-up workdays --------------------------------------------------------------------------------------------------------------


def test_saturday_that_is_worked_to_make_up_is_a_day_of_both_in_china(desk: Application) -> None:
    """Saturday 10 October 2026: on Thursday the 8th plus two days it is the day for two people in China, and Monday the 12th for a user
    elsewhere, who does not work on it."""
    who = add_person(desk, "王伟", country="CN", city="Shanghai", phone="")
    set_now(desk, "2026-10-08")
    enrol(desk, who)
    log(desk, who, "sent", "email")
    assert plan_of(desk, who)[2] == "2026-10-12"
    desk.undo.undo()
    desk.settings.change({"user.country": "CN", "user.zone": "Asia/Shanghai"})
    log(desk, who, "sent", "email")
    assert plan_of(desk, who)[2] == "2026-10-10"


def test_make_up_saturday_can_be_called_and_an_ordinary_one_not(tmp_path: Path) -> None:
    """Ten in the morning in Shanghai on Saturday 10 October, and a week later; the list of a user there."""
    for moment, band in (("2026-10-08T10:00", ""), ("2026-10-10T10:00", "worth_most_now"), ("2026-10-17T10:00", "later_today")):
        desk = in_shanghai(tmp_path, moment)
        try:
            if not band:
                who = add_person(desk, "王伟", country="CN", city="Shanghai", phone="+86 21 6288 8888")
                log(desk, who, "connected_not_now", next="2026-10-09")
            assert listed(desk) == ({who: band} if band else {})
        finally:
            desk.close()


def test_make_up_days_count_for_the_service_level_and_the_load(tmp_path: Path) -> None:
    """A lead of Friday evening 9 October is due on Saturday at 9:15 in China: people are at work. The second call of its plan is that day's."""
    desk = in_shanghai(tmp_path, "2026-10-09T20:00")
    try:
        who = add_person(desk, "王伟", country="CN", city="Shanghai", phone="", lead_type="net")
        (row,) = desk.slas.rows()
        assert row.due_at.astimezone(SHANGHAI) == dt.datetime(2026, 10, 10, 9, 15, tzinfo=SHANGHAI)
        assert desk.enrolments.forecast([who], "inbound")["2026-10-10"].calls == 1
    finally:
        desk.close()


# --- calling hours of a person --------------------------------------------------------------------------------------------------------------


def test_own_calling_hours_say_when_somebody_is_later_today(desk: Application) -> None:
    """Ten in the morning in New York: the usual hours are open; those of a night worker begin at 14:00, those of an early bird end at 10:00."""
    usual, late, early = (
        add_person(desk),
        add_person(desk, call_from="14:00", call_to="20:00"),
        add_person(desk, call_from="06:00", call_to="10:00"),
    )
    enrol(desk, usual, late, early, cadence="inbound")
    assert listed(desk) == {usual: "worth_most_now", late: "later_today", early: "later_today"}
    set_now(desk, "2026-11-19T09:59")
    assert listed(desk)[early] == "worth_most_now"
    set_now(desk, "2026-11-19T18:30")
    assert listed(desk) == {usual: "later_today", late: "worth_most_now", early: "later_today"}


def test_own_calling_hours_are_in_their_time_not_ours(desk: Application) -> None:
    """From 21:00 to 23:00 in Shanghai, where it is 23:00 at ten in New York, and 22:59 a minute earlier."""
    who = add_person(desk, "王伟", country="CN", city="Shanghai", phone="+86 21 6288 8888", call_from="21:00", call_to="23:00")
    enrol(desk, who, cadence="inbound")
    assert local(desk, who) == ("23:00", "later_today")
    set_now(desk, "2026-11-19T09:59")
    assert local(desk, who) == ("22:59", "worth_most_now")


def test_calling_hours_that_cannot_be_read_are_refused_and_upside_down_ones_are_the_usual(desk: Application) -> None:
    """Typed, they are refused in words; from an old file, they must not make anybody unreachable for ever."""
    with pytest.raises(ValidationError) as caught:
        add_person(desk, call_from="half past nine")
    assert (caught.value.code, caught.value.params) == ("value_unknown", {"field": "call_from", "value": "half past nine"})
    assert Texts("en")("error.value_unknown", **caught.value.params).endswith(" cannot be “half past nine”.")
    assert Texts("zh_CN")("error.value_unknown", **caught.value.params).endswith("不能是“half past nine”。")
    upside, strange = add_person(desk, call_from="20:00", call_to="08:00"), add_person(desk)
    desk.store.run_raw(lambda c: c.execute("UPDATE prospect SET call_from = 'morning' WHERE id = ?", (strange,)))
    enrol(desk, upside, strange, cadence="inbound")
    assert set(listed(desk).values()) == {"worth_most_now"}


def test_one_end_of_the_calling_hours_leaves_the_other_as_usual(desk: Application) -> None:
    """From 11:00 on, until the usual 17:30."""
    who = add_person(desk, call_from="11:00")
    enrol(desk, who, cadence="inbound")
    assert listed(desk) == {who: "later_today"}
    for moment, band in (("11:00", "worth_most_now"), ("17:29", "worth_most_now"), ("17:30", "later_today")):
        set_now(desk, f"2026-11-19T{moment}")
        assert listed(desk) == {who: band}


# --- 29 February ---------------------------------------------------------------------------------------------------------------------------


def test_29_february_is_a_day_like_any_other(desk: Application) -> None:
    """2028 is a leap year, and the 29th a Tuesday: two days after Sunday the 27th; an ordinary year has 1 March, a Monday in 2027."""
    for start, touched, following in (
        ("2028-02-25", "2028-02-25", "2028-02-28"),  # Friday + 2 is Sunday
        ("2028-02-28", "2028-02-28", "2028-03-01"),  # Monday + 2 over the 29th
        ("2028-02-29", "2028-02-29", "2028-03-02"),
        ("2027-02-26", "2027-02-26", "2027-03-01"),  # Friday + 2 is Sunday 28 February
    ):
        set_now(desk, start)
        who = add_person(desk, country="DE", city="Berlin", phone="")
        assert enrol(desk, who) == {who: start}
        set_now(desk, touched)
        log(desk, who, "sent", "email")
        assert plan_of(desk, who)[2] == following


def test_29_february_can_be_typed_snoozed_to_and_counted(desk: Application) -> None:
    """In words and as a date; in a year without it, it is refused."""
    set_now(desk, "2028-02-28")
    who = add_person(desk)
    enrol(desk, who)
    desk.tasks.snooze(who, when(desk, "2028-02-29"))
    assert plan_of(desk, who)[2] == "2028-02-29"
    assert when(desk, "tomorrow").day == dt.date(2028, 2, 29)
    assert when(desk, "2d").day == dt.date(2028, 3, 1)
    set_now(desk, "2028-02-29")
    log(desk, who, "sent", "email")
    with desk.read() as (s, profile):
        day = dt.date(2028, 2, 29)
        assert [(r["key"], r["reach"]) for r in grouped(s, profile, day, day, "day")] == [("2028-02-29", 1)]
    with pytest.raises(ValidationError) as caught:
        when(desk, "2027-02-29")
    assert caught.value.code == "when_no_such_day"


def test_day_off_and_limit_over_29_february(desk: Application) -> None:
    """Away from 28 to 29 February 2028: the step of the 29th moves to 1 March. A limit of four days from the 27th ends on 2 March."""
    set_now(desk, "2028-02-25")
    who = add_person(desk, country="DE", city="Berlin", phone="")
    enrol(desk, who, start=dt.date(2028, 2, 29))
    desk.away.say(dt.date(2028, 2, 28), dt.date(2028, 2, 29))
    assert plan_of(desk, who)[2] == "2028-03-01"
    body = {
        "key": "short",
        "names": {"en": "Short"},
        "limit_days": 4,
        "steps": [{"gap_days": g, "channel": "im", "purpose": "message"} for g in (0, 4)],
    }
    assert desk.plans.save(body).value.ends_on(dt.date(2028, 2, 27)) == dt.date(2028, 3, 2)


def test_new_york_is_where_the_test_people_sit() -> None:
    """The control: the days on which these tests stand are those on which the clocks change."""
    for zone, day in (
        (NEW_YORK, dt.date(2026, 11, 1)),
        (NEW_YORK, dt.date(2027, 3, 14)),
        (ZoneInfo("Europe/Berlin"), dt.date(2026, 10, 25)),
    ):
        before, after = (dt.datetime.combine(day + dt.timedelta(days=n), dt.time(), zone).utcoffset() for n in (0, 1))
        assert before != after
    assert {dt.datetime(2026, m, 1, tzinfo=SHANGHAI).utcoffset() for m in range(1, 13)} == {dt.timedelta(hours=8)}
