"""Mail while the window is open: at once by IDLE, again after trouble, and never a storm of tries."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from imapclient import IMAPClient  # type: ignore[import-untyped]

from sdrdesk.app import Application
from sdrdesk.core.bus import Notice
from sdrdesk.core.jobs import watch_mail
from sdrdesk.core.jobs.watch_mail import MailWatch, SleepWatch
from sdrdesk.core.mail.imap import ImapReader
from sdrdesk.core.mail.imap_wire import ReadLimits
from sdrdesk.core.ports import ImapServer
from tests.mail.conftest import PASSWORD, USER
from tests.mail.test_eml_folder import put
from tests.support.profile import one
from tests.support.reading import Collector, add_account, give_imap, lay, letter, reading
from tests.support.servers.certificates import Certificates
from tests.support.servers.dovecot import Dovecot
from tests.support.servers.wire import Relay


@pytest.fixture
def dovecot(good_certificates: Certificates, believed: Certificates) -> Iterator[Dovecot]:
    """A server with one empty account."""
    with Dovecot(good_certificates, {USER: PASSWORD}) as server:
        yield server


@pytest.fixture
def client(dovecot: Dovecot) -> Iterator[IMAPClient]:
    """A connection that is not ours."""
    with dovecot.imap(USER) as found:
        yield found


@pytest.fixture
def inbox() -> Collector:
    """What counts the messages."""
    return Collector()


@pytest.fixture
def watch(desk: Application, inbox: Collector, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailWatch]:
    """A watch that looks by itself once an hour only: what happens within the test happens for another reason."""
    monkeypatch.setattr(watch_mail, "LEAST_S", 0.0)
    monkeypatch.setattr(watch_mail, "LOOK_S", 0.1)
    reader = ImapReader(ReadLimits(connect=5, command=12, goodbye=0.2))
    job = reading(desk, inbox, reader)
    made = MailWatch(desk.mail_folders, lambda: job, desk.bus, poll_s=3600, back_off_s=(0.2, 3600))
    yield made
    made.stop()


def until(condition: Callable[[], bool], seconds: float = 20) -> None:
    """Wait for a condition."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.01)


def read_at(desk: Application) -> int | None:
    """When the account was last read without a problem."""
    found: int | None = one(desk, "SELECT read_at FROM mailbox")
    return found


def test_new_message_is_taken_at_once_by_idle(
    desk: Application, dovecot: Dovecot, client: IMAPClient, inbox: Collector, watch: MailWatch
) -> None:
    """A reply stops a plan within seconds (rule R9)."""
    lay(client, "INBOX", letter(1))
    add_account(desk, dovecot.host, dovecot.imap_port, USER, PASSWORD)
    watch.start()
    until(lambda: len(inbox.kept) == 1 and read_at(desk) is not None)
    time.sleep(0.1)
    lay(client, "INBOX", letter(2))
    until(lambda: len(inbox.kept) == 2)


def test_message_in_another_watched_folder_comes_when_asked_for(
    desk: Application, dovecot: Dovecot, client: IMAPClient, inbox: Collector, watch: MailWatch
) -> None:
    """IDLE listens to one folder; "Read now" looks at all."""
    add_account(desk, dovecot.host, dovecot.imap_port, USER, PASSWORD)
    watch.start()
    until(lambda: read_at(desk) is not None)
    lay(client, "Junk", letter(3))
    watch.read_now()
    until(lambda: len(inbox.kept) == 1)


