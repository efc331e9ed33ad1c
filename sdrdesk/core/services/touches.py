"""Logging a touch: one key, and everything that follows from it (rules R4, R5, R7, R9; promise: one transaction)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.clock import Clock, from_ms, to_ms, zone
from sdrdesk.core.domain.cadence import CadenceBook
from sdrdesk.core.domain.calendar import next_working_day
from sdrdesk.core.domain.counting import REACH
from sdrdesk.core.domain.profile import Profile
from sdrdesk.core.domain.when import When
from sdrdesk.core.domain.words import Channel, outcomes_of
from sdrdesk.core.errors import RuleRefusal, SdrDeskError, ValidationError
from sdrdesk.core.services import plans
from sdrdesk.core.services.plans import NextStep
from sdrdesk.core.services.scores import SCORED_OUTCOMES, rescore
from sdrdesk.core.services.settings import SettingsService
from sdrdesk.core.store.mail_tables import message, outbox
from sdrdesk.core.store.people import Person, find_person, person, suppressed
from sdrdesk.core.store.store import Store, UnitOfWork
from sdrdesk.core.store.suppressions import digits
from sdrdesk.core.store.tables import enrolment, prospect, suppression, task, touch

STOPS = {
    "replied": "replied",
    "meeting_booked": "meeting_booked",
    "do_not_contact": "do_not_contact",
    "bounced": "bounced",
    "unsubscribed": "unsubscribed",
    "wrong_person": "referral",
    "conversation": "replied",
}
"""Outcomes that stop every plan (R9), with the reason noted. A real conversation is a human reply."""

HOLDS_COLLEAGUES = frozenset({"replied", "meeting_booked", "conversation", "wrong_person"})
DEFAULT_NEXT_DAYS = {
    "no_answer": 2,
    "voicemail": 2,
    "busy": 1,
    "gatekeeper": 1,
    "connected_not_now": 14,
    "conversation": 2,
    "wrong_person": 1,
    "wrong_number": 1,
    "meeting_booked": 1,
    "bounced": 1,
    "sent": 3,
    "opened": 2,
    "no_show": 1,
    "cancelled": 1,
    "held": 1,
}
"""Where no plan says when, the next date (R4): calendar days on, moved to a working day. Chosen as what reps do, not measured."""

FOLLOW_CHANNEL = {"bounced": "call", "opened": "call", "sent": "email"}
FUTURE_TOLERANCE = dt.timedelta(minutes=5)
MINUTES_MOST = 24 * 60
"""A touch of a file that took longer than a day is a mistake of the file."""


@dataclass(frozen=True, slots=True)
class TouchDraft:
    """A touch to be logged. ``at`` None means now; ``next`` is the next date that the user chose; ``step`` is the (enrolment, step number)
    that a sent email was, which then is the only step it can count as. ``returns`` is the last day of absence that an automatic reply
    names (rule R9). ``plan`` says what a touch outside the plan does to it (rule R7): step, redate or stop; None: as the settings say."""

    prospect_id: int
    channel: str
    outcome: str
    at: dt.datetime | None = None
    minutes: int | None = None
    note: str = ""
    next: When | None = None
    task_id: int | None = None
    template: str | None = None
    outbox_id: int | None = None
    source: str = "user"
    step: tuple[int, int] | None = None
    returns: dt.date | None = None
    plan: str | None = None


PLAN_EFFECTS = ("step", "redate", "stop")


@dataclass(frozen=True, slots=True)
class Logged:
    """What came of it: the touch, the next step (None with ``ended`` = the stated reason), and plans stopped or held."""

    touch_id: int
    next_step: NextStep | None
    ended: str = ""
    stopped: int = 0
    held: int = 0


class TouchService:
    """Logs touches. ``cadences`` are the plans by key."""

    def __init__(self, store: Store, clock: Clock, settings: SettingsService, cadences: CadenceBook) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._cadences = cadences

    def log(self, draft: TouchDraft) -> Outcome[Logged]:
        """One touch with all its effects, in one transaction and one undo step.

        Raises:
            ValidationError: unknown channel or outcome, or a touch in the future.
            RuleRefusal: a dial to somebody on the do-not-contact list (R17).
        """
        with self._store.write(OpKind.LOG_TOUCH) as uow:
            logged = self.log_within(uow, draft)
            uow.args = {
                "prospect": draft.prospect_id,
                "name": person(uow.s, draft.prospect_id).full_name,
                "outcome": draft.outcome,
                "channel": draft.channel,
            }
        return Outcome(logged, uow.changes)

    def log_many(self, lines: Iterable[dict[str, object]]) -> tuple[Outcome[int], list[tuple[int, SdrDeskError]]]:
        """Touches from a file, oldest first, in one step; lines that cannot be logged come back with their number and reason."""
        problems: list[tuple[int, SdrDeskError]] = []
        done = 0
        with self._store.write(OpKind.LOG_MANY) as uow:
            drafts: list[tuple[int, TouchDraft]] = []
            for number, line in enumerate(lines, start=1):
                try:
                    drafts.append((number, self._from_line(uow.s, line)))
                except SdrDeskError as error:
                    problems.append((number, error))
            for number, draft in sorted(drafts, key=lambda d: to_ms(d[1].at or from_ms(uow.now_ms))):
                try:
                    self.log_within(uow, draft)
                    done += 1
                except SdrDeskError as error:
                    problems.append((number, error))
            problems.sort(key=lambda p: p[0])
            uow.args = {"n": done}
        return Outcome(done, uow.changes), problems

    def _from_line(self, s: Connection, line: dict[str, object]) -> TouchDraft:
        for key in ("prospect", "at", "channel", "outcome"):
            if key not in line:
                raise ValidationError("line_key_missing", field=key)
        try:
            at = dt.datetime.fromisoformat(str(line["at"]))
        except ValueError as error:
            raise ValidationError("when_not_understood", field="at", value=str(line["at"])) from error
        profile = self._settings.profile(s)
        return TouchDraft(
            prospect_id=find_person(s, str(line["prospect"])),
            channel=str(line["channel"]),
            outcome=str(line["outcome"]),
            at=at if at.tzinfo else at.replace(tzinfo=profile.zone),
            minutes=_minutes(line.get("minutes")),
            note=str(line.get("note") or ""),
            source="file",
            returns=_date(line.get("returns"), "returns"),
            plan=str(line["plan"]) if line.get("plan") else None,
        )

    def log_within(self, uow: UnitOfWork, draft: TouchDraft) -> Logged:
        """The same inside a transaction that is open already (a sent email, a file of touches)."""
        s = uow.s
        now = from_ms(uow.now_ms)
        at = draft.at or now
        self._check(s, draft, at, now)
        who = person(s, draft.prospect_id)
        profile = self._settings.profile(s)
        plan = plans.open_enrolment(s, who.id)
        effect = self._effect(draft, plan, profile, at)
        counts_as_step = effect == "step"
        local = at.astimezone(zone(who.zone, profile.zone))
        touch_id = s.execute(
            insert(touch)
            .values(
                prospect_id=who.id,
                at=to_ms(at),
                channel=draft.channel,
                outcome=draft.outcome,
                minutes=draft.minutes,
                note=draft.note or None,
                enrolment_id=plan.id if counts_as_step else None,
                step_no=plan.step_no if counts_as_step else None,
                task_id=draft.task_id,
                outbox_id=draft.outbox_id,
                template=draft.template,
                source=draft.source,
                local_hour=local.hour,
                local_weekday=local.weekday(),
                attempt=_attempt(s, who.id, draft),
            )
            .returning(touch.c.id)
        ).scalar_one()
        return self._follow(uow, draft, who, profile, plan, effect, at, int(touch_id))

    @staticmethod
    def _effect(draft: TouchDraft, plan: Any, profile: Profile, at: dt.datetime) -> str:
        """What the touch does to the plan (rule R7): ``step``, ``redate``, ``stop``, or nothing.

        An email that was a step can only be that one. While a step's own email is on its way it is that which will count.
        """
        if plan is None or (draft.channel, draft.outcome) not in REACH:
            return ""
        if draft.step is not None:
            return "step" if draft.step == (plan.id, plan.step_no) else ""
        if plan.state == "queued" or plans.is_before_the_plan(plan, profile, at):
            return ""
        return draft.plan or profile.text("plan.other_touch")

    def _follow(
        self, uow: UnitOfWork, draft: TouchDraft, who: Person, profile: Profile, plan: Any, effect: str, at: dt.datetime, touch_id: int
    ) -> Logged:
        s = uow.s
        _, end = profile.day_bounds(profile.today(at))
        reach = (draft.channel, draft.outcome) in REACH
        written = _written(s, draft, uow.now_ms)
        if reach or draft.channel in (Channel.MEETING, Channel.EVENT):
            plans.close_tasks(
                s, who.id, to_ms(at), to_ms(end) - 1, profile.today(at).isoformat(), also=draft.task_id, answers_until=written
            )
        if reach:
            m = message.c
            answered = (
                (m.prospect_id == who.id) & (m.state == "new") & m.handoff_id.is_(None) & (m.at <= to_ms(at)) & (m.read_at <= written)
            )
            s.execute(update(message).where(answered).values(state="done", done_at=uow.now_ms))
        if draft.channel in (Channel.MEETING, Channel.EVENT):
            self._close_meetings(s, who.id, to_ms(end), to_ms(at))
        stopped = held = 0
        next_step: NextStep | None = None
        if draft.outcome in STOPS:
            stopped = plans.stop_all(s, who.id, STOPS[draft.outcome])
            if draft.outcome in HOLDS_COLLEAGUES:
                held = plans.hold_colleagues(s, who, "colleague_replied")
        elif draft.outcome == "auto_replied":
            plans.pause(s, who, profile, at, draft.returns)
        elif effect == "stop":
            stopped = plans.stop_all(s, who.id, "by_user")
        elif effect == "redate":
            next_step = plans.redate(s, plan, self._cadences, who, profile, at)
        elif effect == "step":
            next_step = plans.advance(s, plan, self._cadences, who, profile, at, uow.now_ms)
        stage = self._restage(s, who, draft)
        if draft.outcome in SCORED_OUTCOMES:
            rescore(s, [who.id], profile)
        stopped += self._leave(s, who, draft.outcome, stage)
        ended = self._suppress(s, who, draft, uow.now_ms)
        if ended:
            return Logged(touch_id, None, ended, stopped, held)
        next_step = self._plan_next(uow, draft, who, profile, at, next_step if plans.open_enrolment(s, who.id) else None)
        return Logged(touch_id, next_step, "" if next_step else "completed", stopped, held)

    def _leave(self, s: Connection, who: Person, outcome: str, stage: str) -> int:
        """A cadence's own conditions to leave, besides rule R9 (stages and outcomes)."""
        row = plans.open_enrolment(s, who.id)
        cadence = self._cadences.at(row.cadence, row.cadence_version) if row is not None else None
        if cadence is None or not (outcome in cadence.leave_outcomes or stage in cadence.leave_stages):
            return 0
        return plans.stop_all(s, who.id, "left")

    def _check(self, s: Connection, draft: TouchDraft, at: dt.datetime, now: dt.datetime) -> None:
        if draft.plan is not None and draft.plan not in PLAN_EFFECTS:
            raise ValidationError("value_unknown", field="plan", value=draft.plan)
        if draft.channel not in set(Channel):
            raise ValidationError("channel_unknown", field="channel", value=draft.channel)
        if draft.outcome not in outcomes_of(draft.channel):
            raise ValidationError("outcome_unknown", field="outcome", value=draft.outcome, channel=draft.channel)
        if at - now > FUTURE_TOLERANCE:
            raise ValidationError("touch_in_future", field="at", value=at.isoformat())
        way = {Channel.CALL: "call", Channel.IM: "message", Channel.SOCIAL: "message"}.get(Channel(draft.channel), "")
        # What they did is a fact and is logged; what the user did to them is refused.
        if draft.source == "user" and way and draft.outcome != "do_not_contact" and (way == "call" or draft.outcome == "sent"):
            kind = suppressed(s, person(s, draft.prospect_id), way)
            if kind:
                raise RuleRefusal("do_not_contact", rule="R17", kind=kind)

    @staticmethod
    def _close_meetings(s: Connection, prospect_id: int, end_ms: int, at_ms: int) -> None:
        t = task.c
        s.execute(
            update(task)
            .where(t.prospect_id == prospect_id, t.kind == "meeting", t.state == "open", t.due_at < end_ms)
            .values(state="done", done_at=at_ms)
        )

    @staticmethod
    def _restage(s: Connection, who: Person, draft: TouchDraft) -> str:
        """W3: a first touch makes a target a contact, a talk brings them to qualifying. Returns the stage as it is then."""
        stage = who.stage
        if draft.outcome in ("conversation", "meeting_booked", "replied", "held") and stage in ("target", "contact", "nurture"):
            stage = "qualify"
        elif stage == "target" and (draft.channel, draft.outcome) in REACH:
            stage = "contact"
        if stage != who.stage:
            s.execute(update(prospect).where(prospect.c.id == who.id).values(stage=stage))
        return stage

    @staticmethod
    def _suppress(s: Connection, who: Person, draft: TouchDraft, now_ms: int) -> str:
        """Do-not-contact, unsubscribe and a bounced address go on the list of R17; returns the stated reason to end, if it ends."""
        if draft.outcome == "do_not_contact":
            rows = [("person", str(who.id), "any")]
            rows += [("address", who.email.lower(), "any")] if who.email else []
            rows += [("number", digits(who.phone), "any")] if who.phone else []
        elif (draft.outcome == "unsubscribed" and who.email) or (draft.outcome == "bounced" and who.email):
            rows = [("address", who.email.lower(), "email")]
        else:
            return ""
        for kind, value, channel in rows:
            s.execute(insert(suppression).values(kind=kind, value=value, channel=channel, reason=draft.outcome, at=now_ms))
        if draft.outcome == "bounced":
            return ""
        s.execute(update(prospect).where(prospect.c.id == who.id).values(status="closed", end_reason=draft.outcome))
        s.execute(update(task).where(task.c.prospect_id == who.id, task.c.state == "open").values(state="dropped", done_at=now_ms))
        return draft.outcome

    def _plan_next(
        self, uow: UnitOfWork, draft: TouchDraft, who: Person, profile: Profile, at: dt.datetime, from_plan: NextStep | None
    ) -> NextStep | None:
        """Rule R4: nobody is left without a next date. The user's own choice first, then the plan, then the default of the outcome."""
        s = uow.s
        if draft.next is not None:
            return self._chosen(s, draft, who, profile, uow.now_ms)
        if from_plan is not None:
            return from_plan
        if draft.outcome == "replied":
            _insert_task(s, who.id, "answer", draft.channel, profile.today(at), None, draft.note, uow.now_ms)
            return NextStep("answer", draft.channel, profile.today(at).isoformat())
        if plans.open_enrolment(s, who.id) is not None or _open_task(s, who.id):
            return _existing(s, who.id)
        day = next_working_day(
            profile.today(at) + dt.timedelta(days=DEFAULT_NEXT_DAYS.get(draft.outcome, 3)), profile.calendar, who.country
        )
        channel = FOLLOW_CHANNEL.get(draft.outcome, "call" if who.phone else "email")
        _insert_task(s, who.id, "follow_up", channel, day, None, f"after:{draft.outcome}", uow.now_ms)
        return NextStep("follow_up", channel, day.isoformat())

    @staticmethod
    def _chosen(s: Connection, draft: TouchDraft, who: Person, profile: Profile, now_ms: int) -> NextStep:
        chosen = draft.next
        assert chosen is not None
        kind = "meeting" if draft.outcome == "meeting_booked" else "callback" if chosen.at is not None else "follow_up"
        channel = "meeting" if kind == "meeting" else "call" if who.phone or draft.channel == "call" else "email"
        _insert_task(s, who.id, kind, channel, chosen.day, chosen.at, draft.note, now_ms)
        row = plans.open_enrolment(s, who.id)
        if row is not None and row.due_on is not None and row.due_on <= chosen.day.isoformat():
            later = next_working_day(chosen.day + dt.timedelta(days=1), profile.calendar, who.country)
            s.execute(update(enrolment).where(enrolment.c.id == row.id).values(due_on=later.isoformat()))
        return NextStep(kind, channel, (chosen.at or chosen.day).isoformat())


