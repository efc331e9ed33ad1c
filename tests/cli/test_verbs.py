"""The command line is a public interface: shapes, exit statuses, one JSON document, sentences in both languages."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sdrdesk.cli import run

NOW = "2026-11-19T10:00:00-05:00"
PEOPLE = "Name,Email,Phone,Company,City,Country,Title\n" + "".join(
    f"{name},{name.split()[0].lower()}@firm{i}.example,+1 212-555-01{i}0,Firm {i},New York,US,Head of Finance\n"
    for i, name in enumerate(("Ann Vogel", "Bob Lee", "Cay Dunn", "Dan Roth", "Eve Stone", "Flo Marsh"), start=1)
)
Cli = Callable[..., tuple[int, Any]]


@pytest.fixture
def cli(folder: Path, template: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Runs a verb with --json at a moment; gives the status and the one document on standard output."""
    folder.mkdir()
    (folder / "sdrdesk.db").write_bytes(template.read_bytes())

    def call(*arguments: object, now: str = NOW, **_: object) -> tuple[int, Any]:
        status = run([*map(str, arguments), "--profile", str(folder), "--now", now, "--json"])
        return status, json.loads(capsys.readouterr().out)

    return call


@pytest.fixture
def people(cli: Cli, tmp_path: Path) -> Cli:
    """The same with six people."""
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, "utf-8")
    assert cli("import", path)[0] == 0
    return cli


def has(document: Any, keys: str) -> bool:
    return set(keys.split()) <= set(document)


def test_verbs_of_the_path_have_their_shapes(people: Cli, tmp_path: Path) -> None:
    """Scripts stand on these keys; they only ever grow."""
    status, found = people("import", tmp_path / "people.csv", "--dry-run")
    assert status == 0 and has(found, "file encoding rows created updated merged skipped problems change")
    assert (found["rows"], found["merged"], found["change"]) == (6, 6, None)
    status, found = people("today")
    assert status == 0 and has(found, "at counts minutes items")
    assert found["at"] == NOW
    assert found["counts"] == {"promised_now": 0, "answer_now": 0, "worth_most_now": 0, "later_today": 0, "no_next_step": 6}
    assert has(found["items"][0], "rank band prospect channel step due local_time score minutes why pinned")
    assert has(found["items"][0]["prospect"], "id name company email")
    status, found = people("enrol", "ann@firm1.example", "2", "--cadence", "p5", "--forecast")
    assert status == 0 and sum(d.get("emails", 0) for d in found["forecast"].values()) == 8  # the fifth step of each lies past 30 days
    assert people("today")[1]["counts"]["no_next_step"] == 6
    status, found = people("enrol", "ann@firm1.example", "2", "--cadence", "p5")
    assert (status, found["refused"]) == (0, [])
    status, found = people("why", "Ann Vogel@Firm 1")
    assert status == 0 and has(found, "prospect at score factors")
    assert has(found["factors"][0], "name value prior observations text")
    status, found = people(
        "log", "1", "--channel", "call", "--outcome", "connected_not_now", "--minutes", "3", "--note", "Later", "--next", "tue 14:00"
    )
    assert status == 0 and found["next"] == {"kind": "callback", "channel": "call", "due": "2026-11-24T14:00:00-05:00"}
    assert people("snooze", "2", "mon")[1]["until"] == "2026-11-23"
    assert people("stop", "2", "--reason", "no_need")[1]["stopped"] == 1
    assert {c["key"] for c in people("cadences")[1]} >= {"p5", "p5_calls", "inbound"}
    status, found = people("compose", "1", "--template", "referral")
    assert has(found, "to subject body language missing lint blocked")
    assert status == (1 if found["missing"] else 0)
    assert isinstance(people("templates")[1], list)
    assert has(people("templates", "check")[1], "problems")
    assert has(people("outbox")[1], "counts items")
    status, found = people("qualify", "1", "--set", "need=strong", "--evidence", "Nine days")
    assert status == 0 and has(found, "letters anum flags verdict missing next_questions")
    assert has(found["letters"]["need"], "signal evidence at stale")
    assert people("handoffs") == (0, [])
    status, found = people("numbers", "--by", "day")
    assert has(
        found,
        "from to reach connect conversation meeting_booked meeting_held qualified accepted won emails calls people rates benchmarks targets mix",
    )
    assert has(found["rates"]["connect_of_reach"], "value low high n")
    assert has(
        people("plan", "--revenue", 1000000, "--deal-size", 50000)[1],
        "deals opportunities prospects emails per_working_day sdrs_needed formula",
    )
    assert people("search", "vog")[1][0]["name"] == "Ann Vogel"
    assert people("history", "1")[1]["touches"][0]["note"] == "Later"
    assert has(people("changes")[1][0], "id op at text state")
    assert people("undo")[1]["steps"][0]["op"] == "qualify"
    assert people("redo")[1]["steps"][0]["op"] == "qualify"
    assert people("check")[1]["sound"] is True
    assert people("settings", "--set", "user.name=Li Na")[1]["user.name"] == "Li Na"
    assert has(people("version")[1], "version python sqlite")
    assert people("export", tmp_path / "out.csv")[1]["rows"] == 6
    copy = people("backup", tmp_path / "copy.db")[1]["file"]
    people("log", "3", "--channel", "call", "--outcome", "busy")
    assert people("restore", copy)[0] == 0
    assert people("history", "3")[1]["touches"] == []


