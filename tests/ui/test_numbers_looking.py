"""Behind every figure of the Numbers page: a click or Enter shows what it counts, a chart gives its table, and the table can be copied."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton

from sdrdesk.ui.dialogs.behind import BehindDialog
from sdrdesk.ui.dialogs.chart_table import ChartTable
from sdrdesk.ui.pages.numbers.page import NumbersPage
from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.figure_link import FigureLink
from sdrdesk.ui.widgets.segmented import SegmentedControl
from sdrdesk.ui.widgets.small_table import SmallTable
from tests.support.factories import add_person, log
from tests.support.profile import NOW
from tests.support.whole_window import Desktop


@pytest.fixture
def page(desktop: Desktop) -> NumbersPage:
    """This week with five calls to Helen on Tuesday at ten, one answered, and an email with its answer."""
    desk = desktop.desk
    helen, wei = add_person(desk, "Helen Okafor"), add_person(desk, "Wei Zhang")
    for minute, outcome in enumerate(("no_answer", "voicemail", "busy", "no_answer", "conversation")):
        log(desk, helen, outcome, at=dt.datetime(2026, 11, 17, 10, minute, tzinfo=NOW.tzinfo))
    log(desk, wei, "sent", "email", at=dt.datetime(2026, 11, 17, 12, tzinfo=NOW.tzinfo))
    log(desk, wei, "replied", "email", at=dt.datetime(2026, 11, 18, 9, tzinfo=NOW.tzinfo))
    desktop.window.show_page("numbers")
    desktop.settle()
    found = desktop.window.page("numbers")
    assert isinstance(found, NumbersPage)
    desktop.qtbot.waitUntil(found.complete)
    period: SegmentedControl = found.period
    desktop.qtbot.mouseClick(period.segment("week"), Qt.MouseButton.LeftButton)
    desktop.settle()
    return found


def behind(desktop: Desktop) -> tuple[str, list[str]]:
    """The head and the names of the window that shows what a figure counts; closes it."""
    desktop.settle()
    (dialog,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, BehindDialog) and w.isVisible()]
    shown = [dialog.list.entries.entry(row) for row in range(dialog.list.entries.rowCount())]
    names = [entry.title for entry in shown if entry is not None and entry.key]
    head = dialog.head.text()
    dialog.reject()
    desktop.settle()
    return head, names


def table(desktop: Desktop) -> ChartTable:
    (dialog,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, ChartTable) and w.isVisible()]
    return dialog


def open_table(desktop: Desktop, page: NumbersPage, name: str) -> ChartTable:
    button = page.findChild(QPushButton, name)
    assert button is not None
    desktop.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    return table(desktop)


def cut(shown: SmallTable) -> list[str]:
    """Cells and headings that have no room for their text."""
    model, metrics = shown.texts, current().metrics(13)
    cells = [(c, str(model.index(r, c).data())) for r in range(model.rowCount()) for c in range(model.columnCount())]
    cells += [(column, heading.title) for column, heading in enumerate(model.headings)]
    return [words for column, words in cells if metrics.horizontalAdvance(words) > shown.columnWidth(column) - 16]


def rows(shown: SmallTable) -> list[list[str]]:
    model = shown.texts
    return [[str(model.index(r, c).data()) for c in range(model.columnCount())] for r in range(model.rowCount())]


def click(desktop: Desktop, shown: SmallTable, row: int, column: int) -> None:
    at = shown.visualRect(shown.texts.index(row, column)).center()
    desktop.qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_figure_of_a_group_shows_what_it_counts(desktop: Desktop, page: NumbersPage) -> None:
    """By channel: the one conversation by email is Wei's answer; Enter on the reach of the calls shows five to Helen."""
    by = page.breakdown.by
    by.setCurrentIndex(by.findData("channel"))
    by.activated.emit(by.currentIndex())
    desktop.settle()
    shown = page.breakdown.table
    assert [row[0] for row in rows(shown)] == ["Call", "Email"]
    click(desktop, shown, 1, 3)
    head, names = behind(desktop)
    assert head == "Conversation, Email, 16 Nov to 19 Nov: 1" and names == ["Wei Zhang"]
    shown.setFocus()
    shown.setCurrentIndex(shown.texts.index(0, 1))
    desktop.qtbot.keyClick(shown, Qt.Key.Key_Return)
    head, names = behind(desktop)
    assert head.startswith("Reach, Call,") and names == ["Helen Okafor"] * 5


