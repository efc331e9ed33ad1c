"""rules.md, "Counting": one touch counts at most once in each column, and voicemail, bounce and auto-reply are no connect."""

from __future__ import annotations

import itertools

import pytest

from sdrdesk.core.domain.counting import MEASURES, counts
from sdrdesk.core.domain.words import Channel, outcomes_of


@pytest.mark.parametrize(
    ("channel", "outcome", "columns"),
    [
        ("call", "no_answer", "reach"), ("call", "voicemail", "reach"), ("call", "busy", "reach"), ("call", "wrong_number", "reach"),
        ("call", "gatekeeper", "reach connect"), ("call", "wrong_person", "reach connect"), ("call", "connected_not_now", "reach connect"),
        ("call", "conversation", "reach connect conversation"), ("call", "meeting_booked", "reach connect conversation meeting_booked"),
        ("call", "do_not_contact", "reach connect"),
        ("email", "sent", "reach"), ("email", "bounced", ""), ("email", "auto_replied", ""), ("email", "opened", "connect"),
        ("email", "replied", "connect conversation"), ("email", "meeting_booked", "connect conversation meeting_booked"), ("email", "unsubscribed", "connect"),
        ("im", "sent", "reach"), ("social", "replied", "connect conversation"), ("meeting", "held", "meeting_held"), ("meeting", "no_show", ""), ("event", "held", "meeting_held"),
    ],
)  # fmt: skip
def test_counts_of_a_touch_are_the_columns_of_the_definition(channel: str, outcome: str, columns: str) -> None:
    """The tallies of a manager's meeting stand on this table."""
    assert counts(channel, outcome) == frozenset(columns.split())


def test_measures_hold_only_outcomes_that_a_channel_can_have() -> None:
    """A pair that can never be logged is a column that can never fill."""
    possible = set(itertools.chain.from_iterable([(c.value, o) for o in outcomes_of(c)] for c in Channel))
    for name, pairs in MEASURES.items():
        assert pairs <= possible, name
