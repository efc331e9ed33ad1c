"""What cannot be taken is refused in a sentence that says what, where and what to do; what cannot be helped has a defined result.

A broken cadence file, a country and a zone that nobody knows, a clock that jumps back a day, two touches in one instant.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sdrdesk.app import Application
from sdrdesk.core.domain.calendar import knows_country
from sdrdesk.core.domain.when import parse_when
from sdrdesk.core.errors import ValidationError
from sdrdesk.core.ports import Delivery, DeliveryKind
from sdrdesk.core.queries.numbers import numbers
from sdrdesk.core.queries.people import history, prospect_rows
from sdrdesk.core.queries.today import place_of, rank_today
from sdrdesk.core.texts import Texts
from tests.support.factories import add_mailbox, add_person, enrol, log, plan_of, queue
from tests.support.profile import NEW_YORK, dump, one, reopen, rows, set_now

ACCEPTED = Delivery(DeliveryKind.ACCEPTED, "dot", 250, "ok")


def listed(desk: Application) -> list[tuple[int, str]]:
    with desk.read() as (s, profile):
        return [(r.candidate.prospect_id, r.band.key) for r in rank_today(s, profile, desk.clock.now(), desk.cadences).ranked]


# --- a cadence file -------------------------------------------------------------------------------------------------------------

GOOD = """
key = "mine"
[names]
en = "Mine"
[[steps]]
gap_days = 0
channel = "email"
template = "referral"
purpose = "referral_email"
[[steps]]
gap_days = 3
channel = "call"
template = "first_call"
purpose = "call_1"
"""


@pytest.mark.parametrize(
    ("old", "new", "code", "params", "english", "chinese"),
    [
        (
            'key = "mine"', 'key = "mine"\nthen = "mine"', "cadence_loop", {"file": "mine.toml", "chain": "mine → mine"},
            "mine.toml: the tracks come back to where they began (mine → mine). End one of them.",
            "mine.toml：后续轨道首尾相接（mine → mine）。请让其中一个结束。",
        ),
        (
            "gap_days = 3", "gap_days = -2", "cadence_gap_negative", {"file": "mine.toml", "step": 2, "gap": -2},
            "mine.toml, step 2: a gap of -2 days lies in the past. Use 1 or more.",
            "mine.toml 第 2 步：间隔 -2 天是负数，请填 1 或更大的数。",
        ),
        (
            '"referral"\n', '"raferral"\n', "cadence_unknown_template", {"file": "mine.toml", "step": 1, "name": "raferral"},
            'mine.toml, step 1: there is no template "raferral" for this channel. Choose an existing one.',
            "mine.toml 第 1 步：这个渠道没有名为“raferral”的模板，请选用已有的模板。",
        ),
        (
            'channel = "call"', 'channel = "fax"', "cadence_unknown_channel", {"file": "mine.toml", "step": 2, "name": "fax"},
            'mine.toml, step 2: channel "fax" is unknown. Use call, email, im or social.',
            "mine.toml 第 2 步：没有“fax”这个渠道，请用 call、email、im 或 social。",
        ),
    ],
)  # fmt: skip
def test_cadence_file_that_cannot_be_is_refused_with_what_where_and_what_to_do(
    desk: Application, tmp_path: Path, old: str, new: str, code: str, params: dict[str, object], english: str, chinese: str
) -> None:
    """Checked and added alike; nothing of it is kept, and the good file is taken."""
    path = tmp_path / "mine.toml"
    assert GOOD.count(old) == 1
    path.write_text(GOOD.replace(old, new), "utf-8")
    before = dump(desk)
    for take in (desk.plans.validate, desk.plans.add_file):
        with pytest.raises(ValidationError) as caught:
            take(path)
        assert (caught.value.code, dict(caught.value.params)) == (code, params)
    assert Texts("en")(f"error.{code}", **params) == english
    assert Texts("zh_CN")(f"error.{code}", **params) == chinese
    assert dump(desk) == before
    path.write_text(GOOD, "utf-8")
    assert desk.plans.add_file(path).value.key == "mine"


def test_loop_over_several_files_names_the_whole_chain(desk: Application, tmp_path: Path) -> None:
    """The second file closes the ring that the first began."""
    desk.plans.duplicate("p5", "other", {"en": "Other"})
    for key, then, code in (("mine", "other", ""), ("other", "mine", "cadence_loop")):
        path = tmp_path / f"{key}.toml"
        path.write_text(GOOD.replace('key = "mine"', f'key = "{key}"\nthen = "{then}"'), "utf-8")
        if not code:
            desk.plans.add_file(path)
            continue
        with pytest.raises(ValidationError) as caught:
            desk.plans.add_file(path)
        assert (caught.value.code, caught.value.params) == (code, {"file": "other", "chain": "other → mine → other"})


# --- a country that the calendar does not know --------------------------------------------------------------------------------------


def test_country_that_the_calendar_does_not_know_has_weekends_and_no_holidays(desk: Application) -> None:
    """Friday's enrolment on Saturday 21 November begins on Monday; Thanksgiving is a day like any other; it is known that it is not known."""
    assert not knows_country("Atlantis")
    assert knows_country("DE")
    who = add_person(desk, country="Atlantis", city="", phone="+49 30 1234567")
    assert one(desk, "SELECT country FROM prospect") == "Atlantis"
    assert enrol(desk, who, start=dt.date(2026, 11, 21)) == {who: "2026-11-23"}
    assert set(desk.enrolments.forecast([who], "p5")) >= {"2026-11-19", "2026-11-23"}
    set_now(desk, "2026-11-24")
    log(desk, who, "sent", "email")
    assert plan_of(desk, who)[2] == "2026-11-26"
    assert listed(desk) == []


