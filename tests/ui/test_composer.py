"""The composer through its real widgets: threads, later, undo, snippets, files, HTML, variants, the next person, drafts (R10, R15, R16, A2)."""

from __future__ import annotations

import datetime as dt
import email as emails
import email.policy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QListWidget, QMenu, QPlainTextEdit
from sqlalchemy import text, update

from sdrdesk.app import Application
from sdrdesk.core.changes import OpKind
from sdrdesk.core.ports import Delivery, DeliveryKind
from sdrdesk.core.services.drafting import draft_of
from sdrdesk.core.store.mail_tables import mailbox
from sdrdesk.core.texts import Texts
from sdrdesk.ui.bridge import Bridge
from sdrdesk.ui.context import Navigator, UiContext
from sdrdesk.ui.dialogs.snippets import SnippetsDialog
from sdrdesk.ui.main_window import MainWindow
from sdrdesk.ui.pages.today.email_tab import EmailTab
from sdrdesk.ui.runner import Runner
from sdrdesk.ui.theme.stylesheet import apply_theme
from sdrdesk.ui.widgets.key_button import KeyButton
from tests.services.test_composer import receive, with_a_variant
from tests.support.factories import add_mailbox, add_person, enrol
from tests.support.profile import NEW_YORK, one, set_now

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def people(desk: Application) -> tuple[int, int]:
    """Ann in New York and Jan in Berlin, both on the day 1 email of p5; an account; every value of the templates."""
    add_mailbox(desk)
    desk.settings.change(
        {
            "user.name": "Li Na",
            "user.company": "Acme",
            "user.zone": "America/New_York",
            "value.topic": "invoices",
            "value.prop": "pay in three days",
            "value.similar_customers": "freight firms",
        }
    )
    ann = add_person(desk, "Ann Archer", company="Ajax", email="ann@ajax.example")
    jan = add_person(desk, "Jan Jansen", company="Jade", email="jan@jade.example", country="DE", city="Berlin", phone="+49 30 901820")
    enrol(desk, ann, jan)
    return ann, jan


@pytest.fixture
def window(desk: Application, people: tuple[int, int], qtbot: Any, tmp_path: Path, qapp: Any) -> Iterator[MainWindow]:
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))
    apply_theme(qapp, "light")
    made = make_window(desk)
    qtbot.addWidget(made, before_close_func=lambda w: (w.ctx.runner.close(), w.ctx.bridge.close()))
    with qtbot.waitSignal(made.today.list_shown, timeout=10_000):
        made.show()
    settle(qtbot, made)
    yield made
    made.ctx.runner.close()
    made.ctx.bridge.close()


def make_window(desk: Application) -> MainWindow:
    return MainWindow(UiContext(desk, Runner(), Bridge(desk.bus), Navigator(), desk.settings.profile(), Texts("en")))


def settle(qtbot: Any, window: MainWindow) -> None:
    """Until nothing is under way any more."""
    qtbot.waitUntil(lambda: window.ctx.runner.pending == 0 and not window.today._reading, timeout=15_000)


def compose(qtbot: Any, window: MainWindow, who: int) -> EmailTab:
    """A person's composer."""
    window.today.open_person(who)
    window.today.panel.open_tab("email")
    settle(qtbot, window)
    tab = window.today.panel.email
    qtbot.waitUntil(lambda: not tab._later.isActive())
    return tab


def mime(desk: Application) -> Any:
    with desk.store.read() as s:
        raw = s.execute(text("SELECT mime FROM outbox_body ORDER BY id DESC LIMIT 1")).scalar_one()
    return emails.message_from_bytes(bytes(raw), policy=email.policy.default)


def send_first(desk: Application, who: int) -> str:
    """The first email of the plan goes out; gives its Message-ID."""
    mail = desk.outbox.queue(draft_of(desk.compose.compose(who))).value
    desk.clock.advance(minutes=1)  # type: ignore[attr-defined]
    assert desk.outbox.claim(mail, "s") and desk.outbox.mark_dotting(mail, "s")
    desk.outbox.finish(mail, Delivery(DeliveryKind.ACCEPTED, "dot", 250, "ok"))
    return str(one(desk, "SELECT message_id FROM outbox WHERE id = :i", i=mail))


