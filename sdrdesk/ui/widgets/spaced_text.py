"""Text to be read aloud: wrapped lines with room between them, which a label cannot give to plain text."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from sdrdesk.ui.theme import current

_LEADING = {12: 16, 13: 18, 15: 23, 29: 42}
"""Distance of lines for each size of the design."""

_HINT_WIDTH = 400


class SpacedText(QWidget):
    """A paragraph, shown literally."""

    def __init__(self, words: str = "", role: str = "t1", size: int = 15, weight: int = 400, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._role, self._size, self._weight = words, role, size, weight
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(words)

    def set_words(self, words: str, weight: int | None = None, role: str | None = None) -> None:
        """Show another text."""
        self._words = words
        self._weight = weight or self._weight
        self._role = role or self._role
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """The text."""
        return self._words

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._step() * max(self._layout(width).lineCount(), 1)

    def sizeHint(self) -> QSize:
        return QSize(_HINT_WIDTH, self.heightForWidth(_HINT_WIDTH))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._step())

    def _step(self) -> int:
        return current().px(_LEADING[self._size])

    def _layout(self, width: int) -> QTextLayout:
        theme = current()
        layout = QTextLayout(self._words.replace("\n", "\u2028"), theme.font(self._size, self._weight))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        step = self._step()
        lead = (step - theme.metrics(self._size, self._weight).height()) / 2
        layout.beginLayout()
        top = lead
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, round(top)))
            top += step
        layout.endLayout()
        return layout

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(current().color(self._role))
        self._layout(self.width()).draw(painter, QPointF(0, 0))
