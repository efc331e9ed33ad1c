"""Strokes that several painted widgets share: boxes, text on a line, keycaps, grade tiles."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from sdrdesk.ui.theme import Theme

KEYCAP_HEIGHT = 16
KEYCAP_MIN = 18
_KEYCAP_PAD = 5
GRADE_SIDE = 16
_RADIUS_SMALL = 4.0


def box(painter: QPainter, rect: QRectF, radius: float, fill: QColor | None, border: QColor | None = None, width: float = 1.0) -> None:
    """A rounded rectangle whose border lies inside ``rect``."""
    half = width / 2 if border is not None else 0.0
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(border, width) if border is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), max(radius - half, 0.0), max(radius - half, 0.0))


def focus_ring(painter: QPainter, rect: QRectF, radius: float, theme: Theme) -> None:
    """The 2 px ring of what holds the keys."""
    box(painter, rect, radius, None, theme.color("accent"), 2.0)


def text(
    painter: QPainter, theme: Theme, x: float, top: float, height: float, words: str, token: str, size: int = 13, weight: int = 400
) -> float:
    """One line of text, centred in its height; returns its width."""
    metrics = theme.metrics(size, weight)
    painter.setFont(theme.font(size, weight))
    painter.setPen(theme.color(token))
    baseline = round(top + (height - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent())
    painter.drawText(QPointF(x, baseline), words)
    return metrics.horizontalAdvance(words)


def elided(theme: Theme, words: str, width: float, size: int = 13, weight: int = 400) -> str:
    """The text, cut at the right with an ellipsis when it is too long."""
    return theme.metrics(size, weight).elidedText(words, Qt.TextElideMode.ElideRight, max(width, 0.0))


def keycap_width(theme: Theme, words: str) -> int:
    """Width of a keycap; 0 for no key."""
    if not words:
        return 0
    wide = theme.metrics(11, 500).horizontalAdvance(words) + 2 * _KEYCAP_PAD
    return max(theme.px(KEYCAP_MIN), round(wide))


def keycap(painter: QPainter, theme: Theme, x: float, middle: float, words: str, token: str = "t3", border: str = "line-2") -> None:
    """A keycap with its left edge at ``x``, centred on the line ``middle``."""
    height = theme.px(KEYCAP_HEIGHT)
    rect = QRectF(x, round(middle - height / 2), keycap_width(theme, words), height)
    box(painter, rect, _RADIUS_SMALL, None, theme.color(border))
    wide = theme.metrics(11, 500).horizontalAdvance(words)
    text(painter, theme, rect.x() + (rect.width() - wide) / 2, rect.y(), height, words, token, 11, 500)


def grade(painter: QPainter, theme: Theme, x: float, top: float, letter: str) -> None:
    """The tile of a fit grade: A is filled, the others are grey."""
    side = theme.px(GRADE_SIDE)
    best = letter == "A"
    box(painter, QRectF(x, top, side, side), _RADIUS_SMALL, theme.color("accent" if best else "track"))
    wide = theme.metrics(11, 600).horizontalAdvance(letter)
    text(painter, theme, x + (side - wide) / 2, top, side, letter, "on" if best else "t2", 11, 600)


def bar(painter: QPainter, theme: Theme, rect: QRectF, share: float, token: str, track: str = "track") -> None:
    """A thin bar filled to ``share`` (0 to 1)."""
    radius = rect.height() / 2
    box(painter, rect, radius, theme.color(track))
    wide = rect.width() * min(max(share, 0.0), 1.0)
    if wide > 0:
        box(painter, QRectF(rect.x(), rect.y(), max(wide, rect.height()), rect.height()), radius, theme.color(token))


def as_float(rect: QRect) -> QRectF:
    """The same rectangle for painting."""
    return QRectF(rect)
