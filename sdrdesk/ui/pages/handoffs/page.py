"""The Handoffs page: list at the left, checklist in the middle, the paper at the right (screen 06, rule R24)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QWidget

from sdrdesk.core.queries.handoff_list import HandoffFigures, HandoffRow, handoff_figures
from sdrdesk.core.queries.handoffs import Candidate
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.pages.handoffs import listing
from sdrdesk.ui.pages.handoffs.answering import Answering
from sdrdesk.ui.pages.handoffs.answers import ANSWER_KEYS
from sdrdesk.ui.pages.handoffs.layout import HandoffsLayout
from sdrdesk.ui.pages.handoffs.mailing import Mailing
from sdrdesk.ui.pages.handoffs.papers import Papers
from sdrdesk.ui.pages.handoffs.planning import Planning
from sdrdesk.ui.pages.handoffs.reading import Detail, Snapshot, check_views, read_detail, read_list, reasons
from sdrdesk.ui.pages.handoffs.words import DOT, STATE_CHIPS, Words
from sdrdesk.ui.pages.handoffs.writing import Order, Writing

_TYPING_MS = 500


class HandoffsPage(HandoffsLayout):
    """Who is ready, what lacks, and the packet."""

    TABLES = (
        "handoff",
        "handoff_answer",
        "message",
        "prospect",
        "company",
        "evidence",
        "red_flag",
        "task",
        "account_executive",
        "setting",
        "handoff_plan",
        "standard",
        "outbox",
        "mailbox",
    )

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(ctx, parent)
        self.words = Words(ctx)
        self._snapshot = Snapshot((), (), (), "", 0, False)
        self._detail: Detail | None = None
        self._wanted: int | None = None
        self._key = ""
        self._turn = self._list_turn = 0
        self.papers = Papers(ctx, self.preview)
        self.writing = Writing(ctx, self)
        self.planning = Planning(ctx, self.form)
        self.answering = Answering(ctx, self.sent.answers, self.words, self)
        self.mailing = Mailing(ctx, self.sent, self.words)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._read_preview)
        self._connect()

    def _connect(self) -> None:
        self.filter.changed.connect(self._filter)
        self.list.chosen.connect(self._choose)
        self.list.entered.connect(self._enter)
        self.form.ae.changed.connect(self._ae_changed)
        self.form.ae.wanted.connect(self.writing.keep_ae)
        self.form.plan_changed.connect(self._typing.start)
        self.planning.ticked.connect(self._read_detail)
        self.form.folder_wanted.connect(self.pick_folder)
        self.form.create_wanted.connect(self.hand_off)
        self.form.save_wanted.connect(self.save_pdf)
        self.form.person_wanted.connect(self._open_person)
        self.sent.person_wanted.connect(self._open_person)
        self.sent.folder_wanted.connect(self.open_folder)
        self.answering.read.connect(self.mailing.show_history)
        self.writing.ae_added.connect(self._ae_added)
        self.writing.ae_problem.connect(self.form.ae.show_problem)
        self.writing.folder_problem.connect(self.form.set_folder_problem)
        self.writing.busy_changed.connect(self._update_buttons)
        self.writing.handed_off.connect(self._handed_off)
        self.empty.action_clicked.connect(partial(self.ctx.nav.go.emit, "today"))
        keys: tuple[tuple[str, Callable[[], None]], ...] = (
            ("J", partial(self.list.step, 1)),
            ("K", partial(self.list.step, -1)),
            ("Escape", self.list.setFocus),
            ("Ctrl+Return", self.primary),
            ("Ctrl+Enter", self.primary),
            *((key, partial(self._answer_key, answer)) for answer, key in ANSWER_KEYS.items()),
        )
        for sequence, slot in keys:
            shortcut = QShortcut(QKeySequence(sequence), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # --- reading -----------------------------------------------------------------------------------------------------------

    def show_prospect(self, prospect_id: int) -> None:
        """Show this person's checklist, or their handoff when it is with the AE (Ctrl+H on Today)."""
        self._wanted = prospect_id
        self._key = f"p{prospect_id}"
        self.filter.set_value("")
        self.mark_stale()

    def refresh(self) -> None:
        """Read the list again."""
        wanted = self._wanted
        self._list_turn += 1
        turn = self._list_turn

        def done(snapshot: Snapshot) -> None:
            if turn == self._list_turn:  # two readers may finish out of order
                self._show_list(snapshot)

        self.ctx.runner.query(self, lambda: read_list(self.ctx, wanted), done)

    def _show_list(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        if snapshot.asked and self._key == f"p{self._wanted}":
            self._key = snapshot.asked
        for tab, count in listing.counts(snapshot).items():
            self.filter.set_count(tab, count)
        figures = handoff_figures(snapshot.handoffs, self.ctx.desk.clock.now())
        tally = self.tr("%n handed off in the last 90 days", "", figures.sent)
        tally += self.tr(", %n accepted", "", figures.accepted) + "".join(self.tr(", %1 won").replace("%1", str(m)) for m in figures.won)
        self._tally.setText(tally)
        self.show_figures(self._figures(figures))
        self.form.set_folder(snapshot.folder)
        # The last AE is the likeliest for the next handoff; it is only a proposal.
        last = next((ae.id for h in snapshot.handoffs for ae in snapshot.executives if ae.name == h.ae), None)
        self.form.ae.set_executives(snapshot.executives, last or (snapshot.executives[0].id if len(snapshot.executives) == 1 else None))
        self._put()

    def _figures(self, figures: HandoffFigures) -> list[str]:
        """By account executive, reasons of return, and how soon they answer: under the list."""
        lines = []
        for one in figures.by_ae:
            rate = one.accepted
            said = self.tr("%1: %2 of %3 answered accepted").replace("%1", one.ae).replace("%3", str(rate.n))
            hits = round(rate.n * rate.value) if rate.value is not None else 0
            span = f" ({rate.low:.0%} - {rate.high:.0%})" if rate.low is not None and rate.high is not None else ""
            lines.append(said.replace("%2", str(hits)) + span)
        lines += [f"{self.ctx.texts(f'return_reason.{code}')}: {n}" for code, n in figures.returned]
        if figures.hours is not None:
            lines.append(self.tr("answered after %1 h (median)").replace("%1", f"{figures.hours:.0f}"))
        return lines

    def _put(self) -> None:
        key = self._key
        entries = listing.entries(self._snapshot, self.words, self.filter.value(), self.ctx.desk.clock.now())
        self.list.blockSignals(True)
        self.list.entries.set_entries(entries)
        found = self.list.choose(key)
        if not found:
            self.list.choose_first()
        self.list.blockSignals(False)
        self._choose(self.list.key())

    def _filter(self, _tab: str) -> None:
        self._put()

    def _person(self) -> Candidate | None:
        return next((p for p in self._snapshot.people if f"p{p.prospect_id}" == self._key), None)

    def _handoff(self) -> HandoffRow | None:
        return next((h for h in self._snapshot.handoffs if f"h{h.id}" == self._key), None)

    # --- what is shown -----------------------------------------------------------------------------------------------------

    @Slot(str)
    def _choose(self, key: str) -> None:
        moved, self._key = key != self._key, key
        if moved:
            self._detail = None
            self.form.set_folder_problem("")
        person, row = self._person(), self._handoff()
        self.middle.setCurrentWidget(self.form if person else self.sent if row else self._empty_panel)
        if person:
            self._show_person(person)
        elif row:
            self._show_handoff(row)
        else:
            self._turn += 1
            self.papers.show_words("")

    def _stage_names(self, last: str = "") -> list[str]:
        texts = self.ctx.texts
        return [self.tr("Draft"), texts("handoff_state.sent"), texts("handoff_state.accepted"), last or self.tr("Won or lost")]

    def _show_person(self, person: Candidate) -> None:
        parts = (person.name if person.company else "", person.title, self.ctx.texts(f"lead_type.{person.lead_type}"))
        self.form.set_person(person, DOT.join(p for p in parts if p), self._stage_names())
        self.planning.begin(person.prospect_id)
        self._read_detail()

    def _read_detail(self) -> None:
        person, ae = self._person(), self.form.ae.value()
        if person is None:
            return
        self.form.set_ae_name(ae.name if ae else "", self._snapshot.hours)
        self._turn += 1
        turn, prospect_id = self._turn, person.prospect_id
        if self._detail is None:
            self.form.set_checks([])
            self.form.create_button.setEnabled(False)

        def done(detail: Detail) -> None:
            if turn == self._turn:
                self._detail = detail
                self.planning.loaded(prospect_id, detail.plan)
                self._update_buttons()
                self.form.set_checks(check_views(self.ctx, self.words, detail, ae))
                self._read_preview()

        self.ctx.runner.query(self, lambda: read_detail(self.ctx, prospect_id, ae), done)

    def _missing(self) -> list[str]:
        return reasons(self.ctx, self._detail, self._snapshot.folder) if self._detail else [""]

    @Slot()
    def _update_buttons(self) -> None:
        if self._detail is not None:
            can_save = self._detail.verdict.meeting_at is not None and self.form.ae.value() is not None
            self.form.set_reasons(self._missing(), self.writing.busy, can_save)

    @Slot()
    def _read_preview(self) -> None:
        person, detail = self._person(), self._detail
        if person is not None and detail is not None:
            has_meeting = detail.verdict.meeting_at is not None
            self.papers.show_draft(person.prospect_id, has_meeting, self.form.ae.value(), self.planning.plan())

    def _show_handoff(self, row: HandoffRow) -> None:
        texts, moment = self.ctx.texts, self.words.moment
        state = texts(f"handoff_state.{row.state}")
        second = DOT.join(part for part in (row.name if row.company else "", self.tr("with %1").replace("%1", row.ae)) if part)
        self.sent.set_head(row.company or row.name, second, state, STATE_CHIPS.get(row.state, "plain"))
        at = {"sent": 1, "accepted": 2, "returned": 1, "won": 3, "lost": 3}.get(row.state, 1)
        self.sent.stages.set_stages(self._stage_names(state if at == 3 else ""), at)
        facts = [(self.tr("Handed off"), moment(row.at), "t1")]
        if row.answer_due is not None and row.answered_at is None:
            late = self.words.late(row)
            due = self.tr("%1, no answer noted").replace("%1", moment(row.answer_due)) if late else moment(row.answer_due)
            facts.append((self.tr("Answer due"), due, "amber" if late else "t1"))
        if row.meeting_at is not None:
            facts.append((self.tr("Meeting"), moment(row.meeting_at), "t1"))
        if row.reason:
            facts.append((self.tr("Why"), row.reason, "t1"))
        if row.money is not None:
            facts.append((self.tr("Amount"), str(row.money), "t1"))
        if row.note:
            facts.append((self.tr("Note"), row.note, "t1"))
        self.sent.set_facts(facts)
        self.sent.set_file(row.file)
        self.mailing.show_row(row, self._snapshot.account)
        self.answering.show_row(row)
        self._turn += 1  # a checklist on its way is for somebody else
        self.papers.show_packet(row.file)

    # --- what the user does ------------------------------------------------------------------------------------------------

    @Slot()
    def _enter(self) -> None:
        (self.form.note if self.middle.currentWidget() is self.form else self.sent.open_folder).setFocus()

    @Slot()
    def _open_person(self) -> None:
        person, row = self._person(), self._handoff()
        if person or row:
            self.ctx.nav.open_prospect.emit(person.prospect_id if person else row.prospect_id if row else 0)

    @Slot()
    def _ae_changed(self) -> None:
        self._read_detail()

    def _answer_key(self, answer: str) -> None:
        if self.middle.currentWidget() is self.sent and self.sent.answers.buttons[answer].isVisible():
            self.answering.by_hand(answer)

    @Slot()
    def open_folder(self) -> None:
        """Show the packet's folder in the file manager."""
        row = self._handoff()
        if row is not None and row.file:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(row.file).parent)))

    @Slot()
    def pick_folder(self) -> None:
        """Ask for the folder, and remember it."""
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder for the packet"), self._snapshot.folder)
        if folder:
            self.form.set_folder_problem("")
            self.ctx.runner.op(self, lambda: self.ctx.desk.settings.change({"handoff.folder": folder}))

    def _order(self) -> Order | None:
        person, ae = self._person(), self.form.ae.value()
        if person is None or ae is None or self.middle.currentWidget() is not self.form:
            return None
        return Order(person, ae, self._snapshot.folder, self.planning.plan())

    @Slot()
    def primary(self) -> None:
        """Hand off who is in front, or send the packet of what was handed off."""
        (self.mailing.send if self.middle.currentWidget() is self.sent else self.hand_off)()

    @Slot()
    def hand_off(self) -> None:
        """Write the packet and record the handoff, when everything holds."""
        order = self._order()
        if order is not None and not self._missing():
            self.planning.keep()  # an undo of the handoff brings back what was prepared
            self.writing.hand_off(order)

    @Slot()
    def save_pdf(self) -> None:
        """Write the PDF alone into the folder."""
        order = self._order()
        if order is not None and not order.folder:
            self.form.set_folder_problem(self.tr("Choose a folder first."))
        elif order is not None:
            self.writing.save_pdf(order)

    def _handed_off(self, _person: Candidate, handoff_id: int) -> None:
        self._key, self._wanted = f"h{handoff_id}", None
        self.refresh()

    @Slot(int)
    def _ae_added(self, ae_id: int) -> None:
        before = self.form.ae.value()
        self.form.ae.close_new()
        self.form.ae.set_executives(self.ctx.desk.executives.book())
        self.form.ae.choose(ae_id)
        if before is None or before.id != ae_id:  # a new one is meant for this handoff; one that was changed was chosen before
            self.planning.picked()
