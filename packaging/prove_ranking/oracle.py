"""The oracle: sees the hidden state (not the dice) and takes what is worth most qualified meetings per minute right now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from prove_ranking import clock, physics
from prove_ranking.desk import Desk
from prove_ranking.policy import Due, Person, Touch

_SLOT = 20  # minutes for which a value is taken to hold
_ANSWERED_WITHIN = 90.0  # minutes after which it expects to answer a reply itself
_CALL_BACK = 0.45 * 0.7  # a talk that ends without a meeting often brings a call-back that is likely kept
_AHEAD = 2  # working days for which it looks for a better hour
_BOTHER = 0.07  # what one more attempt takes from later ones, for a person of middling patience
_LATER = 0.85  # what is left of a chance that is put off


class Greedy:
    """Takes the highest expected qualified meetings per minute at this moment, and so calls good people at their bad hours."""

    name = "greedy"

    def __init__(self) -> None:
        self._cache: dict[int, tuple[int, int, Due, float]] = {}

    def peek(self, desk: Desk) -> None:
        """Look behind the scene."""
        self._desk = desk

    def begin(self, people: Mapping[int, Person], zone: ZoneInfo) -> None:
        """It knows already."""

    def arrived(self, person: Person) -> None:
        """It knows already."""

    def saw(self, touch: Touch) -> None:
        """It knows already."""

    def pick(self, now: datetime, due: Sequence[Due]) -> int:
        """The highest value; ties by place."""
        t = (now - clock.EPOCH).total_seconds() / 60.0
        slot, version, cache = int(t // _SLOT), self._desk.version, self._cache
        best, best_value = 0, -3.0
        for index, item in enumerate(due):
            number = item.prospect_id
            known = cache.get(number)
            if known is not None and known[0] == slot and known[1] == version[number] and known[2] is item:
                value = known[3]
            else:
                value = self._value(item, t)
                if item.kind != "callback":
                    cache[number] = (slot, version[number], item, value)
            if value > best_value:
                best, best_value = index, value
        return best

    def _value(self, item: Due, t: float) -> float:
        gain, cost = self._worth(item, t)
        return gain / cost

    def _worth(self, item: Due, t: float) -> tuple[float, float]:
        """(qualified meetings to be expected, minutes to be expected) of doing it at ``t``."""
        number = item.prospect_id
        desk = self._desk
        person, hidden, state = desk.people[number], desk.hidden[number], desk.states[number]
        if hidden.wrong_person:
            return 0.0, 1.0
        if item.kind == "answer":
            if not desk.willing.get(number):
                return 0.0, physics.ANSWER_EMAIL
            return physics.meets_by_mail(hidden, t, t - desk.asked[number]) * physics.qualifies(hidden, t), physics.ANSWER_EMAIL
        if item.channel == "email":
            chance = physics.replies(hidden, state, t)
            gain = chance * physics.glad(hidden, t) * physics.meets_by_mail(hidden, t, _ANSWERED_WITHIN) * physics.qualifies(hidden, t)
            return gain, (physics.FIRST_EMAIL if state.emails == 0 else physics.NEXT_EMAIL) + (person.tier == "T1") + chance * 3.0
        promised = 0.0
        if item.kind == "callback":
            if t < desk.asked[number] - 2:
                return -1.0, 1.0  # it keeps its promises: earlier would waste them
            promised = physics.kept(desk.asked[number], t)
        up = physics.picks_up(person, hidden, state, t, promised)
        talk, meet = physics.converses(hidden, state, t, promised), physics.meets(hidden, state, t, promised)
        later = _CALL_BACK * (1 - talk * meet) * min(0.9, meet * 1.5)
        cost = (1 - up) * 1.35 + up * (3.5 * (1 - talk) + talk * (9.0 + 3.0 * meet) + 2.5)
        return up * (talk * meet + later) * physics.qualifies(hidden, t), cost


class Oracle(Greedy):
    """Knows also when a better hour comes: what is gained now, less what waiting for the best hour of these days would bring.

    A bound that no ranker can know enough to reach; not the very best there could be.
    """

    name = "oracle"

    def __init__(self) -> None:
        super().__init__()
        self._hours: dict[tuple[int, int], tuple[int, list[tuple[float, float]]]] = {}

    def _value(self, item: Due, t: float) -> float:
        gain, cost = self._worth(item, t)
        if item.kind == "answer":
            return gain / cost * 1.5  # waiting costs
        if item.kind == "callback" or item.channel == "email":
            return gain / cost
        wait, patience = self._best_later(item, t), self._desk.hidden[item.prospect_id].patience
        gain -= _BOTHER * patience * wait
        return (gain - _LATER * wait) / cost if wait > gain else gain / cost

    def _best_later(self, item: Due, t: float) -> float:
        """What the best hour of the rest of today and of the next working days would bring."""
        day, best = clock.day_of(t), 0.0
        for ahead in range(_AHEAD + 1):
            when = day if not ahead else clock.add_working(day, ahead)
            best = max(best, max((worth for at, worth in self._day(item, when) if ahead or at > t + 30), default=0.0))
        return best

    def _day(self, item: Due, day: int) -> list[tuple[float, float]]:
        """(moment, worth) of this call at nine moments of that day."""
        number, version = item.prospect_id, self._desk.version[item.prospect_id]
        known = self._hours.get((number, day))
        if known is not None and known[0] == version:
            return known[1]
        found = []
        for begins in clock.BLOCKS:
            for part in (20, 60, 100):
                at = clock.at_local(clock.HOME.key, day, (begins + part) / 60.0)
                found.append((at, self._worth(item, at)[0]))
        self._hours[number, day] = (version, found)
        return found
