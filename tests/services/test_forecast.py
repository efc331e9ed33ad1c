"""The load of the coming days before people are enrolled, beside the caps (rule R11). Every figure was counted on paper.

From Thursday 19 November 2026: Friday the 20th, weekend, Monday the 23rd; Thanksgiving is Thursday the 26th.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from sdrdesk.app import Application
from sdrdesk.core.errors import NotFound
from sdrdesk.core.queries.load import DayLoad
from sdrdesk.core.texts import Texts
from tests.support.factories import add_mailbox, add_person, enrol, log, queue
from tests.support.profile import dump, set_now


def anyone(desk: Application, **values: str) -> int:
    """Somebody whose country is not known: only weekends are free."""
    return add_person(desk, **({"country": "", "city": "", "phone": "+49 30 1234567"} | values))


def load(desk: Application, people: list[int], cadence: str, **more: Any) -> dict[str, tuple[int, int, int, int]]:
    """By day: calls and emails planned already, calls and emails that would come."""
    return {d: (v.due_calls, v.due_emails, v.calls, v.emails) for d, v in desk.enrolments.forecast(people, cadence, **more).items()}


def test_forecast_of_nobody_is_what_is_planned(desk: Application) -> None:
    """inbound: call, call a day later, email a day later, call three, email four: 19 and 20 November, Saturday so Monday the 23rd, 26th, 30th."""
    enrol(desk, anyone(desk), cadence="inbound")
    assert load(desk, [], "p5") == {
        "2026-11-19": (1, 0, 0, 0),
        "2026-11-20": (1, 0, 0, 0),
        "2026-11-23": (0, 1, 0, 0),
        "2026-11-26": (1, 0, 0, 0),
        "2026-11-30": (0, 1, 0, 0),
    }


def test_forecast_adds_people_beside_what_is_planned_and_changes_nothing(desk: Application) -> None:
    """Two more on the same plan from Monday on: 23, 24, 25, 28 is Saturday so 30 November, and four days later 4 December."""
    enrol(desk, anyone(desk), cadence="inbound")
    people = [anyone(desk), anyone(desk)]
    before = dump(desk)
    assert load(desk, people, "inbound", start=dt.date(2026, 11, 21)) == {
        "2026-11-19": (1, 0, 0, 0),
        "2026-11-20": (1, 0, 0, 0),
        "2026-11-23": (0, 1, 2, 0),
        "2026-11-24": (0, 0, 2, 0),
        "2026-11-25": (0, 0, 0, 2),
        "2026-11-26": (1, 0, 0, 0),
        "2026-11-30": (0, 1, 2, 0),
        "2026-12-04": (0, 0, 0, 2),
    }
    assert dump(desk) == before


def test_forecast_is_what_enrolling_then_gives(desk: Application) -> None:
    """The days that were shown are the days that are planned afterwards."""
    people = [anyone(desk), add_person(desk), add_person(desk, country="DE", city="Berlin", phone="")]
    shown = load(desk, people, "calls_and_emails")
    enrol(desk, *people, cadence="calls_and_emails")
    assert {d: v[:2] for d, v in load(desk, [], "p5").items()} == {d: v[2:] for d, v in shown.items()}


def test_days_are_those_of_each_persons_country(desk: Application) -> None:
    """Three days after Monday the 23rd is Thanksgiving: the American's call moves to Friday, the German's stays."""
    american, german = add_person(desk), add_person(desk, country="DE", city="Berlin", phone="")
    enrol(desk, american, german, cadence="inbound")
    found = load(desk, [], "p5")
    assert (found["2026-11-26"], found["2026-11-27"]) == ((1, 0, 0, 0), (1, 0, 0, 0))


def test_over_says_which_channel_exceeds_its_cap_on_which_day(desk: Application) -> None:
    """ "Adding 60 makes Tuesday 41 calls; your cap is 35": one planned and three more are above three, and so are three and none not."""
    desk.settings.change({"cap.calls": 3, "cap.emails": 2})
    enrol(desk, anyone(desk), cadence="inbound", start=dt.date(2026, 11, 24))
    people = [anyone(desk) for _ in range(3)]
    found = desk.enrolments.forecast(people, "inbound", start=dt.date(2026, 11, 24))
    tuesday = found["2026-11-24"]
    assert tuesday == DayLoad(due_calls=1, due_emails=0, calls=3, emails=0, cap_calls=3, cap_emails=2)
    assert (tuesday.due, tuesday.over) == (1, ("call",))
    assert found["2026-11-26"].over == ("email",)  # one and three emails
    assert desk.enrolments.forecast(people[:2], "inbound", start=dt.date(2026, 11, 24))["2026-11-24"].over == ()  # three are the cap itself
    sentence = {"day": "2026-11-24", "n": 4, "channel": "call", "cap": 3}
    assert Texts("en")("list.over_cap", **sentence) == "2026-11-24: 4 × Call, your cap is 3."
    assert Texts("zh_CN")("list.over_cap", **sentence) == "2026-11-24：电话 4 次，上限 3。"


def test_social_touches_are_no_emails(desk: Application) -> None:
    """The welcome shares something two days after its first email (W18): Monday's share takes nothing from the emails of that day."""
    desk.settings.change({"cap.emails": 1})
    people = [anyone(desk), anyone(desk)]
    monday = desk.enrolments.forecast(people, "welcome")["2026-11-23"]  # the 19th, and two days later is Saturday
    assert (monday.calls, monday.emails, monday.others, monday.over) == (0, 0, 2, ())
    enrol(desk, *people, cadence="welcome")
    planned = desk.enrolments.forecast([], "p5")["2026-11-23"]
    assert (planned.due, planned.due_emails, planned.due_others) == (2, 0, 2)


