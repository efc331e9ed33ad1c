"""The reminders' window, the quick line, and what the desktop asks the window to open; all by keys and real widgets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit

from sdrdesk.core.bus import Notice, Opening
from sdrdesk.core.domain.remind_line import read_line
from sdrdesk.core.paths import ProfilePaths
from sdrdesk.ui.autostart import entry_path
from sdrdesk.ui.dialogs.edit_prospect import EditProspectDialog
from sdrdesk.ui.dialogs.palette import Palette
from sdrdesk.ui.dialogs.quick_add import QuickAddDialog
from sdrdesk.ui.dialogs.reminders import RemindersDialog
from sdrdesk.ui.dialogs.report import ReportDialog
from sdrdesk.ui.one_instance import Wanted, ask_first
from tests.support.factories import add_person, log
from tests.support.profile import NOW, one, rows, set_now
from tests.support.whole_window import Desktop

Key = Qt.Key


def action(desktop: Desktop, name: str) -> QAction:
    """An action of the window."""
    found: QAction = desktop.window.actions_by_key[name]
    return found


def dialog_of(desktop: Desktop, kind: type[Any]) -> Any:
    """The dialog that is open."""
    desktop.qtbot.waitUntil(lambda: any(d.isVisible() for d in desktop.window.findChildren(kind)), timeout=10_000)
    return next(d for d in desktop.window.findChildren(kind) if d.isVisible())


def toast_of(desktop: Desktop) -> str:
    """What the message at the bottom says."""
    return " ".join(label.text() for label in desktop.window.toast.findChildren(QLabel))


def opened(desktop: Desktop) -> RemindersDialog:
    """The list, read."""
    action(desktop, "reminders").trigger()
    dialog: RemindersDialog = dialog_of(desktop, RemindersDialog)
    desktop.settle()
    return dialog


def lines(dialog: RemindersDialog) -> list[tuple[str, ...]]:
    """What the table says."""
    model = dialog.table.texts
    return [tuple(str(model.index(r, c).data()) for c in range(model.columnCount())) for r in range(model.rowCount())]


def choose(dialog: RemindersDialog, row: int) -> None:
    """With the keys in the list."""
    dialog.table.setFocus()
    dialog.table.selectRow(row)


@pytest.fixture
def people(desktop: Desktop) -> tuple[int, int]:
    """A call-back at eleven and a meeting at three, an own reminder, and somebody who is put off."""
    desk = desktop.desk
    ann, ben, cy = (add_person(desk, name) for name in ("Ann Lee", "Ben Ray", "Cy Day"))
    log(desk, ann, "gatekeeper", next="11:00")
    log(desk, ben, "meeting_booked", next="15:00")
    desk.own_reminders.add(read_line("tue 14:00 call the printer", NOW))
    desk.tasks.snooze(cy, desktop.window.ctx.when("12:30"))
    return ann, ben


def test_list_tells_what_is_due_what_comes_and_who_was_put_off(desktop: Desktop, people: tuple[int, int]) -> None:
    """In the order of their times; the due ones first."""
    set_now(desktop.desk, "2026-11-19T11:12")
    assert lines(opened(desktop)) == [
        ("11:00", "Call-back", "Ann Lee", "due for 12 min"),
        ("15:00", "Meeting", "Ben Ray", "in 4 h"),
        ("Tue 24 Nov 14:00", "Reminder", "call the printer", "in 5 d"),
        ("12:30", "Back from snooze", "Cy Day", "in 1 h"),
    ]


def test_line_says_what_it_understands_and_enter_keeps_it(desktop: Desktop) -> None:
    """With each key; half a line is not wrong yet; what is kept can be undone from the message."""
    dialog = opened(desktop)
    assert dialog.empty.isVisible() and dialog.line.hasFocus()
    for typed, said in (
        ("call", "No time was found"), ("tue 14:00", "What shall the reminder say"), ("yesterday call", "past"),
        ("sat 9:00 tidy up", "Reminds you on Sat 21 Nov 9:00: tidy up (not a working day of yours)"),
        ("tue 14:00 call Ann", "Reminds you on Tue 24 Nov 14:00: call Ann"),
    ):  # fmt: skip
        dialog.line.setText(typed)
        assert said in dialog.line.said.text(), typed
    desktop.qtbot.keyClick(dialog.line, Key.Key_Return)
    desktop.qtbot.waitUntil(lambda: len(lines(dialog)) == 1, timeout=10_000)
    assert dialog.isVisible() and dialog.line.text() == ""
    assert lines(dialog) == [("Tue 24 Nov 14:00", "Reminder", "call Ann", "in 5 d")]
    assert "Reminder added: call Ann" in toast_of(desktop)
    desktop.window.toast.undo_clicked.emit()
    desktop.qtbot.waitUntil(lambda: lines(dialog) == [], timeout=10_000)
    assert one(desktop.desk, "SELECT count(*) FROM own_reminder") == 0


def test_enter_on_half_a_line_keeps_nothing_and_says_why_in_red(desktop: Desktop) -> None:
    """And the line stays as it is."""
    dialog = opened(desktop)
    dialog.line.setText("call Ann")
    desktop.qtbot.keyClick(dialog.line, Key.Key_Return)
    assert dialog.line.said.property("role") == "red" and dialog.line.text() == "call Ann" and dialog.isVisible()
    assert one(desktop.desk, "SELECT count(*) FROM own_reminder") == 0


def test_keys_in_the_list_put_off_finish_and_remove(desktop: Desktop, people: tuple[int, int]) -> None:
    """Z, D and Delete; each undone by Ctrl Z; a meeting is not put off, another's item not removed."""
    desk = desktop.desk
    dialog = opened(desktop)
    table = dialog.table
    choose(dialog, 1)
    assert not dialog.snooze_button.isEnabled() and not dialog.remove_button.isEnabled()
    desktop.qtbot.keyClick(table, Key.Key_Z)
    desktop.settle()
    assert one(desk, "SELECT count(*) FROM task WHERE kind = 'meeting' AND state = 'open'") == 1
    choose(dialog, 0)
    desktop.qtbot.keyClick(table, Key.Key_Z)
    desktop.qtbot.waitUntil(lambda: lines(dialog)[0][0] == "10:10", timeout=10_000)
    desktop.qtbot.keyClick(table, Key.Key_D)
    desktop.qtbot.waitUntil(lambda: len(lines(dialog)) == 3, timeout=10_000)
    assert one(desk, "SELECT state FROM task WHERE kind = 'callback'") == "done"
    assert table.chosen() == [0], "the next one takes its place"
    choose(dialog, 1)
    assert dialog.current().name == "call the printer"  # type: ignore[union-attr]
    desktop.qtbot.keyClick(table, Key.Key_Delete)
    desktop.qtbot.waitUntil(lambda: one(desk, "SELECT count(*) FROM own_reminder") == 0, timeout=10_000)
    for _ in range(3):
        desk.undo.undo()
    desktop.qtbot.waitUntil(lambda: len(lines(dialog)) == 4 and lines(dialog)[0][0] == "11:00", timeout=10_000)
    desktop.settle()


