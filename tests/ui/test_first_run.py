"""The first screen: what it asks, what it refuses in words, and that it speaks another language at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QPushButton, QRadioButton, QWidget

from sdrdesk.app import Application
from sdrdesk.core.changes import OpKind
from sdrdesk.ui.dialogs.first_run import FirstRunDialog
from sdrdesk.ui.widgets.places import countries, zones


@pytest.fixture
def dialog(qtbot: Any) -> FirstRunDialog:
    """The screen as it opens, with a zone, since the test machine names no country."""
    made = FirstRunDialog(None, "en", today=dt.date(2026, 11, 19))
    qtbot.addWidget(made)
    made.show()
    made.zone.set_zone("America/New_York")
    return made


def get(dialog: FirstRunDialog, name: str, kind: type[QWidget] = QWidget) -> Any:
    """A widget of the dialog by its name."""
    found = dialog.findChild(kind, name)
    assert found is not None, name
    return found


def error(dialog: FirstRunDialog, name: str) -> str:
    """What is said in red under a field that is shown, or nothing."""
    label = get(dialog, f"error_first_{name}")
    return label.text() if label.isVisibleTo(dialog) else ""


def test_first_run_answers_by_keyboard_are_settings_that_the_desk_takes(qtbot: Any, dialog: FirstRunDialog, desk: Application) -> None:
    """The whole screen without a mouse, and every key is one that the settings know."""
    qtbot.waitUntil(lambda: dialog.lines["user.name"].hasFocus())
    qtbot.keyClicks(dialog.focusWidget(), "Li Na")
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(dialog.focusWidget(), "Acme")
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.focusWidget().objectName() == "first_role_sdr"
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Right)
    dialog.lines["user.email"].setFocus()
    qtbot.keyClicks(dialog.focusWidget(), " Li.Na@acme.example ")
    dialog.country.set_code("CN")
    dialog.lines["value.prop"].setFocus()
    qtbot.keyClicks(dialog.focusWidget(), "faster closes")
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    values = dialog.values()
    desk.settings.change({**values, "app.set_up": True}, op=OpKind.SETUP)
    kept = desk.settings.profile()
    assert (kept.text("user.name"), kept.text("user.company"), kept.text("user.role")) == ("Li Na", "Acme", "MDR")
    assert (kept.text("user.email"), kept.text("user.country"), kept.text("user.zone")) == ("Li.Na@acme.example", "CN", "America/New_York")
    assert (kept.text("user.work_start"), kept.text("user.work_end"), kept.text("user.start_date")) == ("09:00", "18:00", "2026-11-19")
    assert kept.text("value.prop") == "faster closes"
    assert not dialog.wants_sample


def test_start_with_wrong_answers_says_each_beside_its_field_and_stays_open(qtbot: Any, dialog: FirstRunDialog) -> None:
    """A desk that starts without a name or a zone would greet nobody and dial at night."""
    dialog.lines["user.email"].setText("nobody at nowhere")
    dialog.zone.setEditText("Atlantis/Deep")
    dialog.start.setTime(dialog.end.time())
    qtbot.mouseClick(get(dialog, "first_start", QPushButton), Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert all(error(dialog, name) for name in ("name", "email", "zone", "hours"))
    assert not error(dialog, "country")
    assert get(dialog, "first_missing").text()
    qtbot.keyClicks(dialog.lines["user.name"], "L")
    assert not error(dialog, "name")
    assert error(dialog, "email")


def test_enter_in_a_field_starts_and_escape_does_not_throw_the_answers_away(qtbot: Any, dialog: FirstRunDialog) -> None:
    """Escape by habit must not end the program with all that was typed."""
    qtbot.keyClicks(dialog.lines["user.name"], "Li Na")
    qtbot.keyClick(dialog.lines["user.name"], Qt.Key.Key_Escape)
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.lines["user.name"], Qt.Key.Key_Return)


def test_sample_button_needs_no_answers(qtbot: Any, dialog: FirstRunDialog) -> None:
    """Who only wants to look is not asked for a name."""
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(get(dialog, "first_sample", QPushButton), Qt.MouseButton.LeftButton)
    assert dialog.wants_sample


class _Stars(QTranslator):
    """Every text of the dialog between stars."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        return f"*{source}*" if context in ("FirstRunDialog", "SidePanel") else ""

    def isEmpty(self) -> bool:
        return False


@pytest.fixture
def stars() -> Iterator[_Stars]:
    """A translator that is taken off again."""
    translator = _Stars()
    yield translator
    QCoreApplication.removeTranslator(translator)


def test_choosing_chinese_changes_every_word_at_once_and_keeps_the_answers(qtbot: Any, dialog: FirstRunDialog, stars: _Stars) -> None:
    """The language is chosen first; whoever cannot read the screen cannot answer it."""
    dialog.language_chosen.connect(lambda language: QApplication.installTranslator(stars))
    dialog.lines["user.name"].setText("李娜")  # keyClicks takes plain letters only
    with qtbot.waitSignal(dialog.language_chosen) as chosen:
        qtbot.mouseClick(dialog.languages.segment("zh_CN"), Qt.MouseButton.LeftButton)
    assert chosen.args == ["zh_CN"]
    qtbot.waitUntil(lambda: dialog.windowTitle().startswith("*"))
    shown = [field.label.text() for field in dialog.fields.values()]
    shown += [line.placeholderText() for line in dialog.lines.values() if line.placeholderText()]
    shown += [get(dialog, "first_start", QPushButton).words(), *(card.meaning.text() for card in dialog.roles.values())]
    assert [words for words in shown if not words.startswith("*")] == []
    assert get(dialog, "first_role_mdr", QRadioButton).text() == "MDR"
    assert dialog.lines["user.name"].text() == "李娜"
    assert dialog.values()["user.language"] == "zh_CN"


def test_places_hold_the_countries_and_the_zones_that_people_type(dialog: FirstRunDialog) -> None:
    """A city is enough for a zone, a code or the beginning of a name for a country."""
    codes = {code for code, _ in countries()}
    assert {"US", "CN", "DE", "IN", "BR"} <= codes and not {"EU", "ZZ"} & codes
    assert "UTC" in zones() and "Asia/Shanghai" in zones()
    dialog.country.setEditText("germ")
    assert dialog.country.code() == "DE"
    dialog.country.setEditText("cn")
    assert dialog.country.code() == "CN"
    dialog.country.setEditText("Atlantis")
    assert dialog.country.code() is None
    dialog.zone.setEditText("new york")
    assert dialog.zone.zone() == "America/New_York"


def test_every_field_has_a_name_for_a_screen_reader(dialog: FirstRunDialog) -> None:
    """An unnamed field is read out as "edit"."""
    assert [name for name, field in dialog.fields.items() if not field.editor.accessibleName()] == []
