"""Delivery of one email, with the connection failing in every phase (promises B1, B3)."""

from __future__ import annotations

import base64
import hashlib

import pytest

from sdrdesk.core.errors import AuthRefused, DiskFull, NetworkDown, ServerRefused
from sdrdesk.core.mail.smtp import SmtpSender
from sdrdesk.core.ports import Delivery, DeliveryKind, SmtpServer
from tests.mail.conftest import PASSWORD, USER, server_of
from tests.support.servers import proving
from tests.support.servers.certificates import Certificates
from tests.support.servers.smtp_sink import SmtpSink
from tests.support.servers.wire import Line, RawServer

TO = "ann@example.com"
BEFORE_THE_DOT = ("greeting", "ehlo", "auth", "mail", "rcpt", "data")
ROUNDS = 100 if proving() else 2


def go(sender: SmtpSender, sink: SmtpSink, mime: bytes, **options: object) -> Delivery:
    """One attempt with a marker that always wins."""
    before_body = options.pop("before_body", lambda: True)
    return sender.deliver(server_of(sink), PASSWORD, USER, TO, mime, before_body=before_body, **options)  # type: ignore[arg-type]


def test_deliver_to_a_sound_server_gives_the_bytes_unchanged(sender: SmtpSender, sink: SmtpSink, sample: bytes) -> None:
    """What was reviewed is what arrives, dots and all, to the one recipient."""
    delivery = go(sender, sink, sample)
    assert (delivery.kind, delivery.phase, delivery.code) == (DeliveryKind.ACCEPTED, "dot", 250)
    assert [(m.envelope_from, m.envelope_to, m.content) for m in sink.messages] == [(USER, (TO,), sample)]


def test_deliver_over_starttls_gives_the_bytes_unchanged(sender: SmtpSender, believed: Certificates, sample: bytes) -> None:
    """Providers without port 465 are reached as safely."""
    with SmtpSink(believed, security="starttls", accounts={USER: PASSWORD}) as sink:
        assert go(sender, sink, sample).kind is DeliveryKind.ACCEPTED
        assert [m.content for m in sink.messages] == [sample]
        assert sink.commands[:3] == ["EHLO", "STARTTLS", "EHLO"]


@pytest.mark.parametrize("phase", BEFORE_THE_DOT)
def test_deliver_when_cut_before_the_dot_is_tried_again_and_arrives_once(
    sender: SmtpSender, sink: SmtpSink, sample: bytes, phase: str
) -> None:
    """Before the dot nothing can have arrived, so a retry is safe and must be offered; the bytes stay the same."""
    for round_no in range(ROUNDS):
        mime = sample.replace(b"<one@", f"<{phase}-{round_no}@".encode())
        sink.script(phase, drop=True)
        first = go(sender, sink, mime)
        assert (first.kind, first.phase) == (DeliveryKind.TEMPORARY, phase)
        assert go(sender, sink, mime).kind is DeliveryKind.ACCEPTED
    assert set(sink.copies().values()) == {1}
    assert len(sink.copies()) == ROUNDS
    assert {m.sha256 for m in sink.messages} == {
        hashlib.sha256(sample.replace(b"<one@", f"<{phase}-{n}@".encode())).hexdigest() for n in range(ROUNDS)
    }


def test_deliver_when_cut_in_a_long_body_is_temporary(sender: SmtpSender, sink: SmtpSink, sample: bytes) -> None:
    """While the dot is still with us, the server cannot have taken the message."""
    for _ in range(ROUNDS):
        sink.script("body", drop=True)
        delivery = go(sender, sink, sample + b"x" * 70 + b"\r\n" + (b"y" * 70 + b"\r\n") * 200_000)
        assert (delivery.kind, delivery.phase) == (DeliveryKind.TEMPORARY, "body")
    assert sink.messages == []


def test_deliver_when_cut_in_a_short_body_never_claims_to_have_sent(sender: SmtpSender, sink: SmtpSink, sample: bytes) -> None:
    """A short body lies in the machine's buffer together with the dot: in doubt is then the honest answer, sent would be a lie."""
    for _ in range(ROUNDS):
        sink.script("body", drop=True)
        assert go(sender, sink, sample).kind in (DeliveryKind.TEMPORARY, DeliveryKind.IN_DOUBT)
    assert sink.messages == []


def test_deliver_when_cut_during_the_handshake_is_temporary(sender: SmtpSender, believed: Certificates, sample: bytes) -> None:
    """A broken line is not a bad certificate; the mailbox must not be paused for it."""
    with RawServer(lambda line: None) as server:
        target = SmtpServer("localhost", server.port, "tls", USER)
        delivery = sender.deliver(target, PASSWORD, USER, TO, sample, before_body=lambda: True)
    assert (delivery.kind, delivery.phase) == (DeliveryKind.TEMPORARY, "tls")


