"""The body of an email as MIME parts: the text, the HTML beside it, the files after both (promise B7).

Written by hand like the headers, and the same each time: the boundary is a hash of what it parts, so that a retry has the same bytes (B3).
"""

from __future__ import annotations

import base64
import email
import email.policy
import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import quote

from sdrdesk.core.errors import ValidationError
from sdrdesk.core.ports import Attachment
from sdrdesk.core.render.html_part import html_of

OTHER_KIND = "application/octet-stream"
MAX_NAME = 180
"""Characters of a file's name; every system can store it."""

_KIND = re.compile(r"(?:application|audio|font|image|model|text|video)/[a-z0-9][a-z0-9.+-]{0,80}")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._()-]{0,50}")
_PIECE = 52
"""Characters of one piece of a long name (RFC 2231): with its parameter it fits on a line."""

Fields = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A part as it has to be read back: its type, its file name (empty for text), its bytes."""

    kind: str
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Part:
    """Header fields and wire bytes of a part, and the leaves in it."""

    fields: Fields
    content: bytes
    leaves: tuple[Leaf, ...]


def assemble(text: str, seed: str, *, html: bool = False, attachments: Sequence[Attachment] = ()) -> Part:
    """The whole body: ``text/plain``, or a multipart that begins with it.

    Args:
        text: the plain text, ready to be sent.
        seed: what makes the boundaries of this message its own: its Message-ID.
        html: add the HTML that says the same.
        attachments: files.
    """
    body = _text(text, "plain")
    if html:
        body = _multipart("alternative", seed, [body, _text(html_of(text), "html")])
    return _multipart("mixed", seed, [body, *map(_file, attachments)]) if attachments else body


def as_bytes(fields: Fields, content: bytes) -> bytes:
    """A head, an empty line, and what it heads."""
    return "".join(f"{name}: {value}\r\n" for name, value in fields).encode("ascii") + b"\r\n" + content


def file_name(name: str) -> str:
    """The name as it goes out: no path, no control or direction marks, on one line."""
    kept = "".join(
        c for c in unicodedata.normalize("NFC", name) if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    )
    bare = " ".join(re.sub(r'[/\\"]', "-", kept).split())
    stem, dot, ending = bare.rpartition(".")
    short = f"{stem[: MAX_NAME - len(ending) - 1]}{dot}{ending}" if dot and len(ending) <= 16 else bare[:MAX_NAME]
    return short.strip() or "file"


def _text(text: str, kind: str) -> Part:
    """7bit, quoted-printable or base64, whichever the library finds shortest."""
    made = EmailMessage(policy=email.policy.SMTP.clone(cte_type="7bit"))
    made.set_content(text, charset="utf-8")
    payload = made.get_payload()
    if not isinstance(payload, str):
        raise TypeError("a text part has text")
    wire = re.sub(r"\r\n|\r|\n", "\r\n", payload).encode("ascii")
    encoding = str(made["Content-Transfer-Encoding"])
    fields = [("Content-Type", f'text/{kind}; charset="utf-8"'), ("Content-Transfer-Encoding", encoding)]
    return Part(fields, wire, (Leaf(f"text/{kind}", "", text.encode()),))


def _file(one: Attachment) -> Part:
    name = file_name(one.name)
    kind = one.kind if _KIND.fullmatch(one.kind) else OTHER_KIND
    fields = [
        ("Content-Type", kind),
        ("Content-Transfer-Encoding", "base64"),
        ("Content-Disposition", ";\r\n ".join(("attachment", *_named(name)))),
    ]
    wire = base64.encodebytes(one.content).replace(b"\n", b"\r\n") or b"\r\n"
    return Part(fields, wire, (Leaf(kind, name, one.content),))


def _named(name: str) -> list[str]:
    """The name as parameters: in quotes when it is plain, else as RFC 2231 has it, in pieces when it is long."""
    if _PLAIN_NAME.fullmatch(name):
        return [f'filename="{name}"']
    coded = quote(name, safe="")
    if len(coded) <= _PIECE:
        return [f"filename*=utf-8''{coded}"]
    pieces = re.findall(rf"(?:%[0-9A-F]{{2}}|[^%]){{1,{_PIECE // 3}}}", coded)
    return [f"filename*0*=utf-8''{pieces[0]}", *(f"filename*{n}*={piece}" for n, piece in enumerate(pieces[1:], 1))]


def _multipart(kind: str, seed: str, parts: Sequence[Part]) -> Part:
    bodies = [as_bytes(p.fields, p.content) for p in parts]
    boundary = _boundary(kind, seed, bodies)
    line = b"--" + boundary.encode("ascii")
    wire = b"".join(line + b"\r\n" + body + b"\r\n" for body in bodies) + line + b"--\r\n"
    fields = [("Content-Type", f'multipart/{kind};\r\n boundary="{boundary}"')]
    return Part(fields, wire, tuple(leaf for p in parts for leaf in p.leaves))


def _boundary(kind: str, seed: str, bodies: Sequence[bytes]) -> str:
    """A line that stands in none of the parts."""
    for turn in range(100):
        digest = hashlib.blake2b(f"{kind}/{seed}/{turn}".encode(), digest_size=15).hexdigest()
        boundary = f"=_{digest}"
        if not any(boundary.encode("ascii") in body for body in bodies):
            return boundary
    raise ValidationError("header_injection", field="body")


def verify_leaves(raw: bytes, leaves: Sequence[Leaf]) -> None:
    """Read the parts back and compare them with what was meant.

    Raises:
        ValidationError: ``header_injection``.
    """
    parsed = email.message_from_bytes(raw, policy=email.policy.default)
    found = [part for part in parsed.walk() if not part.is_multipart()]
    read = [Leaf(p.get_content_type(), p.get_filename() or "", _read(p)) for p in found]
    expected = [Leaf(one.kind, one.name, _lines(one)) for one in leaves]
    if read != expected or any(p.defects for p in found):
        raise ValidationError("header_injection", field="message")


def _read(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    return content if part.get_filename() else content.replace(b"\r\n", b"\n").rstrip(b"\n")


def _lines(leaf: Leaf) -> bytes:
    return leaf.content if leaf.name else leaf.content.rstrip(b"\n")
