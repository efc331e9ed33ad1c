"""Rule R5: today means today or earlier, and snoozing moves the item itself."""

from __future__ import annotations

import pytest

from sdrdesk.app import Application
from sdrdesk.core.domain.when import parse_when
from sdrdesk.core.errors import NotFound, ValidationError
from sdrdesk.core.queries.today import rank_today
from tests.support.factories import add_person, enrol, log, plan_of
from tests.support.profile import one, rows, set_now


def snooze(desk: Application, who: int, typed: str) -> None:
    desk.tasks.snooze(who, parse_when(typed, desk.clock.now().astimezone(desk.settings.profile().zone)))


def listed(desk: Application) -> list[tuple[int, str, int]]:
    with desk.read() as (s, profile):
        return [(r.candidate.prospect_id, r.band.key, r.overdue) for r in rank_today(s, profile, desk.clock.now(), desk.cadences).ranked]


def test_today_r5_shows_what_is_due_today_or_earlier_and_nothing_of_tomorrow(desk: Application) -> None:
    """What was missed stays on the list until it is done."""
    old, now, later = add_person(desk), add_person(desk), add_person(desk)
    for who, day in ((old, "2026-11-20"), (now, "2026-11-24"), (later, "2026-11-25")):
        log(desk, who, "connected_not_now", next=day)
    set_now(desk, "2026-11-24")
    assert sorted(listed(desk)) == [(old, "worth_most_now", 4), (now, "worth_most_now", 0)]


def test_snooze_r5_by_hours_takes_the_person_out_of_now_and_back(desk: Application) -> None:
    """Two hours from ten: not now, not overdue; at noon again."""
    who = add_person(desk, phone="")
    enrol(desk, who)
    assert listed(desk)[0][1] == "worth_most_now"
    snooze(desk, who, "2h")
    assert listed(desk) == [(who, "later_today", 0)]
    set_now(desk, "2026-11-19T12:00")
    assert listed(desk) == [(who, "worth_most_now", 0)]


def test_snooze_r5_by_days_moves_the_step_itself(desk: Application) -> None:
    """Not shown until then, and not overdue on that day."""
    who = add_person(desk)
    enrol(desk, who)
    snooze(desk, who, "mon")
    assert plan_of(desk, who) == ("active", 1, "2026-11-23")
    assert listed(desk) == []
    set_now(desk, "2026-11-23")
    assert listed(desk) == [(who, "worth_most_now", 0)]


def test_snooze_of_a_timed_promise_moves_its_time(desk: Application) -> None:
    """A call-back of 11:00 put off to tomorrow 9:00 rings at nine, not at eleven."""
    who = add_person(desk)
    log(desk, who, "gatekeeper", next="11:00")
    snooze(desk, who, "tomorrow 9:00")
    assert listed(desk) == []
    set_now(desk, "2026-11-20T09:00")
    assert listed(desk) == [(who, "promised_now", 0)]
    assert one(desk, "SELECT count(*) FROM task WHERE state = 'open'") == 1


def test_snooze_r4_of_somebody_without_a_next_step_gives_one(desk: Application) -> None:
    """Whoever is put off comes back."""
    who = add_person(desk)
    assert listed(desk) == [(who, "no_next_step", 0)]
    snooze(desk, who, "3d")
    assert rows(desk, "SELECT kind, due_on FROM task") == [("follow_up", "2026-11-22")]
    assert listed(desk) == []


def test_plan_of_a_meeting_needs_a_time_and_stops_the_plan(desk: Application) -> None:
    """A booked meeting ends the cold touches (rule R9)."""
    who = add_person(desk)
    enrol(desk, who)
    local = desk.clock.now().astimezone(desk.settings.profile().zone)
    with pytest.raises(ValidationError) as caught:
        desk.tasks.plan(who, "meeting", "meeting", parse_when("tue", local))
    assert caught.value.code == "meeting_needs_time"
    desk.tasks.plan(who, "meeting", "meeting", parse_when("tue 14:00", local))
    assert plan_of(desk, who)[0] == "stopped"


def test_finish_of_an_item_twice_says_there_is_none(desk: Application) -> None:
    """A second click must not count again."""
    who = add_person(desk)
    made = desk.tasks.plan(who, "follow_up", "call", parse_when("today", desk.clock.now().astimezone(desk.settings.profile().zone))).value
    desk.tasks.finish(made)
    with pytest.raises(NotFound):
        desk.tasks.finish(made)
