"""The program with its window open, in this process; the background jobs are left out, what they end with is asked for by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from sdrdesk.app import Application
from sdrdesk.core.paths import ProfilePaths
from sdrdesk.ui.application import Host
from sdrdesk.ui.main_window import MainWindow
from sdrdesk.ui.tray import Tray
from tests.support.profile import reopen


class Desktop:
    """A program on a profile that is set up."""

    def __init__(self, application: QApplication, folder: Path, qtbot: Any) -> None:
        self.qtbot = qtbot
        self.host = Host(application, reopen, lambda path, language: None, ProfilePaths(folder), "en")
        self.host._start_jobs = lambda: None  # type: ignore[method-assign]

    def open(self) -> None:
        """Open the window and wait for its list."""
        assert self.host.start()
        window = self.host.window
        assert window is not None
        self.qtbot.waitSignal(window.today.list_shown, timeout=10_000).wait()
        self.settle()

    def settle(self) -> None:
        """Until nothing is under way any more."""
        ctx = self.host.ctx
        assert ctx is not None
        self.qtbot.waitUntil(lambda: ctx.runner.pending == 0, timeout=15_000)

    def tray(self) -> Tray:
        """Show the icon as the end of the start does."""
        self.host._show_tray()
        assert self.host._tray is not None
        self.qtbot.waitSignal(self.host._tray.shown, timeout=10_000).wait()
        return self.host._tray

    @property
    def desk(self) -> Application:
        """The open profile."""
        desk: Application = self.host.desk
        return desk

    @property
    def window(self) -> MainWindow:
        """The main window."""
        assert self.host.window is not None
        return self.host.window

    def close(self) -> None:
        """End it whole."""
        if self.host.window is not None:
            self.host.window.close()
            self.host.window.deleteLater()
        if self.host.desk is not None:
            self.host.stop()
        self.host.set_language("en")
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
