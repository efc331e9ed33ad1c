"""The time zone and country of a person, guessed from what a list says about the place and the number."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import phonenumbers

from sdrdesk.core.domain.places import SEVERAL_ZONES_US, cities, countries, country_zones, place_key, states

_AREA_WORDS = re.compile(r"^greater\s+|\s+(?:metropolitan\s+)?area$|\s+metro$", re.IGNORECASE)
_HAN = re.compile(r"[\u3400-\u9fff]")
_HAN_ENDINGS = ("特别行政区", "自治区", "地区", "市", "县", "区", "省", "州")
_SHARED_CODES = ("+1", "+7")


@lru_cache(maxsize=4096)
def country_code(text: str) -> str | None:
    """ISO 3166 alpha-2 code of a country's name or code, in English or Chinese (and some countries' own words); None if not known."""
    stripped = text.strip()
    if len(stripped) == 2 and stripped.isascii() and stripped.upper() in phonenumbers.SUPPORTED_REGIONS:
        return stripped.upper()
    return countries().get(place_key(stripped)) if stripped else None


def guess_region(language: str, country: str) -> str:
    """The region in which a number without a country code is meant: the country, else China for Chinese names, else empty."""
    if country:
        return country
    return "CN" if language == "zh_CN" else ""


def guess_zone(country: str, region: str, city: str, phone_e164: str) -> str | None:
    """The time zone in which a person works.

    The narrowest fact wins: state, then city, then a country with one zone, then the number's area, then the zone of most offices of the
    country. A well-known city that lies outside the stated country (Berlin, "United States") counts only when the number agrees with it.

    Args:
        country: ISO alpha-2 code, or empty.
        region: state or province, or empty.
        city: as written, English or Chinese, or empty.
        phone_e164: the number with its country code, or empty.

    Returns:
        An IANA name; None when nothing tells.
    """
    return zone_and_source(country, region, city, phone_e164)[0]


def zone_and_source(country: str, region: str, city: str, phone_e164: str) -> tuple[str | None, str]:
    """The guess, and which fact it comes from: region, city, country, phone, or ``offices``: where most offices of the country are (R8)."""
    main, only = country_zones().get(country, ("", False))
    guesses = (
        (_by_state(country, region), "region"),
        (_by_city(country, city, phone_e164), "city"),
        (main if only else None, "country"),
        (phone_zone(phone_e164), "phone"),
        (main or None, "offices"),
    )
    return next(((found, source) for found, source in guesses if found), (None, ""))


def is_ambiguous(country: str, region: str, city: str, phone_e164: str) -> bool:
    """Is this a town of a name that several zones of its country have, with neither state nor number to tell which?"""
    if country not in ("", "US") or place_key(city) not in SEVERAL_ZONES_US:
        return False
    return not _by_state("US", region) and not phone_zone(phone_e164)


@lru_cache(maxsize=8192)
def country_of_city(city: str) -> str | None:
    """The country of a well-known city whose name is found in one country of the table only."""
    codes = {code for code, _ in _places_of(city)}
    return codes.pop() if len(codes) == 1 else None


def country_of_phone(phone_e164: str) -> str | None:
    """The country of a number with its country code; None for numbers of no country (+800).

    Told by the country code, and where several countries share one (+1, +7) by the area; islands count to the large country.
    """
    if phone_e164.startswith(_SHARED_CODES):
        return _country_of_area(phone_e164[:5])
    for length in (2, 3, 4):
        regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(int(phone_e164[1:length] or 0))
        if regions:
            return regions[0] if regions[0].isalpha() else None
    return None


@lru_cache(maxsize=2048)
def _country_of_area(start: str) -> str | None:
    # Any number of the area will do: 555 01xx is kept free for examples, and the library wants a whole number.
    number = _parsed(start + "5550123")
    return phonenumbers.region_code_for_number(number) if number else None


def phone_zone(phone_e164: str) -> str | None:
    """The zone of a number's area, or None when the number may be in several."""
    if not phone_e164:
        return None
    # The table of prefixes takes 20 ms to load, and most lists name places: it is loaded when the first number has to tell.
    from phonenumbers.tzdata import TIMEZONE_DATA, TIMEZONE_LONGEST_PREFIX

    for length in range(TIMEZONE_LONGEST_PREFIX, 0, -1):
        found = TIMEZONE_DATA.get(phone_e164[1 : length + 1])
        if found:
            return str(found[0]) if len(found) == 1 else None
    return None


def _parsed(phone_e164: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(phone_e164, None) if phone_e164 else None
    except phonenumbers.NumberParseException:
        return None


@lru_cache(maxsize=8192)
def _by_state(country: str, region: str) -> str | None:
    key = place_key(region)
    # Without a country a two-letter code says too little: CA may be California or Canada, DE Delaware or Germany.
    if not key or (not country and len(key) < 4):
        return None
    zones = {zone for code, zone in states().get(key, ()) if country in ("", code)}
    return zones.pop() if len(zones) == 1 else None


def _by_city(country: str, city: str, phone_e164: str) -> str | None:
    places = _places_of(city)
    if not places or (country == "US" and place_key(city) in SEVERAL_ZONES_US):
        return None
    if country:
        at_home = {zone for code, zone in places if code == country}
        if not at_home:
            abroad = country_of_phone(phone_e164)
            at_home = {zone for code, zone in places if code == abroad}
    else:
        at_home = {zone for _, zone in places}
    return at_home.pop() if len(at_home) == 1 else None


@lru_cache(maxsize=16384)
def _places_of(city: str) -> tuple[tuple[str, str], ...]:
    name = _AREA_WORDS.sub("", unicodedata.normalize("NFKC", city).strip())
    for text in (name, re.split(r"[,/(]", name, maxsplit=1)[0]):
        key = place_key(text)
        if key in cities():
            return cities()[key]
        if len(key) > 2 and _HAN.match(key):
            for ending in _HAN_ENDINGS:
                if key.endswith(ending) and key[: -len(ending)] in cities():
                    return cities()[key[: -len(ending)]]
    return ()
