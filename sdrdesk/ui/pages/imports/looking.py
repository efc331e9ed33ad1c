"""A file as the check step shows it: the plan of the service, and what each column holds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sdrdesk.core.services.imports import ImportPlan


@dataclass(frozen=True, slots=True)
class Request:
    """How to read a file; None lets the service find out. ``mapping`` is field to column, an empty column for none."""

    path: Path
    mapping: dict[str, str] | None = None
    encoding: str | None = None
    delimiter: str | None = None


@dataclass(frozen=True, slots=True)
class ColumnFact:
    """A column of the file: its header, its first value, how many rows have one."""

    header: str
    first: str
    filled: int


@dataclass(frozen=True, slots=True)
class Look:
    """The plan and its columns."""

    plan: ImportPlan
    columns: tuple[ColumnFact, ...]


def look(imports: Any, request: Request) -> Look:
    """Read and understand a file; for a worker thread. Raises what ``ImportService.look`` raises."""
    plan: ImportPlan = imports.look(request.path, mapping=request.mapping, encoding=request.encoding, delimiter=request.delimiter)
    facts = []
    for at, header in enumerate(plan.table.header):
        values = [cells[at] for _, cells in plan.table.rows if cells[at].strip()]
        facts.append(ColumnFact(header, " ".join(values[0].split())[:200] if values else "", len(values)))
    return Look(plan, tuple(facts))