def test_users_country_that_the_calendar_does_not_know_stops_nothing(desk: Application) -> None:
    """The list, the service level and the days off go by the weekdays alone."""
    desk.settings.change({"user.country": "ZZ"})
    who = add_person(desk, country="", city="", phone="+49 30 1234567", lead_type="net")
    (row,) = desk.slas.rows()
    assert row.due_at.astimezone(NEW_YORK) == dt.datetime(2026, 11, 19, 10, 15, tzinfo=NEW_YORK)
    assert enrol(desk, who, start=dt.date(2026, 11, 26)) == {who: "2026-11-26"}


@pytest.mark.parametrize(("typed", "code"), [("Germany", "DE"), ("德国", "DE"), ("de", "DE"), ("China", "CN"), ("", None)])
def test_country_by_its_name_is_kept_as_its_code(desk: Application, typed: str, code: str | None) -> None:
    """The calendar goes by codes: "Germany" would have no holidays."""
    who = add_person(desk, country="FR", city="", phone="")
    desk.prospects.edit(who, {"country": typed})
    assert one(desk, "SELECT country FROM prospect WHERE id = :p", p=who) == code


# --- a zone that no longer exists ------------------------------------------------------------------------------------------------------


def test_zone_of_a_person_that_no_longer_exists_is_assumed_to_be_the_users(desk: Application) -> None:
    """Stored by an older program: the list and the log work, and the factors of the place say that the hour is assumed."""
    who = add_person(desk)
    enrol(desk, who, cadence="inbound")
    desk.store.run_raw(lambda c: c.execute("UPDATE prospect SET zone = 'Mars/Olympus_Mons'"))
    assert listed(desk) == [(who, "worth_most_now")]
    with desk.read() as (s, profile):
        place = place_of(s, who, profile, desk.clock.now(), desk.cadences)
        assert place is not None
        assert not place.ranked.candidate.zone_known
        (hour,) = (f for f in place.factors if f.name == "local_time")
        assert (hour.code, hour.params) == ("why.local_time_assumed", {"time": "10:00"})
    assert Texts("en")(hour.code, **hour.params) == "It is 10:00 there, if they keep your time (their zone is not known)"
    log(desk, who, "no_answer")
    assert rows(desk, "SELECT local_hour, local_weekday FROM touch") == [(10, 3)]  # ten on a Thursday, in New York
    desk.prospects.edit(who, {"zone": "Asia/Shanghai"})
    assert rows(desk, "SELECT local_hour, local_weekday FROM touch") == [(23, 3)]  # put right: 10:00 in New York is 23:00 there


