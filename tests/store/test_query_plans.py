"""No list reads a large table from end to end: the plans of the queries that are really run, on a filled profile.

Every statement that the lists, the search, the history and the numbers send is caught as it goes out and explained by SQLite itself, on a
profile without statistics (as every profile is: the program never runs ANALYZE) and on one with them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from sdrdesk.app import Application
from sdrdesk.core.queries import handoffs, inbox, numbers, people, reminders, tallies, today
from sdrdesk.core.services.demo import populate
from tests.support.profile import NOW, open_copy

LARGE = frozenset(
    {"prospect", "company", "enrolment", "task", "touch", "evidence", "red_flag", "handoff", "outbox", "outbox_attempt", "outbox_body", "suppression",
     "prospect_tag", "trigger_hit", "reminder", "own_reminder", "journal_step", "journal_change", "message", "message_body"}
)  # fmt: skip
"""Tables that grow with people, with touches or with time. Settings, rules, cadences, mailboxes and days off stay small."""

ALLOWED = {
    ("prospect", "WHERE 1 ORDER BY"): "the Prospects table in one order holds everybody, so everybody is read",
    ("prospect", "p.phone IS NULL"): "a segment that is opened to mend the list; no list of the day asks for it",
    ("prospect", "p.email IS NULL"): "the same",
    ("outbox", "ORDER BY outbox.id DESC LIMIT"): "walks the rows from the newest on and ends after the limit",
    ("journal_step", "ORDER BY journal_step.id DESC LIMIT"): "the same; undo stands near the end",
    ("handoff", "FROM handoff WHERE state <> 'cancelled'"): "some handoffs a month; the whole table is a page or two",
    ("enrolment", "FROM enrolment WHERE cadence = ?"): "the Playbook counts who was ever on a plan: all of them are read once",
    (
        "enrolment",
        "state, count(*) AS n FROM enrolment GROUP BY",
    ): "the Playbook counts all plans by cadence, version and state, off the window's thread",
    ("message", "text LIKE"): "a word that the user looks for may stand in any message; off the window's thread",
    ("reminder", "WHERE state = 'fired'"): "a few a day; one number",
    (
        "outbox",
        "outbox.sent_at >= ?",
    ): "with statistics: the one account has sent nearly all there is; what it has sent today has no index of its own yet",
}
"""(table, a piece of the statement): why it may read the table from end to end."""

SCAN = re.compile(r"^SCAN (\w+)$|^SCAN (\w+) (?!USING|VIRTUAL)")
NAMED = re.compile(r"\b(?:FROM|JOIN)\s+(\w+)(?:\s+(?:AS\s+)?(?!WHERE|JOIN|LEFT|ORDER|GROUP|ON|UNION|LIMIT)(\w+))?", re.IGNORECASE)


class Plans:
    """Catches statements and explains them."""

    def __init__(self, desk: Application) -> None:
        self._desk = desk
        self._caught: list[tuple[str, Any]] = []
        event.listen(desk.store._reader, "before_cursor_execute", self._catch)

    def _catch(self, _c: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        self._caught.append((" ".join(statement.split()), parameters))

    def scans(self, work: Callable[[], object]) -> list[tuple[str, str]]:
        """(table, statement) of every large table that the work reads without an index; and it must ask something."""
        self._caught.clear()
        work()
        caught = [(s, p) for s, p in self._caught if s.upper().startswith(("SELECT", "WITH"))]
        assert caught
        return [(table, statement) for statement, parameters in caught for table in self._scanned(statement, parameters)]

    def _scanned(self, statement: str, parameters: Any) -> list[str]:
        with self._desk.store._reader.connect() as c:
            raw: Any = c.connection.driver_connection
            plan = [str(r[3]) for r in raw.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)]
        tables = {alias or table: table for table, alias in NAMED.findall(statement)}
        names = [found[1] or found[2] for line in plan if (found := SCAN.match(line))]
        return [tables[n] for n in names if tables.get(n) in LARGE]


@pytest.fixture(scope="module", params=[False, True], ids=["plain", "analysed"])
def filled(request: pytest.FixtureRequest, template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """2,000 people with their history, mail, tags and steps; with SQLite's statistics or without."""
    desk = open_copy(template, tmp_path_factory.mktemp("filled") / "profile")
    populate(desk.store, count=2000, seed=5, now=NOW)
    desk.store.run_raw(_more)
    desk.scores.renew()
    if request.param:
        desk.store.run_raw(lambda c: c.execute("ANALYZE"))
    yield desk
    desk.close()


