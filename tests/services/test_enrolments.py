"""Rules R8, R10, R11, R13 and R17 where people go on a plan and come off it."""

from __future__ import annotations

import datetime as dt

import pytest

from sdrdesk.app import Application
from sdrdesk.core.errors import NotFound
from tests.support.factories import add_mailbox, add_person, enrol, log, plan_of, queue, suppress
from tests.support.profile import dump, one, rows, set_now


def refusal(desk: Application, who: int) -> str:
    refused = desk.enrolments.enrol([who], "p5").value.refused
    return f"{refused[0][1].params['rule']} {refused[0][1].code}" if refused else ""


@pytest.mark.parametrize(
    ("start", "country", "first"),
    [("2026-11-19", "US", "2026-11-19"), ("2026-11-21", "US", "2026-11-23"), ("2026-11-26", "US", "2026-11-27"), ("2026-11-26", "DE", "2026-11-26"), ("2026-11-01", "US", "2026-11-19"), ("2027-01-01", "CN", "2027-01-04")],
)  # fmt: skip
def test_enrol_r8_first_day_is_a_working_day_not_before_today(desk: Application, start: str, country: str, first: str) -> None:
    """Weekends and holidays of the prospect move the start; a past start is today."""
    who = add_person(desk, country=country, city="", phone="")
    assert enrol(desk, who, start=dt.date.fromisoformat(start)) == {who: first}


def test_enrol_r13_second_plan_of_a_person_is_refused_and_the_others_go_on(desk: Application) -> None:
    """One plan at a time; a refusal names the rule and does not stop the rest of the list."""
    first, second = add_person(desk), add_person(desk)
    enrol(desk, first)
    found = desk.enrolments.enrol([first, second, second], "inbound").value
    assert [i for i, _ in found.done] == [second]
    assert [(i, e.params["rule"]) for i, e in found.refused] == [(first, "R13")]
    assert one(desk, "SELECT count(*) FROM enrolment") == 2


def test_enrol_r13_after_a_stop_takes_the_person_again(desk: Application) -> None:
    """A stopped plan is past."""
    who = add_person(desk)
    enrol(desk, who)
    desk.enrolments.stop(who, "no_need")
    assert enrol(desk, who) == {who: "2026-11-19"}


@pytest.mark.parametrize(("kind", "value"), [("address", "ann@firm.example"), ("domain", "firm.example")])
def test_enrol_r17_person_whose_every_way_is_barred_is_refused(desk: Application, kind: str, value: str) -> None:
    """Do-not-contact by address or domain for every channel: no step of a plan could ever be done."""
    who = add_person(desk, email="ann@firm.example", phone="+1 212-555-0100")
    suppress(desk, kind, value, "any")
    assert refusal(desk, who) == "R17 do_not_contact"


def test_enrol_r17_person_whose_email_is_barred_but_not_the_phone_is_taken(desk: Application) -> None:
    """Per channel: an unsubscribed address leaves the telephone."""
    who = add_person(desk, email="ann@firm.example", phone="+1 212-555-0100")
    suppress(desk, "address", "ann@firm.example", "email")
    assert refusal(desk, who) == ""


def test_enrol_r17_person_without_a_phone_whose_email_is_barred_is_refused(desk: Application) -> None:
    """Then there is no way left."""
    who = add_person(desk, email="ann@firm.example", phone="")
    suppress(desk, "address", "ann@firm.example", "email")
    assert refusal(desk, who) == "R17 do_not_contact"


def test_enrol_replaces_the_follow_up_that_only_filled_a_gap_and_keeps_a_promise(desk: Application) -> None:
    """A plan takes the place of "call again some day", never of a call-back that was promised."""
    who = add_person(desk)
    log(desk, who, "no_answer")
    desk.clock.advance(hours=2)  # type: ignore[attr-defined]
    log(desk, who, "gatekeeper", next="tomorrow 9:00")
    enrol(desk, who)
    assert rows(desk, "SELECT kind, state FROM task ORDER BY id") == [("follow_up", "dropped"), ("callback", "open")]


def test_forecast_r11_shows_the_days_and_enrols_nobody(desk: Application) -> None:
    """Two people on calls-and-emails from Thursday the 19th: the days by hand, over the weekend and Thanksgiving."""
    people = [add_person(desk), add_person(desk)]
    enrol(desk, add_person(desk))
    before = dump(desk)
    load = desk.enrolments.forecast(people, "calls_and_emails")
    assert {day: (v.due, v.calls, v.emails) for day, v in load.items()} == {
        "2026-11-19": (1, 0, 2), "2026-11-20": (0, 2, 0), "2026-11-23": (1, 2, 0), "2026-11-27": (1, 0, 2), "2026-11-30": (0, 2, 0), "2026-12-04": (1, 0, 0), "2026-12-07": (0, 0, 2),
    }  # fmt: skip
    assert dump(desk) == before


def test_enrol_on_an_unknown_cadence_says_which_there_are(desk: Application) -> None:
    """A typing mistake must name the way out."""
    with pytest.raises(NotFound) as caught:
        desk.enrolments.enrol([add_person(desk)], "p6")
    assert "p5" in str(caught.value.params["known"])


def test_stop_of_somebody_without_a_plan_is_refused_and_leaves_no_step(desk: Application) -> None:
    """Nothing happened, so there is nothing to undo."""
    who = add_person(desk)
    steps = one(desk, "SELECT count(*) FROM journal_step")
    with pytest.raises(NotFound):
        desk.enrolments.stop(who, "no_need")
    assert one(desk, "SELECT count(*) FROM journal_step") == steps


def test_skip_r10_leaves_the_step_out_and_dates_the_next_from_today(desk: Application) -> None:
    """Skipping on Friday a step of Thursday: two days later is Sunday, so Monday."""
    who = add_person(desk)
    enrol(desk, who)
    set_now(desk, "2026-11-20")
    following = desk.enrolments.skip_step(who, "no use").value
    assert following is not None
    assert following.due == "2026-11-23"
    assert plan_of(desk, who) == ("active", 2, "2026-11-23")
    with pytest.raises(NotFound) as caught:
        desk.enrolments.skip_step(who, "again")
    assert caught.value.code == "nothing_to_skip"


def test_skip_of_a_step_in_the_outbox_takes_the_email_out(desk: Application) -> None:
    """A skipped step must not be sent after all."""
    add_mailbox(desk)
    who = add_person(desk)
    enrol(desk, who)
    queue(desk, who)
    desk.enrolments.skip_step(who, "no use")
    assert rows(desk, "SELECT state, reason FROM outbox") == [("cancelled", "skipped")]
    assert plan_of(desk, who) == ("active", 2, "2026-11-23")
