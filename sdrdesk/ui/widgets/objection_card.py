"""Answers to what people object; one is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.keycap import Keycap
from sdrdesk.ui.widgets.segmented import SegmentedControl, SegmentSpec
from sdrdesk.ui.widgets.spaced_text import SpacedText
from sdrdesk.ui.widgets.text import PlainLabel


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection and the answer: key, short label, what to say."""

    key: str
    words: str
    answer: str


class ObjectionCard(Card):
    """Pick the objection, read the answer.

    Signals:
        opened: key of the objection that a person opened.
    """

    opened = Signal(str)

    def __init__(self, title: str, keys: str = "O", parent: QWidget | None = None) -> None:
        super().__init__("surface", (14, 7, 14, 9), 6, parent=parent)
        self.setObjectName("objection_card")
        self._answers: dict[str, str] = {}
        self._segments: SegmentedControl | None = None
        self._head = QHBoxLayout()
        self._head.setSpacing(8)
        self._head.addWidget(PlainLabel(title, "t2", 12, 600))
        self._head.addStretch(1)
        self._head.addWidget(Keycap(keys))
        self._answer = SpacedText("", "t1", 15)
        self.column.addLayout(self._head)
        self.column.addWidget(self._answer)

    def set_objections(self, objections: Sequence[Objection], opened: str = "") -> None:
        """Offer these; the first is open unless another is named."""
        if self._segments is not None:
            self._segments.hide()
            self._segments.deleteLater()
        self._answers = {one.key: one.answer for one in objections}
        self._segments = SegmentedControl([SegmentSpec(one.key, one.words) for one in objections], joined=False)
        self._segments.changed.connect(self._changed)
        self._head.insertWidget(1, self._segments)
        self.setHidden(not objections)
        if objections:
            self.open(opened or objections[0].key)

    def opened_key(self) -> str:
        """Key of the open one; empty when there is none."""
        return self._segments.value() if self._segments is not None else ""

    def open(self, key: str) -> None:
        """Open one in silence. Raises KeyError for an unknown key."""
        self._answer.set_words(self._answers[key])
        if self._segments is not None:
            self._segments.set_value(key)

    def open_next(self) -> None:
        """Open the one after the present, round again after the last."""
        keys = list(self._answers)
        if keys:
            at = keys.index(self.opened_key()) if self.opened_key() in keys else -1
            self.open(keys[(at + 1) % len(keys)])
            self.opened.emit(self.opened_key())

    @Slot(str)
    def _changed(self, key: str) -> None:
        self.open(key)
        self.opened.emit(key)
