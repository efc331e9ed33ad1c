"""The bytes of one email, built so that no value can become a header or a recipient (promise B7).

The standard library's header classes parse the text that they are given and fold it again; in Python 3.11 both directions have let a
crafted name become a header line. So every value is cleaned or refused first, the header lines are written here, word by word, and
the finished bytes are read back and compared with what was meant.
"""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import re
import unicodedata
from collections.abc import Iterable, Sequence
from email.header import Header
from email.headerregistry import Address
from email.utils import format_datetime
from urllib.parse import quote

from email_validator import EmailNotValidError, validate_email

from sdrdesk.core.domain.threading import bounded
from sdrdesk.core.errors import ValidationError
from sdrdesk.core.mail.mime_parts import as_bytes, assemble, verify_leaves
from sdrdesk.core.ports import Attachment

MAX_LINE = 998
MAX_FOLDED = 72
FOLD = "\r\n "
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SPACES = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029")
_ENCODED_WORD = re.compile(r"=\?.*\?=", re.DOTALL)
_SLOT = re.compile(r"⟦([^⟧]*)⟧?|⟧")
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,250}>", re.ASCII)
_PLAIN_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+", re.ASCII)
_UNREADABLE = frozenset({"Cc", "Cs", "Cn", "Co"})


def header_text(value: str, field: str) -> str:
    """The one door for text into a header: composed (NFC), on one line, without control or direction marks.

    Raises:
        ValidationError: ``encoded_word`` for text that a mail program would decode once more; ``unfilled_slot``.
    """
    refuse_slots(value, field)
    spaced = "".join(" " if c in _SPACES else c for c in unicodedata.normalize("NFC", value))
    kept = "".join(c for c in spaced if c not in _BIDI and unicodedata.category(c) not in _UNREADABLE)
    text = " ".join(kept.split())
    if _ENCODED_WORD.search(text):
        raise ValidationError("encoded_word", field=field)
    return text


def refuse_slots(value: str, field: str) -> None:
    """Refuse a text in which a template's value is still missing (promise B9)."""
    found = _SLOT.search(value)
    if found:
        raise ValidationError("unfilled_slot", field=field, slot=(found.group(1) or "").strip())


