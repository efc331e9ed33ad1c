"""Reading mail from a real Dovecot: everything once, nothing missed, and the account as it was (promises B2, C1, C2)."""

from __future__ import annotations

import datetime as dt
import shutil
import threading
from collections.abc import Iterator, Sequence

import pytest
from imapclient import IMAPClient  # type: ignore[import-untyped]
from sqlalchemy import text

from sdrdesk.app import Application
from sdrdesk.core.bus import Notice
from sdrdesk.core.changes import OpKind, Outcome
from sdrdesk.core.domain.received import Arrived, Taken
from sdrdesk.core.errors import RuleRefusal
from sdrdesk.core.jobs.read_mail import ReadReport
from sdrdesk.core.mail import imap
from sdrdesk.core.mail.imap import ImapReader
from sdrdesk.core.mail.imap_wire import Wire
from sdrdesk.core.ports import ImapServer, Place, ReadingStopped, Secret
from sdrdesk.core.services.outbox import EmailDraft
from tests.mail.conftest import PASSWORD, USER
from tests.support.factories import add_person
from tests.support.profile import one, rows
from tests.support.reading import Collector, add_account, content, lay, letter, reading, snapshot
from tests.support.servers.certificates import Certificates
from tests.support.servers.dovecot import Dovecot


@pytest.fixture(scope="module")
def dovecot(good_certificates: Certificates) -> Iterator[Dovecot]:
    """One server; :func:`box` gives an empty account for each test."""
    accounts = {USER: PASSWORD, "other@acme.example": PASSWORD}
    with Dovecot(good_certificates, accounts) as server:
        yield server


@pytest.fixture
def box(dovecot: Dovecot, believed: Certificates) -> Iterator[IMAPClient]:
    """The account, emptied, over a connection that is not ours."""
    for user in dovecot.accounts:
        shutil.rmtree(dovecot.folder / "mail" / user, ignore_errors=True)
    with dovecot.imap(USER) as client:
        yield client


@pytest.fixture
def inbox() -> Collector:
    """What counts the messages."""
    return Collector()


@pytest.fixture
def account(desk: Application, dovecot: Dovecot, box: IMAPClient) -> int:
    """The account in the desk."""
    return add_account(desk, dovecot.host, dovecot.imap_port, USER, PASSWORD)


def problems(report: ReadReport) -> list[str]:
    """Codes of what was in the way."""
    return [f.problem.code for f in report.folders if f.problem]


