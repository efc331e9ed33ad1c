"""What has left the machine is known after crashes and restores (promises 3.2, A8)."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sdrdesk.core.errors import DiskFull, EnvironmentProblem
from sdrdesk.core.mail.ledger import Ledger

KEY = b"k" * 32
WHEN = dt.datetime(2026, 3, 31, 23, 59, tzinfo=dt.UTC)


def test_state_of_a_message_follows_its_notes(tmp_path: Path) -> None:
    """D: it may have arrived. S: it has. Nothing: it never left."""
    ledger = Ledger(tmp_path / "ledger", KEY)
    assert ledger.state_of("<a@x>") is None
    ledger.note("D", "<a@x>", WHEN)
    assert ledger.state_of("<a@x>") == "D"
    ledger.note("S", "<a@x>", WHEN)
    ledger.note("D", "<b@x>", WHEN)
    assert Ledger(tmp_path / "ledger", KEY).known() == {ledger.digest("<a@x>"): "S", ledger.digest("<b@x>"): "D"}


@pytest.mark.parametrize(("marks", "state"), [("DU", None), ("DUD", "D"), ("DUDS", "S"), ("DSU", "S"), ("U", None)])
def test_state_of_a_message_that_was_refused_and_tried_again(tmp_path: Path, marks: str, state: str | None) -> None:
    """A definite no takes the doubt back, so that a restore does not hold a mail for ever; what has arrived stays arrived."""
    ledger = Ledger(tmp_path, KEY)
    for month, mark in enumerate(marks):
        ledger.note(mark, "<a@x>", WHEN + month * dt.timedelta(days=31))  # type: ignore[arg-type]
    assert ledger.state_of("<a@x>") == state


def test_notes_of_two_months_lie_in_two_files_by_utc(tmp_path: Path) -> None:
    """A restored backup is compared with every month, whatever zone the user was in."""
    ledger = Ledger(tmp_path, KEY)
    ledger.note("D", "<a@x>", WHEN.astimezone(dt.timezone(dt.timedelta(hours=8))))
    ledger.note("S", "<a@x>", WHEN + dt.timedelta(minutes=2))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["2026-03.log", "2026-04.log"]
    assert ledger.state_of("<a@x>") == "S"


def test_ledger_names_nobody(tmp_path: Path) -> None:
    """The files outlive an erased person, so they must hold nothing that leads to one; nor can they be checked without the key."""
    Ledger(tmp_path, KEY).note("D", "<ann.secret@acme.example>", WHEN)
    text = b"".join(p.read_bytes() for p in tmp_path.iterdir())
    assert b"ann" not in text
    assert b"acme" not in text
    assert Ledger(tmp_path, b"q" * 32).state_of("<ann.secret@acme.example>") is None


@settings(max_examples=100, deadline=None)
@given(cut=st.integers(min_value=1, max_value=200), tail=st.binary(max_size=20))
def test_ledger_with_a_torn_last_line_keeps_the_others_and_takes_new_ones(
    tmp_path_factory: pytest.TempPathFactory, cut: int, tail: bytes
) -> None:
    """A power cut in the middle of a line must not cost the lines before it, nor the next one."""
    folder = tmp_path_factory.mktemp("ledger")
    ledger = Ledger(folder, KEY)
    ledger.note("S", "<first@x>", WHEN)
    whole = (folder / "2026-03.log").read_bytes()
    ledger.note("D", "<torn@x>", WHEN)
    both = (folder / "2026-03.log").read_bytes()
    kept = both[: max(len(whole), len(both) - cut)]
    (folder / "2026-03.log").write_bytes(kept + tail)
    ledger.note("D", "<next@x>", WHEN)
    known = ledger.known()
    assert known[ledger.digest("<first@x>")] == "S"
    assert known[ledger.digest("<next@x>")] == "D"
    assert set(known) <= {ledger.digest(f"<{name}@x>") for name in ("first", "torn", "next")}


def test_note_is_on_the_disk_when_it_returns_even_if_the_process_is_killed(tmp_path: Path) -> None:
    """The sender gives the dot only after this; a kill right then must find the line."""
    script = textwrap.dedent(f"""
        import datetime as dt, os, pathlib, signal
        from sdrdesk.core.mail.ledger import Ledger
        ledger = Ledger(pathlib.Path({str(tmp_path)!r}), {KEY!r})
        for n in range(50):
            ledger.note("D", f"<{{n}}@x>", dt.datetime.now(dt.UTC))
        os.kill(os.getpid(), signal.SIGKILL)
    """)
    root = Path(__file__).resolve().parents[2]
    subprocess.run([sys.executable, "-c", script], cwd=root, env={**os.environ, "PYTHONPATH": str(root)}, check=False, timeout=60)
    ledger = Ledger(tmp_path, KEY)
    assert [ledger.state_of(f"<{n}@x>") for n in range(50)] == ["D"] * 50


def test_note_that_cannot_be_written_is_a_problem(tmp_path: Path) -> None:
    """If the ledger cannot say it, the mail must not leave."""
    (tmp_path / "ledger").write_text("a file in the way")
    with pytest.raises(EnvironmentProblem):
        Ledger(tmp_path / "ledger", KEY).note("D", "<a@x>", WHEN)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux' full device")
def test_note_on_a_full_disk_is_a_full_disk(tmp_path: Path) -> None:
    """The banner must name the cause."""
    (tmp_path / "2026-03.log").symlink_to("/dev/full")
    with pytest.raises(DiskFull):
        Ledger(tmp_path, KEY).note("D", "<a@x>", WHEN)


@pytest.mark.parametrize("key", [b"", b"short", b"x" * 65])
def test_ledger_with_a_poor_key_is_a_mistake_of_the_program(tmp_path: Path, key: bytes) -> None:
    """An empty key would make the hashes guessable."""
    with pytest.raises(ValueError, match="key"):
        Ledger(tmp_path, key)