def test_unreachable_server_is_quiet_and_is_read_again_when_it_is_back(
    desk: Application, dovecot: Dovecot, client: IMAPClient, inbox: Collector, watch: MailWatch
) -> None:
    """Offline for days: no notices, and what came meanwhile is read then."""
    notices: list[Notice] = []
    desk.bus.subscribe(lambda event: notices.append(event) if isinstance(event, Notice) else None)
    made = add_account(desk, "localhost", 9, USER, PASSWORD)
    watch.start()
    until(lambda: desk.mail_folders.accounts()[0].problem is not None)
    problem = desk.mail_folders.accounts()[0].problem
    assert problem is not None and problem.code == "imap_unreachable" and read_at(desk) is None
    lay(client, "INBOX", letter(1), letter(2))
    give_imap(desk, made, ImapServer(dovecot.host, dovecot.imap_port, "tls", USER))
    until(lambda: len(inbox.kept) == 2)
    until(lambda: desk.mail_folders.accounts()[0].problem is None)
    assert notices == []


def test_connection_that_breaks_in_idle_is_made_anew(
    desk: Application, dovecot: Dovecot, client: IMAPClient, inbox: Collector, watch: MailWatch
) -> None:
    """A router forgets, a laptop changes its network."""
    with Relay(dovecot.imap_port) as relay:
        add_account(desk, dovecot.host, relay.port, USER, PASSWORD)
        watch.start()
        until(lambda: read_at(desk) is not None)
        lay(client, "Junk", letter(1))
        for line in list(relay._lines):
            line.close()
        until(lambda: desk.mail_folders.accounts()[0].problem is not None or len(inbox.kept) == 1)


def test_refused_password_is_told_once_and_a_new_one_is_tried_at_once(
    desk: Application, dovecot: Dovecot, client: IMAPClient, inbox: Collector, watch: MailWatch
) -> None:
    """The password was changed at noon."""
    notices: list[Notice] = []
    desk.bus.subscribe(lambda event: notices.append(event) if isinstance(event, Notice) else None)
    lay(client, "INBOX", letter(1))
    made = add_account(desk, dovecot.host, dovecot.imap_port, USER, "wrong")
    watch.start()
    until(lambda: bool(notices))
    for _ in range(3):
        watch.read_now()
        time.sleep(0.1)
    assert [n.code for n in notices] == ["mail_auth_refused"]
    assert dovecot.log().count("auth failed") == 1
    desk.mailboxes.set_password(made, PASSWORD)
    until(lambda: len(inbox.kept) == 1)


def test_directory_is_read_and_an_account_that_is_removed_is_left(
    desk: Application, dovecot: Dovecot, inbox: Collector, watch: MailWatch, tmp_path: Path
) -> None:
    """What the user changes counts at once."""
    made = add_account(desk, dovecot.host, dovecot.imap_port, USER, PASSWORD)
    watch.start()
    until(lambda: read_at(desk) is not None)
    put(tmp_path, "1.eml", letter(7))
    desk.mail_folders.add_directory(tmp_path)
    until(lambda: len(inbox.kept) == 1)
    desk.mailboxes.remove(made)
    until(lambda: not watch._accounts)
    assert one(desk, "SELECT count(*) FROM mail_folder WHERE mailbox_id IS NOT NULL") == 0


def test_stop_ends_every_thread_and_connection_soon(desk: Application, dovecot: Dovecot, inbox: Collector, watch: MailWatch) -> None:
    """Closing the window must not wait for a server."""
    add_account(desk, dovecot.host, dovecot.imap_port, USER, PASSWORD)
    watch.start()
    until(lambda: read_at(desk) is not None)
    threads = [a.thread for a in watch._accounts.values()]
    watch.stop()
    assert threads and not any(t.is_alive() for t in threads)


def test_stop_without_a_start_is_fine(desk: Application, watch: MailWatch) -> None:
    """A window that is closed before it was opened."""
    watch.stop()


def test_sleep_is_seen_by_two_clocks_that_part() -> None:
    """After it the connection is dead, whatever it looks like."""
    wall, steady = [1000.0], [50.0]
    sleep = SleepWatch(lambda: wall[0], lambda: steady[0])
    wall[0] += 600
    steady[0] += 600
    assert not sleep.slept()
    wall[0] += 3600
    assert sleep.slept()
    sleep.forget()
    assert not sleep.slept()