def test_zone_of_the_user_that_no_longer_exists_is_the_machines(desk: Application) -> None:
    """It opens, and typed anew it is refused in words."""
    who = add_person(desk)
    enrol(desk, who)
    desk.store.run_raw(lambda c: c.execute("""INSERT INTO setting (key, value) VALUES ('user.zone', '"Mars/Olympus_Mons"')"""))
    folder = desk.paths.root
    desk.close()
    again = reopen(folder)
    try:
        assert again.settings.profile().today(again.clock.now()) == dt.date(2026, 11, 19)
        assert listed(again) == [(who, "worth_most_now")]
        with pytest.raises(ValidationError) as caught:
            again.settings.change({"user.zone": "Mars/Olympus_Mons"})
        assert (caught.value.code, caught.value.params) == ("setting_value", {"field": "user.zone", "value": "Mars/Olympus_Mons"})
        assert Texts("en")("error.setting_value", **caught.value.params) == "user.zone cannot be “Mars/Olympus_Mons”."
        assert Texts("zh_CN")("error.setting_value", **caught.value.params) == "user.zone 不能是“Mars/Olympus_Mons”。"
    finally:
        again.close()


# --- a clock that jumps back a day -------------------------------------------------------------------------------------------------------


def test_clock_back_a_day_reminds_of_nothing_twice(desk: Application) -> None:
    """The call-back of eleven rang; the day comes a second time, and it does not ring again. What is new rings."""
    log(desk, add_person(desk), "gatekeeper", next="11:00")
    enrol(desk, add_person(desk))
    set_now(desk, "2026-11-19T10:56")
    assert sorted(d.kind for d in desk.reminders.fire().value.now) == ["callback", "follow_ups"]
    set_now(desk, "2026-11-18T10:56")
    assert [d.kind for d in (*desk.reminders.fire().value.now, *desk.reminders.fire().value.missed)] == []
    log(desk, add_person(desk), "gatekeeper", next="12:00")
    set_now(desk, "2026-11-18T11:55")
    assert [d.kind for d in desk.reminders.fire().value.now] == ["callback"]
    set_now(desk, "2026-11-19T10:57")
    assert [d.kind for d in desk.reminders.fire().value.now] == []


def test_clock_back_a_day_moves_no_due_date_back_and_undo_works(desk: Application) -> None:
    """Rule R7: a touch from before the plan's last one is history. The step stays where it is, the touch is logged and counted, and both
    are undone in their order."""
    who = add_person(desk)
    enrol(desk, who)
    log(desk, who, "sent", "email")
    after_first = dump(desk)
    set_now(desk, "2026-11-18")
    found = log(desk, who, "no_answer")
    assert plan_of(desk, who) == ("active", 2, "2026-11-23")
    assert found.next_step is not None
    assert one(desk, "SELECT count(*) FROM touch") == 2
    with desk.read() as (s, profile):
        assert [t.outcome for t in history(s, who)] == ["sent", "no_answer"]  # by the clock as it was told
        day = dt.date(2026, 11, 18)
        assert numbers(s, profile, desk.clock.now(), day, day).totals["reach"] == 1
    desk.undo.undo()
    assert dump(desk) == after_first
    desk.undo.undo()
    assert plan_of(desk, who) == ("active", 1, "2026-11-19")
    desk.undo.redo()
    assert dump(desk) == after_first


def test_clock_back_a_day_sends_nothing_twice_and_what_waits_goes_in_the_end(desk: Application) -> None:
    """Rule R16: what was sent stays sent; what was queued for later waits until then, and is sent once."""
    add_mailbox(desk)
    gone, waits = add_person(desk), add_person(desk)
    enrol(desk, gone, waits)
    first = queue(desk, gone)
    set_now(desk, "2026-11-19T10:01")
    assert desk.outbox.claim(first, "s1")
    assert desk.outbox.mark_dotting(first, "s1")
    desk.outbox.finish(first, ACCEPTED)
    second = queue(desk, waits)
    set_now(desk, "2026-11-18T10:01")
    assert desk.outbox.recover("s2", alone=True) == 0
    assert desk.outbox.due() == []
    assert desk.outbox.claim(first, "s2") is None
    assert desk.outbox.claim(second, "s2") is None
    third = queue(desk, add_person(desk))
    set_now(desk, "2026-11-18T10:02")
    assert desk.outbox.due() == [third]
    set_now(desk, "2026-11-19T10:02")
    assert sorted(desk.outbox.due()) == [second, third]
    assert desk.outbox.claim(second, "s2")
    assert desk.outbox.mark_dotting(second, "s2")
    desk.outbox.finish(second, ACCEPTED)
    assert desk.outbox.claim(second, "s2") is None
    assert rows(desk, "SELECT prospect_id FROM touch WHERE outcome = 'sent' ORDER BY id") == [(gone,), (waits,)]
    assert desk.safety.check().sound


