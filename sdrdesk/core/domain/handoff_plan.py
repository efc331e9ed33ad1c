"""A handoff in the making (rule R24): for whom, and what the packet says beside what the book knows. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from sdrdesk.core.errors import ValidationError

MEETING_MINUTES = 30
SHORTEST, LONGEST = 5, 480
"""Minutes of a meeting."""

MOST_TEXT = 2000
MOST_PLACE = 300


@dataclass(frozen=True, slots=True)
class HandoffPlan:
    """What the user has prepared.

    Attributes:
        ae_id: the account executive, when chosen.
        note: a word to them.
        promised: what the person was promised.
        risks: what may go wrong, a line each.
        place: where or how they meet: a room, a link.
        minutes: how long.
        ticks: the own lines of the checklist that are ticked.
    """

    ae_id: int | None = None
    note: str = ""
    promised: str = ""
    risks: str = ""
    place: str = ""
    minutes: int = MEETING_MINUTES
    ticks: tuple[str, ...] = ()


def checked(plan: HandoffPlan) -> HandoffPlan:
    """The plan with its texts stripped.

    Raises:
        ValidationError: ``plan_text`` for a text that is too long, ``plan_minutes`` for a meeting shorter or longer than is kept.
    """
    for name, most in (("note", MOST_TEXT), ("promised", MOST_TEXT), ("risks", MOST_TEXT), ("place", MOST_PLACE)):
        if len(getattr(plan, name)) > most:
            raise ValidationError("plan_text", field=name, n=most)
    if not SHORTEST <= plan.minutes <= LONGEST:
        raise ValidationError("plan_minutes", field="minutes", value=plan.minutes, low=SHORTEST, high=LONGEST)
    return HandoffPlan(
        plan.ae_id, plan.note.strip(), plan.promised.strip(), plan.risks.strip(), plan.place.strip(), plan.minutes, tuple(plan.ticks)
    )


def lines_of(text: str) -> tuple[str, ...]:
    """The lines that say something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
