"""What another version of a text changes, line by line."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Literal

Sign = Literal["+", "-", " "]


@dataclass(frozen=True, slots=True)
class DiffLine:
    """A line: only in the new text (``+``), only in the old one (``-``), or in both."""

    sign: Sign
    text: str


def line_differences(old: str, new: str) -> list[DiffLine]:
    """All lines of both texts in their order; empty when they are the same."""
    if old == new:
        return []
    before, after = old.splitlines(), new.splitlines()
    found: list[DiffLine] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [DiffLine(" ", line) for line in before[a:b]]
        else:
            found += [DiffLine("-", line) for line in before[a:b]] + [DiffLine("+", line) for line in after[c:d]]
    return found
