"""The meeting as an invitation (iCalendar).

The prospect is on it, so it says nothing of the qualification: only who meets, when, and the note of the meeting.
"""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vCalAddress

from sdrdesk.core.domain.packet import PacketContent
from sdrdesk.core.files.packet_json import packet_uid
from sdrdesk.core.files.packet_view import contact_of, one_line

_ADDRESS = re.compile(r"[^\s@<>\"\\:;,]+@[^\s@<>\"\\:;,]+")
_YEAR = dt.timedelta(days=366)


def _address(email: str, name: str) -> vCalAddress | None:
    """A calendar user, or None when there is no address to write to."""
    if not _ADDRESS.fullmatch(email):
        return None
    address = vCalAddress(f"mailto:{email}")
    # A quotation mark cannot be written in a parameter.
    address.params["CN"] = one_line(name).replace('"', "'") or email
    return address


def _guest(email: str, name: str) -> vCalAddress | None:
    guest = _address(email, name)
    if guest is not None:
        guest.params.update({"CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"})
    return guest


def _span(content: PacketContent) -> tuple[dt.datetime, dt.datetime]:
    """Start and end, counted in UTC: a meeting may lie across a change of the clocks."""
    start = content.meeting_at.astimezone(dt.UTC)
    end = start + dt.timedelta(minutes=content.meeting_minutes)
    return start.astimezone(content.meeting_at.tzinfo), end.astimezone(content.meeting_at.tzinfo)


def _iana(*moments: dt.datetime) -> str:
    """The zone's IANA name, or empty when the moments should be written in UTC.

    That is so in the hour that comes twice when the clocks go back: iCalendar cannot say which of the two is meant.
    """
    zone = moments[0].tzinfo
    twice = any(at.fold for at in moments)
    key = zone.key if isinstance(zone, ZoneInfo) and not twice else ""
    return key if key and key not in ("UTC", "Etc/UTC") else ""


def _event(content: PacketContent, start: dt.datetime, end: dt.datetime) -> Event:
    contact = contact_of(content)
    event = Event()
    event.add("uid", packet_uid(content))
    event.add("dtstamp", content.made_at.astimezone(dt.UTC))
    event.add("sequence", 0)
    event.add("dtstart", start)
    event.add("dtend", end)
    sides = [side for side in (one_line(content.sdr_company), one_line(content.company)) if side]
    event.add("summary", " / ".join(sides) or one_line(contact.name))
    if one_line(content.meeting_note):
        event.add("location", one_line(content.meeting_note))
        event.add("description", one_line(content.meeting_note))  # where a link in it can be clicked in every calendar
    event.add("status", "CONFIRMED")
    event.add("transp", "OPAQUE")
    organizer = _address(content.sdr_email, content.sdr_name)
    if organizer is not None:
        event.add("organizer", organizer)
    for guest in (_guest(content.ae_email, content.ae_name), _guest(contact.email, contact.name)):
        if guest is not None:
            event.add("attendee", guest)
    return event


def packet_calendar(content: PacketContent) -> bytes:
    """meeting.ics: a request from the SDR to the account executive and the prospect, with its zone's rules where it has one."""
    start, end = _span(content)
    zone = _iana(start, end)
    if not zone:
        start, end = start.astimezone(dt.UTC), end.astimezone(dt.UTC)
    calendar = Calendar()
    calendar.add("prodid", "-//SDR Desk//Handoff//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    # A request without an organizer is not valid; without one it is only published.
    calendar.add("method", "REQUEST" if _ADDRESS.fullmatch(content.sdr_email) else "PUBLISH")
    if zone:
        day = start.date()
        calendar.add_component(Timezone.from_tzid(zone, first_date=day - _YEAR, last_date=day + _YEAR))
    calendar.add_component(_event(content, start, end))
    return bytes(calendar.to_ical())
