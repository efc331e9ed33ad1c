"""A grid of weekdays and hours whose cells are the darker the larger their value; the value stands in each, so that it reads in grey too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets import painting
from sdrdesk.ui.widgets.text import plain_tooltip

_ROW, _HEAD, _LEFT = 22, 20, 48
_STEPS = (("p4", "t1"), ("p3", "t1"), ("p2", "on"), ("p1", "on"))
"""Ground and text of a cell, from the least to the most."""


_STEPS_OF: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A cell. ``level`` 0 to 3 tints it; None leaves it bare, for too little to say."""

    label: str
    level: int | None
    words: str


class HeatMap(QWidget):
    """Columns and rows with names, and cells by (column, row).

    Signals:
        chosen: column and row of a cell that was clicked or on which Enter was pressed.
    """

    chosen = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[str, ...] = ()
        self.rows: tuple[str, ...] = ()
        self.cells: Mapping[tuple[int, int], HeatCell] = {}
        self._at = (0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_cells(self, columns: Sequence[str], rows: Sequence[str], cells: Mapping[tuple[int, int], HeatCell]) -> None:
        """Show these."""
        self.columns, self.rows, self.cells = tuple(columns), tuple(rows), cells
        self.setAccessibleDescription("\n".join(cell.words for _, cell in sorted(cells.items())))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(current().px(_LEFT + 56 * max(len(self.columns), 1)), current().px(_HEAD + _ROW * len(self.rows)))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(_LEFT + 40 * max(len(self.columns), 1)), self.sizeHint().height())

    def cell_rect(self, column: int, row: int) -> QRectF:
        """Where a cell is painted."""
        theme = current()
        left, wide = theme.px(_LEFT), (self.width() - theme.px(_LEFT)) / max(len(self.columns), 1)
        return QRectF(left + column * wide, theme.px(_HEAD) + row * theme.px(_ROW), wide, theme.px(_ROW))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = [cell for at, cell in self.cells.items() if self.cell_rect(*at).contains(event.pos().toPointF())]
            if found:
                QToolTip.showText(event.globalPos(), plain_tooltip(found[0].words), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found = next((at for at in self.cells if self.cell_rect(*at).contains(event.position())), None)
        if found is not None:
            self._go(found)
            self.chosen.emit(*found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        across, down = _STEPS_OF.get(event.key(), (0, 0))
        if across or down:
            self._go(
                (min(max(self._at[0] + across, 0), len(self.columns) - 1), min(max(self._at[1] + down, 0), len(self.rows) - 1))
                if self.cells
                else (0, 0)
            )
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._at in self.cells:
            self.chosen.emit(*self._at)
        else:
            super().keyPressEvent(event)

    def _go(self, at: tuple[int, int]) -> None:
        self._at = at
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for column, name in enumerate(self.columns):
            self._middle(
                painter, QRectF(self.cell_rect(column, 0).x(), 0, self.cell_rect(column, 0).width(), theme.px(_HEAD)), name, "t3", 400
            )
        for row, name in enumerate(self.rows):
            rect = self.cell_rect(0, row)
            wide = theme.metrics(12).horizontalAdvance(name)
            painting.text(painter, theme, theme.px(_LEFT) - wide - 8, rect.y(), rect.height(), name, "t3", 12)
        for (column, row), cell in self.cells.items():
            rect = self.cell_rect(column, row).adjusted(1, 1, -1, -1)
            ground, ink = _STEPS[cell.level] if cell.level is not None else ("subtle", "t3")
            painting.box(painter, rect, 3, theme.color(ground))
            self._middle(painter, rect, cell.label, ink, 600 if cell.level is not None else 400)
        if self.hasFocus() and self.cells:
            painting.focus_ring(painter, self.cell_rect(*self._at), 3, theme)

    @staticmethod
    def _middle(painter: QPainter, rect: QRectF, words: str, token: str, weight: int) -> None:
        theme = current()
        wide = theme.metrics(12, weight).horizontalAdvance(words)
        painting.text(painter, theme, rect.x() + (rect.width() - wide) / 2, rect.y(), rect.height(), words, token, 12, weight)