def test_log_from_a_file_takes_the_good_lines_and_says_the_rest(people: Cli, tmp_path: Path) -> None:
    """Status 1: done in part, with what was left and why."""
    path = tmp_path / "touches.jsonl"
    good = {"prospect": "ann@firm1.example", "at": "2026-11-18T10:00:00-05:00", "channel": "call", "outcome": "busy"}
    path.write_text("\n".join(json.dumps(x) for x in (good, good | {"prospect": "nobody@x.example"}, good | {"minutes": "many"})), "utf-8")
    status, found = people("log", "--from", path)
    assert (status, found["logged"], [p["line"] for p in found["problems"]]) == (1, 1, [2, 3])


def test_demo_populate_fills_the_same_for_the_same_seed(cli: Cli) -> None:
    """A bench and a bug report need the same people."""
    status, found = cli("demo", "--populate", 30, "--seed", 7)
    assert status == 0 and found["seed"] == 7
    assert sum(cli("today", "--limit", 1)[1]["counts"].values()) > 0


@pytest.mark.parametrize(
    ("arguments", "status", "code"),
    [
        (("why", "nobody@x.example"), 2, "prospect_not_found"), (("why", "²"), 2, "prospect_not_found"), (("why", "9" * 30), 2, "prospect_not_found"),
        (("log", "1", "--channel", "fax", "--outcome", "sent"), 2, "channel_unknown"), (("log", "1", "--channel", "call"), 2, "log_incomplete"),
        (("log", "1", "--channel", "call", "--outcome", "busy", "--at", "garbage"), 2, "when_not_understood"), (("log", "--from", "none.jsonl"), 4, "file_missing"),
        (("snooze", "1", "soon"), 2, "when_not_understood"), (("snooze", "1", "9:00"), 2, "when_past"), (("skip", "1", "--reason", "x"), 2, "nothing_to_skip"),
        (("enrol", "1", "--cadence", "p6"), 2, "cadence_not_found"), (("stop", "1", "--reason", "x"), 2, "not_enrolled"), (("undo", "0"), 2, "usage"), (("today", "--band", "hot"), 2, "band_unknown"),
        (("export", "out.pdf"), 2, "export_ending"), (("export", "out.csv", "--segment", "hot"), 2, "value_unknown"), (("handoff", "1"), 2, "ae_name_missing"), (("handoff", "1", "--ae", "Nobody"), 2, "ae_not_found"),
        (("handoff", "1", "--ae", "Ann", "--ae-email", "a@b.example"), 3, "handoff_not_ready"), (("numbers", "--from", "2026-11-20", "--to", "2026-11-19"), 2, "period_order"),
        (("plan", "--revenue", "0", "--deal-size", "1"), 2, "plan_not_positive"), (("restore", "none.db"), 4, "file_missing"), (("settings", "--set", "x=1"), 2, "setting_unknown"),
        (("nothing",), 2, "usage"), (("redo",), 2, "nothing_to_redo"), (("import", "none.csv"), 4, "file_missing"),
    ],
)  # fmt: skip
def test_refusals_have_their_status_their_code_and_one_document(people: Cli, arguments: tuple[str, ...], status: int, code: str) -> None:
    """One sentence that says what to do, in a document that a script can read."""
    found_status, found = people(*arguments)
    assert (found_status, found["error"]["code"]) == (status, code)
    assert found["error"]["message"] and found["error"]["message"] != f"error.{code}"
    assert "{" not in found["error"]["message"]


def test_qualify_that_fails_keeps_nothing_of_it(people: Cli) -> None:
    """Nothing is half done: one good letter before a wrong one is not stored."""
    assert people("qualify", "1", "--set", "need=strong", "--evidence", "x", "--set", "price=strong", "--evidence", "y")[0] == 2
    assert people("qualify", "1")[1]["letters"]["need"]["signal"] == "unknown"


