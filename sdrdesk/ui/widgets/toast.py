"""What was just logged, for six seconds, always with the way back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, QTimer, Signal, Slot
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.tally_bar import Mark
from sdrdesk.ui.widgets.text import ElidedLabel

SHOWN_MS = 6000


class Toast(QFrame):
    """A message that leaves by itself; while the pointer is on it, it stays.

    Signals:
        undo_clicked: the step should be taken back.
        closed: it went away, by time or by a click.
    """

    undo_clicked = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._mark = Mark("check", "green")
        self._text = ElidedLabel("", "t1", 12)
        self.undo = KeyButton(self.tr("Undo"), "small")
        self.undo.setObjectName("toast_undo")
        self.undo.set_keys("Ctrl+Z")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.dismiss)
        self.undo.clicked.connect(self._undo)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 4, 0)
        row.setSpacing(8)
        row.addWidget(self._mark)
        row.addWidget(self._text, 1)
        row.addStretch(0)
        row.addWidget(self.undo)
        self.hide()

    def show_message(self, words: str, undo: bool = True, seconds: int = 0) -> None:
        """Show a message anew, with or without Undo; the six seconds, or more, begin again."""
        self._timer.setInterval(max(SHOWN_MS, seconds * 1000))
        self._text.setText(words)
        self.setAccessibleName(words)
        self.undo.setVisible(undo)
        self.show()
        self.raise_()
        self._timer.start()

    @Slot()
    def dismiss(self) -> None:
        """Take it away now."""
        self._timer.stop()
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    @Slot()
    def _undo(self) -> None:
        self.dismiss()
        self.undo_clicked.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if self.isVisible():
            self._timer.start()
        super().leaveEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), current().px(34))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), current().px(34))
