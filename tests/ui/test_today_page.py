"""Today through its real widgets: the list, the keys, the call, the email, qualifying, the plan, undo."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QLineEdit, QListView, QMenu, QPlainTextEdit
from sqlalchemy import text

from sdrdesk.app import Application
from sdrdesk.core.domain.words import Band
from sdrdesk.core.ports import SmtpServer
from sdrdesk.core.services.demo import populate
from sdrdesk.core.texts import Texts
from sdrdesk.ui.bridge import Bridge
from sdrdesk.ui.context import Navigator, UiContext
from sdrdesk.ui.dialogs.keys import KeysDialog
from sdrdesk.ui.dialogs.palette import Palette
from sdrdesk.ui.main_window import MainWindow
from sdrdesk.ui.runner import Runner
from sdrdesk.ui.theme.stylesheet import apply_theme
from sdrdesk.ui.widgets.today_row import RowRole
from tests.support.factories import add_person, enrol, log


@pytest.fixture
def window(desk: Application, qtbot: Any, tmp_path: Path, qapp: Any) -> Iterator[MainWindow]:
    """The main window on sixty sample people, with the list on the screen."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))
    apply_theme(qapp, "light")
    now = desk.clock.now().astimezone(desk.settings.profile().zone)
    populate(desk.store, count=60, seed=3, now=now)
    ctx = UiContext(desk, Runner(), Bridge(desk.bus), Navigator(), desk.settings.profile(), Texts("en"))
    made = MainWindow(ctx)
    qtbot.addWidget(made, before_close_func=lambda w: (w.ctx.runner.close(), w.ctx.bridge.close()))
    with qtbot.waitSignal(made.today.list_shown, timeout=10_000):
        made.show()
    settle(qtbot, made)
    yield made
    ctx.runner.close()
    ctx.bridge.close()


def settle(qtbot: Any, window: MainWindow) -> None:
    """Until nothing is under way any more."""
    qtbot.waitUntil(lambda: window.ctx.runner.pending == 0 and not window.today._reading, timeout=15_000)


def find(window: MainWindow, kind: type, name: str) -> Any:
    found = window.findChild(kind, name)
    assert found is not None, name
    return found


def one(window: MainWindow, sql: str, **values: object) -> Any:
    with window.ctx.desk.store.read() as s:
        return s.execute(text(sql), values).scalar()


def press(qtbot: Any, window: MainWindow, key: Any) -> None:
    qtbot.keyClick(find(window, QListView, "today_list"), key)


def to_call(qtbot: Any, window: MainWindow) -> int:
    """Walk down to somebody whose next touch is a call from a plan."""
    model = window.today.model
    for row in range(model.rowCount()):
        item = model.item_at(row)
        if item is not None and item.channel == "call" and item.kind == "step" and item.band is Band.WORTH_MOST_NOW:
            window.today._set_current(row)
            return item.prospect_id
    pytest.fail("nobody to call in the sample")


def test_list_shows_bands_in_order_with_reasons(window: MainWindow) -> None:
    """Rule R1: the bands come in order, and each row says why."""
    rows = [window.today.model.index(i).data(RowRole) for i in range(window.today.model.rowCount())]
    headers = [r.id for r in rows if r.kind == "header"]
    assert headers == sorted(headers) and len(headers) >= 3
    assert all(r.why or r.chip_text for r in rows if r.kind == "person")


def test_keys_j_and_k_move_and_the_panel_follows(window: MainWindow, qtbot: Any) -> None:
    """A morning is worked without the mouse."""
    first = window.today.current
    press(qtbot, window, Qt.Key.Key_J)
    second = window.today.current
    assert second != first
    assert window.today.panel.work is not None and window.today.panel.work.card.person.id == second
    press(qtbot, window, Qt.Key.Key_K)
    assert window.today.current == first


def test_click_on_a_header_folds_its_group(window: MainWindow, qtbot: Any) -> None:
    """A group that is done with can be put away."""
    view = find(window, QListView, "today_list")
    before = window.today.model.rowCount()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(window.today.model.index(0)).center())
    assert window.today.model.rowCount() < before


