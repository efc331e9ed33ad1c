"""What a report says, read from the log (seeds W1, W7; rules.md "Counting"): nothing in it is typed or stored."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, text

from sdrdesk.core.clock import from_ms, to_ms
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.domain.report import Event, Figure, Report
from sdrdesk.core.queries.behind import behind
from sdrdesk.core.queries.numbers import numbers
from sdrdesk.core.queries.tallies import grouped

STEPS = (
    ("reach", ""),
    ("connect", "connect_of_reach"),
    ("conversation", "conversation_of_connect"),
    ("meeting_booked", "meeting_of_conversation"),
    ("meeting_held", "held_of_booked"),
    ("qualified", "qualified_of_held"),
    ("accepted", "accepted_of_qualified"),
    ("won", "won_of_accepted"),
)
NAMED = ("meeting_booked", "meeting_held", "qualified", "accepted", "won")
EVENTS_MOST, COMING_MOST = 40, 15
_MINUTES = "SELECT coalesce(sum(minutes), 0) FROM touch WHERE at >= :first AND at < :last AND channel = 'call'"
_COMING = (
    "SELECT t.due_at, t.kind, p.full_name, coalesce(c.name, '') AS company, coalesce(t.note, '') AS note FROM task t "
    "JOIN prospect p ON p.id = t.prospect_id LEFT JOIN company c ON c.id = p.company_id "
    "WHERE t.state = 'open' AND t.kind IN ('meeting', 'callback') AND t.due_at >= :now ORDER BY t.due_at LIMIT :n"
)


def report_of(s: Connection, profile: Profile, now: dt.datetime, first: dt.date, last: dt.date) -> Report:
    """The report of the days ``first`` to ``last``, both included."""
    found = numbers(s, profile, now, first, last)
    targets = {t.name: t.target for t in found.targets}
    figures = []
    for name, rate in STEPS:
        share = found.rates.get(rate)
        known = share is not None and share.value is not None and found.totals[name] <= share.n
        figures.append(
            Figure(
                name,
                found.totals[name],
                found.people[name],
                targets.get(name, 0.0),
                share.value if known and share else None,
                share.low if known and share else None,
                share.high if known and share else None,
            )
        )
    events: list[Event] = []
    for measure in NAMED:
        _, rows = behind(s, profile, measure, first, last, limit=EVENTS_MOST)
        events += [Event(r.at.astimezone(profile.zone), measure, r.name, r.company, " ".join(r.note.split())) for r in rows]
    start, end = profile.day_bounds(first, last)
    minutes = s.execute(text(_MINUTES), {"first": to_ms(start), "last": to_ms(end)}).scalar_one()
    days = [
        (dt.date.fromisoformat(str(row["key"])), int(str(row["reach"])), int(str(row["meeting_booked"])))
        for row in grouped(s, profile, first, last, "day")
    ]
    coming = [
        Event(from_ms(r.due_at).astimezone(profile.zone), r.kind, r.full_name, r.company, " ".join(r.note.split()))
        for r in s.execute(text(_COMING), {"now": to_ms(now), "n": COMING_MOST})
    ]
    return Report(
        first,
        last,
        now.astimezone(profile.zone),
        profile.text("user.name"),
        tuple(figures),
        found.totals["calls"],
        found.totals["emails"],
        found.totals["replies"],
        int(minutes),
        tuple(days),
        tuple(sorted(events, key=lambda e: (e.at, e.what))[:EVENTS_MOST]),
        tuple(coming),
    )
