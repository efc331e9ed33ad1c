"""Five questions about how the work is set up, with what to do on "no" (seed P12)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sdrdesk.core.domain.diagnostic import Finding
from sdrdesk.core.texts import Texts
from sdrdesk.ui.pages.numbers.figures import Figures
from sdrdesk.ui.pages.numbers.head import CardHead
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.chip import Chip
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import PlainLabel

_KINDS = {"yes": "gr", "no": "am", "unknown": "plain"}


class DiagnosticCard(Card):
    """A line for each question: the answer, what it stands on, and on "no" what to do.

    Signals:
        answered: yes or no, for the question that only the user can answer.
    """

    answered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(spacing=8, parent=parent)
        self.setObjectName("diagnostic_card")
        self.add_row(CardHead(self.tr("Is the work set up well?"), self.tr("from the last 90 days, where the log knows")))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.column.addLayout(self._lines)
        self.column.addStretch(1)
        self._shown: tuple[tuple[str, str, str], ...] = ()

    def show_findings(self, findings: tuple[Finding, ...], figures: Figures, texts: Texts) -> None:
        """Show these answers."""
        lines = tuple((f.question, f.answer, self._evidence(f, figures, texts)) for f in findings)
        if lines == self._shown:
            return
        self._shown = lines
        while (item := self._lines.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        for question, answer, evidence in lines:
            self._lines.addWidget(self._line(question, answer, evidence, texts))

    @staticmethod
    def _evidence(f: Finding, figures: Figures, texts: Texts) -> str:
        values = dict(f.shown)
        if "share" in values:
            values["share"] = figures.share(float(str(values["share"])), 0)
            values["kind"] = texts(f"lead_type.{values['kind']}") if values["kind"] else "–"
        return texts(f"diagnostic_shown.{f.question}", **values)

    def _line(self, question: str, answer: str, evidence: str, texts: Texts) -> QWidget:
        line = QWidget()
        line.setObjectName(f"diagnostic_{question}")
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(8)
        chip = Chip(texts(f"diagnostic_answer.{answer}"), _KINDS[answer])
        chip.setObjectName(f"diagnostic_answer_{question}")
        head.addWidget(chip)
        head.addWidget(PlainLabel(texts(f"diagnostic.{question}"), "t1", 13, wrap=True), 1)
        if question == "separated":
            for value in ("yes", "no"):
                button = KeyButton(texts(f"diagnostic_answer.{value}"), small=True)
                button.setObjectName(f"separated_{value}")
                button.setAccessibleDescription(texts(f"diagnostic.{question}"))
                button.clicked.connect(partial(self._say, value))
                head.addWidget(button)
        column.addLayout(head)
        words = " ".join(p for p in (evidence, texts(f"diagnostic_do.{question}") if answer == "no" else "") if p)
        if words:
            below = PlainLabel(words, "t2", 12, wrap=True)
            below.setObjectName(f"diagnostic_words_{question}")
            column.addWidget(below)
        return line

    def _say(self, value: str, _checked: bool = False) -> None:
        self.answered.emit(value)
