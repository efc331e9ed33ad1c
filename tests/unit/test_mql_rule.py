"""The MQL rule as data (rule R23): read, refused where it could never be met, and said in one sentence."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from sdrdesk.core.domain.mql_rule import MqlRule, body_of, rule_from
from sdrdesk.core.errors import ValidationError
from sdrdesk.core.render.mql_words import mql_sentence
from sdrdesk.core.texts import Texts


def test_the_default_is_the_rule_of_the_book_and_reads_back() -> None:
    """R23: Need, Authority and Time strong, no weak Money, four strong, no red flag open, a meeting within seven days."""
    assert rule_from({}) == MqlRule()
    assert body_of(MqlRule()) == {
        "must_be_strong": ["need", "authority", "time"],
        "must_not_be_weak": ["money"],
        "strong_at_least": 4,
        "no_open_flag": True,
        "meeting_days": 7,
        "stale_days": 60,
        "fresh_only": False,
    }
    other = MqlRule(("people",), (), 2, False, dt.timedelta(days=14), dt.timedelta(days=30), True)
    assert rule_from(body_of(other)) == other


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        ({"strong_at_least": 7}, "mql_number", "strong_at_least"),
        ({"strong_at_least": True}, "mql_number", "strong_at_least"),
        ({"meeting_days": 0}, "mql_number", "meeting_days"),
        ({"stale_days": 0}, "mql_number", "stale_days"),
        ({"must_be_strong": ["budget"]}, "mql_letters", "must_be_strong"),
        ({"must_be_strong": "need"}, "mql_letters", "must_be_strong"),
        ({"must_be_strong": ["need"], "must_not_be_weak": ["need"]}, "mql_letters", "must_not_be_weak"),
        ({"no_open_flag": "yes"}, "mql_switch", "no_open_flag"),
        ({"must_be_strong": [], "must_not_be_weak": [], "strong_at_least": 0}, "mql_empty", "must_be_strong"),
        ({"must_be": []}, "mql_key", "must_be"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_with_the_field(body: dict[str, Any], code: str, field: str) -> None:
    """A rule that nobody could meet, or that everybody meets, says where it is wrong; the sentence exists in both languages."""
    with pytest.raises(ValidationError) as refused:
        rule_from(body)
    assert (refused.value.code, refused.value.params["field"]) == (code, field)
    assert Texts("en").has(f"error.{code}")


def test_the_sentence_says_the_whole_rule() -> None:
    """An account executive reads it without knowing the form; a count that the named letters give already is left out."""
    assert mql_sentence(MqlRule(), Texts("en")) == (
        "Ready means: Need, Authority, Time strong; Money not weak; at least 4 of the six strong; no red flag open; "
        "a meeting agreed within 7 days. Evidence is stale after 60 days."
    )
    short = MqlRule(("need",), (), 1, False, dt.timedelta(days=14), dt.timedelta(days=30), True)
    assert mql_sentence(short, Texts("zh_CN")) == "“成熟”是指：需求为强；14 天内有已约定的会议。依据超过 30 天即过时，过时的依据不计入。"
