"""``sdrdesk remind`` and ``reminders`` (rule R5): the shape, and lines that cannot be meant, which change nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sdrdesk.cli import hoist, opens_window, run

Cli = Callable[..., tuple[int, Any]]


@pytest.fixture
def cli(folder: Path, template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Runs a verb with --json on a profile of one person; gives the status and the one document on standard output."""
    folder.mkdir()
    (folder / "sdrdesk.db").write_bytes(template.read_bytes())

    def call(*arguments: object, now: str = "2026-11-19T10:00:00-05:00") -> tuple[int, Any]:
        status = run([*map(str, arguments), "--profile", str(folder), "--now", now, "--json"])
        return status, json.loads(capsys.readouterr().out)

    (tmp_path / "people.csv").write_text("Name,Email,Company\nHelen Okafor,helen@f1.example,Firm 1\n", "utf-8")
    assert call("import", tmp_path / "people.csv")[0] == 0
    return call


def listed(cli: Cli) -> list[tuple[str, str, str]]:
    """(kind, at, about) of all."""
    return [(r["kind"], r["at"], r["about"]) for r in cli("reminders")[1]["reminders"]]


def test_reminder_is_kept_put_off_finished_and_undone(cli: Cli) -> None:
    """Each by its own step."""
    status, made = cli("remind", "remind me tue 14:00 to call Helen", "--about", "helen@f1.example")
    assert status == 0
    assert (made["id"], made["kind"], made["at"], made["about"]) == (1, "own", "2026-11-24T14:00:00-05:00", "call Helen")
    assert made["prospect"]["name"] == "Helen Okafor" and made["change"]
    assert cli("remind", "in 2h send the quote")[0] == 0
    assert listed(cli) == [("own", "2026-11-19T12:00:00-05:00", "send the quote"), ("own", "2026-11-24T14:00:00-05:00", "call Helen")]
    assert cli("reminders", "--snooze", 2, "tomorrow 9:00")[0] == 0
    assert listed(cli)[0] == ("own", "2026-11-20T09:00:00-05:00", "send the quote")
    assert cli("reminders", "--done", 2)[0] == 0 and cli("reminders", "--remove", 1)[0] == 0
    assert listed(cli) == []
    assert cli("undo")[0] == 0
    assert [about for _, _, about in listed(cli)] == ["call Helen"]
    assert [c["op"] for c in cli("changes")[1]][:2] == ["undo", "own_reminder"]


@pytest.mark.parametrize(
    ("line", "code"), [("call Helen", "remind_no_time"), ("tue 14:00", "remind_no_text"), ("yesterday call Helen", "when_past")]
)
def test_line_that_cannot_be_meant_is_refused_in_words(cli: Cli, line: str, code: str) -> None:
    """And nothing is kept."""
    status, found = cli("remind", line)
    assert status == 2 and found["error"]["code"] == code and found["error"]["message"]
    assert listed(cli) == []


def test_one_that_is_gone_is_refused(cli: Cli) -> None:
    """By its number."""
    assert cli("reminders", "--done", 7)[1]["error"]["code"] == "reminder_not_found"


def test_promises_stand_beside_them(cli: Cli) -> None:
    """One list of all that reminds."""
    cli("log", "helen@f1.example", "--channel", "call", "--outcome", "connected_not_now", "--next", "15:00")
    assert listed(cli) == [("callback", "2026-11-19T15:00:00-05:00", "Helen Okafor")]


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True), (["--quick-add"], True), (["--quick-add", "tue 14:00 call", "--profile", "x"], True), (["--profile", "x", "--in-background"], True),
        (["remind", "x"], False), (["--json", "today"], False),
    ],
)  # fmt: skip
def test_options_of_the_window_open_the_window(arguments: list[str], window: bool) -> None:
    """And a verb does not."""
    assert opens_window(hoist(arguments)) is window
