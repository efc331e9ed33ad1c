"""Watched directories of .eml files: each read once, when it is whole, and none of them touched."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from sdrdesk.app import Application
from sdrdesk.core.changes import OpKind
from sdrdesk.core.errors import Duplicate, NotFound, ValidationError
from sdrdesk.core.jobs.read_mail import ReadReport
from tests.support.profile import one
from tests.support.reading import Collector, letter, reading


def put(directory: Path, name: str, raw: bytes, age_s: float = 60) -> Path:
    """A file that was written a while ago."""
    path = directory / name
    path.write_bytes(raw)
    then = time.time() - age_s
    os.utime(path, (then, then))
    return path


@pytest.fixture
def mail(tmp_path: Path) -> Path:
    """An empty directory."""
    made = tmp_path / "mail"
    made.mkdir()
    return made


def pass_over(desk: Application, inbox: Collector) -> ReadReport:
    """One pass, as the command line makes it: nothing is remembered but what is stored."""
    return reading(desk, inbox).read_all()


def test_each_file_is_read_once_oldest_first_and_stays_as_it_is(desk: Application, mail: Path) -> None:
    """The directory is the user's."""
    inbox = Collector()
    desk.mail_folders.add_directory(mail)
    files = [put(mail, f"{n}.eml", letter(n), age_s=1000 - n) for n in range(3)]
    put(mail, "notes.txt", b"not mail")
    before = [(p.stat().st_mtime_ns, p.stat().st_mode, p.read_bytes()) for p in files]
    assert pass_over(desk, inbox).read == 3
    assert [m.raw for m in inbox.shown] == [letter(0), letter(1), letter(2)]
    assert [(m.mailbox_id, m.uid, m.uidvalidity) for m in inbox.shown] == [(None, None, None)] * 3
    put(mail, "later.EML", letter(9))
    assert (pass_over(desk, inbox).read, pass_over(desk, inbox).read) == (1, 0)
    assert [(p.stat().st_mtime_ns, p.stat().st_mode, p.read_bytes()) for p in files] == before


def test_file_that_is_still_written_is_read_when_it_is_whole(desk: Application, mail: Path) -> None:
    """Half a message would be another message than the whole one."""
    inbox = Collector()
    desk.mail_folders.add_directory(mail)
    put(mail, "new.eml", letter(1)[:40], age_s=0.1)
    put(mail, "empty.eml", b"", age_s=500)
    assert pass_over(desk, inbox).read == 0
    put(mail, "new.eml", letter(1))
    assert pass_over(desk, inbox).read == 1
    assert [m.raw for m in inbox.shown] == [letter(1)]


def test_maildir_is_read_once_although_its_names_change(desk: Application, mail: Path) -> None:
    """A mail program moves a message from new to cur and writes flags into its name."""
    inbox = Collector()
    for part in ("new", "cur", "tmp"):
        (mail / part).mkdir()
    desk.mail_folders.add_directory(mail)
    first = put(mail / "new", "1795.M1P1.host", letter(1))
    put(mail / "cur", "1795.M2P1.host:2,S", letter(2))
    put(mail / "tmp", "1795.M3P1.host", letter(3))
    assert pass_over(desk, inbox).read == 2
    first.rename(mail / "cur" / "1795.M1P1.host:2,RS")
    assert pass_over(desk, inbox).read == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_without_permission_is_named_and_the_others_are_read(desk: Application, mail: Path) -> None:
    """And it is tried again."""
    desk.mail_folders.add_directory(mail)
    put(mail, "closed.eml", letter(1)).chmod(0)
    put(mail, "open.eml", letter(2))
    report = pass_over(desk, Collector())
    assert report.read == 1 and report.folders[0].problem is not None


def test_unreadable_file_is_named_and_the_others_are_read(desk: Application, mail: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And it is tried again at each pass (here the failure is made; root may read everything)."""
    inbox = Collector()
    desk.mail_folders.add_directory(mail)
    put(mail, "closed.eml", letter(1))
    put(mail, "open.eml", letter(2))
    original = Path.open

    def refuse(self: Path, *args: object, **more: object) -> object:
        if self.name == "closed.eml":
            raise PermissionError(13, "no")
        return original(self, *args, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    report = pass_over(desk, inbox)
    problem = report.folders[0].problem
    assert problem is not None and (problem.code, problem.params["files"]) == ("mail_files_unreadable", "closed.eml")
    assert desk.mail_folders.directories()[0].problem == problem
    monkeypatch.undo()
    assert (pass_over(desk, inbox).read, desk.mail_folders.directories()[0].problem) == (1, None)


def test_links_and_pipes_are_left_alone(desk: Application, mail: Path, tmp_path: Path) -> None:
    """A link may lead anywhere, and a pipe never ends."""
    secret = put(tmp_path, "secret.txt", letter(1))
    (mail / "link.eml").symlink_to(secret)
    os.mkfifo(mail / "pipe.eml")
    desk.mail_folders.add_directory(mail)
    assert pass_over(desk, Collector()).read == 0


def test_after_a_restored_backup_everything_is_offered_again(desk: Application, mail: Path) -> None:
    """The database does not know the messages any more, so the memory beside it must not hide them."""
    inbox = Collector()
    desk.mail_folders.add_directory(mail)
    put(mail, "1.eml", letter(1))
    row = desk.mail_folders.directories()[0]
    pass_over(desk, inbox)
    with desk.store.write(OpKind.MAILBOX, undoable=False) as uow:
        uow.s.exec_driver_sql("UPDATE mail_folder SET last_uid = 0")
    assert pass_over(desk, inbox).read == 1
    assert pass_over(desk, inbox).read == 0
    assert desk.mail_folders.directories()[0].place.last_uid == row.place.last_uid + 1


def test_names_of_files_are_not_kept_in_the_clear(desk: Application, mail: Path) -> None:
    """They may be names of people, who may want to be forgotten (promise F3)."""
    desk.mail_folders.add_directory(mail)
    put(mail, "Angebot Frau Zitrone.eml", letter(1))
    pass_over(desk, Collector())
    kept = b"".join(p.read_bytes() for p in desk.paths.files_read.iterdir())
    assert b"marks" in kept and b"Zitrone" not in kept


def test_directories_are_added_once_and_removed(desk: Application, mail: Path, tmp_path: Path) -> None:
    """Refusals are sentences."""
    row = desk.mail_folders.add_directory(mail).value
    with pytest.raises(Duplicate):
        desk.mail_folders.add_directory(mail)
    with pytest.raises(ValidationError):
        desk.mail_folders.add_directory(tmp_path / "nowhere")
    with pytest.raises(NotFound):
        desk.mail_folders.remove_directory(row.id + 1)
    desk.mail_folders.remove_directory(row.id)
    assert one(desk, "SELECT count(*) FROM mail_folder") == 0


def test_gone_directory_is_a_problem_until_it_is_back(desk: Application, mail: Path) -> None:
    """A USB stick, or a folder in the cloud that is not there yet."""
    inbox = Collector()
    desk.mail_folders.add_directory(mail)
    mail.rename(mail.with_name("elsewhere"))
    problem = pass_over(desk, inbox).folders[0].problem
    assert problem is not None and problem.code == "directory_gone"
    mail.with_name("elsewhere").rename(mail)
    put(mail, "1.eml", letter(1))
    report = pass_over(desk, inbox)
    assert (report.read, report.folders[0].problem) == (1, None)
