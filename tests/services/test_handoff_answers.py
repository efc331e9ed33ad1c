"""The answer to a handoff and all that follows from it: check-ins, back to nurture, a customer, a referral (R24, W16, W17, P2)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from sdrdesk.app import Application
from sdrdesk.core.domain.words import Band
from sdrdesk.core.errors import NotFound, RuleRefusal, ValidationError
from sdrdesk.core.queries.numbers import numbers
from sdrdesk.core.queries.today import rank_today
from tests.support.factories import add_person, make_ready
from tests.support.profile import NEW_YORK, dump, one, rows, set_now


@pytest.fixture
def sent(desk: Application, tmp_path: Path) -> int:
    """A handoff to Ravi on the 19th; gives its id."""
    return hand_over(desk, tmp_path, "Helen Okafor")


def hand_over(desk: Application, folder: Path, name: str = "", ae: str = "Ravi Menon") -> int:
    """Somebody is ready and handed to an AE."""
    who = add_person(desk, name)
    make_ready(desk, who)
    desk.executives.add(ae, "ravi@acme.example" if ae == "Ravi Menon" else "")
    return desk.handoffs.create(who, desk.executives.find(ae), folder).value.handoff_id


def open_items(desk: Application) -> list[tuple[str, str, str]]:
    """(kind, day, note) of the open items that handoffs made."""
    return rows(desk, "SELECT kind, due_on, note FROM task WHERE state = 'open' AND source LIKE 'handoff:%' ORDER BY id")


def state_of(desk: Application, handoff: int) -> str:
    return str(one(desk, "SELECT state FROM handoff WHERE id = :i", i=handoff))


def test_handing_over_puts_the_deadline_on_the_list_when_it_has_passed(desk: Application, sent: int) -> None:
    """Nobody is reminded before it; after it the item is among those to answer now (rule R24)."""
    assert open_items(desk) == [("handoff_answer", "2026-11-21", "Ravi Menon")]
    assert str(one(desk, "SELECT uid FROM handoff WHERE id = :i", i=sent)).startswith(f"handoff-{sent}-")
    for moment, kinds in (("2026-11-21T09:00", []), ("2026-11-21T10:30", [(2, "handoff_answer")])):
        set_now(desk, moment)
        with desk.read() as (s, profile):
            ranked = rank_today(s, profile, desk.clock.now(), desk.cadences).ranked
        assert [(int(r.band), r.candidate.kind) for r in ranked if r.band is Band.ANSWER_NOW] == kinds


def test_accepted_begins_the_check_ins_of_w16(desk: Application, sent: int) -> None:
    """Every 30 days, five times; then the item asks for the outcome until there is one."""
    set_now(desk, "2026-11-20")
    done = desk.answers.answer(sent, "Accepted ").value
    assert (done.state, done.known, state_of(desk, sent)) == ("accepted", False, "accepted")
    assert open_items(desk) == [("check_in", "2026-12-21", "1/5 Ravi Menon")]  # the 20th is a Sunday
    for number in range(2, 8):
        task = int(one(desk, "SELECT id FROM task WHERE state = 'open' AND kind = 'check_in'"))
        set_now(desk, str(one(desk, "SELECT due_on FROM task WHERE id = :i", i=task)))
        following = desk.answers.finish_check_in(task, f"said {number}").value
        assert (following.number, following.asks_outcome) == (number, number > 5)
        assert len(open_items(desk)) == 1
    assert one(desk, "SELECT count(*) FROM touch WHERE channel = 'email'") == 0  # a word with the AE is no touch of the person
    with pytest.raises(NotFound):
        desk.answers.finish_check_in(task)
    desk.answers.answer(sent, "won", amount="$26,400")
    assert [kind for kind, _, _ in open_items(desk)] == ["ask_referral"]


def test_returned_goes_back_to_nurture_with_a_date_and_what_was_said(desk: Application, sent: int) -> None:
    """In 14 days, or on the day that the AE names; open, so that the person is on the list again."""
    done = desk.answers.answer(sent, "returned", reason="who signs above $20k?").value
    assert done.answer.reason_code == "not_decider"
    assert rows(desk, "SELECT stage, status FROM prospect") == [("nurture", "open")]
    assert open_items(desk) == [("come_back", "2026-12-03", "Ravi Menon: who signs above $20k?")]
    assert rows(desk, "SELECT state, reason_code, reason FROM handoff") == [("returned", "not_decider", "who signs above $20k?")]
    desk.undo.undo()
    desk.answers.answer(sent, "returned", reason="no budget", until=dt.date(2027, 1, 15))
    assert open_items(desk)[0][1] == "2027-01-15"


def test_won_makes_a_customer_and_asks_later_for_a_referral(desk: Application, sent: int) -> None:
    """The loop of P2 closes: whom they then name is a seed."""
    desk.answers.answer(sent, "won", amount="￥18万")
    assert rows(desk, "SELECT customer, stage FROM prospect") == [(1, "handed_off")]
    assert [(k, d) for k, d, _ in open_items(desk)] == [("ask_referral", "2026-12-21")]
    assert rows(desk, "SELECT amount, currency, accepted_at = answered_at, closed_at = answered_at FROM handoff") == [
        (18_000_000, "CNY", 1, 1)
    ]
    who = int(one(desk, "SELECT prospect_id FROM handoff"))
    named = desk.prospects.add({"full_name": "Abel Nkemelu", "email": "abel@torrance.example"}, referred_by=who).value
    assert one(desk, "SELECT lead_type FROM prospect WHERE id = :i", i=named) == "seed"


def test_lost_comes_back_in_half_a_year(desk: Application, sent: int) -> None:
    """Not ready is not lost (R25); how long is a setting."""
    desk.settings.change({"handoff.lost_days": 90})
    desk.answers.answer(sent, "lost", reason="chose to wait")
    assert [(k, d) for k, d, _ in open_items(desk)] == [("come_back", "2027-02-17")]
    assert rows(desk, "SELECT stage, customer FROM prospect") == [("nurture", 0)]


def test_the_same_again_changes_nothing(desk: Application, sent: int) -> None:
    """A file that comes twice is no second answer, and leaves no step to undo."""
    desk.answers.answer(sent, "accepted")
    before = dump(desk)
    assert desk.answers.answer(sent, "接受").value.known
    assert dump(desk) == before
    desk.answers.answer(sent, "won", amount="$5,000")
    before = dump(desk)
    assert desk.answers.answer(sent, "accepted").value.known
    assert dump(desk) == before


def test_contradiction_is_refused_until_it_is_meant(desk: Application, sent: int) -> None:
    """Both versions are said; replacing takes the first one's effects back and keeps it in the history."""
    desk.answers.answer(sent, "accepted")
    desk.answers.answer(sent, "won", amount="$5,000")
    before = dump(desk)
    with pytest.raises(RuleRefusal) as caught:
        desk.answers.answer(sent, "lost", reason="too expensive")
    words = desk.texts("error.answer_contradicts", **caught.value.params)
    assert "Won ($5,000)" in words and "Lost (too expensive)" in words and "Ravi Menon" in words
    assert dump(desk) == before
    desk.answers.answer(sent, "lost", reason="too expensive", replace=True)
    assert rows(desk, "SELECT customer, stage FROM prospect") == [(0, "nurture")]
    assert [k for k, _, _ in open_items(desk)] == ["come_back"]
    assert rows(desk, "SELECT answer, replaced FROM handoff_answer ORDER BY id") == [("accepted", 0), ("won", 1), ("lost", 0)]
    assert rows(desk, "SELECT state, reason_code, amount, accepted_at IS NOT NULL FROM handoff") == [("lost", "price", None, 1)]


