"""What was written between the user and one person: from the outbox and from the mail that came in."""

from __future__ import annotations

from sqlalchemy import Connection, select

from sdrdesk.core.clock import from_ms
from sdrdesk.core.domain.received import MailKind
from sdrdesk.core.domain.threading import Written, ids_in
from sdrdesk.core.store.mail_tables import message, outbox

HUMAN = (MailKind.HUMAN_REPLY.value, MailKind.REFERRAL.value)
READ = 60
"""Emails of each side that are looked at, newest first; a thread's own header names the older ones."""


def written_with(s: Connection, prospect_id: int) -> list[Written]:
    """Emails that were sent to the person, and messages that a human wrote."""
    o, m = outbox.c, message.c
    ours = s.execute(
        select(o.sent_at, o.message_id, o.subject, o.refs, o.enrolment_id, o.step_no)
        .where(o.prospect_id == prospect_id, o.handoff_id.is_(None), o.state == "sent", o.sent_at.is_not(None))
        .order_by(o.sent_at.desc())
        .limit(READ)
    )
    theirs = s.execute(
        select(m.at, m.message_id, m.subject, m.refs, m.in_reply_to, m.from_name, m.from_address, m.text, m.state)
        .where(m.prospect_id == prospect_id, m.kind.in_(HUMAN), m.handoff_id.is_(None))
        .order_by(m.at.desc())
        .limit(READ)
    )
    found = [
        Written(from_ms(r.sent_at), r.message_id, r.subject, ids_in(r.refs), step=(r.enrolment_id, r.step_no) if r.enrolment_id else None)
        for r in ours
    ]
    found += [
        Written(
            from_ms(r.at),
            r.message_id or "",
            r.subject,
            ids_in(r.refs) or ids_in(r.in_reply_to),
            theirs=True,
            name=r.from_name or r.from_address,
            text=r.text,
            done=r.state == "done",
        )
        for r in theirs
    ]
    return found
