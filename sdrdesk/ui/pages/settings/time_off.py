"""Settings, Time off: own days off and away, catching up afterwards, and public holidays (rules R8, R12)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QDate, QLocale, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sdrdesk.core.domain.calendar import DayOff
from sdrdesk.core.services.away import Moved
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.pages.settings.catch_up import CatchUp
from sdrdesk.ui.pages.settings.day_form import DayForm
from sdrdesk.ui.pages.settings.holidays_card import HolidaysCard
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.chip import Chip
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel

_CHIPS = {"away": "am", "off": "ac", "work": "gr"}


class TimeOffSection(QWidget):
    """Entries with a form under them, the backlog, and the holidays."""

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = "time_off"
        self.title = self.tr("Time off")
        self.setObjectName("section_time_off")
        self._ctx = ctx
        self._asked = 0
        self._lines: list[QWidget] = []
        self._form: DayForm | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(PlainLabel(self.title, "t1", 15, 600))
        why = self.tr("On days off and away nothing is due; what falls on them moves to the working days after. Each change can be undone.")
        column.addWidget(PlainLabel(why, "t3", 12, wrap=True))
        column.addSpacing(4)
        self.card = Card("surface", (20, 8, 12, 8), ruled=True)
        column.addWidget(self.card)
        self.none = PlainLabel(self.tr("No days off yet."), "t2")
        self.none.setObjectName("days_none")
        self.none.setContentsMargins(0, 8, 0, 8)
        self.card.add_row(self.none)
        self.add_button = KeyButton(self.tr("I will be away…"), icon="plus")
        self.add_button.setObjectName("day_add")
        self.add_button.clicked.connect(lambda: self._open(None))
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 8, 0, 6)
        row.addWidget(self.add_button)
        row.addStretch(1)
        self.card.add_row(foot)
        self._foot = foot
        column.addSpacing(8)
        self.catch_up = CatchUp()
        self.catch_up.wanted.connect(self._catch_up)
        column.addWidget(self.catch_up)
        column.addSpacing(8)
        self.holidays = HolidaysCard(ctx)
        column.addWidget(self.holidays)

    # --- reading -----------------------------------------------------------------------------------------------------------

    def show_days(self, days: Sequence[DayOff], backlog: tuple[int, str], country: str) -> None:
        """Show the entries that are kept, and what is overdue."""
        for line in self._lines:
            self.card.column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._line(day) for day in days]
        for at, line in enumerate(self._lines):
            self.card.column.insertWidget(1 + at, line)
        self.none.setHidden(bool(days))
        self.catch_up.show_backlog(*backlog)
        self.holidays.follow(country)
        self.card.update()

    def _day_words(self, day: DayOff) -> str:
        locale, form = QLocale(self._ctx.texts.language), self.tr("ddd d MMM yyyy")
        first, last = (locale.toString(QDate(d.year, d.month, d.day), form) for d in (day.first, day.last))
        return first if day.first == day.last else self.tr("%1 to %2").replace("%1", first).replace("%2", last)

    def _line(self, day: DayOff) -> QWidget:
        line = QWidget()
        line.setObjectName(f"day_{day.id}")
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 7, 0, 7)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(ElidedLabel(self._day_words(day), "t1", 13, 600))
        days = self.tr("%n days", "", (day.last - day.first).days + 1)
        words.addWidget(ElidedLabel(f"{days} · {day.note}" if day.note else days, "t2", 12))
        row.addLayout(words, 1)
        row.addWidget(Chip(self._ctx.texts(f"day_kind.{day.kind}"), _CHIPS.get(day.kind, "plain"), line))
        for name, text, slot in (("change", self.tr("Change…"), self._open), ("remove", self.tr("Remove"), self._remove)):
            button = KeyButton(text, small=True)
            button.setObjectName(f"day_{name}_{day.id}")
            button.clicked.connect(partial(self._do, slot, day))
            row.addWidget(button)
        return line

    @staticmethod
    def _do(slot: Any, day: DayOff, _checked: bool = False) -> None:
        slot(day)

    # --- the form ----------------------------------------------------------------------------------------------------------

    def _open(self, day: DayOff | None) -> None:
        self._close()
        self._form = form = DayForm(self._ctx.texts, self._ctx.now().date(), self)
        form.asked.connect(self._ask)
        form.saved.connect(self._save)
        form.left.connect(self._close)
        at = self.card.column.indexOf(self._foot)
        self.card.column.insertWidget(at, form)
        self._foot.hide()
        form.show()
        form.show_day(day)
        form.first.setFocus()
        self.card.update()

    @Slot()
    def _close(self) -> None:
        if self._form is not None:
            self.card.column.removeWidget(self._form)
            self._form.hide()
            self._form.deleteLater()
            self._form = None
        self._foot.show()
        self.card.update()

    @Slot()
    def _ask(self) -> None:
        form = self._form
        if form is None:
            return
        form.show_problem("")
        self._asked += 1
        asked, away, (first, last, _, _) = self._asked, self._ctx.desk.away, form.values()
        self._ctx.runner.query(
            form, lambda: away.effect(first, last), lambda found: form.show_effect(found) if asked == self._asked else None
        )

    @Slot()
    def _save(self) -> None:
        form, away = self._form, self._ctx.desk.away
        if form is None:
            return
        (first, last, kind, note), day_id = form.values(), form.day_id

        def done(outcome: Any) -> None:
            self._close()
            self._say_moved(outcome.value)

        def failed(error: Exception) -> None:
            form.show_problem(sentence(error, self._ctx.texts))

        def work() -> Any:
            return away.change(day_id, first, last, kind, note) if day_id else away.say(first, last, kind, note)

        self._ctx.runner.op(form, work, done, failed)

    def _say_moved(self, moved: Moved) -> None:
        words = self.tr("Kept; %n touches were moved to the days after.", "", moved.moved) if moved.moved else self.tr("Kept.")
        self._ctx.nav.toast.emit(words, True)

    def _remove(self, day: DayOff) -> None:
        away, words = (
            self._ctx.desk.away,
            self.tr("%1 was taken out; what was moved stays where it is.").replace("%1", self._day_words(day)),
        )
        self._ctx.runner.op(self, lambda: away.remove(day.id), lambda _: self._ctx.nav.toast.emit(words, True))

    # --- catching up -------------------------------------------------------------------------------------------------------

    @Slot(object, str)
    def _catch_up(self, older_than: int | None, reason: str) -> None:
        away = self._ctx.desk.away

        def done(outcome: Any) -> None:
            self.catch_up.show_problem("")
            moved = outcome.value
            words = self.tr("%n touches were spread over the coming days.", "", moved.moved)
            if moved.dropped:
                words += " " + self.tr("%n stale ones were left out.", "", moved.dropped)
            self._ctx.nav.toast.emit(words, True)

        def failed(error: Exception) -> None:
            self.catch_up.show_problem(sentence(error, self._ctx.texts))

        self._ctx.runner.op(self, lambda: away.catch_up(drop_older_than=older_than, reason=reason), done, failed)
