"""The list of the Handoffs page: what is yours to do, what is with the account executive, what is closed; and the tabs by state."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from PySide6.QtCore import QCoreApplication

from sdrdesk.ui.pages.handoffs.reading import Snapshot
from sdrdesk.ui.pages.handoffs.words import Words
from sdrdesk.ui.widgets.entries import Entry

DRAFT = "draft"
TABS = ("", DRAFT, "sent", "accepted", "returned", "won", "lost")
"""All, those not handed off yet, and each state of a handoff."""


def counts(snapshot: Snapshot) -> dict[str, int]:
    """How many lines each tab has."""
    states = Counter(row.state for row in snapshot.handoffs)
    states[DRAFT] = len(snapshot.people)
    return {tab: states[tab] if tab else states.total() for tab in TABS}


def entries(snapshot: Snapshot, words: Words, tab: str, now: dt.datetime) -> list[Entry]:
    """The lines of a tab, each group after its header: a broken deadline, an email to read and a check-in that is due come before who is ready."""
    groups: dict[str, list[Entry]] = {"yours": [], "ae": [], "closed": []}
    names = {"you": "yours", "ae": "ae", "nobody": "closed"}
    for row in snapshot.handoffs:
        if tab in ("", row.state):
            group = names[row.waits_on(now)]
            groups[group].append(words.of_handoff(row, group))
    if tab in ("", DRAFT):
        groups["yours"] += [words.of_candidate(p) for p in snapshot.people]
    tr = QCoreApplication.translate
    titles = {"yours": tr("HandoffsPage", "Yours to do"), "ae": tr("HandoffsPage", "With the AE"), "closed": tr("HandoffsPage", "Closed")}
    return [e for key, lines in groups.items() if lines for e in (Entry("", key, titles[key], str(len(lines))), *lines)]
