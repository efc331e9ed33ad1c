"""Parts of the first screen: a card for each role, and the side that says what the program is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from sdrdesk.ui.theme import current, set_font
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.tally_bar import Mark
from sdrdesk.ui.widgets.text import PlainLabel

ROLES = ("SDR", "MDR")
ICONS = ("lock", "undo-2", "zap")


class RoleCard(Card):
    """One role with a line on what it is measured by; a click anywhere chooses it."""

    def __init__(self, role: str, parent: QWidget | None = None) -> None:
        super().__init__("surface", (10, 8, 10, 8), 2, parent=parent)
        self.button = QRadioButton(role)
        self.button.setObjectName(f"first_role_{role.lower()}")
        set_font(self.button, 13, 600)
        self.meaning = PlainLabel("", "t2", 12, wrap=True)
        self.meaning.setContentsMargins(26, 0, 0, 0)
        self.add_row(self.button)
        self.add_row(self.meaning)
        self.button.toggled.connect(self._tint)

    def set_words(self, meaning: str) -> None:
        """What the role is."""
        self.meaning.setText(meaning)
        self.button.setAccessibleDescription(meaning)

    @Slot(bool)
    def _tint(self, chosen: bool) -> None:
        self.set_look("accent-bg" if chosen else "surface", "accent-line" if chosen else "line")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The whole card is the button's ground."""
        self.button.setChecked(True)
        self.button.setFocus(Qt.FocusReason.MouseFocusReason)


class SidePanel(QWidget):
    """The left side: welcome, what the program does each day, and what can be relied on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(current().px(288))
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 24, 24)
        column.setSpacing(10)
        self._welcome = PlainLabel("", "t1", 20, 600, wrap=True)
        self._about = PlainLabel("", "t2", 13, wrap=True)
        column.addWidget(self._welcome)
        column.addWidget(self._about)
        column.addSpacing(14)
        self._promises = [PlainLabel("", "t2", 12, wrap=True) for _ in ICONS]
        for name, label in zip(ICONS, self._promises, strict=True):
            row = QHBoxLayout()
            row.setSpacing(10)
            mark = Mark("")
            mark.set_mark(name, "accent")
            row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(label, 1)
            column.addLayout(row)
        column.addStretch(1)
        self._later = PlainLabel("", "t3", 12, wrap=True)
        column.addWidget(self._later)

    def retranslate(self) -> None:
        """All words anew."""
        self._welcome.setText(self.tr("Welcome to SDR Desk"))
        self._about.setText(self.tr("Each day it says whom to reach next, why, and what to say, and it keeps what came of it."))
        promises = (
            self.tr("Your data stays on this computer. Nothing leaves it but the email you send."),
            self.tr("Whatever you do can be undone, except email that has left."),
            self.tr("What you do often has a key; buttons show theirs."),
        )
        for label, words in zip(self._promises, promises, strict=True):
            label.setText(words)
        self._later.setText(self.tr("Everything here can be changed later in Settings."))
