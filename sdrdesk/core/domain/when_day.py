"""Days as people type them: ``next tue``, ``1 dec``, ``1/12``, ``end of month``, ``in 2 weeks``, ``下周二``, ``12月3日``, ``月底`` (rule R5).

A day without its year is the next one. One that lies up to two months back is taken as gone by, not as meant for next year.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable

from sdrdesk.core.domain.when_words import WEEKDAY_MARK

DAY = dt.timedelta(days=1)
JUST_GONE = dt.timedelta(days=60)
_NAMES = {
    **{name: n for n, names in enumerate(("mon monday", "tue tues tuesday", "wed weds wednesday", "thu thur thurs thursday")) for name in names.split()},
    **{name: n for n, names in enumerate(("fri friday", "sat saturday weekend", "sun sunday"), 4) for name in names.split()},
    **{f"{WEEKDAY_MARK}{n}": n - 1 for n in range(1, 8)},
    f"{WEEKDAY_MARK}末": 5,
}  # fmt: skip
_MONTHS = {
    name: n
    for n in range(1, 13)
    for name in (calendar.month_name[n].lower(), calendar.month_abbr[n].lower(), *(("sept",) if n == 9 else ()))
}
_NEAR = {
    "today tod 今天 今日 今": 0,
    "tomorrow tmr tmrw tmw tomorow tommorow tommorrow 明天 明日 明": 1,
    "后天 后日": 2,
    "大后天": 3,
    "yesterday 昨天": -1,
    "前天": -2,
}
_OFFSETS = {name: n for names, n in _NEAR.items() for name in names.split()} | {"day after tomorrow": 2, "the day after tomorrow": 2}
_WD, _MONTH = "|".join(_NAMES), "|".join(_MONTHS)
_WEEKDAY = re.compile(rf"(?P<which>this |coming |next |下下个?|下个?|本|这个?)?(?P<day>{_WD})\.?(?P<after> next week)?")
_NEXT_WEEK = re.compile(rf"next week,? ?(?:on )?(?P<day>{_WD})")
_BESIDE = re.compile(rf"(?P<day>{_WD})[.,]? ?(?P<date>.*\d.*)|(?P<date2>.*\d.*?),? ?(?P<day2>{WEEKDAY_MARK}[1-7])")
_AHEAD = re.compile(
    r"(?:in |\+ ?|再?过)?(?P<n>\d{1,3}|an?|a couple of|半个|半) ?"
    r"(?P<unit>d|days?|天|w|wks?|weeks?|个?周|fortnights?|mos?|mths?|months?|个月|y|yrs?|years?|年)(?: later| from (?:now|today)|之后|以后|过后|后)?"
)
_DAYS_AFTER = re.compile(r"(?P<n>\d{1,3})日[之以]?后")
_UNIT = re.compile(
    r"(?P<edge>end of |start of |beginning of |first day of |middle of |mid[- ]?|late |early )?(?:the )?(?P<which>this |next )?(?P<unit>week|month|quarter|year)"
)
_SHORT_END = {"eow": "week", "eom": "month", "eoq": "quarter", "eoy": "year"}
_UNIT_ZH = re.compile(
    rf"(?P<which>下下个?|下个?|本|这个?|明|后|今)?(?P<unit>{WEEKDAY_MARK}|月|季度?|年)(?P<edge>初|头|中旬?|上旬|下旬|底|末|尾)?(?:的?时候)?"
)
_EDGES = {
    "start": ("start of", "beginning of", "first day of", "early", "初", "头", "上旬"),
    "mid": ("middle of", "mid", "mid-", "中", "中旬"),
    "end": ("end of", "late", "底", "末", "尾", "下旬"),
}
_EDGE = {name: edge for edge, names in _EDGES.items() for name in names}
_QUARTER = re.compile(r"q(?P<n>[1-4])(?: (?P<year>\d{4}))?|(?P<which>明年|今年)?第?(?P<n2>[1-4])季度?")
_YMD = re.compile(r"(?P<y>\d{4})(?:[-/.]|年)(?P<m>\d{1,2})(?:[-/.]|月)(?P<d>\d{1,2})[日号]?")
_DMY = re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4}|\d{2})?")
_SLASH = re.compile(r"(?P<a>\d{1,2})/(?P<b>\d{1,2})(?:/(?P<y>\d{4}|\d{2}))?")
_DAY_MONTH = re.compile(rf"(?:the )?(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)?(?: of)? ?(?P<m>{_MONTH})\.?(?:,? (?P<y>\d{{4}}))?")
_MONTH_DAY = re.compile(rf"(?P<m>{_MONTH})\.? ?(?:the )?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y>\d{{4}}))?")
_MONTH_ONLY = re.compile(rf"(?:in |next )?(?P<m>{_MONTH})\.?(?: (?P<y>\d{{4}}))?")
_ZH_DATE = re.compile(r"(?P<which>今年|明年|后年)?(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})[日号]?)?")
_OF_MONTH = re.compile(r"(?:the )?(?P<d>\d{1,2})(?:st|nd|rd|th)(?P<which> of this month| of next month)?")
_OF_MONTH_ZH = re.compile(r"(?P<which>下个?月|本月|这个?月)?(?P<d>\d{1,2})[日号]")
_YEARS = {"今年": 0, "明年": 1, "后年": 2}


class NoSuchDay(Exception):
    """A day that no calendar has: 31 April, 29 February of 2027, a Tuesday that is a Wednesday."""


def day_of(phrase: str, today: dt.date, *, month_first: bool, beside_time: bool = False) -> dt.date | None:
    """The day that a phrase says; None when it says none.

    Args:
        phrase: in the one form of ``when_words.normal``.
        today: the user's day.
        month_first: is ``1/12`` the 12th of January?
        beside_time: a month alone is no day then (``mar 3 pm`` is not the first of March).

    Raises:
        NoSuchDay: the day is not in the calendar.
    """
    if phrase in _OFFSETS:
        return today + DAY * _OFFSETS[phrase]
    for pattern, read in _READERS:
        if (match := pattern.fullmatch(phrase)) and not (beside_time and _is_month(match)):
            found = read(match, today)
            if found is not None:
                return found
    if match := _SLASH.fullmatch(phrase):
        return _slashed(match, today, month_first)
    if match := _BESIDE.fullmatch(phrase):
        # "Tue 1 Dec": both must say the same day.
        found = day_of((match["date"] or match["date2"]).strip(" ,"), today, month_first=month_first)
        if found is not None and found.weekday() != _NAMES[match["day"] or match["day2"]]:
            raise NoSuchDay
        return found
    return None


def _is_month(match: re.Match[str]) -> bool:
    return match.re is _MONTH_ONLY or (match.re is _ZH_DATE and match["d"] is None)


def add_months(day: dt.date, n: int) -> dt.date:
    """The same day so many months later; the last of the month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _monday(today: dt.date, weeks: int) -> dt.date:
    return today + DAY * (7 * weeks - today.weekday())


