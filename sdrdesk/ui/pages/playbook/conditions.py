"""Who may go on a cadence, when it ends besides the stop rules, its time limit and the track after it (rule R9; seeds W18, W19)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from sdrdesk.core.domain.cadence import TRACK_GAP_DAYS
from sdrdesk.core.domain.words import MESSAGE_OUTCOMES
from sdrdesk.core.files.cadences import ENTER_FIELDS, MAX_LIMIT
from sdrdesk.core.texts import Texts
from sdrdesk.ui.pages.playbook.typed import split_list
from sdrdesk.ui.widgets.form import CalmCombo, CalmSpin, FormField
from sdrdesk.ui.widgets.multi_choice import MultiChoice
from sdrdesk.ui.widgets.text import PlainLabel

_COLUMNS = 3
_FAMILIES = {"language": "lang_name"}


class Conditions(QWidget):
    """The part of the editor under the steps.

    Signals:
        changed: (part, name, value): ``enter`` or ``leave`` with a field's values; an empty part for a value of the whole.
    """

    changed = Signal(str, str, object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("conditions")
        self._texts = texts
        self._choices: dict[tuple[str, str], MultiChoice] = {}
        self._lines: dict[str, QLineEdit] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(10)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self._make_enter()
        self._make_leave()
        self._make_end()

    def _head(self, words: str, note: str) -> None:
        row = self._grid.rowCount()
        self._grid.addWidget(PlainLabel(words, "t1", 13, 600), row, 0, 1, _COLUMNS)
        self._grid.addWidget(PlainLabel(note, "t3", 12, wrap=True), row + 1, 0, 1, _COLUMNS)

    def _place(self, fields: list[FormField]) -> None:
        row = self._grid.rowCount()
        for at, field in enumerate(fields):
            self._grid.addWidget(field, row + at // _COLUMNS, at % _COLUMNS)

    def _choice(self, part: str, name: str, words: str, choices: list[tuple[str, str]]) -> FormField:
        editor = MultiChoice(self.tr("any") if part == "enter" else self.tr("none"))
        editor.setObjectName(f"{part}_{name}")
        editor.set_choices(choices)
        editor.changed.connect(lambda: self.changed.emit(part, name, editor.value()))
        self._choices[part, name] = editor
        field = FormField(editor, f"{part}_{name}")
        field.set_words(words)
        editor.set_name(words)
        return field

    def _worded(self, name: str, values: Any) -> list[tuple[str, str]]:
        code = _FAMILIES.get(name, name)
        return [(str(v), self._texts(f"{code}.{v}") if self._texts.has(f"{code}.{v}") else str(v)) for v in values]

    def _make_enter(self) -> None:
        self._head(self.tr("Who may go on it"), self.tr("All of these must hold; nothing chosen means anybody."))
        fields = []
        for name, values in ENTER_FIELDS.items():
            words = self._texts(f"enter_field.{name}")
            if values:
                fields.append(self._choice("enter", name, words, self._worded(name, values)))
                continue
            line = QLineEdit()
            line.setObjectName(f"enter_{name}")
            line.setPlaceholderText(self.tr("such as: US, DE") if name == "country" else self.tr("such as: source/webinar"))
            line.editingFinished.connect(partial(self._line_done, name))
            self._lines[name] = line
            field = FormField(line, f"enter_{name}")
            field.set_words(words)
            fields.append(field)
        self._place(fields)

    def _make_leave(self) -> None:
        self._head(
            self.tr("When they leave it"),
            self.tr("Besides a reply, a meeting, do not contact, a bounce and a referral, which always end it."),
        )
        self._place(
            [
                self._choice("leave", "stages", self.tr("At these stages"), self._worded("stage", ENTER_FIELDS["stage"])),
                self._choice("leave", "outcomes", self.tr("After these outcomes"), self._worded("outcome", MESSAGE_OUTCOMES)),
            ]
        )

    def _make_end(self) -> None:
        self._head(self.tr("When it ends by itself"), self.tr("After its last step, or at the time limit; then the next track begins."))
        self.limit = CalmSpin(0, MAX_LIMIT)
        self.limit.setObjectName("limit_days")
        self.limit.setSpecialValueText(self.tr("no limit"))
        self.limit.setSuffix(self.tr(" days"))
        self.then = CalmCombo()
        self.then.setObjectName("then")
        self.then_gap = CalmSpin(1, MAX_LIMIT)
        self.then_gap.setObjectName("then_gap_days")
        self.then_gap.setSuffix(self.tr(" days"))
        made = []
        for editor, name, words in (
            (self.limit, "limit_days", self.tr("Time limit")),
            (self.then, "then", self.tr("Track after it")),
            (self.then_gap, "then_gap_days", self.tr("It begins after")),
        ):
            field = FormField(editor, name)
            field.set_words(words)
            made.append(field)
        self._place(made)
        self._then_gap_field = made[2]
        self.limit.valueChanged.connect(lambda value: self.changed.emit("", "limit_days", value or None))
        self.then.activated.connect(lambda _: self.changed.emit("", "then", self.then.currentData()))
        self.then_gap.valueChanged.connect(lambda value: self.changed.emit("", "then_gap_days", value))

    @Slot()
    def _line_done(self, name: str) -> None:
        line = self._lines[name]
        if line.isModified():
            line.setModified(False)
            values = split_list(line.text())
            self.changed.emit("enter", name, [v.upper() for v in values] if name == "country" else values)

    def show_body(self, body: Mapping[str, Any], tracks: list[tuple[str, str]]) -> None:
        """Show these values in silence; ``tracks`` are the cadences that may follow."""
        for (part, name), editor in self._choices.items():
            editor.set_value(body[part].get(name, []))
        for name, line in self._lines.items():
            if not line.isModified():
                line.setText(", ".join(body["enter"].get(name, [])))
        for spin, value in ((self.limit, body["limit_days"] or 0), (self.then_gap, body["then_gap_days"] or TRACK_GAP_DAYS)):
            spin.blockSignals(True)
            spin.setValue(int(value) if isinstance(value, int) else 0)
            spin.blockSignals(False)
        self.then.clear()
        self.then.addItem(self.tr("none"), "")
        for key, words in tracks:
            self.then.addItem(words, key)
        if self.then.findData(body["then"]) < 0:
            self.then.addItem(body["then"], body["then"])
        self.then.setCurrentIndex(self.then.findData(body["then"]))
        self._then_gap_field.setEnabled(bool(body["then"]))
