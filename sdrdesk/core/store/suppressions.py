"""Looking into the do-not-contact list (rule R17): by person, address, number and domain, per channel, plain or as a salted hash.

What is kept of somebody who was erased is a hash with this profile's salt: it still says no to their address when a list brings it again,
and tells nobody whose it was.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, delete, select, update

from sdrdesk.core.domain.do_not_contact import parents
from sdrdesk.core.store.tables import setting, suppression

Fact = tuple[str, str]
"""(kind, value) as in the table."""

HASH = "#"
_EXTENSION = re.compile(r"(?i)\s*(?:ext\.?|x|#|分机|转).*$")
_salts: WeakKeyDictionary[Engine, str] = WeakKeyDictionary()


def digits(phone: str) -> str:
    """A number as its digits without the extension, for comparing."""
    return "".join(ch for ch in _EXTENSION.sub("", phone) if ch.isdigit())


def facts(*, person_id: int | None = None, address: str = "", phone: str = "", host: str = "") -> list[Fact]:
    """Everything under which somebody may be on the list."""
    found: list[Fact] = [] if person_id is None else [("person", str(person_id))]
    hosts: list[str] = parents(host) if host else []
    if address:
        found.append(("address", address.lower()))
        hosts += parents(address.rpartition("@")[2])
    if digits(phone):
        found.append(("number", digits(phone)))
    return found + [("domain", one) for one in dict.fromkeys(hosts)]


def _salt(s: Connection) -> str:
    known = _salts.get(s.engine, "")
    if not known:
        kept = s.execute(select(setting.c.value).where(setting.c.key == "app.profile_id")).scalar()
        known = str(json.loads(kept)) if kept else ""
        if known:
            _salts[s.engine] = known
    return known


def hashed(salt: str, fact: Fact) -> str:
    """The value under which a fact is kept of somebody who is not."""
    return HASH + hashlib.blake2b("\0".join(fact).encode(), key=salt.encode()[:64], digest_size=20).hexdigest()


def both(s: Connection, wanted: Iterable[Fact]) -> dict[Fact, Fact]:
    """Each fact as it may stand in the table, plain and hashed, to the fact itself."""
    salt = _salt(s)
    found = {}
    for fact in wanted:
        found[fact] = fact
        if salt:
            found[(fact[0], hashed(salt, fact))] = fact
    return found


def listed(s: Connection, wanted: Sequence[Fact], channels: Sequence[str]) -> str:
    """The kind of the first of these facts that is on the list for one of the channels, or empty."""
    known = both(s, wanted)
    c = suppression.c
    rows = s.execute(select(c.kind, c.value).where(c.value.in_([v for _, v in known]), c.channel.in_(channels))).all()
    hits = {known[(r.kind, r.value)] for r in rows if (r.kind, r.value) in known}
    return next((fact[0] for fact in wanted if fact in hits), "")


class WholeList:
    """The list read once, for an import that asks about thousands."""

    def __init__(self, s: Connection) -> None:
        c = suppression.c
        self._salt = _salt(s)
        rows = s.execute(select(c.kind, c.value, c.channel).where(c.kind != "person"))
        self._known = {(r.kind, r.value) for r in rows if r.channel == "any" or r.channel == ("call" if r.kind == "number" else "email")}
        self._hashes = any(value.startswith(HASH) for _, value in self._known)

    def covers(self, address: str, phone: str, host: str) -> bool:
        """Must somebody with this address, number or company not be brought in?"""
        if not self._known:
            return False
        wanted = facts(address=address, phone=phone, host=host)
        return any(f in self._known or (self._hashes and (f[0], hashed(self._salt, f)) in self._known) for f in wanted)


def keep_as_hash(s: Connection, gone: Sequence[Fact]) -> int:
    """Somebody is erased: what the list says of them stays, as a salted hash; returns how many lines. Lines by person id lose their sense."""
    salt = _salt(s)
    c = suppression.c
    kept = 0
    for kind, value in gone:
        here = (c.kind == kind) & (c.value == value)
        if kind == "person":
            s.execute(delete(suppression).where(here))
        elif kind in ("address", "number"):
            kept += s.execute(update(suppression).where(here).values(value=hashed(salt, (kind, value)), reason="")).rowcount
    return kept
