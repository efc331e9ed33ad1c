"""The engine and the write block: what is acknowledged is safe, what fails leaves nothing (decision 4; promises A1, A11)."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError

from sdrdesk.app import Application
from sdrdesk.core.bus import Event
from sdrdesk.core.changes import ChangeSet, OpKind
from sdrdesk.core.errors import StoreReadOnly
from sdrdesk.core.store import engine
from sdrdesk.core.store.engine import MIN_SQLITE, open_engine, require_sound_sqlite
from sdrdesk.core.store.tables import company
from tests.support.factories import add_person, log
from tests.support.profile import dump, one

SHARED = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "temp_store": 2,
    "busy_timeout": 5000,
}


@pytest.mark.parametrize(
    ("read_only", "own"),
    [(False, {"query_only": 0, "secure_delete": 1, "journal_size_limit": 67108864}), (True, {"query_only": 1, "wal_autocheckpoint": 0})],
)
def test_pragmas_of_an_engine_are_those_of_the_design(desk: Application, read_only: bool, own: dict[str, object]) -> None:
    """One forgotten pragma is lost data after a power cut, or a reader that writes."""
    made = open_engine(desk.store.path, read_only=read_only)
    try:
        with made.connect() as c:
            found = {name: c.connection.driver_connection.execute(f"PRAGMA {name}").fetchone()[0] for name in SHARED | own}  # type: ignore[union-attr]
    finally:
        made.dispose()
    assert found == SHARED | own


def test_read_block_cannot_write(desk: Application) -> None:
    """A query that changes something would go behind undo's back."""
    with pytest.raises((StoreReadOnly, DBAPIError)), desk.store.read() as s:
        s.execute(insert(company).values(name="x", name_key="x"))
    assert one(desk, "SELECT count(*) FROM company") == 0


def test_write_inside_a_write_is_a_mistake_of_the_program(desk: Application) -> None:
    """Half of two steps in one transaction could not be undone; and the outer block still ends well."""
    with desk.store.write(OpKind.SETTINGS) as uow:
        uow.s.execute(insert(company).values(name="a", name_key="a"))
        with pytest.raises(RuntimeError), desk.store.write(OpKind.SETTINGS):
            raise AssertionError("never reached")
    assert one(desk, "SELECT count(*) FROM company") == 1


def test_write_that_fails_leaves_nothing_and_tells_nobody(desk: Application) -> None:
    """An exception in the block takes rows, journal and search back, and no view is told of a change."""
    told: list[Event] = []
    desk.bus.subscribe(told.append)
    before = dump(desk)
    with pytest.raises(ZeroDivisionError), desk.store.write(OpKind.SETTINGS) as uow:
        uow.s.execute(insert(company).values(name="a", name_key="a"))
        raise ZeroDivisionError
    assert dump(desk) == before
    assert told == []
    assert one(desk, "SELECT count(*) FROM journal_step") == 0


def test_write_publishes_the_ids_it_changed_after_the_commit(desk: Application) -> None:
    """A view that re-reads on the message must see the new row."""
    seen: list[object] = []

    def look(event: Event) -> None:
        assert isinstance(event, ChangeSet)
        with desk.store.read() as s:
            seen.append((event.op, sorted(event.ids), s.execute(select(company.c.name)).scalars().all()))

    desk.bus.subscribe(look)
    with desk.store.write(OpKind.SETTINGS) as uow:
        uow.s.execute(insert(company).values(name="a", name_key="a"))
    assert seen == [("settings", ["company"], ["a"])]


def test_writes_of_many_threads_follow_each_other_and_lose_nothing(desk: Application) -> None:
    """The window and the sender write at once; a lost update would be a lost touch."""
    with desk.store.write(OpKind.SETTINGS) as uow:
        uow.s.execute(insert(company).values(name="0", name_key="k", size=0))
    failures: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(20):
                with desk.store.write(OpKind.SETTINGS) as uow:
                    size = uow.s.execute(select(company.c.size)).scalar_one()
                    uow.s.execute(text("UPDATE company SET size = :n"), {"n": (size or 0) + 1})
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join(60)
    assert failures == []
    assert one(desk, "SELECT size FROM company") == 80


def test_read_block_keeps_one_view_while_another_writes(desk: Application) -> None:
    """A list that is read in two queries must not mix two moments."""
    with desk.store.read() as s:
        assert s.execute(text("SELECT count(*) FROM company")).scalar_one() == 0
        with desk.store.write(OpKind.SETTINGS) as uow:
            uow.s.execute(insert(company).values(name="a", name_key="a"))
        assert s.execute(text("SELECT count(*) FROM company")).scalar_one() == 0
    assert one(desk, "SELECT count(*) FROM company") == 1


def test_data_version_moves_with_each_step(desk: Application) -> None:
    """This is how a window learns that the command line has written."""
    first = desk.store.data_version()
    who = add_person(desk)
    second = desk.store.data_version()
    log(desk, who, "busy")
    assert first < second < desk.store.data_version()


def test_sqlite_a11_is_new_enough_and_an_older_one_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A11: versions below 3.51.3 can lose committed transactions."""
    require_sound_sqlite()
    assert MIN_SQLITE >= (3, 51, 3)
    monkeypatch.setattr(engine, "MIN_SQLITE", (99, 0, 0))
    with pytest.raises(Exception) as caught:
        require_sound_sqlite()
    assert getattr(caught.value, "code", "") == "sqlite_too_old"


def test_close_folds_the_log_into_the_file(desk: Application, folder: Path) -> None:
    """Somebody who copies the file of a closed profile copies everything."""
    add_person(desk)
    desk.close()
    tail = folder / "sdrdesk.db-wal"
    assert not tail.exists() or tail.stat().st_size == 0
