"""The middle of the page for a handoff that was made: what was answered, or when that is due, and where the packet is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from sdrdesk.ui.pages.handoffs.answers import AnswersPanel
from sdrdesk.ui.pages.handoffs.checks import Stages
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.chip import Chip
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel


class SentPanel(QScrollArea):
    """Head, stages, facts, the answers, the file.

    Args:
        words: the four answers in words.

    Signals:
        folder_wanted: open the packet's folder.
        email_wanted: send the packet to the account executive.
        person_wanted: show the person on Today.
    """

    folder_wanted = Signal()
    email_wanted = Signal()
    person_wanted = Signal()

    def __init__(self, words: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("handoff_sent")
        self.answers = AnswersPanel(words)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        content.setProperty("role", "content")
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(20, 14, 20, 20)
        self._column.setSpacing(6)
        self._add_head()
        self._facts = Card(margins=(14, 8, 14, 8), spacing=8)
        self._facts.setObjectName("sent_facts")
        self._column.addSpacing(6)
        self._column.addWidget(self._facts)
        self._column.addSpacing(8)
        self._column.addWidget(self.answers)
        self._add_file()
        self._column.addStretch(1)
        self.setWidget(content)

    def _add_head(self) -> None:
        self._title, self._chip = ElidedLabel("", "t1", 18, 600), Chip("", parent=self)
        self._title.setObjectName("sent_title")
        self._chip.setObjectName("sent_chip")
        self.person = KeyButton(self.tr("Show on Today"), "small")
        self.person.setObjectName("sent_person")
        self.person.clicked.connect(self.person_wanted)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addWidget(self._chip)
        row.addStretch(1)
        self._second = ElidedLabel("", "t2", 13)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self._second, 1)
        below.addWidget(self.person)
        self.stages = Stages()
        self.stages.setObjectName("sent_stages")
        self._column.addLayout(row)
        self._column.addLayout(below)
        self._column.addSpacing(6)
        self._column.addWidget(self.stages)

    def _add_file(self) -> None:
        self.file = PlainLabel("", "t1", 12, wrap=True)
        self.file.setObjectName("sent_file")
        self.file.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        # A path is one long word: it must not widen the panel.
        self.file.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._column.addSpacing(8)
        self._column.addWidget(PlainLabel(self.tr("Packet"), "t2", 12, 600))
        self._column.addWidget(self.file)
        self.email = KeyButton(self.tr("Email"), "primary", "send")
        self.email.setObjectName("sent_email")
        self.email.set_keys("Ctrl+Return")
        self.email.clicked.connect(self.email_wanted)
        self.open_folder = KeyButton(self.tr("Open folder"), icon="folder")
        self.open_folder.setObjectName("sent_open_folder")
        self.open_folder.clicked.connect(self.folder_wanted)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.email)
        row.addWidget(self.open_folder)
        row.addStretch(1)
        self._column.addLayout(row)
        self._later = PlainLabel("", "t3", 12, wrap=True)
        self._later.setObjectName("sent_later")
        self._column.addWidget(self._later)

    def set_head(self, title: str, second: str, chip: str, chip_kind: str) -> None:
        """Whose handoff, and its state."""
        self._title.setText(title)
        self._second.setText(second)
        self._chip.set_chip(chip, chip_kind)
        self.setAccessibleName(title)

    def set_facts(self, facts: Sequence[tuple[str, str, str]]) -> None:
        """Lines of (label, words, role of the words)."""
        while (item := self._facts.column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for label, words, role in facts:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(12)
            name = PlainLabel(label, "t3", 12)
            name.setMinimumWidth(96)
            row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(PlainLabel(words, role, 13, wrap=True), 1)
            self._facts.add_row(line)

    def set_file(self, path: str) -> None:
        """Where the packet was written."""
        self.file.setText(path or self.tr("No file was kept for this handoff."))
        self.open_folder.setVisible(bool(path))

    def set_email(self, words: str, said: str) -> None:
        """What the button for the email says, hidden when empty; and what there is to say of it."""
        self.email.setVisible(bool(words))
        self.email.set_words(words)
        self._later.setText(said)
        self._later.setVisible(bool(said))
