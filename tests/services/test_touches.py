"""Rules R4, R6, R7, R9, R17 through the log. The clock begins at Thursday 2026-11-19; every date was worked out by hand beforehand."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select

from sdrdesk.app import Application
from sdrdesk.core.changes import OpKind
from sdrdesk.core.clock import to_ms
from sdrdesk.core.errors import NotFound, RuleRefusal, ValidationError
from sdrdesk.core.queries.behind import Group, behind
from sdrdesk.core.queries.numbers import numbers
from sdrdesk.core.queries.tallies import grouped
from sdrdesk.core.queries.today import rank_today
from sdrdesk.core.store.tables import enrolment, touch
from tests.support.factories import add_mailbox, add_person, enrol, log, plan_of, queue, suppress
from tests.support.profile import one, rows, set_now


def tally(desk: Application, **more: Any) -> dict[str, int]:
    day = desk.clock.now().astimezone(desk.settings.profile().zone).date()
    with desk.read() as (s, profile):
        return numbers(s, profile, desk.clock.now(), more.get("first", day), more.get("last", day)).totals


def listed(desk: Application) -> list[tuple[int, str]]:
    with desk.read() as (s, profile):
        return [(r.candidate.prospect_id, r.band.key) for r in rank_today(s, profile, desk.clock.now(), desk.cadences).ranked]


# --- R7 and R8: gaps of 2, 4, 7 and 16 days, on days that work for both ---------------------------------------------------


def test_log_r7_p5_played_on_time_follows_the_gaps_over_weekends(desk: Application) -> None:
    """Days 1/3/7/14/30 from a Thursday: Saturday, Sunday and so on move to the Monday after, and the rest follows."""
    who = add_person(desk)
    assert enrol(desk, who) == {who: "2026-11-19"}
    for today, following in (
        ("2026-11-19", "2026-11-23"),
        ("2026-11-23", "2026-11-27"),
        ("2026-11-27", "2026-12-04"),
        ("2026-12-04", "2026-12-21"),
    ):
        set_now(desk, today)
        log(desk, who, "sent", "email")
        assert plan_of(desk, who)[2] == following
    set_now(desk, "2026-12-21")
    last = log(desk, who, "sent", "email")
    assert plan_of(desk, who) == ("finished", 5, None)
    assert last.next_step is not None  # R4: the plan is over, the person still has a date
    assert last.next_step.due == "2026-12-24"


def test_log_r8_step_that_would_fall_on_thanksgiving_moves_to_friday(desk: Application) -> None:
    """Tuesday 24 November + 2 is Thanksgiving."""
    who = add_person(desk)
    enrol(desk, who, start=dt.date(2026, 11, 24))
    set_now(desk, "2026-11-24")
    assert log(desk, who, "sent", "email").next_step.due == "2026-11-27"  # type: ignore[union-attr]


def test_log_r8_prospect_in_china_is_left_alone_in_the_national_week(desk: Application) -> None:
    """Tuesday 29 September + 2 is the first of October; work begins again on Thursday the 8th."""
    set_now(desk, "2026-09-29")
    who = add_person(desk, "王伟", country="CN", city="Shanghai", phone="")
    enrol(desk, who)
    assert log(desk, who, "sent", "email").next_step.due == "2026-10-08"  # type: ignore[union-attr]
    set_now(desk, "2026-10-08")
    log(desk, who, "sent", "email")
    assert plan_of(desk, who) == ("active", 3, "2026-10-12")


def test_log_r7_a_late_step_pushes_the_rest_and_nothing_piles_up(desk: Application) -> None:
    """Step 2 was due on the 23rd and is done on the 30th: the third comes four days after the 30th, and only one step is ever due."""
    who = add_person(desk)
    enrol(desk, who)
    log(desk, who, "sent", "email")
    set_now(desk, "2026-11-30")
    assert [p for p, _ in listed(desk)] == [who]
    log(desk, who, "sent", "email")
    assert plan_of(desk, who) == ("active", 3, "2026-12-04")
    assert listed(desk) == []


def test_log_r7_any_touch_outside_the_plan_counts_as_the_step_and_redates(desk: Application) -> None:
    """A chance call on Friday counts as step 2 of the email plan; step 3 follows four days later."""
    who = add_person(desk)
    enrol(desk, who)
    log(desk, who, "sent", "email")
    set_now(desk, "2026-11-20")
    log(desk, who, "no_answer", "call")
    assert plan_of(desk, who) == ("active", 3, "2026-11-24")
    assert one(desk, "SELECT step_no FROM touch ORDER BY id DESC LIMIT 1") == 2


def test_log_that_is_no_reach_leaves_the_plan_where_it_is(desk: Application) -> None:
    """That an email was opened is not a touch of ours."""
    who = add_person(desk)
    enrol(desk, who)
    log(desk, who, "sent", "email")
    found = log(desk, who, "opened", "email")
    assert plan_of(desk, who) == ("active", 2, "2026-11-23")
    assert found.next_step is not None
    assert found.next_step.due == "2026-11-23"


def test_log_r6_nobody_gets_two_touches_of_one_plan_on_one_day(desk: Application) -> None:
    """After today's touch the next step lies on another day, whatever was promised for today."""
    who = add_person(desk)
    enrol(desk, who, cadence="calls_and_emails")
    found = log(desk, who, "no_answer", next="2h")
    assert found.next_step is not None
    assert found.next_step.kind == "callback"
    assert plan_of(desk, who)[2] > "2026-11-19"  # type: ignore[operator]


