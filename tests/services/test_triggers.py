"""Triggers (seed W23): whom each takes, once for each occasion, and never more than that; none of them sends (rule R20)."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import insert

from sdrdesk.app import Application
from sdrdesk.core.changes import OpKind
from sdrdesk.core.clock import to_ms
from sdrdesk.core.errors import NotFound, ValidationError
from sdrdesk.core.store.ready_tables import handoff
from tests.support.factories import add_mailbox, add_person, enrol, log, plan_of, suppress
from tests.support.profile import dump, one, reopen, rows, set_now

CALL: dict[str, Any] = {"task": "follow_up"}


def trigger(desk: Application, event: dict[str, Any], action: dict[str, Any] = CALL, name: str = "Mine", **segment: Any) -> str:
    """A trigger of the user's, switched on; the shipped ones stay off."""
    desk.rules.save("trigger", name, {"event": event, "segment": segment, "action": action})
    return name


def takes(desk: Application, name: str = "Mine") -> list[int]:
    """Whom the preview says that a run would take."""
    return [t.prospect_id for t in desk.triggers.preview(name) if not t.refused]


def taken(desk: Application, name: str = "Mine") -> list[int]:
    """Whom the next run takes; it must be whom the preview named, and the second run takes nobody."""
    said = takes(desk, name)
    hits = "SELECT h.id, h.prospect_id FROM trigger_hit h JOIN rule r ON r.id = h.rule_id WHERE r.name = :n ORDER BY 2"
    before = rows(desk, hits, n=name)
    assert desk.triggers.run().value[name] == len(said)
    found = [who for hit, who in rows(desk, hits, n=name) if (hit, who) not in before]
    assert found == said
    assert takes(desk, name) == []
    assert desk.triggers.run().value[name] == 0
    return found


def set_score(desk: Application, who: int, score: int) -> None:
    desk.store.run_raw(lambda c: c.execute(f"UPDATE prospect SET score = {score} WHERE id = {who}"))


def hand_over(desk: Application, who: int, state: str) -> None:
    """A handoff of this moment in a state."""
    desk.executives.add("Ann Vogel", f"ann{who}@acme.example")
    with desk.store.write(OpKind.HANDOFF) as uow:
        ae = uow.s.exec_driver_sql("SELECT max(id) FROM account_executive").scalar_one()
        uow.s.execute(insert(handoff).values(prospect_id=who, ae_id=ae, state=state, at=to_ms(desk.clock.now())))


# --- the six occasions -------------------------------------------------------------------------------------------------------


def test_score_that_passes_the_mark_takes_at_the_mark_and_above_once(desk: Application) -> None:
    """59 is below 60; whoever falls and rises again has passed the same mark already."""
    low, at, above = (add_person(desk) for _ in range(3))
    for who, score in ((low, 59), (at, 60), (above, 90)):
        set_score(desk, who, score)
    trigger(desk, {"kind": "score_passes", "mark": 60})
    assert taken(desk) == [at, above]
    set_score(desk, at, 20)
    set_score(desk, at, 80)
    set_score(desk, low, 60)
    assert taken(desk) == [low]
    assert rows(desk, "SELECT prospect_id, kind, channel, due_on, source FROM task ORDER BY id") == [
        (who, "follow_up", "call", "2026-11-19", "job") for who in (at, above, low)
    ]


def test_reply_takes_each_new_reply_and_no_automatic_one(desk: Application) -> None:
    """An auto-reply is nobody's word; a second answer is another occasion."""
    who, robot = add_person(desk), add_person(desk)
    trigger(desk, {"kind": "replied"}, {"tag": "intent/answered"})
    assert taken(desk) == []
    log(desk, robot, "auto_replied", "email")
    log(desk, who, "replied", "email")
    assert taken(desk) == [who]
    set_now(desk, "2026-11-23")
    log(desk, who, "replied", "email")
    assert taken(desk) == [who]
    assert desk.scores.tags_of(who) == ["intent/answered"]


