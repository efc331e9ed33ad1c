"""What the user's own log teaches about the odds (rules R2, R3): Beta-binomial rates, each shrunk towards its parent.

A touch goes through three stages: does a human connect, does that become a conversation, does the conversation book a meeting. Each
stage has a rate for each channel, which starts at the published figure with a stated weight, and a ratio for each group that a touch
belongs to (its hour, its weekday, the how-manieth attempt, who the person is). A group's rate is Beta-binomial around its parent's: the
rate that all the other groups of the same touches would give. So a group that happens to be called at bad hours is not blamed for it,
and a group with few touches stays at its parent's rate. There is no training step: the fit is some passes over the log.

Pure functions: the same touches in the same order give the same odds.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from sdrdesk.core.domain.words import BuyerRole

STAGES = ("connect", "conversation", "meeting")

CONNECT_PRIOR = {"call": 1 / 12.73, "email": 0.12, "im": 0.12, "social": 0.09, "meeting": 0.8, "event": 0.5}
"""P(connect) of one touch. Calls: 12.73 dials for each person reached on a mobile (seed W12). Email: the middle of 9-15 % (seed P9)."""

TALK_PRIOR = {"call": 12.73 / 22.5, "email": 0.6, "im": 0.5, "social": 0.5, "meeting": 0.9, "event": 0.6}
"""P(conversation | connect). Calls: 22.5 dials a conversation over 12.73 a connect (seed W12); the others are our assumption."""

MEETING_PRIOR = 1 / 3
"""P(meeting | conversation): three conversations a meeting (seed W12)."""

PRIOR_WEIGHT = {"connect": 60.0, "conversation": 20.0, "meeting": 20.0}
"""Own results that weigh as much as the published figure: dials, connects, conversations. A day's dials, a week's talks."""

GROUP_WEIGHT = {"connect": 70.0, "conversation": 12.0, "meeting": 12.0}
"""Touches of one group that weigh as much as its parent's rate."""

SWITCHBOARD = 12.73 / 18.83
"""A switchboard takes 18.83 dials where a mobile takes 12.73 (seed W12)."""

HEAD_TALKS = 22.5 / 20
"""IT and marketing heads take about 20 dials a conversation instead of 22.5 (seed W12); we take it for heads of any kind."""

HOUR_CALL = {8: 1.2, 9: 1.15, 10: 1.1, 11: 1.05, 12: 0.7, 13: 0.85, 14: 1.0, 15: 1.05, 16: 1.2, 17: 1.15}
HOUR_EMAIL = {7: 1.05, 8: 1.1, 9: 1.1, 10: 1.05}
"""Our assumption until the user's results speak: early and late in the day, not at lunch. The seeds have no hours."""

ROLE_PRIOR: dict[str, float] = {
    "head": 1.15,
    "manager": 1.0,
    "other": 0.85,
    BuyerRole.DECIDER: 1.2,
    BuyerRole.INITIATOR: 1.15,
    BuyerRole.BUYER: 1.05,
    BuyerRole.INFLUENCER: 1.0,
    BuyerRole.USER: 0.8,
    BuyerRole.GATEKEEPER: 0.6,
}
"""How much sooner a talk with this role becomes a meeting (seed W11 names the roles; the sizes are ours)."""

CALL_GROUPS = ("daypart", "hour", "weekday", "attempt", "line", "lead_type", "role", "size", "industry", "score")
MAIL_GROUPS = ("daypart", "weekday", "attempt", "lead_type", "role", "size", "industry", "score")
WHO_GROUPS = ("known", "lead_type", "grade", "role", "size", "industry", "source", "score")
DAYPARTS = ("early", "morning", "midday", "afternoon", "evening")
RATIO_RANGE = (0.2, 5.0)
SWEEPS = 2

PERSON_WEIGHT = 1.4
"""Own history of one person: how alike people are. Small: habits of picking up differ much, so a few tries say a lot."""


def daypart(hour: int) -> str:
    """The part of their working day."""
    return (
        DAYPARTS[0] if hour < 9 else DAYPARTS[1] if hour < 12 else DAYPARTS[2] if hour < 14 else DAYPARTS[3] if hour < 16 else DAYPARTS[4]
    )


