"""Not ready is not lost (rule R25, seed W17): a reason, its counter-move, a date that is a working day, a programme, and one undo."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from sdrdesk.app import Application
from sdrdesk.core.domain.not_ready import reasons_from
from sdrdesk.core.errors import NotFound, RuleRefusal, ValidationError
from sdrdesk.core.queries.today import rank_today
from sdrdesk.core.services.not_ready import shipped_reasons
from tests.support.factories import add_person, enrol, make_ready
from tests.support.profile import dump, one, reopen, rows, set_now


def test_the_five_of_the_white_paper_ship_in_both_languages_with_programmes_that_exist(desk: Application) -> None:
    reasons = shipped_reasons()
    assert [r.key for r in reasons] == ["no_need", "no_budget", "not_decider", "nobody_to_run", "other_vendor"]
    for reason in reasons:
        assert set(reason.names) == set(reason.moves) == {"en", "zh_CN"}
        assert not reason.cadence or reason.cadence in desk.cadences
        assert not reason.template or reason.template in desk.compose.templates("en")


def test_set_back_stops_the_plan_keeps_what_was_said_and_begins_the_programme(desk: Application) -> None:
    """The date of 90 days on is a Wednesday; the programme does not begin on the day of the no."""
    who = add_person(desk, "Helen Okafor")
    enrol(desk, who)
    done = desk.not_ready.disqualify(who, "No budget", said="no budget until the new year").value
    assert (done.reason.key, done.until, done.cadence, done.refused) == ("no_budget", dt.date(2027, 2, 17), "product_cases", None)
    assert rows(desk, "SELECT stage, status FROM prospect") == [("nurture", "open")]
    assert rows(desk, "SELECT kind, due_on, note FROM task WHERE state = 'open'") == [
        ("come_back", "2027-02-17", "no budget until the new year")
    ]
    assert rows(desk, "SELECT cadence, state, due_on FROM enrolment ORDER BY id")[1:] == [
        ("product_cases", "active", one(desk, "SELECT due_on FROM enrolment WHERE cadence = 'product_cases'"))
    ]
    assert str(one(desk, "SELECT due_on FROM enrolment WHERE cadence = 'product_cases'")) > "2026-11-25"
    assert one(desk, "SELECT state FROM enrolment WHERE id = 1") == "stopped"


def test_a_day_off_moves_to_the_next_that_works(desk: Application) -> None:
    """Rule R8: the 5th of December 2026 is a Saturday."""
    who = add_person(desk)
    assert desk.not_ready.disqualify(who, "no_need", until=dt.date(2026, 12, 5), cadence="").value.until == dt.date(2026, 12, 7)


def test_they_come_back_on_the_list_with_what_was_said(desk: Application) -> None:
    who = add_person(desk)
    desk.not_ready.disqualify(who, "other_vendor", said="bound until June", until=dt.date(2026, 12, 7), cadence="")
    for day, kinds in (("2026-12-04", []), ("2026-12-07", ["come_back"])):
        set_now(desk, day)
        with desk.read() as (s, profile):
            assert [r.candidate.kind for r in rank_today(s, profile, desk.clock.now(), desk.cadences).ranked] == kinds
    last = desk.not_ready.last(who)
    assert last is not None and (last.reason.key, last.said) == ("other_vendor", "bound until June")


def test_a_touch_keeps_the_date_and_closes_the_item(desk: Application) -> None:
    """Rule R4: coming back is done by touching the person; the next step follows as from any touch."""
    from tests.support.factories import log

    who = add_person(desk)
    desk.not_ready.disqualify(who, "no_need", until=dt.date(2026, 11, 20), cadence="")
    set_now(desk, "2026-11-20")
    log(desk, who, "no_answer")
    assert one(desk, "SELECT state FROM task WHERE kind = 'come_back'") == "done"


def test_a_programme_that_a_rule_refuses_is_left_out_and_named(desk: Application) -> None:
    """A cadence for deciders refuses a user; the date stands all the same."""
    who = add_person(desk)
    done = desk.not_ready.disqualify(who, "no_need", cadence="drip_decider").value
    assert done.cadence == "" and isinstance(done.refused, RuleRefusal)
    assert one(desk, "SELECT count(*) FROM task WHERE kind = 'come_back'") == 1


def test_close_states_the_reason_and_plans_nothing(desk: Application) -> None:
    who = add_person(desk)
    done = desk.not_ready.disqualify(who, "no_need", close=True).value
    assert done.until is None
    assert rows(desk, "SELECT status, end_reason FROM prospect") == [("closed", "no_need")]
    assert one(desk, "SELECT count(*) FROM task WHERE state = 'open'") == 0
    with pytest.raises(RuleRefusal):
        desk.not_ready.disqualify(who, "no_need")


def test_one_undo_restores_everything_and_redo_repeats_it(desk: Application) -> None:
    who = add_person(desk)
    enrol(desk, who)
    before = dump(desk)
    desk.not_ready.disqualify(who, "no_budget", said="next year")
    after = dump(desk)
    desk.undo.undo()
    assert dump(desk) == before
    desk.undo.redo()
    assert dump(desk) == after


def test_it_survives_a_restart(desk: Application) -> None:
    who = add_person(desk)
    desk.not_ready.disqualify(who, "no_budget", said="next year")
    folder = desk.paths.root
    desk.close()
    again = reopen(folder)
    last = again.not_ready.last(who)
    assert last is not None and last.said == "next year"
    again.close()


def test_what_cannot_be_is_refused_and_changes_nothing(desk: Application, tmp_path: Path) -> None:
    who = add_person(desk)
    before = dump(desk)
    with pytest.raises(ValidationError):
        desk.not_ready.disqualify(who, "bored")
    with pytest.raises(ValidationError):
        desk.not_ready.disqualify(who, "no_need", until=dt.date(2026, 11, 18))
    with pytest.raises(NotFound):
        desk.not_ready.disqualify(who, "no_need", cadence="nowhere")
    with pytest.raises(ValidationError):
        desk.not_ready.disqualify(who, "no_need", said="x" * 2001)
    assert dump(desk) == before
    make_ready(desk, who)
    desk.executives.add("Ravi Menon")
    desk.handoffs.create(who, desk.executives.find("Ravi Menon"), tmp_path)
    with pytest.raises(RuleRefusal) as refused:
        desk.not_ready.disqualify(who, "no_need")
    assert refused.value.code == "not_ready_with_ae"


def test_own_reasons_are_data_in_versions(desk: Application) -> None:
    """The user's own reason takes its place; nonsense is refused before anything is kept."""
    mine = {"key": "moving", "name": {"en": "They are moving house"}, "days": 30}
    desk.standards.save("not_ready", {"reasons": [mine]})
    assert [r.key for r in desk.not_ready.reasons()] == ["moving"]
    who = add_person(desk)
    assert desk.not_ready.disqualify(who, "they are moving house").value.reason.days == 30
    for wrong in ({}, {"reasons": []}, {"reasons": [mine, mine]}, {"reasons": [mine | {"days": 0}]}, {"reasons": [mine | {"name": {}}]}):
        with pytest.raises(ValidationError):
            reasons_from(wrong)
        with pytest.raises(ValidationError):
            desk.standards.save("not_ready", wrong)
    desk.undo.undo()
    desk.undo.undo()
    desk.undo.undo()
    assert [r.key for r in desk.not_ready.reasons()] == [r.key for r in shipped_reasons()]
