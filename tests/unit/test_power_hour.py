"""Whom the power hour calls, when a promise breaks in, and what fits into an hour (rules R1, R6, R10)."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from sdrdesk.core.domain.power_hour import HourQueue, HourTally, pace, plan_size, queue, tally
from sdrdesk.core.domain.ranking import Candidate, Ranked, Who
from sdrdesk.core.domain.words import Band

NOW = dt.datetime(2026, 11, 19, 15, 0, tzinfo=dt.UTC)
WHO = Who("spear", "B", "T2", "unknown", "", "", "", "mobile", "no")


def ranked(person: int, band: Band = Band.WORTH_MOST_NOW, minutes: float = 2.0, **more: Any) -> Ranked:
    facts = {"kind": "step", "item_id": person, "channel": "call", "due_on": NOW.date(), "due_at": None, "not_before": None} | more
    made = Candidate(prospect_id=person, zone=ZoneInfo("America/New_York"), country="US", who=WHO, **facts)
    return Ranked(band, 1.0, 0, minutes, made, NOW, (band,))


def promised(person: int, after_minutes: int, band: Band = Band.LATER_TODAY) -> Ranked:
    return ranked(person, band, kind="callback", due_at=NOW + dt.timedelta(minutes=after_minutes))


def ids(found: tuple[Ranked, ...]) -> list[int]:
    return [r.candidate.prospect_id for r in found]


def test_queue_takes_calls_that_can_be_made_now_in_order_and_each_person_once() -> None:
    """No emails, nobody who waits, nobody outside their hours, nobody who was skipped."""
    found = queue(
        [
            ranked(1, Band.ANSWER_NOW, kind="sla"),
            ranked(2, channel="email"),
            ranked(3),
            ranked(3, kind="follow_up"),
            ranked(4, blocked="no_phone"),
            ranked(5, Band.LATER_TODAY),
            ranked(6, Band.NO_NEXT_STEP, kind="none"),
            ranked(7, Band.PROMISED_NOW, kind="meeting"),
            ranked(8),
            ranked(9),
        ],
        NOW,
        3600,
        {8},
    )
    assert ids(found.now) == [1, 3, 9] and found.breaks == ()


def test_queue_call_back_breaks_in_at_its_time_and_not_before() -> None:
    """Five minutes early it heads the list of the day; here it is dialled to the minute, and its person for nothing else until then."""
    rows = [promised(1, 4, Band.PROMISED_NOW), promised(2, 20), promised(3, 70), ranked(2), ranked(3), ranked(4)]
    early = queue(rows, NOW, 3600, ())
    assert ids(early.now) == [4] and ids(early.breaks) == [1, 2]
    due = queue(rows, NOW + dt.timedelta(minutes=4), 3360, ())
    assert ids(due.now) == [1, 4] and ids(due.breaks) == [2]


def test_plan_size_is_what_fits_at_the_minutes_that_such_calls_take() -> None:
    """A plan that cannot be kept is none."""
    assert plan_size(HourQueue((ranked(1), ranked(2), ranked(3)), (promised(4, 5),)), 5 * 60) == 2
    assert plan_size(HourQueue((ranked(1),)), 3600) == 1
    assert plan_size(HourQueue(), 3600) == 0


def test_tally_counts_as_the_rules_say() -> None:
    """Voicemail is no connect, a gatekeeper is one, a meeting is a conversation too."""
    assert tally(["voicemail", "gatekeeper", "conversation", "meeting_booked"]) == HourTally(4, 3, 2, 1)
    assert tally([]) == HourTally()


def test_pace_says_nothing_in_its_first_minute() -> None:
    """One dial in ten seconds is not 360 an hour."""
    assert pace(1, 10, 60) is None and pace(0, 600, 60) is None
    assert pace(12, 22 * 60, 60) == 33
