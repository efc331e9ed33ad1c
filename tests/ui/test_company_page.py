"""The page of a company through the real window: committee, roles by key, referrals, the plan, held colleagues, one time line (W11, W13, R9)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QListView, QListWidget, QPlainTextEdit, QPushButton, QRadioButton, QWidget

from sdrdesk.app import Application
from sdrdesk.core.changes import OpKind
from sdrdesk.core.domain.research import T1_FIELDS
from sdrdesk.core.queries.research import dossier
from sdrdesk.core.texts import Texts
from sdrdesk.ui.bridge import Bridge
from sdrdesk.ui.context import Navigator, UiContext
from sdrdesk.ui.main_window import MainWindow
from sdrdesk.ui.runner import Runner
from tests.support.factories import add_person, enrol, log
from tests.support.profile import one, rows

Key = Qt.Key


@pytest.fixture(params=["en"])
def window(desk: Application, qtbot: Any, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[MainWindow]:
    """Helen (decider) and Sam of Larkspur, whom she named, and Mia of another firm, who named her."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))
    helen = add_person(desk, "Helen Okafor", company="Larkspur Medical")
    sam, mia = add_person(desk, "Sam Whitlow", company="Larkspur Medical"), add_person(desk, "Mia Vance", company="Torrance")
    desk.prospects.edit(helen, {"buyer_role": "decider"})
    with desk.store.write(OpKind.DEMO, undoable=False) as uow:
        for who, by in ((sam, helen), (helen, mia)):
            uow.s.exec_driver_sql("UPDATE prospect SET referred_by_id = ? WHERE id = ?", (by, who))
    log(desk, helen, "conversation", next="today")
    desk.settings.change({"user.language": request.param})
    ctx = UiContext(desk, Runner(), Bridge(desk.bus), Navigator(), desk.settings.profile(), Texts(request.param))
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


def opened(qtbot: Any, window: MainWindow, person: int = 1) -> Any:
    """The company of a person, by Y on Today."""
    window.ctx.nav.open_prospect.emit(person)
    settle(qtbot, window)
    qtbot.keyClick(window.findChild(QListView, "today_list"), Key.Key_Y)
    settle(qtbot, window)
    page = window.page("company")
    assert page.isVisible() and page.view is not None
    return page


def get(page: QWidget, name: str, kind: type[QWidget] = QWidget) -> Any:
    found = page.findChild(kind, name)
    assert found is not None, name
    return found


def lines(page: Any) -> list[str]:
    """Keys of people and titles of groups with what stands beside them."""
    model = page.list.entries
    return [e.key or f"{e.title}: {e.side}" for i in range(model.rowCount()) if (e := model.entry(i))]


def test_y_shows_the_committee_with_who_is_missing_and_esc_comes_back(qtbot: Any, window: MainWindow) -> None:
    """The chosen person is chosen there too; an empty role says what to ask."""
    page = opened(qtbot, window)
    assert page.list.key() == "p1"
    found = lines(page)
    assert found[1:3] == ["2 Decider: 1", "p1"]
    assert "3 Buyer: Ask: who signs and negotiates the contract?" in found
    assert found[-2:] == ["0 Role not known: 1", "p2"]
    assert "depends on the size" in get(page, "company_usual").text()
    qtbot.keyClick(page.list, Key.Key_Escape)
    settle(qtbot, window)
    assert window.today.isVisible()


def test_digits_give_the_chosen_person_a_role_and_undo_takes_it(qtbot: Any, window: MainWindow, desk: Application) -> None:
    page = opened(qtbot, window, 2)
    assert page.list.key() == "p2"
    qtbot.keyClick(page.list, Key.Key_5)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: "5 User: 1" in lines(page), timeout=5000)
    assert one(desk, "SELECT buyer_role FROM prospect WHERE id = 2") == "user" and page.list.key() == "p2"
    window.undo()
    settle(qtbot, window)
    qtbot.waitUntil(lambda: "0 Role not known: 1" in lines(page), timeout=5000)
    qtbot.keyClick(page.list, Key.Key_K)
    qtbot.keyClick(page.list, Key.Key_0)
    settle(qtbot, window)
    assert not one(desk, "SELECT buyer_role FROM prospect WHERE id = 1")