def test_enter_opens_the_person_and_closes_the_list(desktop: Desktop, people: tuple[int, int]) -> None:
    """From any page."""
    desktop.window.show_page("history")
    dialog = opened(desktop)
    choose(dialog, 0)
    desktop.qtbot.keyClick(dialog.table, Key.Key_Return)
    desktop.settle()
    assert desktop.window.stack.currentWidget() is desktop.window.today and desktop.window.today.current == people[0]
    desktop.qtbot.waitUntil(lambda: desktop.window.findChild(RemindersDialog) is None, timeout=10_000)


def test_pause_says_until_when_and_is_taken_back(desktop: Desktop) -> None:
    """The same button lets them go on."""
    dialog = opened(desktop)
    dialog.pause_button.click()
    desktop.qtbot.waitUntil(lambda: "keep still until Thu 19 Nov 11:00" in dialog.state.text(), timeout=10_000)
    assert dialog.pause_button.words() == "Go on reminding"
    dialog.pause_button.click()
    desktop.qtbot.waitUntil(lambda: not dialog.state.isVisible(), timeout=10_000)


def test_looking_at_the_list_takes_the_mark_away(desktop: Desktop) -> None:
    """What is looked at is seen."""
    desk, window = desktop.desk, desktop.window
    desk.own_reminders.add(read_line("10:05 call the printer", NOW))
    set_now(desk, "2026-11-19T10:05")
    desk.reminders.fire()
    desk.bus.publish(Notice("own_reminder", {"name": "call the printer"}))
    desktop.qtbot.waitUntil(lambda: window.windowTitle() == "(1) SDR Desk", timeout=10_000)
    opened(desktop)
    desktop.qtbot.waitUntil(lambda: desk.reminders.unseen() == 0, timeout=10_000)
    assert window.windowTitle() == "SDR Desk"


