"""What a folder is for: by the server's own word (SPECIAL-USE, RFC 6154), else by what mail programs usually call it."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

BY_FLAG = {
    b"\\junk": "junk", b"\\spam": "junk", b"\\sent": "sent", b"\\drafts": "drafts", b"\\trash": "trash", b"\\archive": "archive",
    b"\\all": "all", b"\\allmail": "all", b"\\inbox": "inbox",
}  # fmt: skip
CLOSED = (b"\\noselect", b"\\nonexistent")
NAME_MOST = 500


def readable(flags: Iterable[bytes], name: str) -> bool:
    """Can this be opened, by a name that is nothing but a name? (A line end in it would begin a command of the server's choice, promise C5.)"""
    return 0 < len(name) <= NAME_MOST and name.isprintable() and not any(f.lower() in CLOSED for f in flags)


def role_of(flags: Iterable[bytes], delimiter: str, name: str) -> str:
    """The role of a folder (``ports.FoundFolder``)."""
    if name.upper() == "INBOX":
        return "inbox"
    for flag in flags:
        if flag.lower() in BY_FLAG:
            return BY_FLAG[flag.lower()]
    last = name.rpartition(delimiter)[2] if delimiter else name
    return _by_name().get(unicodedata.normalize("NFC", last).casefold().strip(), "other")


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    table = tomllib.loads(Path(__file__).with_name("imap_roles.toml").read_text("utf-8"))
    return {name: role for role, names in table.items() for name in names}
