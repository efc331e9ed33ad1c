"""Cadences as data and in versions (rules R7, R9, R26; seed W19): who is on one finishes on theirs, whatever is edited meanwhile.

Every date was counted on paper from Thursday 19 November 2026; people in Germany keep no Thanksgiving.
"""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from sdrdesk.app import Application
from sdrdesk.core.errors import FileUnreadable, NotFound, ValidationError
from sdrdesk.core.files.cadences import body_of
from sdrdesk.core.texts import Texts
from tests.support.factories import add_mailbox, add_person, enrol, log, plan_of, queue
from tests.support.profile import dump, one, reopen, rows, set_now

MESSAGE = {"channel": "im", "template": "", "purpose": "message"}
TWO: dict[str, Any] = {
    "key": "two",
    "names": {"en": "Two", "zh_CN": "两步"},
    "steps": [{"gap_days": 0, **MESSAGE}, {"gap_days": 5, **MESSAGE}],
}


def german(desk: Application, **values: str) -> int:
    return add_person(desk, **({"country": "DE", "city": "Berlin", "phone": ""} | values))


def two(**more: Any) -> dict[str, Any]:
    return copy.deepcopy(TWO) | more


def refusal(desk: Application, body: dict[str, Any]) -> tuple[str, dict[str, object]]:
    before = dump(desk)
    with pytest.raises(ValidationError) as caught:
        desk.plans.save(body)
    assert dump(desk) == before
    return caught.value.code, dict(caught.value.params)


# --- versions ------------------------------------------------------------------------------------------------------------------


def test_edited_cadence_is_the_next_version_and_those_on_it_finish_on_theirs(desk: Application) -> None:
    """p5's second email comes two days after the first: Saturday, so Monday the 23rd. In version 2 it comes after five: Tuesday the 24th."""
    old = german(desk)
    enrol(desk, old)
    body = body_of(desk.cadences["p5"])
    body["steps"][1]["gap_days"] = 5
    assert desk.plans.save(body).value.version == 2
    new = german(desk)
    enrol(desk, new)
    for who in (old, new):
        log(desk, who, "sent", "email")
    assert rows(desk, "SELECT prospect_id, cadence_version, due_on FROM enrolment ORDER BY id") == [
        (old, 1, "2026-11-23"),
        (new, 2, "2026-11-24"),
    ]
    use = desk.plans.use("p5")
    assert (use.on_version, use.running, use.finished, use.stopped) == ({1: 1, 2: 1}, 2, 0, 0)
    assert desk.plans.people_on("p5", 1) == [old]


def test_version_that_lost_a_step_still_has_it_for_those_who_began(desk: Application) -> None:
    """Five emails were begun with, five are sent: 19, 23, 27 November, 4 and 21 December (gaps of 2, 4, 7 and 16)."""
    who = german(desk)
    enrol(desk, who)
    body = body_of(desk.cadences["p5"])
    body["steps"] = body["steps"][:1]
    desk.plans.save(body)
    folder = desk.paths.root
    desk.close()
    again = reopen(folder)
    try:
        days = []
        for _ in range(5):
            day = plan_of(again, who)[2]
            assert day is not None
            days.append(day)
            set_now(again, day)
            log(again, who, "sent", "email")
        assert days == ["2026-11-19", "2026-11-23", "2026-11-27", "2026-12-04", "2026-12-21"]
        assert plan_of(again, who) == ("finished", 5, None)
        assert again.plans.use("p5").finished == 1
    finally:
        again.close()


def test_shipped_version_is_kept_with_the_first_who_begins_it(desk: Application) -> None:
    """The next release of the program may ship another p5; whoever is on this one finishes it."""
    assert one(desk, "SELECT count(*) FROM cadence") == 0
    enrol(desk, german(desk), german(desk))
    assert rows(desk, "SELECT key, version, origin, state FROM cadence") == [("p5", 1, "shipped", "live")]


def test_move_to_the_current_version_is_a_step_of_its_own_and_on_purpose(desk: Application) -> None:
    """The step number stays; beyond the last step of the new version it is the last. Undo puts them back."""
    who = german(desk)
    enrol(desk, who)
    with pytest.raises(NotFound) as same:
        desk.enrolments.move(who)
    assert same.value.code == "on_current_version"
    for day in ("2026-11-19", "2026-11-23"):
        set_now(desk, day)
        log(desk, who, "sent", "email")
    body = body_of(desk.cadences["p5"])
    body["steps"] = body["steps"][:2]
    desk.plans.save(body)
    before = dump(desk)
    assert desk.enrolments.move(who).value == 2
    assert rows(desk, "SELECT cadence_version, step_no, due_on FROM enrolment") == [(2, 2, "2026-11-27")]
    desk.undo.undo()
    assert dump(desk) == before
    with pytest.raises(NotFound) as nobody:
        desk.enrolments.move(german(desk))
    assert nobody.value.code == "not_enrolled"


