"""Triggers (seed W23): a segment and an event or a date put people on a programme or on the list. None of them sends (rule R20)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sdrdesk.core.domain.calendar import knows_country
from sdrdesk.core.domain.words import Channel, LeadType, Stage
from sdrdesk.core.errors import ValidationError

EVENTS = ("score_passes", "replied", "tag", "form", "quiet", "won", "date", "holiday")
"""What can set a trigger off: a score that passes a mark, a reply, a tag, a form that was filled in (a tag of the group ``form``), days
without a touch, a deal that was won some days ago, a date, a public holiday some days ahead."""

SEGMENT_LISTS: dict[str, Collection[str]] = {
    "lead_types": tuple(LeadType),
    "stages": tuple(Stage),
    "grades": ("A", "B", "C", "D"),
    "tiers": ("T1", "T2", "T3"),
    "languages": ("en", "zh_CN"),
    "countries": (),
    "sources": (),
    "tags": (),
}
TASKS = ("follow_up",)
MOST_DAYS = 3650


@dataclass(frozen=True, slots=True)
class Trigger:
    """One trigger. ``segment`` narrows by lists of allowed values and ``min_score``; ``cadence``, ``task`` or ``tag`` is what is done."""

    name: str
    event: str
    days: int = 0
    mark: int = 0
    tag: str = ""
    on: dt.date | None = None
    country: str = ""
    segment: dict[str, tuple[str, ...]] = field(default_factory=dict)
    min_score: int = 0
    cadence: str = ""
    task: str = ""
    channel: str = "call"
    put_tag: str = ""


def trigger_from(name: str, body: Mapping[str, Any], cadences: Collection[str]) -> Trigger:
    """A trigger from data.

    Raises:
        ValidationError: ``trigger_rule`` with the field that is wrong.
    """
    parts: dict[str, dict[str, Any]] = {}
    for part in ("event", "segment", "action"):
        value = body.get(part, {})
        if not isinstance(value, dict):
            raise _wrong(name, part, value)
        parts[part] = value
    return Trigger(name, **_event(name, parts["event"]), **_segment(name, parts["segment"]), **_action(name, parts["action"], cadences))


def _wrong(name: str, field_name: str, value: object) -> ValidationError:
    return ValidationError("trigger_rule", name=name, field=field_name, value=str(value))


def _event(name: str, event: Mapping[str, Any]) -> dict[str, Any]:
    kind, tag, country = (str(event.get(k, "")) for k in ("kind", "tag", "country"))
    if kind not in EVENTS:
        raise _wrong(name, "event", kind)
    days = _number(name, "days", event.get("days", 0), MOST_DAYS, least=1 if kind in ("quiet", "won") else 0)
    mark = _number(name, "mark", event.get("mark", 0), 100, least=1 if kind == "score_passes" else 0)
    if kind == "tag":
        tag = _tag(name, tag)
    if kind == "holiday" and not knows_country(country):
        raise _wrong(name, "country", country)
    on = _date(name, event.get("on")) if kind == "date" else None
    return {"event": kind, "days": days, "mark": mark, "tag": tag, "country": country, "on": on}


def _segment(name: str, segment: Mapping[str, Any]) -> dict[str, Any]:
    lists: dict[str, tuple[str, ...]] = {}
    for key, value in segment.items():
        if key == "min_score":
            continue
        if key not in SEGMENT_LISTS or not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise _wrong(name, key, value)
        strange = [v for v in value if SEGMENT_LISTS[key] and v not in SEGMENT_LISTS[key]]
        if strange:
            raise _wrong(name, key, strange[0])
        lists[key] = tuple(value)
    return {"segment": lists, "min_score": _number(name, "min_score", segment.get("min_score", 0), 100)}


def _action(name: str, action: Mapping[str, Any], cadences: Collection[str]) -> dict[str, Any]:
    cadence, task, tag = (str(action.get(k, "")) for k in ("cadence", "task", "tag"))
    channel = str(action.get("channel", "call"))
    if sum(map(bool, (cadence, task, tag))) != 1:
        raise _wrong(name, "action", dict(action))
    for key, value, fits in (
        ("cadence", cadence, not cadence or cadence in cadences),
        ("task", task, not task or task in TASKS),
        ("channel", channel, channel in set(Channel)),
    ):
        if not fits:
            raise _wrong(name, key, value)
    return {"cadence": cadence, "task": task, "put_tag": _tag(name, tag) if tag else "", "channel": channel}


def _tag(name: str, tag: str) -> str:
    """A tag as it is kept: two levels, the group in small letters."""
    group, _, label = (p.strip() for p in tag.partition("/"))
    if not group or not label or "/" in label:
        raise _wrong(name, "tag", tag)
    return f"{group.lower()}/{label}"


def _number(name: str, field_name: str, value: object, most: int, least: int = 0) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise _wrong(name, field_name, value)
    return value


def _date(name: str, value: object) -> dt.date:
    try:
        return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))
    except ValueError as error:
        raise _wrong(name, "on", value) from error
