"""A part of a form that most people need not see: a line that opens it, and says in short what is in it; and a form that scrolls when it
is too high for the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import ElidedLabel


class Fold(QWidget):
    """A title with what is folded under it.

    Args:
        title: what is in it.
        name: names the line's button: ``fold_NAME``.
        body: what is folded.

    Signals:
        toggled: a person has opened (True) or shut it.
    """

    toggled = Signal(bool)

    def __init__(self, title: str, name: str, body: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self.body = body
        self.button = KeyButton(title, "ghost", "chevron-right")
        self.button.setObjectName(f"fold_{name}")
        self.button.clicked.connect(self._toggle)
        self._summary = ElidedLabel("", "t3", 12)
        self._said = ""
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(8)
        head.addWidget(self.button)
        head.addWidget(self._summary, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(body)
        self.set_open(False)

    def is_open(self) -> bool:
        """Is it shown?"""
        return not self.body.isHidden()

    def set_open(self, opened: bool) -> None:
        """Show or fold, in silence."""
        self.body.setVisible(opened)
        self._summary.setText("" if opened else self._said)
        self.button.set_icon_name("chevron-down" if opened else "chevron-right")

    def set_summary(self, words: str) -> None:
        """What is in it, in one line, while it is shut."""
        self._said = words
        self._summary.setText("" if self.is_open() else words)
        self.button.setAccessibleDescription(words)

    @Slot()
    def _toggle(self) -> None:
        self.set_open(not self.is_open())
        self.toggled.emit(self.is_open())


class FormScroll(QScrollArea):
    """As high as the form in it, up to a limit; beyond that it scrolls. The field that gets the keys comes into sight.

    Args:
        form: what scrolls.
        most: pixels of height at the most.
    """

    def __init__(self, form: QWidget, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = form
        self._most = most
        form.setProperty("role", "content")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(form)
        form.installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]

    def show_part(self, part: QWidget) -> None:
        """Bring a part into sight, once it has its place."""
        QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(part, 0, 8))

    @Slot(QWidget, QWidget)
    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._form.isAncestorOf(now):
            self.show_part(now)

    def sizeHint(self) -> QSize:
        layout = self._form.layout()
        wide = self.viewport().width() if self.isVisible() else self._form.sizeHint().width()
        high = self._form.sizeHint().height()
        if layout is not None and layout.hasHeightForWidth():
            high = layout.totalHeightForWidth(wide)
        return QSize(self._form.sizeHint().width(), min(high, self._most))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._form.minimumSizeHint().width(), self.sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._form and event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