def _more(c: Any) -> None:
    """What the demo does not make: three of four people long closed, an outbox, tags, reminders, and a long journal."""
    c.execute("UPDATE prospect SET status = 'closed', end_reason = 'no_need' WHERE id % 4")
    c.execute("UPDATE enrolment SET state = 'stopped', due_on = NULL WHERE prospect_id % 4")
    c.execute("UPDATE task SET state = 'done' WHERE prospect_id % 4")
    c.execute("INSERT INTO mailbox (address, smtp_host, username) VALUES ('li@acme.example', 'mail.acme.example', 'li')")
    c.execute(
        "INSERT INTO outbox (mailbox_id, prospect_id, to_address, message_id, sha256, state, sent_at) "
        "SELECT 1, id, email, 'm' || id, 'x', CASE id % 10 WHEN 0 THEN 'queued' ELSE 'sent' END, 1795000000000 FROM prospect WHERE email IS NOT NULL"
    )
    c.execute(
        "INSERT INTO message (content_key, at, kind, kind_first, prospect_id, state, text) SELECT 'k' || id, 1795000000000 - id, "
        "CASE id % 3 WHEN 0 THEN 'human_reply' ELSE 'out_of_office' END, 'other', id, CASE id % 10 WHEN 0 THEN 'new' ELSE 'done' END, 'Hello' FROM prospect"
    )
    c.execute("INSERT INTO prospect_tag (prospect_id, grp, name) SELECT id, 'interest', 'tag' || (id % 7) FROM prospect")
    c.execute("INSERT INTO reminder (rule, due_at, state) SELECT 'task:' || id, id, 'seen' FROM prospect")
    for actor in ("job", "user"):
        c.execute(f"INSERT INTO journal_step (op, at, actor) SELECT 'log_touch', 1795000000000, '{actor}' FROM prospect")
    c.execute("INSERT INTO journal_change (step_id, tbl, pk, kind) SELECT id, 'prospect', id, 'U' FROM journal_step")


@pytest.fixture(scope="module")
def plans(filled: Application) -> Plans:
    return Plans(filled)


def _reading(desk: Application, work: Callable[..., object]) -> Callable[[], object]:
    def run() -> object:
        with desk.read() as (s, profile):
            return work(s, profile)

    return run


def _today(desk: Application, s: Any, profile: Any) -> object:
    listed = today.rank_today(s, profile, NOW, desk.cadences)
    assert len(listed.ranked) > 20
    return today.today_items(s, listed.ranked[:50], 1, profile, desk.cadences, listed.ranker)


def _prospects(desk: Application) -> Iterator[Callable[[], object]]:
    for segment in people.SEGMENTS:
        for sort in people.SORTS:
            yield _reading(desk, lambda s, _p, segment=segment, sort=sort: people.prospect_ids(s, sort=sort, segment=segment))


def _numbers(desk: Application) -> Iterator[Callable[[], object]]:
    first, last = NOW.date() - dt.timedelta(days=6), NOW.date()
    yield _reading(desk, lambda s, p: numbers.numbers(s, p, NOW, first, last))
    yield _reading(desk, lambda s, p: tallies.weeks(s, p, last))
    for by in tallies.GROUPINGS:
        yield _reading(desk, lambda s, p, by=by: tallies.grouped(s, p, first, last, by))


def _triggers(desk: Application) -> Iterator[Callable[[], object]]:
    """One of each kind of event, with a segment of each kind."""
    events: list[dict[str, Any]] = [
        {"kind": "score_passes", "mark": 60}, {"kind": "replied"}, {"kind": "tag", "tag": "interest/tag1"}, {"kind": "form"}, {"kind": "quiet", "days": 30},
        {"kind": "won", "days": 30},
    ]  # fmt: skip
    for n, what in enumerate(events):
        desk.rules.save(
            "trigger", f"T{n}", {"event": what, "segment": {"tags": ["interest/tag1"], "min_score": 10}, "action": {"task": "follow_up"}}
        )
        yield lambda n=n: desk.triggers.preview(f"T{n}")


