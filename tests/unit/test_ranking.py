"""Rules R1, R2, R3, R5 and R6 on bare facts: bands, value, order, reasons."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdrdesk.core.domain.ranking import MEETING_PRIOR, PRIOR_WEIGHT, Candidate, OwnResults, Ranker, Rate
from sdrdesk.core.domain.words import Band

NEW_YORK, LOS_ANGELES, SHANGHAI = (ZoneInfo(z) for z in ("America/New_York", "America/Los_Angeles", "Asia/Shanghai"))
NOW = dt.datetime(2026, 11, 19, 10, 0, tzinfo=NEW_YORK)
TODAY = NOW.date()


def person(**facts: Any) -> Candidate:
    base: dict[str, Any] = {
        "kind": "step", "item_id": 1, "prospect_id": 1, "channel": "call", "due_on": TODAY, "due_at": None, "not_before": None, "zone": NEW_YORK, "country": "US",
        "lead_type": "spear", "grade": "B", "tier": "T3", "switchboard": False, "pinned": False, "attempts": 0, "talks": 0, "last_dial": None, "strong_letters": 0, "blocked": "",
    }  # fmt: skip
    return Candidate(**(base | facts))


def ranker(own: OwnResults | None = None, now: dt.datetime = NOW) -> Ranker:
    return Ranker(now, now.astimezone(NEW_YORK).date(), own or OwnResults())


@pytest.mark.parametrize(
    ("facts", "band"),
    [
        ({}, Band.WORTH_MOST_NOW),
        ({"zone": LOS_ANGELES}, Band.LATER_TODAY),  # seven in the morning there
        ({"zone": SHANGHAI, "country": "CN"}, Band.LATER_TODAY),  # eleven at night
        ({"kind": "callback", "due_at": NOW}, Band.PROMISED_NOW),
        ({"kind": "callback", "due_at": NOW + dt.timedelta(minutes=5)}, Band.PROMISED_NOW),
        ({"kind": "callback", "due_at": NOW + dt.timedelta(minutes=6)}, Band.LATER_TODAY),
        ({"kind": "callback", "due_at": NOW - dt.timedelta(days=1), "zone": SHANGHAI}, Band.PROMISED_NOW),  # a promise is a promise
        ({"kind": "meeting", "channel": "meeting", "due_at": NOW}, Band.PROMISED_NOW),
        ({"kind": "answer", "channel": "email", "zone": SHANGHAI}, Band.ANSWER_NOW),
        ({"kind": "none", "due_on": None}, Band.NO_NEXT_STEP),
        ({"blocked": "no_phone"}, Band.LATER_TODAY),
        ({"not_before": NOW + dt.timedelta(minutes=1)}, Band.LATER_TODAY),
        ({"not_before": NOW}, Band.WORTH_MOST_NOW),
        ({"last_dial": NOW - dt.timedelta(minutes=59)}, Band.LATER_TODAY),
        ({"last_dial": NOW - dt.timedelta(minutes=60)}, Band.WORTH_MOST_NOW),
        ({"kind": "follow_up", "last_dial": NOW - dt.timedelta(minutes=1)}, Band.LATER_TODAY),
        ({"kind": "callback", "due_at": NOW, "last_dial": NOW - dt.timedelta(minutes=10)}, Band.PROMISED_NOW),  # "call me in ten minutes"
    ],
)  # fmt: skip
def test_place_of_a_person_is_the_band_of_rule_r1(facts: dict[str, Any], band: Band) -> None:
    """R1 and R6 in a table: what is promised, what waits for an answer, who can be reached, who cannot, who has nothing."""
    assert ranker().place(person(**facts)).band is band


def test_rank_orders_bands_then_pins_then_value_then_overdue_then_id() -> None:
    """R1: the written order, each tie broken by the next rule."""
    people = [
        person(prospect_id=1, kind="none", due_on=None),
        person(prospect_id=2, zone=LOS_ANGELES),
        person(prospect_id=3, grade="C"),
        person(prospect_id=4, grade="A"),
        person(prospect_id=5, grade="C", pinned=True),
        person(prospect_id=6, kind="answer", channel="email"),
        person(prospect_id=7, kind="callback", due_at=NOW),
        person(prospect_id=8, grade="C"),
    ]
    assert [r.candidate.prospect_id for r in ranker().rank(people)] == [7, 6, 5, 4, 3, 8, 2, 1]


def test_value_of_a_first_call_is_the_product_of_the_published_figures() -> None:
    """R2 by hand: 1/12.73 x 12.73/22.5 x 1/3, times 1.1 for ten o'clock, over 4 minutes: 0.004074."""
    assert ranker().place(person()).score == pytest.approx(1 / 22.5 / 3 * 1.1 / 4)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"grade": "A"}, {"grade": "B"}), ({"grade": "C"}, {"grade": "D"}), ({"lead_type": "seed"}, {"lead_type": "net"}), ({"lead_type": "net"}, {"lead_type": "spear"}),
        ({"tier": "T1"}, {"tier": "T3"}), ({"strong_letters": 3}, {}), ({"talks": 1}, {}), ({}, {"attempts": 4}), ({"due_on": TODAY - dt.timedelta(days=3)}, {}),
        ({}, {"switchboard": True}), ({}, {"zone": LOS_ANGELES}),
    ],
)  # fmt: skip
def test_value_rises_with_each_reason_to_call(better: dict[str, Any], worse: dict[str, Any]) -> None:
    """R2: fit, own past, overdue days and the hour move the value in the direction that people expect."""
    assert ranker().place(person(**better)).score > ranker().place(person(**worse)).score


