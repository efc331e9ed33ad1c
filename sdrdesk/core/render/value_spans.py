"""Where a person's values stand in a text: what the template left to them, so that it can be tinted and looked over."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sdrdesk.core.render.variables import LISTS, VARIABLES

_SENDER = frozenset(name for name in VARIABLES if name.startswith("sender_")) | {"opt_out", "value_prop"}
"""The user's own words are no finding about the person."""

_ITEMS = re.compile(r"[;\uff1b\n]")
LEAST = 2
"""Characters; a shorter value stands in half of all words."""


def list_items(value: str) -> tuple[str, ...]:
    """The items of a list value."""
    return tuple(part.strip() for part in _ITEMS.split(value) if part.strip())


def value_spans(text: str, values: Mapping[str, str]) -> list[tuple[int, int]]:
    """Start and length in characters of each value, longest first where two begin at one place."""
    found: set[str] = set()
    for name, value in values.items():
        if name in VARIABLES and name not in _SENDER:
            found |= set(list_items(value) if name in LISTS else (value.strip(),))
    words = sorted((w.rstrip(".。") for w in found if len(w) >= LEAST), key=len, reverse=True)
    if not words:
        return []
    either = re.compile("|".join(rf"(?<![A-Za-z0-9]){re.escape(w)}(?![A-Za-z0-9])" for w in words))
    return [(m.start(), m.end() - m.start()) for m in either.finditer(text)]
