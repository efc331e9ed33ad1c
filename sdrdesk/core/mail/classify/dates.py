"""The day on which somebody who is away says to be back, in the languages and spellings of automatic replies (rule R9).

Every date of the text is found first; then the one is taken that the words around it name as the return, else the last day away, else
the end of a range. Missing years and months come from the day on which the message was written.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

MAX_AWAY = dt.timedelta(days=460)
MAX_TEXT = 4000
AROUND = 34
"""Characters before a date in which the word stands that says what the date is."""


class Found(NamedTuple):
    """A date of the text and where it stands."""

    start: int
    end: int
    day: dt.date


class _Words(NamedTuple):
    months: tuple[re.Pattern[str], ...]
    weekdays: tuple[re.Pattern[str], ...]
    back: re.Pattern[str]
    until: re.Pattern[str]
    dates: tuple[tuple[str, re.Pattern[str]], ...]
    weekday: re.Pattern[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    table = tomllib.loads(Path(__file__).with_name("dates.toml").read_text("utf-8"))
    month = "(?:" + "|".join(f"(?:{m})" for m in table["months"]) + ")"
    weekday = "(?:" + "|".join(f"(?:{w})" for w in table["weekdays"]) + ")"
    day = r"(?P<d>\d{1,2})(?:\s?(?:st|nd|rd|th|er|º|ª|°|\.o|:a|:e)(?![a-z]))?"
    year = r"(?:\s*,?\s*(?:de |del |of )?(?P<y>20\d\d)(?!\d))?"
    shapes = (
        ("ymd", r"(?<!\d)(?P<y>20\d\d)\s?[-/.年년]\s?(?P<m>\d{1,2})\s?[-/.月월]\s?(?P<d>\d{1,2})(?!\d)\s?[日号號일]?"),
        ("md", r"(?<!\d)(?:(?P<y>20\d\d)年\s?)?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日号號일]?(?!\d)"),
        ("dMy", rf"(?<![\d.:]){day}\.?\s*(?:de |of |d['’]|-|/)?\s*(?P<M>{month})\b\.?[-/]?{year}"),
        ("Mdy", rf"\b(?P<M>{month})\b\.?\s*(?:the )?[-/]?{day}(?![\d:]|\s?(?:am|pm|h\b|uhr|:\d)){year}"),
        (
            "dmy",
            r"(?<![\d.:/-])(?P<d>\d{1,2})\s?(?P<sep>[./-])\s?(?P<m>\d{1,2})(?:\s?(?P=sep)\s?(?P<y>20\d\d|\d\d(?!\d)))?(?![\d%:]|[/-]\d|\.\d)\.?",
        ),
    )
    return _Words(
        tuple(re.compile(f"(?:{m})$", re.IGNORECASE) for m in table["months"]),
        tuple(re.compile(f"(?:{w})$", re.IGNORECASE) for w in table["weekdays"]),
        re.compile("|".join(table["back"]), re.IGNORECASE),
        re.compile("|".join(table["until"]), re.IGNORECASE),
        tuple((name, re.compile(shape, re.IGNORECASE)) for name, shape in shapes),
        re.compile(
            rf"(?P<next>next |nächsten? |kommenden? |prochain |próximo |prossimo |volgende |下|来|來)?(?:\b(?=[a-zà-žа-я])(?P<w>{weekday})\b|(?P<c>(?:周|星期|礼拜|禮拜|週)[一二三四五六日天]|[月火水木金土日]曜日?))(?P<after> prochain| próximo| prossimo)?",
            re.IGNORECASE,
        ),
    )


def return_date(text: str, written: dt.datetime | None) -> dt.date | None:
    """The day named as the return, or as the last day away; None when no day is named.

    Args:
        text: subject and new text of the reply.
        written: its Date; without one, today decides nothing and dates need their year.
    """
    text = text[:MAX_TEXT]
    today = written.date() if written else dt.date.today()
    offset = written.utcoffset() if written else None
    american = offset is not None and dt.timedelta(hours=-10) <= offset <= dt.timedelta(hours=-4)
    found = _dates(text, today, american)
    best: tuple[int, dt.date] | None = None
    for at, one in enumerate(found):
        if not today - dt.timedelta(days=14) <= one.day <= today + MAX_AWAY:
            continue
        rank = _rank(text, found, at)
        if rank and (best is None or rank > best[0] or (rank == best[0] and one.day > best[1] and rank < 4)):
            best = (rank, one.day)
    if best and best[1] >= today - dt.timedelta(days=1):
        return best[1]
    return _relative(text, today) or (best[1] if best else None)


def _rank(text: str, found: list[Found], at: int) -> int:
    """4: first day back; 3: last day away; 2: end of a range; 1: any date; 0: the day on which an absence begins."""
    one = found[at]
    begin = max(found[at - 1].end if at else 0, one.start - AROUND)
    before = re.split(r"[.!?。！？\n;；](?=\s|$|[^\d\s])", text[begin : one.start])[-1]
    after = re.split(r"[.!?。！？\n,，;；]", text[one.end : one.end + 16])[0]
    words = _words()
    until, back = list(words.until.finditer(before)), list(words.back.finditer(before))
    next_starts = at + 1 < len(found) and _joins(text[one.end : found[at + 1].start])
    ends_range = at > 0 and _joins(text[found[at - 1].end : one.start])
    if next_starts:
        return 0
    if re.match(
        r"\s*(?:\S{1,3})?\s*(?:返回|回来|上班|恢复|复工|回公司|返岗|恢復|回來|返工|收假|回到|正式上班|正常上班|出社|復帰|再開|から(?:出社|通常|復帰|営業|業務)|より(?:出社|通常|復帰|営業|業務)|복귀|출근)",
        after,
    ):
        return 4
    if re.match(r"\s*(?:\S{1,6}\s?)?(?:まで|迄|까지)", text[one.end : one.end + 10]):
        return 3
    if back and (not until or back[-1].end() > until[-1].end()):
        return (
            4
            if not re.search(
                r"\b(from|ab|fra|från|vanaf|dal|du|od|с|starting|as of|a partir de[l]?|à partir du)\s*(the |dem |den |\w+tag,?( dem| den)? |\w+day,? )?$",
                before,
                re.IGNORECASE,
            )
            or _speaks_of_return(text[one.end : one.end + 70] + before)
            else 1
        )
    if until:
        return 3
    return 2 if ends_range else 1


def _speaks_of_return(text: str) -> bool:
    return bool(
        re.search(
            r"\b(wieder|zurück|back|again|available|reach|erreich|return|office|weer|terug|bereik|disponib|di nuovo|raggiung|tillbaka|tilbage|на связи|normal)",
            text,
            re.IGNORECASE,
        )
    )


def _joins(between: str) -> bool:
    """Does this stand between the two ends of a range?"""
    joined = re.sub(r"\(.*?\)|[（].*?[）]|,", " ", between).strip().lower()
    return len(joined) < 28 and bool(
        re.fullmatch(
            r"(?:[日号號]?\s*(?:\([^)]*\))?\s*)?(?:-|–|—|~|～|〜|to|until|till|through|thru|and|bis|bis zum|bis einschließlich|bis einschl\.?|und|au|jusqu['’]?au|et|al|a|hasta el|hasta|y|e|fino al|ao|até|até o dia|t/m|tot|tot en met|en|till|til|och|do|по|до|至|到|から|より|부터)(?:\s*(?:the|dem|den|el|il|o|dia|le|och med|og med|\w+tag|\w+day|\w+di|lunes|martes|miércoles|jueves|viernes|lunedì|venerdì|segunda|sexta))*\s*\.?",
            joined,
        )
    )


def _dates(text: str, today: dt.date, american: bool) -> list[Found]:
    found: list[Found] = []
    taken: list[tuple[int, int]] = []
    for shape, pattern in _words().dates:
        for match in pattern.finditer(text):
            if any(match.start() < end and match.end() > start for start, end in taken):
                continue
            day = _day(shape, match, today, american)
            if day is not None:
                taken.append(match.span())
                found.append(Found(match.start(), match.end(), day))
    found.sort()
    return _short_ranges(text, found)


_SHORT = re.compile(
    r"(?<![\d.:/])(\d{1,2})\s?(?:st|nd|rd|th|er|\.|日|号|號)?\s*(?:-|–|—|~|～|〜|to|bis|bis zum|au|al|a|ao|até|tot|t/m|till|til|至|到|から|until|through|and|und|y|et|e|en)\s*(?:the |dem |den |el |il |le )?$",
    re.IGNORECASE,
)


def _short_ranges(text: str, found: list[Found]) -> list[Found]:
    """``3 to 14 December``: the first day has no month of its own; ``December 3-14`` and ``12月3日至14日`` have none at the end."""
    out: list[Found] = []
    for one in found:
        lead = _SHORT.search(text[max(0, one.start - 24) : one.start])
        if lead and 1 <= int(lead[1]) <= 31 and int(lead[1]) <= one.day.day:
            at = one.start - (min(24, one.start) - lead.start())
            out.append(Found(at, at + len(lead[1]), one.day.replace(day=int(lead[1]))))
        tail = re.match(
            r"\s?(?:st|nd|rd|th)?\s*(?:日|号|號)?\s*(?:-|–|—|~|～|〜|to|through|until|thru|till|至|到|から)\s*(?:the )?(\d{1,2})(?:st|nd|rd|th|日|号|號)?(?![\d:./]|\s?(?:am|pm))(?:,?\s(20\d\d))?",
            text[one.end : one.end + 26],
            re.IGNORECASE,
        )
        out.append(one)
        if tail and one.day.day < int(tail[1]) <= calendar.monthrange(one.day.year, one.day.month)[1]:
            year = int(tail[2]) if tail[2] else one.day.year
            start = one.end + tail.start(1)
            out.append(Found(start, one.end + tail.end(), dt.date(year, one.day.month, int(tail[1]))))
    return out


def _day(shape: str, match: re.Match[str], today: dt.date, american: bool) -> dt.date | None:
    groups = match.groupdict()
    first, year = int(groups["d"]), groups.get("y")
    if "M" in groups:
        name = groups["M"].lower().rstrip(".")
        month = next((n for n, m in enumerate(_words().months, 1) if m.match(name)), 0)
        return _dated(year, month, first, today)
    second = int(groups["m"])
    if shape != "dmy":
        return _dated(year, second, first, today)
    if groups["sep"] != "/" and not year and groups["sep"] == "-":
        return None  # 9-5 is more often a range of hours than a date
    ways = [(second, first), (first, second)]
    if groups["sep"] == "/" and american:
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


_SPAN = re.compile(
    r"\b(?:for|für|pendant|durante|per|por|voor|gedurende)\s(?:the next |die nächsten |les |los próximos |as próximas |le prossime |de komende )?(one|two|three|four|a|an|ein|eine|zwei|drei|une?|deux|trois|una?|dos|tres|due|tre|dois|duas|três|een|twee|drie|\d{1,2})\s(days?|weeks?|months?|tagen?|wochen?|monate?|jours?|semaines?|mois|días?|semanas?|mes(?:es)?|giorn[oi]|settiman[ae]|mes[ei]|dias?|dagen|weken|week|maand(?:en)?)\b",
    re.IGNORECASE,
)
_NUMBERS = {
    "one": 1,
    "a": 1,
    "an": 1,
    "ein": 1,
    "eine": 1,
    "un": 1,
    "une": 1,
    "una": 1,
    "een": 1,
    "two": 2,
    "zwei": 2,
    "deux": 2,
    "dos": 2,
    "due": 2,
    "dois": 2,
    "duas": 2,
    "twee": 2,
    "three": 3,
    "drei": 3,
    "trois": 3,
    "tres": 3,
    "tre": 3,
    "três": 3,
    "drie": 3,
    "four": 4,
}
_TOMORROW = re.compile(r"\b(tomorrow|morgen|demain|mañana|domani|amanhã|i morgon)\b|明天|明日|내일", re.IGNORECASE)
_NEXT_WEEK = re.compile(
    r"\b(next week|nächste woche|kommende woche|la semaine prochaine|(la )?próxima semana|settimana prossima|(na )?próxima semana|volgende week|nästa vecka)\b|下周(?![一二三四五六日天])|下星期(?![一二三四五六日天])|下週(?![一二三四五六日天])|来週(?!の?[月火水木金土日])",
    re.IGNORECASE,
)


def _relative(text: str, today: dt.date) -> dt.date | None:
    """``back on Monday``, ``until tomorrow``, ``for two weeks``: counted from the day of the message."""
    words = _words()
    for match in words.weekday.finditer(text):
        name = match["w"] or match["c"]
        before, after = text[max(0, match.start() - AROUND) : match.start()], text[match.end() : match.end() + 12]
        if not (words.back.search(before) or words.until.search(before) or words.back.search(after) or re.match(r"\s?(まで|から)", after)):
            continue
        wanted = next((n for n, w in enumerate(words.weekdays) if w.match(name)), None)
        if wanted is None:
            continue
        ahead = (wanted - today.weekday()) % 7 or 7
        if match["next"] and match["next"].strip() in ("下", "来", "來"):
            ahead = 7 - today.weekday() + wanted
        return today + dt.timedelta(days=ahead)
    if _TOMORROW.search(text):
        return today + dt.timedelta(days=1)
    if span := _SPAN.search(text):
        many = _NUMBERS.get(span[1].lower()) or (int(span[1]) if span[1].isdigit() else 1)
        unit = span[2].lower()
        days = 7 if unit.startswith(("we", "wo", "sem", "set")) else 30 if unit.startswith(("mo", "mes", "maa")) else 1
        return today + dt.timedelta(days=many * days)
    if _NEXT_WEEK.search(text):
        return today + dt.timedelta(days=7 - today.weekday())
    return None
