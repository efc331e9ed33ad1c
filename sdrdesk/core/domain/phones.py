"""Numbers to dial, read from what people type into lists: to E.164 for comparing, and in the international writing for people."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers

from sdrdesk.core.domain.names import clean_text

PLACEHOLDERS = frozenset(
    ("n/a", "na", "n.a.", "none", "null", "nil", "unknown", "no", "-", "--", "---", ".", "?", "x", "xx", "xxx", "tbd", "#", "#n/a", "0")
) | {"无", "暂无", "没有", "未知", "不详", "空", "保密"}
"""What people write into a cell for "nothing"."""

_DIGITS = re.compile(r"\d")
_SCIENTIFIC = re.compile(r"^[+-]?\d(?:[.,]\d+)?e\+?\d{1,2}$", re.IGNORECASE)
_FLOAT_TAIL = re.compile(r"^(\d{5,15})\.0+$")
_EXTENSION_HAN = re.compile(r"\s*(?:转接|转|轉|分机号?|分機|内线)\s*:?\s*(?=\d)")
_SEVERAL_NUMBERS = re.compile(r"\s*[;/|、]\s*|,\s+|\s+(?:or|and|或)\s+")
_CN_MOBILE = re.compile(r"(?:\+?86[ -]?)?(1[3-9]\d)[ -]?(\d{4})[ -]?(\d{4})")
_CHINESE_REGIONS = frozenset({"CN", "HK", "MO", "TW"})
"""Where 1 3-9 and nine digits is a mobile of mainland China: nobody else there has numbers of that length."""
_US_WRITING = re.compile(r"(?:\+?1[ .-])?(?:\(([2-9]\d\d)\) ?|([2-9]\d\d)[.-])([2-9]\d\d)[ .-](\d{4})")
_US_FULL = re.compile(r"\+1[ .-]?\(?([2-9]\d\d)\)?[ .-]?([2-9]\d\d)[ .-]?(\d{4})")
_PLAIN_INTERNATIONAL = re.compile(r"\+[1-9][0-9 .()\-/]{5,24}")
_NOT_DIGITS = re.compile(r"[^0-9]+")
_HARD_CODES = frozenset({7, 52, 54, 55})
"""Countries whose numbers the parser rewrites (mobile prefixes, trunk digits that look like part of the number)."""
_SHARES_PLUS_1 = frozenset(phonenumbers.COUNTRY_CODE_TO_REGION_CODE[1])
_LAST_THREE = re.compile(r"1(\D*)2(\D*)3$")


@lru_cache(maxsize=65536)
def clean_phone(text: str, region: str) -> tuple[str | None, str | None, str | None]:
    """A number to dial.

    Args:
        text: the cell.
        region: ISO alpha-2 code of the country in which a number without a country code is meant, or empty.

    Returns:
        (E.164 for comparing, text for people with the extension, problem code or None). A number that is not understood keeps its text,
        for the person may know what it means; a cell without a number gives (None, None, problem or None).
    """
    if region in _CHINESE_REGIONS and (mobile := _CN_MOBILE.fullmatch(text)):
        return _chinese_mobile(mobile)
    value = clean_text(unicodedata.normalize("NFKC", text.strip()).replace("\n", "; ")).strip("'\"` ,;")
    if not value or value.casefold() in PLACEHOLDERS:
        return None, None, None
    if not _DIGITS.search(value):
        return None, None, "phone_no_digits"
    if _SCIENTIFIC.match(value):
        return None, value, "phone_scientific"
    value = _EXTENSION_HAN.sub(" ext. ", _FLOAT_TAIL.sub(r"\1", value))
    parts = [part for part in _SEVERAL_NUMBERS.split(value) if len(_DIGITS.findall(part)) >= 7]
    if len(parts) > 1:
        key, shown, problem = _one_phone(parts[0], region)
        return key, shown, problem or "phone_several"
    return _one_phone(value, region)


def _one_phone(value: str, region: str) -> tuple[str | None, str | None, str | None]:
    if (region in _CHINESE_REGIONS or value.startswith("+86")) and (mobile := _CN_MOBILE.fullmatch(value)):
        return _chinese_mobile(mobile)
    american = _US_FULL.fullmatch(value) or _US_WRITING.fullmatch(value)
    if american:
        parts = [part for part in american.groups() if part]
        # Three digits, three and four is the American way of writing, whatever country the row names: say it where it is not American.
        problem = None if value.startswith("+1") or region in _SHARES_PLUS_1 else "phone_read_as_us"
        return "+1" + "".join(parts), "+1 " + "-".join(parts), problem
    return _parsed_phone(value, region)


def _chinese_mobile(found: re.Match[str]) -> tuple[str, str, None]:
    parts = found.groups()
    return "+86" + "".join(parts), "+86 " + " ".join(parts), None


def _plain_number(text: str) -> phonenumbers.PhoneNumber | None:
    """A number written ``+country rest`` in digits, without the cost of the parser for hard cases; None where that is needed."""
    if not _PLAIN_INTERNATIONAL.fullmatch(text):
        return None
    digits = _NOT_DIGITS.sub("", text)
    for length in (1, 2, 3):
        code, rest = int(digits[:length]), digits[length:]
        if code in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
            # A leading zero may be a trunk prefix that does not belong here, or (Italy) a part of the number.
            plain = code not in _HARD_CODES and rest[:1] not in ("", "0") and len(rest) <= 15
            return phonenumbers.PhoneNumber(country_code=code, national_number=int(rest)) if plain else None
    return None


def _parsed_phone(value: str, region: str) -> tuple[str | None, str | None, str | None]:
    dialled = re.sub(r"^\(?00\)?(?=[\s(]*[1-9])", "+", value)
    if dialled.startswith("+"):
        dialled = dialled.replace("(0)", "")
    elif not region:
        return None, value, "phone_no_country"
    try:
        number = _plain_number(dialled) or phonenumbers.parse(dialled, region or None)
    except phonenumbers.NumberParseException:
        return None, value, "phone_not_a_number"
    country, national = number.country_code or 0, phonenumbers.national_significant_number(number)
    plan = _plan(country, national[:-3])
    if plan.problem and not plan.shown:
        return None, value, plan.problem
    shown = plan.shown.format(*national[-3:])
    return f"+{country}{national}", f"{shown} ext. {number.extension}" if number.extension else shown, plan.problem


@dataclass(frozen=True, slots=True)
class _Plan:
    """What holds for all numbers of one start: how they are written, with places for the last three digits, and what is wrong with them."""

    shown: str
    problem: str | None


@lru_cache(maxsize=32768)
def _plan(country: int, start: str) -> _Plan:
    """Numbers are given out and written by their start and length, so colleagues share an answer that is dear to find out."""
    zeros = len(start) - len(start.lstrip("0"))
    some = phonenumbers.PhoneNumber(
        country_code=country, national_number=int(start + "123"), italian_leading_zero=zeros > 0, number_of_leading_zeros=max(zeros, 1)
    )
    possible = phonenumbers.is_possible_number_with_reason(some)
    if possible != phonenumbers.ValidationResult.IS_POSSIBLE:
        local_only = possible == phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY
        return _Plan("", "phone_no_area" if local_only else "phone_not_a_number")
    shown = phonenumbers.format_number(some, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    # New ranges come faster than our table of them: such a number can be dialled, and is marked.
    return _Plan(_LAST_THREE.sub(r"{}\g<1>{}\g<2>{}", shown), None if phonenumbers.is_valid_number(some) else "phone_unusual")
