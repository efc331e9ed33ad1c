"""The checklist and the stages of a handoff, painted. The boxes are facts of the book; only lines of the user's own are ticked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sdrdesk.ui.theme import current, pixmap
from sdrdesk.ui.widgets import painting
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.text import set_tooltip

_TEXT_X = 37


@dataclass(frozen=True, slots=True)
class CheckView:
    """A line: name of the check, does it hold, what is asked, and how it stands or what is missing; ``own`` are the words of one to tick."""

    name: str
    holds: bool
    words: str
    detail: str = ""
    required: bool = True
    own: str = ""


class CheckLine(QWidget):
    """One line of the checklist."""

    def __init__(self, view: CheckView, state: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"check_{view.name}")
        self.setAccessibleName(view.words)
        self.setAccessibleDescription(", ".join(part for part in (state, view.detail) if part))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        set_tooltip(self, "\n".join(part for part in (view.words, view.detail) if part))
        self.view = view

    def sizeHint(self) -> QSize:
        return QSize(200, current().px(45 if self.view.detail else 36))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, view, painter = current(), self.view, QPainter(self)
        side = 18
        box = QRectF(10, (self.height() - side) // 2, side, side)
        painting.box(painter, box, 4, theme.color("accent" if view.holds else "surface"), theme.color("accent" if view.holds else "t3"))
        if view.holds:
            painter.drawPixmap(round(box.x()) + 2, round(box.y()) + 2, pixmap("check", "on", 14, self.devicePixelRatioF()))
        room, top, high, low = self.width() - _TEXT_X - 10, 5, theme.px(18), theme.px(16)
        if not view.detail:
            top, high = 0, self.height()
        weight = 400 if view.holds or not view.required else 600
        optional = "" if view.required else " · " + self.tr("optional")
        aside = theme.metrics(12).horizontalAdvance(optional)
        words = painting.elided(theme, view.words, room - aside, 13, weight)
        painting.text(painter, theme, _TEXT_X, top, high, words, "t1", 13, weight)
        if optional:
            x = _TEXT_X + theme.metrics(13, weight).horizontalAdvance(words)
            painting.text(painter, theme, x, top, high, optional, "t3", 12)
        if view.detail:
            detail = painting.elided(theme, view.detail, room, 12)
            painting.text(painter, theme, _TEXT_X, top + high, low, detail, "amber" if view.required and not view.holds else "t3", 12)
        if self.hasFocus():
            painting.focus_ring(painter, painting.as_float(self.rect()), 4, theme)


class OwnLine(CheckLine):
    """A line of the user's own: a click or Space ticks it.

    Signals:
        ticked: its words, and whether it is ticked now.
    """

    ticked = Signal(str, bool)

    def __init__(self, view: CheckView, state: str, parent: QWidget | None = None) -> None:
        super().__init__(view, state, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.ticked.emit(self.view.own, not self.view.holds)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.ticked.emit(self.view.own, not self.view.holds)
        else:
            super().keyPressEvent(event)


class Checklist(Card):
    """The lines in a box.

    Signals:
        ticked: words of an own line, and whether it is ticked now.
    """

    ticked = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(0, 0, 0, 0), ruled=True, parent=parent)
        self.setObjectName("handoff_checklist")
        self.setAccessibleName(self.tr("Checklist"))
        self._lines: list[CheckLine] = []

    def set_checks(self, views: Sequence[CheckView]) -> None:
        """Show these lines."""
        if [line.view for line in self._lines] == list(views):
            return
        focused = next((line.view.own for line in self._lines if line.hasFocus()), "")
        for line in self._lines:
            line.hide()
            self.column.removeWidget(line)
            line.setObjectName("")
            line.deleteLater()
        self._lines = [self._made(view, self.tr("holds") if view.holds else self.tr("missing")) for view in views]
        for line in self._lines:
            self.add_row(line)
            line.show()
            if focused and line.view.own == focused:
                line.setFocus()

    def _made(self, view: CheckView, state: str) -> CheckLine:
        if not view.own:
            return CheckLine(view, state, self)
        line = OwnLine(view, state, self)
        line.ticked.connect(self.ticked)
        return line


class Stages(QWidget):
    """Where a handoff stands: bars with their names, done ones in the accent."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._names: tuple[str, ...] = ()
        self._at = 0

    def set_stages(self, names: Sequence[str], at: int) -> None:
        """The stages by name and the one that is reached."""
        self._names, self._at = tuple(names), at
        self.setAccessibleName(names[at])
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, current().px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, gap = current(), QPainter(self), 3
        needs = [theme.metrics(12, 600).horizontalAdvance(name) for name in self._names]
        spare = (self.width() - gap * (len(needs) - 1) - sum(needs)) / max(len(needs), 1)
        x = 0.0
        for number, name in enumerate(self._names):
            wide = needs[number] + spare
            painting.box(painter, QRectF(x, 0, wide, 4), 2, theme.color("accent" if number <= self._at else "track"))
            on = number == self._at
            words = painting.elided(theme, name, wide, 12, 600 if on else 400)
            painting.text(painter, theme, x, 8, theme.px(18), words, "accent" if on else "t3", 12, 600 if on else 400)
            x += wide + gap
