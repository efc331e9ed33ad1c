"""Choosing the account executive, or adding one on the spot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sdrdesk.core.domain.words import LANGUAGES
from sdrdesk.core.services.handoffs import AccountExecutive
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import PlainLabel, repolish


class _Combo(QComboBox):
    """Lets the wheel scroll the panel: it must not change for whom the packet is."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class AePicker(QWidget):
    """A list of names with "New…" beside it, which opens three fields below.

    Signals:
        changed: another one is chosen.
        wanted: (name, email, language) of one to be added.
    """

    changed = Signal()
    wanted = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._executives: tuple[AccountExecutive, ...] = ()
        self.combo = _Combo()
        self.combo.setObjectName("ae_combo")
        self.combo.setAccessibleName(self.tr("Account executive"))
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(12)
        self.combo.currentIndexChanged.connect(self._picked)
        self.new = KeyButton(self.tr("New…"))
        self.new.setObjectName("ae_new")
        self.new.clicked.connect(self.open_new)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.combo, 1)
        row.addWidget(self.new)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self._make_fields())

    def _make_fields(self) -> QWidget:
        self._fields = QWidget()
        self._fields.setObjectName("ae_fields")
        self.name, self.email, self.language = QLineEdit(), QLineEdit(), QComboBox()
        named: tuple[tuple[QWidget, str, str], ...] = (
            (self.name, "ae_name", self.tr("Name")),
            (self.email, "ae_email", self.tr("Email")),
            (self.language, "ae_language", self.tr("Language of the packet")),
        )
        for field, key, label in named:
            field.setObjectName(key)
            field.setAccessibleName(label)
        self.name.setPlaceholderText(self.tr("Name"))
        self.email.setPlaceholderText(self.tr("Email, may stay empty"))
        for code, words in zip(LANGUAGES, (self.tr("Packet in English"), self.tr("Packet in Chinese")), strict=True):
            self.language.addItem(words, code)
        self.add = KeyButton(self.tr("Add"))
        self.add.setObjectName("ae_add")
        self.cancel = KeyButton(self.tr("Cancel"), "ghost")
        self.cancel.setObjectName("ae_cancel")
        self._problem = PlainLabel("", "red", 12, wrap=True)
        self._problem.setObjectName("ae_problem")
        self._problem.hide()
        self.add.clicked.connect(self._add)
        self.cancel.clicked.connect(self.close_new)
        self.name.returnPressed.connect(self._add)
        self.email.returnPressed.connect(self._add)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.language, 1)
        below.addWidget(self.add)
        below.addWidget(self.cancel)
        column = QVBoxLayout(self._fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.name, self.email, self._problem):
            column.addWidget(widget)
        column.addLayout(below)
        self._fields.hide()
        return self._fields

    def value(self) -> AccountExecutive | None:
        """The one that is chosen."""
        number = self.combo.currentIndex() - 1
        return self._executives[number] if 0 <= number < len(self._executives) else None

    def set_executives(self, executives: Sequence[AccountExecutive], default: int | None = None) -> None:
        """The book in order. The chosen one stays; without one, ``default`` (an id) is taken."""
        before = self.value()
        wanted = before.id if before else default
        self.combo.blockSignals(True)
        self.combo.clear()
        self.combo.addItem(self.tr("Choose…"))
        for ae in executives:
            self.combo.addItem(ae.name, ae.id)
        self._executives = tuple(executives)
        self.combo.setCurrentIndex(next((i for i, ae in enumerate(executives, 1) if ae.id == wanted), 0))
        self.combo.blockSignals(False)
        if self.value() != before:
            self.changed.emit()

    def choose(self, ae_id: int) -> None:
        """Choose one by id."""
        self.combo.setCurrentIndex(max(self.combo.findData(ae_id), 0))

    @Slot()
    def open_new(self) -> None:
        """Show the fields for a new one."""
        self._fields.show()
        self.name.setFocus()

    @Slot()
    def close_new(self) -> None:
        """Hide and empty them."""
        for field in (self.name, self.email):
            field.clear()
        self.show_problem("")
        self._fields.hide()

    def show_problem(self, words: str) -> None:
        """Say at the field why it could not be added."""
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
        self.name.setProperty("verdict", "wrong" if words else "")
        repolish(self.name)

    @Slot()
    def _add(self) -> None:
        self.show_problem("")
        self.wanted.emit(self.name.text(), self.email.text(), str(self.language.currentData()))

    @Slot(int)
    def _picked(self, _index: int) -> None:
        self.changed.emit()
