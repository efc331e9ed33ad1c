"""The figures of a chart as a table: for a screen reader, to copy, and to look behind each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.small_table import Heading, SmallTable
from sdrdesk.ui.widgets.text import PlainLabel


@dataclass(frozen=True, slots=True)
class ChartData:
    """What a chart shows.

    Attributes:
        title: what the table is called.
        headings: the columns.
        rows: texts, a row for each mark of the chart.
        asked: called with the row and the column of a figure that was chosen; None where there is nothing to look behind.
    """

    title: str
    headings: Sequence[Heading]
    rows: Sequence[Sequence[str]]
    asked: Callable[[int, int], None] | None = None


class ChartTable(QDialog):
    """The table. Enter or a click looks behind a figure, Ctrl+C copies all of it for a spreadsheet."""

    def __init__(self, data: ChartData, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chart_table")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(data.title)
        self._data = data
        self.resize(max(560, sum(heading.width for heading in data.headings) + 60), 460)
        self.table = SmallTable(data.headings, "chart_table_rows", data.title, choose="cells")
        self.table.set_rows(data.rows)
        self.table.copied.connect(self._say_copied)
        if data.asked is not None:
            self.table.cell_chosen.connect(data.asked)
        self.note = PlainLabel(self._hint(), "t3", 12, wrap=True)
        self.note.setObjectName("chart_table_note")
        copy = KeyButton(self.tr("Copy"))
        copy.setObjectName("chart_table_copy")
        copy.set_keys(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.clicked.connect(self.table.copy)
        close = KeyButton(self.tr("Close"))
        close.setObjectName("chart_table_close")
        close.set_keys("Esc")
        close.clicked.connect(self.reject)
        below = QHBoxLayout()
        below.addWidget(self.note, 1)
        below.addWidget(copy)
        below.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        column.addWidget(PlainLabel(data.title, "t1", 15, 600))
        column.addWidget(self.table, 1)
        column.addLayout(below)
        self.table.setFocus()

    def _hint(self) -> str:
        if not self._data.rows:
            return self.tr("There is nothing in it yet.")
        return self.tr("Enter shows what a figure counts.") if self._data.asked is not None else ""

    @Slot()
    def _say_copied(self) -> None:
        self.note.setText(self.tr("Copied. Paste it into a spreadsheet or an email."))
