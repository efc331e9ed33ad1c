"""The rows of an invented history while it is being made: ids are given out here, so that rows can point at each other."""

from __future__ import annotations

import random

from sdrdesk.core.clock import from_ms, zone
from sdrdesk.core.domain.counting import REACH
from sdrdesk.core.domain.words import LETTERS
from sdrdesk.core.services.demo_days import CLOSES, OPENS, Days
from sdrdesk.core.services.demo_people import Person, Row

TABLES = ("company", "prospect", "enrolment", "touch", "task", "evidence", "red_flag", "handoff", "suppression", "message")
"""In the order in which they can be stored."""

MINUTES = {"call": (1, 2), "email": (2, 6), "meeting": (25, 50)}
StepMark = tuple[int, int, str | None]
"""Which step of a plan a touch was: enrolment id, number, template."""

OTHER_MINUTES = (1, 3)
TALK_MINUTES = (4, 19)
TALKS = frozenset({"conversation", "meeting_booked"})


class Book:
    """Collects rows; ``first_ids`` are the first free ids by table."""

    def __init__(self, rng: random.Random, days: Days, first_ids: dict[str, int]) -> None:
        self.rng = rng
        self.days = days
        self.rows: dict[str, list[Row]] = {name: [] for name in TABLES}
        self.stored: dict[str, int] = dict.fromkeys(TABLES, 0)
        self.due_steps = 0
        self.due_tasks = 0
        self._next = dict(first_ids)
        self._attempts: dict[tuple[int, str], int] = {}

    def drain(self) -> dict[str, list[Row]]:
        """The rows made since the last call, by table."""
        full, self.rows = self.rows, {name: [] for name in TABLES}
        for name, rows in full.items():
            self.stored[name] += len(rows)
        return full

    def new_id(self, table: str) -> int:
        """The next free id of a table."""
        given = self._next[table]
        self._next[table] = given + 1
        return given

    def said(self, p: Person, key: str) -> str:
        """A sentence in the person's language."""
        return self.rng.choice(p.voice.notes[key])

    def touch(
        self,
        p: Person,
        day: int,
        minute: int,
        channel: str,
        outcome: str,
        *,
        note: str | None = None,
        step: StepMark | None = None,
    ) -> int:
        """A touch at a minute of the person's day; ``step`` says which step of a plan it was. Returns its id."""
        low, high = TALK_MINUTES if channel == "call" and outcome in TALKS else MINUTES.get(channel, OTHER_MINUTES)
        enrolment_id, step_no, template = step or (None, None, None)
        touch_id = self.new_id("touch")
        at = self.days.ms(p.zone, day, minute)
        local = from_ms(at).astimezone(zone(p.zone))
        if (channel, outcome) in REACH:
            self._attempts[p.id, channel] = self._attempts.get((p.id, channel), 0) + 1
        self.rows["touch"].append(
            {
                "id": touch_id,
                "prospect_id": p.id,
                "at": at,
                "channel": channel,
                "outcome": outcome,
                "minutes": low + int(self.rng.random() * (high - low + 1)),
                "note": note,
                "enrolment_id": enrolment_id,
                "step_no": step_no,
                "template": template,
                "local_hour": local.hour,
                "local_weekday": local.weekday(),
                "attempt": self._attempts.get((p.id, channel), 0),
            }
        )
        return touch_id

    def task(self, p: Person, kind: str, channel: str, due_on: int, note: str, *, due_at: int | None = None) -> None:
        """An open item due on a day (offset from today), or at an instant; made before today began."""
        day = self.days.user_day(due_at) if due_at is not None else self.days.iso(due_on)
        self.due_tasks += day <= self.days.iso(0)
        self.rows["task"].append(
            {
                "id": self.new_id("task"),
                "prospect_id": p.id,
                "kind": kind,
                "channel": channel,
                "note": note,
                "due_on": day,
                "due_at": due_at,
                "created_at": self.days.ms(p.zone, p.last, CLOSES),
            }
        )

    def suppress(self, p: Person, kind: str, value: str, channel: str, reason: str, at_ms: int) -> None:
        """An entry of the do-not-contact list (rule R17)."""
        self.rows["suppression"].append(
            {"id": self.new_id("suppression"), "kind": kind, "value": value, "channel": channel, "reason": reason, "at": at_ms}
        )

    def close(self, p: Person, reason: str) -> None:
        """Nothing more is planned for this person, for a stated reason (rule R4)."""
        p.row["status"] = "closed"
        p.row["end_reason"] = reason

    def follow_up(self, p: Person, day: int, key: str = "follow_up", channel: str = "call") -> int:
        """An item on the first day of work from ``day`` on; returns that day."""
        due = p.work.next(day)
        self.task(p, "follow_up", channel, due, self.said(p, key))
        return due

    def nurture(self, p: Person, earliest: int = 4, latest: int = 80) -> None:
        """Not ready is not lost: a date to come back (rule R25)."""
        p.row["stage"] = "nurture"
        p.row["resume_on"] = self.days.iso(self.follow_up(p, self.rng.randint(earliest, latest), "nurture"))

    def evidence(self, p: Person, touch_id: int, at_ms: int, letters: list[str], strong: float) -> None:
        """What was learned in a talk, by letter; ``strong`` is the share of strong signals."""
        for letter in letters:
            signal = "strong" if self.rng.random() < strong else "weak"
            self.rows["evidence"].append(
                {
                    "id": self.new_id("evidence"),
                    "prospect_id": p.id,
                    "letter": letter,
                    "signal": signal,
                    "text": self.rng.choice(p.voice.evidence[letter][signal]),
                    "said_by": p.name,
                    "at": at_ms,
                    "touch_id": touch_id,
                }
            )

    def some_letters(self, low: int, high: int) -> list[str]:
        """A few of the six letters."""
        return self.rng.sample(LETTERS, self.rng.randint(low, high))

    def red_flag(self, p: Person, at_ms: int, state: str) -> None:
        """A red flag that is up, or that was resolved with a reason."""
        name = self.rng.choice(tuple(p.voice.flags))
        reason = p.voice.flags[name][state]
        self.rows["red_flag"].append(
            {"id": self.new_id("red_flag"), "prospect_id": p.id, "name": name, "state": state, "reason": reason, "at": at_ms}
        )

    def minute(self, low: int = OPENS, high: int = CLOSES - 45) -> int:
        """A minute of the working day that leaves time for an answer."""
        return low + int(self.rng.random() * (high - low))
