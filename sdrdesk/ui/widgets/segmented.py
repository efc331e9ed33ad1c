"""One of a few: joined segments, or loose pills above a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets import painting

_RADIUS = 6.0
_GAP = 6
_CHOSEN = {
    "ac": ("accent-bg", "accent"),
    "gr": ("green-bg", "green"),
    "am": ("amber-bg", "amber"),
    "rd": ("red-bg", "red"),
    "plain": ("track", "t1"),
}


@dataclass(frozen=True, slots=True)
class SegmentSpec:
    """One choice.

    Attributes:
        key: what the signal says.
        words: label.
        kind: tint when chosen: ac, gr, am, rd, plain.
        count: number beside the label, or None.
    """

    key: str
    words: str
    kind: str = "ac"
    count: int | None = None


class Segment(QAbstractButton):
    """One choice as a button; its outline is the part of the control's outline that lies over it."""

    def __init__(self, spec: SegmentSpec, control: SegmentedControl) -> None:
        super().__init__(control)
        self.spec = spec
        self.count = spec.count
        self._control = control
        self.setObjectName(f"segment_{spec.key}")
        self.setCheckable(True)
        self.setAccessibleName(spec.words)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def count_text(self) -> str:
        """The number as people read it, or empty."""
        return "" if self.count is None else QLocale().toString(self.count)

    def sizeHint(self) -> QSize:
        theme = current()
        wide = theme.metrics(12, 600 if self._control.joined else 500).horizontalAdvance(self.spec.words)
        if self.count_text():
            wide += _GAP + theme.metrics(12).horizontalAdvance(self.count_text())
        return QSize(round(wide) + 2 * (10 if self._control.joined else 8), theme.px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        fill, token = _CHOSEN[self.spec.kind] if self.isChecked() else ("", "t2")
        if not self.isEnabled():
            fill, token = ("track" if self.isChecked() else "subtle"), "dis"
        elif not self.isChecked() and self.underMouse():
            fill = "hover"
        self._paint_ground(painter, fill)
        weight = 600 if self.isChecked() and self._control.joined else 500 if not self._control.joined else 400
        words, count = self.spec.words, self.count_text()
        gap = _GAP if count else 0
        wide = theme.metrics(12, weight).horizontalAdvance(words) + gap + theme.metrics(12).horizontalAdvance(count)
        x = max((self.width() - wide) / 2, 4)
        x += painting.text(painter, theme, x, 0, self.height(), words, token, 12, weight) + gap
        painting.text(painter, theme, x, 0, self.height(), count, token if self.isChecked() else "t3", 12)
        if self.hasFocus():
            painting.focus_ring(painter, painting.as_float(self.rect()), _RADIUS if not self._control.joined else 4.0, theme)

    def _paint_ground(self, painter: QPainter, fill: str) -> None:
        theme = current()
        rect = painting.as_float(self.rect())
        if not self._control.joined:
            if fill:
                painting.box(painter, rect, _RADIUS, theme.color(fill))
            return
        outline = QRectF(-self.x(), 0, self._control.width(), self.height())
        painting.box(painter, outline, _RADIUS, theme.color(fill or "surface"), theme.color("line-2"))
        if self.x() > 0:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.fillRect(QRectF(0, 0, 1, self.height()), theme.color("line-2"))


class SegmentedControl(QWidget):
    """One choice of a few. Left and right move it.

    Args:
        specs: the choices in order.
        joined: one outline around all; else loose pills.
        equal_width: width of the whole in the design, shared equally; 0 gives each segment what its words need.

    Signals:
        changed: the key that a person chose; not sent by ``set_value``.
    """

    changed = Signal(str)

    def __init__(self, specs: Sequence[SegmentSpec], joined: bool = True, equal_width: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.joined = joined
        self._equal_width = equal_width
        self._group = QButtonGroup(self)
        self._segments: dict[str, Segment] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0 if joined else 4)
        for spec in specs:
            segment = Segment(spec, self)
            self._group.addButton(segment)
            self._segments[spec.key] = segment
            row.addWidget(segment, 1 if equal_width else 0)
        self._group.buttonClicked.connect(self._clicked)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        own = super().sizeHint()
        return QSize(max(current().px(self._equal_width), own.width()), own.height())

    def value(self) -> str:
        """The chosen key; empty when nothing is chosen."""
        return next((key for key, segment in self._segments.items() if segment.isChecked()), "")

    def set_value(self, key: str) -> None:
        """Choose in silence; a key that does not exist, or empty, chooses nothing."""
        self._group.setExclusive(False)
        for name, segment in self._segments.items():
            segment.setChecked(name == key)
        self._group.setExclusive(True)

    def choose(self, key: str) -> None:
        """Choose as a person would: the signal is sent when it is another one. Raises KeyError for an unknown key."""
        if self._segments[key].isEnabled() and self.value() != key:
            self.set_value(key)
            self.changed.emit(key)

    def set_count(self, key: str, count: int | None) -> None:
        """The number beside a label. Raises KeyError for an unknown key."""
        segment = self._segments[key]
        if segment.count != count:
            segment.count = count
            segment.updateGeometry()
            segment.update()

    def segment(self, key: str) -> Segment:
        """The button of a key."""
        return self._segments[key]

    @Slot(QAbstractButton)
    def _clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, Segment):
            self.changed.emit(button.spec.key)
