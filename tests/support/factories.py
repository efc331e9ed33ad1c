"""People, plans and mail for tests, made through the services that the window uses."""

from __future__ import annotations

import itertools
from typing import Any

from sqlalchemy import insert

from sdrdesk.app import Application
from sdrdesk.core.changes import OpKind
from sdrdesk.core.domain.when import parse_when
from sdrdesk.core.ports import SmtpServer
from sdrdesk.core.services.email_draft import EmailDraft
from sdrdesk.core.services.touches import Logged, TouchDraft
from sdrdesk.core.store.tables import suppression
from tests.support.profile import one

_number = itertools.count(1)


def add_person(desk: Application, name: str = "", **values: str) -> int:
    """A person with an address and a number in New York; say ``phone=""`` or ``email=""`` to leave one out."""
    n = next(_number)
    who = {
        "full_name": name or f"Person {n}",
        "email": f"p{n}@firm{n}.example",
        "phone": f"+1 212-555-{1000 + n % 9000:04d}",
        "country": "US",
        "city": "New York",
    } | values
    return desk.prospects.add({k: v for k, v in who.items() if v != ""}).value


def log(desk: Application, who: int, outcome: str, channel: str = "call", **more: Any) -> Logged:
    """One touch; ``next="3d"`` is what the user typed as the next date."""
    typed = more.pop("next", None)
    when = parse_when(typed, desk.clock.now().astimezone(desk.settings.profile().zone)) if typed else None
    return desk.touches.log(TouchDraft(who, channel, outcome, next=when, **more)).value


def plan_of(desk: Application, who: int) -> tuple[str, int, str | None]:
    """(state, step number, due day) of the newest plan."""
    from tests.support.profile import rows

    return rows(desk, "SELECT state, step_no, due_on FROM enrolment WHERE prospect_id = :p ORDER BY id DESC LIMIT 1", p=who)[0]


def enrol(desk: Application, *people: int, cadence: str = "p5", **more: Any) -> dict[int, str]:
    """Put people on a plan; gives the first day of each who was taken."""
    return dict(desk.enrolments.enrol(list(people), cadence, **more).value.done)


def add_mailbox(desk: Application) -> int:
    """An account whose server is never spoken to."""
    desk.settings.profile_id()  # made at the first need, by no step of the user
    server = SmtpServer("mail.acme.example", 465, "tls", "li.na@acme.example")
    return desk.mailboxes.add(address="li.na@acme.example", from_name="Li Na", server=server, password="canary-Birne-20391").value


def queue(desk: Application, who: int, **more: Any) -> int:
    """An email of the current step in the outbox."""
    step = one(desk, "SELECT id FROM enrolment WHERE prospect_id = :p AND state IN ('active','waiting')", p=who)
    number = one(desk, "SELECT step_no FROM enrolment WHERE id = :i", i=step) if step else None
    draft = EmailDraft(
        who,
        more.pop("subject", "A question"),
        more.pop("body", "Hello,\n\nwho looks after invoices?\n\nLi Na"),
        step=(step, number) if step else None,
        **more,
    )
    return desk.outbox.queue(draft).value


def suppress(desk: Application, kind: str, value: str, channel: str = "any") -> None:
    """A line of the do-not-contact list."""
    with desk.store.write(OpKind.SETTINGS, undoable=False) as uow:
        uow.s.execute(insert(suppression).values(kind=kind, value=value, channel=channel, at=uow.now_ms))


def make_ready(desk: Application, who: int, meeting: str = "tue 14:00") -> None:
    """Everything that the standard MQL rule asks for (rule R23), the meeting included."""
    for letter, words in (
        ("need", "Invoices take nine days"),
        ("authority", "I sign up to 50 k"),
        ("time", "Before the year ends"),
        ("people", "Two clerks run it"),
    ):
        desk.qualification.set_letter(who, letter, "strong", text=words)
    log(desk, who, "meeting_booked", next=meeting)
