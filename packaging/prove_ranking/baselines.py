"""What people use today: by date, by score, newest first, in any order. All keep promises: the list shows them to everybody.

Each order keeps promised call-backs at their time and answers replies before anything else, because every desk worth the name
does; what is compared is the rest. The "in hours" ones call nobody outside 9 to 17 local time while somebody else is due: a
sensible SDR with a date or a score. ``bare_due`` has neither rule.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from prove_ranking.policy import Due, Factory, Person, Touch

Key = Callable[["Ordered", Due], tuple]


class Ordered:
    """An order by one key, with the two rules around it. ``people`` holds everybody known so far."""

    def __init__(self, name: str, key: Key, promises: bool = True, hours: bool = False) -> None:
        self.name, self._key, self._promises, self._hours = name, key, promises, hours
        self.people: dict[int, Person] = {}
        self.rng = Random(0)

    def begin(self, people: Mapping[int, Person], zone: ZoneInfo) -> None:
        """Everybody there on the first day."""
        self.people.update(people)

    def arrived(self, person: Person) -> None:
        """One more."""
        self.people[person.id] = person

    def saw(self, touch: Touch) -> None:
        """Nothing is learned here."""

    def pick(self, now: datetime, due: Sequence[Due]) -> int:
        """The first by: promised now, answer now, the rest, the rest outside hours, promised for later; inside that by the key."""
        key = self._key
        if not self._promises:
            return min(range(len(due)), key=lambda i: key(self, due[i]))
        soon = now + timedelta(minutes=3)
        people, awake = self.people, self._awake(now)

        def band(item: Due) -> int:
            if item.kind == "callback":
                return 0 if item.due_at is not None and item.due_at <= soon else 4
            if item.kind == "answer":
                return 1
            return 2 if awake is None or item.channel == "email" or people[item.prospect_id].zone in awake else 3

        bands = [band(item) for item in due]
        best = min(bands)
        return min((i for i, b in enumerate(bands) if b == best), key=lambda i: key(self, due[i]))

    def _awake(self, now: datetime) -> set[str] | None:
        if not self._hours:
            return None
        zones = {p.zone for p in self.people.values()} if not hasattr(self, "_zones") else self._zones
        self._zones = zones
        return {z for z in zones if 9 <= now.astimezone(ZoneInfo(z)).hour < 17}


def _by_date(policy: Ordered, item: Due) -> tuple:
    return (item.due_on, policy.people[item.prospect_id].name)


def _by_score(policy: Ordered, item: Due) -> tuple:
    return (-policy.people[item.prospect_id].score, item.prospect_id)


def _by_age(policy: Ordered, item: Due) -> tuple:
    return (-policy.people[item.prospect_id].created.timestamp(), item.prospect_id)


def _by_luck(policy: Ordered, item: Due) -> tuple:
    return (policy.rng.random(),)


BASELINES: dict[str, Factory] = {
    "bare_due": lambda: Ordered("bare_due", _by_date, promises=False),
    "due_date": lambda: Ordered("due_date", _by_date),
    "due_in_hours": lambda: Ordered("due_in_hours", _by_date, hours=True),
    "score": lambda: Ordered("score", _by_score),
    "score_in_hours": lambda: Ordered("score_in_hours", _by_score, hours=True),
    "newest": lambda: Ordered("newest", _by_age),
    "newest_in_hours": lambda: Ordered("newest_in_hours", _by_age, hours=True),
    "random": lambda: Ordered("random", _by_luck),
}
