"""The real process: how it starts, starts twice, fails to start, and what a kill leaves."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import Popen

import pytest

from tests.support.desktop import MAIN, ROOT, Program, program, wait_until

PEOPLE = "Name,Email,Phone,Company,City,Country,Title\n" + "".join(
    f"{name},{name.split()[0].lower()}@firm{i}.example,+1 212-555-01{i}0,Firm {i},New York,US,Head of Finance\n"
    for i, name in enumerate(("Ann Vogel", "Bob Lee", "Cay Dunn", "Dan Roth", "Eve Stone", "Flo Marsh"), start=1)
)


@pytest.fixture
def started(tmp_path: Path, folder: Path, template: Path) -> Iterator[Program]:
    """The program on a set-up profile with six people, its window not open yet."""
    folder.mkdir()
    (folder / "sdrdesk.db").write_bytes(template.read_bytes())
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, "utf-8")
    with program(folder, tmp_path) as (made, _session):
        made.ask("settings", "--set", "app.set_up=true", "--set", "user.name=Li Na")
        made.ask("import", path)
        yield made


def test_second_start_raises_the_first_window_and_ends(started: Program, tmp_path: Path) -> None:
    """Two windows on one profile would show two truths; the second start must also not look like a failure."""
    screen = started.screen
    assert screen is not None
    first = started.open()
    with Program(tmp_path / "other", started.environment, screen) as other:
        other.ask("settings", "--set", "app.set_up=true")
        over = other.open()
        assert screen.windows("^SDR Desk$") == [first, over]
        done = started.run()
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        wait_until(lambda: screen.windows("^SDR Desk$") == [over, first], "the first window above the other")
    screen.focus("^SDR Desk$")
    assert started.close() == 0


def test_quick_add_reaches_the_window_that_is_open_and_one_that_is_not(started: Program) -> None:
    """From a key of the desktop: the line opens with its words, Enter keeps the reminder; without a window, one opens first."""
    screen = started.screen
    assert screen is not None
    started.open()
    done = started.run("--quick-add", "in 2h send the quote")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    screen.focus("^Quick add$")
    screen.key("Return")
    assert started.wait_for(1, "SELECT text FROM own_reminder") == [("send the quote",)]
    screen.focus(MAIN)
    assert started.close() == 0
    alone = Popen(
        [sys.executable, "-m", "sdrdesk", "--profile", str(started.profile), "--quick-add", "in 3h call the printer"],
        env=started.environment,
        cwd=ROOT,
    )
    try:
        screen.focus("^Quick add$")
        screen.key("Return")
        assert started.wait_for(2, "SELECT text FROM own_reminder ORDER BY id")[1] == ("call the printer",)
        screen.focus(MAIN)
        screen.key("ctrl+q")
        assert alone.wait(20) == 0
    finally:
        alone.kill()


def test_window_that_is_killed_opens_again_and_has_lost_nothing(started: Program) -> None:
    """A crash, a flat battery: what was logged is there, and no stale lock keeps the window shut."""
    screen = started.screen
    assert screen is not None
    started.open()
    screen.key("j", "2")
    started.wait_for(1, "SELECT id FROM touch")
    screen.key("j", "1")
    logged = started.wait_for(2, "SELECT prospect_id, outcome FROM touch ORDER BY id")
    assert started.kill() == -9
    assert started.ask("check")["sound"] is True
    started.open()
    screen.key("j", "3")
    again = started.wait_for(3, "SELECT prospect_id, outcome FROM touch ORDER BY id")
    assert again[:2] == logged
    assert [outcome for _, outcome in again] == ["voicemail", "no_answer", "gatekeeper"]
    assert started.close() == 0
    assert started.ask("numbers")["calls"] == 3


def test_start_without_a_display_is_one_sentence_and_status_4(tmp_path: Path) -> None:
    """On a server the program must say what is missing; Qt itself would abort the process."""
    bare = Program(tmp_path / "profile", {"PATH": "", "LANG": "C.UTF-8", "HOME": str(tmp_path)})
    done = bare.run()
    assert (done.returncode, done.stdout) == (4, "")
    assert len(done.stderr.strip().splitlines()) == 1 and "Traceback" not in done.stderr and "no_display" not in done.stderr


def test_start_on_a_corrupt_database_is_one_sentence_and_status_4(tmp_path: Path, folder: Path) -> None:
    """The file may still be rescued: it stays as it is, and the person reads what happened instead of a traceback."""
    folder.mkdir()
    (folder / "sdrdesk.db").write_bytes(b"garbage" * 2000)
    with program(folder, tmp_path) as (made, _session):
        done = made.run()
    assert (done.returncode, done.stdout) == (4, "")
    assert len(done.stderr.strip().splitlines()) == 1 and "Traceback" not in done.stderr and "error." not in done.stderr
    assert (folder / "sdrdesk.db").read_bytes() == b"garbage" * 2000
