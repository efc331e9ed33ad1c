"""The simulated quarter (packaging/prove_ranking) is fit to judge by: repeatable, close to the published averages, never over its minutes."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from statistics import mean
from zoneinfo import ZoneInfo

import pytest

sys.path.append(str(Path(__file__).resolve().parents[2] / "packaging"))

from prove_ranking import clock
from prove_ranking.contest import BASELINES, BOUNDS
from prove_ranking.desk import Due, Person, Touch, play, rates
from prove_ranking.people import populate
from prove_ranking.results import Result
from prove_ranking.worlds import WORLDS

DAYS = 8
SEEDS = (101, 102, 103)


@cache
def played(policy: str, seed: int, days: int = DAYS, world: str = "plain", minutes: float = 360) -> Result:
    """One run, kept for the other tests."""
    return play(populate(WORLDS[world], seed, days), {**BASELINES, **BOUNDS}[policy](), minutes)


class Watcher:
    """Picks anything, keeps all it was shown."""

    name = "watcher"

    def __init__(self) -> None:
        self.known: set[int] = set()
        self.touches: list[Touch] = []
        self.shown: list[tuple[datetime, int]] = []
        self.strangers = 0

    def begin(self, people: Mapping[int, Person], zone: ZoneInfo) -> None:
        """The first morning."""
        self.known |= set(people)

    def arrived(self, person: Person) -> None:
        """One more."""
        self.known.add(person.id)

    def saw(self, touch: Touch) -> None:
        """Kept."""
        self.touches.append(touch)

    def pick(self, now: datetime, due: Sequence[Due]) -> int:
        """The item in the middle."""
        self.shown.append((now, len(due)))
        self.strangers += sum(d.prospect_id not in self.known or (d.kind != "callback" and d.due_on > now.date()) for d in due)
        return len(due) // 2


@pytest.fixture(scope="module")
def watched() -> tuple[Watcher, Result]:
    """A fortnight as a policy sees it."""
    watcher = Watcher()
    return watcher, play(populate(WORLDS["plain"], 7, 10), watcher)


@pytest.mark.parametrize("world", ["plain", "drift"])
def test_the_same_seed_gives_the_same_quarter(world: str) -> None:
    """Twice the same to the last figure; another seed is another quarter."""
    first, again, other = (play(populate(WORLDS[world], seed, 4), BASELINES["random"]()) for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_policies_meet_the_same_people_and_the_same_luck() -> None:
    """Common random numbers: the first dial of a person at the same moment ends the same way, whoever was called before."""
    one, two = populate(WORLDS["plain"], 3, 5), populate(WORLDS["plain"], 3, 5)
    assert (one.people, one.hidden, one.first_due) == (two.people, two.hidden, two.first_due)
    play(one, BASELINES["score"]())
    assert (one.people, one.hidden, one.first_due) == (two.people, two.hidden, two.first_due), "a quarter changes nobody"


@pytest.mark.parametrize(("minutes", "policy"), [(360, "due_in_hours"), (360, "oracle"), (90, "random")])
def test_no_policy_works_longer_than_its_minutes(minutes: float, policy: str) -> None:
    """All minutes are used, none is won; what runs over at the very end is not counted."""
    result = played(policy, SEEDS[0], minutes=minutes)
    assert result.minutes <= result.days * minutes + 1e-6
    assert result.minutes > 0.98 * result.days * minutes


def test_logged_minutes_are_the_minutes_worked(watched: tuple[Watcher, Result]) -> None:
    """The log of touches adds up to the clock; replies cost nothing."""
    watcher, result = watched
    assert sum(t.minutes for t in watcher.touches) <= result.days * result.budget + 1
    assert sum(t.minutes for t in watcher.touches) == pytest.approx(result.minutes, abs=15)
    by_day = Counter[object]()
    for touch in watcher.touches:
        by_day[touch.at.date()] += touch.minutes
    assert max(by_day.values()) <= result.budget + 15, "a talk may run over one day's end; the next day pays for it"


def test_a_policy_is_shown_known_people_only_and_always_more_than_it_can_do(watched: tuple[Watcher, Result]) -> None:
    """Nobody before arriving, nothing before it is due; and the order matters, because something is always left."""
    watcher, result = watched
    assert watcher.strangers == 0
    assert min(n for _, n in watcher.shown) > 50
    assert min(result.left_over) > 50


def test_nobody_is_called_again_within_the_hour_or_twice_by_a_plan_on_one_day(watched: tuple[Watcher, Result]) -> None:
    """Rule R6."""
    watcher, _ = watched
    last: dict[int, datetime] = {}
    for touch in watcher.touches:
        if touch.channel == "call":
            before = last.get(touch.prospect_id)
            assert before is None or (touch.at - before).total_seconds() >= 3600
            last[touch.prospect_id] = touch.at


def test_the_averages_are_near_the_published_ones() -> None:
    """W12 and P9, for an SDR who goes by due date and calls in office hours."""
    found = [rates(played("due_in_hours", seed, 24)) for seed in SEEDS]
    means = {key: mean(f[key] for f in found) for key in found[0]}
    assert means["dials per connect, mobile"] == pytest.approx(12.73, rel=0.3)
    assert means["dials per connect, switchboard"] == pytest.approx(18.83, rel=0.3)
    assert means["dials per conversation"] == pytest.approx(22.5, rel=0.3)
    assert means["conversations per meeting"] == pytest.approx(3, rel=0.35)
    assert 0.08 < means["replies per email"] < 0.16


@pytest.mark.parametrize("world", sorted(WORLDS))
def test_the_oracle_beats_every_baseline(world: str) -> None:
    """What can be known is worth something in every world, or nothing could be learned in it."""
    days = 4 if world != "plain" else DAYS
    best = played("oracle", SEEDS[0], days, world).per_hour
    others = BASELINES if world == "plain" else ("due_in_hours", "score_in_hours", "random")
    each = {name: played(name, SEEDS[0], days, world).per_hour for name in others}
    assert best > 1.1 * max(each.values()), each
    assert best > 1.5 * each["random"]


def test_the_first_morning_is_a_monday_and_the_clocks_change_within_the_quarter() -> None:
    """Daylight saving ends in Europe and in America on different days of it."""
    assert clock.FIRST_DAY.weekday() == 0
    london, new_york = (
        [clock.at_local(zone, day, 12) - day * clock.DAY for day in range(87)] for zone in ("Europe/London", "America/New_York")
    )
    assert len(set(london)) == len(set(new_york)) == 2
    assert london.index(london[-1]) != new_york.index(new_york[-1])
