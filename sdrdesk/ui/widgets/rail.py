"""The navigation at the left edge; under a width of the window it shows icons only."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy, QVBoxLayout, QWidget

from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.rail_extras import BrandLabel, PlanLine, PlanOfDay, UserLabel
from sdrdesk.ui.widgets.rail_item import RailEntry, RailItem, SearchButton

__all__ = ["PlanLine", "Rail", "RailEntry"]

NARROW_UNDER = 1240
_WIDE, _NARROW = 176, 48


class Rail(QFrame):
    """Where to go.

    Args:
        brand: name of the application.
        search_words: label of the search field.
        entries: the places, in order.
        search_keys: shortcut shown in the search field.

    Signals:
        navigated: key of the place that a person chose; not sent by ``set_current``.
        search_requested: the search field was clicked.
    """

    navigated = Signal(str)
    search_requested = Signal()

    def __init__(
        self, brand: str, search_words: str, entries: Sequence[RailEntry], search_keys: str = "Ctrl+K", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._narrow = False
        self._group = QButtonGroup(self)
        self._items: dict[str, RailItem] = {}
        self._brand = BrandLabel(brand, self)
        self._search = SearchButton(search_words, search_keys, self)
        self._plan = PlanOfDay(self)
        self._plan.hide()
        self._user = UserLabel(self)
        self._user.hide()
        self._search.clicked.connect(self.search_requested)
        self._lay_out(entries)
        self._group.buttonClicked.connect(self._clicked)

    def _lay_out(self, entries: Sequence[RailEntry]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 9, 12)
        column.setSpacing(0)
        column.addWidget(self._brand)
        column.addSpacing(8)
        column.addWidget(self._search)
        column.addSpacing(12)
        for entry in entries:
            item = RailItem(entry, self)
            self._items[entry.key] = item
            self._group.addButton(item)
            column.addWidget(item)
        column.addStretch(1)
        column.addWidget(self._plan)
        column.addSpacing(10)
        column.addWidget(self._user)

    def current(self) -> str:
        """Key of the place that is open; empty at the start."""
        return next((key for key, item in self._items.items() if item.isChecked()), "")

    def set_current(self, key: str) -> None:
        """Mark a place in silence. Raises KeyError for an unknown key."""
        self._items[key].setChecked(True)

    def set_count(self, key: str, count: int | None) -> None:
        """The number beside a place; None takes it away. Raises KeyError for an unknown key."""
        self._items[key].set_count("" if count is None else QLocale().toString(count))

    def item(self, key: str) -> RailItem:
        """The button of a place."""
        return self._items[key]

    def set_plan(self, title: str, lines: Sequence[PlanLine]) -> None:
        """The plan of the day; no lines hide it."""
        self._plan.set_plan(title, lines)
        self._plan.setHidden(self._narrow or not lines)

    def set_user(self, name: str, initials: str) -> None:
        """Who works here; an empty name hides it."""
        self._user.set_user(name, initials)

    def is_narrow(self) -> bool:
        """Are only icons shown?"""
        return self._narrow

    def adapt_to(self, window_width: int) -> None:
        """Show icons only in a window narrower than 1240 px; the main window calls this when its size changes."""
        self.set_narrow(window_width < NARROW_UNDER)

    def set_narrow(self, narrow: bool) -> None:
        """Icons only, or the whole."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for button in (self._search, *self._items.values()):
            button.set_narrow(narrow)
        self._brand.narrow = self._user.narrow = narrow
        self._plan.setHidden(narrow or not self._plan.has_lines())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_NARROW if self._narrow else current().px(_WIDE), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End reach the first and the last place."""
        ends = {Qt.Key.Key_Home.value: 0, Qt.Key.Key_End.value: -1}
        place = ends.get(event.key())
        if place is None or not self._items:
            super().keyPressEvent(event)
            return
        list(self._items.values())[place].setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(QAbstractButton)
    def _clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, RailItem):
            self.navigated.emit(button.entry.key)
