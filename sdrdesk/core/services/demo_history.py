"""What happened to invented people in the last 90 days: their plans run as the rules would run them, with the odds of W12 and P9."""

from __future__ import annotations

from dataclasses import dataclass

from sdrdesk.core.domain.cadence import Cadence
from sdrdesk.core.services.demo_book import Book, StepMark
from sdrdesk.core.services.demo_days import CLOSES, OPENS
from sdrdesk.core.services.demo_mail import received
from sdrdesk.core.services.demo_people import Person, Row
from sdrdesk.core.services.demo_talks import NO_REASONS, Talks

Moment = tuple[int, int]
"""A day, counted from today, and a minute of it in the person's zone."""

HISTORY_DAYS = 90

DIALS_PER_CONNECT = {True: 12.73, False: 18.83}
"""By mobile (True) and through a switchboard (seed W12)."""

ROOM = 0.95
"""Leaves room for the dials that are sure to be picked up: meetings agreed on the telephone, refusals."""

CONNECTED = {
    True: (("conversation", 0.48), ("meeting_booked", 0.60), ("connected_not_now", 0.88), ("gatekeeper", 0.94), ("wrong_person", 1.0)),
    False: (("conversation", 0.46), ("meeting_booked", 0.56), ("connected_not_now", 0.72), ("gatekeeper", 0.95), ("wrong_person", 1.0)),
}
"""How a call ends once somebody answers, cumulated; the share of talks keeps W12's 22.5 dials per real conversation."""

UNCONNECTED = (("no_answer", 0.54), ("voicemail", 0.89), ("busy", 0.985), ("wrong_number", 1.0))
REPLIES_PER_EMAIL = 0.125
BOUNCES, OPT_OUTS, AUTO_REPLIES, OPENED = 0.008, 0.004, 0.02, 0.03
REPLY_IS_NO = 0.15
LATE_DAYS = 0.2
"""Share of steps that were done a day of work late."""

DO_NOT_CONTACT = 0.012
"""People who say so themselves; with those who opt out of a mail they are about one in a hundred."""

STOPS = {
    "replied": "replied",
    "refused": "replied",
    "conversation": "replied",
    "meeting_booked": "meeting_booked",
    "wrong_person": "referral",
    "bounced": "bounced",
    "unsubscribed": "unsubscribed",
    "do_not_contact": "do_not_contact",
}


@dataclass(frozen=True, slots=True)
class Aim:
    """Where a person shall stand today: ``step`` is the next one, ``last_done`` the day of the one before it (or its own day for step 1).

    ``force`` is the outcome of the last touch where the sample must show one.
    """

    cadence: Cadence
    step: int
    last_done: int
    force: str = ""


