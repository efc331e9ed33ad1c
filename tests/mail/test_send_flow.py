"""An email's whole way: outbox, sender, SMTP, a server that misbehaves (promises B1, B3, and rule R16)."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from sdrdesk.core.bus import Notice
from sdrdesk.core.errors import KeyringProblem
from sdrdesk.core.secrets.memory_store import MemorySecrets
from sdrdesk.core.services.touches import TouchDraft
from tests.proofs.desks import Desk, HookedSink, open_desk
from tests.support.crash import PASSWORD, USER
from tests.support.servers.certificates import Certificates
from tests.support.servers.dovecot import free_ports

BEFORE_THE_DOT = ("greeting", "ehlo", "auth", "mail", "rcpt", "data")
AFTER_THE_DOT = ("dot", "stored")
REPEATS = 100 if os.environ.get("SDRDESK_PROVE") else 3


@pytest.fixture
def server(believed: Certificates) -> Iterator[HookedSink]:
    """A submission server that can be told to misbehave."""
    with HookedSink(believed, accounts={USER: PASSWORD}) as sink:
        yield sink


@pytest.fixture
def desk(server: HookedSink, tmp_path: Path) -> Iterator[Desk]:
    """A profile with three people and an account at that server."""
    with open_desk(tmp_path / "profile", port=server.port, people=3) as made:
        yield made


def counts(server: HookedSink) -> list[int]:
    """How often each message that was delivered was delivered."""
    return sorted(server.copies().values())


@pytest.mark.parametrize("phase", BEFORE_THE_DOT)
def test_send_cut_before_the_dot_is_delivered_once_by_the_retry(desk: Desk, server: HookedSink, phase: str) -> None:
    """Nothing has arrived yet, so the email goes again by itself, and once (B1)."""
    for n in range(1, REPEATS + 1):
        server.script(phase, drop=True)
        email = desk.queue(desk.people[0])
        assert desk.app.sender.run().results == {email: "deferred"}
        assert desk.app.sender.run().results == {}
        desk.clock.advance(minutes=15)
        assert desk.app.sender.run().results == {email: "sent"}
        assert counts(server) == [1] * n
        assert desk.sound().sound


def test_send_cut_within_the_body_is_retried_or_in_doubt_but_never_doubled(desk: Desk, server: HookedSink) -> None:
    """A short body and its dot may both be under way before we hear of the break: then it is honest to be in doubt."""
    delivered = 0
    for _ in range(REPEATS):
        server.script("body", drop=True)
        email = desk.queue(desk.people[0])
        first = desk.app.sender.run().results
        assert first in ({email: "deferred"}, {email: "in_doubt"})
        desk.clock.advance(minutes=15)
        assert desk.app.sender.run().results == ({email: "sent"} if first == {email: "deferred"} else {})
        delivered += first == {email: "deferred"}
        assert counts(server) == [1] * delivered


@pytest.mark.parametrize("phase", AFTER_THE_DOT)
def test_send_cut_after_the_dot_is_in_doubt_and_never_goes_by_itself(desk: Desk, server: HookedSink, phase: str) -> None:
    """Nobody can know whether it arrived; a second copy would be worse than a question (B1)."""
    for n in range(1, REPEATS + 1):
        server.script(phase, drop=True)
        email = desk.queue(desk.people[0])
        assert desk.app.sender.run().results == {email: "in_doubt"}
        for _ in range(3):
            desk.clock.advance(hours=9)
            desk.reopen()
            assert desk.app.sender.run().results == {}
        assert desk.app.outbox.counts() == {"in_doubt": n}
        assert counts(server) == ([1] * n if phase == "stored" else [])


def test_send_cut_after_the_answer_is_sent(desk: Desk, server: HookedSink) -> None:
    """The answer has come; what the line does afterwards does not matter."""
    server.script("quit", drop=True)
    email = desk.queue(desk.people[0])
    assert desk.app.sender.run().results == {email: "sent"}


def test_send_without_a_server_waits_for_it_longer_than_five_tries(tmp_path: Path, believed: Certificates) -> None:
    """A day on a train is not five refusals: the email leaves in the evening, once."""
    port = free_ports(1)[0]
    with open_desk(tmp_path / "profile", port=port) as desk:
        email = desk.queue(desk.people[0])
        for _ in range(48):
            assert desk.app.sender.run().results == {email: "deferred"}
            desk.clock.advance(minutes=15)
        with HookedSink(believed, accounts={USER: PASSWORD}, port=port) as server:
            assert desk.app.sender.run().results == {email: "sent"}
            assert counts(server) == [1]


def test_resolve_in_doubt_as_unsent_sends_the_same_bytes_once(desk: Desk, server: HookedSink) -> None:
    """The user looked and it is not there: now it goes, unchanged, after a restart too."""
    server.script("dot", drop=True)
    email = desk.queue(desk.people[0])
    desk.app.sender.run()
    identity = desk.row(email).message_id
    desk.app.outbox.resolve(email, "unsent")
    desk.reopen()
    assert desk.app.sender.run().results == {email: "sent"}
    assert server.copies() == {identity: 1}


def test_resolve_in_doubt_as_sent_counts_as_a_touch_and_moves_the_plan_on(desk: Desk, server: HookedSink) -> None:
    """The user found it in Sent: the plan goes on as if the answer had come."""
    who = desk.people[0]
    desk.app.enrolments.enrol([who], "p5")
    server.script("stored", drop=True)
    email = desk.queue_step(who)
    desk.app.sender.run()
    desk.app.outbox.resolve(email, "sent")
    assert desk.app.sender.run().results == {}
    following = desk.app.compose.compose(who).step
    assert following is not None and following[1] == 2
    assert desk.sound().sound
    assert counts(server) == [1]


# --- retries (B3) -----------------------------------------------------------------------------------------------------------


def test_retry_after_a_temporary_refusal_has_the_same_bytes(desk: Desk, server: HookedSink) -> None:
    """Same Message-ID, same Date, same everything: a server that kept both copies can tell that they are one (B3)."""
    server.script("stored", reply="451 4.3.0 try later", times=3)
    email = desk.queue(desk.people[0], "你好 = naïve")
    for wait in (15, 30, 60):
        assert desk.app.sender.run().results == {email: "deferred"}
        desk.clock.advance(minutes=wait)
    assert desk.app.sender.run().results == {email: "sent"}
    assert len(server.messages) == 4
    assert {hashlib.sha256(m.content).hexdigest() for m in server.messages} == {server.messages[0].sha256}


def test_retry_waits_longer_each_time_and_then_fails_where_it_is_seen(desk: Desk, server: HookedSink) -> None:
    """15, 30, 60, 120, 240 minutes, then the email has failed and its step waits with the reason (B3, R10)."""
    server.script("rcpt", reply="451 4.7.1 greylisted", times=None)
    who = desk.people[0]
    desk.app.enrolments.enrol([who], "p5")
    email = desk.queue_step(who)
    waits = []
    while desk.app.sender.run().results == {email: "deferred"}:
        due = desk.row(email).not_before
        waits.append((due - desk.clock.now()).total_seconds() / 60)
        desk.clock.set(due)
    assert waits == [15, 30, 60, 120, 240]
    assert (desk.row(email).state, desk.row(email).reason, desk.row(email).last_code) == ("failed", "gave_up", 451)
    assert desk.sound().sound
    assert server.messages == []


def test_retry_first_tried_days_after_queueing_is_not_given_up_at_once(desk: Desk, server: HookedSink) -> None:
    """The machine slept over the weekend; one busy server on Monday must not fail everything that waited."""
    email = desk.queue(desk.people[0])
    desk.clock.advance(hours=63)
    server.script("rcpt", reply="451 4.7.1 greylisted")
    assert desk.app.sender.run().results == {email: "deferred"}
    desk.clock.advance(minutes=15)
    assert desk.app.sender.run().results == {email: "sent"}


@pytest.mark.parametrize("phase", ["mail", "rcpt", "data", "dot"])
def test_refused_for_good_is_never_tried_again(desk: Desk, server: HookedSink, phase: str) -> None:
    """A 5xx means no; asking again ruins the sender's name (B3)."""
    server.script(phase, reply="550 5.1.1 no such user", times=None)
    emails = [desk.queue(who) for who in desk.people]
    assert desk.app.sender.run().results == dict.fromkeys(emails, "failed")
    asked = list(server.commands)
    for _ in range(8):
        desk.clock.advance(hours=7)
        desk.reopen()
        assert desk.app.sender.run().results == {}
    assert server.commands == asked
    assert server.messages == []