def find(window: Any, kind: type, name: str) -> Any:
    found = window.findChild(kind, name)
    assert found is not None, name
    return found


def press_send(qtbot: Any, window: MainWindow, tab: EmailTab) -> None:
    tab.editor.setFocus()
    qtbot.keyClick(tab.editor, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, window)


def test_a_follow_up_says_its_thread_and_can_start_a_new_one(window: MainWindow, qtbot: Any, people: tuple[int, int]) -> None:
    desk, (ann, _) = window.ctx.desk, people
    first = send_first(desk, ann)  # type: ignore[arg-type]
    set_now(desk, "2026-11-23")  # type: ignore[arg-type]
    tab = compose(qtbot, window, ann)
    assert tab.thread_line.isVisible() and tab.thread_line._words.whole() == "In the thread of 19 Nov: “Who looks after invoices at Ajax?”"
    assert tab.subject() == "Re: Who looks after invoices at Ajax?"
    qtbot.keyClick(tab.editor, Qt.Key.Key_T, ALT)
    assert tab.subject() == "Ann, a name for invoices?" and tab.thread_line._words.whole() == "A new thread"
    qtbot.mouseClick(tab.thread_line.toggle, Qt.MouseButton.LeftButton)
    assert tab.subject().startswith("Re: ")
    press_send(qtbot, window, tab)
    assert mime(desk)["In-Reply-To"] == first  # type: ignore[arg-type]


def test_r10_after_a_skipped_email_a_new_thread_is_started_and_said(window: MainWindow, qtbot: Any, people: tuple[int, int]) -> None:
    desk, (ann, _) = window.ctx.desk, people
    desk.enrolments.skip_step(ann, "does_not_fit")
    set_now(desk, "2026-11-23")  # type: ignore[arg-type]
    tab = compose(qtbot, window, ann)
    assert "was skipped" in tab.thread_line._words.whole() and tab.thread_line.isVisible()
    assert not tab.thread_line.toggle.isVisible() and tab.subject() == "Ann, a name for invoices?"
    press_send(qtbot, window, tab)
    assert "In-Reply-To" not in mime(desk)  # type: ignore[arg-type]


def test_an_answer_quotes_their_message_below_until_it_is_ticked_off(window: MainWindow, qtbot: Any, people: tuple[int, int]) -> None:
    desk, (ann, _) = window.ctx.desk, people
    with qtbot.waitSignal(window.today.list_shown):
        desk.enrolments.stop(ann, "replied")
    receive(desk, ann, "Your note", "Who are you?\nAnn")  # type: ignore[arg-type]
    settle(qtbot, window)
    tab = compose(qtbot, window, ann)
    quote = find(tab, QCheckBox, "quote")
    assert tab.subject() == "Re: Your note" and quote.isVisible() and quote.isChecked()
    assert "> Who are you?" not in tab.body()  # folded while one writes
    qtbot.keyClick(tab.editor, Qt.Key.Key_P, ALT)
    assert tab.preview.view.toPlainText().endswith("Ann Archer wrote:\n> Who are you?\n> Ann")
    quote.click()
    qtbot.waitUntil(lambda: "> Who are you?" not in tab.preview.view.toPlainText())
    assert tab.email() is not None and tab.email().quoted == "" and tab.email().in_reply_to == "<theirs@ajax.example>"