def attempt_group(attempt: int) -> str:
    """1, 2, 3, then in steps: late attempts are few."""
    return str(attempt) if attempt <= 3 else "4-5" if attempt <= 5 else "6-8" if attempt <= 8 else "9+"


@lru_cache(maxsize=4096)
def size_group(size: int | None) -> str:
    """The company's size in bands, or empty when not known."""
    if not size:
        return ""
    return next(
        (name for most, name in ((10, "1-10"), (50, "11-50"), (200, "51-200"), (1000, "201-1000"), (5000, "1001-5000")) if size <= most),
        "5000+",
    )


def score_group(score: int) -> str:
    """The lead score in bands of twenty, or empty when there is none."""
    return f"{(min(score, 99) // 20) * 20}+" if score else ""


_HEADS = ("chief", "ceo", "cfo", "cto", "cio", "coo", "cmo", "cro", "president", "founder", "owner", "partner", "vp", "vice president", "head", "director",
          "geschäftsführer", "leiter", "总经理", "总裁", "总监", "董事", "创始人", "首席", "副总", "主任", "老板")  # fmt: skip
_MANAGERS = ("manager", "lead", "supervisor", "teamleiter", "经理", "主管", "部长", "负责人")


@lru_cache(maxsize=4096)
def role_group(buyer_role: str, title: str) -> str:
    """The buyer role where it is known, else what the title says of their place: head, manager, other; empty without a title."""
    if buyer_role:
        return buyer_role
    words = title.lower()
    if not words:
        return ""
    tokens = set(words.replace("/", " ").replace(",", " ").replace(".", "").split())
    for names, group in ((_HEADS, "head"), (_MANAGERS, "manager")):
        if any((n in tokens) if n.isascii() and " " not in n else (n in words) for n in names):
            return group
    return "other"


class Trial(NamedTuple):
    """One touch that went out, and what became of it. ``groups`` is by name; ``tries`` and ``hits`` are the person's before it; an old
    touch weighs less (HALF_LIFE_DAYS)."""

    channel: str
    groups: dict[str, str]
    connect: bool
    conversation: bool
    meeting: bool
    tries: int = 0
    hits: int = 0
    weight: float = 1.0


HALF_LIFE_DAYS = 60
"""A touch of two months ago teaches half as much as one of today: habits and markets change."""


class Rate(NamedTuple):
    """A rate as it stands: published figure, own trials and hits, and the value after both."""

    prior: float
    value: float
    trials: int = 0
    hits: int = 0


class Ratio(NamedTuple):
    """How a group's rate stands to its parent's."""

    prior: float
    value: float
    trials: int = 0
    hits: int = 0


def prior_ratio(stage: str, channel: str, group: str, name: str) -> float:
    """What is assumed of a group before there are results."""
    if stage == "connect":
        if group == "hour":
            return HOUR_CALL.get(int(name), 1.0)
        if group == "daypart" and channel != "call":
            return 1.05 if name in ("early", "morning") else 1.0
        if group == "line":
            return SWITCHBOARD if name == "switchboard" else 1.0
        return 1.0
    if group == "role":
        if stage == "conversation":
            return HEAD_TALKS if name in ("head", BuyerRole.DECIDER) else 1.0
        return ROLE_PRIOR.get(name, 1.0)
    if group == "known" and name == "yes":
        return KNOWN_VOICE[stage]
    return 1.0


KNOWN_VOICE = {"conversation": 1.3, "meeting": 1.2}
"""Somebody who has talked to us before talks again more readily; our assumption."""


