"""What has come in, by person: the conversations, one of them as a thread, and the source of a message (rules R9, R18, R19)."""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, text

from sdrdesk.core.clock import from_ms
from sdrdesk.core.domain.cleaning import email_key
from sdrdesk.core.domain.received import MailKind, Referred, Reported
from sdrdesk.core.mail.html_clean import clean_html
from sdrdesk.core.mail.reading import MAX_READ, read_message
from sdrdesk.core.queries.people import match_query

NEEDS_ANSWER = (MailKind.HUMAN_REPLY, MailKind.REFERRAL)
AUTOMATIC = (MailKind.OUT_OF_OFFICE, MailKind.AUTO_REPLY)
FILTERS: dict[str, tuple[MailKind, ...]] = {
    "all": tuple(MailKind),
    "needs": NEEDS_ANSWER,
    "replies": (MailKind.HUMAN_REPLY,),
    "referrals": (MailKind.REFERRAL,),
    "absences": AUTOMATIC,
    "bounces": (MailKind.BOUNCE, MailKind.DELAY),
    "unsubscribed": (MailKind.UNSUBSCRIBE, MailKind.COMPLAINT),
    "other": (MailKind.OTHER, MailKind.DELIVERED),
}
"""Each chip of the page with the classes that it shows. ``needs`` shows only what nobody has dealt with yet."""

CONVERSATIONS = 300
ENTRIES = 20
"""Read at a time; older ones come when they are asked for."""

TEXT_SHOWN = 6000
SURE = 70
"""Per cent of confidence from which a verdict stands by itself."""

PREVIEW = 200


@dataclass(frozen=True, slots=True)
class Conversation:
    """One person's mail in the list.

    ``kind``, ``at``, ``subject`` and ``preview`` are of the message that put it there; ``by_kind`` counts all there are, ``open`` those that
    nobody has dealt with. ``waits``: an answer is needed, or, under a filter, one of its messages is open.
    """

    prospect_id: int
    name: str
    title: str
    company: str
    at: dt.datetime
    kind: MailKind
    subject: str
    preview: str
    waits: bool
    open: int
    messages: int
    by_kind: tuple[tuple[MailKind, int], ...]


@dataclass(frozen=True, slots=True)
class Conversations:
    """A list: those who wait first, each group with the newest first.

    ``found`` and ``waiting`` count the whole list and those who wait in it, ``counts`` people by filter; ``automatic`` are the open messages of
    machines, which can be put aside together.
    """

    rows: tuple[Conversation, ...]
    found: int
    waiting: int
    counts: dict[str, int]
    automatic: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom a message names; ``prospect_id`` when an address says that they are on the list already."""

    who: Referred
    prospect_id: int | None


@dataclass(frozen=True, slots=True)
class Received:
    """A received message.

    ``text`` and ``quoted`` are cut at TEXT_SHOWN, ``length`` and ``quoted_length`` are those of the whole. ``sure``: the program is, or the user
    has said what it is.
    """

    id: int
    at: dt.datetime
    kind: MailKind
    sure: bool
    open: bool
    from_name: str
    from_address: str
    subject: str
    text: str
    length: int
    quoted: str
    quoted_length: int
    has_html: bool
    returns_on: dt.date | None
    reported: tuple[Reported, ...]
    referred: tuple[Named, ...]
    matched_by: str
    sender_id: int | None

    @property
    def key(self) -> tuple[str, int]:
        """Names the entry within its thread."""
        return ("received", self.id)


@dataclass(frozen=True, slots=True)
class Sent:
    """An email of ours, sent or on its way."""

    id: int
    at: dt.datetime
    to: str
    subject: str
    text: str
    length: int
    state: str

    @property
    def key(self) -> tuple[str, int]:
        """Names the entry within its thread."""
        return ("sent", self.id)


@dataclass(frozen=True, slots=True)
class Touched:
    """A call, a note, or an email that left elsewhere: one line between the messages."""

    id: int
    at: dt.datetime
    channel: str
    outcome: str
    note: str

    @property
    def key(self) -> tuple[str, int]:
        """Names the entry within its thread."""
        return ("touch", self.id)


Entry = Received | Sent | Touched


@dataclass(frozen=True, slots=True)
class Thread:
    """What went to and fro with one person, newest first. ``more``: older entries were left out."""

    prospect_id: int
    entries: tuple[Entry, ...]
    more: bool

    def received(self) -> tuple[Received, ...]:
        """The received messages alone."""
        return tuple(e for e in self.entries if isinstance(e, Received))


def _listed(kinds: Iterable[MailKind]) -> str:
    return ", ".join(f"'{kind}'" for kind in kinds)


_OPEN = "state = 'new' AND handoff_id IS NULL"
_NEEDS = f"{_OPEN} AND kind IN ({_listed(NEEDS_ANSWER)})"
_SINGLE = tuple(key for key in FILTERS if key not in ("all", "needs"))
_PEOPLE = (
    f"SELECT prospect_id, max(at), max(CASE WHEN {_NEEDS} THEN at END), "
    + ", ".join(
        f"max(CASE WHEN kind IN ({_listed(FILTERS[key])}) THEN at END), max(CASE WHEN {_OPEN} AND kind IN ({_listed(FILTERS[key])}) THEN at END)"
        for key in _SINGLE
    )
    + " FROM message INDEXED BY ix_message_person WHERE handoff_id IS NULL GROUP BY prospect_id"
)
"""One pass over the index: of each person when the newest message came, the newest that needs an answer, and by filter the newest and the newest open."""

_COLUMNS = {"all": (1, 2), "needs": (2, 2)} | {key: (3 + 2 * n, 4 + 2 * n) for n, key in enumerate(_SINGLE)}
"""Where a filter's newest message, and the newest that waits, stand in a row of _PEOPLE."""

