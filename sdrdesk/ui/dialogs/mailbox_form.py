"""The fields of an email account: the server is guessed from the address, and the password is asked for in its provider's words."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from sdrdesk.core.domain.cleaning import clean_email
from sdrdesk.core.ports import SmtpServer
from sdrdesk.core.services.mailboxes import CAP_MOST, MailboxRow
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.widgets.form import CalmSpin, FormField
from sdrdesk.ui.widgets.segmented import SegmentedControl, SegmentSpec

DEFAULT_CAP = 150
PORTS = {"tls": 465, "starttls": 587}
PLACES = {
    "address": (0, 0, 4), "from_name": (0, 4, 2), "password": (1, 0, 6), "host": (2, 0, 4), "port": (2, 4, 2), "username": (3, 0, 4),
    "security": (3, 4, 2), "daily_cap": (4, 0, 2),
}  # fmt: skip
"""Field: line, column, columns of six."""


class MailboxForm(QWidget):
    """What an account is made of.

    Args:
        ctx: services.
        row: the account that is changed; None for a new one.

    Signals:
        edited: something was typed; what was said about the last try is out of date.
    """

    edited = Signal()

    def __init__(self, ctx: UiContext, row: MailboxRow | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._new = row is None
        self._hint_word = "mailbox"
        self._own_server = False
        self.fields: dict[str, FormField] = {}
        self._make_editors()
        self._words()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for name, (line, column, wide) in PLACES.items():
            grid.addWidget(self.fields[name], line, column, 1, wide)
            grid.setColumnStretch(column, 1)
        self._connect()
        self._fill(row)

    def _make_editors(self) -> None:
        self.address, self.from_name, self.host, self.user_name, self.password = (QLineEdit() for _ in range(5))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.port, self.cap = CalmSpin(1, 65535), CalmSpin(1, CAP_MOST)
        self.port.setGroupSeparatorShown(False)
        self.security = SegmentedControl([SegmentSpec("tls", "TLS"), SegmentSpec("starttls", "STARTTLS")])
        editors: dict[str, QWidget] = {
            "address": self.address,
            "from_name": self.from_name,
            "password": self.password,
            "host": self.host,
            "port": self.port,
            "username": self.user_name,
            "security": self.security,
            "daily_cap": self.cap,
        }
        for name, editor in editors.items():
            editor.setObjectName(f"mailbox_{name}")
            self.fields[name] = FormField(editor, f"mailbox_{name}")

    def _words(self) -> None:
        fields = self.fields
        fields["address"].set_words(self.tr("Email address"))
        fields["from_name"].set_words(self.tr("Name that people see"))
        fields["host"].set_words(self.tr("Mail server (SMTP)"))
        fields["port"].set_words(self.tr("Port"))
        fields["security"].set_words(self.tr("Encryption"))
        fields["username"].set_words(self.tr("User name"))
        fields["daily_cap"].set_words(self.tr("Emails a day, at most"))
        self.user_name.setPlaceholderText(self.tr("usually the whole address"))

    def _connect(self) -> None:
        self.address.textEdited.connect(self._on_address)
        self.security.changed.connect(self._on_security)
        for line, name in ((self.password, "password"), (self.host, "host"), (self.user_name, "username")):
            line.textEdited.connect(partial(self._forgive, name))
        self.host.textEdited.connect(self._keep_server)

    def _fill(self, row: MailboxRow | None) -> None:
        self.cap.setValue(DEFAULT_CAP if row is None else row.daily_cap)
        if row is None:
            profile = self._ctx.profile
            self.from_name.setText(profile.text("user.name"))
            self.security.set_value("tls")
            self.port.setValue(PORTS["tls"])
            self.address.setText(profile.text("user.email"))
            self._on_address()
        else:
            self._own_server = True
            self.address.setText(row.address)
            self.address.setEnabled(False)
            self.from_name.setText(row.from_name)
            self._set_server(row.server)
            self._hint_word = self._ctx.desk.mailboxes.preset(row.address)[1]
            self.password.setPlaceholderText(self.tr("kept in the keyring; type a new one to replace it"))
        self._show_hint()
        self.setFocusProxy(self.password if self.address.text() else self.address)

    def _show_hint(self) -> None:
        hints = {
            "mailbox": self.tr("The password of your mailbox. It is kept in this computer's keyring and nowhere else."),
            "app_password": self.tr("Your usual password is refused here. Make an app password in your account's security settings."),
            "authorization_code": self.tr(
                "Not your usual password: switch SMTP on in the settings of your web mail and put in the authorization code (授权码) it shows."
            ),
            "oauth": self.tr(
                "This provider may refuse passwords from programs. Try an app password; if that is refused too, ask your administrator to "
                "allow SMTP sign-in."
            ),
        }
        self.fields["password"].set_words(
            self.tr("Authorization code (授权码)") if self._hint_word == "authorization_code" else self.tr("Password"),
            hints.get(self._hint_word, hints["mailbox"]),
        )

    @Slot()
    def _on_address(self) -> None:
        self._forgive("address")
        address, _ = clean_email(self.address.text())
        if address is None:
            return
        server, self._hint_word = self._ctx.desk.mailboxes.preset(address)
        self._show_hint()
        if not self._own_server:
            self._set_server(server)

    def _set_server(self, server: SmtpServer) -> None:
        self.host.setText(server.host)
        self.port.setValue(server.port)
        self.security.set_value(server.security)
        self.user_name.setText(server.username)

    @Slot()
    def _keep_server(self) -> None:
        """A server typed by hand is not overwritten by a guess."""
        self._own_server = bool(self.host.text().strip())

    @Slot(str)
    def _on_security(self, security: str) -> None:
        if self.port.value() in PORTS.values():
            self.port.setValue(PORTS[security])

    def _forgive(self, name: str, _text: str = "") -> None:
        self.fields[name].set_error("")
        self.edited.emit()

    def server(self) -> SmtpServer:
        """The server as it stands in the form."""
        self.port.interpretText()
        self.cap.interpretText()
        name = self.user_name.text().strip() or self.address.text().strip()
        return SmtpServer(self.host.text().strip(), self.port.value(), self.security.value(), name)

    def complete(self) -> bool:
        """Is everything there that a connection needs? Says beside the fields what is not."""
        wrong: dict[str, str] = {}
        if clean_email(self.address.text())[0] is None:
            wrong["address"] = self.tr("Type the whole address, such as name@company.com.")
        if not self.host.text().strip():
            wrong["host"] = self._ctx.texts("error.host_missing")
        if self._new and not self.password.text():
            wrong["password"] = self.tr("Type the password; nothing can be sent without one.")
        for name, field in self.fields.items():
            field.set_error(wrong.get(name, ""))
        if wrong:
            self.fields[next(name for name in self.fields if name in wrong)].editor.setFocus()
        return not wrong
