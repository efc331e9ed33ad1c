"""Rows of a stranger's list as people whom the desk could take: cleaned, placed, with every doubt said. Nothing is stored here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sdrdesk.core.domain import cleaning
from sdrdesk.core.domain.names import clean_name, clean_text, company_key, is_chinese, is_desk, join_name, name_key, split_name
from sdrdesk.core.domain.zones import country_code, country_of_city, country_of_phone, guess_region, guess_zone, is_ambiguous
from sdrdesk.core.files.table import RowProblem, Table

_NUMBERS = ("mobile", "phone", "switchboard")
"""Columns that hold numbers, the one to dial first."""

_NAMES = ("full_name", "first_name", "last_name")
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Candidate:
    """One row.

    Attributes:
        row: as a spreadsheet counts.
        values: by the names of the prospect table's columns, always all of them; None where the file does not say.
        company: name, name_key, domain, industry, size, city, region, country, website; name and name_key are empty when not said.
        extra: what has no column of ours, and cells that could not be taken, by the file's headers.
        problems: of this row; they do not stop it.
        usable: is there a name, an address or a number?
    """

    row: int
    values: dict[str, str | int | None]
    company: dict[str, str | int | None]
    extra: dict[str, str] = field(default_factory=dict)
    problems: tuple[RowProblem, ...] = ()
    usable: bool = True


def candidates(table: Table, mapping: Mapping[str, str], *, default_country: str = "") -> Iterator[Candidate]:
    """Clean the rows, in order.

    A country that the file does not name is taken from the city, else the number, else Chinese names mean China, else it is
    ``default_country``.

    Args:
        table: the list.
        mapping: field to header, see ``mapping.guess_mapping``; headers that the table lacks are passed over.
        default_country: ISO alpha-2 code, or empty.
    """
    places = [(name, table.header.index(header)) for name, header in mapping.items() if header in table.header]
    taken = {at for _, at in places}
    unmapped = [(at, name) for at, name in enumerate(table.header) if at not in taken]
    for number, cells in table.rows:
        extra = {name: cells[at] for at, name in unmapped if cells[at]}
        yield _RowReader(number, cells, mapping, {name: cells[at] for name, at in places if cells[at]}, extra).candidate(default_country)


def identity_keys(candidate: Candidate) -> tuple[str, ...]:
    """Keys that two rows of the same person share, the strongest first: address, number with name, name with company.

    A number, and a mailbox such as info@, belongs to one person only together with the name: colleagues share them. The last key is the
    weakest (two people of one name in a large company): a merge should ask when addresses or numbers differ.
    """
    values, company = candidate.values, candidate.company
    who = name_key(str(values["full_name"] or ""))
    keys = []
    if email := values["email_key"]:
        keys.append(f"email:{email}|{who}" if cleaning.is_shared_mailbox(str(email)) else f"email:{email}")
    if values["phone_key"]:
        keys.append(f"phone:{values['phone_key']}|{who}")
    if who and company["name_key"]:
        keys.append(f"who:{who}|{company['name_key']}")
    return tuple(keys)


@lru_cache(maxsize=1024)
def _known_zone(name: str) -> bool:
    try:
        return bool(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


@lru_cache(maxsize=65536)
def _text_of(cell: str) -> str | None:
    return clean_text(cell) or None


class _RowReader:
    """Reads the cells of one row; collects what it could not take."""

    __slots__ = ("cells", "extra", "headers", "problems", "row", "said")

    def __init__(self, row: int, cells: tuple[str, ...], headers: Mapping[str, str], said: dict[str, str], extra: dict[str, str]) -> None:
        self.row = row
        self.cells = cells
        self.headers = headers
        self.said = said
        self.extra = extra
        self.problems: list[RowProblem] = []

    def candidate(self, default_country: str) -> Candidate:
        full, first, last = self._names()
        company_name = self._text("company")
        company_name = company_name if company_name and clean_name(company_name) else None
        email = self._email()
        stated = self._country("country") or self._country("company_country")
        city, state = self._text("city") or self._text("company_city"), self._text("region") or self._text("company_region")
        country = stated or (country_of_city(city) if city else None) or ""
        language = self._language(full or "", company_name or "", country)
        region = guess_region(language, country) or default_country
        phone, phone_key, switchboard = self._phone(region)
        country = country or (country_of_phone(phone_key) if phone_key else None) or region
        zone, guessed = self._zone(country, state or "", city or "", phone_key or "")
        source = self._text("source")
        values: dict[str, str | int | None] = {
            "full_name": full, "first_name": first, "last_name": last, "title": self._text("title"),
            "email": email, "email_key": cleaning.email_key(email) if email else None,
            "phone": phone, "phone_key": phone_key, "switchboard": switchboard,
            "city": city, "region": state, "country": country or None, "zone": zone, "zone_guessed": guessed, "language": language,
            "lead_type": self._lead_type(source), "source": source, "buyer_role": self._known("buyer_role", cleaning.buyer_role_of),
            "tier": self._known("tier", cleaning.tier_of), "grade": self._known("grade", cleaning.grade_of), "notes": self._notes(),
        }  # fmt: skip
        usable = bool(full or email or phone)
        if not usable:
            self.problems.append(RowProblem(self.row, "", "row_without_person", " | ".join(filter(None, self.cells))[:_SHOWN]))
        if tags := self._text("tags"):
            self.extra["tags"] = tags
        return Candidate(self.row, values, self._company(company_name, email, values), self.extra, tuple(self.problems), usable)

    def _text(self, name: str) -> str | None:
        cell = self.said.get(name)
        return _text_of(cell) if cell else None

    def _doubt(self, name: str, code: str, *, keep: bool = True) -> None:
        """Say a problem; ``keep``: the cell goes to the extra values, so that nothing of the file is lost."""
        cell, column = self.said[name], self.headers[name]
        self.problems.append(RowProblem(self.row, column, code, cell[:_SHOWN]))
        if keep:
            self.extra[column] = cell

    def _names(self) -> tuple[str | None, str | None, str | None]:
        said = self.said
        full, first, last = (clean_name(said[name]) if name in said else None for name in _NAMES)
        if full and not (first and last):
            split = split_name(full)
            first, last = first or split[0] or None, last or split[1] or None
        full = full or join_name(first or "", last or "") or None
        if full and is_desk(full):
            self._doubt(next(name for name in _NAMES if name in said), "name_not_a_person", keep=False)
        return full, first, last

    def _email(self) -> str | None:
        cell = self.said.get("email")
        if not cell:
            return None
        email, problem = cleaning.clean_email(cell)
        if problem:
            self._doubt("email", problem)
        return email

    def _phone(self, region: str) -> tuple[str | None, str | None, int]:
        """(shown, E.164, is it the switchboard) of the best number; the others become extra values."""
        best: tuple[str | None, str | None, int] = (None, None, 0)
        seen: set[str] = set()
        for name in _NUMBERS:
            cell = self.said.get(name)
            if not cell or cell in seen:
                continue
            seen.add(cell)
            key, shown, problem = cleaning.clean_phone(cell, region)
            if problem:
                self._doubt(name, problem, keep=shown is None or problem == "phone_several")
            if (key and not best[1]) or (shown and not best[0]):
                best = (shown, key, int(name == "switchboard"))
            elif shown and key != best[1]:
                self.extra[self.headers[name]] = cell
        return best

    def _country(self, name: str) -> str | None:
        cell = self.said.get(name)
        if not cell or not cell.strip():
            return None
        code = country_code(cell)
        if code is None:
            self._doubt(name, "country_unknown")
        return code

    def _language(self, full: str, company: str, country: str) -> str:
        stated = self._known("language", cleaning.language_of)
        if stated:
            return stated
        return "zh_CN" if country not in ("JP", "KR") and (is_chinese(full) or is_chinese(company)) else "en"

    def _zone(self, country: str, region: str, city: str, phone_key: str) -> tuple[str | None, int]:
        stated = self._text("zone")
        if stated and _known_zone(stated):
            return stated, 0
        if stated:
            self._doubt("zone", "zone_unknown")
        if city and is_ambiguous(country, region, city, phone_key):
            self._doubt("city" if "city" in self.said else "company_city", "city_in_several_zones", keep=False)
        return guess_zone(country, region, city, phone_key), 1

    def _known(self, name: str, reader: cleaning.WordReader) -> str | None:
        cell = self.said.get(name)
        if not cell or not cell.strip():
            return None
        value = reader(cell)
        if value is None:
            self._doubt(name, f"{name}_unknown")
        return value

    def _lead_type(self, source: str | None) -> str | None:
        words = self._text("lead_type") or source
        return cleaning.lead_type_of(words) if words else None

    def _notes(self) -> str | None:
        cell = self.said.get("notes")
        return "\n".join(map(clean_text, cell.split("\n"))).strip() or None if cell else None

    def _company(self, name: str | None, email: str | None, values: Mapping[str, str | int | None]) -> dict[str, str | int | None]:
        website = self._text("website")
        host = cleaning.domain_of(website) if website else None
        domain = cleaning.domain_of(self.said["domain"]) if "domain" in self.said else None
        size_text = self.said.get("size", "")
        size = cleaning.size_of(size_text) if size_text else None
        if size is None and size_text.strip():
            self._doubt("size", "size_unknown")
        own_country = self.said.get("company_country")
        return {
            "name": name or "", "name_key": company_key(name) if name else "",
            "domain": domain or host or (cleaning.mail_domain(email) if email else None), "industry": self._text("industry"), "size": size,
            "city": self._text("company_city") or values["city"], "region": self._text("company_region") or values["region"],
            "country": (country_code(own_country) if own_country else None) or values["country"],
            "website": website if host else None,
        }  # fmt: skip