@pytest.mark.parametrize(("phase", "arrived"), [("dot", 0), ("stored", 1)])
def test_deliver_when_cut_after_the_dot_is_in_doubt(sender: SmtpSender, sink: SmtpSink, sample: bytes, phase: str, arrived: int) -> None:
    """The client cannot tell these two cases apart, so it must claim neither."""
    for _ in range(ROUNDS):
        sink.messages.clear()
        sink.script(phase, drop=True)
        delivery = go(sender, sink, sample)
        assert (delivery.kind, delivery.phase, delivery.code) == (DeliveryKind.IN_DOUBT, "dot", 0)
        assert len(sink.messages) == arrived


def test_deliver_when_cut_after_the_final_reply_is_accepted(sender: SmtpSender, sink: SmtpSink, sample: bytes) -> None:
    """The server's 250 stands, whatever happens to the goodbye."""
    sink.script("quit", drop=True, times=None)
    assert go(sender, sink, sample).kind is DeliveryKind.ACCEPTED


@pytest.mark.parametrize("phase", ["mail", "rcpt", "data", "dot"])
@pytest.mark.parametrize(
    ("reply", "kind"), [("451 4.3.0 later", DeliveryKind.TEMPORARY), ("550 5.1.1 nobody here", DeliveryKind.PERMANENT)]
)
def test_deliver_when_the_server_refuses_gives_its_code_and_words(
    sender: SmtpSender, sink: SmtpSink, sample: bytes, phase: str, reply: str, kind: DeliveryKind
) -> None:
    """A definite answer is never in doubt, not even after the dot, and the user reads the server's own words."""
    sink.script(phase, reply=reply)
    delivery = go(sender, sink, sample)
    assert delivery == Delivery(kind, phase, int(reply[:3]), reply[4:])
    assert sink.messages == []


@pytest.mark.parametrize("phase", ["greeting", "ehlo"])
def test_deliver_when_the_server_turns_everybody_away_blames_no_message(
    sender: SmtpSender, sink: SmtpSink, sample: bytes, phase: str
) -> None:
    """A 554 greeting is about the line, not about the recipient."""
    sink.script(phase, reply="554 5.7.1 not from there")
    assert go(sender, sink, sample).kind is DeliveryKind.UNREACHABLE
    assert sink.logins == []


def test_deliver_with_a_wrong_password_is_tried_once(sender: SmtpSender, sink: SmtpSink, sample: bytes) -> None:
    """Several methods in a row would lock the account."""
    delivery = sender.deliver(server_of(sink), "wrong", USER, TO, sample, before_body=lambda: True)
    assert (delivery.kind, delivery.code) == (DeliveryKind.AUTH_REFUSED, 535)
    assert sink.logins == [(USER, "wrong")]
    assert isinstance(delivery.problem(server_of(sink)), AuthRefused)


def test_deliver_with_a_password_beyond_ascii_logs_in(sender: SmtpSender, believed: Certificates, sample: bytes) -> None:
    """smtplib's own login fails on such a password with an exception."""
    with SmtpSink(believed, accounts={USER: "пароль密码é"}) as sink:
        assert sender.check(server_of(sink), "пароль密码é").kind is DeliveryKind.ACCEPTED


def test_deliver_when_only_login_is_offered_logs_in(sender: SmtpSender, believed: Certificates) -> None:
    """Older servers know AUTH LOGIN only."""

    def old(line: Line) -> None:
        if line.encrypt(believed.context()):
            for answer in (b"220 hi", b"250-hi\r\n250 AUTH=LOGIN", b"334 VXNlcg==", b"334 UGFzcw==", b"235 ok", b"221 bye"):
                line.say(answer + b"\r\n")
                line.hear()

    with RawServer(old) as server:
        assert sender.check(SmtpServer("localhost", server.port, "tls", USER), PASSWORD).kind is DeliveryKind.ACCEPTED
        assert server.finished.wait(5)
        said = server.heard.split(b"\r\n")
    assert said[1:4] == [b"AUTH LOGIN", base64.b64encode(USER.encode()), base64.b64encode(PASSWORD.encode())]


def test_deliver_when_the_server_repeats_the_password_drops_its_words(sender: SmtpSender, sink: SmtpSink) -> None:
    """The server's words are stored and shown; the password must not come with them (promise D4)."""
    sink.script("auth", reply=f"535 bad password {PASSWORD}")
    delivery = sender.check(server_of(sink), PASSWORD)
    assert (delivery.code, delivery.text) == (535, "")


