"""Submission servers of well-known providers, by the domain of the address; everybody else gets a guess that the user can change."""

from __future__ import annotations

from dataclasses import dataclass

from sdrdesk.core.ports import SmtpServer


@dataclass(frozen=True, slots=True)
class Preset:
    """Settings for one provider.

    Attributes:
        key: name of the preset, for example on the command line.
        host: empty for the generic one: ``smtp.`` and the address's domain.
        password: what the provider wants: ``mailbox`` (the usual password), ``app_password``, ``authorization_code`` (QQ and 163 call
            it so), or ``oauth`` where a password may be refused altogether. The window shows a hint by this word.
    """

    key: str
    host: str
    port: int
    security: str
    domains: tuple[str, ...]
    password: str

    def server(self, address: str) -> SmtpServer:
        """The server for one mailbox; the whole address is the user name."""
        host = self.host or f"smtp.{_domain(address)}"
        return SmtpServer(host, self.port, self.security, address)


GENERIC = Preset("generic", "", 465, "tls", (), "mailbox")
PRESETS = (
    Preset("gmail", "smtp.gmail.com", 465, "tls", ("gmail.com", "googlemail.com"), "app_password"),
    Preset("outlook", "smtp-mail.outlook.com", 587, "starttls", ("outlook.com", "hotmail.com", "live.com", "msn.com"), "oauth"),
    Preset("microsoft365", "smtp.office365.com", 587, "starttls", ("onmicrosoft.com",), "oauth"),
    Preset("qq", "smtp.qq.com", 465, "tls", ("qq.com", "vip.qq.com", "foxmail.com"), "authorization_code"),
    Preset("163", "smtp.163.com", 465, "tls", ("163.com",), "authorization_code"),
    Preset("fastmail", "smtp.fastmail.com", 465, "tls", ("fastmail.com", "fastmail.fm"), "app_password"),
    GENERIC,
)


def preset_for(address: str) -> Preset:
    """The provider of an address's domain, or the generic preset."""
    domain = _domain(address)
    for preset in PRESETS:
        if domain in preset.domains or (preset.key == "microsoft365" and domain.endswith(".onmicrosoft.com")):
            return preset
    return GENERIC


def preset_named(key: str) -> Preset | None:
    """The preset of that key; None when there is none."""
    return next((p for p in PRESETS if p.key == key), None)


def _domain(address: str) -> str:
    return address.rpartition("@")[2].strip().lower()
