"""One line that something outside the list needs attention, with at most one thing to do about it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.tally_bar import Mark
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel, repolish

_KINDS = {"amber": "triangle-alert", "red": "triangle-alert", "green": "check"}


class Banner(QFrame):
    """Amber for time or connection running out, red for an error, green for a good thing.

    Args:
        kind: amber, red or green.
        flush: fills the top edge of a panel, without corners.

    Signals:
        action_clicked: the one button.
    """

    action_clicked = Signal()

    def __init__(self, kind: str = "amber", flush: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setProperty("flush", flush)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._mark = Mark("")
        self._title = PlainLabel("", "", 12, 600)
        self._text = ElidedLabel("", "", 12)
        self._side = PlainLabel("", "", 12, 600)
        self.button = KeyButton("", "small")
        self.button.setObjectName("banner_action")
        self.button.clicked.connect(self.action_clicked)
        self.button.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(20 if flush else 12, 0, 20 if flush else 4, 0)
        row.setSpacing(8)
        row.addWidget(self._mark)
        words = QHBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._title)
        words.addWidget(self._text, 1)
        words.addStretch(0)
        row.addLayout(words, 1)
        row.addWidget(self._side)
        row.addWidget(self.button)
        self.set_kind(kind)

    def set_kind(self, kind: str, icon: str = "") -> None:
        """Another colour, with its own icon if one is named. Raises KeyError for an unknown kind."""
        self._mark.set_mark(icon or _KINDS[kind], kind)
        self.setProperty("kind", kind)
        repolish(self)

    def set_message(self, title: str, text: str = "", side: str = "", action: str = "") -> None:
        """What happened (strong), what is safe, a short text at the right, and the button's label; empty ones take no room."""
        for label, words in ((self._title, title), (self._text, text), (self._side, side)):
            label.setText(words)
            label.setVisible(bool(words))
        self.button.set_words(action)
        self.button.setVisible(bool(action))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), current().px(34))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), current().px(34))
