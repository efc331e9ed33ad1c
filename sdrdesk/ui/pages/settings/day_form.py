"""The form of days off or away, with what happens to the touches that are due on them (rules R8, R12)."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QLocale, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sdrdesk.core.domain.calendar import DayOff
from sdrdesk.core.services.away import Moved
from sdrdesk.core.texts import Texts
from sdrdesk.ui.widgets.form import CalmDate, FormField
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.segmented import SegmentedControl, SegmentSpec
from sdrdesk.ui.widgets.text import PlainLabel

KINDS = ("away", "off", "work")


class DayForm(QWidget):
    """From, to, kind and note.

    Signals:
        asked: the days are other ones: what would happen on them?
        saved: keep them.
        left: closed without keeping.
    """

    asked = Signal()
    saved = Signal()
    left = Signal()

    def __init__(self, texts: Texts, today: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("day_form")
        self.day_id = 0
        self.first, self.last = self._date("day_first", texts, today), self._date("day_last", texts, today)
        self.kind = SegmentedControl([SegmentSpec(kind, texts(f"day_kind.{kind}")) for kind in KINDS])
        self.kind.setObjectName("day_kind")
        self.kind.set_value(KINDS[0])
        self.note = QLineEdit()
        self.note.setObjectName("day_note")
        self.effect = PlainLabel("", "t2", 12, wrap=True)
        self.effect.setObjectName("day_effect")
        self.problem = PlainLabel("", "red", 12, wrap=True)
        self.problem.setObjectName("day_problem")
        self.problem.hide()
        self._lay_out()
        self.first.dateChanged.connect(self._first_changed)
        self.last.dateChanged.connect(lambda _: self.asked.emit())
        self.kind.changed.connect(lambda _: self.asked.emit())

    @staticmethod
    def _date(name: str, texts: Texts, today: dt.date) -> CalmDate:
        made = CalmDate()
        made.setObjectName(name)
        made.setLocale(QLocale(texts.language))
        made.setDate(QDate(today.year, today.month, today.day))
        return made

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        for editor, name, words, row, column, span in (
            (self.first, "day_first", self.tr("First day"), 0, 0, 1),
            (self.last, "day_last", self.tr("Last day"), 0, 1, 1),
            (self.note, "day_note", self.tr("Note"), 0, 2, 1),
            (self.kind, "day_kind", self.tr("What these days are"), 1, 0, 3),
        ):
            field = FormField(editor, name, parent=self)
            field.set_words(words)
            grid.addWidget(field, row, column, 1, span)
        for date in (self.first, self.last):
            date.setDisplayFormat(self.tr("d MMM yyyy"))
        for column in range(3):
            grid.setColumnStretch(column, 1)
        save, leave = KeyButton(self.tr("Save"), "primary", small=True), KeyButton(self.tr("Cancel"), "ghost", small=True)
        save.setObjectName("day_save")
        save.set_keys("Ctrl+Return")
        leave.setObjectName("day_cancel")
        leave.set_keys("Esc")
        save.clicked.connect(self.saved)
        leave.clicked.connect(self.left)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(save)
        buttons.addWidget(leave)
        buttons.addStretch(1)
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(0, 10, 8, 10)
        column_box.setSpacing(10)
        column_box.addLayout(grid)
        column_box.addWidget(self.effect)
        column_box.addWidget(self.problem)
        column_box.addLayout(buttons)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, slot in (("Ctrl+Return", self.saved.emit), ("Ctrl+Enter", self.saved.emit), ("Esc", self.left.emit)):
            QShortcut(QKeySequence(keys), self, slot, context=here)

    def show_day(self, day: DayOff | None) -> None:
        """Edit an entry, or a new one."""
        self.day_id = day.id if day else 0
        if day is not None:
            self.last.setDate(QDate(day.last.year, day.last.month, day.last.day))
            self.first.setDate(QDate(day.first.year, day.first.month, day.first.day))
            self.kind.set_value(day.kind)
            self.note.setText(day.note)
        self.asked.emit()

    def values(self) -> tuple[dt.date, dt.date, str, str]:
        """First and last day, kind, note."""
        first, last = (dt.date(d.year(), d.month(), d.day()) for d in (self.first.date(), self.last.date()))
        return first, last, self.kind.value(), self.note.text().strip()

    @Slot()
    def _first_changed(self) -> None:
        if self.last.date() < self.first.date():
            self.last.setDate(self.first.date())
        self.asked.emit()

    def show_effect(self, found: Moved) -> None:
        """What keeping them would do to the touches that are due."""
        if self.kind.value() == "work":
            self.effect.setText(self.tr("Steps may fall on these days, whatever weekday or holiday they are."))
            return
        words = self.tr("%n touches are due on these days; they move to the working days after, under your caps.", "", found.moved)
        if found.promised:
            words += " " + self.tr("%n promised times stay as they are: look after them yourself.", "", found.promised)
        self.effect.setText(words)

    def show_problem(self, words: str) -> None:
        """Why they cannot be kept; empty takes it away."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
