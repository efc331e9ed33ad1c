"""The Prospects page: everybody, by segment, search and order; and what can be done with many at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from sdrdesk.core.queries.people import ProspectRow, prospect_ids, prospect_rows
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.dialogs.edit_prospect import EditProspectDialog
from sdrdesk.ui.models.id_table import IdTableModel
from sdrdesk.ui.page import Page
from sdrdesk.ui.pages.prospects.actions import BulkActions
from sdrdesk.ui.pages.prospects.bulk_bar import BulkBar
from sdrdesk.ui.pages.prospects.bulk_more import BulkMore
from sdrdesk.ui.pages.prospects.columns import Words, prospect_columns
from sdrdesk.ui.pages.prospects.head import ProspectsHead
from sdrdesk.ui.pages.prospects.segments import SegmentEntry, SegmentList
from sdrdesk.ui.pages.prospects.table import ProspectTable
from sdrdesk.ui.theme import current
from sdrdesk.ui.widgets.empty_state import EmptyState

_DEBOUNCE_MS = 150
_CLOCK_MS = 20_000


class ProspectsPage(Page):
    """Segments at the left, the table at the right, the bulk bar under it while something is ticked."""

    TABLES = ("prospect", "company", "enrolment", "touch", "task")

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(ctx, parent)
        self.setObjectName("prospects_page")
        self._order = ("name", False)
        self._asked = 0
        self._wanted_id: int | None = None
        self._words = Words(ctx)
        self.model: IdTableModel[ProspectRow] = IdTableModel(prospect_columns(ctx, self._words), self._fetch, self, tickable=True)
        self.table = ProspectTable(self.model, self._words)
        self.table.setAccessibleName(self.tr("Prospects"))
        self.segments = SegmentList(self._segment_groups())
        self.bulk = BulkBar()
        self.doing = BulkActions(ctx, self.model, self)
        self.more = BulkMore(ctx, self.model, self)
        self.head = ProspectsHead()
        self.search_box = self.head.search_box
        self.empty = EmptyState()
        self._make_timers()
        self._lay_out()
        self._connect()
        self._make_shortcuts()
        self.bulk.set_count(0, 0)

    # building

    def _segment_groups(self) -> list[tuple[str, Sequence[SegmentEntry]]]:
        return [
            (
                self.tr("Segments"),
                (
                    SegmentEntry("all", self.tr("All prospects")),
                    SegmentEntry("in_cadence", self.tr("In a cadence")),
                    SegmentEntry("no_next_step", self.tr("No next step")),
                    SegmentEntry("closed", self.tr("Closed")),
                ),
            ),
            (
                self.tr("To clean up"),
                (
                    SegmentEntry("no_phone", self.tr("Missing phone")),
                    SegmentEntry("no_email", self.tr("Missing email")),
                ),
            ),
        ]

    def _make_timers(self) -> None:
        self._find_timer = QTimer(self, interval=_DEBOUNCE_MS, singleShot=True)
        self._clock_timer = QTimer(self, interval=_CLOCK_MS)
        self._clock_timer.start()

    def _lay_out(self) -> None:
        body = QWidget()
        self._body = QStackedLayout(body)
        self._body.addWidget(self.table)
        nobody = QWidget()
        middle = QVBoxLayout(nobody)
        middle.setContentsMargins(16, 40, 16, 16)
        self.empty.setMinimumWidth(current().px(520))  # its line on one row: a centred widget gets no height for a wrapped one
        middle.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(1)
        self._body.addWidget(nobody)
        right = QWidget()
        right.setProperty("role", "surface")
        right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(body, 1)
        column.addWidget(self.bulk)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.segments)
        row.addWidget(right, 1)

    def _connect(self) -> None:
        self.model.sort_wanted.connect(self._sort)
        self.model.ticks_changed.connect(self._ticks_changed)
        self.table.opened.connect(self._open)
        self.table.header().tick_all.connect(self._tick_all_or_none)
        self.segments.changed.connect(self._segment_changed)
        self.search_box.textChanged.connect(lambda: self._find_timer.start())
        self._find_timer.timeout.connect(self._read_ids)
        self._clock_timer.timeout.connect(self._tick_clock)
        self.head.import_button.clicked.connect(self.go_import)
        self.head.new_button.clicked.connect(self.new_person)
        self.empty.action_clicked.connect(self._empty_action)
        self.bulk.cadence.connect(self.doing.add_to_cadence)
        self.bulk.select_all.connect(self.select_all)
        self.bulk.export.connect(lambda: self.doing.export(self.segments.value()))
        self.bulk.chosen.connect(self.more.run)
        self.bulk.block.connect(self._block)
        self.bulk.clear.connect(self._escape)

    def _make_shortcuts(self) -> None:
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, slot in (
            ("I", self.go_import),
            ("Ctrl+N", self.new_person),
            ("/", self._focus_find),
            ("X", self._toggle),
            ("Ctrl+A", self.select_all),
            ("J", lambda: self.table.step(1)),
            ("K", lambda: self.table.step(-1)),
            ("Shift+Down", lambda: self._extend(1)),
            ("Shift+Up", lambda: self._extend(-1)),
            ("A", self.doing.add_to_cadence),
            ("T", lambda: self.more.run("tier")),
            ("B", lambda: self.more.run("role")),
            ("G", lambda: self.more.run("tag")),
            ("Z", lambda: self.more.run("snooze")),
            ("Y", self._show_company),
            ("M", lambda: self.bulk.open_more() if self.model.ticked_count else None),
            ("8", self.ask_block),
            ("Esc", self._escape),
        ):
            QShortcut(QKeySequence(keys), self, slot, context=here)
        # On the bar only, so that Enter elsewhere keeps its meaning.
        for key in ("Return", "Enter"):
            QShortcut(QKeySequence(key), self.bulk, self.bulk.agree, context=here)
        QShortcut(QKeySequence("Down"), self.search_box, self.table.setFocus, context=Qt.ShortcutContext.WidgetShortcut)
        self.search_box.returnPressed.connect(self.table.setFocus)

    # reading

    def _fetch(self, ids: Sequence[int]) -> dict[int, ProspectRow]:
        found: dict[int, ProspectRow] = self.ctx.read(lambda s, profile: prospect_rows(s, ids))
        return found

    def refresh(self) -> None:
        self.model.forget()
        self._read_ids()
        self._read_counts()

    @Slot()
    def _read_ids(self) -> None:
        self._find_timer.stop()
        self._asked += 1
        asked, desk = self._asked, self.ctx.desk
        sort, descending = self._order
        find, segment = self.search_box.text(), self.segments.value()

        def work() -> list[int]:
            with desk.read() as (s, _):
                return prospect_ids(s, sort=sort, descending=descending, find=find, segment=segment)

        self.ctx.runner.query(self, work, lambda ids: self._show_ids(ids) if asked == self._asked else None)

    def _read_counts(self) -> None:
        desk, keys = self.ctx.desk, self.segments.keys()

        def work() -> dict[str, int]:
            with desk.read() as (s, _):
                return {key: len(prospect_ids(s, segment=key)) for key in keys}

        self.ctx.runner.query(self, work, self.segments.set_counts)

    def _show_ids(self, ids: list[int]) -> None:
        row = self.table.currentIndex().row()
        current = self._wanted_id or (self.model.id_at(row) if 0 <= row < self.model.rowCount() else 0)
        self._wanted_id = None
        self.model.set_ids(ids)
        place = self.model.row_of(current)
        self.table.go_to(place if place >= 0 else max(row, 0))
        self.head.set_title(self.segments.words(), self.tr("%n prospects", "", len(ids)))
        self._body.setCurrentIndex(0 if ids else 1)
        self._say_empty(bool(ids))
        self.bulk.set_count(self.model.ticked_count, len(ids))
        if not self.search_box.hasFocus() and self.isVisible() and self.focusWidget() is None:
            self.table.setFocus()

    def _say_empty(self, listed: bool) -> None:
        if listed:
            return
        if self.search_box.text():
            where = self.tr("Search looks at names, companies, titles, addresses and notes.")
            self.empty.set_state(self.tr("Nobody matches what you typed."), where, self.tr("Clear the search"), "Esc")
        elif self.segments.value() == "all":
            how = self.tr("Bring in a list, or add one person.")
            self.empty.set_state(self.tr("Nobody is here yet."), how, self.tr("Import a list"), "I")
        else:
            self.empty.set_state(self.tr("Nobody in this segment."))

    # the table

    @Slot(str, bool)
    def _sort(self, key: str, descending: bool) -> None:
        self._order = (key, descending)
        self._read_ids()

    @Slot(str)
    def _segment_changed(self, key: str) -> None:
        self.model.tick(self.model.ticked, False)
        self.table.scrollToTop()
        self._read_ids()

    @Slot(int)
    def _open(self, row: int) -> None:
        self.ctx.nav.open_prospect.emit(self.model.id_at(row))

    @Slot()
    def _show_company(self) -> None:
        """The company of the current row (seed W11)."""
        row = self.table.currentIndex().row()
        if row >= 0:
            self.ctx.nav.open_company.emit(self.model.id_at(row))

    @Slot()
    def _tick_clock(self) -> None:
        if self.isVisible():
            self.table.viewport().update()

    @Slot()
    def _toggle(self) -> None:
        if self.table.currentIndex().isValid():
            self.model.toggle(self.table.currentIndex().row())

    def _extend(self, rows: int) -> None:
        """Tick this row, go on, tick that one."""
        at = self.table.currentIndex().row()
        if at < 0:
            return
        self.table.step(rows)
        self.model.tick((self.model.id_at(at), self.model.id_at(self.table.currentIndex().row())))

    @Slot()
    def select_all(self) -> None:
        """Tick all who are listed."""
        self.model.tick(self.model.ids)

    @Slot()
    def _tick_all_or_none(self) -> None:
        self.model.tick(self.model.ids, self.model.ticked_count < self.model.rowCount())

    @Slot()
    def _ticks_changed(self) -> None:
        self.bulk.set_count(self.model.ticked_count, self.model.rowCount())
        self.table.viewport().update()
        if self.bulk.isHidden() and self.focusWidget() is None:
            self.table.setFocus()

    @Slot()
    def _focus_find(self) -> None:
        self.search_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_box.selectAll()

    @Slot()
    def _escape(self) -> None:
        """One step back: the question, the search field, the ticks, the search."""
        if self.bulk.asking:
            self.bulk.keep()
            self.table.setFocus()
        elif self.search_box.hasFocus():
            self.search_box.clear()
            self.table.setFocus()
        elif self.model.ticked_count:
            self.model.tick(self.model.ticked, False)
            self.table.setFocus()
        else:
            self.search_box.clear()

    @Slot()
    def _empty_action(self) -> None:
        if self.search_box.text():
            self.search_box.clear()
        else:
            self.go_import()

    # actions

    @Slot()
    def ask_block(self) -> None:
        """The question before do-not-contact; Enter answers it."""
        if self.model.ticked_count:
            self.bulk.ask()

    @Slot()
    def _block(self) -> None:
        self.doing.block()
        self.table.setFocus()

    @Slot()
    def go_import(self) -> None:
        """Open the Import page."""
        self.ctx.nav.go.emit("import")

    @Slot()
    def new_person(self) -> None:
        """Open the dialog of one new person."""
        dialog = EditProspectDialog(self.ctx, parent=self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(self._show_person)
        dialog.open()

    @Slot(int)
    def _show_person(self, prospect_id: int) -> None:
        self._wanted_id = prospect_id
        self._read_ids()
