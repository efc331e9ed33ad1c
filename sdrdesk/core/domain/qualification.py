"""Is this lead ready: MANTCP, ANUM, red flags and the rule for an MQL (seeds W8, W14, W15, P7; rules R22, R23)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from sdrdesk.core.domain.mql_rule import STALE_AFTER, MqlRule
from sdrdesk.core.domain.words import FLAGS, LETTERS


@dataclass(frozen=True, slots=True)
class Letter:
    """What is known for one of the six: the newest evidence, and what it came from: ``channel`` is that of the touch, or email."""

    name: str
    signal: str = "unknown"
    text: str = ""
    said_by: str = ""
    at: dt.datetime | None = None
    touch_id: int | None = None
    stale_after: dt.timedelta = STALE_AFTER
    message_id: int | None = None
    channel: str = ""

    def stale(self, now: dt.datetime) -> bool:
        """Is the evidence too old to stand on?"""
        return self.signal != "unknown" and self.at is not None and now - self.at > self.stale_after


@dataclass(frozen=True, slots=True)
class Flag:
    """A red flag: on, off (resolved, with the reason), or never asked."""

    name: str
    state: str = "not_asked"
    reason: str = ""
    at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement and what is missing for it, as text codes with a detail (``("strong_needed", "need")``).

    ``version`` is that of the MQL rule by which it was given; 0 is the shipped one.
    """

    ready: bool
    strong: int
    missing: tuple[tuple[str, str], ...] = ()
    next_questions: tuple[str, ...] = ()
    letters: dict[str, Letter] = field(default_factory=dict)
    flags: tuple[Flag, ...] = ()
    meeting_at: dt.datetime | None = None
    version: int = 0

    @property
    def word(self) -> str:
        """``ready`` or ``not_ready``."""
        return "ready" if self.ready else "not_ready"


def judge(
    letters: dict[str, Letter],
    flags: dict[str, Flag],
    meeting_at: dt.datetime | None,
    now: dt.datetime,
    rule: MqlRule | None = None,
    version: int = 0,
) -> Verdict:
    """Apply the MQL rule (R23) to the evidence.

    Args:
        letters: newest evidence by letter; absent ones are unknown.
        flags: red flags by name; absent ones were not asked.
        meeting_at: start of the next agreed meeting, if any.
        now: the moment of judging, aware.
        rule: the standard; the default one when not given.
        version: the rule's.
    """
    rule = rule or MqlRule()
    known = {name: replace(letters.get(name, Letter(name)), stale_after=rule.stale_after) for name in LETTERS}
    all_flags = tuple(flags.get(name, Flag(name)) for name in dict.fromkeys((*FLAGS, *flags)))
    strong = [n for n, letter in known.items() if letter.signal == "strong" and not (rule.fresh_only and letter.stale(now))]
    missing: list[tuple[str, str]] = []
    missing += [("strong_needed", n) for n in rule.must_be_strong if n not in strong]
    missing += [("not_weak_needed", n) for n in rule.must_not_be_weak if known[n].signal == "weak"]
    if len(strong) < rule.strong_at_least:
        missing.append(("more_strong_needed", str(rule.strong_at_least - len(strong))))
    if rule.no_open_flag:
        missing += [("flag_open", f.name) for f in all_flags if f.state == "on"]
    missing += _meeting(meeting_at, now, rule.meeting_within)
    unknown = [n for n in (*rule.must_be_strong, *LETTERS) if known[n].signal == "unknown" or known[n].stale(now)]
    return Verdict(not missing, len(strong), tuple(missing), tuple(dict.fromkeys(unknown))[:2], known, all_flags, meeting_at, version)


def _meeting(at: dt.datetime | None, now: dt.datetime, within: dt.timedelta) -> list[tuple[str, str]]:
    if at is None:
        return [("meeting_needed", str(within.days))]
    if dt.timedelta(0) <= at - now <= within:
        return []
    return [("meeting_too_far" if at > now else "meeting_past", at.isoformat())]


def anum(letters: dict[str, Letter]) -> dict[str, str]:
    """ANUM (seed P7) as a second view of the same evidence; Urgency reads the letter Time."""
    source = {"authority": "authority", "need": "need", "urgency": "time", "money": "money"}
    return {name: letters[letter].signal if letter in letters else "unknown" for name, letter in source.items()}
