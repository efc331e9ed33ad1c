"""The Playbook page against real services: cadences are edited as data, kept in versions, checked in words, and everything can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from sdrdesk.app import Application
from sdrdesk.core.files.cadences import body_of, shipped_cadences, to_toml
from sdrdesk.core.texts import Texts
from sdrdesk.ui.bridge import Bridge
from sdrdesk.ui.context import Navigator, UiContext
from sdrdesk.ui.pages.playbook.cadences import CadencesPart
from sdrdesk.ui.pages.playbook.move_dialog import MoveDialog
from sdrdesk.ui.pages.playbook.page import PlaybookPage
from sdrdesk.ui.pages.playbook.steps import StepList
from sdrdesk.ui.runner import Runner
from tests.support.factories import add_person, enrol
from tests.support.profile import one, reopen, rows

Key = Qt.Key


@pytest.fixture
def ctx(desk: Application) -> Iterator[UiContext]:
    """What a page gets from the main window; the user works in the United States."""
    desk.settings.change({"user.country": "US"})
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


@pytest.fixture
def page(qtbot: QtBot, ctx: UiContext) -> PlaybookPage:
    """The page, read and at rest."""
    made = PlaybookPage(ctx)
    qtbot.addWidget(made)
    made.resize(1264, 860)
    made.show()
    rest(qtbot, ctx)
    return made


def rest(qtbot: QtBot, ctx: UiContext) -> None:
    """Wait until no job is under way and its news have arrived."""
    for _ in range(3):
        qtbot.wait(1)
        qtbot.waitUntil(lambda: ctx.runner.pending == 0, timeout=20_000)


def get(page: QWidget, name: str, kind: type[QWidget] = QWidget) -> Any:
    """A widget by its name."""
    found = page.findChild(kind, name)
    assert found is not None, name
    return found


def press(qtbot: QtBot, page: QWidget, name: str) -> None:
    """Click a button that is seen."""
    button = get(page, name, QPushButton)
    assert button.isVisible() and button.isEnabled(), name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def choose(combo: QComboBox, key: str) -> None:
    """Choose an entry as a person does."""
    at = combo.findData(key)
    assert at >= 0, key
    combo.setCurrentIndex(at)
    combo.activated.emit(at)


def cadences(page: PlaybookPage, key: str = "p5") -> CadencesPart:
    """The part of the cadences with one of them open."""
    part = page.part("cadences")
    assert isinstance(part, CadencesPart)
    assert part.list.choose(key)
    return part


def purposes(part: CadencesPart) -> list[str]:
    """The steps as listed."""
    return [line.title for line in part.editor.steps.steps.lines]


def drop(steps: StepList, at: int, to: int) -> None:
    """What the view does when a line that was dragged falls above another; the offscreen platform has no dragging of its own."""
    assert steps.dragDropMode() == StepList.DragDropMode.InternalMove and steps.steps.index(at).flags() & Qt.ItemFlag.ItemIsDragEnabled
    steps.steps.moveRow(QModelIndex(), at, QModelIndex(), to)


def test_list_shows_every_cadence_with_its_people(qtbot: QtBot, ctx: UiContext, page: PlaybookPage, desk: Application) -> None:
    """Who is on what is the first question about a programme."""
    enrol(desk, add_person(desk), add_person(desk))
    rest(qtbot, ctx)
    part = cadences(page)
    assert part.list.keys() == sorted(desk.cadences)
    line = part.list.currentIndex().data()
    assert "5 touches · 30 days · Email · version 1" in line and "2 people" in line
    assert "2 people on version 1" in get(page, "cadence_facts", QLabel).text()


def test_find_keeps_what_fits(qtbot: QtBot, page: PlaybookPage) -> None:
    """Sixteen programmes are too many to read each time."""
    part = cadences(page)
    qtbot.keyClicks(get(page, "cadence_find", QLineEdit), "calls 1/3")
    assert part.list.keys() == ["p5_calls"]
    get(page, "cadence_find", QLineEdit).clear()
    assert part.list.key() == "p5_calls"


def test_changed_gap_is_kept_as_the_next_version_and_undone(
    qtbot: QtBot, ctx: UiContext, page: PlaybookPage, desk: Application, toasts: list[str], folder: Path
) -> None:
    """People who are on it finish on the version they started (rule R7); Ctrl Z takes the version back; a restart keeps it."""
    enrol(desk, add_person(desk))
    rest(qtbot, ctx)
    part = cadences(page)
    part.editor.steps.setCurrentIndex(part.editor.steps.steps.index(1))
    assert not get(page, "cadence_save").isEnabled()
    get(page, "step_gap", QSpinBox).setValue(5)
    assert "not saved" in part.list.currentIndex().data().lower()
    qtbot.keyClick(part.editor.steps, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    rest(qtbot, ctx)
    assert (desk.cadences["p5"].version, desk.cadences["p5"].steps[1].gap_days) == (2, 5)
    assert toasts == ["Day 1/3/7/14/30 is kept as version 2. 1 person finishes on theirs."]
    assert "1 person on version 1" in get(page, "cadence_facts", QLabel).text()
    desk.undo.undo()
    rest(qtbot, ctx)
    assert desk.cadences["p5"].version == 1 and part.editor.draft is not None and part.editor.draft.steps[1]["gap_days"] == 2
    desk.undo.redo()
    desk.close()
    again = reopen(folder)
    assert again.cadences["p5"].steps[1].gap_days == 5
    again.close()


def test_alt_arrows_and_dragging_move_a_step(qtbot: QtBot, page: PlaybookPage) -> None:
    """The order is changed by mouse and by keys; the plan still begins with its first step."""
    part = cadences(page)
    before, steps = purposes(part), part.editor.steps
    steps.setCurrentIndex(steps.steps.index(1))
    qtbot.keyClick(steps, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert purposes(part) == [before[0], before[2], before[1], *before[3:]] and steps.place() == 2
    qtbot.keyClick(steps, Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert purposes(part) == before
    drop(steps, 3, 0)
    assert purposes(part) == [before[3], before[0], before[1], before[2], before[4]] and steps.place() == 0
    assert part.editor.draft is not None and [s["gap_days"] for s in part.editor.draft.steps[:2]] == [0, 3]
    assert part.editor.found == []


def test_ctrl_z_in_the_editor_takes_the_edit_back_not_the_last_stored_thing(
    qtbot: QtBot, ctx: UiContext, page: PlaybookPage, desk: Application
) -> None:
    """Somebody who dragged a step by mistake must not lose the call they logged before."""
    part = cadences(page)
    steps, before = part.editor.steps, purposes(part)
    steps.setFocus()
    steps.setCurrentIndex(steps.steps.index(2))
    qtbot.keyClick(steps, Key.Key_Delete)
    assert len(purposes(part)) == 4
    qtbot.keyClick(steps, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    rest(qtbot, ctx)
    assert purposes(part) == before
    assert part.editor.draft is not None and not part.editor.draft.changed
    assert one(desk, "SELECT count(*) FROM journal_step WHERE op = 'undo'") == 0


def test_check_tells_every_problem_in_words_and_nothing_can_be_saved(qtbot: QtBot, page: PlaybookPage, desk: Application) -> None:
    """Two touches on one day, a negative gap and a loop are all named at once (rules R6, R7; seed W19)."""
    body = body_of(desk.cadences["p5_calls"])
    desk.plans.save({**body, "then": "p5"})
    part = cadences(page)
    editor = part.editor
    editor.steps.setCurrentIndex(editor.steps.steps.index(1))
    get(page, "step_gap", QSpinBox).setValue(0)
    editor.steps.setCurrentIndex(editor.steps.steps.index(2))
    get(page, "step_gap", QSpinBox).setValue(-2)
    choose(get(page, "then", QComboBox), "p5_calls")
    said = get(page, "cadence_problems", QLabel).text()
    assert "step 2: two touches would fall on one day" in said
    assert "step 3: a gap of -2 days lies in the past" in said
    assert "come back to where they began" in said and len(said.splitlines()) == 3
    assert not get(page, "cadence_save").isEnabled()
    assert [line.wrong for line in editor.steps.steps.lines] == [False, True, True, False, False]
    press(qtbot, page, "cadence_discard")
    assert not get(page, "cadence_problems").isVisible()


def test_dates_are_those_of_the_real_plan(qtbot: QtBot, ctx: UiContext, page: PlaybookPage, desk: Application) -> None:
    """Thanksgiving and weekends are skipped in the preview as in the plan (rule R8)."""
    desk.away.say(ctx.now().date().replace(day=23), ctx.now().date().replace(day=23), "off")
    ctx.reload_profile()
    part = cadences(page)
    part.editor.preview.changed.emit()
    shown = [day.isoformat() for day, _ in part.editor.preview.grid.marked()]
    assert shown[0] == "2026-11-19" and not {"2026-11-21", "2026-11-23", "2026-11-26"} & set(shown)
    who = add_person(desk)
    assert enrol(desk, who)[who] == shown[0]
    forecast = desk.enrolments.forecast([add_person(desk)], "p5", days=60)
    assert [day for day, load in forecast.items() if load.emails] == shown
    get(page, "preview_country", QComboBox).setCurrentIndex(get(page, "preview_country", QComboBox).findData("CN"))
    assert [day.isoformat() for day, _ in part.editor.preview.grid.marked()] != []


def test_time_limit_that_cuts_steps_off_is_said(page: PlaybookPage) -> None:
    """A step that nobody reaches may be meant so, but hardly ever is (seed W19)."""
    part = cadences(page)
    get(page, "limit_days", QSpinBox).setValue(10)
    assert "Step 4 would fall after the time limit of 10 days" in get(page, "cadence_notes", QLabel).text()
    assert part.editor.found == []


def test_new_cadence_from_the_first_step_on(qtbot: QtBot, ctx: UiContext, page: PlaybookPage, desk: Application) -> None:
    """A whole programme made in the window: name, steps, condition, batch mode."""
    qtbot.keyClick(page.part("cadences").list, Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    part = page.part("cadences")
    assert "has no English name" in get(page, "cadence_problems", QLabel).text()
    qtbot.keyClicks(get(page, "names_en", QLineEdit), "Spring fair")
    press(qtbot, page, "step_add")
    choose(get(page, "step_channel", QComboBox), "call")
    choose(get(page, "step_purpose", QComboBox), "call_1")
    part.editor.steps.setCurrentIndex(part.editor.steps.steps.index(0))
    choose(get(page, "step_mode", QComboBox), "batch")
    get(page, "step_variants").tick("re_engage")
    get(page, "enter_lead_type").tick("seed")
    country = get(page, "enter_country", QLineEdit)
    qtbot.keyClicks(country, "us, de")
    qtbot.keyClick(country, Key.Key_Return)
    press(qtbot, page, "cadence_save")
    rest(qtbot, ctx)
    made = desk.cadences["spring_fair"]
    assert [(s.channel.value, s.gap_days, s.mode, s.variants) for s in made.steps] == [
        ("email", 0, "batch", ("re_engage",)),
        ("call", 3, "manual", ()),
    ]
    assert made.enter == {"lead_type": ("seed",), "country": ("US", "DE")}
    assert part.list.key() == "spring_fair" and "yours" in get(page, "cadence_facts", QLabel).text()
    desk.undo.undo()
    rest(qtbot, ctx)
    assert "spring_fair" not in desk.cadences and part.list.key() != "spring_fair" and not part.list.choose("spring_fair")


def test_duplicate_retire_and_offer_again(qtbot: QtBot, ctx: UiContext, page: PlaybookPage, desk: Application, toasts: list[str]) -> None:
    """Retired ones stay in sight, and nobody is put on them."""
    part = cadences(page)
    press(qtbot, page, "cadence_duplicate")
    rest(qtbot, ctx)
    assert part.list.key() == "p5_copy" and desk.cadences["p5_copy"].names["en"] == "Day 1/3/7/14/30 (copy)"
    press(qtbot, page, "cadence_retire")
    rest(qtbot, ctx)
    assert "p5_copy" not in desk.cadences and "retired" in get(page, "cadence_facts", QLabel).text()
    press(qtbot, page, "cadence_retire")
    rest(qtbot, ctx)
    assert "p5_copy" in desk.cadences
    assert [words.rpartition(")")[2] for words in toasts] == [" was added.", " is retired.", " is offered again."]


def test_people_are_moved_on_purpose_after_it_is_said_what_changes(
    qtbot: QtBot, ctx: UiContext, page: PlaybookPage, desk: Application
) -> None:
    """Nobody is moved by saving; the question names each difference, and one undo takes the move back."""
    people = [add_person(desk) for _ in range(3)]
    enrol(desk, *people)
    body = body_of(desk.cadences["p5"])
    body["steps"][1] |= {"channel": "call", "template": "follow_up", "purpose": "call_1", "gap_days": 3}
    desk.plans.save({**body, "steps": body["steps"][:4]})
    rest(qtbot, ctx)
    cadences(page)
    assert get(page, "cadence_move", QPushButton).words() == "Move 3 people to version 2…"
    press(qtbot, page, "cadence_move")
    dialog = page.window().findChild(MoveDialog)
    said = [label.text() for label in dialog.lines]
    assert "Step 2: by Call, not by Email." in said and "Step 2: 3 days after the one before, not 2." in said
    assert any("whoever stands there goes to step 4" in line for line in said)
    qtbot.keyClick(dialog, Key.Key_Escape)
    assert rows(desk, "SELECT DISTINCT cadence_version FROM enrolment") == [(1,)]
    press(qtbot, page, "cadence_move")
    press(qtbot, page.window().findChildren(MoveDialog)[-1], "move_agree")
    rest(qtbot, ctx)
    assert rows(desk, "SELECT DISTINCT cadence_version FROM enrolment") == [(2,)]
    assert not get(page, "cadence_move").isVisible()
    desk.undo.undo()
    assert rows(desk, "SELECT DISTINCT cadence_version FROM enrolment") == [(1,)]


def test_file_goes_out_and_comes_back(qtbot: QtBot, ctx: UiContext, page: PlaybookPage, desk: Application, tmp_path: Path) -> None:
    """A cadence travels between two people as one file."""
    part = cadences(page)
    part.pick_file_to_write = lambda name: tmp_path / name.removesuffix(".toml")  # type: ignore[method-assign]
    press(qtbot, page, "cadence_export")
    rest(qtbot, ctx)
    path = tmp_path / "p5.toml"
    text = path.read_text("utf-8")
    assert text == to_toml(desk.cadences["p5"])
    path.write_text(text.replace('key = "p5"', 'key = "theirs"'), "utf-8")
    part.pick_file_to_open = lambda: path  # type: ignore[method-assign]
    press(qtbot, page, "cadence_add_file")
    rest(qtbot, ctx)
    assert desk.cadences["theirs"].steps == desk.cadences["p5"].steps and part.list.key() == "theirs"


def test_unsound_file_opens_with_its_problems_and_can_be_mended(
    qtbot: QtBot, ctx: UiContext, page: PlaybookPage, desk: Application, tmp_path: Path, toasts: list[str]
) -> None:
    """A refusal that only names the first fault makes people guess."""
    body = to_toml(desk.cadences["p5"]).replace('key = "p5"', 'key = "odd"').replace('"break_up"\npurpose', '"nowhere"\npurpose')
    path = tmp_path / "odd.toml"
    path.write_text(body, "utf-8")
    part = cadences(page)
    part.pick_file_to_open = lambda: path  # type: ignore[method-assign]
    press(qtbot, page, "cadence_add_file")
    rest(qtbot, ctx)
    assert 'no template "nowhere"' in get(page, "cadence_problems", QLabel).text() and "odd.toml cannot be used yet" in toasts[-1]
    part.editor.steps.setCurrentIndex(part.editor.steps.steps.index(3))
    choose(get(page, "step_template", QComboBox), "break_up")
    press(qtbot, page, "cadence_save")
    rest(qtbot, ctx)
    assert [k for k in desk.cadences if k not in shipped_cadences()] == ["day_1_3_7_14_30"]


def test_edits_stay_while_one_looks_at_another(qtbot: QtBot, page: PlaybookPage) -> None:
    """Looking something up must not cost what was typed."""
    part = cadences(page)
    qtbot.keyClicks(get(page, "about_en", QLineEdit), "For cold accounts")
    cadences(page, "inbound")
    assert get(page, "about_en", QLineEdit).text() != "For cold accounts"
    cadences(page, "p5")
    assert get(page, "about_en", QLineEdit).text() == "For cold accounts" and part.editor.draft is not None and part.editor.draft.changed
