"""One thing done with many people: one undo step, and whom a rule keeps as they were is counted and named (rules R3, R5, R9, R10, R26)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from sdrdesk.app import Application
from sdrdesk.core.domain.when import parse_when
from sdrdesk.core.errors import ValidationError
from sdrdesk.core.services.bulk import Done
from sdrdesk.core.texts import Texts
from tests.support.factories import add_mailbox, add_person, enrol, log, plan_of, queue, suppress
from tests.support.profile import dump, one, rows, set_now


def when(desk: Application, typed: str):  # type: ignore[no-untyped-def]
    return parse_when(typed, desk.clock.now().astimezone(desk.settings.profile().zone))


def told(desk: Application, done: Done) -> tuple[int, list[str]]:
    """What the window says: how many, and a sentence for each refusal."""
    words = Texts("en")
    return len(done.done), [words(f"error.{e.code}", **e.params) for _, e in done.refused]


# --- one step ----------------------------------------------------------------------------------------------------------------------

STEPS: dict[str, Callable[[Application, list[int]], object]] = {
    "pin": lambda desk, people: desk.bulk.pin(people, True),
    "skip": lambda desk, people: desk.bulk.skip(people, "wrong season"),
    "stop": lambda desk, people: desk.bulk.stop(people, "no_need"),
    "snooze": lambda desk, people: desk.bulk.snooze(people, when(desk, "3d")),
    "tag": lambda desk, people: desk.scores.tag(people, "interest/pricing"),
    "enrol": lambda desk, people: desk.enrolments.enrol([add_only(desk, p) for p in people], "inbound"),
}


def add_only(desk: Application, who: int) -> int:
    """Another person than the ones on a plan, made by the fixture of the test."""
    return who + 3


@pytest.mark.parametrize("name", STEPS)
def test_many_people_are_one_undo_step_and_one_redo(desk: Application, name: str) -> None:
    """Rule R26: one Ctrl+Z takes back what was done with all of them, one Ctrl+Y does it again."""
    add_mailbox(desk)
    people = [add_person(desk) for _ in range(6)]
    enrol(desk, *people[:3])
    queue(desk, people[0])
    before, top = dump(desk), one(desk, "SELECT max(id) FROM journal_step")
    STEPS[name](desk, people[:3])
    after = dump(desk)
    assert after != before
    assert one(desk, "SELECT count(*) FROM journal_step WHERE id > :top", top=top) == 1
    desk.undo.undo()
    assert dump(desk) == before
    desk.undo.redo()
    assert dump(desk) == after


def test_pin_of_many_and_off_again(desk: Application) -> None:
    """A person named twice is one person."""
    first, second = add_person(desk), add_person(desk)
    assert desk.bulk.pin([first, second, first], True).value == Done((first, second), ())
    assert rows(desk, "SELECT id FROM prospect WHERE pinned ORDER BY id") == [(first,), (second,)]
    desk.bulk.pin([first], False)
    assert rows(desk, "SELECT id FROM prospect WHERE pinned") == [(second,)]


def test_history_says_what_was_done_and_with_how_many(desk: Application) -> None:
    """The line of the history page, in both languages."""
    people = [add_person(desk) for _ in range(3)]
    enrol(desk, *people[:2])
    desk.bulk.stop(people, "no_need")
    step = desk.undo.history(1)[0]
    assert (step.op, step.args) == ("bulk", {"what": "stop", "n": 2})
    assert Texts("en")("op.bulk", **step.args) == "Plans stopped: 2 people"
    assert Texts("zh_CN")("op.bulk", **step.args) == "停止计划：2 人"


# --- partial refusals ----------------------------------------------------------------------------------------------------------------


def test_stop_counts_those_who_were_on_no_plan(desk: Application) -> None:
    """Three were chosen: two stopped, one told apart; nobody is neither."""
    people = [add_person(desk, f"Person {n}") for n in "ABC"]
    enrol(desk, *people[:2])
    assert told(desk, desk.bulk.stop(people, "no_need").value) == (2, ["Person C is on no plan."])
    assert [plan_of(desk, p)[0] for p in people[:2]] == ["stopped", "stopped"]


def test_skip_counts_those_of_whom_nothing_is_due(desk: Application) -> None:
    """Skipped on the 19th, the second step comes two days later: Saturday, so Monday the 23rd."""
    due, later, nothing = add_person(desk), add_person(desk, "Later"), add_person(desk, "Nothing")
    enrol(desk, due)
    enrol(desk, later, start=dt.date(2026, 11, 24))
    found = desk.bulk.skip([due, later, nothing, 999], "no use").value
    assert told(desk, found) == (
        1,
        [
            "Nothing of Later is due, so there is nothing to skip.",
            "Nothing of Nothing is due, so there is nothing to skip.",
            "There is nobody called 999. Use an id, an email address, or name@company.",
        ],
    )
    assert plan_of(desk, due) == ("active", 2, "2026-11-23")
    assert plan_of(desk, later) == ("active", 1, "2026-11-24")


def test_enrol_counts_every_reason_apart(desk: Application) -> None:
    """One taken, four kept as they were: on a plan, on the list of R17, closed, not there."""
    free, busy, barred, closed = (add_person(desk, n) for n in ("Free", "Busy", "Barred", "Closed"))
    enrol(desk, busy)
    suppress(desk, "person", str(barred))
    log(desk, closed, "do_not_contact")
    found = desk.enrolments.enrol([free, busy, barred, closed, 999], "p5").value
    assert [i for i, _ in found.done] == [free]
    assert {i: (e.code, e.params.get("rule")) for i, e in found.refused} == {
        busy: ("already_enrolled", "R13"),
        barred: ("do_not_contact", "R17"),
        closed: ("do_not_contact", "R17"),
        999: ("prospect_not_found", None),
    }


@pytest.mark.parametrize("what", ["stop", "skip"])
def test_stop_and_skip_without_a_reason_are_refused(desk: Application, what: str) -> None:
    """A reason is asked for once, for all of them (rules R9, R10)."""
    who = add_person(desk)
    enrol(desk, who)
    before = dump(desk)
    with pytest.raises(ValidationError) as caught:
        getattr(desk.bulk, what)([who], "  ")
    assert caught.value.code == "reason_missing"
    assert (Texts("en")("error.reason_missing"), Texts("zh_CN")("error.reason_missing")) == ("Say why.", "请说明原因。")
    assert dump(desk) == before


def test_nobody_to_do_it_with_leaves_no_step(desk: Application) -> None:
    """Nothing happened, so there is nothing to undo."""
    who = add_person(desk)
    top = one(desk, "SELECT max(id) FROM journal_step")
    assert desk.bulk.stop([who], "no_need").value.done == ()
    assert desk.bulk.pin([], True).value == Done((), ())
    assert one(desk, "SELECT max(id) FROM journal_step") == top


# --- snooze ------------------------------------------------------------------------------------------------------------------------


def test_snooze_of_many_moves_steps_items_and_promises(desk: Application) -> None:
    """Rule R5: to Monday 14:00; whoever had nothing gets a date."""
    step, promise, nothing = add_person(desk), add_person(desk), add_person(desk)
    enrol(desk, step)
    log(desk, promise, "gatekeeper", next="11:00")
    assert desk.bulk.snooze([step, promise, nothing], when(desk, "mon 14:00")).value.done == (step, promise, nothing)
    at = int(dt.datetime(2026, 11, 23, 19, tzinfo=dt.UTC).timestamp() * 1000)  # 14:00 in New York
    assert rows(desk, "SELECT due_on, not_before_at FROM enrolment") == [("2026-11-23", at)]
    assert rows(desk, "SELECT prospect_id, kind, due_on, due_at, not_before_at FROM task ORDER BY id") == [
        (promise, "callback", "2026-11-23", at, None),
        (nothing, "follow_up", "2026-11-23", None, at),
    ]


# --- rule R9 -------------------------------------------------------------------------------------------------------------------------


def company_of_three(desk: Application) -> tuple[int, int, int, int]:
    """Three colleagues and a stranger, all on a plan, with an email of each in the outbox."""
    add_mailbox(desk)
    people = [add_person(desk, n, company=c) for n, c in (("A", "Firm"), ("B", "Firm"), ("C", "Firm"), ("D", "Other"))]
    enrol(desk, *people)
    for who in people:
        queue(desk, who)
    first, second, third, stranger = people
    return first, second, third, stranger


def states(desk: Application) -> list[Any]:
    return rows(desk, "SELECT e.state, o.state FROM enrolment e JOIN outbox o ON o.enrolment_id = e.id ORDER BY e.prospect_id")


def test_stop_by_the_user_stops_whom_they_named_and_cancels_their_mail(desk: Application) -> None:
    """It is nobody's reply: colleagues and strangers go on."""
    first, *_ = company_of_three(desk)
    desk.bulk.stop([first], "no_need")
    assert states(desk) == [("stopped", "cancelled"), ("queued", "queued"), ("queued", "queued"), ("queued", "queued")]


