"""Where an account's mail leaves and where it is read: filled in by the provider, found by the name service, or typed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from sdrdesk.core.ports import FoundServers, ImapServer, SmtpServer
from sdrdesk.core.texts import Texts
from sdrdesk.ui.widgets.form import CalmSpin, FormField
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.segmented import SegmentedControl, SegmentSpec
from sdrdesk.ui.widgets.text import PlainLabel

PORTS = {"": {"tls": 465, "starttls": 587}, "imap_": {"tls": 993, "starttls": 143}}
PLACES = {"host": (0, 0, 4), "port": (0, 4, 2), "username": (1, 0, 4), "security": (1, 4, 2)}
"""Field: line, column, columns of six; for each of the two servers."""

FIRST_LINE = {"": 0, "imap_": 3}


class ServersPart(QWidget):
    """Two servers, and a button that asks the network for them.

    Args:
        texts: words of the core.

    Signals:
        edited: (name of the field) something was typed or chosen.
        find_asked: the user wants the name service to be asked.
    """

    edited = Signal(str)
    find_asked = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self.fields: dict[str, FormField] = {}
        self.typed_by_hand = False
        self._found: FoundServers | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        for column in range(6):
            self._grid.setColumnStretch(column, 1)
        self.host, self.port, self.user_name, self.security = self._server("")
        self.imap_host, self.imap_port, self.imap_user_name, self.imap_security = self._server("imap_")
        self.reads = QCheckBox(self.tr("Read replies from this mailbox (IMAP)"))
        self.reads.setObjectName("mailbox_reads")
        self.reads.toggled.connect(self._on_reads)
        self._grid.addWidget(self.reads, 2, 0, 1, 6)
        self._words()
        self._make_finder()
        self._on_reads(False)

    def _server(self, prefix: str) -> tuple[QLineEdit, CalmSpin, QLineEdit, SegmentedControl]:
        host, user_name, port = QLineEdit(), QLineEdit(), CalmSpin(1, 65535)
        port.setGroupSeparatorShown(False)
        security = SegmentedControl([SegmentSpec("tls", "TLS"), SegmentSpec("starttls", "STARTTLS")])
        for name, editor in (("host", host), ("port", port), ("username", user_name), ("security", security)):
            editor.setObjectName(f"mailbox_{prefix}{name}")
            field = FormField(editor, f"mailbox_{prefix}{name}")
            self.fields[f"{prefix}{name}"] = field
            line, column, wide = PLACES[name]
            self._grid.addWidget(field, FIRST_LINE[prefix] + line, column, 1, wide)
        for line_edit, name in ((host, "host"), (user_name, "username")):
            line_edit.textEdited.connect(partial(self._typed, f"{prefix}{name}"))
        port.valueChanged.connect(partial(self._changed, f"{prefix}port"))
        security.changed.connect(partial(self._on_security, prefix))
        return host, port, user_name, security

    def _words(self) -> None:
        words = {"host": self.tr("Mail server (SMTP)"), "port": self.tr("Port"), "username": self.tr("User name"), "security": self.tr("Encryption")}  # fmt: skip
        for name, said in words.items():
            self.fields[name].set_words(said)
            self.fields[f"imap_{name}"].set_words(said)
        self.fields["imap_host"].set_words(self.tr("Mail server (IMAP)"))
        for line in (self.user_name, self.imap_user_name):
            line.setPlaceholderText(self.tr("usually the whole address"))

    def _make_finder(self) -> None:
        self.find_button = KeyButton(self.tr("Find servers"), "small", "search")
        self.find_button.setObjectName("mailbox_find")
        self.find_button.clicked.connect(self.find_asked)
        self.finding = PlainLabel("", "t3", 12, wrap=True)
        self.finding.setObjectName("mailbox_finding")
        self.use_button = KeyButton(self.tr("Use them"), "small")
        self.use_button.setObjectName("mailbox_use_found")
        self.use_button.clicked.connect(self._use)
        self.use_button.hide()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.find_button)
        row.addWidget(self.finding, 1)
        row.addWidget(self.use_button)
        self._grid.addLayout(row, 5, 0, 1, 6)

    # --- values ------------------------------------------------------------------------------------------------------------

    def set_servers(self, smtp: SmtpServer | None, imap: ImapServer | None, reads: bool) -> None:
        """Fill in; None leaves a server as it is."""
        for found, parts in ((smtp, (self.host, self.port, self.security, self.user_name)), (imap, (self.imap_host, self.imap_port, self.imap_security, self.imap_user_name))):  # fmt: skip
            if found is not None:
                host, port, security, user_name = parts
                host.setText(found.host)
                port.setValue(found.port)
                security.set_value(found.security)
                user_name.setText(found.username)
        self.reads.setChecked(reads)

    def smtp(self, address: str) -> SmtpServer:
        """The submission server as it stands in the form."""
        self.port.interpretText()
        return SmtpServer(self.host.text().strip(), self.port.value(), self.security.value(), self.user_name.text().strip() or address)

    def imap(self, address: str) -> ImapServer | None:
        """Where mail is read; None when it is not."""
        if not self.reads.isChecked():
            return None
        self.imap_port.interpretText()
        name = self.imap_user_name.text().strip() or address
        return ImapServer(self.imap_host.text().strip(), self.imap_port.value(), self.imap_security.value(), name)

    def summary(self) -> str:
        """Both in one line."""
        host = self.host.text().strip()
        if not host:
            return ""
        return f"{host} · {self.imap_host.text().strip()}" if self.reads.isChecked() else self.tr("%1, only sending").replace("%1", host)

    # --- finding -----------------------------------------------------------------------------------------------------------

    def offer_to_find(self, questions: tuple[str, ...]) -> None:
        """Say what the button would ask for (promise F6); nothing to ask for, no button."""
        self._found = None
        self.use_button.hide()
        self.find_button.setEnabled(bool(questions))
        self.finding.set_role("t3")
        self.finding.setText(
            self.tr("Asks your network's name server for: %1").replace("%1", ", ".join(questions))
            if questions
            else self.tr("Type the address first: its domain is what can be looked up.")
        )

    def say(self, words: str, role: str = "t3") -> None:
        """What became of it."""
        self.finding.set_role(role)
        self.finding.setText(words)

    def take_found(self, found: FoundServers) -> None:
        """Fill in what was found; a server outside the domain only after the user says so (RFC 6186)."""
        self._found = None
        if found.smtp is None and found.imap is None:
            self.say(self.tr("Nothing was found. Type what your provider or your IT has written down."), "amber")
        elif found.outside:
            self._found = found
            words = self.tr("Found, but not of your own domain: %1. Use them only if that is your provider.")
            self.say(words.replace("%1", ", ".join(found.outside)), "amber")
            self.use_button.show()
        else:
            self._fill_found(found)

    @Slot()
    def _use(self) -> None:
        self.use_button.hide()
        if self._found is not None:
            self._fill_found(self._found)

    def _fill_found(self, found: FoundServers) -> None:
        self._found = None
        self.set_servers(found.smtp, found.imap, found.imap is not None or self.reads.isChecked())
        self.typed_by_hand = True
        names = ", ".join(one.host for one in (found.smtp, found.imap) if one is not None)
        self.say(self.tr("Found and filled in: %1").replace("%1", names), "green")
        self.edited.emit("host")

    # --- following ---------------------------------------------------------------------------------------------------------

    def _typed(self, name: str, _text: str) -> None:
        """A server typed by hand is not overwritten by a guess."""
        if name in ("host", "imap_host"):
            self.typed_by_hand = bool(self.host.text().strip() or self.imap_host.text().strip())
        self.edited.emit(name)

    def _changed(self, name: str, _value: int) -> None:
        self.edited.emit(name)

    def _on_security(self, prefix: str, security: str) -> None:
        port = self.imap_port if prefix else self.port
        if port.value() in PORTS[prefix].values():
            port.setValue(PORTS[prefix][security])
        self.edited.emit(f"{prefix}security")

    @Slot(bool)
    def _on_reads(self, reads: bool) -> None:
        for name in PLACES:
            self.fields[f"imap_{name}"].setVisible(reads)
        self.edited.emit("imap_host")
