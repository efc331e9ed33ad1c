"""Who next: bands, expected value and order (rules R1, R2, R6, R11, R12, R21).

Expected value of a touch is the chance of a qualified meeting per minute of the user's time::

    P(connect) x P(conversation | connect) x P(meeting | conversation) x fit x urgency / minutes

The rates are those of ``odds``: published figures moved by the user's own results. Pure functions: the same facts and the same clock
give the same order. ``why`` says all of it in words.
"""

from __future__ import annotations

import datetime as dt
import math
import operator
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from sdrdesk.core.domain import odds
from sdrdesk.core.domain.calendar import CALLING_HOURS, Hours, in_calling_hours, is_working_day, minutes_until_open
from sdrdesk.core.domain.odds import Odds, daypart
from sdrdesk.core.domain.words import Band

LEAD_TYPE_FIT = {"seed": 1.5, "net": 1.15, "spear": 1.0}
"""Seeds convert best, nets in the middle, spears lowest (seed P1); the sizes are ours until the user's results speak."""

GRADE_FIT = {"A": 1.2, "B": 1.0, "C": 0.75, "D": 0.5}
TIER_FIT = {"T1": 1.15, "T2": 1.05, "T3": 1.0}
STRONG_LETTER_GAIN = 0.12
SCORE_NEUTRAL = 50
SCORE_GAIN = 0.5
"""A lead score of 100 is worth half as much again as one of 50, and three times one of 0 (seed W10: fit outranks clicks)."""

FIT_WEIGHT = 100.0
"""Conversations of a group after which what is assumed of its meetings and what the user's own say weigh the same."""

KIND_GAIN = {"callback": 3.0, "answer": 4.0, "handoff_answer": 4.0, "follow_up": 1.0, "step": 1.0, "sla": 1.0, "meeting": 1.0, "none": 1.0}
KIND_GAIN |= {"check_in": 1.0, "come_back": 1.0, "ask_referral": 1.0}
"""P(connect) of a promised call-back, of somebody who has just answered or of an account executive who owes an answer, against a cold touch;
our assumption."""

OVERDUE_GAIN = 0.06
OVERDUE_DAYS_MOST = 15
"""A touch gains with each day overdue, so that sure things never starve the rest (R2)."""

FRESH_GAIN = 4.0
FRESH_HALF_LIFE = 45.0
"""An inbound lead is worth most in its first minutes: five hours later the odds are a small part (seed W6); halves every 45 minutes."""

HELD = frozenset({"step", "follow_up", "come_back"})
HOLD_GAIN = 1.5
"""How much a better hour to come, today or on the next day, makes a call worth less now: a try at a bad hour is a try lost."""

OUTSIDE_HOURS = 0.25
NOT_AGAIN = dt.timedelta(hours=1)
"""Nobody is offered again within an hour of a dial (R6)."""

CALLBACK_EARLY = dt.timedelta(minutes=5)
"""A promised call-back is at the top from five minutes before its time."""

MAIL_HOURS = (dt.time(7), dt.time(17, 30))
TIMED = frozenset({"callback", "meeting"})
FIRST_TOUCH_KIND = "step"


class Past(NamedTuple):
    """What a person's own touches say: tries and connects by channel, by the hour of their day for calls, and how they ended."""

    tries: dict[str, int] = {}
    hits: dict[str, int] = {}
    hours: dict[int, tuple[int, int]] = {}
    talks: int = 0
    last_dial: dt.datetime | None = None


NO_PAST = Past()


class Who(NamedTuple):
    """The facts of a person that the odds are about; one object for all who share them."""

    lead_type: str
    grade: str
    tier: str
    role: str
    size: str
    industry: str
    source: str
    line: str
    known: str
    score: str = ""


