"""Choosing a cadence for one person or many: found by typing, with the load it brings and whom a rule refuses (rules R11, R13, R17)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sdrdesk.core.errors import SdrDeskError
from sdrdesk.ui.cadence_words import summary
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.dialogs.forecast_chart import ForecastChart, Load
from sdrdesk.ui.refusal_words import refusal_words
from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.cadence_list import CadenceLine, CadenceList
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import PlainLabel

_OVER_SHOWN = 3
_REFUSED_SHOWN = 3
_LIST_WIDTH = 330
ANYWAY_CODES = frozenset({"already_enrolled", "cadence_not_for"})
"""Refusals that the user may overrule (rule R13: "unless asked for")."""

Refusals = Sequence[tuple[int, SdrDeskError]]


class CadencePicker(QDialog):
    """A list of cadences, the coming days' load, and whom it cannot take.

    Args:
        ctx: services and words.
        ids: the people.

    Signals:
        chosen: (key of the cadence, put on it those too whom rule R13 refuses).
    """

    chosen = Signal(str, bool)

    def __init__(self, ctx: UiContext, ids: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cadence_dialog")
        self.setWindowTitle(self.tr("Add to cadence"))
        self._ctx, self._ids = ctx, list(ids)
        self._asked = 0
        self._refused: Refusals | None = None
        self.find_box = QLineEdit()
        self.find_box.setObjectName("cadence_find")
        self.find_box.setAccessibleName(self.tr("Find a cadence"))
        self.find_box.setPlaceholderText(self.tr("Find by name or channel"))
        self.list = CadenceList("cadence_choices", self.tr("Cadences"))
        self.chart = ForecastChart(ctx.texts.language)
        self.note = PlainLabel("", "red", 12, wrap=True)
        self.note.setObjectName("forecast_note")
        self.refused = PlainLabel("", "amber", 12, wrap=True)
        self.refused.setObjectName("forecast_refused")
        self.anyway = QCheckBox(self.tr("Put them on it all the same"))
        self.anyway.setObjectName("cadence_anyway")
        self.add_button = KeyButton("", "primary")
        self.add_button.setObjectName("cadence_add")
        self.add_button.set_keys("Return")
        self._lay_out()
        self.find_box.textChanged.connect(self.list.set_find)
        self.list.chosen.connect(self._show)
        self.list.entered.connect(lambda _: self.choose())
        self.anyway.toggled.connect(self._show_button)
        self.anyway.toggled.connect(self._read)
        self.add_button.clicked.connect(self.choose)
        texts = ctx.texts
        lines = [CadenceLine(key, plan.name(texts.language), summary(plan, texts)) for key, plan in ctx.desk.cadences.items()]
        self.list.set_lines(sorted(lines, key=lambda line: line.title.casefold()))
        self.find_box.setFocus()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.find_box)
        left.addWidget(self.list, 1)
        self.list.setFixedWidth(current().px(_LIST_WIDTH))
        self.find_box.setFixedWidth(current().px(_LIST_WIDTH))
        key = PlainLabel(self.tr("Grey is due already, coloured comes on top; in brackets what is new."), "t3", 12, wrap=True)
        load = QVBoxLayout()
        load.setSpacing(6)
        load.addWidget(PlainLabel(self.tr("Touches of the coming days"), "t1", 13, 600))
        load.addWidget(self.chart)
        load.addWidget(key)
        load.addWidget(self.note)
        load.addWidget(self.refused)
        load.addWidget(self.anyway)
        load.addStretch(1)
        body = QHBoxLayout()
        body.setSpacing(24)
        body.addLayout(left)
        body.addLayout(load, 1)
        cancel = KeyButton(self.tr("Cancel"), "ghost")
        cancel.setObjectName("cadence_cancel")
        cancel.set_keys("Esc")
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.add_button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(14)
        outer.addLayout(body, 1)
        outer.addLayout(buttons)
        self.resize(current().px(860), current().px(540))

    def cadence(self) -> str:
        """Key of the chosen cadence; empty when none fits what is typed."""
        return self.list.key()

    # --- what it would bring -------------------------------------------------------------------------------------------------

    @Slot(str)
    def _show(self, _key: str) -> None:
        self._refused = None
        self.anyway.blockSignals(True)
        self.anyway.setChecked(False)
        self.anyway.blockSignals(False)
        self._show_refused()
        self._read()

    @Slot()
    def _read(self) -> None:
        """Whom it cannot take, and the load that the others bring."""
        self._asked += 1
        asked, service, ids, key, anyway = self._asked, self._ctx.desk.enrolments, self._ids, self.cadence(), self.anyway.isChecked()
        self.note.setText("")
        if not key:
            self.chart.set_load({})
            return

        def work() -> tuple[Refusals, Load]:
            found = service.refusals(ids, key)
            out = {i for i, error in found if not (anyway and error.code in ANYWAY_CODES)}
            return found, service.forecast([i for i in ids if i not in out], key)

        def done(answer: tuple[Refusals, Load]) -> None:
            if asked == self._asked:
                self._show_refused(answer[0])
                self._show_load(answer[1])

        self._ctx.runner.query(self, work, done)

    def _show_load(self, load: Load) -> None:
        self.chart.set_load(load)
        texts, said = self._ctx.texts, []
        for day, n in load.items():
            for channel in n.over:
                many, cap = (n.due_calls + n.calls, n.cap_calls) if channel == "call" else (n.due_emails + n.emails, n.cap_emails)
                said.append(texts("list.over_cap", day=self.chart.day_words(day), channel=channel, n=many, cap=cap))
        self.note.setText("\n".join(said[:_OVER_SHOWN]))

    def _show_refused(self, found: Refusals | None = None) -> None:
        """Whom a rule refuses, before anything is done, with the reason of the first few."""
        self._refused = found
        said = [refusal_words(error, self._ctx.texts, self._ctx.desk.cadences) for _, error in found or ()]
        lines = list(dict.fromkeys(said))[:_REFUSED_SHOWN]
        if len(self._ids) > 1 and said:
            lines.insert(0, self.tr("%n of %1 cannot go on it, for example:", "", len(said)).replace("%1", str(len(self._ids))))
        self.refused.setText("\n".join(lines))
        self.refused.setVisible(bool(lines))
        self.anyway.setVisible(any(error.code in ANYWAY_CODES for _, error in found or ()))
        self._show_button()

    def _fitting(self) -> int:
        left_out = [e for _, e in self._refused or () if not (self.anyway.isChecked() and e.code in ANYWAY_CODES)]
        return len(self._ids) - len(left_out)

    @Slot()
    def _show_button(self) -> None:
        n = self._fitting()
        self.add_button.set_words(self.tr("Add %n people", "", n))
        self.add_button.setEnabled(bool(self.cadence()) and n > 0)

    # --- choosing -----------------------------------------------------------------------------------------------------------

    @Slot()
    def choose(self) -> None:
        """Take the current one, when it takes anybody."""
        if self.add_button.isEnabled():
            self.accept()
            self.chosen.emit(self.cadence(), self.anyway.isChecked())

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose()
        elif event.key() in steps:  # from the search field, which leaves them to its dialog
            self.list.step(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
