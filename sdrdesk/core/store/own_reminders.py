"""Reading the user's own reminders."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, Text, cast, exists, literal, select

from sdrdesk.core.clock import from_ms
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.domain.wall_time import instant_of
from sdrdesk.core.store.tables import own_reminder, reminder


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One that is open, with the moment that its time stands for where the user is now."""

    id: int
    text: str
    at: dt.datetime
    set_at: int
    prospect_id: int | None


def rule_of(id_: int, set_at: int) -> str:
    """The name under which it is noted that one fired; a time that is set anew is another occurrence."""
    return f"own:{id_}:{set_at}"


def open_ones(s: Connection, profile: Profile, *, silent: bool = False) -> list[OwnRow]:
    """All that are open, the next first; with ``silent`` only those that have not fired yet."""
    o = own_reminder.c
    wanted = select(o.id, o.text, o.local_at, o.due_at, o.set_at, o.prospect_id).where(o.state == "open")
    if silent:
        # Many may be open that fired long ago: they are left out by the index of the rules, not looked up one by one.
        wanted = wanted.where(~exists().where(reminder.c.rule == literal("own:") + cast(o.id, Text) + ":" + cast(o.set_at, Text)))
    found = s.execute(wanted)
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
