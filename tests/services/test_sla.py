"""Service levels for inbound leads (seed W6, rule R21): who has one, when it warns, alerts and escalates, and what ends it.

The shipped levels: T1 5 minutes (escalates 30 later), T2 10 (60), the rest 15 (60); all in working hours, 9:00 to 18:00 in New York. Each
moment below was counted on paper.
"""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from sdrdesk.app import Application
from sdrdesk.core.errors import FileUnreadable, NotFound
from sdrdesk.core.texts import Texts
from tests.support.factories import add_mailbox, add_person, enrol, log, plan_of, queue
from tests.support.profile import NEW_YORK, dump, one, reopen, rows, set_now


def lead(desk: Application, **values: str) -> int:
    return add_person(desk, **({"lead_type": "net"} | values))


def moments(desk: Application, who: int) -> list[str]:
    """When it warns, alerts and escalates, in New York."""
    row = next(r for r in desk.slas.rows() if r.prospect_id == who)
    return [m.astimezone(NEW_YORK).strftime("%a %d %H:%M:%S") for m in (row.warn_at, row.due_at, row.escalate_at)]


def stage(desk: Application, who: int) -> str:
    return next((r.stage for r in desk.slas.rows() if r.prospect_id == who), "")


def spoken(desk: Application) -> list[str]:
    fired = desk.reminders.fire().value
    return [d.kind for d in (*fired.now, *fired.missed) if d.kind.startswith("sla")]


def level(desk: Application, **body: Any) -> None:
    """The user's only service level."""
    for r in desk.rules.rows("sla"):
        desk.rules.remove("sla", r.name)
    desk.rules.save("sla", "Mine", body)


# --- criteria ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("tier", "due"), [("T1", "10:05:00"), ("T2", "10:10:00"), ("T3", "10:15:00")])
def test_shipped_levels_are_minutes_by_tier(desk: Application, tier: str, due: str) -> None:
    """Minutes, not hours (seed W6)."""
    assert moments(desk, lead(desk, tier=tier))[1] == f"Thu 19 {due}"


def test_only_those_who_came_to_us_are_under_a_level(desk: Application) -> None:
    """Somebody from our own list does not wait for an answer."""
    for kind in ("spear", "seed"):
        add_person(desk, lead_type=kind)
    assert desk.slas.rows() == []


@pytest.mark.parametrize(
    ("body", "right", "wrong"),
    [
        ({"sources": ["webinar", "demo"]}, {"source": "Demo"}, {"source": "List"}),
        ({"countries": ["US"]}, {"country": "US"}, {"country": "DE", "city": "", "phone": ""}),
        ({"tiers": ["T1", "T2"]}, {"tier": "T2"}, {"tier": "T3"}),
        ({"min_score": 40}, {"title": "Head of Finance"}, {"title": "Clerk"}),  # 10 + 25 + 12 = 47 against 10 + 12 = 22
        ({"lead_types": ["net"]}, {}, {"lead_type": "spear"}),
    ],
)  # fmt: skip
def test_criteria_by_source_region_tier_and_score(
    desk: Application, body: dict[str, Any], right: dict[str, str], wrong: dict[str, str]
) -> None:
    """Rule R21's criteria; a source counts in any spelling."""
    level(desk, minutes=20, **body)
    yes, no = lead(desk, **right), lead(desk, **wrong)
    assert [r.prospect_id for r in desk.slas.rows()] == [yes]
    assert stage(desk, no) == ""


def test_first_level_that_fits_counts_and_one_clock_is_started(desk: Application) -> None:
    """T1 fits "Inbound" too."""
    who = lead(desk, tier="T1")
    assert rows(desk, "SELECT note, kind, channel FROM task WHERE prospect_id = :p", p=who) == [("Inbound, T1", "sla", "call")]
    assert rows(desk, "SELECT channel FROM task WHERE prospect_id = :p", p=lead(desk, phone="")) == [("email",)]


