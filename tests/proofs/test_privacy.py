"""Promises D4, F5 and F6 in short form: no password, name or address leaves or is written where it should not be."""

from __future__ import annotations

import json
import logging
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sdrdesk.core.logs import redact, start_log
from sdrdesk.core.paths import ProfilePaths

CANARIES = (
    "Zebulon Quastorf",
    "zebulon@quastorf-canary.example",
    "+1 312 555 0198",
    "Quastorf Canary Works",
    "their budget is a secret parrot",
)


@pytest.mark.parametrize(
    "words", ["mail to zebulon@quastorf-canary.example failed", "dial +1 312 555 0198 now", "<zebulon@quastorf-canary.example>"]
)
def test_redact_address_or_number_is_blanked(words: str) -> None:
    """Promise F5: whatever a library puts into a message, no address or number reaches the log."""
    assert "quastorf" not in redact(words) and "555" not in redact(words)


def test_log_exception_with_foreign_text_keeps_only_place_and_kind(tmp_path: Path) -> None:
    """Promise F5: a traceback's last line may quote a name."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    try:
        start_log(ProfilePaths(tmp_path))
        try:
            raise ValueError(CANARIES[0])
        except ValueError:
            logging.getLogger("canary").error("job.failed id=%s", 7, exc_info=True)
        for handler in root.handlers:
            handler.flush()
        written = (tmp_path / "sdrdesk.log").read_text("utf-8")
    finally:
        for handler in [h for h in root.handlers if h not in before]:
            root.removeHandler(handler)
            handler.close()
        root.setLevel(level)
    assert "job.failed id=7" in written and "ValueError" in written and CANARIES[0] not in written


def _day(profile: Path, folder: Path) -> list[list[str]]:
    """A scripted day by the command line, with canaries in every field."""
    people = folder / "people.csv"
    people.write_text(f"Name,Email,Phone,Company,Notes\n{CANARIES[0]},{CANARIES[1]},{CANARIES[2]},{CANARIES[3]},{CANARIES[4]}\n", "utf-8")
    who = CANARIES[1]
    return [
        ["import", str(people), "--cadence", "p5"],
        ["today"],
        ["why", who],
        ["log", who, "--channel", "call", "--outcome", "voicemail", "--note", CANARIES[4]],
        ["compose", who],
        ["qualify", who, "--set", "need=strong", "--evidence", CANARIES[4]],
        ["search", "Quastorf"],
        ["numbers"],
        ["undo"],
        ["redo"],
        ["backup"],
        ["check"],
        ["export", str(folder / "out.csv")],
        ["send"],
        ["outbox"],
    ]


def test_scripted_day_without_any_network_works_and_logs_no_person(tmp_path: Path) -> None:
    """Promises F5 and F6: a whole day needs no connection to anywhere, and nothing of a person is in the log or on standard error."""
    unshare = shutil.which("unshare")
    if unshare is None or subprocess.run([unshare, "-n", "true"], capture_output=True, check=False).returncode != 0:
        if os.environ.get("SDRDESK_REQUIRE_SERVERS") == "1" and os.geteuid() == 0:
            pytest.fail("a network namespace could not be made")
        pytest.skip("needs a network namespace (root)")
    profile = tmp_path / "profile"
    environment = os.environ | {"LANG": "C.UTF-8"}
    for arguments in _day(profile, tmp_path):
        done = subprocess.run(
            [unshare, "-n", sys.executable, "-m", "sdrdesk", "--profile", str(profile), "--json", *arguments],
            capture_output=True,
            text=True,
            env=environment,
            check=False,
            timeout=120,
        )
        assert done.returncode in (0, 1), (arguments, done.stderr)
        json.loads(done.stdout)
        assert not [c for c in CANARIES if c in done.stderr], arguments
    for log in profile.glob("*.log*"):
        assert not [c for c in CANARIES if c in log.read_text("utf-8")]
