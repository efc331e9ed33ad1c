"""A cadence: a timetable of touches (rule R7: gaps, not dates), and the book of all of them in all their versions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sdrdesk.core.domain.words import Channel

TRACK_GAP_DAYS = 7
"""Days between the end of a programme and the track after it, where the file does not say (seed W19)."""


@dataclass(frozen=True, slots=True)
class Step:
    """One touch of a cadence.

    Attributes:
        no: 1 for the first.
        gap_days: calendar days after the touch before it; 0 for the first.
        day: the day of the plan as people speak of it ("day 7"); derived from the gaps.
        channel: call, email, …
        template: key of the email template or call script.
        purpose: key of the step's name in the text catalogue (``step.<purpose>``).
        variants: other email templates for the same step; each person keeps theirs.
        mode: ``manual``, or ``batch`` for emails that may go together after every one has passed the checks (rule R14).
        thread: ``same`` for an email that replies in the thread of the email before it, else ``new`` (rule R10).
    """

    no: int
    gap_days: int
    day: int
    channel: Channel
    template: str
    purpose: str
    variants: tuple[str, ...] = ()
    mode: str = "manual"
    thread: str = "new"

    @property
    def choices(self) -> tuple[str, ...]:
        """The template and its variants."""
        return (self.template, *self.variants)

    def template_for(self, prospect_id: int) -> str:
        """The template or variant of this person: the same each time, and spread evenly over people."""
        return self.choices[(prospect_id * KNUTH >> 8) % len(self.choices)]


KNUTH = 2_654_435_761
"""Knuth's multiplier: spreads numbers that follow one another."""


@dataclass(frozen=True, slots=True)
class Cadence:
    """A named, versioned list of steps; ``names`` and ``about`` by language.

    Attributes:
        enter: conditions on a person, all of which must hold: field to the values allowed (``tag`` as ``group/name``).
        leave_stages: the plan ends when the person's stage becomes one of these (besides rule R9).
        leave_outcomes: the plan ends when a touch ends so.
        limit_days: days after the start at which it ends by itself (seed W19); None for no limit.
        then: the track after it has ended by itself; empty for none.
    """

    key: str
    version: int
    names: dict[str, str]
    steps: tuple[Step, ...]
    about: dict[str, str] = field(default_factory=dict)
    enter: dict[str, tuple[str, ...]] = field(default_factory=dict)
    leave_stages: tuple[str, ...] = ()
    leave_outcomes: tuple[str, ...] = ()
    limit_days: int | None = None
    then: str = ""
    then_gap_days: int = TRACK_GAP_DAYS

    def step(self, no: int) -> Step | None:
        """The step of that number, or None after the last."""
        return self.steps[no - 1] if 1 <= no <= len(self.steps) else None

    def email_before(self, no: int) -> Step | None:
        """The email step before the step of that number, in whose thread a reply goes."""
        return next((s for s in reversed(self.steps[: no - 1]) if s.channel == Channel.EMAIL), None)

    def name(self, language: str) -> str:
        """The name in a language, else in English."""
        return self.names.get(language) or self.names["en"]

    def ends_on(self, start: dt.date) -> dt.date | None:
        """The day at which the time limit is over for somebody who started then."""
        return start + dt.timedelta(days=self.limit_days) if self.limit_days else None

    def turned_away_by(self, facts: Mapping[str, str | Iterable[str]]) -> str:
        """The first condition that this person does not meet, or empty. A fact may be one value or several (tags)."""
        for name, allowed in self.enter.items():
            fact = facts.get(name, "")
            values = {fact} if isinstance(fact, str) else set(fact)
            if not values & set(allowed):
                return name
        return ""


class CadenceBook(Mapping[str, Cadence]):
    """All cadences: by key the one that people are put on now, and ``at`` for the version that somebody started."""

    def __init__(self, cadences: Iterable[Cadence] = ()) -> None:
        self._all: dict[tuple[str, int], Cadence] = {}
        self._current: dict[str, Cadence] = {}
        self.replace(cadences)

    def replace(self, cadences: Iterable[Cadence], retired: Iterable[str] = ()) -> None:
        """Know these from now on: the highest version of a key is current, unless the key is retired."""
        found = {(c.key, c.version): c for c in cadences}
        hidden = set(retired)
        self._all = found
        self._current = {k: c for k, c in self.newest().items() if k not in hidden}

    def at(self, key: str | None, version: int | None) -> Cadence | None:
        """The version that somebody started; where that is lost, the current one, then the newest that is known."""
        if key is None:
            return None
        found = self._all.get((key, version or 0)) or self._current.get(key)
        return found or max((c for c in self._all.values() if c.key == key), key=lambda c: c.version, default=None)

    def versions(self, key: str) -> list[Cadence]:
        """All versions of a key, oldest first."""
        return sorted((c for c in self._all.values() if c.key == key), key=lambda c: c.version)

    def newest(self) -> dict[str, Cadence]:
        """The newest version of every key, the retired ones included."""
        found: dict[str, Cadence] = {}
        for c in self._all.values():
            if c.key not in found or c.version > found[c.key].version:
                found[c.key] = c
        return dict(sorted(found.items()))

    def __getitem__(self, key: str) -> Cadence:
        return self._current[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._current)

    def __len__(self) -> int:
        return len(self._current)


def chain_loop(cadences: Mapping[str, Cadence], key: str) -> list[str]:
    """The tracks after one another from ``key`` on, when they come back to one that was there already; empty when they end."""
    seen: list[str] = []
    at: str = key
    while at and at in cadences:
        if at in seen:
            return [*seen[seen.index(at) :], at]
        seen.append(at)
        at = cadences[at].then
    return []