def _weekday(match: re.Match[str], today: dt.date) -> dt.date:
    which, day = (match["which"] or "").strip(), _NAMES[match["day"]]
    if which.startswith("下下"):
        return _monday(today, 2) + DAY * day
    if which in ("next", "下", "下个") or match["after"]:
        return _monday(today, 1) + DAY * day
    if which in ("this", "本", "这", "这个"):
        return _monday(today, 0) + DAY * day
    return today + DAY * ((day - today.weekday() - 1) % 7 + 1)


def _ahead(match: re.Match[str], today: dt.date) -> dt.date:
    unit, many = match["unit"], {"a": 1, "an": 1, "a couple of": 2}.get(match["n"])
    half = match["n"].startswith("半")
    n = 1 if half else many or int(match["n"] if match["n"].isdecimal() else 0)
    if unit.startswith(("mo", "mth", "个月")):
        return today + DAY * 15 if half else add_months(today, n)
    if unit.startswith(("y", "年")):
        return add_months(today, 6 if half else 12 * n)
    days = 14 if unit.startswith("f") else 7 if unit.startswith(("w", "个周", "周")) else 1
    return today + DAY * (n * days)


def _unit(match: re.Match[str], today: dt.date) -> dt.date | None:
    which, unit = (match["which"] or "").strip(), match["unit"][0].translate({ord(a): b for a, b in zip("周月季年", "wmqy", strict=True)})
    edge = _EDGE.get((match["edge"] or "").strip(), "")
    on = 2 if which.startswith(("下下", "后")) else 1 if which.startswith(("next", "下", "明")) else 0
    if (which.startswith(("明", "后", "今")) and unit != "y") or not (edge or on):
        return None
    found = _edge(today, unit, edge or "start", on)
    return _edge(today, unit, edge, 1) if found < today and not which else found


