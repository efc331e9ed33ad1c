"""The page of one company: the committee at the left, referrals and plan in the middle, all touches at the right (seeds W11, W13; rule R9)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from sdrdesk.core.errors import NotFound
from sdrdesk.core.queries.company import CompanyView, company_view
from sdrdesk.core.render.committee_words import usual_words
from sdrdesk.core.render.fit_words import fit_lines, fit_words
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.dialogs.ask import STOP_REASONS, AskReason
from sdrdesk.ui.dialogs.edit_company import EditCompany
from sdrdesk.ui.dialogs.edit_prospect import EditProspectDialog
from sdrdesk.ui.page import Page
from sdrdesk.ui.pages.company.middle import Middle
from sdrdesk.ui.pages.company.words import DOT, ROLES, committee_entries, touch_entries
from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.entry_list import WIDTH, EntryList
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.segmented import SegmentedControl, SegmentSpec
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel


class _Head(QWidget):
    """A bar with a line under it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, current().color("line"))


class CompanyPage(Page):
    """Who decides there, who is missing, who named whom, what is known, and what happened with all of them."""

    TABLES = ("company", "prospect", "touch", "research", "enrolment", "evidence", "setting", "standard")

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(ctx, parent)
        self.setObjectName("company_page")
        self.view: CompanyView | None = None
        self._id = 0
        self._wanted = ""
        self._turn = 0
        self._back_to = "today"
        self.list = EntryList("committee_list", self.tr("Buying committee"))
        self.middle = Middle(ctx)
        self.touches = EntryList("company_touches", self.tr("All touches"))
        self._build()
        self._connect()
        self.setFocusProxy(self.list)

    def _build(self) -> None:
        left, right = QWidget(), QWidget()
        self.usual = PlainLabel("", "t2", 12, wrap=True)
        self.usual.setObjectName("company_usual")
        self.usual.setContentsMargins(16, 8, 12, 8)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.usual)
        column.addWidget(self.list, 1)
        hint = PlainLabel(self.tr("1 to 6 give the chosen person a role, 0 takes it; Enter opens them"), "t3", 12, wrap=True)
        hint.setContentsMargins(16, 6, 12, 8)
        column.addWidget(hint)
        self.whose = SegmentedControl(
            [SegmentSpec("all", self.tr("Everybody")), SegmentSpec("one", self.tr("The chosen person"))], joined=False
        )
        self.whose.setObjectName("touches_of")
        self.whose.set_value("all")
        self.touched = PlainLabel("", "t3", 12)
        self.touched.setObjectName("company_touched")
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 6, 12, 6)
        bar.addWidget(self.whose)
        bar.addStretch(1)
        bar.addWidget(self.touched)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.touches, 1)
        splitter = QSplitter()
        splitter.setObjectName("company_splitter")
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        for widget, least in ((left, 240), (self.middle, 360), (right, 260)):
            widget.setMinimumWidth(least)
            splitter.addWidget(widget)
        splitter.setSizes([WIDTH, 560, 380])
        splitter.setStretchFactor(1, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._make_head())
        page.addWidget(splitter, 1)

    def _make_head(self) -> QWidget:
        head = _Head()
        head.setFixedHeight(48)
        self.title = ElidedLabel("", "t1", 18, 600)
        self.title.setObjectName("company_title")
        self.facts = ElidedLabel("", "t2", 13)
        self.facts.setObjectName("company_facts")
        self.back = KeyButton(self.tr("Back"), "ghost", "reply", small=True)
        self.back.setObjectName("company_back")
        self.back.set_keys("Esc")
        self.edit = KeyButton(self.tr("Edit"), small=True)
        self.edit.setObjectName("company_edit")
        self.edit.set_keys("E")
        self.new = KeyButton(self.tr("New person"), small=True)
        self.new.setObjectName("company_new_person")
        self.new.set_keys("Ctrl+N")
        row = QHBoxLayout(head)
        row.setContentsMargins(10, 0, 20, 0)
        row.setSpacing(12)
        row.addWidget(self.back)
        row.addWidget(self.title)
        row.addWidget(self.facts, 1)
        row.addWidget(self.edit)
        row.addWidget(self.new)
        return head

    def _connect(self) -> None:
        self.back.clicked.connect(self.go_back)
        self.edit.clicked.connect(self.edit_facts)
        self.new.clicked.connect(self.new_person)
        self.list.chosen.connect(lambda _: self._read_one())
        self.list.entered.connect(self.open_person)
        self.whose.changed.connect(lambda _: self.refresh())
        self.touches.entered.connect(self._open_touched)
        self.middle.chosen.connect(self._choose)
        self.middle.released.connect(self._release)
        self.middle.stopped.connect(self._stop)
        self.middle.typed.connect(self._note)
        keys: list[tuple[str, Callable[[], None]]] = [
            ("J", partial(self.list.step, 1)),
            ("K", partial(self.list.step, -1)),
            ("E", self.edit_facts),
            ("Ctrl+N", self.new_person),
            ("Escape", self.go_back),
            ("0", partial(self.set_role, "")),
            *((str(n), partial(self.set_role, role)) for n, role in enumerate(ROLES, 1)),
        ]
        for sequence, slot in keys:
            QShortcut(QKeySequence(sequence), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut).activated.connect(slot)

    # --- reading -----------------------------------------------------------------------------------------------------------

    def show_company(self, company_id: int, person: int, back_to: str) -> None:
        """Show a company, with a person of it chosen; Esc goes back to the page one came from."""
        self.middle.keep()
        if company_id != self._id:
            self.middle.clear()
            self.view = None
        self._id, self._wanted, self._back_to = company_id, f"p{person}" if person else "", back_to
        self.mark_stale()

    def refresh(self) -> None:
        """Read the company again."""
        company_id = self._id
        one = self._person() if self.whose.value() == "one" else 0
        if not company_id:
            return
        self._turn += 1
        turn, desk = self._turn, self.ctx.desk

        def work() -> CompanyView:
            with desk.read() as (s, _):
                return company_view(s, company_id, of_person=one)

        def failed(error: Exception) -> None:
            if isinstance(error, NotFound):  # undone or deleted in the meantime
                self.go_back()
            else:
                self.ctx.runner.failed.emit(error)

        self.ctx.runner.query(self, work, lambda view: self._show(view) if turn == self._turn else None, failed)

    def _show(self, view: CompanyView) -> None:
        self.view = view
        self.title.setText(view.name)
        size = self.ctx.texts("list.staff", n=view.size) if view.size else ""
        fit = fit_words(view.fit, self.ctx.texts) if view.fit is not None else ""
        self.facts.setText(DOT.join(p for p in (fit, view.industry, size, view.place, view.website) if p))
        self.facts.setAccessibleDescription("; ".join(fit_lines(view.fit, self.ctx.texts)) if view.fit is not None else "")
        self.usual.setText(usual_words(view.usual, view.known, view.size, self.ctx.texts))
        key = self._wanted or self.list.key()
        self._wanted = ""
        self.list.blockSignals(True)
        self.list.entries.set_entries(committee_entries(view, self.ctx))
        if not self.list.choose(key):
            self.list.choose_first()
        self.list.blockSignals(False)
        self.middle.show_view(view)
        self.touches.entries.set_entries(touch_entries(view, self.ctx))
        self.touched.setText(self.tr("%n touches", "", view.touched))

    def _person(self) -> int:
        key = self.list.key()
        return int(key[1:]) if key.startswith("p") else 0

    @Slot()
    def _read_one(self) -> None:
        if self.whose.value() == "one":
            self.refresh()

    def _choose(self, person: int) -> None:
        if not self.list.choose(f"p{person}"):
            self.ctx.nav.open_prospect.emit(person)  # somebody of another company who named one of them

    # --- what the user does ------------------------------------------------------------------------------------------------

    @Slot()
    def go_back(self) -> None:
        """To the page one came from."""
        self.middle.keep()
        self.ctx.nav.go.emit(self._back_to)

    @Slot()
    def open_person(self) -> None:
        """The chosen person on Today."""
        if person := self._person():
            self.ctx.nav.open_prospect.emit(person)

    @Slot()
    def _open_touched(self) -> None:
        key = self.touches.key()
        found = next((t for t in self.view.touches if f"t{t.id}" == key), None) if self.view else None
        if found is not None:
            self.ctx.nav.open_work.emit(found.prospect_id, "history")

    def set_role(self, role: str) -> None:
        """Give the chosen person a role of the committee, or none."""
        person, prospects = self._person(), self.ctx.desk.prospects
        known = next((m for m in self.view.people if m.id == person), None) if self.view else None
        if known is None or known.role == role:
            return
        texts = self.ctx.texts

        def done(_: Any) -> None:
            words = texts(f"buyer_role.{role}") if role else self.tr("role not known")
            self.ctx.nav.toast.emit(f"{known.name}: {words}", True)

        self.ctx.runner.op(self, lambda: prospects.edit(person, {"buyer_role": role}), done)

    @Slot()
    def edit_facts(self) -> None:
        """Industry, size, website and place."""
        if self.view is None:
            return
        company_id, ctx = self._id, self.ctx
        ctx.runner.query(
            self,
            lambda: ctx.desk.companies.facts(company_id),
            lambda facts: EditCompany(ctx, company_id, facts["name"], facts, self).open(),
        )

    @Slot()
    def new_person(self) -> None:
        """Somebody else of this company."""
        if self.view is None:
            return
        dialog = EditProspectDialog(self.ctx, parent=self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fields["company"].setText(self.view.name)
        dialog.saved.connect(self._saved)
        dialog.open()

    @Slot(int)
    def _saved(self, person: int) -> None:
        self._wanted = f"p{person}"
        self.refresh()

    def _release(self, person: int) -> None:
        enrolments = self.ctx.desk.enrolments
        self.ctx.runner.op(self, lambda: enrolments.release(person), lambda _: self.ctx.nav.toast.emit(self.tr("The plan goes on."), True))

    def _stop(self, person: int, name: str) -> None:
        enrolments = self.ctx.desk.enrolments
        ask = AskReason(
            self.ctx, self.tr("Stop the plan of %1, because").replace("%1", name), self.tr("Stop the plan"), STOP_REASONS, self, danger=True
        )

        def put(why: str) -> None:
            self.ctx.runner.op(
                self, lambda: enrolments.stop(person, why), lambda _: self.ctx.nav.toast.emit(self.tr("The plan is stopped."), True)
            )

        ask.chosen.connect(put)
        ask.open()

    def _note(self, field: str, text: str, source: str) -> None:
        if self.view is not None and self.view.people:
            # The company's fields are kept with the company, whoever of it is named.
            one, research = self.view.people[0].id, self.ctx.desk.research
            self.ctx.runner.op(self, lambda: research.note(one, field, text, source))
