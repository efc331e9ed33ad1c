"""The first step: a file, dropped or picked."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.tally_bar import Mark
from sdrdesk.ui.widgets.text import PlainLabel


class FileStep(QWidget):
    """A place to drop a list on, and what went wrong with the last one.

    Signals:
        pick: the button.
    """

    pick = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._over = False
        self.pick_button = KeyButton(self.tr("Choose a file"), "primary", "folder")
        self.pick_button.setObjectName("import_pick")
        self.pick_button.set_keys("Ctrl+O")
        self.pick_button.clicked.connect(self.pick)
        self._error = PlainLabel("", "red", wrap=True)
        self._error.setObjectName("import_file_error")
        self._error.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._error.setMinimumWidth(460)
        self._error.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 40, 40, 40)
        column.setSpacing(10)
        column.addStretch(2)
        for widget in (
            Mark("upload", "t2"),
            PlainLabel(self.tr("Drop a list here"), "t1", 15, 600),
            PlainLabel(self.tr("CSV, TSV or JSON lines, up to 50 MB. Nothing is stored before you have seen what will happen."), "t2"),
            self.pick_button,
            self._error,
        ):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def set_error(self, words: str) -> None:
        """Say in one sentence why a file cannot be taken; empty for nothing."""
        self._error.setText(words)
        self._error.setVisible(bool(words))

    def set_busy(self, busy: bool) -> None:
        """While a file is read nothing else can be picked."""
        self.pick_button.setEnabled(not busy)
        self.pick_button.set_words(self.tr("Reading the file…") if busy else self.tr("Choose a file"))

    def set_over(self, over: bool) -> None:
        """Is something held over the page?"""
        self._over = over
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("accent" if self._over else "line-2"), 2 if self._over else 1, Qt.PenStyle.DashLine))
        painter.setBrush(theme.color("accent-bg" if self._over else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
