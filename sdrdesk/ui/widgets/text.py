"""Labels that show every text literally: names, subjects and notes come from strangers and may look like markup (promise E7)."""

from __future__ import annotations

import html

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from sdrdesk.ui.theme import current, set_font


class PlainLabel(QLabel):
    """A label that never interprets its text.

    Args:
        words: the text.
        role: colour: t1, t2, t3, accent, green, amber, red, violet; empty takes the surrounding's.
        size: design size of the font.
        weight: 400, 500 or 600.
        wrap: break lines.
    """

    def __init__(
        self, words: str = "", role: str = "t1", size: int = 13, weight: int = 400, *, wrap: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        set_font(self, size, weight)
        if role:
            self.setProperty("role", role)
        self.setText(words)

    def set_role(self, role: str) -> None:
        """Change the colour."""
        if self.property("role") != role:
            self.setProperty("role", role)
            repolish(self)


class ElidedLabel(PlainLabel):
    """One line that gives way: too long a text ends in an ellipsis and is whole in the tooltip."""

    def __init__(self, words: str = "", role: str = "t1", size: int = 13, weight: int = 400, parent: QWidget | None = None) -> None:
        self._whole = ""
        super().__init__("", role, size, weight, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(words)

    def setText(self, words: str) -> None:
        """Set the whole text."""
        self._whole = words
        self.setAccessibleName(words)
        self.updateGeometry()
        self._fit()

    def whole(self) -> str:
        """The text before cutting."""
        return self._whole

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(current().px(24), self.sizeHint().width()), self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        if shown != self.text():
            super().setText(shown)
        set_tooltip(self, self._whole if shown != self._whole else "")


def set_tooltip(widget: QWidget, words: str) -> None:
    """A tooltip that shows its text literally; Qt would otherwise guess whether it is markup."""
    widget.setToolTip(plain_tooltip(words))


def plain_tooltip(words: str) -> str:
    """The text in the form that a tooltip shows as it is."""
    if "<" not in words and "&" not in words:
        return words
    return f"<span>{html.escape(words)}</span>".replace("\n", "<br>")


def keep_room(widget: QWidget) -> None:
    """Let the widget keep its place while it is hidden, so that nothing beside it moves."""
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    widget.setSizePolicy(policy)


def repolish(widget: QWidget) -> None:
    """Let the style sheet see a changed dynamic property, on the widget and below it."""
    for one in (widget, *widget.findChildren(QWidget)):
        one.style().unpolish(one)
        one.style().polish(one)
        one.update()
