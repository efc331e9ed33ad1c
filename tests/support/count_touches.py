"""Counts exported touches by the published definitions (rules.md "Counting"); it knows the file and nothing of the program."""

from __future__ import annotations

import csv
import json
import sys
from datetime import date, datetime, timedelta

REACH_CALL = {
    "no_answer",
    "voicemail",
    "busy",
    "gatekeeper",
    "wrong_number",
    "wrong_person",
    "connected_not_now",
    "conversation",
    "meeting_booked",
    "do_not_contact",
}
CONNECT_CALL = {"gatekeeper", "wrong_person", "connected_not_now", "conversation", "meeting_booked", "do_not_contact"}
WRITTEN = {"email", "im", "social"}
MEASURES = ("reach", "connect", "conversation", "meeting_booked", "meeting_held", "emails", "calls")


def is_reach(row: dict[str, str]) -> bool:
    if row["channel"] == "call":
        return row["outcome"] in REACH_CALL
    return row["channel"] in WRITTEN and row["outcome"] == "sent"


def attributed(rows: list[dict[str, str]], column: str) -> list[str]:
    """The value of a column of the plan for each row: an answer has that of the last attempt on its channel, a meeting that of the last on any.

    The rows are in the order of their time, those of one moment in the order in which they were logged.
    """
    last: dict[tuple[str, str], str] = {}
    found = []
    for row in rows:
        who, own = row["prospect"], row[column]
        channel = "" if row["channel"] in {"meeting", "event"} else row["channel"]
        if is_reach(row):
            last[who, channel] = last[who, ""] = own
            found.append(own)
        else:
            found.append(own or last.get((who, channel), ""))
    return found


def main(path: str, first: str, last: str, by: str = "") -> None:
    groups: dict[str, dict[str, int]] = {}
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    keys = attributed(rows, by) if by in {"template", "cadence"} else [""] * len(rows)
    for row, plan in zip(rows, keys, strict=True):
        at = datetime.fromisoformat(row["at"])
        if not date.fromisoformat(first) <= at.date() <= date.fromisoformat(last):
            continue
        channel, outcome = row["channel"], row["outcome"]
        day = at.date()
        names = {
            "": "",
            "day": day.isoformat(),
            "week": (day - timedelta(days=day.weekday())).isoformat(),
            "month": day.isoformat()[:7],
            "channel": channel,
        }
        counts = groups.setdefault(names.get(by, plan), dict.fromkeys(MEASURES, 0))
        written = channel in WRITTEN
        counts["calls"] += channel == "call"
        counts["emails"] += channel == "email" and outcome == "sent"
        counts["reach"] += is_reach(row)
        counts["connect"] += (channel == "call" and outcome in CONNECT_CALL) or (
            written and outcome in {"opened", "replied", "unsubscribed", "meeting_booked"}
        )
        counts["conversation"] += (channel == "call" and outcome in {"conversation", "meeting_booked"}) or (
            written and outcome in {"replied", "meeting_booked"}
        )
        counts["meeting_booked"] += (channel == "call" or written) and outcome == "meeting_booked"
        counts["meeting_held"] += channel in {"meeting", "event"} and outcome == "held"
    print(json.dumps(groups if by else groups.get("", dict.fromkeys(MEASURES, 0))))


if __name__ == "__main__":
    main(*sys.argv[1:])
