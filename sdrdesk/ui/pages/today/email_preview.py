"""The email as it will look at the other end: head, text or HTML, quotation, files. It follows what is typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTextEdit, QVBoxLayout, QWidget

from sdrdesk.core.render.html_part import html_of
from sdrdesk.ui.theme import set_font
from sdrdesk.ui.widgets.text import PlainLabel


class EmailPreview(QWidget):
    """Read only. Nothing is loaded: our HTML names no picture, and the view has nothing that fetches one (rule R19)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("email_preview")
        self._head = PlainLabel("", "t2", 12, wrap=True)
        self._head.setObjectName("preview_head")
        self._head.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.view = QTextEdit()
        self.view.setObjectName("preview_text")
        self.view.setAccessibleName(self.tr("The email as it will look at the other end"))
        self.view.setReadOnly(True)
        self.view.setTabChangesFocus(True)
        self.view.setProperty("kind", "bare")
        set_font(self.view, 13)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        column.addWidget(self._head)
        column.addWidget(self.view, 1)

    def show_email(self, sender: str, to: str, subject: str, text: str, *, html: bool, files: Sequence[str]) -> None:
        """Show it as it stands; the place in the text stays."""
        lines = [(self.tr("From:"), sender), (self.tr("To:"), to), (self.tr("Subject:"), subject), (self.tr("Files:"), ", ".join(files))]
        self._head.setText("\n".join(f"{name} {words}" for name, words in lines if words))
        at = self.view.verticalScrollBar().value()
        if html:
            self.view.setHtml(html_of(text))
        else:
            self.view.setPlainText(text)
        self.view.verticalScrollBar().setValue(at)

    def head(self) -> str:
        """The lines above the text."""
        return self._head.text()
