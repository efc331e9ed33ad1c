"""Reminders in the user's own words: each chosen time fires once, travels with the wall clock, is undone whole (rules R5, R26; promise D1)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sdrdesk.app import Application
from sdrdesk.core.bus import Event, Notice, Opening
from sdrdesk.core.domain.remind_line import read_line
from sdrdesk.core.errors import NotFound, ValidationError
from sdrdesk.core.jobs.remind import DIGEST, Reminders, buttons_of
from sdrdesk.core.queries.reminders import Due
from tests.support.factories import add_person, enrol, log
from tests.support.profile import NEW_YORK, dump, one, reopen, set_now


def add(desk: Application, typed: str, who: int | None = None) -> int:
    """Type one."""
    return desk.own_reminders.add(read_line(typed, desk.clock.now().astimezone(desk.settings.profile().zone)), who).value


def fired(desk: Application) -> list[tuple[str, str]]:
    """(kind, name) of what fires now, the digest's ones marked."""
    found = desk.reminders.fire().value
    return [(d.kind, d.name) for d in found.now] + [("missed", d.name) for d in found.missed]


def when(desk: Application, text: str) -> object:
    """A time as typed."""
    from sdrdesk.core.domain.when import parse_when

    return parse_when(text, desk.clock.now().astimezone(NEW_YORK))


def test_own_reminder_fires_at_its_minute_and_once(desk: Application, folder: Path) -> None:
    """Not before, not twice, and not again after a restart or with the clock set back."""
    add(desk, "14:00 call the printer")
    set_now(desk, "2026-11-19T13:59")
    assert fired(desk) == []
    set_now(desk, "2026-11-19T14:00")
    assert fired(desk) == [("own", "call the printer")]
    for moment in ("2026-11-19T14:00", "2026-11-18T14:00", "2026-11-20T09:30"):
        set_now(desk, moment)
        assert fired(desk) == []
    desk.close()
    again = reopen(folder)
    assert fired(again) == []
    again.close()


def test_day_without_a_time_reminds_at_the_start_of_work(desk: Application) -> None:
    """Monday means Monday at nine."""
    add(desk, "monday numbers for the team")
    set_now(desk, "2026-11-23T08:59")
    assert fired(desk) == []
    set_now(desk, "2026-11-23T09:00")
    assert fired(desk) == [("own", "numbers for the team")]


def test_time_on_the_wall_travels_and_a_span_does_not(desk: Application) -> None:
    """Two o'clock is two o'clock in Tokyo as well; two hours from now are two hours anywhere."""
    add(desk, "tomorrow 14:00 wall")
    add(desk, "in 30h span")
    desk.settings.change({"user.zone": "Asia/Tokyo"})
    desk.settings._fixed_zone = None
    tokyo = ZoneInfo("Asia/Tokyo")
    found = {d.name: d.due_at.astimezone(tokyo) for d in desk.reminders.overview().coming}
    assert found["wall"] == dt.datetime(2026, 11, 20, 14, 0, tzinfo=tokyo)
    assert found["span"] == dt.datetime(2026, 11, 20, 16, 0, tzinfo=NEW_YORK)


def test_snoozed_reminder_fires_again_at_its_new_time_only(desk: Application) -> None:
    """Rule R5: the item itself moves; each chosen time fires once."""
    number = add(desk, "14:00 call the printer")
    set_now(desk, "2026-11-19T14:00")
    assert fired(desk) == [("own", "call the printer")]
    desk.own_reminders.snooze(number, when(desk, "10 min"))  # type: ignore[arg-type]
    assert fired(desk) == []
    set_now(desk, "2026-11-19T14:10")
    assert fired(desk) == [("own", "call the printer")]
    desk.undo.undo()
    assert fired(desk) == [], "the first time had fired already"


def test_snooze_in_the_hour_that_comes_twice_is_a_moment(desk: Application) -> None:
    """At 1:50 before the clock goes back, twenty minutes are not over at once."""
    set_now(desk, dt.datetime(2026, 11, 1, 0, 30, tzinfo=NEW_YORK))
    number = add(desk, "in 75 min night shift")
    set_now(desk, dt.datetime(2026, 11, 1, 1, 50, tzinfo=NEW_YORK))
    assert fired(desk) == [("own", "night shift")]
    desk.own_reminders.snooze(number, when(desk, "20 min"))  # type: ignore[arg-type]
    assert fired(desk) == []
    set_now(desk, dt.datetime(2026, 11, 1, 1, 10, tzinfo=NEW_YORK, fold=1))
    assert fired(desk) == [("own", "night shift")]


def test_every_step_is_undone_and_redone_and_survives_a_restart(desk: Application, folder: Path) -> None:
    """Rule R26: adding, putting off, finishing and removing."""
    number = add(desk, "14:00 call the printer", add_person(desk, "Ann Lee"))
    for step in (
        lambda: desk.own_reminders.snooze(number, when(desk, "3d")),  # type: ignore[arg-type]
        lambda: desk.own_reminders.finish(number),
    ):
        before = dump(desk)
        step()
        after = dump(desk)
        assert after != before
        desk.undo.undo()
        assert dump(desk) == before
        desk.undo.redo()
        assert dump(desk) == after
        desk.undo.undo()
    before = dump(desk)
    desk.own_reminders.remove(number)
    assert one(desk, "SELECT count(*) FROM own_reminder") == 0
    desk.close()
    again = reopen(folder)
    again.undo.undo()
    assert dump(again) == before
    assert [s.op for s in again.undo.history()][:3] == ["undo", "own_reminder", "undo"]
    again.close()


