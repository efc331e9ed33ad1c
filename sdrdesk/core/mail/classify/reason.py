"""Why a mail was not delivered, and whether it ever can be: from the status code and from what the server said (rule R9).

A code alone is not believed. Servers say 5.1.1 for "too fast" and 5.0.0 for everything; so words that are clear come first, then the
code, then the stage of the conversation. What stays unclear is soft: an address is given up only for a stated reason, and never for
a temporary (4.x.x) refusal.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

MAX_SAID = 3000
HARD_CODES = re.compile(r"5\.1\.(0|1|2|3|6|10|351|20)|5\.4\.310|5\.7\.17|5\.0\.91[12]")
"""No such user, host or mailbox; moved; Microsoft's and the RFC 7505 relatives (5.1.10 is the null MX, 5.7.17 an owner that changed)."""
REASON_CODES = {
    "mailbox_full": r"[45]\.2\.2",
    "message_too_big": r"[45]\.(2\.3|3\.4)",
    "suspended": r"5\.(2\.1|7\.13)",
    "policy": r"5\.7\.\d+",
    "host_unknown": r"5\.(1\.2|4\.310)",
    "moved": r"5\.1\.6",
    "not_accepting": r"5\.(1\.10|3\.2)",
    "user_unknown": r"5\.1\.\d+",
    "network": r"[45]\.4\.\d+",
    "system": r"[45]\.3\.\d+",
}
MADE_STATUS = {
    "user_unknown": "5.1.1",
    "host_unknown": "5.1.2",
    "moved": "5.1.6",
    "not_accepting": "5.3.2",
    "mailbox_full": "5.2.2",
    "message_too_big": "5.3.4",
    "suspended": "5.2.1",
    "expired": "4.4.7",
    "network": "4.4.1",
}
_STATUS = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
_REPLY = re.compile(r"(?<![\d.\w/-])([45][0-5]\d)(?=[ \-:#])")
_AFTER_DATA = re.compile(r"end of data|end of message|after data|final data|our data|to data command|<<< \. ?$|data command|content transmission|after i sent the message", re.IGNORECASE)
_AT_RCPT = re.compile(r"rcpt to|rcpt_to|does not like recipient|recipient address rejected|rejected recipient|recipient refused", re.IGNORECASE)
_AT_MAIL = re.compile(r"mail from|initial connection|sender was rejected|does not like (my )?sender", re.IGNORECASE)
_NOISE = re.compile(r"https?://\S+|<[^<>\s@]{1,80}@[^<>\s]{1,190}>|[\w.+=-]{1,64}@[\w.-]{1,190}|\b\d{1,3}(?:\.\d{1,3}){3}\b|(?<=\s)[45]\d\d[- ](?:[45]\.\d+\.\d+)?")


class Family(NamedTuple):
    """Words of one reason."""

    reason: str
    permanent: bool
    words: re.Pattern[str]


class Reason(NamedTuple):
    """Why, and for good?"""

    name: str
    permanent: bool
    status: str


@lru_cache(maxsize=1)
def _families() -> tuple[Family, ...]:
    table = tomllib.loads(Path(__file__).with_name("reasons.toml").read_text("utf-8"))["family"]
    return tuple(Family(f["reason"], f["permanent"], re.compile("|".join(f"(?:{w})" for w in f["words"]))) for f in table)


def reason_for(said: str, status: str = "", *, context: str = "") -> Reason:
    """The reason behind a refusal.

    Args:
        said: the words of the server.
        status: the enhanced status code of the report; may be empty, and may be wrong.
        context: text around it, which is only asked for the stage of the conversation.
    """
    text = said[:MAX_SAID]
    code = _code(status, text)
    plain = _NOISE.sub(" ", " ".join(text.lower().split()))
    family = next((f for f in _families() if f.words.search(plain)), None)
    reply = _REPLY.search(text)
    temporary = code.startswith("4.") or (not code and reply is not None and reply[1].startswith("4"))
    name, permanent = (family.reason, family.permanent) if family else ("", False)
    if family is None or (family.reason in ("expired", "network", "system") and HARD_CODES.fullmatch(code)):
        name, permanent = _by_code(code)
    stage = f"{text} {context[:MAX_SAID]}"
    if not name and reply and reply[1] in ("550", "551", "553") and _AT_RCPT.search(stage) and not _AFTER_DATA.search(stage):
        name, permanent = "user_unknown", True
    if name == "user_unknown" and _AFTER_DATA.search(stage) and not _AT_RCPT.search(stage):
        # The server had taken the recipient and refused the text: a filter speaks, whatever its words.
        name, permanent = "filtered", False
    if temporary:
        permanent = False
    return Reason(name, permanent, code or _made(name, temporary, permanent))


def _code(status: str, said: str) -> str:
    """The more telling of the report's status and the server's own."""
    told, found = _STATUS.search(status), _STATUS.search(said)
    if told and (told[0][2:] not in ("0.0",) or not found):
        if found and told[1] == "4" and found[1] == "5" and not told[0].startswith("4.4."):
            return found[0]
        return told[0]
    return found[0] if found else ""


def _by_code(code: str) -> tuple[str, bool]:
    for name, pattern in REASON_CODES.items():
        if re.fullmatch(pattern, code):
            return name, bool(HARD_CODES.fullmatch(code)) or name == "not_accepting"
    return "", False


def _made(name: str, temporary: bool, permanent: bool) -> str:
    made = MADE_STATUS.get(name, "5.0.0")
    return f"4{made[1:]}" if temporary else made
