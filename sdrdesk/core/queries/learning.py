"""The user's own results, read from the log for the odds of the list (rules R2, R3). Nothing is stored: the log is the model."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, text

from sdrdesk.core.clock import to_ms
from sdrdesk.core.domain.counting import BOOKED, CONNECT, CONVERSATION, REACH
from sdrdesk.core.domain.odds import (
    HALF_LIFE_DAYS,
    Odds,
    Trial,
    attempt_group,
    daypart,
    fit,
    kind_of_minutes,
    role_group,
    score_group,
    size_group,
)
from sdrdesk.core.domain.profile import Profile

RESULTS_DAYS = 180
RESULTS_MOST = 8000
"""The latest touches that teach: what people did half a year ago, or 8,000 touches ago, says less than what they do now."""

HALF_LIFE_MS = HALF_LIFE_DAYS * 86_400_000
CREDIT_MS = 14 * 86_400_000
"""A meeting that is booked within two weeks of an answer is that answer's meeting too, whatever channel booked it."""

_LOG = (
    "SELECT t.id, t.prospect_id, t.at, t.channel, t.outcome, t.local_hour, t.local_weekday, t.attempt, t.minutes, p.lead_type, p.grade, p.tier, "
    "p.switchboard, p.buyer_role, p.title, p.source, p.score, c.size, c.industry "
    "FROM touch t JOIN prospect p ON p.id = t.prospect_id LEFT JOIN company c ON c.id = p.company_id "
    "WHERE t.at >= :since AND t.at <= :until ORDER BY t.at DESC, t.id DESC LIMIT :most"
)


def own_odds(s: Connection, profile: Profile, now: dt.datetime) -> Odds:
    """The odds after the user's own log; the priors alone when learning is switched off (rule R3)."""
    if not profile.truth("rank.learning"):
        return Odds()
    values = {"since": to_ms(now - dt.timedelta(days=RESULTS_DAYS)), "until": to_ms(now), "most": RESULTS_MOST}
    rows = s.execute(text(_LOG), values).all()
    trials, minutes = trials_of(reversed(rows))
    return fit(trials, minutes)


class _Open:
    """A trial whose end may still come (a reply, a meeting)."""

    __slots__ = ("at", "channel", "connect", "conversation", "groups", "hits", "meeting", "tries")

    def __init__(self, r: Any, tries: int, hits: int, groups: dict[str, str]) -> None:
        self.at, self.channel, self.groups, self.tries, self.hits = r.at, r.channel, groups, tries, hits
        pair = (r.channel, r.outcome)
        self.connect, self.conversation, self.meeting = pair in CONNECT, pair in CONVERSATION, pair in BOOKED


class _Life:
    """What is known of one person while the log is walked."""

    __slots__ = ("answered", "hits", "last", "talks", "tries")

    def __init__(self) -> None:
        self.tries: dict[str, int] = {}
        self.hits: dict[str, int] = {}
        self.last: dict[str, _Open] = {}
        self.answered: _Open | None = None
        self.talks = 0


def trials_of(rows: Iterable[Any]) -> tuple[list[Trial], list[tuple[str, float]]]:
    """Touches in their order, as trials and as minutes. A reply belongs to the message before it, not to the hour in which it came."""
    lives: dict[int, _Life] = {}
    opened: list[_Open] = []
    minutes: list[tuple[str, float]] = []
    for r in rows:
        life = lives.get(r.prospect_id)
        if life is None:
            life = lives[r.prospect_id] = _Life()
        pair = (r.channel, r.outcome)
        if pair in REACH:
            trial = _Open(r, life.tries.get(r.channel, 0), life.hits.get(r.channel, 0), _groups(r, life.talks > 0))
            opened.append(trial)
            life.last[r.channel] = trial
            life.tries[r.channel] = life.tries.get(r.channel, 0) + 1
            if trial.connect:
                life.hits[r.channel] = life.hits.get(r.channel, 0) + 1
            if r.minutes is not None:
                minutes.append((kind_of_minutes(r.channel, trial.connect), float(r.minutes)))
        elif pair in CONNECT and r.channel in life.last:
            before = life.last[r.channel]
            if not before.connect:
                life.hits[r.channel] = life.hits.get(r.channel, 0) + 1
            before.connect = True
            before.conversation = before.conversation or pair in CONVERSATION
            before.meeting = before.meeting or pair in BOOKED
            trial = before
        else:
            continue
        if pair in BOOKED and life.answered is not None and r.at - life.answered.at <= CREDIT_MS:
            life.answered.meeting = True
        if pair in CONVERSATION:
            life.talks += 1
            life.answered = trial
    latest = opened[-1].at if opened else 0
    return [
        Trial(t.channel, t.groups, t.connect, t.conversation, t.meeting, t.tries, t.hits, 0.5 ** ((latest - t.at) / HALF_LIFE_MS))
        for t in opened
    ], minutes


def _groups(r: Any, known: bool) -> dict[str, str]:
    hour = r.local_hour
    return {
        "daypart": "" if hour is None else daypart(hour),
        "hour": "" if hour is None else str(hour),
        "weekday": "" if r.local_weekday is None else str(r.local_weekday),
        "attempt": attempt_group(r.attempt or 1),
        "line": "switchboard" if r.switchboard else "mobile",
        "known": "yes" if known else "no",
        "lead_type": r.lead_type,
        "grade": r.grade,
        "role": role_group(r.buyer_role or "", r.title or ""),
        "size": size_group(r.size),
        "industry": r.industry or "",
        "source": r.source or "",
        "score": score_group(r.score or 0),
    }