def test_no_cap_is_never_exceeded(desk: Application) -> None:
    """Zero means that there is none."""
    desk.settings.change({"cap.calls": 0, "cap.emails": 0})
    found = desk.enrolments.forecast([anyone(desk) for _ in range(5)], "inbound")
    assert {v.over for v in found.values()} == {()}


def test_overdue_counts_today_and_items_count_beside_plans(desk: Application) -> None:
    """A step of the 19th and a follow-up of the 23rd are both Monday's work on the 30th."""
    desk.settings.change({"cap.calls": 1})
    step, item = anyone(desk), anyone(desk)
    enrol(desk, step, cadence="inbound")
    log(desk, item, "connected_not_now", next="2026-11-23")
    set_now(desk, "2026-11-30")
    assert load(desk, [], "p5")["2026-11-30"] == (2, 0, 0, 0)


def test_email_that_waits_in_the_outbox_is_planned_work(desk: Application) -> None:
    """Queued this morning, it goes today, and its follow-up comes on Monday like any other."""
    add_mailbox(desk)
    who = anyone(desk)
    enrol(desk, who)
    before = load(desk, [], "p5")
    queue(desk, who)
    assert load(desk, [], "p5") == before
    assert before["2026-11-23"] == (0, 1, 0, 0)


def test_stopped_and_held_plans_are_no_load(desk: Application) -> None:
    """Rule R9: nobody knows yet whether the held one goes on."""
    first, second, third = anyone(desk, company="Firm"), anyone(desk, company="Firm"), anyone(desk)
    enrol(desk, first, second, third)
    log(desk, first, "replied", "email")
    desk.enrolments.stop(third, "no_need")
    assert {d: v for d, v in load(desk, [], "p5").items() if d != "2026-11-19"} == {}


def test_forecast_passes_over_the_users_days_away(desk: Application) -> None:
    """Away on Monday and Tuesday: the first call comes on Wednesday the 25th."""
    desk.away.say(dt.date(2026, 11, 23), dt.date(2026, 11, 24))
    assert next(iter(load(desk, [anyone(desk)], "inbound", start=dt.date(2026, 11, 23)))) == "2026-11-25"


def test_forecast_ends_after_its_days_and_a_past_start_is_today(desk: Application) -> None:
    """p5 from the 19th: 19, 23, 27 November, 4 December, and the fifth on Sunday the 20th, so Monday 21 December: 32 days away."""
    who = anyone(desk)
    days = ["2026-11-19", "2026-11-23", "2026-11-27", "2026-12-04"]
    assert list(load(desk, [who], "p5", start=dt.date(2026, 1, 1))) == days
    assert list(load(desk, [who], "p5", days=32)) == [*days, "2026-12-21"]
    assert list(load(desk, [who], "p5", days=31)) == days


def test_forecast_of_an_unknown_cadence_or_person_says_so(desk: Application) -> None:
    """Before anything is counted."""
    with pytest.raises(NotFound) as caught:
        desk.enrolments.forecast([], "p6")
    assert caught.value.code == "cadence_not_found"
    with pytest.raises(NotFound) as nobody:
        desk.enrolments.forecast([99], "p5")
    assert nobody.value.code == "prospect_not_found"
