"""Amounts as people type them, to hundredths and a currency; amounts of different currencies are never added together (seed W16)."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from sdrdesk.core.errors import ValidationError

LONGEST = 40
MOST = Decimal(10) ** 12
"""A deal above it is a slip of the keys."""

_SIGNS = {
    "US$": "USD", "HK$": "HKD", "NT$": "TWD", "NZ$": "NZD", "CA$": "CAD", "C$": "CAD", "AU$": "AUD", "A$": "AUD", "S$": "SGD", "SG$": "SGD", "R$": "BRL",
    "MX$": "MXN", "CN¥": "CNY", "JP¥": "JPY", "$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY", "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "฿": "THB",
    "₫": "VND", "₱": "PHP", "₴": "UAH", "₪": "ILS", "ZŁ": "PLN", "人民币": "CNY", "港币": "HKD", "港元": "HKD", "台币": "TWD", "新台币": "TWD", "美元": "USD",
    "美金": "USD", "欧元": "EUR", "英镑": "GBP", "日元": "JPY", "円": "JPY", "日圆": "JPY", "韩元": "KRW", "元": "CNY", "块": "CNY", "RMB": "CNY",
    "DOLLARS": "USD", "DOLLAR": "USD", "EUROS": "EUR", "EURO": "EUR", "POUNDS": "GBP", "POUND": "GBP", "YUAN": "CNY",
}  # fmt: skip
_CODE_WORDS = """
AED ARS AUD BDT BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR ISK JPY KES KRW KWD KZT LKR MAD MXN MYR NGN NOK NZD PEN PHP PKR PLN
QAR RON RSD RUB SAR SEK SGD THB TRY TWD UAH USD VND ZAR
"""
_CODES = frozenset(_CODE_WORDS.split())
_TIMES = {
    "": 1, "K": 1000, "TSD": 1000, "M": 10**6, "MM": 10**6, "MN": 10**6, "MIO": 10**6, "MILLION": 10**6, "BN": 10**9, "千": 1000, "万": 10**4,
    "萬": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8, "億": 10**8,
}  # fmt: skip
_MARK = "|".join(re.escape(word) for word in sorted((*_SIGNS, *_CODES), key=len, reverse=True))
_TYPED = re.compile(
    rf"(?P<before>{_MARK})? ?(?P<number>\d[\d.,' ]*?) ?(?P<times>{'|'.join(sorted((t for t in _TIMES if t), key=len, reverse=True))})?\.? ?"
    rf"(?P<after>{_MARK})?"
)
_SHOWN = {
    "USD": "$", "EUR": "€", "GBP": "£", "CNY": "¥", "INR": "₹", "KRW": "₩", "HKD": "HK$", "TWD": "NT$", "CAD": "CA$", "AUD": "A$", "SGD": "S$", "NZD": "NZ$",
    "BRL": "R$", "JPY": "JP¥",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Money:
    """``amount`` in hundredths; ``currency`` is a code, empty when nobody has said which."""

    amount: int
    currency: str = ""

    def __str__(self) -> str:
        whole, cents = divmod(self.amount, 100)
        number = f"{whole:,}" + (f".{cents:02d}" if cents else "")
        sign = _SHOWN.get(self.currency)
        return f"{sign}{number}" if sign else f"{number} {self.currency}".strip()


def parse_money(typed: str) -> Money:
    """Read ``$26,400``, ``26.400 EUR``, ``￥18万``, ``1.2m``, ``26400``. Which currency a bare number is in is not guessed.

    Raises:
        ValidationError: ``amount_not_understood``.
    """
    normal = " ".join(unicodedata.normalize("NFKC", typed).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").upper().split())
    match = _TYPED.fullmatch(normal) if len(normal) <= LONGEST else None
    value = _number(match["number"], bool(match["times"])) if match else None
    if match is None or value is None:
        raise ValidationError("amount_not_understood", field="amount", value=typed.strip()[:LONGEST])
    marks = {_SIGNS.get(mark, mark) for mark in (match["before"], match["after"]) if mark}
    if match["before"] == "$" and match["after"]:  # a dollar of some country: "$5,000 CAD"
        marks.discard("USD")
    hundredths = value * _TIMES[match["times"] or ""] * 100
    if len(marks) > 1 or not 0 < hundredths <= MOST * 100 or hundredths != hundredths.to_integral_value():
        raise ValidationError("amount_not_understood", field="amount", value=typed.strip()[:LONGEST])
    return Money(int(hundredths), next(iter(marks), ""))


def _number(text: str, is_multiplied: bool) -> Decimal | None:
    """Points and commas after their meaning: the last of two kinds is decimal, one that repeats or has three digits behind it groups."""
    text = text.strip()
    kinds = {c for c in text if c in ".,' "}
    last = max((text.rfind(c) for c in kinds), default=-1)
    decimal = ""
    if kinds & {".", ","}:
        mark = text[last]
        once = text.count(mark) == 1 and mark in ".,"
        groups = len(text) - last - 1 == 3 and len(kinds) == 1 and not is_multiplied and not text.startswith("0")
        decimal = mark if once and not groups else ""
    whole, _, part = text.partition(decimal) if decimal else (text, "", "")
    parts = re.split(r"[.,' ]", whole)
    if len(parts) > 1 and (
        not 1 <= len(parts[0]) <= 3 or any(len(p) != 3 for p in parts[1:]) or len({c for c in whole if c in ".,' "}) > 1
    ):
        return None
    try:
        return Decimal("".join(parts) + (f".{part}" if part else ""))
    except InvalidOperation:
        return None


def totals(amounts: Iterable[Money]) -> tuple[Money, ...]:
    """The sums by currency, the largest first: dollars and yuan stay two sums."""
    sums: dict[str, int] = defaultdict(int)
    for one in amounts:
        sums[one.currency] += one.amount
    return tuple(Money(n, currency) for currency, n in sorted(sums.items(), key=lambda pair: (-pair[1], pair[0])))
