"""One red flag: clear, raised, or not asked yet."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from sdrdesk.ui.widgets.segmented import SegmentedControl, SegmentSpec
from sdrdesk.ui.widgets.text import ElidedLabel


class FlagRow(QFrame):
    """A row of the red flags.

    Args:
        key: name of the flag, the first argument of the signal.
        name: its name in words.

    Signals:
        state_changed: key, and ``off`` (clear) or ``on`` (raised).
    """

    state_changed = Signal(str, str)

    def __init__(self, key: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.setObjectName(f"flag_{key}")
        self.note = ElidedLabel("", "t3", 12)
        self.segments = SegmentedControl((SegmentSpec("off", self.tr("Clear"), "gr"), SegmentSpec("on", self.tr("Flag"), "rd")))
        self.segments.setAccessibleName(name)
        self.segments.changed.connect(self._changed)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(name, "t1", 13))
        words.addWidget(self.note)
        row = QHBoxLayout(self)
        row.setContentsMargins(11, 5, 11, 5)
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self.segments)
        self.setFocusProxy(self.segments.segment("off"))

    def set_state(self, state: str, note: str = "") -> None:
        """off, on or not_asked, in silence, with the reason or when it was asked."""
        self.segments.set_value(state)
        self.note.setText(note)

    @Slot(str)
    def _changed(self, state: str) -> None:
        self.state_changed.emit(self.key, state)
