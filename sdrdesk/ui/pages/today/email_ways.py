"""The row of ways out under an email: those that can be gone. Without an account there are a file and the user's own mail program."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from sdrdesk.ui.widgets.key_button import KeyButton


class EmailWays(QWidget):
    """Only buttons; the tab connects them."""

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
            (self.save, "save_eml", ""),
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
