"""The ideal buyer profile (seed W9): whom we sell to best, as criteria that the book can judge and words that it cannot. Pure.

What is not known of somebody is unknown, never "does not fit". The fit is shown beside the lead score and changes neither it nor the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sdrdesk.core.domain.words import BuyerRole
from sdrdesk.core.errors import ValidationError

What = Literal["industry", "size", "country", "title", "role"]
Weight = Literal["must", "nice", "rules_out"]
Verdict = Literal["fits", "misses", "unknown"]

WHATS: tuple[What, ...] = ("industry", "size", "country", "title", "role")
OF_COMPANY: tuple[What, ...] = ("industry", "size", "country")
WEIGHTS: tuple[Weight, ...] = ("must", "nice", "rules_out")
SECTIONS = (
    "growth", "competition", "challenges", "demographics", "psychology", "mindset", "kpis", "goals", "product_experience", "influence",
)  # fmt: skip
"""What W9 names beside company, industry, size, role and titles; in the user's own words."""

VALUES_MOST, VALUE_MOST, WORDS_MOST, SIZE_MOST = 30, 60, 1000, 10_000_000
SUGGEST_FROM = 5
"""Answered handoffs of one kind from which something is suggested: with fewer, three accepted in a row are chance (0.5 to the power of 3)."""

OFTEN, SELDOM = 0.8, 0.2
"""Shares accepted from which a kind belongs into the profile, and up to which it should be ruled out."""

SIZES = ((1, 99), (100, 500), (501, 1000), (1001, SIZE_MOST))
"""Classes of size for learning: those of the committee's figures, and beyond."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line: any of ``values`` (a size: from and to), and how it counts."""

    what: What
    weight: Weight
    values: tuple[str, ...] = ()
    low: int = 0
    high: int = SIZE_MOST


