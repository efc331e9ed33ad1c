"""A morning's keys in the real window, without a screen: how long each takes until it is painted, and the longest stall of the whole.

    python packaging/bench/morning.py PROFILE

Prints one JSON object: for each act its times in milliseconds, and ``stall``: the longest time in which the window answered nothing,
measured by a timer of one millisecond that runs all the while; ``stalls`` has the longest during each act.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

ROUNDS = 40
PAUSE_MS = 30
LOGGED = 20
READING = 60
"""Pauses that the page of Numbers is given: two seconds."""
GIVE_UP_MS = 120_000


class Morning(QObject):
    """Drives the window of a host from its event loop."""

    def __init__(self, host: Any) -> None:
        super().__init__()
        self.host = host
        self.times: dict[str, list[float]] = {}
        self.stalls: dict[str, float] = {}
        self.doing = "start"
        self._last = time.perf_counter()
        self._watch = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._watch.timeout.connect(self._tick)
        self._steps: Iterator[Callable[[], None]] = iter(())
        self._logged_at = 0.0

    def begin(self) -> None:
        """The first list is shown."""
        page = self.host.window.today
        page.list_shown.disconnect(self.begin)
        page.list_shown.connect(self._on_list)
        self._steps = self._acts(page)
        self._last = time.perf_counter()
        self._watch.start()
        QTimer.singleShot(PAUSE_MS, self._next)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.stalls[self.doing] = max(self.stalls.get(self.doing, 0.0), (now - self._last) * 1e3)
        self._last = now

    def _next(self) -> None:
        step = next(self._steps, None)
        if step is None:
            self._watch.stop()
            QApplication.quit()
            return
        step()
        QTimer.singleShot(PAUSE_MS, self._next)

    def _timed(self, name: str, act: Callable[[], None], *painted: Any) -> Callable[[], None]:
        def run() -> None:
            self.doing = name
            began = time.perf_counter()
            act()
            for widget in painted:
                widget.repaint()
            self.times.setdefault(name, []).append((time.perf_counter() - began) * 1e3)

        return run

    def _on_list(self) -> None:
        if self._logged_at:
            self.times.setdefault("after a touch", []).append((time.perf_counter() - self._logged_at) * 1e3)
            self._logged_at = 0.0

    def _acts(self, page: Any) -> Iterator[Callable[[], None]]:
        view, panel = page.view, page.panel

        def key(k: Any, modifier: Any = Qt.KeyboardModifier.NoModifier) -> Callable[[], None]:
            return lambda: QTest.keyClick(view, k, modifier)

        def wheel() -> None:
            at = QPointF(view.viewport().rect().center())
            QApplication.sendEvent(
                view.viewport(),
                QWheelEvent(
                    at, view.viewport().mapToGlobal(at), QPoint(0, -240), QPoint(0, -240), Qt.MouseButton.NoButton,
                    Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
                ),
            )  # fmt: skip

        yield from [self._timed("next person", key(Qt.Key.Key_J), view.viewport(), panel)] * ROUNDS
        yield from [self._timed("scroll", wheel, view.viewport())] * ROUNDS
        for _ in range(ROUNDS // 4):
            yield self._timed("filter", key(Qt.Key.Key_2, Qt.KeyboardModifier.ShiftModifier), view.viewport())
            yield self._timed("filter", key(Qt.Key.Key_1, Qt.KeyboardModifier.ShiftModifier), view.viewport())
        yield self._timed("home", key(Qt.Key.Key_Home), view.viewport())
        for _ in range(LOGGED):
            yield key(Qt.Key.Key_C)
            yield self._log(key(Qt.Key.Key_2))
            yield from [lambda: None] * 6
        yield from self._numbers()

    def _numbers(self) -> Iterator[Callable[[], None]]:
        """The page, its periods and a figure of it: each read by a worker, so that the window only paints."""
        window = self.host.window

        def show(name: str) -> Callable[[], None]:
            def run() -> None:
                self.doing = f"page {name}"
                window.show_page(name)

            return run

        yield show("numbers")
        yield from [lambda: None] * READING
        page = window.page("numbers")
        for period in ("today", "week", "quarter"):
            yield self._click(page.period.segment(period))
            yield from [lambda: None] * READING
        yield lambda: page.looking.measure("reach")
        yield from [lambda: None] * READING
        yield lambda: [w.close() for w in QApplication.topLevelWidgets() if w.objectName() == "behind"] and None
        yield show("today")
        yield lambda: None

    def _click(self, segment: Any) -> Callable[[], None]:
        def run() -> None:
            self.doing = "a period of Numbers"
            QTest.mouseClick(segment, Qt.MouseButton.LeftButton)

        return run

    def _log(self, act: Callable[[], None]) -> Callable[[], None]:
        def run() -> None:
            self.doing = "log"
            self._logged_at = time.perf_counter()
            act()

        return run


def main() -> None:
    """Open the window on the profile of the first argument and live through the morning."""
    application = importlib.import_module("sdrdesk.app")
    ui = importlib.import_module("sdrdesk.ui.application")
    paths = importlib.import_module("sdrdesk.core.paths").ProfilePaths(Path(sys.argv[1]))
    app = ui.make_application()
    host = ui.Host(app, application.open_application, None, paths, None)
    morning = Morning(host)
    opened = host._open_window

    def open_window() -> None:
        opened()
        host.window.today.list_shown.connect(morning.begin)

    host._open_window = open_window
    host.start()
    QTimer.singleShot(GIVE_UP_MS, app.quit)
    app.exec()
    host.stop()
    print(json.dumps({"times": morning.times, "stall": max(morning.stalls.values()), "stalls": morning.stalls}))


if __name__ == "__main__":
    main()
