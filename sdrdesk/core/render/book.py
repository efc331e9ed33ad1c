"""All that is said and written, in one book: the user's own texts go before the shipped ones of the same key and language (rule R15).

Four kinds of text: ``email``; ``call``, the openings that a step of a cadence names; ``talk``, what every call has at hand (the voicemail and
the answers to objections); ``message``, for chat and social media, with no subject. Scripts have one thing to say in each line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from sdrdesk.core.errors import ValidationError
from sdrdesk.core.render.checker import MAX_SOURCE, check, refuse
from sdrdesk.core.render.engine import ENV, EmailTemplate, ShippedTemplates, load_templates, make_template, missing_in, render, render_line
from sdrdesk.core.render.scripts import QUESTIONS_HERE, Objection, Scripts, load_scripts

Kind = Literal["email", "call", "talk", "message"]
Part = Literal["subject", "body"]
KINDS: tuple[Kind, ...] = ("email", "call", "talk", "message")
LANGUAGES = ("en", "zh_CN")
VOICEMAIL = "voicemail"
"""The one text of kind ``talk`` that answers nothing."""

MAX_KEY = 60
_NOT_IN_KEY = re.compile(r"[^\w-]+")


@dataclass(frozen=True, slots=True)
class TemplateText:
    """One text in one language.

    Attributes:
        subject: of an email; of an answer: what the person says.
    """

    kind: Kind
    key: str
    language: str
    subject: str
    body: str

    @property
    def place(self) -> tuple[Kind, str, str]:
        """What it is a version of."""
        return self.kind, self.key, self.language

    @property
    def scripted(self) -> bool:
        """Is it said, line by line?"""
        return self.kind in ("call", "talk")


@dataclass(frozen=True, slots=True)
class Filled:
    """A text with somebody's values; ``missing`` are the variables without one. Lines of a script that lack a value are left out."""

    subject: str
    body: str
    missing: tuple[str, ...] = ()


def make_key(name: str) -> str:
    """A key from the name that somebody typed; a name in Chinese stays Chinese."""
    return _NOT_IN_KEY.sub("_", name.strip().lower())[:MAX_KEY].strip("_-")


def tidied(text: TemplateText) -> TemplateText:
    """As it is kept: one line of subject, no space at its ends, LF line ends."""
    body = text.body.replace("\r\n", "\n").replace("\r", "\n").strip("\n").rstrip()
    subject = "" if text.kind in ("call", "message") or _is_voicemail(text) else " ".join(text.subject.split())
    return replace(text, subject=subject, body=f"{body}\n" if body else "")


def problems(text: TemplateText) -> list[tuple[Part, ValidationError]]:
    """All that keeps a text from being saved, and in which of its two fields; ``line`` counts from the field's first line."""
    text = tidied(text)
    found: list[tuple[Part, ValidationError]] = []
    parts: tuple[Part, ...] = ("subject", "body")
    for part in parts:
        try:
            _check_subject(text) if part == "subject" else _check_body(text)
        except ValidationError as error:
            found.append((part, error))
    return found


def checked(text: TemplateText) -> TemplateText:
    """The text as it is kept.

    Raises:
        ValidationError: the first of its problems.
    """
    found = problems(text)
    if found:
        raise found[0][1]
    text = tidied(text)
    if not text.scripted:
        make_template(text.key, text.language, text.subject, text.body)
    return text


def fill(text: TemplateText, values: Mapping[str, str]) -> Filled:
    """Put somebody's values in.

    Raises:
        ValidationError: the text is not allowed, or grows too long.
    """
    text = checked(text)
    if text.scripted:
        said: list[str] = []
        missing: list[str] = []
        for line in text.body.splitlines():
            done = line if line == QUESTIONS_HERE else render_line(line, values, text.language)
            missing += missing_in(done)
            said += [done] if done and not missing_in(done) else []
        return Filled(text.subject, "\n".join(said), tuple(dict.fromkeys(missing)))
    done_email = render(make_template(text.key, text.language, text.subject, text.body), values)
    return Filled(done_email.subject, done_email.body, done_email.missing)


def shipped_texts(language: str) -> Iterator[TemplateText]:
    """Every text that ships in a language."""
    for key, email in load_templates(language).items():
        yield TemplateText("email", key, language, email.subject, email.body)
    scripts = load_scripts(language)
    for key, lines in scripts.openings.items():
        yield TemplateText("call", key, language, "", "\n".join(lines) + "\n")
    yield TemplateText("talk", VOICEMAIL, language, "", "\n".join(scripts.voicemail_lines) + "\n")
    for o in scripts.objections:
        yield TemplateText("talk", o.key, language, o.heard, "\n".join(o.answer) + "\n")


class Emails(Mapping[str, EmailTemplate]):
    """The email templates of one language by key; each is checked when it is first asked for.

    Asking for one of the user's that is not allowed (it was written by another version) raises ``ValidationError``.
    """

    def __init__(self, language: str, own: Mapping[str, TemplateText]) -> None:
        self._own = own
        self._shipped: ShippedTemplates = load_templates(language)
        self._read: dict[str, EmailTemplate] = {}

    def __getitem__(self, key: str) -> EmailTemplate:
        if key not in self._own:
            return self._shipped[key]
        found = self._read.get(key)
        if found is None:
            text = self._own[key]
            found = self._read[key] = make_template(key, text.language, text.subject, text.body)
        return found

    def __contains__(self, key: object) -> bool:
        return key in self._own or key in self._shipped

    def __iter__(self) -> Iterator[str]:
        return iter((*self._shipped, *sorted(k for k in self._own if k not in self._shipped)))

    def __len__(self) -> int:
        return len(list(iter(self)))


