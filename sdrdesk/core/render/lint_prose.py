"""How a text reads: its words, its sentences, its opening, and whether it shouts. For the lint (W21); knows no rule and no limit."""

from __future__ import annotations

import re

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
HAN_PER_WORD = 1.6
"""Chinese characters that carry as much as one English word."""

OPENING_SENTENCES = 2
MOST_OPENING = 400
"""Characters; a first sentence without an end is no opening any more."""

MIN_SHOUT = 5
"""Letters of a word in capitals that is no abbreviation."""

_LATIN_WORD = re.compile(r"[^\W_\u3400-\u9fff\uf900-\ufaff]+(?:['\u2019.@/&-][^\W_\u3400-\u9fff\uf900-\ufaff]+)*")
_END = re.compile(r"[.!?…]+(?=\s|$)|[。！？；]+|\n\s*\n")
_GREETING = re.compile(r"\A\s*(?:[^\n]{1,40}[,:，：!！]|(?:hi|hello|dear|hey)\b[^\n]{0,40})\s*\n", re.IGNORECASE)
_CAPITALS = re.compile(r"\b[A-Z]+\b")
_VOWELS = re.compile(r"[aeiouy]+", re.IGNORECASE)


def count_words(text: str) -> int:
    """Words of a text; 1.6 Chinese characters count as one."""
    return round(len(HAN.findall(text)) / HAN_PER_WORD) + len(_LATIN_WORD.findall(text))


def sentences(text: str) -> list[str]:
    """Its sentences without their ends; a line that stands alone (a greeting, a name) is none when it has no end."""
    return [one.strip() for one in _END.split(text) if one.strip()]


def opening(message: str) -> str:
    """The first two sentences after the greeting."""
    return " ".join(sentences(_GREETING.sub("", message, count=1))[:OPENING_SENTENCES])[:MOST_OPENING]


def reading_ease(text: str) -> tuple[int, int]:
    """Flesch's reading ease (206.835 - 1.015 words a sentence - 84.6 syllables a word; 60 to 70 is plain English), and Chinese
    characters a sentence. An empty text is easy."""
    prose = [s for s in sentences(_GREETING.sub("", text, count=1)) if count_words(s) >= 3]
    words = [w for s in prose for w in _LATIN_WORD.findall(s)]
    han = sum(len(HAN.findall(s)) for s in prose)
    per_sentence = round(han / max(1, len(prose)))
    if not words:
        return 100, per_sentence
    syllables = sum(_syllables(w) for w in words)
    return round(206.835 - 1.015 * len(words) / len(prose) - 84.6 * syllables / len(words)), per_sentence


def _syllables(word: str) -> int:
    """Groups of vowels, without a silent e; right for nine words in ten, which is what the formula needs."""
    groups = len(_VOWELS.findall(word))
    silent = word.lower().endswith("e") and not word.lower().endswith(("le", "ee")) and groups > 1
    return max(1, groups - silent)


def loud(subject: str, message: str, company: str, most: int) -> tuple[str, ...]:
    """Words in capitals that are no name of theirs, and exclamation marks when there are more than ``most``."""
    text = f"{subject}\n{message}"
    shouted = [w for w in _CAPITALS.findall(text) if len(w) >= MIN_SHOUT and w.casefold() not in company.casefold()]
    marks = re.findall(r"[!！]", text)
    return (*dict.fromkeys(shouted), *(["".join(marks[:3])] if len(marks) > most else ()))
