"""The sample data must be believable to the rules that read it: it is what the bench and the first look at the window stand on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from sdrdesk.core.bus import Bus, Event
from sdrdesk.core.changes import ChangeSet, OpKind, Outcome
from sdrdesk.core.clock import FixedClock, from_ms, to_ms
from sdrdesk.core.domain.cadence import Cadence, Step
from sdrdesk.core.domain.counting import BOOKED, CONNECT, CONVERSATION
from sdrdesk.core.domain.words import BuyerRole, Channel, outcomes_of
from sdrdesk.core.errors import ValidationError
from sdrdesk.core.files.cadences import shipped_cadences
from sdrdesk.core.paths import ProfilePaths
from sdrdesk.core.services import demo_people
from sdrdesk.core.services.demo import DemoCounts, populate
from sdrdesk.core.services.demo_plan import due_target
from sdrdesk.core.store.opening import open_store
from sdrdesk.core.store.store import Store

CHICAGO = ZoneInfo("America/Chicago")
NOW = dt.datetime(2026, 11, 19, 9, 42, tzinfo=CHICAGO)
MANY = 3000
TABLES = (
    "company",
    "prospect",
    "enrolment",
    "touch",
    "task",
    "evidence",
    "red_flag",
    "handoff",
    "suppression",
    "message",
    "account_executive",
    "setting",
)


@contextmanager
def opened(folder: Path, now: dt.datetime = NOW, bus: Bus | None = None) -> Iterator[Store]:
    store = open_store(ProfilePaths(folder), FixedClock(now), bus)
    try:
        yield store
    finally:
        store.close()


def filled(folder: Path, count: int, *, seed: int = 1, now: dt.datetime = NOW, **more: Any) -> dict[str, list[Any]]:
    """Every row of every table of a fresh profile with a sample."""
    with opened(folder, now) as store:
        populate(store, count=count, seed=seed, now=now, **more)
        return {name: rows(store, f"SELECT * FROM {name} ORDER BY id") for name in TABLES}


def rows(store: Store, sql: str) -> list[Any]:
    with store.read() as s:
        return list(s.exec_driver_sql(sql).all())


def one(store: Store, sql: str) -> Any:
    return rows(store, sql)[0][0]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A sample that is large enough for rates."""
    with opened(tmp_path_factory.mktemp("large")) as store:
        populate(store, count=MANY, seed=7, now=NOW)
        yield store


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Outcome[DemoCounts]]]:
    """The sample of the first start: 200 people."""
    with opened(tmp_path_factory.mktemp("small")) as store:
        yield store, populate(store, count=200, seed=1, now=NOW)


def test_populate_same_seed_and_day_gives_same_rows(tmp_path: Path) -> None:
    """Two benches or two bug reports can only be compared if the data is the same, whatever the hour they ran at."""
    morning = filled(tmp_path / "a", 150, seed=3)
    evening = filled(tmp_path / "b", 150, seed=3, now=NOW.replace(hour=23, minute=59))
    assert evening == morning


def test_populate_other_seed_gives_other_people(tmp_path: Path) -> None:
    """A seed that changes nothing would make the determinism test worthless."""
    assert filled(tmp_path / "a", 50, seed=1)["prospect"] != filled(tmp_path / "b", 50, seed=2)["prospect"]


@pytest.mark.parametrize("count", [0, 1, 2, 37])
def test_populate_any_count_makes_exactly_as_many_people(tmp_path: Path, count: int) -> None:
    """--populate N promises N, also where N is too small for the things a sample shows."""
    with opened(tmp_path) as store:
        made = populate(store, count=count, seed=1, now=NOW).value
        assert (made.prospects, made.enrolments) == (count, count)
        assert one(store, "SELECT count(*) FROM prospect") == count


@pytest.mark.parametrize("count", [-1, 1_000_001])
def test_populate_count_out_of_range_is_refused(tmp_path: Path, count: int) -> None:
    """A mistyped number must be said, not filled into the disk."""
    with opened(tmp_path) as store, pytest.raises(ValidationError) as caught:
        populate(store, count=count, seed=1, now=NOW)
    assert (caught.value.code, caught.value.params["field"]) == ("demo_count", "count")


def test_populate_now_without_zone_is_a_mistake(tmp_path: Path) -> None:
    """Today depends on the zone; guessing one would move the whole sample by a day for half of the world."""
    with opened(tmp_path) as store, pytest.raises(ValueError, match="zone"):
        populate(store, count=1, seed=1, now=NOW.replace(tzinfo=None))


