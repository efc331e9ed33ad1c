"""The record as data: what is counted, and that a long history costs no query a row."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import event

from sdrdesk.app import Application
from sdrdesk.core.queries.record import filtered, record
from tests.support.factories import add_person, enrol, log
from tests.support.profile import set_now


def test_record_of_nobody_touched_is_empty_and_says_no_next_step(desk: Application) -> None:
    """Somebody new has no history, and that is no error."""
    who = add_person(desk)
    with desk.read() as (s, profile):
        found = record(s, who, profile, desk.cadences)
    assert (found.first, found.touches, found.last_at, found.next, found.rows, found.running) == (None, 0, None, None, (), ())
    assert found.customer is False


def test_plan_ends_on_the_day_of_its_last_step_and_a_version_is_kept(desk: Application) -> None:
    """How long they will still hear from us."""
    who = add_person(desk)
    enrol(desk, who)
    with desk.read() as (s, profile):
        plan = record(s, who, profile, desk.cadences).running[0]
    assert (plan.step_no, plan.steps, plan.version, plan.state) == (1, 5, 1, "active")
    assert plan.ends_on is not None and plan.started_on == dt.date(2026, 11, 19) < plan.ends_on


def test_reads_do_not_grow_with_the_touches(desk: Application) -> None:
    """No query a row: two hundred touches cost as many reads as one."""
    who, other = add_person(desk), add_person(desk)
    log(desk, other, "no_answer")
    enrol(desk, who)
    for day in range(1, 21):
        set_now(desk, f"2026-10-{day:02d}")
        log(desk, who, "voicemail", note=f"note {day}")
    asked: list[str] = []
    counts = []
    for person in (other, who):
        asked.clear()
        with desk.read() as (s, profile):
            event.listen(s, "before_cursor_execute", lambda c, cur, sql, *a: asked.append(sql))
            found = record(s, person, profile, desk.cadences)
        counts.append(len(asked))
    assert found.touches == 20 and len(found.rows) == 20
    assert counts[1] <= counts[0] + 2


def test_filters_by_kind_channel_and_words_of_the_note(desk: Application) -> None:
    """All words must be there, in any order and case."""
    who = add_person(desk)
    log(desk, who, "sent", "email")
    log(desk, who, "no_answer")
    log(desk, who, "conversation", note="Joan runs the Invoices")
    with desk.read() as (s, profile):
        rows = record(s, who, profile, desk.cadences).rows
    assert [t.outcome for t in filtered(rows, kind="talks")] == ["conversation"]
    assert [t.outcome for t in filtered(rows, kind="emails")] == ["sent"]
    assert [t.outcome for t in filtered(rows, channel="call")] == ["conversation", "no_answer"]
    assert [t.outcome for t in filtered(rows, find="invoices joan")] == ["conversation"]
    assert filtered(rows, find="joan nobody") == []
