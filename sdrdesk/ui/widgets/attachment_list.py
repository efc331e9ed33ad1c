"""Files of an email: name, size, what is wrong with one, and a way to take each out. It reads no file itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file as shown; ``problem`` is a sentence, empty when it can go. A size below zero is not known yet."""

    path: str
    name: str
    size: int
    problem: str = ""


class AttachmentList(QWidget):
    """One row for each file, and the sum; hidden while there is none.

    Signals:
        removed: path of a file that the user took out.
    """

    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("attachments")
        self.setAccessibleName(self.tr("Attachments"))
        self._rows: tuple[FileRow, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 4, 8, 4)
        self._column.setSpacing(2)
        self.hide()

    def set_files(self, rows: Sequence[FileRow], problem: str = "") -> None:
        """Show these; ``problem`` is what is wrong with all of them together."""
        if tuple(rows) == self._rows and not problem:
            return
        self._rows = tuple(rows)
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for row in self._rows:
            self._column.addWidget(self._line(row))
        if problem:
            self._column.addWidget(PlainLabel(problem, "red", 12, wrap=True))
        self.setHidden(not self._rows)

    def files(self) -> tuple[FileRow, ...]:
        """What is shown."""
        return self._rows

    def _line(self, row: FileRow) -> QWidget:
        box = QWidget()
        box.setObjectName(f"attachment_{row.name}")
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        size = self.locale().formattedDataSize(row.size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat) if row.size >= 0 else ""
        words = row.problem or "  ·  ".join(part for part in (row.name, size) if part)
        take = KeyButton("", "ghost", "x", small=True)
        take.setObjectName("attachment_remove")
        take.setAccessibleName(self.tr("Remove %1").replace("%1", row.name))
        take.clicked.connect(partial(self._remove, row.path))
        line.addWidget(ElidedLabel(words, "red" if row.problem else "t2", 12), 1)
        line.addWidget(take)
        return box

    def _remove(self, path: str, _checked: bool = False) -> None:
        self.removed.emit(path)
