"""The touches of a power hour, as the log has them now: what was undone is gone, what was redone is there again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, text


@dataclass(frozen=True, slots=True)
class HourTouch:
    """One dial of the hour."""

    id: int
    prospect_id: int
    outcome: str


def hour_touches(s: Connection, ids: Sequence[int]) -> list[HourTouch]:
    """Those of the touches that stand, in the order in which they were made."""
    if not ids:
        return []
    statement = text("SELECT id, prospect_id, outcome FROM touch WHERE id IN :ids ORDER BY id").bindparams(bindparam("ids", expanding=True))
    return [HourTouch(r.id, r.prospect_id, r.outcome) for r in s.execute(statement, {"ids": list(ids)})]
