"""Real servers for tests: an SMTP sink, Dovecot, a keyring; all on loopback, all below a folder of their own."""

from __future__ import annotations

import os
import shutil

import pytest


def need_program(name: str, *places: str) -> str:
    """Path of a server program; the test is skipped without it, and fails where SDRDESK_REQUIRE_SERVERS=1 says that it must be there."""
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin", *places])
    found = shutil.which(name, path=path)
    if found:
        return found
    if os.environ.get("SDRDESK_REQUIRE_SERVERS") == "1":
        pytest.fail(f"{name} is not installed, and SDRDESK_REQUIRE_SERVERS=1")
    pytest.skip(f"{name} is not installed")


def proving() -> bool:
    """Run the full figures of the promises (``make prove``)?"""
    return os.environ.get("SDRDESK_PROVE") == "1"
