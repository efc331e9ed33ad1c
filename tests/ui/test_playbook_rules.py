"""The rules on the Playbook page against real services: switched, changed in place, edited, refused in words, and undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from sdrdesk.app import Application
from sdrdesk.core.texts import Texts
from sdrdesk.ui.bridge import Bridge
from sdrdesk.ui.context import Navigator, UiContext
from sdrdesk.ui.pages.playbook.page import PlaybookPage
from sdrdesk.ui.pages.playbook.rule_card import RuleCard
from sdrdesk.ui.pages.playbook.rules_part import RulesPart
from sdrdesk.ui.runner import Runner
from sdrdesk.ui.score_follow import ScoreFollow
from tests.support.factories import add_person, enrol
from tests.support.profile import one, rows

Key = Qt.Key
Opened = Callable[[str], RulesPart]


@pytest.fixture
def ctx(desk: Application) -> Iterator[UiContext]:
    """What a page gets from the main window."""
    runner, bridge = Runner(), Bridge(desk.bus)
    anything: Any = desk
    yield UiContext(anything, runner, bridge, Navigator(), desk.settings.profile(), Texts("en"))
    runner.close()
    bridge.close()


@pytest.fixture
def toasts(ctx: UiContext) -> list[str]:
    """What was said at the bottom of the window."""
    said: list[str] = []
    ctx.nav.toast.connect(lambda words, undo: said.append(words))
    return said


def rest(qtbot: QtBot, ctx: UiContext) -> None:
    """Wait until no job is under way and its news have arrived."""
    for _ in range(3):
        qtbot.wait(1)
        qtbot.waitUntil(lambda: ctx.runner.pending == 0, timeout=20_000)


@pytest.fixture
def opened(qtbot: QtBot, ctx: UiContext) -> Opened:
    """Opens the rules of a kind, read and at rest."""
    pages = []

    def open_kind(kind: str) -> RulesPart:
        page = PlaybookPage(ctx)
        pages.append(page)
        qtbot.addWidget(page)
        page.resize(1264, 860)
        page.show()
        qtbot.mouseClick(get(page, f"segment_{kind}"), Qt.MouseButton.LeftButton)
        rest(qtbot, ctx)
        part = page.part(kind)
        assert isinstance(part, RulesPart)
        return part

    return open_kind


def get(widget: QWidget, name: str, kind: type[QWidget] = QWidget) -> Any:
    """A widget by its name."""
    found = widget.findChild(kind, name)
    assert found is not None, name
    return found


def press(qtbot: QtBot, widget: QWidget, name: str) -> None:
    """Click a button."""
    button = get(widget, name, QPushButton)
    assert button.isEnabled(), name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def retype(qtbot: QtBot, line: Any, words: str) -> None:
    """Type a field anew and leave it with Enter."""
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, words)
    qtbot.keyClick(line, Key.Key_Return)


def choose(combo: QComboBox, key: str) -> None:
    """Choose an entry as a person does."""
    combo.setCurrentIndex(combo.findData(key))
    combo.activated.emit(combo.currentIndex())


def card(part: RulesPart, name: str) -> RuleCard:
    """The line of a rule."""
    return next(c for c in part.cards() if c.row.name == name)


def rule(desk: Application, kind: str, name: str) -> Any:
    """A rule as it is kept."""
    return next((r for r in desk.rules.rows(kind) if r.name == name), None)


def test_points_are_changed_in_place_kept_and_undone(
    qtbot: QtBot, ctx: UiContext, opened: Opened, desk: Application, toasts: list[str]
) -> None:
    """The score is data that the user reads and changes (seed W10); the other lines stay as they were."""
    part = opened("score")
    before = desk.rules.rows("score")
    line = card(part, "Size of the company")
    assert line.words.text() == "Fit · The company has 20 to 5000 people"
    retype(qtbot, line.numbers["points"], "30")
    rest(qtbot, ctx)
    assert rule(desk, "score", "Size of the company").body["points"] == 30
    assert [(r.name, r.enabled) for r in desk.rules.rows("score")] == [(r.name, r.enabled) for r in before]
    assert toasts == ["Size of the company was changed."]
    desk.undo.undo()
    rest(qtbot, ctx)
    assert line.numbers["points"].value() == 20 and desk.rules.rows("score") == before


def test_level_and_mark_are_kept_and_tell_how_many_have_reached_it(qtbot: QtBot, ctx: UiContext, opened: Opened, desk: Application) -> None:
    """ "Assignable" is a number of people, not a word."""
    follow = ScoreFollow(ctx)
    add_person(desk, grade="A")
    add_person(desk, grade="C")
    part = opened("score")
    qtbot.mouseClick(get(part, "segment_1"), Qt.MouseButton.LeftButton)
    rest(qtbot, ctx)
    assert desk.settings.profile().number("score.level") == 1
    assert rows(desk, "SELECT score FROM prospect ORDER BY id") == [(80,), (40,)]
    retype(qtbot, get(part, "score_assignable", QSpinBox), "70")
    rest(qtbot, ctx)
    assert desk.settings.profile().number("score.assignable") == 70
    assert get(part, "score_note", QLabel).text().startswith("1 of 2 open people has reached it.")
    follow.deleteLater()


def test_scores_follow_a_rule_and_its_undo(qtbot: QtBot, ctx: UiContext, desk: Application) -> None:
    """Kept scores that are older than their rules would put the wrong people first."""
    follow = ScoreFollow(ctx)
    rest(qtbot, ctx)
    add_person(desk, lead_type="seed")
    before = one(desk, "SELECT score FROM prospect")
    desk.rules.enable("score", "Somebody recommended us", False)
    rest(qtbot, ctx)
    assert one(desk, "SELECT score FROM prospect") != before
    desk.undo.undo()
    rest(qtbot, ctx)
    assert one(desk, "SELECT score FROM prospect") == before
    follow.deleteLater()


def test_rule_is_added_duplicated_switched_and_removed(
    qtbot: QtBot, ctx: UiContext, opened: Opened, desk: Application, toasts: list[str]
) -> None:
    """Everything that can be done with a rule, by the buttons of its line."""
    part = opened("score")
    qtbot.keyClick(part.add_button, Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = get(part, "rule_form")
    qtbot.keyClicks(get(form, "rule_name", QLineEdit), "Fintech")
    qtbot.keyClicks(next(w for w in form.findChildren(QLineEdit) if w.isVisible() and w.placeholderText()), "Banking, Payments")
    press(qtbot, form, "rule_save")
    rest(qtbot, ctx)
    assert rule(desk, "score", "Fintech").body == {"part": "fit", "field": "industry", "points": 10, "values": ["Banking", "Payments"]}
    position = card(part, "Fintech").row.position
    press(qtbot, part, f"rule_copy_{position}")
    rest(qtbot, ctx)
    assert rule(desk, "score", "Fintech (copy)").body == rule(desk, "score", "Fintech").body
    qtbot.mouseClick(card(part, "Fintech").box, Qt.MouseButton.LeftButton)
    rest(qtbot, ctx)
    assert not rule(desk, "score", "Fintech").enabled and not card(part, "Fintech").box.isChecked()
    press(qtbot, part, f"rule_remove_{position}")
    rest(qtbot, ctx)
    assert rule(desk, "score", "Fintech") is None
    for _ in range(4):
        desk.undo.undo()
    rest(qtbot, ctx)
    assert [c.row.id for c in part.cards()] == [0] * 9 and not part.restore_button.isVisible()
    assert [t.rpartition(" ")[2] for t in toasts] == ["added.", "added.", "off.", "removed."]


def test_shipped_rule_is_named_in_the_users_language_and_keeps_its_name(
    qtbot: QtBot, ctx: UiContext, opened: Opened, desk: Application
) -> None:
    """A rule's name is data; what ships is shown in Chinese to Chinese users, and a change of its points does not rename it."""
    ctx.texts = Texts("zh_CN")
    part = opened("score")
    line = part.cards()[0]
    assert line.title.whole() == "公司规模" and line.words.text() == "匹配度 · 公司有 20 至 5000 人"
    press(qtbot, part, f"rule_change_{line.row.position}")
    form = get(line, "rule_form")
    get(form, "rule_points", QSpinBox).setValue(33)
    press(qtbot, form, "rule_save")
    rest(qtbot, ctx)
    assert rule(desk, "score", "Size of the company").body["points"] == 33


