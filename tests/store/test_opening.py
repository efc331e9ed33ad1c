"""Opening a file that may be anything: ours, newer, a stranger's, garbage, on a full disk or a read-only folder (A9, A10)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from sdrdesk.core.clock import Clock
from sdrdesk.core.errors import StoreCorrupt, StoreTooNew
from sdrdesk.core.paths import ProfilePaths
from sdrdesk.core.store.opening import HEAD, open_store
from tests.support.profile import digest

SESSION = """
import sys, datetime as dt
from pathlib import Path
from sdrdesk.app import Application
from sdrdesk.core.clock import FixedClock
from sdrdesk.core.errors import EnvironmentProblem
from sdrdesk.core.paths import ProfilePaths
from sdrdesk.core.services.touches import TouchDraft
root = Path(sys.argv[1])
"""


def run(code: str, *arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        **options,
    )  # type: ignore[call-overload,no-any-return]


def test_open_of_garbage_says_so_and_leaves_every_byte(folder: Path) -> None:
    """The user's file may be all they have; it is never made anew over it."""
    folder.mkdir()
    path = folder / "sdrdesk.db"
    path.write_bytes(b"not a database at all" * 400)
    before = digest(path)
    with pytest.raises(StoreCorrupt) as caught:
        open_store(ProfilePaths(folder), Clock())
    assert caught.value.code == "store_corrupt"
    assert digest(path) == before
    assert sorted(p.name for p in folder.iterdir()) == ["sdrdesk.db"]


def test_open_of_a_truncated_database_says_so_and_leaves_every_byte(folder: Path, template: Path) -> None:
    """A header alone does not make a database."""
    folder.mkdir()
    path = folder / "sdrdesk.db"
    path.write_bytes(template.read_bytes()[:3000])
    before = digest(path)
    with pytest.raises(StoreCorrupt):
        open_store(ProfilePaths(folder), Clock()).close()
    assert digest(path) == before


def test_open_of_another_programs_database_is_refused(folder: Path) -> None:
    """A browser's history must not get our tables."""
    folder.mkdir()
    connection = dbapi2.connect(str(folder / "sdrdesk.db"))
    connection.execute("CREATE TABLE urls (id INTEGER)")
    connection.commit()
    connection.close()
    before = digest(folder / "sdrdesk.db")
    with pytest.raises(StoreCorrupt) as caught:
        open_store(ProfilePaths(folder), Clock())
    assert caught.value.code == "store_foreign"
    assert digest(folder / "sdrdesk.db") == before


def test_open_of_a_newer_revision_is_refused_and_leaves_every_byte(folder: Path, template: Path) -> None:
    """A newer version's data must survive a start of this one."""
    folder.mkdir()
    path = folder / "sdrdesk.db"
    shutil.copyfile(template, path)
    connection = dbapi2.connect(str(path))
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    before = digest(path)
    with pytest.raises(StoreTooNew) as caught:
        open_store(ProfilePaths(folder), Clock())
    assert caught.value.params["revision"] == "9999"
    assert digest(path) == before


def test_open_of_a_new_folder_makes_it_for_the_user_alone(tmp_path: Path) -> None:
    """Names and numbers of prospects are nobody else's business on a shared machine."""
    root = tmp_path / "a" / "b"
    open_store(ProfilePaths(root), Clock()).close()
    assert root.stat().st_mode & 0o077 == 0
    assert HEAD


@pytest.mark.skipif(os.geteuid() != 0, reason="needs to become another user")
def test_open_in_a_read_only_folder_says_so_in_words(tmp_path: Path, template: Path) -> None:
    """On a stick that is locked the sentence names the folder's rights, not a stack trace."""
    root = tmp_path / "profile"
    root.mkdir()
    shutil.copyfile(template, root / "sdrdesk.db")
    for path in (tmp_path, *tmp_path.parents):
        if path.owner() == "root" and path != Path("/") and path != Path("/tmp"):
            path.chmod(0o755)
    (root / "sdrdesk.db").chmod(0o444)
    root.chmod(0o555)
    code = (
        SESSION
        + """
import os
import sdrdesk.core.store.opening, sdrdesk.core.services.settings
os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    desk = Application(ProfilePaths(root), FixedClock(dt.datetime(2026, 11, 19, tzinfo=dt.UTC)))
    desk.prospects.add({"full_name": "Ann Vogel"})
except EnvironmentProblem as error:
    print(type(error).__name__, error.code)
"""
    )
    found = run(code, root)
    if "PermissionError" in found.stderr or "ModuleNotFoundError" in found.stderr:
        pytest.skip("the interpreter itself cannot be read by another user")
    assert found.stdout.split() == ["StoreReadOnly", "store_read_only"], found.stderr


