"""Templates to text: what is missing becomes a slot, never an exception and never an empty place (rule R15, promise B9).

An email template is a text file: ``subject: …``, an empty line, the body. Both are in the small language that checker.py allows.
Values are flat text; nothing in a value is ever read as template code or as a slot.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from sdrdesk.core.errors import FileUnreadable, ValidationError
from sdrdesk.core.paths import shipped
from sdrdesk.core.render.checker import check
from sdrdesk.core.render.variables import LISTS, VARIABLES

MAX_OUTPUT = 256 * 1024
"""Bytes of one rendered text in UTF-8, and characters of all its values together."""

MAX_ITEMS = 100
"""Items of a list value over which a template can loop."""

SLOT = re.compile(r"⟦([a-z_]+)⟧")
"""A place where a value is missing; the group is the variable's name."""

_MARKS = str.maketrans(dict.fromkeys((*map(chr, range(32)), *map(chr, range(127, 160)), "⟦", "⟧")))
_BLOCK_LINE = re.compile(r"^[ \t]*(\{%[^%{}\n]*%\}|\{#[^#{}\n]*#\})[ \t]*\n", re.MULTILINE)
_SPACES = re.compile(r"[ \t]{2,}|\t")  # patterns here must stay linear: a text may be all spaces
_BLANK_LINES = re.compile(r"\n{3,}")
_SEPARATORS = re.compile(r"[;\uff1b\n]")
_HAN = re.compile(r"[\u3400-\u9fff]")


class Slot(str):
    """A missing value: false in a condition, the marker when it is printed."""

    __slots__ = ("name",)
    name: str

    def __new__(cls, name: str) -> Slot:
        made = super().__new__(cls)
        made.name = name
        return made

    def __str__(self) -> str:
        return f"⟦{self.name}⟧"


class TextList(str):
    """A list value: reads as one text, loops as its items."""

    __slots__ = ("items",)
    items: tuple[str, ...]

    def __new__(cls, items: tuple[str, ...], language: str) -> TextList:
        made = super().__new__(cls, _joined(items, language))
        made.items = items
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self.items)


@dataclass(frozen=True, slots=True)
class EmailTemplate:
    """A checked email template; ``variables`` are the names in it, in order of appearance."""

    key: str
    language: str
    subject: str
    body: str
    variables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rendered:
    """An email's text; ``missing`` are the variables whose slots are in it, in order of appearance, subject first."""

    subject: str
    body: str
    missing: tuple[str, ...] = ()


def has_slots(text: str) -> bool:
    """Is there a slot in the text, whole or half deleted?"""
    return "⟦" in text or "⟧" in text


def parse_template(key: str, language: str, source: str) -> EmailTemplate:
    """Read and check a template file's text.

    Args:
        key: name of the template.
        language: ``en`` or ``zh_CN``.
        source: the file's text.

    Raises:
        ValidationError: ``template_no_subject``, ``template_not_allowed`` and the other codes of ``checker.check``; ``line`` counts
            from the file's first line.
    """
    text = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    first = len(text) - len(text.lstrip("\n")) + 1
    lines = text.lstrip("\n").split("\n")
    name, colon, subject = lines[0].partition(":")
    if name.strip().lower() != "subject" or not colon or not subject.strip() or (len(lines) > 1 and lines[1].strip()):
        raise ValidationError("template_no_subject", key=key)
    body = "\n".join(lines[2:]).rstrip() + "\n"
    if not body.strip():
        raise ValidationError("template_no_body", key=key)
    return make_template(key, language, subject.strip(), body, lines=(first, first + 2))


def make_template(key: str, language: str, subject: str, body: str, *, lines: tuple[int, int] = (1, 1)) -> EmailTemplate:
    """Check a subject and a body; ``lines`` are the numbers of their first lines, for the messages.

    Raises:
        ValidationError: as ``checker.check``.
    """
    named = (*check(subject, ENV, first_line=lines[0]), *check(body, ENV, first_line=lines[1]))
    compiled(subject)
    compiled(body)
    return EmailTemplate(key, language, subject, body, tuple(dict.fromkeys(named)))


