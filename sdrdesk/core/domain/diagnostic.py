"""Five questions about how the work is set up, answered from the log where it knows (seed P12). Pure."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Answer = Literal["yes", "no", "unknown"]

QUESTIONS = ("separated", "process", "predictable", "mix", "handoff")

PLANNED_SHARE = 0.5
"""Share of the touches that are steps of a plan from which there is a process."""

TOUCHES_LEAST, WEEKS_LEAST, HANDOFFS_LEAST, PEOPLE_LEAST = 30, 8, 3, 20
"""Below these nothing is said: a week's work proves no process."""

STEADY = 0.5
"""Standard deviation of the weekly meetings as a part of their mean, up to which the coming weeks can be said from the past ones."""

ONE_SOURCE = 0.8
"""Share of one lead type from which the work hangs on it (P1)."""

ANSWERED_SHARE = 0.8
"""Share of the handoffs whose deadline has passed that must have an answer."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the log and the settings know.

    Attributes:
        separated: what the user has said: does somebody else close the deals? Empty while not asked.
        touches, planned: touches of the last 90 days, and those that were steps of a plan.
        weekly_meetings: meetings booked in each of the last whole weeks, oldest first.
        mix: open people by lead type.
        handoffs, answered: handoffs of the last 90 days whose deadline has passed, and those with an answer.
    """

    separated: str = ""
    touches: int = 0
    planned: int = 0
    weekly_meetings: Sequence[int] = ()
    mix: dict[str, int] = field(default_factory=dict)
    handoffs: int = 0
    answered: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """An answer with the figures behind it; ``shown`` are values for the words of the evidence."""

    question: str
    answer: Answer
    shown: dict[str, object]


def diagnose(known: Known) -> tuple[Finding, ...]:
    """The five answers, in order."""
    return (_separated(known), _process(known), _predictable(known), _mix(known), _handoff(known))


def _verdict(yes: bool) -> Answer:
    return "yes" if yes else "no"


def _separated(known: Known) -> Finding:
    answer: Answer = "yes" if known.separated == "yes" else "no" if known.separated == "no" else "unknown"
    return Finding("separated", answer, {})


def _process(known: Known) -> Finding:
    share = known.planned / known.touches if known.touches else 0.0
    enough = known.touches >= TOUCHES_LEAST
    return Finding("process", _verdict(share >= PLANNED_SHARE) if enough else "unknown", {"n": known.planned, "of": known.touches})


def _predictable(known: Known) -> Finding:
    weeks = list(known.weekly_meetings)
    mean = statistics.fmean(weeks) if weeks else 0.0
    worked = sum(1 for n in weeks if n)
    if len(weeks) < WEEKS_LEAST or worked < WEEKS_LEAST // 2:
        return Finding("predictable", "unknown", {"low": min(weeks, default=0), "high": max(weeks, default=0), "n": len(weeks)})
    steady = statistics.pstdev(weeks) <= STEADY * mean
    return Finding("predictable", _verdict(steady), {"low": min(weeks), "high": max(weeks), "n": len(weeks)})


def _mix(known: Known) -> Finding:
    whole = sum(known.mix.values())
    kind, most = max(known.mix.items(), key=lambda pair: pair[1], default=("", 0))
    shown = {"kind": kind, "share": most / whole if whole else 0.0, "n": whole}
    return Finding("mix", _verdict(most / whole < ONE_SOURCE) if whole >= PEOPLE_LEAST else "unknown", shown)


def _handoff(known: Known) -> Finding:
    enough = known.handoffs >= HANDOFFS_LEAST
    share = known.answered / known.handoffs if known.handoffs else 0.0
    return Finding("handoff", _verdict(share >= ANSWERED_SHARE) if enough else "unknown", {"n": known.answered, "of": known.handoffs})
