"""Message-IDs and instance ids."""

from __future__ import annotations

import secrets


def message_id(address: str) -> str:
    """A new Message-ID at the sender's domain, for example ``<5f2c…@acme.example>``."""
    domain = address.rpartition("@")[2] or "localhost"
    return f"<{secrets.token_hex(16)}@{domain}>"


def instance_id() -> str:
    """A name for this run of the program; process ids are reused, this is not."""
    return secrets.token_hex(8)
