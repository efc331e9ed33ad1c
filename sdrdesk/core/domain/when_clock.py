"""Times of a day as people type them: ``14:30``, ``3pm``, ``half past 3``, ``after lunch``, ``下午3点半`` (rule R5).

An hour from 1 to 5 without a mark is meant in the afternoon: nobody is called at three in the night. ``03:00`` is the night all the same.
"""

from __future__ import annotations

import datetime as dt
import re

_PARTS: dict[str, tuple[int, int]] = {
    "first thing|early|before work|清早|一早|大早": (8, 30),
    "morning|the morning|this morning|in the morning|早上|早晨|上午|早": (9, 0),
    "late morning|before lunch|before noon|午饭前|饭前|中午前": (11, 30),
    "noon|midday|lunch|lunchtime|lunch time|中午|正午": (12, 0),
    "after lunch|early afternoon|午饭后|饭后|午后|午休后": (13, 30),
    "afternoon|the afternoon|this afternoon|in the afternoon|下午": (14, 0),
    "late afternoon|傍晚": (16, 30),
    "end of day|end of the day|end of business|close of business|eod|eob|cob|下班前": (17, 0),
    "after work|下班后": (18, 0),
    "evening|the evening|this evening|in the evening|tonight|night|晚上|晚|今晚": (19, 0),
}
_PART = {name: dt.time(*at) for names, at in _PARTS.items() for name in names.split("|")}
_ENGLISH = re.compile(r"(?P<hour>\d{1,2})(?:(?P<dot>[:.h])(?P<minute>\d{2}))? ?(?P<mark>am|pm|a\.m\.|p\.m\.|a|p)?(?: ?o'?clock)?")
_IN_PART = re.compile(
    r"(?P<clock>.+?) (?:in the|this) (?P<part>morning|afternoon|evening)|(?P<part2>morning|afternoon|evening) (?:at )?(?P<clock2>\d.*)"
)
_PAST = re.compile(r"(?P<minute>half|quarter|\d{1,2}) (?P<way>past|after|to|before) (?P<hour>\d{1,2}) ?(?P<mark>am|pm)?")
_CHINESE = re.compile(
    r"(?P<mark>凌晨|早上|早晨|清晨|上午|中午|下午|午后|傍晚|晚上|夜里|早|晚)?(?P<hour>\d{1,2})"
    r"(?:[点时](?:钟|整|正)?(?P<minute>半|[13]刻|\d{1,2})?分?|:(?P<after>\d{2}))"
)
_MORNING = {"am", "morning", "早上", "早晨", "清晨", "上午", "早", "凌晨"}
_LATER = {"pm", "afternoon", "下午", "午后", "傍晚"}
_EVENING = {"evening", "晚上", "夜里", "晚"}
AFTERNOON_HOURS = range(1, 6)
EARLIEST_EVENING = 5


def time_of(phrase: str, *, beside_day: bool = False) -> dt.time | None:
    """The time that a phrase says, or None. A number alone is a time only beside a day (``tue 14``)."""
    if phrase in _PART:
        return _PART[phrase]
    if match := _PAST.fullmatch(phrase):
        return _past(match)
    if match := _IN_PART.fullmatch(phrase):
        clock = _ENGLISH.fullmatch(match["clock"] or match["clock2"])
        return _english(clock, match["part"] or match["part2"]) if clock else None
    if match := _CHINESE.fullmatch(phrase):
        return _chinese(match)
    match = _ENGLISH.fullmatch(phrase)
    return _english(match) if match and (beside_day or not phrase.isdecimal()) else None


def _english(match: re.Match[str], part: str = "") -> dt.time | None:
    mark = {"a": "am", "p": "pm"}.get((match["mark"] or "")[:1], part)
    if match["dot"] == "." and not mark:
        return None  # 9.30 may be a day as well
    return _time(match["hour"], int(match["minute"] or 0), mark)


def _past(match: re.Match[str]) -> dt.time | None:
    minute = {"half": 30, "quarter": 15}.get(match["minute"]) or int(match["minute"] if match["minute"].isdecimal() else 0)
    whole = _time(match["hour"], 0, match["mark"] or "")
    if whole is None or minute > 59 or (match["minute"] == "half" and match["way"] in ("to", "before")):
        return None
    by = dt.timedelta(minutes=minute if match["way"] in ("past", "after") else -minute)
    return (dt.datetime.combine(dt.date(2000, 1, 2), whole) + by).time()


def _chinese(match: re.Match[str]) -> dt.time | None:
    minute = match["minute"] or match["after"] or "0"
    minutes = 30 if minute == "半" else int(minute[0]) * 15 if minute.endswith("刻") else int(minute)
    return _time(match["hour"], minutes, match["mark"] or "")


def _time(typed: str, minute: int, mark: str) -> dt.time | None:
    hour = _hour(int(typed), mark, typed.startswith("0"))
    return dt.time(hour, minute) if hour is not None and hour < 24 and minute < 60 else None


def _hour(hour: int, mark: str, night: bool) -> int | None:
    if mark in _MORNING:
        return None if hour > 12 else 0 if hour == 12 and mark in ("am", "凌晨") else hour
    if mark in _LATER:
        return hour + 12 if hour < 12 else hour
    if mark in _EVENING:
        # Twelve at night belongs to the next day: whoever means it has to say the day.
        return None if hour == 12 or hour < EARLIEST_EVENING else hour + 12 if hour < 12 else hour
    if mark == "中午":
        return hour + 12 if hour < 3 else hour if hour in (11, 12, 13) else None
    return hour + 12 if hour in AFTERNOON_HOURS and not night else hour
