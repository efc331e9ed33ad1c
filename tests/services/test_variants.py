"""Variants of an email step, judged by human replies only; the assignment of a person never changes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from sdrdesk.app import Application
from sdrdesk.core.domain.cadence import Step
from sdrdesk.core.domain.words import Channel
from sdrdesk.core.files.cadences import body_of
from sdrdesk.core.queries.numbers import wilson
from sdrdesk.core.queries.variants import ENOUGH, FEWEST, VariantResult, judged, variant_results
from tests.support.factories import add_person, enrol, log
from tests.support.profile import one, reopen


def _step(*variants: str) -> Step:
    return Step(1, 0, 1, Channel.EMAIL, "a", "note", variants)


def _results(desk: Application) -> dict[str, VariantResult]:
    with desk.read() as (s, _profile):
        (found,) = (r for r in variant_results(s, desk.cadences, "own") if r.step == 1)
    return {v.template: v for v in found.variants}


@pytest.fixture
def desk_with_variants(desk: Application) -> Application:
    """A cadence whose first email has two texts."""
    body = body_of(desk.cadences["p5"])
    first = {**body["steps"][0], "template": "referral", "variants": ["recap"]}
    desk.plans.save({**body, "key": "own", "names": {"en": "Own"}, "steps": [first, body["steps"][1]]})
    return desk


def _send(desk: Application, who: int, template: str | None = None) -> str:
    key = template or desk.cadences["own"].steps[0].template_for(who)
    enrolment = one(desk, "SELECT id FROM enrolment WHERE prospect_id = :p", p=who)
    log(desk, who, "sent", "email", template=key, step=(enrolment, 1))
    return key


@pytest.mark.parametrize("count", [2, 3, 4])
def test_assignment_is_balanced_for_ids_of_every_kind(count: int) -> None:
    """One after another, in steps, or far apart: each text gets its share within the noise of a coin."""
    step = _step(*"bcd"[: count - 1])
    for ids in (range(1, 4_001), range(7, 28_007, 7), range(1_000_000, 1_004_000)):
        got = Counter(step.template_for(i) for i in ids)
        assert len(got) == count and all(abs(n - 4_000 / count) < 130 for n in got.values()), got


def test_assignment_never_changes(desk_with_variants: Application, folder: Path) -> None:
    """The same person gets the same text today, tomorrow and after a restart."""
    people = [add_person(desk_with_variants) for _ in range(12)]
    enrol(desk_with_variants, *people, cadence="own")
    before = {who: desk_with_variants.compose.compose(who).template for who in people}
    assert set(before.values()) == {"referral", "recap"}
    desk_with_variants.close()
    again = reopen(folder)
    assert {who: again.compose.compose(who).template for who in people} == before
    again.close()


def test_only_human_replies_to_assigned_texts_count(desk_with_variants: Application) -> None:
    """Opens and machines say nothing; a text that was chosen by hand is no fair test; a person counts once."""
    desk = desk_with_variants
    people = [add_person(desk) for _ in range(12)]
    enrol(desk, *people, cadence="own")
    theirs = {who: _send(desk, who) for who in people[:10]}
    other = {"referral": "recap", "recap": "referral"}
    for who in people[10:]:
        by_hand = other[desk.cadences["own"].steps[0].template_for(who)]
        _send(desk, who, by_hand)
        log(desk, who, "replied", "email")
    for who, outcome in zip(people, ("opened", "auto_replied", "bounced", "unsubscribed", "replied", "meeting_booked"), strict=False):
        log(desk, who, outcome, "email")
    log(desk, people[4], "replied", "email")
    found, sent = _results(desk), Counter(theirs.values())
    replied = Counter(theirs[who] for who in people[4:6])
    assert {key: (v.sent, v.replies) for key, v in found.items()} == {key: (sent[key], replied[key]) for key in ("referral", "recap")}
    assert all(v.rate == wilson(v.replies, v.sent) for v in found.values())


def test_nothing_sent_yet_is_said(desk_with_variants: Application) -> None:
    """A step without results is there, without a rate."""
    found = _results(desk_with_variants)
    assert {(v.sent, v.replies, v.rate.value) for v in found.values()} == {(0, 0, None)}


@pytest.mark.parametrize(
    ("counts", "verdict", "best"),
    [
        ([(0, 0), (0, 0)], "not_enough", ""),
        ([(20, 10), (20, 0)], "not_enough", ""),
        ([(FEWEST, 20), (FEWEST, 1)], "better", "v0"),
        ([(200, 20), (200, 26)], "not_enough", ""),
        ([(ENOUGH, 40), (ENOUGH, 44)], "no_difference", ""),
        ([(ENOUGH, 20), (ENOUGH, 80)], "better", "v1"),
        ([(ENOUGH, 20), (ENOUGH, 80), (ENOUGH, 78)], "no_difference", ""),
        ([(500, 90)], "alone", ""),
    ],
)
def test_verdict_waits_for_data(counts: list[tuple[int, int]], verdict: str, best: str) -> None:
    """Nobody is told a winner by luck."""
    made = [VariantResult(f"v{n}", sent, replies, wilson(replies, sent)) for n, (sent, replies) in enumerate(counts)]
    found = judged("own", 1, made)
    assert (found.verdict, found.best) == (verdict, best)
