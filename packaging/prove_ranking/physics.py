"""How people answer: the hidden chances, written as log-odds of habits, need, interest, patience and warmth.

Both the desk (which draws from them) and the oracle (which may look at them) use these; no other policy sees this module.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from prove_ranking import clock
from prove_ranking.chance import normal, sigmoid, uniform
from prove_ranking.people import Hidden
from prove_ranking.policy import Person

CONVERSE, MEET, QUALIFY, REPLY, GLAD, ANSWERED = 0.7, -1.6, -0.5, -2.38, -1.2, -0.8
CALL_MINUTES = {
    "no_answer": 1.0, "busy": 0.8, "voicemail": 2.0, "gatekeeper": 3.0, "wrong_number": 1.2, "wrong_person": 3.0,
    "connected_not_now": 3.5, "conversation": 9.0, "meeting_booked": 12.0, "do_not_contact": 2.5,
}  # fmt: skip
FIRST_EMAIL, NEXT_EMAIL, ANSWER_EMAIL = 4.5, 2.8, 4.0
_ANNOYED_HALF = 9 * clock.DAY
_WARM_HALF = 8 * clock.DAY


@dataclass(slots=True)
class State:
    """What a person remembers of us."""

    annoyed: float = 0.0
    annoyed_at: float = 0.0
    warm: float = 0.0
    warm_at: float = 0.0
    voicemail_at: float = -1e9
    calls: int = 0
    emails: int = 0

    def annoyance(self, t: float) -> float:
        """How much of the bother is still felt."""
        return self.annoyed * 0.5 ** ((t - self.annoyed_at) / _ANNOYED_HALF)

    def warmth(self, t: float) -> float:
        """How well a talk is still remembered."""
        return self.warm * 0.5 ** ((t - self.warm_at) / _WARM_HALF)

    def bother(self, t: float, amount: float) -> None:
        """One more attempt."""
        self.annoyed, self.annoyed_at = self.annoyance(t) + amount, t

    def warm_up(self, t: float) -> None:
        """A talk that was worth it."""
        self.warm, self.warm_at = 1.0, t


def needs(h: Hidden, t: float) -> bool:
    """Whether a window of need is open."""
    return any(a <= t < b for a, b in h.need)


def interest(h: Hidden, t: float) -> float:
    """What is left of the interest with which an inbound lead came."""
    return h.interest * 0.5 ** ((t - h.born) / h.half_life) if h.interest and t > h.born else h.interest


def kept(due_at: float, t: float) -> float:
    """How well a promised time is kept: 1 within some minutes of it, half of it two hours late, nothing when early."""
    late = t - due_at
    return 0.0 if late < -12 else 1.0 if late < 20 else 0.5 ** ((late - 20) / 120)


def picks_up(p: Person, h: Hidden, s: State, t: float, promised: float = 0.0) -> float:
    """The chance that the person is on the line."""
    if h.never or h.bad_number:
        return 0.0
    weekday, hour = clock.local(p.zone, t)
    if weekday > 4 or not 6 < hour < 22:
        return 0.002
    phase = h.phase(t)
    x = phase.reach + phase.weekdays[weekday] + 1.7 * interest(h, t) + 0.5 * s.warmth(t) - 0.1 * h.patience * s.annoyance(t)
    for centre, width, pull in phase.windows:
        x += pull * math.exp(-0.5 * ((hour - centre) / width) ** 2)
    gate = sigmoid((hour - h.starts) * 5) * sigmoid((h.ends - hour) * 5)
    chance = gate * h.line_gate * sigmoid(x)
    return chance + promised * 0.68 * (1 - chance)


def converses(h: Hidden, s: State, t: float, promised: float = 0.0) -> float:
    """The chance that somebody on the line is willing to talk."""
    x = CONVERSE + 0.5 * needs(h, t) + 0.25 * h.phase(t).fit + 0.9 * interest(h, t) + 0.6 * s.warmth(t)
    return sigmoid(x - 0.32 * h.patience * s.annoyance(t) + 1.6 * promised)


def meets(h: Hidden, s: State, t: float, promised: float = 0.0) -> float:
    """The chance that a conversation ends with a meeting."""
    x = MEET + 1.9 * needs(h, t) + 1.15 * h.phase(t).fit + 1.4 * interest(h, t) + 0.5 * s.warmth(t) + 0.6 * promised
    return sigmoid(x - 0.15 * h.patience * s.annoyance(t))


def qualifies(h: Hidden, t: float) -> float:
    """The chance that a meeting is a qualified one."""
    return sigmoid(QUALIFY + 1.3 * h.phase(t).fit + 0.9 * needs(h, t))


def replies(h: Hidden, s: State, t: float) -> float:
    """The chance of a human reply to an email sent now."""
    if h.bad_address:
        return 0.0
    x = REPLY + h.answers_mail + 0.7 * needs(h, t) + 0.3 * h.phase(t).fit + 1.3 * interest(h, t) + 0.5 * s.warmth(t)
    x += 0.3 if t - s.voicemail_at < 3 * clock.DAY else 0.0
    return sigmoid(x - 0.22 * h.patience * s.annoyance(t))


def glad(h: Hidden, t: float) -> float:
    """The chance that a reply is a willing one."""
    return sigmoid(GLAD + 1.6 * needs(h, t) + 0.8 * h.phase(t).fit + 0.8 * interest(h, t))


def meets_by_mail(h: Hidden, t: float, waited: float) -> float:
    """The chance that answering a willing reply after ``waited`` minutes makes a meeting: a floor, and a part that decays."""
    best = sigmoid(ANSWERED + 0.8 * needs(h, t) + 0.6 * h.phase(t).fit)
    return best * (0.15 + 0.85 * 0.5 ** (waited / h.reply_half_life))


def call(p: Person, h: Hidden, s: State, t: float, promised: float, seed: int) -> str:
    """How this dial ends; the draw belongs to the person and the number of the attempt."""
    key = (seed, 11, p.id, s.calls)
    if h.bad_number:
        return "wrong_number"
    if uniform(*key, 0) >= picks_up(p, h, s, t, promised):
        return _not_reached(p, key)
    if h.wrong_person:
        return "wrong_person"
    if uniform(*key, 1) < _refuses(h, s, t):
        return "do_not_contact"
    if uniform(*key, 2) >= converses(h, s, t, promised):
        return "connected_not_now"
    return "meeting_booked" if uniform(*key, 3) < meets(h, s, t, promised) else "conversation"


def worth_of_call(p: Person, h: Hidden, s: State, t: float, promised: float = 0.0) -> float:
    """The chance that a dial ends with a qualified meeting."""
    if h.wrong_person:
        return 0.0
    up = picks_up(p, h, s, t, promised) * (1 - _refuses(h, s, t))
    return up * converses(h, s, t, promised) * meets(h, s, t, promised) * qualifies(h, t)


def _refuses(h: Hidden, s: State, t: float) -> float:
    return min(0.5, 0.012 * math.exp(0.4 * h.patience * s.annoyance(t)))


def _not_reached(p: Person, key: tuple[int, ...]) -> str:
    u = uniform(*key, 4)
    if p.line == "switchboard" and u < 0.22:
        return "gatekeeper"
    return "voicemail" if u < 0.5 else "busy" if u < 0.55 else "no_answer"


def mail(h: Hidden, s: State, t: float, number: int, seed: int) -> str | None:
    """What comes back for this email, if anything: replied (willing or not, that is not said), or one of the others."""
    key = (seed, 12, number, s.emails)
    if h.bad_address:
        return "bounced"
    u, chance = uniform(*key, 0), replies(h, s, t)
    if u < chance:
        return "glad" if uniform(*key, 1) < glad(h, t) else "replied"
    rest = (u - chance) / (1 - chance)
    leaves = min(0.2, 0.006 * math.exp(0.35 * h.patience * s.annoyance(t)))
    return "unsubscribed" if rest < leaves else "auto_replied" if rest < leaves + 0.05 else None


def delay(s: State, number: int, seed: int, willing: bool) -> float:
    """Minutes until a reply comes: hours as a rule, days at times."""
    return math.exp(math.log(260 if willing else 420) + 1.25 * normal(seed, 13, number, s.emails))


def minutes(kind: str, p: Person, s: State, channel_no: int, seed: int) -> float:
    """How long a touch takes: by how it ended, with noise; a tier 1 email takes longer to write."""
    base = CALL_MINUTES.get(kind) or {"first": FIRST_EMAIL, "next": NEXT_EMAIL, "answer": ANSWER_EMAIL}[kind]
    if channel_no and p.tier == "T1":
        base += 1.0
    return base * math.exp(0.25 * normal(seed, 14 + channel_no, p.id, s.calls if channel_no == 0 else s.emails) - 0.03)
