"""Cadences to choose from: painted lines with name, touches and a note at the side, found by typing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from sdrdesk.ui.theme import Theme, current
from sdrdesk.ui.widgets import painting
from sdrdesk.ui.widgets.chip import CHIP_WEIGHTS
from sdrdesk.ui.widgets.text import plain_tooltip

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_ROOT = QModelIndex()
_PAD, _LINE, _HEADER = 16, 49, 28
_CHIPS = {"plain": ("subtle", "t2"), "ac": ("accent-bg", "accent"), "am": ("amber-bg", "amber")}


@dataclass(frozen=True, slots=True)
class CadenceLine:
    """One line; a header has no key.

    Attributes:
        key: of the cadence.
        title: its name.
        second: touches, days, channels.
        side: at the right of the name.
        chip: a word after the name, or empty.
        chip_kind: plain, ac or am.
    """

    key: str
    title: str
    second: str = ""
    side: str = ""
    chip: str = ""
    chip_kind: str = "plain"

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ", ".join(p for p in (self.title, self.chip, self.second, self.side) if p)


class CadenceListModel(QAbstractListModel):
    """The lines that fit what is typed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[CadenceLine, ...] = ()
        self._find: list[str] = []
        self.shown: list[CadenceLine] = []

    def set_lines(self, lines: Sequence[CadenceLine]) -> None:
        """Other lines, headers before theirs."""
        self._all = tuple(lines)
        self._lay_out()

    def set_find(self, typed: str) -> None:
        """Only lines with every typed word in the name, the chip or the second line."""
        self._find = typed.casefold().split()
        self._lay_out()

    def _fits(self, line: CadenceLine) -> bool:
        return all(word in f"{line.spoken} {line.key}".casefold() for word in self._find)

    def _lay_out(self) -> None:
        kept = [line for line in self._all if not line.key or self._fits(line)]
        # A header under which nothing is left goes as well.
        shown = [line for at, line in enumerate(kept) if line.key or (at + 1 < len(kept) and kept[at + 1].key)]
        if shown == self.shown:
            return
        self.beginResetModel()
        self.shown = shown
        self.endResetModel()

    def row_of(self, key: str) -> int:
        """The row of a key, -1 when it is not shown."""
        return next((i for i, line in enumerate(self.shown) if key and line.key == key), -1)

    # Qt overrides

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.shown):
            return None
        line = self.shown[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.spoken
        if role == Qt.ItemDataRole.ToolTipRole and line.key:
            return plain_tooltip(f"{line.title}\n{line.second}")
        return line if role == LINE_ROLE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = index.data(LINE_ROLE)
        can = isinstance(line, CadenceLine) and line.key
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if can else Qt.ItemFlag.NoItemFlags


class _Delegate(QStyledItemDelegate):
    """Paints headers and lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = index.data(LINE_ROLE)
        return QSize(0, current().px(_LINE if isinstance(line, CadenceLine) and line.key else _HEADER))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LINE_ROLE)
        if not isinstance(line, CadenceLine):
            return
        theme, rect, state = current(), option.rect, option.state
        if not line.key:
            painter.fillRect(rect, theme.color("window"))
            painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("line"))
            painting.text(painter, theme, rect.left() + _PAD, rect.top(), rect.height() - 1, line.title, "t2", 12, 600)
            return
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        under = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(rect, theme.color("accent-bg" if chosen else "hover" if under else "surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("line"))
        if chosen:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.color("accent"))
        self._line(painter, theme, rect, line, chosen)
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            painting.focus_ring(painter, painting.as_float(rect), 0, theme)

    @staticmethod
    def _line(painter: QPainter, theme: Theme, rect: QRect, line: CadenceLine, chosen: bool) -> None:
        left, right, top, high = rect.left() + _PAD, rect.right() - _PAD, rect.top() + theme.px(6), theme.px(19)
        wide = theme.metrics(12).horizontalAdvance(line.side)
        painting.text(painter, theme, right - wide, top, high, line.side, "t3", 12)
        weight = CHIP_WEIGHTS[line.chip_kind]
        chip = theme.metrics(12, weight).horizontalAdvance(line.chip) + 12 if line.chip else 0
        title = painting.elided(theme, line.title, right - left - wide - chip - 20, 13, 600)
        x = left + painting.text(painter, theme, left, top, high, title, "t1", 13, 600) + 8
        if line.chip:
            fill, token = _CHIPS[line.chip_kind]
            box = QRectF(x, top + (high - theme.px(17)) / 2, chip, theme.px(17))
            # On the chosen line's tint the accent chip would vanish.
            painting.box(painter, box, 4, theme.color("surface" if chosen else fill))
            painting.text(painter, theme, x + 6, top, high, line.chip, token, 12, weight)
        painting.text(painter, theme, left, top + high, theme.px(17), painting.elided(theme, line.second, right - left, 12), "t2", 12)


class CadenceList(QListView):
    """The list. Up and Down move.

    Signals:
        chosen: key of the line that is now current; empty when none is left.
        entered: Enter or a double click on a line.
    """

    chosen = Signal(str)
    entered = Signal(str)

    def __init__(self, name: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.lines = CadenceListModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(_Delegate(self))
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda _: self.entered.emit(self.key()))

    def set_lines(self, lines: Sequence[CadenceLine], key: str = "") -> None:
        """Show these; the current one stays, or ``key`` becomes it."""
        self._keep(key or self.key(), lambda: self.lines.set_lines(lines))

    def set_find(self, typed: str) -> None:
        """Show what fits; the first line becomes the current one when the current one is gone."""
        self._keep(self.key(), lambda: self.lines.set_find(typed))

    def _keep(self, key: str, change: Any) -> None:
        before = self.key()
        self.blockSignals(True)
        change()
        if not self.choose(key):
            self.step(1)
        self.blockSignals(False)
        if self.key() != before:
            self.chosen.emit(self.key())

    def key(self) -> str:
        """The key of the current line; empty for none."""
        line = self.currentIndex().data(LINE_ROLE)
        return line.key if isinstance(line, CadenceLine) else ""

    def keys(self) -> list[str]:
        """The keys shown, from top to bottom."""
        return [line.key for line in self.lines.shown if line.key]

    def choose(self, key: str) -> bool:
        """Make a line current; False when it is not shown."""
        row = self.lines.row_of(key)
        if row < 0:
            return False
        self.setCurrentIndex(self.lines.index(row))
        return True

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) line."""
        keys = self.keys()
        if keys:
            at = keys.index(self.key()) + by if self.key() in keys else 0
            self.choose(keys[min(max(at, 0), len(keys) - 1)])

    # Qt overrides

    def currentChanged(self, now: Index, before: Index) -> None:
        super().currentChanged(now, before)
        line = now.data(LINE_ROLE)
        if isinstance(line, CadenceLine) and line.key:
            self.chosen.emit(line.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self.step(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered.emit(self.key())
        else:
            super().keyPressEvent(event)