@dataclass(frozen=True, slots=True)
class IdealProfile:
    """The criteria, one for each ``what`` at most of each weight, and the words by section."""

    criteria: tuple[Criterion, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Is there nothing yet by which anybody could be judged?"""
        return not self.criteria


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a person, or of a company (``title`` and ``role`` empty)."""

    industry: str = ""
    size: int | None = None
    country: str = ""
    title: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Fit:
    """How somebody fits: a verdict for each criterion, in order. ``ruled_out`` when one that rules out applies."""

    lines: tuple[tuple[Criterion, Verdict], ...]

    @property
    def ruled_out(self) -> bool:
        """Does one that rules out apply?"""
        return any(c.weight == "rules_out" and verdict == "misses" for c, verdict in self.lines)

    @property
    def fits(self) -> int:
        """Criteria that hold."""
        return sum(verdict == "fits" for _, verdict in self.lines)

    @property
    def known(self) -> int:
        """Criteria of which something is known."""
        return sum(verdict != "unknown" for _, verdict in self.lines)

    @property
    def full(self) -> bool:
        """Do all that must hold, and is nothing against it?"""
        musts = [verdict for c, verdict in self.lines if c.weight == "must"]
        return not self.ruled_out and all(verdict == "fits" for verdict in musts) and self.fits > 0


def judge(profile: IdealProfile, facts: Facts, *, company_only: bool = False) -> Fit:
    """Hold somebody against the profile; of a company only what a company has."""
    asked = [c for c in profile.criteria if not company_only or c.what in OF_COMPANY]
    return Fit(tuple((c, _verdict(c, facts)) for c in asked))


def _verdict(c: Criterion, facts: Facts) -> Verdict:
    if c.what == "size":
        known, applies = facts.size is not None, facts.size is not None and c.low <= facts.size <= c.high
    else:
        said = str(getattr(facts, c.what)).casefold().strip()
        known = bool(said)
        wanted = [v.casefold() for v in c.values]
        applies = known and (any(v in said for v in wanted) if c.what in ("title", "industry") else said in wanted)
    if not known:
        return "unknown"
    return "fits" if applies != (c.weight == "rules_out") else "misses"


def profile_from(body: Mapping[str, Any]) -> IdealProfile:
    """Read a body ``{"criteria": [{"what", "weight", "values"} or {"what": "size", "weight", "low", "high"}], "words": {section: text}}``.

    Raises:
        ValidationError: ``ideal_criterion`` or ``ideal_words`` with the field that cannot be.
    """
    given, words = body.get("criteria", []), body.get("words", {})
    if not isinstance(given, list) or len(given) > len(WHATS) * len(WEIGHTS):
        raise ValidationError("ideal_criterion", field="criteria", n=VALUES_MOST, most=VALUE_MOST)
    criteria = tuple(_criterion(entry) for entry in given)
    if len({(c.what, c.weight) for c in criteria}) != len(criteria):
        raise ValidationError("ideal_criterion", field="criteria", n=VALUES_MOST, most=VALUE_MOST)
    if not isinstance(words, Mapping):
        raise ValidationError("ideal_words", field="words", n=WORDS_MOST)
    for section, said in words.items():
        if section not in SECTIONS or not isinstance(said, str) or len(said) > WORDS_MOST:
            raise ValidationError("ideal_words", field=str(section)[:40], n=WORDS_MOST)
    return IdealProfile(criteria, {section: said.strip() for section, said in words.items() if said.strip()})


def _criterion(entry: Any) -> Criterion:
    what, weight = (entry.get("what"), entry.get("weight")) if isinstance(entry, Mapping) else (None, None)
    wrong = ValidationError("ideal_criterion", field=str(what)[:40], n=VALUES_MOST, most=VALUE_MOST)
    if what not in WHATS or weight not in WEIGHTS:
        raise wrong
    if what == "size":
        low, high = entry.get("low", 0), entry.get("high", SIZE_MOST)
        whole = all(isinstance(n, int) and not isinstance(n, bool) for n in (low, high))
        if not whole or not 0 <= low <= high <= SIZE_MOST:
            raise wrong
        return Criterion(what, weight, (), low, high)
    values = entry.get("values")
    if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
        raise wrong
    kept = tuple(dict.fromkeys(" ".join(v.split()) for v in values if v.strip()))
    if not 1 <= len(kept) <= VALUES_MOST or any(len(v) > VALUE_MOST for v in kept) or (what == "role" and not set(kept) <= set(BuyerRole)):
        raise wrong
    return Criterion(what, weight, kept)


def body_of(profile: IdealProfile) -> dict[str, Any]:
    """The body that ``profile_from`` reads back."""
    criteria: list[dict[str, Any]] = [
        {"what": c.what, "weight": c.weight, "low": c.low, "high": c.high}
        if c.what == "size"
        else {"what": c.what, "weight": c.weight, "values": list(c.values)}
        for c in profile.criteria
    ]
    return {"criteria": criteria, "words": dict(profile.words)}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the answers of account executives say against the profile: ``value`` (a size: ``100-500``) should be among ``what`` with this weight."""

    what: What
    value: str
    weight: Weight
    accepted: int
    answered: int

    @property
    def key(self) -> str:
        """Its name, for leaving it aside."""
        return f"{self.what}:{self.value}:{self.weight}"


def suggestions(answered: Iterable[tuple[Facts, bool]], profile: IdealProfile, left_aside: Iterable[str] = ()) -> tuple[Suggestion, ...]:
    """What the handoffs teach: kinds that are accepted often and are not in the profile, and kinds that are returned or lost most often.

    Args:
        answered: facts of each lead that was answered, and whether it was taken (accepted or won).
        profile: what holds.
        left_aside: keys of suggestions that the user does not want.

    Returns:
        The clearest first; never a change by itself.
    """
    counts: dict[tuple[What, str], list[int]] = {}
    for facts, taken in answered:
        for what, value in _kinds(facts):
            line = counts.setdefault((what, value), [0, 0])
            line[0] += int(taken)
            line[1] += 1
    aside, found = set(left_aside), []
    for (what, value), (accepted, of) in counts.items():
        share = accepted / of
        weight: Weight | None = "nice" if share >= OFTEN else "rules_out" if share <= SELDOM else None
        if of < SUGGEST_FROM or weight is None or _says(profile, what, value, weight):
            continue
        one = Suggestion(what, value, weight, accepted, of)
        if one.key not in aside:
            found.append(one)
    return tuple(sorted(found, key=lambda s: (-s.answered, s.what, s.value)))


def _kinds(facts: Facts) -> list[tuple[What, str]]:
    kinds: list[tuple[What, str]] = [
        (w, str(getattr(facts, w)).strip()) for w in ("industry", "country", "role") if str(getattr(facts, w)).strip()
    ]
    if facts.size is not None:
        kinds += [("size", f"{low}-{high}") for low, high in SIZES if low <= facts.size <= high]
    return kinds


def _says(profile: IdealProfile, what: What, value: str, weight: Weight) -> bool:
    """Does the profile say so already?"""
    for c in profile.criteria:
        if c.what != what or (c.weight == "rules_out") != (weight == "rules_out"):
            continue
        if what == "size":
            low, high = (int(n) for n in value.split("-"))
            if c.low <= low and high <= c.high:
                return True
        elif any(v.casefold() in value.casefold() for v in c.values):
            return True
    return False


def with_suggestion(profile: IdealProfile, one: Suggestion) -> IdealProfile:
    """The profile with a suggestion in it: a value more, or a wider size. A value that is ruled out is no longer wanted."""
    weight: Weight = (
        next((c.weight for c in profile.criteria if c.what == one.what and c.weight != "rules_out"), "nice")
        if one.weight != "rules_out"
        else one.weight
    )
    kept: list[Criterion] = []
    placed = False
    for c in profile.criteria:
        if c.what != one.what:
            kept.append(c)
        elif c.weight == weight:
            kept.append(_widened(c, one))
            placed = True
        elif one.what == "size" or (values := tuple(v for v in c.values if v.casefold() != one.value.casefold())) == c.values:
            kept.append(c)
        elif values:
            kept.append(Criterion(c.what, c.weight, values))
    if not placed:
        kept.append(_widened(None, one, weight))
    return IdealProfile(tuple(kept), profile.words)


def _widened(c: Criterion | None, one: Suggestion, weight: Weight = "nice") -> Criterion:
    if one.what == "size":
        low, high = (int(n) for n in one.value.split("-"))
        return Criterion("size", c.weight if c else weight, (), min(low, c.low) if c else low, max(high, c.high) if c else high)
    return Criterion(one.what, c.weight if c else weight, (*(c.values if c else ()), one.value))


def aside_from(body: Mapping[str, Any]) -> tuple[str, ...]:
    """Read the keys of suggestions that were left aside: ``{"keys": [...]}``.

    Raises:
        ValidationError: ``ideal_criterion`` when they are none.
    """
    keys = body.get("keys")
    if not isinstance(keys, list) or not all(isinstance(key, str) and len(key) <= 200 for key in keys):
        raise ValidationError("ideal_criterion", field="keys", n=VALUES_MOST, most=VALUE_MOST)
    return tuple(keys)
