"""What an account executive answers, in whatever words, and which answer may follow which (W16, R24)."""

from __future__ import annotations

import pytest

from sdrdesk.core.domain.handoff_answer import (
    LOSS_REASONS,
    RETURN_REASONS,
    Answer,
    CheckIn,
    Relation,
    against,
    answer_of_text,
    answer_word,
    check_in_of,
    guess_reason,
    kept_before,
    make_answer,
)
from sdrdesk.core.domain.words import ANSWERS
from sdrdesk.core.errors import ValidationError


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("Accepted ", "accepted"), ("ACCEPTED.", "accepted"), ("接受", "accepted"), ("“退回”", "returned"), ("赢单。", "won"), ("丢单", "lost"), ("Closed Won", "won"), ("ｌｏｓｔ", "lost")],
)  # fmt: skip
def test_answer_words_of_people(typed: str, answer: str) -> None:
    """A file edited by hand says it in the hand's way."""
    assert answer_word(typed) == answer


@pytest.mark.parametrize(
    ("typed", "code"), [("", "answer_empty"), (" . ", "answer_empty"), ("maybe", "answer_unknown"), ("accepted or lost", "answer_unknown")]
)
def test_other_words_are_refused(typed: str, code: str) -> None:
    """Not filled in, and filled in with something else, are two sentences."""
    with pytest.raises(ValidationError) as caught:
        answer_word(typed)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("answer", "words", "code"),
    [
        ("returned", "who signs above $20k?", "not_decider"), ("returned", "She does not decide this", "not_decider"), ("returned", "没有预算", "no_budget"),
        ("returned", "They have no money for it", "no_budget"), ("returned", "没有需求", "no_need"), ("returned", "Not interested at all", "no_need"),
        ("returned", "Too early, next year maybe", "timing"), ("returned", "明年再说", "timing"), ("returned", "too small for us", "not_customer"), ("returned", "不是我们的目标客户", "not_customer"),
        ("returned", "He never showed up", "no_show"), ("returned", "没来开会", "no_show"), ("returned", "we already have a deal with them", "duplicate"), ("returned", "重复线索", "duplicate"),
        ("returned", "No_Show", "no_show"), ("returned", "the moon was wrong", "other"), ("returned", "天气不好", "other"), ("returned", "  ", ""),
        ("lost", "too expensive", "price"), ("lost", "价格太贵", "price"), ("lost", "went with a rival", "competitor"), ("lost", "选择了竞争对手", "competitor"),
        ("lost", "they went dark", "no_decision"), ("lost", "没有下文", "no_decision"), ("lost", "chose to wait; ask again 1 Mar", "timing"), ("lost", "缺少功能", "no_fit"),
        ("lost", "missing SSO", "no_fit"), ("lost", "unlucky", "other"), ("accepted", "no budget", ""),
    ],
)  # fmt: skip
def test_reasons_are_guessed_from_free_words(answer: str, words: str, code: str) -> None:
    """The AE writes a sentence; the statistics need one of a few."""
    assert guess_reason(answer, words) == code
    assert code in (*RETURN_REASONS, *LOSS_REASONS, "")


@pytest.mark.parametrize(
    ("line", "answer", "reason", "amount"),
    [
        ("accepted", "accepted", "", 0), ("Accepted!", "accepted", "", 0), ("\n\n  接受。\nbest, Ravi", "accepted", "", 0), ("Returned: no budget", "returned", "no budget", 0),
        ("RETURNED - who signs?", "returned", "who signs?", 0), ("退回：没有预算", "returned", "没有预算", 0), ("Won: $26,400", "won", "", 2_640_000), ("won $26,400", "won", "", 2_640_000),
        ("赢单：￥18万", "won", "", 18_000_000), ("*Lost*", "lost", "", 0), ("丢单: 太贵", "lost", "太贵", 0), ("Won - signed Friday", "won", "signed Friday", 0),
    ],
)  # fmt: skip
def test_first_line_of_a_reply_is_read(line: str, answer: str, reason: str, amount: int) -> None:
    """Case and punctuation are free."""
    found = answer_of_text(line)
    assert found is not None
    assert (found.answer, found.reason, found.money.amount if found.money else 0) == (answer, reason, amount)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Accepted the meeting for Tuesday",
        "Returned the call to Bob",
        "Thanks!\nAccepted",
        "Yes",
        "Back on Monday",
        "I won",
        "Wonderful",
    ],
)
def test_what_only_looks_like_an_answer_is_none(line: str) -> None:
    """Nothing is guessed: a wrong "returned" would take a customer out of somebody's hands."""
    assert answer_of_text(line) is None


@pytest.mark.parametrize("before", ["", *ANSWERS])
@pytest.mark.parametrize("new", ANSWERS)
def test_which_answer_may_follow_which(before: str, new: str) -> None:
    """Sent takes any; accepted takes won and lost; the same again is known; everything else contradicts."""
    live = [Answer(before)] if before else []
    expected = (
        Relation.NEW
        if not before or (before == "accepted" and new in ("won", "lost"))
        else Relation.KNOWN
        if before == new
        else Relation.CONTRADICTS
    )
    assert against(live, Answer(new)) is expected


def test_an_earlier_answer_that_comes_again_is_known() -> None:
    """The file with "accepted" lies in the inbox still when the deal is won."""
    assert against([Answer("accepted"), make_answer("won", amount="$5")], Answer("accepted")) is Relation.KNOWN


def test_same_answer_with_another_amount_contradicts_and_with_one_more_adds() -> None:
    """Won without an amount, then with one: told better. With another one: somebody has to say which holds."""
    won = make_answer("won", amount="$26,400")
    assert against([Answer("won")], won) is Relation.ADDS
    assert against([won], make_answer("won", amount="26400 USD")) is Relation.KNOWN
    assert against([won], make_answer("won", amount="$30,000")) is Relation.CONTRADICTS
    assert against([won], Answer("won")) is Relation.KNOWN
    assert against([make_answer("lost", "price")], make_answer("lost", "competitor")) is Relation.CONTRADICTS


def test_what_stays_when_an_answer_is_replaced() -> None:
    """Lost instead of won leaves the acceptance; returned leaves nothing; accepted instead of won goes one back."""
    live = [Answer("accepted"), make_answer("won", amount="$5")]
    assert kept_before(live, Answer("lost")) == 1
    assert kept_before(live, make_answer("won", amount="$6")) == 1
    assert kept_before(live, Answer("returned")) == 0
    assert kept_before(live, Answer("accepted")) == 1


def test_check_in_note_reads_back() -> None:
    """An item's note is all that a check-in has."""
    for one in (CheckIn(1, "Ravi Menon"), CheckIn(3, "Ravi", "demo: done"), CheckIn(6, "李娜")):
        assert check_in_of(str(one)) == one
    assert not CheckIn(5, "Ravi").asks_outcome and CheckIn(6, "Ravi").asks_outcome
