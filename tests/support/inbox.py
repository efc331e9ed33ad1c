"""Received messages for tests, as the reader of mail leaves them in the store."""

from __future__ import annotations

import itertools
import json
import zlib
from typing import Any

from sqlalchemy import insert

from sdrdesk.app import Application
from sdrdesk.core.changes import OpKind
from sdrdesk.core.store.mail_tables import message, message_body
from tests.support.profile import NOW

_number = itertools.count(1)
HOUR_MS = 3_600_000
NOW_MS = int(NOW.timestamp() * 1000)


def put_message(desk: Application, who: int, kind: str = "human_reply", *, hours_ago: float = 1, source: bytes = b"", **more: Any) -> int:
    """One message in one step, which the window hears of like any other."""
    n = next(_number)
    values = {
        "content_key": f"test-{n}",
        "at": NOW_MS - round(hours_ago * HOUR_MS),
        "read_at": NOW_MS,
        "from_name": "Ann Vogel",
        "from_address": f"ann{n}@acme.example",
        "subject": "Re: A question",
        "text": "Call me on Tuesday.",
        "kind": kind,
        "kind_first": kind,
        "confidence": 90,
        "prospect_id": who,
        "matched_by": "thread",
    } | {k: json.dumps(v) if k.endswith("_json") else v for k, v in more.items()}
    with desk.store.write(OpKind.RECEIVE, actor="job", undoable=False) as uow:
        key: int = uow.s.execute(insert(message).values(**values)).inserted_primary_key[0]
        if source:
            uow.s.execute(insert(message_body).values(id=key, source=zlib.compress(source)))
    return key


def put_many(desk: Application, who: int, many: int, kind: str = "other") -> None:
    """A long conversation in one go."""
    with desk.store.write(OpKind.RECEIVE, actor="job", undoable=False) as uow:
        uow.s.execute(
            insert(message),
            [
                {
                    "content_key": f"many-{who}-{n}", "at": NOW_MS - n * 60_000, "kind": kind, "kind_first": kind, "prospect_id": who, "state": "done",
                    "subject": f"Number {n}", "text": f"Line {n}",
                }
                for n in range(many)
            ],
        )  # fmt: skip
