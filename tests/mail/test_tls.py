"""No password and no mail over a line that is not safe (promise B8). Each refusal has a control that shows the recorder can see a leak."""

from __future__ import annotations

import base64
import contextlib
import smtplib
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sdrdesk.core.errors import ServerRefused
from sdrdesk.core.mail.smtp import SmtpSender
from sdrdesk.core.mail.smtp_wire import tls_context
from sdrdesk.core.ports import Delivery, DeliveryKind, SmtpServer
from tests.mail.conftest import PASSWORD, USER, server_of
from tests.support.servers import certificates
from tests.support.servers.certificates import Certificates
from tests.support.servers.smtp_sink import SmtpSink
from tests.support.servers.wire import Line, RawServer, Relay

SECRET = b"Angebot-4711"
MIME = b"From: <li.na@acme.example>\r\nTo: <ann@example.com>\r\n\r\n" + SECRET + b"\r\n"
PLAIN_TOKEN = base64.b64encode(f"\0{USER}\0{PASSWORD}".encode())
LEAKS = (PASSWORD.encode(), PLAIN_TOKEN, base64.b64encode(PASSWORD.encode()), SECRET)
BAD_CERTIFICATES = ("self_signed", "wrong_host", "expired", "not_yet")


def attempt(sender: SmtpSender, port: int, security: str) -> Delivery:
    """Try to send the canary."""
    target = SmtpServer("localhost", port, security, USER)
    return sender.deliver(target, PASSWORD, USER, "ann@example.com", MIME, before_body=lambda: True)


def leaked(heard: bytes) -> list[bytes]:
    """Which canaries are in what the server read."""
    return [leak for leak in LEAKS if leak in heard]


