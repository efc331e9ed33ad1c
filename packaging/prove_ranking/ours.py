"""The application's own list as a policy: the same rules of domain/ranking.py and domain/odds.py, fed with what a policy sees.

Each day begins with a fit of the odds to the log (the application fits anew after every touch; a day late is enough here and keeps a
quarter short). What the application knows and a policy is told is turned into its candidates; an inbound lead that nobody has touched yet
is under a service level, as it would be after an import or a form.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from prove_ranking.policy import Due, Person, Touch
from sdrdesk.core.domain.counting import CONNECT, CONVERSATION, REACH
from sdrdesk.core.domain.odds import Odds, Rate, Ratio, fit, role_group, score_group, size_group
from sdrdesk.core.domain.ranking import Candidate, Past, Ranker, Who
from sdrdesk.core.queries.learning import RESULTS_MOST, trials_of

FRESH = dt.timedelta(hours=5)
"""How long an untouched inbound lead stands under a service level; later it is a step like any other (seed W6: after five hours it is over)."""


class _Seen:
    """What has happened with one person, as the list's queries would count it."""

    __slots__ = ("hits", "hours", "talks", "tries", "version")

    def __init__(self) -> None:
        self.tries: dict[str, int] = {}
        self.hits: dict[str, int] = {}
        self.hours: dict[int, tuple[int, int]] = {}
        self.talks = 0
        self.version = 0


