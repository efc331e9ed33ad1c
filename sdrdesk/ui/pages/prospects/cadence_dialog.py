"""Choosing a cadence with the load that it brings, before anybody is put on it (rule R11)."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QLocale, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QDialog, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from sdrdesk.core.queries.load import DayLoad
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets import painting
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import PlainLabel

_DAYS = 12
_OVER_SHOWN = 3
Load = dict[str, DayLoad]


def _lines(lines: int) -> int:
    """Height of some lines of small text."""
    return lines * current().px(17)


def _total(n: DayLoad) -> int:
    return n.due + n.calls + n.emails


class ForecastChart(QWidget):
    """One line a day: what is due already, and what comes on top; the number says the sum."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._locale = QLocale(language)
        self._load: Load = {}
        self.setObjectName("forecast")
        self.setMinimumSize(current().px(300), current().px(22 * _DAYS))

    def set_load(self, load: Load) -> None:
        """What is planned and what would come on top, by ISO day; a day beyond a cap is in red (rule R11)."""
        self._load = dict(list(load.items())[:_DAYS])
        self.setAccessibleName("; ".join(f"{self.day_words(day)} {_total(n)}" for day, n in self._load.items()))
        self.update()

    def day_words(self, iso: str) -> str:
        """A day as people read it."""
        day = dt.date.fromisoformat(iso)
        form = "ddd d MMM" if self._locale.language() != QLocale.Language.Chinese else "M月d日 ddd"
        return self._locale.toString(QDate(day.year, day.month, day.day), form)

    def sizeHint(self) -> QSize:
        return QSize(current().px(340), current().px(22 * _DAYS))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        step, left, right = theme.px(22), theme.px(86), theme.px(64)
        most = max((_total(n) for n in self._load.values()), default=1) or 1
        for at, (day, n) in enumerate(self._load.items()):
            top, x = at * step, float(left)
            painting.text(painter, theme, 0, top, step, self.day_words(day), "t2", 12)
            for count, token in ((n.due, "track"), (n.calls, "p1"), (n.emails, "p3")):
                wide = (self.width() - left - right) * count / most
                if wide > 0:
                    painter.fillRect(QRectF(x, top + step / 2 - 4, max(wide, 2.0), 8), theme.color(token))
                    x += max(wide, 2.0)
            added = n.calls + n.emails
            words = self._locale.toString(_total(n)) + (f" (+{self._locale.toString(added)})" if added else "")
            painting.text(painter, theme, x + 6, top, step, words, "red" if n.over else "t1", 12, 500)


class CadenceDialog(QDialog):
    """A list of cadences and the coming days' load.

    Signals:
        chosen: key of the cadence to put them on.
    """

    chosen = Signal(str)

    def __init__(self, ctx: UiContext, ids: list[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cadence_dialog")
        self.setWindowTitle(self.tr("Add to cadence"))
        self._ctx = ctx
        self._ids = ids
        self._asked = 0
        self._group = QButtonGroup(self)
        self.chart = ForecastChart(ctx.profile.language)
        self._note = PlainLabel("", "t3", 12, wrap=True)
        self._note.setObjectName("forecast_note")
        self._note.setMinimumHeight(_lines(2))
        self.add_button = KeyButton(self.tr("Add %n people", "", len(ids)), "primary")
        self.add_button.setObjectName("cadence_add")
        self.add_button.set_keys("Return")
        self.add_button.setDefault(True)
        cancel = KeyButton(self.tr("Cancel"), "ghost")
        cancel.setObjectName("cadence_cancel")
        cancel.set_keys("Esc")
        self.add_button.clicked.connect(self._choose)
        cancel.clicked.connect(self.reject)
        self._lay_out(cancel)
        self._group.buttonToggled.connect(self._toggled)
        first = self._group.buttons()[0]
        first.setChecked(True)
        first.setFocus()

    def _lay_out(self, cancel: KeyButton) -> None:
        choices = QVBoxLayout()
        choices.setSpacing(6)
        choices.addWidget(PlainLabel(self.tr("Cadence"), "t3", 12, 600))
        for key, plan in self._ctx.desk.cadences.items():
            button = QRadioButton(plan.name(self._ctx.profile.language))
            button.setObjectName(f"cadence_{key}")
            button.setProperty("cadence", key)
            self._group.addButton(button)
            choices.addWidget(button)
        choices.addStretch(1)
        load = QVBoxLayout()
        load.setSpacing(6)
        load.addWidget(PlainLabel(self.tr("Touches of the coming days"), "t3", 12, 600))
        load.addWidget(self.chart, 1)
        load.addWidget(self._note)
        body = QHBoxLayout()
        body.setSpacing(28)
        body.addLayout(choices)
        body.addLayout(load, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.add_button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(14)
        outer.addLayout(body, 1)
        outer.addLayout(buttons)

    def cadence(self) -> str:
        """Key of the chosen cadence."""
        button = self._group.checkedButton()
        return str(button.property("cadence")) if button is not None else ""

    @Slot(QWidget, bool)
    def _toggled(self, button: QWidget, on: bool) -> None:
        if not on:
            return
        self._asked += 1
        asked, key, desk = self._asked, self.cadence(), self._ctx.desk
        self._note.setText(self.tr("Counting the coming days…"))

        def done(load: Load) -> None:
            if asked == self._asked:
                self.chart.set_load(load)
                self._note.setText(
                    "\n".join(
                        [
                            *self._over(load),
                            self.tr("Grey is due already, dark are calls, light are emails; the sum, and in brackets what is new."),
                        ]
                    )
                )

        self._ctx.runner.query(self, lambda: desk.enrolments.forecast(self._ids, key), done)

    def _over(self, load: Load) -> list[str]:
        """The first days that would exceed a cap, in words."""
        texts, said = self._ctx.texts, []
        for day, n in load.items():
            for channel in n.over:
                many, cap = (n.due_calls + n.calls, n.cap_calls) if channel == "call" else (n.due_emails + n.emails, n.cap_emails)
                said.append(texts("list.over_cap", day=self.chart.day_words(day), channel=channel, n=many, cap=cap))
        return said[:_OVER_SHOWN]

    @Slot()
    def _choose(self) -> None:
        key = self.cadence()
        self.accept()
        self.chosen.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        else:
            super().keyPressEvent(event)
