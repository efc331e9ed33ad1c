"""The floors: the same jobs done bare, by SQL through sqlcipher3 and by an empty window. What no design of ours can undercut.

A floor runs on a copy of the profile's database, with the pragmas of the application's own connections, so that both pay for the
same durability on the same disk.
"""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

EMPTY_WINDOW = Path(__file__).with_name("empty_window.py")

_TODAY = """
SELECT p.id, p.full_name, p.title, p.email, p.phone, p.zone, c.name, d.cadence, d.step_no, d.due_on
FROM (SELECT prospect_id, cadence, step_no, due_on FROM enrolment WHERE state = 'active' AND due_on <= :day
      ORDER BY due_on, prospect_id LIMIT 200) d
JOIN prospect p ON p.id = d.prospect_id LEFT JOIN company c ON c.id = p.company_id
"""
_SEARCH = """
SELECT p.id, p.full_name, p.email FROM (SELECT rowid FROM prospect_fts WHERE prospect_fts MATCH :match LIMIT 50) f
JOIN prospect p ON p.id = f.rowid
"""


class Floor:
    """A bare connection to a copy of a populated database.

    Attributes:
        raw: the DB-API connection, without implicit transactions.
    """

    def __init__(self, path: Path) -> None:
        self.raw: Any = dbapi2.connect(str(path))
        self.raw.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY", "cache_size=-32000"):
            self.raw.execute(f"PRAGMA {pragma}")

    def close(self) -> None:
        """Let go of the copy."""
        self.raw.close()

    def today(self) -> None:
        """The first 200 due by date, walked from the index, with their names: no rule, no score."""
        rows = self.raw.execute(_TODAY, {"day": dt.date.today().isoformat()}).fetchall()
        if not rows:
            raise LookupError("nobody in this store is due today")

    def search(self, text: str) -> None:
        """Any 50 whose words begin with the text; Chinese as a phrase of its characters."""
        self.raw.execute(_SEARCH, {"match": match(text)}).fetchall()

    def log_touch(self, prospect_id: int) -> None:
        """Three rows written in one durable transaction: a touch, the plan's next day, a line in the journal."""
        now = time.time_ns() // 1_000_000
        self.raw.execute("BEGIN IMMEDIATE")
        self.raw.execute(
            "INSERT INTO touch (prospect_id, at, channel, outcome) VALUES (:id, :now, 'call', 'no_answer')", {"id": prospect_id, "now": now}
        )
        self.raw.execute("UPDATE enrolment SET last_touch_at = :now WHERE prospect_id = :id", {"id": prospect_id, "now": now})
        self.raw.execute("INSERT INTO journal_step (op, at) VALUES ('floor', :now)", {"now": now})
        self.raw.execute("COMMIT")

    def numbers(self) -> None:
        """One grouped pass of the whole log."""
        self.raw.execute("SELECT channel, outcome, count(*), count(DISTINCT prospect_id) FROM touch GROUP BY 1, 2").fetchall()

    def someone(self, n: int) -> list[int]:
        """Ids of ``n`` prospects, spread over the whole table."""
        rows = self.raw.execute("SELECT id FROM prospect ORDER BY id").fetchall()
        step = max(1, len(rows) // n)
        return [int(r[0]) for r in rows[::step]][:n]

    def search_texts(self) -> list[str]:
        """What people type: the first three letters of a name, a whole name, two Chinese characters if the store has any."""
        texts: list[str] = []
        for (name,) in self.raw.execute("SELECT full_name FROM prospect WHERE full_name <> '' ORDER BY id LIMIT 2000"):
            if name.isascii() and not texts:
                texts += [name[:3].strip(), name]
            if not name.isascii() and _is_cjk(name[:2]):
                return [*texts, name[:2]]
        return texts


def match(text: str) -> str:
    """The full-text expression for typed text: each word a prefix; Chinese characters a phrase, as the index holds them apart."""
    words = []
    for word in text.replace('"', " ").split():
        words.append(f'"{" ".join(word)}"' if _is_cjk(word) else f'"{word}"*')
    return " ".join(words)


def _is_cjk(text: str) -> bool:
    return len(text) > 0 and all("\u2e80" <= c <= "\u9fff" for c in text)
