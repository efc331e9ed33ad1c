"""Lead scores of people (seeds W4, W10, W23): computed from the rules, kept with the person so that lists and triggers can ask for them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, text

from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.clock import Clock
from sdrdesk.core.domain.odds import WHO_GROUPS, Odds, role_group, size_group
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.domain.scoring import LeadFacts, Score, score
from sdrdesk.core.errors import NotFound, ValidationError
from sdrdesk.core.queries.learning import own_odds
from sdrdesk.core.services.rules import score_rules
from sdrdesk.core.services.settings import SettingsService
from sdrdesk.core.store.people import person
from sdrdesk.core.store.store import Store

CHUNK = 800
SCORED_OUTCOMES = frozenset(
    {"opened", "replied", "conversation", "meeting_booked", "held", "unsubscribed", "connected_not_now", "gatekeeper"}
)
"""Outcomes that a rule may ask for: only after these is a person's score worth renewing."""

_FACTS = (
    "SELECT p.id, p.grade, p.title, p.buyer_role, p.language, p.lead_type, p.source, p.region, p.values_json, p.score, "
    "coalesce(p.country, c.country, '') AS country, c.size, c.industry "
    "FROM prospect p LEFT JOIN company c ON c.id = p.company_id WHERE p.id IN :ids"
)
_TAGS = "SELECT prospect_id, grp || '/' || name AS tag FROM prospect_tag WHERE prospect_id IN :ids"
_OUTCOMES = "SELECT DISTINCT prospect_id, outcome FROM touch WHERE prospect_id IN :ids"


class ScoreService:
    """Shows a score with its parts, and renews the kept ones."""

    def __init__(self, store: Store, clock: Clock, settings: SettingsService) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings

    def show(self, prospect_id: int) -> Score:
        """The score of one person with every line that gave points.

        Raises:
            NotFound: nobody has this id.
        """
        with self._store.read() as s:
            profile = self._settings.profile(s)
            found = _scores(s, [prospect_id], profile, _learned(s, profile, self._clock.now()))
            if not found:
                raise NotFound("prospect_not_found", name=str(prospect_id))
            return found[prospect_id][0]

    def renew(self, progress: Callable[[int, int], None] | None = None) -> Outcome[int]:
        """Score everybody anew: after the rules have changed, and daily for level 4. Gives how many changed."""
        with self._store.read() as s:
            ids = list(s.execute(text("SELECT id FROM prospect WHERE status = 'open' ORDER BY id")).scalars())
            profile = self._settings.profile(s)
            learned = _learned(s, profile, self._clock.now())
        changed = 0
        with self._store.write(OpKind.RULE, actor="job", undoable=False) as uow:
            for start in range(0, len(ids), CHUNK):
                changed += rescore(uow.s, ids[start : start + CHUNK], profile, learned)
                if progress is not None:
                    progress(min(start + CHUNK, len(ids)), len(ids))
            uow.args = {"name": "score"}
        return Outcome(changed, uow.changes)

    def assignable(self) -> tuple[int, int]:
        """How many open people have reached the mark (setting ``score.assignable``), and how many there are."""
        with self._store.read() as s:
            mark = self._settings.profile(s).number("score.assignable")
            row = s.execute(
                text("SELECT count(*) AS n, coalesce(sum(score >= :mark), 0) AS passed FROM prospect WHERE status = 'open'"), {"mark": mark}
            ).one()
            return int(row.passed), int(row.n)

    def tag(self, prospect_ids: Sequence[int], tag: str, on: bool = True) -> Outcome[int]:
        """Put a tag ``group/name`` on people, or take it off, in one step; their scores follow. Gives how many changed."""
        group, name = split_tag(tag)
        with self._store.write(OpKind.TAG) as uow:
            changed = 0
            for prospect_id in dict.fromkeys(prospect_ids):
                changed += put_tag(uow.s, person(uow.s, prospect_id).id, group, name, on)
            rescore(uow.s, list(prospect_ids), self._settings.profile(uow.s))
            uow.args = {"n": changed, "tag": tag, "on": on}
        return Outcome(changed, uow.changes)

    def tags(self) -> dict[str, int]:
        """All tags in use, with how many people each has."""
        with self._store.read() as s:
            rows = s.execute(
                text("SELECT grp || '/' || name AS tag, count(*) AS n FROM prospect_tag GROUP BY grp, name ORDER BY grp, name")
            )
            return {r.tag: r.n for r in rows}

    def tags_of(self, prospect_id: int) -> list[str]:
        """The tags of one person."""
        with self._store.read() as s:
            return sorted(_grouped(s, _TAGS, [prospect_id]).get(prospect_id, set()))


