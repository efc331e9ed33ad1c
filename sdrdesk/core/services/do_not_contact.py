"""The do-not-contact list as the user keeps it: look, add, bring in a list, take off with a reason (rules R9, R17, R26).

Adding a line stops at once what is under way to whom it covers; each change is one step and one undo takes it back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.clock import from_ms
from sdrdesk.core.domain.cleaning import email_key
from sdrdesk.core.domain.do_not_contact import CHANNELS, Entry, parents, read_cells, read_lines, read_value
from sdrdesk.core.errors import FileUnreadable, NotFound, ValidationError
from sdrdesk.core.files.encoding import decode
from sdrdesk.core.files.table import Table, read_table
from sdrdesk.core.services import plans
from sdrdesk.core.services.settings import SettingsService
from sdrdesk.core.store.people import find_person, person, suppressed
from sdrdesk.core.store.store import Store
from sdrdesk.core.store.suppressions import HASH, both, digits, facts, keep_as_hash
from sdrdesk.core.store.tables import company, enrolment, prospect, suppression, task

SAID = ("do_not_contact", "unsubscribed", "bounced")
"""Reasons that come from a logged touch; all others were typed."""

BY_HAND, FROM_FILE = "hand:", "file:"
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list. ``value`` is empty for somebody who was erased; ``source`` is touch, hand or file."""

    id: int
    kind: str
    value: str
    channel: str
    reason: str
    source: str
    since: dt.datetime


@dataclass(frozen=True, slots=True)
class Added:
    """What became of new lines: how many are new, were there before, and how many people they stop."""

    new: int
    known: int
    people: int
    wrong: tuple[tuple[int, str], ...] = ()