def _written(s: Connection, draft: TouchDraft, now_ms: int) -> int:
    """What the user had not read when they wrote an email, the email does not answer: it may have waited in the outbox for days."""
    if draft.outbox_id is None:
        return now_ms
    return int(s.execute(select(outbox.c.created_at).where(outbox.c.id == draft.outbox_id)).scalar() or now_ms)


def _attempt(s: Connection, prospect_id: int, draft: TouchDraft) -> int:
    """The how-manieth reach of the channel this is; what is no reach carries the number of the one before."""
    t = touch.c
    outcomes = [o for c, o in REACH if c == draft.channel]
    before = s.execute(
        select(func.count()).where(t.prospect_id == prospect_id, t.channel == draft.channel, t.outcome.in_(outcomes))
    ).scalar_one()
    return int(before) + ((draft.channel, draft.outcome) in REACH)


def _date(value: object, field: str) -> dt.date | None:
    if not value:
        return None
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError as error:
        raise ValidationError("when_not_understood", field=field, value=str(value)) from error


def _minutes(value: object) -> int | None:
    if value is None:
        return None
    try:
        minutes = int(str(value))
    except ValueError:
        minutes = -1
    if not 0 <= minutes <= MINUTES_MOST:
        raise ValidationError("value_unknown", field="minutes", value=str(value))
    return minutes


