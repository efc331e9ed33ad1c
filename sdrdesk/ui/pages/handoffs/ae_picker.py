"""Choosing the account executive; adding, changing or retiring one on the spot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sdrdesk.core.domain.words import LANGUAGES
from sdrdesk.core.services.executives import AccountExecutive
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import PlainLabel, repolish


class _Combo(QComboBox):
    """Lets the wheel scroll the panel: it must not change for whom the packet is."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class AePicker(QWidget):
    """A list of names with "New…" and "Edit…" beside it, which open the fields below.

    Signals:
        changed: another one is chosen.
        picked: the user has chosen another one.
        wanted: an AccountExecutive to be kept; its id is 0 for a new one.
    """

    changed = Signal()
    picked = Signal()
    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._executives: tuple[AccountExecutive, ...] = ()
        self.combo = _Combo()
        self.combo.setObjectName("ae_combo")
        self.combo.setAccessibleName(self.tr("Account executive"))
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(12)
        self.combo.currentIndexChanged.connect(self._moved)
        self.combo.activated.connect(lambda _: self.picked.emit())
        self.new = KeyButton(self.tr("New…"))
        self.new.setObjectName("ae_new")
        self.new.clicked.connect(self.open_new)
        self.edit = KeyButton(self.tr("Edit…"))
        self.edit.setObjectName("ae_edit")
        self.edit.setAccessibleName(self.tr("Change this account executive"))
        self.edit.clicked.connect(self.open_edit)
        self._hint = PlainLabel("", "t3", 12, wrap=True)
        self._hint.setObjectName("ae_hint")
        self._hint.hide()
        self._changing: AccountExecutive | None = None
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.combo, 1)
        row.addWidget(self.edit)
        row.addWidget(self.new)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self._hint)
        column.addWidget(self._make_fields())

    def _make_fields(self) -> QWidget:
        self._fields = QWidget()
        self._fields.setObjectName("ae_fields")
        self.name, self.email, self.calendar, self.language = QLineEdit(), QLineEdit(), QLineEdit(), QComboBox()
        named: tuple[tuple[QWidget, str, str], ...] = (
            (self.name, "ae_name", self.tr("Name")),
            (self.email, "ae_email", self.tr("Email")),
            (self.calendar, "ae_calendar", self.tr("When meetings with them can be")),
            (self.language, "ae_language", self.tr("Language of the packet")),
        )
        for field, key, label in named:
            field.setObjectName(key)
            field.setAccessibleName(label)
        self.name.setPlaceholderText(self.tr("Name"))
        self.email.setPlaceholderText(self.tr("Email, may stay empty"))
        self.calendar.setPlaceholderText(self.tr("When they can meet: Tue and Thu after 14:00, or a link"))
        for code, words in zip(LANGUAGES, (self.tr("Packet in English"), self.tr("Packet in Chinese")), strict=True):
            self.language.addItem(words, code)
        self.add = KeyButton(self.tr("Add"))
        self.add.setObjectName("ae_add")
        self.cancel = KeyButton(self.tr("Cancel"), "ghost")
        self.cancel.setObjectName("ae_cancel")
        self.retire = KeyButton(self.tr("Retire"), "ghost")
        self.retire.setObjectName("ae_retire")
        self.retire.clicked.connect(self._retire)
        self._problem = PlainLabel("", "red", 12, wrap=True)
        self._problem.setObjectName("ae_problem")
        self._problem.hide()
        self.add.clicked.connect(self._add)
        self.cancel.clicked.connect(self.close_new)
        self.name.returnPressed.connect(self._add)
        self.email.returnPressed.connect(self._add)
        self.calendar.returnPressed.connect(self._add)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.language, 1)
        below.addWidget(self.retire)
        below.addWidget(self.add)
        below.addWidget(self.cancel)
        column = QVBoxLayout(self._fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.name, self.email, self.calendar, self._problem):
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
        self._show_hint()
        if self.value() != before:
            self.changed.emit()

    def choose(self, ae_id: int) -> None:
        """Choose one by id."""
        self.combo.setCurrentIndex(max(self.combo.findData(ae_id), 0))

    @Slot()
    def open_new(self) -> None:
        """Show the fields for a new one."""
        self._open(None)

    @Slot()
    def open_edit(self) -> None:
        """Show the fields with the chosen one in them."""
        if (chosen := self.value()) is not None:
            self._open(chosen)

    def _open(self, ae: AccountExecutive | None) -> None:
        self._changing = ae
        for field, words in ((self.name, ae.name), (self.email, ae.email), (self.calendar, ae.calendar)) if ae else ():
            field.setText(words)
        if ae is not None:
            self.language.setCurrentIndex(max(self.language.findData(ae.language), 0))
        self.add.set_words(self.tr("Keep") if ae else self.tr("Add"))
        self.retire.setVisible(ae is not None)
        self._fields.show()
        self.name.setFocus()

    @Slot()
    def close_new(self) -> None:
        """Hide and empty them."""
        for field in (self.name, self.email, self.calendar):
            field.clear()
        self._changing = None
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
        self._emit(False)

    @Slot()
    def _retire(self) -> None:
        self.show_problem("")
        self._emit(True)

    def _emit(self, retired: bool) -> None:
        number, language = self._changing.id if self._changing else 0, str(self.language.currentData())
        self.wanted.emit(AccountExecutive(number, self.name.text(), self.email.text(), language, self.calendar.text(), retired))

    @Slot(int)
    def _moved(self, _index: int) -> None:
        self._show_hint()
        self.changed.emit()

    def _show_hint(self) -> None:
        """What is known of their calendar; and that an address is missing, before that is found out at the end."""
        ae = self.value()
        words = "" if ae is None else ae.calendar
        if ae is not None and not ae.email:
            missing = self.tr("No address: the invitation cannot name them, and what they reply is not recognised.")
            words = f"{words} · {missing}" if words else missing
        self._hint.setText(words)
        self._hint.setVisible(bool(words))
        self.edit.setEnabled(ae is not None)
