"""The clock of the hour: it counts only while the focus mode is open and not paused."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

GAP_S = 120
"""A longer gap between two looks means that the computer slept; it does not count."""


class HourClock(QObject):
    """Gives whole seconds as they go by.

    Args:
        clock: the desk's clock.

    Signals:
        passed: seconds since the last time; about once a second.
    """

    passed = Signal(int)

    def __init__(self, clock: Any, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        self._last: dt.datetime | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.look)

    @property
    def runs(self) -> bool:
        """Does it count?"""
        return self._last is not None

    def run(self, on: bool) -> None:
        """Begin to count, or stop; what has gone by until then is told first."""
        if on and self._last is None:
            self._last = self._clock.now()
            self._timer.start()
        elif not on and self._last is not None:
            self.look()
            self._last = None
            self._timer.stop()

    def look(self) -> None:
        """Tell the whole seconds that have gone by since the last look."""
        if self._last is None:
            return
        now: dt.datetime = self._clock.now()
        gone = (now - self._last).total_seconds()
        if not 0 <= gone <= GAP_S:
            self._last = now
        elif gone >= 1:
            self._last += dt.timedelta(seconds=int(gone))
            self.passed.emit(int(gone))


def hour_words(seconds: int) -> str:
    """Minutes and seconds to go, as mm:ss."""
    return f"{seconds // 60:02d}:{seconds % 60:02d}"
