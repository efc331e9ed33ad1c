"""Servers that mean harm or are out of their mind (promise C5): a word in time, little memory, and never a command of somebody else's."""

from __future__ import annotations

import datetime as dt
import random
import resource
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from sdrdesk.core.errors import EnvironmentProblem, NetworkDown, ServerRefused
from sdrdesk.core.mail.imap import ImapConnection, ImapReader
from sdrdesk.core.mail.imap_wire import ReadLimits
from sdrdesk.core.ports import ImapServer, MailBatch, Place, Secret
from tests.mail.conftest import PASSWORD, USER
from tests.support.servers import proving
from tests.support.servers.certificates import Certificates
from tests.support.servers.imap_script import Script, serve
from tests.support.servers.wire import Line, RawServer

SINCE = dt.date(2020, 1, 1)
EXAMINED = b"* 3 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 4] ok\r\n%TAG% OK [READ-ONLY] done\r\n"
FUZZED = 3000 if proving() else 60
ALLOWED = {"CAPABILITY", "AUTHENTICATE", "ID", "LOGOUT", "LIST", "STATUS", "EXAMINE", "UID SEARCH", "UID FETCH", "IDLE", "DONE"}


@contextmanager
def connected(certificates: Certificates, script: Script, limits: ReadLimits | None = None) -> Iterator[ImapConnection]:
    """A connection to a server that follows a script."""
    with RawServer(serve(script, certificates.context(), implicit=True)) as server:
        reader = ImapReader(limits or ReadLimits(connect=5, command=3, goodbye=0.2))
        connection = reader.connect(ImapServer("localhost", server.port, "tls", USER), Secret("password", PASSWORD))
        try:
            yield connection
        finally:
            connection.close()


def read(connection: ImapConnection) -> list[MailBatch]:
    """Everything of the inbox."""
    return list(connection.batches("INBOX", Place(None, 0), SINCE))


def folder(**answers: bytes | Callable[[str], bytes]) -> Script:
    """A server with three messages in its inbox, and further answers."""
    usual: dict[str, bytes | Callable[[str], bytes]] = {
        "EXAMINE": EXAMINED,
        "UID SEARCH": b"* SEARCH 1 2 3\r\n",
        "UID FETCH 1,2,3 (RFC822.SIZE": b"".join(b"* %d FETCH (UID %d RFC822.SIZE 20)\r\n" % (n, n) for n in (1, 2, 3)),
    }
    return Script(answers={k.replace("_", " "): v for k, v in answers.items()} | usual if answers else usual)


def test_control_a_server_that_behaves_is_read(believed: Certificates) -> None:
    """The scripts below differ in one thing each."""
    script = folder()
    script.answers["UID FETCH 1,2,3 (BODY.PEEK"] = b"".join(b"* %d FETCH (UID %d BODY[]<0> {5}\r\nHello)\r\n" % (n, n) for n in (1, 2, 3))
    with connected(believed, script) as connection:
        batches = read(connection)
    assert [b.messages for b in batches] == [((1, b"Hello"), (2, b"Hello"), (3, b"Hello")), (), ()]
    assert batches[-1].place == Place(7, 3)


