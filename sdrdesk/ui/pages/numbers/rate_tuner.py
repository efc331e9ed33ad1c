"""What stands under a rate of the pipeline: where it comes from, and a slider to try others."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QVBoxLayout, QWidget

from sdrdesk.ui.widgets.text import ElidedLabel


class CalmSlider(QSlider):
    """A level slider that lets the wheel scroll the page under it."""

    def __init__(self, name: str, accessible: str, least: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setRange(least, most)

    def show_value(self, value: float) -> None:
        """Stand there without a word about it; a value beyond the ends stands at the end."""
        with QSignalBlocker(self):
            self.setValue(round(value))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class RateTuner(QWidget):
    """Origin and slider of one rate.

    Signals:
        moved: the rate at which the slider was left by hand.
    """

    STEP, MOST = 0.005, 0.6
    """Half a percent; no rate of the pipeline is above 60 % for long, and a box takes those that are."""

    moved = Signal(float)

    def __init__(self, key: str, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.origin = ElidedLabel("", "t3", 12)
        self.origin.setObjectName(f"plan_{key}_origin")
        self.origin.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.slider = CalmSlider(f"plan_{key}_slider", caption, 1, round(self.MOST / self.STEP))
        self.slider.setPageStep(10)
        self.slider.valueChanged.connect(lambda value: self.moved.emit(value * self.STEP))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.slider)
        column.addWidget(self.origin)

    def show_rate(self, rate: float | None, origin: str) -> None:
        """Stand at a rate, unless it is none, and say where it comes from."""
        if rate is not None:
            self.slider.show_value(rate / self.STEP)
        self.origin.setText(origin)