# --- R9: stop ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcome", "channel", "reason", "held"),
    [
        ("replied", "email", "replied", 1), ("meeting_booked", "call", "meeting_booked", 1), ("conversation", "call", "replied", 1), ("wrong_person", "call", "referral", 1),
        ("do_not_contact", "call", "do_not_contact", 0), ("bounced", "email", "bounced", 0), ("unsubscribed", "email", "unsubscribed", 0),
    ],
)  # fmt: skip
def test_log_r9_stops_the_plan_cancels_waiting_mail_and_holds_colleagues(
    desk: Application, outcome: str, channel: str, reason: str, held: int
) -> None:
    """A human reply, a meeting, do-not-contact, a hard bounce or a referral stops everything of that person at once."""
    add_mailbox(desk)
    who = add_person(desk, company="Firm One")
    colleague = add_person(desk, company="Firm One")
    stranger = add_person(desk, company="Another Firm")
    enrol(desk, who, colleague, stranger)
    queue(desk, who)
    found = log(desk, who, outcome, channel)
    assert (found.stopped, found.held) == (1, held)
    assert rows(desk, "SELECT state, stop_reason, due_on FROM enrolment WHERE prospect_id = :p", p=who) == [("stopped", reason, None)]
    assert rows(desk, "SELECT state, reason FROM outbox") == [("cancelled", reason)]
    assert plan_of(desk, colleague)[0] == ("held" if held else "active")
    assert plan_of(desk, stranger)[0] == "active"


def test_log_r9_auto_reply_never_stops_and_pauses_five_working_days(desk: Application) -> None:
    """Five working days after Thursday the 19th, over the weekend and Thanksgiving: 20, 23, 24, 25, 27 November."""
    who = add_person(desk)
    enrol(desk, who)
    log(desk, who, "sent", "email")
    found = log(desk, who, "auto_replied", "email")
    assert plan_of(desk, who) == ("active", 2, "2026-11-27")
    assert found.stopped == 0
    assert found.next_step is not None
    assert (found.next_step.due, found.ended) == ("2026-11-27", "")


def test_log_r4_auto_reply_of_somebody_without_a_plan_leaves_a_next_date(desk: Application) -> None:
    """Nobody without a next step, also after an out-of-office."""
    who = add_person(desk)
    found = log(desk, who, "auto_replied", "email")
    assert found.next_step is not None
    assert listed(desk) == []


def test_log_r9_a_held_colleague_goes_on_when_the_user_says_so(desk: Application) -> None:
    """Held, shown with the reason, released by the user; never by itself."""
    who, colleague = add_person(desk, company="Firm One"), add_person(desk, company="Firm One")
    enrol(desk, who, colleague)
    log(desk, who, "replied", "email")
    with desk.read() as (s, profile):
        shown = {r.candidate.prospect_id: r.candidate.blocked for r in rank_today(s, profile, desk.clock.now(), desk.cadences).ranked}
    assert shown[colleague] == "colleague_replied"
    desk.enrolments.release(colleague)
    assert plan_of(desk, colleague) == ("active", 1, "2026-11-19")
    with pytest.raises(NotFound):
        desk.enrolments.release(colleague)


# --- R17: do not contact ------------------------------------------------------------------------------------------------------


