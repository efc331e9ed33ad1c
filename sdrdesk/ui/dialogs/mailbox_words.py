"""What the dialog of an email account says, and its buttons; removing is asked about first, for it cannot be undone."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sdrdesk.core.errors import AuthRefused, KeyringProblem, NetworkDown, ServerRefused
from sdrdesk.core.services.mailboxes import Tried
from sdrdesk.core.texts import Texts
from sdrdesk.ui.dialogs.mailbox_sign_in import SignInPart
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import PlainLabel


class MailboxWords(QObject):
    """Sentences on how a try went."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts

    def side(self, one: Tried) -> str:
        """Of one side of the account."""
        words = self.tr("Sending: %1") if one.part == "smtp" else self.tr("Reading: %1")
        return words.replace("%1", sentence(one.problem, self._texts) if one.problem else self.tr("works"))

    def works(self, by_browser: bool, paused: bool) -> str:
        """Of all of it."""
        if paused:
            return self.tr("It works. The account is still paused; Resume lets its email go.")
        if by_browser:
            return self.tr("It works: the connection is safe, and the server let the account in.")
        return self.tr("It works: the connection is safe, and the server took the password.")

    def advice(self, error: Exception, part: SignInPart) -> str:
        """What to do about it."""
        if isinstance(error, AuthRefused):
            if part.uses_browser():
                return self.tr("Sign in with the browser again. If it stays so, your IT has to allow SMTP and IMAP for this mailbox.")
            return part.fields["password"].hint.text()
        if isinstance(error, KeyringProblem):
            if error.code == "keyring_missing":
                return self.tr("Install and start GNOME Keyring or KWallet, then save again. Until then emails can be saved as files.")
            return self.tr("Unlock the keyring (it opens with your desktop's password), then do it again. Nothing else is lost.")
        if isinstance(error, NetworkDown):
            return self.tr(
                "Check that you are online and that name and port are right. Some networks block mail ports; try another network."
            )
        if isinstance(error, ServerRefused) and error.code.endswith(("_tls_failed", "_no_starttls")):
            return self.tr(
                "Check the server's name and the encryption. A connection that cannot be checked is never used: anybody might be listening."
            )
        return ""


class MailboxFooter(QWidget):
    """The dialog's buttons, or the question whether to remove the account."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._buttons = self._make_buttons()
        self._sure = self._make_sure()
        for widget in (self._buttons, self._sure):
            column.addWidget(widget)
        self._sure.hide()

    def ask(self, words: str) -> None:
        """Put the question in place of the buttons."""
        self._question.setText(words)
        self._buttons.hide()
        self._sure.show()
        self.keep_button.setFocus()

    @Slot()
    def take_back(self) -> None:
        """The buttons again."""
        self._sure.hide()
        self._buttons.show()
        self.remove_button.setFocus()

    def is_asking(self) -> bool:
        """Does the question stand there?"""
        return self._sure.isVisible()

    def _button(self, name: str, words: str, kind: str = "default", keys: str = "") -> KeyButton:
        button = KeyButton(words, kind)
        button.setObjectName(f"mailbox_{name}")
        if keys:
            button.set_keys(keys)
        return button

    def _make_buttons(self) -> QWidget:
        self.remove_button = self._button("remove", self.tr("Remove…"), "danger")
        self.pause_button = self._button("pause", self.tr("Pause"))
        self.close_button = self._button("close", self.tr("Close"), "ghost", "Esc")
        self.test_button = self._button("test", self.tr("Test"))
        self.stop_button = self._button("stop", self.tr("Stop"))
        self.stop_button.hide()
        self.save_button = self._button("save", self.tr("Save"), "primary", "Ctrl+Return")
        self.save_button.setDefault(True)
        return self._line(
            (self.remove_button, self.pause_button), (self.close_button, self.test_button, self.stop_button, self.save_button)
        )

    def _make_sure(self) -> QWidget:
        self._question = PlainLabel("", "t1", wrap=True)
        self._question.setObjectName("mailbox_question")
        self.keep_button = self._button("keep", self.tr("Keep it"), "default", "Esc")
        self.really_button = self._button("remove_really", self.tr("Remove for good"), "danger")
        sure = self._line((), (self.keep_button, self.really_button))
        layout = sure.layout()
        if isinstance(layout, QHBoxLayout):
            layout.insertWidget(0, self._question, 1)
        return sure

    def _line(self, left: tuple[QWidget, ...], right: tuple[QWidget, ...]) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in left:
            row.addWidget(widget)
        if left:
            row.addStretch(1)
        elif right:
            row.addStretch(0)
        for widget in right:
            row.addWidget(widget)
        return line