def _edge(today: dt.date, unit: str, edge: str, on: int) -> dt.date:
    """The first, middle or last day of a week, month, quarter or year; a week ends on Friday."""
    if unit == "w":
        return _monday(today, on) + DAY * {"start": 0, "mid": 2, "end": 4}[edge]
    months = {"m": 1, "q": 3, "y": 12}[unit]
    start = today.replace(day=1, month=(today.month - 1) // months * months + 1)
    first = add_months(start, months * on)
    if edge == "mid":
        return add_months(first, months // 2).replace(day=1 if unit == "y" else 15)
    return first if edge == "start" else add_months(first, months) - DAY


def _short_end(match: re.Match[str], today: dt.date) -> dt.date:
    unit = _SHORT_END[match["unit"]][0]
    found = _edge(today, unit, "end", 1 if match["next"] else 0)
    return found if found >= today else _edge(today, unit, "end", 1)


def _quarter(match: re.Match[str], today: dt.date) -> dt.date:
    month = int(match["n"] or match["n2"]) * 3 - 2
    year = int(match["year"]) if match["year"] else today.year + _YEARS[match["which"]] if match["which"] else None
    return _real(year, month, 1) if year else _next_month(month, today)


def _next_month(month: int, today: dt.date) -> dt.date:
    return dt.date(today.year + (month <= today.month), month, 1)


def _month_only(match: re.Match[str], today: dt.date) -> dt.date:
    month = _MONTHS[match["m"]]
    return dt.date(int(match["y"]), month, 1) if match["y"] and int(match["y"]) else _next_month(month, today)


def _zh_date(match: re.Match[str], today: dt.date) -> dt.date | None:
    month, year = int(match["m"]), today.year + _YEARS[match["which"]] if match["which"] else None
    if match["d"] is None:
        return None if not 1 <= month <= 12 else dt.date(year, month, 1) if year else _next_month(month, today)
    return _date(month, int(match["d"]), today, year)


def _of_month(match: re.Match[str], today: dt.date) -> dt.date:
    which, day = match["which"] or "", int(match["d"])
    if which:
        on = add_months(today.replace(day=1), 1 if "next" in which or "下" in which else 0)
        return _real(on.year, on.month, day)
    for n in range(3):
        on = add_months(today.replace(day=1), n)
        if 1 <= day <= calendar.monthrange(on.year, on.month)[1] and on.replace(day=day) >= today:
            return on.replace(day=day)
    raise NoSuchDay


def _named(match: re.Match[str], today: dt.date) -> dt.date | None:
    month = match["m"]
    return _date(_MONTHS.get(month) or int(month), int(match["d"]), today, _year(match["y"]))


def _slashed(match: re.Match[str], today: dt.date, month_first: bool) -> dt.date | None:
    first, second = int(match["a"]), int(match["b"])
    month, day = (first, second) if (month_first and first <= 12) or second > 12 else (second, first)
    return _date(month, day, today, _year(match["y"]))


def _year(typed: str | None) -> int | None:
    return None if not typed else int(typed) if len(typed) == 4 else 2000 + int(typed)


def _date(month: int, day: int, today: dt.date, year: int | None) -> dt.date | None:
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    if year is not None:
        return _real(year, month, day)
    if calendar.monthrange(today.year, month)[1] < day:
        return _real(today.year + 1, month, day)
    found = dt.date(today.year, month, day)
    return found if found >= today - JUST_GONE else _real(today.year + 1, month, day)


def _real(year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError as error:
        raise NoSuchDay from error


_Reader = Callable[[re.Match[str], dt.date], dt.date | None]
_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (_WEEKDAY, _weekday),
    (_NEXT_WEEK, lambda match, today: _monday(today, 1) + DAY * _NAMES[match["day"]]),
    (_AHEAD, _ahead),
    (_DAYS_AFTER, lambda match, today: today + DAY * int(match["n"])),
    (_UNIT, _unit),
    (re.compile(r"(?P<next>next )?(?P<unit>eow|eom|eoq|eoy)"), _short_end),
    (_UNIT_ZH, _unit),
    (_QUARTER, _quarter),
    (_YMD, _named),
    (_DMY, _named),
    (_DAY_MONTH, _named),
    (_MONTH_DAY, _named),
    (_MONTH_ONLY, _month_only),
    (_ZH_DATE, _zh_date),
    (_OF_MONTH, _of_month),
    (_OF_MONTH_ZH, _of_month),
)
