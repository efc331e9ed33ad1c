"""What people type for a time, brought to one form: width, case, numbers written as words, Chinese weekdays (rule R5)."""

from __future__ import annotations

import re
import unicodedata

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "俩": 2, "〇": 0}
_NUMBERS = (
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_ENGLISH = re.compile(rf"\b(?:{'|'.join(_NUMBERS)})\b")
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天1-7])")
_WEEK = re.compile(r"星期|礼拜")
_CHINESE = re.compile(r"[零〇一二两俩三四五六七八九十]+")
HAN = r"\u3400-\u9fff"
_ROOM = re.compile(rf"(?<=[{HAN}]) | (?=[{HAN}])")
_FILLERS = re.compile(r"^(?:(?:on|at|by|until|till|from) |@ ?|等到|推迟到|改到|推到|到|在)|(?:再说|再打|再联系|的)$")
_ENDS = " ,;!?、。"
WEEKDAY_MARK = "周"
"""In the one form a Chinese weekday is this mark and a digit, Monday 1, between marks that keep the numbers beside it apart."""
_EDGE = "|"


def normal(text: str) -> str:
    """The one form: ``周三十点`` and ``next  TUE`` become ``|周3|10点`` and ``next tue``."""
    typed = " ".join(unicodedata.normalize("NFKC", text).lower().split()).strip(_ENDS)
    typed = _ROOM.sub("", typed)
    # Weekdays first: the three of 周三 must not run together with the ten of 十点.
    typed = _WEEKDAY.sub(lambda m: f"{_EDGE}{WEEKDAY_MARK}{_weekday(m[1])}{_EDGE}", typed)
    typed = _WEEK.sub(WEEKDAY_MARK, typed)
    typed = _CHINESE.sub(lambda m: str(_chinese(m[0])), typed)
    return _ENGLISH.sub(lambda m: str(_NUMBERS.index(m[0]) + 1), typed)


def bare(phrase: str) -> str:
    """A part of what was typed without the small words around it."""
    phrase = phrase.replace(_EDGE, "").strip(_ENDS)
    return _FILLERS.sub("", phrase).strip(_ENDS)


def cuts(typed: str) -> list[tuple[str, str]]:
    """The ways to cut it in two between words, a Chinese character being a word of its own."""
    found = []
    for at in range(1, len(typed)):
        before, after = typed[at - 1], typed[at]
        if before in " ,|" or after in " ,|" or _is_han(before) or _is_han(after):
            found.append((bare(typed[:at]), bare(typed[at:])))
    return [pair for pair in dict.fromkeys(found) if all(pair)]


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def _weekday(char: str) -> int:
    return 7 if char in "日天" else int(char) if char.isdecimal() else _DIGITS[char]


def _chinese(word: str) -> int | str:
    """``二十五`` is 25, ``十`` is 10, ``二〇二六`` is 2026; what is no number stays as it is."""
    tens, ten, ones = word.partition("十")
    if not ten:
        return "".join(str(_DIGITS[c]) for c in word)
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return word
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
