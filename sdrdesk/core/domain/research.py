"""What is found out before somebody is written to, and the insight that is made of it (seed W13). Pure.

Three depths: T3 is three facts in three minutes, T2 some more, T1 the whole plan of an account. A commercial insight is a fact that
bears on a need (to grow, to earn, to save) and one conclusion; nothing of it may be invented, so each part is the user's own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

T3_SECONDS = 180
"""Three facts in three minutes."""

MAX_TEXT = 4000
MAX_SOURCE = 500

SMALL_BELOW = 100
ENTERPRISE_FROM = 1000
"""Employees. The paper names small, mid-market and enterprise without figures; these are the bounds in common use."""

STALE_AFTER = dt.timedelta(days=90)
"""A fact a quarter old is looked up again before it is used."""


class Need(StrEnum):
    """What a firm wants: grow, earn more, save."""

    GROW = "grow"
    EARN = "earn"
    SAVE = "save"


T3_FIELDS = ("industry", "company", "person")
T2_FIELDS = (*T3_FIELDS, "strategy", "technology", "door_openers")
T1_FIELDS = (
    *T3_FIELDS,
    "finances",
    "leadership",
    "relationships",
    "strategy",
    "connections",
    "history",
    "technology",
    "door_openers",
)
FIELDS: dict[str, tuple[str, ...]] = {"T1": T1_FIELDS, "T2": T2_FIELDS, "T3": T3_FIELDS}
"""The fields of each tier. The eight of T1 are the paper's; T2's are our choice among them; the three facts of T3 stand first in each."""

PROFILE_OF_COMPANY = ("growth", "competition")
PROFILE_OF_PERSON = ("challenges", "goals", "kpis", "product_experience", "influence", "mindset", "demographics")
PROFILE_FIELDS = (*PROFILE_OF_PERSON[:4], *PROFILE_OF_COMPANY, *PROFILE_OF_PERSON[4:])
"""The buyer's profile (seed W9), in the order in which it is asked for, one or two at a time (W20): what helps the next talk most comes first."""

OF_THE_PERSON = frozenset({"person", "insight_fact", "insight_need", *PROFILE_OF_PERSON})
"""Kept with the person; every other field is the company's, and colleagues share it."""

KNOWN = frozenset({*T1_FIELDS, *OF_THE_PERSON, *PROFILE_OF_COMPANY})

SizeClass = Literal["small", "mid", "enterprise", ""]
Rung = Literal["general", "insight", "commercial"]


@dataclass(frozen=True, slots=True)
class Found:
    """One field as it is known."""

    field: str
    text: str
    source: str = ""
    at: dt.datetime | None = None

    def stale(self, now: dt.datetime) -> bool:
        """Is it older than a quarter?"""
        return self.at is not None and now - self.at > STALE_AFTER


def next_questions(known: Iterable[str], most: int = 2) -> tuple[str, ...]:
    """The fields of the buyer's profile to ask for next (seed W20)."""
    have = set(known)
    return tuple(f for f in PROFILE_FIELDS if f not in have)[:most]


@dataclass(frozen=True, slots=True)
class Insight:
    """Fact, need and conclusion; a part that is not there is empty."""

    fact: str = ""
    need: str = ""
    conclusion: str = ""

    @property
    def rung(self) -> Rung:
        """How far the message has come on the way from general to commercial insight."""
        if self.fact and self.need and self.conclusion:
            return "commercial"
        return "insight" if self.fact or self.conclusion else "general"


def size_class(employees: int | None) -> SizeClass:
    """Which kind of message fits: a small firm wants the concrete need met, mid-market scale, an enterprise the whole picture."""
    if not employees:
        return ""
    return "small" if employees < SMALL_BELOW else "mid" if employees < ENTERPRISE_FROM else "enterprise"