def test_send_later_is_their_morning_or_a_typed_time_and_stands_in_the_outbox(
    window: MainWindow, qtbot: Any, people: tuple[int, int]
) -> None:
    desk, (ann, jan) = window.ctx.desk, people
    tab = compose(qtbot, window, jan)
    qtbot.keyClick(window.today.view, Qt.Key.Key_L)
    assert tab.later.isVisible() and tab.later._says.whole() == "Fri 20 Nov 03:00 (09:00 there)"
    qtbot.waitUntil(lambda: tab.send.words() == "Send then")
    press_send(qtbot, window, tab)
    assert "leaves Fri 20 Nov 03:00 (09:00 there)" in window.toast._text.whole()
    row = desk.outbox.rows()[0]
    assert row.not_before == dt.datetime(2026, 11, 20, 3, 0, tzinfo=NEW_YORK) and desk.outbox.due() == []
    tab = compose(qtbot, window, ann)
    assert not tab.later.isVisible()
    qtbot.mouseClick(tab.ways.later, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(tab.later.edit, "yesterday")
    qtbot.waitUntil(lambda: not tab.send.isEnabled())
    tab.later.edit.clear()
    tab.later.edit.setText("周二 14:00")
    qtbot.waitUntil(lambda: tab.send.isEnabled())
    assert tab.later._says.whole() == "Tue 24 Nov 14:00"
    qtbot.keyClick(tab.later.edit, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert desk.outbox.rows()[0].not_before == dt.datetime(2026, 11, 24, 14, 0, tzinfo=NEW_YORK)
    window.show_page("outbox")
    settle(qtbot, window)
    page = window.stack.currentWidget()
    assert [page.words.when(r) for r in page._snapshot.rows] == ["from 24 Nov 14:00", "from 20 Nov 03:00"]  # type: ignore[union-attr]


def test_undo_send_takes_it_out_and_gives_the_text_back(window: MainWindow, qtbot: Any, people: tuple[int, int]) -> None:
    desk, (ann, jan) = window.ctx.desk, people
    tab = compose(qtbot, window, ann)
    tab.subject_edit.clear()
    qtbot.keyClicks(tab.subject_edit, "Ann, my own words")
    press_send(qtbot, window, tab)
    assert "leaves in 10 s" in window.toast._text.whole() and window.today.current == jan
    assert desk.outbox.due() == []
    window.undo()
    qtbot.waitUntil(lambda: window.today.current == ann)
    settle(qtbot, window)
    assert one(desk, "SELECT count(*) FROM outbox") == 0  # type: ignore[arg-type]
    assert window.today.panel.tab == "email" and tab.subject() == "Ann, my own words" and tab.send.isEnabled()
    press_send(qtbot, window, tab)
    assert one(desk, "SELECT subject FROM outbox") == "Ann, my own words"  # type: ignore[arg-type]


def test_b5_two_presses_are_one_email_also_for_an_answer(window: MainWindow, qtbot: Any, people: tuple[int, int]) -> None:
    desk, (ann, _) = window.ctx.desk, people
    with qtbot.waitSignal(window.today.list_shown):
        desk.enrolments.stop(ann, "replied")
    receive(desk, ann, "Your note", "Who are you?")  # type: ignore[arg-type]
    settle(qtbot, window)
    tab = compose(qtbot, window, ann)
    tab.editor.setFocus()
    for _ in range(3):
        qtbot.keyClick(tab.editor, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, window)
    assert one(desk, "SELECT count(*) FROM outbox") == 1  # type: ignore[arg-type]


def test_a_snippet_expands_by_tab_and_tab_goes_through_its_stops(window: MainWindow, qtbot: Any, people: tuple[int, int]) -> None:
    tab = compose(qtbot, window, people[0])
    tab.editor.set_body("")
    tab.editor.setFocus()
    qtbot.keyClicks(tab.editor, "Hi. ;times")
    qtbot.keyClick(tab.editor, Qt.Key.Key_Tab)
    assert tab.body() == "Hi. Would Tuesday at 10:00 or Thursday at 14:00 suit you better? Fifteen minutes are enough."
    assert tab.editor.textCursor().selectedText() == "Tuesday at 10:00"
    qtbot.keyClicks(tab.editor, "Monday")
    qtbot.keyClick(tab.editor, Qt.Key.Key_Tab)
    assert tab.editor.textCursor().selectedText() == "Thursday at 14:00"
    qtbot.keyClick(tab.editor, Qt.Key.Key_Backtab)
    assert tab.editor.textCursor().selectedText() == "Monday"
    qtbot.keyClick(tab.editor, Qt.Key.Key_Tab)
    qtbot.keyClick(tab.editor, Qt.Key.Key_Tab)
    qtbot.keyClicks(tab.editor, "!")
    assert tab.body() == "Hi. Would Monday or Thursday at 14:00 suit you better? Fifteen minutes are enough.!"
    qtbot.keyClick(tab.editor, Qt.Key.Key_Tab)
    assert not tab.editor.hasFocus()  # without a code Tab moves on
    tab.editor.setFocus()
    qtbot.keyClicks(tab.editor, " ;nothing")
    qtbot.keyClick(tab.editor, Qt.Key.Key_Tab)
    assert tab.body().endswith(";nothing") and not tab.editor.hasFocus()


def test_a_snippets_values_are_the_persons_and_a_missing_one_is_a_slot(window: MainWindow, qtbot: Any, people: tuple[int, int]) -> None:
    tab = compose(qtbot, window, people[0])
    tab.editor.set_body("")
    tab.editor.setFocus()
    qtbot.keyClicks(tab.editor, ";proof")
    qtbot.keyClick(tab.editor, Qt.Key.Key_Tab)
    assert tab.missing() == ["similar_customer"]


def test_a_slot_is_filled_from_the_side_or_its_sentence_is_left_out(window: MainWindow, qtbot: Any, people: tuple[int, int]) -> None:
    desk, (ann, _) = window.ctx.desk, people
    desk.settings.change({"value.similar_customers": "Torrance Haulage; Lund & Marsh"})
    tab = compose(qtbot, window, ann)
    tab.editor.set_body("Hello Ann,\n\nWe help. ⟦similar_customer⟧ did it. Who?\n\n⟦insight⟧\n\nLi Na")
    tab.editor.body_changed.emit()
    qtbot.waitUntil(tab.side.fill.isVisible)
    values = tab.side.fill.findChildren(KeyButton, "fill_value")
    assert [b.words() for b in values] == ["Torrance Haulage", "Lund & Marsh"]
    qtbot.mouseClick(values[1], Qt.MouseButton.LeftButton)
    assert "We help. Lund & Marsh did it. Who?" in tab.body()
    qtbot.waitUntil(lambda: not tab.side.fill.findChildren(KeyButton, "fill_value"))
    qtbot.mouseClick(tab.side.fill.findChild(KeyButton, "fill_leave_out"), Qt.MouseButton.LeftButton)
    assert tab.body() == "Hello Ann,\n\nWe help. Lund & Marsh did it. Who?\n\nLi Na"
    settle(qtbot, window)
    assert "Lund & Marsh" in str(one(desk, "SELECT values_json FROM prospect WHERE id = :p", p=ann))  # type: ignore[arg-type]
    tab.editor.set_body("We help. ⟦similar_customer⟧ did it. Who?")
    assert tab.editor.drop_sentence("similar_customer") and tab.body() == "We help. Who?"


def test_snippets_are_managed_in_a_dialog_and_work_at_once(window: MainWindow, qtbot: Any, people: tuple[int, int]) -> None:
    tab = compose(qtbot, window, people[0])
    qtbot.keyClick(tab.editor, Qt.Key.Key_S, ALT)
    dialog = find(window, SnippetsDialog, "snippets_dialog")
    settle(qtbot, window)
    assert find(dialog, QListWidget, "snippet_list").count() == 7
    qtbot.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(find(dialog, QLineEdit, "snippet_code"), "no good")
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert "cannot be a code" in dialog._wrong.text()
    dialog.code.clear()
    qtbot.keyClicks(dialog.code, "ps")
    qtbot.keyClicks(find(dialog, QPlainTextEdit, "snippet_body"), "PS for {{ company }}")
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert dialog.list.currentItem().text() == ";ps"
    qtbot.mouseClick(find(dialog, KeyButton, "snippet_close"), Qt.MouseButton.LeftButton)
    tab.editor.set_body(";ps")
    tab.editor.setFocus()
    cursor = tab.editor.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    tab.editor.setTextCursor(cursor)
    qtbot.keyClick(tab.editor, Qt.Key.Key_Tab)
    assert tab.body() == "PS for Ajax"


def test_files_are_attached_by_key_and_by_drop_and_removed(window: MainWindow, qtbot: Any, people: tuple[int, int], tmp_path: Path) -> None:
    desk = window.ctx.desk
    offer, other, program = tmp_path / "报价.pdf", tmp_path / "b.txt", tmp_path / "run.exe"
    offer.write_bytes(b"%PDF" * 700)
    other.write_text("b")
    program.write_bytes(b"MZ")
    tab = compose(qtbot, window, people[0])
    window.today.mail.pick_files = lambda: [str(offer)]  # type: ignore[method-assign]
    qtbot.keyClick(tab.editor, Qt.Key.Key_A, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    settle(qtbot, window)
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(other)), QUrl.fromLocalFile(str(program))])
    tab.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, dropped, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier))
    settle(qtbot, window)
    assert [row.name for row in tab.attachments.files()] == ["报价.pdf", "b.txt", "run.exe"] and tab.attachments.isVisible()
    qtbot.waitUntil(lambda: not tab.send.isEnabled())
    assert "run.exe is a program" in tab._state.text()
    qtbot.mouseClick(tab.attachments.findChildren(KeyButton, "attachment_remove")[2], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.send.isEnabled())
    press_send(qtbot, window, tab)
    assert [(p.get_filename(), p.get_content_type()) for p in mime(desk).iter_attachments()] == [  # type: ignore[arg-type]
        ("报价.pdf", "application/pdf"),
        ("b.txt", "text/plain"),
    ]


