"""What happened with a person, newest first."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from sdrdesk.core.queries.people import TouchRow
from sdrdesk.core.texts import Texts
from sdrdesk.ui.widgets.text import PlainLabel


class HistoryTab(QWidget):
    """Touches and their results as a table (at most 500 rows)."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("history_tab")
        self._texts = texts
        self._empty = PlainLabel(self.tr("No touch yet."), "t3")
        self.table = QTableWidget(0, 4)
        self.table.setObjectName("touches")
        self.table.setAccessibleName(self.tr("Touches"))
        self.table.setHorizontalHeaderLabels([self.tr("When"), self.tr("Channel"), self.tr("Result"), self.tr("Note")])
        self.table.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.addWidget(self._empty)
        column.addWidget(self.table, 1)

    def show_touches(self, touches: list[TouchRow], zone: dt.tzinfo) -> None:
        """Fill the table."""
        self._empty.setHidden(bool(touches))
        self.table.setHidden(not touches)
        self.table.setRowCount(len(touches))
        for row, touch in enumerate(touches):
            cells = (
                touch.at.astimezone(zone).strftime("%Y-%m-%d %H:%M"),
                self._texts(f"channel.{touch.channel}"),
                self._texts(f"outcome.{touch.outcome}"),
                touch.note,
            )
            for column, words in enumerate(cells):
                self.table.setItem(row, column, QTableWidgetItem(words))
        self.table.resizeColumnsToContents()
