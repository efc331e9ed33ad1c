"""Research and insight through the real widgets of Today: typed, kept, shared with colleagues, used in email and call (seed W13)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from sdrdesk.app import Application
from sdrdesk.core.texts import Texts
from sdrdesk.ui.bridge import Bridge
from sdrdesk.ui.context import Navigator, UiContext
from sdrdesk.ui.pages.today.page import TodayPage
from sdrdesk.ui.pages.today.research_tab import ResearchTab
from sdrdesk.ui.runner import Runner
from sdrdesk.ui.theme import apply_theme
from tests.support.factories import add_person, enrol
from tests.support.profile import one, rows

Key = Qt.Key
OpenPage = Callable[[], TodayPage]


@pytest.fixture
def open_page(desk: Application, qtbot: QtBot, tmp_path: Path, qapp: Any) -> Iterator[OpenPage]:
    """Today on people who are made by the test."""
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
        with qtbot.waitExposed(page), qtbot.waitSignal(page.list_shown):
            page.show()
        page.activateWindow()
        settle(qtbot, page)
        return page

    yield make
    runner.close()
    bridge.close()
    assert not errors


def settle(qtbot: QtBot, page: TodayPage) -> None:
    """Until nothing is read or written any more."""
    qtbot.waitUntil(lambda: page.ctx.runner.pending == 0 and not page._reading)


def research(page: TodayPage, qtbot: QtBot, who: int) -> ResearchTab:
    """The tab of somebody, opened by its key."""
    page.open_person(who)
    settle(qtbot, page)
    page.view.setFocus()
    with qtbot.waitSignal(page.panel.research.shown):
        qtbot.keyClick(page.view, Key.Key_R)
    return page.panel.research


def part(tab: QWidget, kind: type[Any], name: str) -> Any:
    return tab.findChild(kind, name)


def stored(desk: Application) -> dict[str, tuple[str, str]]:
    return {r[0]: (r[1], r[2]) for r in rows(desk, "SELECT field, text, source FROM research")}


def test_typed_fact_is_kept_when_the_keys_leave_it(desk: Application, open_page: OpenPage, qtbot: QtBot) -> None:
    """No save button; the page shows it again after somebody else was looked at, and a colleague sees the company's."""
    ann, bob = add_person(desk, "Ann Lee", company="Acme"), add_person(desk, "Bob Roe", company="Acme")
    page = open_page()
    tab = research(page, qtbot, ann)
    edit = part(tab, QPlainTextEdit, "research_company")
    edit.setFocus()
    qtbot.keyClicks(edit, "Moves to Ghent.")
    assert stored(desk) == {}
    qtbot.keyClick(edit, Key.Key_Tab)
    source = part(tab, QLineEdit, "research_source_company")
    assert source.hasFocus()
    settle(qtbot, page)
    assert stored(desk) == {"company": ("Moves to Ghent.", "")}
    qtbot.keyClicks(source, "their site")
    page.view.setFocus()
    settle(qtbot, page)
    assert stored(desk) == {"company": ("Moves to Ghent.", "their site")}
    assert part(tab, QLabel, "research_age_company").text() != ""
    other = research(page, qtbot, bob)
    assert part(other, QPlainTextEdit, "research_company").toPlainText() == "Moves to Ghent."
    assert part(other, QPlainTextEdit, "research_person").toPlainText() == ""


def test_half_typed_fact_is_kept_by_itself_and_when_another_person_comes(desk: Application, open_page: OpenPage, qtbot: QtBot) -> None:
    """Promise A2: at most some seconds are lost; and it is never kept with the wrong person."""
    ann, bob = add_person(desk, "Ann Lee", company="Acme"), add_person(desk, "Bob Roe", company="Bolt")
    page = open_page()
    tab = research(page, qtbot, ann)
    edit = part(tab, QPlainTextEdit, "research_person")
    edit.setFocus()
    qtbot.keyClicks(edit, "Spoke at the rail days")
    assert tab.fields["person"]._keeper._later.isActive()
    assert tab.fields["person"]._keeper._later.interval() <= 5000
    tab.fields["person"]._keeper._later.timeout.emit()
    settle(qtbot, page)
    assert stored(desk) == {"person": ("Spoke at the rail days", "")}
    qtbot.keyClicks(edit, " in Bonn")
    page.open_person(bob)
    settle(qtbot, page)
    assert rows(desk, "SELECT prospect_id, text FROM research") == [(ann, "Spoke at the rail days in Bonn")]
    assert part(page.panel.research, QPlainTextEdit, "research_person").toPlainText() == ""


