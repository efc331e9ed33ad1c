"""The day on which somebody who is away says to be back, in the languages and spellings of automatic replies (rule R9).

Every date of the text is found first; then the one is taken that the words around it name as the return, else the last day away, else
the end of a range. Missing years and months come from the day on which the message was written.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from enum import IntEnum
from typing import NamedTuple

from sdrdesk.core.mail.classify.datewords import date_words
from sdrdesk.core.mail.classify.relative import relative_day

MAX_AWAY = dt.timedelta(days=460)
MAX_TEXT = 4000
AROUND = 34
"""Characters before a date in which the word stands that says what the date is."""
_SENTENCE_ENDS = re.compile(r"[.!?。！？\n;；](?=\s|$|[^\d\s])")
_TIGHT_RANGE = re.compile(
    r"(?<![\d./-])(?P<begin>\d{1,2}([./])\d{1,2}(?:\2(?:20)?\d\d)?)[-–—](?P<end>\d{1,2}\2\d{1,2}(?:\2(?:20)?\d\d)?)(?![\d/-])"
)
_BARE_DAY = re.compile(r"(?<![\d月년年:.])(\d{1,2})[日号號](?!\d)")
_HAN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
_RETURN_UNTIL = re.compile(
    r"\b(?:return|back|zurück|retour|regres\w+|vuelv\w+)\s+(?:\w+ ){0,4}?(?:until|till|before|bis|avant|hasta)\b", re.IGNORECASE
)
_CLAUSE_ENDS = re.compile(r"[.!?。！？\n,，;；]")


class Found(NamedTuple):
    """A date of the text and where it stands."""

    start: int
    end: int
    day: dt.date


class Says(IntEnum):
    """What the words say of a date; the highest is the return."""

    AWAY_BEGINS = 0
    SOME_DAY = 1
    RANGE_ENDS = 2
    LAST_DAY_AWAY = 3
    PERHAPS_BACK = 4
    FIRST_DAY_BACK = 5


def return_date(text: str, written: dt.datetime | None) -> dt.date | None:
    """The day named as the return, or as the last day away; None when no day is named.

    Args:
        text: subject and new text of the reply.
        written: its Date; without one, dates without a year are counted from today.
    """
    text = _TIGHT_RANGE.sub(r"\g<begin> - \g<end>", text[:MAX_TEXT])
    today = written.date() if written else dt.date.today()
    offset = written.utcoffset() if written else None
    american = offset is not None and dt.timedelta(hours=-10) <= offset <= dt.timedelta(hours=-4)
    found = _dates(text, today, american, bool(_HAN.search(text)))
    best: tuple[Says, dt.date] | None = None
    for at, one in enumerate(found):
        says = _says(text, found, at)
        if says == Says.AWAY_BEGINS or not today - dt.timedelta(days=14) <= one.day <= today + MAX_AWAY:
            continue
        if best is None or says > best[0] or (says == best[0] < Says.PERHAPS_BACK and one.day > best[1]):
            best = (says, one.day)
    if best and best[1] >= today - dt.timedelta(days=1):
        return best[1]
    return relative_day(text, today) or (best[1] if best else None)


def _says(text: str, found: list[Found], at: int) -> Says:
    one, lists = found[at], date_words().lists
    if at + 1 < len(found) and _joins(text[one.end : found[at + 1].start]):
        return Says.AWAY_BEGINS
    after = _CLAUSE_ENDS.split(text[one.end : one.end + 16])[0].lstrip()
    if lists["back_after"].match(after):
        return Says.FIRST_DAY_BACK
    if lists["until_after"].match(after):
        return Says.LAST_DAY_AWAY
    begin = max(found[at - 1].end if at else 0, one.start - AROUND)
    before = _SENTENCE_ENDS.split(text[begin : one.start])[-1]
    until, back = list(lists["until"].finditer(before)), list(lists["back"].finditer(before))
    if lists["back_after_words"].match(text[one.end : one.end + 30]) and not until:
        return Says.FIRST_DAY_BACK
    if back and until and _RETURN_UNTIL.search(before):
        return Says.FIRST_DAY_BACK  # "will not return until"
    if back and (not until or back[-1].end() > until[-1].end()):
        if not lists["back_weak"].fullmatch(back[-1][0]):
            return Says.FIRST_DAY_BACK
        begins = lists["from_words"].search(before) and not lists["reachable"].search(_ahead(text, one.end) + before)
        return Says.SOME_DAY if begins else Says.PERHAPS_BACK
    if until:
        return Says.LAST_DAY_AWAY
    return Says.RANGE_ENDS if at and _joins(text[found[at - 1].end : one.start]) else Says.SOME_DAY


def _ahead(text: str, end: int) -> str:
    """What the sentence goes on to say, up to the next thing that it says."""
    return re.split(r"[!?。！？\n]|\.\s|\b(?:und|and|et|y|e|en)\b", text[end : end + 70])[0]


def _joins(between: str) -> bool:
    """Does this stand between the two ends of a range?"""
    joined = re.sub(r"\([^()]{0,20}\)|（[^（）]{0,20}）|,", " ", between[:60]).strip().lower()
    return len(joined) < 28 and bool(date_words().joins.fullmatch(joined))


def _dates(text: str, today: dt.date, american: bool, han: bool) -> list[Found]:
    found: list[Found] = []
    for shape, pattern in date_words().shapes:
        for match in pattern.finditer(text):
            if any(match.start() < f.end and match.end() > f.start for f in found):
                continue
            day = _day(shape, match, today, american, han)
            if day is not None:
                found.append(Found(match.start(), match.end(), day))
    found.sort()
    return _with_bare_days(text, _with_short_ends(text, found))


def _with_bare_days(text: str, found: list[Found]) -> list[Found]:
    """``6月19日至21日放假，22日上班``: a day without a month is of the month before it, or of the next one."""
    out = list(found)
    for match in _BARE_DAY.finditer(text):
        before = [f for f in out if f.end <= match.start()]
        if not before or any(match.start() < f.end and match.end() > f.start for f in out):
            continue
        last, day = max(before, key=lambda f: f.start).day, int(match[1])
        year, month = (last.year, last.month) if day > last.day else divmod(last.year * 12 + last.month, 12)
        month += 0 if day > last.day else 1
        if 1 <= day <= calendar.monthrange(year, month)[1]:
            out.append(Found(match.start(), match.end(), dt.date(year, month, day)))
    return sorted(out)


def _with_short_ends(text: str, found: list[Found]) -> list[Found]:
    """``3 to 14 December``: the first day has no month of its own; ``December 3-14``: the last has none."""
    words = date_words()
    out: list[Found] = []
    for one in found:
        start = max(0, one.start - 24)
        lead = words.lead.search(text[start : one.start])
        if lead and 1 <= int(lead[1]) <= one.day.day:
            out.append(Found(start + lead.start(1), start + lead.end(1), one.day.replace(day=int(lead[1]))))
        out.append(one)
        tail = words.tail.match(text[one.end : one.end + 26])
        if tail and one.day.day < int(tail[1]) <= calendar.monthrange(one.day.year, one.day.month)[1]:
            year = int(tail[2]) if tail[2] else one.day.year
            out.append(Found(one.end + tail.start(1), one.end + tail.end(), dt.date(year, one.day.month, int(tail[1]))))
    return out


def _day(shape: str, match: re.Match[str], today: dt.date, american: bool, han: bool) -> dt.date | None:
    groups = match.groupdict()
    first, year = int(groups["d"]), groups.get("y")
    if "M" in groups:
        name = groups["M"].lower().rstrip(".")
        return _dated(year, next((n for n, m in enumerate(date_words().months, 1) if m.match(name)), 0), first, today)
    second = int(groups["m"])
    if shape != "dmy":
        return _dated(year, second, first, today)
    if groups["sep"] == "-" and not year:
        return None  # 9-5 is more often a range of hours than a date
    ways = [(second, first), (first, second)]
    if han or (groups["sep"] == "/" and american):
        ways.reverse()
    days = [d for month, day in ways if (d := _dated(year, month, day, today)) is not None]
    near = [d for d in days if today - dt.timedelta(days=3) <= d <= today + dt.timedelta(days=200)]
    return near[0] if near else days[0] if days else None


def _dated(year: str | None, month: int, day: int, today: dt.date) -> dt.date | None:
    """A day; without a year the one nearest to the message, ahead rather than behind."""
    try:
        if year:
            return dt.date(int(year) + (2000 if len(year) == 2 else 0), month, day)
        same = dt.date(today.year, month, day)
        if same < today - dt.timedelta(days=60):
            return dt.date(today.year + 1, month, day)
        return dt.date(today.year - 1, month, day) if same > today + dt.timedelta(days=330) else same
    except ValueError:
        return None
