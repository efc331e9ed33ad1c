"""How the samples are made: real bytes, with the headers that such senders set."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from email.header import Header

DATE = "Thu, 03 Dec 2026 10:00:00 +0100"
"""A Thursday, unless a sample says otherwise."""
AUTO = "Auto-Submitted: auto-replied"
QUOTE = "\n\nOn Wed, Dec 2, 2026 at 9:00 AM Sam Seller <sam@ours.example> wrote:\n> Are you the right person to talk to about freight?\n> If not, please contact me or tell me whom to ask.\n> Reply STOP to unsubscribe.\n"
OURS = "<plan-1-step-1@ours.example>"


@dataclass(frozen=True)
class Sample:
    """A message and what it is."""

    name: str
    kind: str
    raw: bytes
    returns_on: str | None = None
    also: tuple[str, ...] = ()
    """Other kinds that are right as well."""

    def __repr__(self) -> str:
        return self.name


def mail(
    body: str,
    *headers: str,
    subject: str = "Re: A question about freight",
    sender: str = "Ann Vogel <ann.vogel@acme.example>",
    charset: str = "utf-8",
    kind: str = "text/plain",
    date: str = DATE,
    answers: bool = True,
    transfer: str = "8bit",
) -> bytes:
    """One simple message as bytes."""
    encoded = subject if subject.isascii() else Header(subject, charset).encode(linesep="\r\n")
    lines = [
        f"From: {sender}",
        "To: Sam Seller <sam@ours.example>",
        f"Subject: {encoded}",
        f"Date: {date}",
        "Message-ID: <x1@acme.example>",
    ]
    lines += [f"In-Reply-To: {OURS}"] if answers else []
    lines += [*headers, "MIME-Version: 1.0", f"Content-Type: {kind}; charset={charset}", f"Content-Transfer-Encoding: {transfer}"]
    data = body.replace("\n", "\r\n").encode(charset)
    if transfer == "base64":
        data = base64.encodebytes(data)
    return "\r\n".join(lines).encode("utf-8") + b"\r\n\r\n" + data


def html_mail(body: str, *headers: str, subject: str = "Re: A question about freight") -> bytes:
    """The same as HTML alone."""
    return mail(body, *headers, subject=subject, kind="text/html")
