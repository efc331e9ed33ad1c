"""What a mail says of people besides what it asks for: numbers, titles, and who has signed it (rules R9, R18).

Facts for a person to check, not to dial unseen: what is not told plainly stays empty.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from sdrdesk.core.mail.quoted import signed, split

MAX_SIGNATURE_LINES = 12
MAX_NAME = 48

_PHONE = re.compile(
    r"(?<![\w.@/+-])(?:(?P<label>tel(?:e(?:f|ph)on[eo]?)?|phone|ph|mobile?|mob|cell|handy|m|t|p|direct|durchwahl|office|móvil|cellulare|portable|"
    r"电话|手机|電話|手機|座机|直线|携帯|전화|휴대폰)\s{0,2}[.:：]{0,2}\s{0,3})?"
    r"(?P<number>(?:\+|00)\d[\d\s().\-/\xa0]{5,18}\d|\(?0\d[\d\s().\-/\xa0]{4,16}\d|\(\d{3}\)\s?\d{3}[-.\s]\d{4}|\d{3}[-.]\d{3}[-.]\d{4}|"
    r"1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}|(?(label)\d[\d\s().\-/]{4,16}\d|(?!)))(?!\w|[-/]\d|@)",
    re.IGNORECASE,
)
_A_DATE = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}")
_BEFORE_TITLE = re.compile(
    r".*(?<!de )(?<!of )(?<!for )(?<!di )\b(?:our|my|the|to|with|contact|unser\w*|mein\w*|notre|mon|ma|nuestr[oa]|il|le|la|o|an?|and|is|by|ask)\b(?! (?:of|for)\b)",
    re.IGNORECASE,
)
_BEHIND_TITLE = re.compile(r"\s(?:is|est|es|è|é|ist|herrn?|frau|m\.|mme)$", re.IGNORECASE)
_HONOUR = re.compile(r"\b(?:herrn?|frau|m\.|mme|mr|mrs|ms|sr|sra|is|est|es|è|é|ist|namely|i\.e)\b\.?", re.IGNORECASE)
_WORD = r"[A-ZÀ-ÖØ-ÞŁŚŻŞİĐА-Я](?:[\w'’.-]{0,20})"
_NAME = re.compile(
    rf"(?:(?:Dr|Prof|Dipl|Ing|Mr|Mrs|Ms|Herr|Frau)\.?[ -])*({_WORD}(?: (?:{_WORD}|van|von|de|der|den|da|di|del|dos|la|le|bin|al)){{0,4}})"
)
_CJK_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff\u3040-\u30ff]{1,4}[ \u3000][\u4e00-\u9fff\u3040-\u30ff]{1,4}|[가-힣]{2,4}")


class SignatureFacts(NamedTuple):
    """Who signed; empty where the signature does not say."""

    name: str
    phone: str
    title: str


@lru_cache(maxsize=1)
def _lists() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = tomllib.loads(Path(__file__).with_name("contact_facts.toml").read_text("utf-8"))
    closing, title = ("|".join(f"(?:{w})" for w in words[name]) for name in ("closing", "title"))
    return re.compile(rf"\W{{0,3}}(?:{closing})[\s,.!;，。]{{0,4}}", re.IGNORECASE), re.compile(title, re.IGNORECASE)


def phone_in(text: str) -> str:
    """The first telephone number of a text, as it is written; empty when there is none. A fax is none, nor is a date."""
    for found in _PHONE.finditer(text):
        number = " ".join(found["number"].split()).strip(" .-/")
        if not 7 <= sum(c.isdigit() for c in number) <= 15 or _A_DATE.fullmatch(number):
            continue
        if re.search(r"(fax|传真|傳真|f)\s{0,2}[.:：]{0,2}\s{0,3}$", text[max(0, found.start() - 10) : found.start()], re.IGNORECASE):
            continue
        return number
    return ""


def title_of(text: str) -> str:
    """The title that stands at the beginning of a text; empty when none does."""
    lead = re.match(
        r"[\s,，:：|·(（–—-]{0,4}(?:(?:our|my|the|unser\w*|mein\w*|notre|mon|ma|nuestr[oa]|nostr[oa]|il|la|o|a|ons|onze|als|is|est|es|è|é|ist|who|he|she)\s+){0,3}",
        text,
        re.IGNORECASE,
    )
    found = _lists()[1].match(text, lead.end() if lead else 0)
    return found[0].strip(" ,-&|") if found and len(found[0]) <= 70 else ""


def title_before(text: str) -> str:
    """The title at the end of a text, before a name; empty when none is there."""
    ends = [found[0] for found in _lists()[1].finditer(text[-70:]) if not _HONOUR.sub("", text[-70:][found.end() :]).strip(" ,:–-(")]
    title = _BEFORE_TITLE.sub("", ends[-1]) if ends else ""
    return _BEHIND_TITLE.sub("", title).strip(" ,:-–")


def takes_leave(line: str) -> bool:
    """Is this the line after which somebody signs?"""
    return bool(line.strip()) and bool(_lists()[0].fullmatch(line.strip(" *\t\xa0")))


def is_name(text: str) -> bool:
    """Is a line nothing but the name of a person?"""
    return len(text) <= MAX_NAME and bool(_NAME.fullmatch(text) or _CJK_NAME.fullmatch(text))


def signature_facts(body: str) -> SignatureFacts:
    """Name, telephone and title of whoever wrote this, as their signature tells; all empty when it is not one for sure."""
    new, marked = split(body)[0], signed(body)
    lines = [line.strip(" *\t\xa0") for line in new.split("\n")]
    closings = [n for n, line in enumerate(lines) if takes_leave(line)]
    if closings:
        below = [line for line in lines[closings[-1] + 1 :] if line]
    elif marked:
        below = [line.strip(" *\t\xa0") for line in marked.split("\n")[1:] if line.strip()]
    else:
        return SignatureFacts("", "", "")
    below = [line for line in below if not re.fullmatch(r"[-—_=*]{1,40}", line)][:MAX_SIGNATURE_LINES]
    if not below:
        return SignatureFacts("", "", "")
    name, rest = _first_name(below)
    title = next((t for piece in rest if (t := title_of(piece)) and len(t) >= len(piece) * 0.6), "")
    return SignatureFacts(name, next((p for line in below if (p := phone_in(line))), ""), title)


def _first_name(lines: list[str]) -> tuple[str, list[str]]:
    """The name in the first lines, and the pieces in which a title may stand."""
    pieces = [piece.strip() for line in lines[:5] for piece in re.split(r"\s*[|,，·•/]\s*|\s+[-–—]\s+", line) if piece.strip()]
    for at, piece in enumerate(pieces[:2]):
        if is_name(piece) and not title_of(piece):
            return piece, pieces[at + 1 :]
    return "", pieces
