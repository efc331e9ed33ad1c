"""When a lead is ready, on the Playbook page: the rule in words, its count before it is kept, versions and undo (rule R23)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from sdrdesk.app import Application
from sdrdesk.core.texts import Texts
from sdrdesk.ui.bridge import Bridge
from sdrdesk.ui.context import Navigator, UiContext
from sdrdesk.ui.pages.playbook.page import PlaybookPage
from sdrdesk.ui.pages.playbook.ready_part import ReadyPart
from sdrdesk.ui.pages.today.qualify_tab import QualifyTab
from sdrdesk.ui.runner import Runner
from tests.support.factories import add_person, make_ready
from tests.support.profile import one

Key = Qt.Key


@pytest.fixture(params=["en"])
def ctx(desk: Application, request: pytest.FixtureRequest) -> Iterator[UiContext]:
    """What a page gets from the main window."""
    runner, bridge = Runner(), Bridge(desk.bus)
    anything: Any = desk
    yield UiContext(anything, runner, bridge, Navigator(), desk.settings.profile(), Texts(request.param))
    runner.close()
    bridge.close()


def rest(qtbot: QtBot, ctx: UiContext, part: ReadyPart) -> None:
    """Wait until the pause after typing is over, no job is under way and its news have arrived."""
    for _ in range(3):
        qtbot.wait(1)
        qtbot.waitUntil(lambda: not part._wait.isActive() and ctx.runner.pending == 0, timeout=20_000)


@pytest.fixture
def part(desk: Application, qtbot: QtBot, ctx: UiContext) -> Iterator[ReadyPart]:
    """The part with two people: one ready by the book, one with three strong letters only."""
    for name in ("Helen Okafor", "Sam Whitlow"):
        make_ready(desk, add_person(desk, name=name))
    desk.qualification.set_letter(2, "people", "weak", text="Nobody")
    page = PlaybookPage(ctx)
    qtbot.addWidget(page)
    page.resize(1264, 860)
    page.show()
    qtbot.mouseClick(get(page, "segment_ready"), Qt.MouseButton.LeftButton)
    found = page.part("ready")
    assert isinstance(found, ReadyPart)
    rest(qtbot, ctx, found)
    yield found
    assert page is not None


def get(widget: QWidget, name: str, kind: type[QWidget] = QWidget) -> Any:
    """A widget by its name."""
    found = widget.findChild(kind, name)
    assert found is not None, name
    return found


def press(qtbot: QtBot, part: ReadyPart, name: str) -> None:
    """Click a button that can be clicked."""
    button = get(part, name, QPushButton)
    assert button.isEnabled(), name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def words(part: ReadyPart, name: str) -> str:
    """What a label says."""
    return str(get(part, name, QLabel).text())


def choose(qtbot: QtBot, part: ReadyPart, letter: str, what: str) -> None:
    """Click a choice of a letter."""
    qtbot.mouseClick(get(get(part, f"mql_{letter}"), f"segment_{what}"), Qt.MouseButton.LeftButton)


def test_the_rule_reads_as_a_sentence_and_counts_before_it_is_kept(
    desk: Application, qtbot: QtBot, ctx: UiContext, part: ReadyPart
) -> None:
    """Nothing is stored until it is asked for; then the verdicts follow, and the journal can take it back."""
    assert words(part, "mql_sentence").startswith("Ready means: Need, Authority, Time strong; Money not weak; at least 4 of the six strong")
    assert words(part, "mql_preview") == "With this rule 1 of 2 people of whom something is known is ready."
    assert not get(part, "mql_keep").isEnabled()
    spin = get(part, "mql_strong", QSpinBox)
    spin.setFocus()
    qtbot.keyClick(spin, Key.Key_Down)
    rest(qtbot, ctx, part)
    assert "at least" not in words(part, "mql_sentence")
    assert words(part, "mql_preview").endswith("Against the rule in use: 1 more, 0 fewer.")
    assert one(desk, "SELECT count(*) FROM standard") == 0
    qtbot.keyClick(spin, Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    rest(qtbot, ctx, part)
    assert desk.qualification.verdict(2).ready and desk.qualification.verdict(2).version == 1
    assert not get(part, "mql_keep").isEnabled()
    desk.undo.undo()
    part.refresh()
    rest(qtbot, ctx, part)
    assert get(part, "mql_strong", QSpinBox).value() == 4
    assert not desk.qualification.verdict(2).ready


def test_a_rule_that_asks_for_nothing_says_why_and_cannot_be_kept(qtbot: QtBot, ctx: UiContext, part: ReadyPart) -> None:
    """By it everybody would be ready."""
    for letter in ("need", "authority", "time", "money"):
        choose(qtbot, part, letter, "free")
    spin = get(part, "mql_strong", QSpinBox)
    spin.setValue(0)
    rest(qtbot, ctx, part)
    assert words(part, "mql_sentence").startswith("This rule asks for nothing")
    assert words(part, "mql_preview") == ""
    assert not get(part, "mql_keep").isEnabled()
    press(qtbot, part, "mql_discard")
    rest(qtbot, ctx, part)
    assert spin.value() == 4 and words(part, "mql_preview").startswith("With this rule 1 of 2")


def test_an_earlier_rule_is_used_again(desk: Application, qtbot: QtBot, ctx: UiContext, part: ReadyPart) -> None:
    """The order in which the rules held stays readable: bringing one back makes the next version."""
    choose(qtbot, part, "competitor", "strong")
    flags = get(part, "mql_flags", QCheckBox)
    flags.setFocus()
    qtbot.keyClick(flags, Key.Key_Space)
    rest(qtbot, ctx, part)
    press(qtbot, part, "mql_keep")
    rest(qtbot, ctx, part)
    assert desk.standards.current("mql").body["must_be_strong"] == ["need", "authority", "time", "competitor"]
    assert desk.standards.current("mql").body["no_open_flag"] is False
    assert [(line.key, line.chip) for line in part._lines()] == [("1", "in use"), ("0", "")]
    assert part.list.choose("0")
    rest(qtbot, ctx, part)
    press(qtbot, part, "mql_back")
    rest(qtbot, ctx, part)
    assert desk.standards.current("mql").version == 2
    assert [(line.key, line.chip) for line in part._lines()] == [("2", "in use"), ("1", ""), ("0", "")]
    assert words(part, "mql_sentence").startswith("Ready means: Need, Authority, Time strong; Money not weak")


def test_a_draft_survives_news_from_elsewhere(desk: Application, qtbot: QtBot, ctx: UiContext, part: ReadyPart) -> None:
    """A reply that comes in while a person is thinking about the rule must not reset the form."""
    choose(qtbot, part, "people", "strong")
    desk.qualification.set_letter(1, "money", "weak", text="Spent")
    part.refresh()
    rest(qtbot, ctx, part)
    assert get(part, "mql_people").value() == "strong" and get(part, "mql_keep").isEnabled()


def test_own_red_flags_are_added_and_removed_by_name(desk: Application, qtbot: QtBot, ctx: UiContext, part: ReadyPart) -> None:
    """W15: kept at once, undone like everything; a name that is there already is refused under the line."""
    line = get(part, "own_flag", QLineEdit)
    line.setFocus()
    qtbot.keyClicks(line, "Tender is out")
    qtbot.keyClick(line, Key.Key_Return)
    rest(qtbot, ctx, part)
    assert desk.qualification.own_flags() == ("Tender is out",) and line.text() == ""
    part.refresh()
    rest(qtbot, ctx, part)
    qtbot.keyClicks(line, "tender is out")
    qtbot.keyClick(line, Key.Key_Return)
    rest(qtbot, ctx, part)
    assert words(part, "own_flag_error").startswith('"tender is out" cannot be the name of a red flag')
    assert line.text() == "tender is out"
    press(qtbot, part, "own_flag_remove_0")
    rest(qtbot, ctx, part)
    assert desk.qualification.own_flags() == ()
    desk.undo.undo()
    assert desk.qualification.own_flags() == ("Tender is out",)


def test_an_own_red_flag_is_asked_on_the_call_card(desk: Application, qtbot: QtBot, ctx: UiContext) -> None:
    """It stands beside the four, and a click raises it."""
    make_ready(desk, add_person(desk))
    desk.standards.save("red_flags", {"flags": ["Tender is out"]})
    tab = QualifyTab(ctx)
    qtbot.addWidget(tab)
    heard: list[tuple[str, str, str]] = []
    tab.flag_set.connect(lambda *what: heard.append(what))
    tab.show_verdict(desk.qualification.verdict(1), ctx.profile.zone, ctx.now())
    tab.resize(700, 700)
    tab.show()
    row = get(tab, "flag_Tender is out")
    qtbot.mouseClick(get(row, "segment_on"), Qt.MouseButton.LeftButton)
    assert heard == [("Tender is out", "on", "")]
    desk.standards.save("red_flags", {"flags": []})
    tab.show_verdict(desk.qualification.verdict(1), ctx.profile.zone, ctx.now())
    assert list(tab.flags) == ["recent_purchase", "no_infrastructure", "no_owner", "internal_change"]


def test_checklist_of_a_handoff_is_changed_line_by_line_and_taken_back(
    qtbot: QtBot, ctx: UiContext, desk: Application, part: ReadyPart
) -> None:
    """R24 as data: levels and own lines by click and key, each change one step, a wrong one said where it was typed."""
    control = get(part, "checklist_recap")
    qtbot.mouseClick(control.findChild(QWidget, "segment_required"), Qt.MouseButton.LeftButton)
    rest(qtbot, ctx, part)
    assert desk.handoff_plans.checklist().levels["recap"] == "required"
    line = get(part, "own_line")
    for words in ("Recording linked", "recording LINKED"):
        qtbot.keyClicks(line, words)
        qtbot.keyClick(line, Key.Key_Return)
        rest(qtbot, ctx, part)
    assert [o.name for o in desk.handoff_plans.checklist().own] == ["Recording linked"]
    assert "own words" in get(part, "own_line_error").text() and line.text() == "recording LINKED"
    qtbot.mouseClick(get(part, "own_line_level_0").findChild(QWidget, "segment_required"), Qt.MouseButton.LeftButton)
    rest(qtbot, ctx, part)
    assert desk.handoff_plans.checklist().own[0].required
    qtbot.mouseClick(get(part, "own_line_remove_0"), Qt.MouseButton.LeftButton)
    rest(qtbot, ctx, part)
    assert desk.handoff_plans.checklist().own == ()
    for _ in range(4):
        desk.undo.undo()
    rest(qtbot, ctx, part)
    assert desk.handoff_plans.checklist().levels["recap"] == "optional"
    qtbot.waitUntil(lambda: control.value() == "optional", timeout=5000)


def test_reasons_for_not_ready_are_edited_and_a_new_one_holds(qtbot: QtBot, ctx: UiContext, desk: Application, part: ReadyPart) -> None:
    """R25 as data: days, counter-move, programme and own reasons by hand; a twin is refused where it was typed; undo."""
    days = get(part, "reason_days_1", QSpinBox)
    days.setValue(120)
    qtbot.keyClick(days, Key.Key_Return)
    rest(qtbot, ctx, part)
    move = get(part, "reason_move_1", QLineEdit)
    move.setText("Ask again when the plan is made")
    qtbot.keyClick(move, Key.Key_Return)
    rest(qtbot, ctx, part)
    second = desk.not_ready.reasons()[1]
    assert (second.days, second.counter_move("en")) == (120, "Ask again when the plan is made")
    line = get(part, "own_reason", QLineEdit)
    for _ in range(2):
        qtbot.keyClicks(line, "Frozen until the merger")
        qtbot.keyClick(line, Key.Key_Return)
        rest(qtbot, ctx, part)
    assert len(desk.not_ready.reasons()) == 6 and "there twice" in get(part, "own_reason_error").text()
    back = desk.not_ready.disqualify(1, "frozen until the merger").value
    assert (back.reason.key, back.reason.days) == ("Frozen until the merger", 60)
    rest(qtbot, ctx, part)
    desk.undo.undo()
    qtbot.mouseClick(get(part, "reason_remove_5"), Qt.MouseButton.LeftButton)
    rest(qtbot, ctx, part)
    assert len(desk.not_ready.reasons()) == 5
    for _ in range(4):
        desk.undo.undo()
    assert desk.not_ready.reasons()[1].days == 90


def test_questions_are_written_in_both_languages_and_kept_when_left(
    qtbot: QtBot, ctx: UiContext, desk: Application, part: ReadyPart
) -> None:
    """W20 as data: the wordings of a letter, one on each line; an empty field asks what ships again."""
    edit = get(part, "question_money", QPlainTextEdit)
    shipped = edit.toPlainText()
    assert shipped.count("\n") == 1
    edit.setFocus()
    edit.setPlainText("Whose budget is it?\nWhen is it decided?")
    part.form.letters["money"].setFocus()
    rest(qtbot, ctx, part)
    assert desk.compose.scripts("en").questions["money"] == ("Whose budget is it?", "When is it decided?")
    qtbot.mouseClick(get(part, "questions_language").findChild(QWidget, "segment_zh_CN"), Qt.MouseButton.LeftButton)
    need = get(part, "question_need", QPlainTextEdit)
    need.setFocus()
    need.setPlainText("最头疼的是什么？")
    part.form.letters["money"].setFocus()
    rest(qtbot, ctx, part)
    assert desk.compose.scripts("zh_CN").question("need") == "最头疼的是什么？"
    assert desk.compose.scripts("en").question("money") == "Whose budget is it?"
    need.setFocus()
    need.setPlainText("x" * 300)
    part.form.letters["money"].setFocus()
    rest(qtbot, ctx, part)
    assert "240" in get(part, "questions_error").text() and desk.compose.scripts("zh_CN").question("need") == "最头疼的是什么？"
    for _ in range(2):
        desk.undo.undo()
    rest(qtbot, ctx, part)
    assert "\n".join(desk.compose.scripts("en").questions["money"]) == shipped