def test_a_file_that_has_vanished_is_said_and_nothing_is_queued(
    window: MainWindow, qtbot: Any, people: tuple[int, int], tmp_path: Path
) -> None:
    offer = tmp_path / "offer.pdf"
    offer.write_bytes(b"%PDF")
    tab = compose(qtbot, window, people[0])
    tab.add_files([str(offer)])
    settle(qtbot, window)
    offer.unlink()
    press_send(qtbot, window, tab)
    assert "offer.pdf is not there any more" in window.toast._text.whole()
    assert one(window.ctx.desk, "SELECT count(*) FROM outbox") == 0  # type: ignore[arg-type]
    assert window.today.current == people[0] and tab.files() == (str(offer),)


def test_html_is_chosen_in_the_menu_and_previewed(window: MainWindow, qtbot: Any, people: tuple[int, int]) -> None:
    tab = compose(qtbot, window, people[0])
    qtbot.mouseClick(tab.ways.more, Qt.MouseButton.LeftButton)
    menu = find(tab, QMenu, "email_more_menu")
    next(a for a in menu.actions() if a.objectName() == "email_html").trigger()
    menu.close()
    qtbot.mouseClick(tab.side.preview, Qt.MouseButton.LeftButton)
    assert "From: Li Na <li.na@acme.example>\nTo: ann@ajax.example\nSubject: Who looks after" in tab.preview.head()
    assert tab.preview.view.toPlainText().startswith("Hello Ann,")
    press_send(qtbot, window, tab)
    made = mime(window.ctx.desk)  # type: ignore[arg-type]
    assert [p.get_content_type() for p in made.iter_parts()] == ["text/plain", "text/html"]


