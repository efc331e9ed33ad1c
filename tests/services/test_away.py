"""Days off, away, and catching up (rules R8, R11, R12): what is due on those days moves on under the caps, and nothing is lost.

The desk stands on Thursday 19 November 2026 in New York. Thanksgiving is Thursday the 26th; people without a country keep no holidays.
"""

from __future__ import annotations

import datetime as dt

import pytest

from sdrdesk.app import Application
from sdrdesk.core.domain.when import parse_when
from sdrdesk.core.errors import NotFound, ValidationError
from sdrdesk.core.queries.today import rank_today
from sdrdesk.core.texts import Texts
from tests.support.factories import add_person, enrol, log, plan_of
from tests.support.profile import dump, one, reopen, rows, set_now


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def anyone(desk: Application, **values: str) -> int:
    """Somebody whose country is not known: only weekends are free."""
    return add_person(desk, **({"country": "", "city": "", "phone": "+49 30 1234567"} | values))


def due(desk: Application, *people: int) -> list[str | None]:
    return [plan_of(desk, p)[2] for p in people]


def listed(desk: Application) -> list[int]:
    with desk.read() as (s, profile):
        return [r.candidate.prospect_id for r in rank_today(s, profile, desk.clock.now(), desk.cadences).ranked]


# --- days away -------------------------------------------------------------------------------------------------------------------


def test_away_moves_what_is_due_in_between_to_the_days_after(desk: Application) -> None:
    """Away Monday 23 to Friday 27: Monday the 30th is the first day of work. What is due before and after stays."""
    before, inside, last, after = (anyone(desk) for _ in range(4))
    for who, start in ((before, "2026-11-20"), (inside, "2026-11-24"), (last, "2026-11-27"), (after, "2026-12-01")):
        enrol(desk, who, start=day(start))
    found = desk.away.say(day("2026-11-23"), day("2026-11-27"), "away", "Family").value
    assert (found.moved, found.dropped, found.promised, found.days) == (2, 0, 0, (("2026-11-30", 2),))
    assert due(desk, before, inside, last, after) == ["2026-11-20", "2026-11-30", "2026-11-30", "2026-12-01"]
    assert [(d.first, d.last, d.kind, d.note) for d in desk.away.rows()] == [(day("2026-11-23"), day("2026-11-27"), "away", "Family")]


def test_away_moves_items_without_a_time_and_leaves_promises_with_one(desk: Application) -> None:
    """A meeting on Tuesday 14:00 was agreed with somebody: it is counted, and the user decides."""
    follow, meet = anyone(desk), anyone(desk)
    log(desk, follow, "connected_not_now", next="tue")
    log(desk, meet, "meeting_booked", next="tue 14:00")
    found = desk.away.say(day("2026-11-23"), day("2026-11-25")).value
    assert (found.moved, found.promised) == (1, 1)
    assert rows(desk, "SELECT kind, due_on FROM task ORDER BY id") == [("follow_up", "2026-11-26"), ("meeting", "2026-11-24")]


def test_away_from_today_on_empties_the_list_and_plans_nothing_into_it(desk: Application) -> None:
    """Rule R12: all is paused; whoever is enrolled meanwhile begins after the return."""
    who = anyone(desk)
    enrol(desk, who)
    assert listed(desk) == [who]
    desk.away.say(day("2026-11-19"), day("2026-11-20"))
    assert due(desk, who) == ["2026-11-23"]
    assert listed(desk) == []
    fresh = anyone(desk)
    assert enrol(desk, fresh) == {fresh: "2026-11-23"}


def test_away_keeps_the_gaps_of_the_plan(desk: Application) -> None:
    """Rule R7: the step that was moved to the 30th pushes the rest; the next comes two days after it is done."""
    who = anyone(desk)
    enrol(desk, who, start=day("2026-11-24"))
    desk.away.say(day("2026-11-23"), day("2026-11-27"))
    set_now(desk, "2026-11-30")
    log(desk, who, "sent", "email")
    assert plan_of(desk, who) == ("active", 2, "2026-12-02")


def test_away_spreads_under_the_caps_and_follow_ups_go_first(desk: Application) -> None:
    """Three calls a day: on Monday the 30th one stands already, so two of the five come then and three on Tuesday. Follow-ups before first
    touches (rule R11): the first step, due first of all, is the last to get a day."""
    desk.settings.change({"cap.calls": 3})
    standing, first = anyone(desk), anyone(desk)
    log(desk, standing, "connected_not_now", next="2026-11-30")
    enrol(desk, first, cadence="inbound", start=day("2026-11-23"))  # begins with a call
    others = [anyone(desk) for _ in range(4)]
    for who, due_on in zip(others, ("2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26"), strict=True):
        log(desk, who, "connected_not_now", next=due_on)
    found = desk.away.say(day("2026-11-23"), day("2026-11-27")).value
    assert found.days == (("2026-11-30", 2), ("2026-12-01", 3))
    by_person = dict(rows(desk, "SELECT prospect_id, due_on FROM task WHERE state = 'open'"))
    assert [by_person[w] for w in others] == ["2026-11-30", "2026-11-30", "2026-12-01", "2026-12-01"]
    assert due(desk, first) == ["2026-12-01"]


