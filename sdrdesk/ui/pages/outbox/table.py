"""The table of emails, painted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from sdrdesk.core.services.outbox_desk import OutboxRow
from sdrdesk.ui.pages.outbox.words import CHIPS, Words
from sdrdesk.ui.theme import changed, current
from sdrdesk.ui.widgets import painting
from sdrdesk.ui.widgets.chip import CHIP_WEIGHTS
from sdrdesk.ui.widgets.text import plain_tooltip

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
COLUMNS = ("state", "to", "subject", "when", "reason")
_WIDTHS = {"state": 168, "to": 184, "when": 112}
_COLOURS = {
    "plain": ("subtle", "t2"),
    "ac": ("accent-bg", "accent"),
    "am": ("amber-bg", "amber"),
    "gr": ("green-bg", "green"),
    "rd": ("red-bg", "red"),
}
_ROOT = QModelIndex()
_PAD = 8


class OutboxModel(QAbstractTableModel):
    """The emails that were read."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._rows: tuple[OutboxRow, ...] = ()

    def set_rows(self, rows: Sequence[OutboxRow]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, number: int) -> OutboxRow | None:
        """The email at a row."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def number_of(self, outbox_id: int) -> int:
        """The row of an email, -1 when it is not shown."""
        return next((i for i, r in enumerate(self._rows) if r.id == outbox_id), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row())
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        text = (self._words.state(row), row.to_address, row.subject, self._words.when(row), self._words.reason(row))[index.column()]
        return plain_tooltip(text) if role == Qt.ItemDataRole.ToolTipRole else text

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        tr = QCoreApplication.translate
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            titles = (
                tr("OutboxPage", "State"),
                tr("OutboxPage", "To"),
                tr("OutboxPage", "Subject"),
                tr("OutboxPage", "When"),
                tr("OutboxPage", "Why"),
            )
            return titles[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


class OutboxDelegate(QStyledItemDelegate):
    """Paints a cell: the state as a chip, all else as one line of text."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect, state = current(), option.rect, option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, theme.color("accent-bg" if chosen else "surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("accent-line" if chosen else "line"))
        row, words = index.data(ROW_ROLE), str(index.data() or "")
        left = rect.left() + (16 if index.column() == 0 else _PAD)
        room = rect.right() - left - _PAD
        if index.column() == 0 and isinstance(row, OutboxRow):
            kind = CHIPS.get(row.state, "plain")
            fill, token = _COLOURS[kind]
            words = painting.elided(theme, words, room - 12, 12, CHIP_WEIGHTS[kind])
            high = theme.px(18)
            chip = QRectF(left, rect.center().y() - high // 2, theme.metrics(12, CHIP_WEIGHTS[kind]).horizontalAdvance(words) + 12, high)
            painting.box(painter, chip, 4, theme.color("surface" if chosen and kind in ("plain", "ac") else fill))
            painting.text(painter, theme, chip.left() + 6, chip.top(), high, words, token, 12, CHIP_WEIGHTS[kind])
        else:
            token = "t1" if index.column() in (1, 2) else "t2"
            painting.text(painter, theme, left, rect.top(), rect.height() - 1, painting.elided(theme, words, room), token)
        if chosen and index.column() == 0:
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


class OutboxTable(QTableView):
    """The emails; one row is chosen.

    Signals:
        chosen: the email that is now current, or None.
        opened: Enter or a double click on an email.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outbox_table")
        self.setAccessibleName(self.tr("Emails"))
        self.emails = OutboxModel(words, self)
        self.setModel(self.emails)
        self.setItemDelegate(OutboxDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setStyleSheet("QHeaderView::section:first { padding-left: 16px; }")  # as its cells
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(60)
        for number, key in enumerate(COLUMNS):
            if key not in _WIDTHS:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(self._open)
        changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        theme = current()
        self.verticalHeader().setDefaultSectionSize(theme.px(34))
        for number, key in enumerate(COLUMNS):
            if key in _WIDTHS:
                self.setColumnWidth(number, theme.px(_WIDTHS[key]))

    def show_rows(self, rows: Sequence[OutboxRow]) -> None:
        """Show these; the chosen one stays chosen when it is among them."""
        before = self.current()
        self.blockSignals(True)
        self.emails.set_rows(rows)
        number = self.emails.number_of(before.id) if before else -1
        if rows:
            self.selectRow(max(number, 0))
        self.blockSignals(False)
        self.chosen.emit(self.current())

    def current(self) -> OutboxRow | None:
        """The chosen email."""
        return self.emails.row(self.currentIndex().row())

    def step(self, by: int) -> None:
        """The next or previous email."""
        number = self.currentIndex().row() + by
        if 0 <= number < self.emails.rowCount():
            self.selectRow(number)

    def _open(self, index: Index) -> None:
        self.opened.emit(self.emails.row(index.row()))

    # Qt overrides

    def currentChanged(self, now: Index, before: Index) -> None:
        super().currentChanged(now, before)
        if now.row() != before.row():
            self.chosen.emit(self.emails.row(now.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.opened.emit(self.current())
            return
        super().keyPressEvent(event)
