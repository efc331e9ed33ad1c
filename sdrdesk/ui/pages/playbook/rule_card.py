"""One rule as a line: on or off, what it says, its numbers to change in place, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from sdrdesk.core.services.rules import RuleRow
from sdrdesk.ui.pages.playbook.rule_fields import RuleField, get
from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.form import CalmSpin
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel


class RuleCard(QWidget):
    """A line with a place for a panel under it. Alt with Up or Down moves it.

    Args:
        row: the rule.
        fields: of its kind.
        extra: further buttons: preview, up.

    Signals:
        switched: the box was clicked.
        number_changed: (path, value) of a number in place.
        wanted: change, copy, remove, up or preview.
        move_wanted: -1 up, 1 down.
    """

    switched = Signal()
    number_changed = Signal(str, int)
    wanted = Signal(str)
    move_wanted = Signal(int)

    def __init__(self, row: RuleRow, fields: Sequence[RuleField], *, extra: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self.panel: QWidget | None = None
        self.setObjectName(f"rule_card_{row.position}")
        self.box = QCheckBox()
        self.box.setObjectName(f"rule_on_{row.position}")
        self.box.clicked.connect(self._clicked)
        self.title = ElidedLabel("", "t1", 13, 600)
        self.words = PlainLabel("", "t2", 12, wrap=True)
        self.words.setObjectName(f"rule_words_{row.position}")
        self.numbers: dict[str, CalmSpin] = {}
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.title)
        words.addWidget(self.words)
        line.addLayout(words, 1)
        for field in (f for f in fields if f.in_place and f.when(row.body)):
            spin = CalmSpin(field.low, field.high)
            spin.setObjectName(f"rule_{field.path.replace('.', '_')}_{row.position}")
            spin.setFixedWidth(current().px(72))
            spin.setAccessibleName(field.words)
            spin.editingFinished.connect(partial(self._number_done, field.path))
            label = PlainLabel(field.words, "t3", 12)
            label.setBuddy(spin)
            line.addWidget(label)
            line.addWidget(spin)
            self.numbers[field.path] = spin
        for name, text in self._buttons(extra):
            button = KeyButton(text, small=True)
            button.setObjectName(f"rule_{name}_{row.position}")
            button.clicked.connect(partial(self._wanted, name))
            line.addWidget(button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 8)
        self._column.setSpacing(4)
        self._column.addLayout(line)
        # Shortcuts, because a check box and a number field would take the arrows for themselves.
        for keys, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.move_wanted.emit, by))

    def _buttons(self, extra: Sequence[str]) -> list[tuple[str, str]]:
        words = {"preview": self.tr("Whom today?"), "up": self.tr("Up")}
        found = [(name, words[name]) for name in extra]
        return [*found, ("change", self.tr("Change")), ("copy", self.tr("Duplicate")), ("remove", self.tr("Remove"))]

    def show_row(self, row: RuleRow, title: str, words: str) -> None:
        """Show a rule's state in silence."""
        self.row = row
        self.title.setText(title)
        self.words.setText(words)
        self.box.setChecked(row.enabled)
        self.box.setAccessibleName(title)
        self.title.set_role("t1" if row.enabled else "t3")
        for path, spin in self.numbers.items():
            spin.blockSignals(True)
            spin.setValue(int(get(row.body, path) or 0))
            spin.blockSignals(False)

    def open_panel(self, panel: QWidget) -> None:
        """Show something under the line, in the place of what was there."""
        self.close_panel()
        self.panel = panel
        panel.setContentsMargins(current().px(28), 0, 0, 0)
        self._column.addWidget(panel)
        panel.show()  # at once, or it could not take the keys yet

    def close_panel(self) -> None:
        """Only the line is left."""
        if self.panel is not None:
            self._column.removeWidget(self.panel)
            self.panel.hide()
            self.panel.deleteLater()
            self.panel = None

    def _clicked(self) -> None:
        # The box follows what is kept, not the click: switching on a trigger asks first.
        self.box.setChecked(self.row.enabled)
        self.switched.emit()

    def _number_done(self, path: str) -> None:
        value = self.numbers[path].value()
        if value != int(get(self.row.body, path) or 0):
            self.number_changed.emit(path, value)

    def _wanted(self, name: str, _checked: bool = False) -> None:
        self.wanted.emit(name)