_BY_KIND = text(
    f"SELECT prospect_id, kind, count(*) AS n, sum({_OPEN}) AS open FROM message WHERE prospect_id IN :people AND handoff_id IS NULL GROUP BY prospect_id, kind"
).bindparams(bindparam("people", expanding=True))
_AUTOMATIC = f"SELECT id FROM message WHERE {_OPEN} AND kind IN ({_listed(AUTOMATIC)}) ORDER BY at"
_SHOWN = (
    "SELECT m.prospect_id, m.at, m.kind, m.subject, substr(m.text, 1, :preview) AS preview, p.full_name, p.email, p.title, c.name AS company "
    "FROM json_each(:wanted) j JOIN message m ON m.prospect_id = json_extract(j.value, '$[0]') AND m.at = json_extract(j.value, '$[1]') AND m.handoff_id IS NULL "
    "JOIN prospect p ON p.id = m.prospect_id LEFT JOIN company c ON c.id = p.company_id"
)
_BY_WORDS = (
    "SELECT DISTINCT prospect_id FROM message WHERE subject LIKE :like ESCAPE '\\' OR text LIKE :like ESCAPE '\\' OR from_name LIKE :like ESCAPE '\\' "
    "OR from_address LIKE :like ESCAPE '\\'"
)
_BY_PERSON = "SELECT rowid FROM prospect_fts WHERE prospect_fts MATCH :q"
_WAITING = f"SELECT count(DISTINCT prospect_id) FROM message WHERE {_NEEDS}"
_RECEIVED = (
    "SELECT id, at, kind, kind_first, confidence, state, from_name, from_address, subject, substr(text, 1, :cut) AS text, length(text) AS length, "
    "substr(quoted, 1, :cut) AS quoted, length(quoted) AS quoted_length, has_html, returns_on, reported_json, referred_json, matched_by "
    "FROM message WHERE prospect_id = :p AND handoff_id IS NULL ORDER BY at DESC LIMIT :n"
)
_SENT = (
    "SELECT id, coalesce(sent_at, created_at) AS at, to_address, subject, substr(body, 1, :cut) AS body, length(body) AS length, state "
    "FROM outbox WHERE prospect_id = :p AND handoff_id IS NULL AND state <> 'cancelled' ORDER BY coalesce(sent_at, created_at) DESC LIMIT :n"
)
_TOUCHED = (
    "SELECT id, at, channel, outcome, substr(coalesce(note, ''), 1, :cut) AS note FROM touch WHERE prospect_id = :p "
    "AND NOT (channel = 'email' AND outbox_id IS NOT NULL) "
    "AND id NOT IN (SELECT touch_id FROM message WHERE prospect_id = :p AND touch_id IS NOT NULL) ORDER BY at DESC LIMIT :n"
)
_BY_ADDRESS = text("SELECT email_key, id FROM prospect WHERE email_key IN :keys").bindparams(bindparam("keys", expanding=True))


def conversations(s: Connection, filter: str = "all", search: str = "", limit: int = CONVERSATIONS) -> Conversations:
    """The list of the Inbox.

    Args:
        s: a read.
        filter: one of FILTERS.
        search: words of a name, a company, an address or a message; empty for everybody.
        limit: the most rows.
    """
    people: Sequence[Any] = s.execute(text(_PEOPLE)).all()
    if search.strip():
        found = _found(s, search)
        people = [r for r in people if r[0] in found]
    counts = {key: sum(r[at] is not None for r in people) for key, (at, _) in _COLUMNS.items()}
    newest, waits = _COLUMNS[filter]
    placed = [(r[waits] is not None, r[newest] if r[waits] is None else r[waits], r[0]) for r in people if r[newest] is not None]
    placed.sort(key=lambda one: (not one[0], -one[1], one[2]))
    return Conversations(
        rows=_shown(s, placed[:limit]),
        found=len(placed),
        waiting=sum(one[0] for one in placed),
        counts=counts,
        automatic=tuple(s.execute(text(_AUTOMATIC)).scalars()),
    )


def waiting(s: Connection) -> int:
    """How many people wait for an answer."""
    return int(s.execute(text(_WAITING)).scalar_one())


def reads_mail(s: Connection) -> bool:
    """Is there an account, or a directory, from which mail is read at all?"""
    accounts = "SELECT EXISTS (SELECT 1 FROM mailbox WHERE imap_host IS NOT NULL AND imap_host <> '')"
    folders = "EXISTS (SELECT 1 FROM mail_folder WHERE kind = 'files')"
    return bool(s.execute(text(f"{accounts} OR {folders}")).scalar_one())