def test_overdue_of_a_snoozed_item_is_none() -> None:
    """R5: a snoozed item is not overdue."""
    old = TODAY - dt.timedelta(days=4)
    assert ranker().place(person(due_on=old, not_before=NOW + dt.timedelta(hours=1))).overdue == 0
    assert ranker().place(person(due_on=old)).overdue == 4


def test_own_results_move_a_rate_by_their_weight() -> None:
    """R2: 30 connects of 60 dials meet a prior of 60 dials at 1/12.73: the middle of both, by hand (60/12.73 + 30) / 120."""
    assert Rate(1 / 12.73, 60, 30).value == pytest.approx((60 / 12.73 + 30) / 120)
    assert Rate(MEETING_PRIOR).value == pytest.approx(MEETING_PRIOR)
    assert PRIOR_WEIGHT == 60


def test_factors_multiply_to_the_score_and_name_what_stands_behind() -> None:
    """R3: a click shows every factor; together they are the number, or the explanation is a story."""
    own = OwnResults({"call": (200, 40, 20, 5)})
    one = person(grade="A", tier="T1", lead_type="seed", attempts=3, talks=1, strong_letters=2, due_on=TODAY - dt.timedelta(days=2))
    placed, factors = ranker(own).place(one), ranker(own).factors(one)
    product = 1.0
    for f in factors:
        product = product / f.value if f.name == "minutes" else product * f.value
    assert product == pytest.approx(placed.score)
    behind = {f.name: f.observations for f in factors}
    assert (behind["connect"], behind["conversation"], behind["meeting"]) == (200, 40, 20)


def test_reasons_are_at_most_three_and_say_the_block_first() -> None:
    """R3: a row says why in a few words."""
    placed = ranker().place(person(blocked="no_phone", due_on=TODAY - dt.timedelta(days=9), talks=2, lead_type="seed", strong_letters=4))
    assert len(placed.reasons) <= 3
    assert placed.reasons[0][0] == "wait.no_phone"


FACTS = st.builds(
    person, prospect_id=st.integers(1, 6), item_id=st.integers(1, 50), kind=st.sampled_from(["step", "callback", "answer", "follow_up", "none"]),
    channel=st.sampled_from(["call", "email", "im"]), due_on=st.dates(dt.date(2026, 10, 1), dt.date(2026, 11, 19)), pinned=st.booleans(),
    zone=st.sampled_from([NEW_YORK, LOS_ANGELES, SHANGHAI]), grade=st.sampled_from("ABCD"), attempts=st.integers(0, 9),
    due_at=st.one_of(st.none(), st.just(NOW), st.just(NOW + dt.timedelta(hours=2))), last_dial=st.one_of(st.none(), st.just(NOW - dt.timedelta(minutes=30))),
)  # fmt: skip


@given(st.lists(FACTS, max_size=30, unique_by=lambda c: (c.prospect_id, c.kind, c.item_id)), st.randoms())
def test_rank_is_the_same_whatever_the_order_of_the_facts(people: list[Candidate], rng: random.Random) -> None:
    """R1: the same data and clock give the same order; every candidate is there once."""
    mixed = list(people)
    rng.shuffle(mixed)
    first, second = ranker().rank(people), ranker().rank(mixed)
    assert first == second
    assert len(first) == len(people)
    assert [r.band for r in first] == sorted(r.band for r in first)
