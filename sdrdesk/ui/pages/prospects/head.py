"""Over the table: which segment is open, the search field, and the ways to bring people in."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sdrdesk.ui.theme import icon
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel


class ProspectsHead(QWidget):
    """Title and count, Import and New, and the search field under them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = PlainLabel("", "t1", 18, 600)
        self._title.setObjectName("prospects_title")
        self._count = ElidedLabel("", "t2")
        self._count.setObjectName("prospects_count")
        self.import_button = KeyButton(self.tr("Import"), icon="upload")
        self.import_button.setObjectName("prospects_import")
        self.import_button.set_keys("I")
        self.new_button = KeyButton(self.tr("New"), icon="plus")
        self.new_button.setObjectName("prospects_new")
        self.new_button.set_keys("Ctrl+N")
        self.search_box = QLineEdit()
        self.search_box.setObjectName("prospects_find")
        self.search_box.setAccessibleName(self.tr("Find people"))
        self.search_box.setPlaceholderText(self.tr("Find by name, company, email or note   /"))
        self.search_box.setClearButtonEnabled(True)
        self.search_box.addAction(icon("search", "t3"), QLineEdit.ActionPosition.LeadingPosition)
        self.search_box.setMaximumWidth(420)
        self._lay_out()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(10)
        for widget, stretch in ((self._title, 0), (self._count, 1), (self.import_button, 0), (self.new_button, 0)):
            first.addWidget(widget, stretch)
        second = QHBoxLayout()
        second.addWidget(self.search_box, 1)
        second.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 11, 16, 8)
        column.setSpacing(8)
        column.addLayout(first)
        column.addLayout(second)

    def set_title(self, words: str, count: str) -> None:
        """Name of the segment, and how many people are listed."""
        self._title.setText(words)
        self._count.setText(count)
