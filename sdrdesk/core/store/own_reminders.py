"""Reading the user's own reminders."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, select

from sdrdesk.core.clock import from_ms
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.domain.wall_time import instant_of
from sdrdesk.core.store.tables import own_reminder


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One that is open, with the moment that its time stands for where the user is now."""

    id: int
    text: str
    at: dt.datetime
    set_at: int
    prospect_id: int | None


def open_ones(s: Connection, profile: Profile) -> list[OwnRow]:
    """All that are open, the next first."""
    o = own_reminder.c
    found = s.execute(select(o.id, o.text, o.local_at, o.due_at, o.set_at, o.prospect_id).where(o.state == "open"))
    rows = [
        OwnRow(
            r.id,
            r.text,
            instant_of(dt.datetime.fromisoformat(r.local_at), profile.zone) if r.local_at else from_ms(r.due_at),
            r.set_at,
            r.prospect_id,
        )
        for r in found
    ]
    return sorted(rows, key=lambda r: (r.at, r.id))
