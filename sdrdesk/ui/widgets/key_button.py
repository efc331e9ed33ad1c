"""A push button that shows the key that does the same."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from sdrdesk.ui.theme import current, pixmap, set_font
from sdrdesk.ui.widgets import painting
from sdrdesk.ui.widgets.keys import keycap_text
from sdrdesk.ui.widgets.text import repolish, set_tooltip

_RADIUS = 6.0


@dataclass(frozen=True, slots=True)
class _Look:
    """Colours of one kind of button: fill, under the pointer, pressed, border, text, keycap's text and border."""

    fill: str | None
    hover: str
    pressed: str
    border: str | None
    text: str
    cap: str
    cap_border: str


_LOOKS = {
    "default": _Look("surface", "hover", "track", "line-2", "t1", "t3", "line-2"),
    "primary": _Look("accent", "accent-h", "accent-h", "accent", "on", "on", "on"),
    "live": _Look("green-bg", "green-bg", "green-line", "green-line", "green", "green", "green-line"),
    "good": _Look("green-bg", "green-bg", "green-line", "green-line", "green", "green", "green-line"),
    "danger": _Look("surface", "red-bg", "red-bg", "line-2", "red", "red", "red-line"),
    "ghost": _Look(None, "hover", "track", None, "t2", "t3", "line-2"),
}
_OFF = _Look("subtle", "subtle", "subtle", "line", "dis", "dis", "line")


@dataclass(frozen=True, slots=True)
class _Size:
    height: int
    padding: int
    gap: int
    font: int


_SIZES = {"normal": _Size(30, 13, 8, 13), "small": _Size(26, 9, 6, 12), "outcome": _Size(36, 8, 6, 12), "large": _Size(48, 14, 8, 13)}


class KeyButton(QPushButton):
    """Text, an icon before it and the keycap after it; painted, so that the keycap is always the real shortcut.

    Args:
        words: the label; an ampersand is only an ampersand.
        kind: default, primary, live, good, danger, ghost; ``small`` is a default button of 26 px.
        icon: name of an icon, or empty.
        small: 26 px high.
    """

    def __init__(self, words: str = "", kind: str = "default", icon: str = "", small: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self._icon = icon
        self._cap = ""
        self._cap_first = False
        self._action: QAction | None = None
        self._kind = "default"
        self._size = _SIZES["small" if small or kind == "small" else "normal"]
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        # A click must not take the keys away from the list or from the notes.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        set_font(self, self._size.font, 500)
        self.set_kind("default" if kind == "small" else kind)
        self.set_words(words)

    def set_kind(self, kind: str) -> None:
        """Change the look. Raises KeyError for an unknown kind."""
        self._look = _LOOKS[kind]
        self._kind = kind
        self.setProperty("kind", kind)
        repolish(self)

    def kind(self) -> str:
        """The present kind."""
        return self._kind

    def set_words(self, words: str) -> None:
        """Change the label."""
        self._words = words
        # Doubled, or Qt would take "Tool & Die" for an Alt shortcut.
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """The label."""
        return self._words

    def set_icon_name(self, name: str) -> None:
        """Change the icon; empty for none."""
        self._icon = name
        self.updateGeometry()
        self.update()

    def set_keys(self, keys: QKeySequence | str) -> None:
        """Show a shortcut that somebody else listens for."""
        self._cap = keycap_text(keys)
        self.updateGeometry()
        self.update()

    def keycap(self) -> str:
        """What the keycap says; empty when there is none."""
        return self._cap or keycap_text(self.shortcut())

    def set_size(self, name: str, cap_first: bool = False) -> None:
        """Another size: normal, small, outcome or large; ``cap_first`` puts the keycap before the text and aligns left."""
        self._size = _SIZES[name]
        self._cap_first = cap_first
        set_font(self, self._size.font, 500)
        self.updateGeometry()

    def set_action(self, action: QAction) -> None:
        """Stand for an action: its text, shortcut and state are taken over and followed."""
        if self._action is not None:
            self._action.changed.disconnect(self._follow)
            self.clicked.disconnect(self._action.trigger)
        self._action = action
        action.changed.connect(self._follow)
        self.clicked.connect(action.trigger)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        action = self._action
        if action is None:
            return
        self.set_words(action.text().replace("&&", "\0").replace("&", "").replace("\0", "&"))
        self.set_keys(action.shortcut())
        self.setEnabled(action.isEnabled())
        set_tooltip(self, action.statusTip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return self._hint(self._size)

    def hint(self, name: str) -> QSize:
        """What the button would need in another size."""
        return self._hint(_SIZES[name])

    def _hint(self, size: _Size) -> QSize:
        theme = current()
        parts = [theme.px(16)] if self._icon else []
        if self._words:
            parts.append(round(theme.metrics(size.font, 500).horizontalAdvance(self._words) + 0.5))
        if self.keycap():
            parts.append(painting.keycap_width(theme, self.keycap()))
        return QSize(sum(parts) + size.gap * max(len(parts) - 1, 0) + 2 * size.padding, theme.px(size.height))

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        if self.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Fixed:
            return hint
        return QSize(current().px(40), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        look = self._look if self.isEnabled() else _OFF
        rect = painting.as_float(self.rect())
        fill = look.pressed if self.isDown() else look.hover if self.underMouse() and self.isEnabled() else look.fill
        painting.box(painter, rect, _RADIUS, theme.color(fill) if fill else None, theme.color(look.border) if look.border else None)
        if self.hasFocus():
            self._paint_ring(painter, rect, look)
        self._paint_content(painter, look)

    def _paint_ring(self, painter: QPainter, rect: QRectF, look: _Look) -> None:
        """On an accent button the accent ring alone would not show: a line in the text colour follows inside."""
        painting.focus_ring(painter, rect, _RADIUS, current())
        if look.fill == "accent":
            painting.box(painter, rect.adjusted(2, 2, -2, -2), _RADIUS - 2, None, current().color(look.text), 1.5)

    def _paint_content(self, painter: QPainter, look: _Look) -> None:
        theme, size, cap = current(), self._size, self.keycap()
        spare = self.width() - self.sizeHint().width()
        x: float = size.padding if self._cap_first else size.padding + max(spare, 0) / 2
        if self._cap_first and cap:
            painting.keycap(painter, theme, x, self.height() / 2, cap, "t2" if look.cap == "t3" else look.cap, look.cap_border)
            x += painting.keycap_width(theme, cap) + size.gap
        if self._icon:
            side = theme.px(16)
            painter.drawPixmap(round(x), round((self.height() - side) / 2), pixmap(self._icon, look.text, side, self.devicePixelRatioF()))
            x += side + size.gap
        room = theme.metrics(size.font, 500).horizontalAdvance(self._words) + min(spare, 0)
        words = self._words if spare >= 0 else painting.elided(theme, self._words, room, size.font, 500)
        wide = painting.text(painter, theme, x, 0, self.height(), words, look.text, size.font, 500)
        if cap and not self._cap_first:
            x += wide + size.gap if words else 0
            painting.keycap(painter, theme, x, self.height() / 2, cap, look.cap, look.cap_border)
