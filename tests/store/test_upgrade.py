"""A profile of an earlier revision, opened by today's program: backed up, migrated, nothing lost (promise A9).

``fixtures/rNNNN.db`` were written by the revision of their name and are kept for ever: each a demo of 12 people and 12 plans.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from sdrdesk.app import Application
from sdrdesk.core.clock import FixedClock
from sdrdesk.core.errors import StoreCorrupt
from sdrdesk.core.paths import ProfilePaths
from sdrdesk.core.queries.people import search
from sdrdesk.core.queries.today import rank_today
from sdrdesk.core.services.safety import restore
from sdrdesk.core.store import opening
from sdrdesk.core.store.opening import HEAD, known_revision, open_store
from tests.support.factories import log
from tests.support.profile import NOW, digest, one, reopen, rows

FIXTURES = Path(__file__).parent / "fixtures"
FIRST = FIXTURES / "r0001.db"
COUNTS = {
    "0001": {
        "account_executive": 2, "company": 6, "prospect": 12, "enrolment": 12, "task": 3, "touch": 44, "evidence": 3, "setting": 11, "journal_step": 2,
        "outbox": 0, "handoff": 0, "suppression": 0, "import_batch": 0, "red_flag": 0, "mailbox": 0, "reminder": 0, "draft": 0,
    },
    "0002": {
        "account_executive": 2, "company": 6, "prospect": 12, "enrolment": 12, "task": 4, "touch": 33, "evidence": 2, "setting": 11, "journal_step": 2,
        "outbox": 0, "handoff": 0, "suppression": 0, "import_batch": 0, "red_flag": 0, "mailbox": 0, "reminder": 0, "draft": 0,
        "cadence": 0, "rule": 0, "day_off": 0, "prospect_tag": 0, "focus": 0, "trigger_hit": 0,
    },
    "0003": {
        "account_executive": 2, "company": 6, "prospect": 12, "enrolment": 12, "task": 4, "touch": 36, "evidence": 10, "setting": 11,
        "journal_step": 2, "outbox": 0, "handoff": 1, "suppression": 0, "import_batch": 0, "red_flag": 0, "mailbox": 0, "reminder": 0, "draft": 0,
        "cadence": 0, "rule": 0, "day_off": 0, "prospect_tag": 0, "focus": 0, "trigger_hit": 0, "message": 3, "message_body": 0, "mail_folder": 0,
        "template": 0, "snippet": 0, "research": 0,
    },
    "0004": {
        "account_executive": 2, "company": 4, "prospect": 12, "enrolment": 12, "task": 2, "touch": 27, "evidence": 9, "setting": 11,
        "journal_step": 2, "outbox": 0, "handoff": 0, "suppression": 1, "import_batch": 0, "red_flag": 0, "mailbox": 0, "reminder": 0, "draft": 0,
        "cadence": 0, "rule": 0, "day_off": 0, "prospect_tag": 0, "focus": 0, "trigger_hit": 0, "message": 2, "message_body": 0, "mail_folder": 0,
        "template": 0, "snippet": 0, "research": 0, "standard": 0, "not_ready": 0, "handoff_plan": 0, "handoff_answer": 0,
    },
}  # fmt: skip
every_revision = pytest.mark.parametrize("revision", sorted(COUNTS))


def ask(path: Path, sql: str) -> list[Any]:
    """The rows of a file that nobody has open; as they are, without migrating anything."""
    connection = dbapi2.connect(str(path))
    try:
        return [tuple(r) for r in connection.execute(sql)]
    finally:
        connection.close()


def fixture_of(revision: str) -> Path:
    """The kept file of a revision."""
    return FIXTURES / f"r{revision}.db"


def old_profile(folder: Path, revision: str) -> Path:
    """A profile's folder with the database of that revision."""
    folder.mkdir()
    shutil.copyfile(fixture_of(revision), folder / "sdrdesk.db")
    return folder


@pytest.fixture
def old(folder: Path) -> Path:
    """A profile of the first release."""
    return old_profile(folder, "0001")


@pytest.fixture
def upgraded(old: Path) -> Iterator[Application]:
    """It, opened by today's program."""
    application = reopen(old)
    yield application
    application.close()


