"""The public holidays of a country this year, so that one sees which days are skipped (rule R8)."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QLocale, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from sdrdesk.core.domain.calendar import Holiday, holidays_of, knows_country
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.places import CountryCombo
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel

_COLUMNS = 2


class HolidaysCard(Card):
    """A country to choose, the user's own first, and its days."""

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__("surface", (20, 12, 20, 14), 8, parent=parent)
        self.setObjectName("holidays_card")
        self._ctx = ctx
        self._year = ctx.now().year
        self._own = ctx.profile.text("user.country")
        self._labels: list[QWidget] = []
        self.country = CountryCombo()
        self.country.setObjectName("holidays_country")
        self.country.setAccessibleName(self.tr("Holidays of"))
        self.country.set_code(self._own)
        self.country.setMinimumWidth(current().px(240))
        self.note = PlainLabel("", "t3", 12, wrap=True)
        self.note.setObjectName("holidays_note")
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(PlainLabel(self.tr("Public holidays %1 of").replace("%1", str(self._year)), "t1", 13, 600))
        top.addWidget(self.country)
        top.addStretch(1)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(3)
        self.column.addLayout(top)
        self.column.addWidget(self.note)
        self.column.addLayout(self._grid)
        self.country.currentIndexChanged.connect(self._show)
        self._show()

    def follow(self, own: str) -> None:
        """The user's country is another one; a country that was chosen here stays."""
        if own != self._own:
            if self.country.code() == self._own:
                self.country.set_code(own)
            self._own = own

    @Slot()
    def _show(self) -> None:
        for label in self._labels:
            self._grid.removeWidget(label)
            label.hide()
            label.deleteLater()
        code = self.country.code() or ""
        found = holidays_of(code, self._year, self._ctx.texts.language) if code else []
        self._labels = [ElidedLabel(self._words(h), "amber" if h.works else "t1", 12) for h in found]
        rows = -(-len(found) // _COLUMNS)
        for at, label in enumerate(self._labels):
            self._grid.addWidget(label, at % rows, at // rows)
        if not code:
            self.note.setText(self.tr("Choose a country."))
        elif not knows_country(code):
            self.note.setText(self.tr("The holidays of that country are not known; only weekends are free."))
        else:
            self.note.setText(self.tr("Touches skip the holidays of your country and those of the person's own."))

    def _words(self, holiday: Holiday) -> str:
        day: dt.date = holiday.day
        locale = QLocale(self._ctx.texts.language)
        date = locale.toString(QDate(day.year, day.month, day.day), self.tr("ddd d MMM"))
        if holiday.works:
            return self.tr("%1: worked").replace("%1", date)
        return f"{date} · {holiday.name}"
