"""Under a message: whom it names, offered as new people, and its sender when only the company matched (rule R18, P3)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sdrdesk.core.queries.inbox import Received
from sdrdesk.ui.pages.inbox.words import Words
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel

SENDER = -1
BY_COMPANY = "domain"
"""How a message of a stranger found its place: by the domain of the company alone."""


class Offers(Card):
    """A row for each.

    Signals:
        refer_wanted: number of somebody whom the message names, or SENDER.
        person_wanted: id of one who is on the list already.
    """

    refer_wanted = Signal(int)
    person_wanted = Signal(int)

    def __init__(self, entry: Received, words: Words, parent: QWidget | None = None) -> None:
        super().__init__("window", (12, 8, 12, 8), 6, parent=parent)
        self.setObjectName("offers")
        self._first_button: KeyButton | None = None
        self.has_any = False
        if entry.matched_by == BY_COMPANY and entry.sender_id is None:
            line = self.tr("Matched by company domain: a new person?")
            name = entry.from_name or entry.from_address
            self._add(name, entry.from_address if entry.from_name else "", line, SENDER, None)
        for number, named in enumerate(entry.referred):
            self._add(named.who.name or named.who.address, words.named(named.who), "", number, named.prospect_id)

    def _add(self, name: str, facts: str, line: str, number: int, known: int | None) -> None:
        self.has_any = True
        if line:
            self.add_row(PlainLabel(line, "t2", 12, wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        title = ElidedLabel(name, "t1", 13, 600)
        title.setObjectName("offer_name")
        row.addWidget(title)
        row.addWidget(ElidedLabel(facts, "t2", 12), 1)
        if known is not None:
            row.addWidget(PlainLabel(self.tr("on your list"), "t3", 12))
            button = KeyButton(self.tr("Open"), small=True)
            button.setObjectName("offer_open")
            button.clicked.connect(lambda: self.person_wanted.emit(known))
        else:
            button = KeyButton(self.tr("Add this person"), small=True)
            button.setObjectName("offer_add")
            button.clicked.connect(lambda: self.refer_wanted.emit(number))
            self._first_button = self._first_button or button
        row.addWidget(button)
        self.column.addLayout(row)

    def set_current(self, current_one: bool) -> None:
        """The first offer is the one that the key takes."""
        if self._first_button is not None:
            self._first_button.set_keys("F" if current_one else "")
