"""The servers of an address by the name service (RFC 6186 and 8314), asked only when the user presses the button (promise F6).

Names come in the clear and anybody on the way may change them, so what they say is a proposal: servers that speak TLS from the first byte
go before those that only turn to it, a server outside the address's domain is used only after the user has said yes, and the certificate
of whatever is used must be of the name that is shown.
"""

from __future__ import annotations

import time
from collections.abc import Iterable

import dns.exception
import dns.name
import dns.resolver
from dns.rdatatype import RdataType

from sdrdesk.core.mail.presets import domain_of, preset_by_exchanger, preset_for, preset_named
from sdrdesk.core.ports import AccountPreset, FoundServers, ImapServer, SmtpServer

LIMIT_S = 5.0
"""For all questions together; whoever has no answer by then types the server."""

SERVICES = (("smtp", "_submissions._tcp", "tls"), ("smtp", "_submission._tcp", "starttls"), ("imap", "_imaps._tcp", "tls"), ("imap", "_imap._tcp", "starttls"))  # fmt: skip
"""What is asked for, the better of a kind first."""

Place = tuple[str, int]


class Servers:
    """Implements ``ports.ServerBook``.

    Args:
        resolver: whom to ask; the system's name servers unless given.
        limit_s: seconds for all questions together.
    """

    def __init__(self, resolver: dns.resolver.Resolver | None = None, limit_s: float = LIMIT_S) -> None:
        self._resolver = resolver
        self._limit_s = limit_s

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
        return (*(f"{service}.{domain}" for _, service, _ in SERVICES), domain) if _is_name(domain) else ()

    def find(self, address: str) -> FoundServers:
        """Ask; a domain that announces nothing may still have its mail at a provider that we know.

        Never raises: no network, no such name and no answer in time are all "nothing found".
        """
        domain = domain_of(address)
        if not _is_name(domain):
            return FoundServers()
        try:
            asking = _Asking(self._resolver or dns.resolver.Resolver(), self._limit_s)
        except (dns.exception.DNSException, OSError):
            return FoundServers()
        places: dict[str, tuple[str, int, str]] = {}
        for kind, service, security in SERVICES:
            if kind not in places and (place := asking.service(f"{service}.{domain}")):
                places[kind] = (*place, security)
        if not places:
            known = next(filter(None, map(preset_by_exchanger, asking.exchangers(domain))), None)
            return FoundServers(known.server(address), known.reader(address), known.key) if known else FoundServers()
        smtp, imap = places.get("smtp"), places.get("imap")
        return FoundServers(
            SmtpServer(*smtp, address) if smtp else None,
            ImapServer(*imap, address) if imap else None,
            "",
            _outside(domain, places.values()),
        )


class _Asking:
    """Questions that share one limit of time."""

    def __init__(self, resolver: dns.resolver.Resolver, limit_s: float) -> None:
        self._resolver = resolver
        self._until = time.monotonic() + limit_s

    def _ask(self, name: str, kind: RdataType) -> list[object]:
        left = self._until - time.monotonic()
        if left <= 0:
            return []
        try:
            return list(self._resolver.resolve(dns.name.from_text(name), kind, lifetime=left, search=False))
        except dns.resolver.LifetimeTimeout:
            # Who does not answer the first question will not answer the next.
            self._until = time.monotonic()
        except (dns.exception.DNSException, OSError, ValueError):
            pass
        return []

    def service(self, name: str) -> Place | None:
        """The first server of a service; None when there is none, or when "." says so outright."""
        found = sorted(self._ask(name, RdataType.SRV), key=lambda r: (r.priority, -r.weight, str(r.target)))  # type: ignore[attr-defined]
        for record in found:
            host, port = str(record.target).rstrip(".").lower(), int(record.port)  # type: ignore[attr-defined]
            if _is_name(host) and port:
                return host, port
        return None

    def exchangers(self, domain: str) -> list[str]:
        """Who takes the domain's mail, the preferred first."""
        found = sorted(self._ask(domain, RdataType.MX), key=lambda r: (r.preference, str(r.exchange)))  # type: ignore[attr-defined]
        return [str(record.exchange) for record in found]  # type: ignore[attr-defined]


def _outside(domain: str, places: Iterable[tuple[str, int, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(host for host, _, _ in places if host != domain and not host.endswith(f".{domain}")))


def _is_name(text: str) -> bool:
    """Is it a host's name with at least one dot? An address in numbers is none."""
    labels = text.split(".")
    sound = all(0 < len(one) <= 63 and all(c.isalnum() or c in "-_" for c in one) for one in labels)
    return len(labels) > 1 and sound and len(text) <= 240 and not labels[-1].isdigit()
