"""The History page: what was done, by whom, and how to take it back (rule R26)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from sdrdesk.core.changes import Outcome
from sdrdesk.core.services.undo import KEEP_DAYS, KEEP_STEPS, Reverted, StepRow
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.error_surfaces import op_words
from sdrdesk.ui.page import Page
from sdrdesk.ui.pages.history.table import HistoryTable
from sdrdesk.ui.pages.history.words import Words
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.empty_state import EmptyState
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel

STEP = 200
"""Steps read at a time."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The latest steps, and what undo and redo would do now."""

    steps: tuple[StepRow, ...]
    top: StepRow | None
    undone: StepRow | None


class HistoryPage(Page):
    """The journal with undo and redo; Ctrl+Z itself belongs to the main window."""

    # Any write is a step. Tables that the journal leaves out do not concern it.
    TABLES = (
        "setting",
        "import_batch",
        "company",
        "prospect",
        "enrolment",
        "task",
        "touch",
        "evidence",
        "red_flag",
        "account_executive",
        "handoff",
        "mailbox",
        "outbox",
        "suppression",
    )

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(ctx, parent)
        self.setObjectName("history_page")
        self.words = Words(ctx)
        self._limit = STEP
        self._busy = False
        self._snapshot = Snapshot((), None, None)
        self._turn = 0
        self._build()

    def _build(self) -> None:
        self.table = HistoryTable(self.words)
        self.empty = EmptyState(self.tr("Nothing was done yet"), self.tr("Every change to your book is noted here."))
        self.empty.hide()
        self.more = KeyButton(self.tr("Show older"), "ghost", small=True)
        self.more.setObjectName("history_more")
        self.more.clicked.connect(self._show_older)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 8)
        page.setSpacing(0)
        page.addWidget(self._make_head())
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 20, 0)
        row.addWidget(self.empty)
        page.addLayout(row)
        page.addWidget(self.table, 1)
        self._rest = QWidget()  # keeps the empty state at the top while there is no table
        self._rest.hide()
        page.addWidget(self._rest, 1)
        page.addWidget(self.more, 0, Qt.AlignmentFlag.AlignHCenter)
        self.setFocusProxy(self.table)
        keys: tuple[tuple[str, Callable[[], None]], ...] = (
            ("J", partial(self.table.go, 1)),
            ("K", partial(self.table.go, -1)),
            ("Escape", self.table.setFocus),
        )
        for sequence, slot in keys:
            QShortcut(QKeySequence(sequence), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut).activated.connect(slot)

    def _make_head(self) -> QWidget:
        head = QWidget()
        self.undo_button = KeyButton(self.tr("Undo"), "default", "undo-2")
        self.undo_button.setObjectName("history_undo")
        self.undo_button.set_keys("Ctrl+Z")
        self.undo_button.clicked.connect(self.undo)
        self.redo_button = KeyButton(self.tr("Redo"), "default", "redo-2")
        self.redo_button.setObjectName("history_redo")
        self.redo_button.clicked.connect(self.redo)
        self._undo_words, self._redo_words = ElidedLabel("", "t1", 13), ElidedLabel("", "t1", 13)
        self._undo_words.setObjectName("history_undo_words")
        self._redo_words.setObjectName("history_redo_words")
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for number, (button, label) in enumerate(((self.undo_button, self._undo_words), (self.redo_button, self._redo_words))):
            grid.addWidget(button, number, 0)
            grid.addWidget(label, number, 1)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(grid, 1)
        row.addWidget(self._make_note(), 1)
        column = QVBoxLayout(head)
        column.setContentsMargins(16, 10, 20, 14)
        column.setSpacing(10)
        column.addWidget(PlainLabel(self.tr("History"), "t1", 18, 600))
        column.addLayout(row)
        return head

    def _make_note(self) -> Card:
        note = Card("subtle", (14, 10, 14, 10), 2)
        note.setObjectName("history_note")
        note.add_row(PlainLabel(self.tr("What cannot be undone"), "t1", 12, 600))
        kept = self.tr("Undo goes back %1 days, and always over your last %2 steps, also after a restart.")
        words = self.tr("An email that has left, a file that was written, a mail account, and what a job did by itself.")
        note.add_row(PlainLabel(words, "t2", 12, wrap=True))
        note.add_row(PlainLabel(kept.replace("%1", str(KEEP_DAYS)).replace("%2", str(KEEP_STEPS)), "t2", 12, wrap=True))
        return note

    # --- reading -----------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the latest steps."""
        limit = self._limit
        self._turn += 1
        turn = self._turn

        def work() -> Snapshot:
            service = self.ctx.desk.undo
            return Snapshot(tuple(service.history(limit)), *service.status())

        def done(snapshot: Snapshot) -> None:
            if turn == self._turn:
                self._show(snapshot)

        self.ctx.runner.query(self, work, done)

    def _show(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.table.steps.set_rows(snapshot.steps)
        self.table.setHidden(not snapshot.steps)
        self.empty.setVisible(not snapshot.steps)
        self._rest.setVisible(not snapshot.steps)
        self.more.setVisible(len(snapshot.steps) == self._limit)
        self._update_buttons()

    def _update_buttons(self) -> None:
        top, undone = self._snapshot.top, self._snapshot.undone
        for button, label, step, nothing in (
            (self.undo_button, self._undo_words, top, self.tr("There is nothing to undo")),
            (self.redo_button, self._redo_words, undone, self.tr("There is nothing to redo")),
        ):
            words = f"{self.words.what(step)} ({self.words.moment(step)})" if step else nothing
            button.setEnabled(step is not None and not self._busy)
            button.setAccessibleDescription(words)
            label.setText(words)
            label.set_role("t1" if step else "t3")

    @Slot()
    def _show_older(self) -> None:
        self._limit += STEP
        self.refresh()

    # --- what the user does ------------------------------------------------------------------------------------------------

    @Slot()
    def undo(self) -> None:
        """Take the last step back."""
        self._run(self.ctx.desk.undo.undo, self.tr("Undone: %1"), False)

    @Slot()
    def redo(self) -> None:
        """Do the last undone step again."""
        self._run(self.ctx.desk.undo.redo, self.tr("Redone: %1"), True)

    def _run(self, work: Callable[[], Outcome[Reverted]], form: str, can_undo: bool) -> None:
        if self._busy:
            return
        self._busy = True
        self._update_buttons()

        def done(outcome: Outcome[Reverted]) -> None:
            self._busy = False
            self._update_buttons()
            words = op_words(outcome.value.op, outcome.value.args, self.ctx.texts)
            self.ctx.nav.toast.emit(form.replace("%1", words), can_undo)

        def failed(error: Exception) -> None:
            self._busy = False
            self._update_buttons()
            self.ctx.runner.failed.emit(error)

        self.ctx.runner.op(self, work, done, failed)
