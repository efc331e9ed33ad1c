"""Importing the pages before they are opened: a start pays only for Today, and an import on the window's thread would be a stall."""

from __future__ import annotations

import importlib

MODULES = (
    "sdrdesk.ui.pages.numbers.page",
    "sdrdesk.ui.pages.prospects.page",
    "sdrdesk.ui.pages.inbox.page",
    "sdrdesk.ui.pages.handoffs.page",
    "sdrdesk.ui.pages.playbook.page",
    "sdrdesk.ui.pages.outbox.page",
)
"""The pages that are opened most; the wizard, the settings and the history come when they are asked for."""

AFTER_MS = 2000
"""After the first list: the mail and the reminders have begun by then."""


def import_pages() -> None:
    """Import them. For a worker; a page that is opened meanwhile waits for its own module only."""
    for name in MODULES:
        importlib.import_module(name)
