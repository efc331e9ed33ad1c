"""Why somebody is not ready, and what follows: the reasons as data (rule R25, seed W17)."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sdrdesk.core.domain.not_ready import DAYS_MOST, MOVE_MOST, NAME_MOST, Reason, body_of
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.number_field import NumberField
from sdrdesk.ui.widgets.text import PlainLabel

KIND = "not_ready"
_DAYS = 60
"""A new reason brings people back after two months, until the user says otherwise."""


class _Programme(QComboBox):
    """Lets the wheel scroll the page."""

    def wheelEvent(self, event: object) -> None:
        event.ignore()  # type: ignore[attr-defined]


class ReasonsCard(Card):
    """Each reason with its counter-move, days and programme; a field that is left is kept at once, as the next version."""

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__("surface", (16, 12, 16, 12), spacing=8, parent=parent)
        self.setObjectName("reasons_card")
        self._ctx = ctx
        self._language = ctx.texts.language
        self._reasons: tuple[Reason, ...] = ()
        self._counts: dict[str, int] = {}
        self.add_row(PlainLabel(self.tr('Reasons for "not ready"'), "t1", 13, 600))
        self.add_row(PlainLabel(self.tr("What to do about each, when they come back, and the programme until then."), "t2", 12, wrap=True))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.column.addLayout(self._rows)
        self.line = QLineEdit()
        self.line.setObjectName("own_reason")
        self.line.setMaxLength(NAME_MOST)
        self.line.setPlaceholderText(self.tr("One of your own, such as: frozen until the merger"))
        self.line.setAccessibleName(self.tr("A reason of your own"))
        self.line.returnPressed.connect(self.add)
        button = KeyButton(self.tr("Add"), icon="plus", small=True)
        button.setObjectName("own_reason_add")
        button.clicked.connect(self.add)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(button)
        self.column.addLayout(row)
        self.error = PlainLabel("", "red", 12, wrap=True)
        self.error.setObjectName("own_reason_error")
        self.error.hide()
        self.add_row(self.error)

    def show_reasons(self, reasons: tuple[Reason, ...], counts: dict[str, int]) -> None:
        """Show the reasons that hold, and how many people were set back for each."""
        if (reasons, counts) == (self._reasons, self._counts):
            return
        self._reasons, self._counts = reasons, counts
        while (item := self._rows.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        for n, reason in enumerate(reasons):
            self._rows.addWidget(self._row(n, reason))

    def _row(self, n: int, reason: Reason) -> QWidget:
        name = reason.name(self._language)
        move = QLineEdit(reason.counter_move(self._language))
        move.setObjectName(f"reason_move_{n}")
        move.setMaxLength(MOVE_MOST)
        move.setAccessibleName(self.tr("What to do about it: %1").replace("%1", name))
        move.setPlaceholderText(self.tr("What to do about it"))
        move.setCursorPosition(0)
        move.editingFinished.connect(lambda: self._set_move(reason, move.text()))
        days = NumberField(1, DAYS_MOST)
        days.setObjectName(f"reason_days_{n}")
        days.setAccessibleName(self.tr("Days until they come back: %1").replace("%1", name))
        days.setValue(reason.days)
        days.editingFinished.connect(lambda: self._change(reason, replace(reason, days=days.value())))
        programme = _Programme()
        programme.setObjectName(f"reason_programme_{n}")
        programme.setAccessibleName(self.tr("Programme until then: %1").replace("%1", name))
        programme.addItem(self.tr("No programme"), "")
        for key, cadence in self._ctx.desk.cadences.items():
            programme.addItem(cadence.name(self._language), key)
        programme.setCurrentIndex(max(0, programme.findData(reason.cadence)))
        programme.activated.connect(lambda _: self._change(reason, replace(reason, cadence=str(programme.currentData()))))
        remove = KeyButton(self.tr("Remove"), "ghost", small=True)
        remove.setObjectName(f"reason_remove_{n}")
        remove.setAccessibleDescription(name)
        remove.setEnabled(len(self._reasons) > 1)
        remove.clicked.connect(partial(self._remove, reason))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(PlainLabel(name, "t1", 13, 600))
        if self._counts.get(reason.key):
            head.addWidget(PlainLabel(self.tr("%n people", "", self._counts[reason.key]), "t3", 12))
        head.addStretch(1)
        for widget in (PlainLabel(self.tr("back in"), "t3", 12), days, PlainLabel(self.tr("days, on"), "t3", 12), programme, remove):
            head.addWidget(widget)
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(move)
        return line

    @Slot()
    def add(self) -> None:
        """Keep what is typed as one more reason; its name is its key, as with red flags."""
        name = " ".join(self.line.text().split())
        self._keep((*self._reasons, Reason(name, {self._language: name}, {}, _DAYS)), added=True)

    def _remove(self, reason: Reason, _checked: bool = False) -> None:
        self._keep(tuple(r for r in self._reasons if r.key != reason.key))

    def _set_move(self, reason: Reason, words: str) -> None:
        if words.strip() != reason.counter_move(self._language):
            self._change(reason, replace(reason, moves={**reason.moves, self._language: words.strip()}))

    def _change(self, before: Reason, after: Reason) -> None:
        if before != after:
            self._keep(tuple(after if r.key == before.key else r for r in self._reasons))

    def _keep(self, reasons: tuple[Reason, ...], *, added: bool = False) -> None:
        body, standards = body_of(reasons), self._ctx.desk.standards

        def done(_: object) -> None:
            self._say("")
            if added:
                self.line.clear()
            self._ctx.nav.toast.emit(self.tr("The reasons are changed."), True)

        self._ctx.runner.op(self, lambda: standards.save(KIND, body), done, lambda e: self._say(sentence(e, self._ctx.texts)))

    def _say(self, words: str) -> None:
        self.error.setText(words)
        self.error.setVisible(bool(words))
