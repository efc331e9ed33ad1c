"""The words of invented people and talks: templates/demo/*.toml as values, read once."""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

from sdrdesk.core.paths import shipped

VOICES = ("en", "zh_CN")
_LETTERS_WITHOUT_PARTS = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "ł": "l", "ð": "d"})


@dataclass(frozen=True, slots=True)
class Word:
    """A part of a name, and how it is written in an address."""

    text: str
    slug: str


@dataclass(frozen=True, slots=True)
class City:
    """Where a company sits; ``area`` goes into its telephone numbers."""

    name: str
    region: str
    zone: str
    area: str


@dataclass(frozen=True, slots=True)
class Title:
    """A job title with the buyer role that usually goes with it."""

    text: str
    role: str


@dataclass(frozen=True, slots=True)
class Voice:
    """Everything that is said or written in one language."""

    language: str
    settings: dict[str, str]
    account_executives: tuple[tuple[str, str], ...]
    first_names: dict[str, tuple[Word, ...]]
    last_names: dict[str, tuple[Word, ...]]
    company_heads: tuple[Word, ...]
    company_tails: tuple[Word, ...]
    industries: tuple[tuple[str, tuple[Word, ...]], ...]
    titles: tuple[Title, ...]
    title_weights: tuple[int, ...]
    sources: dict[str, tuple[str, ...]]
    notes: dict[str, tuple[str, ...]]
    evidence: dict[str, dict[str, tuple[str, ...]]]
    flags: dict[str, dict[str, str]]
    mail: dict[str, str]


@dataclass(frozen=True, slots=True)
class Places:
    """Countries with their share in thousandths, cities, and patterns of telephone numbers (mobile, switchboard)."""

    share: dict[str, int]
    cities: dict[str, tuple[City, ...]]
    phones: dict[str, tuple[str, str]]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(shipped("demo", f"{name}.toml").read_text("utf-8"))


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS_WITHOUT_PARTS))
    return "".join(c for c in plain if c.isascii() and c.isalnum())


def _words(parts: list[str], language: str) -> tuple[Word, ...]:
    """Chinese parts carry their pinyin after a space; others are folded to ASCII."""
    if language == "zh_CN":
        return tuple(Word(*part.split(" ")) for part in parts)
    return tuple(Word(part, _slug(part)) for part in parts)


def _lists(table: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(values) for key, values in table.items()}


@cache
def voice(language: str) -> Voice:
    """The words of a language; English for one that has none."""
    language = language if language in VOICES else "en"
    raw = _read(language)
    return Voice(
        language=language,
        settings=raw["settings"],
        account_executives=tuple((ae["name"], ae["email"]) for ae in raw["account_executives"]),
        first_names={country: _words(names["first"], language) for country, names in raw["names"].items()},
        last_names={country: _words(names["last"], language) for country, names in raw["names"].items()},
        company_heads=_words(raw["company"]["head"], language),
        company_tails=_words(raw["company"]["tail"], language),
        industries=tuple((i["name"], _words(i["words"], language)) for i in raw["industries"]),
        titles=tuple(Title(t["text"], t["role"]) for t in raw["titles"]),
        title_weights=tuple(t["weight"] for t in raw["titles"]),
        sources=_lists(raw["sources"]),
        notes=_lists(raw["notes"]),
        evidence={letter: _lists(signals) for letter, signals in raw["evidence"].items()},
        flags=raw["flags"],
        mail=raw["mail"],
    )


@cache
def places() -> Places:
    """Countries, cities and telephone numbers."""
    raw = _read("places")
    return Places(
        share=raw["share"],
        cities={country: tuple(City(**city) for city in cities) for country, cities in raw["cities"].items()},
        phones={country: (p["mobile"], p["switchboard"]) for country, p in raw["phone"].items()},
    )