# --- the clock -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        # Thursday 10:00: half of 15 is 7 min 30 s; 60 minutes after the alert it escalates.
        ("2026-11-19T10:00", ["Thu 19 10:07:30", "Thu 19 10:15:00", "Thu 19 11:15:00"]),
        # Friday 17:50: ten minutes are left of the day, five of Monday's; 75 minutes are ten and 65.
        ("2026-11-20T17:50", ["Fri 20 17:57:30", "Mon 23 09:05:00", "Mon 23 10:05:00"]),
        # Friday 17:45: the fifteen minutes end with the day itself.
        ("2026-11-20T17:45", ["Fri 20 17:52:30", "Fri 20 18:00:00", "Mon 23 10:00:00"]),
        # Friday evening, Saturday, Sunday and Monday at dawn all begin on Monday at nine.
        ("2026-11-20T20:00", ["Mon 23 09:07:30", "Mon 23 09:15:00", "Mon 23 10:15:00"]),
        ("2026-11-21T12:00", ["Mon 23 09:07:30", "Mon 23 09:15:00", "Mon 23 10:15:00"]),
        ("2026-11-23T05:00", ["Mon 23 09:07:30", "Mon 23 09:15:00", "Mon 23 10:15:00"]),
        # The evening before Thanksgiving, and the day itself: Friday at nine.
        ("2026-11-25T20:00", ["Fri 27 09:07:30", "Fri 27 09:15:00", "Fri 27 10:15:00"]),
        ("2026-11-26T12:00", ["Fri 27 09:07:30", "Fri 27 09:15:00", "Fri 27 10:15:00"]),
        # The clocks went back on Sunday 1 November, forward on Sunday 14 March 2027: nine o'clock stays nine o'clock.
        ("2026-10-30T20:00", ["Mon 02 09:07:30", "Mon 02 09:15:00", "Mon 02 10:15:00"]),
        ("2027-03-12T20:00", ["Mon 15 09:07:30", "Mon 15 09:15:00", "Mon 15 10:15:00"]),
    ],
)  # fmt: skip
def test_clock_in_working_hours(desk: Application, at: str, expected: list[str]) -> None:
    """Rule R21: nobody is late for a lead that came in while they slept."""
    desk.settings.change({"user.country": "US", "user.zone": "America/New_York"})
    set_now(desk, at)
    assert moments(desk, lead(desk)) == expected


def test_clock_around_the_clock_runs_through_the_night_and_the_weekend(desk: Application) -> None:
    """Where it is so set: Friday 20:00 and 30 minutes, with a quarter of it for the warning."""
    level(desk, minutes=30, working_hours=False, warn=0.25, escalate_minutes=120)
    set_now(desk, "2026-11-20T20:00")
    assert moments(desk, lead(desk)) == ["Fri 20 20:07:30", "Fri 20 20:30:00", "Fri 20 22:30:00"]


def test_clock_passes_over_the_users_own_days_off(desk: Application) -> None:
    """Friday off: a lead of Thursday evening begins on Monday."""
    desk.away.say(dt.date(2026, 11, 20), dt.date(2026, 11, 20), "off")
    set_now(desk, "2026-11-19T19:00")
    assert moments(desk, lead(desk))[1] == "Mon 23 09:15:00"


# --- warn, alert, escalate --------------------------------------------------------------------------------------------------------


def test_stages_and_reminders_come_at_their_moments_and_once(desk: Application) -> None:
    """7.5 minutes, 15, and 75; a window that was closed meanwhile says only the last."""
    who = lead(desk)
    for at, expected, said in (
        ("10:07", "running", []),
        ("10:08", "warned", ["sla_warn"]),
        ("10:14", "warned", []),
        ("10:15", "late", ["sla_alert"]),
        ("11:14", "late", []),
        ("11:15", "escalated", ["sla_escalate"]),
        ("11:16", "escalated", []),
    ):
        set_now(desk, f"2026-11-19T{at}")
        assert (stage(desk, who), spoken(desk)) == (expected, said)
    set_now(desk, "2026-11-19T10:08")
    assert spoken(desk) == []  # the clock was set back: what was said is said
    set_now(desk, "2026-11-19T12:00")
    late = lead(desk)
    set_now(desk, "2026-11-19T14:00")
    assert spoken(desk) == ["sla_escalate"]
    assert stage(desk, late) == "escalated"


def test_rows_have_the_most_urgent_first(desk: Application) -> None:
    """A T1 that came later is due sooner."""
    slow = lead(desk)
    set_now(desk, "2026-11-19T10:02")
    fast = lead(desk, tier="T1")
    assert [r.prospect_id for r in desk.slas.rows()] == [fast, slow]


# --- what ends it -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcome", "channel"), [("no_answer", "call"), ("voicemail", "call"), ("conversation", "call"), ("sent", "email"), ("sent", "im")]
)
def test_first_touch_stops_the_clock_and_undo_starts_it_again(desk: Application, outcome: str, channel: str) -> None:
    """Any attempt is the answer; undone it has not been made."""
    who = lead(desk)
    before = dump(desk)
    set_now(desk, "2026-11-19T10:03")
    log(desk, who, outcome, channel)
    assert stage(desk, who) == ""
    set_now(desk, "2026-11-19T12:00")
    assert spoken(desk) == []
    desk.undo.undo()
    assert dump(desk) == before
    assert stage(desk, who) == "escalated"
    assert spoken(desk) == ["sla_escalate"]
    desk.undo.redo()
    assert stage(desk, who) == ""