def test_populate_counts_agree_with_the_tables(small: tuple[Store, Outcome[DemoCounts]]) -> None:
    """The command line prints these numbers."""
    store, outcome = small
    made = outcome.value
    for table, said in (
        ("company", made.companies),
        ("prospect", made.prospects),
        ("enrolment", made.enrolments),
        ("touch", made.touches),
        ("task", made.tasks),
        ("handoff", made.handoffs),
        ("suppression", made.suppressions),
    ):
        assert one(store, f"SELECT count(*) FROM {table}") == said, table
    assert one(store, "SELECT count(*) FROM enrolment WHERE state = 'active' AND due_on <= '2026-11-19'") == made.due_steps
    assert one(store, "SELECT count(*) FROM task WHERE state = 'open' AND due_on <= '2026-11-19'") == made.due_tasks


def test_populate_two_hundred_people_shows_a_full_day(small: tuple[Store, Outcome[DemoCounts]]) -> None:
    """The first look at the window: about 64 due, and each kind of thing that a day can bring is there."""
    store, outcome = small
    assert 58 <= outcome.value.due_steps <= 70
    kinds = dict(rows(store, "SELECT kind, count(*) FROM task GROUP BY 1"))
    assert all(kinds.get(k, 0) >= n for k, n in {"callback": 4, "answer": 4, "follow_up": 3, "meeting": 3}.items()), kinds
    assert one(store, "SELECT count(DISTINCT ae_id) FROM handoff") == 2
    assert one(store, "SELECT count(*) FROM account_executive") == 2
    called_back = rows(store, "SELECT due_at FROM task WHERE kind = 'callback'")
    assert {from_ms(r.due_at).astimezone(CHICAGO).date() for r in called_back} == {NOW.date()}


def test_populate_large_sample_has_every_state_of_a_handoff(large: Store) -> None:
    """The page of handoffs groups by state; a group that is never filled is never looked at."""
    assert {r[0] for r in rows(large, "SELECT DISTINCT state FROM handoff")} == {"sent", "accepted", "returned", "won", "lost"}


def test_due_target_grows_slower_than_the_list() -> None:
    """64 of 200 and 5,000 of 100,000: the two samples that the design speaks of."""
    assert due_target(200) == 64
    assert 4900 <= due_target(100_000) <= 5100
    assert due_target(10) == 3


def test_populate_keeps_foreign_keys_and_one_open_plan(large: Store) -> None:
    """Bulk rows with ids of our own making are where a dangling reference would come from."""
    assert rows(large, "PRAGMA foreign_key_check") == []
    assert (
        rows(large, "SELECT prospect_id FROM enrolment WHERE state IN ('active','waiting','queued','held') GROUP BY 1 HAVING count(*) > 1")
        == []
    )


def test_populate_closed_people_have_nothing_open(large: Store) -> None:
    """Somebody who is closed and still due would be rung although they said no."""
    closed = "(SELECT id FROM prospect WHERE status = 'closed')"
    assert one(large, f"SELECT count(*) FROM enrolment WHERE state = 'active' AND prospect_id IN {closed}") == 0
    assert one(large, f"SELECT count(*) FROM task WHERE state = 'open' AND prospect_id IN {closed}") == 0
    assert one(large, "SELECT count(*) FROM prospect WHERE (status = 'closed') <> (end_reason IS NOT NULL)") == 0


def test_populate_nobody_open_is_without_next_step(large: Store) -> None:
    """Band 5 of the list must be empty (rule R4)."""
    assert (
        rows(
            large,
            "SELECT p.id FROM prospect p WHERE status = 'open' AND stage <> 'handed_off' "
            "AND NOT EXISTS (SELECT 1 FROM enrolment e WHERE e.prospect_id = p.id AND e.state = 'active') "
            "AND NOT EXISTS (SELECT 1 FROM task t WHERE t.prospect_id = p.id AND t.state = 'open')",
        )
        == []
    )


def test_populate_people_who_refused_are_on_the_list_and_closed(large: Store) -> None:
    """Do-not-contact by person and by address (rule R17), about one in a hundred."""
    refused = rows(
        large,
        "SELECT p.id, p.status, "
        "(SELECT count(*) FROM suppression s WHERE s.kind = 'person' AND s.value = CAST(p.id AS TEXT)) AS by_person, "
        "(SELECT count(*) FROM suppression s WHERE s.kind = 'address' AND s.value = p.email_key) AS by_address "
        "FROM prospect p WHERE id IN (SELECT prospect_id FROM touch WHERE outcome = 'do_not_contact')",
    )
    assert all((r.status, r.by_person, r.by_address) == ("closed", 1, 1) for r in refused)
    assert 0.003 <= len(refused) / MANY <= 0.02