def test_save_of_the_same_again_is_refused_and_undo_of_a_version_brings_the_old_one_back(desk: Application) -> None:
    """Otherwise every "save" without a change would make another version."""
    desk.plans.save(two())
    assert refusal(desk, two()) == ("cadence_unchanged", {"file": "two"})
    desk.plans.save(two(limit_days=30))
    assert desk.cadences["two"].version == 2
    desk.undo.undo()
    assert (desk.cadences["two"].version, desk.cadences["two"].limit_days) == (1, None)
    desk.undo.undo()
    assert "two" not in desk.cadences
    desk.undo.redo()
    assert desk.cadences["two"].version == 1


def test_undo_of_a_version_and_of_who_was_put_on_it_leaves_the_one_before(desk: Application) -> None:
    """Steps are taken back in their order, so nobody is left on a version that is gone."""
    who = german(desk)
    desk.plans.save(two())
    desk.plans.save(two(limit_days=30))
    enrol(desk, who, cadence="two")
    desk.undo.undo()
    desk.undo.undo()
    enrol(desk, who, cadence="two")
    assert rows(desk, "SELECT cadence_version FROM enrolment") == [(1,)]


# --- retire, duplicate -----------------------------------------------------------------------------------------------------------------


def test_retired_cadence_is_offered_no_more_and_those_on_it_go_on(desk: Application) -> None:
    """Saved again it is offered again, as the next version."""
    who = german(desk)
    enrol(desk, who)
    desk.plans.retire("p5")
    assert "p5" not in desk.cadences
    with pytest.raises(NotFound) as caught:
        desk.enrolments.enrol([german(desk)], "p5")
    assert caught.value.code == "cadence_not_found"
    assert "p5" not in str(caught.value.params["known"]).split(", ")
    log(desk, who, "sent", "email")
    assert plan_of(desk, who) == ("active", 2, "2026-11-23")
    for _ in ("the log", "the new person", "the retiring"):
        desk.undo.undo()
    assert "p5" in desk.cadences
    desk.plans.retire("p5")
    assert desk.plans.save(body_of(desk.cadences.versions("p5")[-1])).value.version == 2
    assert desk.cadences["p5"].version == 2
    with pytest.raises(NotFound):
        desk.plans.retire("nothing")


def test_duplicate_is_the_same_under_another_key(desk: Application) -> None:
    """And its own from then on."""
    made = desk.plans.duplicate("p5", "mine", {"en": "Mine"}).value
    assert (made.key, made.version, made.steps) == ("mine", 1, desk.cadences["p5"].steps)
    with pytest.raises(ValidationError) as caught:
        desk.plans.duplicate("p5", "mine", {"en": "Mine"})
    assert (caught.value.code, caught.value.params) == ("cadence_key_taken", {"field": "key", "value": "mine"})


# --- files ------------------------------------------------------------------------------------------------------------------------------


def test_export_and_add_of_a_file_come_back_to_the_same(desk: Application, tmp_path: Path) -> None:
    """All that a cadence can hold, with quotes and Chinese; the file adds nothing to its own desk, and itself to another's."""
    full = two(
        about={"en": 'He said "no"', "zh_CN": "反斜杠 \\ 与换行\n"},
        enter={"lead_type": ["spear"], "tag": ["interest/定价"]},
        leave={"stages": ["qualify"], "outcomes": ["opened"]},
        limit_days=90,
        then="p5",
        then_gap_days=3,
    )
    full["steps"].append(
        {"gap_days": 2, "channel": "email", "template": "referral", "purpose": "referral_email", "mode": "batch", "variants": ["break_up"]}
    )
    desk.plans.save(full)
    path = desk.plans.export("two", tmp_path / "two.toml")
    assert desk.plans.validate(path) == desk.cadences["two"]
    with pytest.raises(ValidationError) as same:
        desk.plans.add_file(path)
    assert same.value.code == "cadence_unchanged"
    kept = desk.cadences["two"]
    desk.undo.undo()
    assert desk.plans.add_file(path).value == kept
    with pytest.raises(FileUnreadable) as caught:
        desk.plans.export("two", tmp_path / "no folder" / "two.toml")
    assert caught.value.code == "file_write_failed"


def test_validate_of_a_file_keeps_nothing(desk: Application, tmp_path: Path) -> None:
    """Reading is not adding."""
    desk.plans.save(two())
    path = desk.plans.export("two", tmp_path / "two.toml")
    path.write_text(path.read_text("utf-8").replace("gap_days = 5", "gap_days = 6"), "utf-8")
    before = dump(desk)
    assert [s.gap_days for s in desk.plans.validate(path).steps] == [0, 6]
    assert dump(desk) == before
    assert desk.cadences["two"].version == 1