def test_what_they_do_themselves_does_not_stop_the_clock(desk: Application) -> None:
    """An email they opened, a form they filled in again: they still wait for us."""
    who = lead(desk)
    set_now(desk, "2026-11-19T10:03")
    log(desk, who, "opened", "email")
    assert stage(desk, who) == "running"


def test_email_that_was_sent_from_the_outbox_stops_the_clock(desk: Application) -> None:
    """Not when it is queued: when it has left."""
    from sdrdesk.core.ports import Delivery, DeliveryKind

    add_mailbox(desk)
    who = lead(desk)
    mail = queue(desk, who)
    set_now(desk, "2026-11-19T10:01")
    assert stage(desk, who) == "running"
    assert desk.outbox.claim(mail, "s1")
    assert desk.outbox.mark_dotting(mail, "s1")
    desk.outbox.finish(mail, Delivery(DeliveryKind.ACCEPTED, "dot", 250, "ok"))
    assert stage(desk, who) == ""


# --- release ------------------------------------------------------------------------------------------------------------------------


def test_release_writes_the_escalated_to_a_file_and_closes_them(desk: Application, tmp_path: Path) -> None:
    """Back to the pool: the file has what the next one needs, the plan stops, and one undo takes it all back."""
    late = lead(desk, full_name="Ann Vogel", email="ann@firm.example", phone="", title="=cmd()", source="Webinar", company="Firm")
    enrol(desk, late, cadence="inbound")
    set_now(desk, "2026-11-19T11:14")
    fresh = lead(desk)
    set_now(desk, "2026-11-19T11:15")
    before = dump(desk)
    target = tmp_path / "pool.csv"
    assert desk.slas.release(target).value == 1
    with target.open(encoding="utf-8-sig", newline="") as file:
        header, *lines = list(csv.reader(file))
    assert header == ["Name", "Email", "Phone", "Company", "Title", "Country", "Source", "Came in", "Due"]
    assert lines == [
        ["Ann Vogel", "ann@firm.example", "", "Firm", "'=cmd()", "US", "Webinar", "2026-11-19T10:00-05:00", "2026-11-19T10:15-05:00"]
    ]
    assert rows(desk, "SELECT status, end_reason FROM prospect WHERE id = :p", p=late) == [("closed", "released")]
    assert plan_of(desk, late)[0] == "stopped"
    assert [r.prospect_id for r in desk.slas.rows()] == [fresh]
    desk.undo.undo()
    assert dump(desk) == before
    assert stage(desk, late) == "escalated"


def test_release_of_some_before_they_escalate(desk: Application, tmp_path: Path) -> None:
    """The user may give back whom they name."""
    first, second = lead(desk), lead(desk)
    assert desk.slas.release(tmp_path / "pool.csv", [second]).value == 1
    assert [r.prospect_id for r in desk.slas.rows()] == [first]


def test_release_that_cannot_be_written_closes_nobody_and_nothing_to_release_says_so(desk: Application, tmp_path: Path) -> None:
    """Leads must not be lost between the file and the list."""
    lead(desk)
    with pytest.raises(NotFound) as nothing:
        desk.slas.release(tmp_path / "pool.csv")
    assert nothing.value.code == "nothing_escalated"
    assert Texts("en")("error.nothing_escalated") == "No lead has escalated, so there is nothing to release."
    assert Texts("zh_CN")("error.nothing_escalated") == "没有升级的线索，无可释放。"
    set_now(desk, "2026-11-19T12:00")
    before = dump(desk)
    with pytest.raises(FileUnreadable) as caught:
        desk.slas.release(tmp_path / "no such folder" / "pool.csv")
    assert caught.value.code == "file_write_failed"
    assert dump(desk) == before


def test_clock_holds_over_a_restart(desk: Application) -> None:
    """It is a fact of the file, not of the window."""
    who = lead(desk)
    expected = moments(desk, who)
    folder = desk.paths.root
    desk.close()
    again = reopen(folder, dt.datetime(2026, 11, 19, 10, 20, tzinfo=NEW_YORK))
    try:
        assert (moments(again, who), stage(again, who), spoken(again)) == (expected, "late", ["sla_alert"])
    finally:
        again.close()


def test_snooze_of_a_lead_does_not_move_its_clock(desk: Application) -> None:
    """Rule R21 counts from when they came in; putting them off does not make the answer less late."""
    from sdrdesk.core.domain.when import parse_when

    who = lead(desk)
    expected = moments(desk, who)
    desk.tasks.snooze(who, parse_when("2h", desk.clock.now().astimezone(NEW_YORK)))
    assert moments(desk, who) == expected
    set_now(desk, "2026-11-19T10:15")
    assert stage(desk, who) == "late"
    assert one(desk, "SELECT count(*) FROM task WHERE kind = 'sla' AND state = 'open'") == 1
