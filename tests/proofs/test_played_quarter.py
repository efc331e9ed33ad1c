"""A played quarter: the figures of any period are those of a script that reads nothing but the exported touches (issue "How am I doing")."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sdrdesk.cli import run
from sdrdesk.core.queries.tallies import GROUPINGS

SCRIPT = Path(__file__).parents[1] / "support" / "count_touches.py"
NOW = "2026-11-19T18:00:00-05:00"


def counted_again(touches: Path, first: dt.date, last: dt.date, by: str = "") -> Any:
    """What the script counts, in a process that does not see the program."""
    command = [sys.executable, "-I", str(SCRIPT), str(touches), str(first), str(last), *([by] if by else [])]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout)


def test_figures_of_a_quarter_are_those_of_an_independent_script(
    folder: Path, template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Days, weeks, a month, the whole: each from the command line, each counted again by other code, isolated."""
    folder.mkdir()
    (folder / "sdrdesk.db").write_bytes(template.read_bytes())

    def cli(*arguments: object) -> Any:
        status = run([*map(str, arguments), "--profile", str(folder), "--now", NOW, "--json"])
        assert status == 0, arguments
        return json.loads(capsys.readouterr().out)

    cli("demo", "--populate", 300, "--seed", 7)
    cli("export", tmp_path / "touches.csv", "--what", "touches")
    end = dt.date(2026, 11, 19)
    periods = [
        (end, end),
        (end - dt.timedelta(days=1), end - dt.timedelta(days=1)),
        (end - dt.timedelta(days=6), end),
        (end - dt.timedelta(days=27), end),
        (end - dt.timedelta(days=91), end),
    ]
    seen = 0
    for first, last in periods:
        ours = cli("numbers", "--from", first, "--to", last)
        theirs = counted_again(tmp_path / "touches.csv", first, last)
        assert {name: ours[name] for name in theirs} == theirs, (first, last)
        seen += theirs["reach"]
        for measure in ("reach", "conversation", "meeting_booked"):
            assert cli("numbers", "--from", first, "--to", last, "--behind", measure)["behind"]["count"] == theirs[measure]
        report = cli("report", "--from", first, "--to", last)
        assert {f["name"]: f["count"] for f in report["figures"] if f["name"] in theirs} == {
            k: v for k, v in theirs.items() if k not in ("emails", "calls")
        }
    assert seen > 500, "nothing was played"
    first = end - dt.timedelta(days=91)
    for by in ("day", "week", "month", "channel", "template", "cadence"):
        groups = cli("numbers", "--from", first, "--to", end, "--by", by)["groups"]
        theirs = counted_again(tmp_path / "touches.csv", first, end, by)
        assert {g.pop("key"): g for g in groups} == {k: {m: v[m] for m in groups[0]} for k, v in theirs.items()}, by
        assert len(groups) > 2, by
    # The control: answers, which name no template themselves, stand beside the template that they answer.
    by_template = {g["key"]: g for g in cli("numbers", "--from", first, "--to", end, "--by", "template")["groups"]}
    assert sum(g["conversation"] for key, g in by_template.items() if key) > 20
    # What stands behind a figure of a group is what the group counts.
    for by in GROUPINGS:
        period = ("--from", first, "--to", end, "--by", by)
        for found in cli("numbers", *period)["groups"][:6]:
            if found["key"] is not None:
                shown = cli("numbers", *period, "--behind", "connect", "--group", found["key"])["behind"]["count"]
                assert shown == found["connect"], (by, found)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--by", "week", "--behind", "reach", "--group", "soon"), "soon is no such group."),
        (("--by", "channel", "--behind", "won", "--group", "call"), "This figure counts handoffs, which belong to no channel."),
        (("--by", "shoes"), "Numbers cannot be grouped by shoes."),
        (("--from", "2026-11-20", "--to", "2026-11-19"), ""),
        (("--from", "tomorrow"), "is not understood as a time"),
    ],
)
def test_what_cannot_be_counted_is_told_in_a_sentence(
    folder: Path, template: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    """No traceback, no figure."""
    folder.mkdir()
    (folder / "sdrdesk.db").write_bytes(template.read_bytes())
    assert run(["numbers", *arguments, "--profile", str(folder), "--now", NOW]) != 0
    told = capsys.readouterr()
    assert said in told.err and "Traceback" not in told.err and told.out == ""


def test_days_in_which_nothing_can_have_happened_count_nothing(folder: Path, template: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Years to come, and years before anybody: zeros, no share of nothing, and a start that is still to come asks for no meeting."""
    folder.mkdir()
    (folder / "sdrdesk.db").write_bytes(template.read_bytes())
    place = ("--profile", str(folder), "--now", NOW, "--json")
    assert run(["settings", "--set", "user.start_date=2027-03-01", *place]) == 0
    capsys.readouterr()
    for first, last in (("2030-01-01", "2030-12-31"), ("1990-01-01", "1990-12-31"), ("2026-11-19", "2026-11-19")):
        assert run(["numbers", "--from", first, "--to", last, "--by", "month", *place]) == 0
        found = json.loads(capsys.readouterr().out)
        assert found["groups"] == [] and found["reach"] == 0 and all(rate["value"] is None for rate in found["rates"].values())
        assert all(one["mine"] in (None, 0) for one in found["benchmarks"])
        meetings = next(t for t in found["targets"] if t["name"] == "meeting_booked")
        assert meetings["target"] >= 0 and (first != "2026-11-19" or meetings["target"] == 0)