@pytest.mark.parametrize(
    ("zone", "at"),
    [
        ("America/Chicago", "2026-11-19T00:00:30"),
        ("Asia/Shanghai", "2026-11-19T00:00:30"),
        ("Asia/Shanghai", "2026-10-04T12:00:00"),
        ("Pacific/Kiritimati", "2026-03-09T08:00:00"),
        ("America/Los_Angeles", "2026-01-01T08:00:00"),
    ],
)
def test_populate_touches_lie_in_their_working_hours_and_in_the_past(tmp_path: Path, zone: str, at: str) -> None:
    """A touch in the future or at night is the first thing a reader of the history stumbles over; zones far apart make it likely."""
    now = dt.datetime.fromisoformat(at).replace(tzinfo=ZoneInfo(zone))
    with opened(tmp_path, now) as store:
        populate(store, count=400, seed=5, now=now)
        found = rows(store, "SELECT t.at, p.zone, p.created_at FROM touch t JOIN prospect p ON p.id = t.prospect_id")
        made = max(one(store, f"SELECT max(created_at) FROM {table}") for table in ("prospect", "enrolment", "task"))
    assert made <= to_ms(now)
    assert len(found) > 400
    for row in found:
        local = from_ms(row.at).astimezone(ZoneInfo(row.zone))
        assert to_ms(now) - 92 * 86_400_000 <= row.at <= to_ms(now)
        assert row.created_at <= row.at
        assert local.weekday() < 5 and dt.time(9) <= local.time() <= dt.time(17, 30), local


def test_populate_steps_of_a_plan_follow_each_other(large: Store) -> None:
    """Steps in order, each by its channel, no two on one day (rule R6), and the open step is the one after the last done."""
    plans = shipped_cadences()
    by_plan: dict[int, list[Any]] = {}
    steps = "SELECT t.*, p.zone FROM touch t JOIN prospect p ON p.id = t.prospect_id WHERE enrolment_id IS NOT NULL ORDER BY t.at"
    for row in rows(large, steps):
        by_plan.setdefault(row.enrolment_id, []).append(row)
    for plan in rows(large, "SELECT * FROM enrolment"):
        done = by_plan.get(plan.id, [])
        assert [t.step_no for t in done] == list(range(1, len(done) + 1))
        assert [t.channel for t in done] == [s.channel for s in plans[plan.cadence].steps[: len(done)]]
        days = [from_ms(t.at).astimezone(ZoneInfo(t.zone)).date() for t in done]
        assert len(set(days)) == len(days)
        if plan.state == "active":
            assert (plan.step_no, plan.due_on is not None) == (len(done) + 1, True)
        assert plan.state != "finished" or len(done) == len(plans[plan.cadence].steps)


def test_populate_touches_of_a_person_are_in_order(large: Store) -> None:
    """An answer cannot come before the question."""
    last: dict[int, int] = {}
    for row in rows(large, "SELECT prospect_id, at FROM touch ORDER BY id"):
        assert row.at > last.get(row.prospect_id, 0)
        last[row.prospect_id] = row.at


def test_populate_rates_are_near_the_published_ones(large: Store) -> None:
    """The numbers page of the sample stands beside W12 and P9; a sample far off them would teach the wrong thing."""
    tally = {(r.channel, r.outcome): r.n for r in rows(large, "SELECT channel, outcome, count(*) AS n FROM touch GROUP BY 1, 2")}

    def total(pairs: frozenset[tuple[str, str]], channel: str = "") -> int:
        return sum(n for key, n in tally.items() if key in pairs and channel in ("", key[0]))

    dials = sum(n for (channel, _), n in tally.items() if channel == "call")
    assert 10.5 <= dials / total(CONNECT, "call") <= 20
    assert 15 <= dials / total(CONVERSATION, "call") <= 30
    assert 2.3 <= total(CONVERSATION) / total(BOOKED) <= 4
    assert 0.09 <= tally["email", "replied"] / tally["email", "sent"] <= 0.15
    assert all(outcome in outcomes_of(channel) for channel, outcome in tally)


