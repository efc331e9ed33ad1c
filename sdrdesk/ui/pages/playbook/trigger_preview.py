"""Whom a trigger would take today, before it is switched on (rules R13, R20; seed W23)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sdrdesk.core.services.triggers import Taken
from sdrdesk.core.texts import Texts
from sdrdesk.ui.cadence_words import DOT
from sdrdesk.ui.refusal_words import refusal_words
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import PlainLabel

MOST_SHOWN = 25


class TriggerPreview(QWidget):
    """Names with the reason of each, those whom another rule refuses with that one, and the switch.

    Signals:
        switch_wanted: on.
        left: closed without switching on.
    """

    switch_wanted = Signal()
    left = Signal()

    def __init__(self, texts: Texts, event: str, *, enabled: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trigger_preview")
        self._texts, self._event, self._enabled = texts, event, enabled
        self.head = PlainLabel(self.tr("Looking who it would be…"), "t1", 13, 600, wrap=True)
        self.head.setObjectName("preview_head")
        note = self.tr(
            "Nothing is ever sent by a trigger. People come onto a cadence or onto the list; each email waits for you to send it."
        )
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self.lines: list[PlainLabel] = []
        self.switch = KeyButton(self.tr("Switch it on"), "primary", small=True)
        self.switch.setObjectName("trigger_switch_on")
        self.switch.setEnabled(False)
        self.switch.setHidden(enabled)
        self.switch.clicked.connect(self.switch_wanted)
        leave = KeyButton(self.tr("Close") if enabled else self.tr("Leave it off"), "ghost", small=True)
        leave.setObjectName("trigger_leave")
        leave.clicked.connect(self.left)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.switch)
        buttons.addWidget(leave)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addWidget(PlainLabel(note, "t3", 12, wrap=True))
        column.addLayout(self._list)
        column.addLayout(buttons)

    def show_people(self, people: Sequence[Taken]) -> None:
        """Whom it would take, and who would be left out."""
        taken = [p for p in people if not p.refusal]
        refused = [p for p in people if p.refusal]
        self.head.setText(self.tr("Today it would take %n people.", "", len(taken)) if taken else self.tr("Today it would take nobody."))
        for person in taken[:MOST_SHOWN]:
            why = self._texts(f"trigger_why.{self._event}", fact=person.fact)
            self._add(DOT.join(p for p in (person.name, person.company, why) if p), "t1")
        if len(taken) > MOST_SHOWN:
            self._add(self.tr("and %n more", "", len(taken) - MOST_SHOWN), "t3")
        if refused:
            self._add(self.tr("%n would be left out:", "", len(refused)), "t2")
            for person in refused[:MOST_SHOWN]:
                why = refusal_words(person.refusal, self._texts) if person.refusal else ""
                self._add(DOT.join(p for p in (person.name, why) if p), "amber")
        self.switch.setEnabled(True)

    def show_problem(self, words: str) -> None:
        """Why nobody can be named; it cannot be switched on either."""
        self.head.setText(words)
        self.head.set_role("red")

    def _add(self, words: str, role: str) -> None:
        label = PlainLabel(words, role, 12, wrap=True)
        self.lines.append(label)
        self._list.addWidget(label)
