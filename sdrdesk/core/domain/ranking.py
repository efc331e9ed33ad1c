"""Who next: bands, expected value and the reasons in words (rules R1, R2, R3, R6; first version of the formula).

Expected value of a touch is the chance of a qualified meeting per minute of the user's time::

    P(connect) x P(conversation | connect) x P(meeting | conversation) x fit x overdue / minutes

Each rate starts from a published figure with a stated weight and is moved by the user's own results (Beta-binomial). Pure functions:
the same facts and the same clock give the same order.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from sdrdesk.core.domain.calendar import in_calling_hours, minutes_until_open
from sdrdesk.core.domain.words import Band

PRIOR_WEIGHT = 60.0
"""Own attempts that weigh as much as the published figure: about three days of work."""

REACH_PRIOR = {"call": 1 / 12.73, "call_switchboard": 1 / 18.83, "email": 0.12, "im": 0.12, "social": 0.09, "meeting": 0.8, "event": 0.5}
"""P(connect) for one touch. Calls: seed W12 (12.73 dials by mobile, 18.83 by switchboard). Email: middle of 9-15 % (seed P9)."""

TALK_PRIOR = {"call": 12.73 / 22.5, "email": 0.6, "im": 0.5, "social": 0.5, "meeting": 0.9, "event": 0.6}
"""P(conversation | connect). Calls: 22.5 dials a conversation over 12.73 a connect (seed W12); the others are our assumption."""

MEETING_PRIOR = 1 / 3
"""P(meeting | conversation): three conversations a meeting (seed W12)."""

MINUTES = {"call": 4.0, "email": 3.0, "im": 2.0, "social": 2.5, "meeting": 30.0, "event": 30.0}
LEAD_TYPE_FIT = {"seed": 1.5, "net": 1.15, "spear": 1.0}
"""Seeds convert best, nets in the middle, spears lowest (seed P1); the sizes are ours until the user's results speak."""

GRADE_FIT = {"A": 1.2, "B": 1.0, "C": 0.75, "D": 0.5}
TIER_FIT = {"T1": 1.15, "T2": 1.05, "T3": 1.0}
STRONG_LETTER_GAIN = 0.12
ATTEMPT_DECAY = 0.93
"""Each attempt without an answer makes the next one less likely; nine attempts halve it."""

KNOWN_VOICE_GAIN = 1.6
"""Somebody who has talked to us before picks up more often."""

OVERDUE_GAIN = 0.06
OVERDUE_DAYS_MOST = 15
"""A touch gains with each day overdue, so that sure things never starve the rest (R2)."""

HOUR_CALL = {8: 1.25, 9: 1.2, 10: 1.1, 11: 1.05, 12: 0.65, 13: 0.85, 14: 1.0, 15: 1.05, 16: 1.25, 17: 1.15}
HOUR_EMAIL = {7: 1.05, 8: 1.1, 9: 1.1, 10: 1.05}
OUTSIDE_HOURS = 0.25
GOOD_HOUR = 1.15
"""An hour that is worth saying."""

NOT_AGAIN = dt.timedelta(hours=1)
"""Nobody is offered again within an hour of a dial (R6)."""

CALLBACK_EARLY = dt.timedelta(minutes=5)
"""A promised call-back is at the top from five minutes before its time."""


_Reasons = list[tuple[str, dict[str, object]]]


class Rate(NamedTuple):
    """A Beta-binomial rate: the published figure, and the user's own trials and hits."""

    prior: float
    trials: int = 0
    hits: int = 0

    @property
    def value(self) -> float:
        """Posterior mean with the prior counted as PRIOR_WEIGHT trials."""
        return (self.prior * PRIOR_WEIGHT + self.hits) / (PRIOR_WEIGHT + self.trials)


@dataclass(frozen=True, slots=True)
class OwnResults:
    """The user's own log, by channel: (attempts, connects, conversations, meetings). Empty when learning is off (R3)."""

    by_channel: dict[str, tuple[int, int, int, int]] = field(default_factory=dict)

    def reach(self, channel: str, switchboard: bool) -> Rate:
        """P(connect) for a touch of the channel."""
        attempts, connects, _, _ = self.by_channel.get(channel, (0, 0, 0, 0))
        prior = REACH_PRIOR["call_switchboard" if switchboard and channel == "call" else channel]
        return Rate(prior, attempts, connects)

    def talk(self, channel: str) -> Rate:
        """P(conversation | connect)."""
        _, connects, talks, _ = self.by_channel.get(channel, (0, 0, 0, 0))
        return Rate(TALK_PRIOR[channel], connects, talks)

    def meeting(self, channel: str) -> Rate:
        """P(meeting | conversation)."""
        _, _, talks, meetings = self.by_channel.get(channel, (0, 0, 0, 0))
        return Rate(MEETING_PRIOR, talks, meetings)


