"""Pipeline math, backwards from a revenue goal and forwards from an activity (seed P8)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from sdrdesk.core.errors import ValidationError

WIN_RATE = 0.25
SDR_CONVERSION = 0.12
RESPONSE_RATE = 0.12
"""Middles of the published ranges: AE demo-to-close 20-30 %, response 9-15 % (seed P9); the SDR conversion is our assumption."""

RANGES = {"win_rate": (0.2, 0.3), "response_rate": (0.09, 0.15)}
"""The published ranges themselves; nobody has published one of the SDR conversion."""

WORKING_DAYS_A_YEAR = 230
EMAILS_A_DAY = 75.0
"""Middle of 50-100 emails for one SDR (seed P9)."""


@dataclass(frozen=True, slots=True)
class PipelinePlan:
    """What a goal needs. Counts are rounded up: half a deal is none."""

    deals: int
    opportunities: int
    prospects: int
    emails: int
    per_working_day: dict[str, float]
    sdrs_needed: float
    formula: tuple[str, ...]
    forward: dict[str, float]


def plan(
    revenue: float,
    deal_size: float,
    *,
    win_rate: float = WIN_RATE,
    sdr_conversion: float = SDR_CONVERSION,
    response_rate: float = RESPONSE_RATE,
    working_days: int = WORKING_DAYS_A_YEAR,
    emails_a_day: float = EMAILS_A_DAY,
) -> PipelinePlan:
    """Goal -> deals -> opportunities -> prospects -> emails, a working day, and SDRs; and what ``emails_a_day`` yields forwards.

    Raises:
        ValidationError: a figure of zero or below, or a rate above 1.
    """
    for name, value in (("revenue", revenue), ("deal_size", deal_size), ("working_days", working_days), ("emails_a_day", emails_a_day)):
        if not value > 0 or math.isinf(value):
            raise ValidationError("plan_not_positive", field=name, value=value)
    for name, value in (("win_rate", win_rate), ("sdr_conversion", sdr_conversion), ("response_rate", response_rate)):
        if not 0 < value <= 1:
            raise ValidationError("plan_rate", field=name, value=value)
    deals = _up(revenue / deal_size)
    opportunities = _up(deals / win_rate)
    prospects = _up(opportunities / sdr_conversion)
    emails = _up(prospects / response_rate)
    per_day = {
        "emails": emails / working_days,
        "prospects": prospects / working_days,
        "opportunities": opportunities / working_days,
        "deals": deals / working_days,
    }
    sent = emails_a_day * working_days
    won = sent * response_rate * sdr_conversion * win_rate
    forward = {
        "emails": sent,
        "prospects": sent * response_rate,
        "opportunities": sent * response_rate * sdr_conversion,
        "deals": won,
        "revenue": won * deal_size,
    }
    return PipelinePlan(
        deals,
        opportunities,
        prospects,
        emails,
        {k: round(v, 2) for k, v in per_day.items()},
        round(per_day["emails"] / emails_a_day, 2),
        (
            f"{revenue:,.0f} / {deal_size:,.0f} = {deals:,} deals",
            f"{deals:,} / {win_rate:.1%} = {opportunities:,} opportunities",
            f"{opportunities:,} / {sdr_conversion:.1%} = {prospects:,} prospects",
            f"{prospects:,} / {response_rate:.1%} = {emails:,} emails",
            f"{emails:,} / {working_days} days = {per_day['emails']:.1f} emails a day",
        ),
        {k: round(v, 2) for k, v in forward.items()},
    )


def emails_between(
    revenue: float, deal_size: float, rates: Mapping[str, float], ranges: Mapping[str, tuple[float, float]], working_days: int
) -> tuple[float, float]:
    """Emails a working day with every rate at the good end of its range, and at the bad end; a rate without a range stays as it is.

    Raises:
        ValidationError: as ``plan``.
    """
    found = []
    for end in (1, 0):
        at_end = {name: ranges[name][end] if name in ranges else rate for name, rate in rates.items()}
        found.append(plan(revenue, deal_size, **at_end, working_days=working_days).per_working_day["emails"])
    return found[0], found[1]


def _up(value: float) -> int:
    """Round up, at least to one, forgiving the dust of binary fractions (7.000000001 is 7)."""
    return max(1, math.ceil(round(value, 6)))