def test_populate_switchboards_answer_less_often_than_mobiles(large: Store) -> None:
    """W12's two figures must not fall together: the ranking learns from them."""
    connects = ",".join(f"'{o}'" for c, o in sorted(CONNECT) if c == "call")
    mobile, switchboard = (
        r[0]
        for r in rows(
            large,
            f"SELECT 1.0 * count(*) / sum(outcome IN ({connects})) FROM touch t JOIN prospect p ON p.id = t.prospect_id "
            "WHERE t.channel = 'call' GROUP BY p.switchboard ORDER BY p.switchboard",
        )
    )
    assert switchboard > mobile * 1.1


def test_populate_people_come_from_the_mix_that_was_asked_for(large: Store) -> None:
    """Shares of lead types, tiers and countries, and the grade by motion (seeds P1, W10, W13)."""

    def share(where: str) -> float:
        return float(one(large, f"SELECT avg({where}) FROM prospect"))

    for where, wanted in (
        ("lead_type = 'spear'", 0.60),
        ("lead_type = 'net'", 0.25),
        ("lead_type = 'seed'", 0.15),
        ("tier = 'T1'", 0.10),
        ("tier = 'T2'", 0.30),
        ("country = 'CN'", 0.40),
        ("zone_guessed", 0.05),
    ):
        assert abs(share(where) - wanted) < 0.04, where
    assert one(large, "SELECT count(*) FROM prospect WHERE (grade = 'B') <> (lead_type = 'net')") == 0
    assert one(large, "SELECT count(*) FROM prospect WHERE (language = 'zh_CN') <> (country = 'CN')") == 0
    assert {r[0] for r in rows(large, "SELECT DISTINCT buyer_role FROM prospect")} == set(BuyerRole)
    assert 2.2 <= MANY / one(large, "SELECT count(*) FROM company") <= 2.9


def test_populate_uses_no_address_that_could_exist(large: Store) -> None:
    """Somebody will press Send or dial in the demo one day."""
    assert one(large, "SELECT count(*) FROM prospect WHERE email NOT LIKE '%_@_%.example' OR email <> email_key") == 0
    assert one(large, "SELECT count(*) FROM prospect WHERE country = 'US' AND phone NOT LIKE '+1 ___ 555 01__'") == 0
    chinese = "country = 'CN' AND phone NOT LIKE '+86 154 ____ ____' AND phone NOT LIKE '+86 % 1555 ____'"
    assert one(large, f"SELECT count(*) FROM prospect WHERE {chinese}") == 0
    assert one(large, "SELECT count(*) FROM (SELECT email_key FROM prospect GROUP BY 1 HAVING count(*) > 1)") == 0


def test_populate_evidence_stands_behind_every_handoff(large: Store) -> None:
    """A handoff without strong Need, Authority and Time would break rule R23 in the sample itself."""
    strong = rows(
        large,
        "SELECT h.prospect_id, sum(e.signal = 'strong') AS n, "
        "sum(e.signal = 'strong' AND e.letter IN ('need', 'authority', 'time')) AS must "
        "FROM handoff h LEFT JOIN evidence e ON e.prospect_id = h.prospect_id GROUP BY 1",
    )
    assert strong and all(r.must >= 3 and r.n >= 4 for r in strong)
    assert one(large, "SELECT count(*) FROM red_flag WHERE state = 'on' AND prospect_id IN (SELECT prospect_id FROM handoff)") == 0


def test_populate_people_are_found_by_search(large: Store) -> None:
    """The full-text index is paused during the bulk; it must be whole afterwards, for two Chinese characters too."""
    assert one(large, "SELECT count(*) FROM prospect_fts") == MANY
    assert one(large, "SELECT count(*) FROM prospect_fts WHERE prospect_fts MATCH '\"财 务\"'") > 100


def test_populate_settings_are_written_only_where_there_are_none(tmp_path: Path) -> None:
    """A user who looks at sample data keeps their own name."""
    with opened(tmp_path) as store:
        with store.write(OpKind.SETTINGS) as uow:
            uow.s.exec_driver_sql("INSERT INTO setting (key, value) VALUES ('user.name', '\"Ada\"'), ('target.reach', '35')")
        populate(store, count=5, seed=1, now=NOW, language="zh_CN")
        found = dict(rows(store, "SELECT key, value FROM setting"))
    assert (found["user.name"], found["target.reach"]) == ('"Ada"', "35")
    assert (found["user.company"], found["target.meetings"]) == ('"明账科技"', "1")
    assert {"user.email", "user.phone", "value.topic", "value.prop", "value.similar_customers"} <= set(found)


