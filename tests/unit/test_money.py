"""Amounts however they are typed; what is none is refused and never guessed."""

from __future__ import annotations

import pytest

from sdrdesk.core.domain.money import Money, parse_money, totals
from sdrdesk.core.errors import ValidationError


@pytest.mark.parametrize(
    ("typed", "amount", "currency"),
    [
        ("$26,400", 2_640_000, "USD"), ("26.400 EUR", 2_640_000, "EUR"), ("￥18万", 18_000_000, "CNY"), ("26400", 2_640_000, ""), ("US$ 26.4k", 2_640_000, "USD"),
        ("€1.2m", 120_000_000, "EUR"), ("26 400,50 €", 2_640_050, "EUR"), ("RMB 180,000", 18_000_000, "CNY"), ("18万元", 18_000_000, "CNY"), ("1'000 chf", 100_000, "CHF"),
        ("$5,000 CAD", 500_000, "CAD"), ("HK$1,000", 100_000, "HKD"), ("1.250,75", 125_075, ""), ("26,40", 2_640, ""), ("1,234,567.89 usd", 123_456_789, "USD"),
        ("１８万", 18_000_000, ""), ("0.5", 50, ""), ("1.5 million USD", 150_000_000, "USD"), ("12 000 zł", 1_200_000, "PLN"), ("3百万日元", 300_000_000, "JPY"),
    ],
)  # fmt: skip
def test_amounts_as_people_type_them(typed: str, amount: int, currency: str) -> None:
    """One deal, one figure, whichever side of which ocean it was typed on."""
    assert parse_money(typed) == Money(amount, currency)


@pytest.mark.parametrize("typed", ["", "0", "lots", "-5", "$", "12.34.56", "$€5", "1e9", "100 USD extra", "999999999999999", "26.4.00", "1,23,456", "0.001", "万", "9" * 400, "\x00"])  # fmt: skip
def test_what_is_no_amount_is_refused(typed: str) -> None:
    """A wrong figure in the statistics is worse than none."""
    with pytest.raises(ValidationError) as caught:
        parse_money(typed)
    assert caught.value.code == "amount_not_understood"


def test_currencies_are_never_added_together() -> None:
    """$26,400 and ¥180,000 are two sums, the largest first; so is what nobody named a currency for."""
    found = totals([parse_money("$26,400"), parse_money("¥18万"), parse_money("$100.50"), parse_money("7")])
    assert [str(m) for m in found] == ["¥180,000", "$26,500.50", "7"]
