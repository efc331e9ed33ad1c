"""Seed P8: backwards from a revenue goal, forwards from a day's emails. The figures were worked out by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdrdesk.core.domain.pipeline_math import plan
from sdrdesk.core.errors import ValidationError


def test_plan_of_the_cards_example_is_what_a_person_works_out() -> None:
    """1,000,000 / 50,000 = 20 deals; / 25 % = 80; / 12 % = 666.67 -> 667; / 12 % = 5,558.33 -> 5,559; / 230 days = 24.17 a day."""
    found = plan(1_000_000, 50_000)
    assert (found.deals, found.opportunities, found.prospects, found.emails) == (20, 80, 667, 5559)
    assert found.per_working_day == {"emails": 24.17, "prospects": 2.9, "opportunities": 0.35, "deals": 0.09}
    assert found.sdrs_needed == 0.32


def test_plan_forward_is_what_the_emails_of_a_year_bring() -> None:
    """75 a day over 230 days are 17,250; 12 % of them answer: 2,070; 12 %: 248.4; 25 %: 62.1 deals."""
    forward = plan(1_000_000, 50_000).forward
    assert forward == {"emails": 17250.0, "prospects": 2070.0, "opportunities": 248.4, "deals": 62.1, "revenue": 3105000.0}


def test_plan_of_exact_division_does_not_round_up_the_dust_of_binary_fractions() -> None:
    """0.3 / 0.1 is 2.9999… or 3.0000…4 in a computer; the answer is 3."""
    assert plan(0.3, 0.1, win_rate=1, sdr_conversion=1, response_rate=1).deals == 3


def test_plan_of_a_goal_below_one_deal_needs_one_deal() -> None:
    """Half a deal is none, and so is a millionth: a goal above zero needs a deal."""
    assert plan(1, 50_000_000).deals == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"revenue": 0}, "plan_not_positive"), ({"revenue": -1}, "plan_not_positive"), ({"deal_size": 0}, "plan_not_positive"), ({"revenue": math.nan}, "plan_not_positive"),
        ({"revenue": math.inf}, "plan_not_positive"), ({"working_days": 0}, "plan_not_positive"), ({"emails_a_day": 0}, "plan_not_positive"),
        ({"win_rate": 0}, "plan_rate"), ({"win_rate": 1.01}, "plan_rate"), ({"sdr_conversion": 12}, "plan_rate"), ({"response_rate": math.nan}, "plan_rate"),
    ],
)  # fmt: skip
def test_plan_of_a_figure_that_cannot_be_is_refused_by_name(change: dict[str, float], code: str) -> None:
    """12 instead of 12 % must not make a plan of seven emails."""
    values: dict[str, float] = {"revenue": 1000, "deal_size": 100} | change
    with pytest.raises(ValidationError) as caught:
        plan(values.pop("revenue"), values.pop("deal_size"), **values)  # type: ignore[arg-type]
    assert caught.value.code == code
    assert caught.value.params["field"] in change


RATE = st.floats(0.01, 1)


@given(st.floats(1, 1e9), st.floats(1, 1e7), RATE, RATE, RATE)
def test_plan_backwards_is_always_enough_forwards(revenue: float, deal_size: float, win: float, conversion: float, response: float) -> None:
    """The emails of the plan, taken forwards again, reach the goal; and the funnel never widens downwards."""
    found = plan(revenue, deal_size, win_rate=win, sdr_conversion=conversion, response_rate=response)
    assert found.emails >= found.prospects >= found.opportunities >= found.deals >= 1
    assert found.emails * response * conversion * win * deal_size >= revenue * (1 - 1e-5)
