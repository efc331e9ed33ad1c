"""Reminders: each occurrence once, also when the clock is set back; what was missed comes as one digest (rule R5, promise 3.10)."""

from __future__ import annotations

from sdrdesk.app import Application
from tests.support.factories import add_person, enrol, log
from tests.support.profile import set_now


def fired(desk: Application) -> tuple[list[str], list[str]]:
    found = desk.reminders.fire().value
    return [d.kind for d in found.now], [d.kind for d in found.missed]


def test_callback_reminds_five_minutes_before_and_once(desk: Application) -> None:
    """Not at 10:54, at 10:55, and never again, also not with the clock set back."""
    who = add_person(desk, "Ann Vogel")
    log(desk, who, "gatekeeper", next="11:00")
    set_now(desk, "2026-11-19T10:54")
    assert fired(desk) == ([], [])
    set_now(desk, "2026-11-19T10:55")
    assert [(d.name, d.prospect_id) for d in desk.reminders.fire().value.now] == [("Ann Vogel", who)]
    for moment in ("2026-11-19T10:56", "2026-11-19T10:55", "2026-11-19T12:00"):
        set_now(desk, moment)
        assert fired(desk) == ([], [])


def test_missed_reminders_come_in_the_digest(desk: Application) -> None:
    """After two hours without the program a call-back is not news, but it is not lost either."""
    log(desk, add_person(desk), "gatekeeper", next="11:00")
    log(desk, add_person(desk), "gatekeeper", next="12:55")
    set_now(desk, "2026-11-19T13:00")
    assert fired(desk) == (["callback"], ["callback"])


def test_follow_ups_of_a_day_come_as_one_at_the_start_of_work(desk: Application) -> None:
    """Thirty people due on Monday are one message, at nine, not thirty."""
    people = [add_person(desk) for _ in range(3)]
    enrol(desk, *people[:2])
    log(desk, people[2], "no_answer")
    set_now(desk, "2026-11-23T08:59")
    assert fired(desk) == ([], [])
    set_now(desk, "2026-11-23T09:00")
    assert [(d.kind, d.n) for d in desk.reminders.fire().value.now] == [("follow_ups", 3)]
    assert fired(desk) == ([], [])
    assert desk.reminders.unseen() == 1
    desk.reminders.acknowledge()
    assert desk.reminders.unseen() == 0


def test_callback_that_was_moved_reminds_at_its_new_time_only(desk: Application) -> None:
    """A snoozed promise must not ring at the old hour."""
    from sdrdesk.core.domain.when import parse_when

    who = add_person(desk)
    log(desk, who, "gatekeeper", next="11:00")
    desk.tasks.snooze(who, parse_when("15:00", desk.clock.now().astimezone(desk.settings.profile().zone)))
    set_now(desk, "2026-11-19T11:00")
    assert fired(desk) == ([], [])
    set_now(desk, "2026-11-19T14:55")
    assert fired(desk) == (["callback"], [])
