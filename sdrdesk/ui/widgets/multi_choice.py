"""Several of a few: a button that says what is chosen and opens a menu that stays open while one ticks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from sdrdesk.ui.theme import current, pixmap
from sdrdesk.ui.widgets import painting
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import set_tooltip

_HEIGHT, _PADDING = 34, 12
_PRESS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _TickMenu(QMenu):
    """Ticking an entry does not close it."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self.activeAction()
        if event.key() in _PRESS and action is not None and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)


class MultiChoice(KeyButton):
    """Any number of choices.

    Args:
        nothing: what the button says when nothing is chosen.

    Signals:
        changed: the person has ticked or unticked something.
    """

    changed = Signal()

    def __init__(self, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__("", icon="chevron-down", parent=parent)
        self._nothing = nothing
        self._choices: dict[str, str] = {}
        self._chosen: list[str] = []
        self._name = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.menu_of_choices = _TickMenu(self)
        self.clicked.connect(self.open)
        self._say()

    def set_name(self, words: str) -> None:
        """What is asked, for screen readers."""
        self._name = words
        self._say()

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """(key, words) in order; what is chosen stays chosen."""
        self._choices = dict(choices)
        self._say()

    def value(self) -> list[str]:
        """The chosen keys in the order of the choices, then those that are no choice any more."""
        known = [key for key in self._choices if key in self._chosen]
        return known + [key for key in self._chosen if key not in self._choices]

    def set_value(self, keys: Iterable[str]) -> None:
        """Choose in silence."""
        self._chosen = list(dict.fromkeys(keys))
        self._say()

    @Slot()
    def open(self) -> None:
        """Show the menu."""
        self.menu_of_choices.clear()
        for key in [*self._choices, *(k for k in self._chosen if k not in self._choices)]:
            action = QAction(self._choices.get(key, key).replace("&", "&&"), self.menu_of_choices)
            action.setObjectName(f"choice_{key}")
            action.setCheckable(True)
            action.setChecked(key in self._chosen)
            action.toggled.connect(lambda on, k=key: self._toggle(k, on))
            self.menu_of_choices.addAction(action)
        self.menu_of_choices.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def tick(self, key: str) -> None:
        """Tick or untick, as a person would."""
        self._toggle(key, key not in self._chosen)

    def _toggle(self, key: str, on: bool) -> None:
        if on and key not in self._chosen:
            self._chosen.append(key)
        elif not on and key in self._chosen:
            self._chosen.remove(key)
        self._say()
        self.changed.emit()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), current().px(_HEIGHT))

    def _paint_content(self, painter: QPainter, look: Any) -> None:
        """Words at the left and the arrow at the right, as the boxes of one choice beside it have them."""
        theme = current()
        side = theme.px(16)
        room = self.width() - 2 * _PADDING - side - 6
        colour = look.text if self._chosen or not self.isEnabled() else "t2"
        painting.text(painter, theme, _PADDING, 0, self.height(), painting.elided(theme, self._words, room, 13, 400), colour, 13, 400)
        at = self.width() - _PADDING + 3 - side
        painter.drawPixmap(round(at), round((self.height() - side) / 2), pixmap("chevron-down", look.text, side, self.devicePixelRatioF()))

    def _say(self) -> None:
        words = ", ".join(self._choices.get(key, key) for key in self.value()) or self._nothing
        self.set_words(words)
        self.setAccessibleName(f"{self._name}: {words}" if self._name else words)
        set_tooltip(self, words if self._chosen else "")
