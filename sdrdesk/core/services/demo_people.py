"""Invented companies and the people in them: about one company for two or three people, no address and no number that exists."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from sdrdesk.core.domain.names import company_key, join_name
from sdrdesk.core.domain.words import LeadType
from sdrdesk.core.services.demo_days import Days, Work
from sdrdesk.core.services.demo_words import City, Places, Title, Voice, Word, places, voice

Row = dict[str, object]

GROUP_SIZES = (1, 1, 2, 2, 2, 3, 3, 4, 5)
"""How many people of a company are known; 2.6 on average."""

NAME_TRIES = 200
COMPANY_SIZES = (25, 40, 60, 85, 120, 160, 210, 280, 340, 410, 520, 700, 950, 1400, 2300, 4800)
LEAD_TYPES = ((LeadType.SPEAR, 0.60), (LeadType.NET, 0.85), (LeadType.SEED, 1.0))
TIERS = (("T1", 0.10), ("T2", 0.40), ("T3", 1.0))
"""Cumulated shares (seeds P1, W13)."""

MOBILE_SHARE = 0.65
REFERRER_KNOWN = 0.6
NOTED = 0.18
ZONE_GUESSED = 0.05


@dataclass(slots=True)
class Person:
    """One invented person: the row to be stored, and what the history needs at hand. ``last`` is the last day they can be touched."""

    id: int
    row: Row
    name: str
    country: str
    zone: str
    mobile: bool
    lead_type: str
    voice: Voice
    work: Work
    last: int


@dataclass(frozen=True, slots=True)
class _Site:
    """A company with what its people share."""

    row: Row
    country: str
    city: City
    voice: Voice
    domain: str
    switchboard: str


class Population:
    """Makes people company by company; the same random source gives the same people."""

    def __init__(self, rng: random.Random, days: Days, first_company: int, first_prospect: int) -> None:
        self._rng = rng
        self._days = days
        self._places: Places = places()
        self._countries = tuple(self._places.share)
        self._country_weights = list(accumulate(self._places.share.values()))
        self._title_weights = {v: list(accumulate(voice(v).title_weights)) for v in ("en", "zh_CN")}
        self._next_company = first_company
        self._next_prospect = first_prospect
        self._domains: set[str] = set()
        self._founded_ms = days.start_ms - 120 * 86_400_000

    def people(self, count: int) -> Iterator[tuple[Row, list[Person]]]:
        """Companies with their people, ``count`` people in all."""
        left = count
        while left > 0:
            site = self._site()
            group = min(left, self._rng.choice(GROUP_SIZES))
            yield site.row, self._colleagues(site, group)
            left -= group

    def _site(self) -> _Site:
        rng = self._rng
        country = rng.choices(self._countries, cum_weights=self._country_weights)[0]
        words = voice("zh_CN" if country == "CN" else "en")
        city = rng.choice(self._places.cities[country])
        name, domain, industry = self._company_name(words)
        row: Row = {
            "id": self._next_company,
            "name": name,
            "name_key": company_key(name),
            "domain": domain,
            "industry": industry,
            "size": rng.choice(COMPANY_SIZES),
            "city": city.name,
            "region": city.region or None,
            "country": country,
            "website": f"https://www.{domain}",
            "created_at": self._founded_ms,
        }
        self._next_company += 1
        return _Site(row, country, city, words, domain, self._number(self._places.phones[country][1], city.area))

    def _company_name(self, words: Voice) -> tuple[str, str, str]:
        """Name, domain and industry of a company that does not exist yet in this run; a number tells it apart when the words run out."""
        rng = self._rng
        tries = 0
        while True:
            tries += 1
            head, tail = rng.choice(words.company_heads), rng.choice(words.company_tails)
            industry, trades = rng.choice(words.industries)
            trade = rng.choice(trades)
            number = "" if tries <= NAME_TRIES else str(len(self._domains))
            domain = f"{head.slug}{tail.slug}-{trade.slug}{number}.example"
            if domain not in self._domains:
                self._domains.add(domain)
                return f"{self._joined(words, head, tail, trade)} {number}".strip(), domain, industry

    @staticmethod
    def _joined(words: Voice, head: Word, tail: Word, trade: Word) -> str:
        if words.language == "zh_CN":
            return head.text + tail.text + trade.text
        stem = head.text + (tail.text.capitalize() if head.text.endswith(" ") else tail.text)
        return f"{stem} {trade.text}"

    def _number(self, pattern: str, area: str) -> str:
        """A number after a pattern: each ``#`` a random digit."""
        filled = pattern.replace("{area}", area)
        digits = f"{self._rng.randrange(10 ** filled.count('#')):0{filled.count('#')}d}" if "#" in filled else ""
        for digit in digits:
            filled = filled.replace("#", digit, 1)
        return filled

    def _colleagues(self, site: _Site, group: int) -> list[Person]:
        made: list[Person] = []
        taken: set[str] = set()
        for _ in range(group):
            made.append(self._person(site, taken, made))
        return made

    def _name(self, site: _Site, taken: set[str]) -> tuple[Word, Word, str]:
        """First name, last name and address part, unlike those of the colleagues."""
        rng = self._rng
        while True:
            first, last = rng.choice(site.voice.first_names[site.country]), rng.choice(site.voice.last_names[site.country])
            local = f"{last.slug}.{first.slug}" if site.country == "CN" else f"{first.slug}.{last.slug}"
            if local not in taken:
                taken.add(local)
                return first, last, local

    def _person(self, site: _Site, taken: set[str], colleagues: list[Person]) -> Person:
        rng = self._rng
        first, last, local = self._name(site, taken)
        title: Title = rng.choices(site.voice.titles, cum_weights=self._title_weights[site.voice.language])[0]
        lead_type = _drawn(rng, LEAD_TYPES)
        mobile = rng.random() < MOBILE_SHARE
        phone = self._number(self._places.phones[site.country][0], site.city.area) if mobile else site.switchboard
        email = f"{local}@{site.domain}"
        full_name = join_name(first.text, last.text)
        referrer = colleagues[0].id if lead_type == LeadType.SEED and colleagues and rng.random() < REFERRER_KNOWN else None
        row: Row = {
            "id": self._next_prospect,
            "company_id": site.row["id"],
            "first_name": first.text,
            "last_name": last.text,
            "full_name": full_name,
            "title": title.text,
            "email": email,
            "email_key": email,
            "phone": phone,
            "phone_key": phone.replace(" ", ""),
            "switchboard": int(not mobile),
            "city": site.city.name,
            "region": site.city.region or None,
            "country": site.country,
            "zone": site.city.zone,
            "zone_guessed": int(rng.random() < ZONE_GUESSED),
            "language": site.voice.language,
            "lead_type": str(lead_type),
            "source": rng.choice(site.voice.sources[lead_type]),
            "buyer_role": title.role,
            "tier": _drawn(rng, TIERS),
            "grade": "B" if lead_type == LeadType.NET else "A",
            "stage": "target",
            "status": "open",
            "end_reason": None,
            "resume_on": None,
            "notes": rng.choice(site.voice.notes["prospect"]) if rng.random() < NOTED else None,
            "referred_by_id": referrer,
            "created_at": self._founded_ms,
        }
        self._next_prospect += 1
        return Person(
            id=self._next_prospect - 1,
            row=row,
            name=full_name,
            country=site.country,
            zone=site.city.zone,
            mobile=mobile,
            lead_type=str(lead_type),
            voice=site.voice,
            work=self._days.work(site.country),
            last=self._days.last(site.city.zone),
        )


def _drawn(rng: random.Random, shares: tuple[tuple[str, float], ...]) -> str:
    drawn = rng.random()
    return next(value for value, upto in shares if drawn < upto)
