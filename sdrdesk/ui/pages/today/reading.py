"""What the Today page reads: the ranked list, and one person's work; run on the read lane."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sdrdesk.core.clock import zone
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.domain.ranking import Ranked
from sdrdesk.core.domain.research import next_questions
from sdrdesk.core.domain.their_morning import their_morning
from sdrdesk.core.queries.people import Card, card, history
from sdrdesk.core.queries.research import dossier
from sdrdesk.core.queries.today import TodayItem, TodayList, place_of, today_items
from sdrdesk.core.render.value_spans import list_items
from sdrdesk.core.services.compose import BLANK
from sdrdesk.core.services.not_ready import last_within
from sdrdesk.core.texts import Texts
from sdrdesk.ui.cadence_words import template_name
from sdrdesk.ui.context import Desk
from sdrdesk.ui.local_note import local_note
from sdrdesk.ui.pages.today.composer_state import Around
from sdrdesk.ui.pages.today.work_panel import Work
from sdrdesk.ui.setting_back import last_words

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
        known = dossier(s, prospect_id)
        unknown = next_questions(known.profile, 1)
        also_ask = Texts(shown.person.language)(f"profile_question.{unknown[0]}") if unknown else ""
        set_back = last_words(last_within(s, prospect_id), profile.zone, texts)
    scripts = desk.compose.scripts(shown.person.language)
    around = read_around(desk, shown, profile, texts)
    chosen = around.draft.template if around.draft is not None and template is None else template
    composed = desk.compose.compose(prospect_id, template=chosen if chosen in {key for key, _ in around.templates} else None)
    local = now.astimezone(zone(shown.person.zone, profile.zone))
    return Work(
        shown,
        touches,
        verdict,
        composed,
        place,
        _call_kind(shown.person.referred_by_id, candidate, touches, shown.person.lead_type, planned if planned in scripts.openings else ""),
        local.strftime("%H:%M"),
        local_note(local, shown, texts),
        around,
        candidate.channel if candidate is not None else "call",
        scripts,
        set_back,
        also_ask,
        known.fit,
        desk.qualification.history(prospect_id),
    )


def read_around(desk: Desk, shown: Card, profile: Profile, texts: Texts) -> Around:
    """What the composer needs beside the email."""
    who = shown.person
    theirs = zone(who.zone, profile.zone)
    box = next((row for row in desk.mailboxes.rows() if row.default), None)
    name = (box.from_name if box is not None else "") or profile.text("user.name")
    address = box.address if box is not None else profile.text("user.email")
    templates = [(key, template_name("email", key, texts)) for key in (BLANK, *desk.compose.templates(who.language))]
    return Around(
        tuple(templates),
        box is not None,
        f"{name} <{address}>" if name and address else name or address,
        their_morning(desk.clock.now(), theirs, who.country, profile.calendar),
        theirs,
        {one.code: one.body for one in desk.snippets.all(who.language)},
        desk.mail_drafts.of(who.id),
        {"similar_customer": list_items(profile.text("value.similar_customers"))},
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


def duration(minutes: float, profile: Profile) -> str:
    """Hours and minutes, short."""
    hours, rest = divmod(round(minutes), 60)
    if profile.language == "zh_CN":
        return f"{hours} 小时 {rest} 分" if hours else f"{rest} 分钟"
    return f"{hours} h {rest:02d}" if hours else f"{rest} min"
