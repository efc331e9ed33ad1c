"""Activity and its result, week by week: reach above, meetings booked below with the line of the target (seed P11)."""

from __future__ import annotations

import importlib
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from sdrdesk.core.queries.tallies import Week
from sdrdesk.ui import theme
from sdrdesk.ui.pages.numbers.figures import Figures
from sdrdesk.ui.pages.numbers.head import CardHead
from sdrdesk.ui.pages.numbers.reading import Reading
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.text import PlainLabel

_BAR = 0.5
_ROOM_ABOVE = 1.35
"""The axis ends so much above the highest bar: its number stands there."""


def load_charts() -> None:
    """Import the library of the charts. It takes 0.3 s and 40 MB, which a start of the window must not pay: only who opens this page does,
    on a worker, so that the window does not stall."""
    importlib.import_module("pyqtgraph")


class ActivityCard(Card):
    """Bars of the last weeks. The chart is made when there is something to show for the first time.

    Signals:
        charts_wanted: there is something to draw; call ``load_charts`` off the window's thread, then ``draw``.
    """

    charts_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(spacing=8, parent=parent)
        self.setObjectName("activity_card")
        legend = (("p1", self.tr("calls")), ("p3", self.tr("written")))
        hint = self.tr("reach above, meetings booked below")
        self.head = CardHead(self.tr("Activity and results"), hint, legend, table="activity_table")
        self.add_row(self.head)
        self.empty = PlainLabel("", "t2", 13, wrap=True)
        self.empty.setObjectName("activity_empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.hide()
        self.add_row(self.empty, 1)
        self.chart: Any = None
        self._pg: Any = None
        self._weeks: tuple[Week, ...] = ()
        self._goal = 0
        self._figures = Figures("en")
        theme.changed.connect(self._repaint)

    def show_reading(self, reading: Reading, figures: Figures) -> None:
        """Show these weeks."""
        weeks, goal = reading.weeks, reading.meetings_a_week
        nothing = not any(week.reach or week.meetings for week in weeks)
        self.empty.setText(self.tr("Nothing was logged in the last weeks."))
        self.empty.setVisible(nothing)
        if self.chart is not None:
            self.chart.setHidden(nothing)
        if nothing or (self.chart is not None and (weeks, goal) == (self._weeks, self._goal)):
            return
        self._weeks, self._goal, self._figures = weeks, goal, figures
        if self.chart is None:
            self.charts_wanted.emit()
        else:
            self._repaint()

    @Slot()
    def draw(self) -> None:
        """Draw the weeks that were shown last, now that the library is there."""
        if self.chart is None:
            self._build_chart()
        self._repaint()

    def _build_chart(self) -> None:
        self._pg = pg = importlib.import_module("pyqtgraph")
        self.chart = pg.GraphicsLayoutWidget()
        self.chart.setObjectName("activity_chart")
        self.chart.setAccessibleName(self.tr("Activity and results by week"))
        self.chart.setFrameStyle(0)
        self.chart.setMinimumHeight(theme.current().px(230))
        # A graphics view asks for much room; the funnel beside it says how high the row is.
        self.chart.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.chart.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Nothing in it can be used, and the wheel belongs to the page.
        self.chart.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.chart.ci.layout.setContentsMargins(0, 0, 0, 0)
        self.chart.ci.layout.setSpacing(4)
        self.add_row(self.chart, 1)

    @Slot()
    def _repaint(self) -> None:
        """Draw all of it again, in the colours of now."""
        if self.chart is None:
            return
        look, weeks = theme.current(), self._weeks
        self.chart.clear()
        self.chart.setBackground(look.color("surface"))
        last = len(weeks) - 1
        reach = self._plot(0, max(week.reach for week in weeks))
        self._bars(reach, [week.calls for week in weeks], ["p1"] * last + ["p2"])
        self._bars(reach, [week.reach - week.calls for week in weeks], ["p3"] * last + ["p4"], [week.calls for week in weeks])
        self._numbers(reach, [week.reach for week in weeks], 400)
        meetings = self._plot(1, max(self._goal, *(week.meetings for week in weeks)), [self._name(i) for i in range(len(weeks))])
        self._bars(meetings, [week.meetings for week in weeks], ["green"] * last + ["green-line"])
        self._target_line(meetings)
        self._numbers(meetings, [week.meetings for week in weeks], 600)
        self.chart.ci.layout.setRowStretchFactor(0, 4)
        self.chart.ci.layout.setRowStretchFactor(1, 3)
        self.chart.setAccessibleDescription(self.in_words())

    def in_words(self) -> str:
        """The chart's data as text, a line for each week."""
        line = self.tr("%1: reach %2, of it %3 calls; meetings booked %4")
        goal = self.tr("Target: %1 meetings a week").replace("%1", self._figures.count(self._goal))
        lines = []
        for i, week in enumerate(self._weeks):
            words = line.replace("%1", self._name(i)).replace("%2", self._figures.count(week.reach))
            lines.append(words.replace("%3", self._figures.count(week.calls)).replace("%4", self._figures.count(week.meetings)))
        return "\n".join([*lines, goal] if self._goal else lines)

    def _name(self, index: int) -> str:
        if index == len(self._weeks) - 1:
            return self.tr("this week")
        return self._figures.day(self._weeks[index].monday, self.tr("d MMM", "pattern of a day without its year"))

    def _plot(self, row: int, highest: float, names: list[str] | None = None) -> Any:
        look = theme.current()
        plot = self.chart.addPlot(row=row, col=0, enableMenu=False)
        plot.hideButtons()
        plot.setMouseEnabled(x=False, y=False)
        plot.setXRange(-0.6, len(self._weeks) - 0.4, padding=0)
        top = max(highest, 1)
        plot.setYRange(0, top * _ROOM_ABOVE, padding=0)
        step = _nice_step(top)
        for side in ("left", "bottom"):
            axis = plot.getAxis(side)
            axis.setPen(look.color("line"))
            axis.setTextPen(look.color("t3"))
            axis.setStyle(tickFont=look.font(12), tickLength=0)
        plot.getAxis("left").setPen(None)
        plot.getAxis("left").setWidth(look.px(44))
        plot.getAxis("left").setTicks([[(n * step, self._figures.count(n * step)) for n in range(int(top // step) + 1)]])
        plot.getAxis("bottom").setTicks([list(enumerate(names))] if names else [[]])
        if names is None:
            plot.getAxis("bottom").setStyle(showValues=False)
        return plot

    def _bars(self, plot: Any, heights: list[int], tokens: list[str], base: list[int] | None = None) -> None:
        colours = [theme.current().color(token) for token in tokens]
        plot.addItem(
            self._pg.BarGraphItem(
                x=list(range(len(heights))),
                y0=base or [0] * len(heights),
                height=heights,
                width=_BAR,
                brushes=colours,
                pens=[None] * len(heights),
            )
        )

    def _numbers(self, plot: Any, values: list[int], weight: int) -> None:
        look = theme.current()
        for i, value in enumerate(values):
            # The ground of the card behind the number keeps the line of the target out of it.
            colours = {"color": look.color("t1" if weight == 600 else "t2"), "fill": look.color("surface")}
            words = self._pg.TextItem(self._figures.count(value), anchor=(0.5, 1.05), **colours)
            words.setFont(look.font(12, weight))
            words.setPos(i, value)
            plot.addItem(words, ignoreBounds=True)

    def _target_line(self, plot: Any) -> None:
        if not self._goal:
            return
        look = theme.current()
        pen = self._pg.mkPen(look.color("green"), width=1, style=Qt.PenStyle.DashLine)
        line = self._pg.InfiniteLine(pos=self._goal, angle=0, pen=pen)
        line.setZValue(-10)
        plot.addItem(line, ignoreBounds=True)
        goal = self.tr("goal %1", "short, at the axis of a chart").replace("%1", self._figures.count(self._goal))
        plot.getAxis("left").setTicks([[(0, self._figures.count(0)), (self._goal, goal)]])


def _nice_step(top: float) -> int:
    """A round number that divides the axis into two or three."""
    step = 1
    while top / step > 3:
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return step
