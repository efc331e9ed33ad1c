"""What a quarter came to: counted, never judged."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Result:
    """The counts of one policy on one seed."""

    policy: str
    world: str
    seed: int
    days: int
    budget: float  # minutes a day
    qualified: list[int] = field(default_factory=list)  # by working day, as the dice fell
    expected: list[float] = field(default_factory=list)  # the same before the last throw of the dice: see ``per_hour``
    meetings: int = 0
    minutes: float = 0.0
    outcomes: Counter[str] = field(default_factory=Counter)  # "call no_answer" …
    dials: Counter[str] = field(default_factory=Counter)  # by line
    reached: Counter[str] = field(default_factory=Counter)  # by line
    left_over: list[int] = field(default_factory=list)  # due and not done at the end of each day
    kept: Counter[str] = field(default_factory=Counter)  # promises: on time, late
    people: int = 0

    @property
    def hours(self) -> float:
        """The hours on the clock: idle ones count, or doing nothing would look good."""
        return self.days * self.budget / 60.0

    @property
    def per_hour(self) -> float:
        """Qualified meetings per hour worked, with the luck of the last throw taken out.

        Each call and each answered reply counts with its true chance of a qualified meeting instead of 0 or 1. The mean over
        seeds is the same, its error smaller: what follows from a touch still follows the dice.
        """
        return sum(self.expected) / self.hours

    @property
    def drawn_per_hour(self) -> float:
        """The same as the dice fell."""
        return sum(self.qualified) / self.hours

    def by_fortnight(self) -> list[float]:
        """Qualified meetings per hour of each ten working days (a rest shorter than five joins the last)."""
        cuts = list(range(0, self.days, 10))
        if len(cuts) > 1 and self.days - cuts[-1] < 5:
            cuts.pop()
        ends = [*cuts[1:], self.days]
        return [sum(self.expected[a:b]) / ((b - a) * self.budget / 60.0) for a, b in zip(cuts, ends, strict=True)]