# --- time limit and the track after ---------------------------------------------------------------------------------------------------------


def test_time_limit_ends_the_plan_and_the_track_after_begins(desk: Application) -> None:
    """Begun on 19 November with a limit of four days, it ends on the 23rd; the second step would come on the 24th. p5 begins three days
    after the touch of the 19th: Sunday the 22nd, so Monday the 23rd."""
    desk.plans.save(two(limit_days=4, then="p5", then_gap_days=3))
    who = german(desk)
    enrol(desk, who, cadence="two")
    found = log(desk, who, "sent", "im")
    assert rows(desk, "SELECT cadence, state, stop_reason, step_no, due_on FROM enrolment ORDER BY id") == [
        ("two", "finished", "time_limit", 1, None),
        ("p5", "active", None, 1, "2026-11-23"),
    ]
    assert found.next_step is not None
    assert (found.next_step.channel, found.next_step.due) == ("email", "2026-11-23")


def test_time_limit_that_ends_on_the_day_of_the_step_does_not_end_it(desk: Application) -> None:
    """Five days: the 24th is the last day, and the step falls on it. After the last step it ends by itself, a week before the track."""
    desk.plans.save(two(limit_days=5, then="p5"))
    who = german(desk)
    enrol(desk, who, cadence="two")
    log(desk, who, "sent", "im")
    assert plan_of(desk, who) == ("active", 2, "2026-11-24")
    set_now(desk, "2026-11-24")
    log(desk, who, "sent", "im")
    assert rows(desk, "SELECT cadence, state, stop_reason, due_on FROM enrolment ORDER BY id") == [
        ("two", "finished", "completed", None),
        ("p5", "active", None, "2026-12-01"),  # seven days on
    ]


def test_plan_that_was_stopped_has_no_track_after(desk: Application) -> None:
    """Rule R9: a reply ends it all."""
    desk.plans.save(two(then="p5"))
    who = german(desk)
    enrol(desk, who, cadence="two")
    log(desk, who, "replied", "email")
    assert rows(desk, "SELECT cadence, state FROM enrolment") == [("two", "stopped")]


def test_track_after_that_was_retired_meanwhile_leaves_a_next_step(desk: Application) -> None:
    """Rule R4: the plan is over, nothing follows it; three days on is Sunday, so Monday the 23rd."""
    desk.plans.save(two(limit_days=4, then="p5"))
    who = german(desk)
    enrol(desk, who, cadence="two")
    desk.plans.retire("p5")
    found = log(desk, who, "sent", "im")
    assert plan_of(desk, who) == ("finished", 1, None)
    assert found.next_step is not None
    assert (found.next_step.kind, found.next_step.due) == ("follow_up", "2026-11-23")


@pytest.mark.parametrize("by_skip", [False, True])
def test_track_after_that_the_person_would_leave_at_once_does_not_begin(desk: Application, by_skip: bool) -> None:
    """W18: the middle of the funnel is for people in qualifying too, and the drip after it is not. Rule R4: a next step stands instead."""
    desk.plans.save(two(limit_days=4, then="drip"))
    who = german(desk)
    enrol(desk, who, cadence="two")
    desk.qualification.set_letter(who, "need", "weak", text="Perhaps next year")  # in qualifying from now on
    if by_skip:
        assert desk.enrolments.skip_step(who, "by_user").value is None
    else:
        found = log(desk, who, "sent", "im")
        assert found.next_step is not None and found.next_step.kind == "follow_up"
    assert rows(desk, "SELECT cadence, state FROM enrolment") == [("two", "finished")]


# --- conditions to enter and to leave -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("enter", "right", "wrong", "field"),
    [
        ({"lead_type": ["seed", "net"]}, {"lead_type": "seed"}, {"lead_type": "spear"}, "lead_type"),
        ({"tier": ["T1"]}, {"tier": "T1"}, {}, "tier"),
        ({"grade": ["A"]}, {"grade": "A"}, {"grade": "B"}, "grade"),
        ({"language": ["zh_CN"]}, {"language": "zh_CN"}, {}, "language"),
        ({"buyer_role": ["decider"]}, {"buyer_role": "decider"}, {}, "buyer_role"),
        ({"country": ["DE", "AT"]}, {}, {"country": "FR", "city": ""}, "country"),
        ({"stage": ["target"], "country": ["FR"]}, {"country": "FR", "city": ""}, {}, "country"),
    ],
)  # fmt: skip
def test_conditions_to_enter_keep_others_off(
    desk: Application, enter: dict[str, list[str]], right: dict[str, str], wrong: dict[str, str], field: str
) -> None:
    """Every condition must hold; the refusal names the field and what it may be, and the user may insist."""
    desk.plans.save(two(enter=enter))
    yes, no = german(desk, **right), german(desk, full_name="No", **wrong)
    found = desk.enrolments.enrol([yes, no], "two").value
    assert [i for i, _ in found.done] == [yes]
    ((who, error),) = found.refused
    allowed = ", ".join(enter[field])
    assert (who, error.code) == (no, "cadence_not_for")
    assert error.params == {"rule": "R13", "name": "No", "cadence": "two", "field": field, "allowed": allowed}
    assert [i for i, _ in desk.enrolments.enrol([no], "two", anyway=True).value.done] == [no]


