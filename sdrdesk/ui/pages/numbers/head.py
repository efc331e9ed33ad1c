"""The first line of a card: its title, what its figures are, and something at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sdrdesk.ui.widgets.charts import Swatch
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel


class CardHead(QWidget):
    """Title and hint.

    Args:
        title: what the card shows.
        hint: how to read it.
        legend: token and word of each colour.
        note: words at the right.
        table: name of the button for the figures as a table; none when empty.

    Signals:
        table_wanted: the button was pressed.
    """

    table_wanted = Signal()

    def __init__(
        self,
        title: str,
        hint: str = "",
        legend: tuple[tuple[str, str], ...] = (),
        note: str = "",
        table: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(PlainLabel(title, "t1", 13, 600))
        row.addWidget(ElidedLabel(hint, "t3", 12), 1)
        for token, words in legend:
            row.addWidget(Swatch(token), 0, Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(PlainLabel(words, "t2", 12))
        self.note = PlainLabel(note, "t3", 12)
        self.note.setHidden(not note)
        row.addWidget(self.note)
        if table:
            button = KeyButton(self.tr("Table"), "ghost", small=True)
            button.setObjectName(table)
            button.setAccessibleName(self.tr("%1 as a table").replace("%1", title))
            button.clicked.connect(self.table_wanted)
            row.addWidget(button)

    def add_widget(self, widget: QWidget) -> None:
        """Something more at the right."""
        self._row.addWidget(widget)

    def set_note(self, words: str) -> None:
        """Other words at the right; empty takes no room."""
        self.note.setText(words)
        self.note.setHidden(not words)
