"""Why this person now: the value, and the parts that it is made of."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sdrdesk.ui.theme import Theme, current
from sdrdesk.ui.widgets import painting
from sdrdesk.ui.widgets.text import set_tooltip

_PAD = 13
_PARTS = ("p1", "p2", "p3", "p4")


@dataclass(frozen=True, slots=True)
class WhyPart:
    """One part: label, its value and what it could be at most as texts, and its share of the whole bar (0 to 1)."""

    words: str
    value: str
    of: str = ""
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class WhyView:
    """What the bar shows.

    Attributes:
        reasons: the reasons in one line.
        score: the value as people read it.
        of: what it could be at most, or empty.
        parts: up to four.
        evidence: lines for the tooltip.
    """

    reasons: str = ""
    score: str = ""
    of: str = ""
    parts: tuple[WhyPart, ...] = ()
    evidence: tuple[str, ...] = ()


class WhyBar(QWidget):
    """A card with the reasons, a stacked bar and its legend.

    Args:
        narrow: the value and the bar alone, for a narrow column; whoever shows it says the reasons below.
    """

    def __init__(self, narrow: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("why_bar")
        self._narrow = narrow
        self._pad = 0 if narrow else _PAD
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._view = WhyView()
        self._title = self.tr("Why now")

    def set_why(self, view: WhyView) -> None:
        """Show these reasons."""
        self._view = view
        set_tooltip(self, "\n".join(view.evidence or (view.reasons,)))
        self.setAccessibleName(self._title)
        parts = (f"{part.words} {part.value}{part.of}" for part in view.parts)
        self.setAccessibleDescription("\n".join((f"{view.score}{view.of}", view.reasons, *parts)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = current()
        if self._narrow:
            return QSize(200, theme.px(18) + 6 + 6)
        return QSize(300, 9 + theme.px(18) + 8 + 6 + 6 + theme.px(16) + 12)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        tall = theme.px(18)
        if self._narrow:
            self._paint_head(painter, theme, 0, tall)
            self._paint_stack(painter, theme, tall + 6)
            return
        painting.box(painter, painting.as_float(self.rect()), 8, theme.color("window"), theme.color("line"))
        self._paint_head(painter, theme, 10, tall)
        self._paint_stack(painter, theme, 10 + tall + 8)
        self._paint_legend(painter, theme, 10 + tall + 20)

    def _paint_head(self, painter: QPainter, theme: Theme, top: int, tall: int) -> None:
        view = self._view
        wide_of = theme.metrics(12).horizontalAdvance(view.of)
        score_x = self.width() - self._pad - wide_of - theme.metrics(15, 600).horizontalAdvance(view.score)
        x = self._pad + painting.text(painter, theme, self._pad, top, tall, self._title, "t1", 13, 600) + 8
        if not self._narrow:
            painting.text(painter, theme, x, top, tall, painting.elided(theme, view.reasons, score_x - x - 12), "t2")
        painting.text(painter, theme, score_x, top, tall, view.score, "t1", 15, 600)
        painting.text(painter, theme, self.width() - self._pad - wide_of, top + 1, tall, view.of, "t3", 12)

    def _paint_stack(self, painter: QPainter, theme: Theme, top: int) -> None:
        x, right = float(self._pad), float(self.width() - self._pad)
        whole = right - x
        for part, token in zip(self._view.parts, _PARTS, strict=False):
            wide = min(part.share * whole, right - x)
            if wide >= 1:
                painting.box(painter, QRectF(x, top, max(wide - 2, 1), 6), 2, theme.color(token))
                x += wide
        if right - x >= 1:
            painting.box(painter, QRectF(x, top, right - x, 6), 2, theme.color("track"))

    def _paint_legend(self, painter: QPainter, theme: Theme, top: int) -> None:
        x, tall = float(_PAD), theme.px(16)
        for part, token in zip(self._view.parts, _PARTS, strict=False):
            painting.box(painter, QRectF(x, top + tall / 2 - 4, 8, 8), 2, theme.color(token))
            x += 14
            x += painting.text(painter, theme, x, top, tall, part.words, "t2", 12) + 6
            x += painting.text(painter, theme, x, top, tall, part.value, "t2", 12, 600)
            x += painting.text(painter, theme, x, top, tall, part.of, "t2", 12) + 16
