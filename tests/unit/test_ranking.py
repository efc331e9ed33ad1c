"""Rules R1, R2, R3, R5 and R6 on bare facts: bands, value, order, reasons."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdrdesk.core.domain.odds import Odds, Trial, fit, person_ratio, prior_ratio
from sdrdesk.core.domain.ranking import Candidate, Past, Ranker, Room, Who
from sdrdesk.core.domain.why import factors, reasons
from sdrdesk.core.domain.words import Band

NEW_YORK, LOS_ANGELES, SHANGHAI = (ZoneInfo(z) for z in ("America/New_York", "America/Los_Angeles", "Asia/Shanghai"))
NOW = dt.datetime(2026, 11, 19, 10, 0, tzinfo=NEW_YORK)
TODAY = NOW.date()
WHO = {
    "lead_type": "spear",
    "grade": "B",
    "tier": "T3",
    "role": "",
    "size": "",
    "industry": "",
    "source": "",
    "line": "mobile",
    "known": "no",
}


def person(**facts: Any) -> Candidate:
    who = {k: facts.pop(k, v) for k, v in WHO.items()}
    channel = facts.get("channel", "call")
    attempts, talks, last_dial, hits = (facts.pop(k, v) for k, v in (("attempts", 0), ("talks", 0), ("last_dial", None), ("hits", 0)))
    past = facts.pop("past", Past({channel: attempts}, {channel: hits or talks}, {}, talks, last_dial))
    base: dict[str, Any] = {
        "kind": "step", "item_id": 1, "prospect_id": 1, "channel": "call", "due_on": TODAY, "due_at": None, "not_before": None, "zone": NEW_YORK, "country": "US",
        "who": Who(**who), "attempts": attempts, "past": past,
    }  # fmt: skip
    return Candidate(**(base | facts))


def ranker(own: Odds | None = None, now: dt.datetime = NOW, room: Room | None = None, *, away: bool = False) -> Ranker:
    return Ranker(now, now.astimezone(NEW_YORK).date(), own or Odds(), room, away=away)


def dials(n: int, hits: int, **groups: str) -> list[Trial]:
    """So many dials of one group, of which so many reached a person."""
    return [Trial("call", groups, i < hits, False, False) for i in range(n)]


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
    """R2 by hand: 1/12.73 x 12.73/22.5 x 1/3, times 1.1 for ten o'clock, over 3.3 minutes a dial and 8.7 more for each that is answered.

    The late afternoon, at 1.2, is still to come: a call now is held back by (1.1 / 1.2) to the power of 1.5.
    """
    connect = 1 / 12.73 * 1.1
    held = (1.1 / 1.2) ** 1.5
    assert ranker().place(person()).score == pytest.approx(1 / 22.5 / 3 * 1.1 * held / (3.3 + 8.7 * connect))


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"grade": "A"}, {"grade": "B"}), ({"grade": "C"}, {"grade": "D"}), ({"lead_type": "seed"}, {"lead_type": "net"}), ({"lead_type": "net"}, {"lead_type": "spear"}),
        ({"tier": "T1"}, {"tier": "T3"}), ({"strong_letters": 3}, {}), ({"talks": 1}, {}), ({}, {"attempts": 4}), ({"due_on": TODAY - dt.timedelta(days=3)}, {}),
        ({}, {"line": "switchboard"}), ({}, {"zone": LOS_ANGELES}), ({"score": 80}, {"score": 40}), ({"role": "head"}, {"role": "other"}),
        ({"kind": "answer"}, {}), ({"started": NOW - dt.timedelta(minutes=5)}, {"started": NOW - dt.timedelta(hours=5)}),
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
    # The first dial of each of 60 people: nobody's own history plays into it.
    rate = fit(dials(60, 30)).rate("connect", "call")
    assert (rate.prior, rate.trials, rate.hits) == (1 / 12.73, 60, 30)
    assert rate.value == pytest.approx((60 / 12.73 + 30) / 120)
    assert Odds().rate("meeting", "call").value == pytest.approx(1 / 3)


def test_odds_learn_a_group_against_its_parent_and_shrink_the_rare_one() -> None:
    """R2: nine o'clock is answered four times as often as four o'clock here; three dials at eleven prove nothing yet."""
    odds = fit(dials(300, 60, hour="9") + dials(300, 15, hour="16") + dials(3, 3, hour="11"))
    nine, four, eleven = (odds.ratio("connect", "call", "hour", h) for h in ("9", "16", "11"))
    assert nine.value > 1.15 > 1 > four.value
    assert (nine.trials, four.trials, eleven.trials) == (300, 300, 3)
    assert 0.9 < eleven.value / prior_ratio("connect", "call", "hour", "11") < 1.6
    assert odds.ratio("connect", "call", "hour", "14").value == prior_ratio("connect", "call", "hour", "14")


def test_odds_do_not_blame_a_group_for_the_hours_it_was_called_at() -> None:
    """Seeds were called at noon only, when nobody answers: they are no worse than the spears that were called at noon too."""
    noon = dials(200, 4, hour="12", lead_type="seed") + dials(200, 4, hour="12", lead_type="spear")
    odds = fit(noon + dials(200, 40, hour="9", lead_type="spear"))
    seed, spear = (odds.ratio("connect", "call", "lead_type", t).value for t in ("seed", "spear"))
    # Counted without regard to the hour, the seeds would stand at a fifth of the spears (2 % against 11 %).
    assert 0.65 < seed / spear < 1.2
    assert odds.ratio("connect", "call", "hour", "12").value < 0.6 < odds.ratio("connect", "call", "hour", "9").value


def test_person_history_lowers_with_each_try_and_rises_with_an_answer() -> None:
    """R2: the person's own past, shrunk towards people like them."""
    assert person_ratio(0.08, 0, 0) == 1
    assert 1 > person_ratio(0.08, 3, 0) > person_ratio(0.08, 9, 0) > 0.5
    assert person_ratio(0.08, 3, 1) > 1.4


