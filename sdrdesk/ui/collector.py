"""Python's cycle collector, on the main thread only.

Left to itself it runs on whichever thread allocates; on a read lane it has destroyed Qt objects while the main thread waited for their lock,
and the process stood still. So it is switched off and run from a timer of the main thread: the young generations often, everything rarely.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

EVERY_MS = 2000
WHOLE_EVERY = 30
"""Each thirtieth time (a minute) everything is collected."""


class Collector(QObject):
    """Collects for as long as it lives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    @Slot()
    def collect(self) -> None:
        """One round."""
        self._count += 1
        gc.collect(2 if self._count % WHOLE_EVERY == 0 else 1)