def test_log_r17_do_not_contact_closes_the_person_and_bars_each_way_to_them(desk: Application) -> None:
    """Once said, it holds for enrolling, queueing and dialling, by person, address and number."""
    add_mailbox(desk)
    who = add_person(desk, email="ann@firm.example", phone="+1 212-555-0147")
    found = log(desk, who, "do_not_contact")
    assert found.ended == "do_not_contact"
    assert rows(desk, "SELECT status, end_reason FROM prospect") == [("closed", "do_not_contact")]
    assert set(rows(desk, "SELECT kind, value, channel FROM suppression")) == {
        ("person", str(who), "any"),
        ("address", "ann@firm.example", "any"),
        ("number", "12125550147", "any"),
    }
    for act in (lambda: log(desk, who, "no_answer"), lambda: queue(desk, who)):
        with pytest.raises(RuleRefusal) as caught:
            act()
        assert caught.value.params["rule"] == "R17"
    refused = desk.enrolments.enrol([who], "p5").value.refused
    assert refused[0][1].params["rule"] == "R17"
    assert listed(desk) == []


def test_log_r17_dial_of_a_barred_number_of_somebody_else_is_refused(desk: Application) -> None:
    """The same number under another name is still the number that said no."""
    who = add_person(desk, phone="+1 212-555-0147")
    suppress(desk, "number", "12125550147", "call")
    with pytest.raises(RuleRefusal):
        log(desk, who, "no_answer")
    log(desk, who, "sent", "email")


# --- R4 and what follows ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcome", "channel", "due"),
    [
        ("no_answer", "call", "2026-11-23"), ("voicemail", "call", "2026-11-23"), ("busy", "call", "2026-11-20"), ("gatekeeper", "call", "2026-11-20"),
        ("connected_not_now", "call", "2026-12-03"), ("conversation", "call", "2026-11-23"), ("sent", "email", "2026-11-23"), ("bounced", "email", "2026-11-20"),
        ("replied", "email", "2026-11-19"), ("opened", "email", "2026-11-23"), ("no_show", "meeting", "2026-11-20"), ("held", "meeting", "2026-11-20"),
    ],
)  # fmt: skip
def test_log_r4_without_a_plan_leaves_a_next_date_on_a_working_day(desk: Application, outcome: str, channel: str, due: str) -> None:
    """No touch leaves somebody without a next step."""
    who = add_person(desk)
    found = log(desk, who, outcome, channel)
    assert found.next_step is not None
    assert found.next_step.due == due
    assert rows(desk, "SELECT due_on, state FROM task") == [(due, "open")]


def test_log_r4_after_a_conversation_with_a_date_open_already_names_that_date(desk: Application) -> None:
    """A follow-up of next week still stands: the answer must not be that nothing comes."""
    who = add_person(desk)
    log(desk, who, "connected_not_now", next="2026-12-03")
    found = log(desk, who, "conversation")
    assert found.next_step is not None
    assert (found.next_step.due, found.ended) == ("2026-12-03", "")


def test_log_of_an_outgoing_touch_keeps_the_promises_of_the_day(desk: Application) -> None:
    """A call-back of 15:00 made at 14:50 is done, and one of tomorrow is not."""
    who = add_person(desk)
    log(desk, who, "gatekeeper", next="15:00")
    set_now(desk, "2026-11-19T14:50")
    log(desk, who, "connected_not_now", next="tomorrow 9:00")
    assert rows(desk, "SELECT kind, state FROM task ORDER BY id") == [("callback", "done"), ("callback", "open")]


def test_log_r6_nobody_is_offered_twice_within_the_hour(desk: Application) -> None:
    """A second due item does not bring somebody back at once; an hour later it does."""
    who = add_person(desk)
    log(desk, who, "sent", "email", at=dt.datetime(2026, 11, 10, 15, tzinfo=dt.UTC))
    set_now(desk, "2026-11-19T10:00")
    log(desk, who, "busy", next="today")
    assert listed(desk) == [(who, "later_today")]
    set_now(desk, "2026-11-19T11:00")
    assert listed(desk) == [(who, "worth_most_now")]


@pytest.mark.parametrize(
    ("channel", "outcome", "code"),
    [
        ("fax", "sent", "channel_unknown"),
        ("call", "sent", "outcome_unknown"),
        ("email", "no_answer", "outcome_unknown"),
        ("meeting", "replied", "outcome_unknown"),
    ],
)
def test_log_of_what_cannot_be_is_refused_and_stores_nothing(desk: Application, channel: str, outcome: str, code: str) -> None:
    """A wrong word in a script must not become a touch."""
    who = add_person(desk)
    with pytest.raises(ValidationError) as caught:
        log(desk, who, outcome, channel)
    assert caught.value.code == code
    assert one(desk, "SELECT count(*) FROM touch") == 0


