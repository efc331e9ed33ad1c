"""Which time it is where a prospect works: guessed from place and number."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from sdrdesk.core.domain.places import cities, country_zones, states
from sdrdesk.core.domain.zones import country_of_city, country_of_phone, guess_zone, is_ambiguous, zone_and_source


@pytest.mark.parametrize(
    ("country", "region", "city", "phone", "zone"),
    [
        ("US", "", "Austin", "", "America/Chicago"),
        ("US", "Maine", "Portland", "", "America/New_York"),
        ("US", "CA", "", "", "America/Los_Angeles"),
        ("CA", "BC", "", "", "America/Vancouver"),
        ("US", "", "San Francisco Bay Area", "", "America/Los_Angeles"),
        ("US", "", "", "+13125550129", "America/Chicago"),
        ("US", "", "", "", "America/New_York"),
        ("DE", "", "Kleinstadt", "", "Europe/Berlin"),
        ("CN", "", "乌鲁木齐市", "", "Asia/Shanghai"),
        ("", "", "上海市", "", "Asia/Shanghai"),
        ("", "", "Shanghai, China", "", "Asia/Shanghai"),
        ("", "", "MÜNCHEN", "", "Europe/Berlin"),
        ("CL", "", "圣地亚哥", "", "America/Santiago"),
        ("", "", "", "+8613800138000", "Asia/Shanghai"),
    ],
)
def test_guess_zone_narrowest_fact_wins(country: str, region: str, city: str, phone: str, zone: str) -> None:
    """A wrong zone is a call at five in the morning."""
    assert guess_zone(country, region, city, phone) == zone


@pytest.mark.parametrize(
    ("facts", "source"),
    [
        (("US", "Maine", "Portland", "+13125550129"), "region"),
        (("US", "", "Austin", "+13125550129"), "city"),
        (("DE", "", "Kleinstadt", "+13125550129"), "country"),
        (("US", "", "", "+13125550129"), "phone"),
        (("US", "", "Kleinstadt", ""), "offices"),
        (("", "", "", ""), ""),
    ],
)
def test_zone_and_source_names_the_fact_that_told(facts: tuple[str, str, str, str], source: str) -> None:
    """Rule R8: a guess is shown with what it was guessed from, so that the wrong fact can be put right."""
    assert zone_and_source(*facts) == (guess_zone(*facts), source)


def test_guess_zone_nothing_known_gives_none() -> None:
    """A zone out of thin air would look like knowledge."""
    assert guess_zone("", "", "", "") is None
    assert guess_zone("", "", "Nowhere", "+18005550100") is None
    assert guess_zone("", "CA", "", "") is None


def test_guess_zone_city_outside_the_country_counts_only_with_the_number() -> None:
    """Lists mix the company's country with the person's city; two facts of three decide."""
    assert guess_zone("US", "", "Berlin", "+493023125155") == "Europe/Berlin"
    assert guess_zone("GB", "", "Sydney", "+442079460921") == "Europe/London"


def test_is_ambiguous_springfield_needs_state_or_number() -> None:
    """The import shows such a row as a problem instead of picking one of three."""
    assert is_ambiguous("US", "", "Springfield", "")
    assert not is_ambiguous("US", "IL", "Springfield", "")
    assert not is_ambiguous("US", "", "Springfield", "+12175550100")
    assert not is_ambiguous("US", "", "Austin", "")
    assert guess_zone("US", "", "Springfield", "+12175550100") == "America/Chicago"


def test_country_of_phone_shared_country_code_is_told_by_area() -> None:
    """+1 is Toronto as well as Chicago, and other rules hold there."""
    numbers = ["+14165550123", "+13125550129", "+442079460921", "+8613800138000", "+74951234567", "+85223456789", "+80012345678", ""]
    assert [country_of_phone(n) if n else None for n in numbers] == ["CA", "US", "GB", "CN", "RU", "HK", None, None]


def test_country_of_city_name_in_two_countries_gives_none() -> None:
    """圣地亚哥 is San Diego and Santiago."""
    assert [country_of_city(c) for c in ("圣地亚哥", "深圳", "Nowhere")] == [None, "CN", None]


def test_tables_every_zone_exists() -> None:
    """A misspelt zone would silently fall back to UTC."""
    named = {zone for table in (cities(), states()) for pairs in table.values() for _, zone in pairs}
    named |= {zone for zone, _ in country_zones().values()}
    assert len(cities()) > 500
    for zone in named:
        assert ZoneInfo(zone).key == zone
