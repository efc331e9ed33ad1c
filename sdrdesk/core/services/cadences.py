"""Cadences as data: shipped files and the user's own, in versions (rules R7, R26; seeds P5, W18, W19)."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select, text, update

from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.domain.cadence import Cadence, CadenceBook
from sdrdesk.core.domain.words import Channel
from sdrdesk.core.errors import FileUnreadable, NotFound, ValidationError
from sdrdesk.core.files.cadences import (
    Known,
    all_problems,
    body_of,
    cadence_from,
    check_chains,
    load_body,
    read_cadence,
    shipped_cadences,
    to_toml,
)
from sdrdesk.core.services import plans
from sdrdesk.core.store.jsons import dumps
from sdrdesk.core.store.store import Store
from sdrdesk.core.store.tables import cadence as table
from sdrdesk.core.store.tables import enrolment


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


@dataclass(frozen=True, slots=True)
class CadenceEntry:
    """A cadence in the list of all: its newest version, who is on which version, and whether the user made or changed it.

    Attributes:
        offered: people can be put on it; else it is retired.
    """

    cadence: Cadence
    use: CadenceUse
    own: bool
    offered: bool

    @property
    def behind(self) -> int:
        """People who finish on an older version."""
        return sum(n for version, n in self.use.on_version.items() if version != self.cadence.version)


class CadenceService:
    """The book of cadences, and changing it. ``book`` is one object for the whole application and is kept up to date.

    Args:
        keys: keys of the texts of a kind that a step may name: ``email``, ``call``, ``message``.
    """

    def __init__(self, store: Store, keys: Callable[[Any], Collection[str]]) -> None:
        self._store = store
        self._keys = keys
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
        made = cadence_from({**body, "version": (known[-1].version if known else 0) + 1}, key, self._known())
        check_chains({**self.book, made.key: made}, [made.key])
        if known and key in self.book and _same(made, known[-1]):
            raise ValidationError("cadence_unchanged", file=key)
        with self._store.write(OpKind.CADENCE) as uow:
            uow.s.execute(insert(table).values(key=made.key, version=made.version, body=dumps(body_of(made)), created_at=uow.now_ms))
            uow.args = {"cadence": made.key, "version": made.version}
        self.reload()
        return Outcome(made, uow.changes)

    def entries(self) -> list[CadenceEntry]:
        """Every cadence with its use, the retired ones last."""
        c = table.c
        with self._store.read() as s:
            # The same moment for all of it: a reader may be quicker than the reload after a write.
            self._read(s)
            own = set(s.execute(select(c.key).where(c.origin == "user").distinct()).scalars())
            uses = _uses(s)
        nobody = CadenceUse({}, 0, 0)
        found = [CadenceEntry(made, uses.get(key, nobody), key in own, key in self.book) for key, made in self.book.newest().items()]
        return sorted(found, key=lambda e: not e.offered)

    def problems(self, body: Mapping[str, Any], name: str) -> list[ValidationError]:
        """All that keeps this body from being saved, in words that call it ``name``."""
        return all_problems(body, name, self.book, self._known())

    def from_body(self, body: Mapping[str, Any], name: str) -> Cadence:
        """The cadence of a body that has no problems."""
        return cadence_from(body, name, self._known())

    def templates(self, channel: str) -> list[str]:
        """Keys that a step of the channel may name; none for a channel without templates."""
        kind = channel if channel in (Channel.EMAIL, Channel.CALL) else "message"
        return sorted(self._keys(kind))

    def _known(self) -> Known:
        return Known(self._keys("email"), self._keys("call"))

    @staticmethod
    def read_file(path: Path) -> dict[str, Any]:
        """What a cadence file holds, not yet checked, so that it can be looked at and mended.

        Raises:
            ValidationError: ``cadence_unreadable``.
        """
        return load_body(path)

    def new_key(self, name: str) -> str:
        """A key for a cadence of this name that no other has."""
        words = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")[:30]
        wish = words if words[:1].isalpha() else f"plan_{words}".strip("_")
        taken = self.book.newest()
        return next(key for n in count(1) if (key := wish if n == 1 else f"{wish}_{n}") not in taken)

    def add_file(self, path: Path) -> Outcome[Cadence]:
        """Take a cadence file in, as the next version of its key."""
        return self.save(body_of(read_cadence(path, self._known())))

    def validate(self, path: Path) -> Cadence:
        """Read and check a file without keeping it.

        Raises:
            ValidationError: what is wrong, and in which step.
        """
        made = read_cadence(path, self._known())
        check_chains({**self.book, made.key: made}, [made.key])
        return made

    def duplicate(self, key: str, new_key: str, names: Mapping[str, str]) -> Outcome[Cadence]:
        """A copy under another key."""
        if self.book.versions(new_key):
            raise ValidationError("cadence_key_taken", field="key", value=new_key)
        return self.save({**body_of(self._newest(key)), "key": new_key, "names": dict(names)})

    def retire(self, key: str) -> Outcome[None]:
        """Offer it no more; those who are on it go on."""
        newest = self._of(key)
        with self._store.write(OpKind.CADENCE) as uow:
            plans.keep_version(uow.s, newest, uow.now_ms)
            uow.s.execute(update(table).where(table.c.key == key, table.c.version == newest.version).values(state="retired"))
            uow.args = {"cadence": key, "version": newest.version}
        self.reload()
        return Outcome(None, uow.changes)

    def offer_again(self, key: str) -> Outcome[None]:
        """Take a retirement back."""
        with self._store.write(OpKind.CADENCE) as uow:
            uow.s.execute(update(table).where(table.c.key == key, table.c.state == "retired").values(state="live"))
            uow.args = {"cadence": key, "version": self._newest(key).version}
        self.reload()
        return Outcome(None, uow.changes)

    def move_people(self, key: str) -> Outcome[int]:
        """Put everybody who is on an older version on the newest, on purpose and in one step; the day of their next touch stays.

        Raises:
            NotFound: ``nobody_behind``.
        """
        newest, e = self._of(key), enrolment.c
        with self._store.write(OpKind.MOVE_VERSION) as uow:
            behind = uow.s.execute(
                select(enrolment).where(e.cadence == key, e.cadence_version != newest.version, e.state.in_(plans.OPEN)).order_by(e.id)
            ).all()
            if not behind:
                raise NotFound("nobody_behind", cadence=key, version=newest.version)
            for row in behind:
                plans.move_version(uow.s, row, newest, uow.now_ms)
            uow.args = {"n": len(behind), "cadence": key, "version": newest.version}
        return Outcome(len(behind), uow.changes)

    def export(self, key: str, path: Path) -> Path:
        """Write a cadence as a file that ``add_file`` reads back."""
        try:
            path.write_text(to_toml(self._newest(key)), "utf-8")
        except OSError as error:
            raise FileUnreadable("file_write_failed", path=str(path), why=error.strerror or str(error)) from error
        return path

    def use(self, key: str) -> CadenceUse:
        """Who is on it."""
        with self._store.read() as s:
            return _uses(s).get(key, CadenceUse({}, 0, 0))

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

    def _newest(self, key: str) -> Cadence:
        """The newest version, retired or not."""
        return self.book.newest().get(key) or self._of(key)


def _uses(s: Connection) -> dict[str, CadenceUse]:
    """How every cadence that was ever used is used."""
    running: dict[str, dict[int, int]] = {}
    ended: dict[str, Counter[str]] = {}
    for r in s.execute(text("SELECT cadence, cadence_version AS version, state, count(*) AS n FROM enrolment GROUP BY 1, 2, 3")):
        by_version, counts = running.setdefault(r.cadence, {}), ended.setdefault(r.cadence, Counter())
        if r.state in plans.OPEN:
            by_version[r.version] = by_version.get(r.version, 0) + r.n
        else:
            counts[r.state] += r.n
    return {key: CadenceUse(running[key], ended[key]["finished"], ended[key]["stopped"]) for key in running}


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
