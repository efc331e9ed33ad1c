"""The power hour is kept: where it stands survives a restart, and what is over is over."""

from __future__ import annotations

import datetime as dt

from sdrdesk.app import Application
from sdrdesk.core.services.focus import FocusState, Standing
from tests.support.factories import add_person, log
from tests.support.profile import NOW, one, reopen, set_now

HALF = FocusState(minutes=60, spent_s=1800, planned=30, person=7, touches=(3, 5, 8), skipped=(4, 9), held="conversation", paused=True)


def test_state_survives_reopening_whole(desk: Application) -> None:
    """Closed at half past ten, opened at eleven: half an hour is left, on the same person, with the same touches, still paused."""
    assert desk.focus.current() is None
    desk.focus.keep(HALF)
    folder = desk.paths.root
    desk.close()
    again = reopen(folder, NOW + dt.timedelta(hours=1))
    try:
        assert again.focus.current() == HALF
        assert HALF.left_s == 1800  # the closed window spent nothing
    finally:
        again.close()


def test_keep_replaces_what_was_kept_and_end_forgets_it(desk: Application) -> None:
    """There is one hour at a time."""
    desk.focus.keep(HALF)
    desk.focus.keep(FocusState(minutes=25))
    assert desk.focus.current() == FocusState(minutes=25)
    assert one(desk, "SELECT count(*) FROM focus") == 1
    desk.focus.end()
    desk.focus.end()
    assert desk.focus.current() is None


def test_hour_that_is_spent_is_over_and_never_below_zero(desk: Application) -> None:
    """A minute too many is none left."""
    desk.focus.keep(FocusState(minutes=60, spent_s=3599))
    assert desk.focus.current() is not None
    desk.focus.keep(FocusState(minutes=60, spent_s=3660))
    assert desk.focus.current() is None
    assert FocusState(minutes=60, spent_s=3660).left_s == 0


def test_hour_that_was_left_open_yesterday_is_over(desk: Application) -> None:
    """Twelve hours after it was last kept; not after eleven. A clock set back leaves it as it is."""
    desk.focus.keep(HALF)
    set_now(desk, NOW + dt.timedelta(hours=12))
    assert desk.focus.current() == HALF
    set_now(desk, NOW + dt.timedelta(hours=12, seconds=1))
    assert desk.focus.current() is None
    set_now(desk, NOW - dt.timedelta(days=1))
    assert desk.focus.current() == HALF


def test_state_of_another_version_is_read_as_far_as_it_is_known(desk: Application) -> None:
    """A newer version may have kept a field that this one does not know, an older one may lack some."""
    desk.focus.keep(HALF)
    desk.store.run_raw(lambda c: c.execute("""UPDATE focus SET state_json = '{"minutes": 30, "spent_s": 60, "mood": "good"}'"""))
    assert desk.focus.current() == FocusState(minutes=30, spent_s=60)


def test_undo_takes_back_the_touch_and_not_the_clock(desk: Application) -> None:
    """Rule R26 is about what the user did; time has passed all the same."""
    who = add_person(desk)
    log(desk, who, "no_answer")
    desk.focus.keep(HALF)
    assert desk.undo.undo().value.op == "log_touch"
    assert desk.focus.current() == HALF


def test_standing_counts_the_touches_that_stand(desk: Application) -> None:
    """The tally comes from the log: an undo lowers it, a redo raises it again (rules.md, "Counting")."""
    assert desk.focus.standing() is None
    first, second = (log(desk, add_person(desk), "no_answer").touch_id for _ in range(2))
    desk.focus.keep(FocusState(minutes=60, spent_s=2221, planned=30, touches=(first, second)))
    assert desk.focus.standing() == Standing(23, 2, 30)
    desk.undo.undo()
    assert desk.focus.standing() == Standing(23, 1, 30)
    desk.undo.redo()
    assert desk.focus.standing() == Standing(23, 2, 30)
