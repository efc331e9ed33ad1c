"""What follows when somebody answers: a meeting, a date to come back, a no; evidence on the way; and the handoff (W14-W17, R24, R25)."""

from __future__ import annotations

from sdrdesk.core.domain.words import LETTERS
from sdrdesk.core.services.demo_book import Book
from sdrdesk.core.services.demo_days import CLOSES, OPENS
from sdrdesk.core.services.demo_mail import to_be_answered
from sdrdesk.core.services.demo_people import Person

BOOKS, COMES_BACK, SAYS_NO = 0.53, 0.70, 0.86
"""Cumulated shares of those who talked: they book a meeting, want it later, do not want it; the rest is still open."""

NO_REASONS = ("no_need", "no_budget", "not_decider", "nobody_to_run", "other_vendor")
BOOKED_ON_THE_PHONE = 0.05
"""Most take one of the two times offered by email; a dial that is sure to be picked up would flatter the dials per connect."""

HELD, NO_SHOW = 0.84, 0.94
HANDED_OVER = 0.7
"""Share of booked meetings that meet the MQL standard: then the account executive takes part and gets the packet."""

FLAGGED = 0.06
OLD_ENOUGH_TO_END = 21
"""Days after the meeting from which a deal may be won or lost."""

ENDED_STATES = ("won", "lost", "accepted", "accepted")
RECENT_STATES = ("accepted", "returned", "accepted")
_HOUR_MS = 3_600_000
ANSWER_HOURS = 48


