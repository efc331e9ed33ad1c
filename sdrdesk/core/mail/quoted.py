"""What somebody has written now, apart from what they quote and from their signature.

A reader decides by new words only: our own email, quoted below a reply, speaks of unsubscribing and of the right person to talk to.
"""

from __future__ import annotations

import re
import tomllib
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

MAX_LINES = 1500
"""Lines that are looked at; what comes after them is of the kind of the last one."""

_DATE_OR_ADDRESS = re.compile(r"[\d@]")


class _Patterns(NamedTuple):
    attribution: re.Pattern[str]
    attribution_line: re.Pattern[str]
    header: re.Pattern[str]
    signature: re.Pattern[str]


class Role(Enum):
    """What a line of a mail is."""

    NEW = "new"
    SIGNED = "signed"
    QUOTED = "quoted"


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    words = tomllib.loads(Path(__file__).with_name("quoted.toml").read_text("utf-8"))
    return _Patterns(*(re.compile(r"\s*(?:" + "|".join(words[name]) + ")", re.IGNORECASE) for name in _Patterns._fields))


def new_text(body: str) -> str:
    """The text without quotation and signature; empty when somebody only quotes or forwards."""
    lines = body.split("\n")
    return _tidy([line for line, role in zip(lines, _roles(lines), strict=True) if role == Role.NEW])


def split(body: str) -> tuple[str, str]:
    """What is new, with its signature, and what is quoted. Each line of the text is in one of the two."""
    lines = body.split("\n")
    roles = _roles(lines)
    new = [line for line, role in zip(lines, roles, strict=True) if role != Role.QUOTED]
    quoted = [line for line, role in zip(lines, roles, strict=True) if role == Role.QUOTED]
    return _tidy(new), _tidy(quoted)


def signed(body: str) -> str:
    """The signature below a mark that mail programs set, with that mark; empty when there is none."""
    lines = body.split("\n")
    return _tidy([line for line, role in zip(lines, _roles(lines), strict=True) if role == Role.SIGNED])


def _tidy(lines: list[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip()


def _roles(lines: list[str]) -> list[Role]:
    """What each line is."""
    roles: list[Role] = []
    looked_at = lines[:MAX_LINES]
    while len(roles) < len(looked_at):
        at = len(roles)
        line = looked_at[at]
        if line.lstrip().startswith((">", "|")) and not line.lstrip().startswith("||"):
            roles.append(Role.QUOTED)
        elif _patterns().header.match("\n".join(looked_at[at : at + 3])):
            roles += [Role.QUOTED] * (len(lines) - at)
        elif used := _attribution(looked_at, at):
            goes_on = _quotes(looked_at, at + used)
            roles += [Role.QUOTED] * (used if goes_on else len(lines) - at)
        elif _patterns().signature.match(line) and Role.NEW in roles:
            roles += [Role.SIGNED] * (_next_quotation(looked_at, at) - at)
        else:
            roles.append(Role.NEW)
    return roles + roles[-1:] * (len(lines) - len(roles))


def _attribution(lines: list[str], at: int) -> int:
    """How many lines introduce a quotation here: 0 to 3, for a long one is broken."""
    for many in (1, 2, 3):
        taken = [line.strip() for line in lines[at : at + many]]
        if not all(taken):
            return 0
        text = " ".join(taken)[:420]
        if not text.endswith((":", "：")) or not (_DATE_OR_ADDRESS.search(text) or _quotes(lines, at + many)):
            continue
        if _patterns().attribution.match(text) or (many == 1 and _patterns().attribution_line.match(text)):
            return min(many, len(lines) - at)
    return 0


def _quotes(lines: list[str], at: int) -> bool:
    """Does a quotation behind ``>`` follow, after which new text may stand?"""
    following = next((line for line in lines[at : at + 4] if line.strip()), "")
    return following.lstrip().startswith((">", "|"))


def _next_quotation(lines: list[str], at: int) -> int:
    """A signature goes to the end of the text, or to the quotation that stands below it."""
    for n in range(at + 1, len(lines)):
        if lines[n].lstrip().startswith(">") or _attribution(lines, n) or _patterns().header.match("\n".join(lines[n : n + 3])):
            return n
    return len(lines)
