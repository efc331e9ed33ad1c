"""The buying committee (seed W11): who is missing, how many usually decide, who named whom."""

from __future__ import annotations

import pytest

from sdrdesk.core.domain.committee import Usual, layers, missing, usual
from sdrdesk.core.render.committee_words import usual_words
from sdrdesk.core.texts import Texts


@pytest.mark.parametrize(
    ("size", "found"),
    [(None, None), (0, None), (99, None), (100, Usual(6, 8)), (500, Usual(6, 8)), (501, Usual(0, 21)), (90_000, Usual(0, 21))],
)
def test_usual_number_is_the_papers_and_never_invented(size: int | None, found: Usual | None) -> None:
    """6 to 8 at 100 to 500, up to 21 above; the paper says nothing of smaller ones, so neither do we."""
    assert usual(size) == found
    for language in ("en", "zh_CN"):
        words = usual_words(found, 3, size, Texts(language))
        assert "3" in words and ("21" in words) == (found == Usual(0, 21))


def test_missing_roles_are_those_that_nobody_has() -> None:
    assert missing([]) == ("initiator", "decider", "buyer", "influencer", "user", "gatekeeper")
    assert missing(["decider", "decider", None, "", "user"]) == ("initiator", "buyer", "influencer", "gatekeeper")


def test_chains_of_referrals_have_a_depth_and_circles_an_end() -> None:
    """Two who named each other is a slip of the data, not an endless loop."""
    assert layers([1, 2, 3, 4], {2: 1, 3: 2}) == {1: 0, 2: 1, 3: 2, 4: 0}
    assert layers([3, 2, 1], {2: 1, 3: 2}) == {1: 0, 2: 1, 3: 2}
    circle = layers([1, 2, 3], {1: 2, 2: 3, 3: 1})
    assert sorted(circle) == [1, 2, 3] and sorted(circle.values()) == [0, 1, 2]
    assert layers([1], {1: 1}) == {1: 0}
