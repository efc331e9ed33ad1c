"""Writing people and touches to a file that ``import`` reads back, with no cell that a spreadsheet would run (promise E5)."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, text

from sdrdesk.core.clock import from_ms, iso
from sdrdesk.core.errors import DiskFull, StoreReadOnly, ValidationError
from sdrdesk.core.files.table import guarded
from sdrdesk.core.queries.people import SEGMENTS, prospect_ids
from sdrdesk.core.services.settings import SettingsService
from sdrdesk.core.store.store import Store

PEOPLE = (
    "full_name",
    "first_name",
    "last_name",
    "title",
    "company",
    "email",
    "phone",
    "city",
    "region",
    "country",
    "zone",
    "industry",
    "size",
    "website",
    "lead_type",
    "tier",
    "grade",
    "buyer_role",
    "language",
    "stage",
    "status",
    "source",
    "notes",
)
TOUCHES = ("prospect", "name", "at", "channel", "outcome", "minutes", "note", "cadence", "step", "template")
_PEOPLE_SQL = (
    "SELECT p.full_name, p.first_name, p.last_name, p.title, c.name AS company, p.email, p.phone, p.city, p.region, p.country, p.zone, c.industry, c.size, "
    "c.website, p.lead_type, p.tier, p.grade, p.buyer_role, p.language, p.stage, p.status, p.source, p.notes "
    "FROM prospect p LEFT JOIN company c ON c.id = p.company_id {where} ORDER BY p.id"
)
_TOUCH_SQL = (
    "SELECT coalesce(p.email, p.id) AS prospect, p.full_name AS name, t.at, t.channel, t.outcome, t.minutes, t.note, "
    "e.cadence, t.step_no AS step, t.template "
    "FROM touch t JOIN prospect p ON p.id = t.prospect_id LEFT JOIN enrolment e ON e.id = t.enrolment_id {where} ORDER BY t.at, t.id"
)


def safe_cell(value: object) -> str:
    """The text of a cell that no spreadsheet takes for a formula (promise E5); ``import`` takes the guard off again."""
    return guarded("" if value is None else str(value))


class ExportService:
    """Files out."""

    def __init__(self, store: Store, settings: SettingsService) -> None:
        self._store = store
        self._settings = settings

    def run(self, path: Path, *, what: str = "prospects", segment: str = "all") -> int:
        """Write ``path`` (csv or jsonl by its ending) whole or not at all; returns the rows written.

        Raises:
            ValidationError: an ending or a selection that this version does not write.
            StoreReadOnly, DiskFull: the folder cannot be written; an older file stays as it was.
        """
        ending = path.suffix.lower().lstrip(".")
        if ending not in ("csv", "jsonl"):
            raise ValidationError("export_ending", field="file", value=path.name)
        if what not in ("prospects", "touches", "all") or (what == "all" and ending == "csv"):
            raise ValidationError("export_what", field="what", value=what)
        if segment not in SEGMENTS:
            raise ValidationError("value_unknown", field="segment", value=segment)
        part = path.with_name(path.name + ".part")
        try:
            with part.open("w", encoding="utf-8-sig" if ending == "csv" else "utf-8", newline="") as file, self._store.read() as s:
                n = self._write(file, s, ending, what, segment)
                file.flush()
                os.fsync(file.fileno())
            os.replace(part, path)
        except OSError as error:
            part.unlink(missing_ok=True)
            if error.errno == 28:
                raise DiskFull("disk_full") from error
            raise StoreReadOnly("file_write_failed", path=str(path), why=error.strerror or "") from error
        return n

    def _write(self, file: io.TextIOBase, s: Connection, ending: str, what: str, segment: str) -> int:
        n = 0
        kinds = ("prospects", "touches") if what == "all" else (what,)
        for kind in kinds:
            columns = PEOPLE if kind == "prospects" else TOUCHES
            rows = self._rows(s, kind, segment)
            if ending == "csv":
                writer = csv.writer(file, lineterminator="\r\n")
                writer.writerow(columns)
                for row in rows:
                    writer.writerow([safe_cell(row[c]) for c in columns])
                    n += 1
            else:
                for row in rows:
                    kept = {c: row[c] for c in columns if row[c] not in (None, "")}
                    file.write(json.dumps(({"kind": kind} if what == "all" else {}) | kept, ensure_ascii=False) + "\n")
                    n += 1
        return n

    def _rows(self, s: Connection, kind: str, segment: str) -> Iterator[dict[str, object]]:
        where = ""
        if segment != "all":
            ids = ",".join(map(str, prospect_ids(s, segment=segment))) or "0"
            where = f"WHERE p.id IN ({ids})"
        zone = self._settings.profile(s).zone
        for r in s.execute(text((_PEOPLE_SQL if kind == "prospects" else _TOUCH_SQL).format(where=where))):
            row = dict(r._mapping)
            if kind == "touches":
                row["at"] = iso(from_ms(row["at"]), zone)
            yield row
