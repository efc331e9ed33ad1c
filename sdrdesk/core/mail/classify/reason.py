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
LONG = 240
WEAK = ("expired", "network", "system")
"""Reasons that everything can be said to have."""
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
_AFTER_DATA = re.compile(
    r"end of data|end of message|after data|final data|our data|to data command|<<< \. ?$|data command|command\s+data|content transmission|after i sent the message",
    re.IGNORECASE,
)
_AT_RCPT = re.compile(
    r"rcpt to|rcpt_to|does not like recipient|recipient address rejected|rejected recipient|recipient refused", re.IGNORECASE
)
_AT_MAIL = re.compile(r"mail from|initial connection|sender was rejected|does not like (my )?sender", re.IGNORECASE)
_NO_ACCOUNT = re.compile(r"doesn.t have an? .{0,60}account", re.IGNORECASE)
_TO_NOBODY = re.compile(r"55\d\s?:?\s:\s?user unknown", re.IGNORECASE)
_ASIDE = re.compile(r"the user\(s\) account is (disabled|temporarily limited)", re.IGNORECASE)
"""KDDI says this above a line that says "user unknown" whatever the matter is."""
_QUOTES = str.maketrans("\u2018\u2019\u02bc\xa0", "''' ")
_URL = re.compile(r"https?://([\w.-]{1,100})\S*")
_NOISE = re.compile(
    r"<[^<>\s@]{1,80}@[^<>\s]{1,190}>|[\w.+=-]{1,64}@[\w.-]{1,190}|\b\d{1,3}(?:\.\d{1,3}){3}\b|(?<=\s)[45]\d\d[- ](?:[45]\.\d+\.\d+)?"
)


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
    text = said[:MAX_SAID].translate(_QUOTES)
    code = _code(status, text)
    reply = _REPLY.search(text)
    temporary = code.startswith("4.") or (not code and reply is not None and reply[1].startswith("4"))
    name, permanent = _by_words(text)
    if not name or (name in WEAK and HARD_CODES.fullmatch(code)):
        name, permanent = _by_code(code)
    if code == "5.1.6":
        name, permanent = "moved", True
    if "mailbox disabled" in status.lower():  # said behind the code, by the system that knows
        name, permanent = "suspended", False
    name, permanent = _by_stage(name, permanent, text, context[:MAX_SAID], code, reply[1] if reply else "")
    if temporary:
        permanent = False
    return Reason(name, permanent, code or _made(name, temporary, permanent))


def _by_words(text: str) -> tuple[str, bool]:
    """The reason that the words give: what follows a reply code first, then sentence by sentence, then all of it.

    A notice of a page explains much that may be wrong; the server's own line and the first sentence say what is.
    """
    reply = _REPLY.search(text)
    pieces = [text[reply.start() : reply.start() + 600]] if reply else []
    if len(text) > LONG:
        pieces += re.split(r"(?<=[.!?])\s+|\n\s*\n", text)[:20]
    weak: tuple[str, bool] = ("", False)
    for piece in [*pieces, text]:
        found = _family(piece)
        if found and found.reason not in WEAK:
            return found.reason, found.permanent
        if found and not weak[0]:
            weak = (found.reason, found.permanent)
    return weak


def _family(text: str) -> Family | None:
    plain = _NOISE.sub(" ", _URL.sub(r"\1", " ".join(text.lower().split())))
    return next((f for f in _families() if f.words.search(plain)), None)


def _by_stage(name: str, permanent: bool, said: str, context: str, code: str, reply: str) -> tuple[str, bool]:
    """What was refused: the sender, the recipient, or the text? A name that is unknown at another stage is not the recipient's."""
    stage = f"{said} {context}"
    if name == "user_unknown" and _ASIDE.search(context):
        return "suspended", False
    if reply == "542" and name in ("", "policy"):
        return "user_unknown", True  # MessageLabs: not among the addresses that the customer has registered
    if name in ("user_unknown", "host_unknown") and _AT_MAIL.search(said) and not _AT_RCPT.search(said):
        return "policy", False
    if not name and reply in ("550", "551", "553") and _AT_RCPT.search(stage) and not _AFTER_DATA.search(stage):
        return "user_unknown", True
    refused_late = (
        code.startswith("5.3.")
        or _refused_text(said, context)
        or _TO_NOBODY.search(said)
        or (_AFTER_DATA.search(stage) and not _AT_RCPT.search(stage))
    )
    if name == "user_unknown" and code != "5.1.1" and not _NO_ACCOUNT.search(said) and refused_late:
        # The server had taken the recipient and refused the text: a filter speaks, whatever its words.
        return "filtered", False
    return name, permanent


def _refused_text(said: str, context: str) -> bool:
    """Does the transcript of the conversation show this answer after DATA?"""
    answer = re.sub(r"\W+", " ", said).strip()[-40:]
    command = ""
    for line in context.split("\n")[:200]:
        if line.lstrip().startswith(">>>"):
            command = line.lstrip()[3:].strip().upper()
        elif line.lstrip().startswith("<<<") and answer and answer in re.sub(r"\W+", " ", line):
            return command.startswith(("DATA", "."))
    return False


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
