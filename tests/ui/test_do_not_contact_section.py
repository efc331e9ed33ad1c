"""Settings, Do not contact: add, paste, bring in, search, take off with a reason, by the real widgets (rule R17); no dial to them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget

from sdrdesk.app import Application
from sdrdesk.core.texts import Texts
from sdrdesk.ui.bridge import Bridge
from sdrdesk.ui.context import Navigator, UiContext
from sdrdesk.ui.pages.settings.page import SettingsPage
from sdrdesk.ui.runner import Runner
from tests.support.factories import add_mailbox, add_person, enrol
from tests.support.profile import one
from tests.support.windows import settle, windows


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
    qtbot.waitUntil(lambda: ctx.runner.pending == 0, timeout=20_000)


def shown(qtbot: Any, ctx: UiContext) -> SettingsPage:
    """The page, read and at rest."""
    page = SettingsPage(ctx)
    qtbot.addWidget(page)
    page.resize(1120, 680)
    page.show()
    rest(qtbot, ctx)
    rest(qtbot, ctx)
    return page


def click(qtbot: Any, page: QWidget, name: str) -> None:
    """Press a button of the section or of the question that is open."""
    button = page.window().findChild(QPushButton, name)
    assert button is not None and button.isEnabled(), name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def values(page: SettingsPage) -> list[str]:
    """What the table shows in its first column."""
    texts = page.do_not_contact.table.texts
    return [texts.index(row, 0).data() for row in range(texts.rowCount())]


def test_add_a_domain_stops_its_people_is_shown_and_undone(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """From the button to the plan that ends, and back by one undo; a restart shows the same list."""
    who = add_person(desk, "Ann", email="ann@firm.example")
    enrol(desk, who)
    page = shown(qtbot, ctx)
    said: list[tuple[str, bool]] = []
    ctx.nav.toast.connect(lambda words, undo: said.append((words, undo)))
    click(qtbot, page, "dnc_add")
    field = page.window().findChild(QLineEdit, "dnc_value")
    reason = page.window().findChild(QLineEdit, "dnc_reason")
    assert field is not None and reason is not None
    assert not page.window().findChild(QPushButton, "ask_yes").isEnabled()
    qtbot.keyClicks(field, "@firm.example")
    qtbot.keyClicks(reason, "their lawyer wrote")
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    rest(qtbot, ctx)
    qtbot.waitUntil(lambda: values(page) == ["firm.example"], timeout=5000)
    cells = [page.do_not_contact.table.texts.index(0, c).data() for c in range(6)]
    assert cells[1:4] == ["Domain", "Everything", "their lawyer wrote"] and cells[5] == "by hand"
    assert one(desk, "SELECT state FROM enrolment") == "stopped"
    assert said and said[-1][1] and "1" in said[-1][0]
    desk.undo.undo()
    rest(qtbot, ctx)
    qtbot.waitUntil(lambda: values(page) == [], timeout=5000)
    assert one(desk, "SELECT state FROM enrolment") == "active"


def test_what_is_neither_address_nor_person_is_refused_in_a_sentence(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """A refusal says what was not understood; nothing is kept."""
    failed: list[Any] = []
    ctx.runner.failed.connect(failed.append)
    page = shown(qtbot, ctx)
    click(qtbot, page, "dnc_add")
    field = page.window().findChild(QLineEdit, "dnc_value")
    assert field is not None
    qtbot.keyClicks(field, "nobody we know")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    rest(qtbot, ctx)
    assert [e.code for e in failed] == ["dnc_not_understood"]
    assert Texts("en").has("error.dnc_not_understood") and desk.do_not_contact.count() == 0


def test_paste_many_says_which_lines_are_not_understood(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """A pasted list is never taken in part without a word."""
    page = shown(qtbot, ctx)
    click(qtbot, page, "dnc_paste")
    editor = page.window().findChild(QPlainTextEdit, "dnc_lines")
    dialog = page.window().findChild(QWidget, "ask_dnc_lines")
    assert editor is not None and dialog is not None
    editor.setPlainText("a@one.example\nsomething\n@two.example, email")
    assert dialog.note.text() == "2 lines understood. 1 not: line 2 “something”."
    click(qtbot, dialog, "ask_yes")
    rest(qtbot, ctx)
    qtbot.waitUntil(lambda: sorted(values(page)) == ["a@one.example", "two.example"], timeout=5000)


def test_import_a_list_asks_first_and_can_be_searched(
    qtbot: Any, ctx: UiContext, desk: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is read off the window's thread, its lines are counted, then asked."""
    file = tmp_path / "refusals.csv"
    file.write_text("email,channel\n" + "".join(f"p{n}@q{n}.example,email\n" for n in range(30)), encoding="utf-8")
    page = shown(qtbot, ctx)
    monkeypatch.setattr(page.do_not_contact, "pick_file", lambda: str(file))
    click(qtbot, page, "dnc_import")
    rest(qtbot, ctx)
    dialog = page.window().findChild(QWidget, "ask_dnc_file")
    assert dialog is not None and desk.do_not_contact.count() == 0
    click(qtbot, dialog, "ask_yes")
    rest(qtbot, ctx)
    qtbot.waitUntil(lambda: len(values(page)) == 30, timeout=5000)
    qtbot.keyClicks(page.do_not_contact.search, "q17")
    qtbot.waitUntil(lambda: values(page) == ["p17@q17.example"], timeout=5000)
    assert page.do_not_contact.count.text().startswith("30")


def test_take_off_needs_a_reason_and_is_undone(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """Off the list by choice of lines; the reason stays in the history."""
    desk.do_not_contact.add(desk.do_not_contact.read("a@one.example\nb@two.example")[0])
    page = shown(qtbot, ctx)
    assert not page.do_not_contact.remove.isEnabled()
    page.do_not_contact.table.setFocus()
    page.do_not_contact.table.selectRow(1)
    click(qtbot, page, "dnc_remove")
    own = page.window().findChild(QLineEdit, "reason_own")
    assert own is not None
    qtbot.keyClicks(own, "they came back to us")
    qtbot.keyClick(own, Qt.Key.Key_Return)
    rest(qtbot, ctx)
    qtbot.waitUntil(lambda: values(page) == ["b@two.example"], timeout=5000)
    assert desk.undo.history()[0].args["why"] == "they came back to us"
    desk.undo.undo()
    rest(qtbot, ctx)
    qtbot.waitUntil(lambda: len(values(page)) == 2, timeout=5000)


def test_dial_is_off_for_a_number_on_the_list_and_says_why(qtbot: Any, desk: Application, tmp_path: Path, qapp: Any) -> None:
    """R17 at the telephone: neither the button nor its key dials."""
    who = add_person(desk, "Ann", phone="+1 212-555-1000")
    enrol(desk, who)
    desk.do_not_contact.add(desk.do_not_contact.read("+1 212 555 1000, call")[0])
    with windows(qtbot, tmp_path / "qt", qapp) as opened:
        window = opened(desk)
        window.open_prospect(who)
        settle(qtbot, window)
        dial = window.findChild(QPushButton, "dial")
        assert dial is not None and not dial.isEnabled() and dial.toolTip() == "do not contact"
        window.today.panel.dial()
        assert not window.today.panel.call.is_live


def test_account_that_only_sends_says_that_replies_are_not_seen(qtbot: Any, ctx: UiContext, desk: Application) -> None:
    """B4: whoever relies on plans that stop by themselves must know that these do not."""
    box = add_mailbox(desk)
    page = shown(qtbot, ctx)
    line = page.findChild(QWidget, f"account_silent_{box}")
    assert line is not None and "replies are not seen" in line.text()
