"""A box with a round border; lines between its rows are painted by the card, so that nothing sticks out of the corners."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets import painting

_RADIUS = 8.0


class Card(QFrame):
    """A box of one column.

    Args:
        fill: token of the ground.
        margins: left, top, right, bottom inside the border.
        spacing: between rows.
        ruled: paint a line between rows.
    """

    def __init__(
        self,
        fill: str = "surface",
        margins: tuple[int, int, int, int] = (16, 12, 16, 12),
        spacing: int = 0,
        ruled: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._fill = fill
        self._border = "line"
        self._ruled = ruled
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*(side + 1 for side in margins))
        self.column.setSpacing(1 if ruled and not spacing else spacing)

    def set_look(self, fill: str, border: str = "line") -> None:
        """Other tokens, for example a tinted notice."""
        self._fill, self._border = fill, border
        self.update()

    def add_row(self, widget: QWidget, stretch: int = 0) -> None:
        """Append a row."""
        self.column.addWidget(widget, stretch)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painting.box(painter, painting.as_float(self.rect()), _RADIUS, theme.color(self._fill), theme.color(self._border))
        if self._ruled:
            self._paint_rules(painter)

    def _paint_rules(self, painter: QPainter) -> None:
        shown = [item.widget() for i in range(self.column.count()) if (item := self.column.itemAt(i)) is not None]
        rows = [widget for widget in shown if widget is not None and widget.isVisibleTo(self)]
        for row in rows[:-1]:
            painter.fillRect(QRectF(1, row.geometry().bottom() + 1, self.width() - 2, 1), current().color("line"))
