"""Promise B4: a stop that was committed before the marker keeps the email back, in whatever order things happen."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import random
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text, update

from sdrdesk.core.changes import OpKind
from sdrdesk.core.domain.do_not_contact import Entry
from sdrdesk.core.domain.when import When
from sdrdesk.core.errors import UserError
from sdrdesk.core.ports import Delivery, DeliveryKind
from sdrdesk.core.services.touches import TouchDraft
from sdrdesk.core.store.mail_tables import outbox
from tests.proofs.desks import Desk, open_desk
from tests.support.crash import PASSWORD, USER
from tests.support.servers.certificates import Certificates
from tests.support.servers.smtp_sink import SmtpSink

PROVE = bool(os.environ.get("SDRDESK_PROVE"))
ROUNDS = 10_000 if PROVE else 300
THREAD_ROUNDS = 40 if PROVE else 4
AT_ONCE = 3
"""Emails that are under way together in a round."""


def stops(desk: Desk, who: int, email: int) -> dict[str, Callable[[], object]]:
    """Every way in which a rep can keep an email from going."""

    def touch(outcome: str) -> Callable[[], object]:
        return lambda: desk.app.touches.log(TouchDraft(who, "email", outcome))

    soon = desk.clock.now() + dt.timedelta(hours=1)
    meeting = When(soon.date(), soon)
    return {
        **{outcome: touch(outcome) for outcome in ("replied", "do_not_contact", "unsubscribed", "bounced")},
        "cancelled": lambda: desk.app.outbox.cancel(email),
        "stopped": lambda: desk.app.enrolments.stop(who, "by_user"),
        "skipped": lambda: desk.app.enrolments.skip_step(who, "by_user"),
        "meeting": lambda: desk.app.tasks.plan(who, "meeting", "meeting", meeting),
        "held": lambda: desk.app.outbox.hold(email),
        "listed": lambda: desk.app.do_not_contact.add([Entry("person", str(who), "email")]),
        "edited": lambda: desk.app.prospects.edit(who, {"email": f"new{who}@other.example"}),
        "taken back": lambda: desk.app.outbox.cancel(email, rewrite=True),
    }


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A profile with an account that no server is needed for."""
    with open_desk(tmp_path / "profile", port=9, people=0) as made:
        yield made


def one_round(desk: Desk, number: int, chance: random.Random, mark_email: Callable[[int], bool] | None = None) -> list[str]:
    """Some emails, their stops, a pause of the account and the sender's calls in a random order; gives what went wrong."""
    app = desk.app
    people = desk.add_people(AT_ONCE, f"r{number}n")
    stepped = chance.random() < 0.5
    if stepped:
        app.enrolments.enrol(list(people), "p5")
    emails = {who: desk.queue_step(who) if stepped else desk.queue(who) for who in people}
    stopped: dict[int, str] = {}
    bad: list[str] = []
    paused: list[bool] = []

    def stop(who: int) -> None:
        name, act = chance.choice(list(stops(desk, who, emails[who]).items()))
        try:
            act()
        except UserError:
            return
        stopped.setdefault(who, name)

    def mark(who: int) -> None:
        if not (mark_email or (lambda i: app.outbox.mark_dotting(i, "sender")))(emails[who]):
            return
        if who in stopped or paused:
            bad.append(f"round {number}: {stopped.get(who, 'pause')} came first, stepped={stepped}")
        app.outbox.finish(emails[who], Delivery(DeliveryKind.ACCEPTED, "dot", 250))

    lanes: list[list[Callable[[], object]]] = []
    for who in people:
        lanes.append([partial(app.outbox.claim, emails[who], "sender"), partial(mark, who)])
        if chance.random() < 0.8:
            lanes.append([partial(stop, who)])
    box = app.mailboxes.rows()[0].id
    if chance.random() < 0.2:  # for all of them together
        lanes.append([lambda: (app.mailboxes.pause(box, "by_user"), paused.append(True))])
    in_any_order(lanes, chance)
    if paused:
        end_pause(desk, list(emails.values()))
    return bad


