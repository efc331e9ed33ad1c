"""The power hour through its real widgets: one person at a time, the clock, the promise that breaks in, undo, restart, the end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from sdrdesk.app import Application
from sdrdesk.core.domain.when import When
from sdrdesk.ui.dialogs.palette import Palette
from sdrdesk.ui.main_window import MainWindow
from sdrdesk.ui.pages.today.focus.page import FocusPage
from sdrdesk.ui.theme.stylesheet import apply_theme
from sdrdesk.ui.widgets.banner import Banner
from sdrdesk.ui.widgets.key_button import KeyButton
from tests.support.factories import add_person, log
from tests.support.profile import NOW, one, reopen, rows
from tests.support.windows import Open, desk_of, settle, shut, windows


@pytest.fixture
def open_window(qtbot: Any, tmp_path: Path, qapp: QApplication) -> Iterator[Open]:
    """Opens windows, the list on the screen."""
    with windows(qtbot, tmp_path, qapp) as opened:
        yield opened


@pytest.fixture
def people(desk: Application) -> list[int]:
    """Six people in New York who are to be called today."""
    desk.settings.change({"user.name": "Li Na", "user.company": "Acme", "value.topic": "invoices"})
    ids = [add_person(desk, f"Caller {n}", company=f"Firm {n}") for n in range(6)]
    for who in ids:
        desk.tasks.plan(who, "follow_up", "call", When(NOW.date()))
    return ids


@pytest.fixture
def window(desk: Application, people: list[int], open_window: Open) -> MainWindow:
    return open_window(desk)


def enter(qtbot: Any, window: MainWindow) -> FocusPage:
    """F on the list."""
    window.today.view.setFocus()
    qtbot.keyClick(window.today.view, Qt.Key.Key_F)
    page = window.page("focus")
    assert isinstance(page, FocusPage)
    settle(qtbot, window)
    assert window.stack.currentWidget() is page
    return page


def press(qtbot: Any, page: FocusPage, key: Any, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(page, key, modifier)
    settle(qtbot, page.window())


def let_pass(qtbot: Any, page: FocusPage, seconds: int) -> None:
    """Time goes by while the mode is open, looked at each minute at the latest."""
    while seconds > 0:
        step = min(seconds, 60)
        page.ctx.desk.clock.advance(seconds=step)
        page.clock.look()
        seconds -= step
    settle(qtbot, page.window())


def who(page: FocusPage) -> int:
    assert page.state is not None
    return page.state.person


def text_of(page: FocusPage, name: str) -> str:
    label = page.findChild(QLabel, name)
    assert label is not None, name
    return label.text()


def test_f_enters_with_the_first_person_the_script_filled_and_nothing_else(window: MainWindow, qtbot: Any, people: list[int]) -> None:
    """One person at a time, their facts in the words to say."""
    page = enter(qtbot, window)
    assert who(page) in people
    name = one(desk_of(window), "SELECT full_name FROM prospect WHERE id = :p", p=who(page))
    assert page.person.name.text() == name
    said = " ".join(line.words() for line in page.talk.script._lines)
    assert said.startswith("Hello Caller, this is Li Na from Acme.") and "{{" not in said
    assert window.rail.isHidden() and window.tally.isHidden()
    assert text_of(page, "hour_count") == "0 of 6"


def test_button_and_palette_enter_too(window: MainWindow, qtbot: Any) -> None:
    """Whoever does not know the key finds the way."""
    button = window.findChild(KeyButton, "power_hour")
    assert button is not None and button.isVisible() and button.keycap() == "F"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    page = window.page("focus")
    assert window.stack.currentWidget() is page
    press(qtbot, page, Qt.Key.Key_Escape)
    assert window.stack.currentWidget() is window.today and not window.rail.isHidden()
    window.open_palette()
    palette = window.findChild(Palette, "palette")
    assert palette is not None
    qtbot.waitUntil(palette.isActiveWindow, timeout=5000)
    qtbot.keyClicks(palette.edit, "power")
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.stack.currentWidget() is page


def test_digit_logs_and_brings_the_next_person(window: MainWindow, qtbot: Any) -> None:
    """One key is the whole of it (rules R4, R6): the same person does not come again."""
    page = enter(qtbot, window)
    seen = []
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3):
        seen.append(who(page))
        press(qtbot, page, key)
    assert len({*seen, who(page)}) == 4
    logged = rows(desk_of(window), "SELECT prospect_id, outcome FROM touch ORDER BY id")
    assert logged == list(zip(seen, ("no_answer", "voicemail", "gatekeeper"), strict=True))
    assert text_of(page, "hour_count") == "3 of 6"
    assert text_of(page, "hour_figures") == "Connects 1 · Conversations 0 · Meetings 0"
    assert "Gatekeeper" in page.next.done.text()


def test_digit_typed_into_the_note_types_and_alt_logs_it(window: MainWindow, qtbot: Any) -> None:
    """A digit in a note must never log a call; the note goes with the outcome."""
    page = enter(qtbot, window)
    person = who(page)
    press(qtbot, page, Qt.Key.Key_N)
    assert page.talk.notes.hasFocus()
    qtbot.keyClicks(page.talk.notes, "2 sites")
    qtbot.keyClick(page.talk.notes, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    settle(qtbot, window)
    assert rows(desk_of(window), "SELECT prospect_id, outcome, note FROM touch") == [(person, "no_answer", "2 sites")]
    assert page.talk.notes.toPlainText() == "" and who(page) != person


def test_conversation_waits_until_its_notes_are_left(window: MainWindow, qtbot: Any) -> None:
    """Nobody else comes while what was said is being written down; it is logged with the time at which it was."""
    desk = desk_of(window)
    page = enter(qtbot, window)
    person = who(page)
    press(qtbot, page, Qt.Key.Key_6)
    assert who(page) == person and page.talk.held.isVisible() and page.talk.notes.hasFocus()
    assert one(desk, "SELECT count(*) FROM touch") == 0
    qtbot.keyClicks(page.talk.notes, "Invoices take 9 days")
    let_pass(qtbot, page, 90)
    assert who(page) == person
    qtbot.keyClick(page.talk.notes, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    assert rows(desk, "SELECT outcome, note, at FROM touch") == [("conversation", "Invoices take 9 days", round(NOW.timestamp() * 1000))]
    assert who(page) != person and not page.talk.held.isVisible()


def test_meeting_asks_for_its_time_and_nonsense_is_told_beside_it(window: MainWindow, qtbot: Any) -> None:
    """A meeting without a time is none; bad input loses nothing."""
    page = enter(qtbot, window)
    person = who(page)
    press(qtbot, page, Qt.Key.Key_7)
    assert page.talk.next_when.hasFocus()
    qtbot.keyClicks(page.talk.next_when, "blue moon")
    qtbot.keyClick(page.talk.next_when, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    assert "blue moon" in page.talk.error.text() and who(page) == person
    page.talk.next_when.clear()
    qtbot.keyClicks(page.talk.next_when, "tue 14:00")
    qtbot.mouseClick(page.talk.held.button, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    found = rows(desk_of(window), "SELECT kind FROM task WHERE prospect_id = :p AND state = 'open'", p=person)
    assert found == [("meeting",)]
    assert text_of(page, "hour_figures") == "Connects 1 · Conversations 1 · Meetings 1"


def test_call_back_breaks_in_at_its_time_and_takes_the_next_place(window: MainWindow, qtbot: Any) -> None:
    """A promise is kept to the minute: shown before, never dialled early, never thrown into a call under way."""
    desk = desk_of(window)
    promised = add_person(desk, "Ana Promised")
    log(desk, promised, "connected_not_now", next="today 10:20")
    settle(qtbot, window)
    page = enter(qtbot, window)
    shown = page.next.rows[0]
    assert shown.name.whole() == "Ana Promised" and shown.why.whole() == "breaks in at 10:20"
    let_pass(qtbot, page, 18 * 60)
    press(qtbot, page, Qt.Key.Key_1)
    assert who(page) != promised
    here = who(page)
    let_pass(qtbot, page, 3 * 60)
    assert who(page) == here
    assert page.next.rows[0].name.whole() == "Ana Promised" and "breaks" not in page.next.rows[0].why.whole()
    press(qtbot, page, Qt.Key.Key_1)
    assert who(page) == promised


def test_skip_passes_over_for_the_hour_and_ctrl_z_brings_back(window: MainWindow, qtbot: Any) -> None:
    """Skipped is not called; and a slip of the finger costs nothing."""
    page = enter(qtbot, window)
    first = who(page)
    press(qtbot, page, Qt.Key.Key_J)
    assert who(page) != first and one(desk_of(window), "SELECT count(*) FROM touch") == 0
    assert first not in {item.prospect_id for item in page.turn.coming}
    window.actions_by_key["undo"].trigger()
    settle(qtbot, window)
    assert who(page) == first


def test_undo_of_the_last_outcome_returns_to_that_person_and_redo_goes_on(window: MainWindow, qtbot: Any) -> None:
    """Rule R26 in the mode: the tally falls with it, for it is counted from the log."""
    page = enter(qtbot, window)
    first = who(page)
    press(qtbot, page, Qt.Key.Key_2)
    second = who(page)
    assert second != first and text_of(page, "hour_count") == "1 of 6"
    button = page.findChild(KeyButton, "focus_undo")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert who(page) == first
    assert text_of(page, "hour_count") == "0 of 6" and one(desk_of(window), "SELECT count(*) FROM touch") == 0
    window.actions_by_key["redo"].trigger()
    settle(qtbot, window)
    assert who(page) != first and text_of(page, "hour_count") == "1 of 6"


def test_ctrl_z_takes_back_a_conversation_that_waits_for_its_notes(window: MainWindow, qtbot: Any) -> None:
    """The wrong digit, seen at once."""
    page = enter(qtbot, window)
    person = who(page)
    press(qtbot, page, Qt.Key.Key_6)
    press(qtbot, page, Qt.Key.Key_Escape)
    assert window.stack.currentWidget() is page
    window.actions_by_key["undo"].trigger()
    settle(qtbot, window)
    assert who(page) == person and not page.talk.held.isVisible() and page.state is not None and page.state.held == ""
    press(qtbot, page, Qt.Key.Key_1)
    assert rows(desk_of(window), "SELECT outcome FROM touch") == [("no_answer",)]


def test_clock_counts_only_while_open_and_not_paused(window: MainWindow, qtbot: Any) -> None:
    """An hour is sixty minutes of calling, not of the day; neither lunch nor a sleeping computer counts."""
    page = enter(qtbot, window)
    let_pass(qtbot, page, 120)
    assert text_of(page, "hour_clock") == "58:00"
    press(qtbot, page, Qt.Key.Key_P)
    assert text_of(page, "hour_note") == "paused"
    let_pass(qtbot, page, 600)
    press(qtbot, page, Qt.Key.Key_P)
    let_pass(qtbot, page, 30)
    assert text_of(page, "hour_clock") == "57:30"
    press(qtbot, page, Qt.Key.Key_Escape)
    window.ctx.desk.clock.advance(minutes=45)
    page = enter(qtbot, window)
    assert text_of(page, "hour_clock") == "57:30"
    window.ctx.desk.clock.advance(hours=2)
    page.clock.look()
    assert text_of(page, "hour_clock") == "57:30"


def test_leaving_keeps_the_place_and_today_offers_to_go_on(window: MainWindow, qtbot: Any) -> None:
    """Escape is not the end."""
    page = enter(qtbot, window)
    press(qtbot, page, Qt.Key.Key_1)
    here = who(page)
    let_pass(qtbot, page, 60)
    press(qtbot, page, Qt.Key.Key_Escape)
    line = window.findChild(Banner, "power_hour_line")
    assert line is not None and line.isVisible()
    assert line.accessibleDescription() == "Your power hour: 59 min left, 1 of 6"
    qtbot.mouseClick(line.button, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert window.stack.currentWidget() is page and who(page) == here


def test_hour_survives_a_restart(window: MainWindow, qtbot: Any, desk: Application, open_window: Open) -> None:
    """The same person, the same minutes, the same tally, also a talk that still waits for its notes."""
    page = enter(qtbot, window)
    press(qtbot, page, Qt.Key.Key_1)
    let_pass(qtbot, page, 75)
    here = who(page)
    press(qtbot, page, Qt.Key.Key_6)
    folder = desk.paths.root
    shut(window)  # as after a crash: nothing more is written
    desk.close()
    again = reopen(folder, NOW + dt.timedelta(minutes=20))
    try:
        second = open_window(again)
        line = second.findChild(Banner, "power_hour_line")
        assert line is not None and line.accessibleDescription() == "Your power hour: 59 min left, 1 of 6"
        page = enter(qtbot, second)
        assert who(page) == here and page.talk.held.isVisible()
        assert text_of(page, "hour_clock") == "58:45"
        qtbot.keyClick(page.talk.notes, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        settle(qtbot, second)
        assert rows(again, "SELECT outcome FROM touch ORDER BY id") == [("no_answer",), ("conversation",)]
        shut(second)
    finally:
        again.close()


def test_end_of_the_hour_shows_an_honest_summary_and_returns_to_today(window: MainWindow, qtbot: Any) -> None:
    """What was done beside what was planned, and no more."""
    window.ctx.desk.settings.change({"focus.minutes": 5})
    settle(qtbot, window)
    page = enter(qtbot, window)
    press(qtbot, page, Qt.Key.Key_1)
    press(qtbot, page, Qt.Key.Key_3)
    planned = page.state.planned
    let_pass(qtbot, page, 300)
    assert page.summary.isVisible()
    words = text_of(page, "summary_lines")
    assert f"2 of {max(planned, 2)} planned dials made." in words and "Connects 1, conversations 0, meetings 0." in words
    assert "2.0 dials per connect; the benchmark is 12.7." in words
    press(qtbot, page, Qt.Key.Key_Escape)
    assert window.stack.currentWidget() is window.today
    assert window.ctx.desk.focus.current() is None
    page = enter(qtbot, window)
    assert text_of(page, "hour_clock") == "05:00" and text_of(page, "hour_count").startswith("0 of")


def test_time_that_runs_out_during_notes_waits_for_them(window: MainWindow, qtbot: Any) -> None:
    """The hour ends with the call, never inside it."""
    window.ctx.desk.settings.change({"focus.minutes": 5})
    settle(qtbot, window)
    page = enter(qtbot, window)
    press(qtbot, page, Qt.Key.Key_6)
    let_pass(qtbot, page, 330)
    assert not page.summary.isVisible() and text_of(page, "hour_note") == "time is up after this call"
    qtbot.keyClick(page.talk.notes, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    assert page.summary.isVisible() and "conversations 1" in text_of(page, "summary_lines")


def test_nobody_left_says_who_breaks_in_and_offers_the_end(window: MainWindow, qtbot: Any, people: list[int]) -> None:
    """An empty list has one fact and one thing to do."""
    page = enter(qtbot, window)
    for _ in people:
        press(qtbot, page, Qt.Key.Key_1)
    assert who(page) == 0 and not page.grid.isEnabled()
    qtbot.mouseClick(page._nobody.button, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert page.summary.isVisible() and "6 of 6" in text_of(page, "summary_lines")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everything_fits_into_the_smallest_window(window: MainWindow, qtbot: Any, qapp: QApplication, theme: str) -> None:
    """1120 x 680: nothing is pushed out, and the outcomes stand in rows of four."""
    apply_theme(qapp, theme)
    window.resize(1120, 680)
    page = enter(qtbot, window)
    assert window.size().width() == 1120 and window.size().height() == 680
    assert page.grid.button("connected_not_now").y() > page.grid.button("no_answer").y()
    for key in ("no_answer", "do_not_contact"):
        button = page.grid.button(key)
        assert button.width() >= button.sizeHint().width()
        assert page.rect().contains(button.mapTo(page, button.rect().bottomRight()))
    window.resize(1440, 900)
    qtbot.waitUntil(lambda: page.grid.button("do_not_contact").y() == page.grid.button("no_answer").y(), timeout=5000)


def test_closing_in_the_middle_of_notes_keeps_the_talk_and_the_notes(
    desk: Application, open_window: Open, people: list[int], qtbot: Any
) -> None:
    """What was said to the last key is not lost to the close button, with time left or without."""
    window = open_window(desk)
    window.show_page("focus")
    page = window.page("focus")
    qtbot.waitUntil(lambda: page.turn is not None and page.turn.work is not None, timeout=10_000)
    settle(qtbot, window)
    page.choose("conversation")
    settle(qtbot, window)
    page.talk.notes.setPlainText("Wants to see it in May")
    window.close()
    window.ctx.runner.close()
    assert one(desk, "SELECT note FROM touch ORDER BY id DESC LIMIT 1") == "Wants to see it in May"