def test_bar_at_the_bottom_names_the_next_one_and_leads_to_the_list(desktop: Desktop) -> None:
    """Own words stand for themselves."""
    desktop.desk.own_reminders.add(read_line("14:00 call the printer", NOW))
    tally = desktop.window.tally
    desktop.qtbot.waitUntil(lambda: tally._reminder.text() == "14:00 call the printer", timeout=10_000)
    place = tally._reminder.geometry().center()
    desktop.qtbot.mouseClick(tally, Qt.MouseButton.LeftButton, pos=QPoint(place))
    dialog_of(desktop, RemindersDialog)
    desktop.settle()


# --- the quick line --------------------------------------------------------------------------------------------------------------


def test_quick_line_keeps_a_reminder(desktop: Desktop) -> None:
    """One key, one line, Enter."""
    action(desktop, "quick_add").trigger()
    dialog: QuickAddDialog = dialog_of(desktop, QuickAddDialog)
    assert not dialog.remind_button.isEnabled()
    dialog.line.setText("in 2h send the quote")
    assert dialog.remind_button.isEnabled()
    desktop.qtbot.keyClick(dialog.line, Key.Key_Return)
    desktop.qtbot.waitUntil(lambda: desktop.window.findChild(QuickAddDialog) is None, timeout=10_000)
    assert rows(desktop.desk, "SELECT text, local_at FROM own_reminder") == [("send the quote", None)]


def test_quick_line_becomes_a_person_or_a_search(desktop: Desktop) -> None:
    """The words are not lost on the way."""
    add_person(desktop.desk, "Ann Lee")
    action(desktop, "quick_add").trigger()
    dialog_of(desktop, QuickAddDialog).line.setText("Dan Moss")
    dialog_of(desktop, QuickAddDialog).person_button.click()
    person: EditProspectDialog = dialog_of(desktop, EditProspectDialog)
    assert person.findChild(QLineEdit, "field_full_name").text() == "Dan Moss"
    person.reject()
    action(desktop, "quick_add").trigger()
    dialog_of(desktop, QuickAddDialog).line.setText("Ann")
    dialog_of(desktop, QuickAddDialog).touch_button.click()
    palette: Palette = dialog_of(desktop, Palette)
    desktop.qtbot.waitUntil(lambda: "Ann Lee" in palette.list.item(0).text(), timeout=10_000)
    desktop.qtbot.keyClick(palette.edit, Key.Key_Return)
    desktop.settle()
    assert desktop.window.today.current == 1


def test_palette_leads_to_reminders_and_quick_add(desktop: Desktop) -> None:
    """Whoever does not know the key finds them by name."""
    action(desktop, "search").trigger()
    palette = dialog_of(desktop, Palette)
    palette.edit.setText("remind")
    desktop.qtbot.waitUntil(lambda: palette.list.item(0).text() == "Reminders", timeout=10_000)
    desktop.qtbot.keyClick(palette.edit, Key.Key_Return)
    dialog_of(desktop, RemindersDialog)
    desktop.settle()


