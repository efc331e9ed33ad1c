"""``sdrdesk company`` and ``sdrdesk executives``: what scripts read of a committee, and the book of account executives."""

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
    """Runs a verb with --json on a profile of three people of two companies; gives the status and the one document."""
    folder.mkdir()
    (folder / "sdrdesk.db").write_bytes(template.read_bytes())

    def call(*arguments: object) -> tuple[int, Any]:
        status = run([*map(str, arguments), "--profile", str(folder), "--now", "2026-11-19T10:00:00-05:00", "--json"])
        return status, json.loads(capsys.readouterr().out)

    lines = "Helen Okafor,helen@f1.example,Firm One\nSam Whitlow,sam@f1.example,Firm One\nMia Vance,mia@f2.example,Firm Two"
    (tmp_path / "people.csv").write_text(f"Name,Email,Company\n{lines}\n", "utf-8")
    assert call("import", tmp_path / "people.csv")[0] == 0
    assert call("log", "helen@f1.example", "--channel", "call", "--outcome", "conversation", "--note", "Asked for a price")[0] == 0
    return call


def test_company_by_name_number_and_part_of_the_name(cli: Cli) -> None:
    """Committee, who is missing, and every touch of everybody."""
    status, found = cli("company", "firm one")
    assert status == 0
    assert (found["company"]["name"], found["known"], found["usual"]) == ("Firm One", 2, None)
    assert [p["name"] for p in found["people"]] == ["Helen Okafor", "Sam Whitlow"]
    assert found["roles"] == {"unknown": [1, 2]} and len(found["missing"]) == 6
    assert [(t["name"], t["outcome"], t["note"]) for t in found["touches"]] == [("Helen Okafor", "conversation", "Asked for a price")]
    assert (found["plan"]["tier"], found["plan"]["fields"]) == ("T3", {"industry": None, "company": None})
    assert cli("company", found["company"]["id"])[1] == found
    assert cli("company", "Two")[1]["company"]["name"] == "Firm Two"


def test_company_facts_are_noted_and_what_cannot_be_is_refused(cli: Cli) -> None:
    status, found = cli("company", "firm one", "--size", "1,280", "--industry", "Logistics")
    assert status == 0 and found["company"]["size"] == 1280
    assert (found["usual"], found["company"]["industry"]) == ({"low": 0, "high": 21, "source": "W11"}, "Logistics")
    assert cli("undo")[0] == 0
    assert cli("company", "firm one")[1]["company"]["size"] is None
    for arguments, code in (
        (("firm",), "company_ambiguous"),
        (("nobody",), "company_not_found"),
        (("firm one", "--size", "many"), "company_size"),
    ):
        status, found = cli("company", *arguments)
        assert status != 0 and found["error"]["code"] == code


def test_executives_are_added_changed_and_retired(cli: Cli) -> None:
    """The calendar hint and the language of packets are theirs; who is retired stays in the book."""
    status, found = cli("executives", "Ravi Menon", "--add", "--email", "ravi@acme.example")
    assert status == 0 and found["executives"][0]["email"] == "ravi@acme.example"
    status, found = cli("executives", "ravi@acme.example", "--language", "zh_CN", "--calendar", "Tue after 14:00", "--retire")
    assert found["executives"] == [
        {"id": 1, "name": "Ravi Menon", "email": "ravi@acme.example", "language": "zh_CN", "calendar": "Tue after 14:00", "retired": True}
    ]
    assert cli("executives")[1]["change"] is None
    assert cli("executives", "Ravi Menon", "--back")[1]["executives"][0]["retired"] is False
    status, found = cli("executives", "Nobody", "--email", "x@y.example")
    assert (status, found["error"]["code"]) == (2, "ae_not_found")


def test_handoff_says_what_it_is_given_on_the_command_line(cli: Cli, tmp_path: Path) -> None:
    """Promises, risks, place, length and ticks without a window; the email as a file."""
    for letter in ("need", "authority", "time", "people"):
        assert cli("qualify", "helen@f1.example", "--set", f"{letter}=strong", "--evidence", f"said {letter}")[0] == 0
    assert cli("meet", "helen@f1.example", "2026-11-24T14:00")[0] == 0
    cli("executives", "Ravi Menon", "--add", "--email", "ravi@acme.example")
    (tmp_path / "list.json").write_text('{"own": [{"name": "Recording linked", "required": true}]}')
    assert cli("standard", "checklist", "--set", tmp_path / "list.json")[0] == 0
    given = ("--promised", "A demo", "--risk", "New CFO", "--place", "Room 4", "--minutes", "45")
    status, found = cli("handoff", "helen@f1.example", "--ae", "Ravi Menon", "--out", tmp_path, *given)
    assert (status, "Recording linked" in found["error"]["message"]) == (3, True)
    status, found = cli("handoff", "helen@f1.example", "--ae", "Ravi Menon", "--out", tmp_path, *given, "--tick", "Recording linked")
    assert (status, found["notes"]) == (0, [])
    status, mail = cli("handoff", "email", found["id"], "--as-file")
    assert status == 0 and Path(mail["file"]).read_bytes().startswith(b"X-Unsent: 1")
    status, mail = cli("handoff", "email", found["id"])
    assert mail["error"]["code"] == "no_mailbox"


def test_ideal_profile_fit_and_suggestions(cli: Cli, tmp_path: Path) -> None:
    """W9 for scripts: without a profile nobody fits or misses; with one, each line has its verdict."""
    assert cli("ideal", "--fit", "helen@f1.example")[1] == {"fit": None, "lines": []}
    cli("company", "firm one", "--industry", "Logistics", "--size", "280")
    (tmp_path / "ideal.json").write_text(
        '{"criteria": [{"what": "industry", "weight": "must", "values": ["Logistics"]}, {"what": "title", "weight": "nice", "values": ["CFO"]}]}'
    )
    assert cli("standard", "ideal_profile", "--set", tmp_path / "ideal.json")[0] == 0
    status, found = cli("ideal", "--fit", "helen@f1.example")
    assert status == 0 and found["fit"] == {"fits": 1, "known": 1, "of": 2, "full": True, "ruled_out": False}
    assert [line["verdict"] for line in found["lines"]] == ["fits", "unknown"]
    assert cli("ideal", "--company", "Firm Two")[1]["lines"] == [{"what": "industry", "weight": "must", "verdict": "unknown"}]
    status, found = cli("ideal")
    assert (found["count"], found["suggestions"]) == ({"full": 2, "ruled_out": 0, "of": 3}, [])
    (tmp_path / "bad.json").write_text('{"criteria": [{"what": "shoe"}]}')
    assert cli("standard", "ideal_profile", "--set", tmp_path / "bad.json")[1]["error"]["code"] == "ideal_criterion"
