"""Rules R22 and R23: evidence, staleness, red flags, the verdict and what is missing for it."""

from __future__ import annotations

import pytest

from sdrdesk.app import Application
from sdrdesk.core.changes import OpKind
from sdrdesk.core.domain.mql_rule import MqlRule, body_of, rule_from
from sdrdesk.core.errors import ValidationError
from tests.support.factories import add_person, log, make_ready
from tests.support.profile import one, rows, set_now


def test_verdict_of_somebody_unknown_lists_all_that_is_missing(desk: Application) -> None:
    """R23: need, authority and time strong, four strong, and a meeting; in this order."""
    found = desk.qualification.verdict(add_person(desk))
    assert found.missing == (
        ("strong_needed", "need"),
        ("strong_needed", "authority"),
        ("strong_needed", "time"),
        ("more_strong_needed", "4"),
        ("meeting_needed", "7"),
    )
    assert not found.ready
    assert found.next_questions == ("need", "authority")


def test_verdict_is_ready_when_the_rule_holds_and_each_part_can_break_it(desk: Application) -> None:
    """R23: weak money, an open flag or too few strong letters each stop it."""
    who = add_person(desk)
    make_ready(desk, who)
    assert desk.qualification.verdict(who).ready
    assert desk.qualification.set_letter(who, "money", "weak", text="Budget is spent").value.missing == (("not_weak_needed", "money"),)
    desk.undo.undo()
    assert desk.qualification.set_flag(who, "recent_purchase", "on").value.missing == (("flag_open", "recent_purchase"),)
    desk.undo.undo()
    assert desk.qualification.set_letter(who, "people", "weak", text="Nobody").value.missing == (("more_strong_needed", "1"),)
    desk.undo.undo()
    assert desk.qualification.verdict(who).ready


@pytest.mark.parametrize(
    ("meeting", "missing"),
    [("2026-11-26 9:00", ""), ("2026-11-26T10:00", ""), ("2026-11-26T10:01", "meeting_too_far"), ("2026-12-10T10:00", "meeting_too_far")],
)
def test_verdict_wants_the_meeting_within_seven_days(desk: Application, meeting: str, missing: str) -> None:
    """To the minute: Thursday ten o'clock to Thursday ten o'clock."""
    who = add_person(desk)
    make_ready(desk, who, meeting.replace(" 9:00", "T09:00"))
    assert [m[0] for m in desk.qualification.verdict(who).missing] == ([missing] if missing else [])


def test_verdict_counts_the_next_meeting_not_one_that_was_never_settled(desk: Application) -> None:
    """A no-show that nobody logged must not block the meeting that was agreed after it."""
    who = add_person(desk)
    make_ready(desk, who, "fri 9:00")
    set_now(desk, "2026-11-23")
    assert [m[0] for m in desk.qualification.verdict(who).missing] == ["meeting_past"]
    log(desk, who, "meeting_booked", next="tue 14:00")
    assert desk.qualification.verdict(who).ready


def test_evidence_r22_grows_stale_after_60_days_and_says_so(desk: Application) -> None:
    """What was true in autumn is asked again: stale letters come back as questions."""
    who = add_person(desk)
    desk.qualification.set_letter(who, "need", "strong", text="Nine days")
    for day, stale in (("2027-01-18", False), ("2027-01-19", True)):
        set_now(desk, day)
        found = desk.qualification.verdict(who)
        assert found.letters["need"].stale(desk.clock.now()) is stale
        assert ("need" in found.next_questions) is True if stale else "need" not in found.next_questions


def test_set_letter_without_evidence_is_refused(desk: Application) -> None:
    """R22: strong and weak say what was said; unknown needs no words."""
    who = add_person(desk)
    for signal in ("strong", "weak"):
        with pytest.raises(ValidationError) as caught:
            desk.qualification.set_letter(who, "need", signal, text="  ")
        assert caught.value.code == "evidence_missing"
    desk.qualification.set_letter(who, "need", "unknown")


def test_set_letter_again_keeps_the_older_evidence(desk: Application) -> None:
    """The history of what was said is never overwritten; the newest counts."""
    who = add_person(desk, "Ann Vogel")
    desk.qualification.set_letter(who, "n", "weak", text="Maybe", said_by="Bob")
    desk.qualification.set_letter(who, "need", "strong", text="Yes")
    assert rows(desk, "SELECT letter, signal, text, said_by FROM evidence ORDER BY id") == [
        ("need", "weak", "Maybe", "Bob"),
        ("need", "strong", "Yes", "Ann Vogel"),
    ]
    assert desk.qualification.verdict(who).letters["need"].signal == "strong"


def test_flag_r23_blocks_until_it_is_resolved_with_a_reason(desk: Application) -> None:
    """A red flag does not go away by a click."""
    who = add_person(desk)
    desk.qualification.set_flag(who, "no_owner", "on")
    with pytest.raises(ValidationError) as caught:
        desk.qualification.set_flag(who, "no_owner", "off", reason=" ")
    assert caught.value.code == "flag_reason_missing"
    assert "flag_open" in [m[0] for m in desk.qualification.verdict(who).missing]
    found = desk.qualification.set_flag(who, "no_owner", "off", reason="The new head starts in May").value
    assert "flag_open" not in [m[0] for m in found.missing]