def test_clock_back_a_day_in_the_middle_of_sending_asks_instead_of_sending_again(desk: Application) -> None:
    """The program fell between the last byte and the answer, and came up a day earlier."""
    add_mailbox(desk)
    mail = queue(desk, add_person(desk))
    set_now(desk, "2026-11-19T10:01")
    assert desk.outbox.claim(mail, "s1")
    assert desk.outbox.mark_dotting(mail, "s1")
    folder = desk.paths.root
    desk.close()
    again = reopen(folder, dt.datetime(2026, 11, 18, 10, tzinfo=NEW_YORK))
    try:
        assert again.outbox.recover("s2", alone=True) == 1
        assert rows(again, "SELECT state, reason FROM outbox") == [("in_doubt", "crash_while_sending")]
        assert again.outbox.due() == []
    finally:
        again.close()


def test_clock_back_a_day_snooze_and_enrol_count_from_the_day_it_says(desk: Application) -> None:
    """Rule R5: "tomorrow" is the day after what the clock says."""
    set_now(desk, "2026-11-18")
    who = add_person(desk)
    assert enrol(desk, who) == {who: "2026-11-18"}
    desk.tasks.snooze(who, parse_when("tomorrow", desk.clock.now().astimezone(NEW_YORK)))
    assert plan_of(desk, who)[2] == "2026-11-19"


# --- two touches in one instant ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("outcomes", [("no_answer", "voicemail"), ("voicemail", "no_answer")])
def test_two_touches_in_one_instant_are_in_order_of_their_ids_and_both_counted(desk: Application, outcomes: tuple[str, str]) -> None:
    """A file may have only minutes. The later id is the later touch wherever "the last one" is shown; the attempts are the first and second."""
    who = add_person(desk)
    for outcome in outcomes:
        log(desk, who, outcome)
    with desk.read() as (s, profile):
        assert [t.outcome for t in history(s, who)] == [outcomes[1], outcomes[0]]
        assert prospect_rows(s, [who])[who].last.split(":")[2] == outcomes[1]
        today = dt.date(2026, 11, 19)
        found = numbers(s, profile, desk.clock.now(), today, today)
    assert (found.totals["reach"], found.people["reach"]) == (2, 1)
    assert rows(desk, "SELECT outcome, attempt FROM touch ORDER BY id") == [(outcomes[0], 1), (outcomes[1], 2)]
    desk.undo.undo()
    assert rows(desk, "SELECT outcome FROM touch") == [(outcomes[0],)]


def test_two_touches_in_one_instant_count_as_two_steps_of_a_plan_at_most_once_each(desk: Application) -> None:
    """The second of one instant is not "before the plan's last touch": it counts as the next step (rule R7's default), from the same day."""
    who = add_person(desk)
    enrol(desk, who)
    log(desk, who, "sent", "email")
    log(desk, who, "no_answer")
    assert rows(desk, "SELECT step_no FROM touch ORDER BY id") == [(1,), (2,)]
    assert plan_of(desk, who) == ("active", 3, "2026-11-23")  # four days after the 19th


def test_touches_of_a_file_in_one_instant_keep_the_order_of_their_lines(desk: Application) -> None:
    """Sorted by time, and by line where the times are one."""
    who = add_person(desk)
    lines = [
        {"prospect": str(who), "at": "2026-11-19T09:00:00-05:00", "channel": "call", "outcome": o} for o in ("no_answer", "gatekeeper", "conversation")
    ]  # fmt: skip
    outcome, problems = desk.touches.log_many([*lines, {**lines[0], "at": "2026-11-19T14:00:00+00:00", "outcome": "busy"}])
    assert (outcome.value, problems) == (4, [])
    assert [o for (o,) in rows(desk, "SELECT outcome FROM touch ORDER BY id")] == ["no_answer", "gatekeeper", "conversation", "busy"]
    assert one(desk, "SELECT count(DISTINCT at) FROM touch") == 1
    assert one(desk, "SELECT at / 1000 FROM touch LIMIT 1") == int(
        dt.datetime(2026, 11, 19, 9, tzinfo=ZoneInfo("America/New_York")).timestamp()
    )
