"""The row of ways out under an email: those that can be gone. Without an account there are a file and the user's own mail program."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.keys import keycap_text


class EmailWays(QWidget):
    """The buttons, which the tab connects, and the menu of the rest.

    Signals:
        html_toggled: with a simple HTML part or without.
        discard_wanted: the text as the template gives it.
        next_wanted: the next person with an email.
    """

    html_toggled = Signal(bool)
    discard_wanted = Signal()
    next_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.send = KeyButton(self.tr("Send"), "primary", "send")
        self.later = KeyButton(self.tr("Send later"), icon="clock")
        self.variant = KeyButton(self.tr("Next variant"))
        self.save = KeyButton(self.tr("Save as .eml"), icon="download")
        self.open = KeyButton(self.tr("Open in my mail program"), icon="external-link")
        self.more = KeyButton("", icon="ellipsis")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        table = (
            (self.send, "send", "Ctrl+Return"),
            (self.later, "send_later", "L"),
            (self.variant, "next_variant", "]"),
            (self.save, "save_eml", "Ctrl+Shift+S"),
            (self.open, "open_mail", ""),
            (self.more, "email_more", ""),
        )
        for button, name, keys in table:
            button.setObjectName(name)
            if keys:
                button.set_keys(keys)
            row.addWidget(button)
        row.addStretch(1)
        self.more.setAccessibleName(self.tr("More"))

    def show_ways(self, *, account: bool, variants: bool) -> None:
        """Show what there is."""
        self.later.setVisible(account)
        self.variant.setVisible(account and variants)
        self.save.setVisible(not account)
        self.open.setVisible(not account)

    def open_more(self, *, html: bool) -> None:
        """What else can be done with the email."""
        menu = QMenu(self)
        menu.setObjectName("email_more_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        with_html = menu.addAction(self.tr("With a simple HTML part"))
        with_html.setObjectName("email_html")
        with_html.setCheckable(True)
        with_html.setChecked(html)
        with_html.toggled.connect(self.html_toggled)
        table = (
            ("email_discard", self.tr("Begin anew from the template"), "", self.discard_wanted.emit, True),
            ("email_next", self.tr("Next person with an email"), "Ctrl+J", self.next_wanted.emit, True),
            ("email_save", self.tr("Save as .eml"), "Ctrl+Shift+S", self.save.click, self.save.isEnabled()),
            ("email_open", self.tr("Open in my mail program"), "", self.open.click, self.open.isEnabled()),
        )
        for name, words, keys, slot, can in table:
            action = menu.addAction(f"{words}\t{keycap_text(keys)}" if keys else words)
            action.setObjectName(name)
            action.setEnabled(can)
            action.triggered.connect(lambda _=False, run=slot: run())
        menu.popup(self.more.mapToGlobal(self.more.rect().topLeft()))
