"""The plans people are on: steps with gaps in days from the last touch, the same for every policy (rules R7, R8)."""

from __future__ import annotations

from prove_ranking.policy import Channel, Person

Step = tuple[int, Channel]  # days after the last touch, channel

MAIL_FIRST: tuple[Step, ...] = (
    (0, "email"), (2, "call"), (1, "call"), (2, "email"), (2, "call"), (2, "call"), (3, "email"), (2, "call"), (3, "call"), (3, "email"),
)  # fmt: skip
CALL_FIRST: tuple[Step, ...] = (
    (0, "call"), (1, "email"), (2, "call"), (1, "call"), (2, "email"), (2, "call"), (3, "call"), (3, "email"), (2, "call"), (3, "call"),
)  # fmt: skip
INBOUND: tuple[Step, ...] = (
    (0, "call"), (1, "email"), (1, "call"), (2, "call"), (2, "email"), (3, "call"), (4, "call"), (4, "email"), (5, "call"),
)  # fmt: skip
SEED: tuple[Step, ...] = ((0, "email"), (2, "call"), (4, "call"), (4, "email"), (4, "call"), (5, "call"), (5, "email"))

NOT_NOW, REENGAGE, OUT_OF_OFFICE = 14, 30, 5  # days; the last in working days
FOLLOW_UPS = 3  # attempts at a follow-up before the person rests


def plan_of(person: Person) -> tuple[Step, ...]:
    """Inbound leads and referrals have plans of their own; of the others every second is called first."""
    if person.lead_type == "net":
        return INBOUND
    if person.lead_type == "seed":
        return SEED
    return CALL_FIRST if person.id % 2 else MAIL_FIRST
