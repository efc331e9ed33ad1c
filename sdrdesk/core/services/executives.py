"""The book of account executives: to whom leads are handed (rule R24, seed W16)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import insert, select, update

from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.domain.cleaning import clean_email
from sdrdesk.core.domain.words import LANGUAGES
from sdrdesk.core.errors import NotFound, ValidationError
from sdrdesk.core.store.ready_tables import account_executive
from sdrdesk.core.store.store import Store

MOST_NAME = 120
MOST_CALENDAR = 300


@dataclass(frozen=True, slots=True)
class AccountExecutive:
    """An AE in the user's book; ``calendar`` says when meetings with them can be, or is a link, in the user's words."""

    id: int
    name: str
    email: str
    language: str
    calendar: str = ""
    retired: bool = False


class ExecutiveService:
    """Keeps the book."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, name: str, email: str = "", language: str = "en", calendar: str = "") -> Outcome[int]:
        """Add an account executive, or bring one whose name is known up to date: what is left empty stays as it was, and a retired one is back.

        Raises:
            ValidationError: no name, a language that packets are not written in, an address that is none.
        """
        wanted, address, hint = _checked(name, email, language, calendar)
        with self._store.write(OpKind.ADD_AE) as uow:
            found = uow.s.execute(select(account_executive).where(account_executive.c.name == wanted)).first()
            if found is None:
                values = {"name": wanted, "email": address or None, "language": language, "calendar": hint, "created_at": uow.now_ms}
                made = uow.s.execute(insert(account_executive).values(values).returning(account_executive.c.id)).scalar_one()
            else:
                made = found.id
                values = {"email": address or found.email, "language": language, "calendar": hint or found.calendar, "retired": 0}
                uow.s.execute(update(account_executive).where(account_executive.c.id == made).values(values))
            uow.args = {"name": wanted}
        return Outcome(int(made), uow.changes)

    def edit(self, ae_id: int, name: str, email: str, language: str, calendar: str, *, retired: bool = False) -> Outcome[None]:
        """Change an account executive, whole. A retired one is offered no more; what was handed to them stays theirs.

        Raises:
            NotFound: ``ae_not_found``.
            ValidationError: as in ``add``; ``ae_name_taken`` for the name of another.
        """
        wanted, address, hint = _checked(name, email, language, calendar)
        with self._store.write(OpKind.EDIT_AE) as uow:
            ae = account_executive.c
            if uow.s.execute(select(ae.id).where(ae.id == ae_id)).first() is None:
                raise NotFound("ae_not_found", name=str(ae_id))
            if uow.s.execute(select(ae.id).where(ae.name == wanted, ae.id != ae_id)).first() is not None:
                raise ValidationError("ae_name_taken", field="ae", name=wanted)
            values = {"name": wanted, "email": address or None, "language": language, "calendar": hint, "retired": int(retired)}
            uow.s.execute(update(account_executive).where(ae.id == ae_id).values(values))
            uow.args = {"name": wanted}
        return Outcome(None, uow.changes)

    def book(self, *, retired: bool = False) -> list[AccountExecutive]:
        """The book, by name; with ``retired`` also those who are offered no more."""
        ae = account_executive.c
        query = select(account_executive).order_by(ae.name)
        with self._store.read() as s:
            rows = s.execute(query if retired else query.where(ae.retired == 0)).all()
        return [AccountExecutive(r.id, r.name, r.email or "", r.language, r.calendar, bool(r.retired)) for r in rows]

    def find(self, name: str) -> AccountExecutive:
        """An AE of the book by id, name or address, also a retired one.

        Raises:
            NotFound: ``ae_not_found``.
        """
        typed = name.strip().lower()
        for ae in self.book(retired=True):
            if typed in (str(ae.id), ae.name.lower(), ae.email.lower()):
                return ae
        raise NotFound("ae_not_found", name=name)


def _checked(name: str, email: str, language: str, calendar: str) -> tuple[str, str, str]:
    wanted, hint = " ".join(name.split()), calendar.strip()
    if not wanted:
        raise ValidationError("ae_name_missing", field="ae", value=name)
    if language not in LANGUAGES:
        raise ValidationError("language_unknown", field="ae", value=language)
    if len(wanted) > MOST_NAME or len(hint) > MOST_CALENDAR:
        raise ValidationError("ae_too_long", field="ae", name=MOST_NAME, n=MOST_CALENDAR)
    address, _ = clean_email(email) if email.strip() else ("", "")
    if email.strip() and not address:
        raise ValidationError("email_unusable", field="email", value=email)
    return wanted, address or "", hint
