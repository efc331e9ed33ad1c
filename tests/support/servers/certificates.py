"""Certificates for test servers, good and bad, from an authority that is made anew for each run."""

from __future__ import annotations

import datetime as dt
import ssl
from dataclasses import dataclass
from pathlib import Path

import trustme

HOST = "localhost"


@dataclass(frozen=True, slots=True)
class Certificates:
    """Files in PEM form.

    Attributes:
        authority: what SSL_CERT_FILE must name for the good certificate to be believed.
        chain: the server's certificate for ``localhost``.
        key: its private key.
    """

    authority: Path
    chain: Path
    key: Path

    def context(self) -> ssl.SSLContext:
        """A server's context with this certificate."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.chain, self.key)
        return context


def make(folder: Path, kind: str = "good") -> Certificates:
    """Make an authority and a certificate.

    Args:
        folder: receives the files.
        kind: good, wrong_host, expired, not_yet, or self_signed (an authority that ``authority`` does not name).
    """
    folder.mkdir(parents=True, exist_ok=True)
    ca = trustme.CA()
    host = "other.example" if kind == "wrong_host" else HOST
    now = dt.datetime.now(dt.UTC)
    ends = now - dt.timedelta(days=1) if kind == "expired" else None
    starts = now + dt.timedelta(days=1) if kind == "not_yet" else None
    leaf = ca.issue_cert(host, not_after=ends, not_before=starts)
    believed = trustme.CA() if kind == "self_signed" else ca
    files = Certificates(folder / "authority.pem", folder / "server.pem", folder / "server.key")
    believed.cert_pem.write_to_path(str(files.authority))
    leaf.private_key_pem.write_to_path(str(files.key))
    for index, blob in enumerate(leaf.cert_chain_pems):
        blob.write_to_path(str(files.chain), append=index > 0)
    return files
