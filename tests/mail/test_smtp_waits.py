"""Waits: every one has an end, a stop is heard, and words out of turn are not believed (promises B1, B8)."""

from __future__ import annotations

import threading

import pytest

from sdrdesk.core.mail.smtp import SmtpSender
from sdrdesk.core.mail.smtp_wire import Limits
from sdrdesk.core.ports import Delivery, DeliveryKind, SmtpServer
from tests.mail.conftest import PASSWORD, USER, server_of
from tests.support.servers.certificates import Certificates
from tests.support.servers.smtp_sink import SmtpSink
from tests.support.servers.wire import Line, RawServer

TO = "ann@example.com"


def go(sender: SmtpSender, sink: SmtpSink, mime: bytes, **options: object) -> Delivery:
    """One attempt with a marker that always wins."""
    before_body = options.pop("before_body", lambda: True)
    return sender.deliver(server_of(sink), PASSWORD, USER, TO, mime, before_body=before_body, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("phase", ["greeting", "ehlo", "auth", "rcpt", "data"])
def test_stop_while_waiting_for_a_reply_ends_the_attempt_at_once(sender: SmtpSender, sink: SmtpSink, sample: bytes, phase: str) -> None:
    """Quitting must not wait a minute for a sleeping server."""
    stop = threading.Event()
    sink.script(phase, delay=30)
    result: list[Delivery] = []
    worker = threading.Thread(target=lambda: result.append(go(SmtpSender(), sink, sample, stop=stop)))
    worker.start()
    threading.Timer(0.2, stop.set).start()
    worker.join(5)
    assert [r.kind for r in result] == [DeliveryKind.STOPPED]
    assert sink.messages == []


def test_stop_after_the_dot_waits_a_little_and_is_in_doubt(sender: SmtpSender, sink: SmtpSink, sample: bytes) -> None:
    """After the dot a stop cannot take the message back, and must not claim so."""
    stop = threading.Event()
    sink.script("dot", delay=30)

    def marker() -> bool:
        stop.set()
        return True

    delivery = go(sender, sink, sample, before_body=marker, stop=stop)
    assert (delivery.kind, delivery.phase) == (DeliveryKind.IN_DOUBT, "dot")


@pytest.mark.parametrize(
    ("phase", "kind"), [("greeting", DeliveryKind.TEMPORARY), ("rcpt", DeliveryKind.TEMPORARY), ("dot", DeliveryKind.IN_DOUBT)]
)
def test_deliver_when_the_server_is_silent_ends_after_its_limit(sink: SmtpSink, sample: bytes, phase: str, kind: DeliveryKind) -> None:
    """A server that never answers must not hold the mailbox for ever."""
    sink.script(phase, delay=30)
    hasty = SmtpSender(Limits(connect=0.4, command=0.4, after_dot=0.4, goodbye=0.2))
    assert (d := go(hasty, sink, sample)).kind is kind, d


def test_deliver_to_a_server_that_drips_ends_after_its_limit(sample: bytes, believed: Certificates) -> None:
    """A byte now and then must not renew the wait (slow-loris)."""
    go_on = threading.Event()

    def drip(line: Line) -> None:
        if line.encrypt(believed.context()):
            while not go_on.wait(0.1):
                line.say(b"2")

    with RawServer(drip) as server:
        hasty = SmtpSender(Limits(connect=1, command=1))
        target = SmtpServer("localhost", server.port, "tls", USER)
        delivery = hasty.deliver(target, PASSWORD, USER, TO, sample, before_body=lambda: True)
        go_on.set()
    assert (delivery.kind, delivery.phase) == (DeliveryKind.TEMPORARY, "greeting")


def ahead(certificates: Certificates, answers: list[bytes]) -> RawServer:
    """A server that says each answer after the client's next bytes, whatever these are."""

    def talk(line: Line) -> None:
        if line.encrypt(certificates.context()):
            line.say(b"220 hi\r\n")
            for answer in answers:
                line.hear()
                line.say(answer)
            line.hear()

    return RawServer(talk)


@pytest.mark.parametrize(
    ("answers", "phase"),
    [
        ([b"250-hi\r\n250 AUTH PLAIN\r\n", b"235 ok\r\n250 ok\r\n250 ok\r\n354 go\r\n250 taken\r\n"], "mail"),
        ([b"250-hi\r\n250 AUTH PLAIN\r\n", b"235 ok\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go\r\n250 taken\r\n"], "body"),
    ],
)
def test_deliver_to_a_server_that_answers_ahead_believes_none_of_it(
    sample: bytes, believed: Certificates, answers: list[bytes], phase: str
) -> None:
    """A 250 that was sent before the dot is no answer to it; taking it for one would lose the mail silently."""
    with ahead(believed, answers) as server:
        target = SmtpServer("localhost", server.port, "tls", USER)
        delivery = SmtpSender(Limits(connect=2, command=2, after_dot=2)).deliver(
            target, PASSWORD, USER, TO, sample, before_body=lambda: True
        )
        assert server.finished.wait(5)
        assert (delivery.kind, delivery.phase) == (DeliveryKind.TEMPORARY, phase)
        assert b"\r\n.\r\n" not in server.heard.replace(sample, b"")
