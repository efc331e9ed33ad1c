"""A list without rows: one fact and one thing to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import PlainLabel

_CENTRE = Qt.AlignmentFlag.AlignHCenter


class EmptyState(Card):
    """Title, line, button; empty ones take no room.

    Signals:
        action_clicked: the button.
    """

    action_clicked = Signal()

    def __init__(self, title: str = "", line: str = "", action: str = "", keys: str = "", parent: QWidget | None = None) -> None:
        super().__init__("window", (16, 6, 16, 6), 2, parent=parent)
        self.setObjectName("empty_state")
        self._title = PlainLabel("", "t1", 13, 600, wrap=True)
        self._line = PlainLabel("", "t2", 12, wrap=True)
        self.button = KeyButton("", "small")
        self.button.setObjectName("empty_action")
        self.button.clicked.connect(self.action_clicked)
        for label in (self._title, self._line):
            label.setAlignment(_CENTRE)
            self.column.addWidget(label)
        self.column.addSpacing(6)
        self.column.addWidget(self.button, 0, _CENTRE)
        self.set_state(title, line, action, keys)

    def set_state(self, title: str, line: str = "", action: str = "", keys: str = "") -> None:
        """Say something else; ``keys`` is the shortcut shown in the button."""
        self._title.setText(title)
        self._line.setText(line)
        self._line.setHidden(not line)
        self.button.set_words(action)
        self.button.set_keys(keys)
        self.button.setHidden(not action)
        self.setAccessibleName(title)
