"""Why somebody stands where they stand (rule R3): a few words for the row, and every factor with its number, its prior and its results."""

from __future__ import annotations

from typing import NamedTuple

from sdrdesk.core.domain import odds
from sdrdesk.core.domain.odds import Ratio
from sdrdesk.core.domain.ranking import (
    GRADE_FIT,
    KIND_GAIN,
    LEAD_TYPE_FIT,
    STRONG_LETTER_GAIN,
    TIER_FIT,
    Candidate,
    Ranked,
    Ranker,
    hour_groups,
    score_fit,
)
from sdrdesk.core.domain.words import Band

GOOD_HOUR = 1.12
"""An hour that is worth saying."""

FEW_WORDS = 3

Reasons = list[tuple[str, dict[str, object]]]


def _say(code: str, **params: object) -> Reasons:
    return [(f"why.{code}", params)]


class Factor(NamedTuple):
    """One part of the value: ``value`` as used, ``prior`` as published or neutral, ``observations`` of the user's own behind it."""

    name: str
    value: float
    prior: float
    observations: int
    code: str
    params: dict[str, object]


def reasons(ranker: Ranker, ranked: Ranked) -> tuple[tuple[str, dict[str, object]], ...]:
    """The three reasons that say most: what holds it back, what was promised, who they are, when it is there."""
    c, band = ranked.candidate, ranked.band
    if c.kind == "none":
        return (("why.no_next_step", {}),)
    found: Reasons = [
        *_waits(ranker, ranked),
        *_promise(ranker, c),
        *(_say("review", tier=c.who.tier) if c.review else []),
        *(_say("overdue", n=ranked.overdue) if ranked.overdue else []),
        *(_say("known_voice", n=c.past.talks) if c.past.talks else []),
        *_hour(ranker, c, band),
        *(_say("seed") if c.who.lead_type == "seed" else []),
        *(_say("letters", n=c.strong_letters) if c.strong_letters else []),
        *([] if c.past.talks else _say("attempts", n=c.attempts) if c.attempts else _say("first_touch")),
    ]
    return tuple(found[:FEW_WORDS])


def _waits(ranker: Ranker, ranked: Ranked) -> Reasons:
    c = ranked.candidate
    if c.blocked:
        return [(f"wait.{c.blocked}", {})]
    if ranker.too_soon(c):
        return [("why.too_soon", {})]
    return [("why.over_cap", {"channel": c.channel})] if ranked.over_cap else []


def _promise(ranker: Ranker, c: Candidate) -> Reasons:
    if c.kind == "sla" and c.due_at is not None:
        left = round((c.due_at - ranker.now).total_seconds() / 60)
        if c.escalate_at is not None and ranker.now >= c.escalate_at:
            return [("why.sla_escalated", {"n": -left})]
        return [("why.sla_left", {"n": left})] if left >= 0 else [("why.sla_over", {"n": -left})]
    return [(f"why.kind_{c.kind}", {})] if c.kind in ("callback", "meeting", "answer") else []


def _hour(ranker: Ranker, c: Candidate, band: Band) -> Reasons:
    if c.channel != "call":
        return []
    facts = ranker.facts(c)
    if band is Band.LATER_TODAY and facts.opens_in:
        return [("why.opens_in", {"n": facts.opens_in})]
    return [("why.good_hour", {})] if facts.call_open and ranker.hour(c, facts) * ranker.slot(c, 0.08, facts) >= GOOD_HOUR else []


