"""People who are ready, or nearly ready, to be handed to an account executive (rule R24)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, text
from sqlalchemy.engine import Row

from sdrdesk.core.clock import from_ms
from sdrdesk.core.errors import NotFound

NEARLY = 3
"""Strong letters from which somebody is nearly ready: one below what the MQL rule asks for."""

# A bare column beside max() is the one of that very row in SQLite: the signal of the newest evidence of each letter.
_STRONG = (
    "(SELECT count(*) FROM (SELECT e.signal, max(e.id) FROM evidence e WHERE e.prospect_id = p.id GROUP BY e.letter) newest "
    "WHERE newest.signal = 'strong')"
)
_MEETING = "(SELECT min(t.due_at) FROM task t WHERE t.prospect_id = p.id AND t.kind = 'meeting' AND t.state = 'open')"
_SELECT = (
    "SELECT p.id, p.full_name, p.email, p.title, p.lead_type, c.name AS company, "
    f"{_STRONG} AS strong, {_MEETING} AS meeting FROM prospect p LEFT JOIN company c ON c.id = p.company_id "
)
_READY = (
    f"SELECT * FROM ({_SELECT} WHERE p.stage = 'qualify' AND p.status = 'open' AND NOT EXISTS ("
    "SELECT 1 FROM handoff h WHERE h.prospect_id = p.id AND h.state = 'sent')) "
    "WHERE meeting IS NOT NULL OR strong >= :nearly ORDER BY meeting IS NULL, meeting, strong DESC, id"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be handed off. ``meeting_at`` is the next agreed meeting, ``strong`` counts MANTCP letters."""

    prospect_id: int
    name: str
    title: str
    company: str
    lead_type: str
    strong: int
    meeting_at: dt.datetime | None


def candidates(s: Connection) -> list[Candidate]:
    """Open people being qualified, not with an AE, who have a meeting or nearly enough strong letters; soonest meeting first."""
    return [_candidate(row) for row in s.execute(text(_READY), {"nearly": NEARLY})]


def candidate(s: Connection, prospect_id: int) -> Candidate:
    """The same for one person, however far they are.

    Raises:
        NotFound: ``prospect_not_found``.
    """
    row = s.execute(text(f"{_SELECT} WHERE p.id = :id"), {"id": prospect_id}).first()
    if row is None:
        raise NotFound("prospect_not_found", name=str(prospect_id))
    return _candidate(row)


def _candidate(row: Row[tuple[object, ...]]) -> Candidate:
    meeting = from_ms(row.meeting) if row.meeting else None
    return Candidate(row.id, row.full_name or row.email or "", row.title or "", row.company or "", row.lead_type, row.strong, meeting)