def _insert_task(
    s: Connection, prospect_id: int, kind: str, channel: str, day: dt.date, at: dt.datetime | None, note: str, now_ms: int
) -> int:
    made = s.execute(
        insert(task)
        .values(
            prospect_id=prospect_id,
            kind=kind,
            channel=channel,
            due_on=day.isoformat(),
            due_at=to_ms(at) if at else None,
            note=note or None,
            created_at=now_ms,
        )
        .returning(task.c.id)
    ).scalar_one()
    return int(made)


def _open_task(s: Connection, prospect_id: int) -> bool:
    return s.execute(select(task.c.id).where(task.c.prospect_id == prospect_id, task.c.state == "open").limit(1)).first() is not None


def _existing(s: Connection, prospect_id: int) -> NextStep | None:
    row = plans.open_enrolment(s, prospect_id)
    if row is not None:
        return NextStep("step", "", row.due_on or "")
    # Sorted here: an ORDER BY would make SQLite walk the due dates of everybody.
    rows = s.execute(
        select(task.c.kind, task.c.channel, task.c.due_on).where(task.c.prospect_id == prospect_id, task.c.state == "open")
    ).all()
    t = min(rows, key=lambda r: r.due_on or "", default=None)
    return NextStep(t.kind, t.channel, t.due_on or "") if t else None
