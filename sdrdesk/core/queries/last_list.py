"""Who headed the list when it was last ranked, and by which odds, for the first moment of the next start.

A cache and nothing more: ids and rates in one small file beside the database. Without it, or when it cannot be read, the first list is
the whole list, some tenths of a second later.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sdrdesk.core.domain.odds import Odds, Rate, Ratio

FORMAT = 1
HEAD = 60
"""People who are kept: more than a tall window shows."""


@dataclass(frozen=True, slots=True)
class LastList:
    """The first people of the list, and the odds with the moment at which they were learned."""

    people: tuple[int, ...]
    odds: Odds
    learned_at: dt.datetime


def keep(path: Path, people: Iterable[int], odds: Odds, learned_at: dt.datetime) -> None:
    """Write the file; a disk that refuses it costs the next start a moment, so nobody is told."""
    body = {
        "format": FORMAT,
        "people": list(dict.fromkeys(people))[:HEAD],
        "learned_at": learned_at.isoformat(),
        "rates": [[*key, *rate] for key, rate in odds.rates.items()],
        "ratios": [[*key, *ratio] for key, ratio in odds.ratios.items()],
        "minutes": [[kind, *value] for kind, value in odds.minutes.items()],
    }
    beside = path.with_suffix(".new")
    with contextlib.suppress(OSError):
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump(body, file)
        beside.replace(path)


def load(path: Path) -> LastList | None:
    """What was kept, or None."""
    try:
        body: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if body["format"] != FORMAT:
            return None
        odds = Odds(
            {(stage, channel): Rate(*rate) for stage, channel, *rate in body["rates"]},
            {(stage, channel, group, name): Ratio(*ratio) for stage, channel, group, name, *ratio in body["ratios"]},
            {kind: (float(minutes), int(n)) for kind, minutes, n in body["minutes"]},
        )
        return LastList(tuple(int(p) for p in body["people"]), odds, dt.datetime.fromisoformat(body["learned_at"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
