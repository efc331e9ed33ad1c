"""Templates from files of other tools into ours, and out again (merge tags: render/merge_tags.py; formats: files/template_files.py)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sdrdesk.core.changes import Outcome
from sdrdesk.core.errors import NotFound, ValidationError
from sdrdesk.core.files.template_files import Found, read_templates, write_folder, write_json
from sdrdesk.core.render.book import Kind, Part, TemplateText, make_key, problems
from sdrdesk.core.render.merge_tags import Converted, Tag, convert
from sdrdesk.core.services.templates import TemplateService


@dataclass(frozen=True, slots=True)
class Candidate:
    """A template of a file in our language, as far as its tags are known.

    Attributes:
        tags: every tag in it, with what it stands for.
        unknown: tags that somebody has to say the meaning of.
        problems: what else keeps it from being taken.
        there: the same words are there already.
    """

    found: Found
    text: TemplateText
    tags: tuple[Tag, ...]
    unknown: tuple[str, ...]
    problems: tuple[tuple[Part, ValidationError], ...]
    there: bool

    @property
    def ready(self) -> bool:
        """Can it be taken?"""
        return not (self.unknown or self.problems or self.there)


class TemplateFiles:
    """Reads and writes files of templates."""

    def __init__(self, templates: TemplateService) -> None:
        self._templates = templates

    def read(self, paths: Iterable[Path], language: str) -> list[Found]:
        """The templates in these files and folders.

        Raises:
            ValidationError: ``template_file_unreadable``.
        """
        return [found for path in paths for found in read_templates(path, language)]

    def candidates(self, found: Sequence[Found], mapping: Mapping[str, str] | None = None) -> list[Candidate]:
        """Each in our language; ``mapping`` says what unknown tags stand for (a variable, or ``merge_tags.LITERAL``)."""
        taken: set[tuple[str, str, str]] = set()
        return [self._candidate(one, mapping or {}, taken) for one in found]

    def take(self, candidates: Iterable[Candidate]) -> Outcome[int]:
        """Keep those that are ready, in one step.

        Raises:
            ValidationError: one of them is not ready.
        """
        texts = []
        for one in candidates:
            if one.unknown:
                raise ValidationError("template_tags_open", file=one.found.file, tags=", ".join(one.unknown), first=one.unknown[0])
            if one.problems:
                raise one.problems[0][1]
            texts.append(one.text)
        return self._templates.save_all(texts)

    def export_folder(self, folder: Path, kind: Kind | None = None, key: str | None = None) -> list[Path]:
        """Write what is in use now, all of it or of one kind or key, as a folder of .j2 files.

        Raises:
            NotFound: ``template_not_found``.
        """
        return write_folder(self._chosen(kind, key), folder)

    def export_json(self, path: Path, kind: Kind | None = None, key: str | None = None) -> Path:
        """The same as one JSON file."""
        return write_json(self._chosen(kind, key), path)

    def _chosen(self, kind: Kind | None, key: str | None) -> list[TemplateText]:
        every = (e.text for e in self._templates.entries())
        chosen = [t for t in every if (kind is None or t.kind == kind) and (key is None or t.key == key)]
        if not chosen:
            raise NotFound("template_not_found", template=key or "")
        return chosen

    def _candidate(self, found: Found, mapping: Mapping[str, str], taken: set[tuple[str, str, str]]) -> Candidate:
        subject, body = (Converted(part, ()) if found.ours else convert(part, mapping) for part in (found.text.subject, found.text.body))
        text = replace(found.text, subject=subject.text, body=body.text)
        book = self._templates.book
        if not found.ours:
            text = replace(text, key=self._key(text, found.name, taken))
        taken.add(text.place)
        tags = tuple(dict.fromkeys((*subject.tags, *body.tags)))
        unknown = tuple(dict.fromkeys((*subject.unknown, *body.unknown)))
        wrong = tuple(problems(text)) if not unknown else ()
        return Candidate(found, text, tags, unknown, wrong, there=book.text(*text.place) == text)

    def _key(self, text: TemplateText, name: str, taken: set[tuple[str, str, str]]) -> str:
        """The first key of this name that is free, or that has these very words already."""
        book, wish, number = self._templates.book, make_key(name) or "template", 1
        while True:
            key = wish if number == 1 else f"{wish}_{number}"
            place = (text.kind, key, text.language)
            now = book.text(*place)
            if place not in taken and (now is None or now == replace(text, key=key)):
                return key
            number += 1
