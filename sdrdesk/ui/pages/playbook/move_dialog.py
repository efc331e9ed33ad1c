"""Moving people to the newest version on purpose: first it says what changes for them (rule R7)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sdrdesk.ui.widgets.form import GrowingDialog
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import PlainLabel


class MoveDialog(GrowingDialog):
    """A question with its consequences.

    Args:
        question: what is asked.
        changes: what is another one, a heading for each old version with its sentences.
        button: what the button does, with the number of people.

    Signals:
        agreed: move them.
    """

    agreed = Signal()

    def __init__(self, question: str, changes: Sequence[tuple[str, Sequence[str]]], button: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("move_dialog")
        self.setWindowTitle(self.tr("Move to another version"))
        self.setMinimumWidth(460)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(PlainLabel(question, "t1", 15, 600, wrap=True))
        self.lines: list[PlainLabel] = []
        for heading, sentences in changes:
            column.addWidget(PlainLabel(heading, "t2", 12, 600, wrap=True))
            for sentence in sentences:
                label = PlainLabel(sentence, "t1", 13, wrap=True)
                label.setContentsMargins(12, 0, 0, 0)
                self.lines.append(label)
                column.addWidget(label)
        note = self.tr(
            "The day of each person's next touch stays; the gaps after it are the new ones. An email that is in the outbox already goes as it is. Undo takes it back."
        )
        column.addSpacing(4)
        column.addWidget(PlainLabel(note, "t3", 12, wrap=True))
        move = KeyButton(button, "primary")
        move.setObjectName("move_agree")
        move.set_keys("Return")
        move.setDefault(True)
        keep = KeyButton(self.tr("Let them finish"), "ghost")
        keep.setObjectName("move_keep")
        keep.set_keys("Esc")
        move.clicked.connect(self._agree)
        keep.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(keep)
        row.addWidget(move)
        column.addSpacing(6)
        column.addLayout(row)
        move.setFocus()

    def _agree(self) -> None:
        self.accept()
        self.agreed.emit()
