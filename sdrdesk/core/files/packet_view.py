"""The words of a packet, composed once for the paper and for the Markdown (rule R24).

Every string here is plain text of one line; the templates escape it for what they write. Sentences lie in
``templates/handoff/<language>/sentences.j2``, single words come from ``labels``.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sdrdesk.core import paths
from sdrdesk.core.domain.packet import PacketContent, PacketLetter, PacketPerson, PacketTouch
from sdrdesk.core.domain.words import LANGUAGES

Labels = Callable[[str], str]
"""The words of the packet's language by code, for example ``letter.money``."""

_DROPPED = frozenset({"Cc", "Cs", "Cn", "Co", "Zl", "Zp"})
_DIRECTIONS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_OPENS, _CLOSES = '"\u201c\u201d\u201e\u300c\u300e\u00ab', '"\u201c\u201d\u300d\u300f\u00bb'
_QUOTED = re.compile(f"[{_OPENS}]([^{_OPENS}{_CLOSES}]{{8,}})[{_CLOSES}]")
_QUOTE_ORDER = ("need", "time", "money", "authority", "people", "competitor")


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person: the name, and what follows it (title, role, ways to reach them)."""

    name: str
    rest: str


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One row of MANTCP; ``signal`` is the code, the rest are words; ``short`` leaves out what is quoted below."""

    letter: str
    signal: str
    signal_word: str
    text: str
    short: str
    source: str
    stale: str


@dataclass(frozen=True, slots=True)
class Quote:
    """What they said; ``verbatim`` when the evidence marks it as their very words."""

    text: str
    source: str
    verbatim: bool


@dataclass(frozen=True, slots=True)
class TouchLine:
    """One touch: the day, how and how it ended, and the note."""

    day: str
    what: str
    note: str


@dataclass(frozen=True, slots=True)
class PacketView:
    """All the words of the one-page paper."""

    company: str
    contact: str
    from_to: str
    meeting: str
    meeting_detail: str
    meeting_note: str
    summary: str
    note: str
    note_from: str
    facts: tuple[tuple[str, str], ...]
    people: tuple[PersonLine, ...]
    letters: tuple[LetterLine, ...]
    quotes: tuple[Quote, ...]
    flags: tuple[tuple[str, str], ...]
    why_now: tuple[str, ...]
    promised: tuple[str, ...]
    risks: tuple[str, ...]
    not_known: str
    questions: tuple[str, ...]
    touches: tuple[TouchLine, ...]
    answer: str


def one_line(text: str) -> str:
    """Foreign text as one line: no controls, no marks that turn the direction of writing."""
    kept = (c for c in text if c in "\t\n\r\v\f\x85\u2028\u2029" or (c not in _DIRECTIONS and unicodedata.category(c) not in _DROPPED))
    return " ".join("".join(kept).split())


def word(labels: Labels, group: str, code: str) -> str:
    """The label ``<group>.<code>``; a code that the catalogue does not know (a user's own) stands for itself."""
    if not code:
        return ""
    full = f"{group}.{code}"
    try:
        found = labels(full)
    except KeyError:
        found = ""
    return one_line(found if found and found != full else code)


def contact_of(content: PacketContent) -> PacketPerson:
    """The person of the meeting: the one marked so, else the first."""
    people = content.people or (PacketPerson("", "", "", "", ""),)
    return next((p for p in people if p.is_contact), people[0])


def people_in_order(content: PacketContent) -> tuple[PacketPerson, ...]:
    """The contact first, the others as they came."""
    contact = contact_of(content)
    return tuple(sorted(content.people, key=lambda p: p is not contact))