def test_what_is_done_or_gone_says_so(desk: Application) -> None:
    """A second press finds nothing, and says so."""
    number = add(desk, "14:00 call")
    desk.own_reminders.finish(number)
    for again in (
        lambda: desk.own_reminders.finish(number),
        lambda: desk.own_reminders.remove(999),
        lambda: desk.own_reminders.snooze(number, when(desk, "2h")),  # type: ignore[arg-type]
    ):
        with pytest.raises(NotFound) as caught:
            again()
        assert caught.value.code == "reminder_not_found"
    with pytest.raises(NotFound):
        add(desk, "15:00 call", 4711)
    assert one(desk, "SELECT count(*) FROM own_reminder") == 1


def test_quiet_hours_hold_everything_and_say_it_afterwards(desk: Application) -> None:
    """Also over midnight; what was held comes as one digest, none is lost, none comes twice."""
    desk.settings.change({"remind.quiet": True, "remind.quiet_from": "20:00", "remind.quiet_to": "08:00", "remind.morning_plan": False})
    add(desk, "19:59 early")
    add(desk, "20:30 late")
    add(desk, "tomorrow 7:59 dawn")
    for moment, expected in (
        ("2026-11-19T19:59", [("own", "early")]),
        ("2026-11-19T20:30", []),
        ("2026-11-20T00:10", []),
        ("2026-11-20T07:59", []),
        ("2026-11-20T08:00", [("own", "dawn"), ("missed", "late")]),
        ("2026-11-20T08:01", []),
    ):
        set_now(desk, moment)
        assert fired(desk) == expected, moment


def test_pause_holds_until_its_end_and_hours_that_are_none_are_refused(desk: Application) -> None:
    """Until a moment; a time that is none changes nothing."""
    add(desk, "10:30 call")
    desk.settings.change({"remind.paused_until": "2026-11-19T16:00:00+00:00"})
    set_now(desk, "2026-11-19T10:59")
    assert fired(desk) == []
    set_now(desk, "2026-11-19T11:00")
    assert fired(desk) == [("missed", "call")]
    for key, value in (("remind.quiet_from", "25:00"), ("remind.quiet_to", "soon"), ("remind.paused_until", "later")):
        with pytest.raises(ValidationError):
            desk.settings.change({key: value})


def test_morning_plan_belongs_to_its_working_day(desk: Application) -> None:
    """Opened at eleven it still tells the plan; after work, on a Sunday, or switched off it does not."""
    log(desk, add_person(desk), "no_answer")
    set_now(desk, "2026-11-22T11:00")
    assert fired(desk) == []
    set_now(desk, "2026-11-23T18:30")
    assert fired(desk) == []
    set_now(desk, "2026-11-24T11:00")
    assert [kind for kind, _ in fired(desk)] == ["follow_ups"]
    desk.settings.change({"remind.morning_plan": False})
    set_now(desk, "2026-11-25T09:00")
    assert fired(desk) == []


def test_morning_with_nobody_due_is_over(desk: Application) -> None:
    """Who puts somebody on a plan at noon is not told that somebody is due."""
    set_now(desk, "2026-11-19T10:01")
    assert fired(desk) == []
    enrol(desk, add_person(desk))
    set_now(desk, "2026-11-19T12:00")
    assert fired(desk) == []


def test_evening_close_tells_the_day_once_and_only_where_something_was_done(desk: Application) -> None:
    """Figures of the log; an idle day says nothing."""
    log(desk, add_person(desk), "no_answer")
    log(desk, add_person(desk), "conversation")
    set_now(desk, "2026-11-19T17:59")
    assert fired(desk) == []
    set_now(desk, "2026-11-19T18:00")
    (due,) = desk.reminders.fire().value.now
    assert (due.kind, dict(due.figures)) == ("evening", {"reach": 2, "connect": 1, "conversation": 1, "meeting_booked": 0})
    assert fired(desk) == []
    desk.settings.change({"remind.morning_plan": False})
    set_now(desk, "2026-11-20T18:00")
    assert fired(desk) == []
    log(desk, add_person(desk), "no_answer")
    set_now(desk, "2026-11-20T18:30")
    assert fired(desk) == [], "the day was closed; who works on needs no second evening"
    assert desk.reminders.unseen() == 1, "what said nothing is nothing to look at"


def test_person_back_from_a_snooze_is_told_once(desk: Application) -> None:
    """Rule R5: put off until noon means told at noon."""
    desk.settings.change({"remind.morning_plan": False})
    who = add_person(desk, "Ann Lee")
    desk.tasks.snooze(who, when(desk, "12:00"))  # type: ignore[arg-type]
    set_now(desk, "2026-11-19T11:59")
    assert fired(desk) == []
    set_now(desk, "2026-11-19T12:00")
    assert fired(desk) == [("snoozed", "Ann Lee")]
    assert fired(desk) == []


