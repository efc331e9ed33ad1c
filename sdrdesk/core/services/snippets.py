"""Snippets by short code and language: those that ship, and the user's own, which go before them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Connection, delete, insert, select, update

from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.clock import Clock
from sdrdesk.core.errors import Duplicate, NotFound, ValidationError
from sdrdesk.core.paths import shipped
from sdrdesk.core.render.snippets import CODE, checked
from sdrdesk.core.store.store import Store
from sdrdesk.core.store.tables import snippet


@dataclass(frozen=True, slots=True)
class Snippet:
    """A text by its code. ``id`` is 0 for one that ships; one of the user's with the code of a shipped one stands in its place."""

    code: str
    body: str
    language: str
    id: int = 0


@lru_cache(maxsize=2)
def shipped_snippets(language: str) -> dict[str, str]:
    """Code to text of those that ship in a language."""
    found: dict[str, str] = tomllib.loads(shipped("snippets", f"{'zh_CN' if language == 'zh_CN' else 'en'}.toml").read_text("utf-8"))[
        "snippet"
    ]
    return {f";{code}": body for code, body in found.items()}


class SnippetService:
    """Adds, changes and removes snippets, each a step that can be undone."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def all(self, language: str) -> list[Snippet]:
        """Those of a language, by code."""
        with self._store.read() as s:
            own = s.execute(select(snippet).where(snippet.c.language == language)).all()
        found = {code: Snippet(code, body, language) for code, body in shipped_snippets(language).items()}
        # An empty body is a shipped one that the user took out.
        found |= {r.code: Snippet(r.code, r.body, language, r.id) for r in own}
        return sorted((one for one in found.values() if one.body), key=lambda one: one.code)

    def save(self, code: str, body: str, language: str, *, before: str = "") -> Outcome[str]:
        """Keep a snippet; ``before`` is the code it had, empty for a new one.

        Raises:
            ValidationError: the code or the text cannot be used.
            Duplicate: another snippet of the language has the code.
        """
        code, text = _code(code), checked(body)
        with self._store.write(OpKind.SNIPPET) as uow:
            if code != before and any(one.code == code for one in self._within(uow.s, language)):
                raise Duplicate("snippet_exists", field="code", value=code)
            if before and code != before:
                self._take_out(uow.s, before, language, uow.now_ms)
            self._put(uow.s, code, text, language, uow.now_ms)
            uow.args = {"name": code}
        return Outcome(code, uow.changes)

    def remove(self, code: str, language: str) -> Outcome[None]:
        """Take a snippet out.

        Raises:
            NotFound: it is gone already.
        """
        with self._store.write(OpKind.SNIPPET) as uow:
            if not any(one.code == code for one in self._within(uow.s, language)):
                raise NotFound("snippet_not_found")
            self._take_out(uow.s, code, language, uow.now_ms)
            uow.args = {"name": code}
        return Outcome(None, uow.changes)

    @staticmethod
    def _within(s: Connection, language: str) -> list[Snippet]:
        own = {r.code: r.body for r in s.execute(select(snippet.c.code, snippet.c.body).where(snippet.c.language == language))}
        return [Snippet(code, body, language) for code, body in (shipped_snippets(language) | own).items() if body]

    @classmethod
    def _take_out(cls, s: Connection, code: str, language: str, now_ms: int) -> None:
        if code in shipped_snippets(language):
            cls._put(s, code, "", language, now_ms)
        else:
            s.execute(delete(snippet).where(snippet.c.code == code, snippet.c.language == language))

    @staticmethod
    def _put(s: Connection, code: str, body: str, language: str, now_ms: int) -> None:
        same = (snippet.c.code == code) & (snippet.c.language == language)
        if s.execute(update(snippet).where(same).values(body=body)).rowcount == 0:
            s.execute(insert(snippet).values(code=code, language=language, body=body, created_at=now_ms))


def _code(typed: str) -> str:
    code = typed.strip().replace("\uff1b", ";")
    code = code if code.startswith(";") else f";{code}"
    if not CODE.fullmatch(code):
        raise ValidationError("snippet_code", field="code", value=typed.strip() or ";")
    return code
