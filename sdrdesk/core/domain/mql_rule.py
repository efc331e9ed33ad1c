"""The MQL rule as data (rule R23, seed W8): what it may hold, and what could never be met. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sdrdesk.core.domain.words import LETTERS
from sdrdesk.core.errors import ValidationError

STALE_AFTER = dt.timedelta(days=60)
"""Evidence older than this says so (rule R22); a budget cycle is rarely shorter than a quarter, so two thirds of one."""

MEETING_WITHIN = dt.timedelta(days=7)
"""A meeting with sales agreed within a week (seed W14, "Time")."""

DAYS_MOST = 365


@dataclass(frozen=True, slots=True)
class MqlRule:
    """The standard for an MQL; the defaults are those of rule R23.

    Attributes:
        must_be_strong: letters without which nobody is ready.
        must_not_be_weak: letters that may be unknown, not weak.
        strong_at_least: of the six.
        no_open_flag: an open red flag blocks.
        meeting_within: how near the agreed meeting must be.
        stale_after: evidence older than this is stale.
        fresh_only: stale evidence does not count as strong.
    """

    must_be_strong: tuple[str, ...] = ("need", "authority", "time")
    must_not_be_weak: tuple[str, ...] = ("money",)
    strong_at_least: int = 4
    no_open_flag: bool = True
    meeting_within: dt.timedelta = MEETING_WITHIN
    stale_after: dt.timedelta = STALE_AFTER
    fresh_only: bool = False


def rule_from(body: Mapping[str, Any]) -> MqlRule:
    """Read a body ``{must_be_strong, must_not_be_weak, strong_at_least, no_open_flag, meeting_days, stale_days, fresh_only}``.

    A key that is left out keeps its value of rule R23. A meeting is always asked for: without one there is nothing to hand over (rule R24).

    Raises:
        ValidationError: ``mql_key`` for a key that is none; ``mql_letters`` for a letter that is none or stands in both lists;
            ``mql_number`` for a number that cannot be, such as seven strong letters of six or a meeting within no days (it could never be met); ``mql_empty``
            for a rule that asks for nothing, by which everybody would be ready.
    """
    unknown = sorted(set(body) - set(body_of(MqlRule())))
    if unknown:
        raise ValidationError("mql_key", field=unknown[0], known=", ".join(body_of(MqlRule())))
    given = body_of(MqlRule()) | dict(body)
    strong, not_weak = _letters(given, "must_be_strong"), _letters(given, "must_not_be_weak")
    both = [name for name in strong if name in not_weak]
    if both:
        raise ValidationError("mql_letters", field="must_not_be_weak", value=both[0])
    rule = MqlRule(
        strong,
        not_weak,
        _number(given, "strong_at_least", 0, len(LETTERS)),
        _switch(given, "no_open_flag"),
        dt.timedelta(days=_number(given, "meeting_days", 1, DAYS_MOST)),
        dt.timedelta(days=_number(given, "stale_days", 1, DAYS_MOST)),
        _switch(given, "fresh_only"),
    )
    if not (rule.must_be_strong or rule.must_not_be_weak or rule.strong_at_least):
        raise ValidationError("mql_empty", field="must_be_strong")
    return rule


def body_of(rule: MqlRule) -> dict[str, Any]:
    """The rule as a body; ``rule_from`` reads it back."""
    return {
        "must_be_strong": list(rule.must_be_strong),
        "must_not_be_weak": list(rule.must_not_be_weak),
        "strong_at_least": rule.strong_at_least,
        "no_open_flag": rule.no_open_flag,
        "meeting_days": rule.meeting_within.days,
        "stale_days": rule.stale_after.days,
        "fresh_only": rule.fresh_only,
    }


def _letters(body: Mapping[str, Any], field: str) -> tuple[str, ...]:
    value = body[field]
    if not isinstance(value, list):
        raise ValidationError("mql_letters", field=field, value=str(value))
    wrong = [str(name) for name in value if name not in LETTERS]
    if wrong:
        raise ValidationError("mql_letters", field=field, value=wrong[0])
    return tuple(dict.fromkeys(value))


def _number(body: Mapping[str, Any], field: str, low: int, high: int) -> int:
    value = body[field]
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise ValidationError("mql_number", field=field, value=str(value), low=low, high=high)
    return value


def _switch(body: Mapping[str, Any], field: str) -> bool:
    value = body[field]
    if not isinstance(value, bool):
        raise ValidationError("mql_switch", field=field, value=str(value))
    return value