def factors(ranker: Ranker, c: Candidate) -> list[Factor]:
    """Every factor of the value, in the order in which they are multiplied (rule R3)."""
    own, facts, overdue = ranker.own, ranker.facts(c), ranker.overdue(c)
    reach = ranker.reach_of(c.who, c.channel)
    rows = [_rate(ranker, "connect", "connect", c, {"channel": c.channel})]
    if c.channel == "call":
        rows.append(_group(ranker, c, "connect", "line", {"line": c.who.line}))
    rows.append(_local_time(ranker, c))
    rows += [
        Factor(
            "attempts",
            ranker.attempt(c),
            1.0,
            own.ratio("connect", c.channel, "attempt", odds.attempt_group(c.attempts + 1)).trials,
            "why.attempts",
            {"n": c.attempts},
        ),
        Factor(
            "own_history",
            ranker.person(c, reach),
            1.0,
            c.past.tries.get(c.channel, 0),
            "why.own_history",
            {"n": c.past.tries.get(c.channel, 0), "hits": c.past.hits.get(c.channel, 0)},
        ),
        Factor("own_hours", ranker.slot(c, reach, facts), 1.0, sum(t for t, _ in c.past.hours.values()), "why.own_hours", {}),
        Factor("hold", ranker.hold(c, reach, facts), 1.0, 0, "why.hold", {}),
        Factor("kind", KIND_GAIN[c.kind], 1.0, 0, f"why.kind_{c.kind}", {}),
        _rate(ranker, "conversation", "conversation", c, {}),
        _rate(ranker, "meeting", "meeting", c, {}),
        Factor("known_voice", *_known(ranker, c), "why.known_voice", {"n": c.past.talks}),
        Factor("lead_type", *_who(ranker, c, "lead_type", LEAD_TYPE_FIT), "why.lead_type", {"lead_type": c.who.lead_type}),
        Factor("grade", *_who(ranker, c, "grade", GRADE_FIT), "why.grade", {"grade": c.who.grade}),
        Factor("tier", TIER_FIT.get(c.who.tier, 1.0), TIER_FIT.get(c.who.tier, 1.0), 0, "why.tier", {"tier": c.who.tier}),
        Factor("role", *_who(ranker, c, "role", {}), "why.role", {"buyer_role": c.who.role or "unknown"}),
    ]
    if c.who.size or c.who.industry or c.who.source:
        rows += [
            Factor(name, *_who(ranker, c, name, {}), f"why.{name}", {name: getattr(c.who, name)})
            for name in ("size", "industry", "source")
            if getattr(c.who, name)
        ]
    rows += [
        Factor("letters", 1 + STRONG_LETTER_GAIN * c.strong_letters, 1.0, c.strong_letters, "why.letters", {"n": c.strong_letters}),
        _score(ranker, c),
        Factor("overdue", ranker.urgency(c, overdue) / ranker.freshness(c), 1.0, 0, "why.overdue", {"n": overdue}),
    ]
    if c.started is not None:
        minutes = round((ranker.now - c.started).total_seconds() / 60)
        rows.append(Factor("freshness", ranker.freshness(c), 1.0, 0, "why.freshness", {"n": minutes}))
    rows.append(_minutes(ranker, c))
    return rows


def _score(ranker: Ranker, c: Candidate) -> Factor:
    value, prior, trials = _who(ranker, c, "score", {})
    assumed = score_fit(c.score)
    return Factor(
        "score", value * ranker.assumed(c.channel, "score", c.who.score, assumed), prior * assumed, trials, "why.score", {"n": c.score}
    )


def _rate(ranker: Ranker, name: str, stage: str, c: Candidate, params: dict[str, object]) -> Factor:
    rate = ranker.own.rate(stage, c.channel)
    return Factor(name, rate.value, rate.prior, rate.trials, f"why.{name}", params)


def _group(ranker: Ranker, c: Candidate, stage: str, group: str, params: dict[str, object]) -> Factor:
    ratio = ranker.own.ratio(stage, c.channel, group, getattr(c.who, group))
    return Factor(group, ratio.value, ratio.prior, ratio.trials, f"why.{group}", params)


def _local_time(ranker: Ranker, c: Candidate) -> Factor:
    """Hour, part of the day and weekday in one line; the observations are those of this hour, or of this part of the day for email."""
    facts = ranker.facts(c)
    prior, trials = 1.0, 0
    for group, name in hour_groups(c.channel, facts.local.hour, facts.local.weekday()):
        ratio = ranker.own.ratio("connect", c.channel, group, name)
        prior *= ratio.prior
        trials = ratio.trials if group in ("hour", "daypart") else trials
    code = "why.local_time" if c.zone_known else "why.local_time_assumed"
    return Factor("local_time", ranker.hour(c, facts), prior, trials, code, {"time": facts.local.strftime("%H:%M")})


def _known(ranker: Ranker, c: Candidate) -> tuple[float, float, int]:
    both = [ranker.own.ratio(stage, c.channel, "known", c.who.known) for stage in ("conversation", "meeting")]
    return _product(both)


def _who(ranker: Ranker, c: Candidate, group: str, fit: dict[str, float]) -> tuple[float, float, int]:
    """A fact of the person through all three stages, and the fit that is assumed of it."""
    name = getattr(c.who, group)
    stages = ("connect", "conversation", "meeting") if group not in ("source", "grade") else ("conversation", "meeting")
    value, prior, trials = _product([ranker.own.ratio(stage, c.channel, group, name) for stage in stages])
    assumed = fit.get(name, 1.0)
    return value * (ranker.assumed(c.channel, group, name, assumed) if fit else 1.0), prior * assumed, trials


def _product(ratios: list[Ratio]) -> tuple[float, float, int]:
    value = prior = 1.0
    for r in ratios:
        value *= r.value
        prior *= r.prior
    return value, prior, max(r.trials for r in ratios)


def _minutes(ranker: Ranker, c: Candidate) -> Factor:
    connect, _ = ranker.chances(c, ranker.facts(c))
    used = ranker.minutes(c.channel, connect)
    timed = ranker.own.minutes_of(c.channel)[1] + (ranker.own.minutes_of("call_answered")[1] if c.channel == "call" else 0)
    return Factor("minutes", used, odds.MINUTES[c.channel], timed, "why.minutes", {"n": f"{used:.1f}"})
