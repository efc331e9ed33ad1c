"""The lint: what is wrong with an email before it goes out (W21, P11, R15). Passes are told too, for the checks panel.

Rules look at the text as it will be sent. The paragraph with the opt-out line and what follows it are the footer: they are no part of
the message and count for nothing but the opt-out rule. Words, limits and countries are data, in lint_words.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Literal

from sdrdesk.core.render.engine import has_slots, missing_in
from sdrdesk.core.render.lint_prose import HAN, count_words, loud, opening, reading_ease

Severity = Literal["ok", "warn", "error"]

_LINK = re.compile(r"(?:https?://|www\.)[^\s<>()\uff08\uff09。\uff0c]+", re.IGNORECASE)
_QUESTION = re.compile(r"[?\uff1f]+")
_BRACES = re.compile(r"\{\{|\}\}|\{%|%\}")
_COMMON_HAN = re.compile(r"股份|有限|责任|公司|集团|科技|技术|信息|网络|控股|[()\uff08\uff09]")


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says; the sentence is ``lint.<rule>.<severity>`` of the text catalogue with ``params``."""

    rule: str
    severity: Severity
    params: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Words:
    """One language's words, compiled; ``sizes`` are the lengths of the lists. ``limits`` are numbers of the whole data."""

    patterns: dict[str, re.Pattern[str]]
    sizes: dict[str, int]
    limits: dict[str, int]
    opt_out_countries: frozenset[str]

    def found(self, name: str, text: str) -> tuple[str, ...]:
        """Words of a list in the text, each once, as written there."""
        return tuple(dict.fromkeys(m[0].casefold() for m in self.patterns[name].finditer(text)))

    def count(self, name: str, text: str) -> int:
        """How often words of a list stand in the text."""
        return sum(1 for _ in self.patterns[name].finditer(text))


def lint(
    subject: str,
    body: str,
    *,
    language: str,
    first_name: str = "",
    company: str = "",
    value: str = "",
    country: str = "",
    max_words: int | None = None,
    sender_address: str | None = None,
    opt_out: str = "",
    cold: bool = True,
) -> tuple[Finding, ...]:
    """Judge an email.

    Args:
        subject: as it will be sent.
        body: as it will be sent, with its footer.
        language: ``en`` or ``zh_CN``.
        first_name: what the person is called, for the subject.
        company: their company, for the subject.
        value: what the mail may offer them, in the user's words (value proposition, topic, trigger, insight): known in the opening.
        country: ISO code of where they are; empty when nobody knows, which asks for all that any country asks for.
        max_words: the longest message that passes; None: as the data say.
        sender_address: the user's postal address; None leaves the rule out, empty says that there is none.
        opt_out: the user's own opt-out sentence, known beside the usual ones.
        cold: False when they have written or talked to the user before: then no opt-out line and no address are asked for.

    Returns:
        One finding for each rule that applies, in the order of the checks panel. An ``error`` must be mended before sending.
    """
    words = _load("zh_CN" if language == "zh_CN" else "en")
    message = _message(body, words, opt_out)
    findings = [_slots(subject, body), _placeholders(subject, body, words), _length(message, words, max_words), _questions(message)]
    findings += [_listed(rule, subject, message, words) for rule in ("buzzwords", "superlatives", "fillers")]
    findings.append(_spam(subject, message, words, company))
    if first_name or company:
        findings.append(_subject_personal(subject, first_name, company))
    findings += [_subject_length(subject, language, words), _value_early(message, words, company, value), _we_you(message, words)]
    findings += [_reading(message, language, words), _links(message, words)]
    if cold:
        findings.append(_opt_out(body, words, opt_out, country))
        if sender_address is not None:
            findings.append(_address(body, sender_address))
    return tuple(findings)


VALUES = ("topic", "value_prop", "trigger", "insight", "similar_customer", "similar_customers")
"""Variables that are about what the reader may gain."""


def value_of(values: Mapping[str, str]) -> str:
    """What the mail may offer them, out of the values of its variables: ``value`` of ``lint``."""
    return "; ".join(values[name] for name in VALUES if values.get(name))


def blocked(findings: tuple[Finding, ...]) -> bool:
    """Must something be mended before this may be sent?"""
    return any(f.severity == "error" for f in findings)


@lru_cache(maxsize=2)
def _load(language: str) -> _Words:
    data = tomllib.loads(Path(__file__).with_name("lint_words.toml").read_text("utf-8"))
    lists: dict[str, list[str]] = data[language]
    return _Words(
        {name: _pattern(entries, language) for name, entries in lists.items()},
        {name: len(e) for name, e in lists.items()},
        data["limits"],
        frozenset(data["countries"]["opt_out"]),
    )


def _pattern(entries: list[str], language: str) -> re.Pattern[str]:
    """Longest first, so that a phrase wins over its beginning; whole words where words have edges."""
    either = "|".join(re.escape(e) for e in sorted(entries, key=len, reverse=True))
    return re.compile(either if language == "zh_CN" else rf"(?<![\w-])(?:{either})(?![\w-])", re.IGNORECASE)


def _message(body: str, words: _Words, opt_out: str) -> str:
    """The body without its footer."""
    kept: list[str] = []
    for paragraph in body.split("\n\n"):
        if words.patterns["opt_out"].search(paragraph) or (opt_out and opt_out in paragraph):
            break
        kept.append(paragraph)
    return "\n\n".join(kept)


def _finding(rule: str, good: bool, otherwise: Severity = "warn", **params: object) -> Finding:
    return Finding(rule, "ok" if good else otherwise, params)


