"""Signing in where mail is read, against Dovecot and against servers that are not safe (promise B8)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sdrdesk.core.errors import AuthRefused, NetworkDown, ServerRefused
from sdrdesk.core.mail.imap_check import check_imap
from sdrdesk.core.ports import ImapServer, Secret
from tests.mail.conftest import PASSWORD, USER
from tests.support.servers import certificates
from tests.support.servers.certificates import Certificates
from tests.support.servers.dovecot import Dovecot
from tests.support.servers.wire import Line, RawServer

GOOD = Secret("password", PASSWORD)


@pytest.fixture
def dovecot(believed: Certificates) -> Iterator[Dovecot]:
    """A server with one account."""
    with Dovecot(believed, {USER: PASSWORD}) as server:
        yield server


def test_check_signs_in_and_says_what_a_wrong_password_is(dovecot: Dovecot) -> None:
    """One after the other, for Dovecot takes its time to start."""
    server = ImapServer(dovecot.host, dovecot.imap_port, "tls", USER)
    check_imap(server, GOOD)
    with pytest.raises(AuthRefused) as refused:
        check_imap(server, Secret("password", "canary-wrong"))
    assert refused.value.code == "imap_auth_refused" and "canary" not in str(refused.value)
    with pytest.raises((AuthRefused, ServerRefused)) as no_tokens:
        check_imap(server, Secret("bearer", "canary-token"))
    assert "canary" not in str(no_tokens.value)


@pytest.mark.parametrize("kind", ["wrong_host", "expired", "self_signed"])
def test_check_with_a_bad_certificate_sends_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """Neither the user name nor the password."""
    bad = certificates.make(tmp_path / kind, kind)
    monkeypatch.setenv("SSL_CERT_FILE", str(bad.authority))

    def talk(line: Line) -> None:
        line.encrypt(bad.context())

    with RawServer(talk) as server:
        with pytest.raises(ServerRefused) as refused:
            check_imap(ImapServer("localhost", server.port, "tls", USER), GOOD, 5)
        assert refused.value.code == "imap_tls_failed" and PASSWORD.encode() not in bytes(server.heard)


@pytest.mark.parametrize(
    "greeting", [b"* PREAUTH [CAPABILITY IMAP4rev1 STARTTLS] hello\r\n", b"* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hello\r\n"]
)
def test_check_without_encryption_sends_no_password(believed: Certificates, greeting: bytes) -> None:
    """A server, or somebody in between, that offers no STARTTLS or claims that there is no need to sign in."""

    def talk(line: Line) -> None:
        line.say(greeting)
        while heard := line.hear():
            tag = heard.split(b" ")[0]
            line.say(b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n" + tag + b" OK done\r\n")

    with RawServer(talk) as server:
        with pytest.raises(ServerRefused) as refused:
            check_imap(ImapServer("localhost", server.port, "starttls", USER), GOOD, 5)
        assert refused.value.code == "imap_no_starttls"
        assert b"LOGIN" not in bytes(server.heard) and PASSWORD.encode() not in bytes(server.heard)


def test_check_without_a_listener_is_told_with_host_and_port() -> None:
    """The one thing to look at."""
    with pytest.raises(NetworkDown) as down:
        check_imap(ImapServer("localhost", 9, "tls", USER), GOOD, 5)
    assert (down.value.code, down.value.params["host"], down.value.params["port"]) == ("imap_unreachable", "localhost", 9)