class Talks:
    """Writes what came of talks into the book. ``aes`` are the ids of the account executives."""

    def __init__(self, book: Book, aes: tuple[int, ...]) -> None:
        self._book = book
        self._aes = aes
        self._ended = 0
        self._answered = 0

    def answered(self, p: Person, day: int, minute: int, touch_id: int, sentence: str) -> None:
        """Their reply came by email; those of the last day of work are still to be answered."""
        p.row["stage"] = "qualify"
        quiet_since = p.work.prev(p.last)
        if day >= quiet_since:
            self._book.task(p, "answer", "email", day, sentence)
            to_be_answered(self._book, p)
            return
        self.talked(p, day, minute, touch_id)

    def talked(self, p: Person, day: int, minute: int, touch_id: int) -> None:
        """They were willing to talk: how it goes on."""
        book = self._book
        p.row["stage"] = "qualify"
        fate = book.rng.random()
        if fate < BOOKS:
            self._book_later(p, day, touch_id)
        elif fate < COMES_BACK:
            book.nurture(p)
        elif fate < SAYS_NO:
            book.close(p, book.rng.choice(NO_REASONS))
        else:
            self._still_open(p, day, minute, touch_id)

    def promised(self, p: Person, day: int, minute: int, touch_id: int) -> None:
        """A talk that goes on today."""
        p.row["stage"] = "qualify"
        self._still_open(p, day, minute, touch_id, within=0)

    def _still_open(self, p: Person, day: int, minute: int, touch_id: int, within: int = 12) -> None:
        book = self._book
        at_ms = book.days.ms(p.zone, day, minute)
        book.evidence(p, touch_id, at_ms, book.some_letters(1, 4), 0.6)
        if book.rng.random() < 4 * FLAGGED:
            book.red_flag(p, at_ms, "on" if book.rng.random() < 0.6 else "off")
        book.follow_up(p, book.rng.randint(0, within))

    def _book_later(self, p: Person, day: int, touch_id: int) -> None:
        """The second talk, in which the meeting is agreed; it may still be ahead."""
        book = self._book
        second = p.work.plus(day, book.rng.randint(1, 3))
        if second > p.last:
            book.evidence(p, touch_id, book.days.ms(p.zone, day, CLOSES), book.some_letters(1, 3), 0.7)
            book.follow_up(p, max(second, 0))
            return
        channel = "call" if book.rng.random() < BOOKED_ON_THE_PHONE else "email"
        minute = book.minute()
        booked = book.touch(p, second, minute, channel, "meeting_booked", note=book.said(p, "meeting_booked"))
        self.booked(p, second, minute, booked)

    def booked(self, p: Person, day: int, minute: int, touch_id: int, *, soon: bool = False) -> None:
        """A meeting is agreed within a week; ``soon`` puts it in the coming days."""
        book = self._book
        p.row["stage"] = "qualify"
        at_ms = book.days.ms(p.zone, day, minute)
        meeting_day = p.work.plus(max(day, 0) if soon else day, book.rng.randint(1, 4))
        meeting_minute = book.rng.choice(range(OPENS + 30, CLOSES - 60, 30))
        ready = book.rng.random() < HANDED_OVER
        if ready:
            others = [x for x in LETTERS if x not in ("need", "authority", "time")]
            book.evidence(p, touch_id, at_ms, ["need", "authority", "time", *book.rng.sample(others, book.rng.randint(1, 3))], 1.0)
        else:
            book.evidence(p, touch_id, at_ms, book.some_letters(2, 5), 0.6)
        if meeting_day > p.last:
            due_at = book.days.ms(p.zone, meeting_day, meeting_minute)
            if due_at < book.days.start_ms:  # the morning there was still yesterday here
                due_at = book.days.ms(p.zone, p.work.plus(meeting_day, 1), meeting_minute)
            book.task(p, "meeting", "meeting", meeting_day, book.said(p, "meeting"), due_at=due_at)
            if ready:
                self._hand_over(p, at_ms, due_at, "sent")
            return
        self._after_meeting(p, at_ms, meeting_day, meeting_minute, ready)

    def _after_meeting(self, p: Person, booked_ms: int, day: int, minute: int, ready: bool) -> None:
        book = self._book
        luck = book.rng.random()
        outcome = "held" if luck < HELD else "no_show" if luck < NO_SHOW else "cancelled"
        note = book.said(p, "held") if outcome == "held" else None
        book.touch(p, day, minute, "meeting", outcome, note=note)
        if outcome == "held" and ready:
            self._with_the_ae(p, booked_ms, day, minute)
        elif outcome == "held":
            book.follow_up(p, book.rng.randint(0, 12))
        elif day > p.last - 14:
            book.follow_up(p, book.rng.randint(0, 3), "rebook")
        else:
            book.nurture(p)

    def _with_the_ae(self, p: Person, booked_ms: int, day: int, minute: int) -> None:
        """The meeting took place: the account executive has accepted or returned the lead, and older ones have an end."""
        book = self._book
        if day <= p.last - OLD_ENOUGH_TO_END:
            state = ENDED_STATES[self._ended % len(ENDED_STATES)]
            self._ended += 1
        else:
            state = RECENT_STATES[self._answered % len(RECENT_STATES)]
            self._answered += 1
        self._hand_over(p, booked_ms, book.days.ms(p.zone, day, minute), state)
        if state in ("won", "lost"):
            book.close(p, state)
        elif state == "returned":
            book.nurture(p, 10, 45)
        else:
            book.follow_up(p, book.rng.randint(1, 28), "check_in", "email")

    def _hand_over(self, p: Person, at_ms: int, meeting_ms: int, state: str) -> None:
        book = self._book
        p.row["stage"] = "handed_off"
        answered = meeting_ms if state != "sent" else None
        number = book.new_id("handoff")
        book.rows["handoff"].append(
            {
                "id": number,
                "uid": f"handoff-{number}-sample@sdrdesk.invalid",
                "answered_at": answered,
                "accepted_at": answered if state != "returned" else None,
                "closed_at": answered if state in ("returned", "won", "lost") else None,
                "prospect_id": p.id,
                "ae_id": book.rng.choice(self._aes),
                "state": state,
                "at": at_ms,
                "answer_due_at": at_ms + ANSWER_HOURS * _HOUR_MS,
                "meeting_at": meeting_ms,
                "note": book.said(p, "handoff"),
            }
        )
