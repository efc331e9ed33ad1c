"""The day's figures for the tally bar, read off the window's thread."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QCoreApplication

from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.queries.numbers import dials_per_connect
from sdrdesk.core.queries.tallies import tally
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.due_words import when_and_what
from sdrdesk.ui.widgets.tally_bar import TallyView

MONTH_READ_AGAIN_S = 600
"""The month's dials for one answer hardly move with one more dial, and a month may hold a hundred thousand touches."""


class TallyReader:
    """Reads the bar; holds the month's figure for some minutes."""

    def __init__(self, ctx: UiContext) -> None:
        self._ctx = ctx
        self._month: dict[str, int] = {}
        self._month_read: dt.datetime | None = None

    def read(self) -> TallyView:
        """Today's reach, connects, conversations and meetings against target, the outbox, and the next promise (seeds W5, P9)."""
        ctx = self._ctx
        now = ctx.desk.clock.now()
        with ctx.desk.read() as (s, profile):
            today = profile.today(now)
            totals = tally(s, profile, today, today)
            if self._month_read is None or not 0 <= (now - self._month_read).total_seconds() < MONTH_READ_AGAIN_S:
                self._month, self._month_read = tally(s, profile, today.replace(day=1), today), now
        dials = dials_per_connect(self._month)
        waiting = ctx.desk.outbox.counts()
        n_waiting = sum(waiting.get(state, 0) for state in ("queued", "deferred", "claimed", "dotting", "held"))
        outbox = QCoreApplication.translate("Tally", "Outbox %1").replace("%1", str(n_waiting))
        if waiting.get("in_doubt") or waiting.get("failed"):
            outbox = (
                QCoreApplication.translate("Tally", "Outbox %1, %2 to settle")
                .replace("%1", str(n_waiting))
                .replace("%2", str(waiting.get("in_doubt", 0) + waiting.get("failed", 0)))
            )
        upcoming = ctx.desk.reminders.next_timed()
        reminder = when_and_what(upcoming, ctx.texts, profile, now) if upcoming is not None else ""
        sync, sync_ok = self._mail(profile)
        own = f"{dials.mine:.1f}" if dials.mine is not None else ""
        return TallyView(
            reach=totals["reach"],
            reach_target=profile.number("target.reach"),
            connects=totals["connect"],
            conversations=totals["conversation"],
            meetings=totals["meeting_booked"],
            meetings_target=profile.number("target.meetings"),
            benchmark=QCoreApplication.translate("Tally", "benchmark 12.7 dials per connect; you") if own else "",
            benchmark_own=own,
            benchmark_good=dials.mine is not None and dials.mine <= dials.low,
            outbox=outbox,
            sync=sync,
            sync_ok=sync_ok,
            reminder=reminder,
        )

    def _mail(self, profile: Profile) -> tuple[str, bool]:
        """When mail was last read, of the account that is furthest behind; nothing where no account is read from."""
        accounts = self._ctx.desk.mail_folders.accounts()
        if not accounts:
            return "", True
        behind = min(accounts, key=lambda a: (a.problem is None, a.read_at.timestamp() if a.read_at else 0.0))
        if behind.read_at is None:
            words = QCoreApplication.translate("Tally", "Mail not read yet")
            return words, behind.problem is None
        local, today = behind.read_at.astimezone(profile.zone), profile.today(self._ctx.desk.clock.now())
        at = local.strftime("%H:%M") if local.date() == today else local.strftime("%m-%d %H:%M")
        if behind.problem is None:
            return QCoreApplication.translate("Tally", "Mail read %1").replace("%1", at), True
        return QCoreApplication.translate("Tally", "Mail not read since %1").replace("%1", at), False