def test_caps_are_by_channel_and_none_means_no_limit(desk: Application) -> None:
    """One call a day, emails without a cap. The first plan calls on the 24th and again a day later, on the 25th; so the second begins on the
    26th. The emails go together."""
    desk.settings.change({"cap.calls": 1, "cap.emails": 0})
    callers, writers = [anyone(desk), anyone(desk)], [anyone(desk), anyone(desk)]
    enrol(desk, *callers, cadence="inbound", start=day("2026-11-23"))
    enrol(desk, *writers, start=day("2026-11-23"))
    desk.away.say(day("2026-11-23"), day("2026-11-23"))
    assert due(desk, *callers) == ["2026-11-24", "2026-11-26"]
    assert due(desk, *writers) == ["2026-11-24", "2026-11-24"]


def test_day_after_is_a_day_of_work_of_both(desk: Application) -> None:
    """Back on Thursday 26 November: Thanksgiving for the American, a day like any other for the German."""
    american, german = add_person(desk), add_person(desk, country="DE", city="Berlin", phone="")
    enrol(desk, american, german, start=day("2026-11-25"))
    desk.away.say(day("2026-11-24"), day("2026-11-25"))
    assert due(desk, american, german) == ["2026-11-27", "2026-11-26"]


def test_off_is_a_free_day_and_work_is_a_day_worked_all_the_same(desk: Application) -> None:
    """Friday off: the step goes to Monday. Thanksgiving worked: an American user's Thursday counts, their prospect's does not."""
    who, german = anyone(desk), add_person(desk, country="DE", city="Berlin", phone="")
    enrol(desk, who, start=day("2026-11-20"))
    desk.away.say(day("2026-11-20"), day("2026-11-20"), "off")
    assert due(desk, who) == ["2026-11-23"]
    desk.settings.change({"user.country": "US"})
    assert enrol(desk, german, start=day("2026-11-26")) == {german: "2026-11-27"}
    desk.enrolments.stop(german, "by_user")
    assert desk.away.say(day("2026-11-26"), day("2026-11-26"), "work").value.moved == 0
    assert enrol(desk, german, start=day("2026-11-26")) == {german: "2026-11-26"}
    american = add_person(desk)
    assert enrol(desk, american, start=day("2026-11-26")) == {american: "2026-11-27"}


def test_away_held_and_closed_people_stay_as_they_are(desk: Application) -> None:
    """A held plan waits for a decision, not for a day."""
    replied, held = anyone(desk, company="Firm"), anyone(desk, company="Firm")
    enrol(desk, replied, held, start=day("2026-11-24"))
    log(desk, replied, "replied", "email")
    assert desk.away.say(day("2026-11-23"), day("2026-11-25")).value.moved == 0
    assert plan_of(desk, held) == ("held", 1, "2026-11-24")


@pytest.mark.parametrize(
    ("first", "last", "kind", "code", "params"),
    [
        ("2026-11-25", "2026-11-24", "away", "period_order", {}),
        ("2026-11-25", "2027-11-26", "away", "away_too_long", {"limit": 366}),
        ("2026-11-25", "2026-11-25", "asleep", "value_unknown", {"field": "kind", "value": "asleep"}),
    ],
)
def test_away_that_cannot_be_is_refused_in_words(
    desk: Application, first: str, last: str, kind: str, code: str, params: dict[str, object]
) -> None:
    """Upside down, longer than a year, or of no kind; nothing is kept."""
    with pytest.raises(ValidationError) as caught:
        desk.away.say(day(first), day(last), kind)
    assert (caught.value.code, caught.value.params) == (code, params)
    assert desk.away.rows() == ()
    assert Texts("en")("error.away_too_long", limit=366) == "That is more than 366 days. Give shorter stretches."
    assert Texts("zh_CN")("error.away_too_long", limit=366) == "超过 366 天，请分段填写。"
    assert Texts("en")("error.period_order") == "The period ends before it begins."
    assert Texts("zh_CN")("error.period_order") == "时间段的结束早于开始。"


# --- coming back ---------------------------------------------------------------------------------------------------------------------


def test_catch_up_spreads_what_is_overdue_from_today_on_under_the_caps(desk: Application) -> None:
    """Five first emails were due on the 19th; two a day. Two go on Monday 30 November, with their second emails on 2 December; two on
    1 December, with theirs on the 3rd: the fifth begins on Friday the 4th, when there is room again."""
    desk.settings.change({"cap.emails": 2})
    people = [anyone(desk) for _ in range(5)]
    enrol(desk, *people)
    set_now(desk, "2026-11-30")
    assert desk.away.backlog() == (5, "")
    found = desk.away.catch_up().value
    assert (found.moved, found.dropped, found.days) == (5, 0, (("2026-11-30", 2), ("2026-12-01", 2), ("2026-12-04", 1)))
    assert sorted(due(desk, *people)) == ["2026-11-30", "2026-11-30", "2026-12-01", "2026-12-01", "2026-12-04"]
    assert desk.away.backlog() == (0, "")
    assert len(listed(desk)) == 2


