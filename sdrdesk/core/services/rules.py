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

KINDS = ("score", "sla", "trigger")


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
        """Keep a rule: the one of the id or of the name anew, else a new one at the end.

        Raises:
            ValidationError: what of it cannot be (see ``domain.scoring``, ``domain.sla``, ``domain.triggers``).
            NotFound: ``rule_not_found``.
        """
        if not name.strip():
            raise ValidationError("rule_name_missing", field="name")
        self._check(kind, name, body)
        with self._store.write(OpKind.RULE) as uow:
            self._adopt(uow.s, kind, uow.now_ms)
            values = {"name": name.strip(), "body": dumps(dict(body)), "enabled": int(enabled)}
            kept = rule_id or self._id_of(uow.s, kind, name)
            if kept:
                self._row(uow.s, kind, kept)
                uow.s.execute(update(table).where(table.c.id == kept).values(**values))
            else:
                last = uow.s.execute(select(func.max(table.c.position)).where(table.c.kind == kind)).scalar() or 0
                kept = uow.s.execute(
                    insert(table).values(kind=kind, position=last + 1, created_at=uow.now_ms, **values).returning(table.c.id)
                ).scalar_one()
            uow.args = {"name": name.strip()}
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
        """Switch a rule on or off."""
        return self._change(kind, name, lambda s, row: s.execute(update(table).where(table.c.id == row.id).values(enabled=int(enabled))))

    def remove(self, kind: str, name: str) -> Outcome[None]:
        """Take a rule away."""
        return self._change(kind, name, lambda s, row: s.execute(delete(table).where(table.c.id == row.id)))

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
            uow.s.execute(delete(table).where(table.c.kind == kind))
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
        """Copy the shipped rules of a kind into the profile, so that all of them are the user's."""
        if s.execute(select(table.c.id).where(table.c.kind == kind).limit(1)).first() is not None:
            return
        for row in shipped_rules(kind):
            s.execute(
                insert(table).values(
                    kind=kind, name=row.name, body=dumps(row.body), enabled=int(row.enabled), position=row.position, created_at=now_ms
                )
            )

    @staticmethod
    def _id_of(s: Connection, kind: str, name: str) -> int:
        """The id of the rule of that name; 0 for none."""
        c = table.c
        return int(s.execute(select(c.id).where(c.kind == kind, c.name == name.strip()).order_by(c.id)).scalar() or 0)

    @staticmethod
    def _row(s: Connection, kind: str, rule_id: int) -> None:
        if s.execute(select(table.c.id).where(table.c.kind == kind, table.c.id == rule_id)).first() is None:
            raise NotFound("rule_not_found", name=str(rule_id))


def rule_rows(s: Connection, kind: str) -> list[RuleRow]:
    """The rules of a kind: the profile's, else the shipped ones."""
    rows = s.execute(select(table).where(table.c.kind == kind).order_by(table.c.position, table.c.id)).all()
    if not rows:
        return list(shipped_rules(kind))
    return [RuleRow(r.id, kind, r.name, json.loads(r.body), bool(r.enabled), r.position) for r in rows]


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
