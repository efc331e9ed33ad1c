"""The MQL rule to change: each letter, the counts and the days (rule R23)."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QWidget

from sdrdesk.core.domain.mql_rule import DAYS_MOST, MqlRule
from sdrdesk.core.domain.words import LETTERS
from sdrdesk.core.texts import Texts
from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.form import CalmSpin
from sdrdesk.ui.widgets.segmented import SegmentedControl, SegmentSpec
from sdrdesk.ui.widgets.text import PlainLabel


class MqlForm(Card):
    """The rule's parts, each to change.

    Signals:
        edited: a person changed something; ``rule`` says what it is now.
    """

    edited = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__("surface", (16, 14, 16, 14), parent=parent)
        self.letters: dict[str, SegmentedControl] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(2, 1)
        for name in LETTERS:
            choice = SegmentedControl(
                [
                    SegmentSpec("strong", self.tr("Must be strong"), "gr"),
                    SegmentSpec("not_weak", self.tr("Must not be weak"), "am"),
                    SegmentSpec("free", self.tr("Says nothing"), "plain"),
                ]
            )
            choice.setObjectName(f"mql_{name}")
            choice.setAccessibleName(texts(f"letter.{name}"))
            choice.changed.connect(self.edited)
            self._add(texts(f"letter.{name}"), choice)
            self.letters[name] = choice
        self.strong = self._spin("mql_strong", self.tr("Strong letters at least"), 0, len(LETTERS), self.tr("of six"))
        self.meeting = self._spin("mql_meeting", self.tr("The meeting is within"), 1, DAYS_MOST, self.tr("days"))
        self.stale = self._spin("mql_stale", self.tr("Evidence is stale after"), 1, DAYS_MOST, self.tr("days"))
        self.fresh = self._box("mql_fresh", self.tr("Stale evidence does not count as strong"))
        self.flags = self._box("mql_flags", self.tr("An open red flag blocks"))
        self.column.addLayout(self._grid)

    def show_rule(self, rule: MqlRule) -> None:
        """Show a rule in silence."""
        for name, choice in self.letters.items():
            choice.set_value("strong" if name in rule.must_be_strong else "not_weak" if name in rule.must_not_be_weak else "free")
        numbers = ((self.strong, rule.strong_at_least), (self.meeting, rule.meeting_within.days), (self.stale, rule.stale_after.days))
        for spin, value in numbers:
            spin.blockSignals(True)
            spin.setValue(value)
            spin.blockSignals(False)
        self.fresh.setChecked(rule.fresh_only)
        self.flags.setChecked(rule.no_open_flag)

    def rule(self) -> MqlRule:
        """What the form says; letters in the order in which the rule of the book names them, need first."""
        order = dict.fromkeys((*MqlRule().must_be_strong, *LETTERS))
        return MqlRule(
            tuple(n for n in order if self.letters[n].value() == "strong"),
            tuple(n for n in order if self.letters[n].value() == "not_weak"),
            self.strong.value(),
            self.flags.isChecked(),
            dt.timedelta(days=self.meeting.value()),
            dt.timedelta(days=self.stale.value()),
            self.fresh.isChecked(),
        )

    def _add(self, words: str, editor: QWidget, after: str = "") -> None:
        row = self._grid.rowCount()
        label = PlainLabel(words, "t2")
        label.setBuddy(editor)
        self._grid.addWidget(label, row, 0)
        beside = QHBoxLayout()
        beside.setSpacing(8)
        beside.addWidget(editor)
        if after:
            beside.addWidget(PlainLabel(after, "t3", 12))
        beside.addStretch(1)
        self._grid.addLayout(beside, row, 1)

    def _spin(self, name: str, words: str, low: int, high: int, unit: str) -> CalmSpin:
        spin = CalmSpin(low, high)
        spin.setObjectName(name)
        spin.setAccessibleName(words)
        spin.setFixedWidth(current().px(72))
        spin.valueChanged.connect(self.edited)
        self._add(words, spin, unit)
        return spin

    def _box(self, name: str, words: str) -> QCheckBox:
        box = QCheckBox(words)
        box.setObjectName(name)
        box.clicked.connect(self.edited)
        self._grid.addWidget(box, self._grid.rowCount(), 0, 1, 3)
        return box
