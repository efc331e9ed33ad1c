"""The diagnostic (seed P12): what the log proves, and what it does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sdrdesk.core.domain.diagnostic import QUESTIONS, Known, diagnose
from sdrdesk.core.texts import Texts

GOOD = Known("yes", 100, 80, (4, 5, 4, 5, 4, 5, 4, 5), {"seed": 20, "net": 30, "spear": 50}, 5, 4)


def answers(known: Known) -> dict[str, str]:
    return {f.question: f.answer for f in diagnose(known)}


def test_nothing_known_is_too_early_and_never_a_no() -> None:
    """A first week proves nothing; no division by zero either."""
    assert answers(Known()) == dict.fromkeys(QUESTIONS, "unknown")


def test_good_work_is_five_times_yes() -> None:
    assert answers(GOOD) == dict.fromkeys(QUESTIONS, "yes")


@pytest.mark.parametrize(
    ("known", "question"),
    [
        (replace(GOOD, separated="no"), "separated"), (replace(GOOD, planned=49), "process"), (replace(GOOD, weekly_meetings=(0, 9, 0, 8, 0, 9, 0, 9)), "predictable"),
        (replace(GOOD, mix={"seed": 1, "spear": 99}), "mix"), (replace(GOOD, answered=3), "handoff"),
    ],
)  # fmt: skip
def test_each_weakness_is_one_no_with_what_to_do(known: Known, question: str) -> None:
    assert answers(known) == dict.fromkeys(QUESTIONS, "yes") | {question: "no"}
    for language in ("en", "zh_CN"):
        assert Texts(language)(f"diagnostic_do.{question}") and Texts(language)(f"diagnostic.{question}")
