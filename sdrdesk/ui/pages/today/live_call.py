"""A call under way: dialled with the desktop's telephone, with a clock that runs until it ends."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices


class LiveCall(QObject):
    """One call at a time.

    Signals:
        changed: it has begun or ended, or a second of it has gone by.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._live = QElapsedTimer()
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self.changed)

    @property
    def is_live(self) -> bool:
        """Is a call running?"""
        return self._live.isValid()

    @property
    def minutes(self) -> int | None:
        """Whole minutes of the running call, at least one; None without a call."""
        return max(1, round(self._live.elapsed() / 60_000)) if self._live.isValid() else None

    def toggle(self, phone: str) -> None:
        """Dial a number, or end the call."""
        if self.is_live:
            self.end()
        elif phone:
            QDesktopServices.openUrl(QUrl("tel:" + "".join(ch for ch in phone if ch.isdigit() or ch == "+")))
            self._live.start()
            self._tick.start()
            self.changed.emit()

    def end(self) -> None:
        """Stop the clock."""
        self._live.invalidate()
        self._tick.stop()
        self.changed.emit()

    def words(self) -> str:
        """m:ss of the running call."""
        seconds = self._live.elapsed() // 1000 if self._live.isValid() else 0
        return f"{seconds // 60}:{seconds % 60:02d}"
