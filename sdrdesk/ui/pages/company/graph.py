"""Who named whom, as a graph from left to right (seeds P3, W11)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sdrdesk.core.domain.committee import layers
from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets import painting

_WIDE, _LEAST, _HIGH, _ACROSS, _DOWN = 164, 78, 40, 26, 10
MOST = 40
"""Boxes that are drawn; a longer chain is cut, the list beside it has everybody."""


@dataclass(frozen=True, slots=True)
class Node:
    """A person of the graph; ``key`` is 0 for somebody who does not work here. ``by`` is the id of whoever named them."""

    id: int
    name: str
    second: str
    by: int | None


class ReferralGraph(QWidget):
    """Boxes with arrows; a click, or the arrow keys and Enter, choose a person.

    Signals:
        chosen: the person's id.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("referral_graph")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.nodes: tuple[Node, ...] = ()
        self.places: dict[int, QRectF] = {}
        self._at = self._least = 0

    def show_nodes(self, nodes: Sequence[Node], spoken: str) -> None:
        """Other people; ``spoken`` says the same in words."""
        self.nodes = tuple(nodes)[:MOST]
        self._at = 0
        self.setAccessibleName(spoken)
        self._place()
        self.updateGeometry()
        self.update()

    def _place(self) -> None:
        """A column for each referral in the chain; whoever was named stands beside whoever named them, as far as there is room."""
        depth = layers([n.id for n in self.nodes], {n.id: n.by for n in self.nodes if n.by is not None})
        children: dict[int, list[Node]] = {}
        for node in self.nodes:
            children.setdefault(node.by if node.by is not None and depth[node.id] else 0, []).append(node)
        self.places, row = {}, 0
        px = current().px
        columns = max(depth.values(), default=0) + 1
        across = px(_ACROSS)
        wide = max(px(_LEAST), min(px(_WIDE), (self.width() - (columns - 1) * across - 2) // columns))
        self._least = columns * (px(_LEAST) + across) - across + 2

        def put(node: Node) -> None:
            nonlocal row
            if node.id in self.places:
                return
            x, y = depth[node.id] * (wide + across), row * px(_HIGH + _DOWN)
            self.places[node.id] = QRectF(x + 1, y + 1, wide, px(_HIGH))
            mine = children.get(node.id, [])
            for child in mine:
                put(child)
            if not mine:
                row += 1

        for node in (*children.get(0, []), *self.nodes):
            put(node)

    def sizeHint(self) -> QSize:
        below = max((r.bottom() for r in self.places.values()), default=0)
        return QSize(self._least, round(below) + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("t3"), 1.2))
        for node in self.nodes:
            if node.by in self.places and node.by != node.id:
                self._arrow(painter, self.places[node.by], self.places[node.id])
        for number, node in enumerate(self.nodes):
            box = self.places[node.id]
            painting.box(painter, box, 6, theme.color("surface"), theme.color("line-2"))
            room = box.width() - 20
            name = painting.elided(theme, node.name, room, 13, 600)
            high = box.height() / 2
            painting.text(painter, theme, box.left() + 10, round(box.top()) + 2, round(high), name, "t1", 13, 600)
            second = painting.elided(theme, node.second, room, 12)
            painting.text(painter, theme, box.left() + 10, round(box.top() + high) - 2, round(high), second, "t3", 12)
            if self.hasFocus() and number == self._at:
                painting.focus_ring(painter, box, 6, theme)

    @staticmethod
    def _arrow(painter: QPainter, a: QRectF, b: QRectF) -> None:
        start, end = QPointF(a.right(), a.center().y()), QPointF(b.left() - 1, b.center().y())
        middle = b.left() - 12
        for line in (
            QLineF(start, QPointF(middle, start.y())),
            QLineF(QPointF(middle, start.y()), QPointF(middle, end.y())),
            QLineF(QPointF(middle, end.y()), end),
        ):
            painter.drawLine(line)
        painter.save()
        painter.setBrush(painter.pen().color())
        painter.drawPolygon(QPolygonF([end, QPointF(end.x() - 6, end.y() - 4), QPointF(end.x() - 6, end.y() + 4)]))
        painter.restore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        for number, node in enumerate(self.nodes):
            if self.places[node.id].contains(event.position()):
                self._at = number
                self.update()
                self.chosen.emit(node.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if step and self.nodes:
            self._at = max(0, min(len(self.nodes) - 1, self._at + step))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.nodes:
            self.chosen.emit(self.nodes[self._at].id)
        else:
            super().keyPressEvent(event)
