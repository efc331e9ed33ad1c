"""No password over a line that is not safe, for reading as for sending (promise B8). Each refusal has a control that shows what a leak looks like."""

from __future__ import annotations

import base64
import contextlib
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sdrdesk.core.errors import AuthRefused, NetworkDown, SdrDeskError, ServerRefused
from sdrdesk.core.mail.imap import ImapReader
from sdrdesk.core.mail.imap_wire import ReadLimits
from sdrdesk.core.ports import ImapServer, Secret
from tests.mail.conftest import PASSWORD, USER
from tests.support.servers import certificates
from tests.support.servers.certificates import Certificates
from tests.support.servers.imap_script import Script, serve
from tests.support.servers.wire import Line, RawServer, Relay

PLAIN_TOKEN = base64.b64encode(f"\0{USER}\0{PASSWORD}".encode())
TOKEN = "ya29.canary-token"
LEAKS = (PASSWORD.encode(), PLAIN_TOKEN, base64.b64encode(PASSWORD.encode()), TOKEN.encode(), base64.b64encode(TOKEN.encode())[:12])
BAD_CERTIFICATES = ("self_signed", "wrong_host", "expired", "not_yet")
SECRETS = (Secret("password", PASSWORD), Secret("bearer", TOKEN))


def attempt(port: int, security: str, secret: Secret = SECRETS[0]) -> SdrDeskError | None:
    """Try to sign in; what came of it."""
    reader = ImapReader(ReadLimits(connect=3, command=1.5, goodbye=0.5))
    try:
        reader.connect(ImapServer("localhost", port, security, USER), secret).close()
    except SdrDeskError as error:
        return error
    return None


def leaked(heard: bytes) -> list[bytes]:
    """Which canaries are in what the server read."""
    return [leak for leak in LEAKS if leak in heard]


@contextlib.contextmanager
def bad_server(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch, *, implicit: bool) -> Iterator[RawServer]:
    """A working server whose certificate is bad in one way."""
    files = certificates.make(tmp_path, kind)
    monkeypatch.setenv("SSL_CERT_FILE", str(files.authority))
    with RawServer(serve(Script(), files.context(), implicit=implicit)) as server:
        yield server


@pytest.mark.parametrize("secret", SECRETS, ids=["password", "token"])
@pytest.mark.parametrize("security", ["tls", "starttls"])
@pytest.mark.parametrize("kind", BAD_CERTIFICATES)
def test_connect_with_a_bad_certificate_sends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, security: str, secret: Secret
) -> None:
    """Anyone can stand between us and the server; only the certificate tells."""
    with bad_server(tmp_path, kind, monkeypatch, implicit=security == "tls") as server:
        error = attempt(server.port, security, secret)
        assert isinstance(error, ServerRefused) and error.code == "imap_tls_failed"
        assert error.params["reply"]
        assert server.finished.wait(5)
        assert leaked(server.heard) == []


@pytest.mark.parametrize("secret", SECRETS, ids=["password", "token"])
@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_control_the_same_server_with_a_good_certificate_is_signed_in_to(believed: Certificates, security: str, secret: Secret) -> None:
    """The refusals are due to what is wrong with each server alone; and on the wire nothing can be read."""
    with RawServer(serve(Script(), believed.context(), implicit=security == "tls")) as server, Relay(server.port) as relay:
        assert attempt(relay.port, security, secret) is None
        assert leaked(server.heard) != []
        assert leaked(relay.heard) == []


def plain(line: Line) -> None:
    """A server without TLS."""
    serve(Script(), None, implicit=False)(line)


def preauth(line: Line) -> None:
    """Says that we are signed in already, so that a client skips STARTTLS."""
    line.say(b"* PREAUTH [CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN] welcome\r\n")
    Script().talk(line)


def refusing(line: Line) -> None:
    """STARTTLS is offered and then refused."""
    Script(capabilities="IMAP4rev1 STARTTLS AUTH=PLAIN", starttls=b"NO not now").greet(line)


def pretending(line: Line) -> None:
    """STARTTLS is agreed to, but plain text goes on."""
    Script(capabilities="IMAP4rev1 STARTTLS AUTH=PLAIN", starttls=b"OK go").greet(line)


@pytest.mark.parametrize(
    ("talk", "security", "code"),
    [
        (plain, "tls", "imap_tls_failed"),
        (plain, "starttls", "imap_no_starttls"),
        (preauth, "starttls", "imap_preauth"),
        (refusing, "starttls", "imap_tls_failed"),
        (pretending, "starttls", "imap_tls_failed"),
    ],
)
def test_connect_without_encryption_sends_nothing(believed: Certificates, talk: Callable[[Line], None], security: str, code: str) -> None:
    """Whoever can remove TLS from the line must not get the password for it."""
    with RawServer(talk) as server:
        error = attempt(server.port, security)
        assert isinstance(error, ServerRefused) and error.code == code, error
        assert server.finished.wait(5)
        assert leaked(server.heard) == []


