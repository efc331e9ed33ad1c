"""What the Today page reads: the ranked list, and one person's work; run on the read lane."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sdrdesk.core.clock import zone
from sdrdesk.core.domain.calendar import calling_hours, in_calling_hours, minutes_until_open
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.domain.ranking import Ranked
from sdrdesk.core.queries.people import Card, card, history
from sdrdesk.core.queries.today import TodayItem, TodayList, place_of, today_items
from sdrdesk.core.texts import Texts
from sdrdesk.ui.cadence_words import template_name
from sdrdesk.ui.context import Desk
from sdrdesk.ui.pages.today.work_panel import Work

TOUCHES_READ = 200


def read_head(desk: Desk) -> TodayList | None:
    """At a start: the head of the list as it was last ranked, read anew; None when that is not known."""
    head: TodayList | None = desk.day.head()
    return head


def read_list(desk: Desk) -> TodayList:
    """The whole list, ranked at this moment."""
    today: TodayList = desk.day.today()
    return today


def read_items(desk: Desk, today: TodayList, ranked: Sequence[Ranked], first: int) -> list[TodayItem]:
    """Whole rows for a page of the list."""
    with desk.read() as (s, profile):
        return today_items(s, ranked, first, profile, desk.cadences, today.ranker)


def read_work(desk: Desk, prospect_id: int, texts: Texts, template: str | None = None) -> Work:
    """Everything about one person."""
    now = desk.clock.now()
    with desk.read() as (s, profile):
        shown = card(s, prospect_id)
        touches = history(s, prospect_id, TOUCHES_READ)
        place = place_of(s, prospect_id, profile, now, desk.cadences, own=desk.day.odds(s, profile))
        candidate = place.ranked.candidate if place is not None else None
        verdict = desk.qualification.verdict_within(s, prospect_id)
        planned = desk.compose.call_script(s, prospect_id)
    scripts = desk.compose.scripts(shown.person.language)
    composed = desk.compose.compose(prospect_id, template=template)
    local = now.astimezone(zone(shown.person.zone, profile.zone))
    names = [(key, template_name("email", key, texts)) for key in desk.compose.templates(shown.person.language)]
    return Work(
        shown,
        touches,
        verdict,
        composed,
        place,
        _call_kind(shown.person.referred_by_id, candidate, touches, shown.person.lead_type, planned if planned in scripts.openings else ""),
        local.strftime("%H:%M"),
        local_note(local, shown, texts),
        bool(desk.mailboxes.rows()),
        names,
        candidate.channel if candidate is not None else "call",
        scripts,
    )


def _call_kind(referred_by: int | None, candidate: Any, touches: list[Any], lead_type: str, planned: str) -> str:
    """The opening: of a promise, else the one that the programme names, else the one that fits what has been."""
    if candidate is not None and candidate.kind == "callback":
        return "call_back"
    if planned not in ("", "first_call", "follow_up"):
        return planned
    if any(t.channel == "call" for t in touches):
        return "follow_up"
    if referred_by:
        return "referral_call"
    return "inbound" if lead_type == "net" else "first_call"


def local_note(local: dt.datetime, shown: Card, texts: Texts) -> str:
    """Until when it is good to call, or from when, and how sure that is."""
    hours = calling_hours(shown.call_from, shown.call_to)
    if in_calling_hours(local, shown.person.country, hours):
        note = texts("list.good_until", time=hours[1].strftime("%H:%M"))
    elif minutes_until_open(local, hours):
        note = texts("list.opens_at", time=hours[0].strftime("%H:%M"))
    else:
        note = ""
    return " · ".join(p for p in (note, zone_words(shown, texts)) if p)


def zone_words(shown: Card, texts: Texts) -> str:
    """That a zone is a guess, and of what; or that there is none and the user's own is assumed (rule R8)."""
    if not shown.person.zone:
        return texts("list.zone_assumed")
    if not shown.zone_guessed:
        return ""
    return texts(f"list.zone_guess_{shown.zone_from}" if shown.zone_from else "list.zone_guess")


def duration(minutes: float, profile: Profile) -> str:
    """Hours and minutes, short."""
    hours, rest = divmod(round(minutes), 60)
    if profile.language == "zh_CN":
        return f"{hours} 小时 {rest} 分" if hours else f"{rest} 分钟"
    return f"{hours} h {rest:02d}" if hours else f"{rest} min"
