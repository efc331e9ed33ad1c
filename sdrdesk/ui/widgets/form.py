"""A form's row: what is asked, the editor, and under it what it is for or what is wrong; and editors that the wheel does not turn."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDateEdit,
    QDialog,
    QGridLayout,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QTimeEdit,
    QWidget,
)

from sdrdesk.ui.theme import set_font
from sdrdesk.ui.widgets.text import PlainLabel, repolish

LABEL_WIDTH = 184
COLUMN_GAP = 12
SHORT_WIDTH = 144
DATE_WIDTH = 190


class FormField(QWidget):
    """One question of a form.

    Args:
        editor: what answers it.
        name: names the field's parts: ``error_NAME`` for what is wrong, ``hint_NAME`` for what it is for.
        beside: the label stands at the left of the editor, not above it.
    """

    def __init__(self, editor: QWidget, name: str, *, beside: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self.name = name
        self.label = PlainLabel("", "t2", 13 if beside else 12, 400 if beside else 500, wrap=beside)
        self.label.setBuddy(editor)
        self.hint = PlainLabel("", "t3", 12, wrap=True)
        self.hint.setObjectName(f"hint_{name}")
        self.error = PlainLabel("", "red", 12, wrap=True)
        self.error.setObjectName(f"error_{name}")
        self.said = PlainLabel("", "green", 12)
        self.said.setObjectName(f"said_{name}")
        set_font(editor, 13)
        self._lay_out(editor, beside)

    def _lay_out(self, editor: QWidget, beside: bool) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(COLUMN_GAP)
        grid.setVerticalSpacing(4)
        column, first = (1, 0) if beside else (0, 1)
        if beside:
            self.label.setFixedWidth(LABEL_WIDTH)
            self.label.setContentsMargins(0, 8, 0, 0)
            grid.addWidget(self.label, 0, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self.said, 0, 2, Qt.AlignmentFlag.AlignVCenter)
            if isinstance(editor, QAbstractSpinBox):
                editor.setFixedWidth(DATE_WIDTH if isinstance(editor, QDateEdit) else SHORT_WIDTH)
        else:
            grid.addWidget(self.label, 0, 0)
        fixed = editor.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Fixed or editor.maximumWidth() <= DATE_WIDTH
        grid.addWidget(editor, first, column, Qt.AlignmentFlag.AlignLeft if fixed else Qt.AlignmentFlag(0))
        grid.addWidget(self.hint, first + 1, column)
        grid.addWidget(self.error, first + 2, column)
        grid.setColumnStretch(column, 1)
        grid.setRowStretch(first + 3, 1)  # a taller neighbour must not pull label and editor apart
        for label in (self.hint, self.error, self.said):
            label.hide()

    def set_words(self, label: str, hint: str = "") -> None:
        """What is asked, and what for; both may change with the language."""
        self.label.setText(label)
        self.editor.setAccessibleName(label)
        self.editor.setAccessibleDescription(hint)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))

    def set_error(self, words: str) -> None:
        """Say what is wrong and what to do, in red under the editor; empty takes it away."""
        self.error.setText(words)
        self.error.setVisible(bool(words))
        line = self.editor if isinstance(self.editor, QLineEdit) else self.editor.findChild(QLineEdit)
        if line is not None and (line.property("verdict") or "") != ("wrong" if words else ""):
            line.setProperty("verdict", "wrong" if words else "")
            repolish(line)
        if words:
            self.say("")

    def say(self, words: str) -> None:
        """A word in green beside the editor, such as "Saved"; empty takes it away."""
        self.said.setText(words)
        self.said.setVisible(bool(words))


class CalmCombo(QComboBox):
    """A list to choose from that lets the wheel scroll the page under it: a turn must not change a value by accident."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setMaxVisibleItems(14)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def _plain_spin(box: QAbstractSpinBox) -> None:
    """No arrows (Up and Down still count), and the text as far in as in other fields: the sheet's padding does not reach it."""
    box.setProperty("kind", "boxed")
    box.lineEdit().setTextMargins(9, 0, 9, 0)


class CalmSpin(QSpinBox):
    """A whole number; the wheel scrolls the page."""

    def __init__(self, low: int, high: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setRange(low, high)
        _plain_spin(self)
        self.setKeyboardTracking(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class CalmTime(QTimeEdit):
    """A time of the day, such as 09:00; the wheel scrolls the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setDisplayFormat("HH:mm")
        _plain_spin(self)
        self.setKeyboardTracking(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class CalmDate(QDateEdit):
    """A day with a calendar to choose from; the wheel scrolls the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCalendarPopup(True)
        self.setDisplayFormat("d MMM yyyy")
        self.setKeyboardTracking(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class GrowingDialog(QDialog):
    """A dialog that grows when its words need more lines; Qt does not do it for lines that wrap."""

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._grow()
        return done

    def _grow(self) -> None:
        layout = self.layout()
        if layout is None:
            return
        needed = max(layout.totalHeightForWidth(self.width()), layout.totalMinimumSize().height())
        if needed > self.height():
            self.resize(self.width(), needed)
