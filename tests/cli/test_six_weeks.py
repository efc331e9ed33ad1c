"""Six weeks of six people by ``--now`` alone. The table was worked out from rules R4, R7, R8, R9 and R17 before the first run.

Ann: p5 on time to the end. Bob: p5_calls, a conversation on the first call ends it; then the default two days. Cay: inbound, on time.
Dan: p5, an auto-reply on the first day: five working days (20, 23, 24, 25, 27 November; the 26th is Thanksgiving). Eve: no plan, "not
now" with a date typed. Flo: p5, unsubscribes on the first day.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sdrdesk.cli import run

NAMES = ("Ann Vogel", "Bob Lee", "Cay Dunn", "Dan Roth", "Eve Stone", "Flo Marsh")
PLANS = {"Ann Vogel": "p5", "Bob Lee": "p5_calls", "Cay Dunn": "inbound", "Dan Roth": "p5", "Flo Marsh": "p5"}
TABLE: dict[str, dict[str, tuple[str, ...]]] = {
    # day: who is due -> (channel on the list, the outcomes that are logged then)
    "2026-11-19": {"Ann Vogel": ("email", "sent"), "Bob Lee": ("email", "sent"), "Cay Dunn": ("call", "no_answer"), "Dan Roth": ("email", "sent", "auto_replied"), "Flo Marsh": ("email", "sent", "unsubscribed")},
    "2026-11-20": {"Cay Dunn": ("call", "voicemail")},
    "2026-11-23": {"Ann Vogel": ("email", "sent"), "Bob Lee": ("call", "conversation"), "Cay Dunn": ("email", "sent")},
    "2026-11-24": {},
    "2026-11-25": {"Bob Lee": ("call", "connected_not_now")},
    "2026-11-26": {},
    "2026-11-27": {"Ann Vogel": ("email", "sent"), "Cay Dunn": ("call", "no_answer"), "Dan Roth": ("email", "sent")},
    "2026-12-01": {"Cay Dunn": ("email", "sent"), "Dan Roth": ("email", "sent"), "Eve Stone": ("call", "no_answer")},
    "2026-12-03": {"Eve Stone": ("call", "busy")},
    "2026-12-04": {"Ann Vogel": ("email", "sent"), "Cay Dunn": ("email",), "Eve Stone": ("call",)},
}  # fmt: skip


def test_six_weeks_played_day_by_day_is_the_table_of_the_rules(
    folder: Path, template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who is due on which day, by which channel: nobody too early, nobody forgotten, nothing on a holiday."""
    folder.mkdir()
    (folder / "sdrdesk.db").write_bytes(template.read_bytes())

    def cli(day: str, *arguments: str) -> Any:
        status = run([*arguments, "--profile", str(folder), "--now", f"{day}T10:00:00-05:00", "--json"])
        found = json.loads(capsys.readouterr().out)
        assert status in (0, 1), found
        return found

    people = tmp_path / "people.csv"
    people.write_text(
        "Name,Email,Phone,Company,City,Country\n"
        + "".join(f"{n},{n[:3].lower()}@firm{i}.example,+1 212-555-01{i}0,Firm {i},New York,US\n" for i, n in enumerate(NAMES, 1)),
        "utf-8",
    )
    cli("2026-11-19", "import", str(people))
    for name, plan in PLANS.items():
        cli("2026-11-19", "enrol", name, "--cadence", plan)
    cli("2026-11-19", "log", "Eve Stone", "--channel", "call", "--outcome", "connected_not_now", "--next", "2026-12-01")
    for day, expected in TABLE.items():
        due = {i["prospect"]["name"]: i["channel"] for i in cli(day, "today")["items"]}
        assert due == {n: c[0] for n, c in expected.items()}, day
        for name, (channel, *outcomes) in expected.items():
            for outcome in outcomes:
                cli(day, "log", name, "--channel", channel, "--outcome", outcome)