# --- asked from outside ----------------------------------------------------------------------------------------------------------


def test_button_of_a_notification_opens_what_it_is_about(desktop: Desktop) -> None:
    """The window comes to the front at the person, the report, the list, or Today."""
    who = add_person(desktop.desk, "Ann Lee")
    window = desktop.window
    for opening, kind in ((Opening("report"), ReportDialog), (Opening("reminders"), RemindersDialog)):
        window.hide()
        desktop.desk.bus.publish(opening)
        dialog: QDialog = dialog_of(desktop, kind)
        assert window.isVisible()
        desktop.settle()
        dialog.reject()
    window.show_page("history")
    desktop.desk.bus.publish(Opening("prospect", who))
    desktop.qtbot.waitUntil(lambda: window.stack.currentWidget() is window.today, timeout=10_000)
    desktop.settle()
    assert window.today.current == who
    window.show_page("history")
    desktop.desk.bus.publish(Opening("today"))
    desktop.qtbot.waitUntil(lambda: window.stack.currentWidget() is window.today, timeout=10_000)
    desktop.settle()


@pytest.mark.parametrize(
    ("notice", "kind"),
    [(Notice("evening", {}, action="open_report"), ReportDialog), (Notice("missed", {}, action="open_reminders"), RemindersDialog)],
)
def test_line_in_the_window_leads_to_the_report_and_to_the_list(desktop: Desktop, notice: Notice, kind: type[Any]) -> None:
    """Its button does what it says."""
    desktop.desk.bus.publish(notice)
    desktop.qtbot.waitUntil(desktop.window.banner.isVisible, timeout=10_000)
    desktop.window.banner.action_clicked.emit()
    dialog_of(desktop, kind).reject()
    desktop.settle()


def test_second_start_hands_over_what_it_was_asked_for(desktop: Desktop, folder: Path) -> None:
    """``sdrdesk --quick-add`` reaches the window that is open; the session's start brings nothing to the front."""
    paths, window = ProfilePaths(folder), desktop.window
    window.hide()
    assert ask_first(paths, Wanted(in_background=True))
    assert ask_first(paths, Wanted())
    desktop.qtbot.waitUntil(window.isVisible, timeout=10_000)
    window.hide()
    assert ask_first(paths, Wanted(quick_add="周二 14:00 给王总回电话"))
    dialog: QuickAddDialog = dialog_of(desktop, QuickAddDialog)
    assert window.isVisible() and dialog.line.text() == "周二 14:00 给王总回电话" and dialog.line.line() is not None
    assert not ask_first(ProfilePaths(folder / "another"), Wanted())


# --- settings --------------------------------------------------------------------------------------------------------------------


def test_start_with_the_session_follows_the_setting_and_its_undo(desktop: Desktop, folder: Path) -> None:
    """One file, with this interpreter and this profile; switched off, it is gone."""
    desk, path = desktop.desk, entry_path(ProfilePaths(folder))
    assert not path.exists()
    desk.settings.change({"app.autostart": True})
    desktop.qtbot.waitUntil(path.exists, timeout=10_000)
    text = path.read_text()
    assert "\nExec=" in text and "-m sdrdesk --in-background --profile" in text and str(folder.resolve()) in text
    desk.undo.undo()
    desktop.qtbot.waitUntil(lambda: not path.exists(), timeout=10_000)


def test_start_that_cannot_be_set_is_said(desktop: Desktop, folder: Path) -> None:
    """The folder may belong to somebody else."""
    config = entry_path(ProfilePaths(folder)).parent.parent
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text("a file where the folder should be")
    desktop.desk.settings.change({"app.autostart": True})
    desktop.qtbot.waitUntil(lambda: "could not be set" in toast_of(desktop), timeout=10_000)
