"""Today: the list at the left, the work on one person at the right."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSettings, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QListView, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from sdrdesk.core.domain.when import When
from sdrdesk.core.errors import SdrDeskError
from sdrdesk.core.queries.today import TodayList
from sdrdesk.core.services.touches import Logged, TouchDraft
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.page import Page
from sdrdesk.ui.pages.today.away_bar import AwayBar
from sdrdesk.ui.pages.today.email_work import EmailWork
from sdrdesk.ui.pages.today.focus.entry import HourEntry
from sdrdesk.ui.pages.today.list_model import TodayModel
from sdrdesk.ui.pages.today.logged import logged_words
from sdrdesk.ui.pages.today.plan_bar import PlanBar
from sdrdesk.ui.pages.today.reading import duration, read_head, read_items, read_list, read_work
from sdrdesk.ui.pages.today.sla_clocks import SlaClocks
from sdrdesk.ui.pages.today.work_panel import WorkPanel
from sdrdesk.ui.widgets.empty_state import EmptyState
from sdrdesk.ui.widgets.segmented import SegmentedControl, SegmentSpec
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel
from sdrdesk.ui.widgets.today_delegate import TodayDelegate

RERANK_EVERY_MS = 60_000
"""Local times and promises move on without any change in the data."""


class TodayPage(Page):
    """Who next.

    Signals:
        head_shown: at a start, the head of the list is shown while the whole is being ranked.
        list_shown: the list was read and shown (for tests, and for what the start must not wait for).
    """

    TABLES = (
        "prospect",
        "company",
        "enrolment",
        "task",
        "touch",
        "evidence",
        "red_flag",
        "outbox",
        "suppression",
        "setting",
        "mailbox",
        "handoff",
        "day_off",
        "prospect_tag",
        "research",
    )
    list_shown = Signal()
    head_shown = Signal()
    handoff_requested = Signal(int)

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(ctx, parent)
        self.setObjectName("today_page")
        self._current: int | None = None
        self._fallback_row = -1
        self._reading = False
        self._again = False
        self._first = True
        self.model = TodayModel(ctx.texts, lambda today, ranked, first: read_items(ctx.desk, today, ranked, first), ctx.now, self)
        self.panel = WorkPanel(ctx)
        self.plan = PlanBar(ctx)
        self.mail = EmailWork(ctx, self.panel)
        self.hour = HourEntry(ctx, self)
        self._build_list()
        self._build_panel_stack()
        self.clocks = SlaClocks(ctx, self.view, self.model)
        self._wire()
        self._clock = QTimer(self)
        self._clock.setInterval(RERANK_EVERY_MS)
        self._clock.timeout.connect(self.mark_stale)
        self._clock.start()

    # --- building ----------------------------------------------------------------------------------------------------------

    def _build_list(self) -> None:
        self._title = PlainLabel(self.tr("Today"), "t1", 18, 600)
        self._summary = ElidedLabel("", "t2")
        self.segments = SegmentedControl(
            [
                SegmentSpec("all", self.tr("All"), count=0),
                SegmentSpec("calls", self.tr("Calls"), count=0),
                SegmentSpec("emails", self.tr("Emails"), count=0),
                SegmentSpec("replies", self.tr("Replies"), count=0),
                SegmentSpec("sla", self.tr("SLA"), count=0),
            ],
            joined=False,
        )
        self.segments.setObjectName("today_filter")
        self.segments.set_value("all")
        self.view = QListView()
        self.view.setObjectName("today_list")
        self.view.setAccessibleName(self.tr("People to contact, best first"))
        self.view.setModel(self.model)
        self.delegate = TodayDelegate(self.view)
        self.view.setItemDelegate(self.delegate)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setMouseTracking(True)
        self.view.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self._empty = EmptyState()
        self._empty.action_clicked.connect(lambda: self.ctx.nav.go.emit("import"))
        self._left = QStackedWidget()
        empty_box = QWidget()
        empty_column = QVBoxLayout(empty_box)
        empty_column.setContentsMargins(16, 24, 16, 16)
        empty_column.addWidget(self._empty)
        empty_column.addStretch(1)
        self._left.addWidget(self.view)
        self._left.addWidget(empty_box)
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 16, 8)
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addWidget(self._summary, 1)
        head.addWidget(self.hour.button)
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 4, 16, 8)
        bar.addWidget(self.segments)
        bar.addStretch(1)
        left = QWidget()
        left.setObjectName("today_left")
        left.setMinimumWidth(440)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.hour.line)
        column.addLayout(bar)
        self.away = AwayBar(self.ctx)
        column.addWidget(self.away)
        column.addWidget(self._left, 1)
        self._left_side = left

    def _build_panel_stack(self) -> None:
        self._right = QStackedWidget()
        nobody = QWidget()
        column = QVBoxLayout(nobody)
        column.addStretch(1)
        words = PlainLabel(self.tr("Choose a person in the list: J and K, or the arrow keys."), "t3")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(words)
        column.addStretch(1)
        self._right.addWidget(nobody)
        right = QWidget()
        right_column = QVBoxLayout(right)
        right_column.setContentsMargins(0, 0, 0, 0)
        right_column.setSpacing(0)
        right_column.addWidget(self.panel, 1)
        right_column.addWidget(self.plan)
        self._right.addWidget(right)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("today_splitter")
        self.splitter.addWidget(self._left_side)
        self.splitter.addWidget(self._right)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([600, 664])
        kept = QSettings().value("today/splitter")
        if kept is not None:
            self.splitter.restoreState(kept)
        self.splitter.splitterMoved.connect(self._keep_splitter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)

    def _wire(self) -> None:
        self.segments.changed.connect(self._on_filter)
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.view.clicked.connect(self._on_clicked)
        panel = self.panel
        panel.call.outcome_chosen.connect(self.log_call)
        panel.qualify.letter_set.connect(self._on_letter)
        panel.qualify.flag_set.connect(self._on_flag)
        panel.qualify.source_wanted.connect(panel.show_touch)
        panel.qualify.meeting_typed.connect(self._on_meeting)
        panel.qualify.handoff_requested.connect(self.hand_off)
        panel.research.insight_kept.connect(self._on_insight)
        panel.bind_keys(self)
        self.plan.moved_on.connect(self._advance)
        self.mail.sent.connect(self.next_email)
        self.mail.next_wanted.connect(self.next_email)
        self.plan.left.connect(self.view.setFocus)
        self.plan.back.template_wanted.connect(self.panel.write_template)
        self.hour.asked.connect(lambda: self.ctx.nav.go.emit("focus"))
        keys = (
            ("J", lambda: self.step_to(1)),
            ("K", lambda: self.step_to(-1)),
            ("Ctrl+H", self.hand_off),
            ("Z", self.plan.snooze_edit.setFocus),
            ("A", self.plan.choose_cadence),
            ("P", self.plan.toggle_pin),
            ("M", self.plan.open_more),
            ("B", self.plan.set_back),
            ("G", self.plan.tag),
            ("F", self._on_f),
            ("Esc", self.view.setFocus),
            ("Left", lambda: self._fold(True)),
            ("Right", lambda: self._fold(False)),
            ("Shift+1", lambda: self.segments.choose("all")),
            ("Shift+2", lambda: self.segments.choose("calls")),
            ("Shift+3", lambda: self.segments.choose("emails")),
            ("Shift+4", lambda: self.segments.choose("replies")),
            ("Shift+5", lambda: self.segments.choose("sla")),
        )
        for sequence, slot in keys:
            pane: QWidget = self.view if sequence in ("Left", "Right") else self
            shortcut = QShortcut(QKeySequence(sequence), pane)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
        enter = QShortcut(QKeySequence("Return"), self.view)
        enter.setContext(Qt.ShortcutContext.WidgetShortcut)
        enter.activated.connect(self._on_enter)

    # --- reading -----------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Rank again; while one ranking runs, at most one more waits."""
        if self._reading:
            self._again = True
            return
        self._reading = True
        self.hour.refresh()
        if self._first:
            self._first = False
            self.ctx.runner.query(self, lambda: read_head(self.ctx.desk), self._on_head, self._on_list_failed)
        else:
            self._read_all()

    def _read_all(self) -> None:
        self.ctx.runner.query(self, lambda: read_list(self.ctx.desk), self._on_list, self._on_list_failed)

    def _on_head(self, head: TodayList | None) -> None:
        """What can be said at once is shown at once; the whole list follows."""
        if head is not None:
            self.model.set_list(head)
            self._summary.setText(self.ctx.texts("list.ranking"))
            self._show_empty(head)
            self.head_shown.emit()
        self._read_all()

    def _on_list_failed(self, error: Exception) -> None:
        self._reading = False
        self.ctx.runner.failed.emit(error)

    def _on_list(self, today: TodayList) -> None:
        self._reading = False
        scroll = self.view.verticalScrollBar().value()
        current = self._current
        # Somebody opened from elsewhere, or being worked on right now, is not taken away because the list has changed.
        stays = current is not None and (self.model.row_of(current) < 0 or self._in_panel())
        self.model.set_list(today)
        n = today.filters
        for key in ("all", "calls", "emails", "replies", "sla"):
            self.segments.set_count(key, n[key])
        self._summary.setText(
            self.ctx.texts("list.summary", n=n["all"], calls=n["calls"], emails=n["emails"], time=duration(today.minutes, self.ctx.profile))
        )
        self._show_empty(today)
        self.away.refresh()
        self.clocks.refresh()
        self._select(current, stays)
        self.view.verticalScrollBar().setValue(scroll)
        self.list_shown.emit()
        if self._again:
            self._again = False
            self.refresh()

    def _show_empty(self, today: TodayList) -> None:
        anybody = bool(today.ranked)
        self._left.setCurrentIndex(0 if self.model.rowCount() else 1)
        if today.ranker.away and not anybody:
            self._empty.set_state(self.tr("You are away"), self.tr("What has a fixed time is still shown; everything else waits."), "")
        elif not anybody:
            self._empty.set_state(
                self.tr("Nobody is due"), self.tr("Import a list, or put people on a plan on the Prospects page."), self.tr("Import a list")
            )
        elif not self.model.rowCount():
            self._empty.set_state(self.tr("Nothing here"), self.tr("Nobody fits this filter today."), "")

    def _in_panel(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.panel.isAncestorOf(focused)

    def _select(self, prospect_id: int | None, stays: bool = False) -> None:
        """Keep the person; when they have left the list and do not ``stay``, the one who took their place."""
        row = self.model.row_of(prospect_id) if prospect_id is not None else -1
        kept = row >= 0
        if not kept and not stays:
            if self._fallback_row >= 0:
                row = self.model.next_person(self._fallback_row - 1)
                row = row if row >= 0 else self.model.next_person(self.model.rowCount(), -1)
            elif prospect_id is None:
                row = self.model.first_person()
        if row >= 0:
            self._set_current(row)
            if kept:
                self.show_person(prospect_id or 0, keep_tab=True)
        elif prospect_id is not None:
            self.show_person(prospect_id, keep_tab=True)
        else:
            self._right.setCurrentIndex(0)

    def _set_current(self, row: int) -> None:
        index = self.model.index(row)
        self.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        prospect_id = self.model.person_at(current.row()) if current.isValid() else None
        if prospect_id is not None:
            self._fallback_row = current.row()
            if prospect_id != self._current:
                self.show_person(prospect_id)

    def show_person(self, prospect_id: int, *, keep_tab: bool = False) -> None:
        """Show somebody in the panel, in the list or not."""
        self._current = prospect_id
        try:
            work = read_work(self.ctx.desk, prospect_id, self.ctx.texts)
        except SdrDeskError:
            # Gone, for example by an undo.
            self._current = None
            self._right.setCurrentIndex(0)
            return
        self._right.setCurrentIndex(1)
        self.panel.show_work(work, keep_tab=keep_tab)
        self.plan.show_work(work)

    def open_person(self, prospect_id: int) -> None:
        """Come from another page to somebody."""
        row = self.model.row_of(prospect_id)
        if row >= 0:
            self._set_current(row)
        self.show_person(prospect_id)

    @property
    def current(self) -> int | None:
        """The person in the panel."""
        return self._current

    @Slot()
    def _on_f(self) -> None:
        """The power hour; while the Qualify tab has the keys, its red flags."""
        if self.panel.tab == "qualify" and self._in_panel():
            self.panel.qualify.to_flags()
        else:
            self.hour.asked.emit()

    # --- the list ----------------------------------------------------------------------------------------------------------

    @Slot(str)
    def _on_filter(self, name: str) -> None:
        self.model.set_filter(name)
        self._left.setCurrentIndex(0 if self.model.rowCount() else 1)
        if not self.model.rowCount():
            self._empty.set_state(self.tr("Nothing here"), self.tr("Nobody fits this filter today."), "")
        row = self.model.row_of(self._current) if self._current is not None else -1
        row = row if row >= 0 else self.model.first_person()
        if row >= 0:
            self._set_current(row)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        if self.model.person_at(index.row()) is None:
            self.model.toggle(index.row())
            self._keep_selection()

    @Slot()
    def _on_enter(self) -> None:
        row = self.view.currentIndex().row()
        if self.model.person_at(row) is None and row >= 0:
            self.model.toggle(row)
            self._keep_selection()
        else:
            self.panel.tabs.tab(self.panel.tab).setFocus()

    def _fold(self, folded: bool) -> None:
        row = self.view.currentIndex().row()
        if row >= 0:
            self.model.fold(row, folded)
            self._keep_selection()

    def _keep_selection(self) -> None:
        row = self.model.row_of(self._current) if self._current is not None else -1
        if row >= 0:
            self._set_current(row)

    def step_to(self, step: int) -> None:
        """The next or previous person; the panel follows. Beyond the last one, the folded group below is opened."""
        at = self.view.currentIndex().row()
        row = self.model.next_person(at, step)
        if row < 0 and step > 0 and self.model.unfold_below(at):
            self._keep_selection()
            row = self.model.next_person(at, step)
        if row >= 0:
            self._set_current(row)
            self.view.scrollTo(self.model.index(row))

    # --- the work ----------------------------------------------------------------------------------------------------------

    @Slot(str, str, object)
    def log_call(self, outcome: str, note: str, chosen: When | None) -> None:
        """One key: log, date the next step, open the next person."""
        prospect_id = self._current
        if prospect_id is None:
            return
        minutes = self.panel.call.minutes
        draft = TouchDraft(prospect_id, "call", outcome, minutes=minutes, note=note, next=chosen)
        self.panel.call.end_call()
        self.panel.head.dial.set_kind("default")
        self.panel.head.dial.set_words(self.tr("Dial"))
        touches = self.ctx.desk.touches
        self.ctx.runner.op(self, lambda: touches.log(draft), lambda done: self._on_logged(done.value, outcome))

    def _on_logged(self, logged: Logged, outcome: str) -> None:
        self.panel.call.logged()
        words = logged_words(self.ctx.texts, logged, outcome)
        self.ctx.nav.toast.emit(words, True)
        self._advance()

    def _advance(self) -> None:
        """The next person takes over at once; the list follows when it is ranked again."""
        self.view.setFocus()  # else the keys stay in a field, or go to the toast when what had them vanishes with the last person
        self.step_to(1)

    @Slot()
    def next_email(self) -> None:
        """The next person of the list whose next step is an email; when there is none below, the next person."""
        self.view.setFocus()
        row = self.model.next_person(self.view.currentIndex().row())
        while row >= 0 and (item := self.model.item_at(row)) is not None and item.channel != "email":
            row = self.model.next_person(row)
        if row >= 0:
            self._set_current(row)
            self.view.scrollTo(self.model.index(row))
        else:
            self.step_to(1)

    @Slot(str, str, str)
    def _on_letter(self, letter: str, signal: str, text: str) -> None:
        prospect_id, service = self._current, self.ctx.desk.qualification
        if prospect_id is not None:
            self.ctx.runner.op(self, lambda: service.set_letter(prospect_id, letter, signal, text=text), failed=self._on_qualify_failed)

    @Slot(str, str, str)
    def _on_flag(self, flag: str, state: str, reason: str) -> None:
        prospect_id, service = self._current, self.ctx.desk.qualification
        if prospect_id is not None:
            self.ctx.runner.op(self, lambda: service.set_flag(prospect_id, flag, state, reason=reason), failed=self._on_qualify_failed)

    def _on_qualify_failed(self, error: Exception) -> None:
        if self.panel.work is not None:
            self.panel.qualify.show_verdict(self.panel.work.verdict, self.ctx.profile.zone, self.ctx.now())
        self.panel.qualify.show_error(sentence(error, self.ctx.texts))

    @Slot(int)
    def _on_insight(self, prospect_id: int) -> None:
        """What was concluded stands in the email and the script at once."""
        if prospect_id == self._current:
            self.panel.show_values(read_work(self.ctx.desk, prospect_id, self.ctx.texts))

    @Slot(object)
    def _on_meeting(self, when: When) -> None:
        prospect_id, tasks = self._current, self.ctx.desk.tasks
        if prospect_id is None:
            return
        self.ctx.runner.op(
            self,
            lambda: tasks.plan(prospect_id, "meeting", "meeting", when),
            lambda _: self.panel.qualify.meeting.clear(),
            self._on_qualify_failed,
        )

    @Slot()
    def hand_off(self) -> None:
        """To the handoff of this person."""
        if self._current is not None:
            self.handoff_requested.emit(self._current)

    @Slot()
    def _keep_splitter(self) -> None:
        QSettings().setValue("today/splitter", self.splitter.saveState())