@contextlib.contextmanager
def bad_server(tmp_path: Path, kind: str, security: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[SmtpSink]:
    """A working sink whose certificate is bad in one way."""
    files = certificates.make(tmp_path, kind)
    monkeypatch.setenv("SSL_CERT_FILE", str(files.authority))
    with SmtpSink(files, security=security) as server:
        yield server


@pytest.mark.parametrize("security", ["tls", "starttls"])
@pytest.mark.parametrize("kind", BAD_CERTIFICATES)
def test_deliver_with_a_bad_certificate_sends_nothing(
    sender: SmtpSender, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, security: str
) -> None:
    """Anyone can stand between us and the server; only the certificate tells."""
    with bad_server(tmp_path, kind, security, monkeypatch) as sink, Relay(sink.port) as relay:
        delivery = attempt(sender, relay.port, security)
        assert (delivery.kind, delivery.phase) == (DeliveryKind.TLS_FAILED, "tls")
        assert delivery.text
        assert (sink.logins, sink.messages, leaked(relay.heard)) == ([], [], [])


@pytest.mark.parametrize("kind", BAD_CERTIFICATES)
def test_control_a_client_that_does_not_check_gives_its_password_to_the_same_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """Without this the test above could pass because the server is broken."""
    with bad_server(tmp_path, kind, "tls", monkeypatch) as sink:
        with smtplib.SMTP_SSL("localhost", sink.port, local_hostname="x", timeout=5) as client:
            client.login(USER, PASSWORD)
        assert (USER, PASSWORD) in sink.logins


def test_control_the_relay_sees_a_password_that_goes_out_in_the_clear() -> None:
    """The recorder is not blind."""

    def naive(line: Line) -> None:
        for answer in (b"220 hi\r\n", b"250-hi\r\n250 AUTH PLAIN\r\n", b"235 ok\r\n"):
            line.say(answer)
            line.hear()

    with RawServer(naive) as server, Relay(server.port) as relay, smtplib.SMTP("localhost", relay.port, local_hostname="x") as client:
        client.login(USER, PASSWORD)
        assert leaked(relay.heard) == [PLAIN_TOKEN]


def test_deliver_with_a_good_certificate_sends(sender: SmtpSender, sink: SmtpSink) -> None:
    """The same relay, the same authority, a sound server: it goes, and on the wire nothing can be read."""
    with Relay(sink.port) as relay:
        assert attempt(sender, relay.port, "tls").kind is DeliveryKind.ACCEPTED
        assert (sink.logins, leaked(relay.heard)) == ([(USER, PASSWORD)], [])


def stripped(line: Line) -> None:
    """STARTTLS is not offered; logging in is."""
    line.say(b"220 hi\r\n")
    line.hear()
    line.say(b"250-hi\r\n250 AUTH PLAIN LOGIN\r\n")
    while line.hear():
        line.say(b"250 ok\r\n")


def refusing(line: Line) -> None:
    """STARTTLS is offered and then refused."""
    line.say(b"220 hi\r\n")
    line.hear()
    line.say(b"250-hi\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN\r\n")
    while line.hear():
        line.say(b"454 4.7.0 not now\r\n")


def pretending(line: Line) -> None:
    """STARTTLS is answered, but plain text goes on."""
    line.say(b"220 hi\r\n")
    line.hear()
    line.say(b"250-hi\r\n250-STARTTLS\r\n250 AUTH PLAIN\r\n")
    line.hear()
    line.say(b"220 go\r\n")
    while line.hear():
        line.say(b"250-hi\r\n250 AUTH PLAIN\r\n")


def talking_plain(line: Line) -> None:
    """A server without TLS on the port of one with it."""
    line.say(b"220 hi\r\n")
    while line.hear():
        line.say(b"250-hi\r\n250 AUTH PLAIN\r\n")


@pytest.mark.parametrize(
    ("talk", "security", "phase"),
    [(stripped, "starttls", "starttls"), (refusing, "starttls", "tls"), (pretending, "starttls", "tls"), (talking_plain, "tls", "tls")],
)
def test_deliver_without_encryption_sends_nothing(
    sender: SmtpSender, believed: Certificates, talk: Callable[[Line], None], security: str, phase: str
) -> None:
    """Whoever can remove TLS from the line must not get the password for it."""
    with RawServer(talk) as server:
        delivery = attempt(sender, server.port, security)
        assert server.finished.wait(5)
        assert (delivery.kind, delivery.phase) == (DeliveryKind.TLS_FAILED, phase)
        assert leaked(server.heard) == []
        problem = delivery.problem(SmtpServer("localhost", server.port, security, USER))
    assert isinstance(problem, ServerRefused)
    assert problem.code == ("smtp_no_starttls" if phase == "starttls" else "smtp_tls_failed")


@pytest.mark.parametrize("security", ["", "none", "plain", "TLS"])
def test_deliver_with_an_unknown_security_word_sends_nothing(sender: SmtpSender, security: str) -> None:
    """A mistyped setting must fail on the safe side."""
    with RawServer(stripped) as server:
        assert attempt(sender, server.port, security).kind is DeliveryKind.TLS_FAILED
        assert server.finished.wait(5)
        assert leaked(server.heard) == []


def injecting(chain: Certificates, extra: bytes) -> Callable[[Line], None]:
    """A good server behind someone who adds bytes to the reply to STARTTLS."""

    def talk(line: Line) -> None:
        line.say(b"220 hi\r\n")
        line.hear()
        line.say(b"250-hi\r\n250 STARTTLS\r\n")
        line.hear()
        line.say(b"220 go\r\n" + extra)
        if not line.encrypt(chain.context()):
            return
        for answer in (b"250-hi\r\n250 AUTH PLAIN\r\n", b"235 ok\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go\r\n"):
            line.hear()
            line.say(answer)
        heard = b""
        while not heard.endswith(b"\r\n.\r\n"):
            heard += line.hear()
        line.say(b"250 taken\r\n")
        line.hear()

    return talk


def test_deliver_when_replies_are_injected_after_starttls_sends_nothing(sender: SmtpSender, believed: Certificates) -> None:
    """Bytes from before the handshake must not be taken for the server's words after it."""
    with RawServer(injecting(believed, b"250-evil\r\n250 AUTH PLAIN\r\n")) as server:
        delivery = attempt(sender, server.port, "starttls")
        assert server.finished.wait(5)
        assert (delivery.kind, leaked(server.heard)) == (DeliveryKind.TLS_FAILED, [])


def test_control_the_same_server_without_injection_gets_the_mail(sender: SmtpSender, believed: Certificates) -> None:
    """The refusal above is due to the injected bytes alone."""
    with RawServer(injecting(believed, b"")) as server:
        delivery = attempt(sender, server.port, "starttls")
        assert server.finished.wait(5)
        assert delivery.kind is DeliveryKind.ACCEPTED
        assert PLAIN_TOKEN in server.heard


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
def test_deliver_to_a_server_with_old_tls_sends_nothing(sender: SmtpSender, believed: Certificates, version: ssl.TLSVersion) -> None:
    """TLS 1.0 and 1.1 are broken."""
    context = believed.context()
    context.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning):
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = version
    context.options &= ~(ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1)
    outcome: list[bool] = []
    with RawServer(lambda line: outcome.append(line.encrypt(context))) as server:
        assert attempt(sender, server.port, "tls").kind is DeliveryKind.TLS_FAILED
        assert server.finished.wait(5)
        assert (outcome, server.heard) == ([False], b"")


def test_tls_context_checks_name_and_chain_and_refuses_old_versions() -> None:
    """There is one context, and nothing in the application can weaken it."""
    context = tls_context()
    assert context.check_hostname
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2


def test_the_application_has_no_way_to_switch_checking_off() -> None:
    """A switch for tests would be a switch for everybody."""
    package = Path(__file__).resolve().parents[2] / "sdrdesk"
    words = ("CERT_NONE", "CERT_OPTIONAL", "_create_unverified_context", "check_hostname = False", "SSL_CERT_FILE", "verify_mode")
    texts = {path.name: path.read_text(encoding="utf-8") for path in package.rglob("*.py")}
    assert [(name, word) for name, text in texts.items() for word in words if word in text] == []
    assert "smtp_wire.py" in texts


def test_check_of_a_mailbox_with_a_bad_certificate_says_so(sender: SmtpSender, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``mailbox test`` is held to the same rule as sending."""
    with bad_server(tmp_path, "self_signed", "tls", monkeypatch) as sink:
        delivery = sender.check(server_of(sink), PASSWORD)
        assert (delivery.kind, sink.logins) == (DeliveryKind.TLS_FAILED, [])
