"""Words that the core's codes stand for, in both languages: errors, reasons, outcomes, document labels.

Widgets use ``tr()``; whatever the window and the command line both have to say comes from here, so that it is said once. The files
beside this one are TOML: a table for each family, a key for each code, and in it one sentence for each language.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

LANGUAGES = ("en", "zh_CN")


@lru_cache(maxsize=1)
def catalogue() -> dict[str, dict[str, str]]:
    """All sentences: ``{"error.disk_full": {"en": …, "zh_CN": …}}``."""
    sentences: dict[str, dict[str, str]] = {}
    for path in sorted(Path(__file__).parent.glob("*.toml")):
        for family, entries in tomllib.loads(path.read_text("utf-8")).items():
            for code, by_language in entries.items():
                sentences[f"{family}.{code}"] = by_language
    return sentences


class Texts:
    """The catalogue in one language; an unknown code reads as itself, which a test refuses for every code in use."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "en"

    def __call__(self, code: str, /, **params: object) -> str:
        """The sentence of a code with its values filled in; values that are codes themselves are worded too."""
        entry = catalogue().get(code)
        if entry is None:
            return code
        words = {name: self._word(name, value) for name, value in params.items()}
        try:
            return entry[self.language].format(**words)
        except (KeyError, IndexError):
            return entry[self.language]

    def has(self, code: str) -> bool:
        """Is there a sentence for this code?"""
        return code in catalogue()

    def _word(self, name: str, value: object) -> object:
        if isinstance(value, str) and f"{name}.{value}" in catalogue():
            return catalogue()[f"{name}.{value}"][self.language]
        return value