class TemplateBook:
    """What is written and said now. One object for the whole application; ``replace`` brings it up to date."""

    def __init__(self, own: Iterable[TemplateText] = ()) -> None:
        self.replace(own)

    def replace(self, own: Iterable[TemplateText]) -> None:
        """Know these texts of the user's from now on; they have been checked when they were saved."""
        found = {t.place: t for t in own}
        emails = {language: Emails(language, _of(found, "email", language)) for language in LANGUAGES}
        scripts = {language: _scripts(language, found) for language in LANGUAGES}
        # One assignment: a reader on another thread sees the old book or the new one.
        self._state = (found, emails, scripts)

    def emails(self, language: str) -> Emails:
        """The email templates; a language that we do not have reads English."""
        return self._state[1][_known(language)]

    def scripts(self, language: str) -> Scripts:
        """The call scripts; a language that we do not have reads English."""
        return self._state[2][_known(language)]

    def keys(self, kind: Kind) -> set[str]:
        """Keys of a kind that exist in any language."""
        found = {key for k, key, _ in self._state[0] if k == kind}
        for language in LANGUAGES:
            if kind == "email":
                found |= set(load_templates(language))
            elif kind == "call":
                found |= set(load_scripts(language).openings)
            elif kind == "talk":
                found |= {VOICEMAIL, *(o.key for o in load_scripts(language).objections)}
        return found

    def text(self, kind: Kind, key: str, language: str) -> TemplateText | None:
        """The text as it is now, or None."""
        return self._state[0].get((kind, key, language)) or shipped_text(kind, key, language)

    def own(self) -> dict[tuple[Kind, str, str], TemplateText]:
        """The user's texts that are in use, by place."""
        return dict(self._state[0])


def shipped_text(kind: str, key: str, language: str) -> TemplateText | None:
    """One of the shipped texts, or None."""
    return _shipped_by_place(language).get((kind, key))


_by_place: dict[str, dict[tuple[str, str], TemplateText]] = {}


def _shipped_by_place(language: str) -> dict[tuple[str, str], TemplateText]:
    if language not in LANGUAGES:
        return {}
    if language not in _by_place:
        _by_place[language] = {(t.kind, t.key): t for t in shipped_texts(language)}
    return _by_place[language]


def _known(language: str) -> str:
    return "zh_CN" if language == "zh_CN" else "en"


def _of(own: Mapping[tuple[Kind, str, str], TemplateText], kind: Kind, language: str) -> dict[str, TemplateText]:
    return {key: t for (k, key, of), t in own.items() if (k, of) == (kind, language)}


def _scripts(language: str, own: Mapping[tuple[Kind, str, str], TemplateText]) -> Scripts:
    """The shipped scripts with the user's in their places. One that is not allowed any more is left out: a call must not fail over it."""
    base = load_scripts(language)
    calls = {key: _lines(t) for key, t in _of(own, "call", language).items() if not problems(t)}
    talks = {key: t for key, t in _of(own, "talk", language).items() if not problems(t)}
    said = talks.pop(VOICEMAIL, None)
    answers = {o.key: o for o in base.objections} | {key: Objection(key, t.subject, _lines(t), language) for key, t in talks.items()}
    return replace(
        base,
        openings={**base.openings, **calls},
        voicemail_lines=_lines(said) if said else base.voicemail_lines,
        objections=tuple(answers.values()),
    )


def _lines(text: TemplateText) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.body.splitlines() if line.strip())


def _is_voicemail(text: TemplateText) -> bool:
    return text.kind == "talk" and text.key == VOICEMAIL


def _check_subject(text: TemplateText) -> None:
    if text.kind == "email":
        if not text.subject:
            raise ValidationError("template_subject_empty", field="subject")
        _check_one(text.subject, 1)
    elif text.kind == "talk" and not _is_voicemail(text):
        if not text.subject:
            raise ValidationError("template_heard_empty", field="subject")
        if _check_one(text.subject, 1) or "{" in text.subject:
            raise refuse("{{ … }}", 1)  # it is the other one who says it


def _check_body(text: TemplateText) -> None:
    if not text.body.strip():
        raise ValidationError("template_body_empty", field="body")
    if not text.scripted:
        _check_one(text.body, 1)
        return
    if len(text.body.encode("utf-8", "replace")) > MAX_SOURCE:
        raise ValidationError("template_too_long", limit=MAX_SOURCE // 1024)
    for number, line in enumerate(text.body.splitlines(), 1):
        if line.strip() == QUESTIONS_HERE and text.kind == "call":
            continue
        _check_one(line, number)


def _check_one(source: str, first_line: int) -> tuple[str, ...]:
    return check(source, ENV, first_line=first_line)


def as_kind(word: str) -> Kind:
    """The kind of that name.

    Raises:
        ValidationError: ``template_kind_unknown``.
    """
    if word not in KINDS:
        raise ValidationError("template_kind_unknown", field="kind", value=word, known=", ".join(KINDS))
    return word
