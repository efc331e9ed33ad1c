"""The Prospects page: who is listed, what the keys do to many at once, and that nobody else is touched."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from sdrdesk.app import Application
from sdrdesk.core.services.demo import populate
from sdrdesk.core.texts import Texts
from sdrdesk.ui.bridge import Bridge
from sdrdesk.ui.context import Navigator, UiContext
from sdrdesk.ui.dialogs.cadence_picker import CadencePicker
from sdrdesk.ui.dialogs.edit_prospect import EditProspectDialog
from sdrdesk.ui.pages.prospects.page import ProspectsPage
from sdrdesk.ui.pages.prospects.segments import SegmentItem
from sdrdesk.ui.runner import Runner
from sdrdesk.ui.theme import apply_theme
from tests.support.factories import add_person, enrol, log, plan_of
from tests.support.profile import one, rows

Key = Qt.Key
MakePage = Callable[[], ProspectsPage]


@pytest.fixture
def errors() -> list[Exception]:
    """What no page handled."""
    return []


@pytest.fixture
def make_page(desk: Application, qtbot: QtBot, qapp: QApplication, errors: list[Exception]) -> Iterator[MakePage]:
    """Opens the page and waits for its list."""
    apply_theme(qapp, "light")
    runner, bridge = Runner(), Bridge(desk.bus)
    runner.failed.connect(errors.append)
    anything: Any = desk

    def make() -> ProspectsPage:
        profile = desk.settings.profile()
        page = ProspectsPage(UiContext(anything, runner, bridge, Navigator(), profile, Texts(profile.language)))
        qtbot.addWidget(page)
        page.resize(1264, 860)
        page.show()
        settle(qtbot, page)
        page.table.setFocus()
        return page

    yield make
    runner.close()
    bridge.close()
    assert not errors


def settle(qtbot: QtBot, page: ProspectsPage) -> None:
    """Wait until nothing is read or written any more."""
    qtbot.waitUntil(lambda: page.ctx.runner.pending == 0)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: page.ctx.runner.pending == 0)


def names(page: ProspectsPage) -> list[str]:
    """The names listed, top to bottom."""
    return [page.model.index(row, 1).data() for row in range(page.model.rowCount())]


def toasts(page: ProspectsPage) -> list[str]:
    said: list[str] = []
    page.ctx.nav.toast.connect(lambda words, undo: said.append(words))
    return said


def three(desk: Application) -> tuple[int, int, int]:
    return (
        add_person(desk, "Ann Abel", company="Zeta"),
        add_person(desk, "Bo Chen", company="Alpha", phone=""),
        add_person(desk, "Cy Dahl", company="Mid", email=""),
    )


def test_segments_list_and_count_the_people_of_each(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """A wrong count sends the day's work to the wrong people."""
    ann, _, cy = three(desk)
    enrol(desk, ann)
    log(desk, cy, "do_not_contact")
    page = make_page()
    expected = {"all": ["Ann Abel", "Bo Chen", "Cy Dahl"], "in_cadence": ["Ann Abel"], "no_next_step": ["Bo Chen"], "closed": ["Cy Dahl"],
                "no_phone": ["Bo Chen"], "no_email": ["Cy Dahl"]}  # fmt: skip
    for key, who in expected.items():
        item = page.findChild(SegmentItem, f"segment_{key}")
        item.click()
        settle(qtbot, page)
        assert names(page) == who
        assert item.count == len(who)


