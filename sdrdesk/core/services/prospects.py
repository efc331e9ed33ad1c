"""Adding and changing one person by hand."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, insert, select, update

from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.clock import from_ms, known_zone, zone
from sdrdesk.core.domain.cleaning import clean_email, clean_phone, email_key, mail_domain
from sdrdesk.core.domain.names import company_key, split_name
from sdrdesk.core.domain.words import BuyerRole, LeadType
from sdrdesk.core.domain.zones import country_code, guess_zone
from sdrdesk.core.errors import Duplicate, ValidationError
from sdrdesk.core.services.scores import rescore
from sdrdesk.core.services.settings import SettingsService
from sdrdesk.core.services.sla import begin
from sdrdesk.core.store.people import person
from sdrdesk.core.store.store import Store, UnitOfWork
from sdrdesk.core.store.tables import company, prospect, touch

EDITABLE = frozenset(
    {
        "full_name",
        "title",
        "email",
        "phone",
        "city",
        "country",
        "zone",
        "lead_type",
        "tier",
        "grade",
        "buyer_role",
        "notes",
        "company",
        "language",
        "source",
        "customer",
        "call_from",
        "call_to",
    }
)
_ALLOWED: dict[str, tuple[str, ...]] = {
    "lead_type": tuple(LeadType),
    "buyer_role": ("", *BuyerRole),
    "tier": ("T1", "T2", "T3"),
    "grade": ("A", "B", "C", "D"),
    "language": ("en", "zh_CN"),
    "customer": ("0", "1"),
}


class ProspectService:
    """One person at a time."""

    def __init__(self, store: Store, settings: SettingsService) -> None:
        self._store = store
        self._settings = settings

    def add(self, values: dict[str, str], *, referred_by: int | None = None) -> Outcome[int]:
        """Add a person; linked to who referred them (seed P3).

        Raises:
            ValidationError: no name and no way to reach them, or a value that cannot be taken.
            Duplicate: somebody has this address already.
        """
        with self._store.write(OpKind.ADD_PROSPECT) as uow:
            made = self.add_within(uow, values, referred_by=referred_by)
            who = person(uow.s, made)
            uow.args = {"prospect": made, "name": who.full_name or who.email}
        return Outcome(made, uow.changes)

    def add_within(self, uow: UnitOfWork, values: dict[str, str], *, referred_by: int | None = None) -> int:
        """The same inside a transaction that is open already."""
        row = self._row(uow.s, values, uow.now_ms, adding=True)
        if not any(row.get(k) for k in ("full_name", "email", "phone")):
            raise ValidationError("person_empty", field="full_name")
        if row.get("email_key"):
            self._refuse_taken(uow.s, row)
        if referred_by is not None:
            row |= {"referred_by_id": referred_by, "lead_type": "seed"}
        made = int(uow.s.execute(insert(prospect).values(created_at=uow.now_ms, **row).returning(prospect.c.id)).scalar_one())
        _learn_domain(uow.s, made)
        profile = self._settings.profile(uow.s)
        rescore(uow.s, [made], profile)
        who = person(uow.s, made)
        if who.lead_type == LeadType.NET:
            score = uow.s.execute(select(prospect.c.score).where(prospect.c.id == who.id)).scalar_one()
            begin(uow.s, who, str(row.get("source") or ""), score, profile, uow.now_ms)
        return made

    def edit(self, prospect_id: int, values: dict[str, str]) -> Outcome[None]:
        """Change fields of a person (EDITABLE).

        Raises:
            ValidationError: a value that cannot be taken.
            Duplicate: somebody else has this address already.
        """
        with self._store.write(OpKind.EDIT_PROSPECT) as uow:
            who = person(uow.s, prospect_id)
            row = self._row(uow.s, values, uow.now_ms)
            if row.get("email_key"):
                self._refuse_taken(uow.s, row, but=who.id)
            uow.s.execute(update(prospect).where(prospect.c.id == who.id).values(**row))
            _learn_domain(uow.s, who.id)
            profile = self._settings.profile(uow.s)
            rescore(uow.s, [who.id], profile)
            if row.get("zone", who.zone) != who.zone:
                place_touches(uow.s, who.id, zone(str(row["zone"] or ""), profile.zone))
            uow.args = {"prospect": who.id, "name": who.full_name, "field": ", ".join(sorted(values))}
        return Outcome(None, uow.changes)

    @staticmethod
    def _refuse_taken(s, row: dict[str, object], *, but: int = 0) -> None:  # type: ignore[no-untyped-def]
        found = s.execute(select(prospect.c.id).where(prospect.c.email_key == row["email_key"], prospect.c.id != but)).first()
        if found is not None:
            raise Duplicate("person_exists", existing_id=found.id, email=str(row["email"]))

    def _row(self, s, values: dict[str, str], now_ms: int, *, adding: bool = False) -> dict[str, object]:  # type: ignore[no-untyped-def]
        unknown = set(values) - EDITABLE
        if unknown:
            raise ValidationError("field_unknown", field=", ".join(sorted(unknown)))
        values = _by_country_code(values)
        row: dict[str, object] = {}
        if "lead_type" in values and "grade" not in values and values["lead_type"] == LeadType.NET and adding:
            row["grade"] = "B"  # inbound starts as grade B, outbound as A (seed W10)
        for name, value in values.items():
            if name in ("call_from", "call_to") and value:
                _check_time(name, value)
            if name in _ALLOWED and value not in _ALLOWED[name]:
                raise ValidationError("value_unknown", field=name, value=value)
            if name not in ("company", "email", "phone", "full_name"):
                row[name] = value.strip() or None
        region = values.get("country") or self._settings.profile(s).text("user.country")
        if "full_name" in values:
            first, last = split_name(values["full_name"])
            row |= {"full_name": values["full_name"].strip(), "first_name": first, "last_name": last}
        if "email" in values:
            row |= _email(values["email"])
        if "phone" in values:
            row |= _phone(values["phone"], region)
        if "company" in values:
            row["company_id"] = _company(s, values["company"].strip(), now_ms)
        row |= _zone_of(values, str(row.get("phone_key") or ""))
        return row


def _by_country_code(values: dict[str, str]) -> dict[str, str]:
    """The calendar, the zones and the numbers go by a country's code; a name that nobody knows stays as it was typed."""
    typed = values.get("country", "")
    return {**values, "country": country_code(typed) or typed} if typed else values


