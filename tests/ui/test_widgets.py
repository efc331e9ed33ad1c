"""The reusable widgets: what they show, what they say, and which keys they take."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QModelIndex, QPointF, Qt
from PySide6.QtGui import QAction, QImage, QMouseEvent, QStandardItem, QStandardItemModel, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListView, QStyleOptionViewItem, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from sdrdesk.ui import theme
from sdrdesk.ui.widgets.banner import Banner
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.check_list import CheckItem, CheckList
from sdrdesk.ui.widgets.chip import Chip
from sdrdesk.ui.widgets.empty_state import EmptyState
from sdrdesk.ui.widgets.evidence_row import EvidenceRow
from sdrdesk.ui.widgets.filter_tabs import FilterTabs, TabSpec
from sdrdesk.ui.widgets.flag_row import FlagRow
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.keycap import Keycap
from sdrdesk.ui.widgets.keys import keycap_text
from sdrdesk.ui.widgets.number_field import NumberField
from sdrdesk.ui.widgets.objection_card import Objection, ObjectionCard
from sdrdesk.ui.widgets.outcome_grid import OutcomeGrid, OutcomeSpec
from sdrdesk.ui.widgets.rail import PlanLine, Rail, RailEntry
from sdrdesk.ui.widgets.script_card import ScriptCard
from sdrdesk.ui.widgets.segmented import SegmentedControl, SegmentSpec
from sdrdesk.ui.widgets.slot_editor import SlotEditor
from sdrdesk.ui.widgets.spaced_text import SpacedText
from sdrdesk.ui.widgets.tally_bar import TallyBar, TallyView
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel, plain_tooltip
from sdrdesk.ui.widgets.toast import SHOWN_MS, Toast
from sdrdesk.ui.widgets.today_delegate import HEIGHTS, TodayDelegate
from sdrdesk.ui.widgets.today_row import RowRole, TodayRow
from sdrdesk.ui.widgets.verdict_strip import VerdictStrip
from sdrdesk.ui.widgets.why_bar import WhyBar, WhyPart, WhyView

HOSTILE = "<img src=file:///x> & <b>Tool & Die</b>"
OUTCOMES = ("no_answer", "voicemail", "gatekeeper", "wrong_person", "connected_not_now", "conversation", "meeting_booked", "do_not_contact")
ENTRIES = (RailEntry("today", "square-check", "Today", "Ctrl+1"), RailEntry("inbox", "inbox", "Inbox", "Ctrl+3"))


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    """Every test begins in the light theme."""
    theme.apply_theme(qapp, "light")
    yield


def outcome_grid() -> OutcomeGrid:
    """The eight outcomes."""
    kinds = {"meeting_booked": "good", "do_not_contact": "danger"}
    return OutcomeGrid([OutcomeSpec(key, key.title(), kinds.get(key, "default")) for key in OUTCOMES])


def shown(qtbot: QtBot, widget: QWidget, width: int = 600, height: int = 200) -> QWidget:
    """The widget on the screen with the keys."""
    qtbot.addWidget(widget)
    widget.resize(width, height)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    return widget


# Keys on buttons


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("Ctrl+K", "Ctrl K"),
        ("D", "D"),
        ("Ctrl+Return", "Ctrl ↵"),
        ("]", "]"),
        ("", ""),
        ("Ctrl++", "Ctrl +"),
        (",", ","),
        ("Shift+A", "Shift A"),
    ],
)
def test_keycap_text_shortcut_is_written_as_on_the_keyboard(qapp: QApplication, keys: str, words: str) -> None:
    """The keycap must name the real key, also for signs that the notation itself uses."""
    assert keycap_text(keys) == words


def test_key_button_of_an_action_shows_and_does_the_same(qtbot: QtBot) -> None:
    """Keycap, state and effect come from the action, so they cannot differ from the menu."""
    button = KeyButton("old")
    qtbot.addWidget(button)
    action = QAction("&Dial", button)
    action.setShortcut("D")
    button.set_action(action)
    assert (button.words(), button.keycap()) == ("Dial", "D")
    with qtbot.waitSignal(action.triggered):
        button.click()
    action.setShortcut("Ctrl+D")
    action.setEnabled(False)
    assert button.keycap() == "Ctrl D"
    assert not button.isEnabled()


def test_key_button_enter_presses_it(qtbot: QtBot) -> None:
    """Who came to a button by Tab presses Enter; Ctrl Enter is the screen's own."""
    button = KeyButton("Dial")
    shown(qtbot, button)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Return)
    with qtbot.assertNotEmitted(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_key_button_keycap_makes_it_wider(qtbot: QtBot) -> None:
    """A keycap that the size does not know would be cut off."""
    button = KeyButton("Dial")
    qtbot.addWidget(button)
    narrow = button.sizeHint().width()
    button.set_keys("Ctrl+Shift+D")
    assert button.sizeHint().width() > narrow + 30


def test_key_button_company_with_ampersand_gets_no_shortcut(qtbot: QtBot) -> None:
    """Company names carry ampersands; Qt would bind Alt and a letter to one."""
    button = KeyButton("Tool &Die")
    qtbot.addWidget(button)
    assert button.shortcut().isEmpty()
    assert button.accessibleName() == "Tool &Die"


@pytest.mark.parametrize("kind", ["default", "primary", "live", "danger", "good", "ghost"])
def test_key_button_focus_is_visible(qtbot: QtBot, kind: str) -> None:
    """The person at the keyboard must see where the keys go, on every kind of button."""
    button = KeyButton("Send", kind)
    shown(qtbot, button)
    button.clearFocus()
    without = button.grab().toImage()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(button.hasFocus)
    with_focus = button.grab().toImage()
    changed = sum(without.pixel(x, y) != with_focus.pixel(x, y) for x in range(button.width()) for y in range(button.height()))
    assert changed > 2 * button.width()


# Choices


def test_segments_click_and_arrow_say_the_choice(qtbot: QtBot) -> None:
    """One of a few by mouse, and the next one by the arrow key."""
    control = SegmentedControl([SegmentSpec("a", "All", count=64), SegmentSpec("b", "Calls"), SegmentSpec("c", "Emails")])
    shown(qtbot, control)
    control.set_value("a")
    with qtbot.waitSignal(control.changed) as said:
        QTest.mouseClick(control.segment("b"), Qt.MouseButton.LeftButton)
    assert said.args == ["b"]
    control.segment("b").setFocus()
    with qtbot.waitSignal(control.changed) as said:
        QTest.keyClick(control.segment("b"), Qt.Key.Key_Right)
    assert said.args == ["c"]
    assert control.value() == "c"


def test_segments_set_value_is_silent_and_can_be_none(qtbot: QtBot) -> None:
    """A flag that was never asked has no choice; showing data must not write data."""
    control = SegmentedControl([SegmentSpec("off", "Clear"), SegmentSpec("on", "Flag")])
    qtbot.addWidget(control)
    with qtbot.assertNotEmitted(control.changed):
        control.set_value("on")
        control.set_value("not_asked")
    assert control.value() == ""
    control.choose("on")
    assert control.value() == "on"


def test_filter_tabs_click_opens_and_keycap_is_shown(qtbot: QtBot) -> None:
    """The tab says its key; the first is open at the start."""
    tabs = FilterTabs([TabSpec("call", "Call", "C"), TabSpec("research", "Research", "R", "2")])
    shown(qtbot, tabs)
    assert tabs.value() == "call"
    assert tabs.tab("research").keycap() == "R"
    with qtbot.waitSignal(tabs.changed) as said:
        QTest.mouseClick(tabs.tab("research"), Qt.MouseButton.LeftButton)
    assert said.args == ["research"]
    with qtbot.assertNotEmitted(tabs.changed):
        tabs.set_value("call")


def test_rail_click_navigates_and_narrow_keeps_the_words(qtbot: QtBot) -> None:
    """In a narrow window only icons are left, and each must still say what it is."""
    rail = Rail("SDR Desk", "Search", ENTRIES)
    shown(qtbot, rail, 176, 500)
    rail.set_plan("Plan", [PlanLine("08:00", "Research", True)])
    with qtbot.waitSignal(rail.navigated) as said:
        QTest.mouseClick(rail.item("inbox"), Qt.MouseButton.LeftButton)
    assert said.args == ["inbox"]
    rail.adapt_to(1239)
    assert rail.sizeHint().width() == 48
    assert "Inbox" in rail.item("inbox").toolTip()
    assert rail.item("inbox").accessibleName() == "Inbox"
    rail.adapt_to(1240)
    assert rail.sizeHint().width() == 176


def test_outcome_grid_digits_choose_and_show(qtbot: QtBot) -> None:
    """Every digit logs its own outcome: a shifted one would log the wrong thing."""
    grid = outcome_grid()
    shown(qtbot, grid)
    said: list[str] = []
    grid.chosen.connect(said.append)
    grid.button("no_answer").setFocus()
    for number, key in enumerate(OUTCOMES, 1):
        assert grid.button(key).keycap() == str(number)
        QTest.keyClicks(grid.button("no_answer"), str(number))
    QTest.mouseClick(grid.button("voicemail"), Qt.MouseButton.LeftButton)
    assert said == [*OUTCOMES, "voicemail"]
    assert (grid.button("meeting_booked").kind(), grid.button("do_not_contact").kind()) == ("good", "danger")


def test_outcome_grid_in_a_note_digit_is_text_and_alt_digit_logs(qtbot: QtBot) -> None:
    """A phone number typed into the notes must not log eight outcomes."""
    pane = QWidget()
    notes, grid = QLineEdit(), outcome_grid()
    column = QVBoxLayout(pane)
    column.addWidget(notes)
    column.addWidget(grid)
    grid.bind_keys(pane)
    shown(qtbot, pane)
    said: list[str] = []
    grid.chosen.connect(said.append)
    notes.setFocus()
    qtbot.waitUntil(notes.hasFocus)
    QTest.keyClicks(notes, "1")
    assert (notes.text(), said) == ("1", [])
    QTest.keyClick(notes, Qt.Key.Key_7, Qt.KeyboardModifier.AltModifier)
    assert (notes.text(), said) == ("1", ["meeting_booked"])


def test_outcome_grid_disabled_button_ignores_its_digit(qtbot: QtBot) -> None:
    """What is off for the mouse is off for the keys."""
    grid = outcome_grid()
    shown(qtbot, grid)
    grid.button("voicemail").setEnabled(False)
    grid.button("no_answer").setFocus()
    with qtbot.assertNotEmitted(grid.chosen):
        QTest.keyClicks(grid.button("no_answer"), "2")


# Messages


def test_toast_undo_is_said_once_and_closes(qtbot: QtBot) -> None:
    """Undo is the promise of the toast; a second click must not undo something else."""
    toast = Toast()
    qtbot.addWidget(toast)
    toast.show_message("Voicemail logged")
    said: list[str] = []
    toast.undo_clicked.connect(lambda: said.append("undo"))
    toast.closed.connect(lambda: said.append("closed"))
    toast.undo.click()
    assert said == ["closed", "undo"]
    assert toast.isHidden()
    assert toast.undo.keycap() == "Ctrl Z"


def test_toast_leaves_after_six_seconds_but_not_under_the_pointer(qtbot: QtBot) -> None:
    """Somebody who reads it must not lose the button while reaching for it."""
    toast = Toast()
    qtbot.addWidget(toast)
    toast.show_message("Logged", undo=False)
    assert SHOWN_MS == 6000
    assert toast.undo.isHidden()
    timer = toast._timer
    assert timer.isActive()
    assert timer.interval() == SHOWN_MS
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert timer.isActive()
    with qtbot.waitSignal(toast.closed):
        timer.timeout.emit()
    assert toast.isHidden()


def test_banner_without_action_has_no_button(qtbot: QtBot) -> None:
    """At most one thing to do, and none when there is none."""
    banner = Banner("red")
    qtbot.addWidget(banner)
    banner.set_message("Refused.", "Nothing was lost.")
    assert banner.button.isHidden()
    banner.set_message("Refused.", action="Sign in again")
    with qtbot.waitSignal(banner.action_clicked):
        banner.button.click()


def test_empty_state_action_is_said(qtbot: QtBot) -> None:
    """One fact, one action."""
    state = EmptyState("All done", "Reach 71", "Pull 10", "P")
    qtbot.addWidget(state)
    assert state.button.keycap() == "P"
    with qtbot.waitSignal(state.action_clicked):
        state.button.click()


def tally(bar: TallyBar, name: str) -> str:
    """One number as shown."""
    label = bar.findChild(QLabel, f"tally_{name}")
    assert isinstance(label, QLabel)
    return label.text()


def test_tally_bar_shows_targets_only_where_there_are_some(qtbot: QtBot) -> None:
    """Somebody without a goal must not read 34/0."""
    bar = TallyBar()
    qtbot.addWidget(bar)
    bar.set_tally(TallyView(34, 60, 9, 4, 1, 1))
    values = {name: tally(bar, name) for name in ("reach", "connects", "conversations", "meetings")}
    assert values == {"reach": "34/60", "connects": "9", "conversations": "4", "meetings": "1/1"}
    bar.set_tally(TallyView(34, 0, 9, 4, 1, 0))
    assert tally(bar, "reach") == "34"
    assert bar.minimumSizeHint().width() < 1120 - 48


# Qualifying


def test_evidence_row_digit_sets_the_sign_but_not_while_typing(qtbot: QtBot) -> None:
    """1, 2, 3 are signs in the row and digits in the evidence ("3 clerks")."""
    row = EvidenceRow("money", "M", "Money", "What does it cost?")
    shown(qtbot, row)
    said: list[tuple[str, str]] = []
    row.signal_changed.connect(lambda key, signal: said.append((key, signal)))
    row.segments.segment("unknown").setFocus()
    QTest.keyClicks(row.segments.segment("unknown"), "2")
    assert said == [("money", "weak")]
    row.edit.setFocus()
    QTest.keyClicks(row.edit, "3 clerks")
    assert (row.edit.text(), said) == ("3 clerks", [("money", "weak")])


def test_evidence_row_text_is_said_once_when_finished(qtbot: QtBot) -> None:
    """Evidence is stored with who and when: once for each text, not for each letter."""
    row = EvidenceRow("time", "T", "Time", "Why now?")
    shown(qtbot, row)
    row.set_evidence("strong", "before March")
    said: list[str] = []
    row.evidence_changed.connect(lambda _key, text: said.append(text))
    QTest.keyClick(row.edit, Qt.Key.Key_Return)
    assert said == []
    row.edit.setText(" audit in March ")
    QTest.keyClick(row.edit, Qt.Key.Key_Return)
    QTest.keyClick(row.edit, Qt.Key.Key_Return)
    assert said == ["audit in March"]


def test_flag_row_says_on_and_off(qtbot: QtBot) -> None:
    """The words on the screen are Clear and Flag; the rule's are off and on."""
    row = FlagRow("no_owner", "No owner")
    shown(qtbot, row)
    row.set_state("not_asked")
    with qtbot.waitSignal(row.state_changed) as said:
        QTest.mouseClick(row.segments.segment("on"), Qt.MouseButton.LeftButton)
    assert said.args == ["no_owner", "on"]


def test_verdict_strip_is_pressed_only_when_ready(qtbot: QtBot) -> None:
    """A handoff that lacks something must not leave by a stray Enter."""
    strip = VerdictStrip("Hand off")
    shown(qtbot, strip)
    strip.set_verdict(False, "Not ready", "Time is not strong")
    assert (strip.button.isEnabled(), strip.property("verdict")) == (False, "missing")
    strip.set_verdict(True, "Ready")
    assert (strip.button.isEnabled(), strip.property("verdict")) == (True, "ready")
    with qtbot.waitSignal(strip.action_clicked):
        strip.button.click()


def test_check_list_enter_on_a_finding_leads_to_its_place(qtbot: QtBot) -> None:
    """Only what is wrong leads somewhere; rows stay while the text is typed."""
    checks = CheckList()
    shown(qtbot, checks)
    checks.set_checks([CheckItem("slots", "bad", "1 value missing"), CheckItem("words", "ok", "72 words")])
    first, second = checks.rows()
    with qtbot.waitSignal(checks.activated) as said:
        QTest.keyClick(first, Qt.Key.Key_Return)
    assert said.args == ["slots"]
    with qtbot.assertNotEmitted(checks.activated):
        second.click()
    checks.set_checks([CheckItem("slots", "ok", "No value missing")])
    assert checks.rows() == (first,)


# Script


def test_script_card_current_line_is_marked(qtbot: QtBot) -> None:
    """The line to say now is the strong one; a shorter script drops the rest."""
    card = ScriptCard()
    shown(qtbot, card)
    card.set_lines(["Hello", "Why", "Ask"], 2)
    assert card.current() == 2
    card.set_lines(["Bye"])
    assert [line.words() for line in card._lines] == ["Bye"]


def test_objection_card_next_goes_round(qtbot: QtBot) -> None:
    """One key walks through the answers during a call."""
    card = ObjectionCard("If she says")
    shown(qtbot, card)
    card.set_objections([Objection("mail", "Send an email", "Sure"), Objection("budget", "No budget", "When?")])
    assert card.opened_key() == "mail"
    card.open_next()
    card.open_next()
    assert card.opened_key() == "mail"


def test_spaced_text_narrower_is_taller(qtbot: QtBot) -> None:
    """A script line must never be cut off."""
    text = SpacedText("In September you wrote that month-end slips because invoices wait for approval.")
    qtbot.addWidget(text)
    assert text.heightForWidth(150) > text.heightForWidth(800) == 23


# Mail body

BODY = "Hi ⟦first name⟧, 😀 we helped ⟦similar customer⟧ last spring."


@pytest.fixture
def editor(qtbot: QtBot) -> SlotEditor:
    """A body with two open slots, the second after an emoji."""
    made = SlotEditor()
    shown(qtbot, made)
    made.set_body(BODY)
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def test_slot_editor_tab_walks_the_slots_and_round(qtbot: QtBot, editor: SlotEditor) -> None:
    """Tab is "next missing value"; positions must hold behind an emoji."""
    assert editor.slots() == ["first name", "similar customer"]
    walked = []
    for _ in range(3):
        QTest.keyClick(editor, Qt.Key.Key_Tab)
        walked.append(editor.selected_slot())
    assert walked == ["first name", "similar customer", "first name"]


def test_slot_editor_typing_replaces_and_reports_when_left(qtbot: QtBot, editor: SlotEditor) -> None:
    """The value is reported whole, once, when the person goes on."""
    said: list[tuple[str, str]] = []
    editor.slot_filled.connect(lambda name, text: said.append((name, text)))
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    QTest.keyClicks(editor, "Dana")
    assert said == []
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert said == [("first name", "Dana")]
    QTest.keyClicks(editor, "Torrance")
    other = QLineEdit(editor)
    other.show()
    other.setFocus()
    assert said == [("first name", "Dana"), ("similar customer", "Torrance")]
    assert editor.body() == "Hi Dana, 😀 we helped Torrance last spring."


def test_slot_editor_passing_by_reports_nothing(qtbot: QtBot, editor: SlotEditor) -> None:
    """Tabbing over an empty slot fills nothing."""
    with qtbot.assertNotEmitted(editor.slot_filled):
        for _ in range(4):
            QTest.keyClick(editor, Qt.Key.Key_Tab)
        editor.moveCursor(QTextCursor.MoveOperation.Start)
    assert editor.body() == BODY


def test_slot_editor_fill_is_one_step_of_undo(qtbot: QtBot, editor: SlotEditor) -> None:
    """A value picked from the list comes in whole and goes out whole."""
    with qtbot.waitSignal(editor.slot_filled) as said:
        assert editor.fill_slot("similar customer", "Torrance & <b>Co</b>")
    assert said.args == ["similar customer", "Torrance & <b>Co</b>"]
    assert "Torrance & <b>Co</b> last" in editor.body()
    editor.undo()
    assert editor.body() == BODY
    assert not editor.fill_slot("unknown", "x")


def test_slot_editor_backspace_takes_a_slot_whole(qtbot: QtBot, editor: SlotEditor) -> None:
    """Half a slot would be sent as text."""
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    for _ in range(3 + len("⟦first name⟧")):
        editor.moveCursor(QTextCursor.MoveOperation.Right)
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.slots() == ["similar customer"]
    assert editor.body().startswith("Hi , ")


def test_slot_editor_text_behind_a_value_is_no_part_of_it(qtbot: QtBot, editor: SlotEditor) -> None:
    """After the value is done, what follows is the person's own sentence."""
    editor.fill_slot("first name", "Dana")
    said: list[str] = []
    editor.slot_filled.connect(lambda _name, text: said.append(text))
    QTest.keyClicks(editor, "!!")
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert said == []
    assert editor.body().startswith("Hi Dana!!, ")


def test_slot_editor_body_changed_is_silent_for_colours_and_loading(qapp: QApplication, qtbot: QtBot, editor: SlotEditor) -> None:
    """Checks run on each change of the text; a change of theme is none."""
    with qtbot.assertNotEmitted(editor.body_changed):
        editor.set_body("Hi ⟦a⟧", [(0, 2)])
        theme.apply_theme(qapp, "dark")
    with qtbot.waitSignal(editor.body_changed):
        QTest.keyClicks(editor, "x")


def test_slot_editor_paste_is_words_only(qtbot: QtBot, editor: SlotEditor) -> None:
    """Text from a web page must not bring its markup or pictures into a mail."""
    clipboard = QApplication.clipboard()
    clipboard.setText(HOSTILE)
    editor.next_slot("similar customer")
    editor.paste()
    assert f"helped {HOSTILE} last" in editor.body()


# The list of the day


ROWS = (
    TodayRow("header", name="Answer now", count="4", note="oldest first"),
    TodayRow("person", 7, "phone", HOSTILE, "Controller", "why", "4:12 left", "am", "A", "T1", "Net", "8:42", 0.5),
    TodayRow("done", 9, name="Tomás", done_text="No answer", why="leaves after 6 s"),
    TodayRow("more", note="9 more"),
    TodayRow("loading"),
)


@pytest.fixture
def today(qtbot: QtBot) -> QListView:
    """A list with one row of each kind."""
    view = QListView()
    model = QStandardItemModel(view)
    for row in ROWS:
        item = QStandardItem()
        item.setData(row, RowRole)
        model.appendRow(item)
    view.setModel(model)
    view.setItemDelegate(TodayDelegate(view))
    shown(qtbot, view, 616, 300)
    return view


def pictured(view: QListView) -> QImage:
    """What is on the screen."""
    return view.viewport().grab().toImage()


def test_today_delegate_height_is_fixed_by_kind(today: QListView) -> None:
    """Rows of different heights are the reason that uniform sizes are off."""
    heights = [today.sizeHintForIndex(today.model().index(n, 0)).height() for n in range(len(ROWS))]
    assert heights == [HEIGHTS[row.kind] for row in ROWS] == [28, 49, 49, 26, 49]


def test_today_delegate_selection_and_keys_are_visible(today: QListView) -> None:
    """Selected, and selected with the keys, must differ from each other and from the rest."""
    today.setFocus()
    pictures = [pictured(today)]
    today.setCurrentIndex(today.model().index(1, 0))
    pictures.append(pictured(today))
    today.clearFocus()
    pictures.append(pictured(today))
    top_edge = today.visualRect(today.model().index(1, 0)).top()
    colours = [image.pixelColor(300, top_edge).name().upper() for image in pictures]
    assert colours == [theme.current().tokens["surface"], theme.current().tokens["accent"], theme.current().tokens["accent-bg"]]


def test_today_delegate_click_on_undo_says_the_row(qtbot: QtBot, today: QListView) -> None:
    """Undo in the row takes back that row, and does not open it."""
    delegate = today.itemDelegate()
    assert isinstance(delegate, TodayDelegate)
    row = today.visualRect(today.model().index(2, 0))
    with qtbot.waitSignal(delegate.undo_requested) as said:
        QTest.mouseClick(today.viewport(), Qt.MouseButton.LeftButton, pos=delegate.undo_rect(row).center())
    assert said.args == [9]
    with qtbot.assertNotEmitted(delegate.undo_requested):
        QTest.mouseClick(today.viewport(), Qt.MouseButton.LeftButton, pos=row.center())


def test_today_delegate_other_events_are_left_alone(today: QListView) -> None:
    """A click on a person is the list's business."""
    delegate = today.itemDelegate()
    option = QStyleOptionViewItem()
    index = today.model().index(1, 0)
    option.rect = today.visualRect(index)
    at = QPointF(option.rect.center())
    event = QMouseEvent(
        QEvent.Type.MouseButtonRelease, at, at, Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    assert not delegate.editorEvent(event, today.model(), option, index)


def test_today_delegate_theme_switch_repaints_in_new_colours(qapp: QApplication, today: QListView) -> None:
    """Kept texts and icons must not keep old colours."""
    assert pictured(today).pixelColor(300, 4).name().upper() == theme.current().tokens["window"]
    theme.apply_theme(qapp, "dark")
    assert pictured(today).pixelColor(300, 4).name().upper() == theme.current().tokens["window"]


def test_today_delegate_row_without_data_paints_nothing(qtbot: QtBot) -> None:
    """While a page of the list is being read, the model has no row to give."""
    view = QListView()
    model = QStandardItemModel(1, 1, view)
    view.setModel(model)
    view.setItemDelegate(TodayDelegate(view))
    shown(qtbot, view)
    assert model.data(model.index(0, 0, QModelIndex()), RowRole) is None
    assert not pictured(view).isNull()


# Foreign text and names


def everything() -> list[QWidget]:
    """One of each widget that can show a stranger's text, with hostile text in it."""
    chip, elided, caps, banner, toast = Chip(HOSTILE), ElidedLabel(HOSTILE), Keycap("D"), Banner(), Toast()
    banner.set_message(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    toast.show_message(HOSTILE)
    rail = Rail(HOSTILE, HOSTILE, [RailEntry("x", "inbox", HOSTILE)])
    rail.set_user(HOSTILE, "X")
    rail.set_plan(HOSTILE, [PlanLine("8:00", HOSTILE)])
    rail.set_narrow(True)
    tally = TallyBar()
    tally.set_tally(TallyView(benchmark=HOSTILE, outbox=HOSTILE, sync=HOSTILE, reminder=HOSTILE))
    why = WhyBar()
    why.set_why(WhyView(HOSTILE, "1", "", (WhyPart(HOSTILE, "1", "", 0.5),), (HOSTILE,)))
    evidence, flag, verdict = EvidenceRow("m", "M", HOSTILE, HOSTILE), FlagRow("f", HOSTILE), VerdictStrip(HOSTILE)
    evidence.set_evidence("weak", HOSTILE, HOSTILE)
    flag.set_state("on", HOSTILE)
    verdict.set_verdict(False, HOSTILE, HOSTILE)
    checks, script, objections = CheckList(), ScriptCard(), ObjectionCard(HOSTILE)
    checks.set_checks([CheckItem("x", "bad", HOSTILE, HOSTILE)])
    script.set_head(HOSTILE, HOSTILE, HOSTILE)
    script.set_lines([HOSTILE], 0)
    objections.set_objections([Objection("x", HOSTILE, HOSTILE)])
    segments, tabs = SegmentedControl([SegmentSpec("x", HOSTILE)]), FilterTabs([TabSpec("x", HOSTILE, "X", HOSTILE)])
    return [
        chip,
        elided,
        caps,
        banner,
        toast,
        rail,
        tally,
        why,
        evidence,
        flag,
        verdict,
        checks,
        script,
        objections,
        segments,
        tabs,
        EmptyState(HOSTILE, HOSTILE, HOSTILE),
        KeyButton(HOSTILE),
        PlainLabel(HOSTILE),
        SpacedText(HOSTILE),
        outcome_grid(),
        Card(),
        NumberField(0, 9, boxed=True),
    ]


def test_widgets_foreign_text_is_always_plain(qtbot: QtBot) -> None:
    """A name that is markup must be shown as it is, in every label and every tooltip (promise E7)."""
    for widget in everything():
        shown(qtbot, widget, 240, 120)
        widget.grab()
        for label in (one for one in (widget, *widget.findChildren(QLabel)) if isinstance(one, QLabel)):
            assert label.textFormat() == Qt.TextFormat.PlainText, type(widget)
        for one in (widget, *widget.findChildren(QWidget)):
            assert "<img" not in one.toolTip(), type(one)


def test_plain_tooltip_markup_is_escaped_and_lines_stay(qapp: QApplication) -> None:
    """Qt guesses whether a tooltip is markup; the guess must never be left to a stranger."""
    assert plain_tooltip("two\nlines") == "two\nlines"
    assert plain_tooltip("<b>x</b>\ny") == "<span>&lt;b&gt;x&lt;/b&gt;<br>y</span>"


def test_elided_label_cuts_and_keeps_the_whole(qtbot: QtBot) -> None:
    """A cut text must be whole for the reader of the screen and in the tooltip."""
    label = ElidedLabel("a rather long remark about a person")
    shown(qtbot, label, 60, 20)
    label.resize(60, 20)
    assert label.text().endswith("…")
    assert label.whole() == label.accessibleName() == label.toolTip() == "a rather long remark about a person"
    label.resize(600, 20)
    assert label.text() == label.whole()
    assert label.toolTip() == ""


def test_widgets_interactive_ones_have_names(qtbot: QtBot) -> None:
    """Robots find them by object name, screen readers by accessible name."""
    for widget in everything():
        qtbot.addWidget(widget)
        for one in (widget, *widget.findChildren(QWidget)):
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus and type(one).__module__.startswith("sdrdesk"):
                assert one.objectName() or isinstance(widget, KeyButton | NumberField), type(one)
                assert one.accessibleName() or isinstance(one, NumberField), type(one)