def test_key_1_logs_the_call_dates_the_next_step_and_opens_the_next_person(window: MainWindow, qtbot: Any) -> None:
    """One key is the whole of logging (rules R4, R7)."""
    who = to_call(qtbot, window)
    before = one(window, "SELECT count(*) FROM touch WHERE prospect_id = :p", p=who)
    due = one(window, "SELECT due_on FROM enrolment WHERE prospect_id = :p AND state = 'active'", p=who)
    press(qtbot, window, Qt.Key.Key_1)
    settle(qtbot, window)
    assert one(window, "SELECT count(*) FROM touch WHERE prospect_id = :p", p=who) == before + 1
    assert one(window, "SELECT outcome FROM touch WHERE prospect_id = :p ORDER BY id DESC", p=who) == "no_answer"
    assert one(window, "SELECT coalesce(due_on, '9999') FROM enrolment WHERE prospect_id = :p ORDER BY id DESC", p=who) > due
    assert window.today.current != who
    assert window.toast.isVisible()


def test_key_while_typing_a_note_types_and_alt_key_logs(window: MainWindow, qtbot: Any) -> None:
    """A digit in a note must never log a call."""
    who = to_call(qtbot, window)
    press(qtbot, window, Qt.Key.Key_C)
    notes = find(window, QPlainTextEdit, "notes")
    notes.setFocus()
    qtbot.keyClicks(notes, "needs 2 demos")
    assert notes.toPlainText() == "needs 2 demos"
    qtbot.keyClick(notes, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    settle(qtbot, window)
    assert (
        one(window, "SELECT outcome || ':' || note FROM touch WHERE prospect_id = :p ORDER BY id DESC", p=who) == "voicemail:needs 2 demos"
    )


def test_typed_next_date_that_is_nonsense_is_told_beside_the_field_and_nothing_is_logged(window: MainWindow, qtbot: Any) -> None:
    """Bad input gets a sentence and loses nothing."""
    who = to_call(qtbot, window)
    before = one(window, "SELECT count(*) FROM touch WHERE prospect_id = :p", p=who)
    press(qtbot, window, Qt.Key.Key_C)
    when = find(window, QLineEdit, "next_when")
    when.setFocus()
    qtbot.keyClicks(when, "next blue moon")
    qtbot.keyClick(when, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    settle(qtbot, window)
    assert one(window, "SELECT count(*) FROM touch WHERE prospect_id = :p", p=who) == before
    assert "next blue moon" in window.today.panel.call.next_when.said.text()


def test_ctrl_z_takes_the_last_call_back(window: MainWindow, qtbot: Any) -> None:
    """Rule R26 by the key everybody knows."""
    to_call(qtbot, window)
    before = one(window, "SELECT count(*) FROM touch")
    press(qtbot, window, Qt.Key.Key_1)
    settle(qtbot, window)
    assert one(window, "SELECT count(*) FROM touch") == before + 1
    window.actions_by_key["undo"].trigger()
    settle(qtbot, window)
    assert one(window, "SELECT count(*) FROM touch") == before


def test_email_value_typed_into_a_slot_is_kept_with_the_person(window: MainWindow, qtbot: Any) -> None:
    """Rule R15: what is typed once is never asked for again."""
    who = to_call(qtbot, window)
    window.today.mail.choose_template("follow_up_2")
    window.today.panel.open_tab("email")
    email = window.today.panel.email
    assert email.missing() and not email.save.isEnabled()
    name = email.missing()[0]
    assert email.editor.next_slot(name)
    qtbot.keyClicks(email.editor, "Torrance Haulage")
    qtbot.keyClick(email.editor, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: "Torrance Haulage" in one(window, "SELECT values_json FROM prospect WHERE id = :p", p=who), timeout=5000)
    settle(qtbot, window)
    assert name not in email.missing()


def test_email_without_an_account_says_so_and_can_be_saved_as_a_file(window: MainWindow, qtbot: Any, tmp_path: Path) -> None:
    """People without an account here are not stuck."""
    to_call(qtbot, window)
    window.today.mail.choose_template("referral")
    email = window.today.panel.email
    assert not email.send.isEnabled() and "account" in email._state.text()
    target = tmp_path / "mail.eml"
    window.today.mail.pick_eml = lambda suggestion: str(target)  # type: ignore[method-assign]
    window.today.panel.open_tab("email")
    qtbot.mouseClick(email.save, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert b"Subject: " in target.read_bytes() and b"\xe2\x9f\xa6" not in target.read_bytes()


def test_email_with_an_account_goes_into_the_outbox_and_undo_takes_it_out(window: MainWindow, qtbot: Any) -> None:
    """Send is one key, and can be regretted for some seconds."""
    desk = window.ctx.desk
    desk.mailboxes.add(address="maya@brightmarl.example", from_name="Maya", server=SmtpServer("127.0.0.1", 9, "tls", "maya"), password="pw")
    who = to_call(qtbot, window)
    settle(qtbot, window)
    window.today.show_person(who)
    window.today.mail.choose_template("referral")
    window.today.panel.open_tab("email")
    assert window.today.panel.email.send.isEnabled()
    qtbot.keyClick(window.today.panel.email.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    assert one(window, "SELECT state FROM outbox") == "queued"
    window.actions_by_key["undo"].trigger()
    settle(qtbot, window)
    assert one(window, "SELECT count(*) FROM outbox") == 0


def test_qualify_needs_evidence_before_a_letter_is_strong(window: MainWindow, qtbot: Any) -> None:
    """Rule R22: no sign without what was said."""
    who = one(window, "SELECT id FROM prospect WHERE status = 'open' AND id NOT IN (SELECT prospect_id FROM evidence) LIMIT 1")
    window.open_prospect(who)
    window.today.panel.open_tab("qualify")
    row = window.today.panel.qualify.rows["need"]
    row.signal_changed.emit("need", "strong")
    assert one(window, "SELECT count(*) FROM evidence WHERE prospect_id = :p", p=who) == 0
    field = row.findChild(QLineEdit)
    field.setFocus()
    qtbot.keyClicks(field, "Two late fees in October")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert one(window, "SELECT signal || ':' || text FROM evidence WHERE prospect_id = :p", p=who) == "strong:Two late fees in October"


def test_qualify_verdict_names_what_is_missing(window: MainWindow) -> None:
    """Rule R23: a verdict that does not say what lacks helps nobody."""
    who = one(window, "SELECT id FROM prospect WHERE status = 'open' AND id NOT IN (SELECT prospect_id FROM evidence) LIMIT 1")
    window.open_prospect(who)
    assert "Need must be strong" in window.today.panel.qualify.strip.accessibleDescription()


def test_snooze_moves_the_item_off_the_list(window: MainWindow, qtbot: Any) -> None:
    """Rule R5: snoozing moves the item itself."""
    who = to_call(qtbot, window)
    press(qtbot, window, Qt.Key.Key_Z)
    field = find(window, QLineEdit, "snooze_when")
    qtbot.keyClicks(field, "3d")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settle(qtbot, window)
    profile = window.ctx.profile
    until = (profile.today(window.ctx.desk.clock.now()) + dt.timedelta(days=3)).isoformat()
    assert one(window, "SELECT due_on FROM enrolment WHERE prospect_id = :p AND state = 'active'", p=who) == until
    qtbot.waitUntil(lambda: window.today.model.row_of(who) < 0, timeout=5000)


def test_enrol_puts_somebody_without_a_next_step_on_a_plan(window: MainWindow, qtbot: Any) -> None:
    """Rule R4 from the panel: nobody is left without a next step."""
    done = window.ctx.desk.prospects.add({"full_name": "New Person", "email": "new@firm.example", "company": "Firm"})
    settle(qtbot, window)
    window.open_prospect(done.value)
    assert window.today.plan.enrol_button.isEnabled()
    window.today.plan.enrol("p5")
    settle(qtbot, window)
    assert one(window, "SELECT cadence FROM enrolment WHERE prospect_id = :p", p=done.value) == "p5"


def test_filter_emails_shows_only_emails(window: MainWindow, qtbot: Any) -> None:
    """Blocks of one kind of work are quicker than a mix."""
    window.today.segments.choose("emails")
    model = window.today.model
    shown = {item.channel for row in range(model.rowCount()) if (item := model.item_at(row)) is not None}
    assert shown == {"email"}


def test_change_by_another_process_reaches_the_list(window: MainWindow, qtbot: Any) -> None:
    """The command line may write while the window is open."""
    who = to_call(qtbot, window)
    window.ctx.desk.enrolments.stop(who, "ended")
    qtbot.waitUntil(
        lambda: window.today.model.row_of(who) < 0 or window.today.model.item_at(window.today.model.row_of(who)).kind != "step",
        timeout=10_000,
    )


def test_name_that_is_markup_is_shown_as_it_is_written(window: MainWindow, qtbot: Any) -> None:
    """Promise E7: foreign text is never rich text."""
    done = window.ctx.desk.prospects.add({"full_name": "<img src=file:///etc/passwd>", "email": "x@y.example", "company": "<b>Bold</b>"})
    window.open_prospect(done.value)
    assert "<img src=file:///etc/passwd>" in window.today.panel.head._name.whole()


def test_question_mark_shows_the_keys_and_ctrl_k_finds_a_person(window: MainWindow, qtbot: Any) -> None:
    """Keys that nobody can look up are not there; and everybody is two keys away."""
    window.actions_by_key["keys"].trigger()
    sheet = find(window, KeysDialog, "keys_dialog")
    assert sheet.isVisible()
    sheet.close()
    who = one(window, "SELECT id FROM prospect WHERE full_name LIKE '% %' AND status = 'open' ORDER BY id DESC LIMIT 1")
    name = one(window, "SELECT full_name FROM prospect WHERE id = :p", p=who)
    window.open_palette()
    palette = find(window, Palette, "palette")
    qtbot.waitUntil(palette.isActiveWindow, timeout=5000)
    qtbot.keyClicks(palette.edit, name)
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    assert window.today.panel.work is not None and window.today.panel.work.card.person.full_name == name


def test_reply_seen_elsewhere_is_one_choice_and_stops_the_plan(window: MainWindow, qtbot: Any) -> None:
    """Rules R9 and R18: somebody without a mailbox here must be able to say "they replied"."""
    who = to_call(qtbot, window)
    {key: run for key, _, run in window.today.plan.choices()}["replied"]()
    settle(qtbot, window)
    assert (
        one(window, "SELECT state || ':' || stop_reason FROM enrolment WHERE prospect_id = :p ORDER BY id DESC", p=who) == "stopped:replied"
    )
    assert one(window, "SELECT kind FROM task WHERE prospect_id = :p AND state = 'open'", p=who) == "answer"


def test_meeting_that_is_due_can_be_marked_as_held(window: MainWindow, qtbot: Any) -> None:
    """A meeting that cannot be settled would stand at the top for ever."""
    model = window.today.model
    row = next(r for r in range(model.rowCount()) if (item := model.item_at(r)) is not None and item.kind == "meeting")
    window.today._set_current(row)
    who = window.today.current
    window.today.plan.open_more()
    assert find(window, QMenu, "more_menu").isVisible()
    find(window, QMenu, "more_menu").close()
    {key: run for key, _, run in window.today.plan.choices()}["held"]()
    settle(qtbot, window)
    assert one(window, "SELECT outcome FROM touch WHERE prospect_id = :p ORDER BY id DESC", p=who) == "held"


def test_call_of_a_programme_opens_with_the_script_that_it_names(window: MainWindow, qtbot: Any) -> None:
    """W18: a welcome call is not a first call; the programme's step says which script it is."""
    desk = window.ctx.desk
    who = add_person(desk, "Wela Com")
    enrol(desk, who, cadence="reengage", anyway=True)
    for _ in range(2):  # two emails come first
        log(desk, who, "sent", "email")
    window.today.open_person(who)
    work = window.today.panel.work
    assert work is not None
    assert work.call_kind == "reengage"
