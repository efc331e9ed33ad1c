"""The head of the focus mode: how far the hour is, what it has brought, and the time that is left."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from sdrdesk.core.domain.counting import CONNECT
from sdrdesk.core.domain.power_hour import HourTally
from sdrdesk.core.queries.focus import HourTouch
from sdrdesk.core.services.focus import FocusState
from sdrdesk.core.texts import Texts
from sdrdesk.ui.pages.today.focus.hour_clock import hour_words
from sdrdesk.ui.widgets.hour_bar import HourBar
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.tally_bar import Mark
from sdrdesk.ui.widgets.text import PlainLabel


class FocusTop(QFrame):
    """Progress, figures, clock, and the ways out.

    Signals:
        pause_clicked, end_clicked, leave_clicked: the buttons.
    """

    pause_clicked = Signal()
    end_clicked = Signal()
    leave_clicked = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self.bar = HourBar()
        self._count = PlainLabel("", "t1", 13, 600)
        self._count.setObjectName("hour_count")
        self._figures = PlainLabel("", "t2")
        self._figures.setObjectName("hour_figures")
        self.clock = PlainLabel("", "t1", 13, 600)
        self.clock.setObjectName("hour_clock")
        self.note = PlainLabel("", "t2")
        self.note.setObjectName("hour_note")
        self.pause = KeyButton(self.tr("Pause"))
        self.pause.setObjectName("hour_pause")
        self.pause.set_keys("P")
        self.pause.clicked.connect(self.pause_clicked)
        end = KeyButton(self.tr("End"))
        end.setObjectName("hour_end")
        end.set_keys("Shift+E")
        end.clicked.connect(self.end_clicked)
        leave = KeyButton(self.tr("Leave"))
        leave.setObjectName("hour_leave")
        leave.set_keys("Esc")
        leave.clicked.connect(self.leave_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 10, 24, 11)
        row.setSpacing(12)
        row.addWidget(Mark("zap", "t1"))
        row.addWidget(PlainLabel(self.tr("Power hour"), "t1", 13, 600))
        row.addWidget(self.bar, 1)
        row.addWidget(self._count)
        row.addWidget(self._figures)
        row.addStretch(0)
        for widget in (Mark("clock"), self.clock, self.note, self.pause, end, leave):
            row.addWidget(widget)

    def show_hour(self, state: FocusState, touches: tuple[HourTouch, ...], tally: HourTally) -> None:
        """The calls so far and what they brought."""
        texts, planned = self._texts, max(state.planned, tally.dials)
        words = texts("focus.count", n=tally.dials, m=planned)
        self.bar.set_calls([("call", t.outcome) in CONNECT for t in touches], planned, words)
        self._count.setText(words)
        self._figures.setText(texts("focus.figures", connects=tally.connects, talks=tally.talks, meetings=tally.meetings))

    def show_clock(self, state: FocusState) -> None:
        """The time that is left, and whether it runs."""
        self.clock.setText(hour_words(state.left_s))
        note = self.tr("paused") if state.paused else self.tr("left") if state.left_s else self.tr("time is up after this call")
        self.note.setText(note)
        self.note.set_role("amber" if state.paused or not state.left_s else "t2")
        self.pause.set_words(self.tr("Go on") if state.paused else self.tr("Pause"))
