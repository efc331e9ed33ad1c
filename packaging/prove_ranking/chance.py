"""Luck that belongs to a person and an attempt, not to the order of play: policies are compared on the same luck.

A stream is named by whole numbers (seed, person, channel, attempt, purpose). Whoever calls Ann for the third time meets the
same draw, whatever happened to others before.
"""

from __future__ import annotations

import math
from random import Random
from statistics import NormalDist

_MASK = (1 << 64) - 1
_NORMAL = NormalDist()


def mixed(*keys: int) -> int:
    """64 well mixed bits for a name made of numbers (the finisher of splitmix64 after each of them)."""
    x = 0x9E3779B97F4A7C15
    for key in keys:
        x = (x + (key + 1) * 0x9E3779B97F4A7C15) & _MASK
        x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & _MASK
        x ^= x >> 31
    return x


def uniform(*keys: int) -> float:
    """A number in (0, 1) for that name."""
    return ((mixed(*keys) >> 11) + 0.5) * 2.0**-53


def normal(*keys: int) -> float:
    """A standard normal number for that name."""
    return _NORMAL.inv_cdf(uniform(*keys))


def stream(*keys: int) -> Random:
    """A generator of its own for that name, for whatever needs many draws at once."""
    return Random(mixed(*keys))


def sigmoid(x: float) -> float:
    """The logistic function."""
    return 1.0 / (1.0 + math.exp(-x)) if x > -40 else 0.0
