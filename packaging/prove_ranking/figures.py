"""Means, 95 % intervals over seeds, and ratios paired by seed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, mean, stdev

_T = (
    12.706,
    4.303,
    3.182,
    2.776,
    2.571,
    2.447,
    2.365,
    2.306,
    2.262,
    2.228,
    2.201,
    2.179,
    2.16,
    2.145,
    2.131,
    2.12,
    2.11,
    2.101,
    2.093,
    2.086,
)


@dataclass(frozen=True, slots=True)
class Range:
    """A figure with its 95 % interval."""

    value: float
    low: float
    high: float

    def text(self, digits: int = 3) -> str:
        """As it is printed."""
        return f"{self.value:.{digits}f} [{self.low:.{digits}f}, {self.high:.{digits}f}]"


def quantile(degrees: int) -> float:
    """Student's 97.5 % point (from a table; past it by the first term of its series)."""
    if degrees <= len(_T):
        return _T[degrees - 1]
    z = NormalDist().inv_cdf(0.975)
    return z + (z**3 + z) / (4 * degrees)


def average(values: Sequence[float]) -> Range:
    """The mean over seeds."""
    middle = mean(values)
    half = quantile(len(values) - 1) * stdev(values) / math.sqrt(len(values)) if len(values) > 1 else math.nan
    return Range(middle, middle - half, middle + half)


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> Range:
    """Ratio of the two means; its error from the differences of each seed, so that luck both had is taken out."""
    below = mean(theirs)
    if not below:
        return Range(math.nan, math.nan, math.nan)
    value = mean(ours) / below
    if len(ours) < 2:
        return Range(value, math.nan, math.nan)
    apart = [a - value * b for a, b in zip(ours, theirs, strict=True)]
    half = quantile(len(ours) - 1) * stdev(apart) / math.sqrt(len(ours)) / below
    return Range(value, value - half, value + half)