def test_catch_up_drops_stale_steps_together_with_a_reason(desk: Application) -> None:
    """Older than seven days before the 30th is before the 23rd: the step of the 19th is left out, and the next comes two days after
    today, on 2 December; the one of the 23rd is only moved. A stale item is closed."""
    stale, fresh, item = anyone(desk), anyone(desk), anyone(desk)
    enrol(desk, stale)
    enrol(desk, fresh, start=day("2026-11-23"))
    log(desk, item, "connected_not_now", next="2026-11-20")
    set_now(desk, "2026-11-30")
    with pytest.raises(ValidationError) as caught:
        desk.away.catch_up(drop_older_than=7, reason=" ")
    assert caught.value.code == "reason_missing"
    found = desk.away.catch_up(drop_older_than=7, reason="too old").value
    assert (found.moved, found.dropped) == (1, 2)
    assert plan_of(desk, stale) == ("active", 2, "2026-12-02")
    assert plan_of(desk, fresh) == ("active", 1, "2026-11-30")
    assert rows(desk, "SELECT state FROM task WHERE prospect_id = :p", p=item) == [("dropped",)]
    assert item in listed(desk)  # rule R4: the list asks for their next step
    assert desk.undo.history(1)[0].args == {"n": 1, "dropped": 2, "reason": "too old"}
    assert Texts("en")("list.moved", n=1, dropped=2, promised=0) == "1 moved, 2 dropped, 0 promised times stay"


def test_catch_up_over_no_backlog_leaves_no_step(desk: Application) -> None:
    """A second click does nothing."""
    enrol(desk, anyone(desk))
    top = one(desk, "SELECT max(id) FROM journal_step")
    assert desk.away.catch_up().value.moved == 0
    assert one(desk, "SELECT max(id) FROM journal_step") == top


def test_backlog_names_the_last_day_away(desk: Application) -> None:
    """What the window offers on the return: how many, since when. A day off is no absence."""
    desk.away.say(day("2026-11-23"), day("2026-11-25"))
    desk.away.say(day("2026-11-27"), day("2026-11-27"), "off")
    assert desk.away.backlog() == (0, "")
    set_now(desk, "2026-11-30")
    assert desk.away.backlog() == (0, "2026-11-25")


def test_promises_at_a_time_are_no_backlog(desk: Application) -> None:
    """A missed call-back has its own place at the head of the list."""
    who = anyone(desk)
    log(desk, who, "gatekeeper", next="tomorrow 9:00")
    set_now(desk, "2026-11-30")
    assert desk.away.backlog()[0] == 0
    assert desk.away.catch_up().value.moved == 0


# --- undo, restart, taking back ---------------------------------------------------------------------------------------------------------


def test_away_and_catch_up_are_one_undo_step_each(desk: Application) -> None:
    """Rule R26: the days and all that moved, together."""
    desk.settings.change({"cap.emails": 1})
    people = [anyone(desk) for _ in range(3)]
    enrol(desk, *people)
    start = dump(desk)
    desk.away.say(day("2026-11-19"), day("2026-11-20"))
    moved = dump(desk)
    set_now(desk, "2026-12-07")
    desk.away.catch_up(drop_older_than=12, reason="old")  # older than 25 November: two of those of the 23rd, 24th and 27th
    assert one(desk, "SELECT count(*) FROM enrolment WHERE step_no = 2") == 2
    desk.undo.undo()
    assert dump(desk) == moved
    desk.undo.undo()
    assert dump(desk) == start
    desk.undo.redo()
    assert dump(desk) == moved


def test_remove_gives_the_days_back_and_leaves_what_has_moved(desk: Application) -> None:
    """Whoever is home earlier may work; undo of the away itself is the other way."""
    who = anyone(desk)
    enrol(desk, who, start=day("2026-11-24"))
    made = desk.away.say(day("2026-11-23"), day("2026-11-27")).value.id
    desk.away.remove(made)
    assert (desk.away.rows(), due(desk, who)) == ((), ["2026-11-30"])
    with pytest.raises(NotFound) as caught:
        desk.away.remove(made)
    assert (caught.value.code, caught.value.params) == ("day_off_not_found", {"id": made})


def test_away_holds_over_a_restart(desk: Application) -> None:
    """The days are in the file, and the calendar of every rule knows them."""
    desk.away.say(day("2026-11-23"), day("2026-11-24"))
    who, folder = anyone(desk), desk.paths.root
    desk.close()
    again = reopen(folder)
    try:
        assert enrol(again, who, start=day("2026-11-23")) == {who: "2026-11-25"}
    finally:
        again.close()


def test_snooze_into_days_away_is_the_users_own_word(desk: Application) -> None:
    """Rule R5: what the user types is where it goes."""
    who = anyone(desk)
    enrol(desk, who)
    desk.away.say(day("2026-11-23"), day("2026-11-24"))
    desk.tasks.snooze(who, parse_when("mon", desk.clock.now().astimezone(desk.settings.profile().zone)))
    assert due(desk, who) == ["2026-11-23"]
