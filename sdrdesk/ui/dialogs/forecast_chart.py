"""The load of the coming days beside the caps, before anybody is put on a cadence (rule R11)."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QLocale, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sdrdesk.core.queries.load import DayLoad
from sdrdesk.ui.theme import Theme, current
from sdrdesk.ui.widgets import painting

Load = dict[str, DayLoad]
DAYS = 12
_ROW, _HEAD, _LEFT, _NUMBER, _GAP = 21, 22, 84, 70, 14


class ForecastChart(QWidget):
    """One line a day: calls, and what is written; grey is due already, coloured comes on top, the whole length is the cap."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._locale = QLocale(language)
        self._load: Load = {}
        self.setObjectName("forecast")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_load(self, load: Load) -> None:
        """What is planned and what would come on top, by ISO day."""
        self._load = dict(list(load.items())[:DAYS])
        said = [
            f"{self.day_words(day)}: {self.tr('Calls')} {_words(*_calls(n))}, {self.tr('Emails')} {_words(*_emails(n))}"
            for day, n in self._load.items()
        ]
        self.setAccessibleName("; ".join(said))
        self.update()

    def day_words(self, iso: str) -> str:
        """A day as people read it."""
        day = dt.date.fromisoformat(iso)
        form = "ddd d MMM" if self._locale.language() != QLocale.Language.Chinese else "M月d日 ddd"
        return self._locale.toString(QDate(day.year, day.month, day.day), form)

    def sizeHint(self) -> QSize:
        return QSize(current().px(400), current().px(_HEAD + _ROW * DAYS))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(360), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        wide = (self.width() - theme.px(_LEFT) - theme.px(_GAP)) / 2
        for at, (words, parts) in enumerate(((self.tr("Calls"), _calls), (self.tr("Emails"), _emails))):
            left = theme.px(_LEFT) + at * (wide + theme.px(_GAP))
            cap = max((parts(n)[2] for n in self._load.values()), default=0)
            head = self.tr("%1, cap %2").replace("%1", words).replace("%2", str(cap)) if cap else words
            painting.text(painter, theme, left, 0, theme.px(_HEAD), painting.elided(theme, head, wide, 12, 600), "t3", 12, 600)
            most = cap or max((sum(parts(n)[:2]) for n in self._load.values()), default=1) or 1
            for row, n in enumerate(self._load.values()):
                top = theme.px(_HEAD) + row * theme.px(_ROW)
                self._paint_bar(painter, theme, QRectF(left, top, wide, theme.px(_ROW)), parts(n), most, ("p1", "p2")[at])
        for row, day in enumerate(self._load):
            painting.text(painter, theme, 0, theme.px(_HEAD) + row * theme.px(_ROW), theme.px(_ROW), self.day_words(day), "t2", 12)

    @staticmethod
    def _paint_bar(painter: QPainter, theme: Theme, rect: QRectF, parts: tuple[int, int, int], most: int, token: str) -> None:
        due, added, cap = parts
        over = bool(cap and due + added > cap)
        room = rect.width() - theme.px(_NUMBER)
        bar = QRectF(rect.x(), rect.center().y() - 4, room, 8)
        painter.fillRect(bar, theme.color("subtle"))
        x = bar.x()
        for count, colour in ((due, "line-2"), (added, "red" if over else token)):
            wide = min(room * count / most, bar.right() - x)
            if count and wide > 0:
                painter.fillRect(QRectF(x, bar.y(), max(wide, 2.0), 8), theme.color(colour))
                x += max(wide, 2.0)
        painting.text(
            painter, theme, bar.right() + 6, rect.y(), rect.height(), _words(*parts), "red" if over else "t1" if added else "t3", 12, 500
        )


def _calls(n: DayLoad) -> tuple[int, int, int]:
    return n.due_calls, n.calls, n.cap_calls


def _emails(n: DayLoad) -> tuple[int, int, int]:
    return n.due_emails, n.emails, n.cap_emails


def _words(due: int, added: int, _cap: int) -> str:
    """The sum, and in brackets what is new."""
    return f"{due + added} (+{added})" if added else str(due)
