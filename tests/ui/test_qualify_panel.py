"""The MANTCP panel: where evidence comes from, what was noted before, ANUM as a second view, and sentences taken as evidence (R22, P7, W14, W20)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QListView, QPlainTextEdit, QPushButton, QWidget

from sdrdesk.app import Application
from sdrdesk.core.texts import Texts
from sdrdesk.ui.bridge import Bridge
from sdrdesk.ui.context import Navigator, UiContext
from sdrdesk.ui.main_window import MainWindow
from sdrdesk.ui.runner import Runner
from tests.support.factories import add_person, log
from tests.support.inbox import put_message
from tests.support.profile import one, rows

Key = Qt.Key


@pytest.fixture
def window(desk: Application, qtbot: Any, tmp_path: Path) -> Iterator[MainWindow]:
    """The main window on Helen, who was called and is due."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))
    who = add_person(desk, "Helen Okafor", company="Larkspur Medical")
    log(desk, who, "conversation", note="Invoices take eleven days. The CFO wants it before March.", next="today")
    ctx = UiContext(desk, Runner(), Bridge(desk.bus), Navigator(), desk.settings.profile(), Texts("en"))
    made = MainWindow(ctx)
    qtbot.addWidget(made)
    made.resize(1440, 900)
    with qtbot.waitSignal(made.today.list_shown, timeout=10_000):
        made.show()
    settle(qtbot, made)
    yield made
    ctx.runner.close()
    ctx.bridge.close()


def settle(qtbot: Any, window: MainWindow) -> None:
    """Until nothing is under way any more."""
    for _ in range(3):
        qtbot.wait(1)
        qtbot.waitUntil(lambda: window.ctx.runner.pending == 0 and not window.today._reading, timeout=15_000)


def get(widget: QWidget, name: str, kind: type[QWidget] = QWidget) -> Any:
    found = widget.findChild(kind, name)
    assert found is not None, name
    return found


def select(edit: Any, words: str) -> None:
    """Select words of a text, as with the mouse."""
    at = edit.toPlainText().index(words)
    cursor = edit.textCursor()
    cursor.setPosition(at)
    cursor.setPosition(at + len(words), QTextCursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)
    edit.setFocus()


def answer(qtbot: Any, window: MainWindow, key: Qt.Key) -> None:
    """How strong the sign is."""
    (dialog,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.objectName() == "ask_signal" and w.isVisible()]
    qtbot.waitUntil(dialog.isActiveWindow, timeout=5000)
    qtbot.keyClick(dialog, key)
    settle(qtbot, window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=5000)


def to_tab(qtbot: Any, window: MainWindow, key: Qt.Key) -> None:
    qtbot.keyClick(window.findChild(QListView, "today_list"), key)
    settle(qtbot, window)


