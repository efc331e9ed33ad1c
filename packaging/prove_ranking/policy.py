"""What a policy sees and must answer: the facts of people, what is due, what was logged. Nothing of the hidden truth is here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

Kind = Literal["step", "callback", "answer", "follow_up"]
Channel = Literal["call", "email"]

CALL_OUTCOMES = (
    "no_answer", "voicemail", "busy", "gatekeeper", "wrong_number", "wrong_person",
    "connected_not_now", "conversation", "meeting_booked", "do_not_contact",
)  # fmt: skip
EMAIL_OUTCOMES = ("sent", "replied", "bounced", "auto_replied", "unsubscribed", "meeting_booked")


@dataclass(frozen=True, slots=True)
class Person:
    """The facts anybody could read in a list. ``line`` is mobile or switchboard; ``buyer_role`` is often empty."""

    id: int
    name: str
    title: str
    buyer_role: str
    company: str
    company_size: int
    industry: str
    country: str
    zone: str
    lead_type: str
    grade: str
    tier: str
    score: int
    line: str
    created: datetime
    has_phone: bool
    has_email: bool


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that could be done now. ``due_at`` is the promised moment of a call-back, or when a reply came in."""

    prospect_id: int
    kind: Kind
    channel: Channel
    due_on: date
    due_at: datetime | None
    step_no: int


@dataclass(frozen=True, slots=True)
class Touch:
    """One line of the log. What comes in later (a reply, a bounce) is a touch of its own and costs no minutes."""

    prospect_id: int
    channel: Channel
    outcome: str
    at: datetime
    minutes: float


class Policy(Protocol):
    """Says who is next. It is told everything that is logged, in order, and nothing else."""

    name: str

    def begin(self, people: Mapping[int, Person], zone: ZoneInfo) -> None:
        """The first morning: the people known so far, and the zone of the SDR."""

    def arrived(self, person: Person) -> None:
        """Somebody new is on the desk."""

    def saw(self, touch: Touch) -> None:
        """A touch was logged."""

    def pick(self, now: datetime, due: Sequence[Due]) -> int:
        """The index in ``due`` of what to do next."""


Factory = Callable[[], Policy]
