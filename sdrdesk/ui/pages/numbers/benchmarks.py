"""Your number beside the published one (seeds P9, W12): with what stands behind it, and never judged on too little."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from sdrdesk.core.queries.numbers import Benchmark
from sdrdesk.core.texts import Texts
from sdrdesk.ui.pages.numbers.figures import NONE, Figures
from sdrdesk.ui.pages.numbers.head import CardHead
from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.figure_link import FigureLink
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel, set_tooltip

ENOUGH = {
    "dials_per_connect": 100,
    "dials_per_conversation": 100,
    "conversations_per_meeting": 10,
    "reply_rate": 50,
    "emails_per_day": 5,
    "qualified_per_month": 10,
}
"""What must stand behind a figure before it is compared. A connect comes about every 13 dials and an answer every 9 emails, so that
below these counts one lucky morning would turn the verdict."""

_LESS_IS_BETTER = frozenset({"dials_per_connect", "dials_per_conversation", "conversations_per_meeting"})
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class _Table(QWidget):
    """Rows of labels with a line under each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(14)
        self.grid.setVerticalSpacing(1)
        self.grid.setRowMinimumHeight(0, current().px(24))
        for column, stretch in enumerate((30, 10, 16, 24, 20)):
            self.grid.setColumnStretch(column, stretch)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for row in range(self.grid.rowCount() - 1):
            edge = self.grid.cellRect(row, 0).bottom() + 1
            painter.fillRect(0, edge, self.width(), 1, current().color("line"))


class BenchmarkCard(Card):
    """The table. A sign and words carry each verdict; the colour only repeats it.

    Signals:
        asked: name of the benchmark whose own number was chosen: what it counts is wanted.
    """

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(spacing=4, parent=parent)
        self.setObjectName("benchmark_card")
        self.add_row(CardHead(self.tr("Your number and the benchmark"), note=self.tr("published figures, not your team's")))
        self.table = _Table()
        self.table.setObjectName("benchmark_table")
        self.table.setAccessibleName(self.tr("Your number and the benchmark"))
        self.add_row(self.table, 1)
        heads = (self.tr("Measure"), self.tr("You"), self.tr("Benchmark"), self.tr("Gap, ▲ is better"), self.tr("From"))
        for column, words in enumerate(heads):
            label = PlainLabel(words, "t2", 12, 500)
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            if column in (1, 2):
                label.setAlignment(_RIGHT)
            self.table.grid.addWidget(label, 0, column)
        self._cells: dict[str, list[PlainLabel]] = {}

    def show_benchmarks(self, found: tuple[Benchmark, ...], worked: bool, figures: Figures, texts: Texts) -> None:
        """Show these; ``worked``: something was logged in the period, so that its days may be judged at all."""
        lines = []
        for row, one in enumerate(found, start=1):
            cells = self._cells.get(one.name) or self._make_row(row, one.name)
            enough = worked and one.mine is not None and one.n >= ENOUGH.get(one.name, 1)
            gap, role = self._gap(one, figures) if enough else (self.tr("not enough data"), "t3")
            if enough and gap != self.tr("● within the range") and _by_chance(one):
                gap, role = self.tr("%1, chance?").replace("%1", gap), "t2"
            mine = _written(one, one.mine, figures) if one.mine is not None else NONE
            span = _written(one, one.low, figures)
            if one.high > one.low:
                span = self.tr("%1 to %2").replace("%1", span).replace("%2", _written(one, one.high, figures))
            words = (texts(f"benchmark.{one.name}"), mine, span, gap, self._behind(one))
            for cell, said in zip(cells, words, strict=True):
                cell.setText(said)
            cells[1].set_role("t1" if enough else "t3")
            cells[1].setAccessibleName(f"{words[0]}: {mine}")
            cells[3].set_role(role)
            needs = self.tr("A comparison needs at least %1.").replace("%1", figures.count(ENOUGH.get(one.name, 1)))
            set_tooltip(cells[3], self._certainty(one, figures) if enough else needs)
            lines.append("; ".join(words))
        self.table.setAccessibleDescription("\n".join(lines))

    def _make_row(self, row: int, name: str) -> list[PlainLabel]:
        mine = FigureLink()
        mine.chosen.connect(lambda: self.asked.emit(name))
        cells = [
            ElidedLabel("", "t1", 13),
            mine,
            PlainLabel("", "t2", 13),
            PlainLabel("", "t2", 12, 500),
            ElidedLabel("", "t2", 12),
        ]
        for column, (cell, key) in enumerate(zip(cells, ("measure", "you", "benchmark", "gap", "from"), strict=True)):
            cell.setObjectName(f"benchmark_{name}_{key}")
            cell.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)  # rows share the height evenly
            if column in (1, 2):
                cell.setAlignment(_RIGHT)
            self.table.grid.addWidget(cell, row, column)
        self.table.grid.setRowMinimumHeight(row, current().px(28))
        self.table.grid.setRowStretch(row, 1)
        self._cells[name] = cells
        return cells

    def _gap(self, one: Benchmark, figures: Figures) -> tuple[str, str]:
        """How far outside the published range, and on which side."""
        mine = one.mine or 0.0
        below = mine < one.low
        by = (one.low - mine) if below else (mine - one.high)
        size = figures.decimal(by * 100) if one.unit == "share" else figures.decimal(by)
        if one.low <= mine <= one.high or size == figures.decimal(0):
            return self.tr("● within the range"), "green"
        if one.name in _LESS_IS_BETTER:
            words = self.tr("▲ %1 fewer") if below else self.tr("▼ %1 too many")
        elif one.unit == "share":
            words = self.tr("▼ %1 points below") if below else self.tr("▲ %1 points above")
        else:
            words = self.tr("▼ %1 too few") if below else self.tr("▲ %1 more")
        good = below == (one.name in _LESS_IS_BETTER)
        return words.replace("%1", size), "green" if good else "amber"

    def _certainty(self, one: Benchmark, figures: Figures) -> str:
        """How well the own figure is known."""
        if one.mine_low is None or one.mine_high is None:
            return ""
        words = self.tr("Your true figure lies between %1 and %2 with 95% certainty.")
        return words.replace("%1", _written(one, one.mine_low, figures), 1).replace("%2", _written(one, one.mine_high, figures))

    def _behind(self, one: Benchmark) -> str:
        """How many of the user's own stand behind the figure."""
        if one.name.startswith("dials"):
            return self.tr("%Ln dials", "", one.n)
        if one.unit == "conversations":
            return self.tr("%Ln conversations", "", one.n)
        if one.unit == "share":
            return self.tr("%Ln emails", "", one.n)
        return self.tr("%Ln working days", "", one.n)


def _by_chance(one: Benchmark) -> bool:
    """Whether a figure outside the published range may well be inside it: the range of the own figure reaches into it."""
    outside = one.mine is not None and not one.low <= one.mine <= one.high
    return outside and one.mine_low is not None and one.mine_high is not None and one.mine_low <= one.high and one.mine_high >= one.low


def _written(one: Benchmark, value: float, figures: Figures) -> str:
    return figures.share(value) if one.unit == "share" else figures.decimal(value)
