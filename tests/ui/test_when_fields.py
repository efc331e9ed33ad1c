"""Fields for a time: what was understood stands beside them with each key, and what cannot be taken is refused in words (rule R5).

Now is Thursday 19 November 2026, in New York.
"""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from sdrdesk.app import Application
from sdrdesk.core.clock import from_ms
from sdrdesk.ui.pages.today.page import TodayPage
from sdrdesk.ui.when_edit import WhenEdit
from tests.support.factories import add_person, enrol
from tests.support.profile import one, set_now
from tests.ui.test_record import open_page, settle

__all__ = ["open_page"]
Key = Qt.Key


def field(page: TodayPage, name: str) -> Any:
    found = page.findChild(WhenEdit, name)
    assert found is not None
    return found


def type_in(qtbot: QtBot, edit: WhenEdit, typed: str) -> None:
    """Key by key; Chinese comes from the input method, as it does for people."""
    if typed.isascii():
        qtbot.keyClicks(edit, typed)
        return
    event = QInputMethodEvent()
    event.setCommitString(typed)
    QApplication.sendEvent(edit, event)


def role(edit: WhenEdit) -> str:
    return str(edit.said.property("role"))


def snoozing(desk: Application, page: TodayPage, qtbot: QtBot, who: int) -> Any:
    """The snooze field, reached by its key."""
    page.show_person(who)
    page.view.setFocus()
    qtbot.keyClick(page.view, Key.Key_Z)
    edit = field(page, "snooze_when")
    qtbot.waitUntil(edit.hasFocus)
    return edit


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("next tue 3pm", "Tue 24 Nov 15:00"),
        ("in 2 weeks", "Thu 3 Dec"),
        ("end of month", "Mon 30 Nov"),
        ("1/13/27", "Wed 13 Jan 2027"),
        ("明天下午", "Fri 20 Nov 14:00"),
        ("周二上午十点半", "Tue 24 Nov 10:30"),
    ],
)
def test_snooze_says_what_it_understood_before_enter(desk: Application, open_page: Any, qtbot: QtBot, typed: str, words: str) -> None:
    """The wrong week is seen while it can still be put right."""
    desk.settings.change({"user.country": "US"})
    who = add_person(desk, "Ann Abel")
    enrol(desk, who)
    page = open_page()
    edit = snoozing(desk, page, qtbot, who)
    assert page.plan.label.isVisible() and not edit.said.isVisible()
    type_in(qtbot, edit, typed)
    assert edit.said.isVisible() and edit.said.text() == words and role(edit) == "green"
    qtbot.keyClick(edit, Key.Key_Return)
    settle(qtbot, page)
    assert one(desk, "SELECT due_on FROM enrolment") == page.ctx.when(typed).day.isoformat()
    assert not edit.text() and page.plan.label.isVisible()
    desk.undo.undo()
    assert one(desk, "SELECT due_on FROM enrolment") == "2026-11-19"


def test_snooze_refuses_in_words_and_keeps_what_was_typed(desk: Application, open_page: Any, qtbot: QtBot) -> None:
    """Half a word is not wrong yet; Enter on it is. The past and days that do not exist are wrong at once."""
    who = add_person(desk, "Ann Abel")
    enrol(desk, who)
    page = open_page()
    edit = snoozing(desk, page, qtbot, who)
    qtbot.keyClicks(edit, "tom")
    assert "“tom” is not understood" in edit.said.text() and role(edit) == "t3"
    qtbot.keyClick(edit, Key.Key_Return)
    assert role(edit) == "red" and edit.text() == "tom" and edit.hasFocus()
    qtbot.keyClicks(edit, "orrow")
    assert edit.said.text() == "Fri 20 Nov" and role(edit) == "green"
    for typed, words in (("yesterday", "is past"), ("31 apr", "no such day"), ("2062-01-01", "five years")):
        edit.clear()
        qtbot.keyClicks(edit, typed)
        assert words in edit.said.text() and role(edit) == "red"
        qtbot.keyClick(edit, Key.Key_Return)
    settle(qtbot, page)
    assert one(desk, "SELECT due_on FROM enrolment") == "2026-11-19"