@pytest.mark.parametrize("reply", ["550 5.1.1 no such user", "451 4.2.2 mailbox full"])
def test_one_bad_recipient_neither_blocks_nor_repeats_the_others(desk: Desk, server: HookedSink, reply: str) -> None:
    """Each email stands for itself (B3)."""
    emails = [desk.queue(who) for who in desk.people]
    server.script("rcpt", reply=reply)
    results = desk.app.sender.run().results
    assert [results[e] for e in emails][1:] == ["sent", "sent"]
    desk.clock.advance(hours=5)
    desk.app.sender.run()
    assert counts(server) == ([1, 1] if reply.startswith("5") else [1, 1, 1])


# --- accounts ---------------------------------------------------------------------------------------------------------------


def test_wrong_password_pauses_the_account_and_loses_nothing(desk: Desk, server: HookedSink) -> None:
    """One try with a wrong password, not one for each email; a right one lets everything go."""
    box = desk.app.mailboxes.rows()[0]
    desk.app.mailboxes.set_password(box.id, "wrong")
    emails = [desk.queue(who) for who in desk.people]
    desk.listen()
    results = desk.app.sender.run().results
    assert set(results.values()) == {"queued"} and len(server.logins) == 1
    assert desk.app.mailboxes.get(box.id).paused
    assert [e.code for e in desk.heard if isinstance(e, Notice)] == ["auth_refused"]
    desk.clock.advance(hours=30)
    assert desk.app.sender.run().results == {} and len(server.logins) == 1
    desk.app.mailboxes.set_password(box.id, PASSWORD)
    assert desk.app.sender.run().results == dict.fromkeys(emails, "sent")
    assert counts(server) == [1, 1, 1]


