"""Agreements as data, in versions: the MQL rule, own red flags, the checklist, the ideal buyer profile, reasons (rules R23-R25; seeds W8, W9).

Each kind has one body that holds: the highest version in the profile, else what ships. A change makes the next version and leaves
the earlier ones, so that a verdict can say by which one it was given. What a body may hold is its domain module's to say.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select

from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.clock import from_ms
from sdrdesk.core.errors import NotFound, ValidationError
from sdrdesk.core.store.jsons import dumps
from sdrdesk.core.store.ready_tables import standard
from sdrdesk.core.store.store import Store

Check = Callable[[Mapping[str, Any]], object]
"""Reads a body into what the domain makes of it, and raises ValidationError for what cannot be."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a kind; version 0 is what ships."""

    kind: str
    version: int
    body: dict[str, Any]
    at: dt.datetime | None


def current(s: Connection, kind: str) -> Version | None:
    """The version that holds, or None when nobody has changed what ships."""
    row = s.execute(select(standard).where(standard.c.kind == kind).order_by(standard.c.version.desc()).limit(1)).first()
    return None if row is None else Version(kind, row.version, json.loads(row.body), from_ms(row.created_at))


class StandardService:
    """The versions of each kind.

    Args:
        checks: by kind, what reads its body.
    """

    def __init__(self, store: Store, checks: Mapping[str, Check]) -> None:
        self._store = store
        self._checks = checks

    def current(self, kind: str) -> Version | None:
        """The version that holds, or None when nobody has changed what ships."""
        with self._store.read() as s:
            return current(s, kind)

    def versions(self, kind: str) -> list[Version]:
        """All versions that somebody made, newest first."""
        with self._store.read() as s:
            rows = s.execute(select(standard).where(standard.c.kind == kind).order_by(standard.c.version.desc())).all()
        return [Version(kind, r.version, json.loads(r.body), from_ms(r.created_at)) for r in rows]

    def save(self, kind: str, body: Mapping[str, Any]) -> Outcome[int]:
        """Keep a body as the next version, which holds from now on; gives its number. The one that holds already makes no new one.

        Raises:
            NotFound: there is no such kind.
            ValidationError: what the body cannot be, from its domain module.
        """
        check = self._checks.get(kind)
        if check is None:
            raise NotFound("standard_unknown", name=kind)
        check(body)
        with self._store.write(OpKind.STANDARD) as uow:
            held = current(uow.s, kind)
            number = int(uow.s.execute(select(func.max(standard.c.version)).where(standard.c.kind == kind)).scalar() or 0)
            if held is None or held.body != dict(body):
                number += 1
                uow.s.execute(insert(standard).values(kind=kind, version=number, body=dumps(dict(body)), created_at=uow.now_ms))
            uow.args = {"standard": kind, "n": number}
        return Outcome(number, uow.changes)

    def bring_back(self, kind: str, version: int) -> Outcome[int]:
        """An earlier version holds again: as the next one, so that the order in which they held stays readable.

        Raises:
            NotFound: there is no such version.
        """
        found = next((v for v in self.versions(kind) if v.version == version), None)
        if found is None:
            raise NotFound("standard_version_unknown", standard=kind, n=version)
        return self.save(kind, found.body)


def text_of(body: Mapping[str, Any], key: str, most: int, *, required: bool = True) -> str:
    """A text of a body, stripped.

    Raises:
        ValidationError: ``standard_text``: it is missing, no text, or longer than ``most``.
    """
    value = body.get(key, "")
    if not isinstance(value, str) or len(value.strip()) > most or (required and not value.strip()):
        raise ValidationError("standard_text", field=key, n=most)
    return value.strip()
