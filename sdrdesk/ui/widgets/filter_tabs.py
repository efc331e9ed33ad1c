"""Tabs of the panel: label, count, keycap, and a line under the one that is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets import painting
from sdrdesk.ui.widgets.keys import keycap_text

_GAP = 6
_SPACE = 20
_PAD = 4  # room for the focus ring; the line under the tab leaves it out


@dataclass(frozen=True, slots=True)
class TabSpec:
    """One tab: key of the signal, label, shortcut (portable text, may be empty), count (any text, may be empty)."""

    key: str
    words: str
    keys: str = ""
    count: str = ""


class Tab(QAbstractButton):
    """One tab as a button."""

    def __init__(self, spec: TabSpec, parent: QWidget) -> None:
        super().__init__(parent)
        self.spec = spec
        self.count = spec.count
        self.setObjectName(f"tab_{spec.key}")
        self.setAccessibleName(spec.words)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def keycap(self) -> str:
        """What the keycap says."""
        return keycap_text(self.spec.keys)

    def sizeHint(self) -> QSize:
        theme = current()
        wide = round(theme.metrics(13, 500).horizontalAdvance(self.spec.words) + 0.5)
        if self.count:
            wide += _GAP + round(theme.metrics(12).horizontalAdvance(self.count))
        if self.keycap():
            wide += _GAP + painting.keycap_width(theme, self.keycap())
        return QSize(wide + 2 * _PAD, theme.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        on = self.isChecked()
        token = "dis" if not self.isEnabled() else "t1" if on or self.underMouse() else "t2"
        middle = self.height() / 2
        x = _PAD + painting.text(painter, theme, _PAD, 0, self.height(), self.spec.words, token, 13, 500) + _GAP
        if self.count:
            x += painting.text(painter, theme, x, 0, self.height(), self.count, "t3", 12) + _GAP
        if self.keycap():
            painting.keycap(painter, theme, round(x), middle, self.keycap())
        if on:
            painter.fillRect(QRectF(_PAD, self.height() - 2, self.width() - 2 * _PAD, 2), theme.color("accent"))
        if self.hasFocus():
            painting.focus_ring(painter, QRectF(0, 6, self.width(), self.height() - 12), 4, theme)


class FilterTabs(QWidget):
    """A row of tabs. Left and right move.

    Signals:
        changed: the key that a person opened; not sent by ``set_value``.
    """

    changed = Signal(str)

    def __init__(self, specs: Sequence[TabSpec], margin: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._tabs: dict[str, Tab] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(margin - _PAD, 0, margin - _PAD, 0)
        row.setSpacing(_SPACE - 2 * _PAD)
        for spec in specs:
            tab = Tab(spec, self)
            self._group.addButton(tab)
            self._tabs[spec.key] = tab
            row.addWidget(tab)
        row.addStretch(1)
        self._group.buttonClicked.connect(self._clicked)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if specs:
            self.set_value(specs[0].key)

    def value(self) -> str:
        """The key of the open tab."""
        return next((key for key, tab in self._tabs.items() if tab.isChecked()), "")

    def set_value(self, key: str) -> None:
        """Open a tab in silence. Raises KeyError for an unknown key."""
        self._tabs[key].setChecked(True)

    def set_count(self, key: str, count: str) -> None:
        """The text between label and keycap. Raises KeyError for an unknown key."""
        tab = self._tabs[key]
        tab.count = count
        tab.updateGeometry()
        tab.update()

    def tab(self, key: str) -> Tab:
        """The button of a key."""
        return self._tabs[key]

    @Slot(QAbstractButton)
    def _clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, Tab):
            self.changed.emit(button.spec.key)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), current().color("line"))
