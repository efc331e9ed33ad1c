"""Inbound leads under a service level: begin the clock, show where it stands, release what nobody answered (seed W6, rule R21)."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, text, update

from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.clock import Clock, from_ms, to_ms
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.domain.sla import clock_of, stage_of
from sdrdesk.core.errors import FileUnreadable, NotFound
from sdrdesk.core.services import plans
from sdrdesk.core.services.exports import safe_cell
from sdrdesk.core.services.rules import sla_rules
from sdrdesk.core.services.settings import SettingsService
from sdrdesk.core.store.people import Person, person
from sdrdesk.core.store.store import Store
from sdrdesk.core.store.tables import prospect, task

A_LIST_FROM = 26
"""A file with this many inbound people or more is a list, not leads that are coming in: no clock is started for it."""

RELEASED = "released"
COLUMNS = ("Name", "Email", "Phone", "Company", "Title", "Country", "Source", "Came in", "Due")

_OPEN = (
    "SELECT t.id, t.prospect_id, t.started_at, t.warn_at, t.due_at, t.escalate_at, p.full_name, p.email, p.phone, p.title, p.source, c.name AS company, "
    "coalesce(p.country, c.country, '') AS country FROM task t JOIN prospect p ON p.id = t.prospect_id LEFT JOIN company c ON c.id = p.company_id "
    "WHERE t.state = 'open' AND t.kind = 'sla' AND t.due_on IS NOT NULL ORDER BY t.due_at, t.id"
)


@dataclass(frozen=True, slots=True)
class SlaRow:
    """One lead whose clock runs. ``stage``: running, warned, late or escalated."""

    task_id: int
    prospect_id: int
    name: str
    company: str
    started: dt.datetime
    warn_at: dt.datetime
    due_at: dt.datetime
    escalate_at: dt.datetime
    stage: str


class SlaService:
    """Leads that wait for a first answer."""

    def __init__(self, store: Store, clock: Clock, settings: SettingsService) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings

    def rows(self) -> list[SlaRow]:
        """All leads whose clock runs, the most urgent first."""
        now = self._clock.now()
        with self._store.read() as s:
            return [
                SlaRow(
                    r.id,
                    r.prospect_id,
                    r.full_name or r.email or "",
                    r.company or "",
                    from_ms(r.started_at),
                    from_ms(r.warn_at),
                    from_ms(r.due_at),
                    from_ms(r.escalate_at),
                    stage_of(now, from_ms(r.warn_at), from_ms(r.due_at), from_ms(r.escalate_at)),
                )
                for r in s.execute(text(_OPEN))
            ]

    def release(self, path: Path, prospect_ids: Sequence[int] | None = None) -> Outcome[int]:
        """Give leads back to the pool: write them to a file (CSV) and close them. Without ids: all that have escalated.

        Raises:
            NotFound: ``nothing_escalated``.
            FileUnreadable: the file cannot be written; nobody is closed.
        """
        now = to_ms(self._clock.now())
        with self._store.write(OpKind.RELEASE) as uow:
            rows = [
                r
                for r in uow.s.execute(text(_OPEN)).all()
                if (r.prospect_id in prospect_ids if prospect_ids is not None else r.escalate_at <= now)
            ]
            if not rows:
                raise NotFound("nothing_escalated")
            zone = self._settings.profile(uow.s).zone
            for r in rows:
                plans.stop_all(uow.s, r.prospect_id, RELEASED)
                t = task.c
                uow.s.execute(
                    update(task).where(t.prospect_id == r.prospect_id, t.state == "open").values(state="dropped", done_at=uow.now_ms)
                )
                uow.s.execute(update(prospect).where(prospect.c.id == r.prospect_id).values(status="closed", end_reason=RELEASED))
            uow.args = {"n": len(rows), "file": path.name}
            # Inside the transaction: when the file cannot be written, nobody is closed.
            _write(path, rows, zone)
        return Outcome(len(rows), uow.changes)


def _write(path: Path, rows: Sequence[Any], zone: dt.tzinfo) -> None:
    try:
        with path.open("w", newline="", encoding="utf-8-sig") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            for r in rows:
                moments = [from_ms(ms).astimezone(zone).isoformat(timespec="minutes") for ms in (r.started_at, r.due_at)]
                cells = (r.full_name, r.email, r.phone, r.company, r.title, r.country, r.source, *moments)
                writer.writerow([safe_cell(str(c or "")) for c in cells])
    except OSError as error:
        raise FileUnreadable("file_write_failed", path=str(path), why=error.strerror or str(error)) from error


def begin(s: Connection, who: Person, source: str, score: int, profile: Profile, now_ms: int) -> bool:
    """Start the clock of a lead that has just come in, if a service level speaks of it. Did one?"""
    for rule_id, rule in sla_rules(s):
        if rule.takes(lead_type=who.lead_type, source=source, country=who.country, tier=who.tier, score=score):
            clock = clock_of(rule, from_ms(now_ms), profile.calendar, profile.zone)
            s.execute(
                insert(task).values(
                    prospect_id=who.id,
                    kind="sla",
                    channel="call" if who.phone else "email",
                    due_on=profile.today(clock.started).isoformat(),
                    due_at=to_ms(clock.due_at),
                    started_at=to_ms(clock.started),
                    warn_at=to_ms(clock.warn_at),
                    escalate_at=to_ms(clock.escalate_at),
                    rule_id=rule_id or None,
                    note=rule.name,
                    source="job",
                    created_at=now_ms,
                )
            )
            return True
    return False


def begin_many(s: Connection, prospect_ids: Sequence[int], profile: Profile, now_ms: int) -> int:
    """Start the clocks of the inbound people of a file, unless it is a list (A_LIST_FROM). Gives how many were started."""
    inbound = [person(s, i) for i in prospect_ids] if len(prospect_ids) < A_LIST_FROM * 4 else []
    coming = [who for who in inbound if who.lead_type == "net"]
    if len(coming) >= A_LIST_FROM:
        return 0
    facts = {
        r.id: r
        for r in s.execute(text("SELECT id, source, score FROM prospect WHERE import_batch_id = (SELECT max(id) FROM import_batch)"))
    }
    return sum(
        begin(
            s, who, (facts[who.id].source or "") if who.id in facts else "", facts[who.id].score if who.id in facts else 0, profile, now_ms
        )
        for who in coming
    )
