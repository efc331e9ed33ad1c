"""Cadences as data: shipped files and the user's own, in versions (rules R7, R26; seeds P5, W18, W19)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select, text, update

from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.domain.cadence import Cadence, CadenceBook
from sdrdesk.core.errors import FileUnreadable, NotFound, ValidationError
from sdrdesk.core.files.cadences import body_of, cadence_from, check_chains, read_cadence, shipped_cadences, to_toml
from sdrdesk.core.services import plans
from sdrdesk.core.store.jsons import dumps
from sdrdesk.core.store.store import Store
from sdrdesk.core.store.tables import cadence as table


@dataclass(frozen=True, slots=True)
class CadenceUse:
    """How a cadence is used: people on it now by version, and how many finished or were stopped."""

    on_version: dict[int, int]
    finished: int
    stopped: int

    @property
    def running(self) -> int:
        """People on it now, on any version."""
        return sum(self.on_version.values())


class CadenceService:
    """The book of cadences, and changing it. ``book`` is one object for the whole application and is kept up to date."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.book = CadenceBook()
        self.reload()

    def reload(self) -> None:
        """Read the versions of the profile again (after an undo, or a change by another process)."""
        with self._store.read() as s:
            self._read(s)

    def _read(self, s: Connection) -> None:
        found = dict(shipped_cadences())
        every = {(c.key, c.version): c for c in found.values()}
        retired = set()
        for r in s.execute(select(table).order_by(table.c.version)):
            # What was kept was checked when it was kept; a template that has gone since must not hide the plan of those who are on it.
            made = cadence_from(json.loads(r.body), r.key, _ANYTHING)
            every[made.key, made.version] = made
            retired.discard(r.key)
            if r.state == "retired":
                retired.add(r.key)
        self.book.replace(every.values(), retired)

    def save(self, body: Mapping[str, Any]) -> Outcome[Cadence]:
        """Keep an edited or new cadence as the next version of its key. Those who are on it finish on the version they started.

        Raises:
            ValidationError: the cadence cannot be used (see ``files.cadences``), or its tracks come back to themselves.
        """
        key = str(body.get("key", ""))
        known = self.book.versions(key)
        made = cadence_from({**body, "version": (known[-1].version if known else 0) + 1}, key)
        check_chains({**self.book, made.key: made}, [made.key])
        if known and key in self.book and _same(made, known[-1]):
            raise ValidationError("cadence_unchanged", file=key)
        with self._store.write(OpKind.CADENCE) as uow:
            uow.s.execute(insert(table).values(key=made.key, version=made.version, body=dumps(body_of(made)), created_at=uow.now_ms))
            uow.args = {"cadence": made.key, "version": made.version}
        self.reload()
        return Outcome(made, uow.changes)

    def add_file(self, path: Path) -> Outcome[Cadence]:
        """Take a cadence file in, as the next version of its key."""
        return self.save(body_of(read_cadence(path)))

    def validate(self, path: Path) -> Cadence:
        """Read and check a file without keeping it.

        Raises:
            ValidationError: what is wrong, and in which step.
        """
        made = read_cadence(path)
        check_chains({**self.book, made.key: made}, [made.key])
        return made

    def duplicate(self, key: str, new_key: str, names: Mapping[str, str]) -> Outcome[Cadence]:
        """A copy under another key."""
        if self.book.versions(new_key):
            raise ValidationError("cadence_key_taken", field="key", value=new_key)
        return self.save({**body_of(self._of(key)), "key": new_key, "names": dict(names)})

    def retire(self, key: str) -> Outcome[None]:
        """Offer it no more; those who are on it go on."""
        newest = self._of(key)
        with self._store.write(OpKind.CADENCE) as uow:
            plans.keep_version(uow.s, newest, uow.now_ms)
            uow.s.execute(update(table).where(table.c.key == key, table.c.version == newest.version).values(state="retired"))
            uow.args = {"cadence": key, "version": newest.version}
        self.reload()
        return Outcome(None, uow.changes)

    def export(self, key: str, path: Path) -> Path:
        """Write a cadence as a file that ``add_file`` reads back."""
        try:
            path.write_text(to_toml(self._of(key)), "utf-8")
        except OSError as error:
            raise FileUnreadable("file_write_failed", path=str(path), why=error.strerror or str(error)) from error
        return path

    def use(self, key: str) -> CadenceUse:
        """Who is on it."""
        with self._store.read() as s:
            rows = s.execute(
                text("SELECT cadence_version AS version, state, count(*) AS n FROM enrolment WHERE cadence = :key GROUP BY 1, 2"),
                {"key": key},
            ).all()
        running: dict[int, int] = {}
        for r in rows:
            if r.state in plans.OPEN:
                running[r.version] = running.get(r.version, 0) + r.n
        return CadenceUse(running, sum(r.n for r in rows if r.state == "finished"), sum(r.n for r in rows if r.state == "stopped"))

    def people_on(self, key: str, version: int) -> list[int]:
        """Ids of those who are on a version now."""
        with self._store.read() as s:
            return list(
                s.execute(
                    text(
                        "SELECT prospect_id FROM enrolment WHERE cadence = :key AND cadence_version = :version "
                        "AND state IN ('active', 'waiting', 'queued', 'held') ORDER BY id"
                    ),
                    {"key": key, "version": version},
                ).scalars()
            )

    def _of(self, key: str) -> Cadence:
        if key not in self.book:
            raise NotFound("cadence_not_found", cadence=key, known=", ".join(sorted(self.book)))
        return self.book[key]


class _Everything:
    """A collection that has whatever is asked for."""

    def __contains__(self, _item: object) -> bool:
        return True


class _Anything:
    """Takes whatever a step names."""

    def of(self, _channel: str) -> Any:
        """Any key at all."""
        return _Everything()


_ANYTHING: Any = _Anything()


def _same(a: Cadence, b: Cadence) -> bool:
    return {**body_of(a), "version": 0} == {**body_of(b), "version": 0}
