"""One question of the research: what was found, where, and when (seed W13). Half-typed text is kept after some seconds (promise A2)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from sdrdesk.core.domain.research import MAX_SOURCE, Found
from sdrdesk.ui.theme import current, set_font
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import PlainLabel, keep_room

KEEP_AFTER_MS = 3000
_LINES_HIGH = 50


class Keeper(QObject):
    """Says when what is typed into some editors should be kept: when the keys leave them, or after three quiet seconds.

    Signals:
        due: now.
    """

    due = Signal()

    def __init__(self, *editors: QWidget) -> None:
        super().__init__(editors[0])
        self._later = QTimer(self, interval=KEEP_AFTER_MS, singleShot=True)
        self._later.timeout.connect(self.due)
        for editor in editors:
            editor.installEventFilter(self)
            if isinstance(editor, QLineEdit):
                editor.textEdited.connect(self._later.start)
            elif isinstance(editor, QPlainTextEdit):
                editor.textChanged.connect(self._typed)

    @Slot()
    def _typed(self) -> None:
        editor = self.sender()
        if isinstance(editor, QPlainTextEdit) and editor.hasFocus():
            self._later.start()

    def now(self) -> None:
        """Somebody else takes the editors: keep what is in them."""
        self._later.stop()
        self.due.emit()

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.now()
        return False


class ResearchField(QWidget):
    """Text and source of one field.

    Args:
        field: its name.
        label: what it asks.
        hint: what belongs there.
        insight: offer the text as the fact of an insight.

    Signals:
        typed: field, text, source: to be kept.
        chosen: the text is to be the fact of the insight.
    """

    typed = Signal(str, str, str)
    chosen = Signal(str)

    def __init__(self, field: str, label: str, hint: str, parent: QWidget | None = None, *, insight: bool = True) -> None:
        super().__init__(parent)
        self.field = field
        self._kept = ("", "")
        self._age = PlainLabel("", "t3", 12)
        self._age.setObjectName(f"research_age_{field}")
        self.edit = QPlainTextEdit()
        self.edit.setObjectName(f"research_{field}")
        self.edit.setAccessibleName(label)
        self.edit.setAccessibleDescription(hint)
        self.edit.setPlaceholderText(hint)
        self.edit.setTabChangesFocus(True)
        self.source = QLineEdit()
        self.source.setObjectName(f"research_source_{field}")
        self.source.setAccessibleName(self.tr("Source of: %1").replace("%1", label))
        self.source.setPlaceholderText(self.tr("Source: link, paper, person"))
        self.source.setMaxLength(MAX_SOURCE)
        self.use = KeyButton(self.tr("Use in the insight"), "ghost", small=True)
        self.use.setObjectName(f"research_use_{field}")
        self.use.clicked.connect(lambda: self.chosen.emit(self.edit.toPlainText().strip()))
        if insight:
            self.edit.textChanged.connect(lambda: self.use.setVisible(bool(self.edit.toPlainText().strip())))
        self._keeper = Keeper(self.edit, self.source)
        self._keeper.due.connect(self.keep)
        for editor in (self.edit, self.source):
            set_font(editor, 13)
        self.edit.setFixedHeight(current().px(_LINES_HIGH))
        head = QHBoxLayout()
        head.setSpacing(8)
        name = PlainLabel(label, "t2", 12, 600)
        name.setBuddy(self.edit)
        head.addWidget(name)
        head.addWidget(self._age)
        head.addStretch(1)
        head.addWidget(self.use)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 8)
        column.setSpacing(4)
        column.addLayout(head)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.edit, 5)
        row.addWidget(self.source, 3, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        keep_room(self.use)
        self.use.hide()

    def show_found(self, found: Found | None, age: str, stale: bool) -> None:
        """What is stored; somebody who is typing here is not disturbed."""
        kept = (found.text, found.source) if found is not None else ("", "")
        self._age.setText(age)
        self._age.set_role("amber" if stale else "t3")
        if (self.edit.hasFocus() or self.source.hasFocus()) and self._now() != self._kept:
            return
        self._kept = kept
        if self.edit.toPlainText() != kept[0]:
            self.edit.setPlainText(kept[0])
        if self.source.text() != kept[1]:
            self.source.setText(kept[1])

    def clear(self) -> None:
        """Another person: nothing of the one before may stay."""
        self._kept = ("", "")
        self.edit.clear()
        self.source.clear()
        self._age.setText("")

    def _now(self) -> tuple[str, str]:
        return self.edit.toPlainText().strip(), self.source.text().strip()

    @Slot()
    def keep(self) -> None:
        """Send what is new."""
        if self._now() != self._kept:
            self._kept = self._now()
            self.typed.emit(self.field, *self._kept)

    def filled(self) -> bool:
        """Is there a fact?"""
        return bool(self.edit.toPlainText().strip())