@lru_cache(maxsize=2)
def _environment() -> Environment:
    # Plain text comes out, which each file format then escapes in its own way.
    return Environment(loader=FileSystemLoader(paths.shipped("handoff")), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def sentences(language: str) -> Callable[..., str]:
    """The sentence templates of a language (English for one that has none).

    Returns:
        A function of the sentence's name and its values, for example ``say("day", at)``.
    """
    known = language if language in LANGUAGES else "en"
    module: Any = _environment().get_template(f"{known}/sentences.j2").module

    def say(name: str, *values: object, **named: object) -> str:
        return one_line(str(getattr(module, name)(*values, **named)))

    return say


def zone_name(at: dt.datetime) -> str:
    """The IANA name of an instant's zone, else its offset."""
    if isinstance(at.tzinfo, ZoneInfo) and at.tzinfo.key:
        return at.tzinfo.key
    offset = at.strftime("%z")
    return f"UTC{offset[:3]}:{offset[3:5]}" if at.utcoffset() else "UTC"


def _unquoted(text: str) -> str:
    """The evidence without the passages that stand under "their words"; whole when nothing else is left."""
    line = one_line(text)
    return " ".join(_QUOTED.sub("", line).split()).strip(" ,;:\uff0c\uff1b\uff1a") or line


def _evidence(content: PacketContent, labels: Labels) -> list[tuple[str, str]]:
    """The three strongest pieces of evidence, fresh ones first, as letter and text."""
    by_name = {letter.name: letter for letter in content.letters}
    known = [by_name[n] for n in _QUOTE_ORDER if n in by_name and by_name[n].signal == "strong" and by_name[n].text.strip()]
    fresh_first = sorted(known, key=lambda letter: letter.stale)
    return [(word(labels, "letter", letter.name), _unquoted(letter.text).rstrip(".;\u3002\uff1b ")) for letter in fresh_first[:3]]


def summary(content: PacketContent, labels: Labels) -> str:
    """The lead in one paragraph, from the stored facts alone."""
    contact = contact_of(content)
    facts = {key: one_line(value) for key, value in content.company_facts if value.strip()}
    place = [facts[key] for key in ("city", "region", "country") if key in facts]
    return sentences(content.language)(
        "summary",
        company=one_line(content.company),
        industry=facts.get("industry", ""),
        size=facts.get("size", ""),
        place=place,
        lead_type=content.lead_type,
        source=one_line(content.source),
        referred_by=one_line(content.referred_by),
        contact=one_line(contact.name),
        title=one_line(contact.title),
        role=word(labels, "buyer_role", contact.buyer_role),
        evidence=_evidence(content, labels),
        meeting_at=content.meeting_at,
        minutes=content.meeting_minutes,
    )


def _person(person: PacketPerson, labels: Labels) -> PersonLine:
    parts = (one_line(person.title), word(labels, "buyer_role", person.buyer_role), one_line(person.phone), one_line(person.email))
    return PersonLine(one_line(person.name), " · ".join(part for part in parts if part))


def _date(at: dt.datetime, year: int, say: Callable[..., str]) -> str:
    """The day, with its year unless it is the packet's."""
    return say("short_day" if at.year == year else "day", at)


def _source(letter: PacketLetter, year: int, say: Callable[..., str]) -> str:
    at = _date(letter.at, year, say) if letter.at else ""
    return " · ".join(part for part in (one_line(letter.said_by), at) if part)


def _letter(letter: PacketLetter, year: int, labels: Labels, say: Callable[..., str]) -> LetterLine:
    unknown = letter.signal == "unknown"
    text = one_line(letter.text) or (labels("packet.not_asked") if unknown else "")
    return LetterLine(
        word(labels, "letter", letter.name),
        letter.signal,
        word(labels, "signal", letter.signal),
        text,
        _unquoted(text),
        "" if unknown else _source(letter, year, say),
        labels("packet.stale") if letter.stale else "",
    )


def _touch(touch: PacketTouch, year: int, labels: Labels, say: Callable[..., str]) -> TouchLine:
    what = say("touch", word(labels, "channel", touch.channel), word(labels, "outcome", touch.outcome))
    return TouchLine(_date(touch.at, year, say), what, one_line(touch.note))


def quotes(content: PacketContent, say: Callable[..., str]) -> tuple[Quote, ...]:
    """At most two things that they said: passages in quotation marks, else the evidence of the need as noted."""
    by_name = {letter.name: letter for letter in content.letters}
    ordered = [by_name[n] for n in _QUOTE_ORDER if n in by_name]
    year = content.made_at.year
    found = [Quote(m.strip(), _source(e, year, say), True) for e in ordered for m in _QUOTED.findall(one_line(e.text))]
    need = by_name.get("need")
    if not found and need and need.said_by.strip() and need.text.strip():
        found = [Quote(one_line(need.text), _source(need, year, say), False)]
    return tuple(found[:2])


def risks(content: PacketContent, labels: Labels) -> tuple[tuple[str, str], ...]:
    """What may go wrong, as kind and sentence: ``noted`` by the SDR first, then each letter that is ``weak``, then each that is ``stale``."""
    say = sentences(content.language)
    noted = [("noted", one_line(line)) for line in content.risks if line.strip()]
    weak = [
        ("weak", say("weak", word(labels, "letter", letter.name), one_line(letter.text)))
        for letter in content.letters
        if letter.signal == "weak"
    ]
    stale = [
        ("stale", say("stale", word(labels, "letter", letter.name), _date(letter.at, content.made_at.year, say)))
        for letter in content.letters
        if letter.stale and letter.at is not None and letter.signal != "unknown"
    ]
    return (*noted, *weak, *stale)


def not_known(content: PacketContent, labels: Labels) -> str:
    """In which buyer roles nobody is known; empty when all are filled, or when the packet names nobody."""
    if not content.people or not content.missing_roles:
        return ""
    return sentences(content.language)("not_known", [word(labels, "buyer_role", role) for role in content.missing_roles])


def view(content: PacketContent, labels: Labels) -> PacketView:
    """Compose the paper's words.

    Args:
        content: the packet.
        labels: words of the packet's language by code.
    """
    say = sentences(content.language)
    contact = contact_of(content)
    year = content.made_at.year
    return PacketView(
        company=one_line(content.company) or one_line(contact.name),
        contact=", ".join(p for p in (one_line(contact.name), one_line(contact.title)) if p),
        from_to=say("from_to", one_line(content.sdr_name), one_line(content.ae_name), content.made_at),
        meeting=say("moment", content.meeting_at),
        meeting_detail=say("meeting_detail", content.meeting_minutes, zone_name(content.meeting_at)),
        meeting_note=one_line(content.meeting_note),
        summary=summary(content, labels),
        note=one_line(content.note),
        note_from=say("note_from", one_line(content.sdr_name)),
        facts=tuple((word(labels, "fact", key), one_line(value)) for key, value in content.company_facts if value.strip()),
        people=tuple(_person(p, labels) for p in people_in_order(content)),
        letters=tuple(_letter(letter, year, labels, say) for letter in content.letters),
        quotes=quotes(content, say),
        flags=tuple((word(labels, "flag", name), one_line(reason)) for name, reason in content.resolved_flags),
        why_now=tuple(filter(None, map(one_line, content.why_now))),
        promised=tuple(filter(None, map(one_line, content.promised))),
        risks=tuple(text for _, text in risks(content, labels)),
        not_known=not_known(content, labels),
        questions=tuple(one_line(q) for q in content.open_questions if q.strip()),
        touches=tuple(_touch(t, year, labels, say) for t in sorted(content.touches, key=lambda t: t.at)),
        answer=say("answer", one_line(content.ae_name), content.answer_by),
    )
