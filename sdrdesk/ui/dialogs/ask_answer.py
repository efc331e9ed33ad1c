"""What an account executive said about a handoff, noted by hand (rule R24)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from sdrdesk.core.domain.handoff_answer import LONGEST_REASON, NEEDS_REASON
from sdrdesk.core.domain.money import parse_money
from sdrdesk.core.errors import ValidationError
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.dialogs.ask import Ask
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.when_edit import WhenEdit
from sdrdesk.ui.widgets.text import PlainLabel


@dataclass(frozen=True, slots=True)
class Noted:
    """What was typed; ``until`` is None where the default of the settings should hold."""

    answer: str
    reason: str = ""
    amount: str = ""
    until: dt.date | None = None


class AskAnswer(Ask):
    """The reason of a return or a loss and when the person comes back; the amount of a deal that is won.

    Signals:
        chosen: a Noted.
    """

    chosen = Signal(object)

    def __init__(self, ctx: UiContext, title: str, answer: str, parent: QWidget | None = None) -> None:
        super().__init__(title, ctx.texts(f"answer.{answer}"), parent)
        self.setObjectName("ask_answer")
        self._ctx, self._answer = ctx, answer
        self.reason = QLineEdit()
        self.reason.setObjectName("answer_reason")
        self.reason.setMaxLength(LONGEST_REASON)
        self.amount = QLineEdit()
        self.amount.setObjectName("answer_amount")
        self.until = WhenEdit(ctx)
        self.until.setObjectName("answer_until")
        needs = answer in NEEDS_REASON
        self._field(self.tr("Why, in the account executive's words"), self.reason, self.tr("who signs above $20k?"), needs)
        self._field(self.tr("Amount of the deal"), self.amount, self.tr("$26,400 or ￥18万; may stay empty"), answer == "won")
        self._field(self.tr("Back on the list"), self.until, self.tr("empty: the usual time; or: 1 mar, 3 weeks"), needs)
        self.until.said.setParent(self)
        self.body.addWidget(self.until.said)
        self.until.said.setVisible(needs)
        self.reason.textChanged.connect(self._say)
        self.amount.textChanged.connect(self._say)
        (self.reason if needs else self.amount).setFocus()
        self._say()

    def _field(self, label: str, edit: QLineEdit, hint: str, shown: bool) -> None:
        name = PlainLabel(label, "t2", 12, 600)
        edit.setAccessibleName(label)
        edit.setPlaceholderText(hint)
        self.body.addWidget(name)
        self.body.addWidget(edit)
        if not shown:
            name.hide()
            edit.hide()

    @Slot()
    def _say(self) -> None:
        words = ""
        if self._answer in NEEDS_REASON and not self.reason.text().strip():
            words = self.tr("Type the reason: it is what you learn from.")
        elif self.amount.text().strip():
            try:
                parse_money(self.amount.text())
            except ValidationError as error:
                words = sentence(error, self._ctx.texts)
        self.wrong(words)

    @Slot()
    def agree(self) -> None:
        """Send what was typed, when it can be read."""
        self._say()
        when = self.until.insist()
        if self.yes.isEnabled() and (when is not None or not self.until.text().strip()):
            self.accept()
            self.chosen.emit(
                Noted(self._answer, self.reason.text().strip(), self.amount.text().strip(), when.day if when is not None else None)
            )
