"""dnc, batch and the outbox's verbs: the shapes that scripts stand on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sdrdesk.cli import run

NOW = "2026-11-19T10:00:00-05:00"
Cli = Callable[..., tuple[int, Any]]


@pytest.fixture
def cli(folder: Path, template: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Cli:
    """Runs a verb with --json; two people are there."""
    folder.mkdir()
    (folder / "sdrdesk.db").write_bytes(template.read_bytes())

    def call(*arguments: object) -> tuple[int, Any]:
        status = run([*map(str, arguments), "--profile", str(folder), "--now", NOW, "--json"])
        return status, json.loads(capsys.readouterr().out)

    people = tmp_path / "people.csv"
    people.write_text("Name,Email,Phone\nAnn Vogel,ann@firm.example,+1 212-555-0110\nBob Lee,bob@two.example,\n", "utf-8")
    assert call("import", people)[0] == 0
    return call


def test_dnc_adds_lists_brings_in_and_takes_off(cli: Cli, tmp_path: Path) -> None:
    """The list without a window; a reason is needed to take a line off."""
    assert cli("enrol", "1", "--cadence", "p5")[0] == 0
    status, added = cli("dnc", "add", "@firm.example", "+1 415 555 0101", "--channel", "any", "--reason", "lawyers")
    assert (status, added["new"], added["people"]) == (0, 2, 1)
    file = tmp_path / "no.csv"
    file.write_text("email\nx@three.example\nnonsense\n", "utf-8")
    status, added = cli("dnc", "import", file)
    assert (status, added["new"], added["not_understood"]) == (1, 1, [{"line": 3, "text": "nonsense"}])
    status, found = cli("dnc", "--search", "firm")
    assert status == 0 and found["count"] == 3
    assert [(i["kind"], i["value"], i["channel"], i["reason"], i["source"]) for i in found["items"]] == [
        ("domain", "firm.example", "any", "lawyers", "hand")
    ]
    assert cli("enrol", "1", "--cadence", "p5")[1]["refused"]
    line = found["items"][0]["id"]
    assert cli("dnc", "remove", line, "--reason", " ")[0] == 2
    assert cli("dnc", "remove", line, "--reason", "they asked")[0] == 0
    assert cli("dnc")[1]["count"] == 2


def test_batch_without_anybody_and_resume_without_a_restore_are_harmless(cli: Cli) -> None:
    """Both say so in their shape."""
    assert cli("batch", "--send") == (0, {"emails": [], "batch": None, "queued": []})
    assert cli("outbox", "resume") == (0, {"frozen": False})
