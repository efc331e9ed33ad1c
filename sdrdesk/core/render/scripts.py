"""Call scripts: openings, voicemail, answers to objections, and questions for the unknown letters of MANTCP (rule R22).

A line of a script is template source in the same small language as the emails. Nobody can fill a slot while speaking, so a line
whose value is missing is left out.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sdrdesk.core.domain.words import LETTERS
from sdrdesk.core.errors import NotFound
from sdrdesk.core.paths import shipped
from sdrdesk.core.render.engine import has_slots, render_line

QUESTIONS_HERE = "@questions"
"""The line of an opening at which the questions are asked."""


@dataclass(frozen=True, slots=True)
class Objection:
    """What the person may say against it, and what to answer."""

    key: str
    heard: str
    answer: tuple[str, ...]
    language: str

    def lines(self, values: Mapping[str, str]) -> tuple[str, ...]:
        """The answer with its values, line by line."""
        return _filled(self.answer, values, self.language)


@dataclass(frozen=True, slots=True)
class Scripts:
    """All scripts of one language, as template source."""

    language: str
    openings: dict[str, tuple[str, ...]]
    voicemail_lines: tuple[str, ...]
    objections: tuple[Objection, ...]
    questions: dict[str, tuple[str, ...]]

    @property
    def kinds(self) -> tuple[str, ...]:
        """Kinds of opening: ``first_call``, ``follow_up``, ``referral_call``, ``call_back``, ``inbound``, ``welcome``, ``check_in``, ``reengage``."""
        return tuple(self.openings)

    def opening(self, kind: str, values: Mapping[str, str], questions: Iterable[str] = (), variant: int = 0) -> tuple[str, ...]:
        """The lines of a call.

        Args:
            kind: one of ``kinds``.
            values: text by variable name.
            questions: letters of MANTCP to ask about, in order, where the script has its place for them.
            variant: which wording of the questions.

        Raises:
            NotFound: ``script_missing``.
        """
        if kind not in self.openings:
            raise NotFound("script_missing", key=kind)
        lines: list[str] = []
        for line in self.openings[kind]:
            if line == QUESTIONS_HERE:
                lines += [self.question(letter, variant) for letter in questions]
            else:
                lines += _filled((line,), values, self.language)
        return tuple(lines)

    def voicemail(self, values: Mapping[str, str]) -> tuple[str, ...]:
        """What to say to the machine."""
        return _filled(self.voicemail_lines, values, self.language)

    def question(self, letter: str, variant: int = 0) -> str:
        """A question for one letter of MANTCP; variants repeat from the first.

        Raises:
            NotFound: ``script_missing``.
        """
        if letter not in self.questions:
            raise NotFound("script_missing", key=letter)
        wordings = self.questions[letter]
        return wordings[variant % len(wordings)]


@lru_cache(maxsize=2)
def load_scripts(language: str) -> Scripts:
    """The shipped scripts; a language that we do not have reads English."""
    known = language if language == "zh_CN" else "en"
    data = tomllib.loads(shipped("scripts", f"{known}.toml").read_text("utf-8"))
    return Scripts(
        language=known,
        openings={kind: tuple(lines) for kind, lines in data["opening"].items()},
        voicemail_lines=tuple(data["voicemail"]["lines"]),
        objections=tuple(Objection(key, entry["heard"], tuple(entry["answer"]), known) for key, entry in data["objection"].items()),
        questions={letter: tuple(data["question"][letter]) for letter in LETTERS},
    )


def _filled(sources: Iterable[str], values: Mapping[str, str], language: str) -> tuple[str, ...]:
    rendered = (render_line(source, values, language) for source in sources)
    return tuple(line for line in rendered if line and not has_slots(line))