def test_replies_of_a_whole_file_stop_and_hold_the_colleagues_as_one_step(desk: Application) -> None:
    """Rule R9: the one who replied is stopped, the two colleagues are held with their mail, the stranger goes on; one undo."""
    first, second, third, _ = company_of_three(desk)
    before = dump(desk)
    line = {"prospect": str(first), "at": "2026-11-19T10:00:00-05:00", "channel": "email", "outcome": "replied"}
    outcome, problems = desk.touches.log_many([line])
    assert (outcome.value, problems) == (1, [])
    assert states(desk) == [("stopped", "cancelled"), ("held", "held"), ("held", "held"), ("queued", "queued")]
    # The user decides: one goes on, the other is stopped.
    desk.enrolments.release(second)
    assert desk.bulk.stop([third], "no_need").value.done == (third,)
    assert states(desk) == [("stopped", "cancelled"), ("queued", "queued"), ("stopped", "cancelled"), ("queued", "queued")]
    for _ in range(3):
        desk.undo.undo()
    assert dump(desk) == before


def test_skip_and_snooze_of_held_colleagues_do_not_let_them_go(desk: Application) -> None:
    """Held for the user to decide: leaving a step out or putting it off is not yet that decision."""
    first, second, third = (add_person(desk, n, company="Firm") for n in "ABC")
    enrol(desk, first, second, third)
    log(desk, first, "replied", "email")
    desk.bulk.skip([second], "no use")
    desk.bulk.snooze([third], when(desk, "tue"))
    assert plan_of(desk, second) == ("held", 2, "2026-11-23")
    assert plan_of(desk, third) == ("held", 1, "2026-11-24")
    assert rows(desk, "SELECT DISTINCT wait_reason FROM enrolment WHERE state = 'held'") == [("colleague_replied",)]
    assert one(desk, "SELECT count(*) FROM task WHERE prospect_id IN (:a, :b)", a=second, b=third) == 0
    set_now(desk, "2026-11-24")
    desk.enrolments.release(third)
    assert plan_of(desk, third) == ("active", 1, "2026-11-24")
