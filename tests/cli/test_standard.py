"""``sdrdesk standard``: the agreements and their versions (rules R23-R25), and the version in ``qualify --json``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sdrdesk.cli import run

Cli = Callable[..., tuple[int, Any]]


@pytest.fixture
def cli(folder: Path, template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Runs a verb with --json on a profile of one person; gives the status and the one document on standard output."""
    folder.mkdir()
    (folder / "sdrdesk.db").write_bytes(template.read_bytes())

    def call(*arguments: object) -> tuple[int, Any]:
        status = run([*map(str, arguments), "--profile", str(folder), "--now", "2026-11-19T10:00:00-05:00", "--json"])
        return status, json.loads(capsys.readouterr().out)

    (tmp_path / "people.csv").write_text("Name,Email,Company\nHelen Okafor,helen@f1.example,Firm 1\n", "utf-8")
    assert call("import", tmp_path / "people.csv")[0] == 0
    return call


def rule_file(tmp_path: Path, text: str) -> Path:
    """A rule as a person writes it."""
    path = tmp_path / "rule.json"
    path.write_text(text, "utf-8")
    return path


def test_a_rule_is_shown_previewed_kept_and_brought_back(cli: Cli, tmp_path: Path) -> None:
    """The verdict says by which version it was given."""
    status, shown = cli("standard")
    assert (status, shown["kind"], shown["version"], shown["body"]["strong_at_least"]) == (0, "mql", 0, 4)
    assert shown["sentence"].startswith("Ready means: Need, Authority, Time strong;")
    status, verdict = cli("qualify", "Helen Okafor", "--set", "need=strong", "--evidence", "Two of the five leave")
    assert (verdict["verdict"], verdict["standard"]) == ("not_ready", {"version": 0})
    easy = rule_file(tmp_path, '{"must_be_strong": ["need"], "strong_at_least": 1}')
    status, seen = cli("standard", "mql", "--preview", easy)
    assert (seen["version"], seen["preview"]) == (0, {"ready": 0, "of": 1, "more": 0, "fewer": 0})
    cli("meet", "Helen Okafor", "2026-11-20T09:00")
    assert cli("standard", "mql", "--preview", easy)[1]["preview"] == {"ready": 1, "of": 1, "more": 1, "fewer": 0}
    assert cli("standard", "mql", "--set", easy)[1]["version"] == 1
    assert cli("qualify", "Helen Okafor")[1]["verdict"] == "ready"
    assert cli("standard", "mql", "--set", rule_file(tmp_path, "{}"))[1]["version"] == 2
    status, again = cli("standard", "mql", "--back", "1")
    assert (again["version"], again["body"]["must_be_strong"], len(again["versions"])) == (3, ["need"], 3)
    assert cli("qualify", "Helen Okafor")[1]["standard"] == {"version": 3}


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("[1]", "rule.json is not a JSON object"),
        ("{", "rule.json is not a JSON object"),
        ('{"strong_at_least": 9}', "strong_at_least must be a whole number from 0 to 6, not 9"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_in_words_and_keeps_nothing(cli: Cli, tmp_path: Path, text: str, part: str) -> None:
    """A mistake in a file leaves the rule in use as it is."""
    status, refused = cli("standard", "mql", "--set", rule_file(tmp_path, text))
    assert status == 2 and part in refused["error"]["message"]
    assert cli("standard")[1]["versions"] == []


def test_an_unknown_agreement_is_named(cli: Cli) -> None:
    """Not an empty answer."""
    status, refused = cli("standard", "colour")
    assert status != 0 and "colour" in refused["error"]["message"]
