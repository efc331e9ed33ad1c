"""The fields of an email account: the provider is recognised by the address and asked for in its words; what it fills in is folded away."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from sdrdesk.core.clock import from_ms, to_ms
from sdrdesk.core.domain.cleaning import clean_email
from sdrdesk.core.ports import AccountPreset, ImapServer, SmtpServer
from sdrdesk.core.services.mailboxes import AccountOptions, MailboxRow
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.dialogs.mailbox_more import MorePart
from sdrdesk.ui.dialogs.mailbox_servers import ServersPart
from sdrdesk.ui.dialogs.mailbox_sign_in import SignInPart
from sdrdesk.ui.widgets.fold import Fold
from sdrdesk.ui.widgets.form import CalmCombo, FormField

DEFAULT_CAP = 150
PROVIDERS = ("gmail", "microsoft365", "outlook", "exmail", "qq", "163", "126", "qiye163", "fastmail", "generic")
IN_SERVERS = ("host", "port", "username", "security", "imap_host", "imap_port", "imap_username", "imap_security")
IN_MORE = ("daily_cap", "hourly_cap", "signature", "read_since")


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
        self._row = row
        self._chosen = ""
        self._opened_to_look = False
        self.preset: AccountPreset | None = None
        self.fields: dict[str, FormField] = {}
        self.address, self.from_name = QLineEdit(), QLineEdit()
        self.provider = CalmCombo()
        for key in PROVIDERS:
            self.provider.addItem(self.tr("Another provider") if key == "generic" else ctx.texts(f"preset.{key}"), key)
        self.sign_in, self.servers, self.more = SignInPart(ctx.texts), ServersPart(ctx.texts), MorePart()
        self.password = self.sign_in.password
        self._lay_out()
        self._words()
        self._connect()
        self._fill(row)

    # --- building ----------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        head = QGridLayout()
        head.setHorizontalSpacing(16)
        head.setVerticalSpacing(12)
        places = {"address": (self.address, 0, 0, 4), "provider": (self.provider, 0, 4, 2), "from_name": (self.from_name, 1, 0, 6)}
        for name, (editor, line, column, wide) in places.items():
            editor.setObjectName(f"mailbox_{name}")
            self.fields[name] = FormField(editor, f"mailbox_{name}")
            head.addWidget(self.fields[name], line, column, 1, wide)
        for column in range(6):
            head.setColumnStretch(column, 1)
        self.servers_fold = Fold(self.tr("Servers"), "servers", self.servers)
        self.more_fold = Fold(self.tr("Limits and signature"), "more", self.more)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 8, 0)
        whole.setSpacing(12)
        whole.addLayout(head)
        for widget in (self.sign_in, self.servers_fold, self.more_fold):
            whole.addWidget(widget)
        whole.addStretch(1)
        self.fields |= self.sign_in.fields | self.servers.fields | self.more.fields

    def _words(self) -> None:
        self.fields["address"].set_words(self.tr("Email address"))
        self.fields["provider"].set_words(self.tr("Provider"))
        self.fields["from_name"].set_words(self.tr("Name that people see"))

    def _connect(self) -> None:
        self.address.textEdited.connect(self._on_address)
        self.address.editingFinished.connect(self._let_look)
        self.provider.activated.connect(self._on_provider)
        self.from_name.textEdited.connect(partial(self._on_edited, "from_name"))
        self.sign_in.edited.connect(self._on_edited)
        self.servers.edited.connect(self._on_edited)
        self.more.edited.connect(self._on_edited)

    def _fill(self, row: MailboxRow | None) -> None:
        ctx, profile = self._ctx, self._ctx.profile
        today = ctx.now().date()
        if row is None:
            self.more.set_values(DEFAULT_CAP, AccountOptions().hourly_cap, "", today)
            self.from_name.setText(profile.text("user.name"))
            self.address.setText(profile.text("user.email"))
            self.servers.offer_to_find(())
            self.provider.setCurrentIndex(len(PROVIDERS) - 1)
            self._on_address()
            self._let_look()
        else:
            options = row.options
            since = from_ms(options.read_since).astimezone(profile.zone).date() if options.read_since is not None else today
            self.more.set_values(row.daily_cap, options.hourly_cap, options.signature, since)
            self.servers.typed_by_hand = True
            self.address.setText(row.address)
            self.address.setEnabled(False)
            self.from_name.setText(row.from_name)
            known = ctx.desk.mailboxes.preset(row.address, self._key_of(row))
            self._recognise(known)
            self.servers.set_servers(row.server, options.imap or known.imap, options.imap is not None)
            self.servers_fold.set_open(False)
            if options.app is not None:
                self.sign_in.set_app(options.app)
            elif known.app is not None:
                self.sign_in.way.set_value("password")
                self.sign_in.way.show()
                self.sign_in.show_preset(known, keep_way=True)
            self.password.setPlaceholderText(self.tr("kept in the keyring; type a new one to replace it"))
            self.sign_in.client_secret.setPlaceholderText(self.tr("kept in the keyring; type a new one to replace it"))
            self.servers.offer_to_find(ctx.desk.mailboxes.questions(row.address))
        self._summarise()
        first = self.sign_in.sign_in_button if self.sign_in.uses_browser() else self.password
        self.setFocusProxy(first if self.address.text() else self.address)

    def _key_of(self, row: MailboxRow) -> str:
        """The provider of an account that is there: the one whose server it uses, for its domain may be a company's own."""
        boxes = self._ctx.desk.mailboxes
        return next((key for key in PROVIDERS if boxes.preset(row.address, key).smtp.host == row.server.host), "generic")

    # --- following the address and the provider ----------------------------------------------------------------------------

    @Slot()
    def _on_address(self) -> None:
        self._on_edited("address")
        address, _ = clean_email(self.address.text())
        if address is None:
            return
        boxes = self._ctx.desk.mailboxes
        self._recognise(boxes.preset(address, self._chosen))
        if not self.servers.typed_by_hand:
            self._fill_servers()
        self.servers.offer_to_find(boxes.questions(address))
        self._summarise()

    @Slot()
    def _on_provider(self) -> None:
        """Chosen by hand: the address's own domain is not looked at any more."""
        self._chosen = str(self.provider.currentData())
        address = clean_email(self.address.text())[0] or ""
        self._recognise(self._ctx.desk.mailboxes.preset(address, self._chosen))
        self._fill_servers()
        self.servers.typed_by_hand = False
        self._on_edited("host")

    def take_preset(self, key: str) -> None:
        """The name service has named the provider."""
        self.provider.setCurrentIndex(PROVIDERS.index(key))
        self._on_provider()

    def _recognise(self, known: AccountPreset) -> None:
        self.preset = known
        self.provider.setCurrentIndex(PROVIDERS.index(known.key))
        self.sign_in.show_preset(known)
        name = self.provider.currentText()
        self.fields["address"].set_words(
            self.tr("Email address"),
            self.tr("The servers are only guessed from the domain: look at them, or press Find servers.")
            if known.key == "generic"
            else self.tr("%1: its servers are filled in.").replace("%1", name),
        )
        if known.key != "generic" and self._opened_to_look:
            self._opened_to_look = False
            self.servers_fold.set_open(False)

    @Slot()
    def _let_look(self) -> None:
        """A guess must be looked at; but not while the address is only half typed."""
        guessed = self.preset is not None and self.preset.key == "generic" and self._row is None
        if guessed and not self.servers_fold.is_open() and self.clean_address():
            self._opened_to_look = True
            self.servers_fold.set_open(True)

    def _fill_servers(self) -> None:
        if self.preset is not None:
            # Of a domain that nobody knows only the submission server is guessed: reading is the user's to switch on.
            self.servers.set_servers(self.preset.smtp, self.preset.imap, self.preset.key != "generic")

    def _summarise(self) -> None:
        self.servers_fold.set_summary(self.servers.summary())
        self.more_fold.set_summary(self.more.summary())

    @Slot(str)
    def _on_edited(self, name: str, _text: str = "") -> None:
        if name in self.fields:
            self.fields[name].set_error("")
        self._summarise()
        self.edited.emit()

    # --- values ------------------------------------------------------------------------------------------------------------

    def clean_address(self) -> str:
        """The address as it is kept; empty when it is none."""
        return clean_email(self.address.text())[0] or ""

    def server(self) -> SmtpServer:
        """The submission server as it stands in the form."""
        return self.servers.smtp(self.address.text().strip())

    def imap(self) -> ImapServer | None:
        """Where mail is read; None when it is not."""
        return self.servers.imap(self.address.text().strip())

    def cap(self) -> int:
        """Emails a day at the most."""
        self.more.daily_cap.interpretText()
        return self.more.daily_cap.value()

    def options(self) -> AccountOptions:
        """All the rest."""
        self.more.hourly_cap.interpretText()
        start, _ = self._ctx.profile.day_bounds(self.more.day())
        signature = self.more.signature.toPlainText()
        return AccountOptions(self.imap(), self.more.hourly_cap.value(), signature, to_ms(start), self.sign_in.app())

    def typed_secret(self) -> str:
        """What goes to the keyring: a new password, or what signing in with the browser gave; empty: the kept one stays."""
        if self.sign_in.uses_browser():
            return self.sign_in.signed.kept if self.sign_in.signed else ""
        return self.password.text()

    def needs_secret(self) -> bool:
        """Is there none yet for the way in which it is to sign in?"""
        row = self._row
        return row is None or (row.options.app is not None) != self.sign_in.uses_browser()

    # --- judging -----------------------------------------------------------------------------------------------------------

    def complete(self) -> bool:
        """Is everything there that a connection needs? Says beside the fields what is not."""
        wrong = self._wrong()
        for name, field in self.fields.items():
            field.set_error(wrong.get(name, ""))
        # From the last to the first: every part with a fault is opened, and the first fault gets the keys.
        for name in reversed([name for name in self.fields if name in wrong]):
            self.show_field(name)
        return not wrong

    def _wrong(self) -> dict[str, str]:
        wrong: dict[str, str] = {}
        if not self.clean_address():
            wrong["address"] = self.tr("Type the whole address, such as name@company.com.")
        if not self.server().host:
            wrong["host"] = self._ctx.texts("error.host_missing")
        reading = self.imap()
        if reading is not None and not reading.host:
            wrong["imap_host"] = self._ctx.texts("error.host_missing")
        if self.sign_in.uses_browser():
            if not self.sign_in.client_id.text().strip():
                wrong["client_id"] = self._ctx.texts("error.client_id_missing")
            elif self.needs_secret() and self.sign_in.signed is None:
                wrong["client_id"] = self.tr("Sign in with the browser first.")
        elif self.needs_secret() and not self.password.text():
            wrong["password"] = self.tr("Type the password; nothing can be sent without one.")
        return wrong

    def ready_to_sign_in(self) -> bool:
        """Is there enough to open the browser? Says what is not."""
        wrong = {name: words for name, words in self._wrong().items() if name == "address"}
        if not self.sign_in.client_id.text().strip():
            wrong["client_id"] = self._ctx.texts("error.client_id_missing")
        for name in ("address", "client_id"):
            self.fields[name].set_error(wrong.get(name, ""))
        if wrong:
            self.show_field(next(iter(wrong)))
        return not wrong

    def show_field(self, name: str) -> None:
        """Open the part that a field is in and give it the keys."""
        if name in IN_SERVERS:
            self.servers_fold.set_open(True)
        elif name in IN_MORE:
            self.more_fold.set_open(True)
        self.fields[name].editor.setFocus()
