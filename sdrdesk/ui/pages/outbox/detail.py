"""One email beside the table: how it stands, what the server said, and what can be done."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sdrdesk.core.services.outbox_desk import OutboxRow
from sdrdesk.ui.pages.outbox.words import ACTS, CHIPS, KEYS, Words
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.chip import Chip
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import PlainLabel

_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse


class OutboxDetail(QScrollArea):
    """Facts and buttons of one email.

    Signals:
        act: what to do with it: a word of ``words.ACTS``; or ``sent``, ``unsent``, ``dropped``, what the user found out.
        person_wanted: show the person on Today.
    """

    act = Signal(str)
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
        self._add_buttons()
        self._add_facts()
        self._add_text()
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
        self._about = PlainLabel("", "t2", 12, wrap=True)
        self._about.setObjectName("detail_about")
        self._column.addWidget(self._subject)
        self._column.addWidget(self._to)
        self._column.addLayout(row)
        self._column.addWidget(self._about)

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
        row = QHBoxLayout()
        row.setSpacing(8)
        for act, label, name in (
            ("sent", self.tr("It was sent"), "outbox_was_sent"),
            ("unsent", self.tr("Send it again"), "outbox_not_sent"),
            ("dropped", self.tr("Drop it"), "outbox_dropped"),
        ):
            row.addWidget(self._button(act, label, name=name))
        row.addStretch(1)
        self.doubt.column.addLayout(row)
        after = self.tr(
            "Sent is logged as a touch. Sent again leaves with the same Message-ID, so that a second copy can be told. Dropped is neither; "
            "its step is open again."
        )
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

    def _button(self, act: str, label: str, icon: str = "", name: str = "") -> KeyButton:
        button = KeyButton(label, icon=icon, small=True)
        button.setObjectName(name or f"outbox_{act}")
        button.clicked.connect(partial(self._act, act))
        return button

    def _act(self, act: str, _checked: bool = False) -> None:
        self.act.emit(act)

    def _add_buttons(self) -> None:
        self.buttons = {
            "now": self._button("now", self.tr("Send now"), "send"),
            "time": self._button("time", self.tr("Change time…"), "clock"),
            "hold": self._button("hold", self.tr("Hold"), "pause"),
            "release": self._button("release", self.tr("Let it go")),
            "retry": self._button("retry", self.tr("Retry")),
            "edit": self._button("edit", self.tr("Edit…")),
            "back": self._button("back", self.tr("Take back"), "undo-2", "outbox_take_back"),
        }
        for key, cap in KEYS.items():
            self.buttons[key].set_keys(cap)
        self.person = KeyButton(self.tr("Show on Today"), small=True)
        self.person.setObjectName("outbox_person")
        self.person.clicked.connect(self.person_wanted)
        self._column.addSpacing(6)
        for keys in (("now", "time", "release", "retry"), ("hold", "edit", "back"), ()):
            row = QHBoxLayout()
            row.setSpacing(8)
            for key in keys:
                row.addWidget(self.buttons[key])
            if not keys:
                row.addWidget(self.person)
            row.addStretch(1)
            self._column.addLayout(row)

    def _add_text(self) -> None:
        self._text = PlainLabel("", "t1", 13, wrap=True)
        self._text.setObjectName("detail_text")
        self._text.setTextInteractionFlags(_SELECTABLE)
        self._paper = Card("subtle", (12, 10, 12, 10))
        self._paper.add_row(self._text)
        self._column.addSpacing(6)
        self._column.addWidget(self._paper)

    def show_text(self, words: str) -> None:
        """The email's own words."""
        self._text.setText(words)
        self._paper.setVisible(bool(words))

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
        self._about.setText(self._words.about(row))
        for key, button in self.buttons.items():
            button.setVisible(key in ACTS.get(row.state, ()))
        words = self._words
        facts = {"when": words.when(row), "attempts": str(row.attempts or ""), "answer": words.answer(row), "message": row.message_id}
        for key, text in facts.items():
            for label in self._facts[key]:
                label.setVisible(bool(text))
            self._facts[key][1].setText(text)