def test_graph_shows_who_named_whom_and_a_click_chooses(qtbot: Any, window: MainWindow) -> None:
    """Mia of another company stands first; arrows run from left to right."""
    page = opened(qtbot, window)
    graph = page.middle.graph
    assert {n.name: n.by for n in graph.nodes} == {"Mia Vance": None, "Helen Okafor": 3, "Sam Whitlow": 1}
    assert graph.places[3].x() < graph.places[1].x() < graph.places[2].x()
    assert "Sam Whitlow was named by Helen Okafor." in graph.accessibleName()
    qtbot.mouseClick(graph, Qt.MouseButton.LeftButton, pos=graph.places[2].center().toPoint())
    assert page.list.key() == "p2"
    qtbot.mouseClick(graph, Qt.MouseButton.LeftButton, pos=graph.places[3].center().toPoint())
    settle(qtbot, window)
    assert window.today.isVisible() and window.today.current == 3


def test_plan_of_the_account_is_written_in_place_and_shared_with_colleagues(qtbot: Any, window: MainWindow, desk: Application) -> None:
    """T1 asks the eight fields of the paper; what is typed is the company's, and undo takes it back."""
    desk.prospects.edit(1, {"tier": "T1"})
    page = opened(qtbot, window)
    assert {n for n, f in page.middle.fields.items() if f.isVisibleTo(page)} == set(T1_FIELDS) - {"person"}
    edit = get(page, "research_finances", QPlainTextEdit)
    edit.setFocus()
    qtbot.keyClicks(edit, "Grew 20 % last year")
    page.list.setFocus()
    settle(qtbot, window)
    with desk.read() as (s, _):
        assert dossier(s, 2).found["finances"].text == "Grew 20 % last year"
    window.undo()
    settle(qtbot, window)
    assert rows(desk, "SELECT count(*) FROM research") == [(0,)]
    qtbot.waitUntil(lambda: edit.toPlainText() == "", timeout=5000)


