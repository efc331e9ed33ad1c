"""Service levels for leads that come to us (seed W6, rule R21): warn at half, alert at the end, escalate after. Minutes, not hours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sdrdesk.core.domain.calendar import DAY, WorkCalendar
from sdrdesk.core.domain.words import LeadType
from sdrdesk.core.errors import ValidationError

WARN_SHARE = 0.5
MOST_MINUTES = 7 * 24 * 60
SEARCH_DAYS = 60


@dataclass(frozen=True, slots=True)
class SlaRule:
    """Who must be answered how soon; an empty condition takes everybody.

    Attributes:
        minutes: until the alert.
        working_hours: the clock runs in the user's working hours only.
        warn: share of the minutes after which it warns.
        escalate_minutes: minutes after the alert at which it escalates and the lead may be released.
    """

    name: str
    minutes: int
    working_hours: bool = True
    warn: float = WARN_SHARE
    escalate_minutes: int = 60
    lead_types: tuple[str, ...] = ("net",)
    sources: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    min_score: int = 0

    def takes(self, *, lead_type: str, source: str, country: str, tier: str, score: int) -> bool:
        """Does the rule speak of such a lead?"""
        return (
            (not self.lead_types or lead_type in self.lead_types)
            and (not self.sources or source.lower() in {s.lower() for s in self.sources})
            and (not self.countries or country in self.countries)
            and (not self.tiers or tier in self.tiers)
            and score >= self.min_score
        )


@dataclass(frozen=True, slots=True)
class SlaClock:
    """The three moments of one lead."""

    started: dt.datetime
    warn_at: dt.datetime
    due_at: dt.datetime
    escalate_at: dt.datetime


def stage_of(now: dt.datetime, warn_at: dt.datetime, due_at: dt.datetime, escalate_at: dt.datetime) -> str:
    """Where a clock stands: running, warned, late or escalated."""
    return "escalated" if now >= escalate_at else "late" if now >= due_at else "warned" if now >= warn_at else "running"


def clock_of(rule: SlaRule, started: dt.datetime, mine: WorkCalendar, zone: dt.tzinfo) -> SlaClock:
    """When to warn, alert and escalate for a lead that came in at ``started`` (aware)."""

    def after(minutes: float) -> dt.datetime:
        if rule.working_hours:
            return after_working_minutes(started, minutes, mine, zone)
        return started + dt.timedelta(minutes=minutes)

    return SlaClock(started, after(rule.minutes * rule.warn), after(rule.minutes), after(rule.minutes + rule.escalate_minutes))


def after_working_minutes(start: dt.datetime, minutes: float, mine: WorkCalendar, zone: dt.tzinfo) -> dt.datetime:
    """The moment when so many minutes of the user's working hours have gone by since ``start``; without a working day in sight, by the clock."""
    left = dt.timedelta(minutes=minutes)
    at = start.astimezone(zone)
    day = at.date()
    for _ in range(SEARCH_DAYS):
        if mine.works(day):
            opens = dt.datetime.combine(day, mine.start, zone)
            closes = dt.datetime.combine(day, mine.end, zone)
            begin = max(opens.astimezone(dt.UTC), start.astimezone(dt.UTC))
            room = closes.astimezone(dt.UTC) - begin
            if room >= left:
                return (begin + left).astimezone(start.tzinfo)
            if room > dt.timedelta():
                left -= room
        day += DAY
    return start + dt.timedelta(minutes=minutes)


def rule_from(name: str, body: Mapping[str, Any]) -> SlaRule:
    """A rule from data.

    Raises:
        ValidationError: ``sla_rule`` with the field that is wrong.
    """
    minutes, escalate = body.get("minutes"), body.get("escalate_minutes", 60)
    for field, value in (("minutes", minutes), ("escalate_minutes", escalate)):
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= MOST_MINUTES:
            raise ValidationError("sla_rule", name=name, field=field, value=str(value))
    warn = body.get("warn", WARN_SHARE)
    if not isinstance(warn, int | float) or not 0 < warn < 1:
        raise ValidationError("sla_rule", name=name, field="warn", value=str(warn))
    lists: dict[str, tuple[str, ...]] = {}
    for field in ("lead_types", "sources", "countries", "tiers"):
        value = body.get(field, [])
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise ValidationError("sla_rule", name=name, field=field, value=str(value))
        lists[field] = tuple(value)
    for field, allowed in (("lead_types", tuple(LeadType)), ("tiers", ("T1", "T2", "T3"))):
        strange = [v for v in lists[field] if v not in allowed]
        if strange:
            raise ValidationError("sla_rule", name=name, field=field, value=strange[0])
    score = body.get("min_score", 0)
    if not isinstance(score, int) or not 0 <= score <= 100:
        raise ValidationError("sla_rule", name=name, field="min_score", value=str(score))
    return SlaRule(
        name, int(str(minutes)), bool(body.get("working_hours", True)), float(warn), int(str(escalate)), min_score=score, **lists
    )
