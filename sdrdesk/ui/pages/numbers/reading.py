"""What the page reads, in one go and off the window's thread: the figures of a period, its goal, today, and the last weeks."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from sdrdesk.core.domain.diagnostic import Finding, diagnose
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.domain.ramp import Stage, months_after
from sdrdesk.core.queries.diagnostic import known_of
from sdrdesk.core.queries.hours import Hour, hours
from sdrdesk.core.queries.numbers import Numbers, Target, numbers, result_of, targets_of
from sdrdesk.core.queries.own_rates import DAYS as OWN_DAYS
from sdrdesk.core.queries.own_rates import OwnRates, own_rates
from sdrdesk.core.queries.ramp import RampMonth, ramp_months
from sdrdesk.core.queries.tallies import Pairs, Week, days_of, grouped, measured, tally, weeks
from sdrdesk.ui.context import Desk

TODAY, WEEK, LAST_20, QUARTER = PERIODS = ("today", "week", "last_20", "quarter")
_DAY = dt.timedelta(days=1)
_FAR_BACK = 400
"""Days to look back for 20 working days: enough for anybody who works one day in a fortnight."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a period.

    Attributes:
        first, last: the days that are counted.
        goal_last: the day on which its target is due; after ``last`` while the period runs.
    """

    first: dt.date
    last: dt.date
    goal_last: dt.date


@dataclass(frozen=True, slots=True)
class Ahead:
    """Working days of the user from today on: until three months out, and in this calendar year."""

    until: dt.date
    days: int
    left_this_year: int


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that the page shows.

    Attributes:
        dialled: tallies of the calls alone, by measure; the rest was written.
        written: tallies of emails and messages.
        targets: of the whole period, with where one should be by now.
        targets_today: of today.
        emails_today: sent today so far.
        hours: calls of the period by hour and weekday.
        months, in_role: meetings against the quota by month, and whole months in the role.
        by, groups: the figures by a grouping.
        findings: the five answers of the diagnostic.
        ahead: the user's working days to come.
        own: the user's own rates of the last year.
        stage: how much of the quota is asked today (seed P10).
    """

    period: str
    span: Span
    today: dt.date
    figures: Numbers
    dialled: dict[str, int]
    written: dict[str, int]
    targets: tuple[Target, ...]
    targets_today: tuple[Target, ...]
    weeks: tuple[Week, ...]
    meetings_a_week: int
    emails_today: int
    stage: Stage = "full"
    hours: tuple[Hour, ...] = ()
    findings: tuple[Finding, ...] = ()
    months: tuple[RampMonth, ...] = ()
    in_role: int | None = None
    by: str = ""
    groups: tuple[dict[str, object], ...] = ()
    ahead: Ahead | None = None
    own: OwnRates = field(default_factory=lambda: OwnRates({}))


def span(period: str, today: dt.date, profile: Profile) -> Span:
    """The days of a period. Raises KeyError for an unknown name."""
    if period == TODAY:
        return Span(today, today, today)
    if period == WEEK:
        monday = today - dt.timedelta(days=today.weekday())
        return Span(monday, today, monday + 6 * _DAY)
    if period == QUARTER:
        month = today.month - (today.month - 1) % 3
        following = dt.date(today.year + (month == 10), month % 12 + 3 if month != 10 else 1, 1)
        return Span(dt.date(today.year, month, 1), today, following - _DAY)
    if period != LAST_20:
        raise KeyError(period)
    return _last_20(today, profile)


def ahead(today: dt.date, profile: Profile) -> Ahead:
    """Today counts; holidays, days off and away do not."""
    calendar, until, new_year = profile.calendar, months_after(today, 3), dt.date(today.year, 12, 31)

    def worked(last: dt.date) -> int:
        return sum(calendar.works(today + n * _DAY) for n in range((last - today).days + 1))

    return Ahead(until, worked(until), worked(new_year))


def _last_20(today: dt.date, profile: Profile) -> Span:
    calendar = profile.calendar
    days: list[dt.date] = []
    for back in range(1, _FAR_BACK):
        if calendar.works(day := today - back * _DAY):
            days.append(day)
        if len(days) == 20:
            break
    last = today - _DAY  # what was done on a free day counts too
    return Span(min(days, default=last), last, last)


def read(desk: Desk, period: str, by: str = "cadence") -> Reading:
    """Read it all in one transaction, so that the figures agree with each other."""
    now = desk.clock.now()
    with desk.read() as (s, profile):
        today = profile.today(now)
        days = span(period, today, profile)
        monday, this_month = today - dt.timedelta(days=today.weekday()), today.replace(day=1)
        # The weeks of the chart and the months of the ramp lie within a year.
        first = min(days.first, today - (OWN_DAYS - 1) * _DAY)
        # One pass of the log for whatever is counted by its days.
        log = days_of(s, profile, first, max(monday + 6 * _DAY, months_after(this_month, 1) - _DAY))
        figures = numbers(s, profile, now, days.first, days.last, log)
        todays = result_of(s, profile, tally(s, profile, today, today, log), today, today)
        counted = log.over(days.first, days.last)
        return Reading(
            period,
            days,
            today,
            figures,
            _of_channels(counted, frozenset({"call"})),
            _of_channels(counted, frozenset({"email", "im", "social"})),
            targets_of(figures.totals, profile, now, days.first, days.goal_last),
            targets_of(todays, profile, now, today, today),
            weeks(s, profile, today, days=log),
            profile.number("target.meetings") * len(profile.calendar.workdays),
            todays["emails"],
            profile.ramp.stage(today),
            hours(s, profile, days.first, days.last),
            diagnose(known_of(s, profile, now, log)),
            ramp_months(s, profile, now, days=log),
            profile.ramp.months(today),
            by,
            tuple(grouped(s, profile, days.first, days.last, by)),
            ahead(today, profile),
            own_rates(s, profile, today, log),
        )


def _of_channels(counted: Pairs, channels: frozenset[str]) -> dict[str, int]:
    return measured(Counter({pair: n for pair, n in counted.items() if pair[0] in channels}))