def split_tag(tag: str) -> tuple[str, str]:
    """``group/name`` as its two levels.

    Raises:
        ValidationError: ``tag_form``.
    """
    group, slash, name = (p.strip() for p in tag.partition("/"))
    if not slash or not group or not name or "/" in name:
        raise ValidationError("tag_form", field="tag", value=tag)
    return group.lower(), name


def put_tag(s: Connection, prospect_id: int, group: str, name: str, on: bool = True) -> bool:
    """Put a tag on a person or take it off; did anything change?"""
    values = {"p": prospect_id, "g": group, "n": name}
    if on:
        return bool(s.execute(text("INSERT OR IGNORE INTO prospect_tag (prospect_id, grp, name) VALUES (:p, :g, :n)"), values).rowcount)
    return bool(s.execute(text("DELETE FROM prospect_tag WHERE prospect_id = :p AND grp = :g AND name = :n"), values).rowcount)


def rescore(s: Connection, ids: Sequence[int], profile: Profile, learned: Odds | None = None) -> int:
    """Renew the kept scores of these people inside a transaction that is open; gives how many changed.

    Without ``learned``, people at level 4 keep the learned part out until the daily renewal.
    """
    changed = [{"id": i, "score": found.total} for i, (found, before) in _scores(s, ids, profile, learned).items() if found.total != before]
    if changed:
        s.execute(text("UPDATE prospect SET score = :score WHERE id = :id"), changed)
    return len(changed)


def _learned(s: Connection, profile: Profile, now: Any) -> Odds | None:
    return own_odds(s, profile, now) if profile.number("score.level") >= 4 else None


def _scores(s: Connection, ids: Sequence[int], profile: Profile, learned: Odds | None) -> dict[int, tuple[Score, int]]:
    """Score and kept score by id."""
    rules, level = score_rules(s), profile.number("score.level")
    found: dict[int, tuple[Score, int]] = {}
    for start in range(0, len(ids), CHUNK):
        chunk = list(ids[start : start + CHUNK])
        tags, outcomes = _grouped(s, _TAGS, chunk), _grouped(s, _OUTCOMES, chunk)
        for r in s.execute(_bound(_FACTS), {"ids": chunk}):
            facts = LeadFacts(
                grade=r.grade,
                size=r.size,
                role=role_group(r.buyer_role or "", r.title or ""),
                title=r.title or "",
                industry=r.industry or "",
                country=r.country,
                region=r.region or "",
                language=r.language,
                lead_type=r.lead_type,
                source=r.source or "",
                tags=frozenset(tags.get(r.id, ())),
                values=frozenset(k for k, v in json.loads(r.values_json or "{}").items() if v),
                outcomes=frozenset(outcomes.get(r.id, ())),
            )
            found[r.id] = (score(facts, rules, level, _how_much_better(learned, facts) if learned else 1.0), r.score)
    return found


def _how_much_better(learned: Odds, facts: LeadFacts) -> float:
    """How much better such people did than the average, from answer to meeting (level 4)."""
    value = 1.0
    groups = {
        "lead_type": facts.lead_type,
        "grade": facts.grade,
        "role": facts.role,
        "size": size_group(facts.size),
        "industry": facts.industry,
        "source": facts.source,
    }
    for stage in ("conversation", "meeting"):
        for group in WHO_GROUPS:
            if group in groups:
                ratio = learned.ratio(stage, "", group, groups[group])
                value *= ratio.value / ratio.prior
    return value


def _grouped(s: Connection, statement: str, ids: Sequence[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for prospect_id, value in s.execute(_bound(statement), {"ids": list(ids)}):
        found[prospect_id].add(value)
    return found


def _bound(statement: str) -> Any:
    return text(statement).bindparams(bindparam("ids", expanding=True))
