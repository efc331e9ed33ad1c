"""Beside a text with an open slot: what it could be filled with, and the way to do without its sentence (rule R15)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import ElidedLabel

MOST = 4


class SlotFill(Card):
    """The first open slot; hidden when there is none.

    Signals:
        chosen: slot and value.
        left_out: slot whose sentence is to go.
    """

    chosen = Signal(str, str)
    left_out = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", (8, 6, 8, 6), 2, parent=parent)
        self.setObjectName("slot_fill")
        self._shown: tuple[str, str, tuple[str, ...]] = ("", "", ())
        self._title = ElidedLabel("", "t2", 12, 600)
        self.add_row(self._title)
        self._box = QWidget()
        self._rows = QVBoxLayout(self._box)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self.add_row(self._box)
        self.hide()

    def show_slot(self, name: str, words: str, values: Sequence[str]) -> None:
        """Offer values for a slot; an empty name hides the card."""
        shown = (name, words, tuple(values)[:MOST])
        self.setHidden(not name)
        if shown == self._shown:
            return
        self._shown = shown
        self._title.setText(self.tr("Fill “%1”").replace("%1", words))
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for value in shown[2]:
            self._add(value, "fill_value", partial(self._choose, value))
        self._add(self.tr("Leave the sentence out"), "fill_leave_out", self._leave_out)

    def _add(self, words: str, name: str, slot: object) -> None:
        button = KeyButton(words, "ghost", small=True)
        button.setObjectName(name)
        button.setMaximumWidth(178)
        button.setSizePolicy(button.sizePolicy().Policy.Expanding, button.sizePolicy().verticalPolicy())
        button.clicked.connect(slot)
        self._rows.addWidget(button)

    def _choose(self, value: str, _checked: bool = False) -> None:
        self.chosen.emit(self._shown[0], value)

    def _leave_out(self) -> None:
        self.left_out.emit(self._shown[0])
