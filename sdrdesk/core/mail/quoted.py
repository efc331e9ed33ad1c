"""What somebody has written now, without what they quote and without their signature.

A reader decides by new words only: our own email, quoted below a reply, speaks of unsubscribing and of the right person to talk to.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

MAX_LINES = 1500


class _Patterns(NamedTuple):
    attribution: re.Pattern[str]
    attribution_line: re.Pattern[str]
    header: re.Pattern[str]
    signature: re.Pattern[str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    words = tomllib.loads(Path(__file__).with_name("quoted.toml").read_text("utf-8"))
    return _Patterns(*(re.compile(r"\s*(?:" + "|".join(words[name]) + ")", re.IGNORECASE) for name in _Patterns._fields))


def new_text(body: str) -> str:
    """The text without quotation and signature; empty when somebody only quotes or forwards."""
    kept: list[str] = []
    lines = body.split("\n")[:MAX_LINES]
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.lstrip().startswith((">", "|")) and not line.lstrip().startswith("||"):
            at += 1
        elif _patterns().header.match("\n".join(lines[at : at + 3])):
            break
        elif used := _attribution(lines, at):
            at += used
            if not _quotes(lines, at):
                break
        elif _patterns().signature.match(line) and kept:
            at = _next_quotation(lines, at)
        else:
            kept.append(line.rstrip())
            at += 1
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _attribution(lines: list[str], at: int) -> int:
    """How many lines introduce a quotation here: 0 to 3, for a long one is broken."""
    for many in (1, 2, 3):
        taken = [line.strip() for line in lines[at : at + many]]
        if not all(taken):
            return 0
        text = " ".join(taken)[:420]
        if text.endswith((":", "：")) and (_patterns().attribution.match(text) or (many == 1 and _patterns().attribution_line.match(text))):
            return many
    return 0


def _quotes(lines: list[str], at: int) -> bool:
    """Does a quotation behind ``>`` follow, after which new text may stand?"""
    following = next((line for line in lines[at : at + 4] if line.strip()), "")
    return following.lstrip().startswith((">", "|"))


def _next_quotation(lines: list[str], at: int) -> int:
    """A signature goes to the end of the text, or to the quotation that stands below it."""
    for n in range(at + 1, len(lines)):
        if lines[n].lstrip().startswith(">") or _attribution(lines, n):
            return n
    return len(lines)
