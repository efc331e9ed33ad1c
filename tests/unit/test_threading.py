"""Threads: "Re:" once, the right parent, bounded references; and a skipped email starts a new thread and says so (rule R10)."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdrdesk.core.domain.threading import (
    MAX_REFERENCES,
    Written,
    base_subject,
    bounded,
    choose_thread,
    quoted_below,
    reply_subject,
    thread_after,
)

AT = dt.datetime(2026, 11, 12, 15, 0, tzinfo=dt.UTC)


def ours(n: int, step: int | None = None, refs: tuple[str, ...] = ()) -> Written:
    return Written(AT + dt.timedelta(days=n), f"<o{n}@us>", f"Invoices at Acme {n}", refs, step=(7, step) if step else None)


def theirs(n: int, *, done: bool = False) -> Written:
    return Written(AT + dt.timedelta(days=n), f"<t{n}@them>", "回复: Invoices", ("<o0@us>",), True, "Ann", "Who asks?\nAnn", done=done)


@pytest.mark.parametrize(
    "subject",
    [
        "Invoices",
        "Re: Invoices",
        "RE: re: Invoices",
        "回复：Invoices",
        "AW: Antw: Invoices",
        "答复: Re[2]: Invoices",
        "  Sv:  Re(3):Invoices ",
    ],
)
def test_a_subject_gets_one_re_in_whatever_language_it_was_answered(subject: str) -> None:
    assert (base_subject(subject), reply_subject(subject)) == ("Invoices", "Re: Invoices")


@pytest.mark.parametrize("subject", ["Retail: prices", "Real: x", "Reply to us", "Awning: blue"])
def test_a_word_that_only_begins_like_a_reply_stays(subject: str) -> None:
    assert base_subject(subject) == subject


@given(st.text(max_size=80))
def test_answering_an_answer_changes_nothing(subject: str) -> None:
    assert reply_subject(reply_subject(subject)) == reply_subject(subject)


@given(st.lists(st.integers(0, 40), max_size=80))
def test_references_keep_the_first_and_the_newest_each_once(numbers: list[int]) -> None:
    ids = [f"<m{n}@x>" for n in numbers]
    kept = bounded(ids)
    assert len(kept) <= MAX_REFERENCES and len(set(kept)) == len(kept)
    whole = list(dict.fromkeys(ids))
    assert not ids or (kept[0] == whole[0] and kept[-1] == whole[-1])


def test_a_step_in_the_same_thread_answers_the_step_before() -> None:
    found = choose_thread([ours(0, 1), ours(1)], same=True, after=(7, 1))
    assert (found.joined, found.why) == (True, "step")
    assert found.thread is not None
    assert (found.thread.subject, found.thread.in_reply_to, found.thread.references) == ("Re: Invoices at Acme 0", "<o0@us>", ("<o0@us>",))


def test_a_skipped_email_makes_the_next_start_a_new_thread_and_say_so() -> None:
    found = choose_thread([ours(0, 1)], same=True, after=(7, 2))
    assert (found.joined, found.why) == (False, "broken")
    assert found.thread is not None and found.thread.in_reply_to == "<o0@us>"  # it can still be put there
    assert choose_thread([], same=True, after=(7, 1)).why == "broken"


def test_their_newest_message_is_answered_unless_it_is_dealt_with() -> None:
    found = choose_thread([theirs(2), ours(0, 1)])
    assert found.thread is not None
    assert (found.joined, found.why, found.thread.subject) == (True, "answer", "Re: Invoices")
    assert found.thread.references == ("<o0@us>", "<t2@them>")
    assert not choose_thread([theirs(2, done=True), ours(0, 1)]).joined
    assert not choose_thread([theirs(2), ours(3)]).joined


def test_an_email_without_a_usable_id_is_no_thread() -> None:
    broken = Written(AT, "not an id", "x", theirs=True)
    assert choose_thread([broken]).thread is None


def test_the_quotation_says_who_and_when_in_both_languages_and_holds_no_slots() -> None:
    thread = thread_after(Written(AT, "<a@b>", "x", theirs=True, name="Ann", text="Hi ⟦first_name⟧\n\nbye"))
    assert quoted_below(thread, dt.UTC, "en") == "On 12 November 2026 at 15:00, Ann wrote:\n> Hi first_name\n>\n> bye"
    assert quoted_below(thread, dt.UTC, "zh_CN").startswith("2026年11月12日 15:00，Ann写道：\n> Hi")
    assert quoted_below(thread_after(ours(0)), dt.UTC, "en") == ""
