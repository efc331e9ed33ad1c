"""The questions for the six letters of MANTCP in the user's own words (rule R22, seed W20). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sdrdesk.core.domain.words import LANGUAGES, LETTERS
from sdrdesk.core.errors import ValidationError

MOST = 4
"""Wordings of one question; they are asked in turn."""

LENGTH_MOST = 240


def questions_from(body: Mapping[str, Any]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Read a body ``{"en": {"money": ["…"]}, "zh_CN": {…}}``; a letter that it does not name is asked as it ships.

    Raises:
        ValidationError: ``questions_body`` with the language or letter that cannot be.
    """
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for language, letters in body.items():
        if language not in LANGUAGES or not isinstance(letters, Mapping):
            raise ValidationError("questions_body", field=str(language)[:40], n=MOST, most=LENGTH_MOST)
        found[language] = {letter: _wordings(letter, wordings) for letter, wordings in letters.items()}
    return found


def _wordings(letter: str, given: Any) -> tuple[str, ...]:
    lines = [" ".join(line.split()) for line in given] if isinstance(given, list) and all(isinstance(g, str) for g in given) else []
    if letter not in LETTERS or not 1 <= len(lines) <= MOST or any(not line or len(line) > LENGTH_MOST for line in lines):
        raise ValidationError("questions_body", field=str(letter)[:40], n=MOST, most=LENGTH_MOST)
    return tuple(lines)
