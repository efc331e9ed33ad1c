"""Promise E7: a name that is markup is shown as it is written, on every page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QLabel

from sdrdesk.app import Application
from sdrdesk.core.texts import Texts
from sdrdesk.ui.bridge import Bridge
from sdrdesk.ui.context import Navigator, UiContext
from sdrdesk.ui.main_window import ORDER, MainWindow
from sdrdesk.ui.runner import Runner
from sdrdesk.ui.theme.stylesheet import apply_theme

HOSTILE = "<img src=file:///etc/hostname><b>Ann</b>"


@pytest.fixture
def window(desk: Application, qtbot: Any, tmp_path: Path, qapp: Any) -> Iterator[MainWindow]:
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))
    apply_theme(qapp, "light")
    who = desk.prospects.add(
        {"full_name": HOSTILE, "email": "ann@firm.example", "company": HOSTILE, "title": HOSTILE, "phone": "+13125550100"}
    ).value
    desk.enrolments.enrol([who], "p5_calls")
    desk.qualification.set_letter(who, "need", "strong", text=HOSTILE)
    ctx = UiContext(desk, Runner(), Bridge(desk.bus), Navigator(), desk.settings.profile(), Texts("en"))
    made = MainWindow(ctx)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.today.list_shown, timeout=10_000):
        made.show()
    yield made
    ctx.runner.close()
    ctx.bridge.close()


def test_every_label_of_every_page_shows_foreign_text_as_text(window: MainWindow, qtbot: Any) -> None:
    """A label left on automatic would load the picture from the disk and hide the name."""
    for key in (*ORDER, "import"):
        window.show_page(key)
        qtbot.waitUntil(lambda: window.ctx.runner.pending == 0, timeout=15_000)
    unsafe = [(w.objectName(), w.text()) for w in window.findChildren(QLabel) if w.textFormat() != Qt.TextFormat.PlainText and w.text()]
    assert unsafe == []
    shown = [w for w in window.findChildren(QLabel) if "<b>Ann</b>" in w.text() or HOSTILE in getattr(w, "whole", lambda: "")()]
    assert shown, "the hostile name must be somewhere, or this test proves nothing"