def test_insight_goes_into_script_and_email_at_once_and_can_be_undone(desk: Application, open_page: OpenPage, qtbot: QtBot) -> None:
    """Fact taken from the research, need by a click, conclusion typed: the email has it without being opened anew."""
    ann = add_person(desk, "Ann Lee", company="Acme")
    enrol(desk, ann)
    desk.research.note(ann, "industry", "Nine days of a month go into approvals.")
    page = open_page()
    page.open_person(ann)
    page.panel.open_tab("email")
    settle(qtbot, page)
    page.mail.choose_template("follow_up_2")
    tab = research(page, qtbot, ann)
    tab.fields["industry"].use.click()
    assert part(tab, QLineEdit, "insight_fact").text() == "Nine days of a month go into approvals."
    assert part(tab, QLabel, "insight_rung").text().startswith("An insight")
    part(tab, QWidget, "segment_save").click()
    conclusion = part(tab, QPlainTextEdit, "insight_conclusion")
    conclusion.setFocus()
    qtbot.keyClicks(conclusion, "Half of that is waiting for one signature.")
    page.view.setFocus()
    settle(qtbot, page)
    assert part(tab, QLabel, "insight_rung").text().startswith("Commercial insight")
    assert page.panel.work is not None
    assert page.panel.work.composed.values["insight"] == "Half of that is waiting for one signature."
    assert any("waiting for one signature" in line for line in page.panel.call._opening)
    page.mail.choose_template("follow_up_2")
    assert "waiting for one signature" in page.panel.email.body()
    while one(desk, "SELECT count(*) FROM research WHERE field LIKE 'insight%'"):
        desk.undo.undo()
    qtbot.waitUntil(lambda: part(tab, QLineEdit, "insight_fact").text() == "")
    assert part(tab, QPlainTextEdit, "insight_conclusion").toPlainText() == ""


def test_email_that_was_edited_is_left_alone_by_a_new_insight(desk: Application, open_page: OpenPage, qtbot: QtBot) -> None:
    """What the user wrote goes before what the program could fill in."""
    ann = add_person(desk, "Ann Lee", company="Acme")
    page = open_page()
    page.open_person(ann)
    page.panel.open_tab("email")
    page.panel.email.subject_edit.setText("My own words")
    settle(qtbot, page)
    desk.research.conclude(ann, fact="", need="", conclusion="New.")
    page._on_insight(ann)
    assert page.panel.email.subject() == "My own words"


def test_tier_decides_what_is_asked_and_is_changed_here(desk: Application, open_page: OpenPage, qtbot: QtBot) -> None:
    """T3 asks three facts, T1 the whole plan of the account."""
    ann = add_person(desk, "Ann Lee", company="Acme", tier="T3")
    page = open_page()
    tab = research(page, qtbot, ann)
    assert [n for n, f in tab.fields.items() if f.isVisibleTo(tab)] == ["industry", "company", "person"]
    part(tab, QWidget, "segment_T1").click()
    settle(qtbot, page)
    assert all(f.isVisibleTo(tab) for f in tab.fields.values())
    assert one(desk, "SELECT tier FROM prospect") == "T1"


def test_three_minutes_count_down_and_take_nothing_away(desk: Application, open_page: OpenPage, qtbot: QtBot, monkeypatch: Any) -> None:
    """T starts and stops; at the end it says that it is enough, and the facts stay editable."""
    ann = add_person(desk, "Ann Lee", company="Acme")
    page = open_page()
    tab = research(page, qtbot, ann)
    passed = [0]
    monkeypatch.setattr(tab.timer, "elapsed_seconds", lambda: passed[0])
    tab.timer.button.setFocus()
    qtbot.keyClick(tab.timer.button, Key.Key_T)
    clock = part(tab, QLabel, "research_clock")
    assert clock.text() == "3:00"
    passed[0] = 100
    tab.timer.show_clock()
    assert clock.text() == "1:20"
    passed[0] = 180
    tab.timer.show_clock()
    assert clock.text().startswith("Time is up")
    assert not part(tab, QPlainTextEdit, "research_company").isReadOnly()
    tab.timer.button.click()
    assert (clock.text(), tab.timer.running) == ("", False)


def test_refusal_is_said_in_the_tab(desk: Application, open_page: OpenPage, qtbot: QtBot) -> None:
    """A pasted article is too long: what is stored stays, and the sentence says how much is kept."""
    ann = add_person(desk, "Ann Lee", company="Acme")
    desk.research.note(ann, "company", "Short.")
    page = open_page()
    tab = research(page, qtbot, ann)
    edit = part(tab, QPlainTextEdit, "research_company")
    edit.setFocus()
    edit.setPlainText("x" * 4001)
    page.view.setFocus()
    settle(qtbot, page)
    assert "4001" in part(tab, QLabel, "research_error").text()
    assert stored(desk)["company"][0] == "Short."
