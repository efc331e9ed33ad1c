"""The record of a person: the facts, every touch and its result, and each touch to read whole (seed W7)."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from sdrdesk.core.queries.record import KINDS, PastTouch, Record, SentEmail, filtered, received_email, record, sent_email
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.day_words import DayWords
from sdrdesk.ui.pages.today.record_facts import RecordFacts
from sdrdesk.ui.pages.today.touch_list import TouchView, TouchWords
from sdrdesk.ui.pages.today.touch_reader import TouchReader
from sdrdesk.ui.theme import icon
from sdrdesk.ui.widgets.form import CalmCombo
from sdrdesk.ui.widgets.segmented import SegmentedControl, SegmentSpec
from sdrdesk.ui.widgets.text import PlainLabel

_FIND_AFTER_MS = 120


class HistoryTab(QWidget):
    """Reads the record when it is in front; otherwise the next person costs nothing.

    Signals:
        shown: a record was read and shown.
        captured: letter of MANTCP, words, who said them, (touch, message) that they are of.
    """

    shown = Signal()
    captured = Signal(str, str, str, object)

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("history_tab")
        self._ctx = ctx
        self._person = 0
        self._asked = self._wanted = 0
        self.record: Record | None = None
        self._words: TouchWords | None = None
        self.facts = RecordFacts(ctx.texts)
        self.reader = TouchReader(ctx.texts)
        self.view = TouchView()
        self.kind = SegmentedControl([SegmentSpec(key, words, count=0) for key, words in self._kinds()], joined=False)
        self.kind.setObjectName("touch_kind")
        self.kind.setAccessibleName(self.tr("Kind of touches"))
        for key in KINDS:
            self.kind.segment(key).setObjectName(f"touches_{key}")
        self.kind.set_value("all")
        self.channel = CalmCombo()
        self.channel.setObjectName("touch_channel")
        self.channel.setAccessibleName(self.tr("Channel"))
        self.search_box = QLineEdit()
        self.search_box.setObjectName("touch_find")
        self.search_box.setAccessibleName(self.tr("Find in the notes"))
        self.search_box.setPlaceholderText(self.tr("Find in the notes"))
        self.search_box.setClearButtonEnabled(True)
        self.search_box.addAction(icon("search", "t3"), QLineEdit.ActionPosition.LeadingPosition)
        self.search_box.setMinimumWidth(96)
        self._later = QTimer(self, interval=_FIND_AFTER_MS, singleShot=True)
        self._empty = PlainLabel("", "t3", wrap=True)
        self._empty.setObjectName("touches_empty")
        self._empty.setContentsMargins(20, 12, 20, 12)
        self._lay_out()
        self._connect()

    def _kinds(self) -> list[tuple[str, str]]:
        words = (self.tr("All"), self.tr("Talks"), self.tr("Emails"), self.tr("Notes"))
        return list(zip(KINDS, words, strict=True))

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 0, 20, 8)
        bar.setSpacing(8)
        bar.addWidget(self.kind)
        bar.addStretch(1)
        bar.addWidget(self.channel)
        bar.addWidget(self.search_box, 2)
        line = QFrame()
        line.setObjectName("line")
        line.setFrameShape(QFrame.Shape.HLine)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.facts)
        column.addLayout(bar)
        column.addWidget(self._empty)
        column.addWidget(self.view, 1)
        column.addStretch(0)
        self._stack = QStackedWidget()
        self._stack.addWidget(page)
        self._stack.addWidget(self.reader)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _connect(self) -> None:
        self.facts.customer_chosen.connect(self._set_customer)
        self.kind.changed.connect(self._show_rows)
        self.channel.activated.connect(self._show_rows)
        self.search_box.textChanged.connect(self._later.start)
        self._later.timeout.connect(self._show_rows)
        self.search_box.returnPressed.connect(self._to_list)
        self.view.opened.connect(self._open)
        self.reader.left.connect(self.close_reader)
        self.reader.captured.connect(self.captured)

    # --- reading -----------------------------------------------------------------------------------------------------------

    def show_person(self, prospect_id: int) -> None:
        """Whose record is meant; it is read now if the tab is in front, else when it comes there."""
        if prospect_id != self._person:
            self._person, self.record = prospect_id, None
            self.close_reader()
            self.search_box.clear()
            self.kind.set_value("all")
            if self._words is not None:
                self.view.touches.set_touches((), self._words)
        if self.isVisible():
            self._read()

    def come_to_front(self) -> None:
        """Read, and give the keys to the list."""
        self._read()
        self._to_list()

    def _read(self) -> None:
        person, desk = self._person, self._ctx.desk
        if not person:
            return
        self._asked += 1
        asked = self._asked

        def work() -> Record:
            with desk.read() as (s, profile):
                return record(s, person, profile, desk.cadences)

        self._ctx.runner.query(self, work, lambda found: self._show(found) if asked == self._asked else None, lambda _: None)

    def _show(self, found: Record) -> None:
        ctx = self._ctx
        days = DayWords(ctx.profile, ctx.now())
        self.record = found
        self._words = TouchWords(ctx.texts, days, self.tr("step %1"), self.tr("template: %1"), self.tr("%1 min"))
        self.facts.show_record(found, days)
        for key in KINDS:
            self.kind.set_count(key, sum(1 for t in found.rows if key in t.kinds))
        chosen = self.channel.currentData() or ""
        channels = list(dict.fromkeys(t.channel for t in found.rows))
        self.channel.clear()
        self.channel.addItem(self.tr("All channels"), "")
        for name in channels:
            self.channel.addItem(ctx.texts(f"channel.{name}"), name)
        self.channel.setCurrentIndex(max(0, self.channel.findData(chosen)))
        self._show_rows()
        if self._wanted:
            self.open_touch(self._wanted)
        self.shown.emit()

    @Slot()
    def _show_rows(self) -> None:
        self._later.stop()
        if self.record is None or self._words is None:
            return
        kept = self.view.current_touch()
        rows = filtered(self.record.rows, kind=self.kind.value(), channel=self.channel.currentData() or "", find=self.search_box.text())
        self.view.touches.set_touches(rows, self._words)
        self.view.setHidden(not rows)
        self._empty.setHidden(bool(rows))
        self._empty.setText(self.tr("No touch yet.") if not self.record.rows else self.tr("No touch fits this filter."))
        row = self.view.touches.row_of(kept.id) if kept is not None else 0
        self.view.go_to(max(row, 0))

    # --- doing -------------------------------------------------------------------------------------------------------------

    @Slot()
    def _to_list(self) -> None:
        if self._stack.currentIndex() == 0:
            self.view.setFocus()

    @Slot(int)
    def _open(self, row: int) -> None:
        touch, words = self.view.touches.touch(row), self._words
        if touch is None or words is None:
            return
        self._stack.setCurrentIndex(1)
        self.reader.show_touch(touch, words)
        if touch.message_id is not None or touch.outbox_id is not None or (touch.channel == "email" and touch.outcome == "sent"):
            self._read_email(touch, words)

    def _read_email(self, touch: PastTouch, words: TouchWords) -> None:
        desk, outbox_id, message_id = self._ctx.desk, touch.outbox_id, touch.message_id
        if outbox_id is None and message_id is None:
            self.reader.show_email(None, words)
            return

        def work() -> SentEmail | None:
            with desk.read() as (s, _):
                return received_email(s, message_id) if message_id is not None else sent_email(s, outbox_id or 0)

        def done(email: SentEmail | None) -> None:
            now = self.view.current_touch()
            if self.reading and now is not None and now.id == touch.id:
                self.reader.show_email(email, words)

        self._ctx.runner.query(self, work, done)

    def open_touch(self, touch_id: int) -> None:
        """Show a touch whole: now, or when the record is read."""
        row = self.view.touches.row_of(touch_id)
        self._wanted = touch_id if self.record is None or row < 0 else 0
        if not self._wanted:
            self.view.go_to(row)
            self._open(row)

    @property
    def reading(self) -> bool:
        """Is one touch open?"""
        return self._stack.currentIndex() == 1

    @Slot()
    def close_reader(self) -> None:
        """Back to the list."""
        if self.reading:
            self._stack.setCurrentIndex(0)
            if self.isVisible():
                self.view.setFocus()

    @Slot(bool)
    def _set_customer(self, customer: bool) -> None:
        person, ctx = self._person, self._ctx
        words = self.tr("Now an existing customer.") if customer else self.tr("Now a new customer.")
        ctx.runner.op(
            self, lambda: ctx.desk.prospects.edit(person, {"customer": str(int(customer))}), lambda _: ctx.nav.toast.emit(words, True)
        )
