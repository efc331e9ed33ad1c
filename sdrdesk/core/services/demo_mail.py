"""The messages behind invented replies, absences, bounces and opt-outs. No random number is drawn here, so all the rest stays as it was."""

from __future__ import annotations

import datetime as dt
import json

from sdrdesk.core.clock import from_ms, zone
from sdrdesk.core.domain.received import MailKind
from sdrdesk.core.services.demo_book import Book
from sdrdesk.core.services.demo_people import Person, Row

KINDS = {
    "replied": MailKind.HUMAN_REPLY,
    "auto_replied": MailKind.OUT_OF_OFFICE,
    "bounced": MailKind.BOUNCE,
    "unsubscribed": MailKind.UNSUBSCRIBE,
}
"""Outcomes of an email that came as a message."""

NAMES_ANOTHER = 6
"""Each such reply names the one to talk to."""

UNSEEN_DAYS = 3
"""What machines wrote in the last days has not been put aside yet."""

_READ_AFTER_MS = 60_000


def received(book: Book, p: Person, day: int, minute: int, outcome: str, touch_id: int, note: str) -> None:
    """The message that an outcome stands for; dealt with, unless a machine wrote it just now."""
    kind = KINDS.get(outcome)
    if kind is None:
        return
    at = book.days.ms(p.zone, day, minute)
    words = p.voice.mail
    row: Row = {
        "id": book.new_id("message"),
        "content_key": f"demo-{touch_id}",
        "at": at,
        "read_at": at + _READ_AFTER_MS,
        "from_name": p.name,
        "from_address": p.row["email"],
        "subject": words["subject"],
        "text": words[outcome].format(note=note),
        "quoted": words["quoted"],
        "kind": kind.value,
        "kind_first": kind.value,
        "confidence": 95,
        "returns_on": None,
        "reported_json": "[]",
        "referred_json": "[]",
        "prospect_id": p.id,
        "matched_by": "thread",
        "touch_id": touch_id,
        "state": "new" if kind != MailKind.HUMAN_REPLY and day >= p.last - UNSEEN_DAYS else "done",
    }
    if kind == MailKind.OUT_OF_OFFICE:
        row["returns_on"] = _next_monday(p, at)
    elif kind == MailKind.BOUNCE:
        _of_the_server(p, row, note)
    elif kind == MailKind.HUMAN_REPLY and touch_id % NAMES_ANOTHER == 0:
        _names_another(p, row, touch_id)
    book.rows["message"].append(row)


def to_be_answered(book: Book, p: Person) -> None:
    """The reply that came last is still to be answered."""
    if book.rows["message"] and book.rows["message"][-1]["prospect_id"] == p.id:
        book.rows["message"][-1]["state"] = "new"


def _next_monday(p: Person, at: int) -> str:
    day = from_ms(at).astimezone(zone(p.zone)).date()
    return (day + dt.timedelta(days=7 - day.weekday())).isoformat()


def _of_the_server(p: Person, row: Row, note: str) -> None:
    """A bounce comes from the machine that refused it."""
    address = str(p.row["email"])
    row["from_name"], row["from_address"] = "Mail Delivery System", f"mailer-daemon@{address.rpartition('@')[2]}"
    row["subject"], row["quoted"] = "Undelivered Mail Returned to Sender", ""
    row["reported_json"] = json.dumps(
        [{"address": address, "action": "failed", "status": "5.1.1", "permanent": True, "reason": "user_unknown", "said": note}],
        ensure_ascii=False,
    )


def _names_another(p: Person, row: Row, touch_id: int) -> None:
    """A colleague at the same company, by name and address."""
    firsts, lasts = p.voice.first_names[p.country], p.voice.last_names[p.country]
    first, last = firsts[touch_id * 7 % len(firsts)], lasts[touch_id * 11 % len(lasts)]
    name = f"{last.text}{first.text}" if p.voice.language == "zh_CN" else f"{first.text} {last.text}"
    address = f"{first.slug}.{last.slug}@{str(p.row['email']).rpartition('@')[2]}"
    title = p.voice.mail["colleague"]
    row["kind"] = row["kind_first"] = MailKind.REFERRAL.value
    row["text"] = p.voice.mail["referral"].format(name=name, address=address, title=title)
    row["referred_json"] = json.dumps([{"name": name, "address": address, "phone": "", "title": title}], ensure_ascii=False)
