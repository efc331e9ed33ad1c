"""The segments at the left: standing questions about the book, each with its count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets import painting
from sdrdesk.ui.widgets.text import PlainLabel

_PAD = 8


@dataclass(frozen=True, slots=True)
class SegmentEntry:
    """One segment: key of the query, words."""

    key: str
    words: str


class SegmentItem(QAbstractButton):
    """One line of the list."""

    def __init__(self, entry: SegmentEntry, parent: QWidget) -> None:
        super().__init__(parent)
        self.entry = entry
        self.count: int | None = None
        self.setObjectName(f"segment_{entry.key}")
        self.setAccessibleName(entry.words)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int | None) -> None:
        """How many people are in it; None while it is counted."""
        self.count = count
        self.setAccessibleDescription(self.count_text())
        self.update()

    def count_text(self) -> str:
        """The number as people read it."""
        return "" if self.count is None else QLocale().toString(self.count)

    def sizeHint(self) -> QSize:
        return QSize(current().px(120), current().px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        on = self.isChecked()
        if on or self.underMouse():
            painting.box(painter, QRectF(self.rect()), 6, theme.color("accent-bg" if on else "hover"))
        count, weight = self.count_text(), 600 if on else 400
        wide = theme.metrics(12, weight).horizontalAdvance(count)
        words = painting.elided(theme, self.entry.words, self.width() - wide - 3 * _PAD, 13, 500 if on else 400)
        painting.text(painter, theme, _PAD, 0, self.height(), words, "accent" if on else "t2", 13, 500 if on else 400)
        painting.text(painter, theme, self.width() - _PAD - wide, 0, self.height(), count, "accent" if on else "t3", 12, weight)
        if self.hasFocus():
            painting.focus_ring(painter, QRectF(self.rect()), 6, theme)


class SegmentList(QWidget):
    """Groups of segments, one of which is open. Up and down move.

    Signals:
        changed: key of the segment that a person opened.
    """

    changed = Signal(str)

    def __init__(self, groups: Sequence[tuple[str, Sequence[SegmentEntry]]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("segments")
        self.setFixedWidth(current().px(196))
        self._items: dict[str, SegmentItem] = {}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 10, 9, 8)
        column.setSpacing(0)
        for title, entries in groups:
            head = PlainLabel(title, "t3", 12, 600)
            head.setContentsMargins(_PAD, 8, 0, 6)
            column.addWidget(head)
            for entry in entries:
                item = SegmentItem(entry, self)
                self._group.addButton(item)
                self._items[entry.key] = item
                column.addWidget(item)
            column.addSpacing(8)
        column.addStretch(1)
        self._group.buttonClicked.connect(self._clicked)
        self.set_value(next(iter(self._items)))

    def value(self) -> str:
        """Key of the open segment."""
        return next(key for key, item in self._items.items() if item.isChecked())

    def set_value(self, key: str) -> None:
        """Open a segment in silence. Raises KeyError for an unknown key."""
        self._items[key].setChecked(True)

    def words(self) -> str:
        """Name of the open segment."""
        return self._items[self.value()].entry.words

    def keys(self) -> tuple[str, ...]:
        return tuple(self._items)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Numbers by key."""
        for key, count in counts.items():
            self._items[key].set_count(count)

    @Slot(QAbstractButton)
    def _clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, SegmentItem):
            self.changed.emit(button.entry.key)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), current().color("window"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), current().color("line"))