def test_score_is_a_column_that_puts_the_most_likely_first(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """First rule out, then the best first (seed W4)."""
    _, bo, cy = three(desk)
    desk.prospects.edit(bo, {"title": "Finance Director"})
    desk.scores.tag([cy], "intent/pricing")
    page = make_page()
    at = next(i for i, column in enumerate(page.model.columns) if column.key == "score")
    header = page.table.header()
    middle = QPoint(header.sectionViewportPosition(at) + 10, header.height() // 2)
    for order in (["Ann Abel", "Bo Chen", "Cy Dahl"], ["Cy Dahl", "Bo Chen", "Ann Abel"]):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        settle(qtbot, page)
        assert names(page) == order
    shown = [int(page.model.index(row, at).data()) for row in range(3)]
    assert shown == sorted(shown, reverse=True) and shown[0] == one(desk, "SELECT score FROM prospect WHERE id = :p", p=cy)


def test_row_says_where_somebody_stands_when_last_touched_and_their_time(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """These three decide whether to call now."""
    ann, bo, cy = three(desk)
    enrol(desk, ann)
    log(desk, bo, "no_answer")
    log(desk, cy, "do_not_contact")
    page = make_page()
    shown = {page.model.index(r, 1).data(): [page.model.index(r, c).data() for c in (4, 6, 7, 8, 9, 10)] for r in range(3)}
    assert shown["Ann Abel"] == ["A T3", "Spear", "Step 1 of 5", "none yet", "10:00", "phone, email"]
    assert shown["Bo Chen"][2:4] == ["No cadence", "Today, call"] and shown["Bo Chen"][5] == "no phone, email"
    assert shown["Cy Dahl"][2] == "Closed"


def test_click_on_a_header_orders_in_sql_and_a_second_click_turns_it(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """The order is of everybody, not of the rows that happen to be read."""
    three(desk)
    page = make_page()
    header = page.table.header()
    at = QPoint(header.sectionViewportPosition(3) + 20, header.height() // 2)
    for expected in (["Bo Chen", "Cy Dahl", "Ann Abel"], ["Ann Abel", "Cy Dahl", "Bo Chen"]):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
        settle(qtbot, page)
        assert names(page) == expected


def test_slash_and_typing_search_and_escape_brings_all_back(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """Search is the fastest way to one person."""
    three(desk)
    page = make_page()
    qtbot.keyClick(page.table, Key.Key_Slash)
    box = page.findChild(QLineEdit, "prospects_find")
    assert box.hasFocus()
    qtbot.keyClicks(box, "alph")
    qtbot.waitUntil(lambda: names(page) == ["Bo Chen"])
    box.setText("nobody at all")
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    assert page.empty.isVisible()
    qtbot.keyClick(box, Key.Key_Escape)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    assert page.table.hasFocus() and not box.text()


def test_keys_tick_extend_and_clear(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """The keys of the map, on the row that holds the cursor."""
    ann, bo, cy = three(desk)
    page = make_page()
    assert page.bulk.isHidden()
    qtbot.keyClick(page.table, Key.Key_J)
    qtbot.keyClick(page.table, Key.Key_X)
    assert page.model.ticked == [bo] and page.bulk.isVisible()
    qtbot.keyClick(page.table, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.model.ticked == [bo, cy]
    assert page.findChild(QLabel, "bulk_count").text() == "2 selected"
    qtbot.keyClick(page.table, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.model.ticked == [ann, bo, cy]
    qtbot.keyClick(page.table, Key.Key_Escape)
    assert page.model.ticked == [] and page.bulk.isHidden()


def test_click_on_a_check_box_ticks_and_does_not_open(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """Ticking quickly looks like a double click."""
    ann, _, _ = three(desk)
    page = make_page()
    opened: list[int] = []
    page.ctx.nav.open_prospect.connect(opened.append)
    at = page.table.visualRect(page.model.index(0, 0)).center()
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert page.model.ticked == [ann]
    qtbot.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened == []


def test_enter_and_double_click_open_the_person_of_the_row(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """The way from the table to the work."""
    ann, bo, _ = three(desk)
    page = make_page()
    opened: list[int] = []
    page.ctx.nav.open_prospect.connect(opened.append)
    qtbot.keyClick(page.table, Key.Key_Return)
    at = page.table.visualRect(page.model.index(1, 1)).center()
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened == [ann, bo]


def test_do_not_contact_asks_once_and_enter_stops_the_ticked_only(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """The one action that must neither happen by accident nor reach a neighbour (R17)."""
    ann, bo, cy = three(desk)
    enrol(desk, ann, bo)
    page = make_page()
    said = toasts(page)
    page.model.tick((bo, cy))
    qtbot.keyClick(page.table, Key.Key_8)
    assert page.findChild(QLabel, "block_question").isVisible()
    qtbot.keyClick(page.bulk.yes_button, Key.Key_Escape)
    assert not page.bulk.asking and page.model.ticked == [bo, cy]
    qtbot.keyClick(page.table, Key.Key_8)
    qtbot.keyClick(page.bulk.yes_button, Key.Key_Return)
    settle(qtbot, page)
    assert rows(desk, "SELECT id FROM prospect WHERE status = 'closed' ORDER BY id") == [(bo,), (cy,)]
    assert plan_of(desk, ann)[0] == "active" and plan_of(desk, bo)[0] == "stopped"
    assert said and said[0].startswith("2 people")
    desk.undo.undo()
    assert rows(desk, "SELECT id FROM prospect WHERE status = 'closed'") == [(bo,)]


def test_enter_on_the_bulk_bar_without_the_question_blocks_nobody(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """Enter on another button of the bar must not answer a question that was not asked."""
    ann, _, _ = three(desk)
    page = make_page()
    page.model.tick((ann,))
    qtbot.keyClick(page.bulk.export_button, Key.Key_Return)
    settle(qtbot, page)
    assert one(desk, "SELECT count(*) FROM suppression") == 0


def test_add_to_cadence_shows_the_load_then_enrols_the_ticked(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """Rule R11: the load is seen before anybody is enrolled."""
    ann, _, cy = three(desk)
    page = make_page()
    said = toasts(page)
    page.model.tick((ann, cy))
    qtbot.keyClick(page.table, Key.Key_A)
    dialog = page.findChild(CadencePicker)
    qtbot.keyClicks(dialog.findChild(QLineEdit, "cadence_find"), "with calls")
    assert dialog.list.keys() == ["p5_calls"]
    settle(qtbot, page)
    assert "2" in dialog.chart.accessibleName()
    assert one(desk, "SELECT count(*) FROM enrolment") == 0
    qtbot.keyClick(dialog, Key.Key_Return)
    settle(qtbot, page)
    assert rows(desk, "SELECT prospect_id, cadence FROM enrolment ORDER BY 1") == [(ann, "p5_calls"), (cy, "p5_calls")]
    assert said == ["2 people were put on the cadence."]
    assert page.model.ticked == []


def test_people_whom_a_rule_refuses_are_named_and_stay_ticked(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """Rule R13: nobody is on two plans, and the user hears about it."""
    ann, bo, _ = three(desk)
    enrol(desk, ann)
    page = make_page()
    said = toasts(page)
    page.model.tick((ann, bo))
    page.doing._enrol([ann, bo], "p5")
    settle(qtbot, page)
    assert page.model.ticked == [ann]
    assert "1" in said[0] and one(desk, "SELECT count(*) FROM enrolment") == 2


def test_export_writes_the_open_segment_to_the_picked_file(desk: Application, make_page: MakePage, qtbot: QtBot, tmp_path: Path) -> None:
    """What leaves the program is what the title says."""
    three(desk)
    page = make_page()
    page.segments.set_value("no_phone")
    page._read_ids()
    settle(qtbot, page)
    page.doing.pick_export_file = lambda segment: tmp_path / segment  # type: ignore[method-assign]
    page.select_all()
    qtbot.mouseClick(page.findChild(QPushButton, "bulk_export"), Qt.MouseButton.LeftButton)
    settle(qtbot, page)
    text = (tmp_path / "no_phone.csv").read_text("utf-8-sig")
    assert "Bo Chen" in text and "Ann Abel" not in text


def test_new_person_with_a_wrong_address_is_told_beside_the_field_then_added(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """A typo must cost a correction, not the whole form."""
    page = make_page()
    qtbot.keyClick(page.table, Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = page.findChild(EditProspectDialog)
    dialog.findChild(QLineEdit, "field_full_name").setText("Dee Eng")
    email = dialog.findChild(QLineEdit, "field_email")
    qtbot.keyClicks(email, "dee@@firm")
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    settle(qtbot, page)
    wrong = dialog.findChild(QLabel, "error_email")
    assert wrong.isVisible() and "dee@@firm" in wrong.text()
    email.clear()
    qtbot.keyClicks(email, "dee@firm.example")
    assert wrong.isHidden()
    qtbot.keyClick(dialog, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: names(page) == ["Dee Eng"])
    assert rows(desk, "SELECT email, lead_type FROM prospect") == [("dee@firm.example", "spear")]


def test_edit_dialog_changes_only_what_was_typed(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """Opening and saving a form must not rewrite the person."""
    who = add_person(desk, "Ann Abel", company="Zeta", title="CFO")
    page = make_page()
    dialog = EditProspectDialog(page.ctx, who, parent=page)
    dialog.open()
    assert dialog.fields["company"].text() == "Zeta"
    dialog.fields["title"].setText("CEO")
    dialog.save()
    settle(qtbot, page)
    assert rows(desk, "SELECT title, full_name, zone FROM prospect") == [("CEO", "Ann Abel", "America/New_York")]
    assert one(desk, "SELECT args_json FROM journal_step ORDER BY id DESC LIMIT 1").count("title") == 1


def test_change_elsewhere_refreshes_the_row_and_keeps_the_cursor(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """The command line and the window work on one profile."""
    _, bo, _ = three(desk)
    page = make_page()
    page.table.go_to(1)
    add_person(desk, "Aa First")
    desk.prospects.edit(bo, {"title": "Treasurer"})
    qtbot.waitUntil(lambda: page.model.rowCount() == 4)
    settle(qtbot, page)
    at = page.table.currentIndex().row()
    assert at == 2 and page.model.id_at(at) == bo
    assert page.model.index(at, 2).data() == "Treasurer"


def test_empty_profile_offers_the_import(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """One fact, one action."""
    page = make_page()
    went: list[str] = []
    page.ctx.nav.go.connect(went.append)
    assert page.empty.isVisible()
    qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    page.setFocus()
    qtbot.keyClick(page, Key.Key_I)
    assert went == ["import", "import"]


def test_page_with_sample_people_paints_in_both_themes(desk: Application, make_page: MakePage, qtbot: QtBot, qapp: QApplication) -> None:
    """Every cell kind is painted once; a painter's error would show as an empty row."""
    populate(desk.store, count=60, seed=3, now=desk.clock.now())
    page = make_page()
    page.select_all()
    for theme in ("light", "dark"):
        apply_theme(qapp, theme)
        assert not page.grab().isNull()
    assert page.model.rowCount() >= 50


def ask(page: ProspectsPage, qtbot: QtBot) -> Any:
    """The question that is open; keys reach it when its window is the active one."""
    qtbot.waitUntil(lambda: (found := page.more.question()) is not None and QApplication.activeWindow() is found)
    return page.more.question()


def press(page: ProspectsPage, qtbot: QtBot, key: Qt.Key) -> None:
    """A key in the table, when no question is open any more."""
    page.activateWindow()  # as a window manager does when a dialog goes
    qtbot.waitUntil(lambda: QApplication.activeWindow() is page)
    qtbot.keyClick(page.table, key)


def menu_do(page: ProspectsPage, qtbot: QtBot, action: str) -> None:
    """Choose from the menu of "More"."""
    press(page, qtbot, Key.Key_M)
    menu: Any = page.findChild(QMenu, "bulk_menu")
    next(a for a in menu.actions() if a.objectName() == f"bulk_do_{action}").trigger()
    menu.close()


def test_stop_asks_for_a_reason_and_one_undo_takes_all_back(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """Rule R26: many at once is one step; who has no plan is named as such."""
    ann, bo, cy = three(desk)
    enrol(desk, ann, bo)
    page = make_page()
    said = toasts(page)
    page.model.tick((ann, bo, cy))
    menu_do(page, qtbot, "stop")
    dialog = ask(page, qtbot)
    assert not dialog.yes.isEnabled() and "reason" in dialog.note.text()
    qtbot.keyClick(dialog, Key.Key_Return)
    assert plan_of(desk, ann)[0] == "active"
    qtbot.keyClick(dialog, Key.Key_2)
    qtbot.keyClick(dialog, Key.Key_Return)
    settle(qtbot, page)
    assert rows(desk, "SELECT state, stop_reason FROM enrolment") == [("stopped", "no_budget")] * 2
    assert said == ["Plans stopped: 2 people · 1 were not: Cy Dahl is on no plan."]
    desk.undo.undo()
    assert rows(desk, "SELECT state FROM enrolment") == [("active",)] * 2


def test_skip_takes_own_words_and_says_whom_it_left_out(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """Rule R10: a step is left out with a reason; a refusal is a sentence."""
    ann, bo, _ = three(desk)
    enrol(desk, ann)
    page = make_page()
    said = toasts(page)
    page.model.tick((ann, bo))
    menu_do(page, qtbot, "skip")
    dialog = ask(page, qtbot)
    qtbot.keyClicks(dialog.own, "Sent her 2 books")
    qtbot.keyClick(dialog.own, Key.Key_Return)
    settle(qtbot, page)
    assert plan_of(desk, ann)[1] == 2
    assert said[0].startswith("Steps skipped: 1 people · 1 were not: ") and "Bo Chen" in said[0]


def test_snooze_reads_what_is_typed_and_refuses_the_past(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """Rule R5, with the same words as everywhere."""
    ann, bo, _ = three(desk)
    enrol(desk, ann, bo)
    page = make_page()
    page.model.tick((ann, bo))
    press(page, qtbot, Key.Key_Z)
    dialog = ask(page, qtbot)
    qtbot.keyClicks(dialog.edit, "2020-01-01")
    assert not dialog.yes.isEnabled() and dialog.note.text()
    dialog.edit.clear()
    qtbot.keyClicks(dialog.edit, "2026-12-01")
    qtbot.keyClick(dialog.edit, Key.Key_Return)
    settle(qtbot, page)
    assert [plan_of(desk, who)[2] for who in (ann, bo)] == ["2026-12-01"] * 2
    desk.undo.undo()
    assert [plan_of(desk, who)[2] for who in (ann, bo)] == ["2026-11-19"] * 2


def test_tier_role_and_pin_change_the_ticked_only(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """T and B of the key map."""
    ann, bo, cy = three(desk)
    page = make_page()
    said = toasts(page)
    page.model.tick((ann, bo))
    press(page, qtbot, Key.Key_T)
    qtbot.keyClick(ask(page, qtbot), Key.Key_1)
    settle(qtbot, page)
    press(page, qtbot, Key.Key_B)
    qtbot.keyClick(ask(page, qtbot), Key.Key_2)
    settle(qtbot, page)
    menu_do(page, qtbot, "pin")
    settle(qtbot, page)
    found = {r[0]: r[1:] for r in rows(desk, "SELECT id, tier, buyer_role, pinned FROM prospect")}
    assert found[ann] == found[bo] == ("T1", "decider", 1)
    assert found[cy] == ("T3", None, 0)
    assert said == ["Research tier set: 2 people", "Buyer role set: 2 people", "Pinned or unpinned: 2 people"]
    for _ in range(3):
        desk.undo.undo()
    assert rows(desk, "SELECT DISTINCT tier, buyer_role, pinned FROM prospect") == [("T3", None, 0)]


def test_tag_completes_from_known_tags_and_is_taken_off_again(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """Two levels (seed W23); a second spelling of one tag splits a segment in two."""
    ann, bo, _ = three(desk)
    desk.scores.tag([ann], "interest/pricing")
    page = make_page()
    said = toasts(page)
    page.model.tick((ann, bo))
    press(page, qtbot, Key.Key_G)
    settle(qtbot, page)
    dialog = ask(page, qtbot)
    assert dialog.edit.completer().model().stringList() == ["interest/pricing"]
    qtbot.keyClicks(dialog.edit, "pricing")
    assert not dialog.yes.isEnabled()
    dialog.edit.setText("interest/pricing")
    qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    settle(qtbot, page)
    assert rows(desk, "SELECT prospect_id FROM prospect_tag ORDER BY 1") == [(ann,), (bo,)]
    assert said == ["Tags: 1 · 1 had nothing to change"]
    press(page, qtbot, Key.Key_G)
    settle(qtbot, page)
    dialog = ask(page, qtbot)
    qtbot.mouseClick(dialog.way.segment("off"), Qt.MouseButton.LeftButton)
    dialog.edit.setText("interest/pricing")
    dialog.agree()
    settle(qtbot, page)
    assert rows(desk, "SELECT prospect_id FROM prospect_tag") == []


@pytest.mark.parametrize("width", [1120 - 48, 1264, 1700])
def test_bulk_bar_never_overflows(desk: Application, make_page: MakePage, qtbot: QtBot, width: int) -> None:
    """What has no room is in the menu; nothing is cut."""
    three(desk)
    page = make_page()
    page.resize(width, 640)
    page.model.tick(page.model.ids[:1])
    QApplication.processEvents()
    assert page.width() == width
    shown = [b for b in page.bulk.findChildren(QPushButton) if b.isVisible()]
    assert all(b.geometry().right() <= page.bulk.width() and b.width() >= b.sizeHint().width() for b in shown)
    boxes = sorted((b.geometry().left(), b.geometry().right()) for b in shown)
    assert all(a[1] < b[0] for a, b in itertools.pairwise(boxes))
    assert page.bulk.more_button.isVisible() and page.bulk.block_button.isVisible()


def test_keys_of_the_bulk_bar_do_nothing_while_nobody_is_ticked(desk: Application, make_page: MakePage, qtbot: QtBot) -> None:
    """A letter typed by mistake must not act on the row under the cursor."""
    three(desk)
    page = make_page()
    for key in (Key.Key_T, Key.Key_B, Key.Key_G, Key.Key_Z, Key.Key_M):
        press(page, qtbot, key)
    settle(qtbot, page)
    assert page.more.question() is None and page.findChild(QMenu, "bulk_menu") is None
