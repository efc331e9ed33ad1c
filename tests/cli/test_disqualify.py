"""``sdrdesk disqualify`` (rule R25; design/cli.md): the shape, and refusals that change nothing."""

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
    """Runs a verb with --json on a profile of two people; gives the status and the one document on standard output."""
    folder.mkdir()
    (folder / "sdrdesk.db").write_bytes(template.read_bytes())

    def call(*arguments: object, now: str = "2026-11-19T10:00:00-05:00") -> tuple[int, Any]:
        status = run([*map(str, arguments), "--profile", str(folder), "--now", now, "--json"])
        return status, json.loads(capsys.readouterr().out)

    (tmp_path / "people.csv").write_text(
        "Name,Email,Company\nHelen Okafor,helen@f1.example,Firm 1\nSam Whitlow,sam@f2.example,Firm 2\n", "utf-8"
    )
    assert call("import", tmp_path / "people.csv")[0] == 0
    return call


def test_reasons_are_listed_with_what_to_do(cli: Cli) -> None:
    status, found = cli("disqualify", "--reasons")
    assert status == 0
    assert [r["key"] for r in found] == ["no_need", "no_budget", "not_decider", "nobody_to_run", "other_vendor"]
    assert all(r["counter_move"] and r["days"] > 0 for r in found)


def test_set_back_until_a_day_comes_back_on_the_list_and_undo_takes_it_back(cli: Cli) -> None:
    status, done = cli(
        "disqualify", "helen@f1.example", "--reason", "没有预算", "--until", "2026-12-07", "--said", "after New Year", "--cadence", ""
    )
    assert status == 0
    assert {"prospect", "reason", "until", "cadence", "counter_move", "change"} <= set(done)
    assert (done["reason"], done["until"], done["cadence"]) == ("no_budget", "2026-12-07", None)
    back = cli("today", now="2026-12-07T10:00:00-05:00")[1]["items"]
    assert [i["prospect"]["name"] for i in back if i["band"] != "no_next_step"] == ["Helen Okafor"]
    assert cli("undo")[0] == 0
    assert [i["band"] for i in cli("today")[1]["items"]] == ["no_next_step", "no_next_step"]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("--reason", "bored"), 2),
        (("--reason", "no_need", "--until", "2026-11-18"), 2),
        (("--reason", "no_need", "--until", "soon"), 2),
        ((), 2),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(cli: Cli, arguments: tuple[str, ...], status: int) -> None:
    found, said = cli("disqualify", "helen@f1.example", *arguments)
    assert found == status and said["error"]["message"]
    assert [i["band"] for i in cli("today")[1]["items"]] == ["no_next_step", "no_next_step"]


def test_closed_people_are_refused_by_a_named_rule(cli: Cli) -> None:
    assert cli("disqualify", "1", "--reason", "no_need", "--close")[0] == 0
    status, said = cli("disqualify", "1", "--reason", "no_need")
    assert status == 3 and said["error"]["details"]["rule"] == "R4"