def test_an_amount_told_later_is_added_to_the_same_answer(desk: Application, sent: int) -> None:
    """Won, and a week on for how much: one deal, closed when it was closed."""
    desk.answers.answer(sent, "won")
    closed = one(desk, "SELECT closed_at FROM handoff")
    set_now(desk, "2026-11-26")
    desk.answers.answer(sent, "won", amount="$26,400")
    assert rows(desk, "SELECT amount, currency, closed_at FROM handoff") == [(2_640_000, "USD", closed)]
    assert len(open_items(desk)) == 1
    with pytest.raises(RuleRefusal):
        desk.answers.answer(sent, "won", amount="$30,000")


@pytest.mark.parametrize("answer", ["accepted", "returned", "won", "lost"])
def test_undo_takes_all_of_it_back_and_redo_does_it_again(desk: Application, sent: int, answer: str) -> None:
    """One step, days back (rule R26)."""
    before = dump(desk)
    desk.answers.answer(sent, answer, reason="no budget")
    after = dump(desk)
    assert desk.undo.undo().value.op == "handoff_answer"
    assert dump(desk) == before
    desk.undo.redo()
    assert dump(desk) == after


def test_a_wrong_clock_loses_no_answer(desk: Application, sent: int) -> None:
    """A time to come, or before the handoff, is replaced by now and said."""
    future = dt.datetime(2027, 5, 1, tzinfo=NEW_YORK)
    done = desk.answers.answer(sent, "accepted", answered_at=future).value
    assert done.notes[0][0] == "answer_note.time_future"
    assert one(desk, "SELECT answered_at = at FROM handoff_answer") == 1
    desk.undo.undo()
    early = desk.answers.answer(sent, "accepted", answered_at=dt.datetime(2026, 1, 1, tzinfo=NEW_YORK)).value
    assert early.notes[0][0] == "answer_note.time_early"


