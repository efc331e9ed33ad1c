"""Settings, Do not contact: the list with reason, since and source; add, paste, bring in, take off (rule R17)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDate, QLocale, QTimer, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sdrdesk.core.domain.do_not_contact import Entry
from sdrdesk.core.services.do_not_contact import Added, Line
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.dialogs.ask import AskReason
from sdrdesk.ui.dialogs.do_not_contact import AskFile, AskLine, AskLines
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.small_table import Heading, SmallTable
from sdrdesk.ui.widgets.text import PlainLabel

READ = 500
LOOK_AFTER_MS = 200
OFF_REASONS = ("asked_again", "wrong_entry", "other_person")


class DoNotContactSection(QWidget):
    """The list and its buttons."""

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = "do_not_contact"
        self.title = self.tr("Do not contact")
        self.setObjectName("section_do_not_contact")
        self._ctx = ctx
        self._lines: tuple[Line, ...] = ()
        self._turn = 0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LOOK_AFTER_MS)
        self._later.timeout.connect(self.refresh)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(PlainLabel(self.title, "t1", 15, 600))
        why = self.tr(
            "Looked at when a list comes in, when a plan begins, when an email is written and again in the moment it leaves, and before a call."
        )
        column.addWidget(PlainLabel(why, "t3", 12, wrap=True))
        column.addSpacing(4)
        self.card = Card("surface", (12, 10, 12, 10), 8)
        column.addWidget(self.card)
        self.card.add_row(self._make_head())
        self.table = SmallTable(
            [
                Heading(self.tr("Who or what"), 180, 2, "t1", 500),
                Heading(self.tr("Kind"), 76),
                Heading(self.tr("Not by"), 84),
                Heading(self.tr("Reason"), 120, 2),
                Heading(self.tr("Since"), 104),
                Heading(self.tr("Source"), 108, 1),
            ],
            "dnc_table",
            self.tr("Do not contact"),
            choose="many",
        )
        self.table.setFixedHeight(260)
        self.table.chosen_changed.connect(self._update)
        self.card.add_row(self.table)
        self.none = PlainLabel("", "t2", wrap=True)
        self.none.setObjectName("dnc_none")
        self.none.setContentsMargins(8, 8, 8, 8)
        self.card.add_row(self.none)
        self.card.add_row(self._make_foot())

    def _make_head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.search = QLineEdit()
        self.search.setObjectName("dnc_search")
        self.search.setAccessibleName(self.tr("Search the list"))
        self.search.setPlaceholderText(self.tr("Search the list"))
        self.search.textChanged.connect(self._later.start)
        self.count = PlainLabel("", "t2", 12)
        self.count.setObjectName("dnc_count")
        row.addWidget(self.search, 1)
        row.addWidget(self.count)
        return head

    def _make_foot(self) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 2, 0, 0)
        row.setSpacing(8)
        self.remove = KeyButton(self.tr("Take off the list…"))
        for name, button, slot in (
            ("dnc_add", KeyButton(self.tr("Add…"), icon="plus"), self._add),
            ("dnc_paste", KeyButton(self.tr("Paste many…")), self._paste),
            ("dnc_import", KeyButton(self.tr("Import a list…")), self._import),
            ("dnc_remove", self.remove, self._remove),
        ):
            button.setObjectName(name)
            button.clicked.connect(slot)
            if button is self.remove:
                row.addStretch(1)
            row.addWidget(button)
        return foot

    # --- reading -----------------------------------------------------------------------------------------------------------

    @Slot()
    def refresh(self) -> None:
        """Read the list."""
        self._turn += 1
        turn, part, service = self._turn, self.search.text(), self._ctx.desk.do_not_contact

        def done(read: tuple[list[Line], int]) -> None:
            if turn == self._turn:
                self._show(*read)

        self._ctx.runner.query(self, lambda: (service.lines(part, READ), service.count()), done)

    def _show(self, lines: Sequence[Line], count: int) -> None:
        before = {self._lines[i].id for i in self.table.chosen() if i < len(self._lines)}
        self._lines = tuple(lines)
        self.table.set_rows([self._cells(line) for line in lines])
        for number, line in enumerate(lines):
            if line.id in before:
                self.table.selectRow(number)
        self.count.setText(self.tr("%n on the list", "", count))
        self.table.setVisible(bool(lines))
        self.none.setHidden(bool(lines))
        self.none.setText(self.tr("Nothing on the list matches.") if count else self.tr("Nobody is on the list."))
        self._update()

    def _cells(self, line: Line) -> tuple[str, ...]:
        texts, locale = self._ctx.texts, QLocale(self._ctx.texts.language)
        day = line.since.astimezone(self._ctx.profile.zone).date()
        since = locale.toString(QDate(day.year, day.month, day.day), self.tr("d MMM yyyy"))
        reason = texts(f"reason.{line.reason}") if texts.has(f"reason.{line.reason}") else line.reason
        value = line.value or self.tr("somebody who was erased")
        return (
            value,
            texts(f"dnc_kind.{line.kind}"),
            texts(f"dnc_channel.{line.channel}"),
            reason,
            since,
            texts(f"dnc_source.{line.source}"),
        )

    @Slot()
    def _update(self) -> None:
        chosen = len(self.table.chosen())
        self.remove.setEnabled(bool(chosen))
        self.remove.setToolTip("" if chosen else self.tr("Choose lines first"))

    # --- changing ----------------------------------------------------------------------------------------------------------

    @Slot()
    def _add(self) -> None:
        ask = AskLine(self._ctx, self.window())
        ask.chosen.connect(self._add_line)
        ask.open()

    @Slot(str, str, str)
    def _add_line(self, value: str, channel: str, reason: str) -> None:
        service = self._ctx.desk.do_not_contact
        self._ctx.runner.op(self, lambda: service.add([service.entry(value, channel, reason)]), self._added)

    @Slot()
    def _paste(self) -> None:
        ask = AskLines(self._ctx.profile.text("user.country"), self.window())
        ask.chosen.connect(lambda entries: self._keep(entries))
        ask.open()

    def _keep(self, entries: list[Entry], file: str = "") -> None:
        service = self._ctx.desk.do_not_contact
        self._ctx.runner.op(self, lambda: service.add(entries, file=file), self._added)

    def pick_file(self) -> str:
        """Which list; tests replace this."""
        return QFileDialog.getOpenFileName(self, self.tr("Import a list"), "", self.tr("Lists (*.csv *.tsv *.txt *.jsonl)"))[0]

    @Slot()
    def _import(self) -> None:
        path = self.pick_file()
        if path:
            service = self._ctx.desk.do_not_contact
            self._ctx.runner.query(self, lambda: service.read_file(Path(path)), lambda read: self._ask_file(Path(path).name, *read))

    def _ask_file(self, name: str, entries: list[Entry], wrong: list[tuple[int, str]]) -> None:
        ask = AskFile(name, len(entries), wrong, self.window())
        ask.chosen.connect(lambda: self._keep(entries, name))
        ask.open()

    def _added(self, outcome: Any) -> None:
        added: Added = outcome.value
        words = self.tr("Put on the list: %n", "", added.new)
        if added.known:
            words += " · " + self.tr("%n were there before", "", added.known)
        if added.people:
            words += " · " + self.tr("stopped for %n people", "", added.people)
        self._ctx.nav.toast.emit(words, added.new > 0)

    @Slot()
    def _remove(self) -> None:
        ids = [self._lines[i].id for i in self.table.chosen()]
        if not ids:
            return
        title = self.tr("Take %n off the list, because", "", len(ids))
        ask = AskReason(self._ctx, title, self.tr("Take off the list"), OFF_REASONS, self.window(), danger=True)
        ask.chosen.connect(lambda why: self._take_off(ids, why))
        ask.open()

    def _take_off(self, ids: list[int], why: str) -> None:
        service, texts = self._ctx.desk.do_not_contact, self._ctx.texts
        reason = texts(f"reason.{why}") if texts.has(f"reason.{why}") else why
        said = self.tr("Taken off the list: %n; people who were closed stay closed", "", len(ids))
        self._ctx.runner.op(self, lambda: service.remove(ids, reason), lambda _: self._ctx.nav.toast.emit(said, True))
