"""What there is to be reminded of, from the tables alone: promises with a time, service levels, days, people back from a snooze, own words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from sdrdesk.core.clock import from_ms, to_ms
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.domain.wall_time import instant_of
from sdrdesk.core.queries.tallies import tally
from sdrdesk.core.store.own_reminders import open_ones, rule_of
from sdrdesk.core.store.people import person

AHEAD = dt.timedelta(minutes=5)
"""A promise with a time reminds this long before it; nothing else reminds early."""

MOST = 2000
FOLLOW_UPS, EVENING, OWN = "follow_ups", "evening", "own"
OF_A_DAY = frozenset({FOLLOW_UPS, EVENING})
"""The morning's plan and the evening's close belong to their day: neither early nor late does anybody want those of another."""


@dataclass(frozen=True, slots=True)
class Due:
    """One occurrence to show.

    Attributes:
        kind: callback, meeting and the other kinds of items; sla_warn, sla_alert, sla_escalate; snoozed; follow_ups and evening; own.
        name: whom it is about, or the user's own words.
        n: people on a day, for the morning; touches, for the evening.
        task_id, own_id: the item behind it, where there is one.
        figures: the day's tallies, for the evening.
        rule: the name under which it is noted that it fired.
    """

    kind: str
    due_at: dt.datetime
    prospect_id: int | None
    name: str
    note: str = ""
    n: int = 1
    task_id: int = 0
    own_id: int = 0
    figures: tuple[tuple[str, int], ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """All that reminds of something with a time: what is due and not done, what comes, and who was put off."""

    due: tuple[Due, ...]
    coming: tuple[Due, ...]
    snoozed: tuple[Due, ...]


_TASK_RULE, _BACK_RULE = "'task:' || t.id", "'back:' || s.prospect_id"
_NEW_TASK = f"NOT EXISTS (SELECT 1 FROM reminder r WHERE r.rule = {_TASK_RULE} AND r.due_at = t.due_at)"
_NEW_BACK = f"NOT EXISTS (SELECT 1 FROM reminder r WHERE r.rule = {_BACK_RULE} AND r.due_at = s.at)"
_TIMED = (
    "SELECT t.id, t.kind, t.due_at, t.prospect_id, t.note FROM task t WHERE t.state = 'open' AND t.kind <> 'sla' AND t.due_at IS NOT NULL AND t.due_at <= :until "
    f"AND {_NEW_TASK} ORDER BY t.due_at, t.id LIMIT {MOST}"
)
_SLA = (
    "SELECT id, prospect_id, note, warn_at, due_at, escalate_at FROM task WHERE state = 'open' AND kind = 'sla' AND due_on IS NOT NULL AND warn_at <= :now "
    f"ORDER BY due_at, id LIMIT {MOST}"
)
_SLA_STAGES = (("sla_warn", "warn_at"), ("sla_alert", "due_at"), ("sla_escalate", "escalate_at"))
"""A service level speaks three times: at half, at the end, and when it escalates (rule R21)."""


def _put_off(which: str) -> str:
    """People with something that was snoozed to a moment; the condition stands in both halves, so that each is looked up by its index."""
    return (
        f"SELECT prospect_id, not_before_at AS at FROM task WHERE state = 'open' AND {which} "
        f"UNION SELECT prospect_id, not_before_at FROM enrolment WHERE state IN ('active', 'waiting', 'held') AND {which}"
    )


_BACK = (
    f"SELECT s.prospect_id, s.at FROM ({_put_off('due_on <= :today AND not_before_at <= :now')}) s WHERE {_NEW_BACK} "
    f"ORDER BY s.at, s.prospect_id LIMIT {MOST}"
)
_SNOOZED = (
    f"SELECT s.prospect_id, min(s.at) AS at FROM ({_put_off('due_on >= :today AND not_before_at > :now')}) s "
    "GROUP BY s.prospect_id ORDER BY 2, 1 LIMIT :n"
)
_TASKS = (
    "SELECT id, kind, due_at, prospect_id, note FROM task WHERE state = 'open' AND kind <> 'sla' AND due_at >= :since AND due_at < :until "
    "ORDER BY due_at, id LIMIT :n"
)
_FOLLOW_UPS = (
    "SELECT count(*) FROM (SELECT prospect_id FROM task WHERE state = 'open' AND due_at IS NULL AND due_on <= :today AND kind <> 'answer' "
    "UNION SELECT prospect_id FROM enrolment WHERE state = 'active' AND due_on <= :today)"
)
FAR_MS = 1 << 62


def found_due(s: Connection, profile: Profile, now: dt.datetime) -> list[Due]:
    """All that is due and has not fired."""
    today = profile.today(now)
    found = [_task(s, r) for r in s.execute(text(_TIMED), {"until": to_ms(now + AHEAD)})]
    found += _levels(s, to_ms(now))
    found += [
        Due("snoozed", from_ms(r.at), r.prospect_id, person(s, r.prospect_id).full_name, rule=f"back:{r.prospect_id}")
        for r in s.execute(text(_BACK), {"now": to_ms(now), "today": today.isoformat()})
    ]
    found += [
        Due(OWN, own.at, own.prospect_id, own.text, own_id=own.id, rule=rule_of(own.id, own.set_at))
        for own in open_ones(s, profile, silent=True)
        if own.at <= now
    ]
    return found + _of_the_day(s, profile, now, today)


def _of_the_day(s: Connection, profile: Profile, now: dt.datetime, today: dt.date) -> list[Due]:
    """The morning's plan while work goes on, and the evening's close after it; on days on which the user works. One with nothing to tell
    (``n`` is 0) is noted all the same: who enrols somebody at noon has no morning to be told of."""
    if not profile.calendar.works(today):
        return []
    start, end = (instant_of(dt.datetime.combine(today, time), profile.zone) for time in (profile.calendar.start, profile.calendar.end))
    found = []
    morning, evening = f"day:{today.isoformat()}", f"evening:{today.isoformat()}"
    if profile.truth("remind.morning_plan") and start <= now < end and not _has_fired(s, morning):
        n = s.execute(text(_FOLLOW_UPS), {"today": today.isoformat()}).scalar_one()
        found.append(Due(FOLLOW_UPS, start, None, "", n=n, rule=morning))
    if profile.truth("remind.evening_close") and now >= end and not _has_fired(s, evening):
        figures = tally(s, profile, today, today)
        shown = tuple((name, figures[name]) for name in ("reach", "connect", "conversation", "meeting_booked"))
        found.append(Due(EVENING, end, None, "", n=figures["reach"], figures=shown, rule=evening))
    return found


def _levels(s: Connection, now_ms: int) -> list[Due]:
    """Inbound leads whose clock has passed a mark; of several passed at once only the last speaks."""
    found = []
    for r in s.execute(text(_SLA), {"now": now_ms}):
        passed = [(kind, getattr(r, column)) for kind, column in _SLA_STAGES if getattr(r, column) <= now_ms]
        kind, at = passed[-1]
        rule = f"{kind}:{r.id}"
        if not _has_fired(s, rule):
            found.append(Due(kind, from_ms(at), r.prospect_id, person(s, r.prospect_id).full_name, r.note or "", rule=rule))
    return found


def _has_fired(s: Connection, rule: str) -> bool:
    return s.execute(text("SELECT 1 FROM reminder WHERE rule = :rule LIMIT 1"), {"rule": rule}).first() is not None


def _task(s: Connection, r: Any) -> Due:
    who = person(s, r.prospect_id)
    return Due(r.kind, from_ms(r.due_at), who.id, who.full_name, r.note or "", task_id=r.id, rule=f"task:{r.id}")


def timed(s: Connection, profile: Profile, since: dt.datetime | None, until: dt.datetime | None, n: int) -> list[Due]:
    """Promises with a time and own reminders in [since, until), the earliest first."""
    bounds = {"since": to_ms(since) if since else 0, "until": to_ms(until) if until else FAR_MS, "n": n}
    found = [_task(s, r) for r in s.execute(text(_TASKS), bounds)]
    found += [
        Due(OWN, o.at, o.prospect_id, o.text, own_id=o.id)
        for o in open_ones(s, profile)
        if (since is None or o.at >= since) and (until is None or o.at < until)
    ]
    return sorted(found, key=lambda d: d.due_at)[:n]


def put_off(s: Connection, profile: Profile, now: dt.datetime, n: int) -> list[Due]:
    """People who were snoozed to a time that is still to come, the next first (rule R5)."""
    today = profile.today(now).isoformat()
    return [
        Due("snoozed", from_ms(r.at), r.prospect_id, person(s, r.prospect_id).full_name)
        for r in s.execute(text(_SNOOZED), {"today": today, "now": to_ms(now), "n": n})
    ]


def overview(s: Connection, profile: Profile, now: dt.datetime, n: int = 200) -> Overview:
    """What the reminders' window shows; what is due this very moment is due."""
    after = now + dt.timedelta(milliseconds=1)
    return Overview(tuple(timed(s, profile, None, after, n)), tuple(timed(s, profile, after, None, n)), tuple(put_off(s, profile, now, n)))
