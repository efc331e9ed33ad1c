"""What another version of a cadence changes, before people are moved to it (seed P5; rule R7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sdrdesk.core.domain.cadence import Cadence, Step

STEP_PARTS = ("gap_days", "channel", "template", "purpose", "mode", "thread", "variants")
WHOLE_PARTS = ("limit_days", "then", "then_gap_days", "enter", "leave_stages", "leave_outcomes")


@dataclass(frozen=True, slots=True)
class Difference:
    """One change: ``code`` is a sentence under ``cadence_diff.`` in the text catalogue."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


def differences(old: Cadence, new: Cadence) -> list[Difference]:
    """Everything in which the two versions differ for those who are on them; names and descriptions do not count."""
    found: list[Difference] = []
    for before, after in zip(old.steps, new.steps, strict=False):
        found += [
            Difference(part, {"step": after.no, "old": _plain(getattr(before, part)), "new": _plain(getattr(after, part))})
            for part in STEP_PARTS
            if getattr(before, part) != getattr(after, part)
        ]
    found += _length(old.steps, new.steps)
    found += [
        Difference(part, {"old": _plain(getattr(old, part)), "new": _plain(getattr(new, part))})
        for part in WHOLE_PARTS
        if getattr(old, part) != getattr(new, part) and (part != "then_gap_days" or new.then)
    ]
    return found


def _length(old: Sequence[Step], new: Sequence[Step]) -> list[Difference]:
    if len(new) > len(old):
        return [Difference("steps_added", {"n": len(new) - len(old), "total": len(new)})]
    if len(new) < len(old):
        return [Difference("steps_gone", {"n": len(old) - len(new), "total": len(new)})]
    return []


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return "; ".join(f"{k}: {', '.join(v)}" for k, v in value.items())
    return "" if value is None else value