def test_form_takes_whoever_filled_it_in(desk: Application) -> None:
    """A form comes in as a tag of the group ``form``; one that is named is the only one that counts."""
    demo, other = add_person(desk), add_person(desk)
    desk.scores.tag([demo], "form/demo")
    desk.scores.tag([other], "form/newsletter")
    trigger(desk, {"kind": "form", "tag": "demo"})
    trigger(desk, {"kind": "form"}, {"tag": "interest/any"}, name="Any")
    assert taken(desk) == [demo]
    assert one(desk, "SELECT count(*) FROM prospect_tag WHERE grp = 'interest'") == 2


def test_tag_takes_in_any_spelling_of_the_group_and_with_quotes_in_the_name(desk: Application) -> None:
    """Groups are kept in small letters; a name may be O'Neill's."""
    who = add_person(desk)
    desk.scores.tag([who], "Event/O'Neill's dinner")
    trigger(desk, {"kind": "tag", "tag": "EVENT / O'Neill's dinner"})
    assert taken(desk) == [who]
    trigger(desk, {"kind": "tag", "tag": "o'neill/x"}, name="None")
    assert takes(desk, "None") == []


def test_holiday_takes_three_days_before_it_once_for_all_its_days(desk: Application) -> None:
    """Thanksgiving is Thursday 26 November: three days before is Monday the 23rd. Christmas is another occasion."""
    who = add_person(desk)
    trigger(desk, {"kind": "holiday", "country": "US", "days": 3})
    set_now(desk, "2026-11-22")
    assert taken(desk) == []
    set_now(desk, "2026-11-23")
    assert taken(desk) == [who]
    for day in ("2026-11-24", "2026-11-26", "2026-11-27", "2026-12-21"):
        set_now(desk, day)
        assert takes(desk) == []
    set_now(desk, "2026-12-22")
    assert taken(desk) == [who]


def test_holiday_of_a_whole_week_is_one_occasion(desk: Application) -> None:
    """China's National Day of 2026 is free from 1 to 7 October, with a Sunday inside that has no name; Mid-Autumn is 25 September."""
    who = add_person(desk, "王伟", country="CN", city="Shanghai", phone="")
    trigger(desk, {"kind": "holiday", "country": "CN", "days": 7}, {"tag": "event/card"}, countries=["CN"])
    days = []
    for n in range(10, 41):  # 10 September to 10 October
        day = f"2026-09-{n:02d}" if n <= 30 else f"2026-10-{n - 30:02d}"
        set_now(desk, day)
        if desk.triggers.run().value["Mine"]:
            days.append(day)
    assert days == ["2026-09-18", "2026-09-24"]
    assert one(desk, "SELECT count(*) FROM trigger_hit WHERE prospect_id = :p", p=who) == 2


def test_holiday_is_not_missed_when_the_program_was_off_on_the_day(desk: Application) -> None:
    """Five days before Thanksgiving is a Saturday; on Monday it is still to come. The day after it, it is over."""
    who = add_person(desk)
    trigger(desk, {"kind": "holiday", "country": "US", "days": 5})
    set_now(desk, "2026-11-27")
    assert takes(desk) == []
    set_now(desk, "2026-11-23")
    assert taken(desk) == [who]


def test_quiet_takes_after_ninety_days_without_a_touch_and_with_nothing_planned(desk: Application) -> None:
    """The last touch on 21 August: 10 days of August, 30 of September, 31 of October and 19 of November are 90, so 19 November."""
    quiet, planned, never = add_person(desk), add_person(desk), add_person(desk)
    trigger(desk, {"kind": "quiet", "days": 90})
    set_now(desk, "2026-08-21")
    for who in (quiet, planned):
        log(desk, who, "connected_not_now")
        for (task,) in rows(desk, "SELECT id FROM task WHERE prospect_id = :p AND state = 'open'", p=who):
            desk.tasks.finish(task)
    enrol(desk, planned)
    set_now(desk, "2026-11-18")
    assert taken(desk) == []
    set_now(desk, "2026-11-19")
    assert taken(desk) == [quiet]
    assert one(desk, "SELECT count(*) FROM touch WHERE prospect_id = :p", p=never) == 0  # nobody whom nobody has ever called is quiet
    for (task,) in rows(desk, "SELECT id FROM task WHERE prospect_id = :p AND state = 'open'", p=quiet):
        desk.tasks.finish(task)
    set_now(desk, "2027-03-01")
    assert takes(desk) == []  # the same silence
    set_now(desk, "2026-11-20")
    log(desk, quiet, "connected_not_now")
    for (task,) in rows(desk, "SELECT id FROM task WHERE prospect_id = :p AND state = 'open'", p=quiet):
        desk.tasks.finish(task)
    set_now(desk, "2027-02-18")  # 10 + 31 + 31 + 18 = 90 days after 20 November
    assert taken(desk) == [quiet]


