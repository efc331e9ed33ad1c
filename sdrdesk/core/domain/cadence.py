"""A cadence: a timetable of touches (rule R7: gaps, not dates)."""

from __future__ import annotations

from dataclasses import dataclass

from sdrdesk.core.domain.words import Channel


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
    """

    no: int
    gap_days: int
    day: int
    channel: Channel
    template: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Cadence:
    """A named, versioned list of steps; ``names`` by language."""

    key: str
    version: int
    names: dict[str, str]
    steps: tuple[Step, ...]

    def step(self, no: int) -> Step | None:
        """The step of that number, or None after the last."""
        return self.steps[no - 1] if 1 <= no <= len(self.steps) else None

    def name(self, language: str) -> str:
        """The name in a language, else in English."""
        return self.names.get(language) or self.names["en"]
