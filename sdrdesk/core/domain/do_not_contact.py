"""Lines of the do-not-contact list as people write them (rule R17): who or what, on which channel, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sdrdesk.core.domain.cleaning import clean_email, domain_of
from sdrdesk.core.domain.phones import clean_phone

KINDS = ("person", "address", "number", "domain")
CHANNELS = ("any", "email", "call", "message")
_CHANNEL_WORDS = {
    "": "any", "any": "any", "all": "any", "全部": "any", "email": "email", "mail": "email", "e-mail": "email", "邮件": "email", "call": "call", "calls": "call",
    "phone": "call", "电话": "call", "message": "message", "messages": "message", "social": "message", "消息": "message",
}  # fmt: skip
_SEPARATOR = re.compile(r"[,;\t，；]")
_NUMBER = re.compile(r"\+?[\d\s().\-/]{6,}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: ``value`` is what is compared (an id, an address in small letters, digits, a host)."""

    kind: str
    value: str
    channel: str = "any"
    reason: str = ""


def parents(host: str) -> list[str]:
    """A host and the domains above it, but not the ending alone: ``eu.acme.example`` and ``acme.example``."""
    parts = host.lower().strip(".").split(".")
    return [".".join(parts[i:]) for i in range(len(parts) - 1)]


def read_value(text: str, region: str = "") -> tuple[str, str] | None:
    """An address, a domain (``acme.example``, ``@acme.example`` or a web address) or a number as (kind, value); None for anything else.

    Args:
        text: as it was typed.
        region: ISO code of the country in which a number without a country code is meant.
    """
    typed = text.strip().strip("\"' ")
    if typed.startswith("@"):
        host = domain_of(typed[1:])
        return ("domain", host) if host else None
    if "@" in typed:
        address, _ = clean_email(typed)
        return ("address", address.lower()) if address else None
    if _NUMBER.fullmatch(typed):
        number, _, _ = clean_phone(typed, region)
        return ("number", "".join(ch for ch in number if ch.isdigit())) if number else None
    host = domain_of(typed)
    return ("domain", host) if host and re.fullmatch(r"[\w.-]+\.[a-z]{2,}", host) else None


def read_channel(text: str) -> str | None:
    """A channel as people name it; empty means all of them; None when it is no channel."""
    return _CHANNEL_WORDS.get(text.strip().lower())


def read_lines(text: str, region: str = "") -> tuple[list[Entry], list[tuple[int, str]]]:
    """Many lines: ``value, channel, reason``, of which only the value is needed. Gives the entries, and what was not understood by line."""
    entries: list[Entry] = []
    wrong: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        cells = [cell.strip() for cell in _SEPARATOR.split(line)]
        entry = read_cells(cells, region)
        if entry is None:
            wrong.append((number, line.strip()[:80]))
        else:
            entries.append(entry)
    return entries, wrong


def read_cells(cells: list[str], region: str = "") -> Entry | None:
    """One line in cells; a second cell that is no channel is the reason."""
    value = read_value(cells[0], region) if cells else None
    if value is None:
        return None
    rest = cells[1:]
    channel = read_channel(rest[0]) if rest else "any"
    reason = " ".join(cell for cell in (rest if channel is None else rest[1:]) if cell)
    return Entry(*value, channel or "any", reason[:200])
