"""An email as it is handed to the outbox."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EmailDraft:
    """An email ready to go. ``step`` is (enrolment id, step number) when it is a step of a plan; ``quoted`` is their message below the text,
    which no check of ours looks at; ``attachments`` are files on the disk, read when the email is queued."""

    prospect_id: int
    subject: str
    body: str
    template: str | None = None
    mailbox_id: int | None = None
    send_at: dt.datetime | None = None
    step: tuple[int, int] | None = None
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    quoted: str = ""
    attachments: tuple[str, ...] = ()
    html: bool = False

    @property
    def whole(self) -> str:
        """The text with the quotation under it."""
        return f"{self.body.rstrip()}\n\n{self.quoted}" if self.quoted else self.body
