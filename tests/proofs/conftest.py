"""Certificates for the proofs; OpenSSL believes the test authority because of its own variable SSL_CERT_FILE."""

from __future__ import annotations

import pytest

from tests.support.servers import certificates
from tests.support.servers.certificates import Certificates


@pytest.fixture(scope="session")
def good_certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """A certificate for localhost."""
    return certificates.make(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def believed(good_certificates: Certificates, monkeypatch: pytest.MonkeyPatch) -> Certificates:
    """The same, with its authority among those that OpenSSL believes."""
    monkeypatch.setenv("SSL_CERT_FILE", str(good_certificates.authority))
    return good_certificates
