"""A table of ready texts; for a few columns and up to some thousand rows that are in memory anyway."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from sdrdesk.core.files.rows import guarded
from sdrdesk.ui.theme import current, set_font
from sdrdesk.ui.widgets import painting
from sdrdesk.ui.widgets.text import plain_tooltip

Role = Qt.ItemDataRole
_ROOT = QModelIndex()
_MODES = {
    "none": QAbstractItemView.SelectionMode.NoSelection,
    "one": QAbstractItemView.SelectionMode.SingleSelection,
    "many": QAbstractItemView.SelectionMode.ExtendedSelection,
    "cells": QAbstractItemView.SelectionMode.SingleSelection,
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

    def rows(self) -> Sequence[Sequence[str]]:
        """What is shown."""
        return self._rows

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
        choose: ``none``, ``one`` or ``many`` rows can be chosen, or single ``cells``.

    Signals:
        chosen_changed: other rows are chosen.
        cell_chosen: row and column of a cell that was clicked or on which Enter was pressed, where cells can be chosen.
        copied: Ctrl+C put the whole table on the clipboard, where cells can be chosen.
    """

    chosen_changed = Signal()
    cell_chosen = Signal(int, int)
    copied = Signal()

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
        behaviour = QAbstractItemView.SelectionBehavior
        self._cells = choose == "cells"
        self.setSelectionBehavior(behaviour.SelectItems if self._cells else behaviour.SelectRows)
        if self._cells:
            self.clicked.connect(lambda index: self.cell_chosen.emit(index.row(), index.column()))
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self.currentIndex()
        if self._cells and event.matches(QKeySequence.StandardKey.Copy):
            self.copy()  # Qt would copy the one cell
        elif self._cells and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and at.isValid():
            self.cell_chosen.emit(at.row(), at.column())
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Put all of it on the clipboard with its headings, the columns apart by tabs as spreadsheets take them (promise E5)."""
        lines = [[heading.title for heading in self.texts.headings], *self.texts.rows()]
        QGuiApplication.clipboard().setText("\n".join("\t".join(guarded(" ".join(cell.split())) for cell in line) for line in lines))
        self.copied.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._cells and not self.currentIndex().isValid() and self.texts.rowCount():
            self.setCurrentIndex(self.texts.index(0, min(1, self.texts.columnCount() - 1)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        theme, headings = current(), self.texts.headings
        widths = [theme.px(h.width) for h in headings]
        spare, shares = self.viewport().width() - sum(widths), sum(h.stretch for h in headings) or 1
        for at, heading in enumerate(headings):
            self.setColumnWidth(at, max(widths[at] + spare * heading.stretch // shares, theme.px(30)))
