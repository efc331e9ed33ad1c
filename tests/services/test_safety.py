"""Backup and restore (A7, A8): a copy that was verified, and mail that is never sent twice after one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from sdrdesk.app import Application
from sdrdesk.core.errors import FileUnreadable, StoreTooNew
from sdrdesk.core.ports import Delivery, DeliveryKind
from sdrdesk.core.services.safety import restore
from sdrdesk.core.store.backup import KEEP, verify
from tests.support.factories import add_mailbox, add_person, queue
from tests.support.profile import digest, dump, one, reopen, rows


def test_backup_is_verified_and_holds_everything(desk: Application, tmp_path: Path) -> None:
    """Taken while the profile is open, in a file of its own."""
    add_person(desk, "Ann Vogel")
    target = tmp_path / "there" / "copy.db"
    assert desk.safety.backup(target) == target
    assert verify(target) == {"prospect": 1, "touch": 0, "outbox": 0}
    assert [p.name for p in target.parent.iterdir()] == ["copy.db"]


def test_restore_brings_back_the_day_of_the_backup_and_keeps_what_was_there(desk: Application) -> None:
    """Both pictures exist afterwards."""
    add_person(desk, "Ann Vogel")
    then = dump(desk)
    copy = desk.safety.backup()
    add_person(desk, "Bob Lee")
    paths, now = desk.paths, desk.clock.now()
    desk.close()
    kept = restore(copy, paths, now)
    assert verify(kept)["prospect"] == 2
    again = reopen(paths.root)
    try:
        assert dump(again) == then
        assert again.safety.check().sound
    finally:
        again.close()


def test_restore_a8_asks_about_mail_that_left_after_the_backup(desk: Application) -> None:
    """In the backup the email waits; the ledger beside it knows that it has left: in doubt, not sent again."""
    add_mailbox(desk)
    gone, waits = queue(desk, add_person(desk)), queue(desk, add_person(desk))
    copy = desk.safety.backup()
    desk.clock.advance(seconds=30)  # type: ignore[attr-defined]
    assert desk.outbox.claim(gone, "s1")
    assert desk.outbox.mark_dotting(gone, "s1")
    desk.outbox.finish(gone, Delivery(DeliveryKind.ACCEPTED, "dot", 250, "ok"))
    paths, now = desk.paths, desk.clock.now()
    desk.close()
    restore(copy, paths, now)
    again = reopen(paths.root, now)
    try:
        assert again.outbox.recover("s2", alone=True) == 1
        assert dict(rows(again, "SELECT id, state FROM outbox")) == {gone: "in_doubt", waits: "queued"}
        assert again.outbox.due() == [waits]
    finally:
        again.close()


def test_restore_over_a_damaged_file_works_and_puts_it_aside(desk: Application) -> None:
    """The best reason to restore is that the file is broken; its bytes are kept."""
    add_person(desk)
    copy = desk.safety.backup()
    paths, now = desk.paths, desk.clock.now()
    desk.close()
    paths.database.write_bytes(b"broken" * 1000)
    before = digest(paths.database)
    kept = restore(copy, paths, now)
    assert digest(kept) == before
    again = reopen(paths.root)
    try:
        assert one(again, "SELECT count(*) FROM prospect") == 1
    finally:
        again.close()


@pytest.mark.parametrize("kind", ["garbage", "newer", "missing", "foreign"])
def test_restore_of_what_cannot_be_used_touches_nothing(desk: Application, tmp_path: Path, kind: str) -> None:
    """A wrong file must not cost the good one."""
    add_person(desk)
    bad = tmp_path / "bad.db"
    if kind == "garbage":
        bad.write_bytes(b"nothing" * 1000)
    elif kind != "missing":
        shutil.copyfile(desk.safety.backup(), bad)
        connection = dbapi2.connect(str(bad))
        connection.execute("UPDATE alembic_version SET version_num = '9999'" if kind == "newer" else "DROP TABLE touch")
        connection.commit()
        connection.close()
    paths, now = desk.paths, desk.clock.now()
    desk.close()
    before = digest(paths.database)
    with pytest.raises(StoreTooNew if kind == "newer" else FileUnreadable):
        restore(bad, paths, now)
    assert digest(paths.database) == before


def test_backups_beyond_the_thirty_newest_go(desk: Application) -> None:
    """The disk of a year of days."""
    for _ in range(KEEP + 3):
        desk.safety.backup()
        desk.clock.advance(days=1)  # type: ignore[attr-defined]
    assert len(list(desk.paths.backups.glob("*.db"))) == KEEP


def test_check_finds_a_broken_rule_and_repair_writes_the_search_anew(desk: Application) -> None:
    """The check must be able to fail."""
    who = add_person(desk, "Ann Vogel")
    assert desk.safety.check().sound
    desk.store.run_raw(lambda c: c.execute("DELETE FROM prospect_fts"))
    assert desk.safety.check().invariants == {"not_in_search": 1}
    assert desk.safety.check(repair=True).sound
    desk.store.run_raw(lambda c: c.execute(f"UPDATE prospect SET status = 'closed' WHERE id = {who}"))
    assert desk.safety.check().invariants == {"closed_without_reason": 1}
