"""The email accounts: a line for each with its state, the one that email leaves by, and a way to add one."""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import partial

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sdrdesk.core.services.mailboxes import MailboxRow
from sdrdesk.core.texts import Texts
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.chip import Chip
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel


class AccountsSection(QWidget):
    """Accounts that email leaves by.

    Signals:
        opened: id of the account to change; 0 for a new one.
        default_chosen: id of the account that email shall leave by.
    """

    opened = Signal(int)
    default_chosen = Signal(int)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self.key = "accounts"
        self.title = self.tr("Email accounts")
        self.setObjectName("section_accounts")
        self._lines: list[QWidget] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(PlainLabel(self.title, "t1", 15, 600))
        column.addWidget(
            PlainLabel(self.tr("Passwords live in this computer's keyring, never in the data file or its backups."), "t3", 12, wrap=True)
        )
        column.addSpacing(4)
        self.card = Card("surface", (20, 8, 12, 8), ruled=True)
        column.addWidget(self.card)
        self.none = PlainLabel(
            self.tr("No account yet. Calls, lists and handoffs work without one; emails can be saved as files."), "t2", wrap=True
        )
        self.none.setObjectName("accounts_none")
        self.none.setContentsMargins(0, 8, 0, 8)
        self.card.add_row(self.none)
        self.add_button = KeyButton(self.tr("Add an account"), "default", "plus")
        self.add_button.setObjectName("account_add")
        self.add_button.clicked.connect(partial(self._open, 0))
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 8, 0, 6)
        row.addWidget(self.add_button)
        row.addStretch(1)
        self._foot = foot
        self.card.add_row(foot)

    def show_rows(self, rows: Sequence[MailboxRow], silent: Set[int] = frozenset()) -> None:
        """Show these accounts; ``silent`` are those that only send, so that replies to them are not seen here (promise B4)."""
        for line in self._lines:
            self.card.column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._line(row, len(rows) > 1, row.id in silent) for row in rows]
        for at, line in enumerate(self._lines):
            self.card.column.insertWidget(1 + at, line)
        self.none.setHidden(bool(rows))

    def _line(self, row: MailboxRow, several: bool, silent: bool) -> QWidget:
        line = QWidget()
        line.setObjectName(f"account_{row.id}")
        box = QHBoxLayout(line)
        box.setContentsMargins(0, 7, 0, 7)
        box.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(ElidedLabel(row.address, "t1", 13, 600))
        about = ElidedLabel(self._about(row), "t2", 12)
        about.setObjectName(f"account_about_{row.id}")
        words.addWidget(about)
        if silent:
            said = PlainLabel(
                self.tr("Only sends: replies are not seen here, so a plan does not stop by itself when somebody answers."),
                "amber",
                12,
                wrap=True,
            )
            said.setObjectName(f"account_silent_{row.id}")
            words.addWidget(said)
        box.addLayout(words, 1)
        if several and row.default:
            chip = Chip(self.tr("Default"), "ac", line)
            chip.setObjectName(f"account_default_{row.id}")
            box.addWidget(chip)
        key = f"reason.{row.pause_reason}"
        why = self._texts(key) if self._texts.has(key) else row.pause_reason
        state = Chip(self.tr("Paused: %1").replace("%1", why) if row.paused else self.tr("Works"), "am" if row.paused else "gr", line)
        state.setObjectName(f"account_state_{row.id}")
        box.addWidget(state)
        if several and not row.default:
            box.addWidget(
                self._button(row, "make_default", self.tr("Make default"), self.tr("Send from %1 by default"), self.default_chosen)
            )
        box.addWidget(self._button(row, "change", self.tr("Change…"), self.tr("Change %1"), self.opened))
        return line

    def _about(self, row: MailboxRow) -> str:
        cap = self.tr("at most %1 a day").replace("%1", str(row.daily_cap))
        reads = self.tr("reads replies") if row.options.imap else ""  # that it only sends stands below, with what follows from it
        return " · ".join(filter(None, (row.from_name, row.server.host, cap, reads)))

    def _button(self, row: MailboxRow, name: str, words: str, spoken: str, signal: SignalInstance) -> KeyButton:
        button = KeyButton(words, small=True)
        button.setObjectName(f"account_{name}_{row.id}")
        button.setAccessibleName(spoken.replace("%1", row.address))
        button.clicked.connect(partial(self._emit, signal, row.id))
        return button

    @staticmethod
    def _emit(signal: SignalInstance, mailbox_id: int, _checked: bool = False) -> None:
        signal.emit(mailbox_id)

    def _open(self, mailbox_id: int, _checked: bool = False) -> None:
        self.opened.emit(mailbox_id)
