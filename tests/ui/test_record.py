"""The record of a person through its real widgets: facts, touches, filters, one touch read whole (seed W7)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QListView, QPlainTextEdit
from pytestqt.qtbot import QtBot

from sdrdesk.app import Application
from sdrdesk.core.texts import Texts
from sdrdesk.ui.bridge import Bridge
from sdrdesk.ui.context import Navigator, UiContext
from sdrdesk.ui.pages.today.history_tab import HistoryTab
from sdrdesk.ui.pages.today.page import TodayPage
from sdrdesk.ui.runner import Runner
from sdrdesk.ui.theme import apply_theme
from tests.support.factories import add_mailbox, add_person, enrol, log
from tests.support.mail_in import person_mail, take
from tests.support.profile import one, set_now

Key = Qt.Key


@pytest.fixture
def open_page(desk: Application, qtbot: QtBot, tmp_path: Path, qapp: Any) -> Iterator[Callable[[], TodayPage]]:
    """Today on a person who is made by the test."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))
    apply_theme(qapp, "light")
    runner, bridge = Runner(), Bridge(desk.bus)
    errors: list[Exception] = []
    runner.failed.connect(errors.append)
    anything: Any = desk

    def make() -> TodayPage:
        profile = desk.settings.profile()
        page = TodayPage(UiContext(anything, runner, bridge, Navigator(), profile, Texts(profile.language)))
        qtbot.addWidget(page)
        page.resize(1264, 860)
        with qtbot.waitSignal(page.list_shown):
            page.show()
        settle(qtbot, page)
        return page

    yield make
    runner.close()
    bridge.close()
    assert not errors


def settle(qtbot: QtBot, page: TodayPage) -> None:
    """Until nothing is read or written any more, and what was put off by a timer has begun."""
    qtbot.waitUntil(lambda: page.ctx.runner.pending == 0 and not page._reading and not page.panel.history._later.isActive())


def history(page: TodayPage, qtbot: QtBot, who: int) -> HistoryTab:
    """The tab H of somebody."""
    page.show_person(who)
    qtbot.keyClick(page.view, Key.Key_H)
    settle(qtbot, page)
    return page.panel.history


def fact(tab: HistoryTab, name: str) -> str:
    label: Any = tab.findChild(QLabel, name)
    return str(label.whole())


def lines(tab: HistoryTab) -> list[str]:
    """What the list says, days included."""
    model = tab.view.touches
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def busy(desk: Application) -> int:
    """Somebody on a plan with a history of three days."""
    who = add_person(desk, "Ann Abel", company="Zeta", source="webinar")
    set_now(desk, "2026-11-02")
    enrol(desk, who)
    log(desk, who, "sent", "email")
    set_now(desk, "2026-11-12")
    log(desk, who, "no_answer", minutes=1)
    set_now(desk, "2026-11-19")
    log(desk, who, "voicemail", note="Left my name; her clerk is Joan")
    return who


def test_facts_say_first_touch_count_source_plan_and_next_step(desk: Application, open_page: Any, qtbot: QtBot) -> None:
    """Before a call the rep has to know at a glance what went before (W7)."""
    who = busy(desk)
    tab = history(open_page(), qtbot, who)
    assert fact(tab, "record_first") == "2 Nov, Email"
    assert fact(tab, "record_count") == "3, the last today"
    assert fact(tab, "record_source").startswith("webinar · ")
    assert "step 4 of 5, version 1" in fact(tab, "record_plan") and ", ends " in fact(tab, "record_plan")
    assert fact(tab, "record_next").startswith("Step of a plan: Email, ")
    assert fact(tab, "record_past") == "none"


def test_plan_that_was_stopped_is_named_with_its_reason(desk: Application, open_page: Any, qtbot: QtBot) -> None:
    """Why it ended decides whether the next plan makes sense."""
    who = busy(desk)
    desk.enrolments.stop(who, "no_budget")
    tab = history(open_page(), qtbot, who)
    assert "step 4 of 5: no budget" in fact(tab, "record_past")
    assert fact(tab, "record_plan").startswith("on no plan")