def sound_address(value: str, field: str) -> str:
    """The address as the servers want it: ASCII, the domain in its IDNA form.

    Raises:
        ValidationError: ``address_invalid``, or ``address_needs_smtputf8`` for letters before the @ that few servers carry.
    """
    try:
        checked = validate_email(value.strip(), check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError as error:
        raise ValidationError("address_invalid", field=field, value=value) from error
    if checked.ascii_email is None:
        raise ValidationError("address_needs_smtputf8", field=field, value=value)
    if _ENCODED_WORD.search(checked.ascii_email):
        raise ValidationError("encoded_word", field=field)
    return checked.ascii_email


def build_message(
    *,
    from_name: str,
    from_address: str,
    to_name: str,
    to_address: str,
    subject: str,
    body: str,
    message_id: str,
    date: dt.datetime,
    in_reply_to: str = "",
    references: Sequence[str] = (),
    list_unsubscribe_mailto: str = "",
    html: bool = False,
    attachments: Sequence[Attachment] = (),
) -> bytes:
    """A message with exactly one recipient; CRLF, ASCII on the wire, no line above 998 bytes. The plain text is always its first part.

    Args:
        from_name: the user's name as the recipient reads it; may be empty.
        from_address: the mailbox.
        to_name: the person's name; may be empty.
        to_address: their one address.
        subject: one line, not empty.
        body: plain text, not empty; any newlines.
        message_id: ours, with its angle brackets.
        date: aware; written with its own offset.
        in_reply_to: Message-ID of the message answered; ids of other programs that are malformed are left out.
        references: ids of the thread, oldest first.
        list_unsubscribe_mailto: the address that takes an opt-out.
        html: put a simple HTML part beside the text, made from it.
        attachments: files after the text.

    Raises:
        ValidationError: a value cannot be sent as it is; ``params['field']`` names it.
        ValueError: ``date`` has no zone.
    """
    if date.tzinfo is None:
        raise ValueError("a message needs an aware date")
    sender = Address(header_text(from_name, "from_name"), addr_spec=sound_address(from_address, "from_address"))
    recipient = Address(header_text(to_name, "to_name"), addr_spec=sound_address(to_address, "to_address"))
    title = _required(header_text(subject, "subject"), "subject")
    if not _own_id(message_id):
        raise ValidationError("header_injection", field="message_id")
    thread = _thread(references, in_reply_to)
    fields = [
        ("From", _mailbox("From", sender)),
        ("To", _mailbox("To", recipient)),
        ("Subject", _text("Subject", title)),
        ("Date", format_datetime(date)),
        ("Message-ID", message_id),
    ]
    if _own_id(in_reply_to):
        fields.append(("In-Reply-To", in_reply_to))
    if thread:
        fields.append(("References", FOLD.join(thread)))
    if list_unsubscribe_mailto:
        opt_out = quote(sound_address(list_unsubscribe_mailto, "list_unsubscribe_mailto"), safe="@")
        fields.append(("List-Unsubscribe", f"<mailto:{opt_out}?subject=unsubscribe>"))
    whole = assemble(plain_text(body), message_id, html=html, attachments=attachments)
    fields += [("MIME-Version", "1.0"), *whole.fields]
    raw = as_bytes(fields, whole.content)
    verify(raw, [name for name, _ in fields], sender, recipient, title)
    verify_leaves(raw, whole.leaves)
    return raw


def _required(text: str, field: str) -> str:
    if not text:
        raise ValidationError("email_field_empty", field=field)
    return text


def _own_id(value: str) -> bool:
    return bool(_MESSAGE_ID.fullmatch(value)) and not _ENCODED_WORD.search(value)


def _thread(references: Iterable[str], in_reply_to: str) -> list[str]:
    return list(bounded(r for r in (*references, in_reply_to) if _own_id(r)))


def _text(name: str, text: str) -> str:
    """Free text: as it is when it can be folded at its spaces, else as encoded words (which are at most 75 long)."""
    plain = text.isascii() and all(len(word) <= 60 for word in text.split(" "))
    return Header(text, "us-ascii" if plain else "utf-8", maxlinelen=76, header_name=name).encode(linesep="\r\n")


def _mailbox(name: str, address: Address) -> str:
    """``Name <address>``; a name with any character of meaning becomes encoded words, so that none is left to be read."""
    if not address.display_name:
        return address.addr_spec
    shown = address.display_name
    if not _PLAIN_NAME.fullmatch(shown) or len(shown) > 60:
        shown = Header(shown, "utf-8", maxlinelen=76, header_name=name).encode(linesep="\r\n")
    last = shown.rpartition("\n")[2]
    room = MAX_FOLDED - len(name) - len(last) - len(address.addr_spec)
    return f"{shown}{' ' if room > 0 else FOLD}<{address.addr_spec}>"


def plain_text(body: str) -> str:
    """The body as it is sent: composed, without control characters, one newline at its end. Refuses slots and an empty body."""
    refuse_slots(body, "body")
    lines = unicodedata.normalize("NFC", body).replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return _required(kept.strip(), "body") and kept.rstrip() + "\n"


def verify(raw: bytes, names: list[str], sender: Address, recipient: Address, subject: str) -> None:
    """Read the bytes back, by lines and with the library, and compare them with the intent.

    Args:
        raw: the finished message.
        names: the header names that it must have, in order.
        sender: the only address of From.
        recipient: the only address of To.
        subject: the text of the subject.

    Raises:
        ValidationError: ``header_injection`` when anything differs; a gap in the steps before ends here, not at the recipient.
    """
    head = raw.partition(b"\r\n\r\n")[0]
    lines = [line.decode("ascii") for line in head.split(b"\r\n")]
    by_line = [line.partition(":")[0] for line in lines if not line.startswith(" ")]
    loose = re.search(rb"(?<!\r)\n|\r(?!\n)|\x00", raw)
    parsed = email.message_from_bytes(raw, policy=email.policy.default)
    faithful = (
        by_line == names
        and parsed.keys() == names
        and not loose
        and all(line.strip() for line in lines)
        and max(map(len, raw.split(b"\r\n"))) <= MAX_LINE
        and [_pair(a) for a in parsed["To"].addresses] == [_pair(recipient)]
        and [_pair(a) for a in parsed["From"].addresses] == [_pair(sender)]
        and str(parsed["Subject"]) == subject
    )
    if not faithful:
        raise ValidationError("header_injection", field="message")


def _pair(address: Address) -> tuple[str, str]:
    # Python 3.11 reads a space between two encoded words of one name, which RFC 2047 says is none: compare without spaces.
    return address.display_name.replace(" ", ""), address.addr_spec
