"""Setting somebody back from Today by keyboard (rule R25)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QLineEdit, QListView, QPushButton, QRadioButton, QWidget

from sdrdesk.app import Application
from sdrdesk.core.texts import Texts
from sdrdesk.ui.bridge import Bridge
from sdrdesk.ui.context import Navigator, UiContext
from sdrdesk.ui.main_window import MainWindow
from sdrdesk.ui.runner import Runner
from tests.support.factories import add_person, log
from tests.support.inbox import put_message
from tests.support.profile import rows, set_now


@pytest.fixture
def window(desk: Application, qtbot: Any, tmp_path: Path) -> Iterator[MainWindow]:
    """The main window on one person who was talked with and is due."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))
    who = add_person(desk, "Helen Okafor", company="Larkspur Medical")
    log(desk, who, "conversation", next="today")
    ctx = UiContext(desk, Runner(), Bridge(desk.bus), Navigator(), desk.settings.profile(), Texts("en"))
    made = MainWindow(ctx)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.today.list_shown, timeout=10_000):
        made.show()
    settle(qtbot, made)
    yield made
    ctx.runner.close()
    ctx.bridge.close()


def settle(qtbot: Any, window: MainWindow) -> None:
    """Until nothing is under way any more."""
    qtbot.wait(1)
    qtbot.waitUntil(lambda: window.ctx.runner.pending == 0 and not window.today._reading, timeout=15_000)


def asked(qtbot: Any, window: MainWindow) -> QDialog:
    """Press B on the list; gives the question."""
    view = window.findChild(QListView, "today_list")
    qtbot.keyClick(view, Qt.Key.Key_B)
    settle(qtbot, window)
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.objectName() == "ask_not_ready" and w.isVisible()]
    assert found
    return found[0]


def part(dialog: QDialog, kind: type, name: str) -> Any:
    found = dialog.findChild(kind, name)
    assert found is not None, name
    return found


def test_b_sets_back_with_reason_words_and_date(qtbot: Any, window: MainWindow, desk: Application) -> None:
    """The counter-move is in sight, Enter stores, and the person comes back with what they said."""
    dialog = asked(qtbot, window)
    yes = part(dialog, QPushButton, "ask_yes")
    assert not yes.isEnabled()
    part(dialog, QRadioButton, "not_ready_no_budget").click()
    assert yes.isEnabled()
    assert "budget" in part(dialog, QWidget, "counter_move").text()
    qtbot.keyClicks(part(dialog, QLineEdit, "not_ready_said"), "no budget until January")
    qtbot.keyClicks(part(dialog, QLineEdit, "not_ready_until"), "7 dec")
    qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert rows(desk, "SELECT kind, due_on, note FROM task WHERE state = 'open'") == [
        ("come_back", "2026-12-07", "no budget until January")
    ]
    assert rows(desk, "SELECT reason, said, back_on, cadence FROM not_ready") == [
        ("no_budget", "no budget until January", "2026-12-07", "product_cases")
    ]
    window.undo()
    settle(qtbot, window)
    assert rows(desk, "SELECT count(*) FROM not_ready") == [(0,)]


def test_who_comes_back_is_shown_with_what_was_said_and_what_to_do(qtbot: Any, window: MainWindow, desk: Application) -> None:
    desk.not_ready.disqualify(1, "no_budget", said="no budget until January", cadence="")
    set_now(desk, "2027-02-17")
    window.ctx.nav.open_prospect.emit(1)
    settle(qtbot, window)
    label = window.findChild(QWidget, "call_set_back")
    assert label is not None and not label.isHidden()
    assert "no budget until January" in label.text() and "next budget" in label.text()
    window.today.panel.open_tab("email")
    composed = window.findChild(QWidget, "email_set_back")
    assert composed is not None and composed.isVisible() and "no budget until January" in composed.text()
    window.today.panel.open_tab("history")
    settle(qtbot, window)
    past = window.findChild(QWidget, "record_set_back")
    assert past is not None and past.isVisible() and "no budget: no budget until January" in past.whole()


def test_not_the_decider_can_go_on_to_the_email_that_asks_for_an_introduction(qtbot: Any, window: MainWindow, desk: Application) -> None:
    """P3: the reply that names the decider is then a referral."""
    dialog = asked(qtbot, window)
    part(dialog, QRadioButton, "not_ready_not_decider").click()
    part(dialog, QCheckBox, "not_ready_introduce").click()
    qtbot.mouseClick(part(dialog, QPushButton, "ask_yes"), Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    panel = window.today.panel
    assert panel.tab == "email"
    assert panel.email.composed is not None and panel.email.composed.template == "introduce_decider"
    assert "introduce me" in panel.email.body()


def test_from_the_inbox_it_answers_the_message_and_goes_on_to_the_introduction(qtbot: Any, window: MainWindow, desk: Application) -> None:
    """R25 where the "no" arrives: one step sets the person back and settles what they wrote; the email is begun on Today."""
    put_message(desk, 1, text="I am not the one who decides this.")
    window.show_page("inbox")
    settle(qtbot, window)
    inbox = window.page("inbox")
    qtbot.waitUntil(lambda: inbox.findChild(QPushButton, "inbox_not_ready").isVisible(), timeout=5000)
    qtbot.keyClick(inbox.findChild(QListView), Qt.Key.Key_B)
    settle(qtbot, window)
    (dialog,) = [
        w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.objectName() == "ask_not_ready" and w.isVisible()
    ]
    part(dialog, QRadioButton, "not_ready_not_decider").click()
    part(dialog, QCheckBox, "not_ready_introduce").click()
    qtbot.mouseClick(part(dialog, QPushButton, "ask_yes"), Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert rows(desk, "SELECT reason FROM not_ready") == [("not_decider",)]
    assert rows(desk, "SELECT state FROM message") == [("done",)]
    qtbot.waitUntil(
        lambda: window.today.panel.email.composed is not None and window.today.panel.email.composed.template == "introduce_decider",
        timeout=5000,
    )
    desk.undo.undo()
    assert rows(desk, "SELECT state FROM message") == [("new",)]


def test_many_people_of_prospects_are_set_back_in_one_step(qtbot: Any, window: MainWindow, desk: Application) -> None:
    """Who is with an account executive is left as they were, and named; one undo takes all back."""
    other, closed = add_person(desk, "Sam Whitlow"), add_person(desk, "Ann Gone")
    desk.not_ready.disqualify(closed, "no_need", close=True)
    window.show_page("prospects")
    settle(qtbot, window)
    page = window.page("prospects")
    page.model.tick([1, other, closed])
    page.more.run("not_ready")
    settle(qtbot, window)
    (dialog,) = [
        w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.objectName() == "ask_not_ready" and w.isVisible()
    ]
    part(dialog, QRadioButton, "not_ready_no_budget").click()
    qtbot.mouseClick(part(dialog, QPushButton, "ask_yes"), Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert rows(desk, "SELECT prospect_id, reason FROM not_ready ORDER BY prospect_id") == [
        (1, "no_budget"),
        (other, "no_budget"),
        (closed, "no_need"),
    ]
    assert desk.not_ready.counts() == {"no_budget": 2, "no_need": 1}
    desk.undo.undo()
    assert rows(desk, "SELECT count(*) FROM not_ready") == [(1,)]
