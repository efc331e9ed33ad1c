"""What the Inbox page reads, in one go on the read lane."""

from __future__ import annotations

from dataclasses import dataclass

from sdrdesk.core.clock import zone
from sdrdesk.core.errors import NotFound
from sdrdesk.core.queries import inbox
from sdrdesk.core.queries.people import Card, card
from sdrdesk.core.texts import Texts
from sdrdesk.ui.context import Desk
from sdrdesk.ui.local_note import local_note


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a conversation is with, and the conversation."""

    card: Card
    local_time: str
    local_note: str
    thread: inbox.Thread


def read_list(desk: Desk, filter: str, search: str, limit: int) -> tuple[inbox.Conversations, bool]:
    """(the list, is mail read at all)."""
    with desk.read() as (s, _):
        return inbox.conversations(s, filter, search, limit), inbox.reads_mail(s)


def read_person(desk: Desk, prospect_id: int, limit: int, texts: Texts) -> Person | None:
    """One conversation; None when the person is gone."""
    with desk.read() as (s, profile):
        try:
            shown = card(s, prospect_id)
        except NotFound:
            return None
        thread = inbox.thread(s, prospect_id, limit)
    local = desk.clock.now().astimezone(zone(shown.person.zone, profile.zone))
    return Person(shown, local.strftime("%H:%M"), local_note(local, shown, texts), thread)