def test_log_in_the_future_is_refused_beyond_the_drift_of_clocks(desk: Application) -> None:
    """Two machines differ by minutes; a touch of tomorrow is a mistake."""
    who = add_person(desk)
    log(desk, who, "busy", at=desk.clock.now() + dt.timedelta(minutes=4))
    with pytest.raises(ValidationError) as caught:
        log(desk, who, "busy", at=desk.clock.now() + dt.timedelta(minutes=6))
    assert caught.value.code == "touch_in_future"


def test_log_moves_the_stage_forward_only(desk: Application) -> None:
    """W3: a first touch makes a contact, a talk brings to qualifying, and a later voicemail takes nothing back."""
    who = add_person(desk)
    stages = []
    for outcome in ("no_answer", "conversation", "voicemail"):
        log(desk, who, outcome)
        stages.append(one(desk, "SELECT stage FROM prospect"))
    assert stages == ["contact", "qualify", "qualify"]


# --- many at once ----------------------------------------------------------------------------------------------------------------


def line(who: object, at: str, outcome: str = "no_answer", channel: str = "call", **more: Any) -> dict[str, object]:
    return {"prospect": who, "at": at, "channel": channel, "outcome": outcome} | more


def test_log_many_takes_the_good_lines_and_names_the_others(desk: Application) -> None:
    """Part of a file must not be lost because of one line, and no line is lost silently."""
    who = add_person(desk, email="ann@firm.example")
    done, problems = desk.touches.log_many([
        line(who, "2026-11-18T10:00:00-05:00"), line("ann@firm.example", "2026-11-18T11:00:00-05:00"), line("nobody@firm.example", "2026-11-18T10:00:00-05:00"),
        line(who, "yesterday"), line(who, "2026-11-18T12:00:00-05:00", "sent"), {"prospect": who}, line(who, "2026-11-18T13:00:00-05:00", minutes="a few"),
        line(who, "2026-11-18T13:00:00-05:00", minutes=-3),
    ])  # fmt: skip
    assert done.value == 2
    assert [(n, e.code) for n, e in problems] == [
        (3, "prospect_not_found"), (4, "when_not_understood"), (5, "outcome_unknown"), (6, "line_key_missing"), (7, "value_unknown"), (8, "value_unknown"),
    ]  # fmt: skip
    assert one(desk, "SELECT count(*) FROM touch") == 2


def test_log_many_plays_the_lines_in_the_order_of_time(desk: Application) -> None:
    """Exports are often newest first; a plan must be dated from the last touch, not from the last line."""
    who = add_person(desk)
    enrol(desk, who)
    set_now(desk, "2026-11-24")
    desk.touches.log_many(
        [line(who, "2026-11-23T09:30:00-05:00", "sent", "email"), line(who, "2026-11-19T09:30:00-05:00", "sent", "email")]
    )
    assert rows(desk, "SELECT step_no FROM touch ORDER BY at") == [(1,), (2,)]
    assert plan_of(desk, who) == ("active", 3, "2026-11-27")


def test_log_r7_of_a_touch_from_before_the_plan_is_history(desk: Application) -> None:
    """An imported history must not run through the steps of a plan that began after it; nor a late line through steps that are done."""
    who = add_person(desk)
    enrol(desk, who)
    desk.touches.log_many([line(who, "2026-11-17T09:30:00-05:00", "sent", "email")])
    assert plan_of(desk, who) == ("active", 1, "2026-11-19")
    log(desk, who, "sent", "email")
    desk.touches.log_many([line(who, "2026-11-19T09:30:00-05:00", "no_answer")])
    assert rows(desk, "SELECT step_no FROM touch ORDER BY id") == [(None,), (1,), (None,)]
    assert plan_of(desk, who) == ("active", 2, "2026-11-23")


# --- counting ---------------------------------------------------------------------------------------------------------------------


def test_tally_counts_a_touch_once_per_column_and_an_undo_lowers_it(desk: Application) -> None:
    """A booked meeting is one reach, one connect, one conversation and one meeting; taken back, it is none of them."""
    who = add_person(desk)
    before = tally(desk)
    log(desk, who, "meeting_booked", next="tue 14:00")
    found = tally(desk)
    assert {k: found[k] for k in ("reach", "connect", "conversation", "meeting_booked", "meeting_held", "calls")} == {
        "reach": 1, "connect": 1, "conversation": 1, "meeting_booked": 1, "meeting_held": 0, "calls": 1,
    }  # fmt: skip
    desk.undo.undo()
    assert tally(desk) == before
    assert set(before.values()) == {0}