def peak_mib() -> float:
    """The most memory this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@pytest.mark.parametrize(
    "said",
    [
        b"* 1 FETCH (UID 1 BODY[]<0> {3221225472}\r\n" + b"x" * 1_000_000,
        b"* 1 FETCH (UID 1 BODY[]<0> {99999999999999999999}\r\n",
        b"* 1 FETCH (UID 1 BODY[]<0> " + b"x" * 30_000_000,
        b"* 1 FETCH (UID 1 FLAGS (\\Seen))\r\n" * 600_000,
        b"* 1 FETCH (UID 1 BODY[]<0> {10485760}\r\n"
        + b"y" * 10_485_760
        + b")\r\n* 2 FETCH (UID 2 BODY[]<0> {10485760}\r\n"
        + b"y" * 10_485_760,
    ],
    ids=["3GB", "1e20", "line", "untagged", "more"],
)
def test_more_than_was_asked_for_ends_the_connection(believed: Certificates, said: bytes) -> None:
    """A literal is refused before its first byte, a flood after some megabytes."""
    script = folder()
    script.answers["UID FETCH 1,2,3 (BODY.PEEK"] = said + b"%HOLD%"
    before = peak_mib()
    with connected(believed, script) as connection, pytest.raises(NetworkDown) as caught:
        read(connection)
    assert "asked for" in str(caught.value.params["reply"])
    # The script itself lives in this process; what it says is the larger part of this.
    assert peak_mib() - before < 64 + 4 * len(said) / 1_000_000


def test_literal_that_stops_in_the_middle_is_given_up(believed: Certificates) -> None:
    """And read again at the next pass: nothing was noted."""
    script = folder()
    script.answers["UID FETCH 1,2,3 (BODY.PEEK"] = b"* 1 FETCH (UID 1 BODY[]<0> {500}\r\nonly this much%HOLD%"
    with connected(believed, script, ReadLimits(command=0.5, goodbye=0.1)) as connection, pytest.raises(NetworkDown) as caught:
        read(connection)
    assert "in time" in str(caught.value.params["reply"])


def test_connection_that_breaks_in_a_literal_is_a_network_matter(believed: Certificates) -> None:
    """A laptop that leaves the building."""

    def talk(line: Line) -> None:
        script = folder()
        script.answers["UID FETCH 1,2,3 (BODY.PEEK"] = lambda _: (line.say(b"* 1 FETCH (UID 1 BODY[]<0> {500}\r\nhalf"), line.close(), b"")[
            2
        ]
        if line.encrypt(believed.context()):
            script.greet(line)

    with RawServer(talk) as server:
        connection = ImapReader(ReadLimits(command=3, goodbye=0.1)).connect(
            ImapServer("localhost", server.port, "tls", USER), Secret("password", PASSWORD)
        )
        with pytest.raises(NetworkDown):
            read(connection)
        connection.close()


def test_server_that_drips_bytes_is_left_after_the_limit(believed: Certificates) -> None:
    """One byte now and then keeps a naive client for ever."""
    over = threading.Event()

    def talk(line: Line) -> None:
        if not line.encrypt(believed.context()):
            return
        script = folder()

        def drip(_command: str) -> bytes:
            line.say(b"* SEARCH")
            while not over.wait(0.05):
                line.say(b" 1")
            return b""

        script.answers["UID SEARCH"] = drip
        script.greet(line)

    with RawServer(talk) as server:
        reader = ImapReader(ReadLimits(command=1.0, goodbye=0.1))
        connection = reader.connect(ImapServer("localhost", server.port, "tls", USER), Secret("password", PASSWORD))
        began = time.monotonic()
        with pytest.raises(NetworkDown):
            read(connection)
        assert time.monotonic() - began < 20
        over.set()
        connection.close()


def test_folder_names_with_line_ends_are_not_folders(believed: Certificates) -> None:
    """Such a name would begin a command of the server's choice on the next connection."""
    evil = b"X\r\nA1 DELETE INBOX"
    listed = b'* LIST () "/" INBOX\r\n* LIST () "/" {%d}\r\n%s\r\n* LIST (\\Noselect) "/" Top\r\n* LIST () "/" "Gut"\r\n' % (
        len(evil),
        evil,
    )
    with connected(believed, Script(answers={"LIST": listed})) as connection:
        assert [f.name for f in connection.folders()] == ["INBOX", "Gut"]
        with pytest.raises(NetworkDown):
            list(connection.batches(evil.decode(), Place(None, 0), SINCE))


def test_server_that_will_not_give_one_message_gives_the_others(believed: Certificates, allow_log: list[str]) -> None:
    """Exchange cannot convert some; they are named and passed over."""
    allow_log.append("sdrdesk.core.mail.imap: imap.unreadable")
    script = folder()
    script.answers["UID FETCH 1,2,3 (BODY.PEEK"] = b"%TAG% NO some messages could not be fetched\r\n"
    script.answers["UID FETCH 2 (BODY.PEEK"] = b"%TAG% NO cannot convert\r\n"
    for n in (1, 3):
        script.answers[f"UID FETCH {n} (BODY.PEEK"] = b"* %d FETCH (UID %d BODY[]<0> {2}\r\nHi)\r\n" % (n, n)
    with connected(believed, script) as connection:
        first = read(connection)[0]
    assert (first.messages, first.unreadable, first.place) == (((1, b"Hi"), (3, b"Hi")), (2,), Place(7, 3))


def test_folder_without_uidvalidity_is_refused(believed: Certificates) -> None:
    """Its numbers mean nothing the next time."""
    script = Script(answers={"EXAMINE": b"* 3 EXISTS\r\n%TAG% OK [READ-ONLY] done\r\n"})
    with connected(believed, script) as connection, pytest.raises(ServerRefused):
        read(connection)


