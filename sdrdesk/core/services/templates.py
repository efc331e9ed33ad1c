"""Templates and call scripts as data: the user's versions before the shipped texts, checked when they are saved, undoable (rules R15, R26)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, cast

from sqlalchemy import Connection, func, insert, select, update

from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.domain.cadence import Cadence, CadenceBook
from sdrdesk.core.errors import NotFound, ValidationError
from sdrdesk.core.render.book import (
    KINDS,
    LANGUAGES,
    Kind,
    TemplateBook,
    TemplateText,
    checked,
    make_key,
    shipped_text,
    shipped_texts,
    tidied,
)
from sdrdesk.core.services import plans
from sdrdesk.core.store.store import Store, UnitOfWork
from sdrdesk.core.store.tables import enrolment
from sdrdesk.core.store.tables import template as table

SHIPPED = 0
"""The version number of the text that ships."""

_NAMED_IN_OP = 3


@dataclass(frozen=True, slots=True)
class TemplateUse:
    """A step that names a template; ``variant``: as one of several."""

    cadence: str
    step: int
    variant: bool


@dataclass(frozen=True, slots=True)
class TemplateEntry:
    """A template in the list of all, as it is now.

    Attributes:
        version: of the user's; 0 for the shipped text.
        shipped: there is a text of ours to go back to.
        uses: the steps that name it.
    """

    text: TemplateText
    version: int
    shipped: bool
    uses: tuple[TemplateUse, ...]

    @property
    def own(self) -> bool:
        """Did the user write or change it?"""
        return self.version != SHIPPED


@dataclass(frozen=True, slots=True)
class TemplateVersion:
    """One version of a text: its number (0: the shipped one), when it was saved, and whether it is the one in use."""

    number: int
    text: TemplateText
    at_ms: int
    current: bool


class TemplateService:
    """The book of templates, and changing it. ``book`` is one object for the whole application and is kept up to date.

    Args:
        cadences: the book of cadences, whose steps name templates.
    """

    def __init__(self, store: Store, cadences: Callable[[], CadenceBook]) -> None:
        self._store = store
        self._cadences = cadences
        self.book = TemplateBook()
        self.reload()

    def reload(self) -> None:
        """Read the user's texts again (after an undo, or a change by another process)."""
        with self._store.read() as s:
            self.book.replace(text for text, _ in _live(s))

    # --- reading -----------------------------------------------------------------------------------------------------------

    def entries(self) -> list[TemplateEntry]:
        """Every text in every language: the shipped ones in their order, then the user's own by key."""
        with self._store.read() as s:
            own = {text.place: (text, version) for text, version in _live(s)}
            uses = self._uses(s)
        found: list[TemplateEntry] = []
        for language in LANGUAGES:
            for shipped in shipped_texts(language):
                text, version = own.pop(shipped.place, (shipped, SHIPPED))
                found.append(TemplateEntry(text, version, True, uses.get((text.kind, text.key), ())))
        found += [TemplateEntry(text, v, False, uses.get((text.kind, text.key), ())) for text, v in sorted(own.values(), key=_by_key)]
        return sorted(found, key=lambda e: KINDS.index(e.text.kind))

    def versions(self, kind: Kind, key: str, language: str) -> list[TemplateVersion]:
        """Every version of a text, the newest first, the shipped one last."""
        t = table.c
        with self._store.read() as s:
            rows = s.execute(select(table).where(t.key == _stored(kind, key), t.language == language).order_by(t.version.desc())).all()
        now = next((r.version for r in rows if r.state == "live"), SHIPPED)
        found = [TemplateVersion(r.version, _text(r), r.created_at, r.version == now) for r in rows]
        ours = shipped_text(kind, key, language)
        return found + ([TemplateVersion(SHIPPED, ours, 0, now == SHIPPED)] if ours else [])

    def uses(self, kind: Kind, key: str) -> tuple[TemplateUse, ...]:
        """The steps that name it: of the cadences that people are put on, and of the versions on which somebody is."""
        with self._store.read() as s:
            return self._uses(s).get((kind, key), ())

    def _uses(self, s: Connection) -> dict[tuple[str, str], tuple[TemplateUse, ...]]:
        e, book = enrolment.c, self._cadences()
        on = s.execute(select(e.cadence, e.cadence_version).where(e.state.in_(plans.OPEN)).distinct()).all()
        plans_now: dict[tuple[str, int], Cadence] = {(c.key, c.version): c for c in book.values()}
        plans_now |= {(c.key, c.version): c for r in on if (c := book.at(r.cadence, r.cadence_version)) is not None}
        found: dict[tuple[str, str], dict[TemplateUse, None]] = {}
        for cadence in plans_now.values():
            for step in cadence.steps:
                kind = kind_of(step.channel)
                for key in filter(None, (step.template, *step.variants)):
                    use = TemplateUse(cadence.key, step.no, bool(step.variants))
                    found.setdefault((kind, key), {})[use] = None
        return {place: tuple(sorted(uses, key=lambda u: (u.cadence, u.step))) for place, uses in found.items()}

    def new_key(self, kind: Kind, name: str) -> str:
        """A key for a text of this name that no other of its kind has.

        Raises:
            ValidationError: ``template_name_empty``.
        """
        wish, taken = make_key(name), self.book.keys(kind)
        if not wish:
            raise ValidationError("template_name_empty", field="name")
        return next(key for n in count(1) if (key := wish if n == 1 else f"{wish}_{n}") not in taken)

    # --- changing ----------------------------------------------------------------------------------------------------------

    def save(self, text: TemplateText) -> Outcome[TemplateEntry]:
        """Keep a text as the next version of its key and language. What is in the outbox already goes as it is.

        Raises:
            ValidationError: it is not allowed, with the line and what is wrong; or ``template_unchanged``.
        """
        made = checked(text)
        if not made.key or make_key(made.key) != made.key:
            raise ValidationError("template_name_empty", field="name")
        if self.book.text(*made.place) == made:
            raise ValidationError("template_unchanged", template=made.key)
        with self._store.write(OpKind.TEMPLATE) as uow:
            version = _insert(uow, made)
            uow.args = {"name": made.key, "template": made.key}
        self.reload()
        return Outcome(TemplateEntry(made, version, shipped_text(*made.place) is not None, self.uses(made.kind, made.key)), uow.changes)

    def save_all(self, texts: Iterable[TemplateText]) -> Outcome[int]:
        """Keep several texts in one step, as an import does; those that are there already with the same words are left alone.

        Raises:
            ValidationError: one of them is not allowed; then none is kept.
        """
        fresh = [made for made in map(checked, texts) if self.book.text(*made.place) != made]
        with self._store.write(OpKind.TEMPLATE) as uow:
            for made in fresh:
                _insert(uow, made)
            uow.args = {"name": _names([t.key for t in fresh]), "n": len(fresh)}
        self.reload()
        return Outcome(len(fresh), uow.changes)

    def duplicate(self, kind: Kind, key: str, name: str) -> Outcome[str]:
        """A copy of what is in use, in every language that it has, under a new name; gives its key."""
        texts = self._of(kind, key)
        new = self.new_key(kind, name)
        done = self.save_all(replace(t, key=new) for t in texts)
        return Outcome(new, done.changes)

    def rename(self, kind: Kind, key: str, name: str) -> Outcome[str]:
        """Another name for a text of the user's own, with all its versions; gives the new key.

        Raises:
            ValidationError: ``template_shipped`` (make a copy instead), ``template_used`` by a step.
        """
        texts = self._of(kind, key)
        if any(shipped_text(*t.place) for t in texts):
            raise ValidationError("template_shipped", template=key)
        self._refuse_used(kind, key)
        if make_key(name) == key:
            raise ValidationError("template_unchanged", template=key)
        new = self.new_key(kind, name)
        with self._store.write(OpKind.TEMPLATE) as uow:
            uow.s.execute(update(table).where(table.c.key == _stored(kind, key)).values(key=_stored(kind, new)))
            uow.args = {"name": new, "template": new}
        self.reload()
        return Outcome(new, uow.changes)

    def delete(self, kind: Kind, key: str, language: str) -> Outcome[None]:
        """Take a text of the user's own away; its versions stay for the history.

        Raises:
            ValidationError: ``template_shipped`` (go back to the shipped text instead), ``template_used`` by a step.
        """
        if shipped_text(kind, key, language):
            raise ValidationError("template_shipped", template=key)
        self._refuse_used(kind, key)
        return self._retire(kind, key, language)

    def go_back(self, kind: Kind, key: str, language: str, version: int) -> Outcome[None]:
        """Use an earlier version again: as a new version of the same words; the shipped one by leaving the user's.

        Raises:
            NotFound: ``template_version_not_found``.
        """
        found = next((v for v in self.versions(kind, key, language) if v.number == version), None)
        if found is None:
            raise NotFound("template_version_not_found", template=key, version=version)
        if found.current:
            raise ValidationError("template_unchanged", template=key)
        if version == SHIPPED:
            return self._retire(kind, key, language)
        return Outcome(None, self.save(found.text).changes)

    def _retire(self, kind: Kind, key: str, language: str) -> Outcome[None]:
        t = table.c
        with self._store.write(OpKind.TEMPLATE) as uow:
            mine = (t.key == _stored(kind, key)) & (t.language == language) & (t.state == "live")
            if not uow.s.execute(update(table).where(mine).values(state="retired")).rowcount:
                raise NotFound("template_not_found", template=key)
            uow.args = {"name": key, "template": key}
        self.reload()
        return Outcome(None, uow.changes)

    def _of(self, kind: Kind, key: str) -> list[TemplateText]:
        found = [t for language in LANGUAGES if (t := self.book.text(kind, key, language)) is not None]
        if not found:
            raise NotFound("template_not_found", template=key)
        return found

    def _refuse_used(self, kind: Kind, key: str) -> None:
        uses = self.uses(kind, key)
        if uses:
            raise ValidationError("template_used", template=key, cadence=uses[0].cadence, step=uses[0].step, n=len(uses))