def test_before_body_is_called_between_354_and_the_body(sender: SmtpSender, sink: SmtpSink, sample: bytes) -> None:
    """The marker is the point at which a stop loses; it must be as late as can be and before any byte of the text."""
    seen: list[tuple[str, int]] = []

    def marker() -> bool:
        seen.append((sink.commands[-1], len(sink.messages)))
        return True

    assert go(sender, sink, sample, before_body=marker).kind is DeliveryKind.ACCEPTED
    assert seen == [("DATA", 0)]


def test_deliver_when_the_stop_wins_delivers_nothing(sender: SmtpSender, sink: SmtpSink, sample: bytes) -> None:
    """A reply that came a moment ago must keep the follow-up back, and the message stays whole for later."""
    delivery = go(sender, sink, sample, before_body=lambda: False)
    assert (delivery.kind, delivery.phase) == (DeliveryKind.STOPPED, "data")
    assert go(sender, sink, sample).kind is DeliveryKind.ACCEPTED
    assert len(sink.messages) == 1


def test_deliver_when_the_marker_cannot_be_stored_delivers_nothing(sender: SmtpSender, sink: SmtpSink, sample: bytes) -> None:
    """No mail leaves while the store cannot record it (promise A4); the trouble reaches the caller."""
    for trouble in (DiskFull("disk_full"), OSError("ledger")):

        def marker(error: Exception = trouble) -> bool:
            raise error

        with pytest.raises(type(trouble)):
            go(sender, sink, sample, before_body=marker)
    assert sink.messages == []


def test_deliver_without_a_listener_is_unreachable(sender: SmtpSender, sample: bytes) -> None:
    """No network is the mailbox's trouble, not the message's."""
    with RawServer(lambda line: None) as server:
        port = server.port
    target = SmtpServer("localhost", port, "tls", USER)
    delivery = sender.deliver(target, PASSWORD, USER, TO, sample, before_body=lambda: True)
    assert (delivery.kind, delivery.phase) == (DeliveryKind.UNREACHABLE, "connect")
    assert isinstance(delivery.problem(target), NetworkDown)


@pytest.mark.parametrize("host", ["", "a..b", "x" * 70 + ".example"])
def test_check_with_a_senseless_host_is_unreachable(sender: SmtpSender, host: str) -> None:
    """Whatever is typed into the host field is answered in words."""
    target = SmtpServer(host, 1, "tls", USER)
    delivery = sender.check(target, PASSWORD)
    assert delivery.kind is DeliveryKind.UNREACHABLE
    assert delivery.problem(target) is not None


@pytest.mark.parametrize("address", ["a b@c", "a@b>\r\nRCPT TO:<evil@x.example", "é@x.example", "", "<a@b>"])
def test_deliver_to_something_that_is_no_address_never_connects(sender: SmtpSender, sink: SmtpSink, sample: bytes, address: str) -> None:
    """A recipient is never text of the protocol."""
    delivery = sender.deliver(server_of(sink), PASSWORD, USER, address, sample, before_body=lambda: True)
    assert (delivery.kind, delivery.phase) == (DeliveryKind.PERMANENT, "rcpt")
    assert sink.connections == 0


def test_check_of_a_sound_mailbox_sends_nothing(sender: SmtpSender, sink: SmtpSink) -> None:
    """Testing a mailbox must not write to anybody."""
    delivery = sender.check(server_of(sink), PASSWORD)
    assert (delivery.kind, delivery.phase) == (DeliveryKind.ACCEPTED, "auth")
    assert delivery.problem(server_of(sink)) is None
    assert sink.commands == ["EHLO", "AUTH", "QUIT"]


def test_problem_of_a_refusal_holds_the_servers_words(sender: SmtpSender, sink: SmtpSink) -> None:
    """The user can give the words to the provider."""
    sink.script("greeting", reply="554 5.7.1 blocked")
    problem = sender.check(server_of(sink), PASSWORD).problem(server_of(sink))
    assert isinstance(problem, ServerRefused)
    assert problem.params["reply"] == "554 5.7.1 blocked"


def test_many_messages_with_one_bad_recipient_all_others_arrive_once(sender: SmtpSender, sink: SmtpSink, sample: bytes) -> None:
    """A bad address neither blocks nor repeats its neighbours (promise B3)."""
    for number in range(500 if proving() else 20):
        if number % 5 == 3:
            sink.script("rcpt", reply="550 5.1.1 nobody")
        delivery = go(sender, sink, sample.replace(b"<one@", f"<n{number}@".encode()))
        assert delivery.kind is (DeliveryKind.PERMANENT if number % 5 == 3 else DeliveryKind.ACCEPTED)
    assert set(sink.copies().values()) == {1}