def test_every_revision_before_todays_has_its_fixture() -> None:
    """A revision that was given to users and has no file here would be migrated unseen."""
    assert sorted(COUNTS) == [r for r in opening.KNOWN if r != HEAD]
    assert {p.name for p in FIXTURES.glob("*.db")} == {fixture_of(r).name for r in COUNTS}


@every_revision
def test_fixture_is_of_its_revision_and_holds_what_is_compared(revision: str) -> None:
    """The control: an empty old file would lose nothing."""
    file = fixture_of(revision)
    assert known_revision(file) == revision
    assert {t: ask(file, f"SELECT count(*) FROM {t}")[0][0] for t in COUNTS[revision]} == COUNTS[revision]


@every_revision
def test_upgrade_keeps_every_row_and_every_value(folder: Path, template: Path, revision: str) -> None:
    """Each column of the old file, row by row, is what it was; and the schema is that of a new file."""
    file = fixture_of(revision)
    upgraded = reopen(old_profile(folder, revision))
    try:
        assert known_revision(folder / "sdrdesk.db") == HEAD
        for table in COUNTS[revision]:
            columns = ", ".join(f'"{r[1]}"' for r in ask(file, f"PRAGMA table_info({table})"))
            before = ask(file, f"SELECT {columns} FROM {table} ORDER BY id")
            assert rows(upgraded, f"SELECT {columns} FROM {table} ORDER BY id") == before, table
        assert upgraded.safety.check().sound
        same_schema(upgraded, template)
    finally:
        upgraded.close()


def test_upgrade_gives_the_new_columns_their_values(upgraded: Application) -> None:
    """Touch 1 went on 13 November 2026 at 15:09 UTC: ten o'clock on a Friday in Charlotte; the first call of this person, the next the second,
    and the email of the 18th the first email. Nobody has a score yet, nobody is a customer."""
    assert rows(upgraded, "SELECT id, datetime(at / 1000, 'unixepoch'), local_hour, local_weekday, attempt FROM touch WHERE prospect_id = 1 ORDER BY id") == [
        (1, "2026-11-13 15:09:00", 10, 4, 1),
        (2, "2026-11-17 19:25:00", 14, 1, 2),
        (3, "2026-11-18 21:04:00", 16, 2, 1),
    ]  # fmt: skip
    assert one(upgraded, "SELECT count(*) FROM touch WHERE local_hour IS NULL OR local_weekday IS NULL OR attempt IS NULL") == 0
    assert rows(upgraded, "SELECT DISTINCT score, customer, call_from, call_to FROM prospect") == [(0, 0, None, None)]
    assert [one(upgraded, f"SELECT count(*) FROM {t}") for t in ("cadence", "rule", "trigger_hit", "day_off", "prospect_tag", "focus")] == [
        0
    ] * 6


def same_schema(upgraded: Application, template: Path) -> None:
    """Columns and indexes alike: a query that is fast on a new profile is fast on an old one."""

    def schema(asked: list[Any]) -> set[Any]:
        return {(kind, name, table) for kind, name, table in asked if not name.startswith("sqlite_")}

    listing = "SELECT type, name, tbl_name FROM sqlite_master"
    assert schema(rows(upgraded, listing)) == schema(ask(template, listing))
    for (table,) in ask(template, "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'"):
        columns = f"SELECT name, type, \"notnull\", pk FROM pragma_table_info('{table}') ORDER BY name"
        assert rows(upgraded, columns) == ask(template, columns), table


def test_account_of_an_earlier_revision_goes_on_sending_and_reads_nothing(old: Path) -> None:
    """The new columns of revision 0003: no IMAP server, a password, the caps that are the default."""
    connection = dbapi2.connect(str(old / "sdrdesk.db"))
    connection.execute("INSERT INTO mailbox (id, address, smtp_host, username) VALUES (1, 'maya@example.com', 'smtp.example.com', 'maya')")
    connection.commit()
    connection.close()
    upgraded = reopen(old)
    try:
        assert rows(upgraded, "SELECT daily_cap, hourly_cap, auth, oauth_json, signature, imap_host, imap_port, read_at FROM mailbox") == [
            (150, 40, "password", "{}", "", None, 993, None)
        ]
        assert [one(upgraded, f"SELECT count(*) FROM {t}") for t in ("message", "mail_folder", "template", "snippet", "research")] == [
            0
        ] * 5
    finally:
        upgraded.close()


