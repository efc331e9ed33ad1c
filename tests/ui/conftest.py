"""What the tests of the window share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from sdrdesk.app import Application
from sdrdesk.ui.pages.numbers.activity import load_charts
from sdrdesk.ui.tray import Tray
from tests.support.whole_window import Desktop


@pytest.fixture(scope="session", autouse=True)
def charts() -> None:
    """The charts' library, imported before: in a fresh environment it is compiled first, on a worker, and that takes longer than a test waits."""
    load_charts()


@pytest.fixture
def desktop(
    desk: Application, folder: Path, qtbot: Any, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desktop]:
    """A program on a profile that is set up; the virtual screen has no tray, so one is said to be there."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    desk.settings.change({"app.set_up": True, "user.name": "Li Na"})
    desk.close()
    monkeypatch.setattr(Tray, "is_there", staticmethod(lambda: True))
    made = Desktop(qapp, folder, qtbot)
    made.open()
    yield made
    made.close()
    qapp.aboutToQuit.disconnect(made.host.stop)
