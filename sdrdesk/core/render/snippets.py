"""Text by a short code: ``{{ }}`` for a value of the person, ``${1:text}`` for a stop at which the user goes on typing.

A snippet is much less than a template: a name in braces is replaced and nothing else is read, neither in the snippet nor in a value.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from sdrdesk.core.errors import ValidationError
from sdrdesk.core.render.variables import VARIABLES

MAX_BODY = 4000
CODE = re.compile(r";[A-Za-z0-9\u4e00-\u9fff_-]{1,20}")
"""A code begins with a semicolon, so that no word is ever taken for one."""

_PIECE = re.compile(r"\{\{\s*(?P<name>[a-z_]{1,40})\s*\}\}|\$\{(?P<stop>\d)(?::(?P<text>[^{}$]*))?\}")
_STRAY = re.compile(r"\{\{|\}\}|\$\{|[⟦⟧]")


@dataclass(frozen=True, slots=True)
class Stop:
    """A place to stop at: start and length in characters of the expanded text."""

    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Expansion:
    """A snippet as text, and where the keys go: by number, and last to stop 0 or behind the text."""

    text: str
    stops: tuple[Stop, ...]


def checked(body: str) -> str:
    """The body without blanks at its end.

    Raises:
        ValidationError: ``snippet_empty``, ``snippet_too_long``, ``snippet_variable``, ``snippet_braces``.
    """
    text = body.replace("\r\n", "\n").rstrip()
    if not text.strip():
        raise ValidationError("snippet_empty", field="body")
    if len(text) > MAX_BODY:
        raise ValidationError("snippet_too_long", field="body", limit=MAX_BODY)
    for match in _PIECE.finditer(text):
        name = match["name"]
        if name and name not in VARIABLES:
            near = difflib.get_close_matches(name, VARIABLES, 1)
            raise ValidationError("snippet_variable", field="body", value=name, near=near[0] if near else "first_name")
    stray = _STRAY.search(_PIECE.sub("", text))
    if stray:
        raise ValidationError("snippet_braces", field="body", value=stray[0])
    return text


def expand(body: str, values: Mapping[str, str]) -> Expansion:
    """Fill a snippet; a missing value becomes a slot."""
    parts: list[str] = []
    stops: list[tuple[int, Stop]] = []
    at = length = 0

    def put(text: str) -> None:
        nonlocal length
        parts.append(text)
        length += len(text)

    for match in _PIECE.finditer(body):
        put(body[at : match.start()])
        at = match.end()
        if match["name"]:
            put(" ".join(values.get(match["name"], "").replace("⟦", "").replace("⟧", "").split()) or f"⟦{match['name']}⟧")
        else:
            words = match["text"] or ""
            stops.append((int(match["stop"]) or 10, Stop(length, len(words))))
            put(words)
    put(body[at:])
    if not any(number == 10 for number, _ in stops):
        stops.append((10, Stop(length, 0)))
    return Expansion("".join(parts), tuple(stop for _, stop in sorted(stops, key=lambda s: s[0])))
