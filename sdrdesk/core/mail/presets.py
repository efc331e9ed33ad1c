"""Servers of well-known providers, by the domain of the address; everybody else gets a guess that the user can change.

The table is presets.toml beside this module, with its sources.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sdrdesk.core.ports import AccountPreset, FoundServers, ImapServer, OAuthApp, SmtpServer

Place = tuple[str, int, str]
"""Host, port and security; the host may have ``{domain}`` in it."""

SERVICES = (("smtp", "_submissions._tcp", "tls"), ("smtp", "_submission._tcp", "starttls"), ("imap", "_imaps._tcp", "tls"), ("imap", "_imap._tcp", "starttls"))  # fmt: skip
"""What the name service is asked for (RFC 6186, 8314), the better of a kind first."""


@dataclass(frozen=True, slots=True)
class Preset:
    """Settings for one provider.

    Attributes:
        key: name of the preset, for example on the command line.
        smtp, imap: where mail leaves and is read.
        domains: of its addresses; ``subdomains``: and whatever is below them.
        mx: names of its mail exchangers, or the ends of them.
        password: what it takes: mailbox, app_password, authorization_code, oauth. The window shows a hint by this word.
        provider: who signs people in over OAuth2; empty for nobody.
    """

    key: str
    smtp: Place
    imap: Place
    domains: tuple[str, ...]
    mx: tuple[str, ...]
    password: str
    provider: str = ""
    subdomains: bool = False

    def server(self, address: str) -> SmtpServer:
        """The submission server for one mailbox; the whole address is the user name."""
        host, port, security = self.smtp
        return SmtpServer(host.format(domain=domain_of(address)), port, security, address)

    def reader(self, address: str) -> ImapServer:
        """The server that its mail is read from."""
        host, port, security = self.imap
        return ImapServer(host.format(domain=domain_of(address)), port, security, address)

    def account(self, address: str) -> AccountPreset:
        """All that is known for one address."""
        return AccountPreset(
            self.key, self.server(address), self.reader(address), self.password, provider_app(self.provider) if self.provider else None
        )

    def _has(self, domain: str) -> bool:
        return domain in self.domains or (self.subdomains and domain.endswith(tuple(f".{d}" for d in self.domains)))


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[Preset, ...], dict[str, OAuthApp]]:
    found = tomllib.loads(Path(__file__).with_name("presets.toml").read_text("utf-8"))
    presets = tuple(
        Preset(
            row["key"],
            tuple(row["smtp"]),
            tuple(row["imap"]),
            tuple(row["domains"]),
            tuple(row["mx"]),
            row["password"],
            row.get("provider", ""),
            row.get("subdomains", False),
        )
        for row in found["preset"]
    )
    apps = {
        name: OAuthApp(
            name, "", p["authorize"], p["token"], tuple(p["scopes"]), p["redirect"], tuple(p["extra"].items()), p["client_secret"]
        )
        for name, p in found["provider"].items()
    }
    return presets, apps


def presets() -> tuple[Preset, ...]:
    """All of them; the generic one is the last."""
    return _table()[0]


def preset_for(address: str) -> Preset:
    """The provider of an address's domain, or the generic preset."""
    domain = domain_of(address)
    return next((p for p in presets() if p._has(domain)), presets()[-1])


def preset_by_exchanger(host: str) -> Preset | None:
    """The provider that a mail exchanger belongs to; None when it is none of those that we know."""
    name = host.rstrip(".").lower()
    return next((p for p in presets() if any(name == m or name.endswith(f".{m}") for m in p.mx)), None)


def preset_named(key: str) -> Preset | None:
    """The preset of that key; None when there is none."""
    return next((p for p in presets() if p.key == key), None)


def provider_app(name: str) -> OAuthApp | None:
    """How people sign in with a provider, without a client id; None when there is no such provider."""
    return _table()[1].get(name)


def domain_of(address: str) -> str:
    """What stands behind the @, in small letters; empty without one."""
    return address.rpartition("@")[2].strip().lower() if "@" in address else ""


def is_host(text: str) -> bool:
    """Is it a host's name with at least one dot? An address in numbers is none."""
    labels = text.split(".")
    sound = all(0 < len(one) <= 63 and all(c.isalnum() or c in "-_" for c in one) for one in labels)
    return len(labels) > 1 and sound and len(text) <= 240 and not labels[-1].isdigit()


class Servers:
    """Implements ``ports.ServerBook``.

    Args:
        find: asks the name service (``mail.discovery.find_servers``); it is only needed when the user presses the button.
    """

    def __init__(self, find: Callable[[str], FoundServers]) -> None:
        self._find = find

    def preset(self, address: str) -> AccountPreset:
        """By the table that ships, without any network."""
        return preset_for(address).account(address)

    def named(self, key: str, address: str) -> AccountPreset | None:
        """The preset of a name, for an address."""
        found = preset_named(key)
        return found.account(address) if found else None

    def questions(self, address: str) -> tuple[str, ...]:
        """The names that will be asked for; empty when there is no domain to ask about."""
        domain = domain_of(address)
        return (*(f"{service}.{domain}" for _, service, _ in SERVICES), domain) if is_host(domain) else ()

    def find(self, address: str) -> FoundServers:
        """Ask the name service."""
        return self._find(address)