def thread(s: Connection, prospect_id: int, limit: int = ENTRIES) -> Thread:
    """The newest ``limit`` entries of a conversation, received and sent and what was done besides."""
    values = {"p": prospect_id, "n": limit + 1, "cut": TEXT_SHOWN}
    received = s.execute(text(_RECEIVED), values).all()
    entries: list[Entry] = [*_received(s, received)]
    entries += [Sent(r.id, from_ms(r.at), r.to_address, r.subject, r.body, r.length, r.state) for r in s.execute(text(_SENT), values)]
    entries += [Touched(r.id, from_ms(r.at), r.channel, r.outcome, r.note) for r in s.execute(text(_TOUCHED), values)]
    entries.sort(key=lambda e: (e.at, e.key), reverse=True)
    return Thread(prospect_id, tuple(entries[:limit]), len(entries) > limit)


def whole_text(s: Connection, message_id: int) -> tuple[str, str]:
    """(what the sender wrote, what they quoted), uncut; empty when the message is gone."""
    row = s.execute(text("SELECT text, quoted FROM message WHERE id = :id"), {"id": message_id}).first()
    return (row.text, row.quoted) if row is not None else ("", "")


def sent_text(s: Connection, outbox_id: int) -> str:
    """The text of an email of ours, uncut."""
    return s.execute(text("SELECT body FROM outbox WHERE id = :id"), {"id": outbox_id}).scalar() or ""


def source(s: Connection, message_id: int) -> bytes:
    """The message as it came; empty when it was not kept."""
    kept = s.execute(text("SELECT source FROM message_body WHERE id = :id"), {"id": message_id}).scalar()
    return zlib.decompressobj().decompress(kept, MAX_READ) if kept else b""


def html_of(s: Connection, message_id: int) -> str:
    """The HTML of a message, cleaned; empty when it has none."""
    part = read_message(source(s, message_id)).first("text/html")
    return clean_html(part.text) if part is not None else ""


def _found(s: Connection, search: str) -> set[int]:
    """People by name, company or address, and those whose messages say it."""
    escaped = search.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    found = set(s.execute(text(_BY_WORDS), {"like": f"%{escaped}%"}).scalars())
    query = match_query(search)
    if query:
        found |= set(s.execute(text(_BY_PERSON), {"q": query}).scalars())
    return found


def _shown(s: Connection, placed: Sequence[tuple[bool, int, int]]) -> tuple[Conversation, ...]:
    """Whole rows for those that are shown: (waits, when the message came that tells the place, whose)."""
    if not placed:
        return ()
    wanted = json.dumps([(who, at) for _, at, who in placed])
    shown = {r.prospect_id: r for r in s.execute(text(_SHOWN), {"wanted": wanted, "preview": PREVIEW})}
    kinds: dict[int, list[Any]] = {}
    for r in s.execute(_BY_KIND, {"people": [who for _, _, who in placed]}):
        kinds.setdefault(r.prospect_id, []).append(r)
    return tuple(_conversation(shown[who], at, waits, kinds[who]) for waits, at, who in placed)


def _conversation(m: Any, at: int, waits: bool, kinds: Sequence[Any]) -> Conversation:
    return Conversation(
        prospect_id=m.prospect_id,
        name=m.full_name or m.email or "",
        title=m.title or "",
        company=m.company or "",
        at=from_ms(at),
        kind=MailKind(m.kind),
        subject=m.subject,
        preview=" ".join(m.preview.split()),
        waits=waits,
        open=sum(r.open for r in kinds),
        messages=sum(r.n for r in kinds),
        by_kind=tuple((MailKind(r.kind), r.n) for r in kinds),
    )


def _received(s: Connection, rows: Sequence[Any]) -> list[Received]:
    named = {r.id: tuple(Referred(**one) for one in json.loads(r.referred_json)) for r in rows}
    keys = {email_key(who.address) for many in named.values() for who in many if who.address}
    keys |= {email_key(r.from_address) for r in rows if r.from_address}
    known = {r.email_key: r.id for r in s.execute(_BY_ADDRESS, {"keys": sorted(keys)})} if keys else {}
    return [
        Received(
            id=r.id,
            at=from_ms(r.at),
            kind=MailKind(r.kind),
            sure=r.confidence >= SURE or r.kind != r.kind_first,
            open=r.state == "new",
            from_name=r.from_name,
            from_address=r.from_address,
            subject=r.subject,
            text=r.text,
            length=r.length,
            quoted=r.quoted,
            quoted_length=r.quoted_length,
            has_html=bool(r.has_html),
            returns_on=dt.date.fromisoformat(r.returns_on) if r.returns_on else None,
            reported=tuple(Reported(**one) for one in json.loads(r.reported_json)),
            referred=tuple(Named(who, known.get(email_key(who.address)) if who.address else None) for who in named[r.id]),
            matched_by=r.matched_by,
            sender_id=known.get(email_key(r.from_address)) if r.from_address else None,
        )
        for r in rows
    ]
