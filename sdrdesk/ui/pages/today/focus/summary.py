"""The end of the hour: what it brought, as it was."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sdrdesk.core.domain.power_hour import BENCHMARK, HourTally
from sdrdesk.core.services.focus import FocusState
from sdrdesk.core.texts import Texts
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import PlainLabel

WIDTH = 460


class HourSummary(QWidget):
    """Some honest lines, and the way back.

    Signals:
        back_clicked: to Today.
    """

    back_clicked = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hour_summary")
        self._texts = texts
        self.title = PlainLabel("", "t1", 20, 600)
        self.lines = PlainLabel("", "t1", 15, wrap=True)
        self.lines.setObjectName("summary_lines")
        self._left = PlainLabel("", "t2", wrap=True)
        self.back = KeyButton(self.tr("Back to Today"), "primary")
        self.back.setObjectName("summary_back")
        self.back.set_keys("Esc")
        self.back.clicked.connect(self.back_clicked)
        card = Card("surface", (28, 24, 28, 24), 12)
        card.setFixedWidth(WIDTH)
        for widget in (self.title, self.lines, self._left):
            card.add_row(widget)
        card.column.addSpacing(4)
        card.column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def show_hour(self, state: FocusState, tally: HourTally) -> None:
        """What was done, beside the benchmark, and what was left."""
        texts = self._texts
        self.title.setText(texts("focus.summary_title", n=max(1, round(state.spent_s / 60))))
        lines = [texts("focus.summary_dials", n=tally.dials, m=max(state.planned, tally.dials))]
        lines.append(texts("focus.summary_result", connects=tally.connects, talks=tally.talks, meetings=tally.meetings))
        if tally.connects:
            own = f"{tally.dials / tally.connects:.1f}"
            lines.append(texts("focus.summary_rate", own=own, benchmark=f"{BENCHMARK:.1f}"))
        self.lines.setText("\n".join(lines))
        left = max(0, state.planned - tally.dials)
        rest = [texts("focus.summary_left", n=left)] if left else []
        rest += [texts("focus.summary_skipped", n=len(state.skipped))] if state.skipped else []
        self._left.setText(" ".join(rest))
        self._left.setVisible(bool(rest))
