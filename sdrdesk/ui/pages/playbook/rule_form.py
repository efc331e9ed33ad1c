"""The form of one rule, opened under its line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QDate, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sdrdesk.ui.pages.playbook.rule_fields import Body, RuleField, closed, get, opened, put
from sdrdesk.ui.pages.playbook.typed import split_list
from sdrdesk.ui.widgets.form import CalmCombo, CalmDate, CalmSpin, FormField
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.multi_choice import MultiChoice
from sdrdesk.ui.widgets.text import PlainLabel

_COLUMNS = 3


class RuleForm(QWidget):
    """Edits a rule's data; keeping them is the owner's work.

    Signals:
        saved: (name, data).
        left: closed without keeping.
    """

    saved = Signal(str, object)
    left = Signal()

    def __init__(self, kind: str, fields: Sequence[RuleField], today: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rule_form")
        self._kind, self._fields, self._today = kind, tuple(fields), today
        self._body: Body = {}
        self.name = QLineEdit()
        self.name.setObjectName("rule_name")
        self._name_field = FormField(self.name, "rule_name")
        self._name_field.set_words(self.tr("Name of the rule"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(10)
        self._made: list[tuple[RuleField, FormField]] = []
        for at, field in enumerate(self._fields):
            editor = self._editor(field)
            editor.setObjectName(
                f"rule_{field.path.replace('.', '_')}" + (f"_{at}" if field.path in {f.path for f, _ in self._made} else "")
            )
            made = FormField(editor, editor.objectName(), parent=self)
            made.set_words(field.words)
            if isinstance(editor, MultiChoice):
                editor.set_name(field.words)
            self._made.append((field, made))
        self.problem = PlainLabel("", "red", 12, wrap=True)
        self.problem.setObjectName("rule_problem")
        self.problem.hide()
        save, leave = KeyButton(self.tr("Save"), "primary", small=True), KeyButton(self.tr("Cancel"), "ghost", small=True)
        save.setObjectName("rule_save")
        save.set_keys("Ctrl+Return")
        leave.setObjectName("rule_cancel")
        leave.set_keys("Esc")
        save.clicked.connect(self.save)
        leave.clicked.connect(self.left)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(save)
        buttons.addWidget(leave)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(10)
        column.addWidget(self._name_field)
        column.addLayout(self._grid)
        column.addWidget(self.problem)
        column.addLayout(buttons)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, slot in (("Ctrl+Return", self.save), ("Ctrl+Enter", self.save), ("Esc", self.left.emit)):
            QShortcut(QKeySequence(keys), self, slot, context=here)

    def _editor(self, field: RuleField) -> QWidget:
        if field.kind in ("number", "percent"):
            spin = CalmSpin(field.low, field.high)
            spin.setSuffix(" %" if field.kind == "percent" else "")
            spin.valueChanged.connect(lambda value: self._put(field, value / 100 if field.kind == "percent" else value))
            if field.optional:
                spin.setSpecialValueText(self.tr("any"))
            return spin
        if field.kind == "one":
            combo = CalmCombo()
            for key, words in field.choices:
                combo.addItem(words, key)
            combo.activated.connect(lambda _: self._put(field, combo.currentData()))
            return combo
        if field.kind == "many":
            many = MultiChoice(self.tr("any"))
            many.set_choices(field.choices)
            many.changed.connect(lambda: self._put(field, many.value()))
            return many
        if field.kind == "toggle":
            toggle = QCheckBox(self.tr("yes"))
            toggle.toggled.connect(lambda on: self._put(field, on))
            return toggle
        if field.kind == "date":
            date = CalmDate()
            date.dateChanged.connect(lambda day: self._put(field, day.toString(Qt.DateFormat.ISODate)))
            return date
        line = QLineEdit()
        if field.kind == "list":
            line.setPlaceholderText(self.tr("several with commas"))
        line.textEdited.connect(lambda typed: self._put(field, split_list(typed) if field.kind == "list" else typed.strip()))
        return line

    def show_rule(self, name: str, body: Body) -> None:
        """Edit this one."""
        self._body = opened(self._kind, body)
        self.name.setText(name)
        self.show_problem("")
        self._show()

    def _show(self) -> None:
        shown = [made for field, made in self._made if field.when(self._body)]
        for _, made in self._made:
            self._grid.removeWidget(made)
            made.setVisible(made in shown)
        for at, made in enumerate(shown):
            self._grid.addWidget(made, at // _COLUMNS, at % _COLUMNS)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
        for field, made in self._made:
            editor = made.editor
            editor.blockSignals(True)
            self._fill(field, editor, get(self._body, field.path))
            editor.blockSignals(False)

    def _fill(self, field: RuleField, editor: QWidget, value: Any) -> None:
        if isinstance(editor, CalmSpin):
            editor.setValue(round((0.5 if value is None else value) * 100) if field.kind == "percent" else int(value or 0))
        elif isinstance(editor, CalmCombo):
            if value is not None and editor.findData(value) < 0:
                editor.addItem(str(value), value)
            editor.setCurrentIndex(editor.findData(value) if value is not None else -1)
        elif isinstance(editor, MultiChoice):
            editor.set_value(value or [])
        elif isinstance(editor, QCheckBox):
            editor.setChecked(True if value is None else bool(value))
        elif isinstance(editor, CalmDate):
            day = QDate.fromString(str(value or self._today), Qt.DateFormat.ISODate)
            editor.setDate(day)
        elif isinstance(editor, QLineEdit) and not editor.hasFocus():
            editor.setText(", ".join(value or []) if field.kind == "list" else str(value or ""))

    def _put(self, field: RuleField, value: object) -> None:
        empty = value in ("", [], None) or (field.optional and value == 0)
        shape = [f for f, _ in self._made if f.when(self._body)]
        self._body = put(self._body, field.path, None if empty else value)
        if field.path == "field":
            # Another fact has other values.
            self._body = put(self._body, "values", None)
        if field.kind == "one" and shape != [f for f, _ in self._made if f.when(self._body)]:
            self._dates()
            self._show()

    def _dates(self) -> None:
        """A date that has just come into sight is today, as it is shown."""
        for field, _ in self._made:
            if field.kind == "date" and field.when(self._body) and get(self._body, field.path) is None:
                self._body = put(self._body, field.path, self._today.isoformat())

    def show_problem(self, words: str) -> None:
        """Why it was not kept; empty takes it away."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    @Slot()
    def save(self) -> None:
        """Hand name and data over."""
        self.saved.emit(self.name.text().strip(), closed(self._kind, self._body, self._fields))
