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

from sdrdesk.core.mail.presets import SERVICES, domain_of, is_host, preset_by_exchanger
from sdrdesk.core.ports import FoundServers, ImapServer, SmtpServer

LIMIT_S = 5.0
"""For all questions together; whoever has no answer by then types the server."""

Place = tuple[str, int]


def find_servers(address: str, resolver: dns.resolver.Resolver | None = None, limit_s: float = LIMIT_S) -> FoundServers:
    """Ask; a domain that announces nothing may still have its mail at a provider that we know.

    Never raises: no network, no such name and no answer in time are all "nothing found".

    Args:
        address: only its domain is asked about.
        resolver: whom to ask; the system's name servers unless given.
        limit_s: seconds for all questions together.
    """
    domain = domain_of(address)
    if not is_host(domain):
        return FoundServers()
    try:
        asking = _Asking(resolver or dns.resolver.Resolver(), limit_s)
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
        SmtpServer(*smtp, address) if smtp else None, ImapServer(*imap, address) if imap else None, "", _outside(domain, places.values())
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
            if is_host(host) and port:
                return host, port
        return None

    def exchangers(self, domain: str) -> list[str]:
        """Who takes the domain's mail, the preferred first."""
        found = sorted(self._ask(domain, RdataType.MX), key=lambda r: (r.preference, str(r.exchange)))  # type: ignore[attr-defined]
        return [str(record.exchange) for record in found]  # type: ignore[attr-defined]


def _outside(domain: str, places: Iterable[tuple[str, int, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(host for host, _, _ in places if host != domain and not host.endswith(f".{domain}")))
