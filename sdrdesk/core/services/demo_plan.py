"""Who stands where in the sample: how many are due today, later, or done; and the few things that a sample must show."""

from __future__ import annotations

import random

from sdrdesk.core.domain.cadence import Cadence
from sdrdesk.core.domain.words import Channel
from sdrdesk.core.services.demo_days import Days
from sdrdesk.core.services.demo_history import HISTORY_DAYS, Aim
from sdrdesk.core.services.demo_people import Person

DUE_SHARE, DUE_GROWTH, DUE_KNEE = 0.32, 0.7012, 200
"""Up to 200 people a third are due today: 64. Beyond, a day does not grow as the list does: 5,000 of 100,000."""

SURVIVES = 0.78
"""Share of those aimed at today whose plan is not ended before by an answer."""

LATER_SHARE = 0.60
OVERDUE = ((0, 0.72), (1, 0.86), (2, 0.94), (3, 1.0))
STEP_WEIGHTS = (3, 3, 2, 2, 1, 1)
FIRST_STEPS_LATER = 0.7
LAST_START_DAY = 12
"""Days of work ahead on which plans still begin."""

SHOWN = {"answer": 4, "callback": 4, "follow_up": 3, "meeting": 3}
SHOWN_PER_PEOPLE = 40
FORCED = {"answer": "replied", "callback": "connected_not_now", "follow_up": "conversation", "meeting": "meeting_booked"}

CADENCES_BY_LEAD = {
    "spear": (("p5", 45), ("p5_calls", 25), ("calls_and_emails", 30)),
    "net": (("inbound", 100),),
    "seed": (("p5_calls", 50), ("calls_and_emails", 50)),
}


def due_target(count: int) -> int:
    """How many people are due today or overdue in a sample of this size."""
    knee = DUE_SHARE * DUE_KNEE
    return round(DUE_SHARE * count if count <= DUE_KNEE else knee * (count / DUE_KNEE) ** DUE_GROWTH)


class Planner:
    """Gives each person an aim. The odds of being due follow what is still missing, so that the number comes out right."""

    def __init__(self, rng: random.Random, days: Days, count: int, cadences: dict[str, Cadence]) -> None:
        self._rng = rng
        self._days = days
        self._count = count
        self._target = due_target(count)
        self._choices = {lead: self._available(wanted, cadences) for lead, wanted in CADENCES_BY_LEAD.items()}
        kinds = [kind for kind, most in SHOWN.items() for _ in range(min(most, count // SHOWN_PER_PEOPLE))]
        self._shown = dict(zip(rng.sample(range(count), len(kinds)), kinds, strict=True))

    @property
    def damp(self) -> float:
        """The factor on the odds of answers that makes room for those that are shown anyway."""
        return max(0.5, 1 - len(self._shown) / (0.4 * self._count)) if self._count else 1.0

    @staticmethod
    def _available(wanted: tuple[tuple[str, int], ...], cadences: dict[str, Cadence]) -> tuple[list[Cadence], list[int]]:
        found = [(cadences[key], weight) for key, weight in wanted if key in cadences] or [(c, 1) for c in cadences.values()]
        return [c for c, _ in found], [w for _, w in found]

    def aim(self, p: Person, index: int, due_so_far: int) -> Aim:
        """Where the person of this index (0 the first) shall stand."""
        kind = self._shown.get(index)
        cadence = self._rng.choices(*self._choices[p.lead_type])[0]
        if kind is not None:
            shown = self._to_show(p, kind)
            if shown is not None:
                return shown
        need = self._target - due_so_far
        if need > 0 and self._rng.random() < need / (self._count - index) / SURVIVES:
            return self._due(p, cadence)
        if self._rng.random() < LATER_SHARE:
            later = self._later(p, cadence)
            if later is not None:
                return later
        return self._over(p, cadence)

    def _to_show(self, p: Person, kind: str) -> Aim | None:
        """Somebody whose last touch, on the last day of work, ended as the sample needs it."""
        channel = Channel.CALL if kind in ("callback", "follow_up") else Channel.EMAIL
        fitting = [
            Aim(c, s.no + 1, p.work.prev(p.last), FORCED[kind])
            for cadences, _ in self._choices.values()
            for c in cadences
            for s in c.steps[:-1]
            if s.channel is channel
        ]
        return self._rng.choice(fitting) if fitting else None

    def _due(self, p: Person, cadence: Cadence) -> Aim:
        rng = self._rng
        day = p.work.prev(0)
        drawn = rng.random()
        for _ in range(next(days for days, upto in OVERDUE if drawn < upto)):
            day = p.work.prev(day - 1)
        numbers = range(1, len(cadence.steps) + 1)
        weights: list[float] = [STEP_WEIGHTS[min(n, len(STEP_WEIGHTS)) - 1] for n in numbers]
        if p.lead_type == "net":
            # Who came to us is answered the same day: few wait for the first touch.
            weights[0] = weights[0] * 0.15 if len(weights) > 1 else 1
        number = rng.choices(numbers, weights)[0]
        if number == 1:
            return Aim(cadence, 1, day)
        return Aim(cadence, number, p.work.prev(min(day - max(1, cadence.steps[number - 1].gap_days), p.last)))

    def _later(self, p: Person, cadence: Cadence) -> Aim | None:
        """In the middle of a plan whose next step lies ahead, or with a first day in the coming weeks; None where neither fits."""
        rng = self._rng
        waiting = [s for s in cadence.steps[1:] if s.gap_days > 1 - p.last]
        if p.lead_type != "net" and (not waiting or rng.random() < FIRST_STEPS_LATER):
            return Aim(cadence, 1, p.work.plus(0, rng.randint(1, LAST_START_DAY)))
        if not waiting:
            return None
        step = rng.choices(waiting, [s.gap_days for s in waiting])[0]
        day = p.work.next(rng.randint(1 - step.gap_days, p.last))
        return Aim(cadence, step.no, day if day <= p.last else p.work.prev(p.last))

    def _over(self, p: Person, cadence: Cadence) -> Aim:
        """All steps lie behind, if nothing ended the plan earlier."""
        steps = len(cadence.steps)
        span = sum(s.gap_days for s in cadence.steps) + 2 * steps + 9
        return Aim(cadence, steps + 1, p.work.prev(self._rng.randint(min(span - HISTORY_DAYS, p.last - 1), p.last)))
