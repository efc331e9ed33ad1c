"""What a figure counts, to look at and to open (rules.md "Counting")."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from sdrdesk.core.queries.behind import SHOWN, Counted, Group, behind
from sdrdesk.ui.context import UiContext
from sdrdesk.ui.day_words import DayWords
from sdrdesk.ui.widgets.entries import Entry
from sdrdesk.ui.widgets.entry_list import EntryList
from sdrdesk.ui.widgets.key_button import KeyButton
from sdrdesk.ui.widgets.text import PlainLabel


@dataclass(frozen=True, slots=True)
class Question:
    """A figure: its measure, what it is called, its days (both included), and the group and the channels that it is limited to."""

    measure: str
    words: str
    days: tuple[dt.date, dt.date]
    group: Group | None = None
    channels: tuple[str, ...] = ()


class BehindDialog(QDialog):
    """The touches or handoffs behind a figure, newest first; Enter opens the person on Today."""

    def __init__(self, ctx: UiContext, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = question.words
        self.setObjectName("behind")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words)
        self.resize(520, 560)
        self._ctx = ctx
        self._rows: tuple[Counted, ...] = ()
        self.head = PlainLabel(words, "t1", 15, 600)
        self.head.setObjectName("behind_head")
        self.list = EntryList("behind_list", words)
        self.list.entered.connect(self._open)
        self.list.doubleClicked.connect(lambda _: self._open())
        self.note = PlainLabel("", "t3", 12)
        self.note.setObjectName("behind_note")
        close = KeyButton(self.tr("Close"))
        close.setObjectName("behind_close")
        close.set_keys("Esc")
        close.clicked.connect(self.reject)
        below = QHBoxLayout()
        below.addWidget(self.note, 1)
        below.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        column.addWidget(self.head)
        column.addWidget(self.list, 1)
        column.addLayout(below)
        self.list.setFocus()

        def work() -> tuple[int, tuple[Counted, ...]]:
            with ctx.desk.read() as (s, profile):
                return behind(s, profile, question.measure, *question.days, group=question.group, channels=question.channels)

        ctx.runner.query(self, work, lambda found: self._show(words, *found))

    def _show(self, words: str, count: int, rows: tuple[Counted, ...]) -> None:
        self._rows = rows
        self.head.setText(f"{words}: {count}")
        texts, profile = self._ctx.texts, self._ctx.profile
        days = DayWords(profile, self._ctx.now())
        entries: list[Entry] = []
        for number, row in enumerate(rows):
            local = row.at.astimezone(profile.zone)
            day = local.date().isoformat()
            if not entries or entries[-1].group != day:
                entries.append(Entry("", day, days.day(local.date(), weekday=True)))
            what = (
                f"{texts(f'channel.{row.channel}')}, {texts(f'outcome.{row.outcome}')}"
                if row.channel
                else texts(f"handoff_state.{row.outcome}")
            )
            entries.append(Entry(str(number), day, row.name, f"{local:%H:%M}", row.company, what, "plain", " ".join(row.note.split())))
        self.list.entries.set_entries(entries)
        self.list.choose_first()
        if count > len(rows):
            self.note.setText(self.tr("The newest %1 are shown.").replace("%1", str(SHOWN)))
        elif not count:
            self.note.setText(self.tr("Nothing in this time."))
        else:
            self.note.setText(self.tr("Enter opens the person on Today."))

    @Slot()
    def _open(self) -> None:
        key = self.list.key()
        if key:
            person = self._rows[int(key)].prospect_id
            self.accept()
            self._ctx.nav.open_prospect.emit(person)
