"""Rules as data: scores, service levels and triggers, shipped as files and kept in the profile once the user changes them."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.domain import scoring, sla, triggers
from sdrdesk.core.domain.cadence import CadenceBook
from sdrdesk.core.errors import NotFound, ValidationError
from sdrdesk.core.paths import shipped
from sdrdesk.core.store.jsons import dumps
from sdrdesk.core.store.store import Store
from sdrdesk.core.store.tables import rule as table
from sdrdesk.core.store.tables import trigger_hit

KINDS = ("score", "sla", "trigger")
ADOPTED = "adopted"
"""A row of this kind, named after another, says that the rules of that kind are the user's, also when there are none left."""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule: ``id`` is 0 for a shipped one that nobody has changed; ``body`` is what its file would hold."""

    id: int
    kind: str
    name: str
    body: dict[str, Any]
    enabled: bool
    position: int


class RuleService:
    """The rules of the profile. The first change of a kind copies its shipped rules into the profile; from then on they are the user's."""

    def __init__(self, store: Store, cadences: CadenceBook) -> None:
        self._store = store
        self._cadences = cadences

    def rows(self, kind: str) -> list[RuleRow]:
        """The rules of a kind in their order."""
        with self._store.read() as s:
            return rule_rows(s, kind)

    def save(self, kind: str, name: str, body: Mapping[str, Any], *, rule_id: int | None = None, enabled: bool = True) -> Outcome[int]:
        """Keep a rule: the one of the id anew, else the one of that name, else a new one at the end. A kind has each name once.

        Raises:
            ValidationError: what of it cannot be (see ``domain.scoring``, ``domain.sla``, ``domain.triggers``), or ``rule_name_taken``.
            NotFound: ``rule_not_found``.
        """
        name = name.strip()
        if not name:
            raise ValidationError("rule_name_missing", field="name")
        self._check(kind, name, body)
        with self._store.write(OpKind.RULE) as uow:
            self._adopt(uow.s, kind, uow.now_ms)
            values = {"name": name, "body": dumps(dict(body)), "enabled": int(enabled)}
            namesake = uow.s.execute(select(table.c.id).where(table.c.kind == kind, table.c.name == name)).scalar()
            if rule_id:
                self._row(uow.s, kind, rule_id)
                if namesake not in (None, rule_id):
                    raise ValidationError("rule_name_taken", field="name", name=name)
            if kept := rule_id or namesake:
                uow.s.execute(update(table).where(table.c.id == kept).values(**values))
            else:
                last = uow.s.execute(select(func.max(table.c.position)).where(table.c.kind == kind)).scalar() or 0
                kept = uow.s.execute(
                    insert(table).values(kind=kind, position=last + 1, created_at=uow.now_ms, **values).returning(table.c.id)
                ).scalar_one()
            uow.args = {"name": name}
        return Outcome(int(kept), uow.changes)

    def add(self, kind: str, name: str, body: Mapping[str, Any], *, enabled: bool = True) -> Outcome[int]:
        """A new rule under a name that no other of its kind has.

        Raises:
            ValidationError: as ``save``, and ``rule_name_taken``.
        """
        self._free(kind, name)
        return self.save(kind, name, body, enabled=enabled)

    def change(self, kind: str, name: str, new_name: str, body: Mapping[str, Any]) -> Outcome[None]:
        """Another name or content of a rule; on or off, and its place, stay.

        Raises:
            ValidationError: as ``add``.
            NotFound: ``rule_not_found``.
        """
        if not new_name.strip():
            raise ValidationError("rule_name_missing", field="name")
        if new_name.strip() != name:
            self._free(kind, new_name)
        self._check(kind, new_name, body)
        values = {"name": new_name.strip(), "body": dumps(dict(body))}
        return self._change(kind, name, lambda s, row: s.execute(update(table).where(table.c.id == row.id).values(**values)))

    def _free(self, kind: str, name: str) -> None:
        if any(row.name == name.strip() for row in self.rows(kind)):
            raise ValidationError("rule_name_taken", field="name", name=name.strip())

    def enable(self, kind: str, name: str, enabled: bool) -> Outcome[None]:
        """Switch a rule on or off.

        Raises:
            ValidationError: it cannot be switched on, because what it names is gone (a cadence that was retired).
            NotFound: ``rule_not_found``.
        """

        def work(s: Connection, row: Any) -> None:
            if enabled:
                self._check(kind, name, json.loads(row.body))
            s.execute(update(table).where(table.c.id == row.id).values(enabled=int(enabled)))

        return self._change(kind, name, work)

    def remove(self, kind: str, name: str) -> Outcome[None]:
        """Take a rule away, and whom it took as a trigger: its id may be another one's later."""

        def work(s: Connection, row: Any) -> None:
            s.execute(delete(trigger_hit).where(trigger_hit.c.rule_id == row.id))
            s.execute(delete(table).where(table.c.id == row.id))

        return self._change(kind, name, work)

    def reorder(self, kind: str, names: list[str]) -> Outcome[None]:
        """Put the rules of a kind in another order (the first service level that fits counts)."""
        with self._store.write(OpKind.RULE) as uow:
            self._adopt(uow.s, kind, uow.now_ms)
            for position, name in enumerate(names, 1):
                uow.s.execute(update(table).where(table.c.kind == kind, table.c.name == name).values(position=position))
            uow.args = {"name": kind}
        return Outcome(None, uow.changes)

    def restore(self, kind: str) -> Outcome[None]:
        """Back to the shipped rules of a kind."""
        with self._store.write(OpKind.RULE) as uow:
            shipped_keys = {row.name: hit_key(row) for row in shipped_rules(kind)}
            for row in rule_rows(uow.s, kind):
                if row.id and kind == "trigger":
                    theirs = trigger_hit.c.rule_id == row.id
                    key = shipped_keys.get(row.name)
                    uow.s.execute(update(trigger_hit).where(theirs).values(rule_id=key) if key else delete(trigger_hit).where(theirs))
            uow.s.execute(delete(table).where((table.c.kind == kind) | ((table.c.kind == ADOPTED) & (table.c.name == kind))))
            uow.args = {"name": kind}
        return Outcome(None, uow.changes)

    def _change(self, kind: str, name: str, work: Any) -> Outcome[None]:
        with self._store.write(OpKind.RULE) as uow:
            self._adopt(uow.s, kind, uow.now_ms)
            row = uow.s.execute(select(table).where(table.c.kind == kind, table.c.name == name).order_by(table.c.id)).first()
            if row is None:
                raise NotFound("rule_not_found", name=name)
            work(uow.s, row)
            uow.args = {"name": name}
        return Outcome(None, uow.changes)

    def _check(self, kind: str, name: str, body: Mapping[str, Any]) -> None:
        if kind not in KINDS:
            raise ValidationError("value_unknown", field="kind", value=kind)
        if kind == "score":
            scoring.rule_from(name, body)
        elif kind == "sla":
            sla.rule_from(name, body)
        else:
            triggers.trigger_from(name, body, self._cadences)

    @staticmethod
    def _adopt(s: Connection, kind: str, now_ms: int) -> None:
        """Copy the shipped rules of a kind into the profile, so that all of them are the user's; whom they took stays taken."""
        if _adopted(s, kind):
            return
        s.execute(insert(table).values(kind=ADOPTED, name=kind, body="{}", created_at=now_ms))
        if s.execute(select(table.c.id).where(table.c.kind == kind).limit(1)).first() is not None:
            return
        for row in shipped_rules(kind):
            values = {"name": row.name, "body": dumps(row.body), "enabled": int(row.enabled), "position": row.position}
            made = s.execute(insert(table).values(kind=kind, created_at=now_ms, **values).returning(table.c.id)).scalar_one()
            if kind == "trigger":
                s.execute(update(trigger_hit).where(trigger_hit.c.rule_id == hit_key(row)).values(rule_id=made))

    @staticmethod
    def _row(s: Connection, kind: str, rule_id: int) -> None:
        if s.execute(select(table.c.id).where(table.c.kind == kind, table.c.id == rule_id)).first() is None:
            raise NotFound("rule_not_found", name=str(rule_id))


