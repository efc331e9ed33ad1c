"""Goals of the pipeline math: kept, chosen, replaced, removed and undone, through the boxes of the Numbers page (seed P8)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit

from sdrdesk.app import Application
from sdrdesk.core.errors import NotFound, ValidationError
from sdrdesk.ui.pages.numbers.goals_row import GoalsRow
from sdrdesk.ui.pages.numbers.page import NumbersPage
from tests.support.factories import add_person, log
from tests.support.profile import dump, reopen, set_now
from tests.support.whole_window import Desktop

VALUES = {"revenue": 500_000.0, "deal_size": 20_000.0, "win_rate": 0.2, "sdr_conversion": 0.1, "response_rate": 0.1, "working_days": 220.0}


@pytest.fixture
def page(desktop: Desktop) -> NumbersPage:
    """The page, shown and read."""
    desktop.window.show_page("numbers")
    desktop.settle()
    found = desktop.window.page("numbers")
    assert isinstance(found, NumbersPage)
    desktop.qtbot.waitUntil(found.complete)
    return found


def combo(page: NumbersPage) -> QComboBox:
    return page.goals.combo


def items(page: NumbersPage) -> list[str]:
    return [combo(page).itemText(i) for i in range(combo(page).count())]


def keep(desktop: Desktop, page: NumbersPage, name: str) -> None:
    """Type a name and press Enter."""
    page.goals.name.setText(name)
    desktop.qtbot.keyClick(page.goals.name, Qt.Key.Key_Return)
    desktop.settle()


def box(page: NumbersPage, key: str) -> QLineEdit:
    return page.pipeline.boxes[key]


def test_goal_is_kept_and_chosen_again_after_other_numbers(desktop: Desktop, page: NumbersPage) -> None:
    """The boxes hold what was kept, and the results follow."""
    box(page, "revenue").setText("500,000")
    result = page.pipeline.results["per_day"].text()
    keep(desktop, page, "  this   year ")
    desktop.qtbot.waitUntil(lambda: items(page) == ["1 kept", "this year"], timeout=10_000)
    box(page, "revenue").setText("900,000")
    assert page.pipeline.results["per_day"].text() != result
    combo(page).setCurrentIndex(1)
    combo(page).activated.emit(1)
    assert box(page, "revenue").text() == "500,000" and page.pipeline.results["per_day"].text() == result
    assert page.goals.name.text() == "this year"


def test_same_name_replaces_and_undo_brings_the_former_back(desktop: Desktop, page: NumbersPage) -> None:
    """One goal of a name; Ctrl Z as everywhere."""
    box(page, "revenue").setText("500,000")
    keep(desktop, page, "this year")
    before = dump(desktop.desk)
    box(page, "revenue").setText("600,000")
    keep(desktop, page, "this year")
    assert [g.values["revenue"] for g in desktop.desk.goals.all()] == [600_000]
    desktop.window.undo()
    desktop.qtbot.waitUntil(lambda: dump(desktop.desk) == before, timeout=10_000)
    desktop.settle()


def test_removed_goal_is_gone_and_comes_back_by_undo(desktop: Desktop, page: NumbersPage) -> None:
    """The button is off while none is chosen."""
    desktop.desk.goals.save("this year", VALUES)
    desktop.qtbot.waitUntil(lambda: len(items(page)) == 2, timeout=10_000)
    assert not page.goals.remove_button.isEnabled()
    combo(page).setCurrentIndex(1)
    combo(page).activated.emit(1)
    page.goals.remove_button.click()
    desktop.qtbot.waitUntil(lambda: items(page) == ["none kept yet"], timeout=10_000)
    desktop.window.undo()
    desktop.qtbot.waitUntil(lambda: items(page) == ["1 kept", "this year"], timeout=10_000)
    desktop.settle()


def test_wrong_number_or_no_name_keeps_nothing_and_says_why(desktop: Desktop, page: NumbersPage) -> None:
    """Beside the button."""
    row: GoalsRow = page.goals
    keep(desktop, page, "   ")
    assert "name of at most 60" in row.wrong.text()
    box(page, "win_rate").setText("140%")
    keep(desktop, page, "too good")
    assert row.wrong.text() == "Mend the number marked red first."
    assert desktop.desk.goals.all() == []


def test_goals_survive_a_restart_and_what_is_wrong_is_refused(desk: Application, folder: Path) -> None:
    """The command line and the window read the same table; nothing nonsensical gets in."""
    wrong: list[dict[str, Any]] = [{"revenue": 0}, {"win_rate": 1.2}, {"deal_size": float("inf")}]
    for change in wrong:
        with pytest.raises(ValidationError):
            desk.goals.save("x", VALUES | change)
    with pytest.raises(NotFound):
        desk.goals.remove(7)
    desk.goals.save("this year", VALUES)
    desk.close()
    again = reopen(folder)
    assert [(g.name, g.values) for g in again.goals.all()] == [("this year", VALUES)]
    again.close()


def test_three_months_out_counts_the_days_really_worked(desktop: Desktop, page: NumbersPage) -> None:
    """67 weekdays from Thursday 19 November to 19 February, 31 of them this year; 120 opportunities a year ask for 120 x 67/230 until then. Ten
    days off later there are as many fewer; a wrong box says nothing."""
    box(page, "working_days").setText("230")
    assert page.pipeline.outlook.text() == (
        "Until 19 Feb 2027 (67 working days) the goal asks for 35 opportunities. 31 working days are left this year."
    )
    desktop.desk.away.say(dt.date(2026, 12, 21), dt.date(2027, 1, 1), "off")
    page.refresh()
    desktop.qtbot.waitUntil(lambda: "(57 working days)" in page.pipeline.outlook.text(), timeout=10_000)
    assert "22 working days are left" in page.pipeline.outlook.text()
    for _ in range(40):
        log(desktop.desk, add_person(desktop.desk), "sent", "email")
    page.refresh()
    desktop.settle()
    assert "a pipeline of" not in page.pipeline.outlook.text(), "today's emails are no working day yet"
    box(page, "win_rate").setText("140%")
    assert page.pipeline.outlook.text() == ""


def test_own_activity_is_told_as_a_pipeline(desktop: Desktop, page: NumbersPage) -> None:
    """A hundred emails in the last twenty working days are five a day: 5 x 67 x 12 % x 12 % opportunities, each of 24,000."""
    for day in ("2026-11-17", "2026-11-18"):
        set_now(desktop.desk, day)
        for _ in range(50):
            log(desktop.desk, add_person(desktop.desk), "sent", "email")
    set_now(desktop.desk, "2026-11-19")
    page.refresh()
    desktop.settle()
    box(page, "working_days").setText("230")
    expected = 5 * 67 * 0.12 * 0.12
    assert f"your activity brings {expected:.1f}, and a pipeline of {round(expected * 24_000):,}." in page.pipeline.outlook.text()
