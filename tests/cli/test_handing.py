"""The answer of an account executive through the command line: files that a separate program wrote, by hand, and what `handoffs` says of it."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sdrdesk.cli import run

NOW = "2026-11-19T10:00:00-05:00"
Cli = Callable[..., tuple[int, Any]]


@pytest.fixture
def cli(folder: Path, template: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Runs a verb with --json at a moment; gives the status and the one document on standard output."""
    folder.mkdir()
    (folder / "sdrdesk.db").write_bytes(template.read_bytes())

    def call(*arguments: object, now: str = NOW) -> tuple[int, Any]:
        status = run([*map(str, arguments), "--profile", str(folder), "--now", now, "--json"])
        return status, json.loads(capsys.readouterr().out)

    return call


@pytest.fixture
def packets(cli: Cli, tmp_path: Path) -> list[Path]:
    """Four people handed to Ravi; their packets."""
    names = ("Helen Okafor", "Sam Whitlow", "Luis Prado", "Oda Lie")
    rows = "".join(f"{n},{n.split()[0].lower()}@f{i}.example,+1 212-555-01{i}0,Firm {i},New York,US\n" for i, n in enumerate(names))
    (tmp_path / "people.csv").write_text("Name,Email,Phone,Company,City,Country\n" + rows, "utf-8")
    assert cli("import", tmp_path / "people.csv")[0] == 0
    out = tmp_path / "out"
    out.mkdir()
    found = []
    for who in range(1, 5):
        letters = [
            part for name in ("need", "authority", "time", "people") for part in ("--set", f"{name}=strong", "--evidence", "said so")
        ]
        assert cli("qualify", who, *letters)[0] == 0
        assert cli("meet", who, "tue 14:00")[0] == 0
        status, done = cli("handoff", who, "--ae", "Ravi Menon", "--ae-email", "ravi@acme.example", "--out", out)
        assert status == 0
        found.append(Path(done["file"]))
    return found


def answered(packet: Path, folder: Path, **values: str) -> Path:
    """What a separate script does that knows only the published schema: fill the form in."""
    with zipfile.ZipFile(packet) as archive:
        form = json.loads(archive.read("answer.json"))
    assert form["schema"] == "sdrdesk.answer/1" and form["answer"] == ""
    file = folder / f"answer-{form['handoff_id']}.json"
    file.write_text(json.dumps(form | values, ensure_ascii=False), "utf-8")
    return file


def test_four_answers_by_file(cli: Cli, packets: list[Path], tmp_path: Path) -> None:
    """Each state with its shape; `handoffs` says who waits on whom, `numbers` counts them on their day."""
    later = "2026-11-23T09:00:00-05:00"
    status, done = cli("handoff", "answer", answered(packets[0], tmp_path, answer="accepted"), now=later)
    assert status == 0
    assert {"handoff", "prospect", "answer", "reason", "amount", "state", "known", "change"} <= set(done)
    assert (done["answer"], done["state"], done["known"], done["prospect"]["name"]) == ("accepted", "accepted", False, "Helen Okafor")
    assert (
        cli("handoff", "answer", answered(packets[1], tmp_path, answer="退回", reason="没有预算"), now=later)[1]["reason_code"]
        == "no_budget"
    )
    assert cli("handoff", "answer", answered(packets[2], tmp_path, answer="Won", amount="$26,400"), now=later)[1]["amount"] == {
        "value": 26400.0,
        "currency": "USD",
    }
    assert cli("handoff", "answer", answered(packets[3], tmp_path, answer="lost", reason="went dark"), now=later)[1]["state"] == "lost"
    rows = {r["prospect"]["name"]: r for r in cli("handoffs", now=later)[1]}
    assert [rows[n]["waits_on"] for n in ("Helen Okafor", "Sam Whitlow", "Luis Prado", "Oda Lie")] == ["ae", "nobody", "nobody", "nobody"]
    assert rows["Oda Lie"]["answered_at"] == later and rows["Oda Lie"]["age_days"] == 3 and not rows["Oda Lie"]["overdue"]
    assert cli("numbers", "--from", "2026-11-23", "--to", "2026-11-23", now=later)[1]["won"] == 1
    names = [i["prospect"]["name"] for i in cli("today", now="2026-12-07T10:00:00-05:00")[1]["items"]]
    assert "Sam Whitlow" in names  # back on the list


def test_twice_contradiction_replace_and_undo(cli: Cli, packets: list[Path], tmp_path: Path) -> None:
    """The same file again is known; another answer is refused with status 3 until --replace; undo takes it back."""
    assert cli("handoff", "answer", answered(packets[0], tmp_path, answer="won"))[0] == 0
    status, again = cli("handoff", "answer", answered(packets[0], tmp_path, answer="won"))
    assert (status, again["known"], again["change"]) == (0, True, None)
    lost = answered(packets[0], tmp_path, answer="lost", reason="price")
    status, refused = cli("handoff", "answer", lost)
    assert (status, refused["error"]["code"]) == (3, "answer_contradicts")
    assert cli("handoff", "answer", lost, "--replace")[1]["state"] == "lost"
    assert cli("undo")[1]["steps"][0]["op"] == "handoff_answer"
    assert next(r for r in cli("handoffs")[1] if r["id"] == 1)["state"] == "won"


def test_whole_zip_dropped_back_and_by_hand(cli: Cli, packets: list[Path], tmp_path: Path) -> None:
    """The AE sends the zip back with the form filled in; the SDR notes another answer from a call."""
    back = tmp_path / "back.zip"
    with zipfile.ZipFile(packets[0]) as old, zipfile.ZipFile(back, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(b'"answer": ""', b'"answer": "accepted"') if name == "answer.json" else content)
    assert cli("handoff", "answer", back)[1]["state"] == "accepted"
    status, done = cli("handoff", "answer", 2, "--answer", "returned", "--reason", "no budget", "--until", "2027-01-15")
    assert (status, done["reason"], done["state"]) == (0, "no budget", "returned")
    status, overdue = cli("handoffs", now="2026-11-24T09:00:00-05:00")
    assert [(r["overdue"], r["waits_on"]) for r in overdue if r["id"] == 3] == [(True, "you")]


@pytest.mark.parametrize(
    ("arguments", "status", "code"),
    [
        (("none.json",), 4, "answer_file_gone"), (("99", "--answer", "won"), 2, "handoff_not_found"), (("1", "--answer", "maybe"), 2, "answer_unknown"),
        (("1", "--answer", "won", "--amount", "lots"), 2, "amount_not_understood"), (("1", "--answer", "returned", "--until", "yesterday"), 2, "when_past"),
        (("file.json", "--answer", "won"), 2, "answer_ways"), ((), 2, "answer_ways"), (("file.json", "--reason", "x"), 2, "answer_ways"),
    ],
)  # fmt: skip
def test_refusals(cli: Cli, packets: list[Path], arguments: tuple[str, ...], status: int, code: str) -> None:
    """Statuses as in the design of the command line, each with a sentence."""
    found, document = cli("handoff", "answer", *arguments)
    assert (found, document["error"]["code"]) == (status, code)
    assert document["error"]["message"] and "{" not in document["error"]["message"]
