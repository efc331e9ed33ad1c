"""Bringing a list in: look first, then one transaction, one undo (promise E3; rules R17, R26).

People who are there already merge instead of doubling: by address, by number and name, or by name and company. Merging fills what is
empty and never overwrites what the user has.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, text, update

from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.domain.words import LeadType
from sdrdesk.core.errors import UserError, ValidationError
from sdrdesk.core.files.candidates import Candidate, candidates, identity_keys
from sdrdesk.core.files.mapping import guess_mapping
from sdrdesk.core.files.table import RowProblem, Table, read_table
from sdrdesk.core.services.scores import rescore
from sdrdesk.core.services.settings import SettingsService
from sdrdesk.core.services.sla import begin_many
from sdrdesk.core.store.store import Store
from sdrdesk.core.store.suppressions import WholeList
from sdrdesk.core.store.tables import company, import_batch, prospect

CHUNK = 500
INDEX_ANEW_ABOVE = 2000
ON_DUPLICATE = ("merge", "skip", "update")
Progress = Callable[[int, int], None]
_FIELDS = tuple(
    c.name
    for c in prospect.columns
    if c.name
    not in (
        "id",
        "company_id",
        "created_at",
        "import_batch_id",
        "pinned",
        "status",
        "end_reason",
        "resume_on",
        "stage",
        "referred_by_id",
        "values_json",
        "extra_json",
        "score",
        "customer",
        "call_from",
        "call_to",
    )
)
_COMPANY_FIELDS = ("domain", "industry", "size", "city", "region", "country", "website")


class ImportCancelled(UserError):
    """The user stopped it; nothing is kept."""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """A file that was read and understood, before anything is stored."""

    table: Table
    mapping: dict[str, str]
    rows: tuple[Candidate, ...] = field(repr=False)
    problems: tuple[RowProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of the rows. They add up: created + updated + merged + skipped = rows."""

    file: str
    encoding: str
    mapping: dict[str, str]
    rows: int
    created: int
    updated: int
    merged: int
    skipped: int
    problems: tuple[RowProblem, ...]
    ids: tuple[int, ...]
    batch_id: int | None = None


class ImportService:
    """Reads lists into the store."""

    def __init__(self, store: Store, settings: SettingsService) -> None:
        self._store = store
        self._settings = settings

    def look(
        self, path: Path, *, mapping: dict[str, str] | None = None, encoding: str | None = None, delimiter: str | None = None
    ) -> ImportPlan:
        """Read a file and find out what its columns are; stores nothing.

        Args:
            path: the list.
            mapping: field to column, on top of what is recognised; an empty column takes a field out.
            encoding: when the guess was wrong.
            delimiter: the same.

        Raises:
            FileUnreadable, ValidationError: in words, what is wrong with the file or the mapping.
        """
        table = read_table(path, encoding=encoding, delimiter=delimiter)
        known = guess_mapping(table)
        for name, column in (mapping or {}).items():
            if column and column not in table.header:
                raise ValidationError("column_unknown", field=name, column=column, known=", ".join(table.header[:12]))
            known.pop(name, None)
            if column:
                known = {f: c for f, c in known.items() if c != column} | {name: column}
        if not known:
            raise ValidationError("no_columns_known", field="map", known=", ".join(table.header[:12]))
        rows = tuple(candidates(table, known, default_country=self._settings.profile().text("user.country")))
        return ImportPlan(table, known, rows, (*table.problems, *(p for r in rows for p in r.problems)))

    def run(
        self,
        plan: ImportPlan,
        *,
        lead_type: str | None = None,
        on_duplicate: str = "merge",
        dry_run: bool = False,
        progress: Progress | None = None,
        stop: threading.Event | None = None,
    ) -> Outcome[Imported]:
        """Store the rows of a plan, all in one step.

        Raises:
            ImportCancelled: ``stop`` was set; nothing is kept.
        """
        if on_duplicate not in ON_DUPLICATE:
            raise ValidationError("on_duplicate_unknown", field="on_duplicate", value=on_duplicate)
        if lead_type is not None and lead_type not in set(LeadType):
            raise ValidationError("lead_type_unknown", field="lead_type", value=lead_type)
        try:
            with self._store.write(OpKind.IMPORT) as uow:
                many = len(plan.rows) > INDEX_ANEW_ABOVE
                if many:
                    uow.pause_index()
                merger = _Merger(uow.s, uow.now_ms, on_duplicate, lead_type)
                merger.prepare(plan.rows)
                for done, row in enumerate(plan.rows, start=1):
                    merger.take(row)
                    if done % CHUNK == 0:
                        if progress is not None:
                            progress(done, len(plan.rows))
                        if stop is not None and stop.is_set():
                            raise ImportCancelled("import_cancelled")
                result = merger.store(plan)
                profile = self._settings.profile(uow.s)
                rescore(uow.s, result.ids, profile)
                begin_many(uow.s, result.ids, profile, uow.now_ms)
                if many:
                    uow.resume_index()
                uow.args = {"file": result.file, "n": result.created, "merged": result.merged}
                if dry_run:
                    raise _DryRun(result)
        except _DryRun as dry:
            return Outcome(dry.result, uow.changes)
        if progress is not None:
            progress(len(plan.rows), len(plan.rows))
        return Outcome(result, uow.changes)


