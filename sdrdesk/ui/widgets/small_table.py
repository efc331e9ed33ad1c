"""A table of ready texts; for a few columns and up to some thousand rows that are in memory anyway."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from sdrdesk.ui.theme import current, set_font
from sdrdesk.ui.widgets import painting
from sdrdesk.ui.widgets.text import plain_tooltip

Role = Qt.ItemDataRole
_ROOT = QModelIndex()
_MODES = {
    "none": QAbstractItemView.SelectionMode.NoSelection,
    "one": QAbstractItemView.SelectionMode.SingleSelection,
    "many": QAbstractItemView.SelectionMode.ExtendedSelection,
}
_PAD = 8
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Heading:
    """One column: title, least width in pixels of the design, share of spare width, colour, weight, right-aligned."""

    title: str
    width: int
    stretch: int = 0
    token: str = "t2"
    weight: int = 400
    right: bool = False


class TextsModel(QAbstractTableModel):
    """Rows of texts under fixed headings."""

    def __init__(self, headings: Sequence[Heading], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.headings = tuple(headings)
        self._rows: Sequence[Sequence[str]] = ()

    def set_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.headings)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        heading = self.headings[index.column()]
        words = self._rows[index.row()][index.column()]
        if role == Role.DisplayRole:
            return " ".join(words.split())
        if role == Role.ToolTipRole:
            return plain_tooltip(words)
        if role == Role.TextAlignmentRole:
            return _RIGHT if heading.right else _LEFT
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.headings):
            return None
        heading = self.headings[section]
        if role == Role.TextAlignmentRole:
            return _RIGHT if heading.right else _LEFT
        return heading.title if role == Role.DisplayRole else None


class _Texts(QStyledItemDelegate):
    """Paints a text where the heading over it begins, and a line below."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        theme, rect, model = current(), option.rect, index.model()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("accent-bg"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("line"))
        if not isinstance(model, TextsModel):
            return
        heading = model.headings[index.column()]
        words = painting.elided(theme, str(index.data() or ""), rect.width() - 2 * _PAD, 13, heading.weight)
        x = rect.left() + _PAD
        if heading.right:
            x = rect.right() + 1 - _PAD - round(theme.metrics(13, heading.weight).horizontalAdvance(words))
        painting.text(painter, theme, x, rect.top(), rect.height() - 1, words, heading.token, 13, heading.weight)


class SmallTable(QTableView):
    """Shows such a model.

    Args:
        headings: the columns.
        name: its object name.
        accessible: what it is called for a screen reader.
        choose: ``none``, ``one`` or ``many`` rows can be chosen.

    Signals:
        chosen_changed: other rows are chosen.
    """

    chosen_changed = Signal()

    def __init__(
        self, headings: Sequence[Heading], name: str, accessible: str, parent: QWidget | None = None, *, choose: str = "none"
    ) -> None:
        super().__init__(parent)
        self.texts = TextsModel(headings, self)
        self.setModel(self.texts)
        self.setItemDelegate(_Texts(self))
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setSelectionMode(_MODES[choose])
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.selectionModel().selectionChanged.connect(self.chosen_changed)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(current().px(31))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        set_font(header, 12, 500)

    def set_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show other rows."""
        self.texts.set_rows(rows)
        self.chosen_changed.emit()

    def chosen(self) -> list[int]:
        """Numbers of the chosen rows, in order."""
        return sorted({index.row() for index in self.selectionModel().selectedRows()})

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        theme, headings = current(), self.texts.headings
        widths = [theme.px(h.width) for h in headings]
        spare, shares = self.viewport().width() - sum(widths), sum(h.stretch for h in headings) or 1
        for at, heading in enumerate(headings):
            self.setColumnWidth(at, max(widths[at] + spare * heading.stretch // shares, theme.px(30)))
