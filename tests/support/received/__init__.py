"""Received messages made by hand, with what they are: people, programs and mail systems, in the languages of our users' prospects."""

from __future__ import annotations

from tests.support.received.mail_systems import REPORTS, Report
from tests.support.received.making import Sample
from tests.support.received.people import PEOPLE
from tests.support.received.programs import HARD, PROGRAMS
from tests.support.received.second import NAMED, SECOND

SAMPLES: tuple[Sample, ...] = (*PEOPLE, *PROGRAMS, *SECOND)

__all__ = ["HARD", "NAMED", "REPORTS", "SAMPLES", "Report", "Sample"]
