"""Days that are told without a date: ``back on Monday``, ``until the 14th``, ``for two weeks``, ``end of January``, ``KW 50``."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from sdrdesk.core.mail.classify.datewords import NUMBERS, date_words

AROUND = 34
"""Characters before a day in which the word stands that says that it is the return."""
_SENTENCE_ENDS = re.compile(r"[.!?。！？](?=\s)|[。！？\n]")


def relative_day(text: str, today: dt.date) -> dt.date | None:
    """The day of return, counted from the day of the message; None when the text tells none."""
    words = date_words()
    if day := _day_alone(text, today) or _by_weekday(text, today):
        return day
    if words.lists["tomorrow"].search(text):
        return today + dt.timedelta(days=1)
    if day := _after_a_span(text, today):
        return day
    if words.lists["next_week"].search(text):
        return today + dt.timedelta(days=7 - today.weekday())
    return _by_week_number(text, today) or _by_month(text, today)


def _told(text: str, match: re.Match[str]) -> bool:
    """Does a word of return or of an end stand around this?"""
    lists = date_words().lists
    before = _SENTENCE_ENDS.split(text[max(0, match.start() - AROUND) : match.start()])[-1]
    after = text[match.end() : match.end() + 12]
    told = bool(lists["back"].search(before) or lists["until"].search(before) or lists["back"].search(after))
    return told or bool(re.match(r"\s?(まで|から|까지|부터)", after))


def _day_alone(text: str, today: dt.date) -> dt.date | None:
    for match in date_words().day_alone.finditer(text):
        day = int(match["d"] or match["c"])
        if not 1 <= day <= 31 or not _told(text, match) or not (match["c"] or _BESIDE_A_DAY.search(text[: match.start()])):
            continue
        for months in range(3):
            year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
            if day <= calendar.monthrange(year, month + 1)[1] and (one := dt.date(year, month + 1, day)) >= today:
                return one
    return None


_BESIDE_A_DAY = re.compile(
    r"(?:\b(?:until|till|til|through|by|on|the|am|bis|zum|dem|den|vom|le|au|el|al|día|dia|il|het|den|d\.)|\w{2,10}(?:day|tag|di)|lunes|martes|jueves|viernes|\b(?:mon|tue|wed|thu|fri)),?\s{1,2}$",
    re.IGNORECASE,
)


def _by_weekday(text: str, today: dt.date) -> dt.date | None:
    for match in date_words().weekday.finditer(text):
        if _told(text, match):
            return _weekday(match, today)
    return None


def _weekday(match: re.Match[str], today: dt.date) -> dt.date | None:
    name = match["w"] or match["c"]
    wanted = next((n for n, w in enumerate(date_words().weekdays) if w.match(name)), None)
    if wanted is None:
        return None
    if match["next"] and match["next"].strip() in ("下", "来", "來"):
        return today + dt.timedelta(days=7 - today.weekday() + wanted)  # of the next week, even when that is eleven days on
    return today + dt.timedelta(days=(wanted - today.weekday()) % 7 or 7)


def _after_a_span(text: str, today: dt.date) -> dt.date | None:
    words = date_words()
    span = words.span.search(text) or next((m for m in words.span_in.finditer(text) if _told(text, m)), None)
    if not span:
        return None
    many = next((n for n, name in enumerate(NUMBERS, 1) if words.lists[name].fullmatch(span["many"])), 0) or int(span["many"])
    return today + dt.timedelta(days=many * (7 if span["weeks"] else 30 if span["months"] else 1))


def _by_week_number(text: str, today: dt.date) -> dt.date | None:
    """The Sunday of a week in which somebody is away, or the Monday of the one in which they are back."""
    for match in date_words().week_number.finditer(text):
        week = int(match["week"])
        if not 1 <= week <= 53:
            continue
        year = today.year + (1 if week < today.isocalendar().week else 0)
        back = (
            date_words().lists["back"].search(text[max(0, match.start() - AROUND) : match.start()] + text[match.end() : match.end() + 20])
        )
        try:
            return dt.date.fromisocalendar(year, week, 1 if back else 7)
        except ValueError:
            return None
    return None


def _by_month(text: str, today: dt.date) -> dt.date | None:
    """``until June`` ends when June begins; a part of the month is its last day for "end", its 15th for "middle"."""
    words = date_words()
    for match in words.month_alone.finditer(text):
        month = next((n for n, m in enumerate(words.months, 1) if m.match(match["M"].rstrip("."))), 0)
        if not month or not _told(text, match):
            continue
        year = int(match["y"]) if match["y"] else today.year + (1 if month < today.month else 0)
        last = calendar.monthrange(year, month)[1]
        day = dt.date(year, month, last if match["ends"] else 15 if match["middle"] else 1)
        if today < day <= today + dt.timedelta(days=460):
            return day
    return None
