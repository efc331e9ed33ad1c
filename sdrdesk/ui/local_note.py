"""What a person's clock means for calling them, in words (rule R8)."""

from __future__ import annotations

import datetime as dt

from sdrdesk.core.domain.calendar import calling_hours, in_calling_hours, minutes_until_open
from sdrdesk.core.queries.people import Card
from sdrdesk.core.texts import Texts


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
