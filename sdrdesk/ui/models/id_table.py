"""A table over ids: the ids come sorted and filtered from SQL, the rows are read a page at a time when they are seen.

No proxy model stands before it: sorting asks for other ids (``sort_wanted``), filtering is the owner's next id list. A new list is
applied as a difference, so that the current row, the ticks and the scroll position stay where they were.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from sdrdesk.ui.widgets.text import plain_tooltip

RowT = TypeVar("RowT")
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

ID_ROLE = int(Role.UserRole) + 1
ROW_ROLE = int(Role.UserRole) + 2
PAGE = 100
CACHE = 2000
MANY = 2000
"""From so many differences on, a reset is cheaper than naming them."""

_ROOT = QModelIndex()
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Column(Generic[RowT]):
    """One column.

    Attributes:
        key: name for delegates and tests.
        title: header.
        text: what a row shows there.
        width: in pixels of the design.
        sort: name of the SQL order; empty for a column that cannot be sorted by.
        stretch: share of the spare width.
        align: of header and cell.
        tooltip: shown over the cell, literally.
    """

    key: str
    title: str
    text: Callable[[RowT], str]
    width: int
    sort: str = ""
    stretch: int = 0
    align: Qt.AlignmentFlag = _LEFT
    tooltip: Callable[[RowT], str] | None = None


class IdTableModel(QAbstractTableModel, Generic[RowT]):
    """Rows by id.

    Args:
        columns: what is shown.
        fetch: reads rows for some ids; called on the main thread for at most a page, so it must take a few milliseconds.
        tickable: the first column has a check box.

    Signals:
        sort_wanted: (SQL order, descending); the owner answers with ``set_ids``.
        ticks_changed: other rows are ticked.
    """

    sort_wanted = Signal(str, bool)
    ticks_changed = Signal()

    def __init__(
        self,
        columns: Sequence[Column[RowT]],
        fetch: Callable[[Sequence[int]], Mapping[int, RowT]],
        parent: QObject | None = None,
        *,
        tickable: bool = False,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._fetch = fetch
        self._tickable = tickable
        self._ids: list[int] = []
        self._rows: OrderedDict[int, RowT | None] = OrderedDict()
        self._ticked: set[int] = set()

    # what is in it

    @property
    def ids(self) -> Sequence[int]:
        """The ids in order; do not change it."""
        return self._ids

    def id_at(self, row: int) -> int:
        """The id of a row. Raises IndexError outside the table."""
        return self._ids[row]

    def row_of(self, id_: int) -> int:
        """Where an id stands, or -1."""
        try:
            return self._ids.index(id_)
        except ValueError:
            return -1

    def row_at(self, row: int) -> RowT | None:
        """The values of a row; reads its page when it is not at hand. None when it was deleted since the ids were read."""
        id_ = self._ids[row]
        if id_ not in self._rows:
            self._read_page(row)
        self._rows.move_to_end(id_)
        return self._rows[id_]

    def _read_page(self, row: int) -> None:
        start = row // PAGE * PAGE
        wanted = [i for i in self._ids[start : start + PAGE] if i not in self._rows]
        found = self._fetch(wanted)
        for id_ in wanted:
            self._rows[id_] = found.get(id_)
        while len(self._rows) > CACHE:
            self._rows.popitem(last=False)

    # what changes it

    def set_ids(self, ids: Iterable[int]) -> None:
        """Show these rows in this order; told to the views as a difference."""
        new = list(ids)
        if new == self._ids:
            return
        had, wanted = set(self._ids), set(new)
        gone, fresh = had - wanted, wanted - had
        if not self._ids or len(gone) + len(fresh) > MANY:
            self.beginResetModel()
            self._ids = new
            self.endResetModel()
        else:
            self._remove(gone)
            self._reorder([i for i in new if i in had])
            self._insert(new, fresh)
        self._keep_ticks(wanted)

    def forget(self, ids: Iterable[int] | None = None) -> None:
        """Read rows again when they are next seen; all of them without ``ids``."""
        if ids is None:
            self._rows.clear()
        else:
            for id_ in ids:
                self._rows.pop(id_, None)
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self.columns) - 1))

    def _remove(self, gone: set[int]) -> None:
        for first, last in reversed(_runs([at for at, i in enumerate(self._ids) if i in gone])):
            self.beginRemoveRows(_ROOT, first, last)
            del self._ids[first : last + 1]
            self.endRemoveRows()

    def _reorder(self, kept: list[int]) -> None:
        if kept == self._ids:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        places = {i: at for at, i in enumerate(kept)} if before else {}
        after = [self.index(places[self._ids[old.row()]], old.column()) for old in before]
        self._ids = kept
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _insert(self, new: list[int], fresh: set[int]) -> None:
        for first, last in _runs([at for at, i in enumerate(new) if i in fresh]):
            self.beginInsertRows(_ROOT, first, last)
            self._ids[first:first] = new[first : last + 1]
            self.endInsertRows()

    # ticks

    @property
    def ticked(self) -> list[int]:
        """Ticked ids in the order of the table; always among those shown."""
        return [i for i in self._ids if i in self._ticked] if self._ticked else []

    @property
    def ticked_count(self) -> int:
        return len(self._ticked)

    def tick(self, ids: Iterable[int], on: bool = True) -> None:
        """Tick or untick rows."""
        before = len(self._ticked)
        if on:
            self._ticked.update(ids)
        else:
            self._ticked.difference_update(ids)
        if len(self._ticked) != before:
            self._tell_ticks()

    def toggle(self, row: int) -> None:
        """Turn the tick of one row."""
        id_ = self._ids[row]
        self.tick((id_,), id_ not in self._ticked)

    def is_ticked(self, row: int) -> bool:
        return self._ids[row] in self._ticked

    def _keep_ticks(self, wanted: set[int]) -> None:
        if not self._ticked <= wanted:
            self._ticked &= wanted
            self.ticks_changed.emit()

    def _tell_ticks(self) -> None:
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self.columns) - 1), [Role.CheckStateRole])
        self.ticks_changed.emit()

    # Qt overrides

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsUserCheckable if self._tickable and index.column() == 0 else flags

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._ids):
            return None
        if role == ID_ROLE:
            return self._ids[index.row()]
        column = self.columns[index.column()]
        if role == Role.TextAlignmentRole:
            return column.align
        if role == Role.CheckStateRole and self._tickable and index.column() == 0:
            return Qt.CheckState.Checked if self.is_ticked(index.row()) else Qt.CheckState.Unchecked
        if role in (Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole, ROW_ROLE):
            return self._of_row(index.row(), column, role)
        return None

    def _of_row(self, at: int, column: Column[RowT], role: int) -> Any:
        row = self.row_at(at)
        if role == ROW_ROLE:
            return row
        if row is None:
            return "" if role == Role.DisplayRole else None
        if role == Role.ToolTipRole:
            return plain_tooltip(column.tooltip(row)) if column.tooltip else None
        words = column.text(row)
        return f"{column.title}: {words}" if role == Role.AccessibleTextRole and column.title else words

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        if role != Role.CheckStateRole or not self._tickable or not index.isValid() or index.column() != 0:
            return False
        self.tick((self._ids[index.row()],), Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Role.TextAlignmentRole:
            return column.align
        return column.title if role in (Role.DisplayRole, Role.AccessibleTextRole) else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(self.columns) and self.columns[column].sort:
            self.sort_wanted.emit(self.columns[column].sort, order == Qt.SortOrder.DescendingOrder)


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """Ascending places as runs (first, last)."""
    runs: list[tuple[int, int]] = []
    for at in places:
        if runs and runs[-1][1] == at - 1:
            runs[-1] = (runs[-1][0], at)
        else:
            runs.append((at, at))
    return runs
