"""The lead score and the tags of a person, where they are worked on and in the table of all (seeds W4, W10, W23)."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from sdrdesk.app import Application
from sdrdesk.ui.dialogs.ask import AskTag
from sdrdesk.ui.dialogs.score_dialog import ScoreDialog
from sdrdesk.ui.pages.today.page import TodayPage
from tests.support.factories import add_person, enrol, log
from tests.support.profile import one, rows
from tests.ui.test_record import open_page, settle

__all__ = ["open_page"]
Key = Qt.Key


def opened(page: TodayPage, qtbot: QtBot, kind: type[Any], key: Qt.Key) -> Any:
    """The dialog that a key opens."""
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.view.setFocus()
    qtbot.keyClick(page.view, key)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), kind))
    settle(qtbot, page)
    return QApplication.activeWindow()


def words(dialog: Any) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel)]


def value(dialog: Any, name: str) -> str:
    found = dialog.findChild(QLabel, name)
    assert found is not None
    return str(found.text())


def test_score_is_shown_and_opens_into_its_parts(desk: Application, open_page: Any, qtbot: QtBot) -> None:
    """A number that nobody can take apart is not believed. By the shipped rules: leads (25), recommended (15), size not known (half of 20)."""
    who = add_person(desk, "Ann Abel", title="Finance Director", lead_type="seed")
    log(desk, who, "conversation")
    page = open_page()
    page.show_person(who)
    kept = one(desk, "SELECT score FROM prospect")
    assert page.panel.head.score.words() == f"Score {kept}"
    dialog = opened(page, qtbot, ScoreDialog, Key.Key_S)
    assert value(dialog, "score_total") == f"{kept} of 100"
    assert value(dialog, "score_fit") == "50 of 60"
    assert value(dialog, "score_engagement") == "14 of 15"
    said = words(dialog)
    assert "Size of the company: not known, counts half" in said and "+10" in said
    assert "Decides, or leads the people who do" in said and "+25" in said
    assert value(dialog, "score_verdict") == "assignable"
    qtbot.keyClick(dialog, Key.Key_Escape)


def test_activity_without_fit_is_held_low_and_says_so(desk: Application, open_page: Any, qtbot: QtBot) -> None:
    """High activity is not intent (seed W10)."""
    desk.rules.save("score", "Size of the company", {"part": "fit", "field": "size", "from": 99_999, "points": 1})
    desk.rules.save("score", "Clicks", {"part": "engagement", "field": "language", "values": ["en"], "points": 15})
    desk.rules.save("score", "Wants it", {"part": "intent", "field": "language", "values": ["en"], "points": 25})
    who = add_person(desk, "Ann Abel", title="Clerk")
    page = open_page()
    page.show_person(who)
    dialog = opened(page, qtbot, ScoreDialog, Key.Key_S)
    assert value(dialog, "score_total") == "30 of 100"
    assert "Held at 30" in value(dialog, "score_note") and "fit must reach 15" in value(dialog, "score_note")
    assert value(dialog, "score_verdict") == "assignable from 60"


def test_level_one_says_that_it_is_the_grade(desk: Application, open_page: Any, qtbot: QtBot) -> None:
    """An empty list of reasons would look like a fault."""
    desk.settings.change({"score.level": 1})
    who = add_person(desk, "Ann Abel")
    page = open_page()
    page.show_person(who)
    dialog = opened(page, qtbot, ScoreDialog, Key.Key_S)
    assert "grade alone" in value(dialog, "score_note") and value(dialog, "score_total") == "80 of 100"


def test_tag_goes_on_and_off_by_key_and_one_undo_takes_it_back(desk: Application, open_page: Any, qtbot: QtBot) -> None:
    """The chip, the score and the table of tags follow."""
    who = add_person(desk, "Ann Abel", title="Finance Director")
    enrol(desk, who)
    page = open_page()
    page.show_person(who)
    said: list[tuple[str, bool]] = []
    page.ctx.nav.toast.connect(lambda text, undo: said.append((text, undo)))
    before = one(desk, "SELECT score FROM prospect")
    ask = opened(page, qtbot, AskTag, Key.Key_G)
    qtbot.keyClicks(ask.edit, "intent/pricing page")
    qtbot.keyClick(ask.edit, Key.Key_Return)
    settle(qtbot, page)
    assert said == [("Ann Abel is tagged intent/pricing page", True)]
    chips = [chip.text() for chip in page.panel.head.tags if chip.isVisible()]
    assert chips == ["intent/pricing page"]
    assert one(desk, "SELECT score FROM prospect") > before
    assert page.panel.head.score.words() == f"Score {one(desk, 'SELECT score FROM prospect')}"
    desk.undo.undo()
    qtbot.waitUntil(lambda: not any(chip.isVisible() for chip in page.panel.head.tags))
    assert rows(desk, "SELECT * FROM prospect_tag") == [] and one(desk, "SELECT score FROM prospect") == before
    assert page.panel.head.score.words() == f"Score {before}"
    desk.undo.redo()
    settle(qtbot, page)
    ask = opened(page, qtbot, AskTag, Key.Key_G)
    qtbot.mouseClick(ask.way.segment("off"), Qt.MouseButton.LeftButton)
    qtbot.keyClicks(ask.edit, "intent/other")
    qtbot.keyClick(ask.edit, Key.Key_Return)
    settle(qtbot, page)
    assert said[-1] == ("Ann Abel has no tag intent/other", False)


def test_many_tags_are_counted_and_all_in_the_tooltip(desk: Application, open_page: Any, qtbot: QtBot) -> None:
    """The head stays one line."""
    who = add_person(desk, "Ann Abel")
    for name in ("a", "b", "c", "d"):
        desk.scores.tag([who], f"intent/{name}")
    page = open_page()
    page.show_person(who)
    assert [chip.text() for chip in page.panel.head.tags if chip.isVisible()] == ["intent/a", "intent/b", "+2"]
    assert "intent/d" in page.panel.head.tags[2].toolTip()
