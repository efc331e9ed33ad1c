"""What each column of the file becomes; the user's word goes before what was recognised."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sdrdesk.core.files.mapping import FIELDS
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.pages.imports.looking import ColumnFact, Look
from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.tally_bar import Mark
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel

ENCODINGS = ("utf-8", "utf-16", "gb18030", "big5", "cp932", "euc_kr", "cp1252")
_NAME, _FIRST, _FILLED = 3, 4, 48


class QuietCombo(QComboBox):
    """A combo box that the mouse wheel scrolls past, so that scrolling the list changes nothing."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ColumnRow(QWidget):
    """One column: mark, header, what it becomes, first value, how many have one.

    Signals:
        chosen: (this row's header, field or empty).
    """

    chosen = Signal(str, str)

    def __init__(self, number: int, fact: ColumnFact, words: Sequence[tuple[str, str]], ctx: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.header = fact.header
        self.setFixedHeight(current().px(38))
        self._mark = Mark("minus", "t3")
        name = ElidedLabel(fact.header, "t1", 13, 600)
        self.combo = QuietCombo()
        self.combo.setObjectName(f"column_{number}")
        self.combo.setAccessibleName(self.tr("What column %1 becomes").replace("%1", fact.header))
        for choice, key in words:
            self.combo.addItem(choice, key)
        self.combo.setMinimumContentsLength(8)
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        first = ElidedLabel(fact.first, "t2")
        filled = PlainLabel(QLocale(ctx.profile.language).toString(fact.filled), "t2")
        filled.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        filled.setFixedWidth(current().px(_FILLED))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(10)
        row.addWidget(self._mark)
        row.addWidget(name, _NAME)
        row.addWidget(Mark("arrow-right", "t3"))
        row.addWidget(self.combo, 5)
        row.addWidget(first, _FIRST)
        row.addWidget(filled)
        for label in (name, first):
            label.setMinimumWidth(0)
        self.combo.activated.connect(lambda _: self.chosen.emit(self.header, self.field()))

    def field(self) -> str:
        """Key of the field, or empty."""
        return str(self.combo.currentData() or "")

    def set_field(self, field: str) -> None:
        """Choose in silence."""
        self.combo.setCurrentIndex(max(self.combo.findData(field), 0))
        self._mark.set_mark("check" if field else "minus", "green" if field else "t3")

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, current().color("line"))


class ColumnsCard(Card):
    """The columns of the file with their fields; encoding and delimiter in the head.

    Signals:
        mapping_changed: a column became something else.
        reading_changed: another encoding or delimiter.
    """

    mapping_changed = Signal()
    reading_changed = Signal()

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(margins=(0, 0, 0, 0), parent=parent)
        self._ctx = ctx
        self.rows: list[ColumnRow] = []
        self._choices = [(self.tr("Do not import"), ""), *((ctx.texts(f"field.{name}"), name) for name in FIELDS)]
        self._note = ElidedLabel("", "t2", 12)
        self._note.setObjectName("columns_note")
        self.encoding = QuietCombo()
        self.encoding.setObjectName("import_encoding")
        self.encoding.setAccessibleName(self.tr("Encoding of the file"))
        self.delimiter = QuietCombo()
        self.delimiter.setObjectName("import_delimiter")
        self.delimiter.setAccessibleName(self.tr("Sign between the cells"))
        signs = ((self.tr("Comma"), ","), (self.tr("Semicolon"), ";"), (self.tr("Tab"), "\t"), (self.tr("Bar"), "|"))
        for words, sign in signs:
            self.delimiter.addItem(words, sign)
        for name in ENCODINGS:
            self.encoding.addItem(name, name)
        for combo in (self.encoding, self.delimiter):
            combo.activated.connect(lambda _: self.reading_changed.emit())
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(15, 6, 12, 6)
        head.setSpacing(8)
        head.addWidget(PlainLabel(self.tr("1 · Columns"), "t1", 13, 600))
        head.addWidget(self._note, 1)
        head.addWidget(self.encoding)
        head.addWidget(self.delimiter)
        titles = QHBoxLayout()
        titles.setContentsMargins(38, 0, 14, 4)
        titles.setSpacing(10)
        for words, share in ((self.tr("In your file"), _NAME), (self.tr("Becomes"), 5), (self.tr("First value"), _FIRST)):
            titles.addWidget(PlainLabel(words, "t3", 12, 500), share)
        titles.addWidget(PlainLabel(self.tr("Filled"), "t3", 12, 500))
        self._inner = QWidget()
        self._inner.setProperty("role", "content")
        self._list = QVBoxLayout(self._inner)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._list.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("columns_scroll")
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._inner)
        scroll.viewport().setAutoFillBackground(False)
        self.column.addLayout(head)
        self.column.addLayout(titles)
        self.column.addWidget(scroll, 1)

    def show_file(self, look: Look) -> None:
        """Show a file; rows are made anew only when the columns are others."""
        if [row.header for row in self.rows] != [fact.header for fact in look.columns]:
            self._make_rows(look.columns)
        fields = {column: field for field, column in look.plan.mapping.items()}
        for row in self.rows:
            row.set_field(fields.get(row.header, ""))
        note = self.tr("%1 of %2 mapped").replace("%1", str(len(fields))).replace("%2", str(len(self.rows)))
        self._note.setText(note)
        table = look.plan.table
        if self.encoding.findData(table.encoding) < 0:
            self.encoding.addItem(table.encoding, table.encoding)
        self.encoding.setCurrentIndex(self.encoding.findData(table.encoding))
        self.delimiter.setVisible(bool(table.delimiter))
        if table.delimiter and self.delimiter.findData(table.delimiter) < 0:
            self.delimiter.addItem(table.delimiter, table.delimiter)
        self.delimiter.setCurrentIndex(self.delimiter.findData(table.delimiter))

    def _make_rows(self, facts: Sequence[ColumnFact]) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.deleteLater()
        self.rows = [ColumnRow(number, fact, self._choices, self._ctx, self._inner) for number, fact in enumerate(facts)]
        for at, row in enumerate(self.rows):
            row.chosen.connect(self._chosen)
            self._list.insertWidget(at, row)

    @Slot(str, str)
    def _chosen(self, header: str, field: str) -> None:
        """A field has one column: the one that had it before lets go."""
        for row in self.rows:
            if row.header == header:
                row.set_field(field)
            elif field and row.field() == field:
                row.set_field("")
        self.mapping_changed.emit()

    def mapping(self) -> dict[str, str]:
        """Every field with its column, an empty one for none: nothing is left to be recognised."""
        taken = {row.field(): row.header for row in self.rows if row.field()}
        return {field: taken.get(field, "") for field in FIELDS}
