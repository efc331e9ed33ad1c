"""The floor of a start: a PySide6 window with nothing in it, which says when it was painted and ends.

Takes the same two variables as the application: SDRDESK_BENCH_PAINT names the file for the moment of the first paint
(``time.monotonic_ns()``, one line), SDRDESK_BENCH_HOLD the milliseconds to stay open after it (0).
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget


class Empty(QWidget):
    """Writes the moment of its first paint."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        super().paintEvent(event)
        if not said:
            said.append(True)
            Path(os.environ["SDRDESK_BENCH_PAINT"]).write_text(f"{time.monotonic_ns()}\n", encoding="ascii")
            QTimer.singleShot(int(os.environ.get("SDRDESK_BENCH_HOLD", "0")), app.quit)


said: list[bool] = []
app = QApplication(sys.argv)
window = Empty()
window.resize(1280, 800)
window.show()
app.exec()
