"""The simple HTML beside the plain text: the same words, paragraphs, lists and links; no picture, no style, nothing to track (rule R19)."""

from __future__ import annotations

import re
from html import escape
from itertools import groupby

_LINK = re.compile(r"https?://[^\s<>\"'()\uff08\uff09。\uff0c\u3001]+", re.IGNORECASE)
_TRAILING = ".,;:!?"
_ITEM = "- "


def html_of(text: str) -> str:
    """An HTML document that says what the text says. A link is an anchor to the very address that is read."""
    blocks = [b for b in re.split(r"\n[ \t]*\n+", text.strip("\n")) if b.strip()]
    inner = "\n".join(_block(block.split("\n")) for block in blocks)
    return f'<!DOCTYPE html>\n<html>\n<head><meta charset="utf-8"></head>\n<body>\n{inner}\n</body>\n</html>\n'


def _block(lines: list[str]) -> str:
    return "\n".join(_PARTS[kind](list(part)) for kind, part in groupby(lines, key=_kind))


def _kind(line: str) -> str:
    return "quote" if line.startswith(">") else "item" if line.startswith(_ITEM) else "line"


def _paragraph(lines: list[str]) -> str:
    return "<p>" + "<br>\n".join(map(_linked, lines)) + "</p>"


def _list(lines: list[str]) -> str:
    return "<ul>\n" + "\n".join(f"<li>{_linked(line[len(_ITEM) :])}</li>" for line in lines) + "\n</ul>"


def _quote(lines: list[str]) -> str:
    return "<blockquote>" + "<br>\n".join(_linked(line[1:].removeprefix(" ")) for line in lines) + "</blockquote>"


_PARTS = {"line": _paragraph, "item": _list, "quote": _quote}


def _linked(line: str) -> str:
    """Escaped, with anchors; the full stop after an address is no part of it."""
    parts, at = [], 0
    for match in _LINK.finditer(line):
        address = match[0].rstrip(_TRAILING)
        parts += [escape(line[at : match.start()]), f'<a href="{escape(address)}">{escape(address)}</a>']
        at = match.start() + len(address)
    return "".join((*parts, escape(line[at:])))
