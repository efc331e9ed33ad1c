"""The History page against a real journal: it says what undo would do, does it, and says what it cannot do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from sdrdesk.app import Application
from sdrdesk.core.changes import OpKind
from sdrdesk.core.errors import UndoConflict
from sdrdesk.core.texts import Texts
from sdrdesk.ui.bridge import Bridge
from sdrdesk.ui.context import Navigator, UiContext
from sdrdesk.ui.pages.history.page import HistoryPage
from sdrdesk.ui.runner import Runner
from tests.support.factories import add_mailbox, add_person, log
from tests.support.profile import one


@pytest.fixture
def ctx(desk: Application) -> Iterator[UiContext]:
    """What a page gets from the main window."""
    runner, bridge = Runner(), Bridge(desk.bus)
    yield UiContext(desk, runner, bridge, Navigator(), desk.settings.profile(), Texts("en"))
    runner.close()
    bridge.close()


def rest(qtbot: Any, ctx: UiContext) -> None:
    """Wait until no job is under way."""
    qtbot.wait(1)
    qtbot.waitUntil(lambda: ctx.runner.pending == 0, timeout=10_000)


def shown(qtbot: Any, ctx: UiContext) -> HistoryPage:
    """The page, read and at rest."""
    page = HistoryPage(ctx)
    qtbot.addWidget(page)
    page.resize(1264, 860)
    page.show()
    rest(qtbot, ctx)
    return page


def button(page: HistoryPage, name: str) -> QPushButton:
    """Undo or Redo."""
    found = page.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def words(page: HistoryPage, name: str) -> str:
    """What stands beside it."""
    found: Any = page.findChild(QWidget, name)
    return str(found.whole())


def cells(page: HistoryPage, row: int) -> list[str]:
    """The texts of a row."""
    model = page.table.steps
    return [str(model.index(row, column).data()) for column in range(model.columnCount())]


def test_history_lists_newest_first_with_who_what_and_rows(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """The journal is only of use when a person can read it."""
    who = add_person(desk, "Helen Okafor")
    log(desk, who, "voicemail", next="3d")
    page = shown(qtbot, ctx)
    top = cells(page, 0)
    assert top[:3] == ["today 10:00", "You", "Voicemail: Helen Okafor"]
    assert int(top[3]) >= 2
    assert cells(page, 1)[2] == "Added Helen Okafor"


def test_undo_then_redo_says_what_and_turns_the_step(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """Both buttons name their step before they are pressed, and the list shows what became of it (rule R26)."""
    said: list[tuple[str, bool]] = []
    ctx.nav.toast.connect(lambda text, undo: said.append((text, undo)))
    add_person(desk, "Helen Okafor")
    page = shown(qtbot, ctx)
    assert words(page, "history_undo_words").startswith("Added Helen Okafor")
    assert not button(page, "history_redo").isEnabled()
    qtbot.mouseClick(button(page, "history_undo"), Qt.MouseButton.LeftButton)
    rest(qtbot, ctx)
    qtbot.waitUntil(lambda: button(page, "history_redo").isEnabled(), timeout=5000)
    assert one(desk, "SELECT count(*) FROM prospect") == 0
    assert cells(page, 0)[2] == "Undone: Added Helen Okafor"
    assert cells(page, 1)[4] == "Undone"
    qtbot.mouseClick(button(page, "history_redo"), Qt.MouseButton.LeftButton)
    rest(qtbot, ctx)
    qtbot.waitUntil(lambda: not button(page, "history_redo").isEnabled(), timeout=5000)
    assert one(desk, "SELECT count(*) FROM prospect") == 1
    assert said == [("Undone: Added Helen Okafor", False), ("Redone: Added Helen Okafor", True)]


def test_step_that_cannot_be_undone_says_so(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """A mail account is not on the undo stack; the page must not pretend that it is."""
    add_mailbox(desk)
    page = shown(qtbot, ctx)
    assert cells(page, 0)[2] == "Changed a mail account"
    assert cells(page, 0)[4] == "Cannot be undone"
    assert not button(page, "history_undo").isEnabled()
    assert "nothing to undo" in words(page, "history_undo_words")


def test_undo_in_the_way_is_refused_with_an_error_and_the_button_comes_back(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """A job that changed the row since then stands in the way; the user hears it and can go on."""
    errors: list[Exception] = []
    ctx.runner.failed.connect(errors.append)
    who = add_person(desk)
    with desk.store.write(OpKind.SEND, actor="job", undoable=False) as uow:
        uow.s.exec_driver_sql(f"UPDATE prospect SET notes = 'later' WHERE id = {who}")
    page = shown(qtbot, ctx)
    qtbot.mouseClick(button(page, "history_undo"), Qt.MouseButton.LeftButton)
    rest(qtbot, ctx)
    assert [type(e) for e in errors] == [UndoConflict]
    assert button(page, "history_undo").isEnabled()
    assert one(desk, "SELECT count(*) FROM prospect") == 1


def test_step_elsewhere_appears_without_asking(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """The page follows what other pages and jobs do while it is open."""
    page = shown(qtbot, ctx)
    before = page.table.steps.rowCount()
    add_person(desk, "Ada New")
    qtbot.waitUntil(lambda: page.table.steps.rowCount() == before + 1, timeout=5000)
    assert cells(page, 0)[2] == "Added Ada New"