def test_the_next_variant_is_still_the_step(window: MainWindow, qtbot: Any, people: tuple[int, int]) -> None:
    desk = window.ctx.desk
    desk.plans.save({**with_a_variant(desk), "key": "mine"})  # type: ignore[arg-type]
    who = add_person(desk, "Bob Box", company="Box", email="bob@box.example")  # type: ignore[arg-type]
    enrol(desk, who, cadence="mine")  # type: ignore[arg-type]
    settle(qtbot, window)
    tab = compose(qtbot, window, who)
    given = tab.composed.template  # type: ignore[union-attr]
    assert tab._variant.text() in ("A of 2", "B of 2")
    qtbot.keyClick(window.today.view, Qt.Key.Key_BracketRight)
    chosen = tab.composed
    assert chosen is not None and chosen.template != given and chosen.step is not None
    qtbot.mouseClick(tab.ways.variant, Qt.MouseButton.LeftButton)
    assert tab.composed is not None and tab.composed.template == given
    settle(qtbot, window)


def test_the_next_person_is_one_with_an_email(window: MainWindow, qtbot: Any, people: tuple[int, int]) -> None:
    desk, (ann, jan) = window.ctx.desk, people
    for name in ("Cal One", "Cal Two"):
        caller = add_person(desk, name, email="")  # type: ignore[arg-type]
        enrol(desk, caller, cadence="inbound")  # type: ignore[arg-type]
    settle(qtbot, window)
    model = window.today.model
    order = [p for p in map(model.person_at, range(model.rowCount())) if p in (ann, jan)]
    tab = compose(qtbot, window, order[0])
    qtbot.keyClick(tab.editor, Qt.Key.Key_J, CONTROL)
    assert window.today.current == order[1]


