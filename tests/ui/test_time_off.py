"""Settings, Time off: days off by the window, what happens to due touches, catching up, and the holidays of a country (rules R8, R12)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from sdrdesk.app import Application
from sdrdesk.core.domain.calendar import holidays_of
from sdrdesk.core.texts import Texts
from sdrdesk.ui.bridge import Bridge
from sdrdesk.ui.context import Navigator, UiContext
from sdrdesk.ui.pages.settings.page import SettingsPage
from sdrdesk.ui.pages.settings.time_off import TimeOffSection
from sdrdesk.ui.runner import Runner
from tests.support.factories import add_person, enrol, log, plan_of
from tests.support.profile import one, reopen, set_now

Key = Qt.Key


@pytest.fixture
def ctx(desk: Application) -> Iterator[UiContext]:
    """What a page gets from the main window; the user works in the United States."""
    desk.settings.change({"user.country": "US"})
    runner, bridge = Runner(), Bridge(desk.bus)
    anything: Any = desk
    yield UiContext(anything, runner, bridge, Navigator(), desk.settings.profile(), Texts("en"))
    runner.close()
    bridge.close()


@pytest.fixture
def toasts(ctx: UiContext) -> list[str]:
    """What was said at the bottom of the window."""
    said: list[str] = []
    ctx.nav.toast.connect(lambda words, undo: said.append(words))
    return said


@pytest.fixture
def page(qtbot: QtBot, ctx: UiContext) -> SettingsPage:
    """The page, read and at rest."""
    made = SettingsPage(ctx)
    qtbot.addWidget(made)
    made.resize(1264, 860)
    made.show()
    rest(qtbot, ctx)
    return made


@pytest.fixture
def section(page: SettingsPage) -> TimeOffSection:
    """The section of the page."""
    return page.time_off


def rest(qtbot: QtBot, ctx: UiContext) -> None:
    """Wait until no job is under way and its news have arrived."""
    for _ in range(3):
        qtbot.wait(1)
        qtbot.waitUntil(lambda: ctx.runner.pending == 0, timeout=20_000)


def get(widget: QWidget, name: str, kind: type[QWidget] = QWidget) -> Any:
    """A widget by its name."""
    found = widget.findChild(kind, name)
    assert found is not None, name
    return found


def press(qtbot: QtBot, widget: QWidget, name: str) -> None:
    """Click a button."""
    button = get(widget, name, QPushButton)
    assert button.isEnabled(), name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def fill(section: TimeOffSection, first: dt.date, last: dt.date) -> None:
    """Choose the days in the form that is open."""
    for name, day in (("day_first", first), ("day_last", last)):
        get(section, name, QDateEdit).setDate(QDate(day.year, day.month, day.day))


def day(number: int, month: int = 11) -> dt.date:
    """A day of 2026."""
    return dt.date(2026, month, number)


def test_away_says_what_moves_then_moves_it_and_is_undone(
    qtbot: QtBot, ctx: UiContext, section: TimeOffSection, desk: Application, toasts: list[str], folder: Path
) -> None:
    """Nothing is due while one is away; a promise with a time stays, and is said (rule R12)."""
    on_plan, promised = add_person(desk), add_person(desk)
    enrol(desk, on_plan, start=day(23))
    log(desk, promised, "connected_not_now", next="tue 14:00")
    before = plan_of(desk, on_plan)
    press(qtbot, section, "day_add")
    fill(section, day(23), day(25))
    rest(qtbot, ctx)
    said = get(section, "day_effect", QLabel).text()
    assert said.startswith("1 touch is due on these days") and "1 promised time stays" in said
    assert plan_of(desk, on_plan) == before
    qtbot.keyClicks(get(section, "day_note", QLineEdit), "Fair")
    press(qtbot, section, "day_save")
    rest(qtbot, ctx)
    assert plan_of(desk, on_plan)[2] == "2026-11-27"  # the 26th is Thanksgiving
    [entry] = desk.away.rows()
    assert entry[:4] == (day(23), day(25), "away", "Fair")
    assert get(section, f"day_{entry.id}").isVisible() and not get(section, "days_none").isVisible()
    assert toasts == ["Kept; 1 touch was moved to the days after."]
    desk.undo.undo()
    rest(qtbot, ctx)
    assert plan_of(desk, on_plan) == before and desk.away.rows() == () and get(section, "days_none").isVisible()
    desk.undo.redo()
    desk.close()
    again = reopen(folder)
    assert [d.note for d in again.away.rows()] == ["Fair"]
    again.close()


def test_entry_is_changed_and_taken_out(qtbot: QtBot, ctx: UiContext, section: TimeOffSection, desk: Application) -> None:
    """A day off that became a day of work: one entry stays, of the other kind."""
    desk.away.say(day(7, 12), day(8, 12), "off", "Move")
    rest(qtbot, ctx)
    [entry] = desk.away.rows()
    press(qtbot, section, f"day_change_{entry.id}")
    assert get(section, "day_note", QLineEdit).text() == "Move"
    fill(section, day(12, 12), day(12, 12))
    rest(qtbot, ctx)
    qtbot.mouseClick(get(section, "segment_work"), Qt.MouseButton.LeftButton)
    rest(qtbot, ctx)
    assert "Steps may fall on these days" in get(section, "day_effect", QLabel).text()
    qtbot.keyClick(get(section, "day_note", QLineEdit), Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    rest(qtbot, ctx)
    [entry] = desk.away.rows()
    assert entry[:4] == (day(12, 12), day(12, 12), "work", "Move")
    assert desk.settings.profile().calendar.works(day(12, 12))
    press(qtbot, section, f"day_remove_{entry.id}")
    rest(qtbot, ctx)
    assert desk.away.rows() == ()
    desk.undo.undo()
    assert len(desk.away.rows()) == 1


def test_days_upside_down_or_too_many_are_refused_in_words(
    qtbot: QtBot, ctx: UiContext, section: TimeOffSection, desk: Application
) -> None:
    """The form stays open with the reason, and nothing is kept."""
    press(qtbot, section, "day_add")
    fill(section, day(20), day(19))
    press(qtbot, section, "day_save")
    rest(qtbot, ctx)
    assert get(section, "day_problem", QLabel).text() == "The period ends before it begins."
    fill(section, day(20), dt.date(2028, 1, 1))
    press(qtbot, section, "day_save")
    rest(qtbot, ctx)
    assert "more than 366 days" in get(section, "day_problem", QLabel).text() and desk.away.rows() == ()
    qtbot.keyClick(get(section, "day_note", QLineEdit), Key.Key_Escape)
    assert section.findChild(QLineEdit, "day_note") is None or not get(section, "day_note").isVisible()


def test_backlog_is_spread_and_stale_steps_need_a_reason(qtbot: QtBot, ctx: UiContext, section: TimeOffSection, desk: Application) -> None:
    """What piled up does not stand on one day, and nothing is dropped without a word (rules R4, R12)."""
    old, newer = add_person(desk), add_person(desk)
    enrol(desk, old)
    set_now(desk, "2026-12-07")
    enrol(desk, newer)
    set_now(desk, "2026-12-09")
    desk.settings.change({"target.reach": 50})  # anything that makes the page read again
    rest(qtbot, ctx)
    assert get(section, "backlog_words", QLabel).text() == "2 touches are overdue."
    qtbot.mouseClick(get(section, "backlog_drop", QCheckBox), Qt.MouseButton.LeftButton, pos=get(section, "backlog_drop").rect().center())
    press(qtbot, section, "backlog_spread")
    rest(qtbot, ctx)
    assert get(section, "backlog_problem", QLabel).text() == "Say why."
    qtbot.keyClicks(get(section, "backlog_reason", QLineEdit), "too old")
    press(qtbot, section, "backlog_spread")
    rest(qtbot, ctx)
    assert plan_of(desk, old)[1] == 2 and plan_of(desk, newer)[1:] == (1, "2026-12-09")
    assert get(section, "backlog_words", QLabel).text() == "Nothing is overdue." and not get(section, "backlog_spread").isEnabled()
    desk.undo.undo()
    rest(qtbot, ctx)
    assert plan_of(desk, old)[1] == 1 and one(desk, "SELECT count(*) FROM enrolment WHERE due_on < '2026-12-09'") == 2


def test_holidays_of_the_chosen_country_are_listed_make_up_days_too(qtbot: QtBot, section: TimeOffSection) -> None:
    """China's weekend days that are worked belong to the calendar as much as the free ones (rule R8)."""
    words = [label.accessibleName() for label in section.holidays._labels]
    assert "Thu 26 Nov · Thanksgiving Day" in words
    combo = get(section, "holidays_country", QComboBox)
    combo.setCurrentIndex(combo.findData("CN"))
    assert len(section.holidays._labels) == len(holidays_of("CN", 2026)) > 20
    assert any(label.accessibleName().endswith("worked") for label in section.holidays._labels)
    assert {"春节", "劳动节"} <= {h.name for h in holidays_of("CN", 2026, "zh_CN")}
    combo.setCurrentIndex(0)
    assert get(section, "holidays_note", QLabel).text() == "Choose a country." and section.holidays._labels == []
