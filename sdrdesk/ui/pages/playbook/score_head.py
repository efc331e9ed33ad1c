"""From what the lead score is made, and from which score on a lead is assignable (seeds W10, W23)."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from sdrdesk.core.domain.profile import SETTINGS
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.form import CalmSpin
from sdrdesk.ui.widgets.segmented import SegmentedControl, SegmentSpec
from sdrdesk.ui.widgets.text import PlainLabel


class ScoreHead(Card):
    """Level and mark.

    Signals:
        level_wanted: 1 to 4.
        mark_wanted: the score.
    """

    level_wanted = Signal(int)
    mark_wanted = Signal(int)

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__("surface", (16, 12, 16, 12), parent=parent)
        self._ctx = ctx
        self._mark = 0
        self.level = SegmentedControl(
            [
                SegmentSpec("1", self.tr("1 Grade alone")),
                SegmentSpec("2", self.tr("2 Fit")),
                SegmentSpec("3", self.tr("3 Fit, intent, activity")),
                SegmentSpec("4", self.tr("4 My results too")),
            ]
        )
        self.level.setObjectName("score_level")
        self.level.changed.connect(lambda key: self.level_wanted.emit(int(key)))
        declared = SETTINGS["score.assignable"]
        self.mark = CalmSpin(int(declared.low or 0), int(declared.high or 100))
        self.mark.setObjectName("score_assignable")
        self.mark.setAccessibleName(self.tr("Assignable from"))
        self.mark.setFixedWidth(current().px(88))
        self.mark.editingFinished.connect(self._mark_done)
        self.note = PlainLabel("", "t2", 12, wrap=True)
        self.note.setObjectName("score_note")
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.addWidget(PlainLabel(self.tr("Score from"), "t2"), 0, 0)
        grid.addWidget(self.level, 0, 1, 1, 2)
        grid.addWidget(PlainLabel(self.tr("Assignable from"), "t2"), 1, 0)
        grid.addWidget(self.mark, 1, 1)
        grid.addWidget(self.note, 1, 2)
        grid.setColumnStretch(2, 1)
        self.column.addLayout(grid)

    def show_values(self, level: int, mark: int, assignable: tuple[int, int]) -> None:
        """Show these in silence."""
        self._mark = mark
        self.level.set_value(str(level))
        self.mark.blockSignals(True)
        self.mark.setValue(mark)
        self.mark.blockSignals(False)
        passed, everybody = assignable
        words = self.tr("%n of %1 open people have reached it.", "", passed).replace("%1", str(everybody))
        if level == 1:
            words += " " + self.tr("At level 1 the lines below do not count.")
        self.note.setText(words)

    @Slot()
    def _mark_done(self) -> None:
        if self.mark.value() != self._mark:
            self.mark_wanted.emit(self.mark.value())
