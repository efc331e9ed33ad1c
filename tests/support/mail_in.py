"""Mail that people and programs send to the desk of a test: real bytes, dated by the test's clock."""

from __future__ import annotations

import datetime as dt
import itertools
from email.utils import format_datetime

from sdrdesk.app import Application
from sdrdesk.core.domain.received import Arrived, Taken
from sdrdesk.core.ports import Delivery, DeliveryKind
from sdrdesk.core.services.email_draft import EmailDraft
from tests.support.profile import NOW, one

_number = itertools.count(1)
WORDS = {
    "human": "Sounds interesting. Can you call me on Tuesday?",
    "referral": "This is not mine. Please talk to my colleague Cara Diaz (cara.diaz@{domain}), she handles invoices.",
    "away": "I am out of the office until 25 November 2026 with no access to email.",
    "away_no_date": "I am out of the office with no access to email.",
    "receipt": "Your request (#48213) has been received and is being reviewed by our support staff.",
    "unsubscribe": "Please remove me from your list.",
}
MACHINE = {"away": "Automatic reply: A question", "away_no_date": "Automatic reply: A question", "receipt": "[Ticket #48213] A question"}


def person_mail(
    sender: str, kind: str = "human", *, answers: str = "", at: dt.datetime = NOW, text: str = "", message_id: str = "", subject: str = ""
) -> bytes:
    """A message from somebody; ``answers`` is the Message-ID of the email that it replies to."""
    body = (text or WORDS[kind]).replace("{domain}", sender.rpartition("@")[2])
    lines = [
        f"From: {sender.partition('@')[0].title()} <{sender}>",
        "To: Li Na <li.na@acme.example>",
        f"Subject: {subject or MACHINE.get(kind, 'Re: A question')}",
        f"Date: {format_datetime(at)}",
        f"Message-ID: {message_id or f'<in-{next(_number)}@there.example>'}",
        *([f"In-Reply-To: {answers}"] if answers else []),
        *(["Auto-Submitted: auto-replied"] if kind in MACHINE else []),
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
    ]
    return ("\r\n".join(lines) + "\r\n\r\n" + body + "\r\n").encode()


_REPORT = """From: Mail Delivery System <MAILER-DAEMON@mx.there.example>
To: li.na@acme.example
Subject: {subject}
Date: {date}
Message-ID: <report-{n}@mx.there.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type={kind}; boundary="b1"

--b1
Content-Type: text/plain

The mail system says the following.

--b1
Content-Type: {part}

{fields}

--b1
Content-Type: text/rfc822-headers

From: li.na@acme.example
To: {to}
Subject: A question
Message-ID: {original}

--b1--
"""


def delivery_report(to: str, original: str, *, action: str = "failed", status: str = "5.1.1", at: dt.datetime = NOW) -> bytes:
    """What a mail server says of an email of ours (RFC 3464)."""
    said = {"5": "550 5.1.1 User unknown", "4": "452 4.2.2 Mailbox full"}[status[0]]
    fields = f"Reporting-MTA: dns; mx.there.example\n\nFinal-Recipient: rfc822; {to}\nAction: {action}\nStatus: {status}\nDiagnostic-Code: smtp; {said}"
    subject = "Delayed Mail" if action == "delayed" else "Undelivered Mail Returned to Sender"
    return _report("delivery-status", "message/delivery-status", fields, to, original, subject, at)


def complaint_report(to: str, original: str, *, at: dt.datetime = NOW) -> bytes:
    """What a provider says when somebody called our email spam (RFC 5965)."""
    fields = f"Feedback-Type: abuse\nUser-Agent: Provider/1.0\nVersion: 1\nOriginal-Rcpt-To: {to}"
    return _report("feedback-report", "message/feedback-report", fields, to, original, "Abuse report", at)


def _report(kind: str, part: str, fields: str, to: str, original: str, subject: str, at: dt.datetime) -> bytes:
    filled = _REPORT.format(
        kind=kind, part=part, fields=fields, to=to, original=original, subject=subject, date=format_datetime(at), n=next(_number)
    )
    return filled.replace("\n", "\r\n").encode()


def take(desk: Application, *raws: bytes, mailbox_id: int | None = 1, folder_id: int = 1) -> Taken:
    """Let the desk take these in."""
    return desk.inbox.take_all([Arrived(mailbox_id, folder_id, 1, next(_number), raw) for raw in raws]).value


def sent_to(desk: Application, who: int) -> str:
    """An email to somebody that has left: sends the person's current step (or a free one) and gives its Message-ID."""
    composed = desk.compose.compose(who, values={"topic": "invoices", "value_prop": "approve in three days", "sender_name": "Li Na"})
    draft = EmailDraft(who, "A question", "Hello", composed.template, step=composed.step, send_at=desk.clock.now())
    row = desk.outbox.queue(draft).value
    with_state(desk, row, "sent")
    return str(one(desk, f"SELECT message_id FROM outbox WHERE id = {row}"))


def with_state(desk: Application, outbox_id: int, state: str) -> None:
    """Take an email through the sender's hands to an end, without a server."""
    assert desk.outbox.claim(outbox_id, "test") is not None
    assert desk.outbox.mark_dotting(outbox_id, "test")
    kind = {"sent": DeliveryKind.ACCEPTED, "in_doubt": DeliveryKind.IN_DOUBT}[state]
    desk.outbox.finish(outbox_id, Delivery(kind, "dot", 250 if state == "sent" else 0))
