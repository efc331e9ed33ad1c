"""The main window on a test's profile: opened, waited for, shut."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from sdrdesk.app import Application
from sdrdesk.core.texts import Texts
from sdrdesk.ui.bridge import Bridge
from sdrdesk.ui.context import Navigator, UiContext
from sdrdesk.ui.main_window import MainWindow
from sdrdesk.ui.runner import Runner
from sdrdesk.ui.theme.stylesheet import apply_theme

Open = Callable[[Application], MainWindow]


@contextmanager
def windows(qtbot: Any, folder: Path, qapp: QApplication) -> Iterator[Open]:
    """Opens windows, each with its list on the screen; all are shut in the end."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
    apply_theme(qapp, "light")
    made: list[MainWindow] = []

    def opened(desk: Application) -> MainWindow:
        ctx = UiContext(desk, Runner(), Bridge(desk.bus), Navigator(), desk.settings.profile(), Texts("en"))
        window = MainWindow(ctx)
        qtbot.addWidget(window, before_close_func=shut)
        with qtbot.waitSignal(window.today.list_shown, timeout=10_000):
            window.show()
        settle(qtbot, window)
        made.append(window)
        return window

    yield opened
    for window in made:
        shut(window)


def shut(window: MainWindow) -> None:
    """No more work, as when the program ends; what is under way is finished."""
    window.ctx.runner.close()
    window.ctx.bridge.close()


def settle(qtbot: Any, window: MainWindow) -> None:
    """Until nothing is under way any more, what was queued by it included."""

    def quiet() -> bool:
        QApplication.processEvents()
        return window.ctx.runner.pending == 0 and not window.today._reading

    qtbot.waitUntil(lambda: quiet() and quiet() and quiet(), timeout=15_000)


def desk_of(window: MainWindow) -> Application:
    """The application behind a window."""
    assert isinstance(window.ctx.desk, Application)
    return window.ctx.desk
