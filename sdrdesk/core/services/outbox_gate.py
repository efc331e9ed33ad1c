"""What keeps an email back for a while: caps, spacing, working hours, an unread mailbox (rules R8, R9, R11; promises B4, B6).

The gate holds nothing in memory: the next moment is derived from what the outbox has stored, so that it is the same after a restart. An
email that is kept back stays where it is in the outbox, with a reason in words and the time at which it will be tried.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, case, func, or_, select, true, update

from sdrdesk.core.clock import from_ms, to_ms, zone
from sdrdesk.core.domain.calendar import calling_hours
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.domain.sending_hours import Pace, next_open_moment
from sdrdesk.core.services.mailboxes import CAP_MOST
from sdrdesk.core.store.mail_tables import mail_folder, mailbox, outbox
from sdrdesk.core.store.tables import company, enrolment, prospect, touch

WAITING = ("queued", "deferred")
COUNTED = ("claimed", "dotting", "sent", "in_doubt")
"""What may have left counts as left: a cap that forgets doubtful emails is no cap."""

HOUR = dt.timedelta(hours=1)
FRESH = dt.timedelta(minutes=10)
"""How long ago an account's mail may have been read for a follow-up to go (promise B4)."""

LOOK_AGAIN = dt.timedelta(minutes=5)
"""How long an email waits for the mailbox before it asks again; whoever reads it lets it go at once (``mailbox_was_read``)."""

TICK = dt.timedelta(seconds=15)
"""Planned moments are this much further apart than they must be, for a pass comes up to a tick late."""

SLACK = dt.timedelta(minutes=2)
"""Differences of a clock that was set by a time server; more than this is a clock that was wrong."""

NOW = "now/"
"""Before the reason of an email that the user has told to go whatever the hour."""

PACED = ("spacing", "hour_cap", "day_cap", "clock_back")
GATED = (*PACED, "their_hours", "mailbox_unread", "they_are_away")
"""Reasons of the gate; all else in ``reason`` is said by others."""

PLANNED_APART = 300
"""So many emails get a moment each; those behind them get the last one's, and are planned when it comes."""


@dataclass(frozen=True, slots=True)
class Hold:
    """Why an email does not go now, and when it will be tried."""

    reason: str
    until: dt.datetime


@dataclass(frozen=True, slots=True)
class Usage:
    """How much of an account's caps is used.

    Attributes:
        next_at: when the next email may leave; None for at once.
        reads: replies to the account are seen here.
    """

    mailbox_id: int
    address: str
    hour: int
    day: int
    hourly_cap: int
    daily_cap: int
    next_at: dt.datetime | None
    reads: bool


