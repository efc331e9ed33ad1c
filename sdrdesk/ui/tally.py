"""The day's figures for the tally bar, read off the window's thread."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from sdrdesk.core.queries.numbers import numbers
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.widgets.tally_bar import TallyView


def read_tally(ctx: UiContext) -> TallyView:
    """Today's reach, connects, conversations and meetings against target, the outbox, and the next promise (seeds W5, P9)."""
    now = ctx.desk.clock.now()
    with ctx.desk.read() as (s, profile):
        today = profile.today(now)
        found = numbers(s, profile, now, today, today)
        month = numbers(s, profile, now, today.replace(day=1), today)
    totals = found.totals
    dials = next((b for b in month.benchmarks if b.name == "dials_per_connect"), None)
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
    reminder = ""
    if upcoming is not None:
        local = upcoming.due_at.astimezone(profile.zone)
        when = local.strftime("%H:%M") if local.date() == today else local.strftime("%m-%d %H:%M")
        reminder = f"{when} {ctx.texts(f'kind.{upcoming.kind}')} {upcoming.name}"
    own = f"{dials.mine:.1f}" if dials is not None and dials.mine is not None else ""
    return TallyView(
        reach=totals["reach"],
        reach_target=profile.number("target.reach"),
        connects=totals["connect"],
        conversations=totals["conversation"],
        meetings=totals["meeting_booked"],
        meetings_target=profile.number("target.meetings"),
        benchmark=QCoreApplication.translate("Tally", "benchmark 12.7 dials per connect; you") if own else "",
        benchmark_own=own,
        benchmark_good=bool(dials and dials.mine is not None and dials.mine <= dials.low),
        outbox=outbox,
        reminder=reminder,
    )