# --- what a button of a notification does --------------------------------------------------------------------------------------


class Told:
    """A desktop that takes everything, and a bus that is listened to."""

    def __init__(self, desk: Application, takes: bool = True) -> None:
        self.shown: list[tuple[str, Due, list[str], bool]] = []
        self.events: list[Event] = []
        self._takes = takes
        desk.bus.subscribe(self.events.append)
        self.reminders = Reminders(desk.reminders, desk.settings, desk.tasks, desk.own_reminders, desk.clock, desk.bus, self._show)

    def _show(self, title: str, body: str, about: object, buttons: object, *, sound: bool) -> bool:
        assert title == "SDR Desk" and isinstance(about, Due)
        self.shown.append((body, about, [words for _, words in buttons], sound))  # type: ignore[attr-defined]
        return self._takes

    def notices(self) -> list[Notice]:
        """What the window was told."""
        return [e for e in self.events if isinstance(e, Notice)]


def test_buttons_say_what_can_be_done_of_each(desk: Application) -> None:
    """A meeting was agreed with somebody: it is opened, not put off."""
    now = desk.clock.now()
    assert buttons_of(Due("own", now, None, "x", own_id=1)) == ("done", "snooze", "open")
    assert buttons_of(Due("callback", now, 1, "x", task_id=1)) == ("done", "snooze", "open")
    assert buttons_of(Due("meeting", now, 1, "x", task_id=1)) == ("open",)
    assert buttons_of(Due("sla_alert", now, 1, "x")) == ("open",)
    assert buttons_of(DIGEST) == ("open",)


def test_done_and_snooze_of_a_notification_move_the_item_itself(desk: Application) -> None:
    """Rule R5, by the minutes of the settings; both can be undone, and count as seen."""
    desk.settings.change({"remind.snooze_minutes": 25})
    who = add_person(desk, "Ann Vogel")
    log(desk, who, "gatekeeper", next="11:00")
    add(desk, "11:00 call the printer")
    told = Told(desk)
    set_now(desk, "2026-11-19T11:00")
    assert told.reminders.run() == 2
    assert [(body, buttons) for body, _, buttons, _ in told.shown] == [
        ("Call Ann Vogel at 11:00", ["Done", "Snooze 25 min", "Open"]),
        ("call the printer", ["Done", "Snooze 25 min", "Open"]),
    ]
    assert desk.reminders.unseen() == 2
    for _, due, _, _ in told.shown:
        told.reminders.act(due, "snooze")
    assert desk.reminders.unseen() == 0
    set_now(desk, "2026-11-19T11:24")
    assert [d.name for d in desk.reminders.overview().coming] == ["Ann Vogel", "call the printer"]
    assert [d.due_at.astimezone(NEW_YORK).strftime("%H:%M") for d in desk.reminders.overview().coming] == ["11:25", "11:25"]
    set_now(desk, "2026-11-19T11:25")
    assert told.reminders.run() == 2
    assert [d.name for d in desk.reminders.overview().due] == ["Ann Vogel", "call the printer"]
    for _, due, _, _ in told.shown[2:]:
        told.reminders.act(due, "done")
    assert desk.reminders.overview().due == ()
    desk.undo.undo()
    assert [d.name for d in desk.reminders.overview().due] == ["call the printer"]


def test_open_leads_to_the_person_the_report_or_the_list(desk: Application) -> None:
    """And an item that was settled meanwhile opens instead of failing."""
    told = Told(desk)
    who = add_person(desk)
    now = desk.clock.now()
    number = add(desk, "11:00 call")
    desk.own_reminders.finish(number)
    for due, button in (
        (Due("callback", now, who, "x", task_id=1), "open"),
        (Due("evening", now, None, ""), "open"),
        (Due("follow_ups", now, None, ""), "open"),
        (DIGEST, "open"),
        (Due("own", now, None, "x", own_id=number), "done"),
    ):
        told.reminders.act(due, button)
    assert [e for e in told.events if isinstance(e, Opening)] == [
        Opening("prospect", who), Opening("report"), Opening("today"), Opening("reminders"), Opening("reminders"),
    ]  # fmt: skip


def test_what_the_desktop_does_not_take_is_for_the_tray_and_a_sound_for_the_window(desk: Application) -> None:
    """Nobody is reminded by silence; with a desktop that takes it, the tray keeps still."""
    desk.settings.change({"remind.sound": True})
    told = Told(desk, takes=False)
    add(desk, "11:00 call")
    set_now(desk, "2026-11-19T11:00")
    told.reminders.run()
    assert [(n.code, n.to_tray, n.sound) for n in told.notices()] == [("own_reminder", True, True)]
    taking = Told(desk)
    desk.settings.change({"remind.sound": False})
    add(desk, "11:01 call")
    set_now(desk, "2026-11-19T11:01")
    taking.reminders.run()
    assert [(n.code, n.to_tray, n.sound) for n in taking.notices()] == [("own_reminder", False, False)]
    assert taking.shown[0][3] is False
