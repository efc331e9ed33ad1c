"""The Prospects table as drawn: check boxes, grade tiles, chips, and a ring around the row that holds the keys."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from sdrdesk.core.queries.people import ProspectRow
from sdrdesk.ui.models.id_table import ROW_ROLE, IdTableModel
from sdrdesk.ui.pages.prospects.columns import Words
from sdrdesk.ui.theme import Theme, current, pixmap
from sdrdesk.ui.widgets import painting
from sdrdesk.ui.widgets.chip import CHIP_WEIGHTS

_PAD = 8
_INDENT = 16
_CHIPS = {"plain": ("subtle", "t2"), "ac": ("accent-bg", "accent"), "am": ("amber-bg", "amber"), "gr": ("green-bg", "green")}
_TEXTS = {"name": ("t1", 600), "title": ("t2", 400), "company": ("t1", 400), "type": ("t2", 400), "last": ("t2", 400)}
Index = QModelIndex | QPersistentModelIndex


def paint_check(painter: QPainter, theme: Theme, x: float, middle: float, state: Qt.CheckState) -> None:
    """A check box with its left edge at ``x``."""
    rect = QRectF(x, round(middle - 8), 16, 16)
    on = state != Qt.CheckState.Unchecked
    painting.box(painter, rect, 4, theme.color("accent" if on else "surface"), theme.color("accent" if on else "t3"))
    if on:
        name = "check" if state == Qt.CheckState.Checked else "minus"
        painter.drawPixmap(round(x) + 2, round(middle - 6), pixmap(name, "on", 12))


class ProspectDelegate(QStyledItemDelegate):
    """Paints the cells of a person's row."""

    def __init__(self, words: Words, view: ProspectTable) -> None:
        super().__init__(view)
        self._words = words
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, current().px(34))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = current(), option.rect
        model = self._view.people
        ticked = model.is_ticked(index.row())
        fill = "accent-bg" if ticked else "hover" if index.row() == self._view.hovered else "surface"
        painter.fillRect(rect, theme.color(fill))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("accent-line" if ticked else "line"))
        column = model.columns[index.column()]
        if column.key == "tick":
            state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
            paint_check(painter, theme, rect.left() + _INDENT, rect.center().y() + 1, state)
        else:
            row = index.data(ROW_ROLE)
            if row is not None:
                self._paint_cell(painter, theme, rect, column.key, row, str(index.data() or ""), ticked)
        if index.row() == self._view.currentIndex().row() and self._view.hasFocus():
            self._paint_ring(painter, theme, rect, index.column(), len(model.columns))

    def _paint_cell(self, painter: QPainter, theme: Theme, rect: QRect, key: str, row: ProspectRow, words: str, ticked: bool) -> None:
        x, room = rect.left() + _PAD, rect.width() - 2 * _PAD
        if key in _TEXTS:
            token, weight = _TEXTS[key]
            token = "t3" if key == "last" and not row.last else token
            shown = painting.elided(theme, words, room, 13, weight)
            painting.text(painter, theme, x, rect.top(), rect.height() - 1, shown, token, 13, weight)
        elif key == "grade":
            painting.grade(painter, theme, x, rect.center().y() - 7, row.grade)
            painting.text(painter, theme, x + theme.px(16) + 6, rect.top(), rect.height() - 1, row.tier, "t3")
        elif key == "stands":
            self._paint_chip(painter, theme, rect, row, ticked)
        elif key in ("time", "score"):
            wide = theme.metrics().horizontalAdvance(words)
            painting.text(painter, theme, rect.right() + 1 - _PAD - wide, rect.top(), rect.height() - 1, words, "t2")
        else:
            self._paint_reach(painter, rect, row)

    def _paint_chip(self, painter: QPainter, theme: Theme, rect: QRect, row: ProspectRow, ticked: bool) -> None:
        words, kind = self._words.stands(row)
        fill, token = _CHIPS[kind]
        weight = CHIP_WEIGHTS[kind]
        shown = painting.elided(theme, words, rect.width() - 2 * _PAD - 12, 12, weight)
        high = theme.px(18)
        chip = QRectF(rect.left() + _PAD, rect.center().y() - high // 2, theme.metrics(12, weight).horizontalAdvance(shown) + 12, high)
        painting.box(painter, chip, 4, theme.color("surface" if ticked and kind == "plain" else fill))
        painting.text(painter, theme, chip.left() + 6, chip.top(), chip.height(), shown, token, 12, weight)

    @staticmethod
    def _paint_reach(painter: QPainter, rect: QRect, row: ProspectRow) -> None:
        x = rect.left() + _PAD
        for has, name in ((row.has_phone, "phone"), (row.has_email, "mail")):
            painter.drawPixmap(x, rect.center().y() - 6, pixmap(name if has else "x", "t2" if has else "red", 14))
            x += 22

    @staticmethod
    def _paint_ring(painter: QPainter, theme: Theme, rect: QRect, column: int, columns: int) -> None:
        """The row's ring, of which each cell paints its part."""
        colour = theme.color("accent")
        painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 2), colour)
        painter.fillRect(QRect(rect.left(), rect.bottom() - 1, rect.width(), 2), colour)
        if column == 0:
            painter.fillRect(QRect(rect.left(), rect.top(), 2, rect.height()), colour)
        if column == columns - 1:
            painter.fillRect(QRect(rect.right() - 1, rect.top(), 2, rect.height()), colour)

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        """A click anywhere in the first cell ticks: the box alone is a small target."""
        if index.column() != 0 or not isinstance(event, QMouseEvent) or event.button() != Qt.MouseButton.LeftButton:
            return False
        if event.type() == QEvent.Type.MouseButtonRelease:
            self._view.people.toggle(index.row())
        return True


