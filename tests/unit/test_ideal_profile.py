"""The ideal buyer profile (seed W9): what fits, what is only unknown, and what the answers teach."""

from __future__ import annotations

from typing import Any

import pytest

from sdrdesk.core.domain.ideal_profile import (
    SIZE_MOST,
    Criterion,
    Facts,
    IdealProfile,
    Suggestion,
    body_of,
    judge,
    profile_from,
    suggestions,
    with_suggestion,
)
from sdrdesk.core.errors import ValidationError

PROFILE = IdealProfile(
    (
        Criterion("industry", "must", ("Logistics", "Retail")), Criterion("size", "must", (), 100, 500), Criterion("title", "nice", ("finance",)),
        Criterion("country", "rules_out", ("CN",)),
    )
)  # fmt: skip


def test_what_is_not_known_is_unknown_and_never_against_them() -> None:
    """A blank field of a list must not hide somebody who fits."""
    fit = judge(PROFILE, Facts())
    assert [v for _, v in fit.lines] == ["unknown"] * 4 and not fit.ruled_out and not fit.full and fit.known == 0


@pytest.mark.parametrize(
    ("facts", "verdicts", "full", "out"),
    [
        (Facts("Freight logistics", 280, "US", "Finance Director"), ["fits", "fits", "fits", "fits"], True, False),
        (Facts("Retail", 100, "US", "Buyer"), ["fits", "fits", "misses", "fits"], True, False),
        (Facts("Retail", 501, "US", ""), ["fits", "misses", "unknown", "fits"], False, False),
        (Facts("Logistics", 280, "cn", "Head of finance"), ["fits", "fits", "fits", "misses"], False, True),
    ],
)
def test_each_criterion_has_its_verdict(facts: Facts, verdicts: list[str], full: bool, out: bool) -> None:
    fit = judge(PROFILE, facts)
    assert ([v for _, v in fit.lines], fit.full, fit.ruled_out) == (verdicts, full, out)


def test_of_a_company_only_what_a_company_has_is_asked() -> None:
    assert [c.what for c, _ in judge(PROFILE, Facts("Retail", 200, "US"), company_only=True).lines] == ["industry", "size", "country"]


def test_a_body_comes_back_and_a_wrong_one_is_refused() -> None:
    kept = IdealProfile(PROFILE.criteria, {"goals": "Close the books faster"})
    assert profile_from(body_of(kept)) == kept and profile_from({}).empty
    wrong: list[dict[str, Any]] = [
        {"criteria": [{"what": "shoe", "weight": "must", "values": ["a"]}]}, {"criteria": [{"what": "industry", "weight": "maybe", "values": ["a"]}]},
        {"criteria": [{"what": "industry", "weight": "must", "values": []}]}, {"criteria": [{"what": "role", "weight": "must", "values": ["boss"]}]},
        {"criteria": [{"what": "size", "weight": "must", "low": 9, "high": 1}]}, {"criteria": [{"what": "size", "weight": "must", "low": True}]},
        {"criteria": [{"what": "title", "weight": "must", "values": ["a"]}] * 2}, {"criteria": {}}, {"words": {"shoes": "a"}}, {"words": {"goals": "x" * 1001}}, {"words": []},
    ]  # fmt: skip
    for body in wrong:
        with pytest.raises(ValidationError):
            profile_from(body)


def test_answers_suggest_only_what_is_clear_often_enough_and_not_said_already() -> None:
    """Five answered at least; four of five accepted, or one of five at most; never twice after it was left aside."""
    logistics, retail, bank = Facts("Logistics", 280), Facts("Retail", 90), Facts("Banking", 2000)
    answered = [(logistics, True)] * 5 + [(logistics, False)] + [(retail, False)] * 5 + [(bank, True)] * 4
    found = suggestions(answered, IdealProfile())
    assert [(s.what, s.value, s.weight, s.accepted, s.answered) for s in found] == [
        ("industry", "Logistics", "nice", 5, 6), ("size", "100-500", "nice", 5, 6), ("industry", "Retail", "rules_out", 0, 5), ("size", "1-99", "rules_out", 0, 5),
    ]  # fmt: skip
    profile = IdealProfile((Criterion("industry", "must", ("logistics",)), Criterion("size", "must", (), 50, 1000)))
    assert [s.key for s in suggestions(answered, profile, ["industry:Retail:rules_out"])] == ["size:1-99:rules_out"]


def test_a_suggestion_widens_what_is_there_and_takes_out_what_it_rules_out() -> None:
    profile = IdealProfile((Criterion("industry", "must", ("Logistics", "Retail")), Criterion("size", "must", (), 100, 500)))
    out = with_suggestion(profile, Suggestion("industry", "Retail", "rules_out", 0, 5))
    assert (
        out.criteria[0] == Criterion("industry", "must", ("Logistics",)) and Criterion("industry", "rules_out", ("Retail",)) in out.criteria
    )
    more = with_suggestion(profile, Suggestion("industry", "Banking", "nice", 5, 5))
    assert more.criteria[0].values == ("Logistics", "Retail", "Banking") and more.criteria[0].weight == "must"
    wide = with_suggestion(profile, Suggestion("size", f"1001-{SIZE_MOST}", "nice", 5, 5))
    assert wide.criteria[1] == Criterion("size", "must", (), 100, SIZE_MOST)
    assert with_suggestion(IdealProfile(), Suggestion("role", "decider", "nice", 5, 5)).criteria == (
        Criterion("role", "nice", ("decider",)),
    )
