"""Fill a profile with invented people and months of plausible history: ``demo --populate``, "show me with sample data", and the bench.

Everything comes out of one random source: the same seed and the same day give the same rows, whatever the hour. No address and no
telephone number exists.
"""

from __future__ import annotations

import datetime as dt
import json
import random
from dataclasses import dataclass

from sqlalchemy import Connection, Table, func, insert, select, text

from sdrdesk.core.changes import ChangeSet, OpKind, Outcome
from sdrdesk.core.domain.cadence import Cadence
from sdrdesk.core.errors import ValidationError
from sdrdesk.core.files.cadences import shipped_cadences
from sdrdesk.core.services.demo_book import TABLES, Book
from sdrdesk.core.services.demo_days import Days
from sdrdesk.core.services.demo_history import History
from sdrdesk.core.services.demo_people import Population
from sdrdesk.core.services.demo_plan import Planner
from sdrdesk.core.services.demo_talks import Talks
from sdrdesk.core.services.demo_words import voice
from sdrdesk.core.store.columns import metadata
from sdrdesk.core.store.ready_tables import account_executive
from sdrdesk.core.store.store import Store, UnitOfWork
from sdrdesk.core.store.tables import setting

CHUNK = 2000
"""Companies made before their rows are stored: keeps the memory small."""

MOST = 1_000_000
TARGETS = {"target.reach": 60, "target.meetings": 1}
CREATED_BEFORE_MS = 120 * 86_400_000


@dataclass(frozen=True, slots=True)
class DemoCounts:
    """What was made. ``due_steps`` and ``due_tasks`` are those due today or overdue."""

    companies: int
    prospects: int
    enrolments: int
    touches: int
    tasks: int
    handoffs: int
    suppressions: int
    due_steps: int
    due_tasks: int


def populate(
    store: Store, *, count: int, seed: int, now: dt.datetime, language: str = "en", cadences: dict[str, Cadence] | None = None
) -> Outcome[DemoCounts]:
    """Add ``count`` invented people with their last 90 days, in one step that cannot be undone.

    Args:
        store: the profile's; what is in it already stays.
        count: 0 to one million.
        seed: the same one gives the same rows for the same day.
        now: aware; its day in its own zone is the user's today.
        language: of the settings (user, value, targets), which are written only where there are none. The people speak their own.
        cadences: the plans by key; the shipped ones by default.

    Raises:
        ValidationError: ``demo_count``, when ``count`` is out of range.
        ValueError: ``now`` without a zone.
    """
    if not 0 <= count <= MOST:
        raise ValidationError("demo_count", field="count", count=count, most=MOST)
    if now.tzinfo is None:
        raise ValueError("now needs a zone")
    rng, days = random.Random(seed), Days(now)
    with store.write(OpKind.DEMO, undoable=False) as uow:
        uow.args = {"n": count, "seed": seed}
        uow.pause_index()
        # Nothing of this step can be undone, so its hundreds of thousands of new rows need no images: the journal rests meanwhile.
        uow.s.execute(text("UPDATE temp.journal_now SET step = NULL"))
        book = Book(rng, days, _first_ids(uow.s))
        last_id = _people(uow, book, count, cadences or shipped_cadences(), language)
        uow.resume_index()
        uow.s.execute(text("UPDATE temp.journal_now SET step = :step"), {"step": uow.step_id})
        _settings(uow.s, language)
        # One journalled row keeps the step in the history (a step without rows is dropped) and other windows notice it.
        uow.s.execute(text("UPDATE prospect SET pinned = pinned WHERE id = :id"), {"id": last_id})
    changes = ChangeSet(uow.step_id, OpKind.DEMO.value, bulk=True)
    # The store has named only the journalled rows; every view has to read anew.
    store.bus.publish(changes)
    return Outcome(_counts(book), changes)


def _people(uow: UnitOfWork, book: Book, count: int, cadences: dict[str, Cadence], language: str) -> int:
    """Make and store everybody, some thousand at a time; returns the last prospect's id."""
    planner = Planner(book.rng, book.days, count, cadences)
    history = History(book, Talks(book, _account_executives(uow.s, book.days, language)), planner.damp)
    first_company, first_prospect = book.new_id("company"), book.new_id("prospect")
    index = 0
    for companies, (company, people) in enumerate(Population(book.rng, book.days, first_company, first_prospect).people(count), start=1):
        book.rows["company"].append(company)
        for p in people:
            book.rows["prospect"].append(p.row)
            history.live(p, planner.aim(p, index, book.due_steps))
            index += 1
        if companies % CHUNK == 0:
            _store(uow.s, book)
    _store(uow.s, book)
    return first_prospect + count - 1


def _first_ids(s: Connection) -> dict[str, int]:
    return {name: (s.execute(select(func.max(_table(name).c.id))).scalar() or 0) + 1 for name in TABLES}


def _table(name: str) -> Table:
    return metadata.tables[name]


def _store(s: Connection, book: Book) -> None:
    for name, rows in book.drain().items():
        if rows:
            s.execute(insert(_table(name)), rows)


def _account_executives(s: Connection, days: Days, language: str) -> tuple[int, ...]:
    """Ids of the two account executives, made unless they are there."""
    words = voice(language)
    a = account_executive.c
    for name, email in words.account_executives:
        if s.execute(select(a.id).where(a.name == name)).first() is None:
            s.execute(
                insert(account_executive).values(
                    name=name, email=email, language=words.language, created_at=days.start_ms - CREATED_BEFORE_MS
                )
            )
    names = [name for name, _ in words.account_executives]
    return tuple(s.execute(select(a.id).where(a.name.in_(names)).order_by(a.id)).scalars())


def _settings(s: Connection, language: str) -> None:
    """Who the user is and what they offer, where it is not set."""
    wanted: dict[str, object] = {**voice(language).settings, **TARGETS}
    there = set(s.execute(select(setting.c.key)).scalars())
    rows = [{"key": key, "value": json.dumps(value, ensure_ascii=False)} for key, value in wanted.items() if key not in there]
    if rows:
        s.execute(insert(setting), rows)


def _counts(book: Book) -> DemoCounts:
    n = book.stored
    return DemoCounts(
        companies=n["company"],
        prospects=n["prospect"],
        enrolments=n["enrolment"],
        touches=n["touch"],
        tasks=n["task"],
        handoffs=n["handoff"],
        suppressions=n["suppression"],
        due_steps=book.due_steps,
        due_tasks=book.due_tasks,
    )