class _DryRun(Exception):
    """Takes the transaction back and carries the result out."""

    def __init__(self, result: Imported) -> None:
        super().__init__()
        self.result = result


@dataclass(slots=True)
class _Person:
    """Somebody to be created (id None) or already there, with the values to write."""

    id: int | None
    values: dict[str, Any]
    company: dict[str, Any]
    company_id: int | None
    extra: dict[str, str]
    changed: bool = False


def _keys(values: dict[str, Any], company_key: str) -> tuple[str, ...]:
    """The identity keys of a person, stored or new, the strongest first (files/candidates.py)."""
    kept = {"email_key": values.get("email_key"), "phone_key": values.get("phone_key"), "full_name": values.get("full_name")}
    return identity_keys(Candidate(0, kept, {"name_key": company_key}))


class _Merger:
    """Finds each row's person among those stored and those earlier in the file."""

    def __init__(self, s: Connection, now_ms: int, on_duplicate: str, lead_type: str | None) -> None:
        self._s = s
        self._now = now_ms
        self._mode = on_duplicate
        self._lead_type = lead_type
        self._index: dict[str, _Person] = {}
        self._people: list[_Person] = []
        self._list = WholeList(s)
        self.counts = {"updated": 0, "merged": 0, "skipped": 0}
        self.problems: list[RowProblem] = []

    def prepare(self, rows: Iterable[Candidate]) -> None:
        """Load those already stored who share a key with a row; flat in the size of what is stored."""
        emails, phones, names = set(), set(), set()
        for row in rows:
            emails.add(row.values.get("email_key"))
            phones.add(row.values.get("phone_key"))
            names.add(row.company.get("name_key"))
        self._load("p.email_key IN :keys", emails)
        self._load("p.phone_key IN :keys", phones)
        self._load("c.name_key IN :keys", names)

    def _load(self, where: str, keys: set[Any]) -> None:
        wanted = sorted(str(k) for k in keys if k)
        statement = text(
            f"SELECT p.*, c.name_key AS c_key FROM prospect p LEFT JOIN company c ON c.id = p.company_id WHERE {where}"
        ).bindparams(bindparam("keys", expanding=True))
        for start in range(0, len(wanted), CHUNK):
            for r in self._s.execute(statement, {"keys": wanted[start : start + CHUNK]}):
                known = r._mapping
                stored = _Person(r.id, {f: known[f] for f in _FIELDS}, {"name_key": r.c_key or ""}, r.company_id, json.loads(r.extra_json))
                self._remember(stored)

    def take(self, row: Candidate) -> None:
        """Place one row: a new person, a merge, or left out."""
        if not row.usable:
            self.counts["skipped"] += 1
            return
        values = {k: v for k, v in row.values.items() if k in _FIELDS and v not in (None, "")}
        if self._lead_type:
            values["lead_type"] = self._lead_type
        if values.get("lead_type") == LeadType.NET and "grade" not in values:
            values["grade"] = "B"  # inbound starts as grade B, outbound as A (seed W10)
        address = str(values.get("email_key") or "")
        if self._list.covers(address, str(values.get("phone_key") or ""), str(row.company.get("domain") or "")):
            self.problems.append(RowProblem(row.row, "", "do_not_contact", address or str(values.get("phone_key"))))
            self.counts["skipped"] += 1
            return
        found = self._find(values, str(row.company.get("name_key") or ""))
        if found is None:
            made = _Person(None, values, dict(row.company), None, dict(row.extra))
            self._people.append(made)
            self._remember(made)
        elif self._mode == "skip":
            self.counts["skipped"] += 1
        else:
            self._fold(found, values, row)

    def _find(self, values: dict[str, Any], company_key: str) -> _Person | None:
        for key in _keys(values, company_key):
            found = self._index.get(key)
            if found is None:
                continue
            # The weakest key: a name at a company is one person only while no address or number says otherwise.
            differ = key.startswith("who:") and any(
                values.get(k) and found.values.get(k) and values[k] != found.values[k] for k in ("email_key", "phone_key")
            )
            if not differ:
                return found
        return None

    def _remember(self, who: _Person) -> None:
        for key in _keys(who.values, str(who.company.get("name_key") or "")):
            self._index.setdefault(key, who)

    def _fold(self, who: _Person, values: dict[str, Any], row: Candidate) -> None:
        overwrite = self._mode == "update" and who.id is not None
        for name, value in values.items():
            # The shipped defaults of a stored person are not the user's word; but a merge has no way to tell, so it leaves them.
            if who.values.get(name) in (None, "") or (overwrite and who.values.get(name) != value):
                who.values[name] = value
                who.changed = True
        for name, value in row.company.items():
            if who.company.get(name) in (None, ""):
                who.company[name] = value
                who.changed = who.changed or (name == "name_key" and bool(value) and who.company_id is None)
        who.extra = {**dict(row.extra), **who.extra}
        self.counts["updated" if overwrite else "merged"] += 1
        self._remember(who)
        if who.id is not None and who.changed and who not in self._people:
            self._people.append(who)

    def store(self, plan: ImportPlan) -> Imported:
        """Write companies, then people, in bulk."""
        created = [p for p in self._people if p.id is None]
        batch = self._s.execute(
            insert(import_batch)
            .values(
                file=plan.table.path.name,
                at=self._now,
                rows=len(plan.rows),
                created=len(created),
                updated=self.counts["updated"],
                merged=self.counts["merged"],
                skipped=self.counts["skipped"],
            )
            .returning(import_batch.c.id)
        ).scalar_one()
        newly_placed = [p for p in self._people if p.id is not None and p.changed and p.company_id is None]
        companies = self._companies([*created, *newly_placed])
        first = (self._s.execute(text("SELECT max(id) FROM prospect")).scalar() or 0) + 1
        rows = []
        for offset, who in enumerate(created):
            who.id = first + offset
            row: dict[str, Any] = dict.fromkeys(_FIELDS)
            row |= _DEFAULTS | who.values
            row |= {
                "id": who.id,
                "company_id": companies.get(who.company.get("name_key", "")),
                "created_at": self._now,
                "import_batch_id": batch,
                "extra_json": json.dumps(who.extra, ensure_ascii=False),
            }
            rows.append(row)
        if rows:
            self._s.execute(insert(prospect), rows)
        for who in (p for p in self._people if p.changed and p not in created):
            self._s.execute(
                update(prospect)
                .where(prospect.c.id == who.id)
                .values(
                    **who.values,
                    company_id=who.company_id or companies.get(who.company.get("name_key", "")),
                    extra_json=json.dumps(who.extra, ensure_ascii=False),
                )
            )
        problems = tuple(sorted((*plan.problems, *self.problems), key=lambda p: p.row))
        return Imported(
            plan.table.path.name,
            plan.table.encoding,
            plan.mapping,
            len(plan.rows),
            len(created),
            self.counts["updated"],
            self.counts["merged"],
            self.counts["skipped"],
            problems,
            tuple(int(p.id or 0) for p in created),
            int(batch),
        )

    def _companies(self, people: list[_Person]) -> dict[str, int]:
        """Ids by name key; new companies are made, known ones get what they lack."""
        wanted: dict[str, dict[str, Any]] = {}
        for who in people:
            key = str(who.company.get("name_key") or "")
            if key:
                facts = wanted.setdefault(key, {})
                for name, value in who.company.items():
                    if value not in (None, "") and name not in facts:
                        facts[name] = value
        ids: dict[str, int] = {}
        keys = sorted(wanted)
        for start in range(0, len(keys), CHUNK):
            for r in self._s.execute(
                select(company).where(company.c.name_key.in_(keys[start : start + CHUNK])).order_by(company.c.id.desc())
            ):
                ids[r.name_key] = r.id
                lacking = {f: wanted[r.name_key][f] for f in _COMPANY_FIELDS if getattr(r, f) is None and wanted[r.name_key].get(f)}
                if lacking:
                    self._s.execute(update(company).where(company.c.id == r.id).values(**lacking))
        first = (self._s.execute(text("SELECT max(id) FROM company")).scalar() or 0) + 1
        fresh = [k for k in keys if k not in ids]
        rows = [
            {"id": first + i, "name": wanted[k]["name"], "name_key": k, "created_at": self._now}
            | {f: wanted[k].get(f) for f in _COMPANY_FIELDS}
            for i, k in enumerate(fresh)
        ]
        if rows:
            self._s.execute(insert(company), rows)
        return ids | {k: first + i for i, k in enumerate(fresh)}


_DEFAULTS: dict[str, Any] = {
    "full_name": "",
    "switchboard": 0,
    "zone_guessed": 1,
    "language": "en",
    "lead_type": "spear",
    "tier": "T3",
    "grade": "A",
}
