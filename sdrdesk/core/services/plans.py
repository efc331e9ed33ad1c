"""What happens to a person's plans: start, advance, re-date, stop, pause, hold (rules R7, R8, R9). Called inside another use case's
transaction."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, insert, select, update

from sdrdesk.core.clock import from_ms, to_ms
from sdrdesk.core.domain.cadence import Cadence, CadenceBook
from sdrdesk.core.domain.calendar import due_after, next_working_day, working_days_after
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.domain.words import BACK_TASKS
from sdrdesk.core.files.cadences import body_of
from sdrdesk.core.store.jsons import dumps
from sdrdesk.core.store.mail_tables import outbox
from sdrdesk.core.store.people import Person
from sdrdesk.core.store.tables import cadence as cadence_table
from sdrdesk.core.store.tables import enrolment, prospect, task

OPEN = ("active", "waiting", "queued", "held")
PAUSE_WORKING_DAYS = 5
"""An auto-reply without a return date pauses a plan for this many working days (rule R9)."""

REDATE_FIRST_DAYS = 1
"""A first step that is re-dated by another touch has no gap of its own: the next day (rule R7)."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What comes next for a person, for the sentence under a logged touch."""

    kind: str
    channel: str
    due: str
    purpose: str = ""


def open_enrolment(s: Connection, prospect_id: int) -> Any:
    """The person's plan that still runs, or None; the older one where the user asked for two (rule R13: one at a time)."""
    e = enrolment.c
    return s.execute(select(enrolment).where(e.prospect_id == prospect_id, e.state.in_(OPEN)).order_by(e.id).limit(1)).first()


def start(s: Connection, cadence: Cadence, who: Person, profile: Profile, first: dt.date, now_ms: int) -> dt.date:
    """Put a person on a cadence from the first day that works for both; that version of it is kept, for they finish on it."""
    due = next_working_day(first, profile.calendar, who.country)
    keep_version(s, cadence, now_ms)
    s.execute(
        insert(enrolment).values(
            prospect_id=who.id,
            cadence=cadence.key,
            cadence_version=cadence.version,
            step_no=1,
            due_on=due.isoformat(),
            started_on=due.isoformat(),
            created_at=now_ms,
        )
    )
    # A follow-up that only filled the gap of "no next step" gives way to the plan.
    t = task.c
    s.execute(
        update(task)
        .where(t.prospect_id == who.id, t.state == "open", t.kind == "follow_up", t.note.like("after:%"))
        .values(state="dropped", done_at=now_ms)
    )
    return due


def keep_version(s: Connection, cadence: Cadence, now_ms: int) -> None:
    """Keep a shipped version in the profile: a later release of the program may ship another one."""
    c = cadence_table.c
    if s.execute(select(c.id).where(c.key == cadence.key, c.version == cadence.version)).first() is None:
        s.execute(
            insert(cadence_table).values(
                key=cadence.key, version=cadence.version, body=dumps(body_of(cadence)), origin="shipped", created_at=now_ms
            )
        )


def advance(s: Connection, row: Any, book: CadenceBook, who: Person, profile: Profile, at: dt.datetime, now_ms: int) -> NextStep | None:
    """The touch at ``at`` counts as the plan's current step; date the next one by its gap (rule R7), or end the plan.

    A plan ends by itself after its last step, or when the next one would fall behind its time limit; the track after it, if there is
    one, begins (seed W19), unless the person is in a stage that ends that track.
    """
    cadence = book.at(row.cadence, row.cadence_version)
    following = cadence.step(row.step_no + 1) if cadence else None
    base: dict[str, object] = {"wait_reason": None, "not_before_at": None, "last_touch_at": max(to_ms(at), row.last_touch_at or 0)}
    day = profile.today(at)
    due = due_after(day, following.gap_days, profile.calendar, who.country) if following else None
    limit = cadence.ends_on(dt.date.fromisoformat(row.started_on)) if cadence else None
    if cadence is None or following is None or due is None or (limit is not None and due > limit):
        reason = "time_limit" if following is not None else "completed"
        s.execute(update(enrolment).where(enrolment.c.id == row.id).values(state="finished", due_on=None, stop_reason=reason, **base))
        return _track_after(s, cadence, book, who, profile, day, now_ms) if cadence else None
    s.execute(
        update(enrolment).where(enrolment.c.id == row.id).values(state="active", step_no=following.no, due_on=due.isoformat(), **base)
    )
    return NextStep("step", following.channel.value, due.isoformat(), following.purpose)


def _track_after(
    s: Connection, cadence: Cadence, book: CadenceBook, who: Person, profile: Profile, day: dt.date, now_ms: int
) -> NextStep | None:
    track = book.get(cadence.then) if cadence.then else None
    if track is None or who.stage in track.leave_stages:
        return None
    due = start(s, track, who, profile, day + dt.timedelta(days=cadence.then_gap_days), now_ms)
    first = track.steps[0]
    return NextStep("step", first.channel.value, due.isoformat(), first.purpose)


def redate(s: Connection, row: Any, book: CadenceBook, who: Person, profile: Profile, at: dt.datetime) -> NextStep | None:
    """A touch outside the plan that does not count as its step: the step stays and is dated anew from the touch (rule R7)."""
    cadence = book.at(row.cadence, row.cadence_version)
    step = cadence.step(row.step_no) if cadence else None
    if step is None:
        return None
    due = due_after(profile.today(at), step.gap_days or REDATE_FIRST_DAYS, profile.calendar, who.country)
    s.execute(
        update(enrolment)
        .where(enrolment.c.id == row.id)
        .values(due_on=due.isoformat(), not_before_at=None, last_touch_at=max(to_ms(at), row.last_touch_at or 0))
    )
    return NextStep("step", step.channel.value, due.isoformat(), step.purpose)