class Candidate(NamedTuple):
    """One possible next touch, as facts (see queries/today.py for where they come from).

    ``kind``: step, callback, meeting, answer, follow_up, none. ``due_at`` is set for a promised time only. ``blocked`` is the reason
    why it cannot be done now (rule R10) or must wait for a decision (R9), else empty.
    """

    kind: str
    item_id: int
    prospect_id: int
    channel: str
    due_on: dt.date | None
    due_at: dt.datetime | None
    not_before: dt.datetime | None
    zone: dt.tzinfo
    country: str
    lead_type: str
    grade: str
    tier: str
    switchboard: bool
    pinned: bool
    attempts: int
    talks: int
    last_dial: dt.datetime | None
    strong_letters: int
    blocked: str


class Factor(NamedTuple):
    """One part of the value: ``value`` as used, ``prior`` as published or neutral, ``observations`` of the user's own behind it."""

    name: str
    value: float
    prior: float
    observations: int
    code: str
    params: dict[str, object]


class Ranked(NamedTuple):
    """A candidate with its place."""

    band: Band
    score: float
    overdue: int
    minutes: float
    candidate: Candidate
    local: dt.datetime
    reasons: tuple[tuple[str, dict[str, object]], ...]


@dataclass(slots=True)
class _ZoneFacts:
    local: dt.datetime
    call_open: bool
    email_open: bool
    opens_in: int | None