def test_slot_prefers_an_hour_that_was_not_tried_in_vain() -> None:
    """R2: three tries at ten without an answer; another hour falls less than ten does, and a day part away hardly at all."""
    past = Past({"call": 3}, {"call": 0}, {10: (3, 0)}, 0, None)
    tried, fresh = person(attempts=3, past=past), person(attempts=3)

    def left(hour: int) -> float:
        there = ranker(now=NOW.replace(hour=hour))
        return there.place(tried).score / there.place(fresh).score

    assert left(10) < left(11) < 1
    assert left(10) < 0.9
    assert left(16) > left(10) * 1.1


def test_learning_off_gives_the_priors() -> None:
    """R3: no log, no difference between two people but what the seeds and the card say."""
    assert Odds().ratio("connect", "call", "industry", "Freight").value == 1
    assert Odds().minutes_of("email") == (3.0, 0)


def test_minutes_are_learned_by_kind_of_touch() -> None:
    """R2: twenty emails of nine minutes meet the prior of three with the weight of twenty: six."""
    assert fit([], [("email", 9.0)] * 20).minutes_of("email") == (pytest.approx(6.0), 20)


def test_caps_r11_take_follow_ups_before_first_touches_and_never_hold_back_an_answer() -> None:
    """R11: with room for two calls, the two follow-ups stay and the better first touch waits, with the reason said."""
    people = [
        person(prospect_id=1, first=True, grade="A"),
        person(prospect_id=2, grade="D"),
        person(prospect_id=3, grade="C"),
        person(prospect_id=4, kind="answer"),
        person(prospect_id=5, channel="email", first=True),
    ]
    found = ranker(room=Room(calls=2, emails=None)).rank(people)
    assert [(r.candidate.prospect_id, r.band) for r in found] == [
        (4, Band.ANSWER_NOW), (5, Band.WORTH_MOST_NOW), (3, Band.WORTH_MOST_NOW), (2, Band.WORTH_MOST_NOW), (1, Band.LATER_TODAY),
    ]  # fmt: skip
    assert reasons(ranker(), found[-1])[0][0] == "why.over_cap"


def test_away_r12_leaves_only_what_was_promised_at_a_time() -> None:
    """R12: all is paused; a promise with a time is still a promise."""
    people = [person(prospect_id=1), person(prospect_id=2, kind="callback", due_at=NOW), person(prospect_id=3, kind="answer")]
    assert [r.candidate.prospect_id for r in ranker(away=True).rank(people)] == [2]


def test_own_calling_hours_of_a_person_open_and_close_their_day() -> None:
    """R8: somebody who can be called from noon on is not called at ten."""
    late = person(hours=(dt.time(12), dt.time(20)))
    assert ranker().place(late).band is Band.LATER_TODAY
    assert ranker(now=NOW.replace(hour=19)).place(late).band is Band.WORTH_MOST_NOW


@pytest.mark.parametrize("channel", ["call", "email"])
def test_factors_multiply_to_the_score_and_name_what_stands_behind(channel: str) -> None:
    """R3: a click shows every factor; together they are the number, or the explanation is a story."""
    trials = [
        Trial(channel, {"lead_type": "seed", "hour": "10", "daypart": "morning", "role": "head"}, i < 40, i < 20, i < 5) for i in range(200)
    ]
    own = fit(trials)
    one = person(
        channel=channel, grade="A", tier="T1", lead_type="seed", role="head", size="51-200", industry="Freight", source="fair", known="yes",
        attempts=3, talks=1, strong_letters=2, score=70, due_on=TODAY - dt.timedelta(days=2), started=NOW - dt.timedelta(minutes=30),
    )  # fmt: skip
    placed, found = ranker(own).place(one), factors(ranker(own), one)
    product = 1.0
    for f in found:
        product = product / f.value if f.name == "minutes" else product * f.value
    assert product == pytest.approx(placed.score)
    behind = {f.name: f.observations for f in found}
    assert (behind["connect"], behind["conversation"], behind["meeting"]) == (200, 40, 20)
    assert behind["lead_type"] == 200 and behind["own_history"] == 3


def test_reasons_are_at_most_three_and_say_the_block_first() -> None:
    """R3: a row says why in a few words."""
    one = person(blocked="no_phone", due_on=TODAY - dt.timedelta(days=9), talks=2, lead_type="seed", strong_letters=4)
    found = reasons(ranker(), ranker().place(one))
    assert len(found) <= 3
    assert found[0][0] == "wait.no_phone"


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
