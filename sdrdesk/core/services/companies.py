"""What is known of a company itself: industry, size, website, place (seeds W4, W9, W11)."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select, update

from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.errors import NotFound, ValidationError
from sdrdesk.core.services.scores import rescore
from sdrdesk.core.services.settings import SettingsService
from sdrdesk.core.store.store import Store
from sdrdesk.core.store.tables import company, prospect

SIZE_MOST = 10_000_000
"""Employees; nobody has more."""

TEXT_MOST = 200
TEXTS = ("industry", "website", "city", "region", "country")


class CompanyService:
    """Changes companies."""

    def __init__(self, store: Store, settings: SettingsService) -> None:
        self._store = store
        self._settings = settings

    def facts(self, company_id: int) -> dict[str, str]:
        """The facts as text, and the name.

        Raises:
            NotFound: ``company_not_found``.
        """
        with self._store.read() as s:
            row = s.execute(select(company).where(company.c.id == company_id)).mappings().first()
        if row is None:
            raise NotFound("company_not_found", name=str(company_id))
        return {field: str(row[field] or "") for field in ("name", "size", *TEXTS)}

    def edit(self, company_id: int, values: Mapping[str, str]) -> Outcome[None]:
        """Change facts of a company; empty forgets one. The scores of its people follow.

        Args:
            company_id: which.
            values: text by field: ``industry``, ``size`` (employees), ``website``, ``city``, ``region``, ``country``.

        Raises:
            NotFound: ``company_not_found``.
            ValidationError: a field that there is not, a size that is none, a text that is too long.
        """
        row: dict[str, object] = {}
        for field, typed in values.items():
            words = " ".join(typed.split())
            if field == "size":
                row[field] = _size(words)
            elif field not in TEXTS:
                raise ValidationError("field_unknown", field=field, value=field)
            elif len(words) > TEXT_MOST:
                raise ValidationError("standard_text", field=field, n=TEXT_MOST)
            else:
                row[field] = words or None
        with self._store.write(OpKind.COMPANY) as uow:
            found = uow.s.execute(select(company).where(company.c.id == company_id)).mappings().first()
            if found is None:
                raise NotFound("company_not_found", name=str(company_id))
            changed = {k: v for k, v in row.items() if found[k] != v}
            if changed:
                uow.s.execute(update(company).where(company.c.id == company_id).values(**changed))
                people = list(uow.s.execute(select(prospect.c.id).where(prospect.c.company_id == company_id)).scalars())
                rescore(uow.s, people, self._settings.profile(uow.s))
            uow.args = {"name": found["name"]}
        return Outcome(None, uow.changes)


def _size(typed: str) -> int | None:
    if not typed:
        return None
    digits = typed.replace(",", "").replace(".", "").replace(" ", "")
    if not digits.isascii() or not digits.isdecimal() or not 1 <= int(digits[:12]) <= SIZE_MOST:
        raise ValidationError("company_size", field="size", value=typed)
    return int(digits)
