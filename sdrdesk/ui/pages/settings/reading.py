"""Where mail is read from: the folders of each account, and directories of .eml files for people without IMAP (rule R18)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from sdrdesk.core.services.mail_folders import NEVER_WATCHED, FolderRow, Problem, ReadingAccount
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.day_words import DayWords
from sdrdesk.ui.error_surfaces import sentence
from sdrdesk.ui.widgets.card import Card
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import ElidedLabel, PlainLabel

COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that mail is read from."""

    accounts: tuple[tuple[ReadingAccount, tuple[FolderRow, ...]], ...]
    directories: tuple[FolderRow, ...]


class ReadingSection(QWidget):
    """Which folders are read. What is ticked counts at once; these are facts of the machine, which undo leaves alone."""

    def __init__(self, ctx: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self.key = "reading"
        self.title = self.tr("Reading mail")
        self.setObjectName("section_reading")
        self._lines: list[QWidget] = []
        self._shown: Sources | None = None
        self.card = Card("surface", (20, 8, 12, 8), ruled=True)
        self.none = PlainLabel(
            self.tr(
                "Nothing is read yet. Give an account its IMAP server, or choose a folder into which your mail program saves .eml files."
            ),
            "t2",
            wrap=True,
        )
        self.none.setObjectName("reading_none")
        self.none.setContentsMargins(0, 8, 0, 8)
        self.error = PlainLabel("", "red", 12, wrap=True)
        self.error.setObjectName("reading_error")
        self.error.hide()
        self.add = KeyButton(self.tr("Read a folder of .eml files…"), "default", "plus")
        self.add.setObjectName("directory_add")
        self.add.clicked.connect(self._add)
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 8, 0, 6)
        row.addWidget(self.add)
        row.addStretch(1)
        for widget in (self.none, self.error, foot):
            self.card.add_row(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(PlainLabel(self.title, "t1", 15, 600))
        said = self.tr("Mail is only looked at, never changed or marked. Only messages of people on your list are kept.")
        column.addWidget(PlainLabel(said, "t3", 12, wrap=True))
        column.addSpacing(4)
        column.addWidget(self.card)

    def refresh(self) -> None:
        """Read the sources again."""
        folders = self._ctx.desk.mail_folders

        def work() -> Sources:
            return Sources(tuple((a, tuple(folders.rows(a.id))) for a in folders.accounts()), tuple(folders.directories()))

        self._ctx.runner.query(self, work, self.show_sources)

    def show_sources(self, found: Sources) -> None:
        """A line for each account with its folders, and for each directory; who walks through them by keyboard stays where they are."""
        if found == self._shown:
            return
        self._shown = found
        at_work = QApplication.focusWidget()
        name = at_work.objectName() if at_work is not None and self.isAncestorOf(at_work) else ""
        for line in self._lines:
            self.card.column.removeWidget(line)
            line.setParent(None)
            line.deleteLater()
        self._lines = [self._account(account, rows) for account, rows in found.accounts]
        self._lines += [self._directory(row) for row in found.directories]
        for at, line in enumerate(self._lines):
            self.card.column.insertWidget(at, line)
        self.none.setHidden(bool(self._lines))
        stays = self.findChild(QWidget, name) if name else None
        if stays is not None:
            stays.setFocus()

    # --- lines -------------------------------------------------------------------------------------------------------------

    def _account(self, account: ReadingAccount, rows: tuple[FolderRow, ...]) -> QWidget:
        line = QWidget()
        line.setObjectName(f"reading_account_{account.id}")
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 8, 8, 8)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(ElidedLabel(account.address, "t1", 13, 600), 1)
        if account.problem is not None:
            again = KeyButton(self.tr("Try again"), small=True)
            again.setObjectName(f"reading_again_{account.id}")
            again.clicked.connect(partial(self._retry, account.id))
            head.addWidget(again)
        column.addLayout(head)
        column.addWidget(self._state(account.problem, account.read_at))
        grid = QGridLayout()
        grid.setContentsMargins(0, 4, 0, 0)
        readable = [row for row in rows if row.role not in NEVER_WATCHED]
        for n, row in enumerate(readable):
            grid.addWidget(self._tick(row), n // COLUMNS, n % COLUMNS)
        if not readable:
            column.addWidget(PlainLabel(self.tr("The folders show here once the account has been reached."), "t3", 12))
        column.addLayout(grid)
        return line

    def _tick(self, row: FolderRow) -> QCheckBox:
        tick = QCheckBox(row.name.replace("&", "&&"))
        tick.setObjectName(f"folder_{row.id}")
        tick.setChecked(row.watched)
        tick.toggled.connect(partial(self._watch, row.id))
        return tick

    def _directory(self, row: FolderRow) -> QWidget:
        line = QWidget()
        line.setObjectName(f"directory_{row.id}")
        box = QHBoxLayout(line)
        box.setContentsMargins(0, 8, 8, 8)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(ElidedLabel(row.name, "t1", 13, 600))
        words.addWidget(self._state(row.problem, row.read_at))
        box.addLayout(words, 1)
        remove = KeyButton(self.tr("Read no more"), small=True)
        remove.setObjectName(f"directory_remove_{row.id}")
        remove.setAccessibleName(self.tr("Read %1 no more").replace("%1", row.name))
        remove.clicked.connect(partial(self._remove, row.id))
        box.addWidget(remove)
        return line

    def _state(self, problem: Problem | None, read_at: dt.datetime | None) -> PlainLabel:
        texts = self._ctx.texts
        if problem is not None:
            code = f"error.{problem.code}"
            return PlainLabel(texts(code, **problem.params) if texts.has(code) else problem.code, "amber", 12, wrap=True)
        if read_at is None:
            return PlainLabel(self.tr("not read yet"), "t2", 12)
        days = DayWords(self._ctx.profile, self._ctx.now())
        words = f"{days.day(days.date_of(read_at))} {days.clock(read_at)}"
        return PlainLabel(self.tr("read without a problem: %1").replace("%1", words), "t2", 12)

    # --- doing -------------------------------------------------------------------------------------------------------------

    def pick_directory(self) -> str:
        """Ask for a folder; tests replace this."""
        return QFileDialog.getExistingDirectory(self, self.tr("Read a folder of .eml files"), str(Path.home()))

    @Slot()
    def _add(self) -> None:
        chosen = self.pick_directory()
        if chosen:
            self._do(lambda: self._ctx.desk.mail_folders.add_directory(Path(chosen)))

    def _remove(self, folder_id: int, _checked: bool = False) -> None:
        self._do(lambda: self._ctx.desk.mail_folders.remove_directory(folder_id))

    def _watch(self, folder_id: int, on: bool) -> None:
        self._do(lambda: self._ctx.desk.mail_folders.watch(folder_id, on))

    def _retry(self, mailbox_id: int, _checked: bool = False) -> None:
        self._do(lambda: self._ctx.desk.mail_folders.retry(mailbox_id))

    def _do(self, work: Callable[[], object]) -> None:
        def done(_: object) -> None:
            self.error.hide()
            self.refresh()
            self._ctx.desk.read_mail_now()

        def failed(error: Exception) -> None:
            self.error.setText(sentence(error, self._ctx.texts))
            self.error.show()
            self._shown = None  # a box that was ticked in vain is put back
            self.refresh()

        self._ctx.runner.op(self, work, done, failed)
