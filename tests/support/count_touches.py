"""Counts exported touches by the published definitions (rules.md "Counting"); it knows the file and nothing of the program."""

from __future__ import annotations

import csv
import json
import sys
from datetime import date, datetime

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


def main(path: str, first: str, last: str) -> None:
    counts = dict.fromkeys(("reach", "connect", "conversation", "meeting_booked", "meeting_held", "emails", "calls"), 0)
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            at = datetime.fromisoformat(row["at"])
            if not date.fromisoformat(first) <= at.date() <= date.fromisoformat(last):
                continue
            channel, outcome = row["channel"], row["outcome"]
            written = channel in WRITTEN
            counts["calls"] += channel == "call"
            counts["emails"] += channel == "email" and outcome == "sent"
            counts["reach"] += (channel == "call" and outcome in REACH_CALL) or (written and outcome == "sent")
            counts["connect"] += (channel == "call" and outcome in CONNECT_CALL) or (
                written and outcome in {"opened", "replied", "unsubscribed", "meeting_booked"}
            )
            counts["conversation"] += (channel == "call" and outcome in {"conversation", "meeting_booked"}) or (
                written and outcome in {"replied", "meeting_booked"}
            )
            counts["meeting_booked"] += (channel == "call" or written) and outcome == "meeting_booked"
            counts["meeting_held"] += channel in {"meeting", "event"} and outcome == "held"
    print(json.dumps(counts))


if __name__ == "__main__":
    main(*sys.argv[1:])
