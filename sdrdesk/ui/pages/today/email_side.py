"""Beside the email: the checks, what an open slot could be filled with, and what can be added to the email."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from sdrdesk.ui.widgets.check_list import CheckList
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.slot_fill import SlotFill
from sdrdesk.ui.widgets.text import PlainLabel

WIDTH = 196


class EmailSide(QWidget):
    """Only widgets; the tab connects them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self.checks = CheckList()
        self.fill = SlotFill()
        self.preview = KeyButton(self.tr("Preview"), small=True)
        self.attach = KeyButton(self.tr("Attach a file"), small=True)
        self.snippets = KeyButton(self.tr("Snippets"), small=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(PlainLabel(self.tr("Checks"), "t2", 12, 600))
        column.addWidget(self._scrolled(), 1)
        column.addWidget(self.fill)
        table = ((self.preview, "preview", "Alt+P"), (self.attach, "attach", "Ctrl+Shift+A"), (self.snippets, "snippets", "Alt+S"))
        for button, name, keys in table:
            button.setObjectName(name)
            button.set_keys(keys)
            column.addWidget(button)

    def _scrolled(self) -> QScrollArea:
        scroll = QScrollArea()
        scroll.setObjectName("checks_scroll")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.checks)
        column.addStretch(1)
        scroll.setWidget(inside)
        return scroll

    def say_preview(self, seen: bool) -> None:
        """What the preview's button does now."""
        self.preview.set_words(self.tr("Go on writing") if seen else self.tr("Preview"))
