"""Servers and certificates for the mail tests.

OpenSSL believes the test authority because of its own variable SSL_CERT_FILE; there is no switch of ours.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sdrdesk.core.mail.smtp import SmtpSender
from sdrdesk.core.mail.smtp_wire import Limits
from sdrdesk.core.ports import SmtpServer
from tests.support.servers import certificates
from tests.support.servers.certificates import Certificates
from tests.support.servers.smtp_sink import SmtpSink

USER = "li.na@acme.example"
PASSWORD = "canary-Zitrone-48151"


@pytest.fixture(scope="session")
def good_certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """A certificate for localhost."""
    return certificates.make(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def believed(good_certificates: Certificates, monkeypatch: pytest.MonkeyPatch) -> Certificates:
    """The same, with its authority among those that OpenSSL believes."""
    monkeypatch.setenv("SSL_CERT_FILE", str(good_certificates.authority))
    return good_certificates


@pytest.fixture
def sink(believed: Certificates) -> Iterator[SmtpSink]:
    """A well-behaved submission server with implicit TLS."""
    with SmtpSink(believed, accounts={USER: PASSWORD}) as server:
        yield server


@pytest.fixture
def sender() -> SmtpSender:
    """A sender whose patience is short."""
    return SmtpSender(Limits(connect=5, command=5, after_dot=5, after_dot_when_stopping=0.3, goodbye=1))


@pytest.fixture
def sample() -> bytes:
    """One finished message with lines that begin with dots."""
    head = b"From: <li.na@acme.example>\r\nTo: <ann@example.com>\r\nSubject: Hi\r\nMessage-ID: <one@acme.example>\r\n"
    return head + b"\r\nHello\r\n.\r\n..two\r\n"


def server_of(sink: SmtpSink) -> SmtpServer:
    """How the sender names the sink."""
    return SmtpServer(sink.host, sink.port, sink.security, USER)
