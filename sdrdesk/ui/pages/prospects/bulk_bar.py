"""What can be done with the ticked people; it asks once before "Do not contact"."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import PlainLabel


class BulkBar(QWidget):
    """A bar under the table, seen while something is ticked.

    Signals:
        cadence, select_all, export, block, clear: the buttons; ``block`` comes after the question.
    """

    cadence = Signal()
    select_all = Signal()
    export = Signal()
    block = Signal()
    clear = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bulk_bar")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._stack = QStackedWidget()
        self._count = PlainLabel("", "t1", 13, 600)
        self._count.setObjectName("bulk_count")
        self._question = PlainLabel("", "t1", 13, 600)
        self._question.setObjectName("block_question")
        self.all_button = KeyButton("", "ghost")
        self.cadence_button = KeyButton(self.tr("Add to cadence"), "primary", "arrow-right")
        self.export_button = KeyButton(self.tr("Export segment"))
        self.block_button = KeyButton(self.tr("Do not contact"), "danger")
        self.clear_button = KeyButton(self.tr("Clear"), "ghost")
        self.yes_button = KeyButton(self.tr("Never contact them again"), "danger")
        self.no_button = KeyButton(self.tr("Keep them"), "ghost")
        self._name_buttons()
        does = (self._count, self.all_button, self.cadence_button, self.export_button)
        self._stack.addWidget(self._row(does, (self.block_button, self.clear_button)))
        self._stack.addWidget(self._row((self._question,), (self.yes_button, self.no_button)))
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 1, 0, 0)
        outer.addWidget(self._stack)

    def _name_buttons(self) -> None:
        for button, name, keys, signal in (
            (self.all_button, "bulk_all", "Ctrl+A", self.select_all),
            (self.cadence_button, "bulk_cadence", "A", self.cadence),
            (self.export_button, "bulk_export", "", self.export),
            (self.block_button, "bulk_block", "8", None),
            (self.clear_button, "bulk_clear", "Esc", self.clear),
            (self.yes_button, "block_yes", "Return", None),
            (self.no_button, "block_no", "Esc", None),
        ):
            button.setObjectName(name)
            button.set_keys(keys)
            if signal is not None:
                button.clicked.connect(signal)
        self.block_button.clicked.connect(self.ask)
        self.yes_button.clicked.connect(self.agree)
        self.no_button.clicked.connect(self.keep)

    @staticmethod
    def _row(left: tuple[QWidget, ...], right: tuple[QWidget, ...]) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        for widget in left:
            row.addWidget(widget)
        row.addStretch(1)
        for widget in right:
            row.addWidget(widget)
        return box

    def set_count(self, ticked: int, listed: int) -> None:
        """How many are ticked, of how many that are listed."""
        self._count.setText(self.tr("%n selected", "", ticked))
        self._question.setText(self.tr("Stop all plans of %n people and never contact them again?", "", ticked))
        self.all_button.set_words(self.tr("Select all %n", "", listed))
        self.all_button.setVisible(ticked < listed)
        self.setVisible(ticked > 0)
        if not ticked:
            self.keep()

    @property
    def asking(self) -> bool:
        """Is the question open?"""
        return self._stack.currentIndex() == 1

    @Slot()
    def ask(self) -> None:
        """Open the question."""
        self._stack.setCurrentIndex(1)
        self.yes_button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def keep(self) -> None:
        """Close the question."""
        self._stack.setCurrentIndex(0)

    @Slot()
    def agree(self) -> None:
        """Answer yes; does nothing while the question is not open."""
        if self.asking:
            self.keep()
            self.block.emit()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), current().px(52))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), current().color("window"))
        painter.fillRect(0, 0, self.width(), 1, current().color("line"))