def test_bad_input_is_refused_in_words_and_nothing_is_kept(qtbot: QtBot, ctx: UiContext, opened: Opened, desk: Application) -> None:
    """A rule without values would take nobody, and one under a name that is taken could not be told from the other."""
    part = opened("score")
    press(qtbot, part, "rule_add")
    form = get(part, "rule_form")
    press(qtbot, form, "rule_save")
    rest(qtbot, ctx)
    assert get(form, "rule_problem", QLabel).text() == "Give the rule a name."
    qtbot.keyClicks(get(form, "rule_name", QLineEdit), "Size of the company")
    press(qtbot, form, "rule_save")
    rest(qtbot, ctx)
    assert "There is a rule “Size of the company” already" in get(form, "rule_problem", QLabel).text()
    qtbot.keyClicks(get(form, "rule_name", QLineEdit), " 2")
    press(qtbot, form, "rule_save")
    rest(qtbot, ctx)
    assert get(form, "rule_problem", QLabel).text() == "“Values” is missing."
    assert one(desk, "SELECT count(*) FROM rule") == 0
    qtbot.keyClick(form, Key.Key_Escape)
    assert not form.isVisible()


def test_service_level_is_edited_and_moved(qtbot: QtBot, ctx: UiContext, opened: Opened, desk: Application) -> None:
    """The first one that fits counts, so their order is part of the rule (rule R21)."""
    part = opened("sla")
    line = card(part, "Inbound, T1")
    assert "Answer within 5 min of working time; warning after 2.5 min; escalates 30 min after the alert" in line.words.text()
    press(qtbot, part, f"rule_change_{line.row.position}")
    form = get(line, "rule_form")
    get(form, "rule_warn", QSpinBox).setValue(40)
    get(form, "rule_working_hours", QCheckBox).click()
    get(form, "rule_tiers").tick("T2")
    get(form, "rule_min_score", QSpinBox).setValue(50)
    qtbot.keyClick(form, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    rest(qtbot, ctx)
    kept = rule(desk, "sla", "Inbound, T1").body
    assert (kept["warn"], kept["working_hours"], kept["tiers"], kept["min_score"], kept["minutes"]) == (0.4, False, ["T1", "T2"], 50, 5)
    assert "day and night; warning after 2 min" in card(part, "Inbound, T1").words.text()
    retype(qtbot, card(part, "Inbound, T1").numbers["escalate_minutes"], "45")
    rest(qtbot, ctx)
    card(part, "Inbound, T1").box.setFocus()
    qtbot.keyClick(card(part, "Inbound, T1").box, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    rest(qtbot, ctx)
    assert [r.name for r in desk.rules.rows("sla")] == ["Inbound, T2", "Inbound, T1", "Inbound"]
    press(qtbot, part, f"rule_up_{card(part, 'Inbound').row.position}")
    rest(qtbot, ctx)
    assert [c.row.name for c in part.cards()] == ["Inbound, T2", "Inbound", "Inbound, T1"]
    press(qtbot, part, "rule_restore")
    rest(qtbot, ctx)
    assert [c.row.name for c in part.cards()] == ["Inbound, T1", "Inbound, T2", "Inbound"]


def test_trigger_says_whom_it_would_take_before_it_is_switched_on(qtbot: QtBot, ctx: UiContext, opened: Opened, desk: Application) -> None:
    """Nothing is sent by itself (rule R20); somebody on a plan is left out, with the reason (rule R13)."""
    ann, bo = add_person(desk, "Ann Abel"), add_person(desk, "Bo Chen")
    desk.scores.tag([ann, bo], "source/fair")
    enrol(desk, bo)
    part = opened("trigger")
    press(qtbot, part, "rule_add")
    form = get(part, "rule_form")
    qtbot.keyClicks(get(form, "rule_name", QLineEdit), "Met at the fair")
    choose(get(form, "rule_event_kind", QComboBox), "tag")
    choose(get(form, "rule_does", QComboBox), "cadence")
    choose(get(form, "rule_action_cadence", QComboBox), "p5")
    tag = get(form, "rule_event_tag", QLineEdit)
    qtbot.keyClicks(tag, "fair")
    press(qtbot, form, "rule_save")
    rest(qtbot, ctx)
    assert get(form, "rule_problem", QLabel).text() == "“Tag” cannot be “fair”."
    tag.clear()
    qtbot.keyClicks(tag, "source/fair")
    press(qtbot, form, "rule_save")
    rest(qtbot, ctx)
    line = card(part, "Met at the fair")
    assert not line.row.enabled and line.words.text() == "When the tag source/fair is set · put on “Day 1/3/7/14/30”"
    assert line.row.body == {"event": {"kind": "tag", "tag": "source/fair"}, "segment": {}, "action": {"cadence": "p5"}}
    qtbot.mouseClick(line.box, Qt.MouseButton.LeftButton)
    rest(qtbot, ctx)
    panel = get(line, "trigger_preview")
    said = [label.text() for label in panel.lines]
    assert get(panel, "preview_head", QLabel).text() == "Today it would take 1 person."
    assert any(words.startswith("Ann Abel") and words.endswith("tagged source/fair") for words in said)
    assert any("Bo Chen is on a plan already" in words for words in said)
    assert not line.box.isChecked() and not rule(desk, "trigger", "Met at the fair").enabled
    press(qtbot, panel, "trigger_switch_on")
    rest(qtbot, ctx)
    assert rule(desk, "trigger", "Met at the fair").enabled and one(desk, "SELECT count(*) FROM outbox") == 0
    assert one(desk, "SELECT count(*) FROM enrolment") == 1
    qtbot.mouseClick(card(part, "Met at the fair").box, Qt.MouseButton.LeftButton)
    rest(qtbot, ctx)
    assert not rule(desk, "trigger", "Met at the fair").enabled


def test_trigger_whose_cadence_is_gone_says_so_and_cannot_be_switched_on(
    qtbot: QtBot, ctx: UiContext, opened: Opened, desk: Application
) -> None:
    """A trigger may outlive the programme that it names."""
    desk.plans.duplicate("p5", "mine", {"en": "Mine"})
    desk.rules.add("trigger", "To mine", {"event": {"kind": "replied"}, "segment": {}, "action": {"cadence": "mine"}}, enabled=False)
    desk.plans.retire("mine")
    part = opened("trigger")
    line = card(part, "To mine")
    press(qtbot, part, f"rule_preview_{line.row.position}")
    rest(qtbot, ctx)
    panel = get(line, "trigger_preview")
    assert get(panel, "preview_head", QLabel).text() == "There is no cadence “mine”. Choose one that exists."
    assert not get(panel, "trigger_switch_on").isEnabled()
