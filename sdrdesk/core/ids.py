"""Message-IDs and instance ids."""

from __future__ import annotations

import hashlib
import secrets


def message_id(address: str) -> str:
    """A new Message-ID at the sender's domain, for example ``<5f2c…@acme.example>``."""
    domain = address.rpartition("@")[2] or "localhost"
    return f"<{secrets.token_hex(16)}@{domain}>"


def step_message_id(address: str, profile_id: str, *parts: int) -> str:
    """The Message-ID of a plan's step: the same for the same step of the same profile."""
    domain = address.rpartition("@")[2] or "localhost"
    digest = hashlib.blake2b("/".join([profile_id, *map(str, parts)]).encode(), digest_size=16).hexdigest()
    return f"<{digest}@{domain}>"


def instance_id() -> str:
    """A name for this run of the program; process ids are reused, this is not."""
    return secrets.token_hex(8)
