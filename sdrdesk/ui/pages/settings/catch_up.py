"""What piled up while one was away, to be spread over the coming days under the caps (rule R12)."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.form import CalmSpin
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import PlainLabel

_STALE_DAYS = 14


class CatchUp(Card):
    """How many are overdue, and the button; stale steps can be left out with a reason.

    Signals:
        wanted: (leave out what is overdue by more days than this, or None; the reason).
    """

    wanted = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", (20, 12, 20, 12), 8, parent=parent)
        self.setObjectName("catch_up")
        self.words = PlainLabel("", "t1", 13, wrap=True)
        self.words.setObjectName("backlog_words")
        self.button = KeyButton(self.tr("Spread them over the coming days"), small=True)
        self.button.setObjectName("backlog_spread")
        self.button.clicked.connect(self._want)
        self.drop = QCheckBox(self.tr("Leave out steps that are overdue by more than"))
        self.drop.setObjectName("backlog_drop")
        self.days = CalmSpin(1, 366)
        self.days.setObjectName("backlog_days")
        self.days.setSuffix(self.tr(" days"))
        self.days.setValue(_STALE_DAYS)
        self.days.setFixedWidth(current().px(104))
        self.days.setAccessibleName(self.tr("Days overdue"))
        self.reason = QLineEdit()
        self.reason.setObjectName("backlog_reason")
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setPlaceholderText(self.tr("the reason, for the history"))
        self.problem = PlainLabel("", "red", 12, wrap=True)
        self.problem.setObjectName("backlog_problem")
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self.words, 1)
        first.addWidget(self.button)
        self._more = QWidget()
        second = QHBoxLayout(self._more)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(8)
        second.addWidget(self.drop)
        second.addWidget(self.days)
        second.addWidget(self.reason, 1)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addLayout(first)
        column.addWidget(self._more)
        column.addWidget(self.problem)
        self.column.addLayout(column)
        self.problem.hide()
        self.drop.toggled.connect(self._show)
        self.show_backlog(0, "")

    def show_backlog(self, overdue: int, back_since: str) -> None:
        """What is overdue; ``back_since`` is the last day away before today."""
        self._overdue = overdue
        if not overdue:
            self.words.setText(self.tr("Nothing is overdue."))
        elif back_since:
            self.words.setText(self.tr("%n touches are overdue since you were away (until %1).", "", overdue).replace("%1", back_since))
        else:
            self.words.setText(self.tr("%n touches are overdue.", "", overdue))
        self._show()

    @Slot()
    def _show(self) -> None:
        self.button.setEnabled(bool(self._overdue))
        self._more.setVisible(bool(self._overdue))
        self.days.setEnabled(self.drop.isChecked())
        self.reason.setEnabled(self.drop.isChecked())

    @Slot()
    def _want(self) -> None:
        self.wanted.emit(self.days.value() if self.drop.isChecked() else None, self.reason.text().strip())

    def show_problem(self, words: str) -> None:
        """Why it was not done; empty takes it away."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
