"""Cadences as data: all problems at once, keys, versions, and moving people."""

from __future__ import annotations

import datetime as dt

import pytest

from sdrdesk.app import Application
from sdrdesk.core.domain.cadence_diff import differences
from sdrdesk.core.domain.calendar import WorkCalendar
from sdrdesk.core.domain.timetable import timetable
from sdrdesk.core.errors import NotFound, ValidationError
from sdrdesk.core.files.cadences import body_of, cadence_from
from tests.support.factories import add_person, enrol
from tests.support.profile import dump, rows


def test_problems_names_everything_that_is_wrong(desk: Application) -> None:
    """One refusal at a time makes people guess how many there are."""
    body = body_of(desk.cadences["p5"])
    body["steps"][0]["gap_days"] = 2
    body["steps"][1]["template"] = "nowhere"
    body |= {"names": {}, "limit_days": 0, "then": "nobody", "enter": {"shoe": ["42"]}}
    found = [e.code for e in desk.plans.problems(body, "Mine")]
    assert found == [
        "cadence_no_name",
        "cadence_first_gap",
        "cadence_unknown_template",
        "cadence_unknown_field",
        "cadence_limit",
        "cadence_unknown_track",
    ]
    assert desk.plans.problems(body_of(desk.cadences["p5"]), "P5") == []
    with pytest.raises(ValidationError):
        desk.plans.save(body)


def test_new_key_is_free_and_fits_whatever_the_name(desk: Application) -> None:
    """A Chinese name gives no letters for a key."""
    assert desk.plans.new_key("Spring fair!") == "spring_fair"
    assert desk.plans.new_key("p5") == "p5_2"
    assert desk.plans.new_key("春季展会") == "plan"
    assert desk.plans.new_key("90 days") == "plan_90_days"


def test_move_people_takes_those_on_older_versions_in_one_step(desk: Application) -> None:
    """People who have finished stay where they were, and one undo brings everything back (rule R26)."""
    here, done = add_person(desk), add_person(desk)
    enrol(desk, here, done)
    desk.enrolments.stop(done, "ended")
    body = body_of(desk.cadences["p5"])
    desk.plans.save({**body, "steps": body["steps"][:3]})
    before = dump(desk)
    assert desk.plans.move_people("p5").value == 1
    assert rows(desk, "SELECT prospect_id, cadence_version FROM enrolment ORDER BY 1") == [(here, 2), (done, 1)]
    [entry] = [e for e in desk.plans.entries() if e.cadence.key == "p5"]
    assert (entry.own, entry.offered, entry.behind, entry.use.running) == (True, True, 0, 1)
    with pytest.raises(NotFound):
        desk.plans.move_people("p5")
    desk.undo.undo()
    assert dump(desk) == before


def test_differences_say_what_changes_for_people_and_nothing_else(desk: Application) -> None:
    """Another name is no change for somebody who is on it."""
    old = desk.cadences["p5"]
    body = body_of(old)
    renamed = cadence_from({**body, "names": {"en": "Other"}}, "p5")
    assert differences(old, renamed) == []
    body["steps"][1] |= {"gap_days": 3, "mode": "batch"}
    changed = cadence_from({**body, "limit_days": 60, "steps": [*body["steps"], body["steps"][-1]]}, "p5")
    assert [d.code for d in differences(old, changed)] == ["gap_days", "mode", "steps_added", "limit_days"]


def test_timetable_ends_at_the_limit_and_steps_over_free_days(desk: Application) -> None:
    """The preview and the forecast must not show touches that a real plan never makes (rule R8; seed W19)."""
    limited = cadence_from({**body_of(desk.cadences["p5"]), "limit_days": 10}, "p5")
    mine = WorkCalendar(country="US")
    days = [d.day for d in timetable(limited, dt.date(2026, 11, 21), mine, "US")]
    assert days == [dt.date(2026, 11, 23), dt.date(2026, 11, 25), dt.date(2026, 11, 30), None, None]