def test_won_takes_three_months_later_and_only_what_was_won(desk: Application) -> None:
    """21 August and 90 days is 19 November; a deal that was lost asks nobody for a referral."""
    won, lost = add_person(desk), add_person(desk)
    trigger(desk, {"kind": "won", "days": 90})
    set_now(desk, "2026-08-21")
    hand_over(desk, won, "won")
    hand_over(desk, lost, "lost")
    set_now(desk, "2026-11-18")
    assert taken(desk) == []
    set_now(desk, "2026-11-19")
    assert taken(desk) == [won]


def test_date_takes_on_the_day_and_after_it_but_not_before(desk: Application) -> None:
    """A machine that was off on the day takes them on the next."""
    who = add_person(desk)
    trigger(desk, {"kind": "date", "on": "2026-11-21"})
    assert taken(desk) == []
    set_now(desk, "2026-11-23")
    assert taken(desk) == [who]


# --- whom, and whom not ------------------------------------------------------------------------------------------------------


def test_segment_narrows_by_every_list_and_the_least_score(desk: Application) -> None:
    """All that is said must hold."""
    right = {
        "lead_type": "seed",
        "tier": "T1",
        "grade": "B",
        "country": "CN",
        "city": "",
        "phone": "",
        "source": "Fair",
        "language": "zh_CN",
    }
    who = add_person(desk, **right)
    for field, value in (("lead_type", "spear"), ("tier", "T2"), ("grade", "C"), ("country", "DE"), ("source", "List"), ("language", "en")):
        set_score(desk, add_person(desk, **(right | {field: value})), 90)
    low = add_person(desk, **right)
    set_score(desk, who, 50)
    set_score(desk, low, 49)
    segment = {
        "lead_types": ["seed"],
        "tiers": ["T1"],
        "grades": ["A", "B"],
        "countries": ["CN"],
        "sources": ["Fair"],
        "languages": ["zh_CN"],
    }
    desk.scores.tag([who], "interest/pricing")
    set_score(desk, who, 50)
    trigger(
        desk, {"kind": "score_passes", "mark": 10}, min_score=50, stages=["target"], tags=["interest/pricing", "interest/demo"], **segment
    )
    assert taken(desk) == [who]


def test_segment_of_empty_lists_takes_everybody(desk: Application) -> None:
    """An empty list says nothing; a form that leaves the tags open must not shut everybody out."""
    who = add_person(desk)
    set_score(desk, who, 90)
    trigger(desk, {"kind": "score_passes", "mark": 60}, stages=[], tags=[], countries=[])
    assert taken(desk) == [who]


def test_person_with_another_plan_is_named_in_the_preview_and_not_taken(desk: Application) -> None:
    """Rule R13; those who are on a plan are named last. Once the plan has stopped the trigger takes them."""
    busy, free = add_person(desk), add_person(desk)
    enrol(desk, busy, cadence="inbound")
    for who in (busy, free):
        set_score(desk, who, 90)
    trigger(desk, {"kind": "score_passes", "mark": 60}, {"cadence": "p5"})
    assert [(t.prospect_id, t.refused) for t in desk.triggers.preview("Mine")] == [(free, ""), (busy, "already_enrolled")]
    assert desk.triggers.run().value == {"Mine": 1}
    assert rows(desk, "SELECT prospect_id, cadence, due_on FROM enrolment ORDER BY id") == [
        (busy, "inbound", "2026-11-19"),
        (free, "p5", "2026-11-19"),
    ]
    desk.enrolments.stop(busy, "no_need")
    assert desk.triggers.run().value == {"Mine": 1}
    assert plan_of(desk, busy) == ("active", 1, "2026-11-19")