class Candidate(NamedTuple):
    """One possible next touch, as facts (see queries/today.py for where they come from).

    ``kind``: step, callback, meeting, answer, sla, follow_up, handoff_answer, check_in, come_back, ask_referral, none. ``due_at`` is set for a promised time or an SLA's end only.
    ``blocked`` is the reason why it cannot be done now (rule R10) or must wait for a decision (R9), else empty. ``first`` is a first
    touch of a plan (rule R11). ``review``: a first email that waits for a look (rule R14). ``started`` is when an inbound lead came in.
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
    who: Who
    pinned: bool = False
    attempts: int = 0
    past: Past = NO_PAST
    strong_letters: int = 0
    score: int = SCORE_NEUTRAL
    blocked: str = ""
    first: bool = False
    review: bool = False
    started: dt.datetime | None = None
    escalate_at: dt.datetime | None = None
    hours: Hours = CALLING_HOURS
    zone_known: bool = True


class Ranked(NamedTuple):
    """A candidate with its place. ``key`` is rule R1 as a sort key; ``over_cap``: the day's cap of its channel is used up by what goes
    before it (rule R11)."""

    band: Band
    score: float
    overdue: int
    minutes: float
    candidate: Candidate
    local: dt.datetime
    key: tuple[Any, ...]
    over_cap: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """How much of each channel's daily cap is left (rule R11); a cap of 0 is no cap."""

    calls: int | None = None
    emails: int | None = None

    def of(self, channel: str) -> int | None:
        """What is left for a channel; None for no cap."""
        return self.calls if channel == "call" else self.emails if channel == "email" else None


@dataclass(slots=True)
class _ZoneFacts:
    local: dt.datetime
    call_open: bool
    email_open: bool
    opens_in: int | None