def _slots(subject: str, body: str) -> Finding:
    names = missing_in(subject, body)
    empty = has_slots(subject) or has_slots(body)
    return _finding("slots", not empty, "error", count=max(len(names), int(empty)), variable=names[0] if names else "", names=names)


def _placeholders(subject: str, body: str, words: _Words) -> Finding:
    text = f"{subject}\n{body}"
    found = (*words.found("placeholders", text), *dict.fromkeys(_BRACES.findall(text)))
    return _finding("placeholders", not found, "error", words=", ".join(found))


def _length(message: str, words: _Words, max_words: int | None) -> Finding:
    count, low, high = count_words(message), words.limits["words_least"], max_words or words.limits["words_most"]
    if count < low:
        return Finding("too_short", "warn", {"count": count, "low": low})
    return _finding("words", count <= high, count=count, high=high, over=count - high)


def _questions(message: str) -> Finding:
    count = len(_QUESTION.findall(_LINK.sub("", message)))
    if count == 0:
        return Finding("no_question", "warn", {"count": 0})
    return _finding("questions", count == 1, count=count)


def _listed(rule: str, subject: str, message: str, words: _Words) -> Finding:
    found = words.found(rule, f"{subject}\n{message}")
    return _finding(rule, not found, words=", ".join(found), count=len(found), total=words.sizes[rule])


def _spam(subject: str, message: str, words: _Words, company: str) -> Finding:
    """What filters have learned to distrust: words of advertisements, shouting, more than one exclamation mark."""
    found = (*words.found("spam", f"{subject}\n{message}"), *loud(subject, message, company, words.limits["exclamations_most"]))
    return _finding("spam", not found, words=", ".join(found), count=len(found))


def _subject_personal(subject: str, first_name: str, company: str) -> Finding:
    folded = subject.casefold()
    named = bool(first_name) and first_name.casefold() in folded
    good = named or _names_company(folded, company.casefold())
    return _finding("subject_personal", good, either=" / ".join(filter(None, (first_name, company))))


def _names_company(subject: str, company: str) -> bool:
    """Companies go by short forms: the first word of a Latin name, two telling characters of a Chinese one."""
    if not company:
        return False
    first = company.split()[0].strip(",.")
    if company in subject or (len(first) >= 4 and first in subject):
        return True
    telling = _COMMON_HAN.sub(" ", company)
    return any(telling[i : i + 2] in subject for i in range(len(telling) - 1) if HAN.match(telling[i]) and HAN.match(telling[i + 1]))


def _subject_length(subject: str, language: str, words: _Words) -> Finding:
    """Characters that an inbox shows whole; one Chinese character takes the room of two and a half Latin ones."""
    if not subject.strip():
        return Finding("subject_empty", "error")
    han = len(HAN.findall(subject))
    ratio = words.limits["subject_latin"] / words.limits["subject_han"]
    room = han * ratio + len(subject) - han
    chinese = language == "zh_CN"
    length, limit = (round(room / ratio), words.limits["subject_han"]) if chinese else (round(room), words.limits["subject_latin"])
    return _finding("subject_length", length <= limit, length=length, limit=limit)


def _value_early(message: str, words: _Words, company: str, value: str) -> Finding:
    """The first two sentences are all that a preview shows: something of theirs must be in them (W21)."""
    first = opening(message)
    theirs = words.count("you", first) + words.count("value", first)
    good = bool(theirs) or any(c.isdigit() for c in first) or _names_company(first.casefold(), company.casefold()) or _shares(first, value)
    return _finding("value_early", good)


def _shares(text: str, value: str) -> bool:
    """Does the text use a telling word of ``value``: five letters and more, or two Chinese characters in a row?"""
    folded = text.casefold()
    latin = any(w in folded for w in re.findall(r"[^\W\d_]{5,}", value.casefold()) if not HAN.search(w))
    return latin or any(value[i : i + 2] in text for i in range(len(value) - 1) if HAN.match(value[i]) and HAN.match(value[i + 1]))


def _we_you(message: str, words: _Words) -> Finding:
    ours, theirs = words.count("we", message), words.count("you", message)
    return _finding("we_you", ours <= theirs, we=ours, you=theirs)


def _reading(message: str, language: str, words: _Words) -> Finding:
    """Flesch's reading ease for English; for Chinese the characters of a sentence, since its words are short anyway."""
    ease, per_sentence = reading_ease(_LINK.sub("", message))
    if language == "zh_CN":
        return _finding(
            "long_sentences", per_sentence <= words.limits["sentence_han"], count=per_sentence, limit=words.limits["sentence_han"]
        )
    return _finding("reading_ease", ease >= words.limits["reading_ease_least"], ease=ease, least=words.limits["reading_ease_least"])


def _links(message: str, words: _Words) -> Finding:
    count, most = len(_LINK.findall(message)), words.limits["links_most"]
    return _finding("links", count <= most, count=count, limit=most)


def _opt_out(body: str, words: _Words, opt_out: str, country: str) -> Finding:
    """An error where a law asks for it, and where nobody knows the country; elsewhere a piece of advice."""
    present = bool(words.patterns["opt_out"].search(body)) or bool(opt_out and opt_out in body)
    return _finding("opt_out", present, "error" if not country or country.upper() in words.opt_out_countries else "warn")


def _address(body: str, sender_address: str) -> Finding:
    present = bool(sender_address) and " ".join(sender_address.split()) in " ".join(body.split())
    return _finding("address", present)
