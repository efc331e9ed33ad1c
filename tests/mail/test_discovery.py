"""Finding the servers of an address, against a name server of our own (RFC 6186, RFC 8314, promise F6)."""

from __future__ import annotations

import socket
from typing import Any

import dns.resolver
import pytest

from sdrdesk.core.mail.discovery import find_servers
from sdrdesk.core.mail.presets import Servers
from sdrdesk.core.ports import FoundServers, ImapServer, SmtpServer
from tests.support.servers.names import NameServer

USER = "li.na@acme.example"
Records = dict[tuple[str, str], list[str]]


def find(records: Records, address: str = USER) -> tuple[FoundServers, list[tuple[str, str]]]:
    """What is found, and what was asked."""
    with NameServer(records) as names:
        return find_servers(address, names.resolver()), names.asked


def srv(**services: str) -> Records:
    """Records of one target for each service: ``imaps="993 mail.acme.example."``."""
    return {(f"_{name}._tcp.acme.example", "SRV"): [f"0 1 {place}"] for name, place in services.items()}


def test_both_servers_of_a_domain_are_found() -> None:
    """The whole address is the user name; TLS from the first byte."""
    found, _ = find(srv(submissions="465 mail.acme.example.", imaps="993 imap.acme.example."))
    assert found == FoundServers(
        SmtpServer("mail.acme.example", 465, "tls", USER), ImapServer("imap.acme.example", 993, "tls", USER), "", ()
    )


def test_tls_from_the_first_byte_goes_before_starttls() -> None:
    """RFC 8314: whatever priority the other one has."""
    found, asked = find(
        srv(submission="587 mail.acme.example.", submissions="465 mail.acme.example.", imap="143 mail.acme.example.", imaps="993 mail.acme.example.")
    )  # fmt: skip
    assert found.smtp is not None and found.imap is not None
    assert (found.smtp.security, found.imap.security) == ("tls", "tls")
    assert ("_submission._tcp.acme.example", "SRV") not in asked


def test_starttls_is_taken_where_there_is_nothing_else() -> None:
    """It is verified as strictly."""
    found, _ = find(srv(submission="587 mail.acme.example."))
    assert found.smtp == SmtpServer("mail.acme.example", 587, "starttls", USER) and found.imap is None


def test_lowest_priority_first_then_the_greatest_weight() -> None:
    """RFC 2782."""
    records = {("_imaps._tcp.acme.example", "SRV"): ["20 9 993 c.acme.example.", "10 1 993 b.acme.example.", "10 5 993 a.acme.example."]}
    found, _ = find(records)
    assert found.imap is not None and found.imap.host == "a.acme.example"


def test_a_service_that_is_said_not_to_be_there_is_not_there() -> None:
    """RFC 6186: a single dot means no."""
    found, _ = find(srv(imaps="0 .", submissions="465 mail.acme.example."))
    assert found.imap is None and found.smtp is not None


@pytest.mark.parametrize("target", ["mail.hoster.example.", "acme.example.evil.example.", "notacme.example.", "evil-acme.example."])
def test_server_outside_the_domain_is_named_for_the_user_to_decide(target: str) -> None:
    """RFC 6186, section 6: names come in the clear, and anybody on the way could have put in his own."""
    found, _ = find(srv(submissions=f"465 {target}"))
    assert found.outside == (target.rstrip("."),)


def test_servers_inside_the_domain_need_no_question() -> None:
    """At any depth."""
    found, _ = find(srv(submissions="465 ACME.example.", imaps="993 a.b.acme.example."))
    assert found.outside == ()


@pytest.mark.parametrize(
    ("exchanger", "preset", "host"),
    [
        ("aspmx.l.google.com.", "gmail", "smtp.gmail.com"),
        ("acme.mail.protection.outlook.com.", "microsoft365", "smtp.office365.com"),
        ("mxbiz1.qq.com.", "exmail", "smtp.exmail.qq.com"),
        ("qiye163mx01.mxmail.netease.com.", "qiye163", "smtp.qiye.163.com"),
    ],
)
def test_domain_that_announces_nothing_is_known_by_who_takes_its_mail(exchanger: str, preset: str, host: str) -> None:
    """The hosts come from our own table, so a forged answer can lead to another known provider at worst."""
    found, _ = find({("acme.example", "MX"): [f"10 {exchanger}"]})
    assert found.smtp is not None and found.imap is not None
    assert (found.preset, found.smtp.host, found.smtp.username, found.outside) == (preset, host, USER, ())


def test_unknown_exchanger_is_no_server() -> None:
    """Where mail comes in is not where it goes out."""
    assert find({("acme.example", "MX"): ["10 mx.acme.example."]})[0] == FoundServers()


def test_domain_without_any_record_finds_nothing_in_silence() -> None:
    """Then it is typed."""
    assert find({})[0] == FoundServers()


@pytest.mark.parametrize("target", ["0 mail.acme.example.", "993 10.0.0.1.", "993 localhost."])
def test_senseless_target_is_not_taken(target: str) -> None:
    """An address in numbers has no name that a certificate could be of."""
    assert find(srv(imaps=target))[0].imap is None


def test_exactly_the_announced_names_are_asked_and_nothing_else() -> None:
    """Promise F6: what the button says is what it does."""
    found, asked = find({})
    assert found == FoundServers()
    assert sorted({name for name, _ in asked}) == sorted(Servers(find_servers).questions(USER))
    assert all(name.endswith("acme.example") for name, _ in asked)


def test_the_part_before_the_at_is_never_asked_about() -> None:
    """The name server learns the company, not the person."""
    assert not any("li.na" in name for name in Servers(find_servers).questions(USER))


def test_silent_name_server_is_given_up_after_the_limit_and_asked_once() -> None:
    """A captive network: one wait, not one for each name."""
    with NameServer({}, silent=True) as names:
        assert find_servers(USER, names.resolver(), 0.4) == FoundServers()
        assert {name for name, _ in names.asked} == {"_submissions._tcp.acme.example"}


def test_no_name_server_at_all_finds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a network configuration."""

    def none(*_: Any, **__: Any) -> None:
        raise dns.resolver.NoResolverConfiguration

    monkeypatch.setattr(dns.resolver.Resolver, "read_resolv_conf", none)
    assert Servers(find_servers).find(USER) == FoundServers()


@pytest.mark.parametrize(
    "address", ["", "li.na", "li.na@", "a@b", "a@10.0.0.1", "a@" + "x" * 300 + ".example", "a@acme..example", "a@acme .example"]
)
def test_no_domain_asks_nothing(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half an address is not sent to anybody."""

    def sent(*_: Any) -> None:
        raise AssertionError("something was asked")

    monkeypatch.setattr(socket.socket, "sendto", sent)
    assert Servers(find_servers).questions(address) == () and Servers(find_servers).find(address) == FoundServers()


def test_preset_asks_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Typing an address is not leave to ask the network."""
    monkeypatch.setattr(socket, "socket", None)
    servers = Servers(find_servers)
    assert servers.preset("a@gmail.com").key == "gmail"
    assert servers.preset(USER).smtp == SmtpServer("smtp.acme.example", 465, "tls", USER)
    assert servers.named("exmail", USER) is not None and servers.named("none", USER) is None
