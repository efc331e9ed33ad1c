"""The range behind a rate: Wilson's, checked against figures from a printed table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdrdesk.core.queries.numbers import wilson


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (1, 100, 0.0018, 0.0545), (15, 120, 0.0773, 0.1962)],
)
def test_wilson_of_known_cases_is_the_tables_range(hits: int, n: int, low: float, high: float) -> None:
    """Three replies of ten are not "30 %": the range says how little that is."""
    rate = wilson(hits, n)
    assert rate.value == hits / n
    assert rate.low == pytest.approx(low, abs=2e-4)
    assert rate.high == pytest.approx(high, abs=2e-4)


def test_wilson_of_nothing_has_no_value() -> None:
    """A rate of no attempts is unknown, not zero."""
    rate = wilson(0, 0)
    assert (rate.value, rate.low, rate.high, rate.n) == (None, None, None, 0)


@given(st.integers(0, 5000), st.integers(1, 5000))
def test_wilson_range_always_holds_the_value_and_stays_in_bounds(hits: int, n: int) -> None:
    """More hits than attempts happen (an email opened that was sent last month); no share is above all."""
    rate = wilson(hits, n)
    assert rate.value is not None and rate.low is not None and rate.high is not None
    assert 0 <= rate.low <= rate.value + 1e-12
    assert rate.value <= rate.high + 1e-12 <= 1 + 1e-9