def test_answer_stands_beside_its_template(desktop: Desktop, page: NumbersPage) -> None:
    """By template the answer counts where the email counts, not under none."""
    by = page.breakdown.by
    by.setCurrentIndex(by.findData("template"))
    by.activated.emit(by.currentIndex())
    desktop.settle()
    assert rows(page.breakdown.table) == [["none", "6", "2", "2", "0", "0", "0.0%"]]


def test_cell_of_the_heat_map_shows_its_calls(desktop: Desktop, page: NumbersPage) -> None:
    """By the pointer and by the keyboard; keys beyond the edge stay in it."""
    grid = page.hours.map
    grid.setFocus()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up):
        desktop.qtbot.keyClick(grid, key)
    desktop.qtbot.keyClick(grid, Qt.Key.Key_Return)
    head, names = behind(desktop)
    assert head.startswith("Calls, Tue 10:00,") and names == ["Helen Okafor"] * 5
    desktop.qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.cell_rect(0, 0).center().toPoint())
    assert behind(desktop)[0] == head
    desktop.qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))  # a heading is no cell
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, BehindDialog) and w.isVisible()]


def test_own_number_beside_a_benchmark_shows_what_it_counts(desktop: Desktop, page: NumbersPage) -> None:
    """Dials per conversation counts the five calls."""
    mine = page.findChild(FigureLink, "benchmark_dials_per_conversation_you")
    assert mine is not None and mine.accessibleName() == "Dials per conversation: 5"
    mine.setFocus()
    desktop.qtbot.keyClick(mine, Qt.Key.Key_Return)
    assert behind(desktop) == ("Calls, 16 Nov to 19 Nov: 5", ["Helen Okafor"] * 5)
    desktop.qtbot.mouseClick(mine, Qt.MouseButton.LeftButton)
    assert behind(desktop)[0] == "Calls, 16 Nov to 19 Nov: 5"


def test_each_chart_gives_its_table_to_look_behind_and_to_copy(desktop: Desktop, page: NumbersPage) -> None:
    """The same figures as the chart; Ctrl+C takes all of it, apart by tabs."""
    shown = open_table(desktop, page, "funnel_table")
    found = rows(shown.table)
    assert cut(shown.table) == []
    assert found[0] == ["Reach", "6", "2", "\N{EN DASH}", "\N{EN DASH}"] and found[1][:4] == ["Connect", "2", "2", "33.3%"]
    assert found[7][:4] == ["Won", "0", "0", "\N{EN DASH}"]
    desktop.qtbot.keyClick(shown.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0] == "Step\tAttempts\tPeople\tOf the step before\tRange, 95%" and lines[1].startswith("Reach\t6\t2\t") and len(lines) == 9
    assert shown.note.text().startswith("Copied.")
    click(desktop, shown.table, 0, 1)
    assert behind(desktop)[0] == "Reach, 16 Nov to 19 Nov: 6"
    shown.reject()

    shown = open_table(desktop, page, "activity_table")
    assert rows(shown.table)[-1] == ["16 Nov", "6", "5", "0"] and len(rows(shown.table)) == 8
    click(desktop, shown.table, 7, 2)
    assert behind(desktop) == ("Reach, week from 16 Nov: 5", ["Helen Okafor"] * 5)
    shown.reject()

    shown = open_table(desktop, page, "hours_table")
    assert rows(shown.table) == [["Tue", "10:00", "5", "1", "20.0%"]]
    click(desktop, shown.table, 0, 3)
    assert behind(desktop) == ("Connect, Tue 10:00, 16 Nov to 19 Nov: 1", ["Helen Okafor"])
    shown.reject()

    shown = open_table(desktop, page, "ramp_table")
    assert rows(shown.table)[-1][:2] == ["November 2026", "0"] and cut(shown.table) == []
    click(desktop, shown.table, 5, 1)
    assert behind(desktop) == ("Meeting booked, November 2026: 0", [])
    shown.reject()


def test_copied_group_runs_in_no_spreadsheet(desktop: Desktop, page: NumbersPage) -> None:
    """A name from outside that looks like a formula is copied as text (promise E5)."""
    add = page.breakdown.table
    add.set_rows([["=1+1", "1", "0", "0", "0", "0", "0%"]])
    add.setFocus()
    desktop.qtbot.keyClick(add, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().split("\n")[1].startswith("'=1+1\t1")
