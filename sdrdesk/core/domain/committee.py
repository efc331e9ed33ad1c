"""The buying committee of a company (seed W11): who is known in which role, who is missing, how many usually decide. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sdrdesk.core.domain.words import BuyerRole

MIDDLE_FROM, MIDDLE_TO = 100, 500
"""Employees of the companies for which the paper gives 6 to 8."""


@dataclass(frozen=True, slots=True)
class Usual:
    """How many people usually decide; ``low`` is 0 where the paper only says "up to"."""

    low: int
    high: int


def usual(employees: int | None) -> Usual | None:
    """6 to 8 people in a company of 100 to 500, up to 21 in a larger one (W11). None where the paper gives no figure: a smaller one, or
    one whose size is not known."""
    if not employees or employees < MIDDLE_FROM:
        return None
    return Usual(6, 8) if employees <= MIDDLE_TO else Usual(0, 21)


def missing(roles: Iterable[str | None]) -> tuple[BuyerRole, ...]:
    """The buyer roles in which nobody is known, in the paper's order."""
    known = set(roles)
    return tuple(role for role in BuyerRole if role not in known)


def layers(people: Iterable[int], referred_by: dict[int, int]) -> dict[int, int]:
    """How many referrals stand before each person: 0 for whoever starts a chain. A circle, which only a mistake can make, starts where it is
    entered first.

    Args:
        people: ids, in the order in which they should stand.
        referred_by: who was named by whom.
    """
    depth: dict[int, int] = {}
    for one in people:
        chain: list[int] = []
        at: int | None = one
        while at is not None and at not in depth and at not in chain:
            chain.append(at)
            at = referred_by.get(at)
        start = depth[at] + 1 if at is not None and at in depth else 0
        for step, who in enumerate(reversed(chain)):
            depth[who] = start + step
    return depth