def move_version(s: Connection, row: Any, cadence: Cadence, now_ms: int) -> None:
    """Put an open plan on another version of its cadence; beyond its last step the plan stands at the last."""
    keep_version(s, cadence, now_ms)
    s.execute(
        update(enrolment)
        .where(enrolment.c.id == row.id)
        .values(cadence_version=cadence.version, step_no=min(row.step_no, len(cadence.steps)))
    )


def is_before_the_plan(row: Any, profile: Profile, at: dt.datetime) -> bool:
    """A touch that is logged late, from before the plan's last touch or before the day it was made, is history: it moves nothing (R7)."""
    if row.last_touch_at:
        return to_ms(at) < int(row.last_touch_at)
    return profile.today(at) < profile.today(from_ms(row.created_at))


def stop_all(s: Connection, prospect_id: int, reason: str) -> int:
    """Stop every pending step of every plan of a person, and cancel their mail that has not left (rule R9). Returns how many plans."""
    e = enrolment.c
    stopped = s.execute(
        update(enrolment)
        .where(e.prospect_id == prospect_id, e.state.in_(OPEN))
        .values(state="stopped", stop_reason=reason, due_on=None, wait_reason=None)
    ).rowcount
    cancel_mail(s, prospect_id, reason)
    return int(stopped)


def cancel_mail(s: Connection, prospect_id: int, reason: str) -> None:
    """Cancel what waits in the outbox for a person. What is being sent now is past recall, but keeps the reason: if the server says
    "later", it is cancelled instead of tried again."""
    theirs = (outbox.c.prospect_id == prospect_id) & outbox.c.handoff_id.is_(None)  # not what goes to the account executive
    s.execute(
        update(outbox).where(theirs, outbox.c.state.in_(("queued", "deferred", "held", "claimed"))).values(state="cancelled", reason=reason)
    )
    s.execute(update(outbox).where(theirs, outbox.c.state == "dotting").values(reason=reason))


def hold_colleagues(s: Connection, who: Person, reason: str) -> int:
    """Hold the plans of others at the company until the user decides (rule R9)."""
    if who.company_id is None:
        return 0
    colleagues = select(prospect.c.id).where(prospect.c.company_id == who.company_id, prospect.c.id != who.id)
    return _hold(s, colleagues, reason)


def hold(s: Connection, prospect_id: int, reason: str) -> int:
    """Hold the plans and the waiting mail of one person until the user decides. Returns how many plans."""
    return _hold(s, select(prospect.c.id).where(prospect.c.id == prospect_id), reason)


def _hold(s: Connection, people: Select[tuple[int]], reason: str) -> int:
    s.execute(
        update(outbox)
        .where(outbox.c.prospect_id.in_(people), outbox.c.handoff_id.is_(None), outbox.c.state.in_(("queued", "deferred", "claimed")))
        .values(state="held", reason=reason)
    )
    return int(
        s.execute(
            update(enrolment)
            .where(enrolment.c.prospect_id.in_(people), enrolment.c.state.in_(("active", "waiting", "queued")))
            .values(state="held", wait_reason=reason)
        ).rowcount
    )


def keep_held(s: Connection, row: Any) -> None:
    """A held plan whose step was skipped is held still: that a step is left out is not yet the decision that it goes on (rule R9)."""
    e = enrolment.c
    s.execute(update(enrolment).where(e.id == row.id, e.state == "active").values(state="held", wait_reason=row.wait_reason))


def release_held(s: Connection, prospect_id: int, now_ms: int) -> int:
    """Let a held plan go on, with the email that was held in the outbox. Returns how many plans."""
    mail = s.execute(
        update(outbox)
        .where(outbox.c.prospect_id == prospect_id, outbox.c.handoff_id.is_(None), outbox.c.state == "held")
        .values(state="queued", reason="", not_before_at=now_ms)
    ).rowcount
    held = (enrolment.c.prospect_id == prospect_id) & (enrolment.c.state == "held")
    return int(s.execute(update(enrolment).where(held).values(state="queued" if mail else "active", wait_reason=None)).rowcount)


def pause(s: Connection, who: Person, profile: Profile, at: dt.datetime, until: dt.date | None = None) -> dt.date | None:
    """An auto-reply never stops a plan: move its next step to the working day after the return, or five working days on (R9)."""
    row = open_enrolment(s, who.id)
    if row is None:
        return None
    since, days = (until, 1) if until is not None else (profile.today(at), PAUSE_WORKING_DAYS)
    day = working_days_after(since, days, profile.calendar, who.country)
    if row.due_on is None or row.due_on < day.isoformat():
        s.execute(update(enrolment).where(enrolment.c.id == row.id).values(due_on=day.isoformat(), not_before_at=None))
        return day
    return dt.date.fromisoformat(row.due_on)


def close_tasks(
    s: Connection, prospect_id: int, now_ms: int, end_of_day_ms: int, today: str, *, answers_until: int, also: int | None = None
) -> None:
    """Any outgoing touch keeps the promises that were due by today: close them (rule R7), and the task it was made from. Who has come to wait
    for an answer after ``answers_until`` goes on waiting."""
    t = task.c
    due = (t.kind.in_(("callback", "follow_up", "answer", *BACK_TASKS))) & (
        ((t.due_at.is_not(None)) & (t.due_at <= end_of_day_ms)) | ((t.due_at.is_(None)) & (t.due_on <= today))
    )
    later = (t.kind == "answer") & (t.created_at > answers_until)
    s.execute(
        update(task)
        .where(t.prospect_id == prospect_id, t.state == "open", (due & ~later) | (t.kind == "sla") | (t.id == (also or -1)))
        .values(state="done", done_at=now_ms)
    )