class List:
    """The list of the day. ``without`` names a factor that is held at 1 (an ablation); ``learn`` off gives the priors."""

    def __init__(self, name: str = "list", *, learn: bool = True, without: str = "") -> None:
        self.name = name
        self._learn = learn
        self._without = without
        self._odds = Odds()
        self._people: dict[int, Person] = {}
        self._zones: dict[str, ZoneInfo] = {}
        self._seen: dict[int, _Seen] = {}
        self._log: list[Any] = []
        self._day: dt.date | None = None
        self._scores: dict[int, tuple[int, float, tuple[Any, ...]]] = {}
        self._who: dict[tuple[int, bool], Who] = {}
        self._attempts: dict[tuple[int, str], int] = {}

    def begin(self, people: Mapping[int, Person], zone: ZoneInfo) -> None:
        """The people known so far."""
        self._zone = zone
        for person in people.values():
            self.arrived(person)

    def arrived(self, person: Person) -> None:
        """Somebody new."""
        self._people[person.id] = person
        self._zones.setdefault(person.zone, ZoneInfo(person.zone))
        self._seen[person.id] = _Seen()

    def saw(self, touch: Touch) -> None:
        """Keep it as the log would."""
        p, seen, pair = self._people[touch.prospect_id], self._seen[touch.prospect_id], (touch.channel, touch.outcome)
        local = touch.at.astimezone(self._zones[p.zone])
        reach, connect = pair in REACH, pair in CONNECT
        key = (p.id, touch.channel)
        self._attempts[key] = self._attempts.get(key, 0) + reach
        seen.tries[touch.channel] = seen.tries.get(touch.channel, 0) + reach
        seen.hits[touch.channel] = seen.hits.get(touch.channel, 0) + connect
        seen.talks += pair in CONVERSATION
        seen.version += 1
        if touch.channel == "call":
            tries, hits = seen.hours.get(local.hour, (0, 0))
            seen.hours[local.hour] = (tries + reach, hits + connect)
        self._log.append(
            SimpleNamespace(
                prospect_id=p.id, at=round(touch.at.timestamp() * 1000), channel=touch.channel, outcome=touch.outcome, minutes=touch.minutes or None,
                local_hour=local.hour, local_weekday=local.weekday(), attempt=self._attempts[key], lead_type=p.lead_type, grade=p.grade, tier=p.tier,
                switchboard=p.line == "switchboard", buyer_role=p.buyer_role, title=p.title, source="", size=p.company_size, industry=p.industry, score=p.score,
            )
        )  # fmt: skip

    def pick(self, now: dt.datetime, due: Sequence[Due]) -> int:
        """The head of the list."""
        today = now.astimezone(self._zone).date()
        if today != self._day and (self._day is None or today.toordinal() % 2 == 0 or len(self._log) < 600):
            self._day = today
            self._scores.clear()
            if self._learn:
                trials, minutes = trials_of(self._log[-RESULTS_MOST:])
                self._odds = fit(trials, minutes)
            self._ranker = _Without(now, today, self._odds, self._without)
        ranker = self._ranker
        ranker.at(now, today)
        hour = int(now.timestamp() // 3600)
        best, best_key = 0, None
        for index, item in enumerate(due):
            timed = item.kind in ("callback", "answer") or self._fresh(item, now)
            # A score holds for an hour, unless something happened with the person or the minute itself counts.
            mark = (hour, self._seen[item.prospect_id].version, item)
            found = None if timed else self._scores.get(item.prospect_id)
            if found is None or found[2] != mark:
                ranked = ranker.place(self._candidate(item, now))
                found = self._scores[item.prospect_id] = (int(ranked.band), ranked.score, mark)
            order = (found[0], -found[1], item.prospect_id)
            if best_key is None or order < best_key:
                best, best_key = index, order
        return best

    def _fresh(self, item: Due, now: dt.datetime) -> bool:
        p = self._people[item.prospect_id]
        return p.lead_type == "net" and not self._seen[p.id].version and now - p.created < FRESH

    def _candidate(self, item: Due, now: dt.datetime) -> Candidate:
        p, seen = self._people[item.prospect_id], self._seen[item.prospect_id]
        fresh = self._fresh(item, now)
        key = (p.id, seen.talks > 0)
        who = self._who.get(key)
        if who is None:
            who = self._who[key] = Who(
                p.lead_type, p.grade, p.tier, role_group(p.buyer_role, p.title), size_group(p.company_size), p.industry, "", p.line,
                "yes" if seen.talks else "no", score_group(p.score),
            )  # fmt: skip
        return Candidate(
            kind="sla" if fresh else item.kind, item_id=0, prospect_id=p.id, channel=item.channel, due_on=item.due_on, due_at=item.due_at, not_before=None,
            zone=self._zones[p.zone], country=p.country, who=who, attempts=seen.tries.get(item.channel, 0),
            past=Past(dict(seen.tries), dict(seen.hits), dict(seen.hours), seen.talks, None), score=p.score, started=p.created if fresh else None,
        )  # fmt: skip


class _Without(Ranker):
    """The ranker with one factor held at 1, for what that factor adds."""

    def __init__(self, now: dt.datetime, today: dt.date, own: Odds, without: str) -> None:
        super().__init__(now, today, _flat(own, without), None)
        self._left_out = without

    def at(self, now: dt.datetime, today: dt.date) -> None:
        """Another moment with the same odds: what is known of groups of people stays."""
        if now != self.now:
            self.now, self.today = now, today
            self._zones.clear()
            self._hours.clear()

    def hour(self, c: Candidate, facts: Any) -> float:
        return 1.0 if self._left_out == "hours" else super().hour(c, facts)

    def person(self, c: Candidate, reach: float) -> float:
        return 1.0 if self._left_out == "own history" else super().person(c, reach)

    def slot(self, c: Candidate, reach: float, facts: Any) -> float:
        return 1.0 if self._left_out == "own hours" else super().slot(c, reach, facts)

    def hold(self, c: Candidate, reach: float, facts: Any) -> float:
        return 1.0 if self._left_out == "hold" else super().hold(c, reach, facts)

    def fit(self, c: Candidate) -> float:
        return 1.0 if self._left_out == "fit" else super().fit(c)

    def urgency(self, c: Candidate, overdue: int) -> float:
        return 1.0 if self._left_out == "urgency" else super().urgency(c, overdue)

    def minutes(self, channel: str, connect: float) -> float:
        return 1.0 if self._left_out == "minutes" else super().minutes(channel, connect)


class _FlatOdds:
    """Odds whose groups of people are all alike."""

    def __init__(self, own: Odds) -> None:
        self._own = own
        self.minutes_of = own.minutes_of
        self.memo: dict[str, dict[Any, Any]] = {}

    def rate(self, stage: str, channel: str) -> Rate:
        return self._own.rate(stage, channel)

    def ratio(self, stage: str, channel: str, group: str, name: str) -> Ratio:
        return (
            Ratio(1.0, 1.0)
            if group in ("lead_type", "grade", "role", "size", "industry", "source", "known", "score")
            else self._own.ratio(stage, channel, group, name)
        )


def _flat(own: Odds, without: str) -> Any:
    return _FlatOdds(own) if without == "groups of people" else own


def policies() -> dict[str, Callable[[], List]]:
    """The list, the list without learning, and the list without each of its factors."""
    made: dict[str, Callable[[], List]] = {"list": List, "priors only": lambda: List("priors only", learn=False)}
    for factor in ("hours", "own history", "own hours", "hold", "groups of people", "fit", "urgency", "minutes"):
        made[f"without {factor}"] = lambda f=factor: List(f"without {f}", without=f)  # type: ignore[misc]
    return made