class ShippedTemplates(Mapping[str, EmailTemplate]):
    """The email templates of one language by key; each is read and checked when it is first asked for, for there are many."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._keys = tuple(sorted(path.stem for path in shipped("email", language).glob("*.j2")))
        self._read: dict[str, EmailTemplate] = {}

    def __getitem__(self, key: str) -> EmailTemplate:
        found = self._read.get(key)
        if found is None:
            if key not in self._keys:
                raise KeyError(key)
            try:
                found = parse_template(key, self._language, shipped("email", self._language, f"{key}.j2").read_text("utf-8"))
            except (OSError, UnicodeDecodeError) as error:
                raise FileUnreadable("template_unreadable", key=key) from error
            self._read[key] = found
        return found

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


def load_templates(language: str) -> ShippedTemplates:
    """The email templates that ship, by key; a language that we do not have reads English.

    Asking for one raises FileUnreadable ``template_unreadable`` when its file cannot be read.
    """
    return _shipped("zh_CN" if language == "zh_CN" else "en")


@lru_cache(maxsize=2)
def _shipped(language: str) -> ShippedTemplates:
    return ShippedTemplates(language)


def render(template: EmailTemplate, values: Mapping[str, str]) -> Rendered:
    """Fill a template.

    Args:
        template: what ``parse_template`` gave.
        values: text by variable name; names that are not variables are ignored.

    Raises:
        ValidationError: ``template_output_too_long``.
    """
    context = _context(template.variables, values, template.language)
    subject = " ".join(_run(template.subject, context).split())
    body = tidy(_run(template.body, context)) + "\n"
    return Rendered(subject, body, missing_in(subject, body))


def render_line(source: str, values: Mapping[str, str], language: str) -> str:
    """Fill a piece of template source, such as a line of a call script; slots stand where values are missing.

    Raises:
        ValidationError: the source is not allowed, or the text grows too long.
    """
    return " ".join(_run(source, _context(VARIABLES, values, language)).split())


def missing_in(*texts: str) -> tuple[str, ...]:
    """Names of the slots in the texts, each once, in order."""
    return tuple(dict.fromkeys(name for text in texts if "⟦" in text for name in SLOT.findall(text)))


def tidy(text: str) -> str:
    """Single spaces, no space at line ends, never more than one blank line."""
    if "  " in text or "\t" in text:  # plain searches first: a pattern over every email costs more than its rendering
        text = _SPACES.sub(" ", text)
    text = text.replace(" \n", "\n").replace("\n ", "\n")
    return (_BLANK_LINES.sub("\n\n", text) if "\n\n\n" in text else text).strip()


@lru_cache(maxsize=1024)
def compiled(source: str) -> Template:
    """The compiled form of a source, which is checked first; kept, since compiling costs hundreds of renderings.

    Raises:
        ValidationError: the source is not allowed.
    """
    check(source, ENV)
    text = _BLOCK_LINE.sub(r"\1", source)  # a line that holds only a tag leaves no line of its own
    try:
        check(text, ENV)
        return ENV.from_string(text)
    except (TemplateError, SyntaxError, RecursionError, MemoryError):
        raise ValidationError("template_too_deep") from None


def _run(source: str, context: dict[str, str]) -> str:
    parts: list[str] = []
    size = 0
    for part in compiled(source).generate(context):
        size += len(part) if part.isascii() else len(part.encode("utf-8", "replace"))
        if size > MAX_OUTPUT:
            raise ValidationError("template_output_too_long", limit=MAX_OUTPUT // 1024)
        parts.append(part)
    return "".join(parts)


def _context(names: Iterable[str], values: Mapping[str, str], language: str) -> dict[str, str]:
    """The variables of a template: the given values, clean, and slots for the rest."""
    context: dict[str, str] = {}
    size = 0
    for name in names:
        value = values.get(name) or ""
        size += len(value)
        if size > MAX_OUTPUT:
            raise ValidationError("template_output_too_long", limit=MAX_OUTPUT // 1024)
        context[name] = (_list(value, language) if name in LISTS else _clean(value)) or _SLOTS[name]
    return context


def _clean(value: str) -> str:
    """One line without control characters and slot marks: a value cannot change the structure of the text."""
    if value.isprintable() and "  " not in value and "⟦" not in value and "⟧" not in value:
        return value.strip()  # the usual case, several times as fast
    return " ".join(" ".join(value.split()).translate(_MARKS).split())


def _list(value: str, language: str) -> str:
    items = tuple(i for i in map(_clean, _SEPARATORS.split(value)) if i)
    return TextList(items[:MAX_ITEMS], language) if items else ""


def _joined(items: tuple[str, ...], language: str) -> str:
    if language == "zh_CN":
        return "、".join(items)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def _upper(value: str) -> str:
    return value if isinstance(value, Slot) else value.upper()


def _lower(value: str) -> str:
    return value if isinstance(value, Slot) else value.lower()


def _capital(value: str) -> str:
    return value if isinstance(value, Slot) else value[:1].upper() + value[1:]


def _bare(value: str) -> str:
    """Without the full stop at its end, to stand inside a sentence."""
    return value if isinstance(value, Slot) else value.rstrip(".。;\uff1b ") or value


def _sentence(value: str) -> str:
    """A sentence of its own: a capital first and a full stop last."""
    if isinstance(value, Slot):
        return value
    stop = "" if value[-1:] in ".!?。\uff01\uff1f…" else "。" if _HAN.match(value[-1:]) else "."
    return _capital(value) + stop


def _default(value: str, instead: str) -> str:
    return instead if isinstance(value, Slot) else value


def _environment() -> ImmutableSandboxedEnvironment:
    """Empty but for our filters: there is nothing in it to reach."""
    env = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False, cache_size=0)
    env.globals.clear()
    env.tests.clear()
    env.filters.clear()
    env.filters.update(upper=_upper, lower=_lower, capital=_capital, bare=_bare, sentence=_sentence, default=_default)
    return env


ENV = _environment()
_SLOTS: dict[str, str] = {name: Slot(name) for name in VARIABLES}
