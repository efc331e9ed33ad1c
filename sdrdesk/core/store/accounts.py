"""Which account email leaves by."""

from __future__ import annotations

import json

from sqlalchemy import Connection, select

from sdrdesk.core.store.mail_tables import mailbox
from sdrdesk.core.store.tables import setting

DEFAULT = "mail.default_account"
"""The setting that names it, by its address."""


def default_mailbox(s: Connection) -> int | None:
    """The account that email leaves by unless another one is chosen: the named one, else the oldest; None when there is none."""
    stored = s.execute(select(setting.c.value).where(setting.c.key == DEFAULT)).scalar()
    named = json.loads(stored) if stored else ""
    found: int | None = s.execute(select(mailbox.c.id).order_by(mailbox.c.address != named, mailbox.c.id).limit(1)).scalar()
    return found
