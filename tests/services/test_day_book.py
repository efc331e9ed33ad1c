"""The list kept in memory says the same as a list read anew, whatever happens in between (rule R1)."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event

from sdrdesk.app import Application
from sdrdesk.core.clock import FixedClock
from sdrdesk.core.domain.when import parse_when
from sdrdesk.core.queries.today import TodayList, rank_today
from tests.support.factories import add_person, enrol, log
from tests.support.profile import NEW_YORK, set_now


def anew(desk: Application) -> TodayList:
    with desk.read() as (s, profile):
        return rank_today(s, profile, desk.clock.now(), desk.cadences, own=desk.day.odds(s, profile))


def lines(today: TodayList) -> list[Any]:
    return [(r.candidate.prospect_id, r.candidate.kind, r.candidate.item_id, r.band, round(r.score, 12), r.over_cap) for r in today.ranked]


def assert_same(desk: Application) -> None:
    kept, fresh = desk.day.today(), anew(desk)
    assert lines(kept) == lines(fresh)
    assert (kept.counts, kept.filters) == (fresh.counts, fresh.filters)
    assert kept.minutes == pytest.approx(fresh.minutes)


def fill(desk: Application) -> list[int]:
    people = [add_person(desk, company=f"Firm {n // 3}", title="Head of Sales" if n % 4 else "") for n in range(24)]
    enrol(desk, *people[:9], cadence="p5_calls")
    enrol(desk, *people[9:15], cadence="p5")
    enrol(desk, *people[15:18], cadence="calls_and_emails")
    return people


ACTS: dict[str, Callable[[Application, int, random.Random], object]] = {
    "nobody answers": lambda desk, who, _: log(desk, who, "no_answer"),
    "a talk": lambda desk, who, _: log(desk, who, "conversation"),
    "call me later": lambda desk, who, _: log(desk, who, "call_back", next="14:30"),
    "an email": lambda desk, who, _: log(desk, who, "sent", "email"),
    "a reply": lambda desk, who, _: log(desk, who, "replied", "email"),
    "not now": lambda desk, who, _: log(desk, who, "not_now", next="3d"),
    "a refusal": lambda desk, who, _: log(desk, who, "not_interested"),
    "snooze": lambda desk, who, _: desk.tasks.snooze(who, parse_when("2h", desk.clock.now().astimezone(NEW_YORK))),
    "pin": lambda desk, who, chance: desk.enrolments.pin(who, chance.random() < 0.5),
    "edit": lambda desk, who, chance: desk.prospects.edit(who, {"grade": chance.choice("ABCD")}),
    "letter": lambda desk, who, _: desk.qualification.set_letter(who, "need", "strong", text="Nine days"),
    "enrol": lambda desk, who, _: desk.enrolments.enrol([who], "p5_calls", anyway=True),
    "stop": lambda desk, who, _: desk.enrolments.stop(who, "enough"),
    "undo": lambda desk, _who, _: desk.undo.undo(),
    "redo": lambda desk, _who, _: desk.undo.redo(),
    "a cap": lambda desk, _who, chance: desk.settings.change({"cap.calls": chance.choice((2, 4, 0))}),
    "a minute": lambda desk, _who, _: set_now(desk, desk.clock.now() + dt.timedelta(minutes=1)),
    "an hour": lambda desk, _who, _: set_now(desk, desk.clock.now() + dt.timedelta(hours=1)),
    "a day": lambda desk, _who, _: set_now(desk, desk.clock.now() + dt.timedelta(days=1)),
    "back a day": lambda desk, _who, _: set_now(desk, desk.clock.now() - dt.timedelta(days=1)),
}


@pytest.mark.parametrize("seed", range(6))
def test_book_is_the_list_read_anew_after_any_acts(desk: Application, seed: int) -> None:
    """Sixty acts at random, refusals included: order, bands, values and counts stay those of a fresh read."""
    people = fill(desk)
    assert_same(desk)
    chance = random.Random(seed)
    done = 0
    for _ in range(60):
        name = chance.choice(sorted(ACTS))
        try:
            ACTS[name](desk, chance.choice(people), chance)
            done += 1
        except Exception as refused:
            assert getattr(refused, "code", None), f"{name}: {refused!r}"
        assert_same(desk)
    assert done > 30


def test_book_reads_one_person_after_one_touch(desk: Application) -> None:
    """No list query runs again: the statements of the second ask name the person, or count the day's touches."""
    people = fill(desk)
    before = desk.day.today()
    log(desk, people[3], "no_answer")
    seen: list[tuple[str, Any]] = []
    engine = desk.store._reader
    event.listen(engine, "before_cursor_execute", lambda _c, _cur, sql, values, *_: seen.append((sql, values)))
    after = desk.day.today()
    lists = [sql for sql, _ in seen if "FROM enrolment e JOIN prospect" in sql and "p.id = ?" not in sql]
    assert not lists
    assert any(people[3] in tuple(values) for _, values in seen)
    assert lines(before) != lines(after)
    assert after.ranker is before.ranker


def test_book_follows_what_another_window_wrote(desk: Application) -> None:
    """Another process names no rows: everything is read again."""
    people = fill(desk)
    desk.day.today()
    with desk.store._writer.begin() as s:
        s.exec_driver_sql(f"UPDATE prospect SET status = 'closed' WHERE id = {people[0]}")
    from sdrdesk.core.changes import ChangeSet

    desk.bus.publish(ChangeSet(bulk=True))
    assert people[0] not in {r.candidate.prospect_id for r in desk.day.today().ranked}


def test_book_learns_again_after_some_minutes(desk: Application) -> None:
    """R3: the odds of an open list follow the log, and switching learning off gives the priors at once."""
    people = fill(desk)
    first = desk.day.today().ranker.own
    log(desk, people[0], "no_answer")
    assert desk.day.today().ranker.own is first
    clock = desk.clock
    assert isinstance(clock, FixedClock)
    clock.advance(minutes=11)
    learned = desk.day.today().ranker.own
    assert learned.rate("connect", "call").trials == 1
    desk.settings.change({"rank.learning": False})
    assert desk.day.today().ranker.own.rate("connect", "call").trials == 0