def test_touches_come_newest_first_by_day_with_step_note_and_minutes(desk: Application, open_page: Any, qtbot: QtBot) -> None:
    """Every touch and its result."""
    tab = history(open_page(), qtbot, busy(desk))
    said = lines(tab)
    assert [said[0], said[2], said[4]] == ["Thu 19 Nov", "Thu 12 Nov", "Mon 2 Nov"]
    assert "Voicemail, Call" in said[1] and "Joan" in said[1]
    assert "No answer" in said[3] and "1 min" in said[3]
    assert "Sent, Email · step 1, Referral" in said[5]


def test_h_gives_the_keys_to_the_list_and_escape_gives_them_back(desk: Application, open_page: Any, qtbot: QtBot) -> None:
    """Read a history without the mouse."""
    who = busy(desk)
    enrol(desk, add_person(desk, "Bo Chen"))  # the list must not be empty
    page = open_page()
    tab = history(page, qtbot, who)
    assert tab.view.hasFocus() and tab.view.current_touch() is not None
    qtbot.keyClick(tab.view, Key.Key_Down)
    assert tab.view.current_touch().outcome == "no_answer"  # over the head of the day
    qtbot.keyClick(tab.view, Key.Key_Up)
    assert tab.view.current_touch().outcome == "voicemail"
    qtbot.keyClick(tab.view, Key.Key_Escape)
    assert page.view.hasFocus()


def test_kinds_channel_and_search_filter_and_find_nothing_in_words(desk: Application, open_page: Any, qtbot: QtBot) -> None:
    """Twelve voicemails must not hide the one talk."""
    who = busy(desk)
    log(desk, who, "conversation", note="Wants figures of a dairy")
    page = open_page()
    tab = history(page, qtbot, who)

    def outcomes() -> list[str]:
        return [t.outcome for i in range(tab.view.touches.rowCount()) if (t := tab.view.touches.touch(i)) is not None]

    for kind, expected in (("talks", ["conversation"]), ("emails", ["sent"]), ("notes", ["conversation", "voicemail"])):
        qtbot.mouseClick(tab.findChild(QAbstractButton, f"touches_{kind}"), Qt.MouseButton.LeftButton)
        assert outcomes() == expected
        assert tab.kind.segment(kind).count == len(expected)
    tab.kind.choose("all")
    box: Any = tab.findChild(QComboBox, "touch_channel")
    box.setCurrentIndex(box.findData("call"))
    box.activated.emit(box.currentIndex())
    assert outcomes() == ["conversation", "voicemail", "no_answer"]
    find: Any = tab.findChild(QLineEdit, "touch_find")
    qtbot.keyClicks(find, "joan")
    qtbot.waitUntil(lambda: outcomes() == ["voicemail"])
    find.setText("nobody said this")
    qtbot.waitUntil(lambda: outcomes() == [])
    assert tab.findChild(QLabel, "touches_empty").isVisible() and tab.view.isHidden()


def test_enter_shows_the_whole_note_and_escape_returns_to_the_same_touch(desk: Application, open_page: Any, qtbot: QtBot) -> None:
    """A line holds the beginning only."""
    who = add_person(desk, "Ann Abel")
    long = "First.\n" + "More words. " * 60 + "\nLast."
    log(desk, who, "voicemail", note="short")
    log(desk, who, "conversation", note=long)
    page = open_page()
    tab = history(page, qtbot, who)
    qtbot.keyClick(tab.view, Key.Key_Return)
    note: Any = tab.findChild(QPlainTextEdit, "touch_note")
    assert note.isVisible() and note.toPlainText() == long.strip() and note.isReadOnly()
    qtbot.keyClick(note, Key.Key_Escape)
    assert not tab.reading and tab.view.hasFocus() and tab.view.current_touch().outcome == "conversation"
    assert page.panel.tab == "history"