def kind_of(channel: str) -> Kind:
    """The kind of text that a step of a channel names."""
    return cast(Kind, channel) if channel in ("email", "call") else "message"


def _stored(kind: str, key: str) -> str:
    """The key in the table: emails have theirs, the other kinds one with the kind before it."""
    return key if kind == "email" else f"{kind}:{key}"


def _text(row: Any) -> TemplateText:
    kind, colon, key = row.key.partition(":")
    if not colon or kind not in KINDS:
        kind, key = "email", row.key
    return TemplateText(cast(Kind, kind), key, row.language, row.subject, row.body)


def _live(s: Connection) -> list[tuple[TemplateText, int]]:
    """The newest live version of each."""
    newest: dict[tuple[Kind, str, str], tuple[TemplateText, int]] = {}
    for row in s.execute(select(table).where(table.c.state == "live").order_by(table.c.version)):
        text = tidied(_text(row))
        newest[text.place] = (text, row.version)
    return list(newest.values())


def _by_key(item: tuple[TemplateText, int]) -> tuple[str, str]:
    return item[0].key, item[0].language


def _insert(uow: UnitOfWork, text: TemplateText) -> int:
    t, key = table.c, _stored(text.kind, text.key)
    last = uow.s.execute(select(func.max(t.version)).where(t.key == key, t.language == text.language)).scalar()
    version = int(last or 0) + 1
    row = {"key": key, "language": text.language, "version": version, "subject": text.subject, "body": text.body}
    uow.s.execute(insert(table).values(**row, created_at=uow.now_ms))
    return version


def _names(keys: Sequence[str]) -> str:
    unique = list(dict.fromkeys(keys))
    return ", ".join(unique[:_NAMED_IN_OP]) + (f" +{len(unique) - _NAMED_IN_OP}" if len(unique) > _NAMED_IN_OP else "")