@pytest.mark.parametrize(("letter", "signal", "code"), [("price", "strong", "letter_unknown"), ("need", "medium", "signal_unknown")])
def test_set_letter_of_what_is_not_known_stores_nothing(desk: Application, letter: str, signal: str, code: str) -> None:
    """A typing mistake must not look like evidence."""
    with pytest.raises(ValidationError) as caught:
        desk.qualification.set_letter(add_person(desk), letter, signal, text="x")
    assert caught.value.code == code
    assert one(desk, "SELECT count(*) FROM evidence") == 0


def test_the_verdict_follows_the_rule_that_holds_and_names_its_version(desk: Application) -> None:
    """R23: the rule is data; another one judges from the next moment on, undo brings the earlier judgement back."""
    who = add_person(desk)
    make_ready(desk, who)
    desk.qualification.set_letter(who, "people", "weak", text="Nobody")
    assert (desk.qualification.verdict(who).ready, desk.qualification.verdict(who).version) == (False, 0)
    desk.standards.save("mql", {"strong_at_least": 3})
    found = desk.qualification.verdict(who)
    assert (found.ready, found.version) == (True, 1)
    desk.undo.undo()
    assert (desk.qualification.verdict(who).ready, desk.qualification.verdict(who).version) == (False, 0)


def test_stale_evidence_counts_or_not_as_the_rule_says(desk: Application) -> None:
    """R22 and R23: after the set time the evidence says so; whether it still counts is the user's to say."""
    who = add_person(desk)
    make_ready(desk, who)
    desk.standards.save("mql", {"stale_days": 10})
    set_now(desk, "2026-12-01")
    log(desk, who, "meeting_booked", next="2026-12-03T09:00")
    found = desk.qualification.verdict(who)
    assert found.ready and found.letters["need"].stale(desk.clock.now())
    desk.standards.save("mql", {"stale_days": 10, "fresh_only": True})
    assert [m[0] for m in desk.qualification.verdict(who).missing] == ["strong_needed"] * 3 + ["more_strong_needed"]


def test_preview_counts_as_the_verdicts_do_and_says_who_changes_sides(desk: Application) -> None:
    """The count before a rule is kept is the count after; people of whom nothing is known, and those handed off, are not in it."""
    ready, nearly, flagged, gone = (add_person(desk, name=f"Person {n}") for n in "abcd")
    add_person(desk, name="Person e")
    for who in (ready, nearly, flagged, gone):
        make_ready(desk, who)
    desk.qualification.set_letter(nearly, "people", "weak", text="Nobody")
    desk.qualification.set_flag(flagged, "no_owner", "on")
    with desk.store.write(OpKind.EDIT_PROSPECT) as uow:
        uow.s.exec_driver_sql("UPDATE prospect SET stage = 'handed_off' WHERE id = ?", (gone,))
    now = desk.qualification.preview(MqlRule())
    assert (now.ready, now.of, now.more, now.fewer) == (1, 3, 0, 0)
    other = rule_from({"strong_at_least": 3, "no_open_flag": False, "must_be_strong": ["need", "people"]})
    then = desk.qualification.preview(other)
    assert (then.ready, then.more, then.fewer) == (2, 1, 0)
    desk.standards.save("mql", body_of(other))
    assert sum(desk.qualification.verdict(who).ready for who in (ready, nearly, flagged)) == 2


def test_an_own_red_flag_blocks_like_the_four_and_outlives_its_removal(desk: Application) -> None:
    """W15: the user's own flags are asked of everybody; one that is open still blocks after it was taken from the list."""
    who = add_person(desk)
    make_ready(desk, who)
    with pytest.raises(ValidationError):
        desk.qualification.set_flag(who, "Tender is out", "on")
    desk.standards.save("red_flags", {"flags": ["Tender is out"]})
    assert [(f.name, f.state) for f in desk.qualification.verdict(who).flags][-1] == ("Tender is out", "not_asked")
    assert desk.qualification.set_flag(who, "Tender is out", "on").value.missing == (("flag_open", "Tender is out"),)
    desk.standards.save("red_flags", {"flags": []})
    assert not desk.qualification.verdict(who).ready
    assert desk.qualification.set_flag(who, "Tender is out", "off", reason="We are in it").value.ready
    assert [f.name for f in desk.qualification.verdict(add_person(desk, name="Sam Whitlow")).flags if f.name == "Tender is out"] == []


@pytest.mark.parametrize("flags", ["x", [""], ["a", "A"], ["no_owner"], ["x" * 61], [7], [str(n) for n in range(13)]])
def test_own_red_flags_that_cannot_be_are_refused(desk: Application, flags: object) -> None:
    """Empty, twice, one of the four, too long, too many."""
    with pytest.raises(ValidationError):
        desk.standards.save("red_flags", {"flags": flags})
    assert desk.standards.current("red_flags") is None
