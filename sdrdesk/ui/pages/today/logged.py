"""What came of a logged call, in one line: the outcome, what comes next, and colleagues held."""

from __future__ import annotations

from sdrdesk.core.services.touches import Logged
from sdrdesk.core.texts import Texts


def logged_words(texts: Texts, logged: Logged, outcome: str) -> str:
    """The line for the toast and for the focus mode (rules R4, R9)."""
    if logged.next_step is not None:
        step = logged.next_step
        channel = texts(f"channel.{step.channel}") if step.channel else texts(f"kind.{step.kind}")
        following = texts("list.next_step", channel=channel, when=step.due[:16].replace("T", " "))
        words = texts("list.logged", outcome=outcome, next=following)
    else:
        words = texts("list.logged_end", outcome=outcome, reason=logged.ended)
    return f"{words} · {texts('list.held_too', n=logged.held)}" if logged.held else words
