"""How much may leave by an account, what ends its emails, and how far back its mail is read."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QWidget

from sdrdesk.core.services.mailboxes import CAP_MOST
from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.form import CalmDate, CalmSpin, FormField


class MorePart(QWidget):
    """Caps, signature, and the day from which mail is read.

    Signals:
        edited: (name of the field) something was typed or chosen.
    """

    edited = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.daily_cap, self.hourly_cap = CalmSpin(1, CAP_MOST), CalmSpin(1, CAP_MOST)
        self.read_since = CalmDate()
        self.signature = QPlainTextEdit()
        self.signature.setTabChangesFocus(True)
        self.signature.setFixedHeight(current().px(92))
        editors: dict[str, QWidget] = {
            "daily_cap": self.daily_cap,
            "hourly_cap": self.hourly_cap,
            "read_since": self.read_since,
            "signature": self.signature,
        }
        self.fields: dict[str, FormField] = {}
        for name, editor in editors.items():
            editor.setObjectName(f"mailbox_{name}")
            self.fields[name] = FormField(editor, f"mailbox_{name}")
        self.fields["daily_cap"].set_words(self.tr("Emails a day, at most"))
        self.fields["hourly_cap"].set_words(self.tr("Emails an hour, at most"))
        self.fields["read_since"].set_words(self.tr("Read mail since"))
        self.fields["signature"].set_words(self.tr("Signature"), self.tr("Plain text; it ends every email of this account."))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for at, name in enumerate(("daily_cap", "hourly_cap", "read_since")):
            grid.addWidget(self.fields[name], 0, at)
            grid.setColumnStretch(at, 1)
        grid.addWidget(self.fields["signature"], 1, 0, 1, 3)
        for name, spin in (("daily_cap", self.daily_cap), ("hourly_cap", self.hourly_cap)):
            spin.valueChanged.connect(partial(self._changed, name))
        self.signature.textChanged.connect(partial(self.edited.emit, "signature"))

    def set_values(self, daily_cap: int, hourly_cap: int, signature: str, read_since: dt.date) -> None:
        """Fill in."""
        self.daily_cap.setValue(daily_cap)
        self.hourly_cap.setValue(hourly_cap)
        self.signature.setPlainText(signature)
        self.read_since.setDate(QDate(read_since.year, read_since.month, read_since.day))

    def day(self) -> dt.date:
        """The day from which mail is read."""
        chosen = self.read_since.date()
        return dt.date(chosen.year(), chosen.month(), chosen.day())

    def summary(self) -> str:
        """In one line."""
        words = self.tr("%1 a day, %2 an hour").replace("%1", str(self.daily_cap.value())).replace("%2", str(self.hourly_cap.value()))
        first = next(iter(self.signature.toPlainText().split("\n")), "").strip()
        return f"{words} · {first}" if first else words

    def _changed(self, name: str, _value: int) -> None:
        self.edited.emit(name)