class DoNotContactService:
    """Keeps the list."""

    def __init__(self, store: Store, settings: SettingsService) -> None:
        self._store = store
        self._settings = settings

    # --- reading -----------------------------------------------------------------------------------------------------------

    def lines(self, search: str = "", limit: int = 500) -> list[Line]:
        """The list, newest first; ``search`` is a part of a value, a person's name or a reason."""
        c = suppression.c
        who = prospect.c.full_name
        wanted = (
            select(c.id, c.kind, c.value, c.channel, c.reason, c.at, who.label("name"))
            .select_from(suppression.outerjoin(prospect, (c.kind == "person") & (c.value == func.cast(prospect.c.id, c.value.type))))
            .order_by(c.id.desc())
            .limit(limit)
        )
        if search.strip():
            part = f"%{search.strip().lower()}%"
            wanted = wanted.where(or_(c.value.like(part), func.lower(who).like(part), func.lower(c.reason).like(part)))
        with self._store.read() as s:
            return [self._line(r) for r in s.execute(wanted)]

    @staticmethod
    def _line(r) -> Line:  # type: ignore[no-untyped-def]
        value = r.name or r.value if r.kind == "person" else "" if r.value.startswith(HASH) else r.value
        reason, source = r.reason, "touch" if r.reason in SAID else "hand"
        if r.reason.startswith(FROM_FILE):
            source, reason = "file", r.reason.removeprefix(FROM_FILE)
        return Line(r.id, r.kind, value, r.channel, reason.removeprefix(BY_HAND), source, from_ms(r.at))

    def count(self) -> int:
        """How many lines there are."""
        with self._store.read() as s:
            return int(s.execute(select(func.count()).select_from(suppression)).scalar_one())

    def covers(self, prospect_id: int, channel: str) -> str:
        """The kind of line that forbids this channel to a person, or empty."""
        with self._store.read() as s:
            return suppressed(s, person(s, prospect_id), channel)

    # --- adding ------------------------------------------------------------------------------------------------------------

    def entry(self, text: str, channel: str, reason: str) -> Entry:
        """What was typed as a line: an address, a domain, a number, or a person by name.

        Raises:
            ValidationError: it is none of these, or no such channel.
            NotFound: no such person, or several.
        """
        if channel not in CHANNELS:
            raise ValidationError("channel_unknown", field="channel", value=channel)
        with self._store.read() as s:
            found = read_value(text, self._settings.profile(s).text("user.country"))
            if found is None:
                try:
                    found = ("person", str(find_person(s, text)))
                except NotFound as error:
                    raise ValidationError("dnc_not_understood", field="value", value=text) from error
        return Entry(*found, channel, reason.strip()[:LONGEST])

    def read(self, text: str) -> tuple[list[Entry], list[tuple[int, str]]]:
        """Lines that were pasted, and those that were not understood."""
        return read_lines(text, self._settings.profile().text("user.country"))

    def read_file(self, path: Path) -> tuple[list[Entry], list[tuple[int, str]]]:
        """Lines of a list file: the first column that holds addresses, domains or numbers; a channel and a reason beside it.

        Raises:
            FileUnreadable, ValidationError: it is no list, or nothing in it can be used.
        """
        region = self._settings.profile().text("user.country")
        try:
            table = read_table(path)
        except FileUnreadable as error:
            if error.code != "file_no_header":
                raise
            return read_lines(decode(path.read_bytes(), file=path.name).text, region)
        order = _columns(table, region)
        entries: list[Entry] = []
        wrong: list[tuple[int, str]] = []
        # A file without a header begins with a value.
        rows = [(1, tuple(table.header)), *table.rows] if read_value(table.header[order[0]], region) else list(table.rows)
        for number, cells in rows:
            entry = read_cells([cells[i] for i in order], region)
            if entry is not None:
                entries.append(entry)
            elif any(cell.strip() for cell in cells):
                wrong.append((number, cells[order[0]][:80]))
        if not entries:
            raise ValidationError("dnc_file_empty", field="file", file=path.name)
        return entries, wrong

    def add(self, entries: Sequence[Entry], *, file: str = "") -> Outcome[Added]:
        """Put lines on the list, in one step, and stop what is under way to those they cover.

        Args:
            entries: the lines; one that is there already is left.
            file: name of the list they come from.
        """
        with self._store.write(OpKind.DO_NOT_CONTACT) as uow:
            s = uow.s
            new: list[Entry] = []
            for entry in dict.fromkeys(entries):
                if self._there(s, entry):
                    continue
                reason = f"{FROM_FILE}{file} {entry.reason}".strip() if file else BY_HAND + entry.reason
                s.execute(
                    insert(suppression).values(kind=entry.kind, value=entry.value, channel=entry.channel, reason=reason, at=uow.now_ms)
                )
                new.append(entry)
            covered = self._covered(s, new)
            for prospect_id, channel in covered:
                self._stop(s, prospect_id, channel, uow.now_ms)
            uow.args = {"name": new[0].value if len(new) == 1 else str(len(new)), "n": len(new)}
        return Outcome(Added(len(new), len(entries) - len(new), len({i for i, _ in covered})), uow.changes)

    @staticmethod
    def _there(s: Connection, entry: Entry) -> bool:
        c = suppression.c
        values = [value for _, value in both(s, [(entry.kind, entry.value)])]
        same = (c.kind == entry.kind) & c.value.in_(values) & c.channel.in_(("any", entry.channel))
        return s.execute(select(c.id).where(same).limit(1)).first() is not None

    @staticmethod
    def _covered(s: Connection, entries: Sequence[Entry]) -> list[tuple[int, str]]:
        """Everybody on file whom the lines cover, with the channel; domains in one pass over all, for there is no index on the end of a text."""
        p = prospect.c
        found: list[tuple[int, str]] = []
        hosts = {e.value: e.channel for e in entries if e.kind == "domain"}
        if hosts:
            everybody = select(p.id, p.email_key, company.c.domain).select_from(prospect.outerjoin(company, company.c.id == p.company_id))
            for row in s.execute(everybody):
                names = [n for n in ((row.email_key or "").rpartition("@")[2], row.domain or "") if n]
                hit = next((hosts[h] for n in names for h in parents(n) if h in hosts), None)
                if hit:
                    found.append((row.id, hit))
        for entry in entries:
            where = {
                "person": lambda v: p.id == int(v),
                "address": lambda v: p.email_key == email_key(v),
                "number": lambda v: p.phone_key == f"+{v}",
            }.get(entry.kind)
            if where is not None:
                found += [(int(i), entry.channel) for i in s.execute(select(p.id).where(where(entry.value))).scalars()]
        return found

    @staticmethod
    def _stop(s: Connection, prospect_id: int, channel: str, now_ms: int) -> None:
        """At once, not at the next step: for all channels the plan ends, for email what waits in the outbox does not go."""
        if channel == "any":
            plans.stop_all(s, prospect_id, "do_not_contact")
            s.execute(update(prospect).where(prospect.c.id == prospect_id).values(status="closed", end_reason="do_not_contact"))
            open_tasks = (task.c.prospect_id == prospect_id) & (task.c.state == "open")
            s.execute(update(task).where(open_tasks).values(state="dropped", done_at=now_ms))
        elif channel == "email":
            plans.cancel_mail(s, prospect_id, "do_not_contact")
            queued = (enrolment.c.prospect_id == prospect_id) & (enrolment.c.state == "queued")
            s.execute(update(enrolment).where(queued).values(state="waiting", wait_reason="do_not_contact"))

    # --- taking off --------------------------------------------------------------------------------------------------------

    def remove(self, line_ids: Sequence[int], reason: str) -> Outcome[int]:
        """Take lines off, with a reason that the history keeps. People who were closed stay closed until somebody opens them again.

        Raises:
            ValidationError: no reason.
            NotFound: none of the lines is there.
        """
        if not reason.strip():
            raise ValidationError("reason_missing", field="reason")
        c = suppression.c
        with self._store.write(OpKind.CONTACT_AGAIN) as uow:
            lines = uow.s.execute(select(c.value).where(c.id.in_(line_ids))).scalars().all()
            if not lines:
                raise NotFound("dnc_line_not_found")
            uow.s.execute(delete(suppression).where(c.id.in_(line_ids)))
            uow.args = {"name": lines[0] if len(lines) == 1 else str(len(lines)), "why": reason.strip()[:LONGEST]}
        return Outcome(len(lines), uow.changes)

    @staticmethod
    def forget(s: Connection, prospect_id: int) -> int:
        """Within the erasing of a person (R27): what the list says of them stays as a salted hash. Returns how many lines."""
        who = person(s, prospect_id)
        return keep_as_hash(s, facts(person_id=who.id, address=who.email, phone=digits(who.phone)))


def _columns(table: Table, region: str) -> list[int]:
    """Which columns are value, channel and reason: by what is in them, for lists come with any header.

    Raises:
        ValidationError: no column holds addresses, domains or numbers.
    """
    sample = [tuple(table.header), *(cells for _, cells in table.rows[:200])]
    scores = [sum(read_value(cells[i], region) is not None for cells in sample) for i in range(len(table.header))]
    if not scores or max(scores) == 0:
        raise ValidationError("dnc_file_empty", field="file", file=table.path.name)
    value = scores.index(max(scores))
    named = {name.strip().lower(): i for i, name in enumerate(table.header)}
    rest = [named[n] for n in ("channel", "渠道") if n in named] + [named[n] for n in ("reason", "原因", "why") if n in named]
    return [value, *(i for i in rest if i != value)]