def test_a_half_written_email_is_kept_over_the_next_person_and_a_restart(
    window: MainWindow, desk: Application, qtbot: Any, people: tuple[int, int], tmp_path: Path
) -> None:
    ann, jan = people
    offer = tmp_path / "offer.pdf"
    offer.write_bytes(b"%PDF")
    tab = compose(qtbot, window, ann)
    tab.editor.setFocus()
    qtbot.keyClicks(tab.editor, "Half a thought ")
    tab.add_files([str(offer)])
    qtbot.mouseClick(tab.ways.later, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(tab.later.edit, "tue 14:00")
    tab = compose(qtbot, window, jan)
    assert not tab.body().startswith("Half") and tab.files() == ()
    tab = compose(qtbot, window, ann)
    assert tab.body().startswith("Half a thought Hello Ann,")
    settle(qtbot, window)
    window.close()
    window.ctx.runner.close()
    again = make_window(desk)
    qtbot.addWidget(again, before_close_func=lambda w: (w.ctx.runner.close(), w.ctx.bridge.close()))
    with qtbot.waitSignal(again.today.list_shown, timeout=10_000):
        again.show()
    settle(qtbot, again)
    tab = compose(qtbot, again, ann)
    assert tab.body().startswith("Half a thought Hello Ann,") and tab.files() == (str(offer),)
    assert tab.later.edit.text() == "tue 14:00" and tab.later.isVisible()
    assert "Your draft of 10:00" in tab._state.text()
    tab.discard_wanted.emit()
    settle(qtbot, again)
    assert tab.body().startswith("Hello Ann,") and not tab.later.isVisible()
    again.ctx.runner.close()
    again.ctx.bridge.close()


def test_typing_is_kept_within_seconds_without_a_pause(window: MainWindow, qtbot: Any, people: tuple[int, int]) -> None:
    """A2: the first key starts the clock, and no later key stops it."""
    tab = compose(qtbot, window, people[0])
    keeper = window.today.panel.drafts
    tab.editor.setFocus()
    qtbot.keyClicks(tab.editor, "a")
    assert keeper._timer.isActive() and keeper._timer.interval() <= 5000
    left = keeper._timer.remainingTime()
    qtbot.keyClicks(tab.editor, "b")
    assert keeper._timer.remainingTime() <= left
    keeper._timer.timeout.emit()
    settle(qtbot, window)
    kept = window.ctx.desk.mail_drafts.of(people[0])
    assert kept is not None and kept.body.startswith("abHello")


def test_the_signature_of_the_account_is_in_the_composer(window: MainWindow, qtbot: Any, people: tuple[int, int]) -> None:
    with window.ctx.desk.store.write(OpKind.MAILBOX, undoable=False) as uow:
        uow.s.execute(update(mailbox).values(signature="Li Na\nSDR at Acme GmbH"))
    tab = compose(qtbot, window, people[0])
    assert tab.body().count("SDR at Acme GmbH") == 1


def test_it_all_fits_into_the_smallest_window(window: MainWindow, qtbot: Any, people: tuple[int, int]) -> None:
    window.resize(1120, 680)
    tab = compose(qtbot, window, people[0])
    tab.later.open_line()
    for button in (tab.ways.send, tab.ways.later, tab.ways.more, tab.side.preview, tab.side.attach):
        at = button.mapTo(window, button.rect().bottomRight())
        assert button.isVisible() and at.x() <= window.width() and at.y() <= window.height()
    assert tab.editor.height() > 60
