"""One line for what comes to mind, from anywhere: a reminder, a new person, or somebody to log a touch with."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from sdrdesk.core.domain.remind_line import RemindLine
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.remind_edit import RemindEdit
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import PlainLabel


class QuickAddDialog(QDialog):
    """Enter keeps a reminder; the same words can become a new person, or be looked for.

    Signals:
        person_asked: the words, for a new person's name.
        touch_asked: the words, to look for who it was.
    """

    person_asked = Signal(str)
    touch_asked = Signal(str)

    def __init__(self, ctx: UiContext, typed: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quick_add")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Quick add"))
        self.setMinimumWidth(660)
        self._ctx = ctx
        self.line = RemindEdit(ctx)
        self.line.entered.connect(self._remind)
        self.remind_button = KeyButton(self.tr("Remind me"), "primary", "bell")
        self.person_button = KeyButton(self.tr("New person"), icon="user")
        self.touch_button = KeyButton(self.tr("Log a touch"), icon="phone")
        cancel = KeyButton(self.tr("Cancel"), "ghost")
        for button, name, keys, slot in (
            (self.remind_button, "quick_remind", "Return", self.line.enter),
            (self.person_button, "quick_person", "Alt+P", self._person),
            (self.touch_button, "quick_touch", "Alt+T", self._touch),
            (cancel, "quick_cancel", "Esc", self.reject),
        ):
            button.setObjectName(name)
            button.setAutoDefault(False)
            if keys.startswith("Alt"):
                button.setShortcut(keys)
            button.set_keys(keys)
            button.clicked.connect(slot)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.remind_button, self.person_button, self.touch_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(8)
        hint = self.tr("A time makes it a reminder. Without one the words can be a new person's name, or whom to log a touch with.")
        column.addWidget(PlainLabel(hint, "t2", 12, wrap=True))
        column.addWidget(self.line)
        column.addWidget(self.line.said)
        column.addSpacing(4)
        column.addLayout(buttons)
        self.line.changed.connect(lambda line: self.remind_button.setEnabled(line is not None))
        self.line.setText(typed)
        self.remind_button.setEnabled(self.line.line() is not None)
        self.line.setFocus()

    @Slot(object)
    def _remind(self, line: RemindLine) -> None:
        own = self._ctx.desk.own_reminders
        words = self._ctx.texts("op.own_reminder", reminder_step="add", name=line.text)
        self._ctx.runner.op(self, lambda: own.add(line), lambda _: self._kept(words), self._refused)

    def _kept(self, words: str) -> None:
        self._ctx.nav.toast.emit(words, True)
        self.accept()

    def _refused(self, error: Exception) -> None:
        self.line.said.setText(sentence(error, self._ctx.texts))
        self.line.said.set_role("red")

    @Slot()
    def _person(self) -> None:
        self.person_asked.emit(self.line.text().strip())
        self.accept()

    @Slot()
    def _touch(self) -> None:
        self.touch_asked.emit(self.line.text().strip())
        self.accept()

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Words that came along are gone on with, not typed over."""
        super().showEvent(event)
        # The window's coming to the front selects the whole field, a moment later.
        QTimer.singleShot(0, self.line, self.line.deselect)
