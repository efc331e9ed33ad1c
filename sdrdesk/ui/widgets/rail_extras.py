"""The still parts of the rail: the mark of the application, the plan of the day, who is working."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets import painting

_PAD = 8


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One block of the day: local time as text, what, and whether it is now."""

    time: str
    words: str
    now: bool = False


class BrandLabel(QWidget):
    """Mark and name of the application."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.narrow = False
        self._words = words
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(32, current().px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        left = (self.width() - 18) / 2 if self.narrow else _PAD
        top = (self.height() - 18) / 2
        painting.box(painter, QRectF(left, top, 18, 18), 4, theme.color("accent"))
        for number, tall in enumerate((4, 7, 10)):
            painting.box(painter, QRectF(left + 2.5 + 5 * number, top + 14 - tall, 3, tall), 1, theme.color("on"))
        if not self.narrow:
            painting.text(painter, theme, left + 26, 0, self.height(), self._words, "t1", 13, 600)


class PlanOfDay(QWidget):
    """The blocks of the day under a heading; the present one is marked."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = ""
        self._lines: tuple[PlanLine, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_plan(self, title: str, lines: Sequence[PlanLine]) -> None:
        """Show these blocks; none hides the whole."""
        self._title, self._lines = title, tuple(lines)
        self.setAccessibleName(title)
        self.setAccessibleDescription("\n".join(f"{line.time} {line.words}" for line in lines))
        self.setHidden(not lines)
        self.updateGeometry()
        self.update()

    def has_lines(self) -> bool:
        """Is there anything to show?"""
        return bool(self._lines)

    def sizeHint(self) -> QSize:
        return QSize(100, current().px(16) + 6 + current().px(22) * len(self._lines) + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painting.text(painter, theme, _PAD, 0, theme.px(16), self._title, "t3", 12, 600)
        tall, top = theme.px(22), theme.px(16) + 6
        column = _PAD + theme.px(42)
        for line in self._lines:
            weight = 600 if line.now else 400
            painting.text(painter, theme, _PAD, top, tall, line.time, "accent" if line.now else "t3", 12, weight)
            words = painting.elided(theme, line.words, self.width() - column - 2 * _PAD - 6, 12, weight)
            painting.text(painter, theme, column, top, tall, words, "t1" if line.now else "t3", 12, weight)
            if line.now:
                painting.box(painter, QRectF(self.width() - _PAD - 6, top + tall / 2 - 3, 6, 6), 3, theme.color("accent"))
            top += tall


class UserLabel(QWidget):
    """Who works here: initials in a disc, and the name."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.narrow = False
        self._initials = ""
        self._name = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_user(self, name: str, initials: str) -> None:
        """Show another person; an empty name hides it."""
        self._name, self._initials = name, initials
        self.setAccessibleName(name)
        self.setHidden(not name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(32, current().px(31))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 0, self.width(), 1), theme.color("line"))
        side = theme.px(20)
        left, top = ((self.width() - side) / 2 if self.narrow else _PAD), self.height() - side
        painting.box(painter, QRectF(left, top, side, side), side / 2, theme.color("track"))
        wide = theme.metrics(11, 600).horizontalAdvance(self._initials)
        painting.text(painter, theme, left + (side - wide) / 2, top, side, self._initials, "t2", 11, 600)
        if not self.narrow:
            words = painting.elided(theme, self._name, self.width() - left - side - 2 * _PAD, 12)
            painting.text(painter, theme, left + side + _PAD, top, side, words, "t2", 12)
