"""The ideal buyer in the window: the form, its count, what answers suggest; fit and the progressive profile in Research (W9, W20, P11)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QLineEdit, QListView, QPlainTextEdit, QPushButton, QSpinBox, QWidget

from sdrdesk.app import Application
from sdrdesk.core.domain.ideal_profile import Criterion, IdealProfile
from sdrdesk.core.texts import Texts
from sdrdesk.ui.bridge import Bridge
from sdrdesk.ui.context import Navigator, UiContext
from sdrdesk.ui.main_window import MainWindow
from sdrdesk.ui.runner import Runner
from tests.support.factories import add_person, log, make_ready
from tests.support.profile import one, reopen, rows

Key = Qt.Key


@pytest.fixture
def window(desk: Application, qtbot: Any, tmp_path: Path) -> Iterator[MainWindow]:
    """The main window on three people of three companies, one of which is in logistics with 280 people."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))
    for name in ("Helen Okafor", "Sam Whitlow", "Mia Vance"):
        add_person(desk, name, company=f"{name.split()[1]} Ltd")
    desk.companies.edit(1, {"industry": "Logistics", "size": "280"})
    desk.companies.edit(2, {"industry": "Banking", "size": "90"})
    log(desk, 1, "conversation", next="today")
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


def part(qtbot: Any, window: MainWindow) -> Any:
    """The part of the Playbook."""
    window.show_page("playbook")
    qtbot.mouseClick(get(window.page("playbook"), "segment_ideal"), Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    return window.page("playbook").part("ideal")


def rest(qtbot: Any, window: MainWindow, shown: Any) -> None:
    qtbot.waitUntil(lambda: not shown._wait.isActive(), timeout=5000)
    settle(qtbot, window)


def test_profile_is_written_counted_kept_and_taken_back(qtbot: Any, window: MainWindow, desk: Application, folder: Path) -> None:
    """Counted before it is kept; Ctrl+S; a restart knows it; Ctrl+Z."""
    shown = part(qtbot, window)
    assert "Nothing is asked yet" in get(shown, "ideal_count").text()
    qtbot.keyClicks(get(shown, "ideal_industry_must", QLineEdit), "logistics, retail")
    get(shown, "ideal_size_must_low", QSpinBox).setValue(100)
    get(shown, "ideal_size_must_high", QSpinBox).setValue(500)
    qtbot.keyClicks(get(shown, "ideal_role_nice", QLineEdit), "Decider")
    get(shown, "ideal_goals", QPlainTextEdit).setPlainText("Close the books faster")
    rest(qtbot, window, shown)
    assert get(shown, "ideal_count").text() == "1 of 3 open people fit fully; 0 are ruled out."
    assert desk.ideal.profile().empty
    qtbot.keyClick(get(shown, "ideal_industry_must", QLineEdit), Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    expected = IdealProfile(
        (
            Criterion("industry", "must", ("logistics", "retail")),
            Criterion("size", "must", (), 100, 500),
            Criterion("role", "nice", ("decider",)),
        ),
        {"goals": "Close the books faster"},
    )
    assert desk.ideal.profile() == expected
    again = reopen(folder)
    assert again.ideal.profile() == expected
    again.close()
    window.undo()
    settle(qtbot, window)
    qtbot.waitUntil(lambda: get(shown, "ideal_industry_must", QLineEdit).text() == "", timeout=5000)
    assert desk.ideal.profile().empty


def test_answers_suggest_and_only_the_user_changes(qtbot: Any, window: MainWindow, desk: Application, tmp_path: Path) -> None:
    """Five accepted in logistics: into the form by hand; the other suggestion is left aside and comes no more."""
    desk.executives.add("Ravi Menon", "ravi@acme.example")
    for n in range(5):
        who = add_person(desk, f"Lead {n}", company=f"Carrier {n}")
        desk.companies.edit(one(desk, "SELECT company_id FROM prospect WHERE id = :p", p=who), {"industry": "Logistics", "size": "280"})
        make_ready(desk, who)
        number = desk.handoffs.create(who, desk.executives.find("Ravi Menon"), tmp_path).value.handoff_id
        desk.answers.answer(number, "accepted")
    shown = part(qtbot, window)
    qtbot.waitUntil(get(shown, "ideal_suggestions").isVisible, timeout=5000)
    assert [s.key for s in desk.ideal.suggestions()] == ["country:US:nice", "industry:Logistics:nice", "size:100-500:nice"]
    qtbot.mouseClick(get(shown, "suggest_take_1", QPushButton), Qt.MouseButton.LeftButton)
    rest(qtbot, window, shown)
    assert get(shown, "ideal_industry_nice", QLineEdit).text() == "Logistics" and desk.ideal.profile().empty
    qtbot.mouseClick(get(shown, "suggest_leave_0", QPushButton), Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert [s.key for s in desk.ideal.suggestions()] == ["industry:Logistics:nice", "size:100-500:nice"]
    qtbot.mouseClick(get(shown, "ideal_keep", QPushButton), Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert [s.key for s in desk.ideal.suggestions()] == ["size:100-500:nice"]
    assert desk.ideal.profile().criteria == (Criterion("industry", "nice", ("Logistics",)),)


def research(qtbot: Any, window: MainWindow) -> Any:
    qtbot.keyClick(window.findChild(QListView, "today_list"), Key.Key_R)
    settle(qtbot, window)
    return window.today.panel.research


def test_fit_stands_in_research_and_on_the_company_page(qtbot: Any, window: MainWindow, desk: Application) -> None:
    """P11: without a profile one is asked for; with one, each line says why."""
    tab = research(qtbot, window)
    assert "no ideal buyer profile yet" in get(tab, "research_fit").whole()
    desk.ideal.keep(
        IdealProfile(
            (Criterion("industry", "must", ("Logistics",)), Criterion("size", "must", (), 1, 99), Criterion("role", "nice", ("decider",)))
        )
    )
    tab.show_person(1)
    settle(qtbot, window)
    assert get(tab, "research_fit").whole() == "Fit 1 of 3"
    assert get(tab, "research_fit").accessibleDescription().splitlines() == [
        "Industry: fits",
        "People in the company: does not fit",
        "Role in the purchase: not known",
    ]
    assert get(window, "person_ruled_out").isHidden()
    desk.ideal.keep(IdealProfile((Criterion("industry", "rules_out", ("Logistics",)),)))
    window.ctx.nav.open_prospect.emit(1)
    settle(qtbot, window)
    qtbot.waitUntil(get(window, "person_ruled_out").isVisible, timeout=5000)
    window.undo()
    settle(qtbot, window)
    window.ctx.nav.open_company.emit(1)
    settle(qtbot, window)
    assert get(window.page("company"), "company_facts").whole().startswith("Fit 1 of 2")


def test_progressive_profile_asks_what_is_unknown_and_keeps_what_is_heard(qtbot: Any, window: MainWindow, desk: Application) -> None:
    """W20: one or two questions at a time, the answer typed where it is asked; the call card names the next one."""
    assert "What costs you the most time" in get(window, "call_also_ask").whole()
    tab = research(qtbot, window)
    assert get(tab, "profile_known").text() == "0 of 9 known"
    assert "most time" in get(tab, "profile_question").text() and "end of the year" in get(tab, "profile_question").text()
    edit = get(tab, "research_challenges", QPlainTextEdit)
    edit.setFocus()
    qtbot.keyClicks(edit, "Invoices take eleven days")
    get(tab, "research_goals", QPlainTextEdit).setFocus()
    settle(qtbot, window)
    qtbot.waitUntil(lambda: get(tab, "profile_known").text() == "1 of 9 known", timeout=5000)
    assert "most time" not in get(tab, "profile_question").text() and "which figure" in get(tab, "profile_question").text().lower()
    assert rows(desk, "SELECT prospect_id, company_id, field, text FROM research") == [(1, None, "challenges", "Invoices take eleven days")]
    window.undo()
    settle(qtbot, window)
    assert rows(desk, "SELECT count(*) FROM research") == [(0,)]
