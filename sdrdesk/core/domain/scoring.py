"""The lead score, 0 to 100, from rules that are data (seeds W4, W10, W23). Fit outranks clicks: activity without fit stays low.

Four levels: 1 gut feeling (the grade alone), 2 manual data scored (fit), 3 also intent and triggers and engagement, 4 also what the
user's own results say of such people.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sdrdesk.core.domain.words import MEETING_OUTCOMES, MESSAGE_OUTCOMES, BuyerRole, LeadType
from sdrdesk.core.errors import ValidationError

PARTS = ("fit", "intent", "engagement")
MOST = {"fit": 60, "intent": 25, "engagement": 15}
"""Points that each part can give at the most; together 100."""

UNKNOWN_SHARE = 0.5
"""A fact that nobody has filled in counts half of its points: neither for nor against."""

FIT_NEEDED = 15
LOW = 30
"""With less fit than this the whole score stays at 30 or below, whatever they click (seed W10)."""

GRADE_SCORE = {"A": 80, "B": 60, "C": 40, "D": 20}
GRADES = ((75, "A"), (55, "B"), (35, "C"), (0, "D"))
LEARNED_SWING = 20
"""How far the user's own results move the score, up or down, at level 4."""

FIELDS = (
    "size",
    "role",
    "title",
    "industry",
    "country",
    "region",
    "language",
    "lead_type",
    "source",
    "tag",
    "tag_group",
    "value",
    "outcome",
)
ROLES = ("head", "manager", "other", *BuyerRole)
OUTCOMES = tuple(dict.fromkeys((*MESSAGE_OUTCOMES, *MEETING_OUTCOMES, "conversation", "gatekeeper", "connected_not_now")))
_ALLOWED: dict[str, Collection[str]] = {"lead_type": tuple(LeadType), "role": ROLES, "outcome": OUTCOMES}


@dataclass(frozen=True, slots=True)
class ScoreRule:
    """One line of the score: points for a part when a fact fits.

    Attributes:
        field: which fact (FIELDS).
        values: it is one of these; for ``title``, it contains one of these; for ``value``, the named template value is filled in.
        low, high: for ``size``, both ends included.
    """

    name: str
    part: str
    field: str
    points: int
    values: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class LeadFacts:
    """What the rules can ask of a person."""

    grade: str = "B"
    size: int | None = None
    role: str = ""
    title: str = ""
    industry: str = ""
    country: str = ""
    region: str = ""
    language: str = ""
    lead_type: str = ""
    source: str = ""
    tags: frozenset[str] = frozenset()
    values: frozenset[str] = frozenset()
    outcomes: frozenset[str] = frozenset()


class Line(NamedTuple):
    """One rule and what it gave."""

    rule: ScoreRule
    points: float
    known: bool


@dataclass(frozen=True, slots=True)
class Score:
    """A score with its parts; ``held_low`` says that activity without fit was held back."""

    total: int
    parts: dict[str, float] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    learned: float = 0.0
    held_low: bool = False

    @property
    def grade(self) -> str:
        """The grade that the score suggests."""
        return next(g for least, g in GRADES if self.total >= least)


def score(facts: LeadFacts, rules: Iterable[ScoreRule], level: int, learned: float = 1.0) -> Score:
    """The score of one person.

    Args:
        facts: of the person.
        rules: all of them; parts beyond the level are left out.
        level: 1 to 4 (seed W10).
        learned: how much better such people do than the average, in the user's own results; used at level 4.
    """
    if level <= 1:
        return Score(GRADE_SCORE.get(facts.grade, 40))
    wanted = ("fit",) if level == 2 else PARTS
    lines = tuple(_line(r, facts) for r in rules if r.part in wanted)
    parts: dict[str, float] = {}
    for part in wanted:
        best = sum(r.points for r in (line.rule for line in lines if line.rule.part == part) if r.points > 0)
        given = sum(line.points for line in lines if line.rule.part == part)
        # Rules that exclude each other (a head is no manager) would never add up to all; what counts is what was given, up to the most.
        parts[part] = max(0.0, min(float(MOST[part]), given)) if best else MOST[part] * UNKNOWN_SHARE
    total = sum(parts.values()) * (100 / MOST["fit"] if level == 2 else 1.0)
    swing = 0.0
    if level >= 4:
        swing = max(-LEARNED_SWING, min(LEARNED_SWING, (learned - 1) * LEARNED_SWING))
        total += swing
    held = level >= 3 and parts["fit"] < FIT_NEEDED and total > LOW
    return Score(max(1, min(100, round(min(total, LOW) if held else total))), parts, lines, swing, held)


def _line(rule: ScoreRule, facts: LeadFacts) -> Line:
    known, fits = _fits(rule, facts)
    return Line(rule, float(rule.points) if fits else rule.points * UNKNOWN_SHARE if not known else 0.0, known)


def _fits(rule: ScoreRule, facts: LeadFacts) -> tuple[bool, bool]:
    """Is the fact known, and does it fit?"""
    if rule.field == "size":
        size = facts.size
        return size is not None, size is not None and (rule.low or 0) <= size <= (rule.high or size)
    if rule.field in ("tag", "tag_group", "value", "outcome"):
        held = {
            "tag": facts.tags,
            "tag_group": frozenset(t.partition("/")[0] for t in facts.tags),
            "value": facts.values,
            "outcome": facts.outcomes,
        }[rule.field]
        return True, bool(held & set(rule.values))
    fact = str(getattr(facts, rule.field))
    if rule.field == "title":
        return bool(fact), any(v.lower() in fact.lower() for v in rule.values)
    return bool(fact), fact.lower() in {v.lower() for v in rule.values}


def rule_from(name: str, body: Mapping[str, Any]) -> ScoreRule:
    """A rule from data.

    Raises:
        ValidationError: ``score_rule`` with the field that is wrong.
    """
    part, fact, points = body.get("part"), body.get("field"), body.get("points")
    if part not in PARTS:
        raise ValidationError("score_rule", name=name, field="part", value=str(part))
    if fact not in FIELDS:
        raise ValidationError("score_rule", name=name, field="field", value=str(fact))
    if not isinstance(points, int) or isinstance(points, bool) or not -100 <= points <= 100:
        raise ValidationError("score_rule", name=name, field="points", value=str(points))
    values = body.get("values", [])
    if not isinstance(values, list) or not all(isinstance(v, str) for v in values) or (fact != "size" and not values):
        raise ValidationError("score_rule", name=name, field="values", value=str(values))
    strange = [v for v in values if fact in _ALLOWED and v not in _ALLOWED[fact]]
    if strange:
        raise ValidationError("score_rule", name=name, field="values", value=strange[0])
    low, high = body.get("from"), body.get("to")
    for edge in (low, high):
        if edge is not None and (not isinstance(edge, int) or isinstance(edge, bool) or edge < 0):
            raise ValidationError("score_rule", name=name, field="from", value=str(edge))
    if fact == "size" and low is None and high is None:
        raise ValidationError("score_rule", name=name, field="from", value="")
    return ScoreRule(name, str(part), str(fact), points, tuple(values), low, high)