def test_server_whose_search_finds_everything_does_not_settle_a_doubt(believed: Certificates) -> None:
    """The header itself is compared: an email is never called sent because a server is sloppy (promise B2)."""
    head = b"Message-ID: <other@acme.example>\r\n\r\n"
    script = folder()
    script.answers["UID FETCH"] = b"* 1 FETCH (UID 1 BODY[HEADER.FIELDS (MESSAGE-ID)]<0> {%d}\r\n%s)\r\n" % (len(head), head)
    with connected(believed, script) as connection:
        assert not connection.has("Sent", "<one@acme.example>")
        assert connection.has("Sent", "<other@acme.example>")


PLAIN = {
    "LIST": b'* LIST () "/" INBOX\r\n', "STATUS": b"* STATUS INBOX (UIDVALIDITY 7 UIDNEXT 4)\r\n", "EXAMINE": EXAMINED, "UID SEARCH": b"* SEARCH 1 2 3\r\n",
    "UID FETCH": b"* 1 FETCH (UID 1 RFC822.SIZE 5 BODY[]<0> {5}\r\nHello)\r\n",
}  # fmt: skip


def garbage(rng: random.Random) -> bytes:
    """An answer that is nearly one."""
    pieces = [
        b"* ", b"OK", b"FETCH", b"(", b")", b"{5}\r\n", b"{3000000000}\r\n", b"\r\n", b'"', b"\\", b"UID 1", b"BODY[]<0>", b"NIL", b"SEARCH", b" ", b"\x00",
        b"\xff\xfe", b"1", b"99999999999999999999", b"LIST", b"&AAA-", b"[UIDVALIDITY 9]", b"[UIDNEXT -1]", b"EXISTS", b"STATUS", b"INBOX", b"BYE", b"+ ",
        b"%TAG% OK done\r\n", b"%TAG% NO \r\n", b"%TAG% BAD x\r\n", b"* LIST () NIL {2}\r\n\r\n \r\n", b"* SEARCH 1 2 x\r\n", b"((((((((((", b"* 1 FETCH (UID 1 RFC822.SIZE x)\r\n",
    ]  # fmt: skip
    nearly = [
        b"* " + b" ".join(rng.choice(pieces) for _ in range(rng.randint(1, 6))).replace(b"%TAG%", b"") + b"\r\n"
        for _ in range(rng.randint(1, 4))
    ]
    wild = [rng.choice(pieces) for _ in range(rng.randint(1, 25))]
    return b"".join(nearly if rng.random() < 0.7 else wild) + (b"%HOLD%" if rng.random() < 0.05 else b"\r\n")


@pytest.mark.timeout(900)
def test_fuzzed_answers_end_in_one_of_our_errors_and_only_reading_commands_go_out(believed: Certificates, allow_log: list[str]) -> None:
    """Whatever a server says: no crash, no hang, no command that is not on the list (promise C5)."""
    allow_log.append("sdrdesk.core.mail.imap: imap.unreadable")
    ends: dict[str, int] = {}
    commands: list[str] = []
    current: list[Script] = []

    def talk(line: Line) -> None:
        serve(current[-1], believed.context(), implicit=True)(line)

    with RawServer(talk) as server:
        for seed in range(FUZZED):
            rng = random.Random(seed)
            script = Script(answers={})
            for word in ("LIST", "STATUS", "EXAMINE", "UID SEARCH", "UID FETCH"):
                usual = folder().answers.get(word, PLAIN[word])
                script.answers[word] = garbage(rng) if rng.random() < 0.35 else usual
            current.append(script)
            end = "fine"
            try:
                connection = ImapReader(ReadLimits(connect=5, command=0.3, goodbye=0.05)).connect(
                    ImapServer("localhost", server.port, "tls", USER), Secret("password", PASSWORD)
                )
                try:
                    for found in connection.folders():
                        connection.is_read(found.name, Place(None, 0))
                    read(connection)
                    connection.has("INBOX", "<one@acme.example>")
                finally:
                    connection.close()
            except EnvironmentProblem as error:
                end = error.code
            ends[end] = ends.get(end, 0) + 1
            commands += script.commands
    assert sum(ends.values()) == FUZZED and len(ends) >= 3, ends
    said = {" ".join(c.upper().split()[: 2 if c.upper().startswith("UID ") else 1]) for c in commands if c.strip()}
    assert said <= ALLOWED, said - ALLOWED