def test_tally_shows_people_beside_attempts(desk: Application) -> None:
    """Three dials to one person are three attempts and one human."""
    who = add_person(desk)
    for minute in (0, 1, 2):
        log(desk, who, "no_answer", at=dt.datetime(2026, 11, 19, 14, minute, tzinfo=dt.UTC))
    day = dt.date(2026, 11, 19)
    with desk.read() as (s, profile):
        found = numbers(s, profile, desk.clock.now(), day, day)
    assert (found.totals["reach"], found.people["reach"]) == (3, 1)


def test_tally_by_day_uses_the_users_midnight_also_after_the_clock_went_back(desk: Application) -> None:
    """A touch at 23:30 of 5 November belongs to the 5th, though the period began in summer time."""
    who = add_person(desk)
    log(desk, who, "no_answer", at=dt.datetime.fromisoformat("2026-10-30T23:30:00-04:00"))
    log(desk, who, "no_answer", at=dt.datetime.fromisoformat("2026-11-05T23:30:00-05:00"))
    log(desk, who, "no_answer", at=dt.datetime.fromisoformat("2026-11-06T00:10:00-05:00"))
    with desk.read() as (s, profile):
        found = grouped(s, profile, dt.date(2026, 10, 26), dt.date(2026, 11, 8), "day")
        weeks = grouped(s, profile, dt.date(2026, 10, 26), dt.date(2026, 11, 8), "week")
    assert [(g["key"], g["reach"]) for g in found] == [("2026-10-30", 1), ("2026-11-05", 1), ("2026-11-06", 1)]
    assert [(g["key"], g["reach"]) for g in weeks] == [("2026-10-26", 1), ("2026-11-02", 2)]


def test_answers_count_for_the_attempt_that_they_answer(desk: Application) -> None:
    """By template and plan: a reply for the last email before it, a meeting for the last attempt on any channel; what has no attempt for none."""
    who, other = add_person(desk), add_person(desk)
    enrol(desk, who)
    noon = dt.datetime(2026, 11, 19, 12, tzinfo=dt.UTC)

    def at(hour: int) -> dt.datetime:
        return noon + dt.timedelta(hours=hour)

    with desk.store.write(OpKind.LOG_MANY) as uow:
        plan = uow.s.execute(select(enrolment.c.id).where(enrolment.c.prospect_id == who)).scalar_one()
        for person, hour, channel, outcome, more in (
            (who, 0, "email", "sent", {"template": "referral", "enrolment_id": plan, "step_no": 1}),
            (who, 1, "call", "no_answer", {"template": "opener", "enrolment_id": plan, "step_no": 2}),
            (who, 2, "email", "replied", {}),
            (who, 3, "call", "conversation", {}),
            (who, 4, "meeting", "held", {}),
            (who, 5, "email", "sent", {"template": "recap", "enrolment_id": plan, "step_no": 3}),
            (who, 6, "email", "replied", {}),
            (other, 6, "email", "replied", {}),
        ):
            uow.s.execute(touch.insert().values(prospect_id=person, at=to_ms(at(hour)), channel=channel, outcome=outcome, **more))
    day = dt.date(2026, 11, 19)
    with desk.read() as (s, profile):
        found = {by: {g["key"]: g for g in grouped(s, profile, day, day, by)} for by in ("template", "variant", "cadence")}
        shown = behind(s, profile, "conversation", day, day, group=Group("template", "recap"))[1]
    talks = {key: g["conversation"] for key, g in found["template"].items()}
    assert talks == {"referral": 1, "opener": 0, "recap": 1, "": 2}  # the call outside the plan and the answer out of nowhere
    assert sum(int(str(g["meeting_held"])) for g in found["template"].values()) == found["template"][""]["meeting_held"] == 1
    (key,) = [k for k in found["cadence"] if k]
    assert found["cadence"][key]["conversation"] == 2
    assert {k: g["reach"] for k, g in found["variant"].items()} == {
        f"{key}:1:referral": 1,
        f"{key}:2:opener": 1,
        f"{key}:3:recap": 1,
        "": 1,
    }
    assert [c.at for c in shown] == [at(6)]