def test_connect_to_a_server_that_has_signed_us_in_under_tls_sends_nothing(believed: Certificates) -> None:
    """A proxy that shares one session with everybody."""

    def talk(line: Line) -> None:
        if line.encrypt(believed.context()):
            preauth(line)

    with RawServer(talk) as server:
        error = attempt(server.port, "tls")
        assert error is not None and error.code == "imap_preauth"
        assert leaked(server.heard) == []


@pytest.mark.parametrize("security", ["", "none", "plain", "TLS"])
def test_connect_with_an_unknown_security_word_sends_nothing(security: str) -> None:
    """A mistyped setting must fail on the safe side."""
    with RawServer(plain) as server:
        error = attempt(server.port, security)
        assert isinstance(error, ServerRefused) and error.code == "imap_tls_failed"
        assert server.heard == b""


@pytest.mark.parametrize("extra", [b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n", b"* PREAUTH hi\r\n", b"A" * 3])
def test_connect_when_answers_are_injected_after_starttls_sends_nothing(believed: Certificates, extra: bytes) -> None:
    """Bytes from before the handshake must not be taken for the server's words after it."""
    script = Script(capabilities="IMAP4rev1 STARTTLS", starttls=b"OK go", injected=extra)
    with RawServer(serve(script, believed.context(), implicit=False)) as server:
        error = attempt(server.port, "starttls")
        assert isinstance(error, ServerRefused) and error.code == "imap_tls_failed"
        assert server.finished.wait(5)
        assert leaked(server.heard) == []


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
def test_connect_to_a_server_with_old_tls_sends_nothing(believed: Certificates, version: ssl.TLSVersion) -> None:
    """TLS 1.0 and 1.1 are broken."""
    context = believed.context()
    context.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning):
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = version
    context.options &= ~(ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1)
    with RawServer(serve(Script(), context, implicit=True)) as server:
        error = attempt(server.port, "tls")
        assert isinstance(error, ServerRefused) and error.code == "imap_tls_failed"
        assert leaked(server.heard) == []


def test_capabilities_from_before_tls_do_not_count(believed: Certificates) -> None:
    """AUTH=PLAIN from an attacker, LOGINDISABLED from the server: the server's word holds."""
    script = Script(capabilities="IMAP4rev1 STARTTLS AUTH=PLAIN", after_tls="IMAP4rev1 LOGINDISABLED", starttls=b"OK go")
    with RawServer(serve(script, believed.context(), implicit=False)) as server:
        error = attempt(server.port, "starttls")
        assert isinstance(error, AuthRefused)
        assert leaked(server.heard) == []


def test_connection_that_ends_in_the_handshake_or_says_nothing_is_a_network_matter(believed: Certificates) -> None:
    """The account is not paused, it is tried again later."""
    with RawServer(lambda line: None) as server:
        assert isinstance(attempt(server.port, "tls"), NetworkDown)

    def silent(line: Line) -> None:
        if line.encrypt(believed.context()):
            line.hear()

    with RawServer(silent) as server:
        error = attempt(server.port, "tls")
        assert isinstance(error, NetworkDown) and "in time" in str(error.params["reply"])
        assert leaked(server.heard) == []


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (b"NO [AUTHENTICATIONFAILED] Authentication failed.", AuthRefused),
        (b"NO [ALERT] Please log in via your web browser", AuthRefused),
        (b"NO [UNAVAILABLE] Temporary authentication failure.", NetworkDown),
        (b"NO [ALERT] Too many simultaneous connections. (Failure)", NetworkDown),
        (None, NetworkDown),
    ],
)
def test_refused_password_and_busy_server_are_told_apart(believed: Certificates, answer: bytes | None, kind: type[SdrDeskError]) -> None:
    """A busy server must not look like a wrong password, for then the account would rest until the user comes."""
    with RawServer(serve(Script(auth=answer), believed.context(), implicit=True)) as server:
        for secret in SECRETS:
            error = attempt(server.port, "tls", secret)
            assert type(error) is kind, error
            assert PASSWORD not in str(error) and TOKEN not in str(error)


def test_password_in_a_servers_words_is_not_kept(believed: Certificates) -> None:
    """Some servers repeat the command."""
    with RawServer(serve(Script(auth=b"NO bad: " + PASSWORD.encode()), believed.context(), implicit=True)) as server:
        error = attempt(server.port, "tls")
        assert error is not None and PASSWORD not in str(dict(error.params))