@pytest.mark.skipif(os.geteuid() != 0 or sys.platform != "linux", reason="needs to mount a small disk")
def test_write_on_a_full_disk_says_so_and_loses_nothing_acknowledged(tmp_path: Path, template: Path) -> None:
    """A10: a touch that was confirmed is there after the disk has filled; the one that did not fit left nothing."""
    small = tmp_path / "small"
    small.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(small)], capture_output=True, check=False).returncode:
        pytest.skip("this machine does not let us mount")
    try:
        (small / "p").mkdir()
        shutil.copyfile(template, small / "p" / "sdrdesk.db")
        code = (
            SESSION
            + """
desk = Application(ProfilePaths(root), FixedClock(dt.datetime(2026, 11, 19, 15, tzinfo=dt.UTC)))
who = desk.prospects.add({"full_name": "Ann Vogel", "phone": "+1 212-555-0100", "country": "US"}).value
done = 0
try:
    for _ in range(2000):
        desk.touches.log(TouchDraft(who, "call", "no_answer", note="x" * 4000))
        done += 1
    print("never full")
except EnvironmentProblem as error:
    print(type(error).__name__, error.code, done)
"""
        )
        found = run(code, small / "p")
        kind, name, done = found.stdout.split()
        assert (kind, name) in (("DiskFull", "disk_full"), ("DiskFull", "disk_io")), found.stderr
        assert int(done) > 10
        roomy = tmp_path / "roomy"
        shutil.copytree(small / "p", roomy)
        check = (
            SESSION
            + """
desk = Application(ProfilePaths(root), FixedClock(dt.datetime(2026, 11, 19, 15, tzinfo=dt.UTC)))
with desk.store.read() as s:
    print(s.exec_driver_sql("SELECT count(*) FROM touch").scalar_one(), desk.safety.check().sound)
"""
        )
        assert run(check, roomy).stdout.split() == [done, "True"]
    finally:
        subprocess.run(["umount", "-l", str(small)], check=False)


def test_session_a11_opens_our_file_with_no_other_sqlite(tmp_path: Path, template: Path) -> None:
    """A11: an audit hook sees no sqlite3.connect, and no open() of the database while SQLite of ours has it open."""
    root = tmp_path / "profile"
    root.mkdir()
    shutil.copyfile(template, root / "sdrdesk.db")
    code = (
        """
import sys
seen = []
def hook(event, arguments):
    if event.startswith("sqlite3.") or (event == "open" and isinstance(arguments[0], (str, bytes)) and str(arguments[0]).endswith(("sdrdesk.db", "-wal", "-shm"))):
        seen.append((event, str(arguments[0])))
sys.addaudithook(hook)
"""
        + SESSION
        + """
desk = Application(ProfilePaths(root), FixedClock(dt.datetime(2026, 11, 19, 15, tzinfo=dt.UTC)))
opened = len(seen)
who = desk.prospects.add({"full_name": "Ann Vogel", "phone": "+1 212-555-0100", "country": "US"}).value
desk.enrolments.enrol([who], "p5")
desk.touches.log(TouchDraft(who, "call", "no_answer"))
desk.undo.undo()
desk.safety.backup()
desk.safety.check()
desk.exports.run(root / "out.csv")
desk.close()
print(len([e for e, _ in seen if e.startswith("sqlite3")]), len(seen) - opened, "sqlite3" in sys.modules)
"""
    )
    found = run(code, root)
    assert found.stdout.split()[:2] == ["0", "0"], found.stdout + found.stderr
