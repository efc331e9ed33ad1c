"""One key each on the Inbox page, through the real service: what it asks, what it writes, and that Ctrl+Z takes it back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPushButton, QWidget

from sdrdesk.app import Application
from sdrdesk.ui.main_window import MainWindow
from sdrdesk.ui.pages.inbox.page import InboxPage
from tests.support.factories import add_mailbox, add_person, enrol
from tests.support.inbox import put_message
from tests.support.mail_in import person_mail, sent_to, take
from tests.support.profile import one, reopen, rows
from tests.support.windows import Open, desk_of, settle, windows

REFERRAL = "This is not mine. Please talk to my colleague Cara Diaz (cara.diaz@acme-works.example), she handles invoices."


@pytest.fixture
def opened(qtbot: Any, tmp_path: Path, qapp: QApplication) -> Iterator[Open]:
    """Opens the main window on a profile."""
    with windows(qtbot, tmp_path / "settings", qapp) as open_window:
        yield open_window


@pytest.fixture
def desk(desk: Application) -> Application:
    """With an account."""
    add_mailbox(desk)
    return desk


def writes(desk: Application, **more: Any) -> int:
    """Somebody on a plan answers our first email; gives the person."""
    address = "ann@acme-works.example"
    who = add_person(desk, "Ann Lee", company="Acme", email=address)
    enrol(desk, who)
    take(desk, person_mail(address, answers=sent_to(desk, who), **more))
    return who


def inbox_of(qtbot: Any, window: MainWindow) -> InboxPage:
    """The page, opened by its key."""
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    page = window.stack.currentWidget()
    assert isinstance(page, InboxPage)
    return page


def press(qtbot: Any, window: MainWindow, page: InboxPage, key: Qt.Key) -> None:
    """A key on the list."""
    qtbot.keyClick(page.list, key)
    settle(qtbot, window)


def dialog(window: MainWindow, name: str) -> Any:
    """A question that is open."""
    found = next((w for w in window.findChildren(QWidget, name) if w.isVisible()), None)
    assert found is not None, name
    return found


def message(desk: Application, *columns: str) -> Any:
    """Of the last message."""
    return rows(desk, f"SELECT {', '.join(columns)} FROM message ORDER BY id DESC LIMIT 1")[0]


def undo(qtbot: Any, window: MainWindow) -> None:
    """What Ctrl+Z does; a window that a dialog has just left is not active on the virtual screen, so no key would reach it."""
    window.actions_by_key["undo"].trigger()
    settle(qtbot, window)


def toast(window: MainWindow) -> str:
    """What is said at the bottom."""
    return " ".join(label.text() for label in window.toast.findChildren(QLabel))


def test_done_settles_goes_on_and_can_be_undone_and_reopened(qtbot: Any, opened: Open, desk: Application, folder: Path) -> None:
    """E marks a reply as answered elsewhere (R18): the next one who waits comes, the badge falls, and a restart remembers."""
    first, second = writes(desk), add_person(desk, "Bob Lee")
    put_message(desk, second)
    window = opened(desk)
    page = inbox_of(qtbot, window)
    qtbot.waitUntil(lambda: badge(window) == "2", timeout=5000)
    shown = page._prospect_id
    press(qtbot, window, page, Qt.Key.Key_E)
    assert one(desk, "SELECT count(*) FROM message WHERE state = 'new'") == 1
    assert page._prospect_id in (first, second) and page._prospect_id != shown
    assert "Lee" in toast(window)
    qtbot.waitUntil(lambda: badge(window) == "1", timeout=5000)
    undo(qtbot, window)
    assert one(desk, "SELECT count(*) FROM message WHERE state = 'new'") == 2
    press(qtbot, window, page, Qt.Key.Key_Return)
    press(qtbot, window, page, Qt.Key.Key_Return)
    assert one(desk, "SELECT count(*) FROM message WHERE state = 'new'") == 0
    assert page.buttons["done"].words() == "Reopen"
    press(qtbot, window, page, Qt.Key.Key_E)
    assert one(desk, "SELECT count(*) FROM message WHERE state = 'new'") == 1
    window.ctx.runner.close()
    again = reopen(folder)
    assert one(again, "SELECT count(*) FROM message WHERE state = 'new'") == 1
    again.close()


def test_not_now_reads_the_typed_date(qtbot: Any, opened: Open, desk: Application) -> None:
    """N, a date as people say it, Enter; something that is no date is not taken."""
    who = writes(desk)
    window = opened(desk)
    page = inbox_of(qtbot, window)
    press(qtbot, window, page, Qt.Key.Key_N)
    ask = dialog(window, "ask_when")
    edit = ask.findChild(QLineEdit, "when")
    qtbot.keyClicks(edit, "some day")
    assert not ask.yes.isEnabled()
    edit.clear()
    qtbot.keyClicks(edit, "1 dec")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert one(desk, "SELECT due_on FROM task WHERE prospect_id = :p AND state = 'open'", p=who) == "2026-12-01"
    assert message(desk, "state") == ("done",)
    undo(qtbot, window)
    assert message(desk, "state") == ("new",)


@pytest.mark.parametrize(
    ("scope", "kind", "value"), [("address", "address", "ann@acme-works.example"), ("domain", "domain", "acme-works.example"), ("person", "person", None)]
)  # fmt: skip
def test_do_not_contact_asks_how_far_it_goes(qtbot: Any, opened: Open, desk: Application, scope: str, kind: str, value: str | None) -> None:
    """D, then the person, the address or the domain (R17); one Ctrl+Z and everything is as before."""
    who = writes(desk)
    window = opened(desk)
    page = inbox_of(qtbot, window)
    press(qtbot, window, page, Qt.Key.Key_D)
    qtbot.mouseClick(dialog(window, "ask_scope").findChild(QPushButton, f"choose_{scope}"), Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert (kind, value or str(who)) in rows(desk, "SELECT kind, value FROM suppression")
    assert one(desk, "SELECT end_reason FROM prospect WHERE id = :p", p=who) == "do_not_contact"
    assert window.toast.isVisible()
    undo(qtbot, window)
    assert rows(desk, "SELECT kind, value FROM suppression") == []
    assert one(desk, "SELECT status FROM prospect WHERE id = :p", p=who) == "open"


def test_referral_form_is_filled_from_the_message_and_enter_creates(qtbot: Any, opened: Open, desk: Application) -> None:
    """Two keys from "talk to Cara" to Cara on the list of today (P3)."""
    who = writes(desk, text=REFERRAL)
    window = opened(desk)
    page = inbox_of(qtbot, window)
    assert [label.whole() for label in page.talk.findChildren(QLabel, "offer_name")] == ["Cara Diaz"]
    press(qtbot, window, page, Qt.Key.Key_F)
    ask = dialog(window, "ask_referral")
    name, address = (ask.findChild(QLineEdit, f"referral_{key}") for key in ("name", "address"))
    assert (name.text(), address.text()) == ("Cara Diaz", "cara.diaz@acme-works.example")
    qtbot.keyClicks(ask.findChild(QLineEdit, "referral_title"), "Head of AP")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert rows(desk, "SELECT full_name, title, referred_by_id FROM prospect ORDER BY id DESC LIMIT 1") == [
        ("Cara Diaz", "Head of AP", who)
    ]
    assert one(desk, "SELECT end_reason FROM prospect WHERE id = :p", p=who) == "referred"
    assert "Cara Diaz" in toast(window)


def test_refused_referral_says_why_and_keeps_what_was_typed(qtbot: Any, opened: Open, desk: Application) -> None:
    """A wrong address is mended in the form, not typed anew."""
    writes(desk)
    window = opened(desk)
    page = inbox_of(qtbot, window)
    press(qtbot, window, page, Qt.Key.Key_F)
    ask = dialog(window, "ask_referral")
    assert not ask.yes.isEnabled()
    qtbot.keyClicks(ask.findChild(QLineEdit, "referral_name"), "Cara")
    address = ask.findChild(QLineEdit, "referral_address")
    qtbot.keyClicks(address, "cara at acme")
    qtbot.mouseClick(ask.yes, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert ask.isVisible() and address.text() == "cara at acme"
    assert ask.findChild(QLabel, "error_address").text()
    address.setText("cara@acme-works.example")
    address.textEdited.emit(address.text())
    qtbot.mouseClick(ask.yes, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert one(desk, "SELECT email FROM prospect ORDER BY id DESC LIMIT 1") == "cara@acme-works.example"


def test_stranger_of_the_same_company_is_offered_as_a_new_person(qtbot: Any, opened: Open, desk: Application) -> None:
    """Matched by company domain: a new person (R18)?"""
    who = add_person(desk, "Ann Lee", company="Acme", email="ann@acme-works.example")
    put_message(desk, who, from_name="Carl Colleague", from_address="carl@acme-works.example", matched_by="domain")
    window = opened(desk)
    page = inbox_of(qtbot, window)
    qtbot.mouseClick(page.talk.findChild(QPushButton, "offer_add"), Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    ask = dialog(window, "ask_referral")
    assert ask.findChild(QLineEdit, "referral_address").text() == "carl@acme-works.example"
    ask.reject()


def choose_kind(qtbot: Any, window: MainWindow, page: InboxPage, kind: str) -> None:
    """Click the chip, then a line of its menu."""
    qtbot.mouseClick(page.talk.findChild(QPushButton, "message_kind"), Qt.MouseButton.LeftButton)
    menu = page.findChild(QMenu, "kind_menu")
    assert menu is not None
    action: QAction = next(a for a in menu.actions() if a.objectName() == f"kind_{kind}")
    action.trigger()
    menu.close()
    settle(qtbot, window)


def test_message_is_something_else_and_the_absence_asks_for_the_day(qtbot: Any, opened: Open, desk: Application) -> None:
    """The chip is a button: the plan that a wrong verdict stopped goes on, paused to the day after the absence (R9)."""
    who = writes(desk)
    assert one(desk, "SELECT state FROM enrolment WHERE prospect_id = :p", p=who) == "stopped"
    window = opened(desk)
    page = inbox_of(qtbot, window)
    choose_kind(qtbot, window, page, "out_of_office")
    edit = dialog(window, "ask_absence").findChild(QLineEdit, "absence_until")
    qtbot.keyClicks(edit, "25 nov")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert message(desk, "kind", "returns_on") == ("out_of_office", "2026-11-25")
    assert one(desk, "SELECT state FROM enrolment WHERE prospect_id = :p", p=who) == "active"
    assert "Away until Wed 25 Nov." in [label.text() for label in page.talk.findChildren(QLabel, "message_fact")]
    undo(qtbot, window)
    assert message(desk, "kind") == ("human_reply",)


def test_all_automatic_ones_are_put_aside_in_one_step(qtbot: Any, opened: Open, desk: Application) -> None:
    """One click for what machines wrote, one Ctrl+Z back; the reply stays."""
    for kind in ("out_of_office", "auto_reply", "human_reply"):
        put_message(desk, add_person(desk), kind)
    window = opened(desk)
    page = inbox_of(qtbot, window)
    assert page.seen.words() == "Mark automatic ones as seen (2)"
    qtbot.mouseClick(page.seen, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert rows(desk, "SELECT kind FROM message WHERE state = 'new'") == [("human_reply",)]
    assert not page.seen.isVisible()
    undo(qtbot, window)
    assert one(desk, "SELECT count(*) FROM message WHERE state = 'new'") == 3


def test_reply_opens_the_email_tab_of_that_person(qtbot: Any, opened: Open, desk: Application) -> None:
    """R leads to the composer, Q to the letters."""
    who = writes(desk)
    window = opened(desk)
    page = inbox_of(qtbot, window)
    press(qtbot, window, page, Qt.Key.Key_R)
    assert window.stack.currentWidget() is window.today
    assert window.today.current == who and window.today.panel.tab == "email"
    page = inbox_of(qtbot, window)
    press(qtbot, window, page, Qt.Key.Key_Q)
    assert window.today.current == who and window.today.panel.tab == "qualify"


def badge(window: MainWindow) -> str:
    """The number beside Inbox."""
    return window.rail.item("inbox").count


def test_reply_that_comes_in_raises_the_badge_and_takes_no_key(qtbot: Any, opened: Open, desk: Application) -> None:
    """Whoever is typing goes on typing."""
    window = opened(desk)
    assert badge(window) == ""
    window.show_page("prospects")
    settle(qtbot, window)
    before: QWidget | None = QApplication.focusWidget()
    tops = _windows()
    writes(desk_of(window))
    settle(qtbot, window)
    qtbot.waitUntil(lambda: badge(window) == "1", timeout=5000)
    assert QApplication.focusWidget() is before
    assert _windows() == tops
    assert QApplication.activeModalWidget() is None


def _windows() -> set[QWidget]:
    return {w for w in QApplication.topLevelWidgets() if w.isVisible()}


def test_making_a_thread_opens_no_window_by_itself(qtbot: Any, opened: Open, desk: Application) -> None:
    """A part that is shown before it has a parent would flash up as a window and take the keys."""
    who = writes(desk, text=REFERRAL)
    put_message(desk, who, quoted="> x", has_html=1, text="y" * 9000, matched_by="domain")
    window = opened(desk)
    shown: list[QWidget] = []
    watch: Callable[[], None] = lambda: shown.extend(w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not window)  # noqa: E731
    original = InboxPage._show_person
    page = inbox_of(qtbot, window)
    original(page, page._person)
    watch()
    assert shown == []