class Ranker:
    """Ranks candidates for one moment; zones are looked up once each."""

    def __init__(self, now: dt.datetime, today: dt.date, own: OwnResults) -> None:
        self.now = now
        self.today = today
        self.own = own
        self._zones: dict[tuple[dt.tzinfo, str], _ZoneFacts] = {}
        self._base: dict[tuple[str, bool], tuple[float, float]] = {}

    def rank(self, candidates: Iterable[Candidate]) -> list[Ranked]:
        """All candidates in the order of rule R1: band, pinned, value, days overdue, id."""
        ranked = [self.place(c) for c in candidates]
        ranked.sort(
            key=lambda r: (
                r.band,
                not r.candidate.pinned,
                -r.score,
                -r.overdue,
                r.candidate.prospect_id,
                r.candidate.kind,
                r.candidate.item_id,
            )
        )
        return ranked

    def place(self, c: Candidate) -> Ranked:
        """Band, score and reasons of one candidate."""
        facts = self._facts(c)
        overdue = self._overdue(c)
        base, minutes = self._base_value(c.channel, c.switchboard)
        hour = self._hour(c, facts)
        score = base * hour * self._persistence(c) * self._fit(c) * self._urgency(overdue) / minutes
        band = self._band(c, facts)
        return Ranked(band, score, overdue, minutes, c, facts.local, self._reasons(c, facts, overdue, band))

    def factors(self, c: Candidate) -> list[Factor]:
        """Every factor of the value with its prior and the user's own results behind it (rule R3)."""
        facts = self._facts(c)
        overdue = self._overdue(c)
        reach, talk, meeting = self.own.reach(c.channel, c.switchboard), self.own.talk(c.channel), self.own.meeting(c.channel)
        _, minutes = self._base_value(c.channel, c.switchboard)
        hour = self._hour(c, facts)
        rows = [
            Factor("connect", reach.value, reach.prior, reach.trials, "why.connect", {"channel": c.channel}),
            Factor("conversation", talk.value, talk.prior, talk.trials, "why.conversation", {}),
            Factor("meeting", meeting.value, meeting.prior, meeting.trials, "why.meeting", {}),
            Factor("local_time", hour, 1.0, 0, "why.local_time", {"time": facts.local.strftime("%H:%M")}),
            Factor("attempts", ATTEMPT_DECAY**c.attempts, 1.0, c.attempts, "why.attempts", {"n": c.attempts}),
            Factor("known_voice", KNOWN_VOICE_GAIN if c.talks else 1.0, 1.0, c.talks, "why.known_voice", {"n": c.talks}),
            Factor("lead_type", LEAD_TYPE_FIT.get(c.lead_type, 1.0), 1.0, 0, "why.lead_type", {"lead_type": c.lead_type}),
            Factor("grade", GRADE_FIT.get(c.grade, 1.0), 1.0, 0, "why.grade", {"grade": c.grade}),
            Factor("tier", TIER_FIT.get(c.tier, 1.0), 1.0, 0, "why.tier", {"tier": c.tier}),
            Factor("letters", 1 + STRONG_LETTER_GAIN * c.strong_letters, 1.0, c.strong_letters, "why.letters", {"n": c.strong_letters}),
            Factor("overdue", self._urgency(overdue), 1.0, 0, "why.overdue", {"n": overdue}),
            Factor("minutes", minutes, MINUTES[c.channel], 0, "why.minutes", {"n": f"{minutes:g}"}),
        ]
        return rows

    def _facts(self, c: Candidate) -> _ZoneFacts:
        key = (c.zone, c.country)
        facts = self._zones.get(key)
        if facts is None:
            local = self.now.astimezone(c.zone)
            call_open = in_calling_hours(local, c.country)
            facts = _ZoneFacts(local, call_open, call_open or 7 <= local.hour < 9, minutes_until_open(local))
            self._zones[key] = facts
        return facts

    def _overdue(self, c: Candidate) -> int:
        return max(0, (self.today - c.due_on).days) if c.due_on is not None and c.not_before is None else 0

    def _base_value(self, channel: str, switchboard: bool) -> tuple[float, float]:
        key = (channel, switchboard)
        found = self._base.get(key)
        if found is None:
            own = self.own
            found = (own.reach(channel, switchboard).value * own.talk(channel).value * own.meeting(channel).value, MINUTES[channel])
            self._base[key] = found
        return found

    @staticmethod
    def _hour(c: Candidate, facts: _ZoneFacts) -> float:
        if c.channel == "call":
            return HOUR_CALL.get(facts.local.hour, OUTSIDE_HOURS) if facts.call_open else OUTSIDE_HOURS
        return HOUR_EMAIL.get(facts.local.hour, 1.0) if facts.email_open else 0.8

    @staticmethod
    def _persistence(c: Candidate) -> float:
        return float(ATTEMPT_DECAY**c.attempts) * (KNOWN_VOICE_GAIN if c.talks else 1.0)

    @staticmethod
    def _fit(c: Candidate) -> float:
        return (
            LEAD_TYPE_FIT.get(c.lead_type, 1.0)
            * GRADE_FIT.get(c.grade, 1.0)
            * TIER_FIT.get(c.tier, 1.0)
            * (1 + STRONG_LETTER_GAIN * c.strong_letters)
        )

    @staticmethod
    def _urgency(overdue: int) -> float:
        return 1 + OVERDUE_GAIN * min(overdue, OVERDUE_DAYS_MOST)

    def _too_soon(self, c: Candidate) -> bool:
        return c.channel == "call" and c.last_dial is not None and self.now - c.last_dial < NOT_AGAIN and c.kind != "callback"

    def _band(self, c: Candidate, facts: _ZoneFacts) -> Band:
        if c.kind == "none":
            return Band.NO_NEXT_STEP
        if c.not_before is not None and c.not_before > self.now:
            return Band.LATER_TODAY
        if c.kind in ("callback", "meeting") and c.due_at is not None:
            return Band.PROMISED_NOW if c.due_at <= self.now + CALLBACK_EARLY else Band.LATER_TODAY
        if c.kind == "answer":
            return Band.ANSWER_NOW
        if c.blocked or self._too_soon(c):
            return Band.LATER_TODAY
        reachable = facts.call_open if c.channel == "call" else facts.email_open
        return Band.WORTH_MOST_NOW if reachable else Band.LATER_TODAY

    def _reasons(self, c: Candidate, facts: _ZoneFacts, overdue: int, band: Band) -> tuple[tuple[str, dict[str, object]], ...]:
        """The three reasons that say most: what holds it back, what was promised, who they are, when it is there."""
        if c.kind == "none":
            return (("why.no_next_step", {}),)
        waits: _Reasons = [(f"wait.{c.blocked}", {})] if c.blocked else [("why.too_soon", {})] if self._too_soon(c) else []
        promise: _Reasons = [(f"why.kind_{c.kind}", {})] if c.kind in ("callback", "meeting", "answer") else []
        past: _Reasons = [("why.overdue", {"n": overdue})] if overdue else []
        past += [("why.known_voice", {"n": c.talks})] if c.talks else []
        fit: _Reasons = [("why.seed", {})] if c.lead_type == "seed" else []
        fit += [("why.letters", {"n": c.strong_letters})] if c.strong_letters else []
        tried: _Reasons = [] if c.talks else [("why.attempts", {"n": c.attempts})] if c.attempts else [("why.first_touch", {})]
        found = [*waits, *promise, *past, *self._hour_reason(c, facts, band), *fit, *tried]
        return tuple(found[:3])

    @staticmethod
    def _hour_reason(c: Candidate, facts: _ZoneFacts, band: Band) -> _Reasons:
        if c.channel != "call":
            return []
        if band is Band.LATER_TODAY and facts.opens_in:
            return [("why.opens_in", {"n": facts.opens_in})]
        return [("why.good_hour", {})] if facts.call_open and HOUR_CALL.get(facts.local.hour, 1) >= GOOD_HOUR else []
