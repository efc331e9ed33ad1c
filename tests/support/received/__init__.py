"""Received messages made by hand, with what they are: people first, then programs, in the languages of our users' prospects."""

from __future__ import annotations

from tests.support.received.making import Sample
from tests.support.received.people import PEOPLE
from tests.support.received.programs import HARD, PROGRAMS

SAMPLES: tuple[Sample, ...] = (*PEOPLE, *PROGRAMS)

__all__ = ["HARD", "PEOPLE", "PROGRAMS", "SAMPLES"]
