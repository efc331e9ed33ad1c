"""The Settings page against real services: each answer is kept at once, can be undone, and a wrong one says why beside its field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from sdrdesk.app import Application
from sdrdesk.core.changes import OpKind
from sdrdesk.core.domain.profile import SETTINGS
from sdrdesk.core.texts import Texts
from sdrdesk.ui.bridge import Bridge
from sdrdesk.ui.context import Navigator, UiContext
from sdrdesk.ui.pages.settings.page import SettingsPage
from sdrdesk.ui.runner import Runner
from tests.support.factories import add_mailbox
from tests.support.profile import one, rows

# The diagnostic asks its own question where its answer is read, on Numbers (P12).
NOT_ASKED = {"app.set_up", "app.profile_id", "remind.paused_until", "mail.default_account", "diagnostic.separated"}


@pytest.fixture
def ctx(desk: Application) -> Iterator[UiContext]:
    """What a page gets from the main window."""
    runner, bridge = Runner(), Bridge(desk.bus)
    yield UiContext(desk, runner, bridge, Navigator(), desk.settings.profile(), Texts("en"))
    runner.close()
    bridge.close()


@pytest.fixture
def toasts(ctx: UiContext) -> list[tuple[str, bool]]:
    """What was said at the bottom of the window."""
    said: list[tuple[str, bool]] = []
    ctx.nav.toast.connect(lambda words, undo: said.append((words, undo)))
    return said


def rest(qtbot: Any, ctx: UiContext) -> None:
    """Wait until no job is under way and its news have arrived."""
    for _ in range(3):
        qtbot.wait(1)
        qtbot.waitUntil(lambda: ctx.runner.pending == 0, timeout=20_000)


@pytest.fixture
def page(qtbot: Any, ctx: UiContext) -> SettingsPage:
    """The page, read and at rest."""
    made = SettingsPage(ctx)
    qtbot.addWidget(made)
    made.resize(1264, 860)
    made.show()
    rest(qtbot, ctx)
    return made


def get(page: SettingsPage, name: str, kind: type[QWidget] = QWidget) -> Any:
    """A widget of the page by its name."""
    found = page.findChild(kind, name)
    assert found is not None, name
    return found


def press(qtbot: Any, page: SettingsPage, name: str) -> None:
    """Click a button."""
    qtbot.mouseClick(get(page, name, QPushButton), Qt.MouseButton.LeftButton)


def retype(qtbot: Any, page: SettingsPage, name: str, words: str) -> None:
    """Type a field anew and leave it with Enter."""
    line = get(page, name, QLineEdit)
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, words)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def test_typed_name_is_kept_said_and_undone(
    qtbot: Any, ctx: UiContext, page: SettingsPage, desk: Application, toasts: list[tuple[str, bool]]
) -> None:
    """Each change is one step of the history, like all else."""
    retype(qtbot, page, "setting_user_name", "Li Na")
    rest(qtbot, ctx)
    assert desk.settings.profile().text("user.name") == "Li Na"
    assert get(page, "said_user_name").isVisible()
    assert toasts == [("Name saved", True)]
    desk.undo.undo()
    rest(qtbot, ctx)
    assert get(page, "setting_user_name", QLineEdit).text() == ""
    assert desk.settings.profile().text("user.name") == ""


def test_untouched_fields_write_nothing(qtbot: Any, ctx: UiContext, page: SettingsPage, desk: Application) -> None:
    """Walking through the page with Tab must not fill the history."""
    before = one(desk, "SELECT count(*) FROM journal_step")
    page.setFocus()
    for _ in range(60):
        qtbot.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Tab)
    page.hide()
    rest(qtbot, ctx)
    assert one(desk, "SELECT count(*) FROM journal_step") == before


@pytest.mark.parametrize(
    ("key", "typed", "word"),
    [
        ("user_email", "nobody at nowhere", "email address"),
        ("user_zone", "Atlantis/Deep", "time zone"),
        ("user_country", "Atlantis", "country"),
    ],
)
def test_impossible_answer_says_why_beside_the_field_and_is_not_kept(
    qtbot: Any, ctx: UiContext, page: SettingsPage, desk: Application, key: str, typed: str, word: str
) -> None:
    """A zone that does not exist would plan calls at night."""
    before = desk.settings.profile().values
    editor = get(page, f"setting_{key}")
    line = editor if isinstance(editor, QLineEdit) else editor.lineEdit()
    line.setText(typed)
    line.editingFinished.emit()
    rest(qtbot, ctx)
    wrong = get(page, f"error_{key}")
    assert wrong.isVisible() and word in wrong.text()
    assert desk.settings.profile().values == before
    line.setText("")
    line.editingFinished.emit()
    assert not wrong.isVisible()


def test_day_that_ends_before_it_starts_is_refused(qtbot: Any, ctx: UiContext, page: SettingsPage, desk: Application) -> None:
    """Each of the two times is sound alone; only together they are not."""
    editor = get(page, "setting_user_work_end")
    editor.set_value("08:00")
    editor.editingFinished.emit()
    rest(qtbot, ctx)
    assert "end after it starts" in get(page, "error_user_work_end").text()
    assert desk.settings.profile().text("user.work_end") == "18:00"


def test_last_working_day_cannot_be_taken_off(qtbot: Any, ctx: UiContext, page: SettingsPage, desk: Application) -> None:
    """A week without work has no next working day."""
    days = get(page, "setting_user_workdays")
    for box in days.boxes:
        if box.isChecked():
            box.click()
            rest(qtbot, ctx)
    assert get(page, "error_user_workdays").isVisible()
    assert desk.settings.profile().values["user.workdays"] == [4]


def test_learning_can_be_switched_off(qtbot: Any, ctx: UiContext, page: SettingsPage, desk: Application) -> None:
    """Rule R2: the user can turn learning off."""
    get(page, "setting_rank_learning").click()
    rest(qtbot, ctx)
    assert desk.settings.profile().truth("rank.learning") is False


def test_appearance_and_language_are_announced_once_also_when_undone(
    qtbot: Any, ctx: UiContext, page: SettingsPage, desk: Application
) -> None:
    """The application repaints and retranslates by these signals alone."""
    heard: list[str] = []
    page.appearance_changed.connect(lambda: heard.append("look"))
    page.language_changed.connect(lambda: heard.append("language"))
    get(page, "setting_app_text_size").choose("15")
    rest(qtbot, ctx)
    get(page, "setting_app_theme").choose("dark")
    rest(qtbot, ctx)
    get(page, "setting_user_language").choose("zh_CN")
    rest(qtbot, ctx)
    assert heard == ["look", "look", "language"]
    kept = desk.settings.profile()
    assert (kept.number("app.text_size"), kept.text("app.theme"), kept.language) == (15, "dark", "zh_CN")
    desk.undo.undo()
    rest(qtbot, ctx)
    assert heard[3:] == ["language"]


def test_every_setting_that_something_reads_can_be_changed_here(page: SettingsPage) -> None:
    """A setting that only the command line can change is no setting for most people."""
    shown = {key for section in page.sections for key in getattr(section, "fields", {})}
    assert set(SETTINGS) - shown == NOT_ASKED


def test_wheel_scrolls_the_page_and_changes_no_value(qtbot: Any, ctx: UiContext, page: SettingsPage) -> None:
    """Values are kept at once, so a turn of the wheel over a field would be a change by accident."""
    page.show_section("targets")
    reach = get(page, "setting_target_reach")
    before, top = reach.value(), page.area.verticalScrollBar().value()
    at = QPointF(20, 10)
    wheel = QWheelEvent(
        at,
        QPointF(reach.mapToGlobal(at)),
        QPoint(),
        QPoint(0, -240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(reach, wheel)
    assert reach.value() == before
    assert not wheel.isAccepted() or page.area.verticalScrollBar().value() != top


def test_words_half_typed_are_kept_when_another_page_comes(qtbot: Any, ctx: UiContext, page: SettingsPage, desk: Application) -> None:
    """Nobody presses Enter before Ctrl+1."""
    line = get(page, "setting_value_topic", QLineEdit)
    line.setFocus()
    qtbot.keyClicks(line, "invoice approval")
    page.hide()
    rest(qtbot, ctx)
    assert desk.settings.profile().text("value.topic") == "invoice approval"
    assert len(rows(desk, "SELECT 1 FROM journal_step WHERE op = 'settings'")) == 1


def test_accounts_are_listed_with_their_state_and_follow_changes(qtbot: Any, ctx: UiContext, page: SettingsPage, desk: Application) -> None:
    """A paused account that looks alright costs a day of email."""
    assert get(page, "accounts_none").isVisible()
    box = add_mailbox(desk)
    rest(qtbot, ctx)
    assert not get(page, "accounts_none").isVisible()
    assert get(page, f"account_state_{box}").text() == "Works"
    desk.mailboxes.pause(box, "auth_refused")
    rest(qtbot, ctx)
    assert "refused the password" in get(page, f"account_state_{box}").text()
    with qtbot.waitSignal(page.accounts.opened) as opened:
        page.accounts.opened.disconnect(page._open_account)
        press(qtbot, page, f"account_change_{box}")
    assert opened.args == [box]


def test_back_up_now_writes_a_copy_and_says_when(
    qtbot: Any, ctx: UiContext, page: SettingsPage, desk: Application, toasts: list[tuple[str, bool]]
) -> None:
    """ "Last backup" must be a fact, not a wish."""
    assert get(page, "data_backup").text() == "None yet."
    press(qtbot, page, "data_backup_now")
    rest(qtbot, ctx)
    (written,) = desk.paths.backups.glob("*.db")
    assert toasts == [(f"Backup written and checked: {written.name}", False)]
    assert " at " in get(page, "data_backup").text()


def test_restore_is_explained_with_the_very_line_to_run(qtbot: Any, ctx: UiContext, page: SettingsPage, desk: Application) -> None:
    """With the window open the file is in use, so it is said how, not done."""
    newest = desk.safety.backup()
    page.refresh()
    rest(qtbot, ctx)
    press(qtbot, page, "data_restore")
    command = get(page, "restore_command")
    assert command.isVisible()
    assert command.text() == f'sdrdesk --profile "{desk.paths.root}" restore "{newest}"'
    press(qtbot, page, "restore_copy")
    assert QGuiApplication.clipboard().text() == command.text()


def test_check_says_sound_or_what_is_not(qtbot: Any, ctx: UiContext, page: SettingsPage, desk: Application) -> None:
    """A check that can only say yes is none."""
    press(qtbot, page, "data_check_now")
    rest(qtbot, ctx)
    assert get(page, "data_check").text().startswith("All sound")
    with desk.store.write(OpKind.SETTINGS, undoable=False) as uow:
        uow.s.exec_driver_sql("INSERT INTO prospect_fts(rowid, name) VALUES (4711, 'ghost')")
    press(qtbot, page, "data_check_now")
    rest(qtbot, ctx)
    assert "search_without_person" in get(page, "data_check").text()


def test_list_of_sections_leads_to_each(qtbot: Any, page: SettingsPage) -> None:
    """The page is longer than the window."""
    qtbot.mouseClick(get(page, "place_handoff"), Qt.MouseButton.LeftButton)
    section = get(page, "section_handoff")
    top = section.mapTo(page.area.viewport(), QPoint(0, 0)).y()
    assert 0 <= top < page.area.viewport().height() // 2
    assert get(page, "place_handoff").isChecked()


def test_every_field_has_a_name_for_a_screen_reader_and_fits_a_narrow_window(qtbot: Any, page: SettingsPage) -> None:
    """An unnamed field is read out as "edit"; a field beyond the edge cannot be seen at all."""
    page.resize(1072, 640)
    fields = [field for section in page.sections for field in getattr(section, "fields", {}).values()]
    assert len(fields) > 20
    assert [f.name for f in fields if not f.editor.accessibleName()] == []
    width = page.area.viewport().width()
    assert [f.name for f in fields if f.mapTo(page.area.viewport(), QPoint(f.width(), 0)).x() > width] == []
