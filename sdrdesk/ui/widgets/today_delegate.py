"""Paints the list of the day: two lines at the left, promise and fit in a column, local time and value at the right.

Cut texts and widths are kept by row and width; painting a row that was seen before makes no new fonts, icons or strings.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from sdrdesk.ui import theme
from sdrdesk.ui.theme import Theme, current, pixmap
from sdrdesk.ui.widgets import painting
from sdrdesk.ui.widgets.chip import CHIP_WEIGHTS
from sdrdesk.ui.widgets.keys import keycap_text
from sdrdesk.ui.widgets.today_row import KindRole, RowRole, TodayRow

HEIGHTS = {"person": 49, "done": 49, "loading": 49, "header": 28, "more": 26}
_PAD, _TEXT_X, _META, _TIME = 16, 44, 132, 40
_CHIPS = {
    "plain": ("subtle", "t2"),
    "ac": ("accent-bg", "accent"),
    "am": ("amber-bg", "amber"),
    "rd": ("red-bg", "red"),
    "vi": ("violet-bg", "violet"),
    "gr": ("green-bg", "green"),
}
_KEPT = 2000
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class _Cut:
    """Texts of one row cut for one width."""

    name: str
    name_width: float
    detail: str
    why: str
    chip: str
    chip_width: float
    meta: str


class TodayDelegate(QStyledItemDelegate):
    """The look of the list of the day. The model says what is where; folding is the page's business.

    Signals:
        undo_requested: id of a row just done whose Undo was clicked.
    """

    undo_requested = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cuts: dict[tuple[TodayRow, int], _Cut] = {}
        self._undo = self.tr("Undo")
        self._undo_cap = keycap_text("Ctrl+Z")
        theme.changed.connect(self._forget)

    @Slot()
    def _forget(self) -> None:
        self._cuts.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, current().px(HEIGHTS[_kind(index)]))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(RowRole)
        if not isinstance(row, TodayRow):
            return
        painter.save()
        look = current()
        rect = option.rect
        if row.kind == "header":
            self._paint_header(painter, look, rect, row)
        elif row.kind == "more":
            painting.text(painter, look, rect.x() + _TEXT_X, rect.y(), rect.height() - 1, row.note, "t3", 12)
            self._line(painter, look, rect, 0)
        else:
            self._line(painter, look, rect, 0 if _ends_group(index) else _TEXT_X)
            if row.kind == "person":
                self._paint_person(painter, look, option, row)
            elif row.kind == "done":
                self._paint_done(painter, look, option, row)
            else:
                self._paint_loading(painter, look, rect)
        painter.restore()

    def _line(self, painter: QPainter, look: Theme, rect: QRect, left: int) -> None:
        painter.fillRect(rect.x() + left, rect.bottom(), rect.width() - left, 1, look.color("line"))

    def _paint_header(self, painter: QPainter, look: Theme, rect: QRect, row: TodayRow) -> None:
        painter.fillRect(rect, look.color("window"))
        self._line(painter, look, rect, 0)
        side, tall = look.px(12), rect.height() - 1
        ratio = painter.device().devicePixelRatioF()
        chevron = pixmap("chevron-right" if row.folded else "chevron-down", "t3", side, ratio)
        painter.drawPixmap(rect.x() + _PAD, rect.y() + (tall - side) // 2, chevron)
        x = rect.x() + _PAD + side + 8.0
        x += painting.text(painter, look, x, rect.y(), tall, row.name, "t2", 12, 600) + 8
        x += painting.text(painter, look, x, rect.y(), tall, row.count, "t3", 12)
        note = painting.elided(look, row.note, rect.right() + 1 - _PAD - x - 16, 12)
        wide = look.metrics(12).horizontalAdvance(note)
        painting.text(painter, look, rect.right() + 1 - _PAD - wide, rect.y(), tall, note, "t3", 12)

    def _ground(self, painter: QPainter, look: Theme, option: QStyleOptionViewItem) -> bool:
        """Fill for hover and selection; says whether the row is selected."""
        rect, state = option.rect, option.state
        if not state & QStyle.StateFlag.State_Selected:
            if state & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(rect.adjusted(0, 0, 0, -1), look.color("hover"))
            return False
        painter.fillRect(rect, look.color("accent-bg"))
        painter.fillRect(rect.x(), rect.y(), 3, rect.height(), look.color("accent"))
        return True

    def _paint_person(self, painter: QPainter, look: Theme, option: QStyleOptionViewItem, row: TodayRow) -> None:
        rect = option.rect
        chosen = self._ground(painter, look, option)
        cut = self._cut(look, row, rect.width())
        top = rect.y()
        side = look.px(16)
        icon = pixmap(row.icon or "user", "accent" if chosen else "t3", side, painter.device().devicePixelRatioF())
        painter.drawPixmap(rect.x() + _PAD, top + (rect.height() - side) // 2, icon)
        x = rect.x() + _TEXT_X
        second = "t2" if chosen else "t3"
        one, two = look.px(19), look.px(16)
        first_y = top + (rect.height() - one - two) // 2
        painting.text(painter, look, x, first_y, one, cut.name, "t1", 13, 600)
        painting.text(painter, look, x + cut.name_width + 4, first_y, one, cut.detail, "t2")
        painting.text(painter, look, x, first_y + one, two, cut.why, second, 12)
        self._paint_meta(painter, look, rect, row, cut, chosen)
        self._paint_value(painter, look, rect, row, chosen)
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painting.box(painter, QRectF(rect), 0, None, look.color("accent"), 2)

    def _paint_meta(self, painter: QPainter, look: Theme, rect: QRect, row: TodayRow, cut: _Cut, chosen: bool) -> None:
        x = rect.right() + 1 - _PAD - look.px(_TIME) - look.px(_META)
        tall, low = look.px(18), look.px(16)
        y = rect.y() + (rect.height() - tall - 3 - low) // 2
        if cut.chip:
            fill, token = _CHIPS[row.chip_kind]
            ground = look.color("surface" if chosen else fill)
            painting.box(painter, QRectF(x, y, cut.chip_width, tall), 4, ground)
            painting.text(painter, look, x + 6, y, tall, cut.chip, token, 12, CHIP_WEIGHTS[row.chip_kind])
        y += tall + 3
        if row.grade:
            painting.grade(painter, look, x, y, row.grade)
        painting.text(painter, look, x + low + 6, y, low, cut.meta, "t2" if chosen else "t3", 12)

    def _paint_value(self, painter: QPainter, look: Theme, rect: QRect, row: TodayRow, chosen: bool) -> None:
        right, wide = rect.right() + 1 - _PAD, look.px(_TIME)
        tall = look.px(18)
        y = rect.y() + (rect.height() - tall - 12) // 2 + 1
        advance = look.metrics(12).horizontalAdvance(row.time)
        painting.text(painter, look, right - advance, y, tall, row.time, "t2", 12)
        bar = QRectF(right - wide, y + tall + 8, wide, 4)
        painting.bar(painter, look, bar, row.value, "accent" if chosen else "ev", "accent-line" if chosen else "track")

    def _paint_done(self, painter: QPainter, look: Theme, option: QStyleOptionViewItem, row: TodayRow) -> None:
        rect = option.rect
        self._ground(painter, look, option)
        side = look.px(16)
        painter.drawPixmap(
            rect.x() + _PAD, rect.y() + (rect.height() - side) // 2, pixmap("check", "t3", side, painter.device().devicePixelRatioF())
        )
        button = self.undo_rect(rect)
        x, room = rect.x() + float(_TEXT_X), button.x() - rect.x() - _TEXT_X - 12.0
        one, two = look.px(19), look.px(16)
        y = rect.y() + (rect.height() - one - two) // 2
        wide = painting.text(painter, look, x, y, one, painting.elided(look, row.name, room), "t2") + 4
        painting.text(painter, look, x + wide, y, one, painting.elided(look, row.done_text, room - wide), "t2")
        painting.text(painter, look, x, y + one, two, painting.elided(look, row.why, room, 12), "t3", 12)
        self._paint_undo(painter, look, button)
        if option.state & QStyle.StateFlag.State_Selected and option.state & QStyle.StateFlag.State_HasFocus:
            painting.box(painter, QRectF(rect), 0, None, look.color("accent"), 2)

    def _paint_undo(self, painter: QPainter, look: Theme, rect: QRect) -> None:
        painting.box(painter, QRectF(rect), 6, look.color("surface"), look.color("line-2"))
        side, x = look.px(14), float(rect.x() + 9)
        icon = pixmap("undo-2", "t1", side, painter.device().devicePixelRatioF())
        painter.drawPixmap(round(x), rect.y() + (rect.height() - side) // 2, icon)
        x += side + 6
        x += painting.text(painter, look, x, rect.y(), rect.height(), self._undo, "t1", 12, 500) + 6
        painting.keycap(painter, look, round(x), rect.y() + rect.height() / 2, self._undo_cap)

    def undo_rect(self, rect: QRect) -> QRect:
        """Where Undo lies in a row just done."""
        look = current()
        words = look.metrics(12, 500).horizontalAdvance(self._undo)
        wide = round(9 + look.px(14) + 6 + words + 6 + painting.keycap_width(look, self._undo_cap) + 9)
        tall = look.px(26)
        return QRect(rect.right() + 1 - _PAD - wide, rect.y() + (rect.height() - tall) // 2, wide, tall)

    def _paint_loading(self, painter: QPainter, look: Theme, rect: QRect) -> None:
        meta = rect.right() + 1 - _PAD - look.px(_TIME) - look.px(_META)
        room = meta - rect.x() - _TEXT_X
        middle = rect.height() / 2
        for x, y, wide in (
            (_PAD, middle - 5, 16.0),
            (_TEXT_X, middle - 14, room * 0.56),
            (_TEXT_X, middle + 4, room * 0.8),
            (meta - rect.x(), middle - 5, 96.0),
        ):
            painting.box(painter, QRectF(rect.x() + x, rect.y() + y, wide, 10), 4, look.color("track"))

    def _cut(self, look: Theme, row: TodayRow, width: int) -> _Cut:
        key = (row, width)
        found = self._cuts.get(key)
        if found is None:
            if len(self._cuts) >= _KEPT:
                self._cuts.clear()
            found = self._cuts[key] = _cut_for(look, row, width)
        return found

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: _Index) -> bool:
        """A click on Undo is a click on Undo and not on the row."""
        row = index.data(RowRole)
        if not isinstance(row, TodayRow) or row.kind != "done" or not isinstance(event, QMouseEvent):
            return super().editorEvent(event, model, option, index)
        inside = event.button() == Qt.MouseButton.LeftButton and self.undo_rect(option.rect).contains(event.position().toPoint())
        if inside and event.type() == QEvent.Type.MouseButtonRelease:
            self.undo_requested.emit(row.id)
        return inside


def _ends_group(index: _Index) -> bool:
    """Is the next row of another group, so that the line below goes all the way?"""
    after = index.sibling(index.row() + 1, index.column())
    return after.isValid() and _kind(after) == "header"


def _kind(index: _Index) -> str:
    kind = index.data(KindRole)
    if isinstance(kind, str):
        return kind
    row = index.data(RowRole)
    return row.kind if isinstance(row, TodayRow) else "person"


def _cut_for(look: Theme, row: TodayRow, width: int) -> _Cut:
    meta = look.px(_META)
    room = width - _TEXT_X - _PAD - look.px(_TIME) - meta - 8
    name = painting.elided(look, row.name, room, 13, 600)
    name_width = look.metrics(13, 600).horizontalAdvance(name)
    left = room - name_width - 4
    detail = painting.elided(look, row.detail, left) if left > 16 else ""
    weight = CHIP_WEIGHTS[row.chip_kind]
    chip = painting.elided(look, row.chip_text, meta - 12, 12, weight)
    chip_width = look.metrics(12, weight).horizontalAdvance(chip) + 12
    after = "  ".join(part for part in (row.tier, row.lead_type) if part)
    return _Cut(name, name_width, detail, painting.elided(look, row.why, room, 12), chip, round(chip_width), after)