class ProspectHeader(QHeaderView):
    """Titles, the arrow of the order, and one check box for all."""

    tick_all = Signal()

    def __init__(self, view: ProspectTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._view = view
        self._order = (1, Qt.SortOrder.AscendingOrder)
        self.setObjectName("prospects_header")
        self.setSectionsClickable(True)
        self.sectionClicked.connect(self._sort)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), current().px(32))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme, model = current(), self._view.people
        painter.fillRect(rect, theme.color("window"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("line"))
        column = model.columns[section]
        if column.key == "tick":
            n, of = model.ticked_count, model.rowCount()
            state = Qt.CheckState.Unchecked if not n else Qt.CheckState.Checked if n == of else Qt.CheckState.PartiallyChecked
            paint_check(painter, theme, rect.left() + _INDENT, rect.center().y() + 1, state)
            return
        chosen = self._order[0] == section
        weight = 600 if chosen else 500
        wide = theme.metrics(12, weight).horizontalAdvance(column.title)
        x = rect.right() + 1 - _PAD - wide if column.align & Qt.AlignmentFlag.AlignRight else rect.left() + _PAD
        painting.text(painter, theme, x, rect.top(), rect.height(), column.title, "t1" if chosen else "t3", 12, weight)
        if chosen:
            self._paint_arrow(painter, x + wide + 3, rect.center().y())

    def _paint_arrow(self, painter: QPainter, x: float, middle: float) -> None:
        painter.save()
        painter.translate(x + 6, middle + 1)
        if self._order[1] == Qt.SortOrder.AscendingOrder:
            painter.scale(1, -1)
        painter.drawPixmap(-6, -6, pixmap("chevron-down", "t1", 12))
        painter.restore()

    @Slot(int)
    def _sort(self, section: int) -> None:
        """Only columns that SQL can order by take the arrow; the first section ticks all instead."""
        if section == 0:
            self.tick_all.emit()
        elif self._view.people.columns[section].sort:
            up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
            order = down if self._order == (section, up) else up
            self.show_order(section, order)
            self._view.people.sort(section, order)

    def show_order(self, section: int, order: Qt.SortOrder) -> None:
        """Put the arrow on a column. Qt's own indicator would also go to columns that nothing can be ordered by."""
        self._order = (section, order)
        self.viewport().update()


class ProspectTable(QTableView):
    """The view. The current row is the cursor; ticks say what a bulk action takes.

    Signals:
        opened: row that Enter or a double click names.
    """

    opened = Signal(int)

    def __init__(self, model: IdTableModel[ProspectRow], words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.people = model
        self.hovered = -1
        self.setObjectName("prospects_table")
        self.setHorizontalHeader(ProspectHeader(self))
        self.setModel(model)
        self.setItemDelegate(ProspectDelegate(words, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(current().px(34))
        self.verticalHeader().setDefaultSectionSize(current().px(34))
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()) if index.column() else None)
        model.ticks_changed.connect(self.horizontalHeader().viewport().update)

    def header(self) -> ProspectHeader:
        header = self.horizontalHeader()
        assert isinstance(header, ProspectHeader)
        return header

    def step(self, rows: int) -> None:
        """Take the cursor up or down."""
        self.go_to(max(self.currentIndex().row(), -1 if rows > 0 else 0) + rows)

    def go_to(self, row: int) -> None:
        """Put the cursor on a row, within the table."""
        last = self.people.rowCount() - 1
        if last >= 0:
            self.setCurrentIndex(self.people.index(min(max(row, 0), last), 1))

    def currentChanged(self, now: Index, before: Index) -> None:
        super().currentChanged(now, before)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        elif event.text() and event.text().isprintable():
            event.ignore()  # no search by typing: letters are commands
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """Columns take their width, and what is left goes to those with a share."""
        theme, columns = current(), self.people.columns
        widths = [theme.px(c.width) for c in columns]
        spare, shares = self.viewport().width() - sum(widths), sum(c.stretch for c in columns)
        for at, column in enumerate(columns):
            self.setColumnWidth(at, max(widths[at] + spare * column.stretch // shares, theme.px(40)))