def test_condition_by_tag_and_its_sentence_in_both_languages(desk: Application) -> None:
    """A tag as group/name, one of those that are allowed."""
    desk.plans.save(two(enter={"tag": ["interest/pricing", "interest/demo"]}))
    who = german(desk, full_name="Ann Vogel")
    ((_, error),) = desk.enrolments.enrol([who], "two").value.refused
    assert Texts("en")(f"error.{error.code}", **error.params) == (
        "Ann Vogel does not fit two: tag must be interest/pricing, interest/demo. Use --anyway to insist."
    )
    assert Texts("zh_CN")(f"error.{error.code}", **error.params) == (
        "Ann Vogel 不符合 two：tag 须为 interest/pricing, interest/demo。可用 --anyway 坚持。"
    )
    desk.scores.tag([who], "interest/demo")
    assert [i for i, _ in desk.enrolments.enrol([who], "two").value.done] == [who]


def test_conditions_to_leave_end_the_plan_by_outcome_and_by_stage(desk: Application) -> None:
    """Besides rule R9: here an opened email, and the stage of qualifying; the mail that waits is cancelled."""
    add_mailbox(desk)
    desk.plans.save(two(leave={"outcomes": ["opened"], "stages": ["contact"]}))
    opened, touched, other = german(desk), german(desk), german(desk)
    enrol(desk, opened, touched, cadence="two")
    enrol(desk, other)
    queue(desk, opened)
    for who, outcome in ((opened, "opened"), (touched, "sent"), (other, "opened")):
        log(desk, who, outcome, "email")
    assert rows(desk, "SELECT prospect_id, state, stop_reason FROM enrolment ORDER BY id") == [
        (opened, "stopped", "left"),
        (touched, "stopped", "left"),  # a first touch makes a target a contact
        (other, "active", None),
    ]
    assert rows(desk, "SELECT state, reason FROM outbox") == [("cancelled", "left")]
    assert one(desk, "SELECT count(*) FROM task WHERE prospect_id = :p AND state = 'open'", p=opened) == 1  # rule R4


# --- refused ------------------------------------------------------------------------------------------------------------------------------------


def test_loops_of_any_length_and_tracks_that_do_not_exist_are_refused(desk: Application) -> None:
    """a → b → c → a would never let anybody go."""
    desk.plans.save(two(key="c"))
    desk.plans.save(two(key="b", then="c"))
    desk.plans.save(two(key="a", then="b"))
    assert refusal(desk, two(key="a", then="a")) == ("cadence_loop", {"file": "a", "chain": "a → a"})
    assert refusal(desk, two(key="c", then="a")) == ("cadence_loop", {"file": "c", "chain": "c → a → b → c"})
    assert refusal(desk, two(key="d", then="nothing")) == ("cadence_unknown_track", {"file": "d", "name": "nothing"})


@pytest.mark.parametrize(
    ("change", "code", "params"),
    [
        ({"limit_days": 0}, "cadence_limit", {"name": "limit_days", "value": "0", "limit": 1098}),
        ({"limit_days": True}, "cadence_limit", {"name": "limit_days", "value": "True", "limit": 1098}),
        ({"then": "p5", "then_gap_days": -1}, "cadence_limit", {"name": "then_gap_days", "value": "-1", "limit": 1098}),
        ({"enter": {"shoe": ["42"]}}, "cadence_unknown_field", {"name": "shoe"}),
        ({"enter": {"tier": ["T9"]}}, "cadence_unknown_value", {"name": "tier", "value": "T9"}),
        ({"leave": {"stages": ["asleep"]}}, "cadence_unknown_value", {"name": "stage", "value": "asleep"}),
        ({"leave": {"outcomes": ["laughed"]}}, "cadence_unknown_value", {"name": "outcome", "value": "laughed"}),
        ({"enter": "all"}, "cadence_unreadable", {}),
        ({"names": {"zh_CN": "两步"}}, "cadence_no_name", {}),
        ({"steps": []}, "cadence_no_steps", {}),
    ],
)  # fmt: skip
def test_body_that_cannot_be_is_refused_with_the_place(
    desk: Application, change: dict[str, Any], code: str, params: dict[str, object]
) -> None:
    """From the editor as from a file; nothing is kept."""
    assert refusal(desk, two(**change)) == (code, {"file": "two", **params})
