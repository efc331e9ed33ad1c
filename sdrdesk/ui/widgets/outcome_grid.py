"""The eight outcomes of a call, each under a digit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from sdrdesk.ui.widgets.key_button import KeyButton

_COLUMNS = (156, 118, 134, 182)
_GAP = 6


@dataclass(frozen=True, slots=True)
class OutcomeSpec:
    """One outcome: key of the signal, label, and kind: default, good (green) or danger (red text)."""

    key: str
    words: str
    kind: str = "default"


class OutcomeGrid(QWidget):
    """Two rows of four buttons; the n-th has the digit n.

    Args:
        specs: up to nine outcomes in the order of their digits.
        large: for the focus mode: taller buttons, all in one row, where they fit.

    Signals:
        chosen: key of the outcome.
    """

    chosen = Signal(str)

    def __init__(self, specs: Sequence[OutcomeSpec], large: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outcome_grid")
        self._buttons: list[KeyButton] = []
        self._keys: list[str] = []
        self._large = large
        self._in_row = len(_COLUMNS)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        for number, spec in enumerate(specs):
            button = KeyButton(spec.words, spec.kind, parent=self)
            button.set_keys(str(number + 1))
            button.setObjectName(f"outcome_{spec.key}")
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(partial(self._chosen, spec.key))
            self._buttons.append(button)
            self._keys.append(spec.key)
        self._place()

    def _place(self) -> None:
        whole = self._in_row > len(_COLUMNS)
        for number, button in enumerate(self._buttons):
            button.set_size("large" if whole else "outcome", cap_first=True)
            self._grid.addWidget(button, number // self._in_row, number % self._in_row)
            self._grid.setColumnStretch(number, 0)
        for column in range(self._in_row):
            self._grid.setColumnStretch(column, self._buttons[column].sizeHint().width() if whole else _COLUMNS[column])

    def bind_keys(self, pane: QWidget) -> None:
        """Let the digits work anywhere in a pane; with Alt also while a text is being typed there."""
        for number, key in enumerate(self._keys, 1):
            for keys in (str(number), f"Alt+{number}"):
                shortcut = QShortcut(QKeySequence(keys), pane)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(partial(self._press, key))

    def button(self, key: str) -> KeyButton:
        """The button of an outcome. Raises ValueError for an unknown key."""
        return self._buttons[self._keys.index(key)]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The large buttons stand in one row where there is room for their words, else in rows of four."""
        super().resizeEvent(event)
        count = len(self._buttons)
        need = sum(button.hint("large").width() for button in self._buttons) + _GAP * (count - 1)
        in_row = count if self._large and count > len(_COLUMNS) and need <= event.size().width() else len(_COLUMNS)
        if in_row != self._in_row:
            self._in_row = in_row
            self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits work while one of the buttons has the keys."""
        number = event.key() - Qt.Key.Key_0.value
        if 1 <= number <= len(self._keys) and not event.isAutoRepeat():
            self._press(self._keys[number - 1])
            return
        super().keyPressEvent(event)

    def _press(self, key: str) -> None:
        # Only while the buttons are on the screen: a digit on another tab must never log a call.
        if not self.isVisible():
            return
        button = self.button(key)
        if button.isEnabled() and self.isEnabled():
            self.chosen.emit(key)

    def _chosen(self, key: str, _checked: bool = False) -> None:
        self.chosen.emit(key)
