"""What a touch counts as (rules.md, "Counting"; seed W5). Every tally is derived with these sets, none is stored."""

from __future__ import annotations

REACH = frozenset(
    {
        ("call", o)
        for o in (
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
    }
    | {(c, "sent") for c in ("email", "im", "social")}
)
"""One outgoing attempt: a dial, an email accepted by the server, a message sent."""

CONNECT = frozenset(
    {("call", o) for o in ("gatekeeper", "wrong_person", "connected_not_now", "conversation", "meeting_booked", "do_not_contact")}
    | {(c, o) for c in ("email", "im", "social") for o in ("opened", "replied", "unsubscribed", "meeting_booked")}
)
"""A human on the other end, the person or a gatekeeper; voicemail, bounce and auto-reply are none."""

CONVERSATION = frozenset(
    {("call", o) for o in ("conversation", "meeting_booked")}
    | {(c, o) for c in ("email", "im", "social") for o in ("replied", "meeting_booked")}
)
"""The intended person replying in substance or willing to talk."""

BOOKED = frozenset((c, "meeting_booked") for c in ("call", "email", "im", "social"))
HELD = frozenset({("meeting", "held"), ("event", "held")})

MEASURES = {"reach": REACH, "connect": CONNECT, "conversation": CONVERSATION, "meeting_booked": BOOKED, "meeting_held": HELD}


def counts(channel: str, outcome: str) -> frozenset[str]:
    """The columns that one touch counts in, each once."""
    return frozenset(name for name, pairs in MEASURES.items() if (channel, outcome) in pairs)
