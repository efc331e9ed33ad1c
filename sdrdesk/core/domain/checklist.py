"""The checklist of a handoff as data (rule R24; seed W16). Pure.

Some lines are what the rule itself says and always hold or refuse: the MQL rule, the meeting, red flags, somebody to hand over to, and
not twice. The others are the team's to choose, and lines of its own are ticked by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sdrdesk.core.errors import ValidationError

Level = Literal["required", "optional", "off"]

ALWAYS = ("mql", "meeting", "flags", "ae", "not_twice")
"""Lines that no agreement can take away."""

SHIPPED: dict[str, Level] = {
    "need_words": "required",
    "reachable": "required",
    "decider": "optional",
    "time_words": "optional",
    "recap": "optional",
    "committee": "optional",
    "ae_address": "off",
}
"""Lines that the book can answer, and how each counts unless the user says otherwise."""

LEVELS: tuple[Level, ...] = ("required", "optional", "off")
MOST_OWN = 12
MOST_NAME = 80


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A line of the user's own, known by its words."""

    name: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class ChecklistRule:
    """How each choosable line counts, and the own ones."""

    levels: Mapping[str, Level] = field(default_factory=lambda: dict(SHIPPED))
    own: tuple[OwnLine, ...] = ()


def checklist_from(body: Mapping[str, Any]) -> ChecklistRule:
    """Read a body: ``{"lines": {name: level}, "own": [{"name": ..., "required": bool}]}``; what it does not name is as it ships.

    Raises:
        ValidationError: ``checklist_line_unknown``, ``checklist_level_unknown``, ``checklist_own`` (no words, too long, too many, twice).
    """
    lines = body.get("lines", {})
    if not isinstance(lines, Mapping):
        raise ValidationError("checklist_line_unknown", field="lines", value=str(lines)[:40], known=", ".join(SHIPPED))
    for name, level in lines.items():
        if name not in SHIPPED:
            raise ValidationError("checklist_line_unknown", field="lines", value=str(name)[:40], known=", ".join(SHIPPED))
        if level not in LEVELS:
            raise ValidationError("checklist_level_unknown", field=name, value=str(level)[:40])
    return ChecklistRule({**SHIPPED, **lines}, tuple(_own(body.get("own", []))))


def _own(given: Any) -> Iterator[OwnLine]:
    if not isinstance(given, list) or len(given) > MOST_OWN:
        raise ValidationError("checklist_own", field="own", n=MOST_OWN, most=MOST_NAME)
    seen: set[str] = set()
    for entry in given:
        name = entry.get("name") if isinstance(entry, Mapping) else None
        words = " ".join(name.split()) if isinstance(name, str) else ""
        required = entry.get("required", False) if isinstance(entry, Mapping) else None
        if not words or len(words) > MOST_NAME or words.casefold() in seen or not isinstance(required, bool):
            raise ValidationError("checklist_own", field="own", n=MOST_OWN, most=MOST_NAME)
        seen.add(words.casefold())
        yield OwnLine(words, required)


def body_of(rule: ChecklistRule) -> dict[str, Any]:
    """The body that ``checklist_from`` reads back."""
    return {"lines": dict(rule.levels), "own": [{"name": line.name, "required": line.required} for line in rule.own]}