def test_populate_twice_adds_people_beside_the_first(tmp_path: Path) -> None:
    """Ids are given by us: a second run must not collide with the first."""
    with opened(tmp_path) as store:
        populate(store, count=30, seed=1, now=NOW)
        populate(store, count=30, seed=2, now=NOW)
        assert one(store, "SELECT count(*) FROM prospect") == 60
        assert rows(store, "PRAGMA foreign_key_check") == []


def test_populate_is_one_bulk_step_that_leaves_the_journal_on(tmp_path: Path) -> None:
    """Views re-read once, the history shows one step, and the next step of a user is journalled again."""
    bus = Bus()
    seen: list[Event] = []
    bus.subscribe(seen.append)
    with opened(tmp_path, bus=bus) as store:
        outcome = populate(store, count=40, seed=1, now=NOW)
        assert [tuple(r) for r in rows(store, "SELECT op, undoable FROM journal_step")] == [("demo", 0)]
        assert isinstance(seen[-1], ChangeSet) and seen[-1].bulk and seen[-1] == outcome.changes
        assert one(store, "SELECT count(*) FROM journal_change WHERE tbl = 'touch'") == 0
        populate(store, count=1, seed=2, now=NOW)
        assert one(store, "SELECT count(*) FROM journal_step") == 2


def test_populate_a_plan_longer_than_the_history_is_cut_at_its_edge(tmp_path: Path) -> None:
    """Steps may lie a year apart in a cadence of the user's own; the sample must not fall over it or put touches into the future."""
    steps = tuple(Step(n, 0 if n == 1 else 366, 1 + 366 * (n - 1), Channel.EMAIL, "", "message") for n in range(1, 5))
    with opened(tmp_path) as store:
        populate(store, count=60, seed=1, now=NOW, cadences={"p5": Cadence("p5", 1, {"en": "Years"}, steps)})
        assert one(store, "SELECT max(at) FROM touch") < to_ms(NOW)
        assert one(store, "SELECT max(created_at) FROM prospect") < to_ms(NOW)


def test_populate_given_plans_are_the_ones_used(tmp_path: Path) -> None:
    """A profile with its own cadences must not get enrolments on plans that it does not have."""
    steps = (Step(1, 0, 1, Channel.SOCIAL, "", "message"), Step(2, 3, 4, Channel.EMAIL, "referral", "referral_email"))
    plans = {"mine": Cadence("mine", 4, {"en": "Mine"}, steps)}
    with opened(tmp_path) as store:
        populate(store, count=80, seed=1, now=NOW, cadences=plans)
        assert [tuple(r) for r in rows(store, "SELECT DISTINCT cadence, cadence_version FROM enrolment")] == [("mine", 4)]
        assert one(store, "SELECT count(*) FROM touch WHERE channel = 'social' AND outcome = 'sent' AND step_no = 1") > 0
        assert {r[0] for r in rows(store, "SELECT DISTINCT template FROM touch WHERE step_no = 2")} == {"referral"}


def test_sample_goes_on_when_the_names_of_companies_run_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A million people once took for ever, looking for a name that was not taken; a number tells companies apart then."""
    monkeypatch.setattr(demo_people, "NAME_TRIES", 0)
    companies = filled(folder, 60)["company"]
    assert len({c.domain for c in companies}) == len({c.name for c in companies}) == len(companies) > 10
    assert all(c.name.split()[-1].isdigit() for c in companies)


def test_answers_by_email_have_their_message(tmp_path: Path) -> None:
    """The inbox of the sample fits its history: one message for each answer by email, and those who wait have theirs open."""
    with opened(tmp_path) as store:
        populate(store, count=600, seed=3, now=NOW)
        answers = "channel = 'email' AND outcome IN ('replied', 'auto_replied', 'bounced', 'unsubscribed')"
        touches = rows(store, f"SELECT id, prospect_id, at FROM touch WHERE {answers} ORDER BY id")
        assert rows(store, "SELECT touch_id, prospect_id, at FROM message ORDER BY touch_id") == touches
        waiting = rows(
            store, "SELECT DISTINCT prospect_id FROM task WHERE kind = 'answer' AND state = 'open' AND channel = 'email' ORDER BY 1"
        )
        opened_ones = rows(
            store, "SELECT DISTINCT prospect_id FROM message WHERE state = 'new' AND kind IN ('human_reply', 'referral') ORDER BY 1"
        )
        assert opened_ones == waiting and waiting
        assert {r[0] for r in rows(store, "SELECT DISTINCT kind FROM message")} >= {"human_reply", "referral", "out_of_office"}