class History:
    """Writes one person's past and plan into the book. ``damp`` scales the odds down for outcomes that are forced elsewhere."""

    def __init__(self, book: Book, talks: Talks, damp: float) -> None:
        self._book = book
        self._rng = book.rng
        self._talks = talks
        self._damp = damp

    def live(self, p: Person, aim: Aim) -> None:
        """Make the person's touches up to the aim, as far as nothing ends the plan before."""
        done = self._done_days(p, aim)
        enrolment = self._enrol(p, aim, done)
        refuses = self._rng.random() < DO_NOT_CONTACT and bool(done) and not aim.force
        for number, day in enumerate(done, start=1):
            force = self._forced(aim, refuses, last=number == len(done))
            if self._step(p, aim, enrolment, number, day, force):
                return
        if aim.step > len(aim.cadence.steps):
            self._finish(p, enrolment)
        else:
            self._leave_pending(p, aim, enrolment, done[-1] if done else None)

    @staticmethod
    def _forced(aim: Aim, refuses: bool, *, last: bool) -> str:
        """The outcome that is not left to chance: what the sample must show comes last, and nothing may happen before it."""
        if last:
            return aim.force or ("do_not_contact" if refuses else "")
        return "quiet" if aim.force else ""

    def _done_days(self, p: Person, aim: Aim) -> list[int]:
        """Days of the steps before ``aim.step``, going back from the last one by the gaps of the plan (rule R7)."""
        days: list[int] = []
        day = aim.last_done
        for number in range(aim.step - 1, 0, -1):
            days.append(day)
            gap = max(1, aim.cadence.steps[number - 1].gap_days) if number > 1 else 0
            late = 1 if self._rng.random() < LATE_DAYS else 0
            day = p.work.prev(day - gap - late)
        return days[::-1]

    def _enrol(self, p: Person, aim: Aim, done: list[int]) -> Row:
        first = done[0] if done else aim.last_done
        inbound = p.lead_type == "net"
        known = min(first if inbound else first - self._rng.randint(1, 9), p.last)
        # An inbound lead is answered within minutes or hours; others wait on the list for their plan to begin.
        created = self._book.days.ms(p.zone, known, OPENS - self._rng.randint(2, 50))
        p.row["created_at"] = created
        row: Row = {
            "id": self._book.new_id("enrolment"),
            "prospect_id": p.id,
            "cadence": aim.cadence.key,
            "cadence_version": aim.cadence.version,
            "state": "active",
            "step_no": 1,
            "due_on": None,
            "stop_reason": None,
            "started_on": self._book.days.iso(first),
            "last_touch_at": None,
            "created_at": created + 60_000,
        }
        self._book.rows["enrolment"].append(row)
        return row

    def _step(self, p: Person, aim: Aim, enrolment: Row, number: int, day: int, force: str) -> bool:
        """One touch of the plan; True when it ends the plan."""
        book = self._book
        step = aim.cadence.steps[number - 1]
        inbound_first = number == 1 and p.lead_type == "net"
        minute = book.minute(high=OPENS + 150) if inbound_first else book.minute()
        mark = (int(str(enrolment["id"])), number, step.template or None)
        p.row["stage"] = "contact"
        enrolment["step_no"] = number
        enrolment["last_touch_at"] = book.days.ms(p.zone, day, minute)
        if step.channel == "call":
            outcome, at, touch_id = self._call(p, (day, minute), mark, force)
        else:
            outcome, at, touch_id = self._message(p, (day, minute), step.channel.value, mark, force)
        reason = STOPS.get(outcome)
        if reason is None:
            return False
        enrolment["state"], enrolment["stop_reason"] = "stopped", reason
        self._after(p, outcome, at, touch_id, soon=bool(force))
        return True

    def _call(self, p: Person, at: Moment, mark: StepMark, force: str) -> tuple[str, Moment, int]:
        """A dial. Returns how it ended, when, and the touch."""
        rng = self._rng
        if force and force != "quiet":
            outcome = force
        elif force == "" and rng.random() < ROOM * self._damp / DIALS_PER_CONNECT[p.mobile]:
            outcome = _drawn(rng.random(), CONNECTED[p.mobile])
        else:
            outcome = _drawn(rng.random(), UNCONNECTED)
        note = self._book.said(p, outcome) if outcome in p.voice.notes else None
        return outcome, at, self._book.touch(p, *at, "call", outcome, note=note, step=mark)

    def _message(self, p: Person, at: Moment, channel: str, mark: StepMark, force: str) -> tuple[str, Moment, int]:
        """A message goes out, and perhaps something comes back. Returns how it ended, when, and the touch."""
        book, rng = self._book, self._rng
        touch_id = book.touch(p, *at, channel, "sent", step=mark)
        outcome = force or self._answer(mark[1])
        if outcome in ("sent", "quiet"):
            return "sent", at, touch_id
        at = self._answer_time(p, at, outcome)
        if outcome == "replied" and not force and rng.random() < REPLY_IS_NO:
            return "refused", at, self._came_back(p, at, channel, "replied", book.said(p, "reply_no"))
        key = "reply" if outcome == "replied" else outcome
        return outcome, at, self._came_back(p, at, channel, outcome, book.said(p, key) if key in p.voice.notes else None)

    def _came_back(self, p: Person, at: Moment, channel: str, outcome: str, note: str | None) -> int:
        """The touch of an answer; an email's is in the inbox too."""
        touch_id = self._book.touch(p, *at, channel, outcome, note=note)
        if channel == "email":
            received(self._book, p, *at, outcome, touch_id, note or "")
        return touch_id

    def _answer(self, number: int) -> str:
        """What comes back for an email; addresses bounce at the first."""
        drawn = self._rng.random()
        for outcome, share in (
            ("replied", REPLIES_PER_EMAIL * self._damp),
            ("bounced", BOUNCES if number == 1 else 0.0),
            ("unsubscribed", OPT_OUTS),
            ("auto_replied", AUTO_REPLIES),
            ("opened", OPENED),
        ):
            if drawn < share:
                return outcome
            drawn -= share
        return "sent"

    def _answer_time(self, p: Person, sent: Moment, outcome: str) -> Moment:
        """Machines answer at once, people the same day or in the next two days of work, but not after the history ends."""
        day, minute = sent
        later = p.work.plus(day, self._rng.choice((0, 0, 1, 1, 2))) if outcome in ("replied", "meeting_booked") else day
        if later > p.last or later == day:
            return day, minute + self._rng.randint(4, 40)
        return later, self._book.minute()

    def _after(self, p: Person, outcome: str, at: Moment, touch_id: int, *, soon: bool) -> None:
        """What the ending of a plan leads to."""
        if outcome == "replied":
            self._talks.answered(p, *at, touch_id, str(self._book.rows["touch"][-1]["note"]))
        elif outcome == "conversation" and soon:
            self._talks.promised(p, *at, touch_id)
        elif outcome == "conversation":
            self._talks.talked(p, *at, touch_id)
        elif outcome == "meeting_booked":
            self._talks.booked(p, *at, touch_id, soon=soon)
        elif outcome == "refused":
            self._refused(p)
        elif outcome == "wrong_person":
            self._book.close(p, "not_decider")
        else:
            self._gone(p, outcome, self._book.days.ms(p.zone, *at))

    def _refused(self, p: Person) -> None:
        """A no is a reply too: it stops the plan, and the person ends or gets a date (rule R25)."""
        if self._rng.random() < 0.5:
            self._book.close(p, self._rng.choice(NO_REASONS))
        else:
            self._book.nurture(p, 20, 80)

    def _gone(self, p: Person, outcome: str, at_ms: int) -> None:
        """Do-not-contact, opted out or bounced: on the list of R17; a bounced address leaves the telephone."""
        book, email = self._book, str(p.row["email_key"])
        if outcome == "do_not_contact":
            book.suppress(p, "person", str(p.id), "any", outcome, at_ms)
            book.suppress(p, "address", email, "any", outcome, at_ms)
        else:
            book.suppress(p, "address", email, "email", outcome, at_ms)
        if outcome == "bounced":
            book.follow_up(p, self._rng.randint(0, 12))
        else:
            book.close(p, outcome)

    def _finish(self, p: Person, enrolment: Row) -> None:
        """The plan ran out without an answer: closed, or kept warm with a date."""
        enrolment["state"], enrolment["stop_reason"] = "finished", "completed"
        if self._rng.random() < 0.45:
            self._book.close(p, "no_reply")
        else:
            self._book.nurture(p, 5, 85)

    def _leave_pending(self, p: Person, aim: Aim, enrolment: Row, last_done: int | None) -> None:
        """The next step with its day; somebody who asked for another time is rung today, and the plan waits."""
        book = self._book
        step = aim.cadence.steps[aim.step - 1]
        due = p.work.next(aim.last_done if last_done is None else last_done + max(1, step.gap_days))
        if last_done is not None and book.rows["touch"][-1]["outcome"] == "connected_not_now" and last_done >= p.last - 3:
            self._call_back(p)
            due = max(due, p.work.next(1 + step.gap_days))
        enrolment["step_no"], enrolment["due_on"] = aim.step, book.days.iso(due)
        book.due_steps += due <= 0

    def _call_back(self, p: Person) -> None:
        """A promise for a time of today: in the user's day and, where the two meet, in the person's hours."""
        days = self._book.days
        slots = [days.user_ms(0, m) for m in range(OPENS, CLOSES, 15)]
        opens, closes = days.ms(p.zone, 0, OPENS), days.ms(p.zone, 0, CLOSES)
        both = [at for at in slots if opens <= at < closes]
        self._book.task(p, "callback", "call", 0, self._book.said(p, "callback"), due_at=self._rng.choice(both or slots))


def _drawn(drawn: float, shares: tuple[tuple[str, float], ...]) -> str:
    return next(value for value, upto in shares if drawn < upto)