def test_enrol_of_somebody_on_a_plan_is_refused_by_rule_r13(people: Cli) -> None:
    """Status 3 when nobody was taken, 1 when some were."""
    assert people("enrol", "1", "--cadence", "p5")[0] == 0
    status, found = people("enrol", "1", "--cadence", "p5")
    assert (status, found["refused"][0]["rule"]) == (3, "R13")
    assert people("enrol", "1", "2", "--cadence", "p5")[0] == 1


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
@pytest.mark.parametrize(("name", "content"), [("empty.csv", b""), ("binary.csv", bytes(range(256)) * 40), ("none.csv", None)])
def test_import_of_a_bad_file_is_one_sentence_in_the_users_language(
    cli: Cli, tmp_path: Path, lang: str, name: str, content: bytes | None
) -> None:
    """A stranger's file is the most common thing to go wrong."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    status, found = cli("--lang", lang, "import", tmp_path / name)
    message = found["error"]["message"]
    assert status in (2, 4)
    assert any("\u4e00" <= ch <= "\u9fff" for ch in message) is (lang == "zh_CN")
    assert "{" not in message and "error." not in message


@pytest.mark.parametrize(("now", "code"), [("garbage", "now_not_understood"), ("2026-13-01", "now_not_understood")])
def test_now_that_is_no_moment_says_so(cli: Cli, now: str, code: str) -> None:
    """A cron line with a mistake must not run at a wrong time."""
    status, found = cli("today", now=now)
    assert (status, found["error"]["code"]) == (2, code)


def test_corrupt_database_says_so_and_is_left_alone(cli: Cli, folder: Path) -> None:
    """Status 4 and every byte as it was."""
    (folder / "sdrdesk.db").write_bytes(b"garbage" * 2000)
    status, found = cli("today")
    assert (status, found["error"]["code"]) == (4, "store_corrupt")
    assert (folder / "sdrdesk.db").read_bytes() == b"garbage" * 2000


@pytest.mark.parametrize("place", ["before", "after"])
def test_common_options_stand_before_or_after_the_verb(folder: Path, template: Path, place: str) -> None:
    """By a process of its own: one document on standard output and nothing else there."""
    folder.mkdir()
    (folder / "sdrdesk.db").write_bytes(template.read_bytes())
    options = ["--profile", str(folder), "--json", f"--now={NOW}"]
    arguments = [*options, "today"] if place == "before" else ["today", *options]
    done = subprocess.run(
        [sys.executable, "-m", "sdrdesk", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["at"] == NOW


def test_templates_go_out_and_come_in(people: Cli, tmp_path: Path) -> None:
    """What another tool wrote comes in with its tags as ours; what was exported is there already."""
    status, found = people("templates", "export", tmp_path / "out")
    assert status == 0 and has(found, "files") and (tmp_path / "out" / "email" / "en" / "referral.j2").exists()
    status, found = people("templates", "import", tmp_path / "out")
    assert (status, found["taken"], found["waiting"], found["change"]) == (0, [], [], None) and len(found["unchanged"]) > 100
    path = tmp_path / "mine.txt"
    path.write_text("# Intro\nSubject: Hi [First Name]\n\nHello *|FNAME:there|*\n\n# Shoes\nSubject: Hi\n\n[Shoe Size]?\n", "utf-8")
    status, found = people("templates", "import", path, "--dry-run")
    assert status == 1 and found["change"] is None
    status, found = people("templates", "import", path)
    assert status == 1 and [t["key"] for t in found["taken"]] == ["intro"]
    assert has(found["waiting"][0], "kind key language subject file unknown problems") and found["waiting"][0]["unknown"] == ["[Shoe Size]"]
    status, found = people("templates", "import", path, "--map", "[Shoe Size]=topic")
    assert status == 0 and [t["key"] for t in found["taken"]] == ["shoes"]
    assert people("templates", "import", path, "--map", "[Shoe Size]=colour")[0] == 2
    assert people("templates", "import", path, "--language", "fr")[0] == 2
    mine = {t["key"]: t for t in people("templates")[1]}
    assert mine["intro"]["own"] and not mine["referral"]["own"] and mine["shoes"]["variables"] == ["topic"]
    assert has(people("compose", "ann@firm1.example", "--template", "intro")[1], "subject body problem")
    status, found = people("templates", "export", tmp_path / "one.json", "--key", "intro", "--kind", "email")
    assert json.loads((tmp_path / "one.json").read_text("utf-8"))["templates"][0]["body"] == 'Hello {{ first_name|default("there") }}\n'
    status, found = people("templates", "variants", "--cadence", "welcome")
    assert status == 0 and has(found[0], "cadence step verdict best variants")
    assert has(found[0]["variants"][0], "template sent replies rate low high") and found[0]["verdict"] == "not_enough"
