"""Every touch of a person as a list: a head for each day, newest first; painted, so that a thousand cost nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from sdrdesk.core.queries.record import PastTouch
from sdrdesk.core.texts import Texts
from sdrdesk.ui.day_words import DayWords
from sdrdesk.ui.theme import changed, current, pixmap
from sdrdesk.ui.widgets import painting

Index = QModelIndex | QPersistentModelIndex
ENTRY_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_ROOT = QModelIndex()
_ICONS = {"call": "phone", "email": "mail", "im": "message-square", "social": "users", "meeting": "calendar", "event": "calendar"}
_PAD = 20
_TEXT_X = 100
_TALL, _LOW, _HEAD = 46, 30, 28


class TouchWords:
    """What a touch says, in words."""

    def __init__(self, texts: Texts, days: DayWords, step: str, template: str, minutes: str) -> None:
        self._texts = texts
        self.days = days
        self._step, self._template, self._minutes = step, template, minutes

    def outcome(self, touch: PastTouch) -> str:
        return self._texts(f"outcome.{touch.outcome}")

    def beside(self, touch: PastTouch) -> str:
        """Channel, step and template."""
        return " · ".join(p for p in (self._texts(f"channel.{touch.channel}"), self.step(touch), self.template(touch)) if p)

    def step(self, touch: PastTouch) -> str:
        """Which step of its plan it was."""
        if not touch.step_no:
            return ""
        name = f"step.{touch.purpose}"
        said = self._texts(name) if touch.purpose and self._texts.has(name) else touch.purpose
        return self._step.replace("%1", str(touch.step_no)) + (f", {said}" if said else "")

    def template(self, touch: PastTouch) -> str:
        """The template it was written or spoken from."""
        if not touch.template:
            return ""
        name = f"template.{touch.template}"
        return self._template.replace("%1", self._texts(name) if self._texts.has(name) else touch.template)

    def minutes(self, touch: PastTouch) -> str:
        return self._minutes.replace("%1", str(touch.minutes)) if touch.minutes else ""

    def whole(self, touch: PastTouch) -> str:
        """Everything in one line, for a screen reader."""
        parts = (self.days.clock(touch.at), self.outcome(touch), self.beside(touch), self.minutes(touch), touch.note)
        return ", ".join(p for p in parts if p)


class TouchModel(QAbstractListModel):
    """Days (as dates) and touches, in one list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.words: TouchWords | None = None
        self._entries: list[dt.date | PastTouch] = []

    def set_touches(self, touches: Sequence[PastTouch], words: TouchWords) -> None:
        """Show these, grouped by the user's days."""
        self.beginResetModel()
        self.words = words
        self._entries = []
        day = None
        for touch in touches:
            if words.days.date_of(touch.at) != day:
                day = words.days.date_of(touch.at)
                self._entries.append(day)
            self._entries.append(touch)
        self.endResetModel()

    def touch(self, row: int) -> PastTouch | None:
        """The touch at a row; None at a day."""
        entry = self._entries[row] if 0 <= row < len(self._entries) else None
        return entry if isinstance(entry, PastTouch) else None

    def row_of(self, touch_id: int) -> int:
        """The row of a touch, or -1."""
        return next((i for i, e in enumerate(self._entries) if isinstance(e, PastTouch) and e.id == touch_id), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if self.touch(index.row()) else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self._entries[index.row()] if index.isValid() else None
        if entry is None or self.words is None:
            return None
        if role == ENTRY_ROLE:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.words.whole(entry) if isinstance(entry, PastTouch) else self.words.days.day(entry, weekday=True)
        return None


class TouchDelegate(QStyledItemDelegate):
    """Paints a day or a touch."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry = index.data(ENTRY_ROLE)
        high = _HEAD if not isinstance(entry, PastTouch) else _TALL if entry.note else _LOW
        return QSize(200, current().px(high))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = current(), option.rect
        entry, model = index.data(ENTRY_ROLE), index.model()
        words = model.words if isinstance(model, TouchModel) else None
        if words is None:
            return
        if not isinstance(entry, PastTouch):
            painter.fillRect(rect, theme.color("window"))
            painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("line"))
            painting.text(painter, theme, rect.left() + _PAD, rect.top(), rect.height(), str(index.data()), "t2", 12, 600)
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(rect, theme.color("accent-bg" if chosen else "hover" if hovered else "surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("accent-line" if chosen else "line"))
        if chosen:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.color("accent"))
        self._paint_touch(painter, rect, entry, words)
        view = option.widget
        if chosen and isinstance(view, QListView) and view.hasFocus():
            painting.focus_ring(painter, QRectF(rect).adjusted(1, 0, -1, -1), 4, theme)

    @staticmethod
    def _paint_touch(painter: QPainter, rect: QRect, touch: PastTouch, words: TouchWords) -> None:
        theme = current()
        line = theme.px(_LOW)
        left, right = rect.left(), rect.right() - _PAD
        painter.drawPixmap(left + _PAD, rect.top() + line // 2 - 7, pixmap(_ICONS.get(touch.channel, "circle-help"), "t3", 14))
        painting.text(painter, theme, left + _PAD + 24, rect.top(), line, words.days.clock(touch.at), "t3", 12)
        minutes = words.minutes(touch)
        if minutes:
            wide = theme.metrics(12).horizontalAdvance(minutes)
            painting.text(painter, theme, right - wide, rect.top(), line, minutes, "t3", 12)
            right -= round(wide) + 12
        x: float = left + theme.px(_TEXT_X)
        said = painting.elided(theme, words.outcome(touch), right - x, 13, 600)
        x += painting.text(painter, theme, x, rect.top(), line, said, "t1", 13, 600) + 8
        painting.text(painter, theme, x, rect.top(), line, painting.elided(theme, words.beside(touch), right - x, 12), "t2", 12)
        if touch.note:
            note = painting.elided(theme, " ".join(touch.note.split()), rect.right() - _PAD - left - theme.px(_TEXT_X), 12)
            painting.text(painter, theme, left + theme.px(_TEXT_X), rect.top() + line - 6, theme.px(18), note, "t2", 12)


class TouchView(QListView):
    """The list. Up and Down move over the days; Enter or a click opens.

    Signals:
        opened: the touch at a row.
    """

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("touches")
        self.setAccessibleName(self.tr("Touches"))
        self.touches = TouchModel(self)
        self.setModel(self.touches)
        self.setItemDelegate(TouchDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._on_clicked)
        changed.connect(self.scheduleDelayedItemsLayout)

    def go_to(self, row: int) -> None:
        """Put the cursor on a touch; a day gives way to the touch below it."""
        if self.touches.touch(row) is None:
            row += 1
        if self.touches.touch(row) is not None:
            self.setCurrentIndex(self.touches.index(row))

    def current_touch(self) -> PastTouch | None:
        """The touch under the cursor."""
        return self.touches.touch(self.currentIndex().row())

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        if self.touches.touch(index.row()) is not None:
            self.opened.emit(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_touch() is not None:
            self.opened.emit(self.currentIndex().row())
        elif event.text() and event.text().isprintable():
            event.ignore()  # letters are commands
        else:
            super().keyPressEvent(event)
