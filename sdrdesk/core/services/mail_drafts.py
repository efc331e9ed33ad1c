"""The email that is being written, kept as it is typed (promise A2); what was sent and taken back comes into the composer again (rule R26).

A draft is no step of the journal: undo takes back what was done, not what was typed. One that was sent stays, marked with its Message-ID:
when that email is no longer in the outbox, or was cancelled by the user, the draft is there again.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from sdrdesk.core.changes import OpKind
from sdrdesk.core.clock import Clock, from_ms
from sdrdesk.core.store.jsons import dumps
from sdrdesk.core.store.mail_tables import outbox
from sdrdesk.core.store.store import Store
from sdrdesk.core.store.tables import draft

KIND = "email"


@dataclass(frozen=True, slots=True)
class MailDraft:
    """What stands in the composer.

    Attributes:
        template: key of the template it began with.
        joined: it goes in the thread that is offered.
        quote: their message stands below it.
        attachments: paths.
        later: ``morning`` for their morning, else the time as it was typed; empty for at once.
        html: with an HTML part.
        step: (enrolment, step number) it was written for.
        message_id: of the email in the outbox that it became; empty while it is being written.
        at: when it was typed.
    """

    subject: str = ""
    body: str = ""
    template: str = ""
    joined: bool = False
    quote: bool = True
    attachments: tuple[str, ...] = ()
    later: str = ""
    html: bool = False
    step: tuple[int, int] | None = None
    message_id: str = ""
    at: dt.datetime | None = None


class MailDraftService:
    """One draft for each person."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def of(self, prospect_id: int) -> MailDraft | None:
        """What was being written to a person; None when nothing is, or it has been sent."""
        with self._store.read() as s:
            row = s.execute(select(draft).where(draft.c.prospect_id == prospect_id, draft.c.kind == KIND)).first()
            kept = _read(row.text, from_ms(row.at)) if row is not None else None
            return replace(kept, message_id="") if kept is not None and not self._under_way(s, kept.message_id) else None

    @staticmethod
    def _under_way(s: Connection, message_id: str) -> bool:
        if not message_id:
            return False
        row = s.execute(select(outbox.c.state, outbox.c.reason).where(outbox.c.message_id == message_id)).first()
        return row is not None and (row.state, row.reason) != ("cancelled", "by_user")

    def keep(self, prospect_id: int, one: MailDraft) -> None:
        """Remember it as it stands."""
        values = {k: v for k, v in asdict(one).items() if k != "at"}
        with self._store.write(OpKind.SETTINGS, actor="job", undoable=False) as uow:
            made = insert(draft).values(prospect_id=prospect_id, kind=KIND, text=dumps(values), at=uow.now_ms)
            same = made.on_conflict_do_update(
                index_elements=[draft.c.prospect_id, draft.c.kind], set_={"text": made.excluded.text, "at": made.excluded.at}
            )
            uow.s.execute(same)

    def sent(self, prospect_id: int, one: MailDraft, outbox_id: int) -> None:
        """It is in the outbox."""
        with self._store.read() as s:
            identity = s.execute(select(outbox.c.message_id).where(outbox.c.id == outbox_id)).scalar() or ""
        self.keep(prospect_id, replace(one, message_id=identity))

    def drop(self, prospect_id: int) -> None:
        """Forget it."""
        with self._store.write(OpKind.SETTINGS, actor="job", undoable=False) as uow:
            uow.s.execute(delete(draft).where(draft.c.prospect_id == prospect_id, draft.c.kind == KIND))


def _read(text: str, at: dt.datetime) -> MailDraft | None:
    try:
        data: dict[str, Any] = json.loads(text)
        known = {f.name for f in fields(MailDraft)}
        values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in data.items() if k in known}
        values["at"] = at
        return MailDraft(**values)
    except (ValueError, TypeError, AttributeError):
        return None
