"""A composed email as a draft for the outbox, with the headers of its thread: for whoever sends it as it is."""

from __future__ import annotations

from typing import Any

from sdrdesk.core.services.compose import BLANK, Composed
from sdrdesk.core.services.email_draft import EmailDraft


def draft_of(email: Composed, **more: Any) -> EmailDraft:
    """The draft; ``more`` are fields of ``EmailDraft`` that the email does not say."""
    thread = email.thread
    values: dict[str, Any] = {
        "template": email.template if email.template != BLANK else None,
        "step": email.step,
        "in_reply_to": thread.in_reply_to if thread is not None else "",
        "references": thread.references if thread is not None else (),
    }
    return EmailDraft(email.prospect_id, email.subject, email.body, **(values | more))
