"""What the focus mode reads in one go: the hour as it stands, who is next, and everything about the person on the screen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sdrdesk.core.domain.power_hour import HourQueue, plan_size, queue
from sdrdesk.core.errors import SdrDeskError
from sdrdesk.core.queries.focus import HourTouch, hour_touches
from sdrdesk.core.queries.today import TodayItem, TodayList, today_items
from sdrdesk.core.services.focus import FocusState
from sdrdesk.core.texts import Texts
from sdrdesk.ui.context import Desk
from sdrdesk.ui.pages.today.reading import read_work
from sdrdesk.ui.pages.today.work_panel import Work

UP_NEXT = 4
"""People shown as coming next, those who break in first."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is. ``work`` is None when nobody can be called now. ``more`` are the people after those shown as coming."""

    state: FocusState
    touches: tuple[HourTouch, ...]
    breaks: tuple[TodayItem, ...]
    coming: tuple[TodayItem, ...]
    more: int
    work: Work | None
    kept: bool
    """Was the hour under way before this window was opened?"""


def read_turn(desk: Desk, state: FocusState | None, texts: Texts) -> Turn:
    """The hour and its next person; without a state the hour that was kept, else a new one."""
    today: TodayList = desk.day.today()
    now = desk.clock.now()
    kept = state is None
    if state is None:
        state = desk.focus.current()
        kept = state is not None
    with desk.read() as (s, profile):
        if state is None:
            state = FocusState(minutes=profile.number("focus.minutes"))
            state = replace(state, planned=plan_size(queue(today.ranked, now, state.left_s, ()), state.left_s))
        touches = tuple(hour_touches(s, state.touches))
    calls = queue(today.ranked, now, state.left_s, state.skipped)
    if kept and not state.held and state.person not in {r.candidate.prospect_id for r in calls.now}:
        state = replace(state, person=0)  # called, closed or put off since
    work = _work(desk, state.person, texts)
    if work is None:
        state = replace(state, person=calls.now[0].candidate.prospect_id if calls.now else 0)
        work = _work(desk, state.person, texts)
    return Turn(state, touches, *_next(desk, today, calls, state.person), work, kept)


def _work(desk: Desk, person: int, texts: Texts) -> Work | None:
    try:
        return read_work(desk, person, texts) if person else None
    except SdrDeskError:
        return None  # gone, for example by an undo


def _next(desk: Desk, today: TodayList, calls: HourQueue, person: int) -> tuple[tuple[TodayItem, ...], tuple[TodayItem, ...], int]:
    breaks = [r for r in calls.breaks if r.candidate.prospect_id != person][:UP_NEXT]
    coming = [r for r in calls.now if r.candidate.prospect_id != person]
    shown = coming[: UP_NEXT - len(breaks)]
    with desk.read() as (s, profile):
        items = today_items(s, [*breaks, *shown], 1, profile, desk.cadences, today.ranker)
    return tuple(items[: len(breaks)]), tuple(items[len(breaks) :]), len(coming) - len(shown)
