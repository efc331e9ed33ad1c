"""What happens to a person's plans: advance, stop, pause, hold (rules R7, R8, R9). Called inside another use case's transaction."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from sdrdesk.core.domain.cadence import Cadence
from sdrdesk.core.domain.calendar import due_after, next_working_day
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.store.people import Person
from sdrdesk.core.store.tables import enrolment, outbox, prospect, task

OPEN = ("active", "waiting", "queued", "held")
PAUSE_WORKING_DAYS = 5
"""An auto-reply without a return date pauses a plan for this many working days (rule R9)."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What comes next for a person, for the sentence under a logged touch."""

    kind: str
    channel: str
    due: str
    purpose: str = ""


def open_enrolment(s: Connection, prospect_id: int):  # type: ignore[no-untyped-def]
    """The person's plan that still runs, or None (rule R13: one at a time)."""
    e = enrolment.c
    return s.execute(select(enrolment).where(e.prospect_id == prospect_id, e.state.in_(OPEN)).order_by(e.id).limit(1)).first()


def advance(s: Connection, row, cadence: Cadence, who: Person, profile: Profile, at: dt.datetime, now_ms: int) -> NextStep | None:  # type: ignore[no-untyped-def]
    """The touch at ``at`` counts as the plan's current step; date the next one by its gap (rule R7), or finish the plan."""
    following = cadence.step(row.step_no + 1)
    base: dict[str, object] = {"wait_reason": None, "not_before_at": None, "last_touch_at": now_ms}
    if following is None:
        s.execute(update(enrolment).where(enrolment.c.id == row.id).values(state="finished", due_on=None, stop_reason="completed", **base))
        return None
    due = due_after(profile.today(at), following.gap_days, profile.calendar, who.country)
    s.execute(
        update(enrolment).where(enrolment.c.id == row.id).values(state="active", step_no=following.no, due_on=due.isoformat(), **base)
    )
    return NextStep("step", following.channel.value, due.isoformat(), following.purpose)


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
    theirs = outbox.c.prospect_id == prospect_id
    s.execute(
        update(outbox).where(theirs, outbox.c.state.in_(("queued", "deferred", "held", "claimed"))).values(state="cancelled", reason=reason)
    )
    s.execute(update(outbox).where(theirs, outbox.c.state == "dotting").values(reason=reason))


def hold_colleagues(s: Connection, who: Person, reason: str) -> int:
    """Hold the plans of others at the company until the user decides (rule R9)."""
    if who.company_id is None:
        return 0
    colleagues = select(prospect.c.id).where(prospect.c.company_id == who.company_id, prospect.c.id != who.id)
    s.execute(
        update(outbox)
        .where(outbox.c.prospect_id.in_(colleagues), outbox.c.state.in_(("queued", "deferred", "claimed")))
        .values(state="held", reason=reason)
    )
    return int(
        s.execute(
            update(enrolment)
            .where(enrolment.c.prospect_id.in_(colleagues), enrolment.c.state.in_(("active", "waiting", "queued")))
            .values(state="held", wait_reason=reason)
        ).rowcount
    )


def release_held(s: Connection, prospect_id: int, now_ms: int) -> int:
    """Let a held plan go on, with the email that was held in the outbox. Returns how many plans."""
    mail = s.execute(
        update(outbox)
        .where(outbox.c.prospect_id == prospect_id, outbox.c.state == "held")
        .values(state="queued", reason="", not_before_at=now_ms)
    ).rowcount
    held = (enrolment.c.prospect_id == prospect_id) & (enrolment.c.state == "held")
    return int(s.execute(update(enrolment).where(held).values(state="queued" if mail else "active", wait_reason=None)).rowcount)


def pause(s: Connection, who: Person, profile: Profile, at: dt.datetime, until: dt.date | None = None) -> dt.date | None:
    """An auto-reply never stops a plan: move its next step to the working day after the return, or five working days on (R9)."""
    row = open_enrolment(s, who.id)
    if row is None:
        return None
    day = profile.today(at)
    if until is not None:
        day = next_working_day(until + dt.timedelta(days=1), profile.calendar, who.country)
    else:
        for _ in range(PAUSE_WORKING_DAYS):
            day = next_working_day(day + dt.timedelta(days=1), profile.calendar, who.country)
    if row.due_on is None or row.due_on < day.isoformat():
        s.execute(update(enrolment).where(enrolment.c.id == row.id).values(due_on=day.isoformat(), not_before_at=None))
    return day


def close_tasks(s: Connection, prospect_id: int, now_ms: int, end_of_day_ms: int, today: str, *, also: int | None = None) -> None:
    """Any outgoing touch keeps the promises that were due by today: close them (rule R7), and the task it was made from."""
    t = task.c
    due = (t.kind.in_(("callback", "follow_up", "answer"))) & (
        ((t.due_at.is_not(None)) & (t.due_at <= end_of_day_ms)) | ((t.due_at.is_(None)) & (t.due_on <= today))
    )
    s.execute(
        update(task)
        .where(t.prospect_id == prospect_id, t.state == "open", due | (t.id == (also or -1)))
        .values(state="done", done_at=now_ms)
    )
