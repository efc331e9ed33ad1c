"""The field's words as enumerations (product.md, "Words"); the text catalogue holds how people read them."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Channel(StrEnum):
    """How a touch goes out (seed W5)."""

    CALL = "call"
    EMAIL = "email"
    IM = "im"
    SOCIAL = "social"
    MEETING = "meeting"
    EVENT = "event"


class LeadType(StrEnum):
    """Where a lead comes from (seed P1)."""

    SEED = "seed"
    NET = "net"
    SPEAR = "spear"


class Stage(StrEnum):
    """The four steps of the work (seed W3)."""

    TARGET = "target"
    CONTACT = "contact"
    QUALIFY = "qualify"
    NURTURE = "nurture"
    HANDED_OFF = "handed_off"


class Status(StrEnum):
    """Open people are on somebody's plan; closed ones have a stated reason (rule R4)."""

    OPEN = "open"
    CLOSED = "closed"


class BuyerRole(StrEnum):
    """Roles in a buying committee (seed W11)."""

    INITIATOR = "initiator"
    DECIDER = "decider"
    BUYER = "buyer"
    INFLUENCER = "influencer"
    USER = "user"
    GATEKEEPER = "gatekeeper"


class Band(IntEnum):
    """Bands of the list, in order (rule R1)."""

    PROMISED_NOW = 1
    ANSWER_NOW = 2
    WORTH_MOST_NOW = 3
    LATER_TODAY = 4
    NO_NEXT_STEP = 5

    @property
    def key(self) -> str:
        """The word of the command line's JSON, for example ``promised_now``."""
        return self.name.lower()


CALL_OUTCOMES = (
    "no_answer",
    "voicemail",
    "busy",
    "gatekeeper",
    "wrong_number",
    "wrong_person",
    "connected_not_now",
    "conversation",
    "meeting_booked",
    "do_not_contact",
)
MESSAGE_OUTCOMES = ("sent", "opened", "replied", "bounced", "auto_replied", "unsubscribed", "meeting_booked", "do_not_contact")
MEETING_OUTCOMES = ("held", "no_show", "cancelled")

OUTCOME_KEYS = (
    "no_answer",
    "voicemail",
    "gatekeeper",
    "wrong_person",
    "connected_not_now",
    "conversation",
    "meeting_booked",
    "do_not_contact",
)
"""The outcome of a call under each of the keys 1 to 8."""

LETTERS = ("money", "authority", "need", "time", "competitor", "people")
"""MANTCP in order (seed W14)."""

SIGNALS = ("strong", "weak", "unknown")
FLAGS = ("recent_purchase", "no_infrastructure", "no_owner", "internal_change")
"""The four red flags (seed W15)."""

HANDOFF_STATES = ("sent", "accepted", "returned", "won", "lost")
"""Where a handoff stands (seed W16); all but the first are answers of the account executive."""

ANSWERS = HANDOFF_STATES[1:]

AE_TASKS = frozenset({"handoff_answer", "check_in"})
"""Items that are done with the account executive, not with the person: no answer by the deadline, and the check-ins of W16."""

BACK_TASKS = frozenset({"come_back", "ask_referral"})
"""Items that a "no" or a won deal leaves for later (seeds W17, P2)."""

LANGUAGES = ("en", "zh_CN")


def outcomes_of(channel: str) -> tuple[str, ...]:
    """Outcomes that a touch of this channel can have."""
    if channel == Channel.CALL:
        return CALL_OUTCOMES
    if channel in (Channel.MEETING, Channel.EVENT):
        return MEETING_OUTCOMES
    return MESSAGE_OUTCOMES
