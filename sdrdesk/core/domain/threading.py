"""Which thread an email belongs to, and how it says so: "Re:", In-Reply-To, References (rules R10, R18; RFC 5322, 3.6.4)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MAX_REFERENCES = 20
"""Long threads keep their first and their newest messages, as RFC 5322 advises."""

MAX_QUOTED_LINES = 200
"""Lines of their message below an answer; what they quoted themselves is not quoted again."""

_ID = re.compile(r"<[^<>\s]+>")
_REPLY = re.compile(
    r"\s*(?:re|aw|antw|sv|vs|rif|odp|ynt|回复|回覆|答复|答覆|返信)\s*(?:\[\d{1,3}\]|\(\d{1,3}\)|\^\d{1,3})?\s*[:\uff1a]", re.IGNORECASE
)
_MARKS = str.maketrans("", "", "⟦⟧")


@dataclass(frozen=True, slots=True)
class Written:
    """An email between the user and one person: ours that was sent, or theirs that a human wrote.

    Attributes:
        at: sent or received.
        message_id: with its angle brackets.
        subject: as it stood.
        refs: ids of the thread before it, oldest first.
        theirs: they wrote it.
        name: who wrote it.
        text: their words; empty for ours.
        step: (enrolment, step number) of ours that was a step of a plan.
        done: theirs was dealt with.
    """

    at: dt.datetime
    message_id: str
    subject: str
    refs: tuple[str, ...] = ()
    theirs: bool = False
    name: str = ""
    text: str = ""
    step: tuple[int, int] | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread that an email can go on with: what its headers would say, and whom it would quote."""

    subject: str
    in_reply_to: str
    references: tuple[str, ...]
    name: str
    at: dt.datetime
    said_by: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Threading:
    """Where an email goes.

    Attributes:
        thread: the thread that it can be put in; None when nothing was written yet.
        joined: it goes there unless the user says otherwise.
        why: ``answer`` to a message of theirs, ``step`` of a plan in the same thread, ``broken`` for such a step whose thread is missing
            (rule R10: it starts a new one and says so); empty for a thread of its own.
    """

    thread: Thread | None = None
    joined: bool = False
    why: str = ""


def base_subject(subject: str) -> str:
    """The subject without what replies have put before it, in whichever language."""
    text = " ".join(subject.split())
    while match := _REPLY.match(text):
        text = text[match.end() :].strip()
    return text


def reply_subject(subject: str) -> str:
    """``Re:`` once, however many replies there were."""
    return f"Re: {base_subject(subject)}".strip()


def ids_in(text: str | None) -> tuple[str, ...]:
    """The message ids in a header or a stored text, each once, in order."""
    return tuple(dict.fromkeys(_ID.findall(text or "")))


def bounded(ids: Iterable[str]) -> tuple[str, ...]:
    """Each id once; a long thread keeps its first and its newest."""
    kept = tuple(dict.fromkeys(ids))
    return kept if len(kept) <= MAX_REFERENCES else (kept[0], *kept[-(MAX_REFERENCES - 1) :])


def thread_after(parent: Written) -> Thread:
    """The thread as an answer to ``parent`` goes on with it."""
    ids = bounded((*(i for i in parent.refs if i != parent.message_id), parent.message_id))
    said = (parent.name, parent.text) if parent.theirs else ("", "")
    return Thread(reply_subject(parent.subject), parent.message_id, ids, base_subject(parent.subject), parent.at, *said)


def choose_thread(written: Sequence[Written], *, same: bool = False, after: tuple[int, int] | None = None) -> Threading:
    """Where the next email to a person goes.

    Args:
        written: what was written, in any order.
        same: the plan says that this step replies in the thread of the email before it.
        after: (enrolment, step number) of that email.
    """
    ordered = sorted((w for w in written if ids_in(w.message_id) == (w.message_id,)), key=lambda w: w.at)
    if not ordered:
        return Threading(why="broken" if same else "")
    newest = ordered[-1]
    if newest.theirs and not newest.done:
        return Threading(thread_after(newest), True, "answer")
    before = next((w for w in reversed(ordered) if w.step is not None and w.step == after), None)
    if same and before is not None:
        return Threading(thread_after(before), True, "step")
    return Threading(thread_after(newest), False, "broken" if same else "")


def quoted_below(thread: Thread, zone: dt.tzinfo, language: str) -> str:
    """Their message as it stands below an answer; empty when the thread's last message is ours."""
    lines = thread.said.translate(_MARKS).strip().splitlines()[:MAX_QUOTED_LINES]
    if not lines:
        return ""
    at = thread.at.astimezone(zone)
    head = {
        "en": f"On {at.day} {MONTHS[at.month - 1]} {at.year} at {at:%H:%M}, {thread.said_by} wrote:",
        "zh_CN": f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}，{thread.said_by}写道：",
    }["zh_CN" if language == "zh_CN" else "en"]
    return "\n".join((head, *(f"> {line}".rstrip() for line in lines)))


MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
