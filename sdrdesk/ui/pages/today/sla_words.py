"""What the clock of an inbound lead says at a moment (rule R21): time left, or how late, and why the lead is here."""

from __future__ import annotations

import datetime as dt

from sdrdesk.core.domain.sla import stage_of
from sdrdesk.core.queries.today import TodayItem
from sdrdesk.core.texts import Texts

HOUR_S = 3600
KINDS = {"running": "plain", "warned": "am", "late": "rd", "escalated": "rd"}


def clock_words(due_at: dt.datetime, now: dt.datetime, texts: Texts) -> str:
    """mm:ss under an hour, else the time of day until which it runs; past the end the minutes since.

    ``now`` is in the user's zone. Beyond an hour a countdown would be wrong for a clock that stands still at night.
    """
    left = (due_at - now).total_seconds()
    if left <= 0:
        late = max(1, int(-left) // 60)
        return texts("sla.late_hours", h=late // 60, m=f"{late % 60:02d}") if late >= 60 else texts("sla.late", n=late)
    if left < HOUR_S:
        return texts("sla.left", time=f"{int(left) // 60:02d}:{int(left) % 60:02d}")
    due = due_at.astimezone(now.tzinfo)
    return texts("sla.by", time=due.strftime("%H:%M" if due.date() == now.date() else "%m-%d %H:%M"))


def stage(item: TodayItem, now: dt.datetime) -> str:
    """running, warned, late or escalated."""
    due = item.due_at or now
    return stage_of(now, item.warn_at or due, due, item.escalate_at or dt.datetime.max.replace(tzinfo=dt.UTC))


def clock_chip(item: TodayItem, now: dt.datetime, texts: Texts) -> tuple[str, str]:
    """The chip of a row, and its tint: grey until the warning, amber until the end, then red."""
    return clock_words(item.due_at or now, now, texts), KINDS[stage(item, now)]


def reasons_beside_clock(item: TodayItem, now: dt.datetime, texts: Texts) -> str:
    """The reasons of a row. The ranker's minutes of a minute ago would contradict the clock beside them, so they are left out there."""
    words = [texts(code, **params) for code, params in item.reasons if item.kind != "sla" or not code.startswith("why.sla_")]
    if item.kind == "sla":
        words.insert(0, texts("sla.escalated") if stage(item, now) == "escalated" else texts("why.kind_sla"))
    return " · ".join(words)
