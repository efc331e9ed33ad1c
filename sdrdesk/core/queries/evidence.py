"""What is known of everybody about whom something is known, for judging all at once (rule R23)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select

from sdrdesk.core.clock import from_ms
from sdrdesk.core.domain.qualification import Flag, Letter
from sdrdesk.core.store.mail_tables import message
from sdrdesk.core.store.tables import evidence, prospect, red_flag, task, touch

JUDGED = ("target", "contact", "qualify")
"""The stages in which somebody can still become ready."""


@dataclass(slots=True)
class Known:
    """The newest evidence of each letter, the newest state of each flag, and the next meeting."""

    id: int
    letters: dict[str, Letter] = field(default_factory=dict)
    flags: dict[str, Flag] = field(default_factory=dict)
    meeting_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """One piece of evidence as it was noted. ``touch_id`` is also that of the touch which a message was; ``channel`` says where it was heard."""

    letter: str
    signal: str
    text: str
    said_by: str
    at: dt.datetime
    touch_id: int | None
    message_id: int | None
    channel: str


def evidence_of(s: Connection, prospect_id: int) -> list[Past]:
    """Everything that was noted of a person, newest first."""
    e, m, t = evidence.c, message.c, touch.c
    rows = s.execute(
        select(evidence, m.touch_id.label("message_touch"), t.channel)
        .select_from(evidence.outerjoin(message, m.id == e.message_id).outerjoin(touch, t.id == e.touch_id))
        .where(e.prospect_id == prospect_id)
        .order_by(e.id.desc())
    )
    return [
        Past(
            r.letter,
            r.signal,
            r.text,
            r.said_by,
            from_ms(r.at),
            r.touch_id or r.message_touch,
            r.message_id,
            "email" if r.message_id else r.channel or "",
        )
        for r in rows
    ]


def read_evidence(s: Connection, now_ms: int) -> list[Known]:
    """People who are not handed off or closed and of whom at least one letter was noted."""
    e, f, t = evidence.c, red_flag.c, task.c
    people: dict[int, Known] = {}
    newest = select(func.max(e.id)).group_by(e.prospect_id, e.letter)
    rows = s.execute(select(evidence).join(prospect, prospect.c.id == e.prospect_id).where(e.id.in_(newest), prospect.c.stage.in_(JUDGED)))
    for r in rows:
        known = people.setdefault(r.prospect_id, Known(r.prospect_id))
        known.letters[r.letter] = Letter(r.letter, r.signal, r.text, r.said_by, from_ms(r.at), r.touch_id)
    for r in s.execute(select(red_flag).where(f.id.in_(select(func.max(f.id)).group_by(f.prospect_id, f.name)))):
        if r.prospect_id in people:
            people[r.prospect_id].flags[r.name] = Flag(r.name, r.state, r.reason, from_ms(r.at))
    meetings = (
        select(t.prospect_id, t.due_at)
        .where(t.kind == "meeting", t.state == "open", t.due_at.is_not(None))
        # The next one to come first, as for one person; one that was never settled only when there is no other.
        .order_by(t.due_at < now_ms, t.due_at)
    )
    for r in s.execute(meetings):
        if r.prospect_id in people and people[r.prospect_id].meeting_at is None:
            people[r.prospect_id].meeting_at = from_ms(r.due_at)
    return list(people.values())