QUERIES: dict[str, Callable[[Application], Any]] = {
    "today": lambda d: [_reading(d, lambda s, p: _today(d, s, p))],
    "place in the list": lambda d: [_reading(d, lambda s, p: today.place_of(s, 7, p, NOW, d.cadences))],
    "prospects": _prospects,
    "prospects found": lambda d: [_reading(d, lambda s, _: people.prospect_ids(s, find="an", sort="name", segment="open"))],
    "page of prospects": lambda d: [_reading(d, lambda s, _: people.prospect_rows(s, list(range(1, 61))))],
    "card and history": lambda d: [_reading(d, lambda s, _: (people.card(s, 7), people.history(s, 7)))],
    "search": lambda d: [_reading(d, lambda s, _, q=q: people.search(s, q)) for q in ("an", "budget", "王")],
    "outbox": lambda d: [d.outbox.rows, lambda: d.outbox.rows(states=("queued", "deferred")), d.outbox.counts, d.outbox.due],
    "inbox": lambda d: [
        *(_reading(d, lambda s, _, key=key: inbox.conversations(s, key)) for key in inbox.FILTERS),
        _reading(d, lambda s, _: inbox.conversations(s, search="an")),
        *(_reading(d, lambda s, _, read=read: read(s)) for read in (inbox.waiting, inbox.reads_mail)),
        *(_reading(d, lambda s, _, read=read: read(s, 7)) for read in (inbox.thread, inbox.whole_text, inbox.sent_text, inbox.html_of)),
    ],
    "numbers": _numbers,
    "handoffs": lambda d: [
        _reading(d, lambda s, _: handoffs.candidates(s)),
        _reading(d, lambda s, _: handoffs.candidate(s, 7)),
        d.handoffs.rows,
    ],
    "undo and history page": lambda d: [d.undo.history, d.undo.status],
    "reminders": lambda d: [
        _reading(d, lambda s, p: reminders.found_due(s, p, NOW.replace(hour=19))),
        *(d.reminders.unseen, d.reminders.next_timed, d.reminders.overview),
    ],
    "load ahead": lambda d: [lambda: d.enrolments.forecast([1, 2, 3], "p5"), d.away.backlog],
    "service levels": lambda d: [d.slas.rows],
    "triggers": _triggers,
    "scores and tags": lambda d: [lambda: d.scores.show(7), d.scores.tags, lambda: d.scores.tags_of(7)],
    "use of a cadence": lambda d: [lambda: d.plans.use("p5"), lambda: d.plans.people_on("p5", 1)],
    "qualification": lambda d: [lambda: d.qualification.verdict(7)],
}


def reason(table: str, statement: str) -> str:
    """Why the statement may scan the table, or empty."""
    return next((why for (allowed, piece), why in ALLOWED.items() if allowed == table and piece in statement), "")


@pytest.mark.parametrize("name", QUERIES)
def test_no_query_of_a_list_reads_a_large_table_without_an_index(filled: Application, plans: Plans, name: str) -> None:
    """Or it says above why it may. At 100,000 people a scan that nobody thought of is what makes a list slow."""
    found = [pair for work in QUERIES[name](filled) for pair in plans.scans(work)]
    assert [pair for pair in found if not reason(*pair)] == []


def test_scan_is_found_when_there_is_one(filled: Application, plans: Plans) -> None:
    """The control: a search by a column that has no index, also under another name; and an indexed one is none."""

    def tables(sql: str) -> list[str]:
        return [table for table, _ in plans.scans(_reading(filled, lambda s, _: s.exec_driver_sql(sql).all()))]

    assert tables("SELECT id FROM touch WHERE note = 'x'") == ["touch"]
    assert tables("SELECT t.id FROM touch AS t WHERE t.note = 'x'") == ["touch"]
    assert tables("SELECT id FROM touch WHERE at > 5") == []
    assert tables("SELECT id FROM setting") == []
