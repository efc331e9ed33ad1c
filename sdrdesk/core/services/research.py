"""Research and insight: what was found out, kept with the company or the person, one field at a time (seed W13)."""

from __future__ import annotations

import json

from sqlalchemy import delete, insert, select, update

from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.domain.research import KNOWN, MAX_SOURCE, MAX_TEXT, OF_THE_PERSON, Need
from sdrdesk.core.errors import ValidationError
from sdrdesk.core.store.people import Person, person, values_of
from sdrdesk.core.store.store import Store, UnitOfWork
from sdrdesk.core.store.tables import prospect, research


class ResearchService:
    """Keeps what the user found out."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def note(self, prospect_id: int, field: str, text: str, source: str = "") -> Outcome[None]:
        """Keep one field; an empty text forgets it. A person without a company has the company's fields for themselves.

        Args:
            prospect_id: whom it is about; the company's fields are shared with their colleagues.
            field: one of the fields of ``domain.research``.
            text: what was found.
            source: where; a link, a paper, a person.

        Raises:
            ValidationError: an unknown field, or more text than is kept.
        """
        if field not in KNOWN:
            raise ValidationError("research_field_unknown", field="field", value=field)
        with self._store.write(OpKind.RESEARCH) as uow:
            who = person(uow.s, prospect_id)
            _put(uow, who, field, text, source)
            uow.args = {"prospect": who.id, "name": who.full_name, "field": field}
        return Outcome(None, uow.changes)

    def conclude(self, prospect_id: int, *, fact: str, need: str, conclusion: str) -> Outcome[None]:
        """Keep an insight: the conclusion is the variable ``insight`` of their emails and call scripts from now on, in one step.

        Raises:
            ValidationError: a need that is none, or more text than is kept.
        """
        if need and need not in set(Need):
            raise ValidationError("research_need_unknown", field="need", value=need)
        with self._store.write(OpKind.RESEARCH) as uow:
            who = person(uow.s, prospect_id)
            _put(uow, who, "insight_fact", fact)
            _put(uow, who, "insight_need", need)
            _checked("conclusion", conclusion, MAX_TEXT)
            kept = {k: v for k, v in (values_of(who) | {"insight": " ".join(conclusion.split())}).items() if v}
            if kept != values_of(who):
                uow.s.execute(update(prospect).where(prospect.c.id == who.id).values(values_json=json.dumps(kept, ensure_ascii=False)))
            uow.args = {"prospect": who.id, "name": who.full_name, "field": "insight"}
        return Outcome(None, uow.changes)


def _checked(field: str, text: str, most: int) -> str:
    if len(text) > most:
        raise ValidationError("research_too_long", field=field, limit=most, length=len(text))
    return text.strip()


def _put(uow: UnitOfWork, who: Person, field: str, text: str, source: str = "") -> None:
    """Write, change or delete one row; nothing where nothing changes, so that leaving a field is no step of its own."""
    s = uow.s
    words, origin = _checked(field, text, MAX_TEXT), _checked("source", source, MAX_SOURCE)
    with_person = field in OF_THE_PERSON or who.company_id is None
    owner = research.c.prospect_id == who.id if with_person else research.c.company_id == who.company_id
    row = s.execute(select(research).where(owner, research.c.field == field)).first()
    if not words and not origin:
        if row is not None:
            s.execute(delete(research).where(research.c.id == row.id))
    elif row is None:
        place = {"prospect_id": who.id} if with_person else {"company_id": who.company_id}
        s.execute(insert(research).values(field=field, text=words, source=origin, at=uow.now_ms, **place))
    elif (row.text, row.source) != (words, origin):
        s.execute(update(research).where(research.c.id == row.id).values(text=words, source=origin, at=uow.now_ms))
