"""How an email of the outbox is written in the table and beside it."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from sdrdesk.core.services.outbox_desk import OutboxRow
from sdrdesk.ui.context import UiContext

STATES = ("in_doubt", "failed", "held", "queued", "deferred", "claimed", "dotting", "sent", "cancelled")
"""Those that need a decision first."""

CHIPS = {
    "in_doubt": "am",
    "failed": "rd",
    "held": "am",
    "queued": "ac",
    "deferred": "ac",
    "claimed": "ac",
    "dotting": "ac",
    "sent": "gr",
    "cancelled": "plain",
}
ACTS = {
    "queued": ("now", "time", "hold", "edit", "back"),
    "deferred": ("now", "time", "hold", "edit", "back"),
    "held": ("release", "edit", "back"),
    "failed": ("retry", "edit", "back"),
}
"""What can be done about an email; the other states are past that, or are settled in their own card."""

KEYS = {"now": "N", "time": "T", "hold": "H", "release": "H", "retry": "R", "edit": "E", "back": "Delete"}

WAITING = ("queued", "deferred")


class Words:
    """Wording for one user."""

    def __init__(self, ctx: UiContext) -> None:
        self._ctx = ctx

    def state(self, row: OutboxRow) -> str:
        """The state in words."""
        return self._ctx.texts(f"outbox.{row.state}")

    def about(self, row: OutboxRow) -> str:
        """What the state means, and what to do about it."""
        return self._ctx.texts(f"outbox_about.{row.state}")

    def reason(self, row: OutboxRow) -> str:
        """Why it is in that state; empty when that goes without saying."""
        if not row.reason:
            return ""
        key = f"reason.{row.reason}"
        return self._ctx.texts(key) if self._ctx.texts.has(key) else row.reason

    def when(self, row: OutboxRow) -> str:
        """When it was sent, or the earliest moment at which it may leave."""
        if row.sent_at is not None:
            return self.moment(row.sent_at)
        if row.state in WAITING:
            return QCoreApplication.translate("OutboxPage", "from %1").replace("%1", self.moment(row.not_before))
        return self.moment(row.not_before)

    def moment(self, at: dt.datetime) -> str:
        """``10:05`` of today, ``19 Nov 10:05`` else."""
        profile = self._ctx.profile
        local, locale = at.astimezone(profile.zone), QLocale(profile.language)
        clock = locale.toString(QTime(local.hour, local.minute), "HH:mm")
        today = profile.today(self._ctx.desk.clock.now())
        if local.date() == today:
            return clock
        form = "M月d日" if profile.language.startswith("zh") else "d MMM" if local.year == today.year else "d MMM yyyy"
        return f"{locale.toString(QDate(local.year, local.month, local.day), form)} {clock}"

    def answer(self, row: OutboxRow) -> str:
        """What the server said last, as it said it."""
        return " ".join(part for part in (str(row.last_code) if row.last_code else "", row.last_text) if part)
