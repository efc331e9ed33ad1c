"""Cadence files: TOML in, ``domain.cadence.Cadence`` out, refused in words when a step could not be done.

key = "p5"
version = 1
[names]
en = "…"
[[steps]]
gap_days = 0
channel = "email"
template = "referral"
purpose = "referral_email"
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from sdrdesk.core.domain.cadence import Cadence, Step
from sdrdesk.core.domain.words import Channel
from sdrdesk.core.errors import ValidationError
from sdrdesk.core.paths import shipped

MAX_BYTES = 64 * 1024
MAX_STEPS = 60
"""A long welcome programme has 30 touches (W18)."""

MAX_GAP = 366

STEP_CHANNELS = frozenset({Channel.CALL, Channel.EMAIL, Channel.IM, Channel.SOCIAL})
"""What a plan can do by itself; meetings and events are agreed with people."""

PURPOSES = frozenset(
    {
        "referral_email",
        "referred_intro",
        "follow_up",
        "second_angle",
        "break_up",
        "re_engage",
        "recap",
        "inbound_call",
        "inbound_email",
        "call_1",
        "call_2",
        "call_3",
        "call_4",
        "message",
    }
)
"""Names of steps: each is ``step.<purpose>`` in the text catalogue."""

_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")


def read_cadence(path: Path, emails: Collection[str] | None = None, calls: Collection[str] | None = None) -> Cadence:
    """Read and check one cadence file.

    Args:
        path: the file.
        emails: keys of the email templates that steps may name; None means the shipped ones.
        calls: kinds of call opening that steps may name; None means the shipped ones.

    Raises:
        ValidationError: ``cadence_unreadable``, ``cadence_no_name``, ``cadence_no_steps``, ``cadence_too_long``, ``cadence_first_gap``,
            ``cadence_gap_negative``, ``cadence_same_day``, ``cadence_gap_too_long``, ``cadence_unknown_channel``,
            ``cadence_unknown_template``, ``cadence_unknown_purpose``; ``file`` and, where there is one, ``step`` say where.
    """
    data = _load(path)
    key, version = data.get("key"), data.get("version", 1)
    if not isinstance(key, str) or not _KEY.fullmatch(key) or not _whole(version) or version < 1:
        raise ValidationError("cadence_unreadable", file=path.name)
    names = data.get("names")
    if not isinstance(names, dict) or not all(isinstance(n, str) and n.strip() for n in names.values()) or "en" not in names:
        raise ValidationError("cadence_no_name", file=path.name)
    entries = data.get("steps")
    if not isinstance(entries, list) or not entries:
        raise ValidationError("cadence_no_steps", file=path.name)
    if len(entries) > MAX_STEPS:
        raise ValidationError("cadence_too_long", file=path.name, limit=MAX_STEPS)
    known = {Channel.EMAIL: _shipped_emails() if emails is None else emails, Channel.CALL: _shipped_calls() if calls is None else calls}
    steps: list[Step] = []
    for no, entry in enumerate(entries, 1):
        steps.append(_step(entry, no, steps[-1].day if steps else 1, known, path.name))
    return Cadence(key, version, dict(names), tuple(steps))


def shipped_cadences() -> dict[str, Cadence]:
    """The cadences that ship with the application, by key."""
    return {c.key: c for c in _read_shipped()}


@lru_cache(maxsize=1)
def _read_shipped() -> tuple[Cadence, ...]:
    return tuple(read_cadence(p) for p in sorted(shipped("cadences").glob("*.toml")))


@lru_cache(maxsize=1)
def _shipped_emails() -> frozenset[str]:
    return frozenset(p.stem for p in shipped("email", "en").glob("*.j2"))


@lru_cache(maxsize=1)
def _shipped_calls() -> frozenset[str]:
    return frozenset(tomllib.loads(shipped("scripts", "en.toml").read_text("utf-8"))["opening"])


def _load(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
        if len(raw) > MAX_BYTES:
            raise ValidationError("cadence_unreadable", file=path.name)
        return tomllib.loads(raw.decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise ValidationError("cadence_unreadable", file=path.name) from error


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _step(entry: object, no: int, day_before: int, known: Mapping[Channel, Collection[str]], file: str) -> Step:
    if not isinstance(entry, dict):
        raise ValidationError("cadence_unreadable", file=file)
    gap = _gap(entry.get("gap_days"), no, file)
    channel, template, purpose = (str(entry.get(name, "")) for name in ("channel", "template", "purpose"))
    if channel not in STEP_CHANNELS:
        raise ValidationError("cadence_unknown_channel", file=file, step=no, name=channel)
    if channel in known and template not in known[Channel(channel)]:
        raise ValidationError("cadence_unknown_template", file=file, step=no, name=template)
    if purpose not in PURPOSES:
        raise ValidationError("cadence_unknown_purpose", file=file, step=no, name=purpose)
    return Step(no, gap, day_before + gap, Channel(channel), template, purpose)


def _gap(value: object, no: int, file: str) -> int:
    """Gaps, not dates (rule R7), and never two touches of one plan on one day (rule R6)."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValidationError("cadence_unreadable", file=file)
    if value < 0:
        raise ValidationError("cadence_gap_negative", file=file, step=no, gap=value)
    if no == 1 and value != 0:
        raise ValidationError("cadence_first_gap", file=file, gap=value)
    if no > 1 and value == 0:
        raise ValidationError("cadence_same_day", file=file, step=no)
    if value > MAX_GAP:
        raise ValidationError("cadence_gap_too_long", file=file, step=no, gap=value, limit=MAX_GAP)
    return value
