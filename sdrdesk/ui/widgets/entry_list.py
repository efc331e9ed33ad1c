"""A list at the left of a page, painted: a header for each group, lines of three rows of text."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from sdrdesk.ui.theme import Theme, current, pixmap
from sdrdesk.ui.widgets import painting
from sdrdesk.ui.widgets.chip import CHIP_WEIGHTS
from sdrdesk.ui.widgets.entries import ENTRY_ROLE, FOLDED_ROLE, Entry, EntryModel

Index = QModelIndex | QPersistentModelIndex
WIDTH = 308
_PAD = 16
_CHIPS = {
    "plain": ("subtle", "t2"),
    "ac": ("accent-bg", "accent"),
    "am": ("amber-bg", "amber"),
    "rd": ("red-bg", "red"),
    "vi": ("violet-bg", "violet"),
    "gr": ("green-bg", "green"),
}
_HEADER, _LINE = 28, 73


class EntryDelegate(QStyledItemDelegate):
    """Paints headers and lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry = index.data(ENTRY_ROLE)
        return QSize(0, current().px(_LINE if isinstance(entry, Entry) and entry.key else _HEADER))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(ENTRY_ROLE)
        if not isinstance(entry, Entry):
            return
        theme, rect, state = current(), option.rect, option.state
        if not entry.key:
            self._header(painter, theme, rect, entry, bool(index.data(FOLDED_ROLE)))
            return
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        under = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(rect, theme.color("accent-bg" if chosen else "hover" if under else "surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("line"))
        if chosen:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.color("accent"))
        self._line(painter, theme, rect, entry, chosen)
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            painting.focus_ring(painter, painting.as_float(rect), 0, theme)

    @staticmethod
    def _header(painter: QPainter, theme: Theme, rect: QRect, entry: Entry, folded: bool) -> None:
        painter.fillRect(rect, theme.color("window"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("line"))
        x = rect.left() + _PAD
        x += round(painting.text(painter, theme, x, rect.top(), rect.height() - 1, entry.title, "t2", 12, 600)) + 8
        side = painting.elided(theme, entry.side, rect.right() - _PAD - 18 - x, 12)
        painting.text(painter, theme, x, rect.top(), rect.height() - 1, side, "t3", 12)
        icon = pixmap("chevron-right" if folded else "chevron-down", "t3", 14)
        painter.drawPixmap(rect.right() - _PAD - 10, rect.center().y() - 7, icon)

    @staticmethod
    def _line(painter: QPainter, theme: Theme, rect: QRect, entry: Entry, chosen: bool) -> None:
        left, right, top = rect.left() + _PAD, rect.right() - _PAD, rect.top() + theme.px(7)
        high, low = theme.px(20), theme.px(17)
        wide = theme.metrics(12).horizontalAdvance(entry.side)
        painting.text(painter, theme, right - wide, top, high, entry.side, "t3", 12)
        bold = 400 if entry.quiet else 600
        title = painting.elided(theme, entry.title, right - left - wide - 12, 13, bold)
        painting.text(painter, theme, left, top, high, title, "t1", 13, bold)
        top += high
        painting.text(painter, theme, left, top, low, painting.elided(theme, entry.second, right - left, 12), "t2", 12)
        top += low + 2
        weight = CHIP_WEIGHTS[entry.chip_kind]
        fill, token = _CHIPS[entry.chip_kind]
        words = painting.elided(theme, entry.chip, (right - left) * 0.6, 12, weight)
        chip = QRectF(left, top, theme.metrics(12, weight).horizontalAdvance(words) + 12, theme.px(18))
        # On the chosen line's tint the accent chip would vanish.
        painting.box(painter, chip, 4, theme.color("surface" if chosen and entry.chip_kind in ("plain", "ac") else fill))
        painting.text(painter, theme, chip.left() + 6, chip.top(), chip.height(), words, token, 12, weight)
        note = painting.elided(theme, entry.note, right - chip.right() - 8, 12)
        painting.text(painter, theme, chip.right() + 8, top, chip.height(), note, "amber" if entry.late else "t2", 12)


class EntryList(QListView):
    """The list. Up and Down skip headers, Left and Right fold, a click on a header folds.

    Args:
        name: its objectName.
        words: what it holds, for a screen reader.
        width: design width.

    Signals:
        chosen: key of the line that is now current; empty for none.
        entered: Enter on a line.
    """

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, name: str, words: str, width: int = WIDTH, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self._width = width
        self.entries = EntryModel(self)
        self.setModel(self.entries)
        self.setItemDelegate(EntryDelegate(self))
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def key(self) -> str:
        """The key of the current line."""
        entry = self.entries.entry(self.currentIndex().row())
        return entry.key if entry else ""

    def choose(self, key: str) -> bool:
        """Make a line current; False when it is not shown."""
        row = self.entries.row_of(key)
        if row < 0:
            return False
        self.setCurrentIndex(self.entries.index(row))
        return True

    def choose_first(self) -> None:
        """Make the first line current, or none."""
        row = self.entries.next_row(-1, 1)
        if row >= 0:
            self.setCurrentIndex(self.entries.index(row))
        else:
            self.chosen.emit("")

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) line."""
        row = self.entries.next_row(self.currentIndex().row(), by)
        if row >= 0:
            self.setCurrentIndex(self.entries.index(row))

    def fold(self, group: str, folded: bool | None = None) -> None:
        """Fold or unfold a group; the current line stays when it is still shown."""
        key = self.key()
        self.entries.toggle(group, folded)
        if not self.choose(key):
            self.choose_first()

    # Qt overrides

    def currentChanged(self, now: Index, before: Index) -> None:
        super().currentChanged(now, before)
        entry = self.entries.entry(now.row())
        if entry is not None and entry.key:
            self.chosen.emit(entry.key)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        entry = self.entries.entry(self.indexAt(event.position().toPoint()).row())
        if entry is not None and not entry.key:
            self.fold(entry.group)
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        entry = self.entries.entry(self.currentIndex().row())
        if event.key() in steps:
            self.step(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and entry is not None:
            self.fold(entry.group, event.key() == Qt.Key.Key_Left)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(current().px(self._width), 400)
