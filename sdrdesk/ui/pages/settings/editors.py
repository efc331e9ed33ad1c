"""Editors of one setting each: all have a value, can be set in silence, and say when a person has made up their mind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QDate, QLocale, Qt, QTime, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QWidget

from sdrdesk.core.domain.cleaning import clean_email
from sdrdesk.ui.widgets.form import CalmDate, CalmSpin, CalmTime
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.segmented import SegmentedControl, SegmentSpec

NO_DATE = QDate(1990, 1, 1)
"""Stands for "not set" in an editor that cannot be empty."""


class Wrong(Exception):
    """What is typed cannot be a value; the text says why, in the user's language."""


class Editor(Protocol):
    """What the page needs of an editor; ``committed`` is a signal without arguments."""

    @property
    def committed(self) -> Signal: ...

    def value(self) -> object: ...

    def set_value(self, value: object) -> None: ...


class TextEditor(QLineEdit):
    """A line of text, kept when the line is left or Enter is pressed."""

    committed = Signal()

    def __init__(self, placeholder: str = "") -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.editingFinished.connect(self._finish)

    @Slot()
    def _finish(self) -> None:
        self.setModified(False)
        self.committed.emit()

    def value(self) -> object:
        return self.text().strip()

    def set_value(self, value: object) -> None:
        # A line that is being typed in is left alone: the person's words win over the news.
        if self.text().strip() != str(value or "") and not (self.hasFocus() and self.isModified()):
            self.setText(str(value or ""))


class EmailEditor(TextEditor):
    """An email address, or nothing."""

    def __init__(self, complaint: str) -> None:
        super().__init__()
        self._complaint = complaint

    def value(self) -> object:
        """Raises Wrong."""
        address, problem = clean_email(self.text())
        if problem:
            raise Wrong(self._complaint)
        return address or ""


class NumberEditor(CalmSpin):
    """A whole number between two bounds."""

    committed = Signal()

    def __init__(self, low: int, high: int, suffix: str = "") -> None:
        super().__init__(low, high)
        self.setSuffix(suffix)
        self.editingFinished.connect(self.committed)

    def value(self) -> int:
        return super().value()

    def set_value(self, value: object) -> None:
        self.setValue(int(str(value)))


class TimeEditor(CalmTime):
    """A time of the day as 09:00."""

    committed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.editingFinished.connect(self.committed)

    def value(self) -> object:
        return self.time().toString("HH:mm")

    def set_value(self, value: object) -> None:
        self.setTime(QTime.fromString(str(value), "HH:mm"))


class DateEditor(CalmDate):
    """A day, or not set."""

    committed = Signal()

    def __init__(self, unset: str, today: dt.date, form: str, locale: QLocale) -> None:
        super().__init__()
        self.setLocale(locale)
        self.setDisplayFormat(form)
        self.setMinimumDate(NO_DATE)
        self.setSpecialValueText(unset)
        self._today = QDate(today.year, today.month, today.day)
        self.editingFinished.connect(self.committed)
        calendar = self.calendarWidget()
        calendar.clicked.connect(self._picked)

    @Slot()
    def _picked(self) -> None:
        self.setDate(self.calendarWidget().selectedDate())
        self.committed.emit()

    def value(self) -> object:
        return "" if self.date() == NO_DATE else self.date().toString(Qt.DateFormat.ISODate)

    def set_value(self, value: object) -> None:
        self.setDate(QDate.fromString(str(value), Qt.DateFormat.ISODate) if value else NO_DATE)
        if not value:  # the calendar opens on this month, not in 1990
            self.calendarWidget().setCurrentPage(self._today.year(), self._today.month())


class SegmentsEditor(SegmentedControl):
    """One of a few; ``convert`` makes the setting's value of the key."""

    committed = Signal()

    def __init__(self, choices: Sequence[tuple[str, str]], convert: Callable[[str], object] = str) -> None:
        super().__init__([SegmentSpec(key, words) for key, words in choices])
        self._convert = convert
        self.changed.connect(self._on_changed)

    @Slot()
    def _on_changed(self) -> None:
        self.committed.emit()

    def value(self) -> object:  # type: ignore[override]
        return self._convert(super().value())

    def set_value(self, key: object) -> None:
        super().set_value(str(key))


class ToggleEditor(QCheckBox):
    """Yes or no."""

    committed = Signal()

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        self.committed.emit()

    def value(self) -> object:
        return self.isChecked()

    def set_value(self, value: object) -> None:
        self.setChecked(bool(value))


class DaysEditor(QWidget):
    """The weekdays that are worked, Monday 0."""

    committed = Signal()

    def __init__(self, locale: QLocale, complaint: str) -> None:
        super().__init__()
        self._complaint = complaint
        self.boxes: list[QCheckBox] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(10)
        for day in range(7):
            box = QCheckBox(locale.standaloneDayName(day + 1, QLocale.FormatType.ShortFormat))
            box.setAccessibleName(locale.standaloneDayName(day + 1))
            box.setObjectName(f"workday_{day}")
            box.clicked.connect(self._on_clicked)
            self.boxes.append(box)
            row.addWidget(box)
        row.addStretch(1)
        self.setFocusProxy(self.boxes[0])

    @Slot()
    def _on_clicked(self) -> None:
        self.committed.emit()

    def value(self) -> object:
        """Raises Wrong."""
        days = [day for day, box in enumerate(self.boxes) if box.isChecked()]
        if not days:
            raise Wrong(self._complaint)
        return days

    def set_value(self, value: object) -> None:
        days = value if isinstance(value, list) else []
        for day, box in enumerate(self.boxes):
            box.setChecked(day in days)


class FolderEditor(QWidget):
    """A folder, typed or chosen; empty is the profile's own."""

    committed = Signal()

    def __init__(self, choose: str, title: str, placeholder: str) -> None:
        super().__init__()
        self._title = title
        self.line = TextEditor(placeholder)
        self.line.setObjectName("folder_line")
        self.button = KeyButton(choose, "default", "folder")
        self.button.setObjectName("folder_choose")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        self.setFocusProxy(self.line)
        self.line.committed.connect(self.committed)
        self.button.clicked.connect(self._choose)

    @Slot()
    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self._title, self.line.text())
        if chosen:
            self.line.setText(chosen)
            self.committed.emit()

    def value(self) -> object:
        return self.line.value()

    def set_value(self, value: object) -> None:
        self.line.set_value(value)