def in_any_order(lanes: list[list[Callable[[], object]]], chance: random.Random) -> None:
    """Do all of it, each lane in its own order."""
    while lanes:
        lane = chance.choice(lanes)
        lane.pop(0)()
        if not lane:
            lanes.remove(lane)


def end_pause(desk: Desk, emails: list[int]) -> None:
    """What the pause kept back must not go in a later round."""
    desk.app.mailboxes.resume(desk.app.mailboxes.rows()[0].id)
    for email in emails:
        with contextlib.suppress(UserError):
            desk.app.outbox.cancel(email)


@pytest.mark.timeout(3600)
def test_stop_in_any_order_before_the_marker_keeps_the_email_back(desk: Desk) -> None:
    """Replies, bounces, opt-outs, cancels and skips against claim and marker, in hundreds of seeded orders (B4)."""
    bad: list[str] = []
    done = 0
    while done < ROUNDS:
        bad += one_round(desk, done, random.Random(done))
        done += AT_ONCE
        desk.clock.advance(minutes=30)  # else the caps of an hour and a day keep back what is to be raced
    assert bad == []
    counts = desk.app.outbox.counts()
    # Blind otherwise: both ends must have happened often.
    assert counts["sent"] > ROUNDS / 8 and counts["cancelled"] > ROUNDS / 8
    assert desk.sound().sound


def test_control_without_the_look_at_the_marker_is_seen(desk: Desk) -> None:
    """The variant that looks at the claim only, as most programs do: the same rounds must find it out, else they are blind (B4)."""

    def blind(email: int) -> bool:
        with desk.app.store.write(OpKind.SEND, actor="job", undoable=False) as uow:
            uow.s.execute(update(outbox).where(outbox.c.id == email).values(state="dotting"))
        return True

    bad: list[str] = []
    for number in range(0, 60, AT_ONCE):
        bad += one_round(desk, number, random.Random(number), blind)
    assert len(bad) > 5


def marker_steps(desk: Desk) -> dict[int, int]:
    """For each email that passed its marker the journal step of it: the one before the change that found it dotting."""
    marked: dict[int, int] = {}
    before: dict[int, int] = {}
    with desk.app.store.read() as s:
        changes = s.execute(
            text("SELECT pk, step_id, before ->> 'state' AS state FROM journal_change WHERE tbl = 'outbox' AND kind = 'U' ORDER BY id")
        )
        for change in changes:
            if change.state == "dotting":
                marked[change.pk] = before[change.pk]
            before[change.pk] = change.step_id
    return marked


@pytest.mark.timeout(1200)
def test_stop_from_another_thread_before_the_marker_keeps_the_email_back(tmp_path: Path, believed: Certificates) -> None:
    """The real sender against real threads: what the oracle received had its marker before the stop, by the journal's order (B4)."""
    with SmtpSink(believed, accounts={USER: PASSWORD}) as sink, open_desk(tmp_path / "profile", port=sink.port, people=0) as desk:
        stop_steps: dict[int, int] = {}
        for number in range(THREAD_ROUNDS):
            people = desk.add_people(12, f"t{number}n")
            emails = {who: desk.queue(who) for who in people}
            chance = random.Random(number)
            sender = threading.Thread(target=desk.app.sender.run)
            sender.start()
            for who in chance.sample(people, len(people)):
                _, act = chance.choice(list(stops(desk, who, emails[who]).items()))
                try:
                    done: Any = act()
                except UserError:
                    # Too late, or there is no plan to stop: then it is no stop.
                    done = desk.app.touches.log(TouchDraft(who, "email", chance.choice(("replied", "do_not_contact", "unsubscribed"))))
                assert done.changes.step_id is not None
                stop_steps[emails[who]] = done.changes.step_id
                threading.Event().wait(chance.uniform(0, 0.02))
            sender.join(60)
            assert not sender.is_alive()
        marked = marker_steps(desk)
        rows = {r.message_id: r.id for r in desk.app.outbox.rows()}
        received = [rows[i] for i in sink.copies()]
        assert [e for e in received if marked[e] > stop_steps[e]] == []
        assert set(sink.copies().values()) == {1}
        counts = desk.app.outbox.counts()
    assert counts["sent"] and counts["cancelled"], "both ends must have happened"
    assert counts["sent"] == len(received)