def test_account_that_is_paused_or_full_does_not_keep_the_others_waiting(desk: Desk, server: HookedSink) -> None:
    """Two hundred emails of a paused account lie before the one of another."""
    paused = desk.app.mailboxes.rows()[0].id
    other = desk.add_mailbox(server.port, "second@acme.example")
    for n in range(201):
        desk.queue(desk.people[0], f"Question {n}", mailbox_id=paused)
    desk.app.mailboxes.pause(paused, "auth_refused")
    desk.clock.advance(minutes=1)
    email = desk.queue(desk.people[1], mailbox_id=other)
    assert desk.app.sender.run().results == {email: "sent"}
    assert desk.app.outbox.counts() == {"queued": 201, "sent": 1}


class Lockable(MemorySecrets):
    """Passwords behind a lock, as a desktop's keyring keeps them."""

    def __init__(self) -> None:
        super().__init__()
        self.locked: set[int] = set()
        self.asked = 0

    def get(self, account_id: int) -> str | None:
        """The password, unless it is locked."""
        self.asked += 1
        if account_id in self.locked:
            raise KeyringProblem("keyring_locked")
        return super().get(account_id)


def test_locked_keyring_pauses_mail_says_so_once_and_goes_on_when_unlocked(server: HookedSink, tmp_path: Path) -> None:
    """Other accounts go on; unlocking is all that the user has to do, no account is marked as refused (D3)."""
    secrets = Lockable()
    with open_desk(tmp_path / "profile", port=server.port, people=3, secrets=secrets) as desk:
        locked = desk.app.mailboxes.rows()[0].id
        other = desk.add_mailbox(server.port, "second@acme.example")
        waiting = [desk.queue(desk.people[n], mailbox_id=locked) for n in (0, 1)]
        email = desk.queue(desk.people[2], mailbox_id=other)
        secrets.locked.add(locked)
        desk.listen()
        assert desk.app.sender.run().results == {email: "sent"}
        asked = secrets.asked
        for _ in range(3):
            assert desk.app.sender.run().results == {}
        assert secrets.asked == asked + 3
        assert [(e.code, e.params["code"]) for e in desk.heard if isinstance(e, Notice)] == [("keyring", "keyring_locked")]
        assert not desk.app.mailboxes.get(locked).paused
        assert [desk.row(e).attempts for e in waiting] == [0, 0]
        secrets.locked.clear()
        assert desk.app.sender.run().results == dict.fromkeys(waiting, "sent")
        assert counts(server) == [1, 1, 1]


