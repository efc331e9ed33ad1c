"""The focus mode: one person at a time, one key each, for an hour (ui.md 05; rules R1, R4, R6).

The hour is a FocusState, kept after every step and each quarter of a minute; what it has brought is counted from the log. The next person
comes by itself after an outcome, but after a real conversation only when its notes are left.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sdrdesk.core.changes import Outcome
from sdrdesk.core.domain.power_hour import WAITS_FOR_NOTES, HourTally, tally
from sdrdesk.core.domain.words import OUTCOME_KEYS
from sdrdesk.core.services.focus import FocusState
from sdrdesk.core.services.touches import Logged, TouchDraft
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.page import Page
from sdrdesk.ui.pages.today.call_tab import OUTCOME_KINDS
from sdrdesk.ui.pages.today.focus.hour_clock import HourClock
from sdrdesk.ui.pages.today.focus.next_side import NextSide
from sdrdesk.ui.pages.today.focus.person_side import PersonSide
from sdrdesk.ui.pages.today.focus.reading import Turn, read_turn
from sdrdesk.ui.pages.today.focus.summary import HourSummary
from sdrdesk.ui.pages.today.focus.talk import Talk
from sdrdesk.ui.pages.today.focus.top_bar import FocusTop
from sdrdesk.ui.pages.today.logged import logged_words
from sdrdesk.ui.widgets.empty_state import EmptyState
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.outcome_grid import OutcomeGrid, OutcomeSpec

KEEP_EVERY_S, RANK_EVERY_S = 15, 60


class FocusPage(Page):
    """A power hour from its first dial to its summary."""

    TABLES = ("prospect", "company", "enrolment", "task", "touch", "suppression", "setting")

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(ctx, parent)
        self.setObjectName("focus_page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.state: FocusState | None = None
        self.turn: Turn | None = None
        self._reading = self._again = self._logging = self._ending = self._over = False
        self._standing: dict[int, int] = {}
        self._shown = 0
        self._skipped_last = 0
        self._held_at: tuple[dt.datetime, int | None] | None = None
        self.clock = HourClock(ctx.desk.clock, self)
        self.clock.passed.connect(self._on_passed)
        self.top = FocusTop(ctx.texts)
        self.person = PersonSide(ctx.texts)
        self.talk = Talk(ctx)
        self.next = NextSide(ctx.texts)
        self.grid = OutcomeGrid(
            [OutcomeSpec(k, ctx.texts(f"outcome.{k}"), OUTCOME_KINDS.get(k, "default")) for k in OUTCOME_KEYS], large=True
        )
        self.summary = HourSummary(ctx.texts)
        self._lay_out()
        self._wire()

    # --- building ----------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._nobody = EmptyState()
        self._nobody.action_clicked.connect(self.end)
        empty = QWidget()
        empty_column = QVBoxLayout(empty)
        empty_column.setContentsMargins(36, 60, 36, 16)
        empty_column.addWidget(self._nobody)
        empty_column.addStretch(1)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.talk)
        self._middle.addWidget(empty)
        self._middle.setProperty("role", "surface")
        sides = QHBoxLayout()
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(0)
        sides.addWidget(self.person)
        sides.addWidget(self._middle, 1)
        sides.addWidget(self.next)
        undo = KeyButton(self.tr("Undo"), "ghost", icon="undo-2")
        undo.setObjectName("focus_undo")
        undo.set_keys("Ctrl+Z")
        undo.clicked.connect(self.ctx.nav.undo)
        bottom = FocusBottom()
        row = QHBoxLayout(bottom)
        row.setContentsMargins(24, 13, 16, 12)
        row.setSpacing(8)
        row.addWidget(self.grid, 1)
        row.addWidget(undo)
        hour = QWidget()
        hour_column = QVBoxLayout(hour)
        hour_column.setContentsMargins(0, 0, 0, 0)
        hour_column.setSpacing(0)
        hour_column.addLayout(sides, 1)
        hour_column.addWidget(bottom)
        self._stack = QStackedWidget()
        self._stack.addWidget(hour)
        self._stack.addWidget(self.summary)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self._stack, 1)

    def _wire(self) -> None:
        self.top.pause_clicked.connect(self.toggle_pause)
        self.top.end_clicked.connect(self.end)
        self.top.leave_clicked.connect(self.leave)
        self.summary.back_clicked.connect(self.leave)
        self.grid.chosen.connect(self.choose)
        self.grid.bind_keys(self)
        self.talk.left.connect(self.log_held)
        for keys, slot in (
            ("D", self.talk.toggle_call),
            ("Space", self.talk.next_line),
            ("O", self.talk.objections.open_next),
            ("V", self.talk.toggle_voicemail),
            ("N", self.talk.notes.setFocus),
            (".", self.talk.next_when.setFocus),
            ("J", self.skip),
            ("P", self.toggle_pause),
            ("Shift+E", self.end),
            ("Ctrl+Return", self.log_held),
            ("Esc", self.escape),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # --- reading -----------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the hour again; while one reading runs, at most one more waits."""
        if self._reading:
            self._again = True
            return
        self._reading = True
        state, ctx = self.state, self.ctx
        ctx.runner.query(self, lambda: read_turn(ctx.desk, state, ctx.texts), self._on_turn, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        self._reading = self._logging = False
        self.ctx.runner.failed.emit(error)

    def _on_turn(self, turn: Turn) -> None:
        self._reading = False
        if self._again:
            # Something has happened since it was read.
            self._again = False
            self.refresh()
            return
        if self._follow_log(turn):
            return
        began = self.state is None
        self.turn = turn
        self.state = turn.state if self.state is None else replace(self.state, person=turn.state.person)
        self._show_hour()
        if self._over:
            self._show_summary()
            return
        if began:
            self.clock.run(self.isVisible() and not self.state.paused)
            self._keep()
        self._show_person(turn)

    def _follow_log(self, turn: Turn) -> bool:
        """An undo of the last dial goes back to its person, a redo on from them."""
        before, self._standing = self._standing, {t.id: t.prospect_id for t in turn.touches}
        if self.state is None or self._over or self.state.held:
            return False
        lost = [i for i in before if i not in self._standing]
        gained = [i for i in self._standing if i not in before]
        target = before[max(lost)] if lost else 0 if gained and self._standing[max(gained)] == self.state.person else None
        if target is None or target == self.state.person:
            return False
        self._go_to(target)
        return True

    def _go_to(self, person: int) -> None:
        assert self.state is not None
        self.state = replace(self.state, person=person, skipped=tuple(p for p in self.state.skipped if p != person))
        self._keep()
        self.refresh()

    def _show_hour(self) -> None:
        if self.turn is None or self.state is None:
            return
        done = self.figures
        self.top.show_hour(self.state, self.turn.touches, done)
        self._show_clock()

    @property
    def figures(self) -> HourTally:
        """What the hour has brought."""
        return tally([t.outcome for t in self.turn.touches] if self.turn is not None else [])

    def _show_clock(self) -> None:
        assert self.state is not None
        ends = (self.ctx.now() + dt.timedelta(seconds=self.state.left_s)).strftime("%H:%M")
        self.top.show_clock(self.state)
        self.next.show_figures(self.state, self.figures, ends)

    def _show_person(self, turn: Turn) -> None:
        assert self.state is not None
        self.next.show_turn(turn, self.ctx.profile.zone)
        self.grid.setEnabled(turn.work is not None)
        self.person.setVisible(turn.work is not None)
        self._middle.setCurrentIndex(0 if turn.work is not None else 1)
        if turn.work is None:
            self._shown = 0
            self._show_nobody(turn)
            return
        dials = self.figures.dials
        self.person.show_work(turn.work, self.ctx.texts("focus.place", n=dials + 1, m=max(self.state.planned, dials + 1)))
        if self._shown != turn.work.card.person.id:
            self._shown = turn.work.card.person.id
            self.talk.show_work(turn.work)
            self.talk.show_held(self.state.held)
            if not self.state.held and self.isVisible():
                self.setFocus()

    def _show_nobody(self, turn: Turn) -> None:
        first = turn.breaks[0] if turn.breaks else None
        due = first.due_at.astimezone(self.ctx.profile.zone).strftime("%H:%M") if first is not None and first.due_at is not None else ""
        line = self.ctx.texts("focus.waits", name=first.name, time=due) if first is not None else ""
        self._nobody.set_state(
            self.tr("Nobody else can be called now"),
            line or self.tr("What is left for later today stands on Today."),
            self.tr("End the hour"),
        )

    # --- the clock ---------------------------------------------------------------------------------------------------------

    @Slot(int)
    def _on_passed(self, seconds: int) -> None:
        state = self.state
        if state is None or self._over:
            return
        before = state.spent_s
        self.state = state = replace(state, spent_s=before + seconds)
        self._show_clock()
        if not state.left_s and not (self.talk.live.is_live or state.held or self.talk.types or self._logging):
            self.end()
            return
        if before // KEEP_EVERY_S != state.spent_s // KEEP_EVERY_S:
            self._keep()
        if before // RANK_EVERY_S != state.spent_s // RANK_EVERY_S or self._breaks_in():
            self.refresh()

    def _breaks_in(self) -> bool:
        """Has the time of a promised call-back come since the last look?"""
        first = self.turn.breaks[0].due_at if self.turn is not None and self.turn.breaks else None
        return first is not None and first <= self.ctx.desk.clock.now()

    @Slot()
    def toggle_pause(self) -> None:
        """Stop the clock, or let it go on."""
        if self.state is None or self._over:
            return
        self.clock.run(self.state.paused)
        self.state = replace(self.state, paused=not self.state.paused)
        self._show_clock()
        self._keep()

    def _keep(self) -> None:
        """Remember where the hour stands, so that it survives a restart."""
        state, focus = self.state, self.ctx.desk.focus
        if state is not None:
            self.ctx.runner.op(self, lambda: focus.keep(state))

    # --- outcomes ----------------------------------------------------------------------------------------------------------

    @Slot(str)
    def choose(self, outcome: str) -> None:
        """One key: log and go on; a real conversation waits for its notes."""
        state = self.state
        if state is None or not state.person or self._logging or self._over:
            return
        if outcome in WAITS_FOR_NOTES:
            if self._held_at is None:
                self._held_at = (self.ctx.desk.clock.now(), self.talk.live.minutes)
            self.state = replace(state, held=outcome)
            self.talk.live.end()
            self.talk.show_held(outcome)
            self._keep()
        else:
            self._log(outcome)

    @Slot()
    def log_held(self) -> None:
        """The notes of a talk are left: log it and go on."""
        if self.state is not None and self.state.held and not self._logging:
            self._log(self.state.held)

    def _log(self, outcome: str) -> None:
        state, ctx, talk = self.state, self.ctx, self.talk
        assert state is not None
        chosen = talk.next_when.insist()
        if chosen is None and talk.next_when.text().strip():
            return
        at, minutes = self._held_at or (None, talk.live.minutes)
        draft = TouchDraft(state.person, "call", outcome, at=at, minutes=minutes, note=talk.notes.toPlainText().strip(), next=chosen)
        touches, focus = ctx.desk.touches, ctx.desk.focus
        self._logging = True

        def work() -> Outcome[Logged]:
            done: Outcome[Logged] = touches.log(draft)
            # At once, so that nothing that ends the program can leave a talk both logged and waiting for its notes.
            focus.keep(replace(state, touches=(*state.touches, done.value.touch_id), person=0, held=""))
            return done

        ctx.runner.op(self, work, lambda done: self._on_logged(done.value, outcome), self._on_failed)

    def _on_logged(self, logged: Logged, outcome: str) -> None:
        assert self.state is not None
        self._logging = False
        self._held_at = None
        self._skipped_last = 0
        self._say_done(logged_words(self.ctx.texts, logged, outcome))
        self.talk.logged()
        self.state = replace(self.state, touches=(*self.state.touches, logged.touch_id), person=0, held="")
        self._shown = 0
        self._over = self._ending or not self.state.left_s
        self.refresh()

    def _say_done(self, words: str) -> None:
        name = self.turn.work.card.person.full_name if self.turn is not None and self.turn.work is not None else ""
        self.next.done.setText(self.ctx.texts("focus.done", name=name, words=words))

    @Slot()
    def skip(self) -> None:
        """Pass over this person for the rest of the hour."""
        state = self.state
        if state is None or not state.person or state.held or self._logging or self._over:
            return
        self._say_done(self.tr("skipped in this hour"))
        self.talk.keep_draft()
        self.state = replace(state, person=0, skipped=(*state.skipped, state.person))
        self._skipped_last = state.person
        self._keep()
        self.refresh()

    def undo_here(self) -> bool:
        """What an undo takes back before anything that is stored: a talk that waits for its notes, or the last skip. Was there something?"""
        state = self.state
        if state is None or self._over:
            return False
        if state.held:
            self.state = replace(state, held="")
            self._held_at = None
            self._ending = False
            self.clock.run(not state.paused)
            self.talk.show_held("")
            self.setFocus()
            self._keep()
            return True
        if self._skipped_last:
            back, self._skipped_last = self._skipped_last, 0
            self._go_to(back)
            return True
        return False

    # --- the ways out ------------------------------------------------------------------------------------------------------

    @Slot()
    def escape(self) -> None:
        """Out of a text field first, then out of the mode."""
        if self.talk.types:
            self.setFocus()
        else:
            self.leave()

    @Slot()
    def leave(self) -> None:
        """Back to Today; the hour waits where it is."""
        self.ctx.nav.go.emit("today")

    @Slot()
    def end(self) -> None:
        """The hour is over: a talk that waits for its notes is logged, then comes the summary."""
        if self.state is None or self._over or self._logging:
            return
        self.clock.run(False)
        if self.state.held:
            self._ending = True
            self.log_held()
            return
        self._over = True
        self.refresh()

    def _show_summary(self) -> None:
        assert self.state is not None
        self.clock.run(False)
        self.ctx.runner.op(self, self.ctx.desk.focus.end)
        self.summary.show_hour(self.state, self.figures)
        self.top.setEnabled(False)
        self._stack.setCurrentIndex(1)
        self.summary.back.setFocus()

    def _forget(self) -> None:
        """The next time begins a new hour."""
        self.state = self.turn = None
        self._over = self._ending = False
        self._standing, self._shown, self._skipped_last = {}, 0, 0
        self.next.done.setText("")
        self.top.setEnabled(True)
        self._stack.setCurrentIndex(0)

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if event.spontaneous():
            return
        self.refresh()
        self.clock.run(self.state is None or not self.state.paused)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if event.spontaneous():
            return
        self.clock.run(False)
        if self._over:
            self._forget()
            return
        self._keep()
        self.log_held()


class FocusBottom(QFrame):
    """The ground of the outcomes."""
