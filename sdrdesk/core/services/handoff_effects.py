"""What an answer to a handoff does to the person, their items and the handoff itself (W16, W17, P2). Within the caller's transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from sdrdesk.core.clock import from_ms
from sdrdesk.core.domain.calendar import next_working_day
from sdrdesk.core.domain.handoff_answer import CHECK_IN_DAYS, LIVE, Answer, CheckIn, check_in_of
from sdrdesk.core.domain.money import Money
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.domain.words import AE_TASKS, BACK_TASKS
from sdrdesk.core.store.people import Person, person
from sdrdesk.core.store.ready_tables import handoff, handoff_answer
from sdrdesk.core.store.store import UnitOfWork
from sdrdesk.core.store.tables import prospect, task


def source_of(handoff_id: int) -> str:
    """What an item says of the handoff that it comes from."""
    return f"handoff:{handoff_id}"


def await_answer(uow: UnitOfWork, handoff_id: int, prospect_id: int, ae: str, due: dt.datetime, profile: Profile) -> None:
    """The account executive owes an answer by ``due``: before it nobody is reminded, after it somebody is."""
    day = due.astimezone(profile.zone).date().isoformat()
    _add(uow, handoff_id, prospect_id, "handoff_answer", day, ae, not_before=round(due.timestamp() * 1000))


def _add(
    uow: UnitOfWork,
    handoff_id: int,
    prospect_id: int,
    kind: str,
    day: str,
    note: str,
    *,
    not_before: int | None = None,
    channel: str = "email",
) -> None:
    uow.s.execute(
        insert(task).values(
            prospect_id=prospect_id,
            kind=kind,
            channel=channel,
            due_on=day,
            not_before_at=not_before,
            note=note,
            source=source_of(handoff_id),
            created_at=uow.now_ms,
        )
    )


def _close(uow: UnitOfWork, handoff_id: int, kinds: Sequence[str]) -> None:
    """Close this handoff's open items."""
    t = task.c
    who = uow.s.execute(select(handoff.c.prospect_id).where(handoff.c.id == handoff_id)).scalar_one()
    uow.s.execute(
        update(task)
        .where(t.prospect_id == who, t.source == source_of(handoff_id), t.kind.in_(kinds), t.state == "open")
        .values(state="done", done_at=uow.now_ms)
    )


def _settle_meeting(uow: UnitOfWork, row: Any, until_ms: int | None) -> None:
    """The meeting of the handoff is the AE's: an acceptance settles it once it is past (``until_ms``), an end whenever it is."""
    t = task.c
    mine = (t.prospect_id == row.prospect_id) & (t.kind == "meeting") & (t.state == "open") & (t.due_at == row.meeting_at)
    past = t.due_at.is_not(None) if until_ms is None else t.due_at <= until_ms
    uow.s.execute(update(task).where(mine, past).values(state="done", done_at=uow.now_ms))


def live_rows(s: Connection, handoff_id: int) -> list[Any]:
    """The answers that hold, oldest first."""
    a = handoff_answer.c
    return list(s.execute(select(handoff_answer).where(a.handoff_id == handoff_id, a.replaced == LIVE).order_by(a.id)))


def answer_of(row: Any) -> Answer:
    """A stored answer as the rules know it."""
    return Answer(row.answer, row.reason, row.reason_code, Money(row.amount, row.currency) if row.amount is not None else None)


def write_state(uow: UnitOfWork, handoff_id: int) -> str:
    """Bring the handoff's own columns in line with the answers that hold; gives the state."""
    live = live_rows(uow.s, handoff_id)
    last = live[-1] if live else None
    state = last.answer if last else "sent"
    # A deal that was won or lost was taken on first, whether anybody said so or not.
    accepted = next((r.answered_at for r in live if r.answer in ("accepted", "won", "lost")), None)
    closed = next((r.answered_at for r in live if r.answer == state), None) if state in ("won", "lost", "returned") else None
    uow.s.execute(
        update(handoff)
        .where(handoff.c.id == handoff_id)
        .values(
            state=state,
            answered_at=live[0].answered_at if live else None,
            accepted_at=accepted,
            closed_at=closed,
            reason_code=last.reason_code if last else "",
            reason=last.reason if last else "",
            amount=last.amount if last else None,
            currency=last.currency if last else "",
        )
    )
    return state


def take_back(uow: UnitOfWork, row: Any) -> None:
    """An answer holds no longer: its items and marks go; what follows from those that still hold is for ``follow``."""
    _close(uow, row.handoff_id, sorted(AE_TASKS | BACK_TASKS))
    who = uow.s.execute(select(handoff.c.prospect_id).where(handoff.c.id == row.handoff_id)).scalar_one()
    if row.answer == "won":
        others = select(func.count()).where(handoff.c.prospect_id == who, handoff.c.state == "won", handoff.c.id != row.handoff_id)
        if not uow.s.execute(others).scalar_one():
            uow.s.execute(update(prospect).where(prospect.c.id == who).values(customer=0))


def follow(uow: UnitOfWork, row: Any, said: Answer, ae: str, answered_at: dt.datetime, until: dt.date | None, profile: Profile) -> None:
    """Do what an answer asks for; ``row`` is the handoff."""
    who = person(uow.s, row.prospect_id)
    # What waited for an answer has one; what an acceptance had begun ends with the end.
    _close(uow, row.id, sorted(AE_TASKS))
    _settle_meeting(uow, row, uow.now_ms if said.answer == "accepted" else None)
    today = profile.today(from_ms(uow.now_ms))
    since = answered_at.astimezone(profile.zone).date()

    def day(setting: str) -> str:
        wanted = until or since + dt.timedelta(days=profile.number(setting))
        return max(next_working_day(wanted, profile.calendar, who.country), today).isoformat()

    if said.answer == "accepted":
        wanted = max(since + dt.timedelta(days=CHECK_IN_DAYS), today)
        _add(uow, row.id, who.id, "check_in", next_working_day(wanted, profile.calendar, "").isoformat(), str(CheckIn(1, ae)))
        _stage(uow, who, "handed_off")
    elif said.answer == "won":
        _add(uow, row.id, who.id, "ask_referral", day("handoff.referral_days"), ae)
        _stage(uow, who, "handed_off", customer=1)
    else:
        setting = "handoff.return_days" if said.answer == "returned" else "handoff.lost_days"
        channel = "call" if who.phone else "email"
        _add(uow, row.id, who.id, "come_back", day(setting), f"{ae}: {said.reason}" if said.reason else ae, channel=channel)
        _stage(uow, who, "nurture")


def _stage(uow: UnitOfWork, who: Person, stage: str, **values: object) -> None:
    """Only the stage: who was closed meanwhile, for whatever reason, stays closed (rules R4, R17)."""
    uow.s.execute(update(prospect).where(prospect.c.id == who.id).values(stage=stage, **values))


def finish_check_in(uow: UnitOfWork, row: Any, said: str, profile: Profile) -> CheckIn:
    """Close a check-in with what was said and date the next one, 30 days on (W16)."""
    this = check_in_of(row.note or "")
    uow.s.execute(
        update(task).where(task.c.id == row.id).values(state="done", done_at=uow.now_ms, note=str(replace(this, said=said.strip())))
    )
    following = CheckIn(this.number + 1, this.ae)
    wanted = profile.today(from_ms(uow.now_ms)) + dt.timedelta(days=CHECK_IN_DAYS)
    handoff_id = int(row.source.partition(":")[2] or 0)
    _add(uow, handoff_id, row.prospect_id, "check_in", next_working_day(wanted, profile.calendar, "").isoformat(), str(following))
    return following