# --- stops and quitting in the middle ---------------------------------------------------------------------------------------


def test_quit_while_sending_keeps_the_email_for_the_next_start(desk: Desk, server: HookedSink) -> None:
    """Closing the window at the wrong moment must not cancel what the user wrote."""
    email = desk.queue(desk.people[0])
    stop = threading.Event()
    server.hooks = {"mail": stop.set}
    assert desk.app.sender.run(stop).results == {email: "queued"}
    desk.reopen()
    assert desk.app.sender.run().results == {email: "sent"}
    assert counts(server) == [1]


@pytest.mark.parametrize("reply", ["", "451 4.3.0 later", "550 5.1.1 no"])
@pytest.mark.parametrize("outcome", ["replied", "do_not_contact"])
def test_stop_while_the_server_is_asked_wins_whatever_the_server_says(desk: Desk, server: HookedSink, outcome: str, reply: str) -> None:
    """They answered while we were connecting: nothing goes, not now and not as a retry (B4)."""
    email = desk.queue(desk.people[0])

    def answer() -> None:
        desk.app.touches.log(TouchDraft(desk.people[0], "email", outcome))

    server.hooks = {"rcpt": answer}
    if reply:
        server.script("rcpt", reply=reply)
    assert desk.app.sender.run().results == {email: "cancelled"}
    desk.clock.advance(hours=12)
    assert desk.app.sender.run().results == {}
    assert server.messages == []


def test_do_not_contact_of_a_shared_number_gives_the_step_back(desk: Desk, server: HookedSink) -> None:
    """Another person at the same number wants no contact: the email is cancelled, and its step does not vanish from the plan."""
    who, other = desk.people[:2]
    desk.app.enrolments.enrol([who], "p5")
    for one in (who, other):
        desk.app.prospects.edit(one, {"phone": "+1 415 555 0177"})
    email = desk.queue_step(who)
    desk.app.touches.log(TouchDraft(other, "call", "do_not_contact"))
    desk.app.sender.run()
    assert (desk.row(email).state, desk.row(email).reason) == ("cancelled", "do_not_contact")
    assert desk.sound().sound
    assert server.messages == []


def test_pass_that_broke_off_by_itself_is_taken_up_by_the_same_program(desk: Desk, server: HookedSink) -> None:
    """After a full disk the program goes on without a restart: what was in its hands is not stuck."""
    first, second = (desk.queue(who) for who in desk.people[:2])
    instance = desk.app.sender._instance
    assert desk.app.outbox.claim(first, instance) and desk.app.outbox.claim(second, instance)
    assert desk.app.outbox.mark_dotting(second, instance)
    assert desk.app.sender.run().results == {first: "sent"}
    assert desk.row(second).state == "in_doubt"
