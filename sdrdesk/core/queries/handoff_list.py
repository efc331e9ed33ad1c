"""Every handoff and where it stands, what was answered to it, and how account executives answer (rule R24; seed W16)."""

from __future__ import annotations

import datetime as dt
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select, text

from sdrdesk.core.clock import from_ms
from sdrdesk.core.domain.handoff_answer import WAITING, Answer, CheckIn, check_in_of
from sdrdesk.core.domain.money import Money, totals
from sdrdesk.core.queries.numbers import Rate, wilson
from sdrdesk.core.store.mail_tables import message, outbox
from sdrdesk.core.store.ready_tables import account_executive, handoff, handoff_answer
from sdrdesk.core.store.tables import company, prospect, task

PERIOD = dt.timedelta(days=90)
_ITEMS = (
    "SELECT t.id, t.due_on, t.note, t.source FROM task t "
    "WHERE t.kind = 'check_in' AND t.state = 'open' AND t.prospect_id IN (SELECT prospect_id FROM handoff WHERE state = 'accepted')"
)
_UNREAD = "SELECT handoff_id, count(*) AS n FROM message WHERE handoff_id IS NOT NULL AND state = 'new' GROUP BY handoff_id"


@dataclass(frozen=True, slots=True)
class HandoffRow:
    """A line of the Handoffs page; what was answered is empty until it was. ``unread``: emails of the AE that the user has to look at;
    ``check_in``: the open item and its day."""

    id: int
    prospect_id: int
    name: str
    company: str
    ae: str
    state: str
    at: dt.datetime
    meeting_at: dt.datetime | None
    answer_due: dt.datetime | None
    file: str
    note: str
    ae_email: str = ""
    uid: str = ""
    answered_at: dt.datetime | None = None
    accepted_at: dt.datetime | None = None
    closed_at: dt.datetime | None = None
    reason_code: str = ""
    reason: str = ""
    money: Money | None = None
    unread: int = 0
    check_in: CheckIn | None = None
    check_in_id: int | None = None
    check_in_on: dt.date | None = None

    def overdue(self, now: dt.datetime) -> bool:
        """Has the deadline for the answer passed without one?"""
        return self.state == "sent" and self.answer_due is not None and self.answer_due < now

    def waits_on(self, now: dt.datetime) -> str:
        """``you``, ``ae`` or ``nobody``: a broken deadline, an email to look at and a check-in that is due are the user's."""
        due = self.check_in_on is not None and self.check_in_on <= now.date()
        if self.unread or self.overdue(now) or (self.state == "accepted" and due):
            return "you"
        return "ae" if self.state in ("sent", "accepted") else "nobody"

    def age_days(self, now: dt.datetime) -> int:
        """Whole days since it was handed over; until its end, when it has one."""
        return max(0, ((self.closed_at or now) - self.at).days)


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One thing the AE said: ``state`` is 0 for what holds, 1 for what was taken back, 2 for what waits for the user."""

    id: int
    said: Answer
    by: str
    at: dt.datetime
    source: str
    state: int


@dataclass(frozen=True, slots=True)
class AeMessage:
    """An email of the AE about a handoff."""

    id: int
    at: dt.datetime
    from_name: str
    subject: str
    text: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class DoneCheckIn:
    """A check-in that was held."""

    check_in: CheckIn
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class AeEmail:
    """An email of ours to the AE about a handoff: its state in the outbox, and when it left or may leave."""

    id: int
    state: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class HandoffHistory:
    """What the page shows of one handoff beside its line."""

    answers: tuple[AnswerRow, ...]
    messages: tuple[AeMessage, ...]
    check_ins: tuple[DoneCheckIn, ...]
    emails: tuple[AeEmail, ...] = ()


@dataclass(frozen=True, slots=True)
class AeFigures:
    """How one AE answers: the share accepted of those answered, with its range."""

    ae: str
    sent: int
    accepted: Rate


@dataclass(frozen=True, slots=True)
class HandoffFigures:
    """The last 90 days: ``won`` by currency, ``hours`` the median time to the first answer."""

    sent: int
    accepted: int
    won: tuple[Money, ...]
    by_ae: tuple[AeFigures, ...]
    returned: tuple[tuple[str, int], ...]
    hours: float | None


def handoff_rows(s: Connection) -> list[HandoffRow]:
    """All handoffs, newest first."""
    items = {str(r.source): r for r in s.execute(text(_ITEMS))}
    unread = {r.handoff_id: r.n for r in s.execute(text(_UNREAD))}
    ae = account_executive.c
    rows = s.execute(
        select(handoff, prospect.c.full_name, company.c.name.label("company"), ae.name.label("ae"), ae.email.label("ae_email"))
        .select_from(
            handoff.join(prospect, prospect.c.id == handoff.c.prospect_id)
            .outerjoin(company, company.c.id == prospect.c.company_id)
            .join(account_executive, ae.id == handoff.c.ae_id)
        )
        .order_by(handoff.c.at.desc(), handoff.c.id.desc())
    )
    return [_row(r, items.get(f"handoff:{r.id}"), unread.get(r.id, 0)) for r in rows]


def _row(r: Any, item: Any, unread: int) -> HandoffRow:
    return HandoffRow(
        r.id,
        r.prospect_id,
        r.full_name,
        r.company or "",
        r.ae,
        r.state,
        from_ms(r.at),
        _moment(r.meeting_at),
        _moment(r.answer_due_at),
        str(Path(r.folder) / r.file) if r.file else "",
        r.note,
        r.ae_email or "",
        r.uid,
        _moment(r.answered_at),
        _moment(r.accepted_at),
        _moment(r.closed_at),
        r.reason_code,
        r.reason,
        Money(r.amount, r.currency) if r.amount is not None else None,
        unread,
        check_in_of(item.note or "") if item is not None else None,
        item.id if item is not None else None,
        dt.date.fromisoformat(item.due_on) if item is not None else None,
    )


def _moment(ms: int | None) -> dt.datetime | None:
    return from_ms(ms) if ms else None


def handoff_history(s: Connection, handoff_id: int, prospect_id: int) -> HandoffHistory:
    """What was answered, written and said in check-ins about one handoff, oldest first."""
    a, m, t = handoff_answer.c, message.c, task.c
    answers = [
        AnswerRow(
            r.id,
            Answer(r.answer, r.reason, r.reason_code, Money(r.amount, r.currency) if r.amount is not None else None),
            r.answered_by,
            from_ms(r.answered_at),
            r.source,
            r.replaced,
        )
        for r in s.execute(select(handoff_answer).where(a.handoff_id == handoff_id).order_by(a.id))
    ]
    messages = [
        AeMessage(r.id, from_ms(r.at), r.from_name or r.from_address, r.subject, r.text, r.state == "new")
        for r in s.execute(
            select(m.id, m.at, m.from_name, m.from_address, m.subject, m.text, m.state)
            .where(m.prospect_id == prospect_id, m.handoff_id == handoff_id)
            .order_by(m.at, m.id)
        )
    ]
    held = [
        DoneCheckIn(check_in_of(r.note or ""), from_ms(r.done_at))
        for r in s.execute(
            select(t.note, t.done_at)
            .where(t.prospect_id == prospect_id, t.kind == "check_in", t.state == "done", t.source == f"handoff:{handoff_id}")
            .order_by(t.done_at, t.id)
        )
    ]
    o = outbox.c
    emails = [
        AeEmail(r.id, r.state, from_ms(r.sent_at or r.not_before_at))
        for r in s.execute(select(o.id, o.state, o.sent_at, o.not_before_at).where(o.handoff_id == handoff_id).order_by(o.id))
    ]
    return HandoffHistory(tuple(answers), tuple(messages), tuple(held), tuple(emails))


def waiting_answers(history: HandoffHistory) -> tuple[AnswerRow, ...]:
    """Those that contradict what holds and wait for the user."""
    return tuple(a for a in history.answers if a.state == WAITING)


def handoff_figures(rows: Iterable[HandoffRow], now: dt.datetime) -> HandoffFigures:
    """How the handoffs of the last 90 days went. What is not answered yet is no refusal: rates are of those that were answered."""
    every, since = list(rows), now - PERIOD
    recent = [r for r in every if r.at >= since]
    answered = [r for r in recent if r.answered_at is not None]
    hours = [max(0.0, (r.answered_at - r.at) / dt.timedelta(hours=1)) for r in answered if r.answered_at is not None]
    reasons = Counter(r.reason_code or "other" for r in recent if r.state == "returned")
    return HandoffFigures(
        len(recent),
        sum(1 for r in recent if r.accepted_at is not None),
        totals(r.money for r in every if r.state == "won" and r.money is not None and r.closed_at is not None and r.closed_at >= since),
        tuple(_of_ae(name, [r for r in recent if r.ae == name]) for name in sorted({r.ae for r in recent})),
        tuple(sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))),
        statistics.median(hours) if hours else None,
    )


def _of_ae(ae: str, rows: Sequence[HandoffRow]) -> AeFigures:
    answered = [r for r in rows if r.answered_at is not None]
    return AeFigures(ae, len(rows), wilson(sum(1 for r in answered if r.accepted_at is not None), len(answered)))