class Ranker:
    """Ranks candidates for one moment; zones and groups of people are looked up once each."""

    def __init__(self, now: dt.datetime, today: dt.date, own: Odds, room: Room | None = None, *, away: bool = False) -> None:
        self.now = now
        self.today = today
        self.own = own
        self.room = room or Room()
        self.away = away
        self._zones: dict[tuple[dt.tzinfo, str, Hours], _ZoneFacts] = {}
        self._hours: dict[tuple[str, dt.datetime, bool, bool], float] = {}
        memo = own.memo
        self._who: dict[tuple[Who, str], tuple[float, float]] = memo.setdefault("who", {})
        self._attempts: dict[tuple[str, int], float] = memo.setdefault("attempts", {})
        self._by_hour: dict[int, float] = memo.setdefault("by_hour", {})
        self._assumed: dict[tuple[str, str, str, float], float] = memo.setdefault("assumed", {})
        self._ahead: dict[Hours, list[tuple[int, float]]] = memo.setdefault("ahead", {})

    def rank(self, candidates: Iterable[Candidate]) -> list[Ranked]:
        """All candidates in the order of rule R1: band, pinned, value, days overdue, id; beyond the day's caps they wait (R11)."""
        ranked = [self.place(c) for c in candidates if self.takes(c)]
        ranked.sort(key=order)
        return self.under_caps(ranked)

    def takes(self, c: Candidate) -> bool:
        """Does it belong to the list? While the user is away only what was promised for a time does (rule R13)."""
        return not self.away or (c.kind in TIMED and c.due_at is not None)

    def under_caps(self, ranked: list[Ranked]) -> list[Ranked]:
        """Within a cap follow-ups go before first touches; what is promised or waits for an answer is never held back."""
        late: set[int] = set()
        now: dict[str, list[int]] = {"call": [], "email": []}
        for i, r in enumerate(ranked):
            if r.band > Band.WORTH_MOST_NOW:
                break  # the list is in order
            if r.band is Band.WORTH_MOST_NOW and r.candidate.channel in now:
                now[r.candidate.channel].append(i)
        for channel, theirs in now.items():
            room = self.room.of(channel)
            if room is None or len(theirs) <= room:
                continue
            theirs.sort(key=lambda i: (ranked[i].candidate.first and not ranked[i].candidate.pinned, i))
            late.update(theirs[max(0, room) :])
        if not late:
            return ranked
        kept = [
            r._replace(band=Band.LATER_TODAY, key=(Band.LATER_TODAY, *r.key[1:]), over_cap=True) if i in late else r
            for i, r in enumerate(ranked)
        ]
        kept.sort(key=order)
        return kept

    def place(self, c: Candidate) -> Ranked:
        """Band, score and reasons of one candidate."""
        facts = self.facts(c)
        overdue = self.overdue(c)
        connect, worth = self.chances(c, facts)
        minutes = self.minutes(c.channel, connect)
        score = connect * worth * self.urgency(c, overdue) * self.hold(c, self.reach_of(c.who, c.channel), facts) / minutes
        band = self._band(c, facts)
        return Ranked(
            band, score, overdue, minutes, c, facts.local, (band, not c.pinned, -score, -overdue, c.prospect_id, c.kind, c.item_id)
        )

    # --- the parts of the value, each used by ``why`` too --------------------------------------------------------------------

    def facts(self, c: Candidate) -> _ZoneFacts:
        """The clock where the person is."""
        key = (c.zone, c.country, c.hours)
        facts = self._zones.get(key)
        if facts is None:
            local = self.now.astimezone(c.zone)
            call_open = in_calling_hours(local, c.country, c.hours)
            works = is_working_day(local.date(), c.country)
            mail_open = works and (call_open or MAIL_HOURS[0] <= local.time() < MAIL_HOURS[1])
            facts = _ZoneFacts(local, call_open, mail_open, minutes_until_open(local, c.hours) if works else None)
            self._zones[key] = facts
        return facts

    def overdue(self, c: Candidate) -> int:
        """Days since it was due; what was snoozed is not overdue (R5)."""
        return max(0, (self.today - c.due_on).days) if c.due_on is not None and c.not_before is None else 0

    def chances(self, c: Candidate, facts: _ZoneFacts) -> tuple[float, float]:
        """P(connect) now, and what a connect is worth in qualified meetings."""
        key = (c.who, c.channel)
        found = self._who.get(key)
        if found is None:
            found = self._who[key] = (self.reach_of(c.who, c.channel), self.worth_of(c.who, c.channel))
        reach, worth = found
        connect = reach * self.hour(c, facts) * self.attempt(c) * self.person(c, reach) * self.slot(c, reach, facts) * KIND_GAIN[c.kind]
        return min(0.95, connect), worth * self.fit(c)

    def reach_of(self, who: Who, channel: str) -> float:
        """P(connect) of a touch of the channel to such a person, at no hour in particular."""
        found = self._who.get((who, channel))
        if found is not None:
            return found[0]
        value = self.own.rate("connect", channel).value
        for group in ("line", "lead_type", "role", "size", "industry", "score"):
            if group != "line" or channel == "call":
                value *= self.own.ratio("connect", channel, group, getattr(who, group)).value
        return value

    def worth_of(self, who: Who, channel: str) -> float:
        """P(conversation | connect) x P(meeting | conversation) with such a person, times what the lead type promises (P1)."""
        value = 1.0
        for stage in ("conversation", "meeting"):
            chance = self.own.rate(stage, channel).value
            for group in odds.WHO_GROUPS:
                chance *= self.own.ratio(stage, channel, group, getattr(who, group)).value
            value *= min(1.0, chance)
        return value

    def hour(self, c: Candidate, facts: _ZoneFacts) -> float:
        """Their hour and weekday."""
        key = (c.channel, facts.local, facts.call_open, facts.email_open)
        found = self._hours.get(key)
        if found is None:
            found = 1.0
            for group, name in hour_groups(c.channel, facts.local.hour, facts.local.weekday()):
                found *= self.own.ratio("connect", c.channel, group, name).value
            if c.channel == "call" and not facts.call_open:
                found *= OUTSIDE_HOURS
            elif c.channel != "call" and not facts.email_open:
                found *= 0.8
            self._hours[key] = found
        return found

    def attempt(self, c: Candidate) -> float:
        """The how-manieth attempt, as all people's attempts went."""
        key = (c.channel, c.attempts)
        found = self._attempts.get(key)
        if found is None:
            found = self._attempts[key] = self.own.ratio("connect", c.channel, "attempt", odds.attempt_group(c.attempts + 1)).value
        return found

    def person(self, c: Candidate, reach: float) -> float:
        """This person's own history with us on the channel."""
        return odds.person_ratio(reach, c.past.tries.get(c.channel, 0), c.past.hits.get(c.channel, 0))

    def slot(self, c: Candidate, reach: float, facts: _ZoneFacts) -> float:
        """This hour of their day against their other hours, by their own tries and answers."""
        if c.channel != "call" or not c.past.hours:
            return 1.0
        return odds.hours_ratio(reach * self.person(c, reach), c.past.hours, facts.local.hour)

    def hold(self, c: Candidate, reach: float, facts: _ZoneFacts) -> float:
        """A call is worth less now when a clearly better hour of theirs is still to come: the try would be lost for it."""
        if c.channel != "call" or c.kind not in HELD or not facts.call_open:
            return 1.0
        expected = reach * self.person(c, reach)
        hours = c.past.hours
        table = self._ahead.get(c.hours)
        if table is None:
            opens, closes = c.hours
            ahead = range(opens.hour, max(opens.hour + 1, closes.hour + (closes.minute > 0)))
            table = self._ahead[c.hours] = [(h, self._hour_value(h)) for h in ahead]
        if not hours:
            here, best = self._hour_value(facts.local.hour), max(v for _, v in table)
        else:
            here = self._hour_value(facts.local.hour) * odds.hours_ratio(expected, hours, facts.local.hour)
            best = max(v * odds.hours_ratio(expected, hours, h) for h, v in table)
        return float(min(1.0, here / best) ** HOLD_GAIN)

    def _hour_value(self, hour: int) -> float:
        """What an hour of the day is worth for a call, as all people's answers went."""
        found = self._by_hour.get(hour)
        if found is None:
            ratio = self.own.ratio
            found = self._by_hour[hour] = (
                ratio("connect", "call", "daypart", daypart(hour)).value * ratio("connect", "call", "hour", str(hour)).value
            )
        return found

    def fit(self, c: Candidate) -> float:
        """What a meeting with this person is worth as a qualified one: lead type, grade, tier, letters, score."""
        who = c.who
        return (
            self.assumed(c.channel, "lead_type", who.lead_type, LEAD_TYPE_FIT.get(who.lead_type, 1.0))
            * self.assumed(c.channel, "grade", who.grade, GRADE_FIT.get(who.grade, 1.0))
            * TIER_FIT.get(who.tier, 1.0)
            * (1 + STRONG_LETTER_GAIN * c.strong_letters)
            * self.assumed(c.channel, "score", who.score, score_fit(c.score))
        )

    def assumed(self, channel: str, group: str, name: str, fit: float) -> float:
        """What is assumed of a group's meetings gives way to the user's own: who books more meetings is taken to be the better fit."""
        key = (channel, group, name, fit)
        found = self._assumed.get(key)
        if found is None:
            ratio = self.own.ratio("meeting", channel, group, name)
            share = ratio.trials / (ratio.trials + FIT_WEIGHT)
            found = self._assumed[key] = float(fit ** (1 - share) * ratio.value**share)
        return found

    def urgency(self, c: Candidate, overdue: int) -> float:
        """Overdue touches gain; an inbound lead loses with each minute (seed W6)."""
        return (1 + OVERDUE_GAIN * min(overdue, OVERDUE_DAYS_MOST)) * self.freshness(c)

    def freshness(self, c: Candidate) -> float:
        """The gain of an inbound lead that has just come in."""
        if c.started is None:
            return 1.0
        minutes = max(0.0, (self.now - c.started).total_seconds() / 60)
        return 1 + FRESH_GAIN * math.exp(-math.log(2) * minutes / FRESH_HALF_LIFE)

    def minutes(self, channel: str, connect: float) -> float:
        """Minutes that such a touch takes on average: a talk is longer than a dial that nobody answers."""
        miss = self.own.minutes_of(channel)[0]
        return miss + connect * (self.own.minutes_of("call_answered")[0] - miss) if channel == "call" else miss

    # --- bands ---------------------------------------------------------------------------------------------------------------

    def too_soon(self, c: Candidate) -> bool:
        """Dialled within the hour (R6); a promise is a promise."""
        return c.channel == "call" and c.past.last_dial is not None and self.now - c.past.last_dial < NOT_AGAIN and c.kind != "callback"

    def _band(self, c: Candidate, facts: _ZoneFacts) -> Band:
        if c.kind == "none":
            return Band.NO_NEXT_STEP
        if c.not_before is not None and c.not_before > self.now:
            return Band.LATER_TODAY
        if c.kind in TIMED and c.due_at is not None:
            return Band.PROMISED_NOW if c.due_at <= self.now + CALLBACK_EARLY else Band.LATER_TODAY
        if c.kind in ("answer", "sla", "handoff_answer"):
            return Band.ANSWER_NOW
        if c.blocked or self.too_soon(c):
            return Band.LATER_TODAY
        reachable = facts.call_open if c.channel == "call" else facts.email_open
        return Band.WORTH_MOST_NOW if reachable else Band.LATER_TODAY


order = operator.attrgetter("key")
"""Rule R1 as a sort key of what is ranked."""


def score_fit(score: int) -> float:
    """What the lead score says of the fit: 1 at the middle."""
    return 1 + SCORE_GAIN * (score - SCORE_NEUTRAL) / 50


@lru_cache(maxsize=512)
def hour_groups(channel: str, hour: int, weekday: int) -> tuple[tuple[str, str], ...]:
    """The groups of a moment in the person's day, as ``odds`` knows them."""
    groups = (("daypart", daypart(hour)), ("weekday", str(weekday)))
    return (*groups, ("hour", str(hour))) if channel == "call" else groups
