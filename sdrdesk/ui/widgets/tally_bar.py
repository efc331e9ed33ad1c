"""The whole day in one line under everything; it never scrolls."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLocale, QRectF, QSize, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from sdrdesk.ui.theme import current, pixmap
from sdrdesk.ui.widgets import painting
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel


@dataclass(frozen=True, slots=True)
class TallyView:
    """What the bar shows. Texts are whole phrases from the caller; an empty one takes no room.

    Attributes:
        reach, reach_target: touches today; a target of 0 shows no bar.
        connects, conversations: today.
        meetings, meetings_target: booked today.
        benchmark: phrase that ends where the own number follows.
        benchmark_own: the own number.
        benchmark_good: is it at least as good as the benchmark?
        outbox: what waits to be sent.
        sync: when mail was last read.
        sync_ok: is it current?
        reminder: the next fixed time.
    """

    reach: int = 0
    reach_target: int = 0
    connects: int = 0
    conversations: int = 0
    meetings: int = 0
    meetings_target: int = 0
    benchmark: str = ""
    benchmark_own: str = ""
    benchmark_good: bool = True
    outbox: str = ""
    sync: str = ""
    sync_ok: bool = True
    reminder: str = ""


class Progress(QWidget):
    """A thin bar; the number beside it says the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self.setFixedSize(56, 4)

    def set_share(self, share: float) -> None:
        """Fill it, 0 to 1."""
        self._share = share
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painting.bar(QPainter(self), current(), painting.as_float(self.rect()), self._share, "accent")


class Mark(QWidget):
    """A small icon, or a dot, before or after a word."""

    def __init__(self, icon: str, token: str = "t2", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._token = icon, token
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_mark(self, icon: str, token: str) -> None:
        """Another icon or colour; an empty icon is a dot."""
        self._icon, self._token = icon, token
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        side = current().px(14) if self._icon else 8
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._icon:
            painter.drawPixmap(0, 0, pixmap(self._icon, self._token, self.width(), self.devicePixelRatioF()))
        else:
            painting.box(painter, QRectF(1, 1, 6, 6), 3, current().color(self._token))


class _Measure(QWidget):
    """A word and its number."""

    def __init__(self, words: str, name: str) -> None:
        super().__init__()
        self.value = PlainLabel("", "t1", 12, 600)
        self.value.setObjectName(name)
        self.value.setAccessibleName(words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(PlainLabel(words, "t2", 12))
        row.addWidget(self.value)

    def add(self, widget: QWidget) -> None:
        """Something after the number."""
        layout = self.layout()
        if layout is not None:
            layout.addWidget(widget)


class TallyBar(QFrame):
    """Reach, connects, conversations and meetings of today, the own number beside the benchmark, and what runs behind.

    Signals:
        sync_clicked: read mail now.
        reminder_clicked: show all reminders.
    """

    sync_clicked = Signal()
    reminder_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tally_bar")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._progress = Progress()
        self._done = Mark("check", "green")
        self._reach = _Measure(self.tr("Reach"), "tally_reach")
        self._reach.add(self._progress)
        self._connects = _Measure(self.tr("Connect"), "tally_connects")
        self._conversations = _Measure(self.tr("Conversation"), "tally_conversations")
        self._meetings = _Measure(self.tr("Meetings"), "tally_meetings")
        self._meetings.add(self._done)
        self._benchmark = ElidedLabel("", "t2", 12)
        self._own = PlainLabel("", "green", 12, 600)
        self._outbox, self._outbox_mark = ElidedLabel("", "t2", 12), Mark("mail")
        self._sync, self._sync_mark = ElidedLabel("", "t2", 12), Mark("", "green")
        self._sync.setObjectName("tally_sync")
        self._sync.setToolTip(self.tr("Read mail now"))
        self._reminder, self._reminder_mark = ElidedLabel("", "t2", 12), Mark("clock")
        self._reminder.setObjectName("tally_reminder")
        self._reminder.setToolTip(self.tr("All reminders (Ctrl+R)"))
        self._lay_out()
        self.set_tally(TallyView())

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(14)
        for measure in (self._reach, self._connects, self._conversations, self._meetings):
            row.addWidget(measure)
        self._line_one = _Line()
        row.addWidget(self._line_one)
        benchmark = QHBoxLayout()
        benchmark.setSpacing(4)
        benchmark.addWidget(self._benchmark)
        benchmark.addWidget(self._own)
        row.addLayout(benchmark)
        row.addStretch(1)
        for mark, label in ((self._outbox_mark, self._outbox), (self._sync_mark, self._sync)):
            row.addLayout(_pair(mark, label))
        self._line_two = _Line()
        row.addWidget(self._line_two)
        row.addLayout(_pair(self._reminder_mark, self._reminder))

    def set_tally(self, view: TallyView) -> None:
        """Show these numbers."""
        number = QLocale().toString
        reached = view.reach_target > 0
        self._reach.value.setText(f"{number(view.reach)}/{number(view.reach_target)}" if reached else number(view.reach))
        self._progress.setVisible(reached)
        self._progress.set_share(view.reach / view.reach_target if reached else 0.0)
        self._connects.value.setText(number(view.connects))
        self._conversations.value.setText(number(view.conversations))
        goal = view.meetings_target
        self._meetings.value.setText(f"{number(view.meetings)}/{number(goal)}" if goal else number(view.meetings))
        self._done.setVisible(0 < goal <= view.meetings)
        self._benchmark.setText(view.benchmark)
        self._own.setText(view.benchmark_own)
        self._own.set_role("green" if view.benchmark_good else "amber")
        self._line_one.setVisible(bool(view.benchmark))
        self._sync_mark.set_mark(*(("", "green") if view.sync_ok else ("wifi-off", "amber")))
        self._sync.set_role("t2" if view.sync_ok else "amber")
        self._line_two.setVisible(bool(view.reminder))
        for mark, label, words in (
            (self._outbox_mark, self._outbox, view.outbox),
            (self._sync_mark, self._sync, view.sync),
            (self._reminder_mark, self._reminder, view.reminder),
        ):
            label.setText(words)
            label.setVisible(bool(words))
            mark.setVisible(bool(words))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        where = event.position().toPoint()
        for mark, label, clicked in (
            (self._sync_mark, self._sync, self.sync_clicked),
            (self._reminder_mark, self._reminder, self.reminder_clicked),
        ):
            if label.isVisible() and (label.geometry().contains(where) or mark.geometry().contains(where)):
                clicked.emit()
        super().mouseReleaseEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), current().px(40))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), current().px(40))


class _Line(QWidget):
    """A short upright separator."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(1, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), current().color("line"))


def _pair(mark: QWidget, label: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    row.addWidget(mark)
    row.addWidget(label)
    return row
