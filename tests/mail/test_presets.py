"""The server that a new mailbox is offered."""

from __future__ import annotations

import pytest

from sdrdesk.core.mail.presets import PRESETS, preset_for, preset_named


@pytest.mark.parametrize(
    ("address", "key", "host", "port", "security"),
    [
        ("li.na@gmail.com", "gmail", "smtp.gmail.com", 465, "tls"),
        ("A@QQ.COM", "qq", "smtp.qq.com", 465, "tls"),
        ("a@163.com", "163", "smtp.163.com", 465, "tls"),
        ("a@fastmail.com", "fastmail", "smtp.fastmail.com", 465, "tls"),
        ("a@outlook.com", "outlook", "smtp-mail.outlook.com", 587, "starttls"),
        ("a@acme.onmicrosoft.com", "microsoft365", "smtp.office365.com", 587, "starttls"),
        ("a@notgmail.com", "generic", "smtp.notgmail.com", 465, "tls"),
        ("a@Acme.Example", "generic", "smtp.acme.example", 465, "tls"),
    ],
)
def test_preset_for_an_address_names_its_server(address: str, key: str, host: str, port: int, security: str) -> None:
    """Most users should have to type an address and a password only, and the password must go to their own provider."""
    preset = preset_for(address)
    server = preset.server(address)
    assert (preset.key, server.host, server.port, server.security, server.username) == (key, host, port, security, address)


def test_every_preset_is_encrypted_and_found_by_its_key() -> None:
    """There is no preset for a plain connection."""
    assert all(p.security in ("tls", "starttls") and preset_named(p.key) is p for p in PRESETS)
    assert preset_named("none") is None
