"""A reminder in words, alike in the tray, in the bar and in the list."""

from __future__ import annotations

import datetime as dt

from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.queries.reminders import OWN, Due
from sdrdesk.core.texts import Texts


def what(due: Due, texts: Texts) -> str:
    """What it is and whom it is about; one's own words stand for themselves."""
    return due.name if due.kind == OWN else f"{texts(f'kind.{due.kind}')} {due.name}"


def when_and_what(due: Due, texts: Texts, profile: Profile, now: dt.datetime) -> str:
    """With its time before it; the day too, when it is another one."""
    at = due.due_at.astimezone(profile.zone)
    when = at.strftime("%H:%M") if at.date() == profile.today(now) else at.strftime("%m-%d %H:%M")
    return f"{when} {what(due, texts)}"
