"""The list of the day as an item model: ranked facts for all, whole rows only for what is painted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from sdrdesk.core.domain.ranking import Ranked
from sdrdesk.core.domain.words import Band
from sdrdesk.core.queries.today import TodayItem, TodayList
from sdrdesk.core.texts import Texts
from sdrdesk.ui.pages.today.sla_words import clock_chip, reasons_beside_clock
from sdrdesk.ui.widgets.today_row import KindRole, RowRole, TodayRow

_Index = QModelIndex | QPersistentModelIndex
Now = Callable[[], dt.datetime]
"""This moment in the user's zone."""

Fetch = Callable[[TodayList, Sequence[Ranked], int], list[TodayItem]]
FOLDED_AT_START = frozenset({Band.NO_NEXT_STEP})
SHOWN_PER_BAND = 200
PAGE = 60
ICONS = {"call": "phone", "email": "mail", "meeting": "calendar", "answer": "reply", "none": "circle-help"}
Entry = tuple[str, Band, int]
"""("header" | "person" | "more", band, rank of the person in the ranked list)."""


class TodayModel(QAbstractListModel):
    """Rows of the list. Folding and filtering change which rows there are; the order is the ranker's."""

    def __init__(self, texts: Texts, fetch: Fetch, now: Now, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._fetch = fetch
        self._now = now
        self._list: TodayList | None = None
        self._filter = "all"
        self._folded = set(FOLDED_AT_START)
        self._whole: set[Band] = set()
        self._entries: list[Entry] = []
        self._items: dict[int, TodayItem] = {}
        self._rows: dict[int, TodayRow] = {}
        self._best = 1e-9
        self._done: dict[int, str] = {}

    def set_texts(self, texts: Texts) -> None:
        """Change the language."""
        self._texts = texts
        self._rebuild()

    def set_list(self, today: TodayList) -> None:
        """Show a newly ranked day."""
        self._list = today
        self._items.clear()
        self._best = today.best or 1e-9
        self._rebuild()

    def set_filter(self, name: str) -> None:
        """all, calls, emails, replies or sla."""
        self._filter = name
        self._rebuild()

    def set_done(self, prospect_id: int, words: str) -> None:
        """Show a person as just done until ``clear_done``."""
        self._done[prospect_id] = words

    def clear_done(self) -> None:
        """Nobody is just done any more."""
        self._done.clear()

    def toggle(self, row: int) -> None:
        """Fold or unfold the group of a header row, or show the rest of a group."""
        kind, band, _ = self._entries[row]
        if kind == "more":
            self._whole.add(band)
        elif kind == "header":
            self._folded ^= {band}
        self._rebuild()

    def fold(self, row: int, folded: bool) -> None:
        """Fold or unfold the group that a row belongs to."""
        band = self._entries[row][1]
        if folded != (band in self._folded):
            self._folded ^= {band}
            self._rebuild()

    def unfold_below(self, row: int) -> bool:
        """Unfold the first folded group from a row on; is there one?"""
        for kind, band, _ in self._entries[max(row, 0) :]:
            if kind == "header" and band in self._folded:
                self._folded.discard(band)
                self._rebuild()
                return True
        return False

    def person_at(self, row: int) -> int | None:
        """The prospect of a row; None on a header."""
        if not 0 <= row < len(self._entries) or self._entries[row][0] != "person" or self._list is None:
            return None
        return self._list.ranked[self._entries[row][2]].candidate.prospect_id

    def item_at(self, row: int) -> TodayItem | None:
        """The whole item of a row."""
        return self._item(self._entries[row][2]) if self.person_at(row) is not None else None

    def row_of(self, prospect_id: int) -> int:
        """The row of a person, or -1."""
        if self._list is None:
            return -1
        for row, (kind, _, rank) in enumerate(self._entries):
            if kind == "person" and self._list.ranked[rank].candidate.prospect_id == prospect_id:
                return row
        return -1

    def next_person(self, row: int, step: int = 1) -> int:
        """The next row with a person in a direction, or -1."""
        row += step
        while 0 <= row < len(self._entries):
            if self._entries[row][0] == "person":
                return row
            row += step
        return -1

    def first_person(self) -> int:
        """The first row with a person, or -1."""
        return self.next_person(-1)

    def tick(self, first: int, last: int) -> int:
        """A second has gone by: say anew what the clocks of inbound leads say in the rows from ``first`` to ``last``; gives how many moved."""
        moved = 0
        for row in range(max(first, 0), min(last + 1, len(self._entries))):
            kind, _, rank = self._entries[row]
            item = self._items.get(rank) if kind == "person" else None
            if item is None or item.kind != "sla" or row not in self._rows:
                continue
            fresh = self._person(item)
            if fresh != self._rows[row]:
                self._rows[row] = fresh
                moved += 1
                self.dataChanged.emit(self.index(row), self.index(row), [RowRole, Qt.ItemDataRole.DisplayRole])
        return moved

    # Qt overrides

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = index.row()
        if role == KindRole:
            return self._entries[row][0]
        if role == RowRole:
            return self._row(row)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            shown = self._row(row)
            return " · ".join(p for p in (shown.name, shown.detail, shown.chip_text, shown.why, shown.time, shown.count) if p)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if index.isValid() and self._entries[index.row()][0] == "person":
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.ItemIsEnabled

    # Rows

    def _passes(self, r: Ranked) -> bool:
        if self._filter == "all":
            return True
        if self._filter == "calls":
            return r.candidate.channel == "call" and r.band is not Band.NO_NEXT_STEP
        if self._filter == "emails":
            return r.candidate.channel == "email" and r.band is not Band.NO_NEXT_STEP
        return r.candidate.kind == ("sla" if self._filter == "sla" else "answer")

    def _rebuild(self) -> None:
        """Which rows there are. A reset, since folding moves hundreds of rows; the page puts the selection back by person."""
        self.beginResetModel()
        self._rows.clear()
        self._entries = []
        if self._list is not None:
            by_band: dict[Band, list[int]] = {band: [] for band in Band}
            for rank, r in enumerate(self._list.ranked):
                if self._passes(r):
                    by_band[r.band].append(rank)
            for band, ranks in by_band.items():
                if not ranks:
                    continue
                self._entries.append(("header", band, 0))
                if band in self._folded:
                    continue
                shown = ranks if band in self._whole else ranks[:SHOWN_PER_BAND]
                self._entries += [("person", band, rank) for rank in shown]
                if len(shown) < len(ranks):
                    self._entries.append(("more", band, len(ranks) - len(shown)))
        self.endResetModel()

    def count_of(self, band: Band) -> int:
        """How many are in a band with the present filter."""
        if self._list is None:
            return 0
        if self._filter == "all":
            return self._list.counts[band]
        return sum(1 for r in self._list.ranked if r.band is band and self._passes(r))

    def _row(self, row: int) -> TodayRow:
        found = self._rows.get(row)
        if found is None:
            kind, band, rank = self._entries[row]
            if kind == "header":
                found = TodayRow(
                    "header",
                    id=int(band),
                    name=self._texts(f"band.{band.key}"),
                    count=str(self.count_of(band)),
                    note=self._texts(f"band_note.{band.key}"),
                    folded=band in self._folded,
                )
            elif kind == "more":
                found = TodayRow("more", id=int(band), note=self._texts("list.more", n=rank))
            else:
                found = self._person(self._item(rank))
            self._rows[row] = found
        return found

    def _item(self, rank: int) -> TodayItem:
        if rank not in self._items:
            assert self._list is not None
            first = rank - rank % PAGE
            for offset, item in enumerate(self._fetch(self._list, self._list.ranked[first : first + PAGE], first + 1)):
                self._items[first + offset] = item
        return self._items[rank]

    def _person(self, item: TodayItem) -> TodayRow:
        texts = self._texts
        done = self._done.get(item.prospect_id)
        if done:
            return TodayRow("done", id=item.prospect_id, icon="check", name=item.name, done_text=done)
        chip, chip_kind = self._chip(item)
        return TodayRow(
            "person",
            id=item.prospect_id,
            icon=ICONS.get(item.kind) or ICONS.get(item.channel, "phone"),
            name=item.name,
            detail=" · ".join(p for p in (item.title, item.company) if p),
            why=self._why(item),
            chip_text=chip,
            chip_kind=chip_kind,
            grade=item.grade,
            tier=item.tier,
            lead_type=texts(f"lead_type.{item.lead_type}"),
            time=item.local_time,
            value=min(1.0, item.score / self._best),
        )

    def _why(self, item: TodayItem) -> str:
        if item.kind == "come_back" and item.note:
            return item.note  # what they said last time (rule R25)
        if item.kind == "handoff_answer":
            return self._texts("item.handoff_answer", name=item.note)
        return reasons_beside_clock(item, self._now(), self._texts) or item.note

    def _chip(self, item: TodayItem) -> tuple[str, str]:
        texts = self._texts
        if item.kind == "step":
            return texts("list.step", day=item.step_day or 1, step=texts(f"step.{item.purpose}")), "plain"
        if item.kind in ("callback", "meeting"):
            at = item.due[11:16]
            return f"{texts(f'kind.{item.kind}')} {at}".strip(), "rd" if item.band is Band.PROMISED_NOW else "ac"
        if item.kind == "answer":
            return texts("kind.answer"), "vi"
        if item.kind == "sla" and item.due_at is not None:
            return clock_chip(item, self._now(), texts)
        return texts(f"kind.{item.kind}"), "am" if item.overdue else "plain"
