"""Buttons of the rail: an entry with icon, label and count, and the field that opens the search."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from sdrdesk.ui.theme import current, pixmap
from sdrdesk.ui.widgets import painting
from sdrdesk.ui.widgets.keys import keycap_text
from sdrdesk.ui.widgets.text import set_tooltip

_RADIUS = 6.0
_PAD = 8
_ICON = 16


@dataclass(frozen=True, slots=True)
class RailEntry:
    """One place to go: key of the signal, icon, label, shortcut (portable text)."""

    key: str
    icon: str
    words: str
    keys: str = ""


class _RailButton(QAbstractButton):
    """What both have in common: hover, narrow form, tooltip with the key."""

    def __init__(self, icon: str, words: str, keys: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon
        self._words = words
        self._cap = keycap_text(keys)
        self.narrow = False
        self.setAccessibleName(words)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """Icon only; the words move to the tooltip."""
        self.narrow = narrow
        set_tooltip(self, "  ".join(part for part in (self._words if narrow else "", self._cap) if part))
        self.update()

    def _icon_x(self, side: int) -> int:
        return (self.width() - side) // 2 if self.narrow else _PAD

    def _paint_icon(self, painter: QPainter, token: str) -> None:
        side = current().px(_ICON)
        painter.drawPixmap(self._icon_x(side), (self.height() - side) // 2, pixmap(self._icon, token, side, self.devicePixelRatioF()))


class RailItem(_RailButton):
    """An entry of the rail; checked is the page that is open."""

    def __init__(self, entry: RailEntry, parent: QWidget) -> None:
        super().__init__(entry.icon, entry.words, entry.keys, parent)
        self.entry = entry
        self.count = ""
        self.setCheckable(True)
        self.setObjectName(f"rail_{entry.key}")

    def set_count(self, count: str) -> None:
        """The number at the right, as people read it; empty for none."""
        if count != self.count:
            self.count = count
            self.setAccessibleDescription(count)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(current().px(_ICON) + 2 * _PAD, current().px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        on = self.isChecked()
        if on or self.underMouse():
            painting.box(painter, painting.as_float(self.rect()), _RADIUS, theme.color("accent-bg" if on else "hover"))
        token = "accent" if on else "t2"
        self._paint_icon(painter, token)
        if not self.narrow:
            weight = 600 if on else 400
            wide = theme.metrics(12, weight).horizontalAdvance(self.count)
            left = _PAD + theme.px(_ICON) + 10
            words = painting.elided(theme, self._words, self.width() - left - wide - 2 * _PAD, 13, 500)
            painting.text(painter, theme, left, 0, self.height(), words, token, 13, 500)
            painting.text(painter, theme, self.width() - _PAD - wide, 0, self.height(), self.count, "accent" if on else "t3", 12, weight)
        elif self.count:
            painting.box(painter, QRectF(self.width() - 11, 5, 5, 5), 2.5, theme.color("accent"))
        if self.hasFocus():
            painting.focus_ring(painter, painting.as_float(self.rect()), _RADIUS, theme)


class SearchButton(_RailButton):
    """Looks like a field and opens the command palette."""

    def __init__(self, words: str, keys: str, parent: QWidget) -> None:
        super().__init__("search", words, keys, parent)
        self.setObjectName("rail_search")

    def sizeHint(self) -> QSize:
        return QSize(current().px(_ICON) + 2 * _PAD, current().px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        rect = painting.as_float(self.rect())
        fill = "hover" if self.underMouse() else "surface"
        painting.box(painter, rect, _RADIUS, theme.color(fill), theme.color("line-2"))
        self._paint_icon(painter, "t3")
        if not self.narrow:
            cap = painting.keycap_width(theme, self._cap)
            left = _PAD + theme.px(_ICON) + _PAD
            words = painting.elided(theme, self._words, self.width() - left - cap - 2 * _PAD)
            painting.text(painter, theme, left, 0, self.height(), words, "t3")
            if cap:
                painting.keycap(painter, theme, self.width() - cap - 7, self.height() / 2, self._cap)
        if self.hasFocus():
            painting.focus_ring(painter, rect, _RADIUS, theme)
