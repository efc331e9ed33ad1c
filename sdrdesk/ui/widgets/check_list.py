"""Findings about a text, each with a line and a detail; the open ones lead to their place in the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from sdrdesk.ui.theme import current, pixmap
from sdrdesk.ui.widgets import painting
from sdrdesk.ui.widgets.text import set_tooltip

_STATES = {"ok": ("check", "green"), "warn": ("triangle-alert", "amber"), "bad": ("triangle-alert", "red"), "note": ("info", "t3")}
_TEXT_X = 22


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One finding: key of the signal, state (ok, warn, bad, note), line, detail."""

    key: str
    state: str
    words: str
    detail: str = ""


class CheckRow(QAbstractButton):
    """One finding as a button; what is in order cannot be pressed."""

    def __init__(self, item: CheckItem, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.item = item
        self.set_item(item)

    def set_item(self, item: CheckItem) -> None:
        """Show another finding."""
        self.item = item
        leads = item.state != "ok"
        self.setObjectName(f"check_{item.key}")
        self.setAccessibleName(item.words)
        self.setAccessibleDescription(item.detail)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if leads else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
        set_tooltip(self, "\n".join(part for part in (item.words, item.detail) if part))
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        theme = current()
        return QSize(120, 4 + theme.px(18) + (theme.px(16) if self.item.detail else 0) + 5)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        icon, token = _STATES[self.item.state]
        if self.underMouse() and self.item.state != "ok":
            painting.box(painter, painting.as_float(self.rect()), 4, theme.color("hover"))
        side, room = theme.px(14), self.width() - _TEXT_X - 4
        painter.drawPixmap(0, 4 + (theme.px(18) - side) // 2, pixmap(icon, token, side, self.devicePixelRatioF()))
        painting.text(painter, theme, _TEXT_X, 4, theme.px(18), painting.elided(theme, self.item.words, room), "t1")
        detail = painting.elided(theme, self.item.detail, room, 12)
        painting.text(painter, theme, _TEXT_X, 4 + theme.px(18), theme.px(16), detail, "t3", 12)
        if self.hasFocus():
            painting.focus_ring(painter, painting.as_float(self.rect()), 4, theme)


class CheckList(QWidget):
    """The findings in order. Updating keeps the rows, so a focused one stays focused while the text changes.

    Signals:
        activated: key of a finding that is not in order, to show its place.
    """

    activated = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("check_list")
        self._rows: list[CheckRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)

    def set_checks(self, items: Sequence[CheckItem]) -> None:
        """Show these findings."""
        for row in self._rows[len(items) :]:
            self._column.removeWidget(row)
            row.deleteLater()
        del self._rows[len(items) :]
        for number, item in enumerate(items):
            if number < len(self._rows):
                self._rows[number].set_item(item)
                continue
            row = CheckRow(item, self)
            row.clicked.connect(partial(self._clicked, row))
            self._column.insertWidget(number, row)
            self._rows.append(row)

    def rows(self) -> tuple[CheckRow, ...]:
        """The rows as shown."""
        return tuple(self._rows)

    def _clicked(self, row: CheckRow, _checked: bool = False) -> None:
        if row.item.state != "ok":
            self.activated.emit(row.item.key)