@pytest.mark.parametrize("action", [{"cadence": "p5"}, {"task": "follow_up"}])
def test_person_on_the_stop_list_is_not_taken(desk: Application, action: dict[str, Any]) -> None:
    """Rule R17: neither on a plan nor on the list to be called; a closed person neither."""
    barred, closed, free = add_person(desk, email="ann@firm.example"), add_person(desk), add_person(desk)
    suppress(desk, "domain", "firm.example")
    log(desk, closed, "do_not_contact")
    for who in (barred, closed, free):
        set_score(desk, who, 90)
    trigger(desk, {"kind": "score_passes", "mark": 60}, action)
    assert [(t.prospect_id, t.refused) for t in desk.triggers.preview("Mine")] == [(barred, "do_not_contact"), (free, "")]
    assert desk.triggers.run().value == {"Mine": 1}
    assert rows(desk, "SELECT DISTINCT prospect_id FROM trigger_hit") == [(free,)]


# --- how ---------------------------------------------------------------------------------------------------------------------


def test_off_is_nothing_and_preview_changes_nothing(desk: Application) -> None:
    """All that ships is off."""
    set_score(desk, add_person(desk), 90)
    trigger(desk, {"kind": "score_passes", "mark": 60})
    desk.rules.enable("trigger", "Mine", False)
    before = dump(desk)
    assert len(takes(desk)) == 1
    assert desk.triggers.run().value == {}
    assert dump(desk) == before


def test_run_never_sends_and_never_queues(desk: Application) -> None:
    """Rule R20: a plan that begins with an email only puts the person on the list."""
    add_mailbox(desk)
    set_score(desk, add_person(desk), 90)
    trigger(desk, {"kind": "score_passes", "mark": 60}, {"cadence": "p5"})
    assert desk.triggers.run().value == {"Mine": 1}
    assert one(desk, "SELECT count(*) FROM outbox") == 0
    assert one(desk, "SELECT count(*) FROM touch") == 0


def test_run_is_one_undo_step_for_each_trigger_and_holds_over_a_restart(desk: Application) -> None:
    """Undone, nobody was taken; redone, they were, and not again after a restart."""
    who = add_person(desk)
    set_score(desk, who, 90)
    trigger(desk, {"kind": "score_passes", "mark": 60})
    before = dump(desk)
    desk.triggers.run()
    after = dump(desk)
    desk.undo.undo()
    assert dump(desk) == before
    assert takes(desk) == [who]
    desk.undo.redo()
    assert dump(desk) == after
    folder, now = desk.paths.root, desk.clock.now()
    desk.close()
    again = reopen(folder, now)
    try:
        assert again.triggers.run().value == {"Mine": 0}
    finally:
        again.close()


def test_clock_that_jumps_back_takes_nobody_twice(desk: Application) -> None:
    """The date comes a second time, the people do not."""
    who = add_person(desk)
    trigger(desk, {"kind": "holiday", "country": "US", "days": 3})
    set_now(desk, "2026-11-23")
    assert taken(desk) == [who]
    set_now(desk, "2026-11-22")
    assert desk.triggers.run().value == {"Mine": 0}
    set_now(desk, "2026-11-23")
    assert desk.triggers.run().value == {"Mine": 0}


def test_trigger_whose_cadence_was_retired_does_not_stop_the_others(desk: Application) -> None:
    """The user retires a plan and forgets the trigger; the run goes on, and asked for by name it says why it cannot."""
    who = add_person(desk)
    set_score(desk, who, 90)
    trigger(desk, {"kind": "score_passes", "mark": 60}, {"cadence": "p5"}, name="Gone")
    trigger(desk, {"kind": "score_passes", "mark": 60})
    desk.plans.retire("p5")
    assert desk.triggers.run().value == {"Mine": 1}
    with pytest.raises(ValidationError) as caught:
        desk.triggers.run("Gone")
    assert (caught.value.code, caught.value.params["field"], caught.value.params["value"]) == ("trigger_rule", "cadence", "p5")


def test_preview_and_run_of_an_unknown_trigger_says_so(desk: Application) -> None:
    """A typing mistake on the command line."""
    for ask in (desk.triggers.preview, desk.triggers.run):
        with pytest.raises(NotFound) as caught:
            ask("Nothing")
        assert (caught.value.code, caught.value.params) == ("rule_not_found", {"name": "Nothing"})
