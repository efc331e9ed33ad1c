"""Three facts in three minutes: a clock that counts down and then says that it is enough (seed W13, tier T3)."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sdrdesk.core.domain.research import T3_SECONDS
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import PlainLabel


class ResearchTimer(QWidget):
    """Starts and stops by a button or a key; nothing is taken away when the time is up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._since = QElapsedTimer()
        self._running = False
        self._words = PlainLabel("", "t2", 12)
        self._words.setObjectName("research_clock")
        self.button = KeyButton(self.tr("Three minutes"), icon="clock", small=True)
        self.button.setObjectName("research_timer")
        self.button.set_keys("T")
        self.button.clicked.connect(self.toggle)
        self._tick = QTimer(self, interval=250)
        self._tick.timeout.connect(self.show_clock)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._words)
        line.addWidget(self.button)

    @property
    def running(self) -> bool:
        """Does the clock count?"""
        return self._running

    def elapsed_seconds(self) -> int:
        """Since the start; tests replace this clock."""
        return self._since.elapsed() // 1000

    @Slot()
    def toggle(self) -> None:
        """Start, or stop."""
        if self._running:
            self.stop()
        else:
            self._running = True
            self._since.start()
            self._tick.start()
            self.button.set_words(self.tr("Stop the clock"))
            self.show_clock()

    def stop(self) -> None:
        """Back to the beginning."""
        self._running = False
        self._tick.stop()
        self._words.setText("")
        self.button.set_words(self.tr("Three minutes"))

    @Slot()
    def show_clock(self) -> None:
        """What is left; when nothing is, that three facts are enough."""
        if not self._running:
            return
        left = T3_SECONDS - self.elapsed_seconds()
        self._words.set_role("t2" if left > 0 else "amber")
        if left > 0:
            self._words.setText(f"{left // 60}:{left % 60:02d}")
        else:
            self._tick.stop()
            self._words.setText(self.tr("Time is up: write with what you have."))
