"""The server that a new mailbox is offered."""

from __future__ import annotations

import pytest

from sdrdesk.core.mail.presets import preset_by_exchanger, preset_for, preset_named, presets, provider_app
from sdrdesk.core.texts import catalogue


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
    for preset in presets():
        address = "a@acme.example"
        assert preset.server(address).security in ("tls", "starttls") and preset.reader(address).security == "tls"
        assert preset_named(preset.key) is preset
        assert not preset.provider or provider_app(preset.provider) is not None
        assert preset.password in ("mailbox", "app_password", "authorization_code", "oauth")
    assert preset_named("none") is None


def test_every_preset_has_its_name_and_its_words_in_both_languages() -> None:
    """A key such as "qiye163" means nothing to anybody."""
    known = catalogue()
    for preset in presets():
        assert preset.key == "generic" or f"preset.{preset.key}" in known
        assert f"password_hint.{preset.password}" in known
        assert not preset.provider or {f"client_hint.{preset.provider}", f"provider.{preset.provider}"} <= set(known)


@pytest.mark.parametrize(
    ("exchanger", "key"),
    [
        ("aspmx.l.google.com.", "gmail"), ("smtp.google.com", "gmail"), ("acme-com.mail.protection.outlook.com.", "microsoft365"), ("x.olc.protection.outlook.com", "outlook"),
        ("mxbiz1.qq.com.", "exmail"), ("mx3.qq.com.", "qq"), ("qiye163mx01.mxmail.netease.com.", "qiye163"), ("in1-smtp.messagingengine.com.", "fastmail"),
        ("mail.notgoogle.com.", None), ("google.com.evil.example", None), ("mx.acme.example.", None),
    ],
)  # fmt: skip
def test_mail_exchanger_names_the_provider(exchanger: str, key: str | None) -> None:
    """Most companies have their mail at one of a few providers, under a domain of their own."""
    found = preset_by_exchanger(exchanger)
    assert (found.key if found else None) == key
