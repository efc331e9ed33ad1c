"""The judgement under the evidence: ready to hand off, or what is missing for it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.tally_bar import Mark
from sdrdesk.ui.widgets.text import PlainLabel, repolish


class VerdictStrip(QFrame):
    """Green with its button on, or amber with the list of what lacks.

    Signals:
        action_clicked: the button.
    """

    action_clicked = Signal()

    def __init__(self, action: str = "", keys: str = "Ctrl+H", icon: str = "log-in", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("verdict_strip")
        self._mark = Mark("triangle-alert", "amber")
        self._title = PlainLabel("", "t1", 13, 600, wrap=True)
        self._detail = PlainLabel("", "t2", 12, wrap=True)
        self.button = KeyButton(action, "primary", icon)
        self.button.set_keys(keys)
        self.button.setObjectName("verdict_action")
        self.button.clicked.connect(self.action_clicked)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._title)
        words.addWidget(self._detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(13, 11, 12, 11)
        row.setSpacing(12)
        row.addWidget(self._mark)
        row.addLayout(words, 1)
        row.addWidget(self.button)
        self.set_verdict(False, "")

    def set_verdict(self, ready: bool, title: str, detail: str = "", enabled: bool | None = None) -> None:
        """Show a judgement; the button is on when ready, unless ``enabled`` says otherwise."""
        self._mark.set_mark("check" if ready else "triangle-alert", "green" if ready else "amber")
        self._title.setText(title)
        self._detail.setText(detail)
        self._detail.setHidden(not detail)
        self.button.setEnabled(ready if enabled is None else enabled)
        self.setAccessibleName(title)
        self.setAccessibleDescription(detail)
        self.setProperty("verdict", "ready" if ready else "missing")
        repolish(self)
