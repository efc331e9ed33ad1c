"""One email beside the table: how it stands, what the server said, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sdrdesk.core.services.outbox_desk import OutboxRow
from sdrdesk.ui.pages.outbox.words import CAN_TAKE_BACK, CHIPS, Words
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.chip import Chip
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import PlainLabel

_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse


class OutboxDetail(QScrollArea):
    """Facts and buttons of one email.

    Signals:
        take_back: the email must not be sent.
        settle: ``sent`` or ``unsent``, what the user found out.
        person_wanted: show the person on Today.
    """

    take_back = Signal()
    settle = Signal(str)
    person_wanted = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outbox_detail")
        self.setAccessibleName(self.tr("The chosen email"))
        self._words = words
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        content.setProperty("role", "content")
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(20, 16, 20, 16)
        self._column.setSpacing(8)
        self._add_head()
        self._add_doubt()
        self._add_facts()
        self._add_buttons()
        self._column.addStretch(1)
        self.setWidget(content)

    def _add_head(self) -> None:
        self._subject = PlainLabel("", "t1", 15, 600, wrap=True)
        self._subject.setObjectName("detail_subject")
        self._to = PlainLabel("", "t2", 13, wrap=True)
        self._chip = Chip("", parent=self)
        self._chip.setObjectName("detail_state")
        self._reason = PlainLabel("", "t2", 13, wrap=True)
        self._reason.setObjectName("detail_reason")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._chip)
        row.addWidget(self._reason, 1)
        self._column.addWidget(self._subject)
        self._column.addWidget(self._to)
        self._column.addLayout(row)

    def _add_doubt(self) -> None:
        self.doubt = Card("amber-bg", (14, 12, 14, 12), 8)
        self.doubt.setObjectName("detail_doubt")
        self.doubt.set_look("amber-bg", "amber-line")
        self.doubt.add_row(PlainLabel(self.tr("Was it sent?"), "t1", 13, 600))
        words = self.tr(
            "The server may have the whole email, but its answer did not arrive, so it is not sent again by itself. "
            "Look in the Sent folder of your mail program, or search there for the Message-ID below; then say what you found."
        )
        self.doubt.add_row(PlainLabel(words, "t2", 12, wrap=True))
        self.was_sent = KeyButton(self.tr("It was sent"))
        self.was_sent.setObjectName("outbox_was_sent")
        self.was_sent.clicked.connect(lambda: self.settle.emit("sent"))
        self.not_sent = KeyButton(self.tr("It was not sent"))
        self.not_sent.setObjectName("outbox_not_sent")
        self.not_sent.clicked.connect(lambda: self.settle.emit("unsent"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.was_sent)
        row.addWidget(self.not_sent)
        row.addStretch(1)
        self.doubt.column.addLayout(row)
        after = self.tr("Sent is logged as a touch. Not sent waits again, and leaves at the next pass.")
        self.doubt.add_row(PlainLabel(after, "t2", 12, wrap=True))
        self._column.addWidget(self.doubt)

    def _add_facts(self) -> None:
        self._facts: dict[str, tuple[PlainLabel, PlainLabel]] = {}
        for key, label in (
            ("when", self.tr("When")),
            ("attempts", self.tr("Attempts")),
            ("answer", self.tr("The server said")),
            ("message", self.tr("Message-ID")),
        ):
            name, value = PlainLabel(label, "t3", 12), PlainLabel("", "t1", 12, wrap=True)
            value.setObjectName(f"detail_{key}")
            value.setTextInteractionFlags(_SELECTABLE)
            self._column.addSpacing(2)
            self._column.addWidget(name)
            self._column.addWidget(value)
            self._facts[key] = (name, value)

    def _add_buttons(self) -> None:
        self.back = KeyButton(self.tr("Take back"), icon="undo-2")
        self.back.setObjectName("outbox_take_back")
        self.back.clicked.connect(self.take_back)
        self.person = KeyButton(self.tr("Show on Today"))
        self.person.setObjectName("outbox_person")
        self.person.clicked.connect(self.person_wanted)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addWidget(self.person)
        row.addStretch(1)
        self._column.addSpacing(6)
        self._column.addLayout(row)

    def show_row(self, row: OutboxRow | None) -> None:
        """Show an email, or nothing."""
        self.setHidden(row is None)
        if row is None:
            return
        self._subject.setText(row.subject or self.tr("(no subject)"))
        self._to.setText(row.to_address)
        self._chip.set_chip(self._words.state(row), CHIPS.get(row.state, "plain"))
        self._reason.setText(self._words.reason(row))
        self.doubt.setVisible(row.state == "in_doubt")
        self.back.setVisible(row.state in CAN_TAKE_BACK)
        words = self._words
        facts = {"when": words.when(row), "attempts": str(row.attempts or ""), "answer": words.answer(row), "message": row.message_id}
        for key, text in facts.items():
            for label in self._facts[key]:
                label.setVisible(bool(text))
            self._facts[key][1].setText(text)
