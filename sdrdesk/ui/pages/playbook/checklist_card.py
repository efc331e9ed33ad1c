"""The checklist of a handoff as data: which lines are asked, which of them are required, and the user's own (rule R24)."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sdrdesk.core.domain.checklist import ALWAYS, MOST_NAME, SHIPPED, ChecklistRule, OwnLine, body_of
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.segmented import SegmentedControl, SegmentSpec
from sdrdesk.ui.widgets.text import PlainLabel

KIND = "checklist"
_WIDTH = 220


class ChecklistCard(Card):
    """The lines; each change is kept at once as the next version."""

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__("surface", (16, 12, 16, 12), spacing=6, parent=parent)
        self.setObjectName("checklist_card")
        self._ctx = ctx
        self._rule = ChecklistRule()
        self.add_row(PlainLabel(self.tr("Checklist of a handoff"), "t1", 13, 600))
        always = ", ".join(ctx.texts(f"check.{name}", n="") for name in ALWAYS)
        self.add_row(PlainLabel(self.tr("Always required: %1.").replace("%1", always), "t2", 12, wrap=True))
        self.lines = {name: self._levels(f"checklist_{name}", ctx.texts(f"check.{name}"), off=True) for name in SHIPPED}
        for name, control in self.lines.items():
            control.changed.connect(partial(self._set_level, name))
            self.add_row(self._row(ctx.texts(f"check.{name}"), control))
        self._own = QVBoxLayout()
        self._own.setSpacing(6)
        self.column.addLayout(self._own)
        self.line = QLineEdit()
        self.line.setObjectName("own_line")
        self.line.setMaxLength(MOST_NAME)
        self.line.setPlaceholderText(self.tr("A line of your own to tick, such as: recording linked"))
        self.line.setAccessibleName(self.tr("A line of your own"))
        self.line.returnPressed.connect(self.add)
        button = KeyButton(self.tr("Add"), icon="plus", small=True)
        button.setObjectName("own_line_add")
        button.clicked.connect(self.add)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(button)
        self.column.addLayout(row)
        self.error = PlainLabel("", "red", 12, wrap=True)
        self.error.setObjectName("own_line_error")
        self.error.hide()
        self.add_row(self.error)
        self._show_levels()

    def _levels(self, name: str, words: str, *, off: bool) -> SegmentedControl:
        specs = [SegmentSpec("required", self.tr("Required")), SegmentSpec("optional", self.tr("Optional"), "plain")]
        if off:
            specs.append(SegmentSpec("off", self.tr("Not asked"), "plain"))
        control = SegmentedControl(specs, equal_width=_WIDTH)
        control.setObjectName(name)
        control.setAccessibleName(words)
        return control

    @staticmethod
    def _row(words: str, *widgets: QWidget) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(PlainLabel(words, "t1", 13, wrap=True), 1)
        for widget in widgets:
            row.addWidget(widget)
        return line

    def show_rule(self, rule: ChecklistRule) -> None:
        """Show the checklist that holds."""
        same = rule.own == self._rule.own
        self._rule = rule
        self._show_levels()
        if same and self._own.count() == len(rule.own):
            return
        while (item := self._own.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        for n, line in enumerate(rule.own):
            control = self._levels(f"own_line_level_{n}", line.name, off=False)
            control.set_value("required" if line.required else "optional")
            control.changed.connect(partial(self._set_own, line.name))
            remove = KeyButton(self.tr("Remove"), "ghost", small=True)
            remove.setObjectName(f"own_line_remove_{n}")
            remove.setAccessibleDescription(line.name)
            remove.clicked.connect(partial(self._remove, line.name))
            self._own.addWidget(self._row(line.name, control, remove))

    def _show_levels(self) -> None:
        for name, control in self.lines.items():
            control.set_value(self._rule.levels[name])

    @Slot()
    def add(self) -> None:
        """Keep what is typed as one more line, optional at first; words that cannot be say why under the line."""
        self._keep(replace(self._rule, own=(*self._rule.own, OwnLine(self.line.text()))), self.line.text().strip())

    def _remove(self, name: str, _checked: bool = False) -> None:
        self._keep(replace(self._rule, own=tuple(line for line in self._rule.own if line.name != name)))

    def _set_level(self, name: str, level: str) -> None:
        self._keep(ChecklistRule({**self._rule.levels, name: level}, self._rule.own))  # type: ignore[dict-item]

    def _set_own(self, name: str, level: str) -> None:
        own = tuple(OwnLine(line.name, level == "required") if line.name == name else line for line in self._rule.own)
        self._keep(replace(self._rule, own=own))

    def _keep(self, rule: ChecklistRule, added: str = "") -> None:
        body, standards = body_of(rule), self._ctx.desk.standards

        def done(_: object) -> None:
            self._say("")
            if added:
                self.line.clear()
            self._ctx.nav.toast.emit(self.tr("The checklist is changed."), True)

        def failed(error: Exception) -> None:
            self._say(sentence(error, self._ctx.texts))
            self._show_levels()

        self._ctx.runner.op(self, lambda: standards.save(KIND, body), done, failed)

    def _say(self, words: str) -> None:
        self.error.setText(words)
        self.error.setVisible(bool(words))