def test_a_day_on_which_the_user_does_not_work_is_said(desk: Application, open_page: Any, qtbot: QtBot) -> None:
    """It is taken all the same: some people do call on a Saturday."""
    who = add_person(desk, "Ann Abel")
    enrol(desk, who)
    page = open_page()
    edit = snoozing(desk, page, qtbot, who)
    qtbot.keyClicks(edit, "sat 10")
    assert edit.said.text() == "Sat 21 Nov 10:00, not a working day of yours" and role(edit) == "amber"
    qtbot.keyClick(edit, Key.Key_Return)
    settle(qtbot, page)
    assert one(desk, "SELECT due_on FROM enrolment") == "2026-11-21"


def test_what_was_typed_for_one_person_is_not_used_for_the_next(desk: Application, open_page: Any, qtbot: QtBot) -> None:
    """Enter would put off somebody else."""
    ann, bo = add_person(desk, "Ann Abel"), add_person(desk, "Bo Chen")
    enrol(desk, ann, bo)
    page = open_page()
    edit = snoozing(desk, page, qtbot, ann)
    qtbot.keyClicks(edit, "3d")
    page.refresh()
    settle(qtbot, page)
    assert edit.text() == "3d"
    page.show_person(bo)
    assert not edit.text() and not edit.said.isVisible()


def test_chinese_desk_reads_chinese_and_says_chinese(desk: Application, open_page: Any, qtbot: QtBot) -> None:
    """Both languages are read on every desk; the words are the user's."""
    desk.settings.change({"user.language": "zh_CN", "user.country": "CN"})
    who = add_person(desk, "Ann Abel")
    enrol(desk, who)
    page = open_page()
    edit = snoozing(desk, page, qtbot, who)
    for typed, words in (("12月3日上午10点", "12月3日 周四 10:00"), ("12/3", "12月3日 周四"), ("next tue 3pm", "11月24日 周二 15:00")):
        edit.clear()
        type_in(qtbot, edit, typed)
        assert edit.said.text() == words
    edit.clear()
    type_in(qtbot, edit, "昨天")
    assert edit.said.text() == "“昨天”已过去。请选将来的时间。"


def test_next_step_of_a_call_is_read_with_each_key(desk: Application, open_page: Any, qtbot: QtBot) -> None:
    """The call-back stands where the field said it would."""
    who = add_person(desk, "Ann Abel")
    page = open_page()
    page.show_person(who)
    page.panel.open_tab("call")
    edit = field(page, "next_when")
    edit.setFocus()
    qtbot.keyClicks(edit, "tue 3pm")
    assert edit.said.text() == "Tue 24 Nov 15:00"
    qtbot.keyClick(edit, Key.Key_5, Qt.KeyboardModifier.AltModifier)
    settle(qtbot, page)
    kept = from_ms(one(desk, "SELECT due_at FROM task WHERE state = 'open'"))
    assert kept.astimezone(desk.settings.profile().zone).isoformat()[:16] == "2026-11-24T15:00"


def test_meeting_needs_a_time_of_day(desk: Application, open_page: Any, qtbot: QtBot) -> None:
    """The AE cannot come to a day."""
    who = add_person(desk, "Ann Abel")
    page = open_page()
    page.show_person(who)
    page.panel.open_tab("qualify")
    edit = field(page, "meeting_when")
    note: Any = page.findChild(QPushButton, "note_meeting")
    edit.setFocus()
    qtbot.keyClicks(edit, "next tue")
    assert "needs a day and a time" in edit.said.text() and edit.said.isVisible()
    qtbot.mouseClick(note, Qt.MouseButton.LeftButton)
    settle(qtbot, page)
    assert one(desk, "SELECT count(*) FROM task") == 0
    qtbot.keyClicks(edit, " 14:00")
    assert edit.said.text() == "Tue 24 Nov 14:00"
    qtbot.mouseClick(note, Qt.MouseButton.LeftButton)
    settle(qtbot, page)
    assert one(desk, "SELECT kind FROM task") == "meeting"
    assert not edit.text() and not edit.said.isVisible()


def test_time_that_went_by_while_the_field_stood_open_is_refused(desk: Application, open_page: Any, qtbot: QtBot) -> None:
    """What was right when it was typed is looked at again on Enter."""
    who = add_person(desk, "Ann Abel")
    enrol(desk, who)
    page = open_page()
    edit = snoozing(desk, page, qtbot, who)
    qtbot.keyClicks(edit, "2026-11-19 18:00")
    assert role(edit) == "green"
    set_now(desk, "2026-11-20")
    qtbot.keyClick(edit, Key.Key_Return)
    assert "is past" in edit.said.text() and role(edit) == "red"
    assert one(desk, "SELECT not_before_at FROM enrolment") is None