def rule_rows(s: Connection, kind: str) -> list[RuleRow]:
    """The rules of a kind: the profile's, else the shipped ones."""
    rows = s.execute(select(table).where(table.c.kind == kind).order_by(table.c.position, table.c.id)).all()
    if not rows and not _adopted(s, kind):
        return list(shipped_rules(kind))
    return [RuleRow(r.id, kind, r.name, json.loads(r.body), bool(r.enabled), r.position) for r in rows]


def hit_key(row: RuleRow) -> int:
    """What a trigger's hits are kept under; a shipped one that nobody has changed has no id yet, and counts by its place."""
    return row.id or -row.position


def _adopted(s: Connection, kind: str) -> bool:
    return s.execute(select(table.c.id).where(table.c.kind == ADOPTED, table.c.name == kind)).first() is not None


def score_rules(s: Connection) -> list[scoring.ScoreRule]:
    """The rules of the score that are switched on."""
    return [scoring.rule_from(r.name, r.body) for r in rule_rows(s, "score") if r.enabled]


def sla_rules(s: Connection) -> list[tuple[int, sla.SlaRule]]:
    """The service levels that are switched on, with their ids (0 for shipped ones)."""
    return [(r.id, sla.rule_from(r.name, r.body)) for r in rule_rows(s, "sla") if r.enabled]


@lru_cache(maxsize=4)
def shipped_rules(kind: str) -> tuple[RuleRow, ...]:
    """The rules that ship with the application."""
    entries = tomllib.loads(shipped("rules", f"{kind}.toml").read_text("utf-8"))["rules"]
    return tuple(
        RuleRow(0, kind, e["name"], {k: v for k, v in e.items() if k not in ("name", "enabled")}, bool(e.get("enabled", True)), position)
        for position, e in enumerate(entries, 1)
    )