def test_sentence_of_the_record_becomes_evidence_with_its_source(qtbot: Any, window: MainWindow, desk: Application) -> None:
    """Selected, N, 1: the need with who said it and the call it is of; the source opens that call; undo takes it back."""
    to_tab(qtbot, window, Key.Key_H)
    history = window.today.panel.history
    qtbot.waitUntil(lambda: history.record is not None, timeout=5000)
    history.open_touch(1)
    note = get(window, "touch_note", QPlainTextEdit)
    qtbot.keyClick(note, Key.Key_N)  # nothing is selected: N keeps its meaning
    settle(qtbot, window)
    assert one(desk, "SELECT count(*) FROM evidence") == 0
    select(note, "Invoices take eleven days.")
    qtbot.keyClick(note, Key.Key_N)
    answer(qtbot, window, Key.Key_1)
    assert rows(desk, "SELECT letter, signal, text, said_by, touch_id, message_id FROM evidence") == [
        ("need", "strong", "Invoices take eleven days.", "Helen Okafor", 1, None)
    ]
    to_tab(qtbot, window, Key.Key_Q)
    source = get(window, "evidence_source_need", QPushButton)
    qtbot.waitUntil(source.isVisible, timeout=5000)
    qtbot.mouseClick(source, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert window.today.panel.tab == "history" and history.reading
    window.undo()
    settle(qtbot, window)
    assert one(desk, "SELECT count(*) FROM evidence") == 0


def test_sentence_of_an_email_becomes_evidence_in_the_inbox(qtbot: Any, window: MainWindow, desk: Application) -> None:
    """Said by its sender, from that message; M is no other command there while words are selected."""
    message = put_message(desk, 1, text="Thanks. We have 30k in next year's plan. Ann")
    window.show_page("inbox")
    settle(qtbot, window)
    body = get(window.page("inbox"), "message_text")
    select(body, "We have 30k in next year's plan.")
    qtbot.keyClick(body, Key.Key_M)
    answer(qtbot, window, Key.Key_2)
    assert rows(desk, "SELECT letter, signal, text, said_by, message_id FROM evidence") == [
        ("money", "weak", "We have 30k in next year's plan.", "Ann Vogel", message)
    ]
    with desk.read() as (s, _):
        letter = desk.qualification.verdict_within(s, 1).letters["money"]
    assert (letter.message_id, letter.channel) == (message, "email")


def test_words_of_the_notes_need_alt_while_they_are_typed(qtbot: Any, window: MainWindow, desk: Application) -> None:
    """A plain letter is a letter of the note; Esc at the question notes nothing."""
    to_tab(qtbot, window, Key.Key_C)
    notes = get(window, "notes", QPlainTextEdit)
    notes.setFocus()
    qtbot.keyClicks(notes, "signs up to 50k herself")
    select(notes, "signs up to 50k")
    qtbot.keyClick(notes, Key.Key_A, Qt.KeyboardModifier.AltModifier)
    answer(qtbot, window, Key.Key_Escape)
    assert one(desk, "SELECT count(*) FROM evidence") == 0
    select(notes, "signs up to 50k")
    qtbot.keyClick(notes, Key.Key_A, Qt.KeyboardModifier.AltModifier)
    answer(qtbot, window, Key.Key_Return)
    assert rows(desk, "SELECT letter, signal, text, said_by FROM evidence") == [("authority", "strong", "signs up to 50k", "Helen Okafor")]
    assert notes.toPlainText() == "signs up to 50k herself"


def test_history_of_a_letter_unfolds_under_it(qtbot: Any, window: MainWindow, desk: Application) -> None:
    """What was noted before stays to be read, newest first."""
    for signal, words in (("weak", "perhaps next year"), ("strong", "before March"), ("strong", "by the audit on 1 March")):
        desk.qualification.set_letter(1, "time", signal, text=words)
    to_tab(qtbot, window, Key.Key_Q)
    earlier = get(window, "evidence_history_time", QPushButton)
    qtbot.waitUntil(earlier.isVisible, timeout=5000)
    assert "2" in earlier.text() or "2" in earlier.accessibleName()
    past = get(window, "evidence_past_time")
    assert past.isHidden()
    qtbot.mouseClick(earlier, Qt.MouseButton.LeftButton)
    lines = past.text().splitlines()
    assert (
        past.isVisible()
        and len(lines) == 2
        and "before March" in lines[0]
        and "weak" in lines[1].lower()
        and "perhaps next year" in lines[1]
    )


def test_anum_is_the_same_evidence_in_four_rows(qtbot: Any, window: MainWindow, desk: Application) -> None:
    """P7: a second view, never a second form: Urgency is Time, and what is set there is set here."""
    to_tab(qtbot, window, Key.Key_Q)
    tab = window.today.panel.qualify
    qtbot.mouseClick(get(tab, "segment_anum"), Qt.MouseButton.LeftButton)
    shown = sorted((row.y(), key, row.title.text()) for key, row in tab.rows.items() if row.isVisible())
    qtbot.waitUntil(lambda: len({row.y() for row in tab.rows.values() if row.isVisible()}) == 4, timeout=5000)
    shown = sorted((row.y(), key, row.title.text()) for key, row in tab.rows.items() if row.isVisible())
    assert [(key, name) for _, key, name in shown] == [
        ("authority", "Authority"),
        ("need", "Need"),
        ("time", "Urgency"),
        ("money", "Money"),
    ]
    edit = get(tab, "evidence_text_time", QLineEdit)
    edit.setFocus()
    qtbot.keyClicks(edit, "this quarter")
    qtbot.keyClick(edit, Key.Key_Return)
    qtbot.mouseClick(tab.rows["time"].segments.segment("strong"), Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert rows(desk, "SELECT letter, signal, text FROM evidence ORDER BY id DESC LIMIT 1") == [("time", "strong", "this quarter")]
    qtbot.mouseClick(get(tab, "segment_mantcp"), Qt.MouseButton.LeftButton)
    assert sum(row.isVisible() for row in tab.rows.values()) == 6 and tab.rows["time"].title.text() == "Time"


def test_own_questions_are_asked_on_the_card_and_in_the_panel(qtbot: Any, window: MainWindow, desk: Application) -> None:
    """W20 as data: a question of the team's takes the place of ours, in the person's language."""
    desk.standards.save("questions", {"en": {"money": ["Whose budget is it?"], "need": ["What hurts most?"]}})
    window.ctx.nav.open_prospect.emit(1)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.today.panel.qualify.rows["money"].question.whole() == "Whose budget is it?", timeout=5000)
    work = window.today.panel.work
    assert work is not None and work.scripts.question("need") == "What hurts most?" and work.scripts.question("time")
