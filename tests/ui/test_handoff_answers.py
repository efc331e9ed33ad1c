"""What the account executive answers, noted on the Handoffs page or dropped on the window (rule R24)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QWidget

from sdrdesk.app import Application
from sdrdesk.core.texts import Texts
from sdrdesk.ui.bridge import Bridge
from sdrdesk.ui.context import Navigator, UiContext
from sdrdesk.ui.main_window import MainWindow
from sdrdesk.ui.pages.handoffs.page import HandoffsPage
from sdrdesk.ui.runner import Runner
from tests.support.factories import add_person, make_ready
from tests.support.profile import one, reopen, rows


@pytest.fixture
def ctx(desk: Application) -> Iterator[UiContext]:
    """What a page gets from the main window."""
    runner, bridge = Runner(), Bridge(desk.bus)
    yield UiContext(desk, runner, bridge, Navigator(), desk.settings.profile(), Texts("en"))
    runner.close()
    bridge.close()


@pytest.fixture
def sent(desk: Application, tmp_path: Path) -> int:
    """A handoff that Ravi has not answered."""
    who = add_person(desk, "Helen Okafor", company="Larkspur Medical")
    make_ready(desk, who)
    desk.executives.add("Ravi Menon", "ravi@acme.example")
    return desk.handoffs.create(who, desk.executives.find("Ravi Menon"), tmp_path).value.handoff_id


def rest(qtbot: Any, ctx: UiContext) -> None:
    """Wait until no job is under way."""
    qtbot.wait(1)
    qtbot.waitUntil(lambda: ctx.runner.pending == 0, timeout=10_000)


def shown(qtbot: Any, ctx: UiContext, handoff: int) -> HandoffsPage:
    """The page on this handoff."""
    page = HandoffsPage(ctx)
    qtbot.addWidget(page)
    page.resize(1264, 860)
    page.show()
    qtbot.waitExposed(page)
    rest(qtbot, ctx)
    assert page.list.choose(f"h{handoff}")
    rest(qtbot, ctx)
    return page


def dialog(kind: str) -> QDialog:
    """The question that is open."""
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.objectName() == kind and w.isVisible()]
    assert found, kind
    return found[0]


def state(desk: Application) -> str:
    return str(one(desk, "SELECT state FROM handoff"))


def offered(page: HandoffsPage) -> list[str]:
    return [a for a, b in page.sent.answers.buttons.items() if not b.isHidden()]


def words_of(page: HandoffsPage) -> str:
    """Everything in the lines of answers."""
    card = page.findChild(QWidget, "answer_lines")
    assert card is not None
    return "\n".join(str(w.property("text")) for w in card.findChildren(QWidget) if w.property("text"))


def test_accepted_by_key_is_stored_said_and_undone(qtbot: Any, ctx: UiContext, desk: Application, sent: int) -> None:
    """One key; what may follow is offered next; Ctrl+Z is one step; a restart keeps it."""
    said: list[tuple[str, bool]] = []
    ctx.nav.toast.connect(lambda words, undo: said.append((words, undo)))
    page = shown(qtbot, ctx, sent)
    assert offered(page) == ["accepted", "returned", "won", "lost"]
    qtbot.keyClick(page.list, Qt.Key.Key_1)
    rest(qtbot, ctx)
    page.refresh()
    rest(qtbot, ctx)
    assert state(desk) == "accepted"
    assert said == [("Larkspur Medical: Accepted (SQL)", True)]
    assert offered(page) == ["returned", "won", "lost"]
    assert "Check-in 1 of 5 with Ravi Menon" in words_of(page)
    desk.undo.undo()
    assert state(desk) == "sent"
    desk.undo.redo()
    folder = desk.paths.root
    desk.close()
    again = reopen(folder)
    assert state(again) == "accepted"
    again.close()


def test_returned_asks_for_the_reason_and_gives_the_day_back(qtbot: Any, ctx: UiContext, desk: Application, sent: int) -> None:
    """Without a reason the button is off and says why."""
    page = shown(qtbot, ctx, sent)
    qtbot.keyClick(page.list, Qt.Key.Key_2)
    ask = dialog("ask_answer")
    yes, reason, until = (
        ask.findChild(k, n) for k, n in ((QPushButton, "ask_yes"), (QLineEdit, "answer_reason"), (QLineEdit, "answer_until"))
    )
    assert yes is not None and reason is not None and until is not None
    assert not yes.isEnabled()
    qtbot.keyClicks(reason, "who signs above $20k?")
    qtbot.keyClicks(until, "1 dec")
    qtbot.keyClick(until, Qt.Key.Key_Return)
    if ask.isVisible():
        qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
    rest(qtbot, ctx)
    assert rows(desk, "SELECT state, reason_code, reason FROM handoff") == [("returned", "not_decider", "who signs above $20k?")]
    assert rows(desk, "SELECT due_on FROM task WHERE state = 'open' AND kind = 'come_back'") == [("2026-12-01",)]


def test_won_takes_an_amount_and_refuses_nonsense(qtbot: Any, ctx: UiContext, desk: Application, sent: int) -> None:
    """An amount is read as people type it; what is none is said before anything is stored."""
    page = shown(qtbot, ctx, sent)
    qtbot.keyClick(page.list, Qt.Key.Key_3)
    ask = dialog("ask_answer")
    yes, amount = ask.findChild(QPushButton, "ask_yes"), ask.findChild(QLineEdit, "answer_amount")
    assert yes is not None and amount is not None
    qtbot.keyClicks(amount, "a lot")
    assert not yes.isEnabled()
    amount.clear()
    qtbot.keyClicks(amount, "$26,400")
    qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
    rest(qtbot, ctx)
    assert rows(desk, "SELECT state, amount, currency FROM handoff") == [("won", 2_640_000, "USD")]


def test_another_answer_after_an_end_asks_before_it_replaces(qtbot: Any, ctx: UiContext, desk: Application, sent: int) -> None:
    """Both are named; leaving it changes nothing."""
    desk.answers.answer(sent, "returned", reason="no budget")
    page = shown(qtbot, ctx, sent)
    qtbot.keyClick(page.list, Qt.Key.Key_1)
    rest(qtbot, ctx)
    assert state(desk) == "returned"
    qtbot.mouseClick(dialog("ask_one").findChild(QPushButton, "choose_replace"), Qt.MouseButton.LeftButton)
    rest(qtbot, ctx)
    assert state(desk) == "accepted"


def test_answer_file_dropped_on_the_window_is_taken_and_can_be_undone(qtbot: Any, desk: Application, sent: int, tmp_path: Path) -> None:
    """Anywhere on the window; a file that is no answer is refused in a sentence."""
    runner, bridge = Runner(), Bridge(desk.bus)
    ctx = UiContext(desk, runner, bridge, Navigator(), desk.settings.profile(), Texts("en"))
    window = MainWindow(ctx)
    qtbot.addWidget(window)
    window.show()
    rest(qtbot, ctx)
    uid = str(one(desk, "SELECT uid FROM handoff"))
    good, bad = tmp_path / "answer.json", tmp_path / "other.json"
    good.write_text(json.dumps({"schema": "sdrdesk.answer/1", "handoff_id": sent, "uid": uid, "answer": "Accepted "}), "utf-8")
    bad.write_text("{", "utf-8")
    for file, after in ((bad, "sent"), (good, "accepted")):
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(file))])
        none = Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(QPoint(600, 400), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, none)
        QApplication.sendEvent(window, enter)
        assert enter.isAccepted()
        drop = QDropEvent(QPoint(600, 400).toPointF(), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, none)
        QApplication.sendEvent(window, drop)
        rest(qtbot, ctx)
        assert state(desk) == after
    window.undo()
    rest(qtbot, ctx)
    assert state(desk) == "sent"
    window.close()
    runner.close()
    bridge.close()


def test_check_in_is_finished_with_what_was_said_and_the_next_one_follows(qtbot: Any, ctx: UiContext, desk: Application, sent: int) -> None:
    """W16: five of them, thirty days apart; what was said stands under the handoff."""
    desk.answers.answer(sent, "accepted")
    page = shown(qtbot, ctx, sent)
    task = int(one(desk, "SELECT id FROM task WHERE kind = 'check_in' AND state = 'open'"))
    qtbot.mouseClick(page.findChild(QPushButton, f"act_check_in_{task}"), Qt.MouseButton.LeftButton)
    ask = dialog("ask_name")
    name, yes = ask.findChild(QLineEdit, "new_name"), ask.findChild(QPushButton, "ask_yes")
    assert name is not None and yes is not None
    qtbot.keyClicks(name, "demo on Monday")
    qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
    rest(qtbot, ctx)
    page.refresh()
    rest(qtbot, ctx)
    assert "demo on Monday" in words_of(page)
    assert "Check-in 2 of 5" in words_of(page)
