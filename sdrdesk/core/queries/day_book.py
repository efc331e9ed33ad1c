"""The day's list kept in memory (rule R1 at the speed of a key): read once, then only what has changed is read and placed again.

Everybody is placed anew when the minute has passed, when the day changes, or when something changes that concerns everybody: settings,
programmes, days off, a company, an undone step. After one touch only that person, and the colleagues whom it holds, are read and placed.
The odds are learned from the log at most once in some minutes: a ranking must not wait for them, and one more dial hardly moves them.
"""

from __future__ import annotations

import bisect
import datetime as dt
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, bindparam, text

from sdrdesk.core.bus import Event
from sdrdesk.core.changes import ChangeSet, OpKind
from sdrdesk.core.clock import Clock
from sdrdesk.core.domain.cadence import CadenceBook
from sdrdesk.core.domain.odds import Odds
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.domain.ranking import Candidate, Ranked, Ranker, order
from sdrdesk.core.queries.candidates import Reader
from sdrdesk.core.queries.last_list import HEAD, keep, load
from sdrdesk.core.queries.learning import own_odds
from sdrdesk.core.queries.today import TodayList, list_of, nobody_count, ranker_for, room_left

PLACED_ANEW_S = 55
"""Local hours, promises and what is overdue move on with the clock."""

LEARNED_ANEW_S = 600
"""The odds of a list that is open all day follow the log within ten minutes."""

MANY_PEOPLE = 300
"""Beyond this many changed people one read of everybody is quicker."""

_OF_EVERYBODY = frozenset({"setting", "cadence", "day_off", "company"})
_OF_A_PERSON = ("enrolment", "task", "touch", "evidence")

Read = Callable[[], AbstractContextManager[tuple[Connection, Profile]]]


