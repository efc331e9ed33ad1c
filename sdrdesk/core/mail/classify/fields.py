"""Blocks of ``Name: value`` lines inside reports: delivery status (RFC 3464), feedback (ARF), dispositions (RFC 8098)."""

from __future__ import annotations

import re

from sdrdesk.core.mail.charsets import header_words

MAX_BLOCKS = 200
Block = dict[str, str]

_FIELD = re.compile(r"\s{0,3}([A-Za-z][A-Za-z0-9-]{1,40})\s*:\s*(.*)")


def blocks(text: str) -> list[Block]:
    """Paragraphs of fields; a repeated field keeps its first value."""
    out: list[Block] = []
    block: Block = {}
    last = ""
    for line in text.split("\n"):
        if not line.strip():
            if block:
                out.append(block)
            block, last = {}, ""
        elif line[0] in " \t" and last and not _starts_field(line):
            block[last] += " " + line.strip()
        elif match := _FIELD.match(line):
            last = match[1].lower()
            if last in block and last == "final-recipient":  # a report without the empty line between two people
                out.append(block)
                block = {}
            if last in block:
                last = ""
            else:
                block[last] = match[2].strip()
        elif last:
            block[last] += " " + line.strip()
        if len(out) >= MAX_BLOCKS:
            break
    if block:
        out.append(block)
    return [{name: header_words(value.encode("utf-8", "replace")) if "=?" in value else value for name, value in b.items()} for b in out]


def _starts_field(line: str) -> bool:
    return bool(re.match(r"\s{1,3}(Final-Recipient|Original-Recipient|Action|Status|Diagnostic-Code|Remote-MTA)\s*:", line, re.IGNORECASE))
