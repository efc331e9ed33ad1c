"""The gate with a real sender and a real server: what arrives, in which order and how far apart (rules R8, R11; promises B4, B6)."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from sdrdesk.core.changes import OpKind
from sdrdesk.core.clock import UTC, to_ms
from sdrdesk.core.domain.sending_hours import Pace
from sdrdesk.core.store.mail_tables import mailbox
from tests.proofs.desks import Desk, open_desk
from tests.support.crash import PASSWORD, USER
from tests.support.servers.certificates import Certificates
from tests.support.servers.smtp_sink import Received, SmtpSink

TEN_IN_CALIFORNIA = dt.datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
"""Where the test people sit, a Monday."""


class Arrivals:
    """What the server got, with the desk's time of each."""

    def __init__(self) -> None:
        self.desk: Desk | None = None
        self.got: list[tuple[dt.datetime, str]] = []

    def note(self, received: Received) -> None:
        """Called by the server for each message."""
        assert self.desk is not None
        self.got.append((self.desk.clock.now(), received.message_id))


@pytest.fixture
def arrivals() -> Arrivals:
    """The oracle's own list."""
    return Arrivals()


@pytest.fixture
def desk(believed: Certificates, arrivals: Arrivals, tmp_path: Path) -> Iterator[Desk]:
    """Six people on a plan, at a server that is well."""
    with SmtpSink(believed, accounts={USER: PASSWORD}, on_stored=arrivals.note) as sink:
        with open_desk(tmp_path / "profile", port=sink.port, people=6, at=TEN_IN_CALIFORNIA, pace=Pace()) as made:
            made.app.enrolments.enrol(list(made.people), "p5")
            arrivals.desk = made
            yield made


def tick(desk: Desk, times: int) -> None:
    """Passes as the scheduler makes them, each by a program that has just started."""
    for number in range(times):
        desk.app.sender.run()
        desk.clock.advance(seconds=15)
        if number % 8 == 7:
            desk.reopen()


def test_emails_arrive_one_after_another_each_once_also_over_restarts(desk: Desk, arrivals: Arrivals) -> None:
    """B6: at least thirty seconds apart by the server's own count, in the order of the outbox, none twice."""
    emails = [desk.queue_step(who) for who in desk.people]
    tick(desk, 40)
    assert [i for _, i in arrivals.got] == [desk.row(e).message_id for e in emails]
    gaps = [(b - a).total_seconds() for (a, _), (b, _) in itertools.pairwise(arrivals.got)]
    assert min(gaps) >= 30 and len(set(gaps)) > 1
    assert desk.sound().sound


def test_program_that_was_closed_over_night_sends_in_their_morning(desk: Desk, arrivals: Arrivals) -> None:
    """Queued at ten, the laptop shut until three at night: nothing leaves before half past eight there."""
    for who in desk.people:
        desk.queue_step(who)
    desk.clock.advance(hours=17)
    desk.reopen()
    tick(desk, 10)
    assert arrivals.got == []
    desk.clock.set(dt.datetime(2026, 3, 3, 16, 30, tzinfo=UTC))
    tick(desk, 40)
    assert len(arrivals.got) == 6 and arrivals.got[0][0] >= dt.datetime(2026, 3, 3, 16, 30, tzinfo=UTC)


def test_follow_up_leaves_only_after_the_mailbox_was_read(desk: Desk, arrivals: Arrivals) -> None:
    """B4 to the end: held with a reason, the reader asked, gone when it was read, and never when they answered meanwhile."""
    with desk.app.store.write(OpKind.MAILBOX, undoable=False) as uow:
        uow.s.execute(update(mailbox).values(imap_host="imap.acme.example"))
    who = desk.people[0]
    desk.queue(who, "First")
    tick(desk, 1)
    desk.clock.advance(minutes=2)
    second = desk.queue(who, "Second")
    tick(desk, 4)
    assert len(arrivals.got) == 1 and desk.row(second).reason == "mailbox_unread"
    box = desk.app.mailboxes.rows()[0].id
    with desk.app.store.write(OpKind.MAILBOX, undoable=False) as uow:
        uow.s.execute(update(mailbox).values(read_at=to_ms(desk.clock.now())))
    desk.app.outbox.mailbox_was_read(box)
    tick(desk, 4)
    assert [i for _, i in arrivals.got][1:] == [desk.row(second).message_id]
