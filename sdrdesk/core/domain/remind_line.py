"""A reminder as one types it, the time before or after the words: ``tue 14:00 call Ann``, ``提醒我周二下午3点 报价``, ``send it in 2h`` (rule R5)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from sdrdesk.core.domain.when import LONGEST, When, is_span, parse_when
from sdrdesk.core.errors import ValidationError

LONGEST_TEXT = 500
"""Letters; what is longer is a note of a person, not a reminder."""

_LEAD = re.compile(r"^(?:please )?(?:remind me|reminder|remember)\b[:,]?\s*(?:to\b)?|^(?:请)?提醒(?:我|一下)?[::,,]?", re.IGNORECASE)
_JOIN = re.compile(r"^(?:to|that|about)\b\s*|^[::,,、–—-]\s*|^(?:要|去|记得)(?=\S)", re.IGNORECASE)
_EDGES = " ,,、::–—-"
_AT_HOUR = re.compile(r"at \d{1,2}$", re.IGNORECASE)
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class RemindLine:
    """What was meant.

    Attributes:
        when: the day, and the time of the day if one was typed.
        text: what to be reminded of.
        span: so long from now (``2h``): a moment, which does not move when one travels.
    """

    when: When
    text: str
    span: bool = False


def read_line(typed: str, now: dt.datetime, *, month_first: bool = False) -> RemindLine:
    """Read one line; ``now`` is this moment in the user's zone.

    Raises:
        ValidationError: ``remind_no_text``, ``remind_no_time``, ``remind_too_long``; what ``parse_when`` says of a time that is gone by or too far.
    """
    line = " ".join(_LEAD.sub("", typed.strip(), count=1).split())
    if not line:
        raise ValidationError("remind_no_text", field="line", value=typed.strip())
    if len(line) > LONGEST_TEXT:
        raise ValidationError("remind_too_long", field="line", value=f"{line[:40]}…", most=LONGEST_TEXT)
    wrong: ValidationError | None = None
    for time, text in _ways(line):
        time = time.strip(_EDGES)
        try:
            # A number alone is no time of day, but after "at" it is one.
            when = parse_when(f"today {time}" if _AT_HOUR.match(time) else time, now, month_first=month_first)
        except ValidationError as error:
            # A time that is understood and cannot be meant is worth saying; the longest reading of it was tried first.
            wrong = wrong or (error if error.code != "when_not_understood" else None)
            continue
        words = _JOIN.sub("", text.strip(), count=1).strip(_EDGES)
        if not words:
            raise ValidationError("remind_no_text", field="line", value=typed.strip())
        return RemindLine(when, words, is_span(time))
    raise wrong or ValidationError("remind_no_time", field="line", value=typed.strip())


def _ways(line: str) -> list[tuple[str, str]]:
    """(time, words) in all the ways to cut the line, the longest time first, one in front before one at the end."""
    cuts = [at for at in range(1, len(line)) if _between(line, at)]
    front = [(line[:at], line[at:]) for at in reversed(cuts) if at <= LONGEST]
    back = [(line[at:], line[:at]) for at in cuts if len(line) - at <= LONGEST]
    return [(line, ""), *front, *back] if len(line) <= LONGEST else [*front, *back]


def _between(line: str, at: int) -> bool:
    """May it be cut here? Between words, and beside a Chinese character."""
    return " " in (line[at - 1], line[at]) or bool(_HAN.match(line[at - 1]) or _HAN.match(line[at]))
