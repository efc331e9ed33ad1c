"""The content of a handoff packet, ready to be written as files (rule R24, seed W16)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PacketPerson:
    """A person as the account executive needs them."""

    name: str
    title: str
    email: str
    phone: str
    buyer_role: str
    is_contact: bool = False


@dataclass(frozen=True, slots=True)
class PacketLetter:
    """One letter of MANTCP with its evidence; ``at`` in local time."""

    name: str
    signal: str
    text: str
    said_by: str
    at: dt.datetime | None
    stale: bool


@dataclass(frozen=True, slots=True)
class PacketTouch:
    """One line of the history."""

    at: dt.datetime
    channel: str
    outcome: str
    note: str


@dataclass(frozen=True, slots=True)
class PacketEmail:
    """One email of the thread, as it was sent."""

    at: dt.datetime
    message_id: str
    subject: str
    mime: bytes


@dataclass(frozen=True, slots=True)
class PacketContent:
    """Everything in the packet. Instants are aware, in the zone in which they should be read.

    ``why_now``: what makes this the moment, in their words where there are any; ``promised`` and ``risks``: the SDR's own lines;
    ``missing_roles``: buyer roles (seed W11) in which nobody of the company is known.
    """

    handoff_id: int
    language: str
    made_at: dt.datetime
    sdr_name: str
    sdr_email: str
    sdr_company: str
    ae_name: str
    ae_email: str
    prospect_id: int
    company: str
    company_facts: tuple[tuple[str, str], ...]
    lead_type: str
    source: str
    referred_by: str
    people: tuple[PacketPerson, ...]
    letters: tuple[PacketLetter, ...]
    resolved_flags: tuple[tuple[str, str], ...]
    open_questions: tuple[str, ...]
    meeting_at: dt.datetime
    meeting_minutes: int
    meeting_note: str
    answer_by: dt.datetime
    note: str
    touches: tuple[PacketTouch, ...]
    emails: tuple[PacketEmail, ...]
    why_now: tuple[str, ...] = ()
    promised: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    missing_roles: tuple[str, ...] = ()