@dataclass(frozen=True, slots=True)
class Odds:
    """Rates and ratios after the log; without a log, the priors."""

    rates: dict[tuple[str, str], Rate] = field(default_factory=dict)
    ratios: dict[tuple[str, str, str, str], Ratio] = field(default_factory=dict)
    minutes: dict[str, tuple[float, int]] = field(default_factory=dict)
    memo: dict[str, dict[Any, Any]] = field(default_factory=dict, compare=False, repr=False)
    """What a ranker has worked out from these odds alone, kept for the next one."""

    def rate(self, stage: str, channel: str) -> Rate:
        """The stage's rate for a channel."""
        found = self.rates.get((stage, channel))
        if found is not None:
            return found
        prior = stage_prior(stage, channel)
        return Rate(prior, prior)

    def ratio(self, stage: str, channel: str, group: str, name: str) -> Ratio:
        """The ratio of a group; 1 for what is not known of the person."""
        if not name:
            return Ratio(1.0, 1.0)
        # Who somebody is matters alike on all channels once they talk; when they can be reached does not.
        found = self.ratios.get((stage, channel if stage == "connect" else "", group, name))
        if found is not None:
            return found
        prior = prior_ratio(stage, channel, group, name)
        return Ratio(prior, prior)

    def minutes_of(self, kind: str) -> tuple[float, int]:
        """Minutes that a kind of touch takes, and how many of the user's own stand behind it."""
        return self.minutes.get(kind, (MINUTES[kind], 0))


def stage_prior(stage: str, channel: str) -> float:
    """The published figure of a stage."""
    return CONNECT_PRIOR[channel] if stage == "connect" else TALK_PRIOR[channel] if stage == "conversation" else MEETING_PRIOR


def person_ratio(base: float, tries: int, hits: int) -> float:
    """A person's own history against what was to be expected: each try without an answer lowers it, an answer raises it."""
    return (PERSON_WEIGHT + hits) / (PERSON_WEIGHT + tries * base)


HOUR_REACH = 1.3
"""How far, in hours, a try or an answer of one person speaks for the hours around it."""

HOUR_WEIGHT = 1.0
"""How alike the hours of one person are; small, for people have hours of their own."""


def hours_ratio(expected: float, hours: Mapping[int, tuple[int, int]], hour: int) -> float:
    """This hour of one person against their others: answers near it raise it, tries near it without an answer lower it.

    Args:
        expected: the chance of an answer to one try, the person's own history included.
        hours: tries and answers by the hour of their day.
        hour: the hour that is asked about.
    """
    tries = hits = all_tries = all_hits = 0.0
    for at, (t, h) in hours.items():
        near = math.exp(-0.5 * ((at - hour) / HOUR_REACH) ** 2)
        tries, hits, all_tries, all_hits = tries + near * t, hits + near * h, all_tries + t, all_hits + h
    share = tries / all_tries if all_tries else 0.0
    # What the person's history as a whole says is counted elsewhere: here only how the hours differ from one another.
    at_random = (HOUR_WEIGHT + all_hits * share) / (HOUR_WEIGHT + all_tries * expected * share) if share else 1.0
    return (HOUR_WEIGHT + hits) / (HOUR_WEIGHT + tries * expected) / (at_random if all_hits else 1.0)


def connect_groups(channel: str) -> tuple[str, ...]:
    """The groups that matter for reaching somebody on a channel."""
    return CALL_GROUPS if channel == "call" else MAIL_GROUPS


def fit(trials: Sequence[Trial], minutes: Iterable[tuple[str, float]] = ()) -> Odds:
    """The odds after these touches, oldest first."""
    rates: dict[tuple[str, str], Rate] = {}
    ratios: dict[tuple[str, str, str, str], Ratio] = {}
    by_channel: dict[str, list[Trial]] = defaultdict(list)
    for t in trials:
        by_channel[t.channel].append(t)
    for channel, own in sorted(by_channel.items()):
        base = stage_prior("connect", channel)
        known = [person_ratio(base, t.tries, t.hits) for t in own]
        _fit_stage("connect", channel, connect_groups(channel), own, [t.connect for t in own], known, rates, ratios)
    met = [t for t in trials if t.connect]
    _fit_stage("conversation", "", WHO_GROUPS, met, [t.conversation for t in met], None, rates, ratios)
    talked = [t for t in trials if t.conversation]
    _fit_stage("meeting", "", WHO_GROUPS, talked, [t.meeting for t in talked], None, rates, ratios)
    return Odds(rates, ratios, _minutes(minutes))


