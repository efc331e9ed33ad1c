"""Putting an email into the outbox: its row and its final bytes, together (rule R16)."""

from __future__ import annotations

import hashlib
from typing import Any

from sqlalchemy import Connection, insert, select

from sdrdesk.core.errors import NotFound
from sdrdesk.core.store.mail_tables import mailbox, outbox, outbox_body
from sdrdesk.core.store.store import UnitOfWork


def mailbox_row(s: Connection, mailbox_id: int | None) -> Any:
    """An account.

    Raises:
        NotFound: ``no_mailbox``.
    """
    row = s.execute(select(mailbox).where(mailbox.c.id == mailbox_id)).first()
    if row is None:
        raise NotFound("no_mailbox")
    return row


def put_email(uow: UnitOfWork, mime: bytes, **values: object) -> int:
    """Insert a row of the outbox with its bytes, within the caller's transaction; gives its number.

    Args:
        uow: the write.
        mime: the message as it will leave.
        values: the row's other columns.
    """
    values |= {"sha256": hashlib.sha256(mime).hexdigest(), "created_at": uow.now_ms}
    made = uow.s.execute(insert(outbox).values(**values).returning(outbox.c.id)).scalar_one()
    # A body left by an undone queueing has the same id only when that very step is redone, with the same bytes.
    uow.s.execute(insert(outbox_body).prefix_with("OR REPLACE").values(id=made, mime=mime))
    return int(made)