class DayBook:
    """One profile's list of the day. Safe to ask from several threads; one works, the others wait."""

    def __init__(self, read: Read, clock: Clock, cadences: Callable[[], CadenceBook], cache: Path) -> None:
        self._read = read
        self._cache = cache
        self._clock = clock
        self._cadences = cadences
        self._work = threading.Lock()
        self._note = threading.Lock()
        self._changes: list[ChangeSet] = []
        self._all = True
        self._odds: Odds | None = None
        self._learned_at: dt.datetime | None = None
        self._learning: object = None
        self._people: dict[int, list[Candidate]] = {}
        self._ranked: list[Ranked] = []
        self._ranker: Ranker | None = None
        self._nobody = 0

    def follow(self, event: Event) -> None:
        """A subscriber of the bus: remember what has changed."""
        if isinstance(event, ChangeSet):
            with self._note:
                if event.bulk or event.op in (OpKind.UNDO.value, OpKind.REDO.value) or event.concerns(*_OF_EVERYBODY):
                    self._all = True
                else:
                    self._changes.append(event)

    def today(self) -> TodayList:
        """Everybody who is due today or earlier, in order."""
        with self._work:
            with self._note:  # before the read begins: what is committed after this point is noted again
                everybody, changes = self._all, self._changes
                self._all, self._changes = False, []
            try:
                with self._read() as (s, profile):
                    return self._list(s, profile, everybody, changes)
            except BaseException:
                with self._note:
                    self._all = True  # half of a change may be in the book: read it anew next time
                raise

    def head(self) -> TodayList | None:
        """For the first moment after a start: those who headed the list when it was last ranked, as they stand now, marked ``partial``.

        None when that is not known, or when the whole list has been ranked already.
        """
        last = load(self._cache)
        with self._work:
            if last is None or self._ranker is not None:
                return None
            with self._read() as (s, profile):
                now = self._clock.now()
                learning = profile.truth("rank.learning")
                odds = last.odds if learning else Odds()
                self._odds, self._learned_at, self._learning = odds, last.learned_at, learning
                ranker = ranker_for(s, profile, now, own=odds)
                found = Reader(profile, self._cadences()).of_people(s, last.people, ranker.today)
                end_of_day = profile.day_bounds(ranker.today)[1]
                ranked = ranker.rank(c for c in found if c.kind != "none" and (c.not_before is None or c.not_before < end_of_day))
                return replace(list_of(ranked, 0, ranker), partial=True) if ranked else None

    def odds(self, s: Connection, profile: Profile) -> Odds:
        """The odds of the list as it stands (rule R3)."""
        return self._odds if self._odds is not None else self._learned(s, profile)

    def _learned(self, s: Connection, profile: Profile) -> Odds:
        now = self._clock.now()
        learning = profile.truth("rank.learning")
        old = self._learned_at is None or not 0 <= (now - self._learned_at).total_seconds() < LEARNED_ANEW_S
        if self._odds is None or old or learning != self._learning:
            self._odds, self._learned_at, self._learning = own_odds(s, profile, now), now, learning
        return self._odds

    def _list(self, s: Connection, profile: Profile, everybody: bool, changes: list[ChangeSet]) -> TodayList:
        now = self._clock.now()
        today = profile.today(now)
        reader = Reader(profile, self._cadences())
        changed = set[int]() if everybody else _people_of(s, changes)
        ranker = self._ranker
        if everybody or changed is None or len(changed) > MANY_PEOPLE or ranker is None or ranker.today != today:
            self._people = {}
            for c in reader.everybody(s, today):
                self._people.setdefault(c.prospect_id, []).append(c)
            self._nobody = nobody_count(s, today, sum(c.kind == "none" for found in self._people.values() for c in found))
            ranker = None
        else:
            self._read_again(s, reader, changed, today)
        if ranker is None or not 0 <= (now - ranker.now).total_seconds() < PLACED_ANEW_S:
            ranker = ranker_for(s, profile, now, own=self._learned(s, profile))
            self._ranked = sorted(self._placed(ranker, self._people, profile), key=order)
            keep(self._cache, (r.candidate.prospect_id for r in self._ranked[: 2 * HEAD]), ranker.own, self._learned_at or now)
        elif changed:
            ranker.room = room_left(s, profile, now)
            self._ranked = [r for r in self._ranked if r.candidate.prospect_id not in changed]
            for r in self._placed(ranker, changed, profile):
                bisect.insort(self._ranked, r, key=order)
        self._ranker = ranker
        return list_of(ranker.under_caps(self._ranked), 0 if ranker.away else self._nobody, ranker)

    def _read_again(self, s: Connection, reader: Reader, changed: set[int], today: dt.date) -> None:
        if not changed:
            return
        before = [c for p in changed for c in self._people.pop(p, ())]
        found = reader.of_people(s, changed, today)
        self._nobody += sum(c.kind == "none" for c in found) - sum(c.kind == "none" for c in before)
        for c in found:
            self._people.setdefault(c.prospect_id, []).append(c)

    def _placed(self, ranker: Ranker, people: Iterable[int], profile: Profile) -> list[Ranked]:
        end_of_day = profile.day_bounds(ranker.today)[1]
        return [
            ranker.place(c)
            for p in people
            for c in self._people.get(p, ())
            if (c.not_before is None or c.not_before < end_of_day) and ranker.takes(c)
        ]


def _people_of(s: Connection, changes: Iterable[ChangeSet]) -> set[int] | None:
    """Whom the changes are about; None when a changed row is gone, and with it whose it was."""
    people: set[int] = set()
    for change in changes:
        people |= change.of("prospect")
        for table in _OF_A_PERSON:
            ids = change.of(table)
            if ids:
                rows: Sequence[Any] = s.execute(
                    text(f"SELECT prospect_id FROM {table} WHERE id IN :ids").bindparams(bindparam("ids", expanding=True)),
                    {"ids": list(ids)},
                ).all()
                if len(rows) < len(ids):
                    return None
                people.update(r.prospect_id for r in rows)
    return people
