"""Messages of ours, carried and read by Dovecot: programs that are not ours must see what was meant (promises B7, B8)."""

from __future__ import annotations

from collections.abc import Iterator
from email.header import decode_header, make_header
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings

from sdrdesk.core.errors import ValidationError
from sdrdesk.core.mail.smtp import SmtpSender
from sdrdesk.core.ports import DeliveryKind, SmtpServer
from tests.mail.conftest import PASSWORD, USER
from tests.mail.test_mime import EXAMPLES, FILLED, HOSTILE, build, shown
from tests.support.servers.certificates import Certificates
from tests.support.servers.dovecot import Dovecot
from tests.support.servers.smtp_sink import SmtpSink


@pytest.fixture(scope="module")
def servers(good_certificates: Certificates) -> Iterator[tuple[Dovecot, SmtpSink]]:
    """Dovecot's submission in front of the sink."""
    with SmtpSink(security="plain") as sink, Dovecot(good_certificates, {USER: PASSWORD}, sink.port) as dovecot:
        yield dovecot, sink


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_message_through_a_real_server_reads_as_it_was_meant(
    servers: tuple[Dovecot, SmtpSink], believed: Certificates, sender: SmtpSender, security: str
) -> None:
    """Written by us, carried by Dovecot's submission over TLS, and its envelope read by Dovecot's IMAP: two programs that are not ours."""
    dovecot, sink = servers
    sink.messages.clear()
    raw = build(from_name="Li, Na", to_name='王 "小" 明', subject="你好 🙂 " + "longer " * 20, body="Hi\n.\n..\nBye")
    port = dovecot.tls_port if security == "tls" else dovecot.starttls_port
    server = SmtpServer(dovecot.host, port, security, USER)
    delivery = sender.deliver(server, PASSWORD, USER, "ann@example.com", raw, before_body=lambda: True)
    assert delivery.kind is DeliveryKind.ACCEPTED, (delivery, dovecot.log())
    arrived = sink.messages[0]
    assert (arrived.envelope_to, arrived.content.endswith(raw)) == (("ann@example.com",), True)
    envelope = read_by_dovecot(dovecot, [arrived.content])[0]
    assert [decoded(a.name) for a in envelope.to] == ['王 "小" 明']
    assert [(a.mailbox, a.host) for a in envelope.to] == [(b"ann", b"example.com")]
    assert [decoded(a.name) for a in envelope.from_] == ["Li, Na"]
    assert decoded(envelope.subject) == shown("你好 🙂 " + "longer " * 20)
    assert (envelope.cc, envelope.bcc, envelope.message_id) == (None, None, b"<one@acme.example>")


def test_submission_of_a_real_server_refuses_a_wrong_password(servers: tuple[Dovecot, SmtpSink], believed: Certificates) -> None:
    """The words of a server that is not our own sink are understood too."""
    dovecot, _ = servers
    delivery = SmtpSender().check(SmtpServer(dovecot.host, dovecot.tls_port, "tls", USER), "wrong")
    assert (delivery.kind, delivery.code) == (DeliveryKind.AUTH_REFUSED, 535)


def test_hostile_messages_have_one_recipient_for_dovecot_too(servers: tuple[Dovecot, SmtpSink], believed: Certificates) -> None:
    """Dovecot's parser, written by others in another language, must see the one recipient and the subject that were meant (B7)."""
    dovecot, _ = servers
    made: list[tuple[bytes, str]] = []

    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(name=HOSTILE, subject=FILLED, body=FILLED)
    def collect(name: str, subject: str, body: str) -> None:
        try:
            made.append((build(to_name=name, subject=subject, body=body), subject))
        except ValidationError:
            assume(False)

    collect()
    envelopes = read_by_dovecot(dovecot, [raw for raw, _ in made])
    assert len(envelopes) == len(made) >= EXAMPLES
    for envelope, (raw, subject) in zip(envelopes, made, strict=True):
        assert [(a.mailbox, a.host) for a in envelope.to] == [(b"ann", b"example.com")], raw
        assert (envelope.cc, envelope.bcc) == (None, None), raw
        assert decoded(envelope.subject) == shown(subject), raw


def read_by_dovecot(dovecot: Dovecot, messages: list[bytes]) -> list[Any]:
    """Lay the messages into a mailbox and fetch their envelopes, in order."""
    with dovecot.imap(USER) as client:
        if client.folder_exists("Check"):
            client.delete_folder("Check")
        client.create_folder("Check")
        for raw in messages:
            client.append("Check", raw)
        client.select_folder("Check", readonly=True)
        found = client.fetch(client.search("ALL"), ["ENVELOPE"])
    return [found[uid][b"ENVELOPE"] for uid in sorted(found)]


def decoded(value: bytes | None) -> str:
    """Encoded words of an envelope as text."""
    return str(make_header(decode_header((value or b"").decode("ascii").replace("\r\n", ""))))
