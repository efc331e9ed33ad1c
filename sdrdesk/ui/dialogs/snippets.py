"""The snippets of a language: the list, and the one that is being edited."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QPlainTextEdit, QVBoxLayout, QWidget

from sdrdesk.core.services.snippets import Snippet
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.theme import set_font
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import PlainLabel


class SnippetsDialog(QDialog):
    """Add, change, remove; each is kept at once and can be undone."""

    def __init__(self, ctx: UiContext, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("snippets_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Snippets"))
        self.setMinimumSize(640, 380)
        self._ctx, self._language = ctx, language
        self._all: list[Snippet] = []
        self._before = ""
        self.list = QListWidget()
        self.list.setObjectName("snippet_list")
        self.list.setAccessibleName(self.tr("Snippets"))
        self.list.setFixedWidth(180)
        self.list.setProperty("kind", "choices")
        self.list.currentItemChanged.connect(self._on_current)
        self.code = QLineEdit()
        self.code.setObjectName("snippet_code")
        self.code.setAccessibleName(self.tr("Short code"))
        self.code.setPlaceholderText(self.tr(";intro"))
        self.body = QPlainTextEdit()
        self.body.setObjectName("snippet_body")
        self.body.setAccessibleName(self.tr("Text"))
        self.body.setTabChangesFocus(True)
        set_font(self.body, 13)
        self._wrong = PlainLabel("", "red", 12, wrap=True)
        self._wrong.setObjectName("snippet_wrong")
        self._wrong.hide()
        self._lay_out()
        self.code.textEdited.connect(self._wrong.hide)
        self.body.textChanged.connect(self._wrong.hide)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.save)
        QShortcut(QKeySequence("Ctrl+N"), self, self.new)
        self._read()

    def _lay_out(self) -> None:
        hint = PlainLabel(
            self.tr("Type the code in an email and press Tab. {{ first_name }} becomes the value, ${1:text} a place to stop at."),
            "t3",
            12,
            wrap=True,
        )
        self.add_button = KeyButton(self.tr("New"), icon="plus", small=True)
        self.remove_button = KeyButton(self.tr("Remove"), "danger", "trash-2", small=True)
        self.save_button = KeyButton(self.tr("Save"), "primary", small=True)
        close = KeyButton(self.tr("Close"), small=True)
        table = (
            (self.add_button, "snippet_new", "Ctrl+N", self.new),
            (self.remove_button, "snippet_remove", "", self.remove),
            (self.save_button, "snippet_save", "Ctrl+Return", self.save),
            (close, "snippet_close", "Esc", self.accept),
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button, name, keys, slot in table:
            button.setObjectName(name)
            if keys:
                button.set_keys(keys)
            button.clicked.connect(slot)
            if button is self.save_button:
                buttons.addStretch(1)
            buttons.addWidget(button)
        fields = QVBoxLayout()
        fields.setSpacing(6)
        for words, widget in ((self.tr("Short code"), self.code), (self.tr("Text"), self.body)):
            fields.addWidget(PlainLabel(words, "t2", 12))
            fields.addWidget(widget)
        fields.addWidget(self._wrong)
        fields.addWidget(hint)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.list)
        middle.addLayout(fields, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addLayout(middle, 1)
        column.addLayout(buttons)

    def _read(self, choose: str = "") -> None:
        snippets, language = self._ctx.desk.snippets, self._language
        self._ctx.runner.query(self, lambda: snippets.all(language), lambda found: self._show(found, choose))

    def _show(self, found: list[Snippet], choose: str) -> None:
        self._all = found
        with QSignalBlocker(self.list):
            self.list.clear()
            for one in found:
                self.list.addItem(QListWidgetItem(one.code))
        row = next((i for i, one in enumerate(found) if one.code == choose), 0)
        self.list.setCurrentRow(row)
        self._on_current()

    @Slot()
    def _on_current(self) -> None:
        row = self.list.currentRow()
        one = self._all[row] if 0 <= row < len(self._all) else None
        self._before = one.code if one is not None else ""
        self.code.setText(self._before)
        self.body.setPlainText(one.body if one is not None else "")
        self.remove_button.setEnabled(one is not None)
        self._wrong.hide()

    @Slot()
    def new(self) -> None:
        """Begin another one."""
        self.list.setCurrentRow(-1)
        self._on_current()
        self.code.setFocus()

    @Slot()
    def save(self) -> None:
        """Keep what is typed."""
        service, code, body, before, language = (
            self._ctx.desk.snippets,
            self.code.text(),
            self.body.toPlainText(),
            self._before,
            self._language,
        )
        self._ctx.runner.op(
            self, lambda: service.save(code, body, language, before=before), lambda done: self._saved(done.value), self._refused
        )

    def _saved(self, code: str) -> None:
        self._ctx.nav.toast.emit(self._ctx.texts("op.snippet", name=code), True)
        self._read(code)

    @Slot()
    def remove(self) -> None:
        """Take the chosen one out."""
        service, code, language = self._ctx.desk.snippets, self._before, self._language
        if code:
            self._ctx.runner.op(self, lambda: service.remove(code, language), lambda _: self._saved(code), self._refused)

    def _refused(self, error: Exception) -> None:
        self._wrong.setText(sentence(error, self._ctx.texts))
        self._wrong.show()
