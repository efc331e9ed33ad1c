"""The desk: the day's blocks of work, the list of what is due, and what each outcome leads to. The same for every policy."""

from __future__ import annotations

import heapq
import itertools
from collections import Counter
from collections.abc import Sequence
from typing import Any

from prove_ranking import clock, physics
from prove_ranking.chance import uniform
from prove_ranking.people import Population
from prove_ranking.plans import FOLLOW_UPS, NOT_NOW, OUT_OF_OFFICE, REENGAGE, Step, plan_of
from prove_ranking.policy import Channel, Due, Kind, Person, Policy, Touch
from prove_ranking.results import Result

__all__ = ["Desk", "Due", "Person", "Policy", "Touch", "play"]

REST_AFTER_DIAL = 60  # minutes (rule R6)
_TALKED = ("conversation", "connected_not_now")
_OVER = ("meeting_booked", "do_not_contact", "wrong_person", "unsubscribed")


def play(population: Population, policy: Policy, minutes_a_day: float = 360) -> Result:
    """One quarter of one policy."""
    return Desk(population, policy, minutes_a_day).quarter()


class Desk:
    """A quarter in progress. ``due`` holds at most one item for a person: the plan, or what took its place."""

    def __init__(self, population: Population, policy: Policy, minutes_a_day: float) -> None:
        self.population, self.policy, self.budget = population, policy, minutes_a_day
        self.people, self.hidden, self.seed = population.people, population.hidden, population.seed
        self.states = {i: physics.State() for i in self.people}
        self.plans: dict[int, Sequence[Step]] = {i: plan_of(p) for i, p in self.people.items()}
        self.phone = {i: p.has_phone for i, p in self.people.items()}
        self.email = {i: p.has_email for i, p in self.people.items()}
        self.step = dict.fromkeys(self.people, 0)
        self.tries = dict.fromkeys(self.people, 0)
        self.willing: dict[int, bool] = {}
        self.asked: dict[int, float] = {}  # answers and call-backs: the moment as a number
        self.over: set[int] = set()
        self.due: list[Due] = []
        self._place: dict[int, int] = {}
        self._token = dict.fromkeys(self.people, 0)
        self._last_dial: dict[int, float] = {}
        self._events: list[tuple[float, int, str, int, Any]] = []
        self._count = itertools.count()
        self.version = dict.fromkeys(self.people, 0)  # grows when a person's state changes: the oracle's cache goes by it
        self.result = Result(policy.name, population.world.name, self.seed, population.days, minutes_a_day, people=len(self.people))
        self.result.qualified, self.result.expected = [0] * population.days, [0.0] * population.days
        self.day = 0  # the working day in progress

    # ---------------------------------------------------------------- the clock

    def quarter(self) -> Result:
        """Play all days. A touch that runs over is paid for by the next block; one that runs over the end does not count."""
        start = self.population.at_start
        for number, first in self.population.first_due.items():
            self._at(first, "first" if number in start else "arrive", number)
        if hasattr(self.policy, "peek"):  # the oracle
            self.policy.peek(self)
        self.policy.begin(start, clock.HOME)
        debt, block = 0.0, self.budget / len(clock.BLOCKS)
        for day in range(self.population.days):
            self.day = day
            calendar = clock.nth_working_day(day)
            for number, begins in enumerate(clock.BLOCKS):
                t = clock.at_local(clock.HOME.key, calendar, begins / 60.0)
                last = day == self.population.days - 1 and number == len(clock.BLOCKS) - 1
                debt = self._work(t, t + block - debt, last)
            self.result.left_over.append(len(self.due))
        return self.result

    def _work(self, t: float, end: float, last: bool) -> float:
        while t < end:
            self._advance(t)
            if not self.due:
                t = max(t + 1.0, min(end, self._events[0][0])) if self._events else end
                continue
            index = self.policy.pick(clock.moment(t), self.due)
            if not 0 <= index < len(self.due):
                raise ValueError(f"{self.policy.name} picked {index} of {len(self.due)}")
            spent = self._touch(self.due[index], t, end if last else None)
            self.result.minutes += min(spent, end - t) if last else spent
            t += spent
        return max(0.0, t - end)

    def _at(self, t: float, what: str, number: int, value: Any = None) -> None:
        heapq.heappush(self._events, (t, next(self._count), what, number, value))

    def _advance(self, t: float) -> None:
        """Let everything happen that was to happen until now."""
        while self._events and self._events[0][0] <= t:
            when, _, what, number, value = heapq.heappop(self._events)
            if what == "mail":
                self._comes_back(number, when, *value)
            elif what == "due":
                if value[0] == self._token[number]:
                    self._put(value[1])
            else:
                if what == "arrive":
                    self.policy.arrived(self.people[number])
                self._plan(number, when, 0)

    # ---------------------------------------------------------------- the list

    def _put(self, item: Due) -> None:
        self._drop(item.prospect_id)
        self._place[item.prospect_id] = len(self.due)
        self.due.append(item)

    def _drop(self, number: int) -> None:
        place = self._place.pop(number, None)
        if place is None:
            return
        moved = self.due.pop()
        if place < len(self.due):
            self.due[place] = moved
            self._place[moved.prospect_id] = place

    def _schedule(self, number: int, t: float, kind: Kind, channel: Channel, at: float | None = None, shown: float | None = None) -> None:
        """The one next thing for a person: replaces what was planned; on the list from ``shown`` (else that working day's morning)."""
        self._token[number] += 1
        self._drop(number)
        day = clock.working(clock.day_of(t))
        first = max(clock.morning(day) if shown is None else shown, self._last_dial.get(number, -1e9) + REST_AFTER_DIAL)
        step = self.step[number] + 1 if kind == "step" else 0
        item = Due(number, kind, channel, clock.as_date(day), None if at is None else clock.moment(at), step)
        self._at(first, "due", number, (self._token[number], item))

    def _plan(self, number: int, t: float, wait: int | None = None) -> None:
        """The next step that can be done; after the last the person rests, and then begins anew."""
        plan = self.plans[number]
        while self.step[number] < len(plan) and not self._can(number, plan[self.step[number]][1]):
            self.step[number] += 1
        if self.step[number] >= len(plan):
            self.step[number] = 0
            self._rest(number, t, REENGAGE)
            return
        gap, channel = plan[self.step[number]]
        days = gap if wait is None else wait
        if days == 0:
            self._schedule(number, t, "step", channel, shown=t + 1)
        else:
            self._schedule(number, clock.morning(clock.day_of(t) + days), "step", channel)

    def _rest(self, number: int, t: float, days: int) -> None:
        """A follow-up some days from now, by phone where there is one."""
        channel: Channel = "call" if self.phone[number] and (self.tries[number] % 2 == 0 or not self.email[number]) else "email"
        if self._can(number, channel):
            self._schedule(number, clock.morning(clock.day_of(t) + days), "follow_up", channel)
        else:
            self._end(number)

    def _can(self, number: int, channel: Channel) -> bool:
        return self.phone[number] if channel == "call" else self.email[number]

    def _end(self, number: int) -> None:
        self.over.add(number)
        self._token[number] += 1
        self._drop(number)

    # ---------------------------------------------------------------- touches

    def _log(self, number: int, channel: Channel, outcome: str, t: float, minutes: float) -> None:
        self.result.outcomes[f"{channel} {outcome}"] += 1
        self.version[number] += 1
        self.policy.saw(Touch(number, channel, outcome, clock.moment(t), round(minutes, 2)))

    def _touch(self, item: Due, t: float, end: float | None) -> float:
        return self._call(item, t, end) if item.channel == "call" else self._mail(item, t, end)

    def _call(self, item: Due, t: float, end: float | None) -> float:
        number = item.prospect_id
        person, hidden, state = self.people[number], self.hidden[number], self.states[number]
        promised = physics.kept(self.asked[number], t) if item.kind == "callback" else 0.0
        outcome = physics.call(person, hidden, state, t, promised, self.seed)
        spent = physics.minutes(outcome, person, state, 0, self.seed)
        if end is not None and t + spent > end:
            return spent
        over = t + spent
        self.result.expected[self.day] += physics.worth_of_call(person, hidden, state, t, promised)
        self._last_dial[number] = over
        self.result.dials[person.line] += 1
        if item.kind == "callback":
            self.result.kept["on time" if promised > 0.9 else "early" if promised == 0 else "late"] += 1
        self._log(number, "call", outcome, over, spent)
        if outcome in (*_TALKED, "meeting_booked", "do_not_contact", "wrong_person"):
            self.result.reached[person.line] += 1
        if outcome == "meeting_booked":
            self._book(number, t, (11, state.calls))
        state.voicemail_at = t if outcome == "voicemail" else state.voicemail_at
        state.bother(t, 1.0)
        if outcome == "conversation":
            state.warm_up(t)
        state.calls += 1
        self._after_call(item, outcome, over)
        return spent

    def _after_call(self, item: Due, outcome: str, t: float) -> None:
        number = item.prospect_id
        if outcome in _OVER:
            self._end(number)
        elif outcome in _TALKED:
            self.step[number], self.tries[number] = 0, 0
            if uniform(self.seed, 15, number, self.states[number].calls) < 0.45:
                self._promise(number, t)
            else:
                self._rest(number, t, NOT_NOW)
        else:
            if outcome == "wrong_number":
                self.phone[number] = False
            self._unanswered(item, t)

    def _unanswered(self, item: Due, t: float) -> None:
        """Nobody was reached: the next step, or another try of a follow-up, or a long rest."""
        number = item.prospect_id
        if item.kind == "step":
            self.step[number] += 1
            self._plan(number, t)
            return
        self.tries[number] += 1
        if self.tries[number] < FOLLOW_UPS:
            self._rest(number, t, 1 if item.kind == "callback" else 4)
        else:
            self.tries[number] = 0
            self._plan(number, t, REENGAGE if item.kind == "callback" else NOT_NOW)

    def _promise(self, number: int, t: float) -> None:
        """ "Call me Tuesday at 3": in one to five days, at the hour within the SDR's blocks that suits the person best."""
        day = clock.add_working(clock.day_of(t), 1 + int(5 * uniform(self.seed, 16, number, self.states[number].calls)))
        slots = [clock.at_local(clock.HOME.key, day, (b + m) / 60) for b in clock.BLOCKS for m in range(0, int(self.budget / 3) - 10, 30)]
        person, hidden, fresh = self.people[number], self.hidden[number], physics.State()
        at = max(slots, key=lambda slot: physics.picks_up(person, hidden, fresh, slot))
        self.asked[number] = at
        self._schedule(number, at, "callback", "call", at=at)

    def _book(self, number: int, t: float, key: tuple[int, int]) -> None:
        self.result.meetings += 1
        self.result.qualified[self.day] += uniform(self.seed, 17, number, *key) < physics.qualifies(self.hidden[number], t)

    # ---------------------------------------------------------------- email

    def _mail(self, item: Due, t: float, end: float | None) -> float:
        number = item.prospect_id
        person, hidden, state = self.people[number], self.hidden[number], self.states[number]
        kind = "answer" if item.kind == "answer" else "first" if state.emails == 0 else "next"
        spent = physics.minutes(kind, person, state, 1, self.seed)
        if end is not None and t + spent > end:
            return spent
        over = t + spent
        self._log(number, "email", "sent", over, spent)
        if item.kind == "answer":
            self._answer(number, over)
        else:
            back = physics.mail(hidden, state, t, number, self.seed)
            if back is not None:
                wait = 2.0 if back in ("bounced", "auto_replied") else physics.delay(state, number, self.seed, back == "glad")
                self._at(self._awake(person, over + wait, back), "mail", number, (back, state.emails))
        state.bother(t, 0.55)
        state.emails += 1
        if item.kind != "answer":
            self._unanswered(item, over)
        return spent

    def _awake(self, person: Person, t: float, back: str) -> float:
        """People reply in their own working hours; machines at once."""
        if back in ("bounced", "auto_replied"):
            return t
        weekday, hour = clock.local(person.zone, t)
        if weekday > 4:
            return t + ((7 - weekday) * 24 - hour + 9) * 60
        return t + (8 - hour) * 60 if hour < 8 else t + (24 - hour + 8 + 48 * (weekday == 4)) * 60 if hour > 20 else t

    def _answer(self, number: int, t: float) -> None:
        """Our answer to a reply: a meeting later, or a follow-up call some day."""
        willing = self.willing.pop(number, False)
        waited = t - self.asked[number]
        state = self.states[number]
        chance = physics.meets_by_mail(self.hidden[number], t, waited) if willing else 0.01
        self.result.expected[self.day] += chance * physics.qualifies(self.hidden[number], t)
        if uniform(self.seed, 18, number, state.emails) < chance:
            self._at(t + 30 + 300 * uniform(self.seed, 19, number, state.emails), "mail", number, ("meeting_booked", state.emails))
        self.tries[number] = 0
        self._rest(number, t, NOT_NOW if willing else REENGAGE)

    def _comes_back(self, number: int, t: float, what: str, email: int) -> None:
        if number in self.over:
            return
        self._log(number, "email", "replied" if what == "glad" else what, t, 0.0)
        if what == "meeting_booked":
            self._book(number, t, (12, email))
        if what in _OVER:
            self._end(number)
        elif what in ("glad", "replied"):
            self.willing[number] = what == "glad"
            if what == "glad":
                self.states[number].warm_up(t)
            self.step[number], self.asked[number] = 0, t
            self._schedule(number, t, "answer", "email", at=t, shown=t)
        elif what == "bounced":
            self.email[number] = False
            self._plan(number, t, 1)
        elif what == "auto_replied":
            self._plan(number, t, clock.add_working(clock.day_of(t), OUT_OF_OFFICE) - clock.day_of(t))


def rates(result: Result) -> dict[str, float]:
    """The averages that are published (W12, P9), as this quarter had them."""
    count: Counter[str] = result.outcomes
    talks = count["call conversation"] + count["call meeting_booked"]
    dials = sum(result.dials.values())
    return {
        "dials per connect, mobile": result.dials["mobile"] / max(1, result.reached["mobile"]),
        "dials per connect, switchboard": result.dials["switchboard"] / max(1, result.reached["switchboard"]),
        "dials per conversation": dials / max(1, talks),
        "conversations per meeting": talks / max(1, count["call meeting_booked"]),
        "replies per email": count["email replied"] / max(1, count["email sent"]),
        "dials": dials,
        "emails": count["email sent"],
        "meetings": result.meetings,
        "qualified": sum(result.qualified),
        "left over a day": sum(result.left_over) / max(1, len(result.left_over)),
    }
