"""The steps of a cadence as a list: chosen by click or keys, moved by dragging or Alt with the arrows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from sdrdesk.ui.theme import Theme, current
from sdrdesk.ui.widgets import painting

Index = QModelIndex | QPersistentModelIndex
STEP_ROLE = int(Qt.ItemDataRole.UserRole) + 1
MIME = "application/x-sdrdesk-step"
_ROOT = QModelIndex()
_LINE, _PAD = 49, 12
_MOST_LINES = 9


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step in words.

    Attributes:
        title: what the step is for.
        second: channel, template and how it goes.
        gap: how long after the one before.
        date: the day on which it would fall; empty when that is not known.
        wrong: the check has something against it.
    """

    title: str
    second: str
    gap: str
    date: str = ""
    wrong: bool = False


class StepModel(QAbstractListModel):
    """The lines; a drop asks for a move.

    Signals:
        move_wanted: (from, to) as places after the move.
    """

    move_wanted = Signal(int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[StepLine] = []

    def set_lines(self, lines: Sequence[StepLine]) -> None:
        """Other lines; the same number of them keeps the place."""
        if len(lines) == len(self.lines):
            self.lines = list(lines)
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    # Qt overrides

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.lines):
            return None
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(p for p in (f"{index.row() + 1}", line.title, line.second, line.gap, line.date) if p)
        return line if role == STEP_ROLE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        base = Qt.ItemFlag.ItemIsEnabled
        # Only between the lines can one be dropped, not on one.
        return (
            base | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else base | Qt.ItemFlag.ItemIsDropEnabled
        )

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        carried = QMimeData()
        carried.setData(MIME, QByteArray())
        return carried

    def moveRows(self, source: Index, at: int, n: int, target: Index, before: int) -> bool:
        """What the view calls at a drop inside it. True says that it is done: the owner shows the new order by ``set_lines``."""
        self.move_wanted.emit(at, before - 1 if before > at else before)
        return True


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, current().px(_LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(STEP_ROLE)
        if not isinstance(line, StepLine):
            return
        theme, rect, state = current(), option.rect, option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        under = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(rect, theme.color("accent-bg" if chosen else "hover" if under else "surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("line"))
        if chosen:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.color("accent"))
        self._line(painter, theme, rect, line, str(index.row() + 1))
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            painting.focus_ring(painter, painting.as_float(rect), 0, theme)

    @staticmethod
    def _line(painter: QPainter, theme: Theme, rect: QRect, line: StepLine, number: str) -> None:
        left, right, top, high = rect.left() + _PAD, rect.right() - _PAD, rect.top() + theme.px(6), theme.px(19)
        side = theme.px(22)
        tile = QRectF(left, rect.top() + (rect.height() - side) / 2, side, side)
        painting.box(painter, tile, 4, theme.color("red-bg" if line.wrong else "track"))
        wide = theme.metrics(12, 600).horizontalAdvance(number)
        token = "red" if line.wrong else "t2"
        painting.text(painter, theme, tile.x() + (side - wide) / 2, tile.y(), side, number, token, 12, 600)
        left += side + _PAD
        wide = theme.metrics(12, 500).horizontalAdvance(line.date)
        painting.text(painter, theme, right - wide, top, high, line.date, "t1", 12, 500)
        painting.text(painter, theme, left, top, high, painting.elided(theme, line.title, right - left - wide - 12, 13, 600), "t1", 13, 600)
        wide = theme.metrics(12).horizontalAdvance(line.gap)
        painting.text(painter, theme, right - wide, top + high, theme.px(17), line.gap, "t3", 12)
        painting.text(
            painter, theme, left, top + high, theme.px(17), painting.elided(theme, line.second, right - left - wide - 12, 12), "t2", 12
        )


class StepList(QListView):
    """The list. Alt with Up or Down moves the step, Delete takes it away, Insert adds one after it.

    Signals:
        chosen: place of the step that is now current; -1 for none.
        move_wanted: (from, to).
        remove_wanted, add_wanted: for the current one.
        entered: Enter: into the fields of the step.
    """

    chosen = Signal(int)
    move_wanted = Signal(int, int)
    remove_wanted = Signal()
    add_wanted = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("step_list")
        self.setAccessibleName(self.tr("Steps"))
        self.steps = StepModel(self)
        self.setModel(self.steps)
        self.setItemDelegate(_Delegate(self))
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDragDropOverwriteMode(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.steps.move_wanted.connect(self.move_wanted)

    def set_lines(self, lines: Sequence[StepLine], at: int) -> None:
        """Show these with one of them current; the signal is not sent."""
        self.blockSignals(True)
        self.steps.set_lines(lines)
        self.setCurrentIndex(self.steps.index(at) if 0 <= at < len(lines) else QModelIndex())
        self.blockSignals(False)
        # As high as its lines, but not so high that the fields of the step are out of sight.
        self.setFixedHeight(min(max(len(lines), 1), _MOST_LINES) * current().px(_LINE) + 2)
        self.viewport().update()

    def place(self) -> int:
        """The place of the current step; -1 for none."""
        return self.currentIndex().row()

    # Qt overrides

    def currentChanged(self, now: Index, before: Index) -> None:
        super().currentChanged(now, before)
        self.chosen.emit(now.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        key = Qt.Key(event.key())
        if key in steps and alt and self.place() >= 0:
            self.move_wanted.emit(self.place(), self.place() + steps[key])
        elif key == Qt.Key.Key_Delete and self.place() >= 0:
            self.remove_wanted.emit()
        elif key == Qt.Key.Key_Insert:
            self.add_wanted.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered.emit()
        else:
            super().keyPressEvent(event)