def _fit_stage(
    stage: str,
    channel: str,
    names: tuple[str, ...],
    trials: list[Trial],
    hits: list[bool],
    known: list[float] | None,
    rates: dict[tuple[str, str], Rate],
    ratios: dict[tuple[str, str, str, str], Ratio],
) -> None:
    """Some passes: rates by channel with the ratios as they stand, then each group's ratio with all the others as they stand."""
    if not trials:
        return
    columns = {g: [t.groups.get(g, "") for t in trials] for g in names}
    priors = {g: {n: prior_ratio(stage, channel, g, n) for n in sorted(set(columns[g])) if n} | {"": 1.0} for g in names}
    factors = {g: dict(priors[g]) for g in names}
    weights = [t.weight for t in trials]
    counted = {g: Counter(columns[g]) for g in names}
    hit = {g: Counter(n for n, h in zip(columns[g], hits, strict=True) if h) for g in names}
    weighed = {g: _sums(columns[g], weights) for g in names}
    weighed_hits = {g: _sums(columns[g], [w if h else 0.0 for w, h in zip(weights, hits, strict=True)]) for g in names}
    product = list(known) if known is not None else [1.0] * len(trials)
    for g in names:
        table = factors[g]
        product = [p * table[n] for p, n in zip(product, columns[g], strict=True)]
    weight = GROUP_WEIGHT[stage]
    low, high = RATIO_RANGE
    for _ in range(SWEEPS):
        base = _rates(stage, trials, hits, product, rates)
        for g in names:
            table, column = factors[g], columns[g]
            expected = _sums(column, [w * b * p for w, b, p in zip(weights, base, product, strict=True)])
            fresh = {"": 1.0}
            for n, total in weighed[g].items():
                if n:
                    parent = max(expected[n] / table[n] / total, 1e-9)
                    rate = (weight * parent * priors[g][n] + weighed_hits[g][n]) / (weight + total)
                    fresh[n] = min(high, max(low, rate / parent))
            change = {n: fresh[n] / table[n] for n in fresh}
            product = [p * change[n] for p, n in zip(product, column, strict=True)]
            factors[g] = fresh
    _rates(stage, trials, hits, product, rates)
    for g in names:
        for n, count in counted[g].items():
            if n:
                ratios[stage, channel, g, n] = Ratio(priors[g][n], factors[g][n], count, hit[g][n])


def _sums(names: list[str], values: list[float]) -> dict[str, float]:
    """The sum of the values of each name."""
    found: dict[str, float] = defaultdict(float)
    for n, v in zip(names, values, strict=True):
        found[n] += v
    return found


def _rates(stage: str, trials: list[Trial], hits: list[bool], product: list[float], rates: dict[tuple[str, str], Rate]) -> list[float]:
    """Each channel's rate: its trials count by how easy they were, so that a week of bad hours does not lower it."""
    exposure: dict[str, float] = defaultdict(float)
    weighed: dict[str, float] = defaultdict(float)
    counted: dict[str, int] = defaultdict(int)
    hit: dict[str, int] = defaultdict(int)
    for t, p, h in zip(trials, product, hits, strict=True):
        exposure[t.channel] += t.weight * p
        weighed[t.channel] += t.weight * h
        counted[t.channel] += 1
        hit[t.channel] += h
    weight = PRIOR_WEIGHT[stage]
    for channel, exposed in exposure.items():
        prior = stage_prior(stage, channel)
        value = min(0.95, (weight * prior + weighed[channel]) / (weight + exposed))
        rates[stage, channel] = Rate(prior, value, counted[channel], hit[channel])
    return [rates[stage, t.channel].value for t in trials]


MINUTES = {"call": 3.3, "call_answered": 12.0, "email": 3.0, "im": 2.0, "social": 2.5, "meeting": 30.0, "event": 30.0}
"""Minutes that a kind of touch takes, preparing and noting included; our assumption (4 minutes a dial on average) until the log says."""

MINUTES_WEIGHT = 20.0


def kind_of_minutes(channel: str, connect: bool) -> str:
    """A dial that nobody answers is another kind of work than a talk."""
    return "call_answered" if channel == "call" and connect else channel


def _minutes(timed: Iterable[tuple[str, float]]) -> dict[str, tuple[float, int]]:
    total: dict[str, float] = defaultdict(float)
    counted: dict[str, int] = defaultdict(int)
    for kind, minutes in timed:
        total[kind] += minutes
        counted[kind] += 1
    return {k: ((MINUTES_WEIGHT * MINUTES[k] + total[k]) / (MINUTES_WEIGHT + n), n) for k, n in counted.items()}
