"""A list in groups as a model: each group a header that folds, and its lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
ENTRY_ROLE = int(Qt.ItemDataRole.UserRole) + 1
FOLDED_ROLE = ENTRY_ROLE + 1
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line.

    Attributes:
        key: what the page calls the line by; empty for a group's header.
        group: the group that it belongs to.
        title: first line, in bold; the group's name in a header.
        side: day or time at the right; the number of lines in a header.
        second: second line.
        chip, chip_kind: state.
        note: words after the chip.
        late: the note is a broken deadline.
        quiet: nothing is to be done here, so nothing is in bold.
    """

    key: str
    group: str
    title: str
    side: str = ""
    second: str = ""
    chip: str = ""
    chip_kind: str = "plain"
    note: str = ""
    late: bool = False
    quiet: bool = False

    @property
    def spoken(self) -> str:
        """The line for a screen reader."""
        return ", ".join(part for part in (self.title, self.second, self.chip, self.note, self.side) if part)


class EntryModel(QAbstractListModel):
    """Headers and lines; folded groups show their header only."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Entry, ...] = ()
        self._shown: list[Entry] = []
        self._folded: set[str] = set()

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Other lines, each group's header before its lines."""
        self._all = tuple(entries)
        self._lay_out()

    def toggle(self, group: str, folded: bool | None = None) -> None:
        """Fold or unfold a group."""
        fold = group not in self._folded if folded is None else folded
        (self._folded.add if fold else self._folded.discard)(group)
        self._lay_out()

    def _lay_out(self) -> None:
        self.beginResetModel()
        self._shown = [e for e in self._all if not e.key or e.group not in self._folded]
        self.endResetModel()

    def entry(self, row: int) -> Entry | None:
        """The line at a row."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def row_of(self, key: str) -> int:
        """The row of a key, -1 when it is not shown."""
        return next((i for i, e in enumerate(self._shown) if key and e.key == key), -1)

    def next_row(self, row: int, step: int) -> int:
        """The next line that can be chosen in a direction; the same one at the end."""
        found = row + step
        while 0 <= found < len(self._shown):
            if self._shown[found].key:
                return found
            found += step
        return row

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entry(index.row())
        if entry is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.spoken
        if role == ENTRY_ROLE:
            return entry
        return entry.group in self._folded if role == FOLDED_ROLE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        entry = self.entry(index.row())
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if entry and entry.key else Qt.ItemFlag.ItemIsEnabled
