"""The Outbox page: emails by state, with counts that add up (rule R16; promises B1, B3, G3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from sdrdesk.core.services.mailboxes import MailboxRow
from sdrdesk.core.services.outbox_desk import OutboxRow
from sdrdesk.core.services.outbox_gate import Usage
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.dialogs.batch import BatchDialog
from sdrdesk.ui.page import Page
from sdrdesk.ui.pages.outbox.acts import OutboxActs
from sdrdesk.ui.pages.outbox.detail import OutboxDetail
from sdrdesk.ui.pages.outbox.table import OutboxTable
from sdrdesk.ui.pages.outbox.usage import UsageLines
from sdrdesk.ui.pages.outbox.words import ACTS, KEYS, STATES, WAITING, Words
from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.banner import Banner
from sdrdesk.ui.widgets.empty_state import EmptyState
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.segmented import SegmentedControl, SegmentSpec
from sdrdesk.ui.widgets.text import PlainLabel

STEP = 500
"""Emails read at a time; older ones come when they are asked for."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the page shows."""

    rows: tuple[OutboxRow, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    mailboxes: tuple[MailboxRow, ...] = ()
    usage: tuple[Usage, ...] = ()
    frozen: bool = False


class _Bar(QWidget):
    """A bar with a line under it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, current().color("line"))


class OutboxPage(Page):
    """Every email, and what can still be done about it."""

    TABLES = ("outbox", "mailbox", "mail_folder")

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(ctx, parent)
        self.setObjectName("outbox_page")
        self.words = Words(ctx)
        self._snapshot = Snapshot()
        self._limit = STEP
        self._sending = False
        self._turn = 0
        self._build()
        self._connect()

    def _build(self) -> None:
        self.table, self.detail = OutboxTable(self.words), OutboxDetail(self.words)
        self.banner = Banner("amber", flush=True)
        self.banner.hide()
        self.usage = UsageLines(self.words)
        self.acts = OutboxActs(self.ctx, self.table.current, self)
        self.empty = EmptyState()
        self.more = KeyButton(self.tr("Show older"), "ghost", small=True)
        self.more.setObjectName("outbox_more")
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._around_empty = QWidget()
        self._around_empty.hide()
        around = QVBoxLayout(self._around_empty)
        around.setContentsMargins(20, 20, 20, 20)
        around.addWidget(self.empty)
        around.addStretch(1)
        column.addWidget(self._around_empty, 1)
        column.addWidget(self.table, 1)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignHCenter)
        splitter = QSplitter()
        splitter.setObjectName("outbox_splitter")
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self.detail)
        splitter.setSizes([880, 384])
        splitter.setStretchFactor(0, 1)
        left.setMinimumWidth(480)
        self.detail.setMinimumWidth(352)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._make_head())
        page.addWidget(self._make_filter())
        page.addWidget(self.usage)
        page.addWidget(self.banner)
        page.addWidget(splitter, 1)
        for widget in (left, self.detail):
            widget.setProperty("role", "surface")
            widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusProxy(self.table)

    def _make_head(self) -> QWidget:
        head = QWidget()
        head.setFixedHeight(48)
        self._said = PlainLabel("", "t2", 12)
        self._said.setObjectName("outbox_said")
        self.batch = KeyButton(self.tr("Send batch…"))
        self.batch.setObjectName("outbox_batch")
        self.batch.set_keys("B")
        self.send = KeyButton(self.tr("Send now"), "primary", "send")
        self.send.setObjectName("outbox_send")
        self.send.set_keys("Ctrl+Return")
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 20, 0)
        row.setSpacing(12)
        row.addWidget(PlainLabel(self.tr("Outbox"), "t1", 18, 600))
        row.addStretch(1)
        row.addWidget(self._said)
        row.addWidget(self.batch)
        row.addWidget(self.send)
        return head

    def _make_filter(self) -> QWidget:
        bar = _Bar()
        specs = [SegmentSpec("", self.tr("All"), count=0)]
        specs += [SegmentSpec(state, self.ctx.texts(f"outbox.{state}"), count=0) for state in STATES]
        self.filter = SegmentedControl(specs, joined=False)
        self.filter.setObjectName("outbox_filter")
        self.filter.set_value("")
        row = QHBoxLayout(bar)
        row.setContentsMargins(8, 0, 16, 8)
        row.addWidget(self.filter)
        row.addStretch(1)
        return bar

    def _connect(self) -> None:
        nav = self.ctx.nav
        self.filter.changed.connect(self._filter)
        self.table.chosen.connect(self.detail.show_row)
        self.table.opened.connect(self._open)
        self.table.chosen.connect(self._read_text)
        self.detail.act.connect(self.acts.act)
        self.detail.person_wanted.connect(lambda: self._open(self.table.current()))
        self.banner.action_clicked.connect(self._banner_acts)
        self.empty.action_clicked.connect(partial(nav.go.emit, "today"))
        self.more.clicked.connect(self._show_older)
        self.send.clicked.connect(self.send_now)
        self.batch.clicked.connect(self.send_batch)
        keys: tuple[tuple[str, Callable[[], None]], ...] = (
            ("J", partial(self.table.step, 1)),
            ("K", partial(self.table.step, -1)),
            ("Escape", self.table.setFocus),
            ("B", self.send_batch),
            ("Ctrl+Return", self.send_now),
            ("Ctrl+Enter", self.send_now),
            *((key, partial(self._by_key, key)) for key in sorted(set(KEYS.values()))),
        )
        for sequence, slot in keys:
            QShortcut(QKeySequence(sequence), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut).activated.connect(slot)

    def _by_key(self, key: str) -> None:
        """The one act with this key that can be done with the chosen email."""
        row = self.table.current()
        for act in ACTS.get(row.state, ()) if row is not None else ():
            if KEYS.get(act) == key:
                self.acts.act(act)

    # --- reading -----------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read emails, counts and accounts."""
        state, limit = self.filter.value(), self._limit
        self._turn += 1
        turn = self._turn

        def work() -> Snapshot:
            desk = self.ctx.desk
            rows = desk.outbox.rows(states=(state,) if state else (), limit=limit)
            counts, usage = tuple(desk.outbox.counts().items()), tuple(desk.outbox.usage())
            return Snapshot(tuple(rows), counts, tuple(desk.mailboxes.rows()), usage, desk.sender.frozen)

        def done(snapshot: Snapshot) -> None:
            if turn == self._turn:
                self._show(snapshot)

        self.ctx.runner.query(self, work, done)

    def _show(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        counts = dict(snapshot.counts)
        self.filter.set_count("", sum(counts.values()))
        chosen = self.filter.value()
        for state in STATES:
            self.filter.set_count(state, counts.get(state, 0))
            self.filter.segment(state).setVisible(bool(counts.get(state)) or state == chosen)
        self.table.show_rows(snapshot.rows)
        total = counts.get(chosen, 0) if chosen else sum(counts.values())
        self.more.setVisible(len(snapshot.rows) < total)
        self._show_empty(not snapshot.rows)
        self._show_accounts(snapshot)
        self.usage.show_usage(snapshot.usage)
        self._update_send()

    def _show_empty(self, empty: bool) -> None:
        self._around_empty.setVisible(empty)
        self.table.setHidden(empty)
        if self.filter.value():
            self.empty.set_state(self.tr("No email is in this state"))
        else:
            line = self.tr("Emails that you send from Today come here.")
            self.empty.set_state(self.tr("The outbox is empty"), line, self.tr("Go to Today"))

    def _show_accounts(self, now: Snapshot) -> None:
        mailboxes = now.mailboxes
        paused = next((m for m in mailboxes if m.paused), None)
        if now.frozen:
            self.banner.set_kind("amber")
            line = self.tr("Look through “May have been sent” first. Nothing leaves before you say so.")
            self.banner.set_message(self.tr("A backup was put back, so sending rests."), line, "", self.tr("Resume sending"))
        elif not mailboxes:
            self.banner.set_kind("amber")
            line = self.tr("Emails can be queued when there is one.")
            self.banner.set_message(self.tr("No mail account yet."), line, "", self.tr("Add account"))
        elif paused is not None:
            key = f"reason.{paused.pause_reason}"
            why = self.ctx.texts(key) if self.ctx.texts.has(key) else paused.pause_reason
            self.banner.set_kind("red")
            title = self.tr("%1 is paused: %2.").replace("%1", paused.address).replace("%2", why)
            self.banner.set_message(title, self.tr("Nothing was lost; its emails wait."), "", self.tr("Open account"))
        self.banner.setVisible(now.frozen or not mailboxes or paused is not None)

    @Slot()
    def _banner_acts(self) -> None:
        if not self._snapshot.frozen:
            self.ctx.nav.open_mailbox.emit()
            return
        self.ctx.desk.sender.resume()
        self.ctx.nav.toast.emit(self.tr("Sending goes on"), False)
        self.ctx.desk.soon("send")
        self.refresh()

    @Slot(object)
    def _read_text(self, row: OutboxRow | None) -> None:
        self.detail.show_text(self.ctx.desk.outbox.text(row.id) if row is not None else "")

    def _why_not(self) -> str:
        """Why nothing can be sent now; empty when it can."""
        counts, boxes = dict(self._snapshot.counts), self._snapshot.mailboxes
        if self._sending:
            return self.tr("The outbox is at work")
        if not boxes:
            return self.tr("There is no mail account")
        if self._snapshot.frozen:
            return self.tr("Sending rests after a restore")
        if not any(counts.get(state) for state in WAITING):
            return self.tr("Nothing is waiting")
        return self.tr("The account is paused") if all(m.paused for m in boxes) else ""

    def _update_send(self) -> None:
        why = self._why_not()
        self.send.setEnabled(not why)
        self.send.setAccessibleDescription(why)
        self._said.setText(why)

    # --- what the user does ------------------------------------------------------------------------------------------------

    @Slot(str)
    def _filter(self, _state: str) -> None:
        self._limit = STEP
        self.refresh()

    @Slot()
    def _show_older(self) -> None:
        self._limit += STEP
        self.refresh()

    def _open(self, row: OutboxRow | None) -> None:
        if row is not None:
            self.ctx.nav.open_prospect.emit(row.prospect_id)

    @Slot()
    def send_batch(self) -> None:
        """Look at the emails of tier T3 that are due, and send those that passed (rule R14)."""
        BatchDialog(self.ctx, None, self).open()

    @Slot()
    def send_now(self) -> None:
        """Let the sender pass once over what is due."""
        if self._why_not():
            return
        self._sending = True
        self._update_send()
        self.ctx.runner.network(self, lambda: self.ctx.desk.sender.run(), self._sent, self._not_sent)

    def _sent(self, report: Any) -> None:
        self._sending = False
        results = list(report.results.values())
        if report.frozen:
            words = self.tr("Sending rests after a restore")
        elif report.busy:
            words = self.tr("Another window or the command line is sending already.")
        elif not results:
            words = self.tr("No email may leave at this moment; each says why.")
        else:
            words = ", ".join(f"{self.ctx.texts('outbox.' + state)}: {results.count(state)}" for state in STATES if state in results)
        self.ctx.nav.toast.emit(words, False)
        self.refresh()

    def _not_sent(self, error: Exception) -> None:
        self._sending = False
        self._update_send()
        self.ctx.runner.failed.emit(error)