def overheard(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What is said to the server from now on."""
    said: list[bytes] = []
    original = Wire.send

    def send(self: Wire, data: bytes) -> None:
        said.append(bytes(data))
        original(self, data)

    monkeypatch.setattr(Wire, "send", send)
    return said


def test_first_pass_reads_inbox_and_junk_and_the_next_only_what_is_new(
    desk: Application, account: int, box: IMAPClient, inbox: Collector
) -> None:
    """A pass costs what has come, not what is there."""
    lay(box, "INBOX", *(letter(n) for n in range(250)))
    lay(box, "Junk", letter(900))
    lay(box, "Sent", letter(901))
    report = reading(desk, inbox).read_all()
    assert (report.read, report.kept, problems(report)) == (251, 251, [])
    assert [m.uid for m in inbox.shown if m.folder_id == inbox.shown[0].folder_id] == list(range(1, 251))
    lay(box, "INBOX", letter(300))
    shown = len(inbox.shown)
    assert reading(desk, inbox).read_all().read == 1
    assert inbox.shown[shown:][0].raw == letter(300)
    assert reading(desk, inbox).read_all().read == 0
    assert inbox.shown[0].mailbox_id == account


def test_account_is_as_it_was_after_many_passes(desk: Application, account: int, box: IMAPClient, inbox: Collector) -> None:
    """Unread mail stays unread: the rep reads it elsewhere too (promise C2)."""
    lay(box, "INBOX", *(letter(n) for n in range(30)))
    lay(box, "Junk", letter(40))
    box.select_folder("INBOX")
    box.add_flags([3, 4], ["\\Seen", "\\Flagged"])
    before = snapshot(box)
    job = reading(desk, inbox)
    for _ in range(20):
        assert problems(job.read_all()) == []
    lay(box, "Sent", letter(50))
    lay_doubt(desk, account)
    job.read_all()
    after = snapshot(box)
    assert {k: v for k, v in after.items() if k != "Sent"} == {k: v for k, v in before.items() if k != "Sent"}


def test_only_reading_commands_are_sent(
    desk: Application, account: int, box: IMAPClient, inbox: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SELECT would make new mail old; STORE, COPY, EXPUNGE have no place here."""
    lay(box, "INBOX", letter(1))
    said = overheard(monkeypatch)
    reading(desk, inbox).read_all()
    words = {w for w in b" ".join(said).split() if w.isalpha() and w.isupper()}
    assert b"EXAMINE" in words
    assert not words & {b"SELECT", b"STORE", b"COPY", b"MOVE", b"EXPUNGE", b"APPEND", b"DELETE", b"RENAME", b"CREATE", b"SUBSCRIBE"}
    assert b"BODY.PEEK[]" in b" ".join(said) and b"BODY[" not in b" ".join(said)


def test_mail_from_before_the_account_is_not_read(desk: Application, account: int, box: IMAPClient, inbox: Collector) -> None:
    """Years of old mail are nobody's reply."""
    now = dt.datetime.now(dt.UTC)
    lay(box, "INBOX", letter(1), letter(2), at=now - dt.timedelta(days=400))
    lay(box, "INBOX", letter(3), at=now - dt.timedelta(days=2))
    assert reading(desk, inbox).read_all().read == 1
    lay(box, "INBOX", letter(4), at=now - dt.timedelta(days=400))
    assert reading(desk, inbox).read_all().read == 0
    assert list(inbox.kept) == [content(letter(3))]


def test_crash_between_taking_and_noting_reads_again_and_misses_nothing(
    desk: Application, account: int, box: IMAPClient, inbox: Collector
) -> None:
    """The batch is given again; the inbox knows it."""
    lay(box, "INBOX", *(letter(n) for n in range(150)))
    job = reading(desk, inbox)

    class Crash(BaseException):
        """A kill."""

    def crash(folder_id: int, place: Place) -> None:
        if inbox.shown:
            raise Crash

    noted, job.folders.progress = job.folders.progress, crash  # type: ignore[method-assign]
    with pytest.raises(Crash):
        job.read_all()
    job.folders.progress = noted  # type: ignore[method-assign]
    assert job.read_all().read == 150
    assert len(inbox.kept) == 150 and len(inbox.shown) == 250


def test_folder_made_anew_is_read_again_and_nothing_counts_twice(
    desk: Application, account: int, box: IMAPClient, inbox: Collector
) -> None:
    """Another UIDVALIDITY: the numbers mean other messages now (promise C1)."""
    lay(box, "Projects", *(letter(n) for n in range(5)))
    job = reading(desk, inbox)
    job.read_all()
    folder = next(r for r in job.folders.rows(account) if r.name == "Projects")
    assert not folder.watched
    job.folders.watch(folder.id, True)
    assert job.read_all().read == 5
    box.delete_folder("Projects")
    lay(box, "Projects", letter(3), letter(7))
    report = job.read_all()
    assert (report.read, report.kept) == (2, 1)
    assert len(inbox.kept) == 6


def test_message_moved_to_another_watched_folder_is_one_message(desk: Application, account: int, box: IMAPClient, inbox: Collector) -> None:
    """The user files it away, or a filter calls it junk and is corrected."""
    lay(box, "INBOX", letter(1), letter(2))
    job = reading(desk, inbox)
    job.read_all()
    box.select_folder("INBOX")
    box.copy([1], "Junk")
    box.add_flags([1], ["\\Deleted"])
    box.expunge()
    report = job.read_all()
    assert (report.read, report.kept, len(inbox.kept)) == (1, 0, 2)


def test_messages_with_the_same_or_no_message_id_are_all_read(desk: Application, account: int, box: IMAPClient, inbox: Collector) -> None:
    """An id is what its sender says it is."""
    same = [letter(n, message_id="<one@example.com>", body=f"Text {n}") for n in range(3)]
    lay(box, "INBOX", *same, letter(8, message_id=None), letter(9, message_id=None))
    assert reading(desk, inbox).read_all().kept == 5


def test_two_accounts_are_read_each_with_its_own_place(
    desk: Application, account: int, dovecot: Dovecot, box: IMAPClient, inbox: Collector
) -> None:
    """And one that fails does not keep the other from being read."""
    add_account(desk, dovecot.host, dovecot.imap_port, "other@acme.example", "wrong")
    lay(box, "INBOX", letter(1))
    report = reading(desk, inbox).read_all()
    assert (report.read, problems(report)) == (1, ["imap_auth_refused"])
    assert one(desk, "SELECT read_at FROM mailbox WHERE id = :i", i=account) is not None
    assert one(desk, "SELECT read_at FROM mailbox WHERE id <> :i", i=account) is None


def test_wrong_password_is_tried_once_until_it_is_changed(desk: Application, dovecot: Dovecot, box: IMAPClient, inbox: Collector) -> None:
    """Servers lock an account after some tries."""
    made = add_account(desk, dovecot.host, dovecot.imap_port, USER, "wrong")
    job = reading(desk, inbox)
    assert problems(job.read_all()) == ["imap_auth_refused"]
    tries = dovecot.log().count("auth failed")
    for _ in range(3):
        assert problems(job.read_all()) == ["imap_auth_refused"]
    assert dovecot.log().count("auth failed") == tries
    lay(box, "INBOX", letter(1))
    desk.mailboxes.set_password(made, PASSWORD)
    assert problems(job.read_all()) == []
    assert len(inbox.kept) == 1


def test_gone_folder_is_missed_aloud_and_the_others_are_read(desk: Application, account: int, box: IMAPClient, inbox: Collector) -> None:
    """Nothing new comes into a folder that is not there: rule B4 does not wait for it, the user is told once, and the folder stays in sight."""
    told: list[str] = []
    desk.bus.subscribe(lambda e: told.append(e.code) if isinstance(e, Notice) else None)
    lay(box, "Projects", letter(1))
    job = reading(desk, inbox)
    job.read_all()
    folder = next(r for r in job.folders.rows(account) if r.name == "Projects")
    job.folders.watch(folder.id, True)
    job.read_all()
    read_at = one(desk, "SELECT read_at FROM mailbox")
    box.delete_folder("Projects")
    lay(box, "INBOX", letter(2))
    desk.clock.advance(minutes=5)  # type: ignore[attr-defined]
    report = job.read_all()
    assert (problems(report), report.read) == (["folder_gone"], 1)
    assert one(desk, "SELECT read_at FROM mailbox") > read_at
    assert problems(job.read_all()) == ["folder_gone"]
    assert told.count("mail_folder_gone") == 1
    kept = next(r for r in job.folders.rows(account) if r.id == folder.id).problem
    assert kept is not None and kept.code == "folder_gone"
    job.folders.watch(folder.id, False)
    assert problems(job.read_all()) == []
    assert [r.name for r in job.folders.rows(account) if r.name == "Projects"] == []


def test_folder_that_is_there_and_closed_holds_up_follow_ups(
    desk: Application, account: int, dovecot: Dovecot, box: IMAPClient, inbox: Collector
) -> None:
    """Answers may come into it unseen, so the account does not count as read (rule B4)."""
    lay(box, "Projects", letter(1))
    job = reading(desk, inbox)
    job.read_all()
    job.folders.watch(next(r.id for r in job.folders.rows(account) if r.name == "Projects"), True)
    read_at = one(desk, "SELECT read_at FROM mailbox")
    closed = dovecot.folder / "mail" / USER / ".Projects"
    before = closed.stat().st_mode
    closed.chmod(0)
    try:
        desk.clock.advance(minutes=5)  # type: ignore[attr-defined]
        assert problems(job.read_all()) == ["folder_refused"]
        assert one(desk, "SELECT read_at FROM mailbox") == read_at
    finally:
        closed.chmod(before)


def test_sent_drafts_and_trash_are_never_read(desk: Application, account: int, box: IMAPClient, inbox: Collector) -> None:
    """What we wrote is no reply."""
    for name in ("Drafts", "Gelöschte Elemente", "已发送"):
        lay(box, name, letter(1))
    job = reading(desk, inbox)
    assert job.read_all().read == 0
    roles = {r.name: r.role for r in job.folders.rows(account)}
    assert roles == {"INBOX": "inbox", "Junk": "junk", "Sent": "sent", "Drafts": "drafts", "Gelöschte Elemente": "trash", "已发送": "sent"}
    for row in job.folders.rows(account):
        if row.role in ("sent", "drafts", "trash"):
            with pytest.raises(RuleRefusal):
                job.folders.watch(row.id, True)


def test_passes_leave_nothing_on_the_undo_stack_or_in_the_journal(
    desk: Application, account: int, box: IMAPClient, inbox: Collector
) -> None:
    """A step every few minutes would push what the user did out of the history."""
    job = reading(desk, inbox)
    job.read_all()
    steps = one(desk, "SELECT count(*) FROM journal_step")
    lay(box, "INBOX", letter(1))
    for _ in range(3):
        job.read_all()
    assert one(desk, "SELECT count(*) FROM journal_step") == steps


def test_message_of_sixty_megabytes_is_cut_and_stops_nobody(desk: Application, account: int, box: IMAPClient, inbox: Collector) -> None:
    """The text is at the beginning; the rest is a video."""
    lay(box, "INBOX", letter(1), letter(2, body="x" * 70 + ("\r\n" + "y" * 70) * 880_000), letter(3))
    report = reading(desk, inbox).read_all()
    assert (report.read, problems(report)) == (3, [])
    assert [len(m.raw) > 1000 for m in inbox.shown] == [False, True, False]
    assert len(inbox.shown[1].raw) == imap.MESSAGE_MOST


def test_stop_between_batches_keeps_what_was_taken(desk: Application, account: int, box: IMAPClient) -> None:
    """The user quits during the first sync; the next start goes on."""
    lay(box, "INBOX", *(letter(n) for n in range(250)))
    stop = threading.Event()

    class Once(Collector):
        def __call__(self, batch: Sequence[Arrived]) -> Outcome[Taken]:
            stop.set()
            return super().__call__(batch)

    inbox = Once()
    assert reading(desk, inbox).read_all(stop).read == 100
    stop.clear()
    told: list[tuple[str, str, int, int]] = []
    reading(desk, Collector()).read_all(None, lambda *args: told.append(args))
    assert told == [(USER, "INBOX", 100, 150), (USER, "INBOX", 150, 150)]


def test_message_over_which_the_inbox_stumbles_does_not_hold_up_the_others(
    desk: Application, account: int, box: IMAPClient, allow_log: list[str]
) -> None:
    """A fault of ours in one message must not hide all later replies."""
    allow_log.append("sdrdesk.core.jobs.read_mail: mail.not_taken")

    class Stumbling(Collector):
        def __call__(self, batch: Sequence[Arrived]) -> Outcome[Taken]:
            if any(b"number 2" in m.raw for m in batch):
                raise KeyError("a bug")
            return super().__call__(batch)

    lay(box, "INBOX", *(letter(n) for n in range(4)))
    inbox = Stumbling()
    assert reading(desk, inbox).read_all().read == 3
    assert reading(desk, inbox).read_all().read == 0


def lay_doubt(desk: Application, mailbox_id: int) -> tuple[int, str]:
    """An email of which nobody knows whether it has left."""
    person = add_person(desk, email=f"ann{one(desk, 'SELECT count(*) FROM outbox')}@example.com")
    made = desk.outbox.queue(EmailDraft(person, "Hello", "Body", mailbox_id=mailbox_id)).value
    with desk.store.write(OpKind.SEND, actor="job", undoable=False) as uow:
        uow.s.execute(text("UPDATE outbox SET state = 'in_doubt', reason = 'lost_after_sending' WHERE id = :i"), {"i": made})
    return made, one(desk, "SELECT message_id FROM outbox WHERE id = :i", i=made)


def test_email_in_doubt_is_settled_by_its_copy_in_sent_and_by_nothing_else(
    desk: Application, account: int, box: IMAPClient, inbox: Collector
) -> None:
    """Found: it has left, and that counts as a touch. Not found says nothing: a server may keep no copy (promise B2)."""
    (first, first_id), (second, second_id) = lay_doubt(desk, account), lay_doubt(desk, account)
    lay(box, "INBOX", letter(1, message_id=first_id))
    lay(box, "Sent", letter(2, message_id=second_id[:-1] + ".more>"), letter(3, body=f"about {first_id}"))
    job = reading(desk, inbox)
    assert job.read_all().settled == 0
    lay(box, "Sent", letter(4, message_id=second_id))
    report = job.read_all()
    assert report.settled == 1
    assert rows(desk, "SELECT state, reason FROM outbox ORDER BY id") == [("in_doubt", "lost_after_sending"), ("sent", "found_in_sent")]
    assert one(desk, "SELECT count(*) FROM touch WHERE outbox_id = :i", i=second) == 1
    assert one(desk, "SELECT count(*) FROM touch WHERE outbox_id = :i", i=first) == 0
    assert one(desk, "SELECT actor FROM journal_step WHERE op = 'resolve_email'") == "job"
    assert job.read_all().settled == 0


HOSTILE_IDS = [
    '<a@b>\r\nX1 STORE 1:* +FLAGS (\\Deleted)\r\nX2 EXPUNGE', '<a"@b.example> OR ALL', "<a@b.example>\r\nX1 LOGOUT", "<{3}\r\nabc@b.example>", "<a b@c.example>",
    "<" + "a" * 600 + "@b.example>", "<é@b.example>", "ALL", "", "<a\x00@b.example>", "<a*@b.example>", "<a@b.example>)", "<a@b.example",
]  # fmt: skip


@pytest.mark.parametrize("message_id", HOSTILE_IDS)
def test_what_may_be_more_than_a_message_id_never_reaches_the_server(
    dovecot: Dovecot, box: IMAPClient, message_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """IMAPClient would put a line end in a search value on the wire (CVE-2025-15366)."""
    lay(box, "INBOX", letter(1))
    before = snapshot(box)
    connection = ImapReader().connect(ImapServer(dovecot.host, dovecot.imap_port, "tls", USER), Secret("password", PASSWORD))
    said = overheard(monkeypatch)
    assert not connection.has("INBOX", message_id)
    assert said == []
    assert connection.has("INBOX", "<letter-1@example.com>")
    assert b"HEADER" in b"".join(said)
    connection.close()
    assert snapshot(box) == before


def test_idle_hears_a_new_message_at_once(dovecot: Dovecot, box: IMAPClient) -> None:
    """A reply stops a plan within seconds, not minutes."""
    connection = ImapReader().connect(ImapServer(dovecot.host, dovecot.imap_port, "tls", USER), Secret("password", PASSWORD))
    late = threading.Timer(0.3, lambda: lay(box, "INBOX", letter(1)))
    late.start()
    assert connection.wait(20, lambda: False)
    late.join()
    assert not connection.is_read("INBOX", Place(None, 0))
    assert not connection.wait(0.1, lambda: False)
    assert not connection.wait(30, lambda: True)
    connection.close()


def test_stop_while_waiting_for_a_server_ends_the_wait(dovecot: Dovecot, box: IMAPClient) -> None:
    """Quitting the program does not wait for anybody."""
    stop = threading.Event()
    connection = ImapReader().connect(ImapServer(dovecot.host, dovecot.imap_port, "tls", USER), Secret("password", PASSWORD), stop)
    stop.set()
    with pytest.raises(ReadingStopped):
        list(connection.batches("INBOX", Place(None, 0), dt.date(2020, 1, 1)))
    connection.close()


def test_folder_of_many_numbers_is_asked_for_in_pieces(
    desk: Application, account: int, box: IMAPClient, inbox: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However big a folder is, an answer has an end."""
    monkeypatch.setattr(imap, "WINDOW", 7)
    monkeypatch.setattr(imap, "SIZES_AT_ONCE", 3)
    lay(box, "INBOX", *(letter(n) for n in range(40)))
    box.select_folder("INBOX")
    box.add_flags(list(range(5, 30)), ["\\Deleted"])
    box.expunge()
    assert reading(desk, inbox).read_all().read == 15
    assert [m.uid for m in inbox.shown] == [*range(1, 5), *range(30, 41)]