def test_upgraded_profile_works(upgraded: Application) -> None:
    """The list, the search, a plan that was begun under the first release, a score and undo."""
    with upgraded.read() as (s, profile):
        listed = {r.candidate.prospect_id for r in rank_today(s, profile, upgraded.clock.now(), upgraded.cadences).ranked}
        assert {2, 4, 5} <= listed  # due on the 17th and on the 19th, today
        assert [h.id for h in search(s, "kimball")] == [1]
        assert profile.text("user.name") == "Maya Lindqvist"
    assert rows(upgraded, "SELECT cadence, cadence_version, step_no, due_on FROM enrolment WHERE id = 4") == [("p5", 1, 1, "2026-11-19")]
    log(upgraded, 4, "sent", "email")
    assert rows(upgraded, "SELECT step_no, due_on FROM enrolment WHERE id = 4") == [(2, "2026-11-23")]
    upgraded.undo.undo()
    assert rows(upgraded, "SELECT step_no, due_on FROM enrolment WHERE id = 4") == [(1, "2026-11-19")]
    assert upgraded.scores.renew().value == 11  # all but the closed one
    assert upgraded.safety.check().sound


def test_upgrade_keeps_a_verified_backup_of_before_and_makes_it_once(old: Path) -> None:
    """Promise A9: automatic, first, and under a name that says what it is; the next start makes none."""
    reopen(old).close()
    (backup,) = ProfilePaths(old).backups.glob("*.db")
    assert backup.name.endswith(f"-before-{HEAD}.db")
    assert known_revision(backup) == "0001"
    for table in COUNTS["0001"]:
        assert ask(backup, f"SELECT * FROM {table} ORDER BY id") == ask(FIRST, f"SELECT * FROM {table} ORDER BY id"), table
    reopen(old).close()
    assert list(ProfilePaths(old).backups.glob("*.db")) == [backup]


def test_backup_of_before_can_be_restored_and_is_migrated_anew(old: Path) -> None:
    """The way back, and forward again."""
    reopen(old).close()
    paths = ProfilePaths(old)
    (backup,) = paths.backups.glob("*.db")
    restore(backup, paths, NOW)
    assert known_revision(paths.database) == "0001"
    again = reopen(old)
    try:
        assert {t: one(again, f"SELECT count(*) FROM {t}") for t in COUNTS["0001"]} == COUNTS["0001"]
    finally:
        again.close()


def test_upgrade_that_fails_in_the_end_leaves_the_file_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All or nothing: the checks after the last statement say no, and the old program could still open the file."""

    def unsound(_connection: object) -> None:
        raise StoreCorrupt("migration_unsound", what="a test")

    before = {t: ask(FIRST, f"SELECT * FROM {t} ORDER BY id") for t in COUNTS["0001"]}
    with monkeypatch.context() as patch:
        patch.setattr(opening, "_require_sound", unsound)
        with pytest.raises(StoreCorrupt) as caught:
            open_store(ProfilePaths(old), FixedClock(NOW))
    assert caught.value.code == "migration_unsound"
    database = old / "sdrdesk.db"
    assert known_revision(database) == "0001"
    assert {t: ask(database, f"SELECT * FROM {t} ORDER BY id") for t in COUNTS["0001"]} == before
    assert ask(database, "SELECT name FROM sqlite_master WHERE name = 'rule'") == []
    reopen(old).close()
    assert known_revision(database) == HEAD


def test_upgrade_that_cannot_be_backed_up_does_not_begin(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the backup there is no way back."""
    before = digest(old / "sdrdesk.db")
    (old / "backups").write_text("a file where the folder should be")
    with pytest.raises(Exception) as caught:
        open_store(ProfilePaths(old), FixedClock(NOW))
    assert getattr(caught.value, "code", "") == "file_write_failed"
    assert digest(old / "sdrdesk.db") == before
