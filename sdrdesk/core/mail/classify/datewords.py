"""The expressions of dates, put together once from the words in ``dates.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

NUMBERS = ("one", "two", "three", "four")


class DateWords(NamedTuple):
    """Compiled words.

    Attributes:
        lists: every list of the file as one expression.
        months: one expression a month, of its names.
        weekdays: one expression a day, from Monday.
        shapes: name and expression of each way to write a date, the most telling first.
        weekday: a day of the week in running text.
        joins: what stands between the two ends of a range.
        lead: ``3.–`` and the like before a date: the first day of a range, without its month.
        tail: ``–14`` behind a date: the last day of a range.
        span: ``for two weeks``; span_in: ``in two weeks``, behind a word of return.
        month_alone: ``end of January``, ``June 2027``.
        week_number: ``KW 50``.
        day_alone: ``the 14th``, ``14号``: a day of this month or the next.
    """

    lists: dict[str, re.Pattern[str]]
    months: tuple[re.Pattern[str], ...]
    weekdays: tuple[re.Pattern[str], ...]
    shapes: tuple[tuple[str, re.Pattern[str]], ...]
    weekday: re.Pattern[str]
    joins: re.Pattern[str]
    lead: re.Pattern[str]
    tail: re.Pattern[str]
    span: re.Pattern[str]
    span_in: re.Pattern[str]
    month_alone: re.Pattern[str]
    week_number: re.Pattern[str]
    day_alone: re.Pattern[str]


@lru_cache(maxsize=1)
def date_words() -> DateWords:
    """Read the words and compile what is made of them."""
    table: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("dates.toml").read_text("utf-8"))
    one_of = {name: "|".join(lines) for name, lines in table.items()}
    month = "(?:" + "|".join(f"(?:{m})" for m in table["months"]) + ")"
    weekday = "(?:" + "|".join(f"(?:{w})" for w in table["weekdays"]) + ")"
    numbers = "|".join(one_of[n] for n in NUMBERS)
    units = "|".join(f"(?P<{unit}>{one_of[f'span_{unit}']})" for unit in ("days", "weeks", "months"))
    ordinal = r"(?:st|nd|rd|th|er|\.|日|号|號)?"
    return DateWords(
        {name: _compiled(f"{one_of[name]}") for name in table if name not in ("months", "weekdays")},
        tuple(_compiled(f"(?:{m})$") for m in table["months"]),
        tuple(_compiled(f"(?:{w})$") for w in table["weekdays"]),
        _shapes(month),
        _compiled(rf"(?P<next>{one_of['next_weekday']})?(?:\b(?=[a-zà-žа-я])(?P<w>{weekday})\b|(?P<c>{one_of['weekday_cjk']}))"),
        _compiled(rf"(?:[日号號]?\s*)?(?:{one_of['joins']})(?:\s*(?:{one_of['join_fillers']}))*\s*\.?"),
        _compiled(rf"(?<![\d.:/])(\d{{1,2}})\s?{ordinal}\s*(?:{one_of['joins']})\s*(?:(?:the|dem|den|el|il|le) )?$"),
        _compiled(
            rf"\s?{ordinal}\s*(?:-|–|—|~|～|〜|to|through|until|thru|till|至|到|から)\s*(?:the )?(\d{{1,2}})(?:st|nd|rd|th|日|号|號)?(?![\d:./月월]|\s?(?:am|pm))(?:,?\s(20\d\d))?"
        ),
        _compiled(rf"\b(?:{one_of['span_for']})\s(?:{one_of['span_next']})?(?P<many>{numbers}|\d{{1,2}})\s(?:{units})\b"),
        _compiled(rf"\b(?:{one_of['span_in']})\s(?:{one_of['span_next']})?(?P<many>{numbers}|\d{{1,2}})\s(?:{units})\b"),
        _compiled(
            rf"\b(?:(?P<ends>{one_of['month_ends']})|(?P<middle>{one_of['month_middle']})|(?:{one_of['month_begins']}))?[\s-]?\b(?P<M>{month})\b\.?(?:\s*(?:de |del )?(?P<y>20\d\d))?(?!\s?\d)"
        ),
        _compiled(rf"\b(?:{one_of['week_numbers']})\s?(?P<week>\d{{1,2}})\b"),
        _compiled(
            r"(?:(?<![\d./月])\b(?P<d>\d{1,2})(?:st|nd|rd|th|\.|er|º|°)?(?![\w%:/-]|\.\d|\s?(?:am|pm|h\b|uhr|days?|weeks?|tage|jours|%|:|o.clock|months?)))|(?<![\d月])(?P<c>\d{1,2})[日号號]"
        ),
    )


def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)


def _shapes(month: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    day = r"(?P<d>\d{1,2})(?:\s?(?:st|nd|rd|th|er|º|ª|°|\.o|:a|:e)(?![a-z]))?"
    year = r"(?:\s*,?\s*(?:de |del |of )?(?P<y>20\d\d)(?!\d))?"
    of = r"(?:\.[^\S\n]*|\s*)(?:de |of |d['’]|-|/)?[^\S\n]*"
    return (
        ("ymd", _compiled(r"(?<!\d)(?P<y>20\d\d)\s?[-/.年년]\s?(?P<m>\d{1,2})\s?[-/.月월]\s?(?P<d>\d{1,2})(?!\d)\s?[日号號일]?")),
        ("md", _compiled(r"(?<!\d)(?:(?P<y>20\d\d)年\s?)?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日号號일]?(?!\d)")),
        ("dMy", _compiled(rf"(?<![\d.:]){day}{of}(?P<M>{month})\b\.?[-/]?{year}")),
        ("Mdy", _compiled(rf"\b(?P<M>{month})\b\.?\s*(?:the )?[-/]?{day}(?![\d:]|\s?(?:am|pm|h\b|uhr|:\d)){year}")),
        (
            "dmy",
            _compiled(
                r"(?<![\d.:/-])(?P<d>\d{1,2})\s?(?P<sep>[./-])\s?(?P<m>\d{1,2})(?:\s?(?P=sep)\s?(?P<y>20\d\d|\d\d(?!\d)))?(?![\d%:]|[/-]\d|\.\d)\.?"
            ),
        ),
    )