def test_facts_by_hand_give_the_usual_number_and_a_wrong_size_is_said(qtbot: Any, window: MainWindow, desk: Application) -> None:
    page = opened(qtbot, window)
    qtbot.keyClick(page.list, Key.Key_E)
    settle(qtbot, window)
    (dialog,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.objectName() == "edit_company" and w.isVisible()]
    size = get(dialog, "company_size", QLineEdit)
    qtbot.keyClicks(size, "many")
    qtbot.mouseClick(get(dialog, "ask_yes", QPushButton), Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert "no number of people" in get(dialog, "ask_note").text() and dialog.isVisible()
    size.clear()
    qtbot.keyClicks(size, "280")
    qtbot.mouseClick(get(dialog, "ask_yes", QPushButton), Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: "6 to 8 usually decide at 280" in get(page, "company_usual").text(), timeout=5000)
    window.undo()
    settle(qtbot, window)
    assert one(desk, "SELECT size FROM company WHERE id = 1") is None


def test_held_colleagues_are_decided_here(qtbot: Any, window: MainWindow, desk: Application) -> None:
    """R9: a colleague answered, so Sam's plan waits for a decision: go on, or stop with a reason."""
    enrol(desk, 2)
    log(desk, 1, "replied", channel="email")
    assert one(desk, "SELECT state FROM enrolment WHERE prospect_id = 2") == "held"
    page = opened(qtbot, window)
    assert get(page, "company_held").isVisible()
    qtbot.mouseClick(get(page, "held_go_2", QPushButton), Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert one(desk, "SELECT state FROM enrolment WHERE prospect_id = 2") == "active"
    qtbot.waitUntil(lambda: not get(page, "company_held").isVisible(), timeout=5000)
    window.undo()
    settle(qtbot, window)
    qtbot.waitUntil(lambda: get(page, "company_held").isVisible(), timeout=5000)
    qtbot.mouseClick(get(page, "held_stop_2", QPushButton), Qt.MouseButton.LeftButton)
    (dialog,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
    dialog.findChildren(QRadioButton)[0].click()
    qtbot.mouseClick(get(dialog, "ask_yes", QPushButton), Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert one(desk, "SELECT state FROM enrolment WHERE prospect_id = 2") == "stopped"


def test_one_time_line_of_all_people_and_of_the_chosen_one(qtbot: Any, window: MainWindow, desk: Application) -> None:
    log(desk, 2, "voicemail")
    page = opened(qtbot, window)
    model = page.touches.entries

    def names() -> list[str]:
        return [e.title for i in range(model.rowCount()) if (e := model.entry(i)) and e.key]

    assert sorted(names()) == ["Helen Okafor", "Sam Whitlow"]
    qtbot.mouseClick(get(page, "segment_one"), Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert names() == ["Helen Okafor"]
    qtbot.keyClick(page.list, Key.Key_J)
    settle(qtbot, window)
    assert names() == ["Sam Whitlow"]


def test_palette_finds_companies_and_a_person_without_one_says_so(qtbot: Any, window: MainWindow, desk: Application) -> None:
    window.open_palette()
    palette = window.findChild(QDialog, "palette")
    qtbot.keyClicks(get(palette, "palette_edit", QLineEdit), "torrance")
    listed = get(palette, "palette_list", QListWidget)
    qtbot.waitUntil(lambda: any(listed.item(i).text() == "Torrance" for i in range(listed.count())), timeout=5000)
    row = next(i for i in range(listed.count()) if listed.item(i).text() == "Torrance")
    listed.setCurrentRow(row)
    qtbot.keyClick(get(palette, "palette_edit", QLineEdit), Key.Key_Return)
    settle(qtbot, window)
    assert window.page("company").view.name == "Torrance"
    alone = desk.prospects.add({"full_name": "Nobody Known"}).value
    window.ctx.nav.open_company.emit(alone)
    settle(qtbot, window)
    assert "belongs to no company" in window.toast._text.text()


@pytest.mark.parametrize("window", ["zh_CN"], indirect=True)
def test_page_in_chinese_at_the_smallest_size(qtbot: Any, window: MainWindow) -> None:
    window.resize(1120, 680)
    page = opened(qtbot, window)
    assert any("决策者" in line for line in lines(page))
    assert page.width() <= window.width()


def test_y_on_a_row_of_prospects_and_a_new_person_of_the_company(qtbot: Any, window: MainWindow, desk: Application) -> None:
    window.show_page("prospects")
    settle(qtbot, window)
    prospects = window.page("prospects")
    prospects.table.setFocus()
    prospects.table.setCurrentIndex(prospects.model.index(prospects.model.row_of(2), 0))
    qtbot.keyClick(prospects.table, Key.Key_Y)
    settle(qtbot, window)
    page = window.page("company")
    assert page.isVisible() and page.list.key() == "p2"
    qtbot.keyClick(page.list, Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    (dialog,) = [
        w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.objectName() == "edit_prospect" and w.isVisible()
    ]
    assert get(dialog, "field_company", QLineEdit).text() == "Larkspur Medical"
    qtbot.keyClicks(get(dialog, "field_full_name", QLineEdit), "R. Salas")
    qtbot.keyClick(dialog, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    assert one(desk, "SELECT company_id FROM prospect WHERE full_name = 'R. Salas'") == 1
    qtbot.waitUntil(lambda: page.list.key() == "p4", timeout=5000)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=5000)
    qtbot.keyClick(page.list, Key.Key_Escape)
    settle(qtbot, window)
    assert prospects.isVisible()
