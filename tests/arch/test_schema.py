"""The migrations make exactly the tables that the code knows, and undo knows every table."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from sdrdesk.app import Application
from sdrdesk.core.store.columns import metadata
from sdrdesk.core.store.opening import HEAD, KNOWN
from sdrdesk.core.store.tables import JOURNALLED, NOT_JOURNALLED
from tests.support.profile import rows


def test_migrations_at_head_make_the_models_tables(desk: Application) -> None:
    """A column that only one of the two knows fails at a user's first start."""
    with desk.store.read() as s:
        context = MigrationContext.configure(
            s, opts={"compare_server_default": True, "include_object": lambda o, name, kind, *_: not (kind == "table" and "_fts" in name)}
        )
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == HEAD == KNOWN[-1]


def test_search_tables_exist(desk: Application) -> None:
    """They are not among the models, so nothing else would miss them."""
    assert rows(desk, "SELECT name FROM sqlite_master WHERE name IN ('prospect_fts', 'touch_fts') ORDER BY 1") == [
        ("prospect_fts",),
        ("touch_fts",),
    ]


def test_every_table_is_journalled_or_named_as_not() -> None:
    """A new table must be decided about; a journalled one keeps no bytes, for the journal holds rows as JSON."""
    assert {t.name for t in metadata.sorted_tables} == {t.name for t in JOURNALLED} | NOT_JOURNALLED
    for table in JOURNALLED:
        assert not [c.name for c in table.columns if "BLOB" in str(c.type).upper() or "BINARY" in str(c.type).upper()], table.name


def test_no_foreign_key_deletes_by_itself() -> None:
    """A row that SQLite deletes behind our back is one that undo could not see."""
    for table in metadata.sorted_tables:
        assert not [k for k in table.foreign_keys if k.ondelete or k.onupdate], table.name
