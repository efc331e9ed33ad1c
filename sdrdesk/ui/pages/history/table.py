"""The table of steps, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from sdrdesk.core.services.undo import StepRow
from sdrdesk.ui.pages.history.words import Words
from sdrdesk.ui.theme import changed, current
from sdrdesk.ui.widgets import painting
from sdrdesk.ui.widgets.text import plain_tooltip

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
COLUMNS = ("time", "who", "what", "rows", "state")
_WIDTHS = {"time": 136, "who": 80, "rows": 124, "state": 150}
_RIGHT = 3
_ROOT = QModelIndex()
_PAD = 8


class HistoryModel(QAbstractTableModel):
    """The steps that were read."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._rows: tuple[StepRow, ...] = ()

    def set_rows(self, rows: Sequence[StepRow]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def step(self, number: int) -> StepRow | None:
        """The step at a row."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        step = self.step(index.row())
        if step is None:
            return None
        if role == ROW_ROLE:
            return step
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        words = self._words
        text = (words.moment, words.who, words.what, words.rows, words.state)[index.column()](step)
        return plain_tooltip(text) if role == Qt.ItemDataRole.ToolTipRole else text

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        tr = QCoreApplication.translate
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                tr("HistoryPage", "Time"),
                tr("HistoryPage", "Who"),
                tr("HistoryPage", "What"),
                tr("HistoryPage", "Rows changed"),
                tr("HistoryPage", "State"),
            )[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == _RIGHT else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class HistoryDelegate(QStyledItemDelegate):
    """Paints a cell; an undone step is grey."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect, state = current(), option.rect, option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, theme.color("accent-bg" if chosen else "surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("accent-line" if chosen else "line"))
        step, column = index.data(ROW_ROLE), index.column()
        left = rect.left() + (16 if column == 0 else _PAD)
        words = painting.elided(theme, str(index.data() or ""), rect.right() - left - _PAD)
        if column == _RIGHT:
            left = round(rect.right() - _PAD - theme.metrics().horizontalAdvance(words))
        undone = isinstance(step, StepRow) and step.state == "undone"
        token = "t3" if undone else "t1" if column == 2 else "t2"
        painting.text(painter, theme, left, rect.top(), rect.height() - 1, words, token)
        if chosen and column == 0:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.color("accent"))
        view = option.widget
        if chosen and isinstance(view, QTableView) and view.hasFocus():
            self._ring(painter, rect, index.column() == 0, index.column() == len(COLUMNS) - 1)

    @staticmethod
    def _ring(painter: QPainter, rect: QRect, first: bool, last: bool) -> None:
        """The ring around the row that holds the keys; each cell paints its part."""
        colour = current().color("accent")
        painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 2), colour)
        painter.fillRect(QRect(rect.left(), rect.bottom() - 1, rect.width(), 2), colour)
        if last:
            painter.fillRect(QRect(rect.right() - 1, rect.top(), 2, rect.height()), colour)
        if first:
            painter.fillRect(QRect(rect.left(), rect.top(), 2, rect.height()), colour)


class HistoryTable(QTableView):
    """The steps."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("history_table")
        self.setAccessibleName(self.tr("Steps, newest first"))
        self.steps = HistoryModel(words, self)
        self.setModel(self.steps)
        self.setItemDelegate(HistoryDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setStyleSheet("QHeaderView::section:first { padding-left: 16px; }")  # as its cells
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(COLUMNS.index("what"), QHeaderView.ResizeMode.Stretch)
        changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        theme = current()
        self.verticalHeader().setDefaultSectionSize(theme.px(34))
        for number, key in enumerate(COLUMNS):
            if key in _WIDTHS:
                self.setColumnWidth(number, theme.px(_WIDTHS[key]))

    def go(self, by: int) -> None:
        """The next or previous step."""
        number = self.currentIndex().row() + by
        if 0 <= number < self.steps.rowCount():
            self.selectRow(number)
