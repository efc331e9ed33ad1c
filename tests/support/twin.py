"""Where does a widget stand? The same window, offscreen in the test's own process, on a copy of the profile, answers by the widget's name.

So the program under test needs no door for tests, and no test knows a coordinate.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget
from sqlcipher3 import dbapi2

from sdrdesk.app import open_application
from sdrdesk.core.secrets.memory_store import MemorySecrets
from sdrdesk.core.texts import Texts
from sdrdesk.ui.bridge import Bridge
from sdrdesk.ui.context import Navigator, UiContext
from sdrdesk.ui.main_window import MainWindow
from sdrdesk.ui.runner import Runner
from sdrdesk.ui.theme.stylesheet import apply_theme
from tests.support.desktop import LOOK_S, PATIENCE_S, WINDOW


def let_run(until: Callable[[], object], what: str) -> None:
    """Let the twin's events run until something holds; AssertionError with ``what`` when it never does."""
    end = time.monotonic() + PATIENCE_S
    while not until():
        assert time.monotonic() < end, f"the twin never came to: {what}"
        QApplication.processEvents()
        time.sleep(LOOK_S)
    QApplication.processEvents()


def centre(root: QWidget, name: str) -> tuple[int, int]:
    """The middle of the visible widget of a name, from the window's upper left corner."""
    found = [w for w in root.findChildren(QWidget, name) if w.isVisible()]
    assert len(found) == 1, f"{len(found)} visible widgets named {name}"
    point = found[0].mapTo(root, found[0].rect().center())
    seen = found[0].visibleRegion().contains(found[0].rect().center())
    assert seen, f"{name} is not where it could be clicked: {point}"
    return QPoint(point).x(), QPoint(point).y()


class Twin:
    """The window on a copy of a profile. ``window`` is as good as the real one: bring it to the state of the real one before asking."""

    def __init__(self, profile: Path) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="twin-"))
        source, target = dbapi2.connect(str(profile / "sdrdesk.db")), dbapi2.connect(str(self._folder / "sdrdesk.db"))
        source.backup(target)
        source.close()
        target.close()

    def __enter__(self) -> Twin:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        apply_theme(application, "light")
        self.desk = open_application(self._folder, secrets=MemorySecrets())
        shown: list[bool] = []
        self.ctx = UiContext(self.desk, Runner(), Bridge(self.desk.bus), Navigator(), self.desk.settings.profile(), Texts("en"))
        self.window = MainWindow(self.ctx)
        self.window.today.list_shown.connect(lambda: shown.append(True))
        self.window.resize(*WINDOW)
        self.window.show()
        let_run(lambda: shown, "its list")
        return self

    def __exit__(self, _kind: type[BaseException] | None, _value: BaseException | None, _trace: TracebackType | None) -> None:
        self.window.close()
        self.ctx.runner.close()
        self.ctx.bridge.close()
        self.window.deleteLater()
        QApplication.processEvents()
        self.desk.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def where(self, name: str) -> tuple[int, int]:
        """Where to click for a widget."""
        let_run(lambda: not self.ctx.runner.pending, "rest")
        return centre(self.window, name)
