"""What the account executive answered to a handoff, wrote about it, and when to check in; and the ways to note it (rule R24, seed W16)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sdrdesk.core.domain.words import ANSWERS
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import PlainLabel

ANSWER_KEYS = dict(zip(ANSWERS, "1234", strict=True))


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its words, their colour, and what can be done: pairs of (signal's argument, label)."""

    words: str
    role: str = "t1"
    acts: tuple[tuple[str, str], ...] = ()


class AnswersPanel(QWidget):
    """Buttons for the four answers, and the lines of what has been.

    Signals:
        answered: one of ANSWERS, to be noted by hand.
        file_wanted: read an answer from a file.
        act: what a line's button does: ``take:ID``, ``leave:ID``, ``read:ID`` or ``check_in:ID``.
        nudge_wanted: write to the account executive.
    """

    answered = Signal(str)
    file_wanted = Signal()
    act = Signal(str)
    nudge_wanted = Signal()

    def __init__(self, words: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("handoff_answers")
        self.buttons: dict[str, KeyButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(PlainLabel(self.tr("Answer of the account executive"), "t2", 12, 600))
        row = QHBoxLayout()
        row.setSpacing(6)
        for answer, key in ANSWER_KEYS.items():
            button = KeyButton(words[answer], small=True)
            button.setObjectName(f"answer_{answer}")
            button.set_keys(key)
            button.clicked.connect(lambda _=False, a=answer: self.answered.emit(a))
            row.addWidget(button)
            self.buttons[answer] = button
        row.addStretch(1)
        column.addLayout(row)
        self._card = Card(margins=(14, 8, 14, 8), spacing=8)
        self._card.setObjectName("answer_lines")
        column.addWidget(self._card)
        self.read_file = KeyButton(self.tr("Read an answer…"), icon="upload", small=True)
        self.read_file.setObjectName("answer_file")
        self.read_file.clicked.connect(self.file_wanted)
        self.nudge = KeyButton(self.tr("Nudge by email"), icon="mail", small=True)
        self.nudge.setObjectName("answer_nudge")
        self.nudge.clicked.connect(self.nudge_wanted)
        below = QHBoxLayout()
        below.setSpacing(6)
        below.addWidget(self.read_file)
        below.addWidget(self.nudge)
        below.addStretch(1)
        column.addLayout(below)
        self.hint = PlainLabel(
            self.tr("They answer by one line at the top of a reply, or in answer.json of the packet: drop it anywhere on this window."),
            "t3",
            12,
            wrap=True,
        )
        column.addWidget(self.hint)
        self.set_lines(())

    def set_possible(self, answers: Sequence[str], nudge: bool) -> None:
        """Only what may follow is offered; another answer than the one that holds asks first."""
        for answer, button in self.buttons.items():
            button.setVisible(answer in answers)
        self.nudge.setVisible(nudge)

    def set_lines(self, lines: Sequence[Line]) -> None:
        """What has been answered, written and done."""
        while (item := self._card.column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for line in lines:
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(8)
            row.addWidget(PlainLabel(line.words, line.role, 13, wrap=True), 1)
            for code, label in line.acts:
                button = KeyButton(label, small=True)
                button.setObjectName(f"act_{code.replace(':', '_')}")
                button.clicked.connect(lambda _=False, c=code: self.act.emit(c))
                row.addWidget(button)
            self._card.add_row(holder)
        self._card.setVisible(bool(lines))