def place_touches(s: Connection, prospect_id: int, zone_now: dt.tzinfo) -> None:
    """A zone that is put right puts the hours of the logged touches right, from which the odds are learned."""
    t = touch.c
    for r in s.execute(select(t.id, t.at).where(t.prospect_id == prospect_id)).all():
        local = from_ms(r.at).astimezone(zone_now)
        s.execute(update(touch).where(t.id == r.id).values(local_hour=local.hour, local_weekday=local.weekday()))


def _check_time(name: str, value: str) -> None:
    try:
        dt.time.fromisoformat(value)
    except ValueError as error:
        raise ValidationError("value_unknown", field=name, value=value) from error


def _zone_of(values: dict[str, str], phone_key: str) -> dict[str, object]:
    """The zone that was typed, which is no guess any more; else what place and number tell."""
    typed = values.get("zone", "").strip()
    if typed:
        if not known_zone(typed)[1]:
            raise ValidationError("value_unknown", field="zone", value=typed)
        return {"zone_guessed": 0}
    if {"city", "country", "phone"} & set(values):
        return {"zone": guess_zone(values.get("country", ""), "", values.get("city", ""), phone_key), "zone_guessed": 1}
    return {}


def _email(typed: str) -> dict[str, object]:
    if not typed.strip():
        return {"email": None, "email_key": None}
    clean, problem = clean_email(typed)
    if problem or not clean:
        raise ValidationError("email_unusable", field="email", value=typed)
    return {"email": clean, "email_key": email_key(clean)}


def _phone(typed: str, region: str) -> dict[str, object]:
    if not typed.strip():
        return {"phone": None, "phone_key": None}
    key, display, problem = clean_phone(typed, region)
    if problem or not key:
        raise ValidationError("phone_unusable", field="phone", value=typed)
    return {"phone": display, "phone_key": key}


def _company(s: Connection, name: str, now_ms: int) -> int | None:
    if not name:
        return None
    key = company_key(name)
    found = s.execute(select(company.c.id).where(company.c.name_key == key).order_by(company.c.id)).scalar()
    if found is not None:
        return int(found)
    return int(s.execute(insert(company).values(name=name, name_key=key, created_at=now_ms).returning(company.c.id)).scalar_one())


def _learn_domain(s: Connection, prospect_id: int) -> None:
    """A company whose domain nobody has given has that of its people's addresses, as in an import: by it colleagues are known (rule R18)."""
    who = person(s, prospect_id)
    known = mail_domain(who.email)
    if who.company_id is not None and not who.domain and known:
        s.execute(update(company).where(company.c.id == who.company_id).values(domain=known))