class OutboxGate:
    """Decides within the sender's transaction."""

    def __init__(self, pace: Pace | None = None) -> None:
        self.pace = pace or Pace()

    # --- one account ---------------------------------------------------------------------------------------------------------

    def left(self, s: Connection, mailbox_id: int, since: dt.datetime) -> list[dt.datetime]:
        """When emails were taken to be sent since then, oldest first. ``claimed_at`` counts, which a clock set back corrects."""
        o, limit = outbox.c, to_ms(since)
        at = func.coalesce(o.claimed_at, o.sent_at)
        recent = or_(o.sent_at >= limit, o.sent_at.is_(None))
        wanted = select(at).where(o.mailbox_id == mailbox_id, recent, o.state.in_(COUNTED), at >= limit).order_by(at)
        return [from_ms(ms) for ms in s.execute(wanted).scalars()]

    def usage(self, s: Connection, box: Any, profile: Profile, now: dt.datetime) -> Usage:
        """What of the caps is used at this moment."""
        day, _ = profile.day_bounds(profile.today(now))
        left = self._recent(s, box, profile, now)
        hold = self._account(left, box, profile, now, dt.timedelta(seconds=self.pace.spacing_s))
        return Usage(
            box.id,
            box.address,
            sum(at > now - HOUR for at in left),
            sum(at >= day for at in left),
            box.hourly_cap,
            min(box.daily_cap, CAP_MOST),
            hold.until if hold else None,
            self.reads_mail(s, box),
        )

    @staticmethod
    def _account(left: list[dt.datetime], box: Any, profile: Profile, at: dt.datetime, gap: dt.timedelta) -> Hold | None:
        """What stands against one more email of the account at this moment; the latest moment of all that does."""
        start, end = profile.day_bounds(profile.today(at))
        holds = []
        if left and left[-1] + gap > at:
            holds.append(Hold("spacing", left[-1] + gap))
        hour = [t for t in left if t > at - HOUR]
        if len(hour) >= box.hourly_cap:
            holds.append(Hold("hour_cap", hour[-box.hourly_cap] + HOUR))
        if sum(t >= start for t in left) >= min(box.daily_cap, CAP_MOST):
            holds.append(Hold("day_cap", end))
        return max(holds, key=lambda h: h.until, default=None)

    # --- one email -----------------------------------------------------------------------------------------------------------

    def own(self, s: Connection, row: Any, box: Any, profile: Profile, now: dt.datetime) -> Hold | None:
        """What stands against this very email at this moment, whatever its account may do."""
        return self.away(s, row, profile, now) or self.hours(s, row, profile, now) or self.unread(s, row, box, now)

    @staticmethod
    def away(s: Connection, row: Any, profile: Profile, now: dt.datetime) -> Hold | None:
        """They have said automatically that they are away since the email was written: it waits with its plan for their return (R9)."""
        if row.enrolment_id is None or row.reason.startswith(NOW):
            return None
        t = touch.c
        said = (t.prospect_id == row.prospect_id) & (t.at >= row.created_at) & (t.outcome == "auto_replied")
        due = s.execute(select(enrolment.c.due_on).where(enrolment.c.id == row.enrolment_id)).scalar()
        if not due or due <= profile.today(now).isoformat() or s.execute(select(t.id).where(said).limit(1)).first() is None:
            return None
        start, _ = profile.day_bounds(dt.date.fromisoformat(due))
        return Hold("they_are_away", start)

    def hours(self, s: Connection, row: Any, profile: Profile, at: dt.datetime) -> Hold | None:
        """An email of a plan goes in their working hours (R8); one that was written by hand, an answer above all, goes at once."""
        if row.enrolment_id is None or row.reason.startswith(NOW) or not self.pace.hours:
            return None
        p = prospect.c
        who = s.execute(
            select(p.zone, p.call_from, p.call_to, func.coalesce(p.country, company.c.country, "").label("country"))
            .select_from(prospect.outerjoin(company, company.c.id == p.company_id))
            .where(p.id == row.prospect_id)
        ).one()
        hours = calling_hours(who.call_from, who.call_to)
        opens = next_open_moment(at, zone(who.zone, profile.zone), hours, profile.calendar, who.country)
        return Hold("their_hours", opens) if opens > at else None

    def unread(self, s: Connection, row: Any, box: Any, now: dt.datetime) -> Hold | None:
        """A follow-up goes only when the account's mail was read a moment ago: they may have answered (promise B4)."""
        if not self.reads_mail(s, box) or not self.is_follow_up(s, row) or self._read(s, box, now):
            return None
        return Hold("mailbox_unread", now + LOOK_AGAIN)

    @staticmethod
    def is_follow_up(s: Connection, row: Any) -> bool:
        """A later step of a plan, or any second email to that person."""
        if row.handoff_id is not None:
            return False
        if (row.step_no or 0) > 1:
            return True
        o = outbox.c
        before = select(o.id).where(
            o.prospect_id == row.prospect_id, o.handoff_id.is_(None), o.id != row.id, o.state.in_(("dotting", "sent", "in_doubt"))
        )
        return s.execute(before.limit(1)).first() is not None

    @staticmethod
    def _folders(box: Any) -> Any:
        f = mail_folder.c
        return and_(f.kind == "files", f.watched == 1, or_(f.mailbox_id == box.id, f.mailbox_id.is_(None)))

    def reads_mail(self, s: Connection, box: Any) -> bool:
        """Are replies to this account seen at all: by IMAP, or from a directory that is watched?"""
        return bool(box.imap_host) or s.execute(select(mail_folder.c.id).where(self._folders(box)).limit(1)).first() is not None

    def _read(self, s: Connection, box: Any, now: dt.datetime) -> bool:
        """Was all of it read a moment ago? A time that lies ahead is of a clock that was wrong, and says nothing."""
        times = [box.read_at] if box.imap_host else []
        times += [None if r.problem else r.read_at for r in s.execute(select(mail_folder).where(self._folders(box)))]
        return all(t is not None and now - FRESH <= from_ms(t) <= now + SLACK for t in times)

    # --- both ----------------------------------------------------------------------------------------------------------------

    def holds(self, s: Connection, row: Any, box: Any, profile: Profile, now: dt.datetime) -> bool:
        """Does anything stand against the email at this moment? Changes nothing."""
        if self.own(s, row, box, profile, now) is not None:
            return True
        return self._account(self._recent(s, box, profile, now), box, profile, now, self.pace.gap(row.id)) is not None

    def _recent(self, s: Connection, box: Any, profile: Profile, now: dt.datetime) -> list[dt.datetime]:
        """What left in the last hour and on the user's day, whichever is longer."""
        day, _ = profile.day_bounds(profile.today(now))
        return self.left(s, box.id, min(day, now - HOUR))

    def hold(self, s: Connection, row: Any, box: Any, profile: Profile, now: dt.datetime) -> bool:
        """Keep the email back if anything stands against it; its account's others that are due are then planned with it."""
        own = self.own(s, row, box, profile, now)
        if own is not None:
            self.keep(s, row.id, own)
            return True
        left = self._recent(s, box, profile, now)
        account = self._account(left, box, profile, now, self.pace.gap(row.id))
        if account is None:
            return False
        self._plan(s, left, box, profile, now)
        return True

    @staticmethod
    def keep(s: Connection, outbox_id: int, hold: Hold) -> None:
        """Write down why and until when; what the user has said about the hour stays said."""
        o = outbox.c
        reason = case((o.reason.startswith(NOW), NOW + hold.reason), else_=hold.reason)
        state = case((o.state == "claimed", "queued"), else_=o.state)
        tries = case((o.state == "claimed", func.max(o.attempts - 1, 0)), else_=o.attempts)
        values = {"state": state, "reason": reason, "not_before_at": to_ms(hold.until), "claimed_by": None, "attempts": tries}
        s.execute(update(outbox).where(o.id == outbox_id).values(**values))

    def _plan(self, s: Connection, left: list[dt.datetime], box: Any, profile: Profile, now: dt.datetime) -> None:
        """Give each email of the account that is due, or was planned before, its own moment: no burst, follow-ups first (R11)."""
        o = outbox.c
        planned = o.reason.in_([*PACED, *(NOW + r for r in PACED)])
        mine = and_(o.mailbox_id == box.id, o.state.in_(WAITING), or_(o.not_before_at <= to_ms(now), planned))
        left = list(left)
        last = Hold("spacing", now)
        for number, row in enumerate(s.execute(select(outbox).where(mine).order_by(sending_rank(), o.id)).all()):
            if number < PLANNED_APART:
                last = self._slot(left, row.id, box, profile, now)
            # Outside their hours it takes nobody's turn: it is planned anew, among those that are due then.
            theirs = self.hours(s, row, profile, last.until)
            if theirs is None:
                left.append(last.until)
            at = last if theirs is None else Hold(last.reason if last.until > now else theirs.reason, theirs.until)
            if to_ms(at.until) != row.not_before_at:
                self.keep(s, row.id, at)

    def _slot(self, left: list[dt.datetime], outbox_id: int, box: Any, profile: Profile, now: dt.datetime) -> Hold:
        """The first moment at which the account may send this email, when those in ``left`` have gone before it."""
        slot = Hold("spacing", now)
        gap = self.pace.gap(outbox_id) + (TICK if self.pace.spacing_s else dt.timedelta())
        while (hold := self._account(left, box, profile, slot.until, gap)) is not None:
            slot = hold
        return slot

    # --- a clock that was wrong ----------------------------------------------------------------------------------------------

    @staticmethod
    def clock_went_back(s: Connection, now: dt.datetime) -> bool:
        """Does anything in the outbox lie ahead of the clock? Quick: it is asked at every pass."""
        o, limit = outbox.c, to_ms(now + SLACK)
        newest = s.execute(select(o.created_at).order_by(o.id.desc()).limit(1)).scalar() or 0
        sent = (s.execute(select(func.max(o.sent_at)).where(o.mailbox_id == box.id)).scalar() or 0 for box in accounts(s))
        unsent = select(o.id).where(o.state.in_(("claimed", "dotting", "in_doubt", "deferred")), o.claimed_at > limit)
        return newest > limit or any(ms > limit for ms in sent) or s.execute(unsent.limit(1)).first() is not None

    @staticmethod
    def settle_clock(s: Connection, now: dt.datetime) -> int:
        """After a clock was set back: what was sent "later" counts once, from now on, and what waits for a moment of that time is tried.

        Nothing that was sent is sent again, for its state says so, not its time. Returns how many emails lay ahead.
        """
        o, limit, now_ms = outbox.c, to_ms(now + SLACK), to_ms(now)
        counted = and_(o.state.in_(COUNTED), func.coalesce(o.claimed_at, o.sent_at) > limit)
        found = s.execute(update(outbox).where(counted).values(claimed_at=now_ms)).rowcount
        waits = and_(o.state.in_(WAITING), o.not_before_at > limit)
        ours = or_(o.state == "deferred", o.reason.in_([*GATED, *(NOW + r for r in GATED)]))
        of_that_time = or_(o.created_at > limit, o.claimed_at > limit)
        # One that never had a time of the user's was due within the seconds in which it could be taken back.
        unasked = and_(o.created_at > limit, o.not_before_at <= o.created_at + SLACK.total_seconds() * 1000)
        if found:
            of_that_time = true()
        waits = and_(waits, or_(and_(ours, of_that_time), unasked))
        again = s.execute(update(outbox).where(waits).values(not_before_at=now_ms, claimed_at=None)).rowcount
        return int(found + again)


def sending_rank() -> Any:
    """Answers by hand, then follow-ups, then first touches (rule R11)."""
    o = outbox.c
    return case((o.enrolment_id.is_(None), 0), (o.step_no > 1, 1), else_=2)


def accounts(s: Connection) -> list[Any]:
    """The accounts that may send."""
    return list(s.execute(select(mailbox).where(mailbox.c.paused == 0).order_by(mailbox.c.id)).all())