def test_click_on_a_sent_email_opens_what_was_sent(desk: Application, open_page: Any, qtbot: QtBot) -> None:
    """ "What did I write to her?" is asked at every call; the text is what left, as plain text."""
    who = add_person(desk, "Ann Abel")
    with desk.store.write(_any_op(), undoable=False) as uow:
        uow.s.exec_driver_sql(
            "INSERT INTO outbox (id, prospect_id, to_address, message_id, subject, body, sha256, state, created_at, sent_at) "
            f"VALUES (7, {who}, 'ann@zeta.example', '<1@x>', 'About <b>invoices</b>', 'Hello Ann, nine days?', 'x', 'sent', {uow.now_ms}, {uow.now_ms})"
        )
    log(desk, who, "sent", "email", outbox_id=7)
    page = open_page()
    tab = history(page, qtbot, who)
    view: Any = tab.findChild(QListView, "touches")
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(1)).center())
    settle(qtbot, page)
    body: Any = tab.findChild(QPlainTextEdit, "email_body_read")
    assert body.isVisible() and body.toPlainText() == "Hello Ann, nine days?" and body.isReadOnly()
    assert fact(tab, "email_subject_read") == "About <b>invoices</b>"
    assert "ann@zeta.example" in tab.findChild(QLabel, "email_state_read").text()
    qtbot.mouseClick(tab.findChild(QAbstractButton, "touch_back"), Qt.MouseButton.LeftButton)
    assert not tab.reading


def test_email_that_left_elsewhere_says_so(desk: Application, open_page: Any, qtbot: QtBot) -> None:
    """An empty pane would look like a lost email."""
    who = add_person(desk, "Ann Abel")
    log(desk, who, "sent", "email")
    page = open_page()
    tab = history(page, qtbot, who)
    qtbot.keyClick(tab.view, Key.Key_Return)
    settle(qtbot, page)
    assert "Sent folder" in tab.findChild(QLabel, "email_state_read").text()
    assert not tab.findChild(QPlainTextEdit, "email_body_read").isVisible()


def test_reply_is_read_whole_with_what_it_quotes(desk: Application, open_page: Any, qtbot: QtBot) -> None:
    """The note of the touch is its beginning only; the sender's markup stays text."""
    add_mailbox(desk)
    who = add_person(desk, "Ann Abel", email="ann@zeta.example")
    text = (
        "Yes, <b>call</b> me on Friday.\n\nOn Wed, Nov 18, 2026 at 9:00 AM Li Na <li.na@acme.example> wrote:\n> Who looks after invoices?"
    )
    take(desk, person_mail("ann@zeta.example", text=text))
    page = open_page()
    tab = history(page, qtbot, who)
    qtbot.keyClick(tab.view, Key.Key_Return)
    settle(qtbot, page)
    body = tab.findChild(QPlainTextEdit, "email_body_read")
    assert body.toPlainText().startswith("Yes, <b>call</b> me on Friday.")
    assert "> Who looks after invoices?" in body.toPlainText()
    assert "Ann" in tab.findChild(QLabel, "email_state_read").text()
    assert not tab.findChild(QPlainTextEdit, "touch_note").isVisible()


def test_existing_customer_is_switched_here_and_undo_takes_it_back(desk: Application, open_page: Any, qtbot: QtBot) -> None:
    """An offer to a customer is another talk; a wrong click must cost nothing."""
    who = busy(desk)
    page = open_page()
    tab = history(page, qtbot, who)
    said: list[tuple[str, bool]] = []
    page.ctx.nav.toast.connect(lambda words, undo: said.append((words, undo)))
    qtbot.mouseClick(tab.findChild(QAbstractButton, "customer_1"), Qt.MouseButton.LeftButton)
    settle(qtbot, page)
    assert one(desk, "SELECT customer FROM prospect WHERE id = :p", p=who) == 1
    assert said == [("Now an existing customer.", True)]
    desk.undo.undo()
    qtbot.waitUntil(lambda: tab.facts.customer.value() == "0")


def test_next_person_closes_what_is_read_and_reads_nothing_behind(desk: Application, open_page: Any, qtbot: QtBot) -> None:
    """J must not show the note of the person before; and a tab that nobody sees must not cost a read."""
    who, other = busy(desk), add_person(desk, "Bo Chen")
    page = open_page()
    tab = history(page, qtbot, who)
    qtbot.keyClick(tab.view, Key.Key_Return)
    page.show_person(other)
    settle(qtbot, page)
    assert not tab.reading and tab.record is None and page.panel.tab != "history"
    page.panel.open_tab("history")
    settle(qtbot, page)
    assert tab.record is not None and tab.record.touches == 0
    assert tab.findChild(QLabel, "touches_empty").text() == "No touch yet."


def _any_op() -> Any:
    from sdrdesk.core.changes import OpKind

    return OpKind.SEND