def test_nonsense_is_refused_and_keeps_nothing(desk: Application, sent: int) -> None:
    """Each with a sentence of its own."""
    before = dump(desk)
    for answer, more, code in (
        ("maybe", {}, "answer_unknown"),
        ("", {}, "answer_empty"),
        ("won", {"amount": "lots"}, "amount_not_understood"),
        ("returned", {"until": dt.date(2026, 1, 1)}, "until_past"),
        ("lost", {"reason": "x" * 3000}, "answer_reason_long"),
    ):
        with pytest.raises(ValidationError) as caught:
            desk.answers.answer(sent, answer, **more)  # type: ignore[arg-type]
        assert caught.value.code == code
        assert "{" not in desk.texts(f"error.{code}", **caught.value.params)
    with pytest.raises(NotFound):
        desk.answers.answer(sent + 99, "won")
    assert dump(desk) == before


def test_numbers_count_each_answer_on_the_day_it_was_given(desk: Application, tmp_path: Path) -> None:
    """Qualified by the handoff, accepted by the acceptance, won by the close: each in its own month."""
    first = hand_over(desk, tmp_path)
    hand_over(desk, tmp_path)
    set_now(desk, "2026-12-02")
    desk.answers.answer(first, "accepted")
    set_now(desk, "2027-01-11")
    desk.answers.answer(first, "won", amount="$5,000")
    found = {}
    for day in (dt.date(2026, 11, 19), dt.date(2026, 12, 2), dt.date(2027, 1, 11)):
        with desk.read() as (s, profile):
            found[day.month] = numbers(s, profile, desk.clock.now(), day, day)
    assert [tuple(found[m].totals[k] for k in ("qualified", "accepted", "won")) for m in (11, 12, 1)] == [(2, 0, 0), (0, 1, 0), (0, 0, 1)]
    assert [found[m].people["won"] for m in (11, 12, 1)] == [0, 0, 1]
    # A rate is that of those handed over in the period, whenever they were answered.
    assert (found[11].rates["accepted_of_qualified"].value, found[12].rates["won_of_accepted"].value) == (0.5, 1.0)


def test_an_answer_settles_the_meeting_of_the_handoff(desk: Application, sent: int) -> None:
    """The meeting is the AE's: past and accepted, or ended whenever, it is no longer on the SDR's list; a later answer's undo brings it back."""
    meeting = "SELECT state FROM task WHERE kind = 'meeting'"
    desk.answers.answer(sent, "accepted")
    assert rows(desk, meeting) == [("open",)]  # Tuesday is still ahead
    desk.undo.undo()
    set_now(desk, "2026-11-25")
    desk.answers.answer(sent, "accepted")
    assert rows(desk, meeting) == [("done",)]
    desk.undo.undo()
    assert rows(desk, meeting) == [("open",)]
    set_now(desk, "2026-11-20")
    desk.answers.answer(sent, "returned", reason="no budget")
    assert rows(desk, meeting) == [("done",)]
