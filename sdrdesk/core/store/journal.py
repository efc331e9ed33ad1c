"""The journal: SQLite triggers that keep every row as it was, in the transaction that changes it (decision 9, rule R26).

TEMP triggers on the writer's connection note, for each changed row of a journalled table, its image before the change. They see
every statement, single or over 100,000 rows, so nothing can go behind undo's back; and since they are made anew at each opening, a
migration that rebuilds a table cannot lose them. The same triggers keep the full-text index in step.

A step is undone by putting each row back to its image at the start of the step; that is itself a step, so redo is undoing the undo.
A step conflicts when a later step that still stands has changed one of its rows.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table, UniqueConstraint, text

from sdrdesk.core.store.tables import JOURNALLED

INDEX_BY_ROW = 5000
"""Above this many rows, writing the full-text index anew is faster than following each row."""

FTS_SCHEMA = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS prospect_fts USING fts5("
    "name, company, email, title, phone, city, notes, tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
    "CREATE VIRTUAL TABLE IF NOT EXISTS touch_fts USING fts5(note, tokenize='unicode61 remove_diacritics 2')",
)

_PROSPECT_DOCUMENT = (
    "spaced({r}.full_name), spaced((SELECT name FROM company WHERE id = {r}.company_id)), {r}.email, spaced({r}.title), "
    "{r}.phone_key, spaced({r}.city), spaced({r}.notes)"
)


def _image(table: Table, row: str) -> str:
    return "json_object(" + ", ".join(f"'{c.name}', {row}.\"{c.name}\"" for c in table.columns) + ")"


def _journal_triggers(table: Table) -> list[str]:
    name = table.name
    when = "WHEN (SELECT step FROM journal_now) IS NOT NULL"
    note = "INSERT INTO journal_change (step_id, tbl, pk, kind, before) VALUES ((SELECT step FROM journal_now), '{t}', {pk}, '{k}', {b})"
    before = _image(table, "old")
    return [
        f"CREATE TEMP TRIGGER j_{name}_i AFTER INSERT ON main.{name} {when} BEGIN {note.format(t=name, pk='new.id', k='I', b='NULL')}; END",
        f"CREATE TEMP TRIGGER j_{name}_u AFTER UPDATE ON main.{name} {when} BEGIN {note.format(t=name, pk='old.id', k='U', b=before)}; END",
        f"CREATE TEMP TRIGGER j_{name}_d AFTER DELETE ON main.{name} {when} BEGIN {note.format(t=name, pk='old.id', k='D', b=before)}; END",
    ]


def _index_triggers() -> list[str]:
    on = "WHEN (SELECT fts FROM journal_now) = 1"
    put = f"INSERT INTO prospect_fts (rowid, name, company, email, title, phone, city, notes) SELECT new.id, {_PROSPECT_DOCUMENT.format(r='new')}"
    drop = "DELETE FROM prospect_fts WHERE rowid = old.id"
    columns = "full_name, company_id, email, title, phone_key, city, notes"
    return [
        f"CREATE TEMP TRIGGER f_prospect_i AFTER INSERT ON main.prospect {on} BEGIN {put}; END",
        f"CREATE TEMP TRIGGER f_prospect_u AFTER UPDATE OF {columns} ON main.prospect {on} BEGIN {drop}; {put}; END",
        f"CREATE TEMP TRIGGER f_prospect_d AFTER DELETE ON main.prospect {on} BEGIN {drop}; END",
        f"CREATE TEMP TRIGGER f_company_u AFTER UPDATE OF name ON main.company {on} BEGIN "
        "UPDATE prospect_fts SET company = spaced(new.name) WHERE rowid IN (SELECT id FROM prospect WHERE company_id = new.id); END",
        f"CREATE TEMP TRIGGER f_touch_i AFTER INSERT ON main.touch {on} AND new.note IS NOT NULL BEGIN "
        "INSERT INTO touch_fts (rowid, note) VALUES (new.id, spaced(new.note)); END",
        f"CREATE TEMP TRIGGER f_touch_u AFTER UPDATE OF note ON main.touch {on} BEGIN "
        "DELETE FROM touch_fts WHERE rowid = old.id; INSERT INTO touch_fts (rowid, note) SELECT new.id, spaced(new.note) WHERE new.note IS NOT NULL; END",
        f"CREATE TEMP TRIGGER f_touch_d AFTER DELETE ON main.touch {on} BEGIN DELETE FROM touch_fts WHERE rowid = old.id; END",
    ]


def install(cursor: Any) -> None:
    """Make the triggers on a fresh writer connection (DB-API cursor); the tables must exist."""
    cursor.execute("CREATE TEMP TABLE IF NOT EXISTS journal_now (step INTEGER, fts INTEGER NOT NULL DEFAULT 1)")
    cursor.execute("DELETE FROM journal_now")
    cursor.execute("INSERT INTO journal_now (step, fts) VALUES (NULL, 1)")
    for table in JOURNALLED:
        for statement in _journal_triggers(table):
            cursor.execute(statement)
    for statement in _index_triggers():
        cursor.execute(statement)


def rebuild_index(s: Connection) -> None:
    """Write the full-text index anew: once after a large import, and by ``check --repair``."""
    s.exec_driver_sql("DELETE FROM prospect_fts")
    s.exec_driver_sql(
        f"INSERT INTO prospect_fts (rowid, name, company, email, title, phone, city, notes) SELECT p.id, {_PROSPECT_DOCUMENT.format(r='p')} FROM prospect p"
    )
    s.exec_driver_sql("DELETE FROM touch_fts")
    s.exec_driver_sql("INSERT INTO touch_fts (rowid, note) SELECT id, spaced(note) FROM touch WHERE note IS NOT NULL")


def conflicts(s: Connection, step_id: int, *, but: int = 0) -> list[str]:
    """Operations of later steps that still stand on rows of this step (empty: it can be undone). A renewal of the scores and a new moment
    for an email that waits are none: what they write is derived, and comes again. ``but`` is a step that is no obstacle: the one that
    is asking."""
    rows = s.execute(
        text(
            "SELECT DISTINCT later.op FROM journal_change mine "
            "JOIN journal_change theirs ON theirs.tbl = mine.tbl AND theirs.pk = mine.pk AND theirs.step_id > mine.step_id "
            "JOIN journal_step later ON later.id = theirs.step_id "
            "WHERE mine.step_id = :step AND later.state = 'done' AND later.op NOT IN ('undo', 'redo') AND later.id <> :but "
            "AND NOT (later.op IN ('rule', 'plan_sending') AND later.actor = 'job') LIMIT 5"
        ),
        {"step": step_id, "but": but},
    )
    return [r.op for r in rows]


def _has_unique(table: Table) -> bool:
    return any(isinstance(c, UniqueConstraint) for c in table.constraints) or any(i.unique for i in table.indexes)


def revert(s: Connection, step_id: int) -> None:
    """Put every row of the step back to its image at the step's start. Runs inside a write of its own."""
    s.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    s.exec_driver_sql("CREATE TEMP TABLE IF NOT EXISTS revert_rows (tbl TEXT, pk INTEGER, kind TEXT, before TEXT, PRIMARY KEY (tbl, pk))")
    s.exec_driver_sql("DELETE FROM revert_rows")
    s.execute(
        text("INSERT OR IGNORE INTO revert_rows SELECT tbl, pk, kind, before FROM journal_change WHERE step_id = :step ORDER BY id"),
        {"step": step_id},
    )
    tables = {r.tbl for r in s.execute(text("SELECT DISTINCT tbl FROM revert_rows"))}
    many = s.exec_driver_sql("SELECT count(*) FROM revert_rows").scalar_one() > INDEX_BY_ROW
    if many:
        s.exec_driver_sql("UPDATE temp.journal_now SET fts = 0")
    ordered = [t for t in JOURNALLED if t.name in tables]
    for table in reversed(ordered):
        s.exec_driver_sql(f"DELETE FROM {table.name} WHERE id IN (SELECT pk FROM revert_rows WHERE tbl = '{table.name}' AND kind = 'I')")
    for table in ordered:
        columns = [c.name for c in table.columns]
        values = ", ".join(f"r.before ->> '{c}'" for c in columns)
        source = f"FROM revert_rows r WHERE r.tbl = '{table.name}' AND r.kind <> 'I'"
        if _has_unique(table):
            # Row by row two rows may need each other's unique value; out first, then in again.
            s.exec_driver_sql(f"DELETE FROM {table.name} WHERE id IN (SELECT r.pk {source})")
        else:
            s.exec_driver_sql(
                f"UPDATE {table.name} SET ({', '.join(columns)}) = (SELECT {values} {source} AND r.pk = {table.name}.id) "
                f"WHERE id IN (SELECT r.pk {source})"
            )
        s.exec_driver_sql(
            f"INSERT INTO {table.name} ({', '.join(columns)}) SELECT {values} {source} AND r.pk NOT IN (SELECT id FROM {table.name})"
        )
    s.exec_driver_sql("DELETE FROM revert_rows")
    if many:
        rebuild_index(s)
        s.exec_driver_sql("UPDATE temp.journal_now SET fts = 1")
